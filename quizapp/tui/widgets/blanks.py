"""A cloze asked all at once: a line to type in for each blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static

from quizapp.model import Mark, Question
from quizapp.text import visible
from quizapp.tui.widgets.slots import filled


class Blanks(Vertical):
    """Enter goes to the next blank; on the last one it hands in."""

    OWN_KEYS = (
        ("enter ↓", "Next blank", "On the last one, enter hands in"),
        ("↑", "Blank above", ""),
    )
    """Its own keys, for the help: key, label, what it does."""
    DEFAULT_CSS = """
    Blanks { height: auto; }
    Blanks Horizontal { height: 1; }
    Blanks Label { width: auto; padding-right: 1; }
    Blanks Input { width: 1fr; }
    """

    @dataclass
    class Filled(Message):
        """The learner has handed in."""

        given: str
        """What is in each blank, one a line."""

    async def ask(self, question: Question, given: str | None = None) -> None:
        """One line for each blank of `question`, with what was `given` earlier."""
        count = len(question.slots)
        told = [*(given or "").split("\n"), *[""] * count][:count]
        await self.remove_children()
        await self.mount_all(
            Horizontal(
                Label(f"({number})", markup=False),
                Input(said, placeholder=hint, compact=True, classes="blank"),
            )
            for number, (hint, said) in enumerate(
                zip(question.slots, told, strict=True), start=1
            )
        )

    @property
    def draft(self) -> str:
        """What is in the blanks now, one a line."""
        return "\n".join(visible(blank.value) for blank in self.query(Input))

    def take_focus(self) -> None:
        """Let the first blank have the focus."""
        self.screen.set_focus(self.query(Input).first(), scroll_visible=False)

    async def tell(self, question: Question, parts: Sequence[Mark]) -> None:
        """Show which blanks are right, and what belongs in the others."""
        said = [each.value for each in self.query(Input)]
        slots = [Content(f"({number}) ") for number in range(1, len(said) + 1)]
        wanted = question.card.answer.split("\n")
        await self.remove_children()
        await self.mount(Static(filled(slots, said, wanted, parts)))

    def on_key(self, event: events.Key) -> None:
        """Up and down go between the blanks."""
        if event.key not in ("up", "down"):
            return
        blanks = list(self.query(Input))
        at = next((i for i, each in enumerate(blanks) if each.has_focus), 0)
        at += 1 if event.key == "down" else -1
        if 0 <= at < len(blanks):
            blanks[at].focus()
        event.stop()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        blanks = list(self.query(Input))
        after = blanks.index(event.input) + 1
        if after < len(blanks):
            blanks[after].focus()
        else:
            self.post_message(self.Filled(self.draft))
