"""One more card, from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from quizapp.cards.format.writer import write_block
from quizapp.decks.editing.autosave import Autosave
from quizapp.decks.editing.draft import Draft, open_deck, save
from quizapp.decks.editing.preview import DeckPreview, preview_deck
from quizapp.decks.editing.quick_add import card_lines, place_card
from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.errors import QuizappError, UsageError
from quizapp.model import Card, Kind
from quizapp.paths import Paths
from quizapp.text import visible
from quizapp.tui.keys.decks import QUICK
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.complaints import row
from quizapp.tui.widgets.completed_line import CompletedLine
from quizapp.tui.widgets.deck_text import DeckText
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.preview import Preview
from quizapp.tui.widgets.proofreader import Proofreader

FIRST = "my-cards"
"""The deck that is made when there is none of one's own."""


class QuickAddScreen(ModalScreen[None]):
    """Writes a card at the end of its topic. What is typed is text, never a marker."""

    BINDINGS = bindings(QUICK)
    AUTO_FOCUS = "#quick-question"

    @dataclass
    class Added(Message):
        """A card is in its deck's file now."""

        before: Draft
        after: Draft
        deck: str

    class Left(Message):
        """Enough."""

    class WantsToLeave(Message):
        """Enough, but something is written."""

    def __init__(
        self,
        files: Sequence[DeckFile],
        last: str,
        paths: Paths,
        *,
        types: Sequence[str] = (),
        topics: Sequence[str] = (),
    ) -> None:
        """`files`: the decks that can be written; `last` is chosen, if it is one."""
        super().__init__()
        self._files = {file.shown: file for file in files}
        self._last = last if last in self._files else next(iter(self._files), FIRST)
        self._paths = paths
        self._types = types
        self._topics = topics
        self._fields: dict[str, DeckText | Input] = {}
        """What is typed into, by name: it is read when the screen has gone, too."""
        self._deck = self._last
        self._keeper = Autosave(paths.unsaved)
        self._reader = Proofreader(self, self._take, self._have)

    def compose(self) -> ComposeResult:
        """A line a part of the card; below, how it will be asked."""
        options = [(name, name) for name in self._files] or [
            (f"{FIRST} (it will be made)", FIRST)
        ]
        with VerticalScroll(id="quick"):
            yield Label("Add a card", id="quick-title")
            with Horizontal(classes="choice"):
                yield Label("Deck")
                yield Select(
                    [(Content(told), name) for told, name in options],
                    value=self._last,
                    allow_blank=False,
                    compact=True,
                    id="quick-deck",
                )
            for id_, label, tall in (
                ("question", "Question", "written"),
                ("answer", "Answer", "written short"),
            ):
                with Horizontal(classes=tall):
                    yield Label(label)
                    self._fields[id_] = DeckText(has_numbers=False, id=f"quick-{id_}")
                    yield self._fields[id_]
            for id_, label, told, about in (
                ("type", "Type", self._types, "what the answer is, such as «city»"),
                ("topic", "Topic", self._topics, "the heading it goes under, if any"),
            ):
                with Horizontal(classes="choice"):
                    yield Label(label)
                    self._fields[id_] = CompletedLine(
                        placeholder=about,
                        suggester=SuggestFromList(told, case_sensitive=False),
                        compact=True,
                        id=f"quick-{id_}",
                    )
                    yield self._fields[id_]
            yield Static(id="quick-told")
            yield Preview()
            with Horizontal(id="quick-buttons"):
                yield Button("Add", variant="primary", id="add", compact=True)
                yield Button("Close", id="close", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Say what is to be written."""
        self._reader.read()

    def on_unmount(self) -> None:
        """However the screen ends, what is not added is kept."""
        if self.is_written:
            self._take()

    @property
    def is_written(self) -> bool:
        """Whether there is something to lose."""
        return any(self._text(name).text.strip() for name in ("question", "answer"))

    def _text(self, name: str) -> DeckText:
        field = self._fields[name]
        assert isinstance(field, DeckText)
        return field

    def _input(self, name: str) -> str:
        field = self._fields[name]
        assert isinstance(field, Input)
        return visible(field.value)

    def _open(self) -> Draft:
        """All of the chosen deck, as it is now."""
        file = self._files.get(self._deck)
        if file:
            return open_deck(file, self._paths.decks)
        return Draft(self._paths.decks / f"{FIRST}.md")

    @on(Select.Changed)
    def _deck_chosen(self, event: Select.Changed) -> None:
        self._deck = str(event.value)
        self._reader.wake()

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _changed(self) -> None:
        self._reader.wake()

    def _take(self) -> Callable[[], DeckPreview | QuizappError]:
        question, answer = self._text("question").text, self._text("answer").text
        type_, topic = self._input("type"), self._input("topic")
        try:
            draft = self._open()
        except QuizappError as error:
            told = error
            return lambda: told
        self._keep(draft, question, answer)
        return partial(_proof, draft, question, answer, type_, topic)

    def _keep(self, draft: Draft, question: str, answer: str) -> None:
        """Keep what is written, as lines for the deck's end, until it is added."""
        if not self.is_written:
            self._keeper.forget()
            return
        try:
            block = card_lines(question, answer, self._input("type"))
        except UsageError:
            block = write_block([Card("", Kind.FLIP, question.strip(), answer.strip())])
        end = len(draft.lines)
        with suppress(OSError):  # adding will tell
            self._keeper.keep(
                replace(draft, first=end, end=end), "\n".join(["", *block, ""])
            )

    def _have(self, result: DeckPreview | QuizappError) -> None:
        if not self.is_mounted:
            return
        told, preview = self.query_one("#quick-told", Static), self.query_one(Preview)
        preview.display = isinstance(result, DeckPreview)
        if isinstance(result, DeckPreview):
            rows = [row(each) for each in result.complaints]
            told.update(Content("\n").join(rows))
            preview.show(result, result.cards, is_alone=True)
        else:
            style = "$text-error" if self.is_written else "dim"
            told.update(Content.styled(str(result), style))

    @on(Button.Pressed, "#add")
    @on(Input.Submitted)
    def action_add(self) -> None:
        """Put the card into its deck."""
        self._add()

    def add_and_leave(self) -> None:
        """Add the card and leave; stay where it cannot be added as it is."""
        if self._add():
            self.post_message(self.Left())

    def _add(self) -> bool:
        """Put the card into its deck; whether it is there now."""
        question, answer = self._text("question"), self._text("answer")
        try:
            block = card_lines(question.text, answer.text, self._input("type"))
            before, text = place_card(self._open(), block, self._input("topic"))
            after = save(before, text)
        except QuizappError as error:
            self.notify(str(error), title="Not added", severity="error", markup=False)
            return False
        if after.path and self._deck not in self._files:  # it has been made
            made = DeckFile(self._deck, after.path, Origin.OWN)
            self._files[self._deck] = made
        question.load_text("")
        answer.load_text("")
        question.focus()
        self._keeper.forget()
        self.notify(f"Added to “{self._deck}”.", markup=False)
        self.post_message(self.Added(before, after, self._deck))
        return True

    async def action_help(self) -> None:
        """List the keys; below a dialog the app's own key does not reach."""
        await self.run_action("app.help")

    @on(Button.Pressed, "#close")
    def action_leave(self) -> None:
        """Back, after asking when something is written."""
        self.post_message(self.WantsToLeave() if self.is_written else self.Left())

    def give_up(self) -> None:
        """Leave without adding."""
        for name in ("question", "answer"):
            self._text(name).load_text("")
        self._keeper.forget()
        self.post_message(self.Left())


def _proof(
    draft: Draft, question: str, answer: str, type_: str, topic: str
) -> DeckPreview | QuizappError:
    """The card in its deck, or why it cannot be there."""
    try:
        return preview_deck(
            *place_card(draft, card_lines(question, answer, type_), topic)
        )
    except QuizappError as error:
        return error
