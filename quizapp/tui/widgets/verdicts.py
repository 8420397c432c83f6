"""The verdict, and what there is to learn from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from quizapp.cards.judging.difference import difference
from quizapp.cards.questions import Piece
from quizapp.model import Card, Mark, Question, Verdict
from quizapp.tui.widgets.prose import has_blocks, inline

HEADS = {
    Mark.RIGHT: ("✓ Right", "bold $text-success"),
    Mark.CLOSE: ("≈ Close", "bold $text-warning"),
    Mark.WRONG: ("✗ Wrong", "bold $text-error"),
    Mark.UNKNOWN: ("· Not known", "bold $text-warning"),
    Mark.OPEN: ("How well did you know it?", "dim"),
}
HINTED = "Each hint has lowered the grade that is proposed."
ASK = "Is it right all the same? “I was right” counts it, now and later."
Part = Content | tuple[str, str] | str


class VerdictPanel(Static):
    """The mark, the right answer and where the given one differs, what a wrong choice
    is, the fact with its paragraph, the note, and one related fact."""

    def tell(
        self,
        question: Question,
        verdict: Verdict,
        related: Card | None = None,
        *,
        can_claim: bool = False,
    ) -> None:
        """Show the verdict on the question, whether it `can_claim` to be right all the
        same, and a `related` card's fact."""
        parts = [*_head(question, verdict)]
        if verdict.remark:
            parts += ["\n", inline(verdict.remark)]
        if question.hints and verdict.mark not in (Mark.WRONG, Mark.UNKNOWN):
            parts += ["\n", (HINTED, "dim")]
        if can_claim:
            parts += ["\n", (ASK, "dim")]
        fields = question.card.fields
        if fields.cite:
            parts += ["\n\n", *fact(question.card)]
        if fields.note:
            parts += ["\n\n", ("Note  ", "bold $text-accent"), inline(fields.note)]
        if related:
            parts += ["\n\n", *fact(related, "Related fact")]
        self.update(Content.assemble(*parts))


def _head(question: Question, verdict: Verdict) -> Iterator[Part]:
    head, style = HEADS[verdict.mark]
    if verdict.mark is Mark.OPEN:
        if not has_blocks(verdict.answer):
            yield inline(verdict.answer, "bold")
            yield "\n"
        yield head, style
        return
    yield head, style
    was_marked = bool(question.slots) or question.wants_several
    answer: Sequence[Part] = [inline(verdict.answer, "bold")]
    given: Sequence[Part] = [inline(" · ".join(verdict.given.split("\n")))]
    if verdict.nearest and verdict.mark in (Mark.CLOSE, Mark.WRONG):
        accents = question.card.rules.accents
        told, wanted = difference(verdict.given, verdict.nearest, accents=accents)
        given = _marked(told, "", "underline $text-error")
        if verdict.mark is Mark.CLOSE:
            answer = _marked(wanted, "bold", "bold underline $text-success")
    if not was_marked and not has_blocks(verdict.answer):
        yield "\n" if "\n" in verdict.answer else "   "
        yield from answer
    if (
        not question.choices
        and not was_marked
        and verdict.given
        and verdict.mark in (Mark.WRONG, Mark.CLOSE)
    ):
        yield "\n"
        yield "you said ", "dim"
        yield from given


def _marked(pieces: Sequence[Piece], same: str, other: str) -> Sequence[Part]:
    return [(piece.text, same if piece.is_same else other) for piece in pieces]


def fact(card: Card, name: str = "Fact") -> Iterator[Part]:
    """Where the card's fact stands, and the fact with the answer in bold."""
    statement = inline(card.fields.cite)
    for answer in card.answer.split("\n"):
        at = statement.plain.find(answer) if answer else -1
        if at >= 0:
            statement = statement.stylize("bold", at, at + len(answer))
    yield f"{card.fields.attribution(name)}  ", "bold $text-accent"
    yield statement
