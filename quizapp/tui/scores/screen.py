"""What has been learned: one sentence, the cards worth another look, and the rest."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Container
from textual.content import Content
from textual.reactive import reactive

from quizapp.cards.identity import Changes
from quizapp.study.scores import Figures, Look
from quizapp.study.workspace import Workspace
from quizapp.study.workspace.scored import ever_forgotten, scored
from quizapp.text import one_line
from quizapp.tui.base import BaseScreen
from quizapp.tui.browse.card import CardScreen
from quizapp.tui.browse.lines import About, fitting, returns
from quizapp.tui.draw import BLANK, button, line, spread, tabs
from quizapp.tui.keys.learning import SCORES
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.scores.detail import DetailScreen
from quizapp.tui.scores.lines import (
    WIDEST,
    forgotten_head,
    forgotten_row,
    look_row,
    overview,
    said,
    whats_next,
)
from quizapp.tui.scores.pick import PickScreen
from quizapp.tui.study.flow import study
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList, Sheet
from quizapp.tui.widgets.panel import Panel, TopLine
from quizapp.tui.write.flow import edit_card

FEW = 2000
"""The figures of at most this many cards are computed before the first paint."""
TABS = {"screen.overview": "Overview", "screen.cards": "Cards"}


class ScoresScreen(BaseScreen[None]):
    """The scores of all decks or of one, in two tabs."""

    BINDINGS = bindings(SCORES)
    CSS_PATH = "scores.tcss"
    shows_cards = reactive(False, toggle_class="-cards", repaint=False)
    """Whether the tab of the cards is shown, in place of the overview."""
    _sentence = getters.query_one("#sentence", Panel)
    _looks = getters.query_one("#looks", LineList)
    _pictures = getters.query_one("#pictures", Panel)
    _forgotten = getters.query_one("#forgotten", LineList)
    _card = getters.query_one("#card", Sheet)
    _top = getters.query_one(TopLine)

    def __init__(self, workspace: Workspace, deck: str = "") -> None:
        super().__init__()
        self._workspace = workspace
        self._deck = deck
        self._figures: Figures | None = None
        self._now = workspace.now()
        if sum(len(each.cards) for each in workspace.decks.values()) <= FEW:
            self._read()

    def _read(self) -> Figures:
        """Compute the figures."""
        workspace = self._workspace
        if self._deck not in workspace.decks:
            self._deck = ""
        self._now = workspace.now()
        self._figures = scored(workspace, self._now, self._deck)
        self.set_class(not self._figures.looks, "-no-looks")
        return self._figures

    def compose(self) -> ComposeResult:
        """The overview, and the cards that were forgotten with one of them in full."""
        yield TopLine(self._draw_top)
        with Container(id="scores"):
            yield Panel(self._draw_sentence, id="sentence")
            yield LineList[Look](
                self._figures.looks if self._figures else (),
                self._draw_look,
                height=self._row_height,
                head=self._head,
                id="looks",
                classes="frame",
            )
            yield Panel(self._draw_pictures, id="pictures")
            yield LineList[Look](
                (),
                self._draw_forgotten,
                head=self._forgotten_head,
                id="forgotten",
                classes="frame",
            )
            yield Sheet(self._draw_card, id="card")
        yield KeyLine()

    def on_mount(self) -> None:
        """The figures of many cards come after the first paint."""
        if self._figures:
            self._show_tab()
        else:
            self.call_after_refresh(self.come_back)

    async def reread(self, _: Changes) -> None:
        """Take the cards as their decks have them now."""
        if self._figures:
            self.come_back()

    @property
    def _row_height(self) -> int:
        """Two lines where the reason does not fit beside the question."""
        width, height = self.app.size
        return 2 if height >= 20 and width < 100 else 1

    def on_resize(self) -> None:
        """Give the rows the height that suits the screen."""
        if self._looks.row_height != self._row_height:
            self._looks.row_height = self._row_height
            self._looks.show(self._looks.rows)

    def come_back(self) -> None:
        """Bring the figures and the cards up to date."""
        self._looks.show(self._read().looks)
        self._show_tab()
        self._sentence.refresh(layout=True)
        self._pictures.refresh()
        self._top.show()

    @on(LineList.Moved, "#forgotten")
    def _moved(self) -> None:
        self._card.show()

    def _show_tab(self) -> None:
        """Fill the current tab, which has the focus."""
        if self.shows_cards:
            cards = ever_forgotten(self._workspace, self._now, self._deck)
            self._forgotten.show(cards)
            self.set_class(not cards, "-none-forgotten")
            self._card.show()
        self.set_focus(self._rows if self._rows.rows else None)
        self.refresh_bindings()

    # What is drawn

    def _scope(self) -> str:
        """Whose scores these are if there are several users, and the deck."""
        is_one_of_several = len(self.app.users) > 1
        deck = self._workspace.decks.get(self._deck)
        title = one_line(deck.title) if deck else "all decks"
        user = one_line(self._workspace.store.user)
        return f"{user} · {title}" if is_one_of_several else title

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        shown = "screen.cards" if self.shows_cards else "screen.overview"
        left = line(("Scores", "bold"), "   ", tabs(TABS, shown))
        room = max(0, width - left.cell_length - 2)
        scope = Content(self._scope()).stylize("$quiet")
        return left, scope.truncate(room, ellipsis=True) if room > 4 else BLANK

    def _draw_sentence(self, width: int, _: int) -> list[Content]:
        if not self._figures:
            return [BLANK, BLANK]
        is_short = self.has_class("-short") and bool(self._figures.looks)
        lines = said(self._figures, is_short=is_short).wrap(min(width, WIDEST))
        if not self._figures.looks:
            text, does_enter = whats_next(self._figures, self._deck)
            lines += [BLANK, *text.wrap(min(width, WIDEST))]
            if does_enter:
                label = Content(" ⏎ Study ")
                style = self.button_style
                lines += [BLANK, *button(label, "screen.open", style=style)]
        return lines

    def _head(self, width: int) -> Content:
        """The titles of the columns, except of an empty one."""
        has_times = any(look.forgotten for look in self._looks.rows)
        times = line(("forgotten", "$quiet")) if has_times else BLANK
        return spread(line(("Worth another look", "$quiet")), times, width)

    def _draw_look(self, look: Look, width: int) -> list[Content]:
        return look_row(look, self._looks.rows, width, self._looks.row_height)

    def _draw_pictures(self, width: int, height: int) -> list[Content]:
        if not self._figures:
            return []
        return overview(self._figures, width, height, in_colour=self.in_colour)

    def _forgotten_head(self, width: int) -> Content:
        return forgotten_head(self._forgotten.rows, width)

    def _draw_forgotten(self, look: Look, width: int) -> list[Content]:
        memory = self._workspace.memories.get(look.key)
        is_suspended = look.key in self._workspace.suspended
        when = returns(memory, self._now, is_suspended=is_suspended)
        return [forgotten_row(look, when, width)]

    def _draw_card(self, width: int, height: int) -> list[Content]:
        look: Look | None = self._forgotten.row
        if not look:
            text = "Here you find cards that you forgot, or missed more than once."
            return Content(text).wrap(width) if self._figures else []
        about = About.of(self._workspace, look.key, self._now)
        if not about:
            return []
        return fitting(about, look.why, width, height)

    # What is done

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys; Enter says what it does now."""
        labels = {} if self._look else {"scores.open": "Study"}
        return relabelled(super().active_bindings, labels)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now has its key shown."""
        figures = self._figures
        if action in ("cards", "overview"):
            return self.shows_cards is (action == "overview")
        if action == "study":
            return bool(self._listed)
        if action == "edit":
            return self._look is not None
        if action == "open":
            return self._look is not None or bool(
                figures and not self.shows_cards and whats_next(figures, self._deck)[1]
            )
        return super().check_action(action, parameters)

    @property
    def _rows(self) -> LineList[Look]:
        """The list of the current tab."""
        return self._forgotten if self.shows_cards else self._looks

    @property
    def _listed(self) -> Sequence[Look]:
        """The cards of the current tab."""
        return self._rows.rows if self.is_mounted else ()

    @property
    def _look(self) -> Look | None:
        """The current card."""
        return self._rows.row if self.is_mounted else None

    @property
    def current_deck(self) -> str:
        """The deck of the current card, or the one whose scores these are."""
        return self._look.deck if self._look else self._deck

    def action_open(self) -> None:
        """The current card; if none is worth another look, study what is due."""
        if self._look:
            self.app.push_screen(CardScreen(self._workspace, self._look.key))
        else:
            app = self.app
            names = (self._deck,) if self._deck else ()
            instead = "more new" if names else ""
            app.run_worker(study(app, self._workspace, names, instead=instead))

    def action_study(self) -> None:
        """Study the cards that are listed."""
        names = list(dict.fromkeys(look.deck for look in self._listed))
        only = frozenset(look.key for look in self._listed)
        app = self.app
        app.run_worker(study(app, self._workspace, names, "these", only=only))

    def action_edit(self) -> None:
        """Edit the current card."""
        if self._look:
            app = self.app
            app.run_worker(edit_card(app, self._workspace, self._look.key))

    def action_cards(self) -> None:
        """All cards that were ever forgotten."""
        self._turn_to(cards=True)

    def action_overview(self) -> None:
        """The sentence, and the cards worth another look."""
        self._turn_to(cards=False)

    def _turn_to(self, *, cards: bool) -> None:
        if self._figures and self.shows_cards is not cards:
            self.shows_cards = cards
            self._show_tab()
            self._top.show()

    def action_detail(self) -> None:
        """All figures."""
        scope = self._scope()
        self.app.push_screen(DetailScreen(self._workspace, self._deck, scope))

    @work
    async def action_deck(self) -> None:
        """Pick a deck, or all."""
        workspace = self._workspace
        titles = {name: workspace.decks[name].title for name in workspace.shown}
        name = await self.app.push_screen_wait(PickScreen(titles, self._deck))
        if name is not None:
            self._deck, self._figures = name, None
            self._looks.show((), 0)
            self._forgotten.show((), 0)
            self.come_back()

    def action_home(self) -> None:
        """Back."""
        self.dismiss()
