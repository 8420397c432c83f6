"""Home: what is due, the decks, the highlighted one; for a new user, a welcome."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Container, Vertical
from textual.content import Content
from textual.reactive import reactive

from quizapp.errors import QuizappError, StoreError
from quizapp.tui.base import BaseScreen, DeckName
from quizapp.tui.draw import BLANK, beside, button, line
from quizapp.tui.home import figures, rows
from quizapp.tui.home.offered import can_be_done, in_footer
from quizapp.tui.home.rows import Row
from quizapp.tui.keys.decks import HOME
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList, Sheet
from quizapp.tui.widgets.panel import TopLine

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.study.counts.values import DeckCounts, Glance, Today
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp
    from quizapp.tui.home.changes import Change

RECOUNT = 30
"""Seconds between two counts while home is open: learning cards become due."""
FIGURES = 6
"""Lines of the week and of what comes back, even if nothing does."""
NARROW = 60
"""In fewer columns, the button has less room."""


class HomeScreen(BaseScreen[None]):
    """Paints the decks at once, with the counts of the last run if they still hold;
    `fill` brings the rest.

    Its styles are among the app's: Textual reads no `CSS_PATH` of the first screen.
    """

    BINDINGS = bindings(HOME)

    is_welcome: reactive[bool] = reactive(False, toggle_class="-welcome")
    """Whether nothing has ever been studied here."""

    def __init__(self, decks: Sequence[DeckName], kept: Glance | None = None) -> None:
        super().__init__()
        self._named = rows.named_rows(decks)
        self._kept = kept
        self._workspace: Workspace | None = None
        self._counts: Sequence[DeckCounts] = ()
        self._today: Today | None = None
        self._activity: figures.Activity | None = None
        self._progress: float | None = None
        """The share of the answers that have been read, if that takes long."""
        self._shows_hidden = False
        self._failure = ""
        """The latest reason given why the counts could not be brought up to date."""
        self._is_asking = False
        self._is_filled = asyncio.Event()

    def compose(self) -> ComposeResult:
        """What is due; the decks; the highlighted one; the figures."""
        yield TopLine(self._place)
        with Container(id="board"):
            with Vertical(id="main"):
                yield Sheet(self._hero, id="hero")
                yield LineList(
                    self._named,
                    self._row_line,
                    head=self._head,
                    id="decks",
                    classes="frame",
                )
                yield Sheet(self._below, id="below")
            yield Sheet(self._aside, id="aside")
        yield KeyLine()

    def on_mount(self) -> None:
        """The decks have the focus."""
        self._list.focus()
        if self._kept:
            self.show(self._kept)
        self.set_interval(RECOUNT, self.count)

    def come_back(self) -> None:
        """Count again, and ask about cards that have been edited."""
        self.count()
        self.ask_unclear()

    async def reread(self, _: Changes) -> None:
        """Show the decks as they are now."""
        self.count()

    # What it shows

    @property
    def _list(self) -> LineList[Row]:
        return self.query_one("#decks", LineList)

    @property
    def _row(self) -> Row:
        """The current row; an empty one without decks."""
        return self._list.row or Row("")

    @property
    def current_deck(self) -> str:
        """The name of the current deck; empty for all decks."""
        return self._row.name

    def fill(self, workspace: Workspace) -> None:
        """Take the decks and the learner's progress, now that they are read."""
        self._workspace, self._progress = workspace, None
        self.count()
        if self._row.is_all and self._list.rows and self._list.rows[0].quiz:
            self._list.move_to(0)
        self._is_filled.set()

    def forget_progress(self) -> None:
        """Show the decks by name alone: another user's progress is being read."""
        self._is_filled.clear()
        self._workspace = self._today = self._activity = None
        self._counts = ()
        self._list.show(self._named, 0)
        self.query_one(TopLine).say("")
        self._draw()

    def count(self) -> None:
        """Bring everything up to this moment."""
        if not self._workspace:
            return
        from quizapp.study.counts.values import Glance
        from quizapp.study.workspace import quiz_left

        try:
            self._workspace.refresh()
        except StoreError as error:
            if str(error) != self._failure:
                self.notify(str(error), severity="error", timeout=30)
            self._failure = str(error)
            return
        self._failure = ""
        now = self._workspace.now()
        counts = self._workspace.all_counts(now)
        today = self._workspace.today(counts, now)
        days = self._workspace.store.days
        reviews = {day: totals.reviews for day, totals in days.items()}
        self._activity = figures.Activity(today, reviews)
        self.show(Glance(counts, today, quiz_left(self._workspace)))

    def show(self, glance: Glance) -> None:
        """Show these counts; the same row stays highlighted, so that nothing jumps."""
        counts, today = glance.decks, glance.today
        self._counts, self._today = counts, today
        is_begun = any(each.is_started or each.last for each in counts)
        listed = [e for e in counts if self._shows_hidden or not e.is_hidden]
        self.is_welcome = bool(listed) and not is_begun
        found = rows.counted_rows(listed, today, glance.quiz)
        if self.is_welcome:
            found = [each for each in found if not each.is_all]
        decks = self._list
        if found != decks.rows:
            keys, key = [each.key for each in found], self._row.key
            decks.show(found, keys.index(key) if key in keys else None)
        decks.set_class(not found, "-empty")
        if found and not self.focused:
            decks.focus()
        self._draw()

    def show_progress(self, share: float) -> None:
        """Say that every answer is being read again."""
        self._progress = share
        self._draw()

    def point_at(self, name: str) -> None:
        """Highlight a deck, if it is listed."""
        for number, row in enumerate(self._list.rows):
            if row.name == name:
                self._list.move_to(number)

    def point_at_quiz(self) -> None:
        """Highlight the open quiz."""
        self.count()
        self._list.move_to(0)

    @on(LineList.Moved)
    def _draw(self) -> None:
        """Draw what depends on the current row or on the counts."""
        for sheet in self.query(Sheet):
            sheet.show()
        self.query_one(TopLine).show()
        self.refresh_bindings()

    def _place(self, width: int) -> tuple[Content, Content]:
        """The name of the app; the day, and the user's name if there are several."""
        title = line(("quizapp", "bold"))
        if not self._activity or not self._workspace:
            return title, BLANK
        users = self.app.users
        names = [self._workspace.store.user] if len(users) > 1 else []
        if width >= NARROW:
            day = self._activity.today.day
            names.append(rows.study_day_line(day, self._workspace))
        return title, line((" · ".join(names), "$quiet"))

    def _hero(self, width: int, height: int) -> list[Content]:
        """What waits in the current row, and the button that begins it."""
        if self.is_welcome:
            return rows.welcome(width, height)
        if self._progress is not None:
            share = f"{self._progress:.0%}"
            return [line(("Reading your answers again … ", "$quiet"), share)]
        face = self._button(15 if width >= NARROW else 13, height)
        if not self._list.rows:
            lines = self._without_decks()
        else:
            room = width - max((each.cell_length + 2 for each in face), default=0)
            work = rows.work_line(self._row, self._today, width, room)
            lines = [work, BLANK, rows.done_line(self._today)]
        return beside(lines if height > 2 else lines[:1], face, width)

    def _without_decks(self) -> list[Content]:
        title, how = "No decks yet.", "+ adds an article, a deck or a table."
        if self._counts:
            title, how = "All decks are hidden.", f"H shows them. {how}"
        return [line((title, "bold")), BLANK, line((how, "$quiet"))]

    def _button(self, width: int, height: int) -> list[Content]:
        """The button for what Enter does, unless that is nothing."""
        if not self._enter_label:
            return []
        style = self.button_style
        face = line(f"⏎ {self._enter_label}")
        return button(face, "screen.study", style=style, width=width, height=height)

    @property
    def _enter_label(self) -> str:
        """What Enter does now, in a word; empty for nothing."""
        row = self._row
        if not self._list.rows:
            return "New deck" if self._workspace else ""
        if row.quiz:
            return "Go on"
        if row.is_broken:
            return "Edit"
        if not row.has_work:
            return rows.more_new(row) if row.is_over_limit else ""
        is_new = row.deck and not row.deck.is_started
        return "Start" if is_new or self.is_welcome else "Study"

    def _head(self, width: int) -> Content:
        return BLANK if self.is_welcome else rows.head_line(width)

    def _row_line(self, row: Row, width: int) -> list[Content]:
        draw = rows.welcome_row if self.is_welcome else rows.row_line
        return draw(row, width)

    def _below(self, width: int, height: int) -> list[Content]:
        """The current row in detail; then, as far as there is room, the figures."""
        if self.is_welcome:
            plenty = line(("Ten minutes a day is plenty.", "$quiet"))
            lines = [*[BLANK] * (height // 2), plenty if width > 46 else BLANK]
            return beside(lines, self._button(15, height), width)
        row, today, activity = self._row, self._today, self._activity
        if not today or not self._list.rows:
            return []
        best = today.best.get(row.name)
        lines = rows.detail(row, today.day, best, width, height)
        if not activity or self.has_class("-broad"):
            return lines
        if row.deck:
            today = today._replace(forecast=row.deck.forecast)
            activity = activity._replace(today=today)
        gap = [BLANK] * (2 if height >= 24 else 1)
        if height < len(lines) + 8:
            if height >= len(lines) + 4:
                lines += [BLANK, *figures.short_week(activity, width)]
            return lines
        shown = figures.week_and_forecast(activity, width)
        lines += [*gap, *shown, *[BLANK] * (FIGURES - len(shown))]
        if height >= len(lines) + len(gap) + 10:
            lines += [
                *gap,
                *figures.the_year(activity, width, in_colour=self.in_colour),
            ]
        return lines

    def _aside(self, width: int, _: int) -> list[Content]:
        """The figures, in the second column of a wide screen."""
        if not self._activity or not self.has_class("-broad"):
            return []
        return figures.aside(self._activity, width, in_colour=self.in_colour)

    # What can be done

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, as the footer has them for the current row."""
        row, enter, is_welcome = self._list.row, self._enter_label, self.is_welcome
        active = super().active_bindings
        return in_footer(active, row, enter=enter, is_welcome=is_welcome)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a verb applies now."""
        if not self.is_mounted:
            return True
        if action == "undo":
            return bool(self._workspace and self._workspace.undo_count)
        if action == "show_hidden":
            return any(each.is_hidden for each in self._counts)
        if not can_be_done(action, self._list.row):
            return False
        return super().check_action(action, parameters)

    async def _opened(self) -> tuple[QuizApp, Workspace]:
        """Wait until the decks have been read."""
        await self._is_filled.wait()
        assert self._workspace
        return self.app, self._workspace

    def action_study(self) -> None:
        """Do what the button says."""
        if self._row.quiz:
            self.action_quiz()
        elif not self._list.rows:
            self.action_write()
        elif self._row.is_broken:
            self.action_edit()
        elif self._enter_label:
            self._study("due" if self._row.has_work else "more new")
        else:
            self.query_one(TopLine).say(rows.instead(self._row))

    def action_ahead(self) -> None:
        """Study cards before their day."""
        self._study("ahead")

    def action_more(self) -> None:
        """More new cards than today's."""
        self._study("more new")

    @work
    async def _study(self, plan: str) -> None:
        from quizapp.tui.study.flow import study

        names = (self.current_deck,) if self.current_deck else ()
        await study(*await self._opened(), names, plan)

    @work
    async def action_quiz(self) -> None:
        """Set up a quiz, or resume the open one."""
        from quizapp.tui.quiz.flow import take_quiz

        names = (self.current_deck,) if self.current_deck else ()
        await take_quiz(*await self._opened(), names)

    @work
    async def action_browse(self) -> None:
        """The cards of the current deck, or all."""
        from quizapp.tui.browse.screen import BrowseScreen

        name = self.current_deck
        app, workspace = await self._opened()
        query = f'deck:"{_in_query(workspace, name)}"' if name else ""
        await app.push_screen_wait(BrowseScreen(workspace, query))

    @work
    async def action_scores(self) -> None:
        """The scores of the current deck, or of all."""
        name = self.current_deck
        app, _ = await self._opened()
        app.show_scores(name)

    @work
    async def action_read(self) -> None:
        """The article of the current deck, or its facts as a text."""
        name = self.current_deck
        app, _ = await self._opened()
        app.show_facts(name)

    @work
    async def action_write(self) -> None:
        """Write a new deck."""
        from quizapp.tui.write.flow import new_deck

        await new_deck(*await self._opened())

    @work
    async def action_add(self) -> None:
        """Add a file, or pasted text."""
        from quizapp.tui.write.flow import add_file

        await add_file(*await self._opened())

    @work
    async def action_edit(self) -> None:
        """Edit the current deck."""
        from quizapp.tui.write.flow import edit_deck

        name = self.current_deck
        await edit_deck(*await self._opened(), name)

    def action_reset(self) -> None:
        """Make all cards of the current deck new again."""
        from quizapp.tui.home.changes import reset

        self._change(reset)

    def action_remove(self) -> None:
        """Move the current deck to the trash."""
        from quizapp.tui.home.changes import remove

        self._change(remove)

    def action_start(self) -> None:
        """Let “all decks” ask the current deck, or no longer."""
        from quizapp.tui.home.changes import start

        self._change(start)

    def action_hide(self) -> None:
        """Hide the current deck, or show it again."""
        from quizapp.tui.home.changes import hide

        self._change(hide)

    def action_undo(self) -> None:
        """Undo the last change of this session."""
        from quizapp.tui.home.changes import undo

        self._change(undo)

    @work
    async def _change(self, change: Change) -> None:
        """Change something; say what was done, or why it could not be."""
        name = self.current_deck
        app, workspace = await self._opened()
        said = ""
        try:
            said = await change(app, workspace, name)
        except QuizappError as error:
            app.notify(str(error), severity="error", timeout=12)
        await app.look_now(is_already_said=True)
        self.count()
        self.query_one(TopLine).say(said)
        self.ask_unclear()

    def action_show_hidden(self) -> None:
        """List hidden decks too, or leave them out."""
        self._shows_hidden = not self._shows_hidden
        self.count()

    def action_quit(self) -> None:
        """Leave quizapp."""
        self.app.action_quit()

    @work
    async def ask_unclear(self) -> None:
        """Ask which card each edited one is now, unless that question is open."""
        if self._workspace and not self._is_asking and self.is_current:
            from quizapp.tui.home.changes import settle

            self._is_asking = True
            try:
                await settle(self.app, self._workspace)
            finally:
                self._is_asking = False


def _in_query(workspace: Workspace, name: str) -> str:
    """What a deck is called in a search: its title, unless that finds another deck."""
    title = workspace.deck(name).title
    alike = sum(title in deck.title for deck in workspace.decks.values())
    return title if alike == 1 and '"' not in title else name
