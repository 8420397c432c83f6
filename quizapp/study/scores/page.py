"""The scores as one page of HTML with its plots; it loads nothing from anywhere.

Every text from a deck is escaped; the page has no script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape

from quizapp.study.scores.about import SECTIONS, STAGES
from quizapp.study.scores.confidence_interval import Share
from quizapp.study.scores.lines import with_arrow
from quizapp.study.scores.sentence import Emphasis, sentence
from quizapp.study.scores.values import Figures, Score
from quizapp.text import one_line, percent, visible

WIDE, HIGH = 640, 140
"""A plot's size, in units of SVG."""
CELL = 12
WEEKS = 53
STYLE = """
:root { color-scheme: light dark; --ink: #1c2733; --dim: #66727f; --paper: #fff;
  --line: #d8dee4; --full: #1f7a54; --other: #b5651d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --dim: #98a3ae;
  --paper: #15191e; --line: #333b44; --full: #4fb286; --other: #e0a35c; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto;
  color: var(--ink); background: var(--paper); padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .2rem; }
p.about { color: var(--dim); font-size: .85rem; margin: 0 0 .6rem; }
dl { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); }
dt { color: var(--dim); font-size: .85rem; } dd { margin: 0; font-size: 1.3rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .25rem .5rem;
  border-bottom: 1px solid var(--line); }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
tr.topic td:first-child { padding-left: 1.6rem; color: var(--dim); }
svg { width: 100%; height: auto; } svg text { fill: var(--dim); font-size: 10px; }
.full { fill: var(--full); } .other { fill: var(--other); }
.grid { stroke: var(--line); }
.curve { fill: none; stroke: var(--full); stroke-width: 2; }
.bound { stroke: var(--dim); } .none { fill: var(--line); }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid; } }
"""


