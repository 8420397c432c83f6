"""Plans how a file is added to the user's decks, and carries the plan out.

`plan_add` reads a file and writes nothing; its plan says what becomes of each record
and what would be written. `carry_out` writes it. A deck file is copied unchanged. A
table becomes a deck file that names it; added again, it updates that deck.
"""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from quizapp.cards.articles.reader import has_prose, read_article
from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.encoding import as_utf_8, likely_encodings, shown_at
from quizapp.cards.format.limits import MAX_BYTES
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.source import size_complaint
from quizapp.cards.format.writer import blocks_of, write_deck
from quizapp.cards.lint import unsilenced
from quizapp.decks.importing.rejects import deck_of_rejects
from quizapp.decks.importing.update import Counts, update_deck
from quizapp.decks.library.deck_files import DeckFile, find_decks
from quizapp.decks.library.duplicates import find_duplicates
from quizapp.decks.library.reader import read_file
from quizapp.decks.library.trash import place_in_trash, put_back
from quizapp.decks.tables.layout import DEFAULT_OPTIONS, TableOptions
from quizapp.decks.tables.other_texts import is_deck_text, other_text
from quizapp.decks.tables.reader import Table, read_table
from quizapp.errors import (
    ArticleError,
    DeckChangedError,
    DeckError,
    UsageError,
    deck_error,
)
from quizapp.files import write_whole
from quizapp.formats import Holds, holds, is_table, why_not_added
from quizapp.model import RULES, Card, Complaint, Deck, Level
from quizapp.model.articles import ArticleText
from quizapp.text import one_line

MAX_OFFERS = 4
"""The number of encodings that are offered."""


class NameTakenError(UsageError):
    """There is a deck with this name, and it must not be replaced."""


class TableError(UsageError):
    """The user must say something about a table before it can be read."""

    def __init__(self, message: str, table: Table | None) -> None:
        super().__init__(message)
        self.table = table


class UnknownColumnsError(TableError):
    """It is not clear what the table's columns hold."""


class UnknownHeaderError(TableError):
    """It is not clear whether the first line names the columns or is a card."""


class NoTableError(TableError):
    """It is not clear that the file is a table."""


class UnknownEncodingError(TableError):
    """It is not clear which encoding the file has."""

    def __init__(
        self, source: Path, offers: Mapping[str, str], table: Table | None
    ) -> None:
        """`offers` are the encodings it may have, the likeliest first, each with how
        the text reads in it."""
        likely, shown = next(iter(offers.items()))
        super().__init__(
            f"{source} is not UTF-8. As {likely} it reads “{shown}”. Name its "
            f"encoding: --encoding {likely}",
            table,
        )
        self.offers = offers


class NoCardError(DeckError):
    """A file has no cards."""

    def __init__(self, message: str, table: Table | None) -> None:
        super().__init__(message)
        self.table = table


