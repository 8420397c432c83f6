"""Lines of text, and figures made of characters that can be read without colour.

Every function returns `Content`, so text from a deck is never markup. Widths are in
cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content
from textual.style import Style

from quizapp.text import EIGHTHS, plural
from quizapp.text import bar as plain_bar
from quizapp.text import spark as plain_spark

Part = Content | str | tuple[str, str]
"""A piece of a line: text, or text with its style."""
BLANK = Content("")
LADDER = {"mature": "▅", "young": "▃", "learning": "▂", "new": "▁"}
"""The step of each state of a card, the firmest first."""

TAB = "bold underline"
"""The style of the current tab."""
YEAR = 53
"""Weeks of a year, the first and the last perhaps in part."""
COLUMN = 3
"""Cells of a column, with the gap after it."""
DAY = 4
"""Cells of the name of a weekday."""


def line(*parts: Part) -> Content:
    """One line of parts; a plain `str` is text."""
    return Content.assemble(*(part for part in parts if part))


def sentence(*parts: Part) -> Content:
    """A quiet line; parts with their own style stand out."""
    return line(
        *((part, "$quiet") if isinstance(part, str) else part for part in parts)
    )


def count(number: int, style: str = "bold $ink") -> tuple[str, str]:
    """A number that stands out in a sentence."""
    return f"{number:,}", style


def counted(
    number: int, one: str, several: str = "", style: str = "bold $ink"
) -> Content:
    """A number that stands out, and what it counts, as in `plural`."""
    digits, _, noun = plural(number, one, several).partition(" ")
    return line((digits, style), (f" {noun}", "$quiet"))


def spread(left: Content, right: Content, width: int) -> Content:
    """A line with text at both ends; the left one is cut if both do not fit."""
    gap = 2 if right.cell_length else 0
    room = max(0, width - right.cell_length - gap)
    if left.cell_length > room:
        left = left.truncate(room, ellipsis=True)
    return line(left, " " * max(0, width - left.cell_length - right.cell_length), right)


def pad(text: Content, width: int, *, right: bool = False) -> Content:
    """`text` cut or padded to `width`; aligned right if `right`."""
    if text.cell_length > width:
        text = text.truncate(width, ellipsis=True)
    missing = width - text.cell_length
    return text.pad_left(missing) if right else text.pad_right(missing)


def beside(
    left: Sequence[Content], right: Sequence[Content], width: int
) -> list[Content]:
    """Two blocks of lines, the second at the right edge."""
    height = max(len(left), len(right))
    wide = max((each.cell_length for each in right), default=0)
    padded = [pad(each, wide) for each in right]
    lefts = [*left, *[BLANK] * (height - len(left))]
    rights = [*padded, *[BLANK] * (height - len(right))]
    return [spread(a, b, width) for a, b in zip(lefts, rights, strict=True)]


def hang(text: Content, width: int, first: Content, indent: int) -> list[Content]:
    """`text` wrapped and indented, with `first` in the indent of its first line; a
    longer `first` widens the indent, up to half of the width."""
    indent = max(indent, min(first.cell_length + 1, width // 2))
    wrapped = text.wrap(max(1, width - indent))
    return [
        line(pad(first, indent) if number == 0 else " " * indent, each)
        for number, each in enumerate(wrapped)
    ]


def button(
    label: Content, action: str, *, style: str, width: int = 0, height: int = 1
) -> list[Content]:
    """Something to press, as lines; a click anywhere on it runs `action`."""
    space = max(4, width - label.cell_length)
    face = label.pad_left(space // 2).pad_right(space - space // 2)
    height = max(1, height)
    rows = [Content(" " * face.cell_length)] * height
    rows[height // 2] = face
    return [clickable(row.stylize_before(style), action) for row in rows]


def clickable(text: Content, action: str) -> Content:
    """`text` that runs `action` when it is clicked."""
    return text.stylize(Style.from_meta({"@click": action}))


def tabs(labels: Mapping[str, str], shown: str) -> Content:
    """Labels by the action that shows what they stand for, one of them `shown` now."""
    return Content("  ").join(
        clickable(line((label, TAB if action == shown else "$quiet")), action)
        for action, label in labels.items()
    )


def bar(share: float, width: int, style: str = "$right") -> Content:
    """Heavy for the share, light for the rest; rounding never makes it empty or
    full."""
    drawn = plain_bar(share, width)
    heavy = drawn.rstrip("─")
    return line((heavy, style), (drawn[len(heavy) :], "$rule"))


def ladder(states: Mapping[str, int], width: int) -> Content:
    """A bar of cards by state, the firmest first and highest."""
    total = sum(states.values()) or 1
    parts: list[Part] = []
    start = seen = 0
    for state, step in LADDER.items():
        seen += states.get(state, 0)
        end = round(width * seen / total)
        parts.append((step * (end - start), "$rule" if state == "new" else "$right"))
        start = end
    return line(*parts)


def legend(states: Mapping[str, int], gap: str = "   ") -> Content:
    """The states in words, each with its step."""
    return Content(gap).join(
        line(
            (step, "$quiet" if state == "new" else "$right"),
            f" {states.get(state, 0):,} ",
            (state, "$quiet"),
        )
        for state, step in LADDER.items()
    )


def columns(counts: Sequence[int], height: int) -> list[Content]:
    """A column of two cells and a gap for each count, below its number if there is
    room; at most `height` lines high."""
    most = max(counts, default=0) or 1
    eighths = [-(-number * 8 * (height - 1) // most) for number in counts]
    rows = []
    for row in range(height - 1, -1, -1):
        parts: list[Part] = []
        for number, each in zip(counts, eighths, strict=True):
            if 0 < number < 100 and -(-each // 8) == row:
                parts.append((f"{number:<{COLUMN}}", "$quiet"))
            else:
                sign = EIGHTHS[min(8, max(0, each - 8 * row))]
                parts.append((f"{sign}{sign} ", "$work"))
        rows.append(line(*parts))
    return rows


def spark(shares: Sequence[float], style: str = "$right") -> Content:
    """A row of small columns, each 0 to 1."""
    return line((plain_spark(shares), style))


def heat(weeks: Sequence[Sequence[int]], *, in_colour: bool) -> list[Content]:
    """Seven rows, Monday first: four steps of colour, or two sizes of square."""
    most = max((max(week, default=0) for week in weeks), default=0) or 1
    rows = []
    for day in range(7):
        parts: list[Part] = []
        for week in weeks:
            number = week[day] if day < len(week) else -1
            step = 0 if number <= 0 else min(4, 1 + 4 * (number - 1) // most)
            if number < 0:
                parts.append(" ")
            elif not step:
                parts.append(("·", "$quiet"))
            else:
                sign = "■" if in_colour else "▪▪■■"[step - 1]
                parts.append((sign, f"$heat-{step}"))
        rows.append(line(*parts))
    return rows


def heat_legend(*, in_colour: bool) -> Content:
    """What the squares of a year mean."""
    steps: list[Part] = [("■ ", f"$heat-{step}") for step in (1, 2, 3, 4)]
    return line(
        ("less  ", "$quiet"),
        ("· ", "$quiet"),
        *(steps if in_colour else ["▪ ", "■ "]),
        (" more", "$quiet"),
    )


def week_lines(counts: Sequence[int]) -> list[Content]:
    """This week as squares, Monday first; `counts` of answers end with today's."""
    names = line(("  ".join("MTWTFSS"), "$quiet"))
    marks: list[Part] = [
        ("■", "$right") if any(counts[day : day + 1]) else ("·", "$quiet")
        for day in range(7)
    ]
    return [names, Content("  ").join(line(mark) for mark in marks)]


