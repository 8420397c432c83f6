"""The way through the cards: the table, one card, what is done to many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on

from quizapp.errors import QuizappError, UsageError
from quizapp.tui.rounds import QuizRounds
from quizapp.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from quizapp.tui.screens.browse import BrowseScreen


class CardBrowser(QuizRounds):
    """Goes from the table to a card and back; resets and removes decks."""

    @on(HomeScreen.Browse)
    def browse(self) -> None:
        """All cards, in a screen of their own."""
        if not self._workspace:
            return
        from quizapp.tui.screens.browse import BrowseScreen

        self.push_screen(BrowseScreen(self._workspace))

    @on(HomeScreen.Reset)
    def _ask_to_reset_deck(self, event: HomeScreen.Reset) -> None:
        """Make all cards of a deck new again, once that is confirmed."""
        workspace = self._workspace
        if not workspace:
            return
        from quizapp.study.workspace.steps import reset_deck

        title = workspace.deck(event.name).title

        def reset() -> None:
            self._tell(workspace.do(reset_deck(workspace, event.name)))

        self._confirm(
            f"Make all cards of “{title}” new again? u undoes it until you quit.",
            "Reset",
            reset,
        )

    @on(HomeScreen.Remove)
    def _ask_to_remove_deck(self, event: HomeScreen.Remove) -> None:
        """Move a deck of the user's own to the trash, once that is confirmed."""
        workspace = self._workspace
        if not workspace:
            return
        from quizapp.decks.library.trash import own_deck, put_back, remove_deck

        try:
            file = own_deck(event.name, workspace.files.values())
        except UsageError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
            return

        def remove() -> None:
            place = remove_deck(file, self._desk.paths.trash)

            def put_it_back() -> str:
                put_back(place, file.path)
                return f"«{event.name}» is back."

            workspace.did(event.name, put_it_back)
            self._tell(f"Removed; u brings it back. The file is kept at {place}")

        self._confirm(
            f"Remove “{event.name}”? Its file goes to the trash, and what you know of "
            "its cards is kept. u undoes it until you quit.",
            "Remove",
            remove,
        )

    @on(HomeScreen.Undo)
    def _undo_at_home(self) -> None:
        """Take back what was done at home last."""
        workspace = self._workspace
        if not workspace:
            return
        name = workspace.undoes
        self.clear_notifications()
        self._try(lambda: self._tell(workspace.undo()))
        self.call_after_refresh(self.ask_unclear)
        if name:
            self.call_later(self._point_at, name)

    def _confirm(self, text: str, yes: str, do: Callable[[], None]) -> None:
        from quizapp.tui.screens.confirm import ConfirmScreen

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._try(do)

        self.push_screen(ConfirmScreen(text, yes=yes), answered)

    def _try(self, do: Callable[[], None]) -> None:
        """Do something that may be refused; then home shows what is so now."""
        try:
            do()
        except QuizappError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
        self.call_later(self.look_now, is_said=True)
        self.call_later(self._count_at_home)

    def _count_at_home(self) -> None:
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.count()

    def _point_at(self, name: str) -> None:
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.point_at(name)

    def _tell(self, text: str) -> None:
        self.notify(text, timeout=8, markup=False)

    def on_browse_screen_wants(self, event: BrowseScreen.Wants) -> None:
        """Another screen is wanted of some cards."""
        match event.what:
            case "detail":
                self._show_card(event.keys[0])
            case "tag":
                self._ask_for_tag(event.keys)
            case "reset":
                self._ask_for_reset(event.keys)
            case "home":
                self._go_home()

    def _show_card(self, key: str) -> None:
        from quizapp.tui.screens.card import About, CardScreen

        workspace = self._workspace
        found = workspace.find(key) if workspace else None
        if not workspace or not found:
            return
        name, card = found
        deck = workspace.deck(name)
        self.push_screen(
            CardScreen(
                About(
                    key,
                    card,
                    deck.title,
                    deck.path,
                    workspace.memories.get(key),
                    key in workspace.suspended,
                    workspace.tags.get(key, ()),
                    workspace.history(key),
                    workspace.now(),
                )
            )
        )

    def _ask_for_tag(self, keys: Sequence[str]) -> None:
        from quizapp.text import plural
        from quizapp.tui.screens.ask import AskScreen
        from quizapp.tui.screens.browse import BrowseScreen

        def answered(text: str | None) -> None:
            if text and isinstance(self.screen, BrowseScreen):
                self.screen.tag(keys, text)

        told = f"A tag for {plural(len(keys), 'card')}; with a - before it, off."
        self.push_screen(AskScreen(told, "verbs"), answered)

    def _ask_for_reset(self, keys: Sequence[str]) -> None:
        from quizapp.text import plural
        from quizapp.tui.screens.browse import BrowseScreen
        from quizapp.tui.screens.confirm import ConfirmScreen

        def answered(answer: str | None) -> None:
            if answer == "yes" and isinstance(self.screen, BrowseScreen):
                self.screen.reset(keys)

        told = f"Make {plural(len(keys), 'card')} new again? u undoes it."
        self.push_screen(ConfirmScreen(told, yes="Reset"), answered)
