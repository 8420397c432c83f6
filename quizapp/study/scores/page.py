"""The scores as one page of HTML with its plots in it: nothing is loaded from anywhere.

Every text from a deck is escaped; the page has no script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape

from quizapp.study.scores.about import ABOUT, STAGES
from quizapp.study.scores.lines import change
from quizapp.study.scores.sentence import Emphasis, sentence
from quizapp.study.scores.shares import Share, percent
from quizapp.study.scores.values import Figures, Standing
from quizapp.text import one_line, visible

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


def page_of(told: Figures, title: str) -> str:
    """The whole page."""
    sections = [
        _section("looks", "Worth another look", _looks(told)),
        _section("decks", "Decks and topics", _decks(told.decks)),
        _section("forecast", "Coming up", _forecast(told)),
        _section("year", "Your year", _heat(told)),
        _section("marks", "Quizzes", _marks(told)),
        _section("months", "Remembered when due, by month", _months(told)),
        _section("predicted", "Schedule and fact", _predicted(told)),
        _section("sureness", "How well you know what you know", _sureness(told)),
    ]
    day = date.fromordinal(told.day).isoformat()
    return (
        "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n"
        "<meta name=viewport content='width=device-width'>\n"
        f"<title>{_text(title)}: scores of {day}</title>\n<style>{STYLE}</style>\n"
        f"<h1>{_text(title)}: scores of {day}</h1>\n{_sentence(told)}\n{_heads(told)}\n"
        + "\n".join(sections)
        + "\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(one_line(text))


def _section(name: str, title: str, body: str) -> str:
    return (
        f"<section id={name}><h2>{title}</h2><p class=about>{_text(ABOUT[name])}</p>"
        f"{body}</section>"
    )


def _sentence(told: Figures) -> str:
    words = (
        _escaped(part.text)
        if part.emphasis is Emphasis.NONE
        else f"<b>{_escaped(part.text)}</b>"
        for part in sentence(told).parts
    )
    return f"<p id=sentence>{''.join(words)}</p>"


def _escaped(text: str) -> str:
    return escape(visible(text))


def _heads(told: Figures) -> str:
    whole = told.whole
    per = f"{told.per_answer / 1000:.0f} s" if told.per_answer else "–"
    rows = {
        "Cards": f"{whole.cards}",
        "Known": percent(whole.known, whole.cards) if whole.cards else "–",
        "Remembered when due": told.retention.text,
        "Your aim": f"{told.aim:.0%}",
        "Answers today": f"{told.today.reviews}",
        "Days in a row": f"{told.streak} (longest {told.longest})",
        "Days studied": f"{told.days}",
        "Answers": f"{told.reviews}",
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


def _heat(told: Figures) -> str:
    most = max(told.heat.values(), default=0)
    if not most:
        return _nothing("Your answers of each day will be here.")
    monday = told.day - (told.day - 1) % 7 - (WEEKS - 1) * 7
    cells = []
    for day in range(monday, told.day + 1):
        week, weekday = divmod(day - monday, 7)
        count = told.heat.get(day, 0)
        shade = 0.25 + 0.75 * count / most
        look = f"class=full opacity={shade:.2f}" if count else "class=none opacity=.5"
        cells.append(
            f"<rect x={week * CELL} y={weekday * CELL} width={CELL - 2} "
            f"height={CELL - 2} rx=2 {look}><title>{date.fromordinal(day)}: {count}"
            "</title></rect>"
        )
    return _svg(cells, 7 * CELL, WEEKS * CELL)


def _forecast(told: Figures) -> str:
    most = max(told.forecast)
    if not most:
        return _nothing("What comes up will be here.")
    step = WIDE / len(told.forecast)
    parts = []
    for index, count in enumerate(told.forecast):
        high = (HIGH - 34) * count / most
        parts.append(
            f"<rect class=full x={index * step + 1:.1f} y={HIGH - 16 - high:.1f} "
            f"width={step - 2:.1f} height={high:.1f}><title>{count}</title></rect>"
        )
        if count:
            label = f"<text x={index * step + 4:.1f} y={HIGH - 19 - high:.1f}>{count}"
            parts.append(f"{label}</text>")
        if index % 5 == 0:
            day = date.fromordinal(told.day + index)
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


def _months(told: Figures) -> str:
    if not told.months:
        return _nothing("How much you remember each month will be here.")
    y, parts = _scale(0.5)
    aim = y(told.aim)
    parts.append(
        f"<line class=bound stroke-dasharray=4 x1=34 x2={WIDE} y1={aim:.1f} "
        f"y2={aim:.1f} />"
    )
    step = (WIDE - 50) / max(1, len(told.months))
    for index, month in enumerate(told.months):
        x = 44 + (index + 0.5) * step
        for share, look, shift in (
            (month.young, "other", -4),
            (month.mature, "full", 4),
        ):
            parts += _point(x + shift, y, share, look)
        if index % max(1, len(told.months) // 8) == 0:
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


def _predicted(told: Figures) -> str:
    if not told.predicted:
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
    for each in told.predicted:
        parts += _point(x(each.predicted), y, each.observed, "full")
    return _svg(parts) + (
        "<p class=about>Across: predicted, up: observed; on the dashed line they "
        "agree.</p>"
    )


def _marks(told: Figures) -> str:
    if not told.tries:
        return _nothing("The marks of your quizzes will be here.")
    y, parts = _scale(0.0)
    step = (WIDE - 64) / max(1, len(told.tries) - 1)
    points = [(44 + index * step, y(t.share)) for index, t in enumerate(told.tries)]
    curve = " ".join(f"{x:.1f},{height:.1f}" for x, height in points)
    parts.append(f"<polyline class=curve points='{curve}' />")
    for (x, height), each in zip(points, told.tries, strict=True):
        told_of = _text(f"{each.share:.0%} {' '.join(each.decks)}")
        place = f"cx={x:.1f} cy={height:.1f} r=4"
        parts.append(f"<circle class=full {place}><title>{told_of}</title></circle>")
    for x, each in {points[0][0]: told.tries[0], points[-1][0]: told.tries[-1]}.items():
        day = date.fromordinal(each.day)
        parts.append(
            f"<text x={min(x, WIDE - 60):.1f} y={HIGH - 4}>{day:%d %b %Y}</text>"
        )
    return _svg(parts)


def _decks(decks: Sequence[Standing]) -> str:
    if not decks:
        return _nothing("Your decks will be here.")
    heads = (*STAGES, "known", "since last week", "best quiz", "last")
    rows = ["<tr><th>deck" + "".join(f"<th class=n>{head}" for head in heads)]
    for deck in decks:
        rows.append(_row(deck, "deck"))
        rows += [_row(topic, "topic") for topic in deck.topics if topic.name]
    words = "; ".join(f"{stage}: {text}" for stage, text in STAGES.items())
    return f"<table>{''.join(rows)}</table><p class=about>{_text(words)}.</p>"


def _row(told: Standing, look: str) -> str:
    marks = ("" if mark is None else f"{mark:.0%}" for mark in (told.best, told.last))
    counts = (told.new, told.learning, told.young, told.mature)
    known = percent(told.known, told.cards), change(told.gained)
    row = "".join(f"<td class=n>{cell}" for cell in (*counts, *known, *marks))
    return f"<tr class={look}><td>{_text(told.title or told.name)}{row}"


def _looks(told: Figures) -> str:
    if not told.looks:
        return _nothing("Cards that do not stick will be here.")
    rows = [
        f"<tr><td>{_text(each.prompt)}<td>{_text(each.why)}<td>{_text(each.title)}"
        f"<td>{_text(each.source)}<td class=n>{each.forgotten}"
        for each in told.looks
    ]
    head = "<tr><th>card<th>why<th>deck<th>source<th class=n>times forgotten"
    return f"<table>{head}{''.join(rows)}</table>"


def _sureness(told: Figures) -> str:
    rows = [
        f"<tr><td>{name}<td class=n>{each.of}<td class=n>{each.text}"
        for name, each in told.calibration.items()
        if each.of
    ]
    if not rows:
        return _nothing(
            "You are not asked how sure you are: quizapp set sureness true."
        )
    head = "<tr><th>said<th class=n>answers<th class=n>right"
    return f"<table>{head}{''.join(rows)}</table>"
