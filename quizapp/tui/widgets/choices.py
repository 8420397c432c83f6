"""The options of a choice question."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quizapp.model import Question
from quizapp.tui.widgets.prose import inline
from quizapp.tui.widgets.row_list import RowList


class Choices(RowList):
    """Takes a choice by its number, by arrows and Enter, or by a click.

    Where several are wanted each of these ticks one, and a last row hands them in; a
    number leaves the highlight there, so that Enter is next.
    """

    OWN_KEYS = (
        ("1 – 9", "Choose", "A choice by its number"),
        ("↑ ↓ enter", "Choose", "The highlighted choice; space does too"),
    )
    """Its own keys, for the help: key, label, what it does."""
    DEFAULT_CSS = """
    Choices { height: auto; max-height: 100%; }
    """

    @dataclass
    class Chosen(Message):
        """The learner has chosen."""

        given: str
        """The chosen texts, one a line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._question: Question | None = None
        self._ticked: set[int] = set()
        self._is_done = False
        self._struck: frozenset[str] = frozenset()

    def ask(self, question: Question, given: str | None = None) -> None:
        """Offer the choices of `question`, those `given` earlier ticked."""
        self._question = question
        told = given.split("\n") if given else []
        self._ticked = {
            index
            for index, choice in enumerate(question.choices)
            if choice.text in told
        }
        self._is_done = False
        self._struck = question.struck
        self.clear_options()
        options = [Option(self._content(i)) for i in range(len(question.choices))]
        if question.wants_several:
            options.append(Option(Content.styled("  These are all", "bold")))
        self.add_options(options)
        # Nothing is highlighted at first: Enter behind a typed answer chooses nothing.
        self.highlighted = min(self._ticked, default=None)

    @property
    def draft(self) -> str:
        """The ticked choices, where several are wanted."""
        question = self._question
        if not question or not question.wants_several:
            return ""
        return "\n".join(question.choices[index].text for index in sorted(self._ticked))

    def strike(self, struck: frozenset[str]) -> None:
        """Strike these out: they can be chosen no more."""
        assert self._question
        self._struck = struck
        for index in range(len(self._question.choices)):
            self.replace_option_prompt_at_index(index, self._content(index))

    def tell(self, given: str) -> None:
        """Show which were right, and which of the `given` were not."""
        assert self._question
        chosen = set(given.split("\n"))
        self._is_done = True
        several = self._question.wants_several
        for index, choice in enumerate(self._question.choices):
            missed = several and choice.right and choice.text not in chosen
            if missed:
                mark, style = "○", "bold $text-warning"
            elif choice.right:
                mark, style = "✓", "bold $text-success"
            elif choice.text in chosen:
                mark, style = "✗", "$text-error"
            else:
                mark, style = " ", "dim"
            content = Content.assemble(
                (f"{mark} ", style),
                inline(choice.text, style),
                ("   missed" if missed else "", "dim"),
            )
            self.replace_option_prompt_at_index(index, content)
        if several:
            self.remove_option_at_index(len(self._question.choices))
        self.highlighted = None

    def _content(self, index: int) -> Content:
        assert self._question
        choice = self._question.choices[index]
        box = ""
        if self._question.wants_several:
            box = "☑ " if index in self._ticked else "☐ "
        elif self._ticked:
            box = "● " if index in self._ticked else "  "
        style = "strike dim" if choice.text in self._struck else ""
        return Content.assemble(
            (f"{index + 1} ", "bold $text-accent"), box, inline(choice.text, style)
        )

    def on_key(self, event: events.Key) -> None:
        """A number names a choice; space ticks the highlighted one."""
        assert self._question
        if self._is_done:
            return
        if event.character and event.character in "123456789":
            index = int(event.character) - 1
        elif event.key == "space" and self.highlighted is not None:
            index = self.highlighted
        else:
            return
        if index < len(self._question.choices):
            event.stop()
            event.prevent_default()
            self._take(index)
            if self._question.wants_several and event.key != "space":
                self.highlighted = len(self._question.choices)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        event.stop()
        if not self._is_done:
            self._take(event.option_index)

    def _take(self, index: int) -> None:
        assert self._question
        choices = self._question.choices
        if index < len(choices) and choices[index].text in self._struck:
            return
        if not self._question.wants_several:
            self._hand_in({index})
        elif index == len(self._question.choices):
            self._hand_in(self._ticked)
        else:
            self._ticked ^= {index}
            self.replace_option_prompt_at_index(index, self._content(index))

    def _hand_in(self, chosen: set[int]) -> None:
        assert self._question
        texts = [self._question.choices[index].text for index in sorted(chosen)]
        self.post_message(self.Chosen("\n".join(texts)))
