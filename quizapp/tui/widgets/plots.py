"""The sections of the scores as text: a title, how it is computed, and the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from textual.content import Content

from quizapp.study.scores import (
    ABOUT,
    Figures,
    Share,
    Standing,
)
from quizapp.study.scores.drawing import (
    bar,
    columns,
    heat_map,
    plot,
)
from quizapp.study.scores.lines import cut
from quizapp.text import one_line, plural

Part = Content | tuple[str, str] | str
BAR = 20
"""Cells of a bar."""
WIDE = 64
"""Cells of a section's body."""
MONTHS = 12
"""Months shown, at most."""
TOPICS = 40
"""Topics of all decks shown, at most."""
TITLES = {
    "today": "Today",
    "year": "The year",
    "forecast": "Due in the next 30 days",
    "retention": "True retention",
    "predicted": "Predicted and observed recall",
    "decks": "Decks and topics",
    "marks": "Marks of quizzes",
    "looks": "Worth another look",
    "time": "Time",
    "sureness": "How well you know what you know",
}


def _section(
    name: str, body: Callable[[Figures], Iterator[Part]]
) -> Callable[[Figures], Content]:
    def told(figures: Figures) -> Content:
        return Content.assemble(
            (TITLES[name], "bold $text-accent"),
            "\n",
            (ABOUT[name], "dim"),
            "\n",
            *body(figures),
        )

    return told


def _today(told: Figures) -> Iterator[Part]:
    yield from _count(told.today.reviews, "answer")
    yield f", {plural(told.today.new, 'new card')}"
    if told.today.quiz:
        yield f", {told.today.quiz} in quizzes"
    yield "\n"
    yield from _count(told.streak, "day")
    yield f" in a row, {told.longest} at the longest, {told.days} studied in all\n"
    whole = told.whole
    yield f"{whole.share:.0%}", "bold $text-success"
    yield (
        f" known of {plural(whole.cards, 'card')}: {whole.new} new, "
        f"{whole.learning} learning, {whole.young} young, {whole.mature} mature"
    )


def _count(count: int, noun: str) -> Iterator[Part]:
    """A number that stands out, and what it counts."""
    number, _, noun = plural(count, noun).partition(" ")
    yield number, "bold $text-success"
    yield f" {noun}"


def _year(told: Figures) -> Iterator[Part]:
    if not told.heat:
        yield "Your answers of each day will be here.", "dim"
        return
    *rows, months = heat_map(told.heat, told.day)
    for row, name in zip(rows, ("Mon", "", "Wed", "", "Fri", "", "Sun"), strict=True):
        yield f"{name:4}", "dim"
        yield row, "$text-success"
        yield "\n"
    yield "    " + months, "dim"


def _forecast(told: Figures) -> Iterator[Part]:
    if not any(told.forecast):
        yield "What becomes due will be here.", "dim"
        return
    most = max(told.forecast)
    for number, row in enumerate(columns(told.forecast, 4)):
        yield f"{most if number == 0 else '':>4} ", "dim"
        yield "".join(sign * 2 for sign in row), "$text-primary"
        yield "\n"
    ends = [date.fromordinal(told.day + n).strftime("%d %b") for n in (10, 20)]
    yield f"     {'today':20}{ends[0]:20}{ends[1]}\n", "dim"
    yield f"{told.forecast[0]}", "bold"
    week, month = sum(told.forecast[:7]), sum(told.forecast)
    yield f" today, {week} in seven days, {month} in thirty"


def _share(share: Share) -> str:
    return f"{share.text} of {share.of}" if share.of else share.text


