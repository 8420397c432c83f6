"""Home: the decks, what waits, and what is wrong with a deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Header, OptionList, Static

from quizapp.tui.keys.decks import HOME
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.deck_list import DeckList, Row
from quizapp.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from quizapp.shelf import Shelf, Standing, Today

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
        """The learner wants back what was reset or removed last."""

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

    def __init__(self, rows: Sequence[Row], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._clock = clock
        self._shelf: Shelf | None = None
        self._standings: dict[str, Standing] = {}
        self._shows_hidden = False

    def compose(self) -> ComposeResult:
        """What is due today above, the decks, and one deck's details below."""
        yield Header()
        with Horizontal(id="today"):
            yield Static("", id="today-text")
            yield Button("Study all", id="study-all", variant="primary")
        yield Static(DeckList.HEADING, id="heading")
        yield DeckList(self._rows, id="decks")
        with VerticalScroll(id="detail", can_focus=False):
            yield Static(id="detail-text")
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

    def fill(self, shelf: Shelf) -> None:
        """Take the decks as they have been read, with the learner's progress."""
        self._shelf = shelf
        self.count()

    def count(self) -> None:
        """Bring counts and details up to this moment."""
        if not self._shelf:
            return
        self._shelf.store.refresh()
        now = self._shelf.moment(self._clock())
        standings = self._shelf.standings(now)
        self.show(standings, self._shelf.today(standings, now))

    def point_at(self, name: str) -> None:
        """Highlight a deck, if it is listed."""
        self.query_one(DeckList).point_at(name)

    def show_progress(self, share: float) -> None:
        """Say that every answer is being read again."""
        text = f"Reading your answers again … {share:.0%}"
        self.query_one("#today-text", Static).update(Content.styled(text, "dim"))

    def show(self, standings: Sequence[Standing], today: Today) -> None:
        """Show these counts."""
        self._standings = {each.name: each for each in standings}
        shown = [e for e in standings if self._shows_hidden or not e.is_hidden]
        self.query_one(DeckList).show([_row(each) for each in shown])
        waits = today.due + today.new
        self.query_one("#today-text", Static).update(_today(standings, today))
        self.query_one("#study-all", Button).disabled = not waits
        self._detail()

    @on(OptionList.OptionHighlighted)
    def _detail(self) -> None:
        row = self.query_one(DeckList).row
        standing = self._standings.get(row.name) if row else None
        text = self.query_one("#detail-text", Static)
        text.update(_about(standing) if standing else "")

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
        row = self.query_one(DeckList).row
        if row:
            self.post_message(self.Study((row.name,), plan))

    @on(Button.Pressed, "#study-all")
    def action_study_all(self) -> None:
        """Study what is due in all started decks."""
        self.post_message(self.Study(()))

    def action_start(self) -> None:
        """Take the highlighted deck into «study all», or out of it."""
        self._change(is_hidden=False)

    def action_hide(self) -> None:
        """Hide the highlighted deck, or show it again."""
        self._change(is_hidden=True)

    def _change(self, *, is_hidden: bool) -> None:
        from dataclasses import replace

        from quizapp.errors import StoreError

        row = self.query_one(DeckList).row
        if not row or not self._shelf:
            return
        state = self._shelf.state(row.name)
        if is_hidden:
            state = replace(state, hidden=not state.hidden)
            told = "Hidden. H lists hidden decks." if state.hidden else "Shown again."
        else:
            state = replace(state, started=not state.started)
            told = (
                "Started: it belongs to «study all» now."
                if state.started
                else "Stopped: «study all» leaves it out; its progress stays."
            )
        try:
            self._shelf.store.record(state, at=self._clock())
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.notify(told, markup=False)
        self.count()

    def action_show_hidden(self) -> None:
        """List hidden decks too, or leave them out."""
        self._shows_hidden = not self._shows_hidden
        self.count()

    def action_quiz(self) -> None:
        """Set up a quiz, or go on with the open one."""
        row = self.query_one(DeckList).row
        if row:
            self.post_message(self.Quiz(row.name))

    @property
    def deck_at_hand(self) -> str:
        """The highlighted deck."""
        row = self.query_one(DeckList).row
        return row.name if row else ""

    def action_browse(self) -> None:
        """All cards."""
        self.post_message(self.Browse())

    def action_reset(self) -> None:
        """Make all cards of the highlighted deck new again."""
        row = self.query_one(DeckList).row
        if row:
            self.post_message(self.Reset(row.name))

    def action_remove(self) -> None:
        """Move the highlighted deck to the trash."""
        row = self.query_one(DeckList).row
        if row:
            self.post_message(self.Remove(row.name))

    def action_undo(self) -> None:
        """Take back what was reset or removed last."""
        self.post_message(self.Undo())

    def action_add(self) -> None:
        """Add a file."""
        self.post_message(self.Add())

    def action_write(self) -> None:
        """Write a new deck."""
        self.post_message(self.Write())

    def action_edit(self) -> None:
        """Edit the highlighted deck."""
        row = self.query_one(DeckList).row
        if row:
            self.post_message(self.Edit(row.name))

    def action_scores(self) -> None:
        """How it went."""
        self.post_message(self.Scores())

    def action_settings(self) -> None:
        """Ask for the settings."""
        self.post_message(self.Settings())

    async def action_quit(self) -> None:
        """Leave."""
        await self.app.action_quit()


