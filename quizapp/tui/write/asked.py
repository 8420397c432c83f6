"""The preview of a card being written: how it will be asked, and the right answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from quizapp.cards.questions import KINDS, shown_answer
from quizapp.decks.editing.preview import DeckPreview
from quizapp.model import Card, Complaint, Level
from quizapp.tui.draw import BLANK, hang, line
from quizapp.tui.widgets.prose import inline, quotation

PROSE = 84
LABEL, WIDEST_LABEL = 12, 16
MARKS = {
    Level.ERROR: ("✗ ", "bold $wrong"),
    Level.WARNING: ("! ", "bold $close"),
    Level.HINT: ("· ", "$quiet"),
}
"""The sign of each level of problem."""


def room(width: int) -> int:
    """Cells of a line of text; a widget that is not shown has none."""
    return max(1, min(width, PROSE))


def asked(
    proof: DeckPreview, cards: Sequence[Card], width: int, lead: Content = BLANK
) -> list[Content]:
    """How these cards are asked at first, and, after the words `lead`, later."""
    width = room(width)
    lines: list[Content] = []
    for card in cards:
        lines += [*_card_preview(proof, card, width, lead), BLANK]
    return lines


def _card_preview(
    proof: DeckPreview, card: Card, width: int, lead: Content
) -> Iterator[Content]:
    if not card.can_be_asked:
        yield from inline(card.prompt, "bold").wrap(width)
        yield line(("! ", "bold $close"), "This is not asked: it has no answer.")
        return
    question = proof.question(card)
    yield from inline(question.prompt, "bold").wrap(width)
    if question.choices and not question.slots:
        yield BLANK
        for number, choice in enumerate(question.choices, 1):
            text = inline(choice.text)
            if choice.right:
                text = line(text, ("  ✓", "bold $right"))
            yield from hang(text, width, line((f"{number}", "bold")), 3)
        yield BLANK
    else:
        answer = inline(shown_answer(card), "bold $right")
        yield from hang(answer, width, line(("✓", "bold $right")), 3)
    fields = card.fields
    texts = [
        ("Also right", inline(" | ".join(fields.accept))),
        (fields.attribution(), inline(fields.own_words)),
        ("Note", inline(fields.note)),
    ]
    if fields.quote:
        texts.append(quotation(card))
    shown = [(label, text) for label, text in texts if text.plain]
    widths = [len(label) + 2 for label, _ in shown]
    column = max([LABEL, *(each for each in widths if each <= WIDEST_LABEL)])
    for label, text in shown:
        yield from hang(text, width, line((label, "$quiet")), column)
    yield from line(lead, (_ways(proof.kinds(card)), "$quiet")).wrap(width)


def _ways(kinds: Sequence[str]) -> str:
    """In which ways a card is asked, the first one first."""
    return f"Asked as {', then '.join(KINDS[kind].asked_as for kind in kinds)}."


def problem(each: Complaint) -> Content:
    """A problem in one line: how bad it is, where, what."""
    return line(
        MARKS[each.level], (f"{each.line}:{each.column}  ", "$quiet"), each.message
    )


def problem_lines(each: Complaint, width: int) -> list[Content]:
    """A problem in full."""
    return hang(Content(each.message), room(width), line(MARKS[each.level]), 2)
