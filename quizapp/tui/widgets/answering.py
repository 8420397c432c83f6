"""The ways to answer, of which the question's own is shown."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static

from quizapp.cards.questions import KINDS
from quizapp.model import Question, Verdict
from quizapp.text import visible
from quizapp.tui.widgets.blanks import Blanks
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.slots import Slots


def show(widget: Widget, is_shown: bool) -> None:
    """Show a widget, or hide it, if it is not so already: each change is a layout."""
    if widget.display is not is_shown:
        widget.display = is_shown


class Answering(Vertical):
    """Choices, slots, blanks, a line to type in, or a button that turns the card."""

    DEFAULT_CSS = """
    Answering { height: auto; }
    Answering > #problem { padding: 0 1; color: $text-warning; }
    """

    @dataclass
    class Given(Message):
        """The learner has answered."""

        given: str | None
        """`None` is «I don't know»."""

    def compose(self) -> ComposeResult:
        """Each way; `ask` shows one."""
        yield Choices(id="choices")
        yield Slots(id="fill")
        yield Blanks(id="blanks")
        yield Input(id="typed", select_on_focus=False)
        yield Button("Show the answer", id="show")
        yield Static(id="problem", markup=False)

    async def ask(self, question: Question, given: str | None = None) -> bool:
        """Show the way in which `question` is answered, with what was `given` earlier;
        whether it takes the focus: at once, as the answer may be typed already."""
        choices, typed = self.query_one(Choices), self.query_one("#typed", Input)
        slots, blanks = self.query_one(Slots), self.query_one(Blanks)
        shown: Widget = self.query_one("#show")
        if question.choices:
            shown = slots if question.slots else choices
        elif KINDS[question.kind].is_typed:
            shown = blanks if question.slots else typed
        for each in self.children:
            show(each, each is shown)
        if shown.disabled:
            shown.disabled = False
        if shown is choices:
            choices.ask(question, given)
            self.screen.set_focus(choices, scroll_visible=False)
        elif shown is slots:
            slots.ask(question, given)
            slots.take_focus()
        elif shown is blanks:
            await blanks.ask(question, given)
            blanks.take_focus()
        elif shown is typed:
            typed.value = given or ""
            typed.cursor_position = len(typed.value)
            typed.placeholder = "Type the answer; Enter on nothing: I don't know"
            self.screen.set_focus(typed, scroll_visible=False)
        return shown.id != "show"

    @property
    def draft(self) -> str:
        """What stands there and was not handed in."""
        for each in self.children:
            if each.display and not each.disabled:
                match each:
                    case Input():
                        told = visible(each.value)
                    case Blanks() | Slots() | Choices():
                        told = each.draft
                    case _:
                        told = ""
                return told if told.strip() else ""
        return ""

    def strike(self, question: Question) -> None:
        """Show the choices that a hint has struck out."""
        if question.struck:
            self.query_one(Choices).strike(question.struck)

    def refuse(self, problem: str) -> None:
        """Keep what was given in place, and say what can be an answer instead."""
        line = self.query_one("#problem", Static)
        line.update(problem)
        show(line, True)
        line.call_after_refresh(line.scroll_visible, animate=False)

    def hold(self) -> None:
        """Take no other answer while the learner says how sure this one is."""
        show(self.query_one("#problem"), False)
        for each in self.children:
            if each.display:
                each.disabled = True

    async def tell(self, question: Question, verdict: Verdict) -> None:
        """Show what of the answer was right, and take no other."""
        if question.choices and question.slots:
            self.query_one(Slots).tell(question, verdict.parts)
        elif question.choices:
            self.query_one(Choices).tell(verdict.given)
        elif question.slots:
            await self.query_one(Blanks).tell(question, verdict.parts)
        self.hold()
        show(self.query_one("#show"), False)

    @on(Input.Changed)
    @on(OptionList.OptionHighlighted)
    def _used(self, event: Input.Changed | OptionList.OptionHighlighted) -> None:
        """Come into view, below a long card, when the learner begins to answer."""
        is_begun = (
            bool(event.value)
            if isinstance(event, Input.Changed)
            else bool(event.option_index)
        )
        if is_begun:
            event.control.scroll_visible(animate=False)

    @on(Choices.Chosen)
    def _chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        self.post_message(self.Given(event.given))

    @on(Slots.Filled)
    def _placed(self, event: Slots.Filled) -> None:
        event.stop()
        self.post_message(self.Given(event.given))

    @on(Blanks.Filled)
    def _filled(self, event: Blanks.Filled) -> None:
        event.stop()
        self.post_message(self.Given(event.given if event.given.strip() else None))

    @on(Input.Submitted, "#typed")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        given = visible(event.value)
        self.post_message(self.Given(given if given.strip() else None))

    @on(Button.Pressed, "#show")
    def _shown(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Given(""))
