"""Where files are kept on this machine. Nothing here touches the disk."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

APP = "quizapp"
COUNTS = "counts.json"
"""The counts in the folder of a user's caches."""


class Paths(NamedTuple):
    """The four folders of one installation, none of them made yet."""

    data: Path
    """The user's decks and articles, and everybody's events: the folder to share."""
    machine: Path
    """This machine's id, locks and backups: never shared."""
    cache: Path
    """Derived; delete it and it is rebuilt."""
    config: Path
    """This machine's settings."""

    @property
    def users(self) -> Path:
        """Everybody's events."""
        return self.data / "users"

    @property
    def decks(self) -> Path:
        """The user's own decks."""
        return self.data / "decks"

    @property
    def articles(self) -> Path:
        """The texts of the user's own articles."""
        return self.data / "articles"

    @property
    def trash(self) -> Path:
        """What was removed: decks, and users."""
        return self.data / "trash"

    @property
    def unsaved(self) -> Path:
        """Texts that are being written, until they are saved."""
        return self.machine / "drafts"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    @property
    def log(self) -> Path:
        """Where a crash leaves its traceback."""
        return self.machine / "crash.log"


def of_this_machine() -> Paths:
    """The folders that the platform assigns to applications.

    On Windows and macOS the state folder is the data folder, hence the sub-folders.
    Raises `RuntimeError` if the user has no home folder.
    """
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    if not Path(dirs.user_data_dir).is_absolute():
        raise RuntimeError  # as newer versions of platformdirs do
    return Paths(
        data=Path(dirs.user_data_dir) / "library",
        machine=Path(dirs.user_state_dir) / "machine",
        cache=Path(dirs.user_cache_dir),
        config=Path(dirs.user_config_dir),
    )


def below(folder: Path) -> Paths:
    """The same four folders, all inside `folder` (`--data`).

    Raises `RuntimeError` if it is in a home folder that does not exist.
    """
    folder = folder.expanduser().absolute()
    return Paths(
        data=folder / "library",
        machine=folder / "machine",
        cache=folder / "cache",
        config=folder / "config",
    )


def shipped_decks() -> Path:
    """The decks that come with quizapp.

    A wheel carries them inside the package; a checkout and an editable install have
    them beside it.
    """
    package = Path(__file__).parent
    inside = package / "shipped_decks"
    return inside if inside.is_dir() else package.parent / "decks"
