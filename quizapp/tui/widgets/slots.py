"""Order and match: pieces are put into slots, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quizapp.cards.questions import KINDS, right_parts
from quizapp.model import Mark, Question
from quizapp.tui.widgets.prose import inline
from quizapp.tui.widgets.row_list import RowList

MARKS = {
    Mark.RIGHT: ("✓", "$text-success"),
    Mark.CLOSE: ("≈", "$text-warning"),
    Mark.WRONG: ("✗", "$text-error"),
    Mark.UNKNOWN: ("·", "$text-warning"),
}
HAND_IN = "All are in their place"
TAKE_BACK = "Take the last one back"


def filled(
    slots: Sequence[Content],
    said: Sequence[str],
    wanted: Sequence[str],
    parts: Sequence[Mark],
) -> Content:
    """A line a slot: its mark, what belongs there, and what was said instead."""
    lines: list[Content] = []
    parts = parts or [Mark.UNKNOWN] * len(slots)
    for slot, given, right, part in zip(slots, said, wanted, parts, strict=True):
        mark, style = MARKS[part]
        line = [
            Content.styled(f"{mark} ", f"bold {style}"),
            slot,
            inline(right, "bold"),
        ]
        if given and part is not Mark.RIGHT:
            line += [Content.styled("   you said ", "dim"), inline(given, style)]
        lines.append(Content.assemble(*line))
    return Content("\n").join(lines)


class Slots(Vertical):
    """A number, Enter or a click puts a piece into the marked slot; Backspace takes the
    last one back; when all are filled, Enter hands in."""

    OWN_KEYS = (
        ("1 – 9", "Place", "A piece into the marked slot"),
        ("↑ ↓ enter", "Place", "The highlighted piece; space does too"),
        ("backspace", "Take back", "The piece placed last"),
    )
    """Its own keys, for the help: key, label, what it does."""
    DEFAULT_CSS = """
    Slots { height: auto; }
    Slots Static { height: auto; }
    Slots OptionList { height: auto; max-height: 100%; }
    """

    @dataclass
    class Filled(Message):
        """The learner has handed in."""

        given: str
        """What is in each slot, one a line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._question: Question | None = None
        self._placed: list[str] = []
        self._is_done = False

    def compose(self) -> ComposeResult:
        """The slots above the pieces."""
        yield Static(id="slots")
        yield RowList(id="pieces")

    @property
    def _pieces(self) -> OptionList:
        return self.query_one("#pieces", OptionList)

    def ask(self, question: Question, given: str | None = None) -> None:
        """Offer the pieces of `question`, those `given` earlier in their slots."""
        self._question = question
        pieces = {choice.text for choice in question.choices}
        told = [each for each in (given or "").split("\n") if each]
        self._placed = told if pieces.issuperset(told) else []
        self._is_done = False
        self._pieces.display = True
        self._show()

    @property
    def draft(self) -> str:
        """What is in the slots, one a line; empty for none."""
        return "\n".join(self._padded) if self._question and self._placed else ""

    def take_focus(self) -> None:
        """Let the pieces have the focus."""
        self.screen.set_focus(self._pieces, scroll_visible=False)

    def tell(self, question: Question, parts: tuple[Mark, ...]) -> None:
        """Show which slots are right, and what belongs in the others."""
        self._is_done = True
        self._pieces.display = False
        lines = filled(
            [Content.assemble(*self._slot(slot)) for slot in question.slots],
            self._padded,
            right_parts(question),
            parts,
        )
        self.query_one("#slots", Static).update(lines)

    @property
    def _padded(self) -> list[str]:
        assert self._question
        missing = len(self._question.slots) - len(self._placed)
        return [*self._placed, *[""] * missing]

    def _slot(self, slot: str) -> list[Content | tuple[str, str]]:
        assert self._question
        arrow = KINDS[self._question.kind].arrow
        return [inline(slot), (f" {arrow} ", "dim") if arrow else (" ", "")]

    def _left(self) -> dict[str, str]:
        """The pieces that can still be placed, by number: each once, if there is one a
        slot. A piece keeps its number."""
        assert self._question
        pieces = [choice.text for choice in self._question.choices]
        told = {str(number): piece for number, piece in enumerate(pieces, start=1)}
        if len(pieces) < len(self._question.slots):
            return told
        return {n: piece for n, piece in told.items() if piece not in self._placed}

    @property
    def _is_full(self) -> bool:
        assert self._question
        return len(self._placed) == len(self._question.slots)

    def _show(self) -> None:
        assert self._question
        lines: list[Content] = []
        for place, (slot, said) in enumerate(
            zip(self._question.slots, self._padded, strict=True)
        ):
            is_next = place == len(self._placed)
            lines.append(
                Content.assemble(
                    ("▸ " if is_next else "  ", "bold $text-accent"),
                    *self._slot(slot),
                    inline(said) if said else ("·····", "dim"),
                )
            )
        self.query_one("#slots", Static).update(Content("\n").join(lines))
        rows = {} if self._is_full else self._left()
        options = [
            Option(
                Content.assemble((f"{number} ", "bold $text-accent"), inline(piece)),
                id=number,
            )
            for number, piece in rows.items()
        ]
        if self._is_full:
            options.append(Option(Content.styled(f"  {HAND_IN}", "bold"), id="in"))
        if self._placed:
            options.append(Option(Content.styled(f"  {TAKE_BACK}", "dim"), id="back"))
        pieces = self._pieces
        pieces.clear_options()
        pieces.add_options(options)
        pieces.highlighted = 0

    def on_key(self, event: events.Key) -> None:
        """A number places a piece, space the highlighted one; Backspace takes back."""
        if self._is_done or not self._question:
            return
        if event.key == "backspace":
            self._do("back")
        elif event.key == "space" and self._pieces.highlighted is not None:
            option = self._pieces.get_option_at_index(self._pieces.highlighted)
            self._do(option.id or "")
        elif event.character and event.character in "123456789":
            self._do(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._do(event.option.id or "")

    def _do(self, what: str) -> None:
        if self._is_done or not self._question:
            return
        if what == "in":
            self.post_message(self.Filled("\n".join(self._placed)))
            return
        if what == "back":
            self._placed = self._placed[:-1]
        elif not self._is_full and (left := self._left()) and what in left:
            self._placed.append(left[what])
            rest = self._left()
            if len(rest) == 1 and len(self._placed) + 1 == len(self._question.slots):
                self._placed += rest.values()  # there is only one way left
        self._show()
