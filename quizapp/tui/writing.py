"""The ways to write: a new deck, a deck, the card at hand, one more card."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import SuspendNotSupported

from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.errors import QuizappError, UsageError
from quizapp.formats import Holds, holds
from quizapp.tui.browsing import CardBrowser
from quizapp.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from quizapp.decks.editing.draft import Draft
    from quizapp.model import Card
    from quizapp.tui.desk import Desk
    from quizapp.tui.screens.browse import BrowseScreen
    from quizapp.tui.screens.card import CardScreen
    from quizapp.tui.screens.confirm import Dialog
    from quizapp.tui.screens.editor import EditorScreen
    from quizapp.tui.screens.quick_add import QuickAddScreen
    from quizapp.tui.screens.study import StudyScreen


class DeckWriting(CardBrowser):
    """Goes to what writes decks, and back with what was written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._last_deck = ""
        """Where the latest card was added."""

    @on(HomeScreen.Write)
    def _write(self) -> None:
        """A new deck; it begins with something to look at."""
        from quizapp.decks.editing.draft import NEW_DECK_TEXT, Draft

        self._edit(Draft(None), text=NEW_DECK_TEXT)

    @on(HomeScreen.Edit)
    def _wants_to_edit(self, event: HomeScreen.Edit) -> None:
        if self._workspace:
            self._open(self._workspace.files[event.name], None)

    def on_browse_screen_wants(self, event: BrowseScreen.Wants) -> None:
        """The card under the cursor, where it stands in its deck."""
        if event.what == "edit":
            self._open_card(event.keys[0])

    def on_card_screen_edit(self, event: CardScreen.Edit) -> None:
        """The card that is looked at; back from it to the cards."""
        self.pop_screen()
        self._open_card(event.key)

    def _open_card(self, key: str) -> None:
        if self._workspace and (found := self._workspace.find(key)):
            self._open(self._workspace.files[found[0]], found[1])

    async def on_study_screen_edit(self, event: StudyScreen.Edit) -> None:
        """The card at hand, where it stands in its deck."""
        sitting = event.sitting
        if self._workspace and sitting.question:
            card = self._workspace.find(sitting.question.card.key)
            file = self._workspace.files[sitting.deck]
            self._open(file, card[1] if card else sitting.question.card)

    @work
    async def _open(self, file: DeckFile, card: Card | None) -> None:
        """Edit a deck, or the lines of one card, here or in the learner's editor."""
        from quizapp.decks.editing.draft import copy_shipped, open_card, open_deck
        from quizapp.tui.screens.confirm import ConfirmScreen

        if file.origin is Origin.SHIPPED:
            answer = await self._ask(
                ConfirmScreen(
                    f"“{file.name}” comes with quizapp. Edit a copy of your own in its "
                    "place? Your progress stays.",
                    yes="Edit a copy",
                )
            )
            if answer != "yes":
                return
        own = self._desk.paths.decks
        try:
            if self._settings.editor:
                mine = copy_shipped(file, own)
                if mine is not file:
                    await self.look_now()
                await self._open_outside(mine, card)
            else:
                found = open_card(file, card, own) if card else open_deck(file, own)
                self._edit(found)
        except QuizappError as error:
            self._say_no(error)

    async def _open_outside(self, file: DeckFile, card: Card | None) -> None:
        """Edit a deck in the learner's own editor, at a card's line."""
        from quizapp.decks.editing.draft import (
            changed_keys_outside,
            open_card,
            open_deck,
        )
        from quizapp.decks.editing.external_editor import editor_command, run_editor
        from quizapp.decks.library.reader import complaints_of

        own = self._desk.paths.decks
        before = open_card(file, card, own) if card else open_deck(file, own)
        words = editor_command(
            self._settings.editor, file.path, before.first + 1, os.environ
        )
        failed: UsageError | None = None
        try:
            with self.suspend():
                try:
                    run_editor(words)
                except UsageError as error:  # or Textual leaves its screen for good
                    failed = error
        except SuspendNotSupported as error:
            raise UsageError("No other program can be run in this terminal.") from error
        after = open_deck(file, own)
        if after.data != before.data:
            await self.look_now(changed_keys_outside(before, after))
        if failed:
            raise failed
        for each in complaints_of(file.path)[:3]:
            self.notify(
                f"{file.path.name}:{each.line}:{each.column} {each.message}",
                severity="warning",
                timeout=12,
                markup=False,
            )

    def _edit(
        self, draft: Draft, *, text: str | None = None, kept: Path | None = None
    ) -> None:
        from quizapp.cards.lint import lint
        from quizapp.study.workspace.known import Known
        from quizapp.tui.screens.editor import EditorScreen

        assert self._workspace
        self.push_screen(
            EditorScreen(
                draft,
                self._desk.paths,
                Known.of(self._workspace),
                text=text,
                look=lint,
                kept=kept,
            )
        )

    def on_editor_screen_saved(self, event: EditorScreen.Saved) -> None:
        """A deck has another text."""
        from quizapp.decks.editing.draft import changed_keys

        self.call_later(self.look_now, changed_keys(event.before, event.after))
        if not event.before.is_there:  # a new deck is the one to go on with
            self.call_later(self._point_at, event.after.name)

    def on_editor_screen_left(self) -> None:
        """Back to where it was opened."""
        from quizapp.tui.screens.editor import EditorScreen

        if isinstance(self.screen, EditorScreen):  # it may have said so twice
            self.pop_screen()

    @work
    async def on_editor_screen_wants_to_leave(self) -> None:
        """Ask before something is lost."""
        from quizapp.tui.screens.confirm import LeaveScreen
        from quizapp.tui.screens.editor import EditorScreen

        editor = self.screen
        if not isinstance(editor, EditorScreen):
            return
        match await self._ask(LeaveScreen("What you wrote is not saved.")):
            case "save":
                editor.save_and_leave()
            case "discard":
                editor.give_up()

    def on_editor_screen_wants_format(self) -> None:
        """How a deck is written."""
        from quizapp.help import help_text
        from quizapp.tui.screens.manual import ManualScreen

        self.push_screen(ManualScreen(help_text("format")))

    def action_quick_add(self) -> None:
        """One more card, from wherever one is."""
        from quizapp.study.workspace.known import Known
        from quizapp.tui.screens.editor import EditorScreen
        from quizapp.tui.screens.quick_add import QuickAddScreen

        if not self._workspace:
            return
        if isinstance(self.screen, EditorScreen):
            self.notify("You are writing already: add the card here.", markup=False)
            return
        files = [
            file
            for file in self._workspace.files.values()
            if file.origin is not Origin.SHIPPED
            and holds(file.path.name, Holds.CARDS)
            and not file.refusal
        ]
        known = Known.of(self._workspace)
        here: str = getattr(self.screen, "deck_at_hand", "")
        is_own = here in {file.name for file in files}
        self.push_screen(
            QuickAddScreen(
                files,
                here if is_own else self._last_deck,
                self._desk.paths,
                types=known.types,
                topics=known.topics,
            )
        )

    def on_quick_add_screen_added(self, event: QuickAddScreen.Added) -> None:
        """A deck has one card more."""
        self._last_deck = event.deck
        self.call_later(self.look_now, is_said=True)

    def on_quick_add_screen_left(self) -> None:
        """Back to where one was."""
        from quizapp.tui.screens.quick_add import QuickAddScreen

        if isinstance(self.screen, QuickAddScreen):
            self.pop_screen()

    @work
    async def on_quick_add_screen_wants_to_leave(self) -> None:
        """Ask before something is lost."""
        from quizapp.tui.screens.confirm import LeaveScreen
        from quizapp.tui.screens.quick_add import QuickAddScreen

        screen = self.screen
        if not isinstance(screen, QuickAddScreen):
            return
        match await self._ask(LeaveScreen("This card is not added yet.", save="Add")):
            case "save":
                screen.add_and_leave()
            case "discard":
                screen.give_up()

    @work
    async def offer_unsaved(self) -> None:
        """Offer the texts that a window left without saving them."""
        from quizapp.decks.editing.autosave import put_away, unsaved
        from quizapp.tui.screens.confirm import FoundScreen

        def warn(problem: str) -> None:
            self.notify(problem, severity="warning", timeout=30, markup=False)

        for each in list(unsaved(self._desk.paths.unsaved, warn)):
            if not isinstance(self.screen, HomeScreen):
                return
            dialog = FoundScreen(
                f"What you wrote for “{each.draft.name}” was not saved: “{each.line}”."
            )
            match await self._ask(dialog):
                case "edit":
                    self._edit(each.draft, text=each.text, kept=each.place)
                    return
                case "discard":
                    try:
                        place = put_away(each, self._desk.paths.trash)
                        self.notify(f"The text is in {place}", timeout=15, markup=False)
                    except QuizappError as error:
                        self._say_no(error)
                case _:
                    return

    async def _ask(self, dialog: Dialog) -> str | None:
        """The action of the answer."""
        return await self.push_screen_wait(dialog)

    def _say_no(self, error: QuizappError) -> None:
        self.notify(str(error), severity="error", timeout=15, markup=False)
