"""The scores as lines: a sentence, the cards worth another look, and what has grown."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizapp.days import within_a_week
from quizapp.study.scores import (
    KNOWN,
    Emphasis,
    Figures,
    Look,
    Part,
    Score,
    sentence,
    with_arrow,
)
from quizapp.text import one_line, percent, plural
from quizapp.tui.draw import (
    BLANK,
    bar,
    coming_back,
    forecast,
    line,
    pad,
    spark,
    spread,
    year,
)
from quizapp.tui.draw import sentence as quiet
from quizapp.tui.widgets.prose import headline

STYLES = {
    Emphasis.NONE: "$ink",
    Emphasis.NUMBER: "bold $ink",
    Emphasis.ACHIEVED: "bold $right",
}
WIDEST = 78
"""Cells of the sentence, at most."""
WIDE = 84
"""Cells of a row with room for the reason beside the question."""
WHY = 40
"""Cells of the reason, at most."""
TIMES = 11
"""Cells of how often a card was forgotten."""
DECKS = 3
BAR = 14
GAINED = 10
"""Cells of how many more cards are known."""
MARKS = 12
"""Quiz marks that are drawn."""


def said(figures: Figures, *, is_short: bool) -> Content:
    """The figures in a sentence; if it `is_short`, only its first clause."""
    parts: Sequence[Part] = sentence(figures).parts
    if is_short:
        ends = [at for at, part in enumerate(parts, 1) if part.text == "."]
        parts = parts[: ends[0] if ends else None]
    return line(*((part.text, STYLES[part.emphasis]) for part in parts))


def whats_next(figures: Figures, deck: str) -> tuple[Content, bool]:
    """What to do if no card is worth another look, and whether Enter does it."""
    if not figures.whole.cards:
        return Content("On the first screen, n writes a deck and + adds a file."), False
    if figures.whole.new == figures.whole.cards:
        how = "A few minutes are enough to begin."
        where = "" if deck else " Choose a deck on the first screen."
        return Content(how + where), bool(deck)
    if number := figures.forecast[0]:
        are = " card is" if number == 1 else " cards are"
        return line((f"{number:,}", "bold $work"), f"{are} due today."), True
    return coming_back(figures.forecast, figures.day), False


def look_row(
    look: Look, all_looks: Sequence[Look], width: int, height: int
) -> list[Content]:
    """A card worth another look, with the reason beside it, aligned with those of all,
    or below it in two lines."""
    times = _times(look.forgotten, short=width < 48)
    asked, why = headline(look.prompt), line((look.why, "$quiet"))
    if height == 1 and width >= WIDE:
        reasons = min(WHY, max(Content(each.why).cell_length for each in all_looks))
        ends = TIMES if any(each.forgotten for each in all_looks) else 0
        asked = pad(asked, width - reasons - ends - 2)
        return [spread(line(asked, "  ", pad(why, reasons)), times, width)]
    return [spread(asked, times, width), why]


def _times(count: int, *, short: bool = False) -> Content:
    if not count:
        return BLANK
    return line((f"{count:,}×" if short else plural(count, "time"), "bold"))


def forgotten_head(looks: Sequence[Look], width: int) -> Content:
    """What stands above the cards that were forgotten."""
    times = f"{'forgotten' if any(look.forgotten for look in looks) else '':>9}"
    ends = f"{'returns':>11}   {times}" if width >= 48 else times
    return spread(line(("Question", "$quiet")), line((ends, "$quiet")), width)


def forgotten_row(look: Look, when: tuple[str, str], width: int) -> Content:
    """A card, when it returns, and how often it was forgotten."""
    times = line((f"{look.forgotten:,}", "bold") if look.forgotten else "")
    ends = line(pad(line(when), 11, right=True), "   ", pad(times, 9, right=True))
    return spread(headline(look.prompt), ends if width >= 48 else times, width)


def overview(
    figures: Figures, width: int, height: int, *, in_colour: bool
) -> list[Content]:
    """What has grown, what comes back, the year: as many of them as fit."""
    blocks = [grown(figures, width)]
    if any(figures.forecast):
        blocks.append(coming(figures, width, 2))
    if figures.heat:
        blocks.append(year(figures.heat, figures.day, width, in_colour=in_colour))
    lines: list[Content] = []
    for block in blocks:
        gap = [BLANK] if lines and block else []
        if len(lines) + len(gap) + len(block) > height:
            break
        lines += [*gap, *block]
    return lines


def grown(figures: Figures, width: int) -> list[Content]:
    """The decks that grew most this week, and below them the quizzes."""
    decks = [deck for deck in figures.decks if deck.known or deck.gained]
    if not decks:
        return quizzes(figures)
    decks.sort(key=lambda deck: (-deck.gained, -deck.known, deck.title))
    has_grown = any(deck.gained > 0 for deck in decks)
    title = line(("Progress this week" if has_grown else "Known by now", "bold"))
    head = line(title, "   ", (KNOWN, "$quiet"))
    lines = [head] if head.cell_length <= width else [title]
    rows = [_deck_row(deck, width) for deck in decks[:DECKS]]
    return [*lines, *rows, *quizzes(figures)]


def _deck_row(deck: Score, width: int) -> Content:
    gained = line((with_arrow(deck.gained, "card"), "bold"))
    share = line(f"  {percent(deck.known, deck.cards):>4}  ", pad(gained, GAINED))
    size = BAR if width >= 60 else 10
    name = Content(one_line(deck.title))
    room = min(34, width - size - share.cell_length - 2)
    return line(pad(name, max(8, room)), "  ", bar(deck.share, size), share)


def quizzes(figures: Figures) -> list[Content]:
    """The marks of the quizzes in a line."""
    marks = [each.share for each in figures.tries]
    if not marks:
        return []
    parts = [line(("Quizzes", "bold"), "   ")]
    if len(marks) > 1:
        best = f"{max(marks):.0%}"
        parts += [spark(marks[-MARKS:]), quiet("  best ", (best, "bold $ink"), ", ")]
    return [line(*parts, quiet("last ", (f"{marks[-1]:.0%}", "bold $ink")))]


def coming(figures: Figures, width: int, height: int) -> list[Content]:
    """What comes back on the next days."""
    today, tomorrow, *_ = figures.forecast
    lines = forecast(figures.forecast, figures.day, width, height)
    numbers = quiet(
        (f"{today:,}", "bold $work"),
        " today; ",
        (f"{tomorrow:,}", "bold $ink"),
        " tomorrow, ",
        (f"{within_a_week(figures.forecast):,}", "bold $ink"),
        " within a week",
    )
    title = line(lines[0], "   ", numbers)
    return [title.truncate(width), *lines[1:]]
