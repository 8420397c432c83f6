"""The way through the cards: the table, one card, what is done to many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from quizapp.tui.rounds import QuizRounds
from quizapp.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from quizapp.browse import Acts, Rows
    from quizapp.tui.screens.browse import BrowseScreen


class CardBrowser(QuizRounds):
    """Goes from the table to a card and back."""

    @on(HomeScreen.Browse)
    def browse(self) -> None:
        """All cards, in a screen of their own."""
        if not self._shelf:
            return
        from quizapp.browse import Acts
        from quizapp.tui.screens.browse import BrowseScreen

        self._acts = Acts(self._shelf, self._desk.clock)
        self.push_screen(BrowseScreen(self._rows(), self._acts, self._rows))

    _acts: Acts

    def _rows(self) -> Rows:
        from quizapp.browse import Rows

        assert self._shelf
        return Rows(self._shelf, self._shelf.moment(self._desk.clock()))

    def on_browse_screen_wants(self, event: BrowseScreen.Wants) -> None:
        """Another screen is wanted of some cards."""
        match event.what:
            case "detail":
                self._show_card(event.keys[0])
            case "edit":
                self.edit_card(event.keys[0])
            case "tag":
                self._ask_for_tag(event.keys)
            case "reset":
                self._ask_for_reset(event.keys)
            case "study":
                self.study_cards(event.keys)
            case _:
                self._go_home()

    def _show_card(self, key: str) -> None:
        from quizapp.tui.screens.card import About, CardScreen

        shelf = self._shelf
        found = shelf.find(key) if shelf else None
        if not shelf or not found:
            return
        name, card = found
        deck = shelf.deck(name)
        self.push_screen(
            CardScreen(
                About(
                    key,
                    card,
                    deck.title,
                    deck.path,
                    shelf.store.memories.get(key),
                    key in shelf.store.suspended,
                    shelf.store.tags.get(key, ()),
                    shelf.store.history(key),
                    shelf.moment(self._desk.clock()),
                )
            )
        )

    def _ask_for_tag(self, keys: Sequence[str]) -> None:
        from quizapp.text import plural
        from quizapp.tui.screens.ask import AskScreen
        from quizapp.tui.screens.browse import BrowseScreen

        def answered(text: str | None) -> None:
            if text and isinstance(self.screen, BrowseScreen):
                self.screen.act(self._acts.tag, keys, text)

        told = f"A tag for {plural(len(keys), 'card')}; with a - before it, off."
        self.push_screen(AskScreen(told, "verbs"), answered)

    def _ask_for_reset(self, keys: Sequence[str]) -> None:
        from quizapp.text import plural
        from quizapp.tui.screens.browse import BrowseScreen
        from quizapp.tui.screens.confirm import ConfirmScreen

        def answered(is_sure: bool | None) -> None:
            if is_sure and isinstance(self.screen, BrowseScreen):
                self.screen.act(self._acts.reset, keys)

        told = f"Forget what is known of {plural(len(keys), 'card')}? u takes it back."
        self.push_screen(ConfirmScreen(told), answered)

    def edit_card(self, key: str) -> None:
        """Edit one card in its deck."""

    def study_cards(self, keys: Sequence[str]) -> None:
        """A sitting over these cards."""