def _retention(told: Figures) -> Iterator[Part]:
    if not told.retention.of:
        yield "What you recall of what was due will be here.", "dim"
        return
    for name, share in (
        ("all", told.retention),
        ("young", told.young),
        ("mature", told.mature),
    ):
        yield f"{name:9}"
        yield bar(share.value, BAR), "$text-success"
        yield f" {_share(share)}\n"
    yield f"{'your aim':9}"
    yield bar(told.aim, BAR), "dim"
    yield f" {told.aim:4.0%}\n\n"
    yield f"{'month':10}{'young':25}mature\n", "dim"
    for month in told.months[-MONTHS:]:
        yield f"{date.fromordinal(month.first):%b %Y}  "
        yield f"{_share(month.young):25}{_share(month.mature)}\n"


def _predicted(told: Figures) -> Iterator[Part]:
    if not told.predicted:
        yield "How well the schedule foresees you will be here.", "dim"
        return
    yield f"{'predicted':11}{'observed':{BAR}}\n", "dim"
    for each in told.predicted:
        yield f"{each.predicted:6.0%}     "
        yield bar(each.observed.value, BAR), "$text-success"
        yield f" {_share(each.observed)}\n"


def _decks(told: Figures) -> Iterator[Part]:
    if not told.decks:
        yield "Your decks will be here.", "dim"
        return
    yield f"{'':25}new learn young mature  {'known':15} best last\n", "dim"
    left = TOPICS
    for deck in told.decks:
        yield from _row(deck, "", "bold")
        topics = [topic for topic in deck.topics if topic.name][: max(0, left)]
        left -= len(topics)
        for topic in topics:
            yield from _row(topic, "  ", "")
    if left <= 0:
        yield "Choose a deck to see all its topics.", "dim"


def _row(told: Standing, indent: str, style: str) -> Iterator[Part]:
    yield cut(f"{indent}{one_line(told.title or told.name)}", 23) + " ", style
    yield f"{told.new:4} {told.learning:5} {told.young:5} {told.mature:6}  "
    yield bar(told.share, 10), "$text-success"
    yield f" {told.share:4.0%}"
    for mark in (told.best, told.last):
        yield "     " if mark is None else f" {mark:4.0%}"
    yield "\n"


def _marks(told: Figures) -> Iterator[Part]:
    if not told.tries:
        yield "The marks of your quizzes will be here: z on home begins one.", "dim"
        return
    shares = [each.share for each in told.tries]
    for row in plot(shares, WIDE - 8):
        yield row[:6], "dim"
        yield row[6:] + "\n", "bold $text-success"
    yield f"{plural(len(shares), 'quiz', 'quizzes')}: "
    yield f"best {max(shares):.0%}, last {shares[-1]:.0%}, "
    yield f"mean {sum(shares) / len(shares):.0%}"


def _looks(told: Figures) -> Iterator[Part]:
    if not told.looks:
        yield "Cards that do not stick will be here.", "dim"
        return
    for each in told.looks:
        yield f"{cut(each.prompt, WIDE - 2)}\n"
        yield f"  {each.why}\n", "dim"


def _time(told: Figures) -> Iterator[Part]:
    if not told.reviews:
        yield "The time you spend will be here.", "dim"
        return
    minutes = told.spent // 60_000
    yield f"{minutes // 60} h {minutes % 60:02} min", "bold $text-success"
    yield f" for {plural(told.reviews, 'answer')}"
    if told.per_answer:
        yield f", {told.per_answer / 1000:.1f} s each"


def _sureness(told: Figures) -> Iterator[Part]:
    if not any(share.of for share in told.calibration.values()):
        yield "It is asked when the settings say so.", "dim"
        return
    for name, share in told.calibration.items():
        yield f"{name:8}"
        yield bar(share.value, BAR), "$text-success"
        yield f" {_share(share)}\n"


SECTIONS: Mapping[str, Callable[[Figures], Content]] = {
    name: _section(name, body)
    for name, body in (
        ("today", _today),
        ("year", _year),
        ("forecast", _forecast),
        ("retention", _retention),
        ("predicted", _predicted),
        ("decks", _decks),
        ("marks", _marks),
        ("looks", _looks),
        ("time", _time),
        ("sureness", _sureness),
    )
}
"""In the order in which they stand."""
