"""Decks of one's own are added: what would happen is planned, shown, then done.

`plan_add` reads a file and writes nothing; its `Plan` says what becomes of every record
and holds what would be written. `carry_out` writes it. A deck file is copied as it is;
a table becomes a deck file that names it, and added again it updates that deck.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.limits import BYTES
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.source import refusal
from quizapp.cards.format.writer import blocks_of
from quizapp.cards.lint import unsilenced
from quizapp.decks.importing.rejects import deck_of_rejects
from quizapp.decks.importing.update import Counts, updated
from quizapp.decks.library.deck_files import DeckFile, find_decks
from quizapp.decks.library.duplicates import twins_of
from quizapp.decks.library.reader import read_file
from quizapp.decks.library.trash import place_in_trash
from quizapp.decks.tables.layout import UNKNOWN_SHAPE, Shape
from quizapp.decks.tables.other_texts import holds_deck, other_text
from quizapp.decks.tables.reader import Table, read_table
from quizapp.errors import DeckError, UsageError
from quizapp.files import write_whole
from quizapp.formats import Holds, holds, is_table, why_not_added
from quizapp.model import RULES, Card, Complaint, Deck, Level
from quizapp.text import one_line


class NameTakenError(UsageError):
    """A deck has the name already, and nobody has said that it may go."""


class TableError(UsageError):
    """Something must be said of a table before it can be read."""

    def __init__(self, message: str, table: Table) -> None:
        super().__init__(message)
        self.table = table


class UnknownColumnsError(TableError):
    """What its columns hold."""


class UnknownHeaderError(TableError):
    """Whether its first line names the columns or is a card."""


class NoTableError(TableError):
    """Whether it is a table at all."""


class NoCardError(DeckError):
    """There is no card in a file."""

    def __init__(self, message: str, table: Table | None) -> None:
        super().__init__(message)
        self.table = table


@dataclass(frozen=True)  # without slots, so that `deck` is read once
class Plan:
    """What adding one file would do."""

    source: Path
    name: str
    """Of the deck."""
    path: Path
    """Where the deck would stand."""
    data: bytes
    """What would be written there."""
    cards: int
    """Cards that the file gives."""
    counts: Counts
    complaints: tuple[Complaint, ...] = ()
    """About the file; each error is a record or a block that is rejected."""
    table: Table | None = None
    """The table that was read, if it is one."""
    replaces: bool = False
    """Whether a deck is there already."""
    is_update: bool = False
    """Whether a table's deck is brought up to date."""
    takes_out: bool = False
    """Whether what is missing is taken out of the deck."""
    touched: tuple[int, ...] | None = None
    """Of an update, which blocks of the deck it makes new or changes."""
    twins: tuple[Complaint, ...] = ()
    """Warnings that other decks have cards of it."""

    read: Deck | None = None
    """The deck, where it has been read already."""

    @cached_property
    def deck(self) -> Deck:
        """The deck as it would stand."""
        return self.read or read_deck(self.data, self.name, self.path)

    @property
    def news(self) -> Sequence[Sequence[Card]]:
        """The blocks that it adds or changes, those that are new first."""
        blocks = list(blocks_of(self.deck.cards))
        return blocks if self.touched is None else [blocks[at] for at in self.touched]

    @property
    def rejected(self) -> tuple[Complaint, ...]:
        """The errors, in the order of their lines."""
        return tuple(c for c in self.complaints if c.level is Level.ERROR)

    @property
    def warnings(self) -> tuple[Complaint, ...]:
        """The complaints that cost nothing."""
        told = (*self.complaints, *self.twins)
        return tuple(c for c in told if c.level is Level.WARNING)

    def beside(self, others: Iterable[Deck]) -> Plan:
        """The plan, with what is told of it when there are these decks."""
        return dataclasses.replace(self, twins=tuple(twins_of(self.deck, others)))


def plan_add(
    source: Path, own: Path, *, replace: bool = False, shape: Shape = UNKNOWN_SHAPE
) -> Plan:
    """What adding the file `source` to the folder `own` would do.

    A deck with errors is added as long as it has a card: its good cards are asked, its
    errors listed. Records that were rejected, mended in the file in which they were
    saved, go to the deck of their table. `replace` takes the place of a deck of that
    name; where a table's deck is updated, it takes out the cards that the table no
    longer has.
    Raises `UsageError` for what is no deck, a `TableError` for a table of which
    something must be said, `NameTakenError`; `NoCardError` for a file without a single
    card, `DeckError` for one that cannot be read.
    """
    name = source.name
    if refused := why_not_added(name):
        raise UsageError(f"{source}: {refused}")
    if name.startswith("."):
        raise UsageError(
            f"{source}: decks whose names begin with a dot are passed over. Rename the "
            "file."
        )
    if source.stem.endswith(".facts"):
        raise UsageError(
            f"{source}: its deck would be called {source.stem}.md, which is a name of "
            "facts files. Rename the file."
        )
    data = read_file(source)
    if isinstance(data, Complaint):
        raise DeckError(f"{source}: {data.message}")
    is_deck = holds(source.name, Holds.CARDS) or (
        holds(source.name, Holds.TEXT) and not shape.is_table and _holds_deck(data)
    )
    name = one_line(source.stem)
    mine = {file.name: file for file in find_decks(own)}
    taken = mine.get(name)
    mended = mine.get(deck_of_rejects(name)) if not taken else None
    if mended and not is_deck and _made_of_table(mended):
        name, taken, replace = mended.name, mended, False
    if taken and is_table(taken.path.name):
        raise UsageError(
            f"Your deck «{taken.name}» is the table {taken.path} itself. Edit it "
            f"there, or take it away first: quizapp remove {taken.name}"
        )
    old = None if is_deck or not taken else _made_of_table(taken)
    if taken and not old and not replace:
        raise NameTakenError(
            f"You have a deck called «{taken.name}» already: {taken.path}. "
            "Add it with --replace, or rename the file."
        )
    path = taken.path if taken else own / f"{source.stem}.md"
    if is_deck:
        plan = _plan_deck(source, data, path)
    else:
        plan = _plan_table(source, data, path, shape, old, takes_out=replace)
    if not plan.cards:
        why = plan.complaints[0] if plan.complaints else None
        told = f" ({source}:{why.line}:{why.column}: {why.message})" if why else ""
        raise NoCardError(f"{source}: there is no card in it{told}", plan.table)
    return dataclasses.replace(plan, replaces=bool(taken))


