"""A sitting: a question, its verdict, a grade, and the next one."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.content import Content

from quizapp.cards.identity import Changes
from quizapp.cards.questions import shown_answer
from quizapp.errors import QuizappError
from quizapp.model import Grade, Sureness
from quizapp.study.sitting import Plan, Sitting, span_of
from quizapp.study.workspace import Workspace
from quizapp.tui.draw import Part, line
from quizapp.tui.keys.learning import STUDY
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.kinds import Room
from quizapp.tui.kinds.screen import QuestionScreen
from quizapp.tui.kinds.verdict import Feedback
from quizapp.tui.study.grades import grade_lines, sureness_lines
from quizapp.tui.widgets.prose import headline

WITH_COUNTS = 72
"""Columns of the top line from which there is room for the counts."""
REVIEWS = {Plan.AHEAD: "ahead", Plan.THESE: "to review"}
"""What reviews are called in plans that ask cards before they are due."""


class StudyScreen(QuestionScreen[None]):
    """One sitting, question after question; dismissed when it has ended or is left."""

    BINDINGS = bindings(STUDY)

    def __init__(self, workspace: Workspace, sitting: Sitting) -> None:
        super().__init__()
        self._workspace = workspace
        self._sitting = sitting
        self._given: str | None = None
        """The answer, while the learner says how sure they are."""
        self._prepared: set[str] = set()
        """Decks for which everything that a verdict needs has been read."""
        self._has_ended = False
        self._drafts: dict[str, str] = {}
        """What was entered for a card when it was suspended, by the card's key."""

    def compose(self) -> ComposeResult:
        """The top line, the question with all that follows, the keys."""
        yield self._top
        yield self._view
        yield self._keys

    async def on_mount(self) -> None:
        """Ask the first question."""
        await self._turn()

    # What is shown

    @property
    def awaits_answer(self) -> bool:  # type: ignore[override]
        """Whether what is typed is an answer."""
        return not self._sitting.verdict

    @property
    def current_deck(self) -> str:
        """The deck of the card that is asked."""
        return self._sitting.deck

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys; Enter says what it does now."""
        label = self._view.enter_label
        labels = {"study.answer": label, "study.next": label} if label else {}
        if not self._sitting.can_hint:
            labels["study.hint"] = ""
        return relabelled(super().active_bindings, labels)

    def _place(self, width: int) -> tuple[Content, Content]:
        """The deck, and the topic once it gives nothing away; what is left."""
        sitting, question = self._sitting, self._sitting.question
        if not question:
            return Content(""), Content("")
        deck = self._workspace.decks.get(sitting.deck)
        title = headline(deck.title if deck else sitting.deck, "bold")
        left = sitting.left
        counts: list[Part] = []
        if width >= WITH_COUNTS:
            for number, style, what in (
                (left.due, "bold $work", REVIEWS.get(sitting.plan, "due")),
                (left.new, "$work", "new"),
                (left.learning, "$close", "learning"),
            ):
                if number:
                    counts += [(f"{number:,}", style), (f" {what}   ", "$quiet")]
            counts.append("  ")
        right = line(
            *counts,
            (f"{sitting.finished:,}", "bold"),
            (f" of {sitting.total:,} done", "$quiet"),
        )
        topic = headline(question.card.topic if sitting.verdict else "", "$quiet")
        whole = line(title, (" › ", "$quiet"), topic)
        has_room = whole.cell_length + 2 + right.cell_length <= width
        return whole if topic and has_room else title, right

    def _show_place(self) -> None:
        """Show how far the sitting is."""
        self._top.show(self._sitting.share)

    def _show_edges(self) -> None:
        """Show how far the sitting is, and the keys: after the question or the verdict
        has been painted, so that nobody waits for them."""
        self._show_place()
        self._keys.look()

    async def _turn(self, given: str | None = None) -> None:
        """Show the next question, or end."""
        question = self._sitting.question
        self._given = None
        self._note_shown()
        if not question:
            self._end()
            return
        await self._view.ask(question, given)
        self.call_after_refresh(self._show_edges)
        if self._sitting.deck not in self._prepared:
            self._prepared.add(self._sitting.deck)
            self.run_worker(self._sitting.prepare, thread=True, group="prepare")
        self.call_after_refresh(self._sitting.related)  # for the verdict

    async def _show_verdict(self) -> None:
        """Show what was right, and when each grade would bring the card back."""
        sitting = self._sitting
        verdict = sitting.verdict
        assert verdict
        self._note_shown()
        feedback = Feedback(verdict, sitting.related(), leech=sitting.leech_advice)
        futures, moment = sitting.futures(), sitting.now()
        grades = sitting.grades
        spans = {grade: span_of(futures[grade], moment) for grade in grades}
        can_claim = sitting.can_claim

        def buttons(room: Room) -> list[Content]:
            return grade_lines(spans, verdict.proposed, room, can_claim=can_claim)

        await self._view.show_verdict(feedback, buttons)
        self.call_after_refresh(self._show_edges)

    def come_back(self) -> None:
        """End if the last card went away while another screen was on top."""
        if not self._sitting.question:
            self._end()

    def _end(self) -> None:
        """Close the screen, once, and not while another one is on top."""
        if self.is_active and not self._has_ended:
            self._has_ended = True
            self.dismiss(None)

    async def reread(self, changes: Changes) -> None:
        """Take the cards as their decks have them now."""
        self._prepared.clear()
        asked = self._asked_key
        is_other = self._sitting.reread(changes.same)
        question = self._sitting.question
        if is_other and question and self._sitting.verdict:
            await self._view.ask(question, self._sitting.verdict.given)
            await self._show_verdict()
        elif is_other:
            given = None
            if self._asked_key == changes.same.get(asked, asked):
                given = self._given or self._view.draft
            await self._turn(given)
        elif question:
            self._show_place()

    @property
    def _asked_key(self) -> str:
        question = self._sitting.question
        return question.card.key if question else ""

    # Answers

    async def take_key(self, name: str, character: str | None) -> bool:
        """Take a key as part of an answer; whether it is one."""
        if self._given is not None:
            if character and character in "123":
                await self._judge(self._given, Sureness(int(character)))
                return True
            return False
        return await super().take_key(name, character)

    async def _answer(self, given: str | None) -> None:
        """Judge the answer, after asking how sure the learner is if the settings say
        so."""
        if given is None or not self._sitting.settings.sureness:
            await self._judge(given)
        else:
            self._given = given
            self._note_shown()
            self._view.offer(sureness_lines)
            self._keys.look()

    async def _judge(self, given: str | None, sure: Sureness | None = None) -> None:
        if not self._sitting.question or self._sitting.verdict:
            return
        self._given = None
        self._sitting.answer(given, sure)
        await self._show_verdict()
        self.call_after_refresh(gc.collect)  # while it is being read

    async def action_sure(self, number: int) -> None:
        """How sure was clicked."""
        if self._given is not None:
            await self._judge(self._given, Sureness(number))

    async def action_answer(self) -> None:
        """What Enter gives."""
        await self._enter()

    async def action_next(self) -> None:
        """After the verdict take the suggested grade; before it, turn the card."""
        if self._sitting.verdict:
            await self._grade(self._sitting.verdict.proposed)
        else:
            await self._enter()

    def action_hint(self) -> None:
        """Show one more hint, or say that there is none."""
        question = self._sitting.question
        if self._sitting.hint() and self._sitting.question:
            self._view.hint(self._sitting.question)
            self._keys.look()
        elif question:
            self._top.say("No more hints" if question.hints else "No hint for this one")

    async def action_claim(self) -> None:
        """Count the given answer as right."""
        if self._sitting.can_claim and self._keep(self._sitting.claim):
            await self._show_verdict()

    # Grades

    async def action_grade(self, number: int) -> None:
        """Grade."""
        if Grade(number) in self._sitting.grades:
            await self._grade(Grade(number))

    async def action_again(self) -> None:
        """Grade Again."""
        await self._grade(Grade.AGAIN)

    async def action_hard(self) -> None:
        """Grade Hard."""
        await self._grade(Grade.HARD)

    async def action_good(self) -> None:
        """Grade Good."""
        await self._grade(Grade.GOOD)

    async def action_easy(self) -> None:
        """Grade Easy."""
        await self._grade(Grade.EASY)

    async def _grade(self, grade: Grade) -> None:
        """Write the review before the next question appears; on failure stay here."""
        if self._sitting.verdict and self._keep(partial(self._sitting.grade, grade)):
            await self._turn()

    # What else can be done with the card

    async def action_suspend(self) -> None:
        """Stop asking this card."""
        key, draft = self._asked_key, self._given or self._view.draft
        if self._keep(self._sitting.suspend):
            self._drafts[key] = draft
            await self._turn()
            self._top.say("Suspended · ^z undoes")

    async def action_undo(self) -> None:
        """Take back what was entered last; if there is nothing, undo the latest step,
        such as a grade, and say what it was. An answer without a grade is entered
        again, to be corrected."""
        if self._given is not None:  # asked how sure they are
            await self._turn(self._given)
            return
        if self._view.take_back():
            self._keys.look()
            return
        steps, answered = self._workspace.undo_count, self._sitting.verdict
        said, given = self._said(self._sitting.undo), None
        if self._workspace.undo_count < steps:  # perhaps the edit of a deck
            self.app.clear_notifications()
            await self.app.look_now(is_already_said=True)
        elif answered:
            given = answered.given
        else:
            given = self._drafts.pop(self._asked_key, "") or None
        if not said:
            return
        if self._sitting.verdict:
            await self._show_verdict()
        else:
            await self._turn(given)
        self._top.say(said)

    @work
    async def action_tag(self) -> None:
        """Tag the card, or take a tag off."""
        from quizapp.study.workspace.steps import tag
        from quizapp.tui.dialogs.ask import ask_tags

        workspace, keys = self._workspace, [self._asked_key]
        if tags := await ask_tags(self.app, workspace, keys):
            step = tag(workspace, keys, tags)
            self._top.say(self._said(partial(workspace.do, step)))

    def _said(self, do: Callable[[], str]) -> str:
        """What a step did, in words; nothing if it could not be kept."""
        said: list[str] = []
        self._keep(lambda: said.append(do()))
        return "".join(said)

    def action_why(self) -> None:
        """Say why this card is asked now, and show its history."""
        from quizapp.tui.dialogs.text import TextScreen

        if self._sitting.question:
            why = self._sitting.why()
            self.app.push_screen(TextScreen("Why this card, why now", why.lines))

    def action_copy(self) -> None:
        """Copy the card: its question, and its answer once that is shown."""
        question = self._sitting.question
        if question:
            text = question.prompt
            if self._sitting.verdict:
                text += f"\n\n{shown_answer(question.card)}"
            self.app.copy_to_clipboard(text)
            self._top.say("Copied")

    def action_read(self) -> None:
        """Show the fact of the card in its text; the sitting waits."""
        app, sitting = self.app, self._sitting
        app.show_facts(sitting.deck, self._asked_key, can_study=False)

    @work
    async def action_edit(self) -> None:
        """Edit the card where it stands in its deck, and come back."""
        from quizapp.tui.write.flow import edit_card

        try:
            await edit_card(self.app, self._workspace, self._asked_key)
        except QuizappError as error:
            self.app.notify(str(error), severity="error")

    def _keep_rest(self) -> bool:
        return self._keep(self._sitting.grade_as_proposed)

    def action_leave(self) -> None:
        """End the sitting; stay here if the answer cannot be kept."""
        if self._keep_rest():
            self._end()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now: answer before the verdict, grade after it."""
        verdict, asks_sureness = self._sitting.verdict, self._given is not None
        is_turned = bool(self._view.form and self._view.form.is_turned)
        match action:
            case "answer":
                is_entered = bool(self._view.enter_label)
                return not verdict and is_entered and not is_turned
            case "read" | "tag":
                return bool(verdict)
            case "next":
                return bool(verdict) or (is_turned and not asks_sureness)
            case "unknown" | "hint":
                return not verdict and not asks_sureness
            case "claim":
                return self._sitting.can_claim
            case "again" | "hard" | "good" | "easy":
                return Grade[action.upper()] in self._sitting.grades
            case "undo":
                can_undo = asks_sureness or self._view.draft or self._sitting.can_undo
                return True if can_undo else None
        return super().check_action(action, parameters)
