"""Decks and cards as they are written in deck files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

from msgspec import Struct


class Kind(StrEnum):
    """The built-in kinds, declared in `cards.kinds`. The kind of a card or question is
    a string, because that table can hold others."""

    FLIP = "flip"
    CHOOSE = "choose"
    TYPE = "type"
    """A kind of question only: no card in a file has it."""
    CLOZE = "cloze"
    TRUE_FALSE = "true/false"
    ORDER = "order"
    MATCH = "match"


class Rules(Struct, frozen=True):
    """What a deck's front matter says about all its answers."""

    language: str = "en"
    """A code such as `es`, which decides on articles, numerals and months."""
    accents: bool = False
    """Whether accents count: an answer without one is then only close."""
    decimal: str = ""
    """The decimal mark, `.` or `,`; empty for the language's own."""
    ask: str | None = None
    """The kind in which all cards are asked that can be; `None` to vary."""


RULES = Rules()


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
    """How serious a complaint is: an error costs a card, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    """The card is valid, but could be easier to learn."""


class Complaint(Struct, frozen=True, gc=False):
    """A problem at one place in a deck, a table or a facts file."""

    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    code: str
    """The short name of the rule, such as `stray-text`."""
    message: str
    """What is wrong and how to fix it, in one or two sentences."""
    level: Level = Level.ERROR


class Tolerance(Struct, frozen=True, gc=False):
    """How far off a number may be (`:tolerance: ± 2` or `5%`)."""

    amount: Decimal
    relative: bool = False
    """Whether `amount` is a percentage of the right number."""


class Fields(Struct, frozen=True, gc=False, omit_defaults=True):
    """The fields below a card, each written `:name: value`, in this order."""

    id: str = ""
    type: str = ""
    """What the answer is, such as `city`; answers of one type are used as wrong choices
    for each other."""
    value: Value = Value.TEXT
    tolerance: Tolerance | None = None
    unit: tuple[str, ...] = ()
    """The names of the unit; the first is its usual name."""
    accept: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    source: str = ""
    """The article's paragraph, or another place."""
    cite: str = ""
    """The statement shown with the verdict."""
    quote: str = ""
    """The article's own words."""
    at: str = ""
    """Their place: the numbers of paragraph and sentence, `5.2`."""
    fact: str = ""
    """The id of the fact, or of several separated by commas; cards that have one in
    common are siblings."""
    note: str = ""
    tags: tuple[str, ...] = ()
    reverse: bool = False
    """Whether the block makes a second card, asked from answer to prompt."""
    together: bool = False
    """Whether a cloze asks all its blanks at once, as one card."""
    ask: str | None = None
    """The kind in which the card is always asked; `None` to vary."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of its facts."""
        if "," not in self.fact:
            return (self.fact,) if self.fact else ()
        return tuple(filter(None, map(str.strip, self.fact.split(","))))

    @property
    def shown_source(self) -> str:
        """The source as it is shown: `¶ 3` for a paragraph and `¶ 2, 3` for several,
        anything else unchanged."""
        is_number = all(part.isdecimal() for part in self.source.split(", "))
        return f"¶ {self.source}" if is_number else self.source

    def attribution(self, name: str = "Fact") -> str:
        """The words before the statement: `Fact, ¶ 3`.

        The statement is in the deck's words, not the article's, so it is never put in
        quotation marks; only the quote is, behind `Article, ¶ 3`.
        """
        return f"{name}, {self.shown_source}" if self.source else name

    @property
    def quoted(self) -> str:
        """The quote between quotation marks; empty if there is none."""
        return f"“{self.quote}”" if self.quote else ""

    @property
    def own_words(self) -> str:
        """The statement, unless the quote says the same in the same words."""
        said, quote = (_WORD.findall(t.casefold()) for t in (self.cite, self.quote))
        return "" if self.quote and said == quote else self.cite


NO_FIELDS = Fields()
_WORD = re.compile(r"\w+")


class Blank(Struct, frozen=True, gc=False):
    """A blank of a cloze card: a span of the prompt with all answers filled in."""

    start: int
    end: int
    occurrence: int = 1
    """1 for the first blank with this answer in its block, 2 for the second, …"""
    type: str = ""
    """What it asks for, shown as a hint."""


class Item(Struct, frozen=True, gc=False):
    """One line of a choose, order or match list."""

    text: str
    right: bool = False
    """Choose: whether it is a right choice."""
    pair: str = ""
    """Match: the right side."""


