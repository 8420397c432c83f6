"""The file picker: a tree of folders, and a field for the path."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from rich.text import Text, TextType
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import DirectoryTree

from quizapp.errors import UsageError, reason_of
from quizapp.text import UNSAFE, one_line
from quizapp.tui.write.field import Field

Wanted = Callable[[str], bool]
"""Whether a file of this name can be chosen."""


class FileTree(DirectoryTree):
    """The folders, and the files that are wanted in them; nothing hidden."""

    ICON_NODE_EXPANDED = "▾ "
    ICON_NODE = "▸ "
    ICON_FILE = "  "

    BINDINGS = [Binding("backspace", "up", show=False)]
    OWN_KEYS = (
        ("enter", "Choose", "Look at the file; open the folder, or close it"),
        ("backspace", "Up", "To the folder above"),
    )
    """For the help: key, label, what it does."""

    def __init__(
        self,
        folder: Path,
        wanted: Wanted,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(folder, id=id, classes=classes)
        self._wanted = wanted
        self.guide_depth = 2

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Folders, and files that are wanted. Called in a thread."""
        for path in paths:
            if not path.name.startswith(".") and (
                self._wanted(path.name) or _is_folder(path)
            ):
                yield path

    def process_label(self, label: TextType) -> Text:
        """A name as plain text on one line; Textual would read it as markup."""
        return Text(one_line(str(label)) or os.sep, no_wrap=True)

    def open(self, folder: Path) -> None:
        """Make `folder` the root. Raises `UsageError` when it cannot be listed."""
        want_listed(folder)
        if folder != self.path:
            self.path = folder
            self.cursor_line = 0

    def action_up(self) -> None:
        """To the folder above."""
        with suppress(UsageError):
            self.open(Path(self.path).absolute().parent)


class PathLine(Field):
    """A path, completed with Tab; `~` is the home folder."""

    OWN_KEYS = (
        ("tab", "Complete", "Take what is proposed"),
        ("down", "Choose", "To the folders and files"),
        ("enter", "Read", "Read the file, or go to the folder"),
    )

    class Pasted(Message):
        """A text of several lines was pasted, which is not a path."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self, wanted: Wanted, names: Sequence[str] = (), *, id: str | None = None
    ) -> None:
        """`names` are completed too."""
        hint = "a path, or paste an article"
        super().__init__(hint=hint, suggester=_Completer(wanted, names), id=id)
        self._chosen: Path | None = None

    def on_paste(self, event: events.Paste) -> None:
        """Treat several lines as a text, and one as a path."""
        if "\n" not in event.text.strip():
            super().on_paste(event)
            return
        event.prevent_default()
        event.stop()
        self.post_message(self.Pasted(event.text))

    def show(self, path: Path) -> None:
        """Show a path that was chosen elsewhere, whatever its name holds."""
        self._chosen = path
        self.value = one_line(str(path))

    @property
    def path(self) -> Path:
        """What is typed or shown. Raises `UsageError` when it cannot be a path."""
        typed = self.value.strip().strip("'\"")
        if self._chosen and typed == one_line(str(self._chosen)):
            return self._chosen
        if not typed or UNSAFE.search(typed):
            raise UsageError("Type the path of a file.")
        try:
            return Path(typed).expanduser().absolute()
        except RuntimeError as error:
            raise UsageError(f"{typed}: there is no user of this name.") from error


class _Completer(Suggester):
    def __init__(self, wanted: Wanted, names: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._wanted = wanted
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        names = (name for name in self._names if name.startswith(value))
        path = await asyncio.to_thread(completed, value, self._wanted)
        return path or next(names, None)


def want_listed(folder: Path) -> None:
    """Raise `UsageError` when what is in `folder` cannot be listed."""
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        why = reason_of(error)
        raise UsageError(f"{folder}: the folder cannot be read ({why}).") from error


def completed(typed: str, wanted: Wanted) -> str | None:
    """The first path, by name, that begins with what is typed.

    A folder ends with a slash. Hidden files are skipped until a dot is typed.
    """
    beginning = os.path.split(typed)[1]
    before = typed.removesuffix(beginning)
    names: list[str] = []
    try:
        with os.scandir(Path(before).expanduser()) as found:
            for entry in found:
                name = entry.name
                if not name.startswith(beginning) or UNSAFE.search(name):
                    continue
                if name.startswith(".") and not beginning:
                    continue
                if entry.is_dir():
                    names.append(f"{name}/")
                elif wanted(name):
                    names.append(name)
    except (OSError, ValueError, RuntimeError):  # no such folder, or no such user
        return None
    return before + min(names, key=str.lower) if names else None


def _is_folder(path: Path) -> bool:
    """Whether it is a folder that can be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False