@dataclass(frozen=True)  # without slots, so that `deck` is read once
class ImportPlan:
    """What adding one file would do."""

    source: Path
    name: str
    """The name of the deck."""
    path: Path
    """The file of the deck."""
    data: bytes
    """The bytes that would be written to it."""
    cards: int
    """The number of cards in the source."""
    counts: Counts
    complaints: tuple[Complaint, ...] = ()
    """Complaints about the source; each error is a record or block that is rejected."""
    table: Table | None = None
    """The table that was read, if the source is one."""
    replaces: bool = False
    """Whether the deck exists already."""
    is_update: bool = False
    """Whether the deck is updated from its table."""
    removes_missing: bool = False
    """Whether cards that the table no longer has are removed."""
    touched: tuple[int, ...] | None = None
    """In an update, the indexes of the deck's blocks that are new or changed."""
    duplicates: tuple[Complaint, ...] = ()
    """Warnings about cards that other decks have too."""
    read: Deck | None = None
    """The deck, if it has been read already."""

    @cached_property
    def deck(self) -> Deck:
        """The deck after the import."""
        return self.read or read_deck(self.data, self.name, self.path)

    @property
    def changes_nothing(self) -> bool:
        """Whether the deck is updated, but has all cards of the table already."""
        counts = self.counts
        removed = counts.missing if self.removes_missing else 0
        return self.is_update and not (counts.new or counts.changed or removed)

    @property
    def overwrites(self) -> bool:
        """Whether something that is in the deck now will not be in it."""
        is_whole = self.removes_missing or not self.is_update
        return self.replaces and bool(is_whole or self.counts.changed)

    @property
    def news(self) -> Sequence[Sequence[Card]]:
        """The blocks that are added or changed, new ones first."""
        blocks = list(blocks_of(self.deck.cards))
        return blocks if self.touched is None else [blocks[at] for at in self.touched]

    @property
    def rejected(self) -> tuple[Complaint, ...]:
        """The errors in the order of their lines."""
        return tuple(c for c in self.complaints if c.level is Level.ERROR)

    @property
    def warnings(self) -> tuple[Complaint, ...]:
        """The complaints that are warnings."""
        complaints = (*self.complaints, *self.duplicates)
        return tuple(c for c in complaints if c.level is Level.WARNING)

    def beside(self, others: Iterable[Deck]) -> ImportPlan:
        """The plan with warnings about cards that these decks have too."""
        return dataclasses.replace(
            self, duplicates=tuple(find_duplicates(self.deck, others))
        )


def plan_add(
    source: Path,
    own: Path,
    *,
    replace: bool = False,
    options: TableOptions = DEFAULT_OPTIONS,
    data: bytes | None = None,
) -> ImportPlan:
    """Plan adding the file `source` to the folder `own`; `data` are its bytes if there
    is only a name, and no file.

    A deck with errors is added if it has at least one card. Records that were rejected
    and then corrected in their file are added to the deck of their table. `replace`
    allows replacing a deck with the same name; in an update it removes the cards that
    the table no longer has.

    Raises `UsageError` for a file that is not a deck, a `TableError` for a table about
    which the user must say something, `NameTakenError`, `NoCardError` for a file
    without cards, and `DeckError` for one that cannot be read.
    """
    _check_file_name(source)
    read = read_file(source) if data is None else data
    if isinstance(read, Complaint):
        raise DeckError(f"{source}: {read.message}")
    data = read
    is_deck = holds(source.name, Holds.CARDS) or (
        holds(source.name, Holds.TEXT)
        and not options.is_table
        and is_deck_text(data, options.encoding)
    )
    name = one_line(source.stem)
    taken, old = _existing_deck(name, own, is_deck=is_deck)
    if taken and not old and not replace:
        raise NameTakenError(
            f"You already have a deck called “{taken.name}”: {taken.path}. "
            "Add it with --replace, or rename the file."
        )
    path = taken.path if taken else own / f"{source.stem}.md"
    if is_deck:
        plan = _plan_deck(source, _deck_data(source, data, options), path)
    else:
        is_whole = replace and not (taken and taken.stem != name)
        plan = _plan_table(source, data, path, options, old, removes_missing=is_whole)
    if not plan.cards:
        raise _no_card(plan, data)
    return dataclasses.replace(plan, replaces=bool(taken))


def _no_card(plan: ImportPlan, data: bytes) -> NoCardError:
    """The error for a file without cards: why, or what else it may be."""
    source, detail = plan.source, "."
    if article_in(source, data):
        detail = f". Read it as an article: quizapp read {shlex.quote(str(source))}"
    elif plan.complaints:
        why = plan.complaints[0]
        detail = f". Line {why.line}, column {why.column}: {why.message}"
    return NoCardError(f"{source}: there are no cards in it{detail}", plan.table)


