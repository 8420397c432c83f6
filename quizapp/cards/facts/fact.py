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
its fields: `:id:`, which is required, `:topic:`, `:note:` and `:tags:`. A line
`? question -> answer` makes a question card for the bracket with that answer; fields
directly below belong to that card, and `? -> answer` only gives fields to the bracket's
cloze. A bracket without a question becomes a cloze card. Comments can be anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from quizapp.cards.format.brackets import Bracket
from quizapp.model import Article, Card, Complaint, Fields, Rules


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A line `? question -> answer`; without a question its fields are for the
    cloze."""

    text: str
    bracket: Bracket
    fields: Fields
    line: int


@dataclass(frozen=True, slots=True)
class Fact:
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


@dataclass(frozen=True, slots=True)
class Facts:
    """The contents of a facts file."""

    name: str
    """The file's stem without `.facts`, which becomes the name of the deck."""
    id: str
    title: str
    article: Article | None
    rules: Rules
    silence: tuple[str, ...]
    facts: tuple[Fact, ...]
    complaints: tuple[Complaint, ...]
    path: Path | None = None


def slug(text: str) -> str:
    """`text` as at most 48 lower-case letters, digits and `-`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    while words and len("-".join(words)) > 48:
        words.pop()
    return "-".join(words)
