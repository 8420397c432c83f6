"""Choose and true/false: choices by number, by their first letters, or by a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from quizapp.model import Question, Verdict
from quizapp.tui.draw import BLANK, line
from quizapp.tui.kinds.form import (
    Keys,
    PickForm,
    Room,
    enter_button,
    indented,
    row,
)
from quizapp.tui.widgets.prose import inline


class ChooseForm(PickForm):
    """One choice is the answer: press its number, or Enter on the highlighted row.
    Where several are right, both tick it, and Enter then hands in what is ticked."""

    own_keys: ClassVar[Keys] = (
        ("1 – 9", "Choose", "Pick the choice with this number"),
        ("a – z", "Find", "Highlight the choice that begins with it; Enter picks it"),
        ("↑ ↓", "Move", "To the choice above or below"),
        ("space", "Tick", "Where several are right: tick the highlighted choice"),
    )

    def __init__(self, question: Question, given: str | None = None) -> None:
        super().__init__(question, given)
        earlier = (given or "").split("\n")
        self._ticked = [n for n, text in enumerate(self._texts) if text in earlier]
        if not question.wants_several:
            self._at = min(self._ticked, default=None)

    @property
    def _usable(self) -> Sequence[int]:
        struck = self.question.struck
        return [n for n, text in enumerate(self._texts) if text not in struck]

    @property
    def draft(self) -> str:
        """The ticked choices, if several are right."""
        return self._chosen if self.question.wants_several else ""

    @property
    def _chosen(self) -> str:
        return "\n".join(self._texts[n] for n in sorted(self._ticked))

    @property
    def enter_label(self) -> str:
        """What Enter does: tick the current choice, or answer."""
        if not self.question.wants_several:
            return "" if self._at is None else "Answer"
        if self.unclear:
            return ""
        if self._is_ticking:
            return "Tick"
        return "Answer" if self._ticked else ""

    @property
    def _is_ticking(self) -> bool:
        """Whether Enter ticks the current choice: it was found by its letters, or
        nothing is ticked yet."""
        if self._at is None or self._at in self._ticked:
            return False
        return bool(self._ahead.run) or not self._ticked

    def key(self, name: str, character: str | None) -> bool:
        """A number, an arrow, a letter; space ticks where several are right."""
        if name == "space" and self.question.wants_several and not self._ahead.run:
            if self._at is not None:
                self.pick(self._at)
        else:
            return super().key(name, character)
        return True

    def pick(self, index: int) -> None:
        """Take the choice; where several are right, tick it or untick it."""
        if index not in self._usable:
            return
        self._ahead.run = ""
        if not self.question.wants_several:
            self._at = index
            self.given = self._texts[index]
        elif index in self._ticked:
            self._ticked.remove(index)
        else:
            self._ticked.append(index)

    def take_back(self) -> bool:
        """Take back the letters typed, or the last tick."""
        if super().take_back():
            return True
        has_ticks = self.question.wants_several and bool(self._ticked)
        if has_ticks:
            self._ticked.pop()
        return has_ticks

    def confirm(self) -> None:
        """Take the current choice, or hand in what is ticked."""
        if self.question.wants_several and self.enter_label == "Answer":
            self.given = self._chosen
        elif self._at is not None:
            self.pick(self._at)

    def instruction(self, room: Room) -> str:
        """How to answer: by numbers, or by letters."""
        count = min(9, len(self._texts))
        if self.question.wants_several:
            if room.is_narrow:
                return "Press the right ones, then Enter."
            return "Press the number of each right answer, then Enter."
        if any(text[:1].isdigit() for text in self._texts):
            return f"Press 1–{count}."  # the digits of an answer are never typed
        if room.is_narrow:
            return f"Press 1–{count} or the first letters."
        return f"Press 1–{count}. Or type the first letters, then Enter."

    def lines(self, room: Room) -> list[Content]:
        """A row for each choice, and the button where several are right."""
        several = self.question.wants_several
        lines = []
        if several and not room.is_short:
            lines += [*indented(line(("Choose all that apply", "$quiet")), room), BLANK]
        self.current_row = None
        for index, text in enumerate(self._texts):
            if index and room.is_tall:
                lines.append(BLANK)
            if index == self._at:
                self.current_row = len(lines)
            lines += self._row(index, text, room)
        if several and self.enter_label == "Answer":
            lines += [] if room.is_short else [BLANK]
            lines += enter_button(room, "Answer")
        return lines

    def _row(self, index: int, text: str, room: Room) -> list[Content]:
        number = line((str(index + 1), "bold"))
        if text in self.question.struck:
            struck = inline(text, "strike $quiet")
            return row(
                line(("–", "$quiet")), line(struck, ("   struck out", "$quiet")), room
            )
        box = ""
        if self.question.wants_several:
            box = "[x] " if index in self._ticked else "[ ] "
        earlier = not self.question.wants_several and index in self._ticked
        shown = line(box, inline(text), ("   your answer" if earlier else "", "$quiet"))
        is_current = index == self._at
        return row(number, shown, room, is_current=is_current, index=index)

    def judged(self, room: Room, verdict: Verdict) -> list[Content]:
        """Which choices were right or taken; the others too if there are rows to
        spare."""
        chosen = set(verdict.given.split("\n"))
        wants_several = self.question.wants_several
        lines: list[Content] = []
        for choice in self.question.choices:
            is_taken = choice.text in chosen
            sign, style, remark = " ", "$quiet", ""
            if choice.right and wants_several and not is_taken:
                sign, style, remark = "○", "bold $close", "   missed"
            elif choice.right:
                sign, style = "✓", "bold $right"
            elif is_taken:
                sign, style = "✗", "$wrong"
            if is_taken:
                remark = "   your answer"
            if room.is_short and sign == " ":
                continue
            if lines and room.is_tall:
                lines.append(BLANK)
            text = line(inline(choice.text, style), (remark, "$quiet"))
            lines += row(line((sign, style)), text, room)
        return lines

    @property
    def stands_above(self) -> bool:
        """Whether several choices are right: the verdict names a single one."""
        return self.question.wants_several


class TrueFalseForm(ChooseForm):
    """A statement that is true or false."""

    own_keys: ClassVar[Keys] = (
        ("1 t", "True", "The statement is true"),
        ("2 f", "False", "It is false; after a letter press Enter"),
    )

    def instruction(self, room: Room) -> str:
        """How to answer: with a number, or a letter."""
        if room.is_narrow:
            return "Press 1 or 2."
        return "Press 1 or 2. Or type t or f, then Enter."

    def right_answer(self, verdict: Verdict) -> Content:
        """Whether it is true; for a false statement, what it should say."""
        truth, _, should = verdict.answer.partition(": ")
        if should:
            said = inline(should, "bold")
            return line("Answer: ", (truth, "bold"), ". It should be: ", said)
        return line("Answer: ", (truth.capitalize(), "bold"))
