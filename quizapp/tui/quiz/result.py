"""The result of a quiz: the mark, the topics, every question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Vertical
from textual.content import Content

from quizapp.days import until
from quizapp.model import Mark
from quizapp.study.quiz import BANDS, Result
from quizapp.study.quiz.result import Line
from quizapp.study.workspace import Workspace
from quizapp.text import plural
from quizapp.tui.base import BaseScreen
from quizapp.tui.browse.card import CardScreen
from quizapp.tui.draw import BLANK, bar, beside, line, sentence, spark, spread
from quizapp.tui.keys.learning import RESULT
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.signs import SIGNS
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList
from quizapp.tui.widgets.panel import Panel, TopLine
from quizapp.tui.widgets.prose import headline, in_one_line, inline

PASSED = BANDS[-2][0]
"""The share of the points that passes a quiz."""
BAND_STYLES = {"excellent": "$right", "good": "$right", "passed": "$right"}
LATEST = 8
"""Earlier quizzes shown as small columns."""
TOPIC = 24
"""Cells of a topic's name, at most."""
FRAME = 2
"""Rows of a frame."""


class Next(StrEnum):
    """What the learner wants after a quiz."""

    READ = "read"
    """After a pre-test: the facts."""
    THESE = "these"
    """Ask the questions that were not quite right again."""
    QUIZ = "quiz"
    """Another quiz."""


