"""The scores in detail: sections with a title, what their figures mean, the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from textual.content import Content

from quizapp.days import until
from quizapp.study.scores import (
    INTERVALS,
    SECTIONS,
    STAGES,
    Figures,
    Score,
    Share,
    with_arrow,
)
from quizapp.text import one_line, percent, plural
from quizapp.tui.draw import BLANK, Part, bar, counted, line, pad, spark, year
from quizapp.tui.draw import sentence as quiet
from quizapp.tui.scores.lines import coming

WIDEST = 84
"""Cells of a line of text, at most."""
MONTHS = 12
"""Months shown, at most."""
TOPICS = 40
"""Topics of all decks shown, at most."""
RESTS = (
    "under a week",
    "1 to 3 weeks",
    "up to 3 months",
    "up to a year",
    "longer",
)
assert len(RESTS) == len(INTERVALS) + 1
NUMBER = 7
"""Cells of a number in a table."""
MARKS = ("best", "last")
"""The columns of the marks in the table of decks."""
FEW_COLUMNS = 4
"""Columns of the table of decks that has the marks but not the stages."""
Body = Iterator[Content]


def detail(figures: Figures, width: int, *, in_colour: bool) -> list[Content]:
    """Every section that has something to show."""
    lines: list[Content] = []
    for name, body in BODIES.items():
        rows = list(body(figures, width))
        if name == "year" and figures.heat:
            drawn = year(figures.heat, figures.day, width, in_colour=in_colour)
            rows = drawn[1:]
        if rows:
            title, about = SECTIONS[name]
            explained = Content(about).stylize("$quiet").wrap(min(width, WIDEST))
            lines += [line((title, "bold")), *explained, *rows, BLANK]
    if not lines:
        lines = [Content("Your figures will be here once you have studied a little.")]
    return lines


def _row(label: str, share: Share, width: int, wide: int) -> Content:
    """A share with its label, a bar, and what it is a share of."""
    text = f"  {share.text} of {share.of:,}" if share.of else "  –"
    size = max(5, min(30, width - wide - len(text)))
    drawn = bar(share.value, size) if share.value is not None else BLANK
    return line((f"{label:{wide}}", "$quiet"), pad(drawn, size), text)


def _today(figures: Figures, width: int) -> Body:
    if not figures.days:
        return
    today = figures.today
    if today.reviews:
        quiz = f", {today.quiz:,} of them in quizzes" if today.quiz else ""
        new = plural(today.new, "new card")
        yield quiet(counted(today.reviews, "answer"), f"{quiz}, {new}")
    else:
        yield quiet("No answers yet.")
    days = quiet(
        counted(figures.streak, "day"),
        f" in a row, longest {figures.longest:,}; ",
        counted(figures.days, "day"),
        " studied in all",
    )
    yield from days.wrap(width)


def _retention(figures: Figures, width: int) -> Body:
    if not figures.retention.of:
        return
    yield _row("all", figures.retention, width, 9)
    yield _row("young", figures.young, width, 9)
    yield _row("mature", figures.mature, width, 9)
    yield quiet("your aim ", (f"{figures.aim:.0%}", "bold $ink"))


def _months(figures: Figures, width: int) -> Body:
    if not figures.months:
        return
    wide = 25 if width >= 60 else 13
    yield line((f"{'':10}{'young':{wide}}mature", "$quiet"))
    for month in figures.months[-MONTHS:]:
        name = date.fromordinal(month.first).strftime("%b %Y")
        young, mature = (
            _text(each, is_short=width < 60) for each in (month.young, month.mature)
        )
        yield line((f"{name:10}", "$quiet"), f"{young:{wide}}{mature}")


def _text(share: Share, *, is_short: bool) -> str:
    if not share.of:
        return "–"
    of = f"of {share.of:,}"
    return f"{percent(share.right, share.of) if is_short else share.text} {of}"


def _predicted(figures: Figures, width: int) -> Body:
    if not figures.predicted:
        return
    yield line((f"{'predicted':10}actual", "$quiet"))
    for each in figures.predicted:
        yield _row(f"{each.predicted:.0%}", each.observed, width, 10)


def _intervals(figures: Figures, width: int) -> Body:
    most = max(figures.intervals)
    if not most:
        return
    wide = max(map(len, RESTS)) + 2
    for rest, number in zip(RESTS, figures.intervals, strict=True):
        size = min(30, width - wide - NUMBER - 1)
        drawn = ("━" * -(-size * number // most), "$right")
        label = (f"{rest:{wide}}", "$quiet")
        yield line(label, (f"{number:>5,}  ", "bold"), drawn)


def _decks(figures: Figures, width: int) -> Body:
    if not figures.decks:
        return
    stages = line(*_joined(f"{stage}: {text}" for stage, text in STAGES.items()))
    yield from stages.stylize("$quiet").wrap(min(width, WIDEST))
    titles = ["known", ""]
    titles += [*(STAGES if width >= 80 else ()), *(MARKS if width >= 48 else ())]
    columns = [max(NUMBER, len(title) + 1) for title in titles]
    name_width = max(10, width - sum(columns))
    yield line(" " * name_width, (_numbers(titles, columns), "$quiet"))
    left = TOPICS
    for deck in figures.decks:
        yield _deck_row(deck, "", name_width, columns)
        topics = [topic for topic in deck.topics if topic.name]
        for topic in topics[: max(0, left)]:
            yield _deck_row(topic, "  ", name_width, columns)
        left -= len(topics)
    if left < 0:
        yield quiet(
            ("d", "bold $ink"),
            " on the overview picks a deck: then all its topics are here.",
        )


def _joined(texts: Iterator[str]) -> Sequence[Part]:
    return ["; ".join(texts), "."]


def _deck_row(
    score: Score, indent: str, name_width: int, columns: Sequence[int]
) -> Content:
    title = pad(Content(indent + one_line(score.title or score.name)), name_width - 1)
    cells = [percent(score.known, score.cards), with_arrow(score.gained)]
    if len(columns) > FEW_COLUMNS:
        cells += [
            f"{n:,}" for n in (score.new, score.learning, score.young, score.mature)
        ]
    if len(columns) >= FEW_COLUMNS:
        cells += ["" if m is None else f"{m:.0%}" for m in (score.best, score.last)]
    style = "$quiet" if indent else "bold"
    return line(title.stylize(style), " ", _numbers(cells, columns))


def _numbers(cells: Sequence[str], columns: Sequence[int]) -> str:
    """Cells in columns of these widths."""
    pairs = zip(cells, columns, strict=True)
    return "".join(f"{cell:>{size}}" for cell, size in pairs)


def _forecast(figures: Figures, width: int) -> Body:
    if any(figures.forecast):
        title, *rows = coming(figures, width, 4)
        yield title[title.plain.index("   ") + 3 :]
        yield from rows


def _marks(figures: Figures, width: int) -> Body:
    marks = [each.share for each in figures.tries]
    if not marks:
        return
    yield spark(marks[-width:])
    said = quiet(
        counted(len(marks), "quiz", "quizzes"),
        ": best ",
        (f"{max(marks):.0%}", "bold $ink"),
        f", last {marks[-1]:.0%}, on average {sum(marks) / len(marks):.0%}",
    )
    yield from said.wrap(width)


def _time(figures: Figures, width: int) -> Body:
    if figures.per_answer is None:
        return
    spent = figures.total.spent
    hours, minutes = divmod(spent // 60_000, 60)
    took = f"{hours:,} h {minutes} min" if hours else until(spent // 1000).in_words
    each = f"{figures.per_answer / 1000:.0f} s each"
    answers = plural(figures.total.reviews, "answer")
    yield from quiet((took, "bold $ink"), f" for {answers}, {each}").wrap(width)


def _sureness(figures: Figures, width: int) -> Body:
    if not any(share.of for share in figures.calibration.values()):
        return
    for name, share in figures.calibration.items():
        yield _row(name, share, width, 9)


def _nothing(_: Figures, __: int) -> Body:
    yield from ()


BODIES: Mapping[str, Callable[[Figures, int], Body]] = {
    "today": _today,
    "retention": _retention,
    "months": _months,
    "predicted": _predicted,
    "intervals": _intervals,
    "decks": _decks,
    "forecast": _forecast,
    "year": _nothing,
    "marks": _marks,
    "time": _time,
    "sureness": _sureness,
}
"""In the order in which they are shown."""
