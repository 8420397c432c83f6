"""What the app works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.decks.library.deck_files import DeckFile
    from quizapp.paths import Paths
    from quizapp.progress.settings import Settings
    from quizapp.progress.store import Store
    from quizapp.study.workspace import Glance, Shelf
    from quizapp.tui.widgets.deck_list import Row


@dataclass(frozen=True, slots=True)
class Desk:
    """What the app works with, handed down by the command line."""

    rows: Sequence[Row]
    """The decks by name and title, for the first paint."""
    open_store: Callable[[Callable[[float], None]], Store]
    """Reads the progress, and is told whom to tell of the way. This and the two below
    are called in a thread, after the first paint."""
    glance: Callable[[Store], Glance | None]
    """The counts as they were kept, if they are true."""
    open_shelf: Callable[[Store], Shelf]
    """Reads the decks."""
    find_files: Callable[[Sequence[str]], Sequence[DeckFile]]
    """Finds the deck files there are; it is told the folders of the settings."""
    paths: Paths
    clock: Callable[[], datetime]
    seed: int
    settings: Settings
    save_setting: Callable[[str, object], None]
    log: Path
    """Where a crash leaves its traceback."""