class Card(Struct, frozen=True, gc=False, eq=False):
    """One thing to remember, with one memory in the schedule.

    A `C:` block makes one card per bracket, and a block with `:reverse: true` makes
    two. Cards of one block have the same `line`.
    """

    deck: str
    """The deck's id."""
    kind: str
    prompt: str
    """The question; for a cloze the whole text with every answer filled in."""
    answer: str
    """Flip: the back. Cloze: the text of the bracket, or of all brackets asked
    together, one per line. True/false: `true` or `false`. Choose and order: the right
    items, one per line. Match: `a => b`, one pair per line."""
    line: int = 0
    """The first line of its block in the file, 1-based."""
    end: int = 0
    """The last line of its block, 1-based."""
    topic: str = ""
    items: tuple[Item, ...] = ()
    """Choose: all options as written. Order: in the right order. Match: the pairs."""
    blank: Blank | None = None
    blanks: tuple[Blank, ...] = ()
    """All blanks of a cloze that are asked together."""
    is_reverse: bool = False
    fields: Fields = NO_FIELDS
    rules: Rules = RULES
    """Those of its deck."""

    @property
    def key(self) -> str:
        """The key under which the card's progress is stored.

        `<deck id>/<:id:>`, or without an `:id:` a 128-bit BLAKE2b of kind, prompt and
        answer. Each of them is preceded by its length, so that different cards never
        hash the same text; the deck is left out, so that a card can move. A blank adds
        its occurrence and answer, blanks asked together `/together`, a reverse
        `/reverse`.
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
            content = (
                f"{len(kind)}:{kind}{len(prompt)}:{prompt}{len(answer)}:{answer}"
            ).encode()
            base = blake2b(content, digest_size=16).hexdigest()
        if self.blank:
            return f"{base}/{self.blank.occurrence}/{self.answer}"
        if self.blanks:
            return f"{base}/together"
        return f"{base}/reverse" if self.is_reverse else base

    @property
    def is_cloze(self) -> bool:
        """Whether it is one bracket of a `C:`, or all of them together."""
        return bool(self.blank or self.blanks)

    @property
    def all_blanks(self) -> tuple[Blank, ...]:
        """The blanks of a cloze; none for any other card."""
        return self.blanks or ((self.blank,) if self.blank else ())

    @property
    def answers(self) -> list[str]:
        """The answer of each blank if they are asked together, otherwise the one
        answer."""
        return self.answer.split("\n") if self.blanks else [self.answer]

    @property
    def can_be_asked(self) -> bool:
        """Whether it has both a question and an answer."""
        return bool(self.prompt and self.answer)

    def __eq__(self, other: object) -> bool:
        """Whether two cards are equal apart from their lines in the file."""
        return isinstance(other, Card) and _content(self) == _content(other)

    def __hash__(self) -> int:
        return hash(_content(self))


_content = attrgetter(
    *(name for name in Card.__struct_fields__ if name not in ("line", "end"))
)


class Topic(Struct, frozen=True, gc=False):
    """A heading of a deck; the cards below belong to it."""

    text: str
    before: int
    """The index of the deck's block that follows it."""
    level: int = 1


class Comment(Struct, frozen=True, gc=False):
    """A `<!-- comment -->` between blocks."""

    text: str
    """As written, with `<!--` and `-->`."""
    before: int
    """The index of the deck's block that follows it."""


class Article(Struct, frozen=True):
    """The article that a deck's facts come from."""

    title: str = ""
    publisher: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    """One text file of cards."""

    name: str
    """The deck's name: its file's name without `.md`, or its path below the decks
    folder."""
    id: str
    """The front matter's `id`, or else the one that was chosen for its file; keys of
    its cards begin with it."""
    title: str
    """The front matter's `title`, or else the file's name."""
    cards: tuple[Card, ...] = ()
    layout: tuple[Topic | Comment, ...] = ()
    """What is between the blocks, in the file's order."""
    article: Article | None = None
    rules: Rules = RULES
    silence: tuple[str, ...] = ()
    """The codes of the warnings and hints that its author has silenced."""
    has_own_id: bool = field(default=False, compare=False)
    """Whether its front matter has an id."""
    table: str = ""
    """The file name of the table it was made from, which may be added again."""
    complaints: tuple[Complaint, ...] = field(default=(), compare=False)
    path: Path | None = field(default=None, compare=False)

    @property
    def errors(self) -> tuple[Complaint, ...]:
        """The complaints that cost a card or more."""
        return tuple(c for c in self.complaints if c.level is Level.ERROR)