def _existing_deck(
    name: str, own: Path, *, is_deck: bool
) -> tuple[DeckFile | None, tuple[str, Deck] | None]:
    """The user's deck that a file with this stem would replace or update; for an
    update, also its text and cards.

    For a table of rejected records, that is the deck of the whole table.
    """
    files = [file for file in find_decks(own) if not file.refusal]
    mine = {file.stem: file for file in sorted(files, key=lambda file: not file.group)}
    if taken := mine.get(name):
        if is_table(taken.path.name):
            raise UsageError(
                f"Your deck “{taken.name}” is the table {taken.path} itself. Edit it "
                f"there, or remove it first (quizapp remove {shlex.quote(taken.name)}; "
                "in the app: x on the first screen)."
            )
        return taken, None if is_deck else _made_of_table(taken)
    whole = mine.get(deck_of_rejects(name))
    old = _made_of_table(whole) if whole and not is_deck else None
    return (whole, old) if old else (None, None)


def article_in(source: Path, data: bytes | None = None) -> ArticleText | None:
    """The article that a file holds which is neither a deck nor a table; `None` if it
    holds none."""
    if not holds(source.name, Holds.ARTICLE, Holds.CARDS, Holds.TEXT):
        return None
    read = read_file(source) if data is None else data
    try:
        article = read_article(read, source.name) if isinstance(read, bytes) else None
    except ArticleError:
        return None
    return article if article and has_prose(article) else None


def _check_file_name(source: Path) -> None:
    """Raise `UsageError` if a file with this name cannot be added."""
    name = source.name
    if source.is_dir():
        raise UsageError(f"{source}: this is a folder. Name the files in it.")
    if source.exists() and (refused := why_not_added(name)):
        raise UsageError(f"{source}: {refused}")
    if name.startswith("."):
        raise UsageError(
            f"{source}: decks whose names begin with a dot are skipped. Rename the "
            "file."
        )
    if source.stem.endswith(".facts"):
        raise UsageError(
            f"{source}: its deck would be called {source.stem}.md, which is a name for "
            "facts files. Rename the file."
        )


def carry_out(plan: ImportPlan, trash: Path | None = None) -> Path | None:
    """Write the deck; if it overwrites anything, first copy the old one to `trash`. A
    deck that was removed is moved back from there, with its facts.

    Returns the path of that copy. Raises `DeckError` if a file cannot be written.
    """
    place = None
    if trash and not plan.replaces and _is_removed_deck(plan.source, trash):
        put_back(plan.source, plan.path)
        if plan.path.read_bytes() == plan.data:
            return None
    with deck_error(plan.path):
        if trash and plan.overwrites:
            place = place_in_trash(plan.path.name, trash)
            write_whole(place, plan.path.read_bytes())
        write_whole(plan.path, plan.data)
    return place


def take_back(plan: ImportPlan, before: bytes) -> str:
    """Put back what the deck's file held before the plan was carried out; return what
    was done, in words.

    Raises `DeckChangedError` if the deck has changed since, and `DeckError` if it
    cannot be written.
    """
    title = one_line(plan.deck.title) or plan.name
    with deck_error(plan.path):
        if not plan.path.exists() or plan.path.read_bytes() != plan.data:
            raise DeckChangedError(
                f"“{title}” stays as it is: it has changed since the file was added."
            )
        write_whole(plan.path, before)
    return f"“{title}” is as it was before."


def _is_removed_deck(source: Path, trash: Path) -> bool:
    is_in_trash = source.parent.resolve().is_relative_to(trash.resolve())
    return is_in_trash and holds(source.name, Holds.CARDS)


def _offers(data: bytes) -> Mapping[str, str]:
    """The encodings that a file may have that is not UTF-8, and how it reads in them;
    empty if it is UTF-8 with a few bytes that are not."""
    likely = likely_encodings(data)
    if likely[0] == "utf_8":
        return {}
    try:
        data.decode()
    except UnicodeDecodeError as error:
        at = error.start
        return {name: shown_at(data, at, name) for name in likely[:MAX_OFFERS]}
    return {}


def _deck_data(source: Path, data: bytes, options: TableOptions) -> bytes:
    """The bytes of a deck in UTF-8. Raises `UnknownEncodingError`."""
    written = as_utf_8(data, options.encoding)
    if not options.encoding and (offers := _offers(written)):
        raise UnknownEncodingError(source, offers, None)
    return written


