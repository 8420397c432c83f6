"""Decks and cards, as a deck file says them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from quizapp.model.rules import RULES, Rules


class Value(StrEnum):
    """How a typed answer is judged (`:value:`)."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    LIST = "list"
    """Several things, in any order."""
    EXACT = "exact"
    """Capitals and every sign count."""


class Level(Enum):
    """How bad a complaint is: an error costs a card, a warning may, a hint does not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    """The card is asked as it stands, and would be learned more easily otherwise."""


class Complaint(Struct, frozen=True, gc=False):
    """One thing wrong in one place of a deck or facts file."""

    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    code: str
    """A short name of the rule, such as `stray-text`; the tests name each."""
    message: str
    """What is wrong and what to do, in one or two sentences."""
    level: Level = Level.ERROR


class Tolerance(Struct, frozen=True, gc=False):
    """How far a number may be off (`:tolerance: ± 2` or `5%`)."""

    amount: Decimal
    relative: bool = False
    """Whether `amount` is per cent of the right number."""


class Fields(Struct, frozen=True, gc=False):
    """What may follow a card's body, each line `:name: value`."""

    id: str = ""
    type: str = ""
    """What the answer is; answers of one type are each other's wrong choices."""
    value: Value = Value.TEXT
    tolerance: Tolerance | None = None
    unit: tuple[str, ...] = ()
    """The names of the unit; the first is the one it is called by."""
    accept: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    source: str = ""
    """The article's paragraph."""
    cite: str = ""
    """The statement the verdict shows."""
    fact: str = ""
    """Cards of one fact are siblings."""
    note: str = ""
    tags: tuple[str, ...] = ()
    reverse: bool = False
    """Whether the block makes a second card, asked from answer to prompt."""
    together: bool = False
    """Whether a cloze asks all its blanks at once, as one card."""
    ask: str | None = None
    """Fixes the kind the card is asked as."""

    @property
    def place(self) -> str:
        """The source as it is shown: `¶ 3` for a paragraph, any other as it stands."""
        return f"¶ {self.source}" if self.source.isdecimal() else self.source

    def attribution(self, name: str = "Fact") -> str:
        """What introduces the statement: `Fact, ¶ 3`.

        The statement is the deck's wording, not the article's: it is never put between
        quotation marks.
        """
        return f"{name}, {self.place}" if self.source else name


NO_FIELDS = Fields()


class Blank(Struct, frozen=True, gc=False):
    """The bracket of a cloze card, as a span of the prompt with all brackets filled."""

    start: int
    end: int
    occurrence: int = 1
    """1 for the first bracket of this answer in its block, 2 for the second, …"""
    type: str = ""
    """What it asks for; shown as its hint."""


class Item(Struct, frozen=True, gc=False):
    """One line of a choose, order or match list."""

    text: str
    right: bool = False
    """Choose: whether it is wanted."""
    pair: str = ""
    """Match: what it belongs with."""


class Card(Struct, frozen=True, gc=False, eq=False):
    """One thing to remember. The scheduler keeps one memory a card.

    A block `C:` of a deck makes one card a bracket, a block with `:reverse: true`
    two; cards of one block share its `line`.
    """

    deck: str
    """The deck's id."""
    kind: str
    prompt: str
    """The question; for a cloze the whole text with every bracket filled in."""
    answer: str
    """Flip: the back. Cloze: the bracket's text. True/false: `true` or `false`.
    Choose, order: the right items, a line each. Match: `a => b`, a line each.
    A cloze asked together: its brackets, a line each."""
    line: int = 0
    """Where its block begins in the file, 1-based."""
    end: int = 0
    """The last line of its block."""
    topic: str = ""
    items: tuple[Item, ...] = ()
    """Choose: every option as written. Order: in the right order. Match: the pairs."""
    blank: Blank | None = None
    blanks: tuple[Blank, ...] = ()
    """All of them, where a cloze is asked together."""
    is_reverse: bool = False
    fields: Fields = NO_FIELDS
    rules: Rules = RULES
    """Its deck's."""

    @property
    def key(self) -> str:
        """What this card's progress is kept under.

        `<deck id>/<:id:>`; without an `:id:` a 128-bit BLAKE2b over kind, prompt and
        answer, each prefixed with its length so that no two splits collide, and
        without the deck, so that a card may move. A cloze bracket adds its occurrence
        and answer, all at once `/together`, a reverse `/reverse`.
        """
        if self.fields.id:
            base = f"{self.deck}/{self.fields.id}"
        else:
            prompt, answer = self.prompt, self.answer
            if self.is_reverse:
                prompt, answer = answer, prompt
            if self.blank or self.blanks:
                answer = ""
            kind = self.kind
            told = (
                f"{len(kind)}:{kind}{len(prompt)}:{prompt}{len(answer)}:{answer}"
            ).encode()
            base = blake2b(told, digest_size=16).hexdigest()
        if self.blank:
            return f"{base}/{self.blank.occurrence}/{self.answer}"
        if self.blanks:
            return f"{base}/together"
        return f"{base}/reverse" if self.is_reverse else base

    @property
    def is_cloze(self) -> bool:
        """Whether it is a bracket of a `C:`, or all of them together."""
        return bool(self.blank or self.blanks)

    @property
    def can_be_asked(self) -> bool:
        """Whether there is something to ask and an answer to ask for."""
        return bool(self.prompt and self.answer)

    def __eq__(self, other: object) -> bool:
        """Whether two cards are the same, wherever they stand in their files."""
        return isinstance(other, Card) and _content(self) == _content(other)

    def __hash__(self) -> int:
        return hash(_content(self))


_content = attrgetter(
    *(name for name in Card.__struct_fields__ if name not in ("line", "end"))
)


class Topic(Struct, frozen=True, gc=False):
    """A heading of a deck; the cards after it belong to it."""

    text: str
    before: int
    """It stands before the deck's block of this index."""
    level: int = 1


class Comment(Struct, frozen=True, gc=False):
    """A `<!-- comment -->` between blocks, kept as written."""

    text: str
    """With its `<!--` and `-->`."""
    before: int
    """It stands before the deck's block of this index."""


@dataclass(frozen=True, slots=True)
class Article:
    """Where a deck's facts come from."""

    title: str = ""
    publisher: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    """One text file of cards."""

    name: str
    """The file's stem; how people call the deck."""
    id: str
    """What its cards' keys begin with: the front matter's `id`, else the name."""
    title: str
    """The front matter's `title`, else the name."""
    cards: tuple[Card, ...] = ()
    layout: tuple[Topic | Comment, ...] = ()
    """What stands between the blocks, in the file's order."""
    article: Article | None = None
    rules: Rules = RULES
    silence: tuple[str, ...] = ()
    """The codes of the warnings and hints that its author does not want to hear."""
    table: str = ""
    """The name of the table it was made of, which may be added again."""
    complaints: tuple[Complaint, ...] = field(default=(), compare=False)
    path: Path | None = field(default=None, compare=False)

    @property
    def errors(self) -> tuple[Complaint, ...]:
        """The complaints that cost something."""
        return tuple(c for c in self.complaints if c.level is Level.ERROR)