def carry_out(plan: Plan, trash: Path | None = None) -> Path | None:
    """Write the deck; what it takes cards from is copied to `trash` first.

    Returns where the copy is. Raises `DeckError` when something cannot be written.
    """
    place = None
    try:
        if trash and plan.replaces and (plan.takes_out or not plan.is_update):
            place = place_in_trash(plan.path.name, trash)
            write_whole(place, plan.path.read_bytes())
        write_whole(plan.path, plan.data)
    except OSError as error:
        raise DeckError(
            f"{plan.path}: cannot be written ({error.strerror or error})."
        ) from error
    return place


def _holds_deck(data: bytes) -> bool:
    try:
        return holds_deck(data.decode("utf-8-sig").split("\n"))
    except UnicodeDecodeError:
        return False


def _want_clear(source: Path, table: Table, shape: Shape) -> None:
    """Raise a `TableError` when something must be said of a table first."""
    layout = table.layout
    if holds(source.name, Holds.TEXT) and not (shape.is_table or layout.is_certain):
        if why := other_text(table.lines, layout.separator, layout.first):
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
    """Whether the first record of a table is a card of its deck already."""
    first = table.deck.cards[0] if table.deck.cards else None
    return first is not None and any(
        (card.prompt, card.answer) == (first.prompt, first.answer)
        for card in deck.cards
    )


def _made_of_table(file: DeckFile) -> tuple[str, Deck] | None:
    """Text and deck of a file that was made of a table."""
    data = read_file(file.path)
    if isinstance(data, Complaint):
        return None
    deck = read_deck(data, file.name, file.path)
    try:
        return (data.decode(), deck) if deck.table else None
    except UnicodeDecodeError as error:
        raise DeckError(
            f"{file.path} is not UTF-8, so it is not touched. Save it as UTF-8 first."
        ) from error


def _plan_deck(source: Path, data: bytes, path: Path) -> Plan:
    deck = read_deck(data, one_line(source.stem), source)
    count = len(deck.cards)
    counts = Counts(new=sum(1 for _ in blocks_of(deck.cards)))
    told = unsilenced(deck.complaints, deck)
    read = dataclasses.replace(deck, path=path)
    return Plan(source, deck.name, path, data, count, counts, told, read=read)


def _plan_table(
    source: Path,
    data: bytes,
    path: Path,
    shape: Shape,
    old: tuple[str, Deck] | None,
    *,
    takes_out: bool,
) -> Plan:
    name = one_line(path.stem)
    id_, rules = (old[1].id, old[1].rules) if old else (name, RULES)
    read = partial(read_table, data, name, source, id_=id_, rules=rules)
    table = read(shape=shape)
    if table.layout.may_be_header and old and _has_first(old[1], table):
        table = read(shape=dataclasses.replace(shape, header=False))
    _want_clear(source, table, shape)
    complaints = table.empty.complaints
    touched = None
    if old:
        made = updated(*old, table, takes_out=takes_out)
        if made.is_another and not takes_out:
            raise NameTakenError(
                f"Your deck «{name}» was made of a table of this name, and none of its "
                f"cards is in {source}. Rename the file, or put it in the deck's place "
                "with --replace."
            )
        text, counts, touched = made.text, made.counts, made.touched
        told = (*table.empty.complaints, *made.refused)
        complaints = tuple(sorted(told, key=lambda each: each.line))
        table = table.without({each.line for each in made.refused})
    else:
        text, counts = table.written(one_line(source.name)), Counts(len(table.taken))
    written = text.encode()
    too_much = refusal(text)
    if not too_much and len(written) > BYTES:
        too_much = complaint(1, 1, "too-large")
    if too_much:
        raise DeckError(f"{source}: the deck would be too large. {too_much.message}")
    return Plan(
        source,
        name,
        path,
        written,
        table.count,
        counts,
        complaints,
        table,
        takes_out=takes_out and old is not None,
        is_update=old is not None,
        touched=touched,
    )
