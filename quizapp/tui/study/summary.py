"""The end of a sitting: how it went, what moved, what to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.cards.identity import Changes
from quizapp.cards.questions import shown_answer, shown_prompt
from quizapp.days import until
from quizapp.errors import QuizappError
from quizapp.model import Card
from quizapp.study.scores import with_arrow
from quizapp.study.sitting import Sitting
from quizapp.study.workspace import Workspace
from quizapp.text import plural
from quizapp.tui.base import BaseScreen
from quizapp.tui.draw import (
    BLANK,
    bar,
    beside,
    coming_back,
    count,
    counted,
    forecast,
    line,
    sentence,
    spread,
    week_lines,
)
from quizapp.tui.keys.learning import SUMMARY
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList
from quizapp.tui.widgets.panel import Panel, TopLine
from quizapp.tui.widgets.prose import headline, in_one_line, inline

NARROW = 60
"""In fewer columns, some things are left out."""
LABEL = 12
"""Cells of the labels at the left."""
FORECAST = 4
"""Lines of the columns of the forecast."""


@dataclass(frozen=True, slots=True)
class Next:
    """What the learner wants to study now."""

    plan: str = ""
    """A value of `Plan`; empty to go on with the sitting."""
    only: frozenset[str] | None = None
    """The keys of the cards to ask."""


class SummaryScreen(BaseScreen[Next | None]):
    """Dismissed with what to study next; `None` is back."""

    CSS_PATH = "summary.tcss"
    BINDINGS = bindings(SUMMARY)

    def __init__(self, workspace: Workspace, sitting: Sitting) -> None:
        super().__init__()
        self._workspace = workspace
        self._sitting = sitting
        self._is_over = sitting.question is None
        self._left = sitting.left.total
        self._summary = sitting.summary()
        now = workspace.now()
        counts = workspace.all_counts(now)
        asked = [each for each in counts if each.name in sitting.names]
        self._today = workspace.today(counts, now)
        self._today_here = workspace.today(asked, now, only_started=False)
        """Of the decks of the sitting."""
        self._new = sum(each.new for each in asked) if sitting.starts else 0
        """New cards left in the decks of the sitting; none if it asks chosen cards."""
        self._later = sum(each.ahead for each in asked)
        decks = workspace.decks  # one that was asked may be gone by now
        titles = [decks[n].title if n in decks else n for n in sitting.names]
        is_all = len(titles) > 1 and {*sitting.names} == {*workspace.started}
        several = plural(len(titles), "deck")
        named = ", ".join(titles) if len(titles) < 4 else several
        self._title = "All decks" if is_all else named

    def compose(self) -> ComposeResult:
        """How it went, what moved, what was missed, what comes."""
        yield TopLine(self._place)
        with Vertical(id="page"):
            yield Panel(self._hero, id="hero")
            yield Panel(self._moved, id="moved")
            yield LineList(
                self._summary.missed,
                self._missed,
                head=self._head,
                id="missed",
                classes="frame",
            )
            yield Panel(self._ahead, id="ahead")
        yield KeyLine()

    def on_mount(self) -> None:
        """The missed cards have the focus, if there are any."""
        missed = self.query_one("#missed", LineList)
        missed.set_class(not self._summary.missed, "-empty")
        if self._summary.missed:
            missed.focus()

    def _place(self, width: int) -> tuple[Content, Content]:
        summary = self._summary
        took = until(summary.spent // 1000).in_words
        if width < NARROW:
            return headline(self._title, "bold"), line((took, "$quiet"))
        answers = f"{plural(summary.reviews, 'answer')}, {took}"
        return headline(self._title, "bold"), line((answers, "$quiet"))

    def _hero(self, width: int, _: int) -> list[Content]:
        """How many were right, and what there is to celebrate."""
        summary = self._summary
        if not summary.reviews:
            lines = [
                line(("Nothing is due here now.", "bold")),
                BLANK,
            ]
            if self._later:
                text = " studies cards before they are due."
                lines.append(sentence(("f", "bold $ink"), text))
            if self._new:
                lines.append(sentence(("m", "bold $ink"), " adds new cards for today."))
            return lines
        head = "" if self._is_over else "So far: "
        right = "right the first time" if width >= NARROW else "right"
        style = "$right" if summary.first_right else "$ink"
        result = line(
            (head, "bold"),
            (f"{summary.first_right}", f"bold {style}"),
            (f" of {summary.cards} {right}", "bold"),
            (f", {summary.first_close} close" if summary.first_close else "", "$close"),
        )
        state, cheer = self._state(width), self._cheer(width)
        lines = [result, cheer, state]
        if width < NARROW or self.has_class("-short"):
            lines = [result, state, cheer]
        if width < NARROW:
            return [text for text in lines if text]
        today = self._today
        days = counted(today.streak, "day in a row", "days in a row")
        return beside(lines, [*week_lines(today.week), days], width)

    def _cheer(self, width: int) -> Content:
        """A card that was right after many lapses."""
        moved = self._summary.moved
        found = self._workspace.find(moved.recovered) if moved.recovered else None
        if not found:
            return BLANK
        answer = inline(in_one_line(shown_answer(found[1])), "bold")
        text = f" was right, after {plural(moved.lapses, 'lapse')}"
        room = (width if width < NARROW else width - 24) - len(text)
        return line(answer.truncate(max(8, room), ellipsis=True), text)

    def _state(self, width: int) -> Content:
        """Whether the learner is done, or how much is left."""
        if not self._is_over:
            return counted(self._left, "card left", "cards left")
        later, today = self._summary.later, self._today
        if not later:
            is_all = not (today.due or today.new)
            return Content(f"Done for {'today' if is_all else 'now'}.")
        when = "later" if width < NARROW else "later today or tomorrow"
        cards = counted(later, f"comes back {when}.", f"come back {when}.")
        return line("Done for now. ", cards)

    def _moved(self, width: int, _: int) -> list[Content]:
        """What is known now, and what comes tomorrow."""
        if not self._summary.reviews:
            return []
        moved, today = self._summary.moved, self._today_here
        cards = moved.cards or 1
        before, now = moved.known_before / cards, moved.known / cards
        gain = f"  {with_arrow(moved.gained, 'card')}" if moved.gained else ""
        share = line((f"{now:.0%}", "bold $right"), gain)
        size = max(8, width - LABEL - 6 - share.cell_length - 2)
        changes = [
            (len(moved.learned), " newly learned"),
            (len(moved.firmer), " firmer"),
            (len(moved.lost), " slipped"),
        ]
        parts = [line(count(number), text) for number, text in changes if number]
        rows = [("Known", line(f"{before:4.0%}  ", bar(now, size), "  ", share))]
        if parts:
            rows.append(("Cards", Content(", ").join(parts)))
        if today.tomorrow:
            minutes = plural(today.minutes(today.tomorrow), "minute")
            number = count(today.tomorrow, "bold $work")
            text = sentence(number, f" to review, about {minutes}")
            rows.append(("Tomorrow", text))
        elif comes := coming_back(today.forecast, today.day):
            rows.append(("Next", comes))
        return [line((f"{label:{LABEL}}", "$quiet"), text) for label, text in rows]

    def _head(self, width: int) -> Content:
        cards = plural(len(self._summary.missed), "card")
        return spread(
            line(("Missed in this sitting", "$quiet")), line((cards, "$quiet")), width
        )

    def _missed(self, card: Card, width: int) -> Sequence[Content]:
        answer = headline(in_one_line(shown_answer(card)), "$right")
        answer = answer.truncate(width // 2, ellipsis=True)
        return [spread(headline(in_one_line(shown_prompt(card))), answer, width)]

    def _ahead(self, width: int, height: int) -> list[Content]:
        if height < FORECAST + 2:
            return []
        return forecast(self._today_here.forecast, self._today_here.day, width)

    async def reread(self, changes: Changes) -> None:
        """Take the cards that are left as their decks have them now."""
        self._sitting.reread(changes.same)

    def action_go_on(self) -> None:
        """Ask the cards that are left."""
        self.dismiss(Next())

    def action_done(self) -> None:
        """Back to where the sitting began."""
        self.dismiss(None)

    def action_these(self) -> None:
        """Study the missed cards again."""
        self.dismiss(Next("these", self._summary.again))

    def action_ahead(self) -> None:
        """Study cards before their day."""
        self.dismiss(Next("ahead"))

    def action_more(self) -> None:
        """More new cards than today's."""
        self.dismiss(Next("more new"))

    async def action_undo(self) -> None:
        """Undo the last answer, and ask its question again."""
        try:
            said = self._sitting.undo()
        except QuizappError as error:
            self.app.notify(str(error), title="Not saved", severity="error")
            return
        if said:
            self.app.clear_notifications()
            await self.app.look_now(is_already_said=True)  # an edit may be undone
            self.app.notify(said)
            self.dismiss(Next())

    def action_scores(self) -> None:
        """The scores, on top of this."""
        self.app.show_scores()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Cards can be studied when there are any; those of this sitting first."""
        if action == "go_on":
            return not self._is_over
        if action == "these":
            return bool(self._summary.missed)
        if action == "ahead":
            return self._is_over and bool(self._later)
        if action == "more":
            return self._is_over and bool(self._new)
        if action == "undo":
            return self._sitting.can_undo
        return super().check_action(action, parameters)
