"""Opens lines of a deck file for editing, and saves them.

A draft is a range of a file's lines: those of one card or all, or none for a new deck.
Saving replaces these lines. All other bytes stay the same, and so does each line in the
range whose text has not changed.
"""

from __future__ import annotations

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from quizapp.cards.format.encoding import as_utf_8
from quizapp.cards.format.reader import read_deck
from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.decks.library.trash import place_in_trash
from quizapp.errors import DeckChangedError, DeckError, deck_error
from quizapp.files import write_whole
from quizapp.formats import Holds, holds
from quizapp.model import Card
from quizapp.text import one_line, visible

NEW_DECK_TEXT = """\
<!-- These cards are examples: write your own over them.
     Beside them you see each as it will be asked. -->

# Capitals

Q: What is the capital of Peru?
A: Lima
:type: city
:note: Shown with the verdict.

C: Lima is the capital of [Peru::country].
"""
"""The text of a new deck: one example of each part of the format."""
GENERATED = re.compile(
    rb"(<!-- Generated from [^\n]+\.facts\.md by `quizapp generate`\. "
    rb"Edit that file, not this one\.)( \([0-9a-f]{8}\))? -->"
)
"""The first comment of a deck generated from facts, with the checksum of the rest."""
_GENERATED_LINES = re.compile(GENERATED.pattern + rb"\r?\n(?:\r?\n)?")
"""That comment and the blank line after it."""


class Draft(Struct, frozen=True):
    """The lines of a file that are being edited, and the file as it was before."""

    path: Path | None
    """The file to save to; `None` while a new deck has no name."""
    data: bytes = b""
    """The file as it was; for a copy of a shipped deck, the shipped file,
    without the comment that it is generated."""
    first: int = 0
    """The index of the first line that is edited."""
    end: int | None = None
    """The index after the last one; `None` for all lines to the end of the file."""
    is_there: bool = False
    """Whether the file exists; if not, there must be no file when it is saved."""

    @property
    def is_part(self) -> bool:
        """Whether only some lines of the file are edited."""
        return self.end is not None

    @property
    def name(self) -> str:
        """The deck's name, or “new deck”."""
        return one_line(self.path.stem) if self.path else "new deck"

    @property
    def facts(self) -> Path | None:
        """The path of the file, if it is a facts file."""
        is_facts = self.path and holds(self.path.name, Holds.FACTS)
        return self.path if is_facts else None

    @property
    def lines(self) -> Sequence[FileLine]:
        """The lines that are edited, as they were."""
        return lines_of(self.data)[self.first : self.end]

    @property
    def text(self) -> str:
        """The text of the lines, separated by LF and safe to show.

        Control characters, and bytes that are not UTF-8, are replaced as the reader
        replaces them.
        """
        return "\n".join(line.shown for line in self.lines)

    def whole(self, text: str) -> str:
        """The text of the file with `text` in place of the draft's lines."""
        if not self.is_part:
            return text
        lines = [line.shown for line in lines_of(self.data)]
        return "\n".join([*lines[: self.first], text, *lines[self.end :]])

    def written(self, text: str) -> bytes:
        """The bytes of the file with `text` in place of the draft's lines."""
        lines = lines_of(self.data)
        usual = lines[0].end or b"\n"
        end = len(lines) if self.end is None else self.end
        inside = _keep_equal_lines(lines[self.first : end], text.split("\n"))
        result = [*lines[: self.first], *inside, *lines[end:]]
        ended = [line.body + (line.end or usual) for line in result[:-1]]
        bom = BOM_UTF8 if self.data.startswith(BOM_UTF8) else b""
        return b"".join([bom, *ended, result[-1].body])

    def as_new_deck(self, path: Path) -> Draft:
        """The draft as a new deck at `path`, which has just the draft's lines."""
        draft = Draft(path) if self.is_part else replace(self, path=path)
        return replace(draft, is_there=False)

    def saved(self, text: str) -> Draft:
        """The draft after `text` was saved."""
        end = None if self.end is None else self.first + text.count("\n") + 1
        return replace(self, data=self.written(text), end=end, is_there=True)


class FileLine(Struct, frozen=True):
    """A line of a file, in bytes."""

    body: bytes
    end: bytes = b""
    """LF or CRLF; empty for the last line, and for new lines."""

    @property
    def shown(self) -> str:
        """The text of the line, safe to show."""
        return visible(self.body.decode(errors="replace"))


def lines_of(data: bytes) -> list[FileLine]:
    """The lines of a file; the last one is empty if the file ends with a line break."""
    *ended, last = data.removeprefix(BOM_UTF8).split(b"\n")
    lines = [
        FileLine(line[:-1], b"\r\n") if line.endswith(b"\r") else FileLine(line, b"\n")
        for line in ended
    ]
    return [*lines, FileLine(last)]


def read_again(draft: Draft) -> Draft | None:
    """The draft with the file's current bytes, if it is a whole deck whose file has
    changed."""
    if draft.is_part or not draft.path or not draft.is_there:
        return None
    data = _read(draft.path)
    return None if data in (None, draft.data) else replace(draft, data=data)


def _keep_equal_lines(
    old: Sequence[FileLine], text: Sequence[str]
) -> Iterator[FileLine]:
    """The lines of `text`; a line that reads the same as an old one keeps its bytes."""
    shown = [line.shown for line in old]
    same = 0
    while same < min(len(shown), len(text)) and shown[same] == text[same]:
        same += 1
    yield from old[:same]
    # Only the rest is compared, because most lines are usually before it.
    rest = SequenceMatcher(None, shown[same:], text[same:])
    for verb, start, end, first, last in rest.get_opcodes():
        if verb == "equal":
            yield from old[same + start : same + end]
        else:
            new = text[same + first : same + last]
            yield from (FileLine(line.encode()) for line in new)


