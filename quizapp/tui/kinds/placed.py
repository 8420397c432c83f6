"""Order and match: pieces are put into places, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizapp.cards.questions import KINDS, right_parts
from quizapp.model import Question, Verdict
from quizapp.tui.draw import BLANK, line
from quizapp.tui.kinds.form import (
    PickForm,
    Room,
    corrected,
    enter_button,
    indented,
    row,
)
from quizapp.tui.widgets.prose import inline

LINE = 24
"""Cells of the line that stands for an empty place."""


class PlacedForm(PickForm):
    """A number, Enter on the current row or a click puts a piece into the next place;
    Backspace takes the last one back; when all are placed, Enter hands in."""

    own_keys = (
        ("1 – 9", "Place", "Place the piece with this number next"),
        ("a – z", "Find", "Highlight the piece that begins with it; Enter places it"),
        ("↑ ↓", "Move", "To the piece above or below"),
        ("backspace", "Take back", "Take back the piece placed last"),
    )
    noun = "piece"
    next_question = "What comes next?"

    def __init__(self, question: Question, given: str | None = None) -> None:
        super().__init__(question, given)
        earlier = [each for each in (given or "").split("\n") if each]
        is_ours = set(self._texts).issuperset(earlier)
        self._placed = earlier[: len(question.slots)] if is_ours else []

    @property
    def draft(self) -> str:
        """What is in the places, a line each; empty if nothing is."""
        missing = len(self.question.slots) - len(self._placed)
        return "\n".join([*self._placed, *[""] * missing]) if self._placed else ""

    @property
    def _usable(self) -> Sequence[int]:
        """The pieces that can still be placed; each once, if there are enough. A piece
        keeps its number."""
        if len(self._texts) < len(self.question.slots):
            return range(len(self._texts))
        return [n for n, text in enumerate(self._texts) if text not in self._placed]

    @property
    def _is_full(self) -> bool:
        return len(self._placed) >= len(self.question.slots)

    @property
    def enter_label(self) -> str:
        """What Enter does: place the current piece, or hand in the answer."""
        if self._is_full:
            return "Answer"
        return "" if self._at is None else "Place"

    def key(self, name: str, character: str | None) -> bool:
        """A number, an arrow, a letter, Backspace."""
        if name == "backspace" and self.take_back():
            pass
        elif self._is_full:
            return bool(character and character.isalnum())
        elif name == "space" and self._at is not None and not self._ahead.run:
            self.pick(self._at)
        else:
            return super().key(name, character)
        return True

    def take_back(self) -> bool:
        """Take back the letters typed, or the piece placed last."""
        if super().take_back():
            return True
        has_placed = bool(self._placed)
        if has_placed:
            self._placed = self._placed[:-1]
            self._at = None
        return has_placed

    def pick(self, index: int) -> None:
        """Place a piece; where only one way is left, the rest as well."""
        if self._is_full or index not in self._usable:
            return
        self._placed = [*self._placed, self._texts[index]]
        self._at, self._ahead.run = None, ""
        rest = self._usable
        if len(rest) == 1 and len(self._placed) + 1 == len(self.question.slots):
            self._placed = [*self._placed, self._texts[rest[0]]]

    def confirm(self) -> None:
        """Hand in, or place the current piece."""
        if self._is_full:
            self.given = "\n".join(self._placed)
        elif self._at is not None:
            self.pick(self._at)

    def instruction(self, room: Room) -> str:
        """How to place a piece; empty once all are placed."""
        if self._is_full:
            return ""
        text = "Press its number."
        if self._placed and not room.is_narrow:
            text += " Backspace takes the last one back."
        return text

    def lines(self, room: Room) -> list[Content]:
        """The places, then what is left; the button once all are placed."""
        slots, done = self.question.slots, len(self._placed)
        lines: list[Content] = []
        for place, slot in enumerate(slots):
            if place < done:
                piece = inline(self._placed[place])
            elif room.is_short and place > done:
                continue
            else:
                piece = line(("┄" * min(LINE, room.text_width // 2), "$rule"))
            lines += self._place(slot, BLANK, piece, room)
        gap = [] if room.is_short else [BLANK]
        if self._is_full:
            remark = "Backspace takes the last one back"
            return [*lines, *gap, *enter_button(room, "Answer", remark)]
        lines += [*gap, *indented(self._next_question, room)]
        self.current_row = None
        for index in self._usable:
            is_current = index == self._at
            if is_current:
                self.current_row = len(lines)
            text = inline(self._texts[index])
            number = line((str(index + 1), "bold"))
            lines += row(number, text, room, is_current=is_current, index=index)
        return lines

    @property
    def _next_question(self) -> Content:
        return line((self.next_question, "bold"))

    def _place(
        self, slot: str, sign: Content, piece: Content, room: Room
    ) -> list[Content]:
        """A place with what is in it: its number, or what it belongs with."""
        arrow = KINDS[self.question.kind].arrow
        if not arrow:
            return row(sign or line((slot.rstrip("."), "$quiet")), piece, room)
        width = max(inline(each).cell_length for each in self.question.slots)
        left = inline(slot)
        if width <= room.text_width // 3:
            left = left.pad_right(width - left.cell_length)
        text = line(left, (f"  {arrow}  ", "$quiet"), piece)
        return row(sign, text, room) if sign else indented(text, room)

    def judged(self, room: Room, verdict: Verdict) -> list[Content]:
        """What belongs in each place, and what was put there instead."""
        placed = corrected(right_parts(self.question), verdict, "put")
        return [
            each
            for slot, (sign, piece) in zip(self.question.slots, placed, strict=False)
            for each in self._place(slot, sign, piece, room)
        ]


class MatchForm(PlacedForm):
    """Each left side gets what belongs with it."""

    @property
    def _next_question(self) -> Content:
        slot = self.question.slots[len(self._placed)]
        return line(("What belongs with ", "bold"), inline(slot, "bold"), ("?", "bold"))
