"""Finds all deck files, and names them: by their stems, or by their paths."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import DeckError, QuizappError, UsageError, reason_of
from quizapp.files import MAX_FOLDER_DEPTH, FileStamp, file_stamp
from quizapp.formats import Holds, holds, is_deck, is_table
from quizapp.text import one_line

if TYPE_CHECKING:
    from quizapp.model import Complaint

MAX_DECKS, MAX_ENTRIES = 4_000, 100_000
"""The largest number of decks, and of files and folders of any kind, below one folder.
A folder with more is probably a whole disk, named by mistake."""
_BEGINS_CARD = re.compile(rb"(?:\xef\xbb\xbf)?[ \t]{0,3}[QCqc][ \t]?:|.*\0")
"""Matches a line that begins a card, or nearly; also one with a NUL, as in UTF-16."""
_FENCE = re.compile(rb"[ \t]*(`{3,}|~{3,})")
_COPY = re.compile(r"conflicted copy|\.sync-conflict-")
"""Matches the names of conflicted copies by Dropbox and Syncthing."""
_FOLDER = "unreadable-folder"
_LARGE = 2**24
"""A file with more bytes is not searched for cards; the reader refuses it."""


class Origin(StrEnum):
    """Where a deck file comes from."""

    SHIPPED = "shipped"
    OWN = "own"
    FOLDER = "folder"
    """A folder named in the settings."""


class _TooMuchError(DeckError):
    """A folder contains too many files."""

    def __init__(self, why: Complaint) -> None:
        super().__init__(why.message)
        self.why = why


class DeckFile(NamedTuple):
    """A deck file that has not been read yet."""

    name: str
    """The file's stem, safe to show; its place if another deck has that stem."""
    path: Path
    origin: Origin
    group: str = ""
    """The folders between the root and the file, separated by `/`."""
    place: str = ""
    """The file's path below the root, without its ending."""
    shadows: bool = False
    """Whether the deck replaces a shipped one with the same name."""
    refusal: Complaint | None = None
    """Why the file is listed but not read."""

    @property
    def stem(self) -> str:
        """The file's stem, safe to show."""
        return one_line(self.path.stem)

    @property
    def shown(self) -> str:
        """The deck's name in lists; the file's path if it is refused, as another deck
        may have the name."""
        return str(self.path) if self.refusal else self.name


def find_decks(
    own: Path, folders: Sequence[Path] = (), shipped: Path | None = None
) -> tuple[DeckFile, ...]:
    """All deck files: the user's own, then those in `folders`, then shipped ones.

    Decks are texts of cards and tables (see `formats`), down to `MAX_FOLDER_DEPTH`
    levels of folders. Hidden files and folders, and links to folders, are skipped. In
    `folders`, tables and texts without a line that begins a card are skipped too, as
    notes.

    A user's deck replaces a shipped one with the same stem. Other decks with one stem
    are called by their places; where these are equal too, by those below the folder
    that holds the root. The second is refused if it differs only in its ending. So is a
    conflicted copy made by a file sync. If a folder contains more than `MAX_DECKS`
    decks, the rest is one refused entry; so is a folder that cannot be read.
    """
    found: dict[str, DeckFile] = {}
    """The user's decks, by their places."""
    refused: list[DeckFile] = []
    for root, origin in ((own, Origin.OWN), *((f, Origin.FOLDER) for f in folders)):
        for file in _files(root, origin):
            file = file if file.refusal else _placed(file, root, found)
            if file.refusal:
                refused.append(file)
            else:
                found[file.place] = file
    ours = list(_files(shipped, Origin.SHIPPED)) if shipped else []
    return (*_named(list(found.values()), ours), *refused)


def _named(
    users: Sequence[DeckFile], shipped: Sequence[DeckFile]
) -> Iterator[DeckFile]:
    """The user's decks, those of one stem called by their places, and the shipped ones
    that they do not replace, the first of each stem."""
    ours: dict[str, DeckFile] = {}
    for file in shipped:
        ours.setdefault(file.stem, file)
    counts = Counter(file.stem for file in users)
    for file in users:
        name = file.place if counts[file.stem] > 1 else file.name
        yield file._replace(name=name, shadows=file.stem in ours)
    yield from (file for stem, file in ours.items() if stem not in counts)


def _placed(file: DeckFile, root: Path, found: Mapping[str, DeckFile]) -> DeckFile:
    """The file with a place that none of those `found` has; refused if it has none."""
    first = found.get(file.place)
    if first and file.origin is Origin.FOLDER and first.path.parent != file.path.parent:
        file = file._replace(place=f"{one_line(root.name)}/{file.place}")
        first = found.get(file.place)
    if not first:
        return file
    why = _complaint("duplicate-name", name=file.stem, path=first.path)
    return file._replace(refusal=why)


def _files(root: Path, origin: Origin) -> Iterator[DeckFile]:
    errors: list[OSError] = []
    has_notes = origin is Origin.FOLDER
    try:
        for path in texts_in(root, has_notes=has_notes, unreadable=errors.append):
            if holds(path.name, Holds.FACTS):
                continue
            group = path.parent.relative_to(root).as_posix()
            group = "" if group == "." else one_line(group)
            stem = one_line(path.stem)
            copy = _COPY.search(path.stem)
            yield DeckFile(
                stem,
                path,
                origin,
                group,
                f"{group}/{stem}" if group else stem,
                refusal=_complaint("sync-copy") if copy else None,
            )
    except _TooMuchError as error:
        yield DeckFile("…", root / "…", origin, refusal=error.why)
    for missed in errors:
        folder = Path(missed.filename or root)
        if origin is Origin.FOLDER or not isinstance(missed, FileNotFoundError):
            why = _complaint(_FOLDER, reason=reason_of(missed))
            yield DeckFile(one_line(folder.name), folder, origin, refusal=why)


