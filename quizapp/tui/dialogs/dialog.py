"""Dialogs: a question, and a letter for each of its answers."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from quizapp.tui.keys.anywhere import CONFIRM, FOUND, LEAVE
from quizapp.tui.keys.verb import Verb, bindings
from quizapp.tui.widgets.key_line import KeyLine


def _answer(verb: Verb) -> str:
    return f"answer('{verb.action}')"


class Dialog(ModalScreen[str]):
    """Dismissed with the action of the verb that was chosen.

    Enter presses the button that has the focus: at first one that destroys nothing.
    """

    def __init__(self, text: str, **labels: str) -> None:
        """`labels` says of an answer, by its action, what it comes to here."""
        super().__init__()
        self._text = text
        self._labels = labels

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, with what they come to here."""
        told: dict[str, ActiveBinding] = {}
        for key, found in super().active_bindings.items():
            action = (found.binding.id or "").rpartition(".")[2]
            label = self._labels.get(action, found.binding.description)
            binding = replace(found.binding, description=label)
            told[key] = found._replace(binding=binding)
        return told

    def compose(self) -> ComposeResult:
        """What is asked, and a button for each answer, with its first key."""
        answers = {
            each.binding.id or "": each.binding
            for each in reversed(self.active_bindings.values())
            if each.binding.action.startswith("answer")
        }
        with Vertical(classes="dialog"):
            yield Static(self._text, markup=False)
            with Horizontal(id="confirm-buttons"):
                for id_, binding in reversed(answers.items()):
                    key = self.app.get_key_display(binding)
                    yield Button(
                        Content.assemble((key, "bold"), f" {binding.description}"),
                        id=id_.rpartition(".")[2],
                        compact=True,
                    )
        yield KeyLine()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id or "")

    def action_answer(self, action: str) -> None:
        """Give an answer, once."""
        if self.is_current:
            self.dismiss(action)


async def confirm(app: App[None], text: str, yes: str) -> bool:
    """Ask before something is done that is not easily undone; Enter means no."""
    return await app.push_screen_wait(ConfirmScreen(text, yes=yes)) == "yes"


class ConfirmScreen(Dialog):
    """Yes or no."""

    BINDINGS = bindings(CONFIRM, _answer)
    AUTO_FOCUS = "#no"


class LeaveScreen(Dialog):
    """What becomes of a text that is not saved: save it, discard it, keep editing."""

    BINDINGS = bindings(LEAVE, _answer)
    AUTO_FOCUS = "#save"


class FoundScreen(Dialog):
    """What becomes of a text that an earlier run left unsaved."""

    BINDINGS = bindings(FOUND, _answer)
    AUTO_FOCUS = "#edit"
