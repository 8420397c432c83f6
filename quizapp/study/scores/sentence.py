"""The figures in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from quizapp.study.scores.confidence_interval import Share
from quizapp.study.scores.values import Figures, Score
from quizapp.text import percent, plural

TRIALS = 20
"""Fewer due reviews are too few for a share."""
WEEK = 7
MANY_OVERDUE = 0.25
"""At least this share of the known cards is overdue when the sentence mentions them."""


class Emphasis(Enum):
    """How a part of a sentence stands out."""

    NONE = "none"
    NUMBER = "number"
    ACHIEVED = "achieved"
    """A number that says what the learner has achieved."""


class Part(NamedTuple):
    """Some words of a sentence."""

    text: str
    emphasis: Emphasis = Emphasis.NONE


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words in parts, so that a screen can make the numbers stand out."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


def sentence(figures: Figures) -> Sentence:
    """What the learner knows, how that changed, and how well it is remembered."""
    whole = figures.whole
    parts = [*_known(whole), *_since(figures), Part(".")]
    if whole.known:
        parts += _remembered(figures.retention, figures.aim)
        if whole.overdue >= MANY_OVERDUE * whole.known:
            parts += [
                Part(" "),
                _number(whole.overdue),
                Part(" of the known cards "),
                Part("has" if whole.overdue == 1 else "have"),
                Part(" been due for over a week, "),
                Part("so you may have forgotten "),
                Part("it." if whole.overdue == 1 else "some."),
            ]
    return Sentence(tuple(parts))


def short_sentence(known: int, learning: int, cards: int, gained: int) -> Sentence:
    """What is known of these cards after a sitting or a quiz, which made `gained` more
    of them known, or fewer."""
    new, weeks = cards - known - learning, (known - gained, known)
    whole = Score("", cards, new, learning, known, 0, weeks=weeks)
    parts = _known(whole)
    if known or gained:
        parts += _change(gained, "before")
    return Sentence((*parts, Part(".")))


def _number(count: int) -> Part:
    return Part(f"{count:,}", Emphasis.NUMBER)


def _known(whole: Score) -> list[Part]:
    cards = plural(whole.cards, "card")
    if not whole.cards:
        return [Part("There are no cards here yet")]
    if whole.new == whole.cards:
        these = "this card" if whole.cards == 1 else f"any of these {cards}"
        return [Part(f"You do not know {these} yet")]
    every = "the only card" if whole.cards == 1 else f"all {cards}"
    if not whole.known:
        yet = "now" if whole.gained < 0 else "yet"
        is_all = whole.learning == whole.cards
        of = every if is_all else f"{whole.learning:,} of {cards}"
        none = "it is not" if whole.cards == 1 else "none is"
        number = Part(of, Emphasis.NUMBER)
        return [Part("You are learning "), number, Part(f"; {none} known {yet}")]
    if whole.known == whole.cards:
        return [Part("You know "), Part(every, Emphasis.ACHIEVED)]
    share = Part(percent(whole.known, whole.cards), Emphasis.ACHIEVED)
    return [Part("You know "), share, Part(f" of {cards}")]


def _since(figures: Figures) -> Sequence[Part]:
    """How many more are known than a week ago, if there was a week ago."""
    whole = figures.whole
    if figures.since is None or not (whole.known or whole.gained):
        return ()
    days = figures.day - figures.since + 1
    if days <= WEEK:
        return [Part(" after "), _number(days), Part(" day" if days == 1 else " days")]
    return _change(whole.gained, "last week")


def _change(gained: int, than: str) -> Sequence[Part]:
    if not gained:
        return [Part(f", the same as {than}")]
    more = "more" if gained > 0 else "fewer"
    return [Part(", "), _number(abs(gained)), Part(f" {more} than {than}")]


def _remembered(recalled: Share, aim: float) -> Iterator[Part]:
    """How often a card that was due was remembered, beside the learner's aim; nothing
    before there are enough answers to say so."""
    if not recalled.of:
        yield Part(" You have not reviewed any of them yet.")
    elif recalled.of >= TRIALS:
        low, high = recalled.interval or (0, 1)
        yield Part(" When a card comes back you remember it ")
        yield Part(percent(recalled.right, recalled.of), Emphasis.ACHIEVED)
        yield Part(" of the time")
        if low <= aim <= high:
            yield Part(f"; you aim for {aim:.0%}.")
        else:
            than = "less" if high < aim else "more"
            yield Part(f", {than} than the {aim:.0%} you aim for.")
