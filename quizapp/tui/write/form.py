"""A form for new cards, and below it the card as it will be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input

from quizapp.cards.lint import lint
from quizapp.decks.articles.facts_file import facts_of_deck
from quizapp.decks.editing.autosave import Autosave
from quizapp.decks.editing.draft import NEW_DECK_TEXT, Draft, open_deck, save
from quizapp.decks.editing.new_card import (
    NewCard,
    card_lines,
    cards_typed,
    place_card,
    raw_lines,
)
from quizapp.decks.editing.preview import DeckPreview, preview_deck
from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.decks.library.names import deck_path
from quizapp.errors import DeckError, QuizappError, UsageError
from quizapp.formats import Holds, holds
from quizapp.text import one_line, plural, visible
from quizapp.tui.base import BaseScreen
from quizapp.tui.dialogs.dialog import LeaveScreen
from quizapp.tui.draw import BLANK, counted, hang, line
from quizapp.tui.keys.decks import FORM
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Sheet
from quizapp.tui.widgets.panel import Panel, TopLine
from quizapp.tui.write.asked import asked, problem_lines, room
from quizapp.tui.write.field import Field
from quizapp.tui.write.proofreader import Proofreader

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.paths import Paths
    from quizapp.study.workspace import Workspace

LABELS = (
    "Deck",
    "Question",
    "Answer",
    "Also right",
    "Wrong answers",
    "Note",
    "Topic",
)
WRONG = ("wrong-1", "wrong-2", "wrong-3")
CLEARED = ("question", "answer", "also-right", *WRONG, "note")
"""Fields that are empty for the next card."""
GUIDE = (
    "Write a question and its answer. Enter goes on to the next field, ^s saves the "
    "card.",
    "With three wrong answers it is multiple choice at first; a number needs none. "
    "Without an answer, put [brackets] around a word of the question: it becomes a "
    "blank.",
)


def can_be_written(file: DeckFile) -> bool:
    """Whether cards can be added to a deck: it is the learner's own, not a table, and
    not made from facts."""
    is_theirs = file.origin is not Origin.SHIPPED and not file.refusal
    is_text = is_theirs and holds(file.path.name, Holds.CARDS)
    return is_text and not facts_of_deck(file.path)


@dataclass(frozen=True, slots=True)
class AsText:
    """A deck's text with the card in it, to go on with in the editor."""

    draft: Draft
    text: str
    line: int
    """Where the card begins, 1-based."""
    kept: Path
    """Where it is kept until it is saved."""


@dataclass(frozen=True, slots=True)
class FormResult:
    """What was saved, and what the learner wants next."""

    deck: str = ""
    """Where the latest card was saved."""
    is_new: bool = False
    """Whether that deck was made here."""
    text: AsText | None = None
    """What to go on with as text."""
    wants_file: bool = False


CARD = "Add a card"
"""The title of the form."""


