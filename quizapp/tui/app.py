"""The app: it opens the workspace behind the first paint, and alone navigates."""

from __future__ import annotations

import gc
from collections.abc import Sequence, Set
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import on, work
from textual.filter import LineFilter, NoColor
from textual.screen import Screen
from textual.worker import WorkerCancelled, get_current_worker

from quizapp.errors import QuizappError
from quizapp.tui.keys.anywhere import APP
from quizapp.tui.keys.verb import bindings
from quizapp.tui.preferring import Preferring
from quizapp.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.model import QuizPlan
    from quizapp.study.sitting import Sitting
    from quizapp.study.workspace import Glance, Workspace
    from quizapp.tui.desk import Desk
    from quizapp.tui.screens.browse import BrowseScreen
    from quizapp.tui.screens.study import StudyScreen
    from quizapp.tui.screens.summary import SummaryScreen


QUIET = 0.3
"""Seconds of reading that are not worth a word."""
NOTHING_LEFT = {
    "ahead": "There is nothing to study ahead here: a new card has no day yet, and one "
    "that is set aside is not asked.",
    "more new": "There is no new card left here.",
}
"""What is told instead of a sitting without a question, by its plan."""


class QuizApp(Preferring):
    """Declares the verbs of every screen, and goes from one to the other."""

    TITLE = "quizapp"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings(APP)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(
        self,
        desk: Desk,
        names: Sequence[str] = (),
        limit: int | None = None,
        quiz: QuizPlan | None = None,
        query: str | None = None,
    ) -> None:
        """With `names` (or a `limit`, or a `query` for cards) the app opens in their
        study, with a `quiz` in it."""
        super().__init__(desk)
        self._asked: tuple[Sequence[str], str] = (names, "due")
        self._limit = limit
        self._only: Set[str] | None = None
        self._query = query
        self._waits_to_study = bool(names or limit or query)
        self._quiz = quiz

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, with highlights on which letters can be read."""
        variables = super().get_css_variables()
        if self.current_theme.ansi:
            return variables
        return {
            **variables,
            "block-cursor-background": f"{variables['primary']} 35%",
            "block-cursor-foreground": "auto 100%",
            "block-cursor-blurred-background": f"{variables['foreground']} 10%",
            "block-cursor-blurred-foreground": "auto 100%",
        }

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What draws without colour.

        Textual chooses it before the theme is set, and shades of grey made of the
        terminal's own colours are black on black.
        """
        if self.no_color and self.native_ansi_color:
            return [NoColor()]
        return super().get_line_filters()

    def get_default_screen(self) -> Screen[None]:
        """Home comes first."""
        return HomeScreen(self._desk.rows)

    def on_mount(self) -> None:
        """Apply this machine's preferences; read the decks behind the first paint."""
        settings = self._desk.settings
        for problem in settings.problems:
            self.notify(problem, severity="warning", timeout=30, markup=False)
        if settings.theme in self.available_themes:
            self.theme = settings.theme
        if settings.keys:
            from quizapp.tui.keys.keymap import checked_keymap

            usable, problems = checked_keymap(settings.keys)
            self.set_keymap(usable)
            for problem in problems:
                self.notify(problem, severity="warning", markup=False)
        self.theme_changed_signal.subscribe(self, lambda _: self._keep_theme())
        self.call_after_refresh(self._open_workspace)

    @work(thread=True)
    def _open_workspace(self) -> None:
        """Counts as they were kept first, then everything.

        Nothing waits for the screen here: it may be closing.
        """
        worker, desk, begun = get_current_worker(), self._desk, monotonic()

        def progress(share: float) -> None:
            if worker.is_cancelled:
                raise WorkerCancelled
            if monotonic() - begun > QUIET:
                self.call_later(self._show_progress, share)

        try:
            store = desk.open_store(progress)
            if told := desk.glance(store):
                self.call_later(self._show_glance, told)
            workspace = desk.open_workspace(store)
            store.load(progress)
            changes = workspace.reconcile()
        except QuizappError as error:
            self.call_later(
                self.notify, str(error), severity="error", timeout=60, markup=False
            )
            return
        except WorkerCancelled:
            return
        self.call_later(self._have_workspace, workspace, changes)

    def _show_progress(self, share: float) -> None:
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.show_progress(share)

    def _show_glance(self, told: Glance) -> None:
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.show(told.standings, told.today)

    def _have_workspace(self, workspace: Workspace, changes: Changes) -> None:
        self._workspace = workspace
        for problem in workspace.problems:
            self.notify(problem, severity="warning", timeout=30, markup=False)
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.fill(workspace)
        if self._waits_to_study:
            self._study()
        if self._quiz:
            self._begin_quiz(self._quiz)
        self.tell_changes(changes, said=("ADDED",))
        self.watch_decks()
        self.offer_unsaved()
        gc.enable()
        gc.freeze()

    @on(HomeScreen.Study)
    def _wants_study(self, event: HomeScreen.Study) -> None:
        self._asked = (event.names, event.plan)
        self._limit = self._only = self._start = None
        self._study()

    def on_browse_screen_wants(self, event: BrowseScreen.Wants) -> None:
        """A sitting over these cards: what is due of them, else before its day."""
        if event.what != "study" or not self._workspace:
            return
        only = set(event.keys)
        names = [
            name
            for name in self._workspace.decks
            if not only.isdisjoint(self._workspace.cards_of(name))
        ]
        now = self._workspace.now()
        memories = self._workspace.memories
        waits = any(
            key not in memories or now.awaits(memories[key])
            for name in names
            for key, _ in self._workspace.cards([name])
            if key in only
        )
        self._asked = (names, "due" if waits else "ahead")
        self._limit, self._only, self._start = None, only, self.screen
        self._study()

    def _study(self) -> None:
        """Begin the sitting that was asked for, once there is a workspace."""
        if not self._workspace:
            self._waits_to_study = True
            return
        self._waits_to_study = False
        from quizapp.study.sitting import Plan, Sitting
        from quizapp.tui.screens.study import StudyScreen

        names, plan = self._asked
        try:
            chosen = self._workspace.named(names) or self._workspace.started
            if self._query:
                chosen = self._workspace.named(names) or self._workspace.shown
                from quizapp.study.browse import found

                self._only, self._query = found(self._workspace, self._query), None
        except QuizappError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return
        if not chosen:
            self.notify("No deck is started yet: press Enter on one.", markup=False)
            return
        self._sittings += 1
        sitting = Sitting(
            self._workspace,
            chosen,
            seed=self._desk.seed + self._sittings,
            plan=Plan(plan),
            limit=self._limit,
            only=self._only,
        )
        if not sitting.question and (told := NOTHING_LEFT.get(plan)):
            self.notify(told, markup=False)
            return
        self._go_back()
        # The queue stays as long as the sitting; and the screen collects its garbage
        # itself, while a verdict is being read, never between two questions.
        gc.freeze()
        gc.disable()
        if sitting.question:
            self.push_screen(StudyScreen(sitting))
        else:
            self._sum_up(sitting)

    def on_study_screen_ended(self, event: StudyScreen.Ended) -> None:
        """A sitting is over, or was left."""
        self._go_back()
        self._look_again()
        if event.sitting.summary().reviews or not event.sitting.question:
            self._sum_up(event.sitting)

    def _look_again(self) -> None:
        """Where it was begun, the cards are others now."""
        from quizapp.tui.screens.browse import BrowseScreen

        if isinstance(self._start, BrowseScreen):
            self._start.look_again()

    def _sum_up(self, sitting: Sitting) -> None:
        from quizapp.tui.screens.summary import SummaryScreen

        is_over = sitting.question is None
        self.push_screen(SummaryScreen(sitting.summary(), is_over=is_over))

    def on_summary_screen_next(self, event: SummaryScreen.Next) -> None:
        """From the summary to where the sitting was begun, or into another one."""
        if event.wanted == "home":
            self._go_back()
        else:
            self._asked = (self._asked[0], event.wanted)
            self._study()

    @on(HomeScreen.Scores)
    def show_scores(self) -> None:
        """How it went, in a screen of its own."""
        workspace = self._workspace
        if not workspace:
            return
        from quizapp.study.workspace.figures import scored
        from quizapp.tui.screens.scores import ScoresScreen

        now = workspace.now()
        decks = {
            name: deck.title
            for name, deck in workspace.decks.items()
            if not workspace.state(name).hidden
        }
        self.push_screen(ScoresScreen(decks, partial(scored, workspace, now)))

    def on_scores_screen_done(self) -> None:
        """Back from the scores."""
        self._go_home()

    def close(self) -> None:
        """Write the caches, after the terminal has been given back."""
        if self._workspace:
            self._workspace.close()