def _row(standing: Standing) -> Row:
    remarks = []
    if standing.errors:
        remarks.append(f"{standing.errors} error{'s' * (standing.errors > 1)}")
    if standing.is_hidden:
        remarks.append("hidden")
    elif not standing.is_started:
        remarks.append("not started")
    title = f"{standing.group}/{standing.title}" if standing.group else standing.title
    return Row(
        standing.name,
        title,
        standing.new,
        standing.due,
        ", ".join(remarks),
        is_broken=bool(standing.errors),
        is_dim=standing.is_hidden,
    )


def _today(standings: Sequence[Standing], today: Today) -> Content:
    if not standings:
        return Content.from_markup(
            "[b]Welcome.[/b] There is no deck yet. + adds a file or a spreadsheet, "
            "w writes a new deck."
        )
    if all(each.is_hidden for each in standings):
        return Content("All decks are hidden. H lists them.")
    if not any(each.is_started for each in standings):
        return Content.from_markup(
            "[b]Welcome.[/b] Press Enter on a deck to start it. "
            "Its cards come back when you are about to forget them."
        )
    if not today.due and not today.new:
        return Content.assemble(
            ("All done for today.", "bold $text-success"),
            (f"  {today.reviewed} answered." if today.reviewed else "", "dim"),
            "\n",
            ("f studies ahead, n takes ten more new cards of a deck.", "dim"),
        )
    return Content.assemble(
        (f"{today.due}", "bold $text-success"),
        " due   ",
        (f"{today.new}", "bold $text-primary"),
        " new today",
        "\n",
        (f"{today.reviewed} answered so far", "dim"),
    )


def _about(standing: Standing) -> Content:
    parts: list[str | tuple[str, str]] = [
        (standing.title, "bold"),
        (f"   {standing.origin.value} deck «{standing.name}»", "dim"),
        "\n",
        f"{standing.cards} cards: {standing.new} new, {standing.due} due",
    ]
    if standing.learning:
        parts.append(f" ({standing.learning} being learned)")
    if standing.suspended:
        parts.append(f", {standing.suspended} suspended")
    if standing.shadows:
        parts.append("\nYour own deck, in place of the shipped one of this name.")
    for each in standing.complaints:
        level = "$text-error" if each.level.value == "error" else "$text-warning"
        parts += [
            "\n",
            (f"line {each.line}, column {each.column}: ", level),
            each.message,
        ]
    return Content.assemble(*parts)
