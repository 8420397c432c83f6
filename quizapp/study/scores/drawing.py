"""Figures drawn with characters: they read without colour and in any terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

LEVELS = "·░▒▓█"
"""From nothing to much."""
STEPS = " ▁▂▃▄▅▆▇█"
WEEK = 7
WEEKS = 53


def heat_map(heat: Mapping[int, int], today: int, weeks: int = WEEKS) -> list[str]:
    """Seven rows, Monday first, a column a week up to this one; then the months.

    The levels are quarters of the busiest day.
    """
    monday = today - (today - 1) % WEEK - (weeks - 1) * WEEK
    most = max(heat.values(), default=0)
    rows = []
    for weekday in range(WEEK):
        days = (monday + WEEK * week + weekday for week in range(weeks))
        rows.append(
            "".join(_level(heat.get(day, 0), most, day > today) for day in days)
        )
    return [*rows, _months(monday, weeks)]


def _level(count: int, most: int, is_future: bool) -> str:
    if is_future:
        return " "
    if not count:
        return LEVELS[0]
    return LEVELS[min(4, 1 + 4 * (count - 1) // max(1, most))]


def _months(monday: int, weeks: int) -> str:
    """The months' names where they begin, as far as they have room."""
    line = ""
    for week in range(weeks - 2):
        first = date.fromordinal(monday + WEEK * week)
        if first.day <= WEEK and (not line or len(line) < week):
            line = line.ljust(week) + first.strftime("%b")
    return line.ljust(weeks)


def columns(counts: Sequence[int], height: int = 1) -> list[str]:
    """A column a count, in `height` rows from the top."""
    most = max(counts, default=0) or 1
    eighths = [-(-count * 8 * height // most) for count in counts]
    return [
        "".join(STEPS[min(8, max(0, each - 8 * row))] for each in eighths)
        for row in range(height - 1, -1, -1)
    ]


def bar(share: float | None, width: int) -> str:
    """A bar of `width` cells, heavy as far as `share` goes: `━━━╾──`.

    Only all of it looks full, and only nothing of it empty.
    """
    if share is None:
        return "·" * width
    halves = round(2 * width * share)
    if 0 < share < 1:
        halves = min(max(1, halves), 2 * width - 1)
    full, half = divmod(halves, 2)
    return "━" * full + "╾" * half + "─" * (width - full - half)


def spark(shares: Sequence[float]) -> str:
    """A small column for each share, 0 to 1."""
    return "".join(STEPS[max(1, round(8 * share))] for share in shares)


def parts(counts: Sequence[int], signs: str, width: int) -> str:
    """A bar of `width` cells, split as `counts` are, a sign each."""
    total = sum(counts) or 1
    ends = [round(width * sum(counts[: i + 1]) / total) for i in range(len(counts))]
    told, start = "", 0
    for end, sign in zip(ends, signs, strict=True):
        told += sign * (end - start)
        start = end
    return told.ljust(width)


def plot(values: Sequence[float], width: int, height: int = 5) -> list[str]:
    """Values from 0 to 1 as points, the latest at the right, with their scale."""
    shown = list(values)[-width:]
    rows = [[" "] * max(1, len(shown)) for _ in range(height)]
    for column, value in enumerate(shown):
        row = height - 1 - round(value * (height - 1))
        rows[row][column] = "●"
    scale = {0: "100%", height // 2: " 50%", height - 1: "  0%"}
    return [
        f"{scale.get(row, ''):>4} ┤{''.join(cells)}" for row, cells in enumerate(rows)
    ]
