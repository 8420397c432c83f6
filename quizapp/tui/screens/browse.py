"""All cards of all decks: searched as one types, sorted, marked, acted on."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, Input, Static

from quizapp.cards.identity import Changes
from quizapp.errors import QuizappError
from quizapp.study.browse import COLUMNS, Finding, Rows
from quizapp.study.workspace import Workspace
from quizapp.study.workspace.steps import reset, suspend, tag
from quizapp.text import plural
from quizapp.tui.keys.decks import BROWSE
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.card_table import CardTable, CardTableHead, Head
from quizapp.tui.widgets.key_line import KeyLine

HEADS = tuple(
    Head(each.name, each.title, each.cells, each.share, each.is_first_to_go)
    for each in COLUMNS
)
HINT = (
    '/ then words, "a phrase" in quotes, deck: topic: tag: is:due is:new is:suspended '
    "is:leech due<=7 lapses>=3, - before what must not be"
)


class BrowseScreen(Screen[None]):
    """The search above, the cards below; the table has the focus at first."""

    BINDINGS = bindings(BROWSE)

    @dataclass
    class Wants(Message):
        """Something that needs another screen is wanted of some cards."""

        what: str
        """`detail`, `edit`, `tag`, `reset`, `study` or `home`."""
        keys: Sequence[str] = ()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._finding = Finding(Rows(workspace, workspace.now()))
        self._marked: set[str] = set()
        self._turn = 0

    def compose(self) -> ComposeResult:
        """Search, titles, cards, and what is found."""
        yield Header()
        yield Input(placeholder=HINT, id="search", compact=True)
        yield CardTableHead(HEADS, id="titles")
        yield CardTable(HEADS, self._cells, id="cards")
        yield Static(id="found")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show all; work out behind the first paint what searching needs."""
        self.query_one(CardTable).focus()
        self._show()
        self.set_timer(PAUSE, self._warm)

    @work(thread=True, group="warm", exclusive=True)
    def _warm(self) -> None:
        """Work out what a search or an order needs before it is asked for."""
        rows = self._rows
        for name in ("text", *(head.name for head in HEADS)):
            if rows is not self._rows or not self.is_attached:
                return
            rows.values(name)
        for head in HEADS:
            if rows is self._rows and self.is_attached:
                rows.order(head.name)
        gc.freeze()  # or the next collection goes through all of it

    def _cells(self, row: int) -> Mapping[str, str]:
        return self._rows.cells(row)

    @property
    def _rows(self) -> Rows:
        return self._finding.rows

    @on(Input.Changed, "#search")
    def _search(self) -> None:
        self._finding.look_for(self.query_one("#search", Input).value)
        self._show()

    def _show(self, *, keeps_place: bool = False) -> None:
        """Show the first that are found, and the others behind the paint."""
        self._turn += 1
        finding = self._finding
        self._put(keeps_place=keeps_place)
        head = self.query_one(CardTableHead)
        head.show(finding.column, is_reversed=finding.is_reversed)
        if not finding.is_whole:
            self.set_timer(PAUSE, partial(self._show_rest, self._turn))

    def _show_rest(self, turn: int) -> None:
        """Find the others, unless something else is wanted by now."""
        if turn == self._turn:
            self._finish()

    def _finish(self) -> None:
        """Have all that is found, before it is acted on."""
        if not self._finding.is_whole:
            self._finding.finish()
            self._put(keeps_place=True)

    def _put(self, *, keeps_place: bool) -> None:
        marked = self._rows.rows_of(self._marked)
        table = self.query_one(CardTable)
        table.show(self._finding.found, marked, keeps_place=keeps_place)
        self._count()

    def _count(self) -> None:
        finding = self._finding
        found, whole = len(finding.found), len(finding.rows)
        more = "" if finding.is_whole else "at least "
        cards = plural(whole, "card")
        told = f"{more}{found:,} of {cards}"
        if found == whole or not finding.query.text:
            told = cards
        if not whole:
            told = "There is no card yet. On home, w writes a deck."
        elif finding.query.complaint:
            told = finding.query.complaint
        elif not found:
            told = f"None of {cards}. {HINT}"
        marked = f"   {len(self._marked):,} marked" if self._marked else ""
        if self._marked and finding.is_whole and found != whole:
            rows = finding.rows.rows_of(self._marked)
            marked += f", {len(rows.intersection(finding.found)):,} of them here"
        self.query_one("#found", Static).update(
            Content.assemble((told, "dim"), (marked, "bold $text-warning"))
        )

    @on(Input.Submitted, "#search")
    def _leave_search(self) -> None:
        self.query_one(CardTable).focus()

    def key_down(self) -> None:
        """From the search to the cards."""
        if self.query_one("#search", Input).has_focus:
            self.query_one(CardTable).focus()

    @on(CardTable.Opened)
    def action_detail(self) -> None:
        """One card with its history."""
        self._want("detail")

    def action_search(self) -> None:
        """To the search: what is typed next belongs there already."""
        self.set_focus(self.query_one("#search", Input))

    def action_mark(self) -> None:
        """Mark the card under the cursor, or unmark it, and go on to the next."""
        table = self.query_one(CardTable)
        if table.row is not None:
            self._marked ^= {self._rows.keys[table.row]}
            table.mark(self._rows.rows_of(self._marked))
            table.action_cursor(1)
            self._count()

    def action_mark_all(self) -> None:
        """Mark all that are found; when they are marked, none."""
        self._finish()
        keys = {self._rows.keys[row] for row in self._finding.found}
        self._marked = (
            self._marked - keys if keys <= self._marked else (self._marked | keys)
        )
        self.query_one(CardTable).mark(self._rows.rows_of(self._marked))
        self._count()

    def action_sort(self) -> None:
        """Sort by the next column."""
        names = ["", *self.query_one(CardTableHead).shown]
        now = self._finding.column
        at = names.index(now) if now in names else 0
        self._sort(names[(at + 1) % len(names)])

    def action_turn(self) -> None:
        """Turn the order round."""
        if column := self._finding.column:
            self._sort(column, is_reversed=not self._finding.is_reversed)

    @on(CardTableHead.Chosen)
    def _title_chosen(self, event: CardTableHead.Chosen) -> None:
        if event.name == self._finding.column:
            self.action_turn()
        else:
            self._sort(event.name)

    def _sort(self, name: str, *, is_reversed: bool = False) -> None:
        self._finding.order_by(name, is_reversed=is_reversed)
        self._show()

    @property
    def deck_at_hand(self) -> str:
        """The deck of the card under the cursor."""
        row = self.query_one(CardTable).row
        return "" if row is None else self._rows.decks[row]

    def _chosen(self) -> list[str]:
        """The marked cards among those that are found, or the one under the cursor."""
        if self._marked:
            self._finish()
            keys = [self._rows.keys[row] for row in self._finding.found]
            if chosen := [key for key in keys if key in self._marked]:
                return chosen
        row = self.query_one(CardTable).row
        return [] if row is None else [self._rows.keys[row]]

    def _want(self, what: str) -> None:
        keys = self._chosen()
        if what in ("detail", "edit"):
            row = self.query_one(CardTable).row
            keys = [] if row is None else [self._rows.keys[row]]
        if what == "study" and not self._marked:
            self._finish()
            keys = [self._rows.keys[row] for row in self._finding.found]
        if keys:
            self.post_message(self.Wants(what, keys))

    def action_tag(self) -> None:
        """Put a tag on the chosen cards, or take one off."""
        self._want("tag")

    def action_reset(self) -> None:
        """Make the chosen cards new again."""
        self._want("reset")

    def action_edit(self) -> None:
        """Edit the card under the cursor."""
        self._want("edit")

    def action_study(self) -> None:
        """Study the marked cards, or all that are found."""
        self._want("study")

    def action_suspend(self) -> None:
        """Set the chosen cards aside, or take them in again."""
        keys = self._chosen()
        self.act(lambda: self._workspace.do(suspend(self._workspace, keys)))

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.act(self._workspace.undo)

    def tag(self, keys: Sequence[str], text: str) -> None:
        """Tag cards."""
        self.act(lambda: self._workspace.do(tag(self._workspace, keys, text)))

    def reset(self, keys: Sequence[str]) -> None:
        """Make cards new again."""
        self.act(lambda: self._workspace.do(reset(self._workspace, keys)))

    def act(self, do: Callable[[], str]) -> None:
        """Do something to cards, say what, and show them as they are now."""
        try:
            told = do()
        except QuizappError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return
        self.notify(told, markup=False)
        self._rows.forget()
        self._finding.look_again()
        self._show(keeps_place=True)
        self._warm()

    async def reread(self, changes: Changes) -> None:
        """Take the cards as their decks have them now."""
        self._marked = {changes.same.get(key, key) for key in self._marked}
        self.look_again()

    def look_again(self) -> None:
        """Show the cards as they are by now."""
        self._finding.look_again(Rows(self._workspace, self._workspace.now()))
        self._show(keeps_place=True)
        self._warm()

    def action_home(self) -> None:
        """Back to the decks; from the search to the cards."""
        if self.query_one("#search", Input).has_focus:
            self.query_one(CardTable).focus()
        elif self._marked:
            self._marked.clear()
            self._put(keeps_place=True)
        else:
            self.post_message(self.Wants("home"))


PAUSE = 0.15
"""Seconds without another key after which the others are found too."""