def file_named(name: str, files: Iterable[DeckFile]) -> DeckFile | None:
    """The deck file with this name, path or stem; the path may be below the folder of
    decks, and without its ending. If none has this stem, case does not matter.

    Raises `UsageError` if several have this stem.
    """
    files = list(files)
    for file in files:
        if file.shown == name:
            return file
    readable = [file for file in files if not file.refusal]
    wanted = name.removeprefix("./")
    for file in readable:
        if wanted in (file.place, file.place + file.path.suffix, str(file.path)):
            return file
    folded = name.casefold()
    alike = [file for file in readable if file.stem == name] or [
        file for file in readable if file.stem.casefold() == folded
    ]
    if len(alike) > 1:
        names = ", ".join(file.name for file in alike)
        raise UsageError(f"There are several decks called “{name}”: {names}.")
    return alike[0] if alike else None


def no_deck(name: str, files: Iterable[DeckFile]) -> QuizappError:
    """The error for a deck that is not among all deck files; it lists them, or names a
    folder that cannot be read, which may contain it."""
    there: list[str] = []
    for file in files:
        if file.refusal and file.refusal.code == _FOLDER:
            return DeckError(f"{file.path}: {file.refusal.message}")
        there.append(file.shown)
    listed = f"The decks are: {', '.join(sorted(there))}."
    known = listed if there else "There are no decks yet."
    return UsageError(f"There is no deck called “{name}”. {known}")


def _refuse(error: OSError) -> None:
    raise DeckError(
        f"{error.filename}: cannot be read ({reason_of(error)})."
    ) from error


def _complaint(code: str, /, **fields: object) -> Complaint:
    # Imported only here, so that lists of decks appear before cards are loaded.
    from quizapp.cards.format.complaints import complaint

    return complaint(1, 1, code, **fields)


def texts_in(
    root: Path,
    *,
    has_notes: bool = False,
    unreadable: Callable[[OSError], object] = _refuse,
) -> Iterator[Path]:
    """All decks, tables and facts files below `root` that are not hidden.

    With `has_notes`, tables and texts without cards are skipped. `unreadable` is given
    the error of each folder that cannot be read. Raises `DeckError` if there is too
    much below `root`, after giving as much as is read.
    """
    depth, decks, entries = len(root.parts) + MAX_FOLDER_DEPTH, 0, 0
    for folder, names, files in os.walk(root, onerror=unreadable):
        here = Path(folder)
        names[:] = sorted(name for name in names if not name.startswith("."))
        if len(here.parts) >= depth:
            names.clear()
        entries += len(names) + len(files)
        if entries > MAX_ENTRIES:
            raise _TooMuchError(
                _complaint("too-many-files", folder=root, most=MAX_ENTRIES)
            )
        # A deck comes before the table that it was made from.
        for name in sorted(files, key=lambda name: (is_table(name), name)):
            if name.startswith(".") or not (is_deck(name) or holds(name, Holds.FACTS)):
                continue
            path = here / name
            if has_notes and (is_table(name) or _holds_notes(path, file_stamp(path))):
                continue
            decks += 1
            if decks > MAX_DECKS:
                raise _TooMuchError(
                    _complaint("too-many-decks", folder=root, most=MAX_DECKS)
                )
            yield path


@lru_cache(maxsize=100_000)
def _holds_notes(path: Path, mark: FileStamp) -> bool:
    """Whether no line of a text begins a card, so that it is not a deck but notes."""
    size = mark[1]
    try:
        if size > _LARGE or not path.is_file():
            return False
        with path.open("rb") as file:
            return not _has_card(file)
    except OSError:  # the reader will complain
        return False


def _has_card(lines: Iterable[bytes]) -> bool:
    """Whether a line begins a card, outside code that shows how that is written."""
    fence, is_inside = b"", False
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence, is_inside = b"", False
            is_inside = is_inside or bool(fence and _BEGINS_CARD.match(line))
        elif mark:
            fence = mark[1]
        elif _BEGINS_CARD.match(line):
            return True
    return is_inside


def stale_facts(decks: Path) -> Iterator[Path]:
    """The facts files with a missing or older deck."""
    with suppress(DeckError):  # the home screen complains of too many files
        for path in texts_in(decks, unreadable=lambda _: None):
            if holds(path.name, Holds.FACTS) and is_stale(path):
                yield path


def is_stale(facts: Path) -> bool:
    """Whether the deck of a facts file is missing or older."""
    # Both may be written in one tick of the clock, so equal times count as older.
    deck = deck_of_facts(facts)
    return facts.exists() and file_stamp(deck)[0] <= file_stamp(facts)[0]


def deck_of_facts(facts: Path) -> Path:
    """The path of the deck that is made from a facts file."""
    return facts.with_name(f"{name_of_facts(facts)}.md")


def name_of_facts(facts: Path) -> str:
    """The name of a facts file without its ending."""
    return Path(facts.stem).stem