def _raise_if_unclear(source: Path, table: Table, options: TableOptions) -> None:
    """Raise a `TableError` if the user must say something about the table first."""
    layout = table.layout
    if holds(source.name, Holds.TEXT) and not (options.is_table or layout.is_certain):
        if why := other_text(table.lines, layout.separator, str(source), layout.first):
            raise NoTableError(f"{source}: {why}", table)
    if layout.asks:
        raise UnknownColumnsError(f"{source}: {layout.asks}", table)
    if layout.may_be_header:
        raise UnknownHeaderError(
            f"{source}: the first line, {layout.first_line}, may be a header or a "
            "card. Use --header if it names the columns, --no-header if it is a card.",
            table,
        )


def _has_first(deck: Deck, table: Table) -> bool:
    """Whether the first record of a table is a card of its deck."""
    first = table.deck.cards[0] if table.deck.cards else None
    return first is not None and any(
        (card.prompt, card.answer) == (first.prompt, first.answer)
        for card in deck.cards
    )


def _made_of_table(file: DeckFile) -> tuple[str, Deck] | None:
    """The text and cards of a deck, if it was made from a table."""
    data = read_file(file.path)
    if isinstance(data, Complaint):
        return None
    deck = read_deck(data, file.stem, file.path)
    try:
        return (data.decode(), deck) if deck.table else None
    except UnicodeDecodeError as error:
        raise DeckError(
            f"{file.path} is not UTF-8, so it stays as it is. Save it as UTF-8 first."
        ) from error


def _plan_deck(source: Path, data: bytes, path: Path) -> ImportPlan:
    deck = read_deck(data, one_line(source.stem), source)
    count = len(deck.cards)
    counts = Counts(new=sum(1 for _ in blocks_of(deck.cards)))
    complaints = unsilenced(deck.complaints, deck)
    read = dataclasses.replace(deck, path=path)
    return ImportPlan(
        source, deck.name, path, data, count, counts, complaints, read=read
    )


def _plan_table(
    source: Path,
    data: bytes,
    path: Path,
    options: TableOptions,
    old: tuple[str, Deck] | None,
    *,
    removes_missing: bool,
) -> ImportPlan:
    name = one_line(path.stem)
    table = _clear_table(source, data, name, options, old[1] if old else None)
    if old:
        made = update_deck(*old, table, removes_missing=removes_missing)
        if made.is_other_deck and not removes_missing:
            raise NameTakenError(
                f"Your deck “{name}” was made from a table with this name, but none of "
                f"its cards is in {source}. Rename the file, or replace the deck with "
                "--replace."
            )
        text, counts, touched = made.text, made.counts, made.touched
        table = table.refusing(made.refused)
    else:
        text = write_deck(dataclasses.replace(table.deck, table=one_line(source.name)))
        counts, touched = Counts(len(table.taken)), None
    return ImportPlan(
        source,
        name,
        path,
        _encoded(source, text),
        len(table.deck.cards),
        counts,
        table.empty.complaints,
        table,
        removes_missing=removes_missing and old is not None,
        is_update=old is not None,
        touched=touched,
    )


def _clear_table(
    source: Path, data: bytes, name: str, options: TableOptions, old: Deck | None
) -> Table:
    """The table in a file, for the deck `old` or a new one called `name`. Raises a
    `TableError` if the user must say something about it first."""
    id_, rules = (old.id, old.rules) if old else (name, RULES)
    read = partial(read_table, data, name, source, id_=id_, rules=rules)
    table = read(options=options)
    if table.layout.may_be_header and old and _has_first(old, table):
        table = read(options=dataclasses.replace(options, header=False))
    if table.is_guessed and not options.encoding and (offers := _offers(data)):
        raise UnknownEncodingError(source, offers, table)
    _raise_if_unclear(source, table, options)
    return table


def _encoded(source: Path, text: str) -> bytes:
    """The bytes of a deck's file. Raises `DeckError` if they could not be read."""
    written = text.encode()
    too_much = size_complaint(text)
    if not too_much and len(written) > MAX_BYTES:
        too_much = complaint(1, 1, "too-large")
    if too_much:
        raise DeckError(f"{source}: the deck would be too large. {too_much.message}")
    return written
