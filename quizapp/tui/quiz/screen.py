"""A quiz: question after question, in any order, until it is handed in."""

from __future__ import annotations

from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.content import Content

from quizapp.cards.questions import KINDS, problem
from quizapp.model import Mark, Mode
from quizapp.study.quiz import Quiz, Result
from quizapp.text import plural
from quizapp.tui.dialogs.dialog import confirm
from quizapp.tui.draw import Part, clickable, line, pad
from quizapp.tui.keys.learning import QUIZ
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.kinds import Room
from quizapp.tui.kinds.form import enter_button
from quizapp.tui.kinds.screen import QuestionScreen
from quizapp.tui.kinds.verdict import Feedback
from quizapp.tui.signs import SIGNS
from quizapp.tui.widgets.lines import Sheet
from quizapp.tui.widgets.prose import headline

TICK = 1.0
"""Seconds between updates of the time left."""
SOON = 60_000
"""The time left stands out in these last milliseconds."""
WITH_ALL = 72
"""Columns of a top line with room for everything."""


class QuizScreen(QuestionScreen[Result | None]):
    """One quiz; dismissed with its result, or with `None` if it was left or
    abandoned."""

    BINDINGS = bindings(QUIZ)

    def __init__(self, quiz: Quiz) -> None:
        super().__init__()
        self._quiz = quiz
        self._numbers = Sheet(self._draw_numbers, id="numbers")

    def compose(self) -> ComposeResult:
        """The top line, the questions by number, the question, the keys."""
        yield self._top
        yield self._numbers
        yield self._view
        yield self._keys

    async def on_mount(self) -> None:
        """Show the current question, and update the time each second."""
        if self._quiz.plan.limit is not None:
            self.set_interval(TICK, self.tick)
        await self._show()

    def tick(self) -> None:
        """Show the time; when it is up, hand in, unless a dialog is open."""
        if self._quiz.is_over and not self.is_active:
            return
        if self._quiz.is_over:
            self._keep_draft()
            if self._hand_in():
                self.app.notify("Time's up.", severity="warning")
            return
        self._top.show()

    # What is shown

    @property
    def awaits_answer(self) -> bool:  # type: ignore[override]
        """Whether what is typed is an answer."""
        return self._quiz.verdict is None

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys; Enter says what it does now."""
        label = self._view.enter_label
        labels = {"quiz.enter": label} if label else {}
        return relabelled(super().active_bindings, labels)

    def _place(self, width: int) -> tuple[Content, Content]:
        """The question's number and what became of it; answered, time left."""
        quiz = self._quiz
        count, step = len(quiz.questions), quiz.step(quiz.at)
        said = ""
        if step.answered:
            said = "   answered" if step.given is not None else "   “I don't know”"
        topic = (
            quiz.question.card.topic if quiz.verdict else ""
        )  # it may give the answer away
        left: list[Part] = [(f"Question {quiz.at + 1}", "bold"), f" of {count}"]
        right: list[Part] = []
        if width >= WITH_ALL:
            left.append((said, "$quiet"))
            right = [(f"{quiz.answered}", "bold $right"), (" answered", "$quiet")]
        if quiz.remaining is not None:
            left_ms = quiz.remaining
            style = "bold $wrong" if left_ms <= SOON else "bold"
            clock = f"{left_ms // 60_000}:{left_ms // 1000 % 60:02}"
            right += ["   " if right else "", (clock, style), (" left", "$quiet")]
        whole = line(*left, "   ", headline(topic, "$quiet"))
        has_room = whole.cell_length + 2 + line(*right).cell_length <= width
        return whole if has_room else line(*left), line(*right)

    def _draw_numbers(self, width: int, _height: int) -> list[Content]:
        """The questions by number; only those around the current one if not all fit."""
        quiz = self._quiz
        count = len(quiz.questions)
        sizes = [
            len(f"{number}■ ") + quiz.step(number - 1).marked
            for number in range(1, count + 1)
        ]
        first, last = 0, count
        if sum(sizes) > width - 2:
            room = max(1, (width - 2 - len("… … ")) // max(sizes))
            first = max(0, min(quiz.at - room // 2, count - room))
            last = min(count, first + room)
        shown = [pad(self._number(at), sizes[at]) for at in range(first, last)]
        before, after = "… " if first else "", "…" if last < count else ""
        return [line("  ", (before, "$quiet"), *shown, (after, "$quiet"))]

    def _number(self, index: int) -> Content:
        """A question's number, with signs: answered or not, in practice right or
        wrong; flagged or not."""
        step, verdict = self._quiz.step(index), self._quiz.verdict_on(index)
        sign, style = "·", "$quiet"
        if verdict:
            is_missed = verdict.mark is Mark.UNKNOWN
            sign, style = SIGNS[Mark.WRONG if is_missed else verdict.mark]
        elif step.answered:
            sign, style = "■", "$ink"
        if index == self._quiz.at:
            colour = "$ink" if style == "$quiet" else style.removeprefix("bold ")
            style = f"bold underline {colour}"
        flag: Part = ("!", "bold $close") if step.marked else ""
        number = line((f"{index + 1}{sign}", style), flag)
        return clickable(number, f"screen.go_to({index})")

    async def _show(self) -> None:
        """Show the current question, with its verdict where there is one."""
        quiz = self._quiz
        self._note_shown()
        await self._view.ask(quiz.question, quiz.step(quiz.at).given)
        if verdict := quiz.verdict:
            feedback = Feedback(verdict, is_graded=False)
            await self._view.show_verdict(feedback, self._next_button)
        self._show_place()
        self._keys.look()

    def _next_button(self, room: Room) -> list[Content]:
        is_all = self._quiz.answered == len(self._quiz.questions)
        return enter_button(room, "Hand in" if is_all else "Next question")

    def _show_place(self) -> None:
        self._top.show(self._quiz.answered / len(self._quiz.questions))
        self._numbers.show()

    # Answers

    async def _answer(self, given: str | None) -> None:
        if self._quiz.verdict:
            return
        if not self._keep(partial(self._quiz.answer, given)):
            if self._view.form:
                self._view.form.given = None
        elif self._quiz.plan.mode is Mode.PRACTICE:
            await self._show()
        else:
            await self.action_next()

    async def action_enter(self) -> None:
        """What Enter gives."""
        await self._enter()

    # From one question to another

    async def action_next(self) -> None:
        """To the next question without an answer; hand in after the last."""
        quiz = self._quiz
        if quiz.answered == len(quiz.questions):
            if not quiz.verdict:
                await self._show()
            self.action_hand_in()
        elif self._keep(quiz.go_on):
            await self._show()

    async def action_forward(self) -> None:
        """To the question after this one."""
        await self._go(self._quiz.at + 1)

    async def action_back(self) -> None:
        """To the question before this one."""
        await self._go(self._quiz.at - 1)

    async def action_go_to(self, index: int) -> None:
        """To the question whose number was clicked."""
        await self._go(index)

    async def _go(self, index: int) -> None:
        if self._keep_draft() and self._keep(partial(self._quiz.go, index)):
            await self._show()

    def _keep_draft(self) -> bool:
        """What was entered but not handed in is an answer too; in practice, or if it
        cannot be judged, it is kept as a draft. Return whether it is on the disk."""
        quiz = self._quiz
        draft, step = self._view.draft, quiz.step(quiz.at)
        if not draft:
            is_typed = KINDS[quiz.question.kind].is_typed
            was_wiped = bool(step.given) and is_typed
            is_open = was_wiped and quiz.verdict is None
            return not is_open or self._keep(quiz.clear)
        if step.answered and step.given == draft:
            return True
        if quiz.plan.mode is Mode.PRACTICE or problem(quiz.question, draft):
            return self._keep(partial(quiz.note, draft))
        return self._keep(partial(quiz.answer, draft))

    def action_mark(self) -> None:
        """Flag the question for later, or remove the flag."""
        if self._keep(self._quiz.mark):
            is_marked = self._quiz.step(self._quiz.at).marked
            self._show_place()
            self._top.say("Flagged for later" if is_marked else "No longer flagged")

    # The end

    @work
    async def action_hand_in(self) -> None:
        """Hand in; ask first, and say what is unanswered or flagged."""
        quiz = self._quiz
        if not self._keep_draft():
            return
        self._show_place()
        steps = [quiz.step(index) for index in range(len(quiz.questions))]
        open_ = sum(not step.answered for step in steps)
        marked = sum(step.marked for step in steps)
        has = plural(open_, "question has", "questions have")
        text = [f"{has} no answer." if open_ else "Every question is answered."]
        if marked:
            text.append(f"{plural(marked, 'is', 'are')} flagged for later.")
        text.append("Hand in?")
        is_safe = not open_ and not marked
        if await confirm(
            self.app, " ".join(text), "Hand in", "Keep working", is_safe=is_safe
        ):
            self._hand_in()

    def _hand_in(self) -> bool:
        """Hand in, and return whether that is on the disk."""
        results: list[Result] = []
        if not self._keep(lambda: results.append(self._quiz.hand_in())):
            return False
        self.dismiss(results[0])
        return True

    @work
    async def action_give_up(self) -> None:
        """End the quiz without a mark; ask first."""
        text = "Abandon this quiz? It gets no mark, and none of its answers count."
        if await confirm(self.app, text, "Abandon") and self._keep(self._quiz.give_up):
            self.dismiss(None)

    def _keep_rest(self) -> bool:
        if not self._quiz.is_open:
            return True
        is_kept = self._keep_draft()
        self._quiz.leave()
        return is_kept

    def action_leave(self) -> None:
        """Leave; the quiz stays open."""
        if self._keep_draft():
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """“Next” is for a verdict that has been read; ends have nothing beyond."""
        quiz = self._quiz
        match action:
            case "enter":
                return quiz.verdict is None and bool(self._view.enter_label)
            case "next":
                return quiz.verdict is not None
            case "forward":
                return quiz.at + 1 < len(quiz.questions)
            case "back":
                return quiz.at > 0
            case "unknown":
                return quiz.verdict is None
        return super().check_action(action, parameters)