def page_of(figures: Figures, title: str, user: str = "") -> str:
    """The whole page, about a deck or all; it names the `user` if there are several."""
    if user:
        title = f"{user} · {title}"
    sections = [
        _section("looks", _looks(figures)),
        _section("decks", _decks(figures.decks)),
        _section("forecast", _forecast(figures)),
        _section("year", _heat(figures)),
        _section("marks", _marks(figures)),
        _section("months", _months(figures)),
        _section("predicted", _predicted(figures)),
        _section("sureness", _sureness(figures)),
    ]
    day = date.fromordinal(figures.day).isoformat()
    return (
        "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n"
        "<meta name=viewport content='width=device-width'>\n"
        f"<title>{_text(title)}: scores on {day}</title>\n<style>{STYLE}</style>\n"
        f"<h1>{_text(title)}: scores on {day}</h1>\n"
        f"{_sentence(figures)}\n{_heads(figures)}\n"
        + "\n".join(sections)
        + "\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(one_line(text))


def _section(name: str, body: str) -> str:
    title, about = SECTIONS[name]
    return (
        f"<section id={name}><h2>{title}</h2>"
        f"<p class=about>{_text(about)}</p>{body}</section>"
    )


def _sentence(figures: Figures) -> str:
    words = (
        _escaped(part.text)
        if part.emphasis is Emphasis.NONE
        else f"<b>{_escaped(part.text)}</b>"
        for part in sentence(figures).parts
    )
    return f"<p id=sentence>{''.join(words)}</p>"


def _escaped(text: str) -> str:
    return escape(visible(text))


def _heads(figures: Figures) -> str:
    whole = figures.whole
    per = f"{figures.per_answer / 1000:.0f} s" if figures.per_answer else "–"
    rows = {
        "Cards": f"{whole.cards}",
        "Known": percent(whole.known, whole.cards) if whole.cards else "–",
        "Remembered when due": figures.retention.text,
        "Your aim": f"{figures.aim:.0%}",
        "Answers today": f"{figures.today.reviews}",
        "Days in a row": f"{figures.streak} (longest {figures.longest})",
        "Days studied": f"{figures.days}",
        "Answers": f"{figures.total.reviews}",
        "An answer takes": per,
    }
    cells = (
        f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows.items()
    )
    return f"<dl>{''.join(cells)}</dl>"


def _svg(parts: Iterable[str], high: int = HIGH, wide: int = WIDE) -> str:
    return f"<svg viewBox='0 0 {wide} {high}' role=img>{''.join(parts)}</svg>"


def _nothing(what: str) -> str:
    return f"<p>{what}</p>"


def _heat(figures: Figures) -> str:
    most = max(figures.heat.values(), default=0)
    if not most:
        return _nothing("Your answers of each day will be here.")
    monday = figures.day - (figures.day - 1) % 7 - (WEEKS - 1) * 7
    cells = []
    for day in range(monday, figures.day + 1):
        week, weekday = divmod(day - monday, 7)
        count = figures.heat.get(day, 0)
        shade = 0.25 + 0.75 * count / most
        look = f"class=full opacity={shade:.2f}" if count else "class=none opacity=.5"
        cells.append(
            f"<rect x={week * CELL} y={weekday * CELL} width={CELL - 2} "
            f"height={CELL - 2} rx=2 {look}><title>{date.fromordinal(day)}: {count}"
            "</title></rect>"
        )
    return _svg(cells, 7 * CELL, WEEKS * CELL)


def _forecast(figures: Figures) -> str:
    most = max(figures.forecast, default=0)
    if not most:
        return _nothing("What comes up will be here.")
    step = WIDE / len(figures.forecast)
    parts = []
    for index, count in enumerate(figures.forecast):
        high = (HIGH - 34) * count / most
        parts.append(
            f"<rect class=full x={index * step + 1:.1f} y={HIGH - 16 - high:.1f} "
            f"width={step - 2:.1f} height={high:.1f}><title>{count}</title></rect>"
        )
        if count:
            label = f"<text x={index * step + 4:.1f} y={HIGH - 19 - high:.1f}>{count}"
            parts.append(f"{label}</text>")
        if index % 5 == 0:
            day = date.fromordinal(figures.day + index)
            parts.append(f"<text x={index * step:.1f} y={HIGH - 4}>{day:%d %b}</text>")
    return _svg(parts)


def _scale(low: float) -> tuple[Callable[[float], float], list[str]]:
    """Where a share stands, from `low` to 1; and the lines behind it."""

    def y(share: float) -> float:
        return 6 + (HIGH - 26) * (1 - (max(share, low) - low) / (1 - low))

    lines = [
        f"<line class=grid x1=34 x2={WIDE} y1={y(at):.1f} y2={y(at):.1f} />"
        f"<text x=0 y={y(at) + 3:.1f}>{at:.0%}</text>"
        for at in (low, (1 + low) / 2, 1.0)
    ]
    return y, lines


def _months(figures: Figures) -> str:
    if not figures.months:
        return _nothing("How much you remember each month will be here.")
    y, parts = _scale(0.5)
    aim = y(figures.aim)
    parts.append(
        f"<line class=bound stroke-dasharray=4 x1=34 x2={WIDE} y1={aim:.1f} "
        f"y2={aim:.1f} />"
    )
    step = (WIDE - 50) / max(1, len(figures.months))
    for index, month in enumerate(figures.months):
        x = 44 + (index + 0.5) * step
        for share, look, shift in (
            (month.young, "other", -4),
            (month.mature, "full", 4),
        ):
            parts += _point(x + shift, y, share, look)
        if index % max(1, len(figures.months) // 8) == 0:
            name = date.fromordinal(month.first).strftime("%b %Y")
            parts.append(f"<text x={x - 20:.1f} y={HIGH - 4}>{name}</text>")
    return _svg(parts) + (
        "<p class=about>Orange: young, green: mature, with their 95% intervals; "
        "dashed: your aim.</p>"
    )


def _point(x: float, y: Callable[[float], float], share: Share, look: str) -> list[str]:
    if share.value is None or share.interval is None:
        return []
    low, high = share.interval
    return [
        f"<line class=bound x1={x:.1f} x2={x:.1f} y1={y(low):.1f} y2={y(high):.1f} />",
        f"<circle class={look} cx={x:.1f} cy={y(share.value):.1f} r=4>"
        f"<title>{share.right} of {share.of}</title></circle>",
    ]


def _predicted(figures: Figures) -> str:
    """The chart of predicted against observed recall."""
    if not figures.predicted:
        return _nothing("How well the schedule predicts you will be here.")
    y, parts = _scale(0.0)

    def x(share: float) -> float:
        return 44 + (WIDE - 64) * share

    parts.append(
        f"<line class=bound stroke-dasharray=4 x1={x(0):.1f} x2={x(1):.1f} "
        f"y1={y(0):.1f} y2={y(1):.1f} />"
    )
    parts += [
        f"<text x={x(at) - 8:.1f} y={HIGH - 4}>{at:.0%}</text>"
        for at in (0.0, 0.5, 1.0)
    ]
    for each in figures.predicted:
        parts += _point(x(each.predicted), y, each.observed, "full")
    return _svg(parts) + (
        "<p class=about>Across: predicted, up: observed; on the dashed line they "
        "agree.</p>"
    )


def _marks(figures: Figures) -> str:
    if not figures.tries:
        return _nothing("The marks of your quizzes will be here.")
    y, parts = _scale(0.0)
    step = (WIDE - 64) / max(1, len(figures.tries) - 1)
    points = [(44 + index * step, y(t.share)) for index, t in enumerate(figures.tries)]
    curve = " ".join(f"{x:.1f},{height:.1f}" for x, height in points)
    parts.append(f"<polyline class=curve points='{curve}' />")
    for (x, height), each in zip(points, figures.tries, strict=True):
        label = _text(f"{each.share:.0%} {' '.join(each.decks)}")
        place = f"cx={x:.1f} cy={height:.1f} r=4"
        parts.append(f"<circle class=full {place}><title>{label}</title></circle>")
    ends = {points[0][0]: figures.tries[0], points[-1][0]: figures.tries[-1]}
    for x, each in ends.items():
        day = date.fromordinal(each.day)
        parts.append(
            f"<text x={min(x, WIDE - 60):.1f} y={HIGH - 4}>{day:%d %b %Y}</text>"
        )
    return _svg(parts)


def _decks(decks: Sequence[Score]) -> str:
    if not decks:
        return _nothing("Your decks will be here.")
    heads = (*STAGES, "known", "since last week", "best quiz", "last")
    rows = ["<tr><th>deck" + "".join(f"<th class=n>{head}" for head in heads)]
    for deck in decks:
        rows.append(_row(deck, "deck"))
        rows += [_row(topic, "topic") for topic in deck.topics if topic.name]
    words = "; ".join(f"{stage}: {text}" for stage, text in STAGES.items())
    return f"<table>{''.join(rows)}</table><p class=about>{_text(words)}.</p>"


def _row(deck: Score, look: str) -> str:
    marks = ("" if mark is None else f"{mark:.0%}" for mark in (deck.best, deck.last))
    counts = (deck.new, deck.learning, deck.young, deck.mature)
    known = percent(deck.known, deck.cards), with_arrow(deck.gained)
    row = "".join(f"<td class=n>{cell}" for cell in (*counts, *known, *marks))
    return f"<tr class={look}><td>{_text(deck.title or deck.name)}{row}"


def _looks(figures: Figures) -> str:
    if not figures.looks:
        return _nothing("Cards that do not stick will be here.")
    rows = [
        f"<tr><td>{_text(each.prompt)}<td>{_text(each.why)}<td>{_text(each.title)}"
        f"<td>{_text(each.source)}<td class=n>{each.forgotten}"
        for each in figures.looks
    ]
    head = "<tr><th>card<th>why<th>deck<th>source<th class=n>times forgotten"
    return f"<table>{head}{''.join(rows)}</table>"


def _sureness(figures: Figures) -> str:
    rows = [
        f"<tr><td>{name}<td class=n>{each.of}<td class=n>{each.text}"
        for name, each in figures.calibration.items()
        if each.of
    ]
    if not rows:
        return _nothing(
            "You are not asked how sure you are: quizapp set sureness true."
        )
    head = "<tr><th>said<th class=n>answers<th class=n>right"
    return f"<table>{head}{''.join(rows)}</table>"
