"""Facts files: an article in other words, one statement per fact, answers in brackets.

    ## 3
    The [TPP::trade pact] was part of the [Obama administration::government]'s plan.
    :id: tpp-plan
    :topic: Trade deals
    ? Whose plan was the TPP? -> Obama administration
    :wrong: the Bush administration | the Clinton administration

    Q: any deck block may follow; in a facts file it ends at a blank line
    A: …

`## 3` is the paragraph of the article. A fact is a statement of any number of lines and
its fields: `:id:`, which is required, `:at:`, `:topic:`, `:note:`, `:tags:` and
`:quote:`, which `quotes` compares with the article. A `\\` at the beginning of a line
makes it text of the fact. A line
`? question -> answer` makes a question card for the bracket with that answer; fields
directly below belong to that card, and `? -> answer` only gives fields to the bracket's
cloze. A bracket without a question becomes a cloze card. Dated facts of one topic also
give a card to put in order, and facts of one pattern a card to match: `derived` makes
them. Comments can be anywhere.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct
from msgspec.structs import replace

from quizapp.cards.format.brackets import Bracket
from quizapp.cards.languages.dates import parse_date
from quizapp.cards.languages.numbers import parse_quantity
from quizapp.model import NO_FIELDS, Card, Deck, Fields, Rules, Value

DATES = ("date", "year")
"""The types of answers that are dates."""
NUMBERS = ("number", "amount", "money", "percentage", "measure", "duration")
"""The types of answers that are numbers, with a unit or without one."""
LIKE_NUMBERS = ("century", "decade", "years", "month", "time", "ordinal")
"""The types of answers much like dates and numbers that are judged as texts."""


class FactQuestion(Struct, frozen=True):
    """A line `? question -> answer`; without a question its fields are for the
    cloze."""

    text: str
    bracket: Bracket
    fields: Fields
    line: int


class Fact(Struct, frozen=True):
    """One statement from an article, in our own words, with its answers marked."""

    id: str
    paragraph: str
    statement: str
    """The text with its answers filled in."""
    line: int
    brackets: tuple[Bracket, ...] = ()
    questions: tuple[FactQuestion, ...] = ()
    cards: tuple[Card, ...] = ()
    """The cards of the deck blocks below it, as written."""
    topic: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    at: str = ""
    """Its paragraph and sentence in the article, such as `5.2`."""
    quote: str = ""
    """The article's own words."""
    quote_place: tuple[int, int] = (0, 0)
    """The line and column of the quote."""

    def question(self, bracket: Bracket) -> FactQuestion | None:
        """The line `? … -> answer` of a bracket, if it has one."""
        return next((each for each in self.questions if each.bracket == bracket), None)

    def fields(self, bracket: Bracket, rules: Rules) -> Fields:
        """The fields of a bracket's card that are written or follow from its type."""
        question = self.question(bracket)
        fields = question.fields if question else NO_FIELDS
        type_ = fields.type or bracket.type
        value = fields.value
        if value is Value.TEXT and type_:
            value = _judged_as(bracket.answer, _kind_of(type_), rules)
        return replace(fields, type=type_, value=value)


def is_quantity(type_: str) -> bool:
    """Whether answers of this type are numbers or dates."""
    return _kind_of(type_) in (*DATES, *NUMBERS, *LIKE_NUMBERS)


def _kind_of(type_: str) -> str:
    """The last word of a type: a `founding year` is a `year`."""
    return type_.rsplit(maxsplit=1)[-1].lower()


def _judged_as(answer: str, type_: str, rules: Rules) -> Value:
    """How an answer of this type is judged."""
    if type_ in DATES and parse_date(answer, rules):
        return Value.DATE
    if type_ in NUMBERS and parse_quantity(answer, rules, ()):
        return Value.NUMBER
    return Value.TEXT


class Facts(Struct, frozen=True):
    """The contents of a facts file."""

    deck: Deck
    """The deck to make of them, which has no cards yet; its complaints are about the
    facts."""
    facts: tuple[Fact, ...]


def slug(text: str) -> str:
    """`text` as at most 48 lower-case letters, digits and `-`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    while words and len("-".join(words)) > 48:
        words.pop()
    return "-".join(words)
