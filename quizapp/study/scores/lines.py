"""The scores as lines of text: one screen of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from quizapp.study.scores.about import KNOWN
from quizapp.study.scores.drawing import bar, spark
from quizapp.study.scores.sentence import sentence
from quizapp.study.scores.shares import percent
from quizapp.study.scores.values import Figures, Look, Standing
from quizapp.text import cells, one_line, plural

WIDE = 79
"""Cells of a line."""
LOOKS = 5
"""Cards worth another look, at most."""
DECKS = 4
BAR = 16
"""Cells of a bar."""
TITLE = 34
"""Cells of a deck's title, at most."""
MARKS = 8
"""Quiz marks that are drawn."""
LABEL = 12
"""Cells of a label before a figure."""


def lines_of(told: Figures) -> Iterator[str]:
    """First the sentence, then the cards worth another look, then the rest."""
    yield from textwrap.wrap(str(sentence(told)), WIDE)
    if told.looks:
        yield from ("", "Worth another look")
        yield from _looks(told.looks)
    if told.whole.known or told.whole.gained:
        yield from ("", KNOWN)
        yield from _decks(told.decks)
    rest = list(_rest(told))
    if rest:
        yield ""
        yield from (f"{label:{LABEL}}{text}" for label, text in rest)


def _looks(looks: Sequence[Look]) -> Iterator[str]:
    shown = looks[:LOOKS]
    wide = max(cells(each.why) for each in shown)
    room = WIDE - 2 - wide - 2
    for each in shown:
        yield f"  {cut(each.prompt, room)}  {each.why}"


def _decks(decks: Sequence[Standing]) -> Iterator[str]:
    """Those that changed most since last week, then those that are known best."""
    begun = [each for each in decks if each.new < each.cards]
    ranked = sorted(begun, key=lambda e: (-abs(e.gained), -e.share, e.title))
    wide = min(TITLE, max((cells(one_line(each.title)) for each in begun), default=0))
    for each in ranked[:DECKS]:
        title = cut(one_line(each.title), wide)
        best = "" if each.best is None else f"best quiz {each.best:.0%}"
        share = percent(each.known, each.cards)
        row = f"  {title}  {bar(each.share, BAR)} {share:>4}  {change(each.gained):7}"
        yield f"{row}{best}".rstrip()
    if len(ranked) > DECKS:
        yield f"  and {plural(len(ranked) - DECKS, 'more deck')}"


def change(gained: int) -> str:
    """How many more are known than before, or fewer, with a sign: `▲ 4`."""
    if not gained:
        return ""
    return f"{'▲' if gained > 0 else '▼'} {abs(gained):,}"


def _rest(told: Figures) -> Iterator[tuple[str, str]]:
    if not told.days and not told.tries:
        return
    today, tomorrow, *_ = told.forecast
    week = sum(told.forecast[:7])
    yield "Coming up", f"{today:,} today, {tomorrow:,} tomorrow, {week:,} within a week"
    answers = plural(told.today.reviews, "answer")
    row = f"{told.streak:,} in a row, longest {told.longest:,}, {told.days:,} in all"
    yield "Today", f"{answers}, {plural(told.today.new, 'new card')}"
    yield "Days", row
    if told.retention.of:
        shares = {"young": told.young, "mature": told.mature}
        stages = (f"{n} {percent(e.right, e.of)}" for n, e in shares.items() if e.of)
        due = plural(told.retention.of, "due review")
        yield "Remembered", f"{told.retention.text} of {due}; {', '.join(stages)}"
    if told.tries:
        marks = [each.share for each in told.tries]
        best = f", best {max(marks):.0%} of {len(marks):,}" if marks[1:] else ""
        yield "Quizzes", f"{spark(marks[-MARKS:])}  last {marks[-1]:.0%}{best}"
    if told.per_answer is not None:
        each = f"{told.per_answer / 1000:.0f} s each"
        answers = plural(told.reviews, "answer")
        yield "Time", f"{_time(told.spent)} for {answers}, {each}"
    sure = [
        f"{name} {percent(each.right, each.of)} of {each.of:,}"
        for name, each in told.calibration.items()
        if each.of
    ]
    if sure:
        yield "Right when", ", ".join(sure)


def _time(spent: int) -> str:
    """Milliseconds in hours and minutes."""
    hours, minutes = divmod(spent // 60_000, 60)
    if hours:
        return f"{hours:,} h {minutes} min"
    return f"{minutes} min" if minutes else "under a minute"


def cut(text: str, width: int) -> str:
    """`text` in exactly so many cells, its end replaced by `…` where it is longer."""
    text = text[: 4 * width]
    if cells(text) > width:
        while cells(text) >= width:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cells(text))
