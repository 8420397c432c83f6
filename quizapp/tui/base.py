"""What all screens have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from textual.screen import ModalScreen

from quizapp.tui.textual_private import SteadyScreen

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.tui.app import QuizApp

Result = TypeVar("Result")


class DeckName(NamedTuple):
    """A deck as the first paint shows it, before its file is read."""

    name: str
    title: str


class BaseScreen(SteadyScreen[Result], Generic[Result]):
    """The base of every screen."""

    AUTO_FOCUS = ""
    if TYPE_CHECKING:
        app: QuizApp

    awaits_answer = False
    """Whether typed letters belong to an answer, and none is a command."""

    async def take_key(
        self,
        name: str,  # noqa: ARG002 - for screens that ask
        character: str | None,  # noqa: ARG002
    ) -> bool:
        """Take a key as part of the answer; return whether it is one."""
        return False

    @property
    def in_colour(self) -> bool:
        """Whether there are colours."""
        return not (self.app.no_color or self.app.native_ansi_color)

    @property
    def button_style(self) -> str:
        """The style of the one button that Enter presses."""
        bare = self.app.no_color and self.app.native_ansi_color
        return "bold reverse" if bare else "bold $on-fill on $fill"

    _was_shown = False

    def on_screen_resume(self) -> None:
        """Notice when the screen on top of this one has closed."""
        if self._was_shown:
            self.come_back()
        self._was_shown = True

    def come_back(self) -> None:
        """Show what has changed while another screen was on top."""

    async def may_close(self) -> bool:
        """Ask first about what would be lost; return whether it may be."""
        return True

    async def action_help(self) -> None:
        """List the keys, where F1 alone can be pressed for them."""
        await self.run_action("app.help")

    async def reread(self, changes: Changes) -> None:
        """Show the cards as they are after an edit of a deck."""


class BaseModal(ModalScreen[Result], BaseScreen[Result], Generic[Result]):
    """The base of what asks or shows something on top of a screen.

    `ModalScreen` is the first base, because Textual's styles follow the first ones.
    """
