"""All cards of all decks: search as you type, sort, mark, act on them."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Input

from quizapp.cards.identity import Changes
from quizapp.cards.questions import shown_answer, shown_prompt
from quizapp.study.browse import IS, ORDERS, CardSearch, Rows
from quizapp.study.workspace import Workspace
from quizapp.text import plural
from quizapp.tui.base import BaseScreen
from quizapp.tui.browse import acts
from quizapp.tui.browse.card import CardScreen
from quizapp.tui.browse.lines import About, fitting, returns
from quizapp.tui.draw import clickable, counted, line, pad, sentence, spread
from quizapp.tui.keys.decks import BROWSE
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.study.flow import study
from quizapp.tui.widgets.input import UndoInput
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList, Sheet
from quizapp.tui.widgets.panel import TopLine
from quizapp.tui.widgets.prose import headline
from quizapp.tui.write.flow import edit_card

WIDE = 84
"""Cells of a row that has room for the answer."""
ANSWER, RETURNS = 24, 11
"""Cells of the columns on the right."""
LONGEST = 500
"""Characters of a text that a row may need."""
HINT = "/ words, topic: tag: is:due is:new"
HOW = (
    "Type words that the card holds, or “a phrase” in quotes. deck: topic: and tag: "
    f"find by name. {' '.join(f'is:{name}' for name in IS)} find by state, due<=7 "
    "lapses>=3 by number. A - before any of them means not."
)
PAUSE = 0.15
"""Seconds from the first paint to computing what a search needs."""
ACTIONS = {verb.action for verb in BROWSE}
WITHOUT_CARD = ("search", "list", "sort", "turn", "undo", "home")
"""Those of them that need no card."""


class BrowseScreen(BaseScreen[None]):
    """The search, below it the cards, and the current card beside or below them."""

    BINDINGS = bindings(BROWSE)
    CSS_PATH = "browse.tcss"
    _field = getters.query_one("#search", Input)
    _list = getters.query_one("#cards", LineList)
    _peek = getters.query_one("#peek", Sheet)
    _top = getters.query_one(TopLine)

    def __init__(self, workspace: Workspace, query: str = "") -> None:
        """`query` is the search to begin with."""
        super().__init__()
        self._workspace = workspace
        self._search = CardSearch(Rows(workspace, workspace.now()))
        self._search.look_for(query)
        self._marked: set[str] = set()

    def compose(self) -> ComposeResult:
        """The search and the cards, and one of them in full."""
        yield TopLine(self._draw_top)
        with Container(id="browse"):
            with Vertical(id="found"):
                text = self._search.query.text
                yield UndoInput(text, placeholder=HINT, id="search", compact=True)
                yield LineList[int](
                    self._search.found,
                    self._draw_row,
                    head=self._draw_head,
                    sign=self._sign,
                    id="cards",
                    classes="frame",
                )
            yield Sheet(self._draw_card, id="peek")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show all; prepare for searching after the first paint."""
        self._list.focus()
        self._show()
        self.set_timer(PAUSE, self._warm)

    @work(thread=True, group="warm", exclusive=True)
    def _warm(self) -> None:
        """Prepare what searching and sorting need."""
        rows = self._rows
        for name in ("text", *ORDERS):
            if rows is not self._rows or not self.is_attached:
                return
            rows.values(name)
        for name in ORDERS:
            if rows is self._rows and self.is_attached:
                rows.order(name)
        gc.freeze()  # or the next collection goes through all of it

    @property
    def _rows(self) -> Rows:
        return self._search.rows

    @property
    def _row(self) -> int | None:
        """The current row."""
        row: int | None = self._list.row
        return row

    @property
    def current_deck(self) -> str:
        """The deck of the current card."""
        return "" if self._row is None else self._rows.decks[self._row]

    # What is drawn

    def _draw_top(self, _: int) -> tuple[Content, Content]:
        search = self._search
        found, whole = len(search.found), len(search.rows)
        if search.query.text and found != whole:
            of = f" of {plural(whole, 'card')}"
            count = sentence((f"{found:,}", "bold $ink"), of)
        else:
            count = counted(whole, "card")
        if self._marked:
            marked = f"{len(self._marked):,} marked"
            if found != whole:
                here = self._rows.rows_of(self._marked).intersection(search.found)
                if len(here) != len(self._marked):
                    marked += f", {len(here):,} of them here"
            count = line((marked, "bold $ink"), (" · ", "$quiet"), count)
        return line(("Browse", "bold")), count

    def _draw_head(self, width: int) -> Content:
        titles = [self._title("question", "Question")]
        if width >= WIDE:
            titles.append(pad(self._title("answer", "Answer"), ANSWER))
        is_counted = self._search.column == "lapses"
        name, title = ("lapses", "forgotten") if is_counted else ("due", "returns")
        titles.append(pad(self._title(name, title), RETURNS, right=True))
        return spread(titles[0], Content("  ").join(titles[1:]), width)

    def _title(self, name: str, title: str) -> Content:
        """The title of a column, which sorts by it when it is clicked."""
        if name == self._search.column:
            title += " ▼" if self._search.is_reversed else " ▲"
        return clickable(line((title, "$quiet")), f"screen.sort_by('{name}')")

    def _draw_row(self, row: int, width: int) -> Sequence[Content]:
        rows = self._rows
        card = rows.cards[row]
        if self._search.column == "lapses":
            count = rows.lapses(row)
            last = line(plural(count, "time") if count else ("never", "$quiet"))
        else:
            is_suspended = rows.keys[row] in self._workspace.suspended
            last = line(returns(rows.memory(row), rows.now, is_suspended=is_suspended))
        if width >= WIDE:
            answer = pad(_short(shown_answer(card)), ANSWER)
            last = line(answer, "  ", pad(last, RETURNS, right=True))
        return [spread(_short(shown_prompt(card)), last, width)]

    def _sign(self, row: int) -> Content:
        return line(("*", "bold $ink") if self._rows.keys[row] in self._marked else "")

    def _draw_card(self, width: int, height: int) -> Sequence[Content]:
        """The current card, or why there is none."""
        query = self._search.query
        lines: list[Content] = []
        if self._row is not None:
            about = About.of(
                self._workspace, self._rows.keys[self._row], self._rows.now
            )
            if about:
                lines += fitting(about, "", width, height)
        elif query.complaint:
            lines += Content(query.complaint).stylize("$close").wrap(width)
        elif not len(self._rows):
            text = (
                "There are no cards yet. n on the first screen writes a deck, and + "
                "adds a file."
            )
            lines += Content(text).wrap(width)
        else:
            lines.append(line(("No card matches this search.", "bold")))
            if query.odd:
                odd = f"There is no field “{query.odd}”, so that is searched as text."
                lines += Content(odd).stylize("$close").wrap(width)
            how = Content(HOW).stylize("$quiet").wrap(width)
            lines += how if len(lines) + len(how) <= height else []
        return lines

    # What is found

    @on(Input.Changed, "#search")
    def _searched(self) -> None:
        if self._field.value != self._search.query.text:
            self._search.look_for(self._field.value)
            self._show()

    @on(Input.Submitted, "#search")
    def _leave_search(self) -> None:
        self._list.focus()

    def action_list(self) -> None:
        """From the search to the cards."""
        self._list.focus()

    def _show(self, *, keeps_place: bool = False) -> None:
        """Show what is found."""
        rows, at, before = self._search.found, 0, self._row
        if keeps_place and before is not None:
            around = range(max(0, self._list.at - 500), self._list.at + 500)
            at = next(
                (at for at in around if at < len(rows) and rows[at] == before),
                self._list.at,
            )
        self._list.show(rows, at)
        self._peek.set_class(not rows, "-none-found")
        self._show_card()
        self.refresh_bindings()

    @on(LineList.Moved)
    def _show_card(self) -> None:
        self._peek.show()
        self._top.show()

    # What is done

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, with what they do now."""
        leave = "Clear" if self._field.value or self._marked else "Back"
        return relabelled(super().active_bindings, {"browse.home": leave})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a search is typed no letter is a command; without a card few are."""
        if action == "list":
            return self._field.has_focus
        if action in ACTIONS and action != "home" and self._field.has_focus:
            return False
        if action in ACTIONS and action not in WITHOUT_CARD and self._row is None:
            return False
        return super().check_action(action, parameters)

    async def reread(self, changes: Changes) -> None:
        """Show the cards as they are in their decks now."""
        self._marked = {changes.same.get(key, key) for key in self._marked}
        self._search.look_again(Rows(self._workspace, self._workspace.now()))
        self._show(keeps_place=True)
        self._warm()

    def come_back(self) -> None:
        """Show the same cards with their progress as it is now."""
        self._rows.now = self._workspace.now()
        self._rows.forget_progress()
        self._search.look_again()
        self._show(keeps_place=True)
        self._warm()

    def action_search(self) -> None:
        """To the search: what is typed next goes there."""
        self.set_focus(self._field)

    def action_detail(self) -> None:
        """One card with its history."""
        for key in self._current_keys:
            self.app.push_screen(CardScreen(self._workspace, key))

    def action_mark(self) -> None:
        """Mark the current card, or unmark it, and go on to the next."""
        self._marked ^= {*self._current_keys}
        self._list.refresh_row(self._list.at)
        self._list.action_go(1)
        self._top.show()

    def action_mark_all(self) -> None:
        """Mark all that are found; if they are marked already, unmark them."""
        keys = {self._rows.keys[row] for row in self._search.found}
        is_marked = keys <= self._marked
        self._marked = self._marked - keys if is_marked else self._marked | keys
        self._list.refresh()
        self._top.show()

    def action_sort(self) -> None:
        """Sort by the next column that is shown."""
        is_wide = self._list.row_width >= WIDE
        names = ["", *(name for name in ORDERS if is_wide or name != "answer")]
        now = self._search.column
        at = names.index(now) if now in names else 0
        self._sort(names[(at + 1) % len(names)])

    def action_turn(self) -> None:
        """Reverse the order."""
        self._sort(self._search.column, is_reversed=not self._search.is_reversed)

    def action_sort_by(self, name: str) -> None:
        """Sort by a column; if it is the current one, reverse the order."""
        is_same = name == self._search.column
        self._sort(name, is_reversed=is_same and not self._search.is_reversed)

    def _sort(self, name: str, *, is_reversed: bool = False) -> None:
        self._search.order_by(name, is_reversed=is_reversed)
        self._show()

    @property
    def _current_keys(self) -> list[str]:
        """The current card, if there is one."""
        return [] if self._row is None else [self._rows.keys[self._row]]

    def _chosen(self) -> list[str]:
        """The marked cards among those that are found, or the current one."""
        if self._marked:
            keys = [self._rows.keys[row] for row in self._search.found]
            if chosen := [key for key in keys if key in self._marked]:
                return chosen
        return self._current_keys

    def _say(self, text: str) -> None:
        """Say what was done, and show the cards as they are now."""
        if text:
            self.come_back()
            self._top.say(text)

    @work
    async def action_tag(self) -> None:
        """Put a tag on the chosen cards, or take one off."""
        self._say(await acts.tag(self.app, self._workspace, self._chosen()))

    @work
    async def action_reset(self) -> None:
        """Make the chosen cards new again."""
        self._say(await acts.reset(self.app, self._workspace, self._chosen()))

    def action_suspend(self) -> None:
        """Suspend the chosen cards, or ask them again."""
        self._say(acts.suspend(self.app, self._workspace, self._chosen()))

    async def action_undo(self) -> None:
        """Undo the latest step."""
        self._say(await acts.undo(self.app, self._workspace))

    def action_edit(self) -> None:
        """Edit the current card."""
        for key in self._current_keys:
            edit = edit_card(self.app, self._workspace, key)
            self.app.run_worker(edit)

    def action_read(self) -> None:
        """The fact of the current card in its text."""
        for key in self._current_keys:
            self.app.show_facts(self.current_deck, key)

    def action_study(self) -> None:
        """Study the marked cards, or all that are found."""
        if self._marked:
            keys = self._chosen()
        else:
            keys = [self._rows.keys[row] for row in self._search.found]
        names = list(
            dict.fromkeys(self._rows.decks[row] for row in self._rows.rows_of({*keys}))
        )
        app, workspace = self.app, self._workspace
        first, only = next(iter(self._current_keys), ""), frozenset(keys)
        app.run_worker(
            study(app, workspace, names, "these", only=only, first=first, starts=False)
        )

    def action_home(self) -> None:
        """Clear the search, then the marks, then go back."""
        if self._field.value:
            self._field.value = ""
            self._list.focus()
        elif self._field.has_focus:
            self._list.focus()
        elif self._marked:
            self._marked.clear()
            self._list.refresh()
            self._top.show()
        else:
            self.dismiss()


def _short(text: str) -> Content:
    """The beginning of a text: a row shows no more."""
    return headline(text[:LONGEST])
