"""What the app works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.paths import Paths
    from quizapp.progress.settings import Settings
    from quizapp.progress.store import Store
    from quizapp.study.workspace import Glance, Workspace
    from quizapp.tui.widgets.deck_list import Row


@dataclass(frozen=True, slots=True)
class Desk:
    """What the app works with, handed down by the command line."""

    rows: Sequence[Row]
    """The decks by name and title, for the first paint."""
    open_store: Callable[[Callable[[float], None]], Store]
    """Reads the progress; calls its argument with the share that is done. This and the
    two below are called in a thread, after the first paint."""
    glance: Callable[[Store], Glance | None]
    """The counts as they were kept, if they are true."""
    open_workspace: Callable[[Store], Workspace]
    """Reads the decks."""
    paths: Paths
    seed: int
    settings: Settings
    save_setting: Callable[[str, object], None]
    log: Path
    """Where a crash leaves its traceback."""