class FormScreen(BaseScreen[FormResult]):
    """Saves one card after another. A deck with a new name is created with its first
    card. What is typed is text, never markup."""

    CSS_PATH = "form.tcss"
    BINDINGS = bindings(FORM)

    def __init__(
        self, workspace: Workspace, paths: Paths, deck: str, title: str = CARD
    ) -> None:
        """`deck` is the name of the deck that is proposed; it may be new, or empty.
        `title` is shown until a card is saved."""
        super().__init__()
        self._begins = title
        self._workspace = workspace
        self._own = paths.decks
        self._fields: dict[str, Field] = {}
        """By id: they are also read after the screen is closed."""
        self._count = 0
        self._saved_in = ""
        self._made = False
        self._result: DeckPreview | QuizappError | None = None
        """The card in its deck, or why it cannot be there; `None` while it is empty."""
        self._draft: tuple[str, Draft] | None = None
        """The typed name of a deck, and the deck as it was read."""
        self._is_left = False
        self._keeper = Autosave(paths.unsaved)
        self._reader = Proofreader(self, self._take, self._have)
        self._read_decks()
        current = (title for title, file in self._titles.items() if file.name == deck)
        self._proposed = next(current, deck)

    def _read_decks(self) -> None:
        """Which decks can be written, by their titles as they are typed."""
        files = [
            file for file in self._workspace.files.values() if can_be_written(file)
        ]
        self._titles: dict[str, DeckFile] = {}
        for file in files:
            deck = self._workspace.decks.get(file.name)
            title = one_line(deck.title) if deck else ""
            is_used = not title or title in self._titles
            self._titles[file.name if is_used else title] = file
        self._files = {file.name.casefold(): file for file in files}
        self._files |= {title.casefold(): f for title, f in self._titles.items()}
        self._draft = None

    # The screen

    def compose(self) -> ComposeResult:
        """A line for each part of the card; below, how it will be asked."""
        yield TopLine(self._title)
        with Horizontal(id="fields", classes="frame"):
            yield Panel(self._labels, id="labels")
            with Vertical(id="inputs"):
                yield self._field(
                    "deck", "a name, such as Capitals", [*self._titles], self._proposed
                )
                yield self._field("question", "what you want to be asked")
                yield self._field("answer", "or [brackets] in the question")
                yield self._field("also-right", "optional; | between several")
                with Horizontal(id="wrong"):
                    for id_ in WRONG:
                        yield self._field(id_, "optional")
                yield self._field("note", "optional; shown after the answer")
                yield self._field("topic", "optional", self._workspace.topics)
        yield Sheet(self._preview, id="asked")
        yield KeyLine()

    def _field(
        self, id_: str, hint: str, proposed: Sequence[str] = (), value: str = ""
    ) -> Field:
        suggester = SuggestFromList(proposed, case_sensitive=False)
        self._fields[id_] = Field(
            value, hint=hint, suggester=suggester if proposed else None, id=id_
        )
        return self._fields[id_]

    def on_mount(self) -> None:
        """Begin in the first empty field."""
        self._fields["question" if self._proposed else "deck"].focus()
        self._reader.read()

    def on_unmount(self) -> None:
        """Autosave, however the screen ends."""
        if not self._is_left:
            self._take()

    def _title(self, _: int) -> tuple[Content, Content]:
        name = CARD if self._count else self._begins
        saved = counted(self._count, "card saved", "cards saved")
        return line((name, "bold")), saved if self._count else BLANK

    def _labels(self, _: int, __: int) -> list[Content]:
        return [line((label, "$quiet")) for label in LABELS]

    def _preview(self, width: int, height: int) -> list[Content]:
        """The card as it will be asked, and its problems."""
        lines = [line(("As it will be asked", "$quiet")), BLANK] if height > 6 else []
        result = self._result
        if result is None:
            for text in GUIDE[: 2 if height > 8 else 1]:
                lines += [*line((text, "$quiet")).wrap(room(width)), BLANK]
            return lines
        if isinstance(result, QuizappError):
            is_bad = isinstance(result, DeckError)
            mark = ("✗ ", "bold $wrong") if is_bad else ("· ", "$quiet")
            why = line((str(result), "$ink" if is_bad else "$quiet"))
            return [*lines, *hang(why, room(width), line(mark), 2)]
        problems = result.complaints
        lead = line(("✓ ", "bold $right"), ("Ready. ", "$quiet"))
        lines += asked(result, result.cards, width, BLANK if problems else lead)
        if missing := self._missing(result):
            more = plural(missing, "more wrong answer makes", "more wrong answers make")
            text = f"{more} it multiple choice."
            lines.append(line(("· ", "$quiet"), (text, "$quiet")))
        for each in problems:
            lines += problem_lines(each, width)
        return lines

    def _missing(self, proof: DeckPreview) -> int:
        """How many wrong answers are missing for a choice that was begun."""
        count = sum(bool(self._value(id_)) for id_ in WRONG)
        is_choice = all(proof.question(card).choices for card in proof.cards)
        return 0 if is_choice or not count else len(WRONG) - count

    # What is typed

    def _value(self, id_: str) -> str:
        return visible(self._fields[id_].value).strip()

    @property
    def _card(self) -> NewCard:
        return NewCard(
            self._value("question"),
            self._value("answer"),
            self._value("also-right"),
            tuple(map(self._value, WRONG)),
            self._value("note"),
        )

    def _file(self, typed: str) -> DeckFile | None:
        return self._files.get(one_line(typed).casefold())

    def _deck(self) -> Draft:
        """The deck whose name is typed, as a draft. Raises `QuizappError` if it cannot
        be one."""
        typed = self._value("deck")
        if self._draft and self._draft[0] == typed:
            return self._draft[1]
        if file := self._file(typed):
            draft = open_deck(file, self._own)
        elif typed:
            draft = Draft(deck_path(typed, self._own, self._workspace.files))
        else:
            draft = Draft(None)
        self._draft = typed, draft
        return draft

    @on(Input.Changed)
    def _changed(self) -> None:
        self._reader.wake()

    def _take(self) -> Callable[[], DeckPreview | QuizappError | None]:
        """The job of reading the card, which is autosaved first."""
        new, topic = self._card, self._value("topic")
        if new.is_empty or self._is_left:
            self._keeper.forget()
            return lambda: None
        try:
            draft = self._deck()
        except QuizappError as error:
            failed = error
            self._keep(Draft(None), new)
            return lambda: failed
        self._keep(draft, new)
        return partial(_proof, draft, new, topic)

    def _keep(self, draft: Draft, new: NewCard) -> None:
        """Autosave what is typed, as lines for the end of the deck."""
        try:
            block = card_lines(new)
        except UsageError:
            block = raw_lines(new)
        if draft.is_there:
            end = len(draft.lines)
            draft, block = replace(draft, first=end, end=end), ["", *block, ""]
        with suppress(OSError):  # saving will report it
            self._keeper.keep(draft, "\n".join(block))

    def _have(self, result: DeckPreview | QuizappError | None) -> None:
        if self.is_mounted:
            self._result = result
            self.query_one("#asked", Sheet).show()

    async def reread(self, _: Changes) -> None:
        """Show the decks as they are now."""
        self._read_decks()
        self._reader.wake()

    # Saving and leaving

    async def action_next(self) -> None:
        """Go on to the next field; after the last one, save."""
        if self.focused is self._fields["topic"]:
            await self.action_save()
        else:
            self.focus_next()

    def action_scroll_down(self) -> None:
        """Show the rest of the preview."""
        self.query_one("#asked", Sheet).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Show the beginning of the preview."""
        self.query_one("#asked", Sheet).scroll_page_up(animate=False)

    async def action_save(self) -> None:
        """Save the card, and begin the next one."""
        await self._save()

    async def _save(self) -> bool:
        """Save the card, and return whether that worked."""
        new = self._card
        self._draft = None  # the file may have changed
        at = "deck"
        try:
            whole = self._deck()
            if whole.path is None:
                raise UsageError("Give the deck a name.")
            at = "answer" if new.question else "question"
            before, text = place_card(whole, card_lines(new), self._value("topic"))
            after = save(before, text)
        except QuizappError as error:
            self._have(error)
            self.query_one(TopLine).say("Not saved")
            self.set_focus(self._fields[at])
            return False
        self._keeper.forget()
        for id_ in CLEARED:
            self._fields[id_].begin("")
        self.set_focus(self._fields["question"])  # at once, for what is typed ahead
        self._made = self._made or not whole.is_there
        self._count += len(cards_typed(new))
        self._saved_in = after.name
        await self.app.look_now(is_already_said=True)
        self._read_decks()
        self.query_one(TopLine).show()
        return True

    async def _confirm_leaving(self) -> bool:
        """If a card is not saved, ask what to do with it; `False` to stay."""
        if self._card.is_empty:
            return True
        screen = LeaveScreen("This card is not saved yet.", save="Save card")
        match await self.app.push_screen_wait(screen):
            case "save":
                return await self._save()
            case "discard":
                self._is_left = True  # so that the proofreader does not keep it again
                self._keeper.forget()
                return True
        return False

    def _leave(self, text: AsText | None = None, *, wants_file: bool = False) -> None:
        self._is_left = True
        self.dismiss(FormResult(self._saved_in, self._made, text, wants_file))

    @work
    async def action_leave(self) -> None:
        """Back; asks first when a card is not saved."""
        if await self._confirm_leaving():
            self._leave()

    @work
    async def action_file(self) -> None:
        """Add a file instead."""
        if await self._confirm_leaving():
            self._leave(wants_file=True)

    def action_text(self) -> None:
        """Go on in the deck's text, with what is typed here."""
        new = self._card
        try:
            draft = self._deck()
        except QuizappError as error:
            self.notify(str(error), severity="error")
            self._fields["deck"].focus()
            return
        text = draft.text
        at = text.count("\n") + 1
        if not new.is_empty:
            text, at = _with_card(draft, new, self._value("topic"))
        elif not text:
            text, at = NEW_DECK_TEXT, 1
        self._leave(AsText(draft, text, at, self._keeper.place))


def _proof(draft: Draft, new: NewCard, topic: str) -> DeckPreview | QuizappError:
    """A preview of the card in its deck, or why it cannot be there."""
    try:
        return preview_deck(*place_card(draft, card_lines(new), topic), lint)
    except QuizappError as error:
        return error


def _with_card(draft: Draft, new: NewCard, topic: str) -> tuple[str, int]:
    """The deck's text with the card in it, finished or not, and the card's line."""
    try:
        part, text = place_card(draft, card_lines(new), topic)
    except QuizappError:
        block = raw_lines(new)
        before = draft.text.rstrip("\n")
        text = "\n".join([before, "", *block, ""] if before else [*block, ""])
        return text, text.count("\n") - len(block) + 1
    blanks = len(text) - len(text.lstrip("\n"))
    return part.whole(text), part.first + blanks + 1
