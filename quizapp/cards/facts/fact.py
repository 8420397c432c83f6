"""Facts files: an article said again, one statement a fact, its answers in brackets.

    ## 3
    The [TPP::trade pact] was part of the [Obama administration::government]'s plan.
    :id: tpp-plan
    :topic: Trade deals
    ? Whose plan was the TPP? -> Obama administration
    :wrong: the Bush administration | the Clinton administration

    Q: any deck block may follow; in a facts file it ends at a blank line
    A: …

`## 3` is the article's paragraph. A fact is a statement over any number of lines, then
its fields: `:id:`, which it must have, and `:topic:`, `:note:`, `:tags:`. A line
`? question -> answer` makes a question card of a bracket, named by its text; fields
right below such a line are that card's own, and `? -> answer` only gives fields to the
bracket's cloze. A bracket without a question becomes a cloze card. Comments may stand
anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from quizapp.cards.format.brackets import Bracket
from quizapp.model import Article, Card, Complaint, Fields, Rules


@dataclass(frozen=True, slots=True)
class Ask:
    """A line `? question -> answer`; without a question it is about the cloze."""

    question: str
    bracket: Bracket
    fields: Fields
    line: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of an article, in our own words, with its answers marked."""

    id: str
    paragraph: str
    statement: str
    """With its brackets filled in."""
    line: int
    brackets: tuple[Bracket, ...] = ()
    asks: tuple[Ask, ...] = ()
    cards: tuple[Card, ...] = ()
    """Of the deck blocks below it, as they stand."""
    topic: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """A facts file."""

    name: str
    """The file's stem without `.facts`; the name of the deck made of it."""
    id: str
    title: str
    article: Article | None
    rules: Rules
    silence: tuple[str, ...]
    facts: tuple[Fact, ...]
    complaints: tuple[Complaint, ...]
    path: Path | None = None


def slug(text: str) -> str:
    """Small letters, digits and `-` that stand for `text`, at most 48 of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    while words and len("-".join(words)) > 48:
        words.pop()
    return "-".join(words)
