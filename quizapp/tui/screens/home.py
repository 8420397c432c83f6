"""Home: the decks, what waits, and what is wrong with a deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, OptionList, Static

from quizapp.tui.keys.decks import HOME
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.deck_detail import DeckDetail
from quizapp.tui.widgets.deck_list import DeckList, Row
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.study_day import StudyDay

if TYPE_CHECKING:
    from quizapp.study.workspace import Standing, Step, Today, Workspace

RECOUNT = 30
"""Seconds between two counts while home is open: learning cards become due."""


class HomeScreen(Screen[None]):
    """Paints the decks by name at once; `fill` brings the counts."""

    BINDINGS = bindings(HOME)

    @dataclass
    class Study(Message):
        """The learner wants a sitting."""

        names: tuple[str, ...]
        """The decks; empty for all started ones."""
        plan: str = "due"

    class Settings(Message):
        """The learner wants the settings."""

    class Browse(Message):
        """The learner wants to look through the cards."""

    class Undo(Message):
        """The learner wants back what was done here last."""

    @dataclass
    class Reset(Message):
        """The learner wants to begin a deck anew."""

        name: str

    @dataclass
    class Remove(Message):
        """The learner wants a deck no more."""

        name: str

    class Scores(Message):
        """The learner wants to see how it went."""

    class Add(Message):
        """The learner wants to add a file."""

    class Write(Message):
        """The learner wants to write a new deck."""

    @dataclass
    class Edit(Message):
        """The learner wants to edit a deck."""

        name: str

    @dataclass
    class Quiz(Message):
        """The learner wants a quiz."""

        name: str
        """The highlighted deck."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._workspace: Workspace | None = None
        self._standings: dict[str, Standing] = {}
        self._shows_hidden = False

    def compose(self) -> ComposeResult:
        """What is due today above, the decks, and one deck's details below."""
        yield Header()
        yield StudyDay(id="today")
        yield Static(DeckList.HEADING, id="heading")
        yield DeckList(self._rows, id="decks")
        yield DeckDetail(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        """The decks have the focus."""
        decks = self.query_one(DeckList)
        decks.focus()
        if self._rows:
            decks.highlighted = 0
        self.set_interval(RECOUNT, self.count)

    def on_screen_resume(self) -> None:
        """Back on top: count again."""
        self.count()

    def fill(self, workspace: Workspace) -> None:
        """Take the decks as they have been read, with the learner's progress."""
        self._workspace = workspace
        self.count()

    def count(self) -> None:
        """Bring counts and details up to this moment."""
        if not self._workspace:
            return
        self._workspace.refresh()
        now = self._workspace.now()
        standings = self._workspace.standings(now)
        self.show(standings, self._workspace.today(standings, now))

    def point_at(self, name: str) -> None:
        """Highlight a deck, if it is listed."""
        self.query_one(DeckList).point_at(name)

    def show_progress(self, share: float) -> None:
        """Say that every answer is being read again."""
        self.query_one(StudyDay).show_progress(share)

    def show(self, standings: Sequence[Standing], today: Today) -> None:
        """Show these counts."""
        self._standings = {each.name: each for each in standings}
        shown = [e for e in standings if self._shows_hidden or not e.is_hidden]
        self.query_one(DeckList).show([Row.of(each) for each in shown])
        self.query_one(StudyDay).show(standings, today)
        self._detail()

    @on(OptionList.OptionHighlighted)
    def _detail(self) -> None:
        standing = self._standings.get(self.deck_at_hand)
        self.query_one(DeckDetail).show(standing)

    @property
    def deck_at_hand(self) -> str:
        """The highlighted deck."""
        row = self.query_one(DeckList).row
        return row.name if row else ""

    def _want(self, wish: Callable[[str], Message]) -> None:
        """Ask for something of the highlighted deck, if there is one."""
        if name := self.deck_at_hand:
            self.post_message(wish(name))

    @on(OptionList.OptionSelected)
    def action_study(self) -> None:
        """Study the highlighted deck."""
        self._study("due")

    def action_ahead(self) -> None:
        """Study cards of the highlighted deck before their day."""
        self._study("ahead")

    def action_more(self) -> None:
        """Ten more new cards of the highlighted deck."""
        self._study("more new")

    def _study(self, plan: str) -> None:
        self._want(lambda name: self.Study((name,), plan))

    @on(StudyDay.Begun)
    def action_study_all(self) -> None:
        """Study what is due in all started decks."""
        self.post_message(self.Study(()))

    def action_start(self) -> None:
        """Add the highlighted deck to “study all”, or take it out."""
        from quizapp.study.workspace.steps import start

        self._do(start)

    def action_hide(self) -> None:
        """Hide the highlighted deck, or show it again."""
        from quizapp.study.workspace.steps import hide

        self._do(hide)

    def _do(self, step: Callable[[Workspace, str], Step]) -> None:
        """Do something to the highlighted deck."""
        from quizapp.errors import StoreError

        name = self.deck_at_hand
        if not name or not self._workspace:
            return
        try:
            text = self._workspace.do(step(self._workspace, name))
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.notify(text, markup=False)
        self.count()

    def action_show_hidden(self) -> None:
        """List hidden decks too, or leave them out."""
        self._shows_hidden = not self._shows_hidden
        self.count()

    def action_quiz(self) -> None:
        """Set up a quiz, or go on with the open one."""
        self._want(self.Quiz)

    def action_browse(self) -> None:
        """All cards."""
        self.post_message(self.Browse())

    def action_reset(self) -> None:
        """Make all cards of the highlighted deck new again."""
        self._want(self.Reset)

    def action_remove(self) -> None:
        """Move the highlighted deck to the trash."""
        self._want(self.Remove)

    def action_undo(self) -> None:
        """Take back what was done here last."""
        self.post_message(self.Undo())

    def action_add(self) -> None:
        """Add a file."""
        self.post_message(self.Add())

    def action_write(self) -> None:
        """Write a new deck."""
        self.post_message(self.Write())

    def action_edit(self) -> None:
        """Edit the highlighted deck."""
        self._want(self.Edit)

    def action_scores(self) -> None:
        """How it went."""
        self.post_message(self.Scores())

    def action_settings(self) -> None:
        """Ask for the settings."""
        self.post_message(self.Settings())

    async def action_quit(self) -> None:
        """Leave."""
        await self.app.action_quit()
