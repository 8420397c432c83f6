"""Lines of a deck file while they are being written, and how they come back into it.

A draft is a range of a file's lines: none of a new deck, one card's, or all. Saving
replaces these lines; every other byte stays, and so does each line inside the range
that reads as it did.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.source import BOM
from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.decks.library.trash import place_in_trash
from quizapp.errors import DeckChangedError, DeckError
from quizapp.files import write_whole
from quizapp.formats import Holds, holds
from quizapp.model import Card
from quizapp.text import one_line, visible


@dataclass(frozen=True, slots=True)
class Draft:
    """What of which file is being written, and what stood there before."""

    path: Path | None
    """The file to write; `None` while a new deck has no name."""
    data: bytes = b""
    """The file as it was: of a shipped deck, which is copied, that one."""
    first: int = 0
    """The index of the first line that is written."""
    end: int | None = None
    """The index behind the last one; `None` for all to the file's end."""
    is_there: bool = False
    """Whether the file is there already; else nothing may stand there."""

    @property
    def is_part(self) -> bool:
        """Whether it is some lines of a file that has others."""
        return self.end is not None

    @property
    def name(self) -> str:
        """The deck's name, as far as it has one."""
        return one_line(self.path.stem) if self.path else "new deck"

    @property
    def lines(self) -> Sequence[Line]:
        """Those that are written, as they were."""
        return lines_of(self.data)[self.first : self.end]

    @property
    def text(self) -> str:
        """The same as a person may be shown them: LF alone, nothing a terminal obeys.

        What is no UTF-8, and control characters, are shown by signs, as the reader
        shows them.
        """
        return "\n".join(line.shown for line in self.lines)

    def whole(self, text: str) -> str:
        """The file's text with `text` in the place of the draft's lines."""
        if not self.is_part:
            return text
        told = [line.shown for line in lines_of(self.data)]
        return "\n".join([*told[: self.first], text, *told[self.end :]])

    def written(self, text: str) -> bytes:
        """The file with `text` in the place of the draft's lines."""
        lines = lines_of(self.data)
        usual = lines[0].end or b"\n"
        end = len(lines) if self.end is None else self.end
        inside = _as_they_were(lines[self.first : end], text.split("\n"))
        made = [*lines[: self.first], *inside, *lines[end:]]
        ended = [line.body + (line.end or usual) for line in made[:-1]]
        bom = BOM if self.data.startswith(BOM) else b""
        return b"".join([bom, *ended, made[-1].body])

    def of_its_own(self, path: Path) -> Draft:
        """The draft as a new deck at `path`; lines of another stand alone in it."""
        draft = Draft(path) if self.is_part else replace(self, path=path)
        return replace(draft, is_there=False)

    def saved(self, text: str) -> Draft:
        """The draft once the file holds `text`."""
        end = None if self.end is None else self.first + text.count("\n") + 1
        return replace(self, data=self.written(text), end=end, is_there=True)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file."""

    body: bytes
    end: bytes = b""
    """LF or CRLF; nothing after the last line, or one that is not written yet."""

    @property
    def shown(self) -> str:
        """What a person is shown of it."""
        return visible(self.body.decode(errors="replace"))


def lines_of(data: bytes) -> list[Line]:
    """The lines of a file; the last one is empty where its last byte ends a line."""
    *ended, last = data.removeprefix(BOM).split(b"\n")
    lines = [
        Line(line[:-1], b"\r\n") if line.endswith(b"\r") else Line(line, b"\n")
        for line in ended
    ]
    return [*lines, Line(last)]


def read_again(draft: Draft) -> Draft | None:
    """The draft of a whole deck whose file has another text by now."""
    if draft.is_part or not draft.path or not draft.is_there:
        return None
    data = _read(draft.path)
    return None if data in (None, draft.data) else replace(draft, data=data)


def _as_they_were(old: Sequence[Line], text: Sequence[str]) -> Iterator[Line]:
    """The lines of `text`; one that reads like one of the `old` is that one."""
    shown = [line.shown for line in old]
    same = 0
    while same < min(len(shown), len(text)) and shown[same] == text[same]:
        same += 1
    yield from old[:same]
    # The rest is compared without what is before, which is most of it.
    rest = SequenceMatcher(None, shown[same:], text[same:])
    for verb, start, end, first, last in rest.get_opcodes():
        if verb == "equal":
            yield from old[same + start : same + end]
        else:
            new = text[same + first : same + last]
            yield from (Line(line.encode()) for line in new)


def open_deck(file: DeckFile, own: Path) -> Draft:
    """The whole deck in `file`; of one that is shipped, a copy in the folder `own`.

    Raises `DeckError` when it cannot be read, or is no text of cards.
    """
    if not holds(file.path.name, Holds.CARDS):
        raise DeckError(
            f"{file.path}: this deck is a table. Edit it where tables are edited, in a "
            "spreadsheet; the cards follow."
        )
    data = _read(file.path)
    if data is None:
        raise DeckError(f"{file.path}: the file is there no more.")
    if file.origin is Origin.SHIPPED:
        return Draft(own / file.path.name, data)
    return Draft(file.path, data, is_there=True)


def open_card(file: DeckFile, card: Card, own: Path) -> Draft:
    """The block that `card` comes of, wherever it stands in the file now.

    Raises `DeckError` as `open_deck` does, and when the card is not in the file.
    """
    draft = open_deck(file, own)
    part = replace(draft, first=card.line - 1, end=card.end)
    # Reading these lines alone is enough when they still make the card.
    alone = read_deck(part.text, file.name)
    if not any(_is_alike(card, each) for each in alone.cards):
        cards = read_deck(draft.data, file.name).cards
        there = next((each for each in cards if each.key == card.key), None) or next(
            (each for each in cards if _is_alike(card, each)), None
        )
        if there is None:
            raise DeckError(
                f"{file.path}: this card is there no more. Open the whole deck from "
                "home to see what became of it."
            )
        part = replace(draft, first=there.line - 1, end=there.end)
    return part


def _is_alike(card: Card, other: Card) -> bool:
    return (card.kind, card.prompt, card.answer, card.is_reverse) == (
        other.kind,
        other.prompt,
        other.answer,
        other.is_reverse,
    )


def save(draft: Draft, text: str) -> Draft:
    """Write `text` into the draft's file; it is on the disk on return.

    When the file has become another meanwhile, a block is looked for in it. Raises
    `DeckChangedError` when that cannot be done, `DeckError` when writing fails; the
    file is as it was then.
    """
    assert draft.path
    there = _read(draft.path)
    if there is None:
        if draft.is_there:
            raise DeckChangedError(f"{draft.path}: the file is there no more.")
        moved: Draft | None = draft
    elif not draft.is_there:
        raise DeckChangedError(f"{draft.path}: another file has come to stand there.")
    else:
        moved = _moved(draft, there)
    if moved is None:
        raise DeckChangedError(
            f"{draft.path}: another program has changed "
            f"{'this card' if draft.is_part else 'the file'} meanwhile."
        )
    saved = moved.saved(text)
    assert moved.path
    write_deck_file(moved.path, saved.data)
    return saved


def overwrite(draft: Draft, text: str, trash: Path) -> tuple[Draft, Path | None]:
    """Write the draft's version of the file; the other one is copied to `trash` first.

    Returns the draft as saved, and where the other version is. Raises `DeckError`.
    """
    assert draft.path
    there, place = _read(draft.path), None
    if there is not None:
        place = place_in_trash(draft.path.name, trash)
        write_deck_file(place, there)
    saved = draft.saved(text)
    write_deck_file(draft.path, saved.data)
    return saved, place


def copy_shipped(file: DeckFile, own: Path) -> DeckFile:
    """A shipped deck as a file of one's own, its id and so its progress the same.

    Raises `DeckError`.
    """
    draft = open_deck(file, own)
    if draft.is_there:
        return file
    saved = save(draft, draft.text)
    assert saved.path
    return replace(file, path=saved.path, origin=Origin.OWN, shadows=True)


def _moved(draft: Draft, data: bytes) -> Draft | None:
    """The draft in the file as it is now; `None` when its lines are not there."""
    if data == draft.data:
        return draft
    if not draft.is_part:
        return None
    lines = [line.body for line in lines_of(data)]
    old = [line.body for line in draft.lines]
    blocks = {(card.line - 1, card.end) for card in read_deck(data, draft.name).cards}
    places = [(first, end) for first, end in blocks if lines[first:end] == old]
    if not places:
        return None
    first, end = min(places, key=lambda place: abs(place[0] - draft.first))
    return replace(draft, data=data, first=first, end=end)


def write_deck_file(path: Path, data: bytes) -> None:
    """Write a deck file whole; who may read it stays, and a link stays a link.

    Raises `DeckError`.
    """
    try:
        path = path.resolve()
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
        if mode is not None and not os.access(path, os.W_OK):
            raise PermissionError(13, "it is write-protected")
        write_whole(path, data)
        if mode is not None:
            with suppress(OSError):
                path.chmod(mode)
    except OSError as error:
        raise DeckError(
            f"{path}: cannot be written ({error.strerror or error})."
        ) from error


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DeckError(
            f"{path}: cannot be read ({error.strerror or error})."
        ) from error


def renamed(before: Draft, after: Draft) -> Mapping[str, str]:
    """The keys of the draft's cards that have become others, by what they were.

    As long as a draft has as many cards as before, they are the same in their order.
    """
    was, now = _cards_in(before), _cards_in(after)
    if not before.is_part or len(was) != len(now):
        return {}
    return {
        old.key: new.key
        for old, new in zip(was, now, strict=True)
        if old.key != new.key
    }


def renamed_outside(before: Draft, whole: Draft) -> Mapping[str, str]:
    """The keys that have become others where another program has written the file: the
    lines around those of `before` say where they are now."""
    if not before.is_part:
        return {}
    assert before.end is not None
    rest = len(lines_of(before.data)) - before.end
    end = len(lines_of(whole.data)) - rest
    return renamed(before, replace(whole, first=before.first, end=end))


def _cards_in(draft: Draft) -> list[Card]:
    end = 10**9 if draft.end is None else draft.end
    cards = read_deck(draft.data, draft.name).cards
    return [card for card in cards if draft.first < card.line <= end]
