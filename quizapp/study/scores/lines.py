"""The scores as lines of text: one screen of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from quizapp.days import within_a_week
from quizapp.study.scores.about import KNOWN
from quizapp.study.scores.sentence import sentence
from quizapp.study.scores.values import Figures, Look, Score
from quizapp.text import bar, cells, one_line, percent, plural, spark

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


def lines_of(figures: Figures) -> Iterator[str]:
    """First the sentence, then the cards worth another look, then the rest."""
    yield from textwrap.wrap(str(sentence(figures)), WIDE)
    if figures.looks:
        yield from ("", "Worth another look")
        yield from _looks(figures.looks)
    if figures.whole.known or figures.whole.gained:
        yield from ("", KNOWN)
        yield from _decks(figures.decks)
    rest = list(_rest(figures))
    if rest:
        yield ""
        yield from (f"{label:{LABEL}}{text}" for label, text in rest)


def _looks(looks: Sequence[Look]) -> Iterator[str]:
    shown = looks[:LOOKS]
    wide = max(cells(each.why) for each in shown)
    room = WIDE - 2 - wide - 2
    for each in shown:
        yield f"  {cut(each.prompt, room)}  {each.why}"


def _decks(decks: Sequence[Score]) -> Iterator[str]:
    """The decks that changed most since last week, then those that are known best."""
    begun = [each for each in decks if each.new < each.cards]
    ranked = sorted(begun, key=lambda e: (-abs(e.gained), -e.share, e.title))
    wide = min(TITLE, max((cells(one_line(each.title)) for each in begun), default=0))
    for each in ranked[:DECKS]:
        title = cut(one_line(each.title), wide)
        best = "" if each.best is None else f"best quiz {each.best:.0%}"
        share = percent(each.known, each.cards)
        gained = with_arrow(each.gained, "card")
        row = f"  {title}  {bar(each.share, BAR)} {share:>4}  {gained:10}  {best}"
        yield row.rstrip()
    if len(ranked) > DECKS:
        yield f"  and {plural(len(ranked) - DECKS, 'more deck')}"


def with_arrow(gained: int, noun: str = "") -> str:
    """How many more cards are known than before, or fewer, with a sign: `▲ 4`, or `▲ 4
    cards` with a noun."""
    if not gained:
        return ""
    number = plural(abs(gained), noun) if noun else f"{abs(gained):,}"
    return f"{'▲' if gained > 0 else '▼'} {number}"


def _rest(figures: Figures) -> Iterator[tuple[str, str]]:
    if not figures.days and not figures.tries:
        return
    if any(figures.forecast):
        today, tomorrow, *_ = figures.forecast
        week = within_a_week(figures.forecast)
        coming = f"{today:,} today; {tomorrow:,} tomorrow, {week:,} within a week"
        yield "Coming up", coming
    answers = plural(figures.today.reviews, "answer")
    yield "Today", f"{answers}, {plural(figures.today.new, 'new card')}"
    in_a_row = f"{figures.streak:,} in a row, longest {figures.longest:,}"
    yield "Days", f"{in_a_row}, {figures.days:,} in all"
    if figures.retention.of:
        shares = {"young": figures.young, "mature": figures.mature}
        stages = (f"{n} {percent(e.right, e.of)}" for n, e in shares.items() if e.of)
        due = plural(figures.retention.of, "due review")
        yield "Remembered", f"{figures.retention.text} of {due}; {', '.join(stages)}"
    if figures.tries:
        marks = [each.share for each in figures.tries]
        best = f", best {max(marks):.0%} of {len(marks):,}" if marks[1:] else ""
        yield "Quizzes", f"{spark(marks[-MARKS:])}  last {marks[-1]:.0%}{best}"
    if figures.per_answer is not None:
        each = f"{figures.per_answer / 1000:.0f} s each"
        answers = plural(figures.total.reviews, "answer")
        yield "Time", f"{_time(figures.total.spent)} for {answers}, {each}"
    sure = [
        f"{name} {percent(each.right, each.of)} of {each.of:,}"
        for name, each in figures.calibration.items()
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
    """`text` in exactly this many cells, its end replaced by `…` where it is longer."""
    text = text[: 4 * width]
    if cells(text) > width:
        while cells(text) >= width:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cells(text))