def open_deck(file: DeckFile, own: Path) -> Draft:
    """The whole deck in `file`; if it is shipped, a copy in the folder `own`.

    Raises `DeckError` if it cannot be read, or is a table.
    """
    if not holds(file.path.name, Holds.CARDS):
        raise DeckError(
            f"{file.path}: this deck is a table. Edit it in a spreadsheet; the cards "
            "follow."
        )
    data = _read(file.path)
    if data is None:
        raise DeckError(f"{file.path}: the file no longer exists.")
    if as_utf_8(data) != data:
        raise DeckError(
            f"{file.path}: the file is in UTF-16. Save it as UTF-8 to edit it here."
        )
    if file.origin is Origin.SHIPPED:
        data = _GENERATED_LINES.sub(b"", data, count=1)  # a copy has no facts
        return Draft(own / file.path.name, data)
    return Draft(file.path, data, is_there=True)


def open_facts(path: Path) -> Draft:
    """A facts file. Raises `DeckError` if it cannot be read."""
    data = _read(path)
    if data is None:
        raise DeckError(f"{path}: the file no longer exists.")
    return Draft(path, data, is_there=True)


def open_card(file: DeckFile, card: Card, own: Path) -> Draft:
    """The block of `card`, wherever it is in the file now.

    Raises `DeckError` like `open_deck`, and if the card is not in the file.
    """
    draft = open_deck(file, own)
    part = replace(draft, first=card.line - 1, end=card.end)
    # If these lines alone still make the card, the whole file need not be read.
    alone = read_deck(part.text, file.name)
    if not any(_is_alike(card, other) for other in alone.cards):
        cards = read_deck(draft.data, file.name).cards
        there = next((other for other in cards if other.key == card.key), None) or next(
            (other for other in cards if _is_alike(card, other)), None
        )
        if there is None:
            raise DeckError(
                f"{file.path}: this card is no longer there. Open the whole deck from "
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
    """Save `text` to the draft's file; it is on the disk when this returns.

    If the file has changed in the meantime, it is searched for the draft's block.
    Raises `DeckChangedError` if it is not found, or a whole file has changed, and
    `DeckError` if writing fails; the file is then unchanged.
    """
    assert draft.path
    there = _read(draft.path)
    if there is None:
        if draft.is_there:
            raise DeckChangedError(f"{draft.path}: the file no longer exists.")
        moved: Draft | None = draft
    elif not draft.is_there:
        raise DeckChangedError(f"{draft.path}: another file is there now.")
    else:
        moved = _moved(draft, there)
    if moved is None:
        raise DeckChangedError(
            f"{draft.path}: another program has changed "
            f"{'this card' if draft.is_part else 'the file'} in the meantime."
        )
    saved = moved.saved(text)
    assert moved.path
    write_deck_file(moved.path, saved.data)
    return saved


def unsave(before: Draft, after: Draft) -> None:
    """Undo a save: put back the text that `before` had, with its bytes if nothing else
    in the file has changed. Raises `DeckError`."""
    assert after.path
    is_as_saved = _read(after.path) == after.data == before.written(after.text)
    if is_as_saved:
        write_deck_file(after.path, before.data)
    else:
        save(after, before.text)


def overwrite(draft: Draft, text: str, trash: Path) -> tuple[Draft, Path | None]:
    """Save the draft's version of a changed file; first copy the other one to `trash`.

    Returns the saved draft and the path of the other version. Raises `DeckError`.
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
    """Copy a shipped deck to the user's own folder; its id, and so its progress, stays.

    Raises `DeckError`.
    """
    draft = open_deck(file, own)
    if draft.is_there:
        return file
    saved = save(draft, draft.text)
    assert saved.path
    return file._replace(path=saved.path, origin=Origin.OWN, shadows=True)


def _moved(draft: Draft, data: bytes) -> Draft | None:
    """The draft in the changed file `data`; `None` if its lines are not there."""
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
    """Write a deck file atomically. Its permissions stay, and a link stays a link.

    Raises `DeckError`.
    """
    with deck_error(path):
        path = path.resolve()
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
        if mode is not None and not os.access(path, os.W_OK):
            raise PermissionError(13, "it is write-protected")
        write_whole(path, data)
        if mode is not None:
            with suppress(OSError):
                path.chmod(mode)


def _read(path: Path) -> bytes | None:
    with deck_error(path, "read"):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def changed_keys(before: Draft, after: Draft) -> Mapping[str, str]:
    """The new keys of the draft's cards whose keys have changed, by the old ones.

    Cards are matched in their order, if there are as many as before. Empty for a whole
    deck: its cards are matched by `cards/identity`.
    """
    was, now = _cards_in(before), _cards_in(after)
    if not before.is_part or len(was) != len(now):
        return {}
    return {
        old.key: new.key
        for old, new in zip(was, now, strict=True)
        if old.key != new.key
    }


def changed_keys_outside(before: Draft, whole: Draft) -> Mapping[str, str]:
    """Like `changed_keys`, after another program has edited the lines of `before`:
    their place is known from the number of lines around them."""
    if not before.is_part:
        return {}
    assert before.end is not None
    rest = len(lines_of(before.data)) - before.end
    end = len(lines_of(whole.data)) - rest
    return changed_keys(before, replace(whole, first=before.first, end=end))


def _cards_in(draft: Draft) -> list[Card]:
    end = 10**9 if draft.end is None else draft.end
    cards = read_deck(draft.data, draft.name).cards
    return [card for card in cards if draft.first < card.line <= end]
