"""The way through a quiz: set up, asked, told, read, and once more."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual import on
from textual.screen import Screen

from quizapp.errors import QuizappError
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.watching import DeckWatch

if TYPE_CHECKING:
    from quizapp.model import QuizPlan
    from quizapp.study.quiz import Quiz
    from quizapp.tui.desk import Desk
    from quizapp.tui.screens.quiz import QuizScreen
    from quizapp.tui.screens.reading import ReadingScreen
    from quizapp.tui.screens.result import ResultScreen


class QuizRounds(DeckWatch):
    """Goes from one screen of a quiz to the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sittings = 0
        self._start: Screen[object] | None = None
        """Where the sitting was begun, if not at home."""

    def _go_home(self) -> None:
        gc.enable()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.call_after_refresh(self.ask_unclear)

    def _go_back(self) -> None:
        """To where a sitting was begun: the cards, or home."""
        gc.enable()
        while len(self.screen_stack) > 1 and self.screen is not self._start:
            self.pop_screen()
        if isinstance(self.screen, HomeScreen):
            self.call_after_refresh(self.ask_unclear)

    @on(HomeScreen.Quiz)
    def _wants_quiz(self, event: HomeScreen.Quiz) -> None:
        """Go on with the open quiz, or set one up."""
        if self._workspace and not self._resume_quiz():
            self._set_up_quiz(event.name)

    def _set_up_quiz(self, name: str) -> None:
        """Ask what a quiz is to ask; the deck of this name is chosen at first."""
        from quizapp.tui.screens.setup import SetupScreen

        assert self._workspace
        decks = {
            name: (deck.title, [card.topic for card in deck.cards])
            for name, deck in self._workspace.decks.items()
            if not self._workspace.state(name).hidden
        }
        self._sittings += 1
        seed = (self._desk.seed + self._sittings) % 1_000_000
        self.push_screen(SetupScreen(decks, name, seed), self._begin_quiz)

    def _resume_quiz(self) -> bool:
        from quizapp.study.quiz import Quiz

        assert self._workspace
        try:
            quiz = Quiz.resume(self._workspace)
        except QuizappError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return True
        if quiz:
            self._show_quiz(quiz)
        return quiz is not None

    def _begin_quiz(self, plan: QuizPlan | None) -> None:
        """Begin a quiz; without a deck in its plan go on with the open one."""
        if plan is None or not self._workspace:
            return
        from quizapp.study.quiz import Quiz

        if not plan.decks:
            if not self._resume_quiz():
                self.notify("There is no open quiz. z sets one up.", markup=False)
            return
        try:
            quiz = Quiz.begin(self._workspace, plan)
        except QuizappError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return
        self._show_quiz(quiz)

    def _show_quiz(self, quiz: Quiz) -> None:
        from quizapp.tui.screens.quiz import QuizScreen

        self._go_home()
        self.push_screen(QuizScreen(quiz))

    def on_quiz_screen_wants_to_hand_in(self, event: QuizScreen.WantsToHandIn) -> None:
        """Ask before the end."""
        from quizapp.tui.screens.confirm import ConfirmScreen
        from quizapp.tui.screens.quiz import QuizScreen

        def answered(answer: str | None) -> None:
            if answer == "yes" and isinstance(self.screen, QuizScreen):
                self.screen.hand_in()

        self.push_screen(ConfirmScreen(event.text, yes="Hand in"), answered)

    def on_quiz_screen_wants_to_give_up(self) -> None:
        """Ask before the end."""
        from quizapp.tui.screens.confirm import ConfirmScreen
        from quizapp.tui.screens.quiz import QuizScreen

        def answered(answer: str | None) -> None:
            if answer == "yes" and isinstance(self.screen, QuizScreen):
                self.screen.give_up()

        text = "Give up this quiz? It gets no mark, and none of its answers count."
        self.push_screen(ConfirmScreen(text, yes="Give up"), answered)

    def on_quiz_screen_ended(self, event: QuizScreen.Ended) -> None:
        """Handed in: the result, or after a pre-test the facts. Left: home."""
        from quizapp.tui.screens.result import ResultScreen

        self._go_home()
        if event.is_given_up:
            self.notify("Given up: it has no mark.", markup=False)
        elif event.result is None:
            self.notify("The quiz is kept: z goes on with it.", markup=False)
        else:
            self.push_screen(ResultScreen(event.result))

    def on_result_screen_next(self, event: ResultScreen.Next) -> None:
        """From the result home, to the facts, or into another quiz."""
        from msgspec.structs import replace

        from quizapp.tui.screens.reading import ReadingScreen

        self._go_home()
        assert self._workspace
        plan = event.result.plan
        match event.wanted:
            case "read":
                cards = [card for _, card in self._workspace.cards(plan.decks)]
                self.push_screen(ReadingScreen(cards, event.result.next_plan))
            case "redo":
                wrong = tuple(line.question.card.key for line in event.result.wrong)
                self._begin_quiz(
                    replace(
                        plan,
                        cards=wrong,
                        count=len(wrong),
                        after=event.result.quiz,
                        seed=plan.seed + 1,
                    )
                )
            case "again":
                self._set_up_quiz(plan.decks[0])

    def on_reading_screen_done(self, event: ReadingScreen.Done) -> None:
        """The facts were read."""
        self._go_home()
        self._begin_quiz(event.plan)
