"""The screen that sets up a quiz: what it asks, how many questions, how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, OptionList, Select, Static

from quizapp.cards.kinds import KINDS, Manner
from quizapp.model import Mode, QuizPlan
from quizapp.tui.base import BaseModal
from quizapp.tui.keys.learning import SETUP
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.input import UndoInput
from quizapp.tui.widgets.key_line import KeyLine

MODES = (
    ("Exam: answers are shown at the end", Mode.EXAM),
    ("Practice: each answer is shown at once", Mode.PRACTICE),
    ("Pre-test: 8 questions before reading, then the quiz", Mode.PRETEST),
)
MANNERS = {
    "all kinds": None,
    "multiple choice": Manner.CHOSEN,
    "typed answers": Manner.TYPED,
    "put in order, match": Manner.PLACED,
}
MOST = 1000
COUNT = 20
PRETESTED = 8
"""Questions of a pre-test, at most."""


class Ticks(OptionList, inherit_bindings=False):
    """Space or a click ticks a row, or unticks it; Enter is left to the screen.

    In Textual's own `SelectionList` only the colour of a row says that it is ticked.
    """

    OWN_KEYS = (("space", "Tick", "Tick the row, or untick it"),)
    """For the help: key, label, what it does."""
    BINDINGS = [
        Binding("space", "select", "Tick"),
        *(
            each
            for each in OptionList.BINDINGS
            if isinstance(each, Binding) and each.key != "enter"
        ),
    ]

    @dataclass
    class Changed(Message):
        """Other rows are ticked now."""

        ticks: Ticks

        @property
        def control(self) -> Ticks:
            """The list."""
            return self.ticks

    def __init__(
        self,
        rows: Iterable[tuple[str, str]] = (),
        ticked: Iterable[str] = (),
        *,
        id: str | None = None,
    ) -> None:
        """`rows` are values with the text that each shows."""
        super().__init__(id=id)
        self._rows = tuple(rows)
        self._ticked = set(ticked)

    def on_mount(self) -> None:
        """Show the rows, and highlight the first that is ticked."""
        self.show(self._rows)
        ticked = (n for n, (name, _) in enumerate(self._rows) if name in self._ticked)
        self.highlighted = next(ticked, None)

    def show(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show these rows; what is ticked stays ticked."""
        self._rows = tuple(rows)
        self.set_options(map(self._content, range(len(self._rows))))

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values of the ticked rows, in their order."""
        return tuple(name for name, _ in self._rows if name in self._ticked)

    def _content(self, index: int) -> Content:
        name, text = self._rows[index]
        return Content(f"{'☑' if name in self._ticked else '☐'} {text}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick it, or untick it."""
        event.stop()
        index = event.option_index
        self._ticked ^= {self._rows[index][0]}
        self.replace_option_prompt_at_index(index, self._content(index))
        self.post_message(self.Changed(self))


class SetupScreen(BaseModal[QuizPlan | None]):
    """Dismissed with the plan; `None` when cancelled."""

    CSS_PATH = "setup.tcss"
    BINDINGS = bindings(SETUP)
    AUTO_FOCUS = "#setup-decks"

    def __init__(
        self,
        decks: Mapping[str, tuple[str, Sequence[str]]],
        ticked: Sequence[str],
        seed: int,
    ) -> None:
        """`decks`: title and topics of each deck by its name."""
        super().__init__()
        self._decks = decks
        self._ticked = ticked
        self._seed = seed

    def compose(self) -> ComposeResult:
        """A line for each choice."""
        with Vertical(id="setup", classes="dialog"):
            yield Label("Quiz", id="setup-title")
            with VerticalScroll(id="setup-fields", can_focus=False):
                yield from self._fields()
            yield Static("", id="setup-wrong", markup=False)
            yield KeyLine()

    def _fields(self) -> ComposeResult:
        with Horizontal(classes="choice tall"):
            yield Label("Decks")
            yield Ticks(
                [(name, title) for name, (title, _) in self._decks.items()],
                self._ticked,
                id="setup-decks",
            )
        with Horizontal(classes="choice tall", id="setup-topics-row"):
            yield Label("Only about")
            yield Ticks(id="setup-topics")
        with Horizontal(classes="choice"):
            yield Label("How many")
            yield UndoInput(
                str(COUNT),
                id="setup-count",
                type="integer",
                max_length=len(str(MOST)),
                compact=True,
            )
        with Horizontal(classes="choice"):
            yield Label("Minutes")
            yield UndoInput(
                "",
                id="setup-limit",
                placeholder="no limit",
                max_length=len(str(MOST)),
                compact=True,
            )
        for id_, label, options in (
            ("setup-mode", "Mode", MODES),
            ("setup-kinds", "Questions", tuple((name, name) for name in MANNERS)),
        ):
            with Horizontal(classes="choice"):
                yield Label(label)
                yield Select(
                    options,
                    value=options[0][1],
                    allow_blank=False,
                    compact=True,
                    id=id_,
                )

    def on_mount(self) -> None:
        """The topics of the chosen deck."""
        self._show_topics()

    @on(Ticks.Changed, "#setup-decks")
    def _show_topics(self) -> None:
        found = dict.fromkeys(
            topic for name in self._chosen for topic in self._decks[name][1] if topic
        )
        topics = self.query_one("#setup-topics", Ticks)
        topics.show([(topic, topic) for topic in found])
        self.query_one("#setup-topics-row").display = bool(found)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys; what Textual calls to dismiss a menu is to close it."""
        active = super().active_bindings
        if (key := active.get("escape")) and key.binding.action == "dismiss":
            close = replace(key.binding, description="Close")
            active["escape"] = key._replace(binding=close)
        return active

    @property
    def _chosen(self) -> tuple[str, ...]:
        return self.query_one("#setup-decks", Ticks).ticked

    @on(Input.Changed)
    @on(Ticks.Changed)
    def _forget_problem(self) -> None:
        self.query_one("#setup-wrong", Static).update()

    @on(Input.Submitted)
    def action_begin(self) -> None:
        """Begin the quiz, unless something in its plan is not valid."""
        count = self.query_one("#setup-count", Input).value.strip()
        minutes = self.query_one("#setup-limit", Input).value.strip()
        wrong = ""
        if not self._chosen:
            wrong = "Choose a deck."
        elif not count.isdecimal() or not 1 <= int(count) <= MOST:
            wrong = f"How many: a number from 1 to {MOST}."
        elif minutes and not (minutes.isdecimal() and 1 <= int(minutes) <= MOST):
            wrong = f"Minutes: a number from 1 to {MOST}, or empty for no limit."
        if wrong:
            self.query_one("#setup-wrong", Static).update(wrong)
            return
        mode = self.query_one("#setup-mode", Select).value
        kinds = self.query_one("#setup-kinds", Select).value
        assert isinstance(mode, Mode)
        self.dismiss(
            QuizPlan(
                decks=self._chosen,
                count=min(int(count), PRETESTED)
                if mode is Mode.PRETEST
                else int(count),
                mode=mode,
                topics=self.query_one("#setup-topics", Ticks).ticked,
                kinds=_kinds(MANNERS[str(kinds)]),
                limit=int(minutes) * 60 if minutes else None,
                seed=self._seed,
            )
        )

    def action_next(self) -> None:
        """To the next field."""
        self.focus_next()

    def action_cancel(self) -> None:
        """No quiz."""
        self.dismiss(None)


def _kinds(manner: Manner | None) -> tuple[str, ...]:
    """The names of the kinds that are answered in this way; none for all of them."""
    return tuple(name for name, kind in KINDS.items() if kind.manner is manner)
