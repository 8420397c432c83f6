"""One card: what it says, where it stands, and what happened with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, Static

from quizapp.cards.questions import shown_answer, shown_prompt
from quizapp.model import (
    Accept,
    Card,
    CardSeen,
    Event,
    Memory,
    Reset,
    Review,
    Suspend,
    Tag,
)
from quizapp.schedule import retrievability
from quizapp.study.sitting import span_of
from quizapp.study.workspace import Moment
from quizapp.text import one_line, plural
from quizapp.tui.keys.decks import CARD
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.verdicts import fact

Part = Content | str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """A card with everything that is known of it."""

    key: str
    card: Card
    deck: str
    """The title of its deck."""
    path: Path | None
    memory: Memory | None
    is_suspended: bool
    tags: Sequence[str]
    """The learner's own."""
    history: Sequence[Event]
    now: Moment


class CardScreen(Screen[None]):
    """Scrolls; nothing in it is changed here."""

    BINDINGS = bindings(CARD)

    @dataclass
    class Edit(Message):
        """The card is to be edited."""

        key: str

    def __init__(self, about: About) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """The card's text, its memory, its history."""
        yield Header()
        with VerticalScroll(id="about"):
            yield Static(Content.assemble(*_text(self._about)), id="about-text")
            yield Static(Content.assemble(*_memory(self._about)), id="about-memory")
            yield Static(Content.assemble(*_history(self._about)), id="about-history")
        yield KeyLine()

    def action_edit(self) -> None:
        """Edit the card."""
        self.post_message(self.Edit(self._about.key))

    def action_close(self) -> None:
        """Back."""
        self.app.pop_screen()


def _text(about: About) -> Iterator[Part]:
    card, fields = about.card, about.card.fields
    yield (shown_prompt(card), "bold")
    yield "\n"
    yield (shown_answer(card), "$text-success")
    yield "\n"
    if fields.cite:
        yield "\n"
        yield from fact(card)
        yield "\n"
    told = {
        "also right": ", ".join(fields.accept),
        "wrong": ", ".join(fields.wrong),
        "options": ", ".join(i.text for i in card.items if not i.right),
        "type": fields.type,
        "topic": card.topic,
        "tags": " ".join((*fields.tags, *about.tags)),
        "source": "" if fields.cite else fields.place,
        "note": fields.note,
        "deck": about.deck,
        "file": (f"{one_line(about.path.name)}:{card.line}" if about.path else ""),
    }
    for name, value in told.items():
        if value:
            yield (f"\n{name:>11}  ", "dim")
            yield value.replace("\n", f"\n{'':13}")
    yield "\n"


def _memory(about: About) -> Iterator[Part]:
    memory = about.memory
    if about.is_suspended:
        yield ("\nSet aside: it is not asked.\n", "$text-warning")
    if memory is None:
        yield ("\nNew: never reviewed.\n", "$text-primary")
        return
    recall = retrievability(memory, about.now.day)
    state = "being learned" if memory.is_learning else "in review"
    due = "now" if about.now.awaits(memory) else f"in {span_of(memory, about.now)}"
    rows = {
        "state": f"{state}, due {due} ({date.fromordinal(memory.due_day)})",
        "recall": f"{recall:.0%} predicted for today",
        "stability": f"{memory.stability:.1f} days until recall falls to 90%",
        "difficulty": f"{memory.difficulty:.1f} of 10",
        "reviews": f"{memory.reviews:,}, forgotten {plural(memory.lapses, 'time')}",
    }
    for name, value in rows.items():
        yield (f"\n{name:>11}  ", "dim")
        yield value
    yield "\n"


def _history(about: About) -> Iterator[Part]:
    told = [line for event in reversed(about.history) for line in _event(event)]
    if told:
        yield ("\nHistory, the latest first\n", "bold")
        yield from told


def _event(event: Event) -> Iterator[Part]:
    when = event.at.strftime("%Y-%m-%d %H:%M")
    match event.act:
        case Review() as act:
            name = act.grade.name.capitalize()
            style = "$text-error" if name == "Again" else "$text-success"
            yield (f"\n  {when}  ", "dim")
            yield (f"{name:5}", style)
            yield f"  {act.spent / 1000:4.0f} s  {act.asked:10}  "
            given = act.given.replace("\n", ", ")
            yield (f"«{given}»" if given else "turned over, or not known", "dim")
            if act.quiz:
                yield (" (quiz)", "dim")
        case Suspend() as act:
            yield (f"\n  {when}  ", "dim")
            yield "set aside" if act.suspended else "taken in again"
        case Reset():
            yield (f"\n  {when}  ", "dim")
            yield "made new again"
        case Tag() as act:
            yield (f"\n  {when}  ", "dim")
            yield f"tag «{act.tag}» put on" if act.on else f"tag «{act.tag}» off"
        case Accept() as act:
            yield (f"\n  {when}  ", "dim")
            yield f"«{act.answer}» counted as right from then on"
        case CardSeen() as act:
            yield (f"\n  {when}  ", "dim")
            yield (f"its text: {act.prompt} → {act.answer}".replace("\n", " "), "dim")