class ResultScreen(BaseScreen[Next | None]):
    """Dismissed with what comes next; `None` is back."""

    CSS_PATH = "result.tcss"
    BINDINGS = bindings(RESULT)

    def __init__(self, workspace: Workspace, result: Result) -> None:
        super().__init__()
        self._workspace = workspace
        self._result = result
        titles = [
            workspace.decks[name].title
            for name in result.plan.decks
            if name in workspace.decks
        ]
        self._title = ", ".join(titles)

    def compose(self) -> ComposeResult:
        """The mark, the topics, the questions."""
        yield TopLine(self._place)
        with Vertical(id="page"):
            yield Panel(self._hero, id="hero")
            yield Panel(self._topics, id="topics")
            yield LineList(
                self._result.lines,
                self._row,
                height=2,
                head=self._head,
                id="questions",
                classes="frame",
            )
        yield KeyLine()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys; after a pre-test, Enter goes on to the facts."""
        labels = {"result.done": "Show facts"} if self._result.is_pretest else {}
        return relabelled(super().active_bindings, labels)

    def on_mount(self) -> None:
        """The questions have the focus."""
        has_topics = set(self._result.topics) != {""} and not self._result.is_pretest
        self.query_one("#topics").set_class(not has_topics, "-empty")
        self.query_one("#topics").styles.height = len(self._result.topics) + 2
        questions = self.query_one("#questions", LineList)
        questions.styles.max_height = questions.get_content_height() + FRAME
        questions.focus()

    def _place(self, width: int) -> tuple[Content, Content]:
        result = self._result
        kind = "Pre-test" if result.is_pretest else "Quiz"
        took = until(result.elapsed // 1000).in_words
        count = plural(len(result.lines), "question")
        right = f"{count}, {took}" if width >= 60 else took
        return line((kind, "bold"), f"  {self._title}"), line((right, "$quiet"))

    def _hero(self, width: int, _: int) -> list[Content]:
        result = self._result
        points = f"{_half(result.points)} of {len(result.lines)}"
        if result.is_pretest:
            return [
                line((f"Before reading: {points}", "bold")),
                BLANK,
                *line(
                    (
                        "No mark, and nothing is scheduled. Enter shows the facts; "
                        "then the same questions come again.",
                        "$quiet",
                    )
                ).wrap(width),
            ]
        style = BAND_STYLES.get(result.band, "$wrong")
        mark = line(
            (f"{result.share:.0%}", f"bold {style}"),
            (f", {result.band}", "bold"),
            (f"   {points} points, {PASSED:.0%} needed" * (width >= 60), "$quiet"),
        )
        gap = " " if 2 * len(result.lines) <= width else ""
        marks = Content(gap).join(line(SIGNS[_mark(row)]) for row in result.lines)
        left = [mark, BLANK, marks.truncate(max(1, width - 24), ellipsis=True)]
        if result.moved:
            left.append(line((str(result.moved.sentence), "$quiet")))
        return beside(left, self._earlier(), width) if width >= 60 else [mark, marks]

    def _earlier(self) -> list[Content]:
        """How these decks went before: the quiz before reading, or else the last and
        the best mark."""
        result = self._result
        shares = [each.share for each in result.earlier]
        if result.before is not None:
            before = sentence("before reading ", (f"{result.before:.0%}", "$ink"))
            return [before]
        if not shares:
            return []
        return [
            sentence("last time ", (f"{shares[-1]:.0%}", "$ink")),
            sentence("best ", (f"{max(shares):.0%}", "$ink")),
            line(
                spark([*shares, result.share][-LATEST:]),
                (f"  {plural(len(shares) + 1, 'quiz', 'quizzes')}", "$quiet"),
            ),
        ]

    def _topics(self, width: int, _: int) -> list[Content]:
        rows = [line(("By topic", "bold"))]
        wide = min(TOPIC, max(map(len, self._result.topics), default=0)) + 2
        for topic, (points, count) in self._result.topics.items():
            name = line(topic or "–").truncate(wide, ellipsis=True, pad=True)
            share = points / count
            style = "$right" if share >= PASSED else "$wrong"
            right = f"{f'{_half(points)} of {count}':>12}"
            rows.append(line(name, bar(share, max(8, width - wide - 12), style), right))
        return rows

    def _head(self, width: int) -> Content:
        result = self._result
        marks = Counter(map(_mark, result.lines))
        wrong, close = marks[Mark.WRONG] + marks[Mark.UNKNOWN], marks[Mark.CLOSE]
        parts = [f"{wrong} missed"] if wrong else []
        parts += [f"{close} close"] if close else []
        right = "" if result.is_pretest else ", ".join(parts) or "all correct"
        return spread(
            line(("Every question", "$quiet")), line((right, "$quiet")), width
        )

    def _row(self, row: Line, width: int) -> Sequence[Content]:
        """A question; below it the given answer and the right one."""
        sign, style = SIGNS[_mark(row)]
        if self._result.is_pretest:
            style = "$quiet"
        asked = line((f"{sign} ", f"bold {style}"), headline(row.question.prompt))
        answer = in_one_line(row.judged.answer)
        if row.share == 1:
            return [asked, line("  ", inline(answer, "$quiet"))]
        parts = row.verdict.given.split("\n") if row.verdict else [""]
        given = " · ".join(part or "–" for part in parts) if any(parts) else ""
        said = inline(given, style) if given else line(("left blank", "$quiet"))
        said = said.truncate(max(1, width // 2), ellipsis=True)
        return [asked, line("  ", said, ("  →  ", "$quiet"), inline(answer, "bold"))]

    def action_open(self) -> None:
        """The card of the current question."""
        row = self.query_one("#questions", LineList).row
        if row:
            self.app.push_screen(CardScreen(self._workspace, row.question.card.key))

    def action_done(self) -> None:
        """Back; after a pre-test, to the facts."""
        self.dismiss(Next.READ if self._result.is_pretest else None)

    def action_these(self) -> None:
        """Ask the questions that were not quite right again."""
        self.dismiss(Next.THESE)

    def action_quiz(self) -> None:
        """Another quiz."""
        self.dismiss(Next.QUIZ)

    def action_read(self) -> None:
        """The fact of the current question in its text."""
        row = self.query_one("#questions", LineList).row
        if row and (found := self._workspace.find(row.question.card.key)):
            name, card = found
            self.app.show_facts(name, card.key)

    def action_scores(self) -> None:
        """The scores, on top of this."""
        self.app.show_scores()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Questions can be asked again if something was not right. After a pre-test,
        Enter goes on to the facts."""
        if action == "open":
            return not self._result.is_pretest
        if action == "these":
            return bool(self._result.wrong) and not self._result.is_pretest
        return super().check_action(action, parameters)


def _mark(row: Line) -> Mark:
    """The sign that says how well a question was answered."""
    if row.share == 1:
        return Mark.RIGHT
    if row.verdict is None:
        return Mark.UNKNOWN
    is_close = row.verdict.mark is Mark.CLOSE or row.share > 0
    return Mark.CLOSE if is_close else Mark.WRONG


def _half(points: float) -> str:
    """Points, with a half as `½`."""
    whole, rest = divmod(round(points, 2), 1)
    if rest == 0.5:
        return f"{whole:.0f}½" if whole else "½"
    return f"{points:.3g}"
