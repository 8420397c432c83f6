"""The verdict, with what the source says."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from quizapp.model import Mark, Question, Verdict

HEADS = {
    Mark.RIGHT: ("✓ Right", "bold $text-success"),
    Mark.CLOSE: ("≈ Close", "bold $text-warning"),
    Mark.WRONG: ("✗ Wrong", "bold $text-error"),
    Mark.UNKNOWN: ("· Not known", "bold $text-warning"),
    Mark.OPEN: ("How well did you know it?", "dim"),
}


class VerdictPanel(Static):
    """The mark, the right answer, the statement with its paragraph, and the note."""

    def tell(self, question: Question, verdict: Verdict) -> None:
        """Show the verdict on the question."""
        head, style = HEADS[verdict.mark]
        parts: list[Content | tuple[str, str] | str] = []
        if verdict.mark is Mark.OPEN:
            parts += [(verdict.answer, "bold"), "\n", (head, style)]
        else:
            parts.append((head, style))
            if not question.wants_several:
                parts += ["   ", (verdict.answer, "bold")]
            if verdict.given and verdict.mark in (Mark.WRONG, Mark.CLOSE):
                given = " · ".join(verdict.given.split("\n"))
                parts += ["\n", ("you said ", "dim"), given]
        if verdict.remark:
            parts += ["\n", verdict.remark]
        fields = question.card.fields
        if fields.cite:
            parts += ["\n\n", ("“", "dim"), (fields.cite, "italic"), ("”", "dim")]
            if fields.source:
                parts.append((f"  {fields.place}", "dim"))
        if fields.note:
            parts += ["\n\n", ("Note  ", "bold $text-accent"), fields.note]
        self.update(Content.assemble(*parts))
