"""The preview of the chosen answer's card: how it will be asked, and its hints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from quizapp.cards.kinds.cloze import BLANK as BLANK_SIGN
from quizapp.cards.questions import KINDS
from quizapp.study.article import ArticleReading, AskedCard
from quizapp.text import plural
from quizapp.tui.draw import BLANK, hang, line
from quizapp.tui.widgets.prose import inline

PROSE = 84
ROOMY = 6
"""Lines that leave room for a title."""
LABEL = 9
HINTS = {
    "stop-word-blank": "Grammar alone fills this blank. Choose a word that carries the "
    "meaning, or write a question with “Ask”."
}
"""Hints whose usual advice cannot be followed here."""
ENOUGH = 3
"""Other answers from which choices can be made."""


def card_lines(
    reading: ArticleReading, card: AskedCard | None, width: int, height: int
) -> list[Content]:
    """The card; parts at the end that do not fit are left out."""
    width = max(1, min(width, PROSE))
    blocks = list(_blocks(reading, card, width))
    lines: list[Content] = []
    if height >= ROOMY:
        made = "A card of yours" if reading.at.is_made else "As it will be asked"
        title = line((made, "$quiet")) if card else BLANK
        lines += [title, BLANK]
    for number, block in enumerate(blocks):
        left = height - len(lines)
        if number == 0:
            lines += _around_blank(block, width, max(1, left - 1))
        elif len(block) <= left:
            lines += block
    return lines


def _around_blank(
    lines: Sequence[Content], width: int, height: int
) -> Sequence[Content]:
    """The lines that fit: the question, and the sentence around its blank; `…` for the
    others."""
    if len(lines) <= height:
        return lines
    end = next((n for n, each in enumerate(lines) if not each.plain), 0)
    asked, lines = lines[:end], lines[end + bool(end) :]
    room, height = height, max(1, height - len(asked))
    at = next((n for n, each in enumerate(lines) if BLANK_SIGN in each.plain), 0)
    first = max(0, min(at - height // 2, len(lines) - height))
    shown = list(lines[first : first + height])
    if first:
        shown[0] = line("…", shown[0].truncate(width - 1))
    if first + height < len(lines):
        shown[-1] = line(shown[-1].truncate(width - 1), "…")
    return [*asked, *shown][:room]


def _blocks(
    reading: ArticleReading, card: AskedCard | None, width: int
) -> Iterator[Sequence[Content]]:
    """The parts of a card, the most important first."""
    if not card:
        nothing = "Nothing is suggested here." if reading.article.count else ""
        yield line((nothing, "$quiet")).wrap(width)
        how = "Space chooses a word, tab goes on to the next suggestion."
        yield line((how if reading.article.count else "", "$quiet")).wrap(width)
        return
    if card.problem:
        yield hang(Content(card.problem), width, line(("! ", "bold $close")), 2)
        return
    yield inline(card.prompt, "bold").wrap(width)
    yield hang(inline(card.answer, "bold $right"), width, line(("✓", "$right")), 2)
    for hint in card.hints:
        message = HINTS.get(hint.code, hint.message)
        yield hang(Content(message), width, line(("! ", "bold $close")), 2)
    yield line((_ways(card), "$quiet")).wrap(width)
    draft = reading.at.draft
    if draft and draft.note:
        yield hang(Content(draft.note), width, line(("Note", "$quiet")), LABEL)
    if reading.at.is_edited:
        quote = line((f"“{reading.at.quote}”", "italic $quiet"))
        yield hang(quote, width, line(("Article", "$quiet")), LABEL)


def _ways(card: AskedCard) -> str:
    """How it is asked: `Asked as multiple choice, then a blank to fill in.`"""
    ways = [KINDS[kind].asked_as for kind in card.kinds]
    if card.has_choices and card.rivals >= ENOUGH:
        ways[0] += f" from your other answers of type “{card.type}”"
    text = ", then ".join(ways)
    if card.type and not card.has_choices and card.rivals < ENOUGH:
        more = plural(ENOUGH - card.rivals, "more answer")
        return (
            f"Asked as {text}. With {more} of type “{card.type}” it would be multiple "
            "choice at first."
        )
    return f"Asked as {text}."
