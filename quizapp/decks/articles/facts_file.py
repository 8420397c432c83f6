"""The facts file of an article that is being read, and the deck made from it.

The facts file is the source, and each change to it is on the disk at once. The deck is
made before it is used, and again whenever decks are read and it is older than the
facts. The deck's first comment says so, with a checksum that shows whether anybody has
edited the deck since.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from quizapp.cards.facts.writer import FactDraft, drafts_in, with_fact, without_fact
from quizapp.decks.editing.draft import GENERATED, write_deck_file
from quizapp.decks.library.deck_files import (
    deck_of_facts,
    is_stale,
    name_of_facts,
    stale_facts,
)
from quizapp.decks.library.trash import facts_beside, place_in_trash
from quizapp.errors import DeckChangedError, DeckError, reason_of
from quizapp.text import one_line


class FactsFile:
    """One facts file that is being written, with the deck that is made from it."""

    def __init__(self, facts_path: Path, trash: Path, new_text: str = "") -> None:
        """`new_text` is the text of a new file, before its first fact.

        Raises `DeckError` if the file is there and cannot be read.
        """
        self.facts_path = facts_path
        self.deck_path = deck_of_facts(facts_path)
        self.problem = ""
        """Why the deck could not be made, or what became of a deck that somebody had
        edited; empty if there is nothing to say."""
        self._trash = trash
        self._has_changed = False
        """Whether the facts have changed since the deck was made."""
        self._data: bytes | None = None
        """The file as last read or written; `None` if there is none."""
        self.text = new_text
        self._read()

    @property
    def drafts(self) -> list[FactDraft]:
        """The facts in the file."""
        return drafts_in(self.text)

    def put(self, draft: FactDraft) -> str:
        """Add or change a fact, and return its id: it is on the disk then.

        Raises `UsageError` if it cannot be written as it is, `DeckError` if the file
        cannot be, and `DeckChangedError` if the file has changed; then it has been
        read again.
        """
        self._refuse_if_changed()
        text, id_ = with_fact(self.text, draft)
        self._write(text)
        return id_

    def read_again(self) -> bool:
        """Read the file again; return whether it has changed. Raises `DeckError`."""
        before = self._data
        self._read()
        is_other = self._data != before
        self._has_changed = self._has_changed or is_other
        return is_other

    def remove(self, id: str) -> None:
        """Remove a fact. Raises like `put`."""
        self._refuse_if_changed()
        self._write(without_fact(self.text, id))

    def restore(self, text: str) -> None:
        """Give the file a text that it had before. Raises like `put`."""
        self._refuse_if_changed()
        self._write(text)

    def make_deck(self) -> None:
        """Make the deck of the facts on the disk, if they have changed, here or by
        hand; `problem` says what went wrong."""
        if self._has_changed or is_stale(self.facts_path):
            self.problem = make_deck(self.facts_path, self._trash)
            self._has_changed = False

    def _read(self) -> None:
        try:
            self._data = self.facts_path.read_bytes()
            self.text = self._data.decode()
        except FileNotFoundError:
            self._data = None
        except UnicodeDecodeError:
            raise DeckError(f"{self.facts_path}: save the file as UTF-8.") from None
        except OSError as error:
            raise DeckError(
                f"{self.facts_path}: cannot be read ({reason_of(error)})."
            ) from error

    def _refuse_if_changed(self) -> None:
        if self.read_again():
            if self._data is None:
                raise DeckChangedError(f"{self.facts_path}: the file no longer exists.")
            raise DeckChangedError(
                f"{self.facts_path}: another program has changed the file. It was read "
                "again, without your last change."
            )

    def _write(self, text: str) -> None:
        data = text.encode()
        if data != self._data:
            write_deck_file(self.facts_path, data)
            self._data, self.text = data, text
            self._has_changed = True


def remake_older_decks(data: Path, trash: Path) -> list[str]:
    """For each facts file among the user's own decks, make its deck again if that is
    missing or older. Returns what the user has to know: which facts have
    errors, and which decks somebody had edited."""
    stale = stale_facts(data / "decks")
    return [problem for path in stale if (problem := make_deck(path, trash))]


def facts_of_deck(deck: Path) -> Path | None:
    """The facts file beside a deck that is made from it, if there is one."""
    facts = facts_beside(deck)
    try:
        is_made = facts.is_file() and GENERATED.search(deck.read_bytes())
    except OSError:
        return None
    return facts if is_made else None


def make_deck(facts_path: Path, trash: Path) -> str:
    """Make the deck of a facts file. Returns what the user has to know; empty for
    nothing.

    Facts with errors make no deck. A deck that was not made from facts stays as it is;
    one that somebody has edited is copied to the trash first. If the facts have no
    answers, the deck that was made from them is removed.
    """
    from quizapp.cards.facts.generate import generate_deck
    from quizapp.cards.facts.reader import read_facts
    from quizapp.cards.format.encoding import as_utf_8
    from quizapp.cards.format.writer import write_deck
    from quizapp.decks.library.reader import read_file

    deck_path = deck_of_facts(facts_path)
    data = read_file(facts_path)
    if not isinstance(data, bytes):
        return f"{facts_path}: {data.message}"
    name = one_line(name_of_facts(facts_path))
    made = generate_deck(read_facts(as_utf_8(data), name))
    if errors := made.errors:
        where = f"{facts_path}:{errors[0].line}:{errors[0].column}"
        return f"{where}: {errors[0].message} The deck was not made again."
    written = _with_checksum(write_deck(made).encode())
    try:
        old = deck_path.read_bytes() if os.path.lexists(deck_path) else None
        said = ""
        if old is not None and _as_lf(old) not in (written, _without_checksum(written)):
            if not GENERATED.search(old):
                return (
                    f"{deck_path}: this deck was not made from {facts_path.name}, so "
                    "it stays as it is. Rename one of them."
                )
            if not _is_as_made(old):
                copy = place_in_trash(deck_path.name, trash)
                write_deck_file(copy, old)
                what = (
                    "your edits to the deck were replaced, because it is made from "
                    f"{facts_path.name}."
                    if made.cards
                    else f"{facts_path.name} has no cards now, so the deck was removed."
                )
                said = f"{deck_path}: {what} Your version is in {copy}."
        if not made.cards:
            deck_path.unlink(missing_ok=True)
        elif old == written:
            os.utime(deck_path)
        else:
            write_deck_file(deck_path, written)
    except OSError as error:
        return f"{deck_path}: cannot be written ({reason_of(error)})."
    except DeckError as error:
        return str(error)
    return said


def _is_as_made(deck: bytes) -> bool:
    """Whether a deck is unedited since it was made."""
    return _with_checksum(_without_checksum(deck)) == _as_lf(deck)


def _with_checksum(deck: bytes) -> bytes:
    checksum = blake2b(deck, digest_size=4).hexdigest().encode()
    return GENERATED.sub(rb"\1 (%b) -->" % checksum, deck, count=1)


def _without_checksum(deck: bytes) -> bytes:
    return GENERATED.sub(rb"\1 -->", _as_lf(deck), count=1)


def _as_lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
