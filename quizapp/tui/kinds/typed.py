"""Type and cloze: the answer is typed into a field, or into one gap after another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from quizapp.cards.kinds.cloze import BLANK as GAP
from quizapp.model import Question, Value, Verdict
from quizapp.text import visible
from quizapp.tui.draw import BLANK, line
from quizapp.tui.kinds.form import Form, Keys, Room, corrected, row
from quizapp.tui.widgets.prose import inline


class TypeForm(Form):
    """One line is the answer."""

    has_field = True

    def __init__(self, question: Question, given: str | None = None) -> None:
        super().__init__(question, given)
        self.text = given or ""

    @property
    def draft(self) -> str:
        """What is in the field."""
        text = visible(self.text)
        return text if text.strip() else ""

    @property
    def enter_label(self) -> str:
        """What Enter does: hand in the answer."""
        return "Answer"

    def confirm(self) -> None:
        """Hand in what is in the field; an empty one is “I don't know”."""
        self.given = visible(self.text)

    def instruction(self, room: Room) -> str:
        """What an empty field means."""
        text = "Leave it empty if you don't know."
        if self.question.card.fields.value is Value.TEXT and not room.is_narrow:
            text += " Small slips count as close."
        return text

    def lines(self, room: Room) -> list[Content]:
        """Empty lines, over which the field lies."""
        return [BLANK] * (1 if room.is_short else 3)

    def judged(self, room: Room, verdict: Verdict) -> list[Content]:
        """The lines of the field if something was typed, otherwise none."""
        return self.lines(room) if verdict.given else []


class ClozeForm(TypeForm):
    """The gaps of a text, filled one after another; Enter in the last one answers."""

    own_keys: ClassVar[Keys] = (
        ("↑ ↓", "Move", "Go to the previous or the next blank"),
    )

    def __init__(self, question: Question, given: str | None = None) -> None:
        super().__init__(question, given)
        count = max(1, len(question.slots))
        said = [*(given or "").split("\n"), *[""] * count][:count]
        self._texts = said
        self._at = 0
        self.text = said[0]

    @property
    def draft(self) -> str:
        """What is in the gaps, a line each."""
        texts = [*self._texts]
        texts[self._at] = self.text
        draft = "\n".join(map(visible, texts))
        return draft if draft.strip() else ""

    @property
    def enter_label(self) -> str:
        """What Enter does: go to the next gap, or hand in the answer."""
        return "Answer" if self._at + 1 == len(self._texts) else "Next blank"

    def key(self, name: str, character: str | None) -> bool:
        """Up and down go from gap to gap."""
        by = {"up": -1, "down": 1}.get(name)
        if by is None or len(self._texts) == 1:
            return False
        self._go(max(0, min(len(self._texts) - 1, self._at + by)))
        return True

    def take_back(self) -> bool:
        """Go back from an empty gap to the last one that is not."""
        filled = [n for n, text in enumerate(self._texts) if text and n != self._at]
        if filled:
            self._go(filled[-1])
        return bool(filled)

    def _go(self, at: int) -> None:
        self._texts[self._at] = self.text
        self._at = at
        self.text = self._texts[at]

    def confirm(self) -> None:
        """Go to the next gap; from the last one hand in."""
        if self._at + 1 < len(self._texts):
            self._go(self._at + 1)
        else:
            self.given = self.draft

    def instruction(self, room: Room) -> str:
        """Which gap is filled."""
        count = len(self._texts)
        if count == 1:
            return super().instruction(room)
        gap = f"Blank {self._at + 1} of {count}."
        return gap if room.is_narrow else f"{gap} Leave what you don't know empty."

    def prompt(self, verdict: Verdict | None) -> Content:
        """The text with its gaps: their clues, what was typed, or the answers."""
        parts = []
        for number, (text, clue) in enumerate(_pieces(self.question)):
            parts.append(inline(text, "bold"))
            if clue is not None:
                parts.append(self._gap(number, clue, verdict))
        return line(*parts)

    def _gap(self, number: int, clue: str, verdict: Verdict | None) -> Content:
        is_one = len(self._texts) == 1
        label = "" if is_one or verdict else f"{number + 1} "
        if verdict:
            answers = self.question.card.answer.split("\n")
            said = self.question.card.answer if is_one else answers[number]
        else:
            said = "" if is_one else visible(self._texts[number])
        weight = "bold " if verdict or number == self._at else ""
        if said:
            style = f"{weight}underline on $cursor"
            return line((label, style), inline(said, style))
        gap = line((f"{label}{GAP}", f"{weight}on $cursor"))
        return line(gap, (f" ({clue})", "bold")) if clue else gap

    def judged(self, room: Room, verdict: Verdict) -> list[Content]:
        """What belongs in each of several gaps, and what was typed instead."""
        if not self.question.slots:
            return super().judged(room, verdict)
        answers = self.question.card.answer.split("\n")
        typed = corrected(answers, verdict, "typed")
        return [each for sign, text in typed for each in row(sign, text, room)]


def _pieces(question: Question) -> Iterator[tuple[str, str | None]]:
    """The pieces of text of a prompt, each with the clue of the gap after it; `None`
    after the last one.

    A text that contains the mark of a gap more often than it has gaps is one piece.
    """
    card, prompt = question.card, question.prompt
    clues = [blank.type for blank in card.blanks] or [card.fields.type]
    runs = prompt.split(GAP)
    if len(runs) != len(clues) + 1:
        yield prompt, None
        return
    for number, run in enumerate(runs):
        text = run
        if number and (before := clues[number - 1]):
            text = text.removeprefix(f" ({before})")
        if number == len(clues):
            yield text, None
            return
        if card.blanks:
            text = text.removesuffix(f"({number + 1}) ")
        is_shown = runs[number + 1].startswith(f" ({clues[number]})")
        yield text, clues[number] if is_shown else ""