def forecast(
    counts: Sequence[int], today: int, width: int, height: int = 4
) -> list[Content]:
    """What comes back on each of the next days, with the day of every week below.

    `counts` begin with `today`, a study day's ordinal.
    """
    shown = counts[: max(1, width // COLUMN)]
    days = ["today", *(_day(today + days) for days in range(7, len(shown), 7))]
    below = "".join(f"{day:<{COLUMN * 7}}" for day in days)
    return [
        line(("Coming up", "bold")),
        *columns(shown, height),
        line((below, "$quiet")).truncate(width),
    ]


def coming_back(counts: Sequence[int], today: int) -> Content:
    """How many cards come back on the next day on which any does, in a sentence."""
    ahead = next((days for days, number in enumerate(counts) if days and number), 0)
    if not ahead:
        return BLANK
    day = date.fromordinal(today + ahead)
    when = "tomorrow" if ahead == 1 else f"on {day.day} {day:%B}"
    return counted(counts[ahead], f"comes back {when}.", f"come back {when}.")


def _day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.day} {day:%b}"


def year(
    counts: Mapping[int, int], today: int, width: int, *, in_colour: bool
) -> list[Content]:
    """A square for each day of the last year, a column for each week, and on the right
    what they add up to. `counts` are answers by study day, an ordinal."""
    weeks = max(1, min(YEAR, width - DAY))
    monday = today - (today - 1) % 7 - (weeks - 1) * 7
    days = {day: each for day, each in counts.items() if day >= monday and each}
    squares = [
        [days.get(day, 0) for day in range(start, min(start + 7, today + 1))]
        for start in range(monday, today + 1, 7)
    ]
    names = ("Mon", "", "Wed", "", "Fri", "", "Sun")
    rows = [
        line((f"{name:{DAY}}", "$quiet"), row)
        for name, row in zip(names, heat(squares, in_colour=in_colour), strict=True)
    ]
    rows.append(line((" " * DAY + _months(monday, weeks), "$quiet")))
    title, steps = line(("Your year", "bold")), heat_legend(in_colour=in_colour)
    if width < weeks + DAY + steps.cell_length + 2:
        return [spread(title, steps, width), *rows]
    side = [
        counted(sum(days.values()), "answer"),
        counted(len(days), "day"),
        sentence(count(max(days.values(), default=0)), " on the best day"),
        *[BLANK] * 3,
        steps,
    ]
    return [title, *beside(rows, side, width)]


def _months(monday: int, weeks: int) -> str:
    """The names of the months where they begin, if there is room."""
    text = ""
    for number in range(weeks - 2):
        first = date.fromordinal(monday + 7 * number)
        if first.day <= 7 and (not text or len(text) < number):
            text = f"{text:{number}}{first:%b}"
    return text
