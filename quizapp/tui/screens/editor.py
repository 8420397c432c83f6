"""The editor: a deck's text, its cards as they will be asked, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Header, TextArea

from quizapp.cards.identity import Changes
from quizapp.decks.editing.autosave import Autosave
from quizapp.decks.editing.draft import (
    Draft,
    overwrite,
    read_again,
    save,
)
from quizapp.decks.editing.preview import (
    DeckPreview,
    FindHints,
    new_errors,
    preview_deck,
)
from quizapp.decks.library.names import deck_path
from quizapp.errors import DeckChangedError, DeckError, UsageError
from quizapp.model import Complaint
from quizapp.paths import Paths
from quizapp.study.workspace.known import Known
from quizapp.text import plural
from quizapp.tui.keys.decks import EDITOR
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.complaints import Complaints
from quizapp.tui.widgets.deck_text import DeckText
from quizapp.tui.widgets.draft_line import DraftLine
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.preview import Preview
from quizapp.tui.widgets.proofreader import Proofreader


class EditorScreen(Screen[None]):
    """Writes one draft. Its text is on the disk while it is written, and in the deck
    when it is saved."""

    BINDINGS = bindings(EDITOR)

    @dataclass
    class Saved(Message):
        """The deck's file has the text now."""

        before: Draft
        after: Draft

    class Left(Message):
        """The writer is done."""

    class WantsToLeave(Message):
        """The writer is done, but what was written is not saved."""

    class WantsFormat(Message):
        """The writer wants to see how a deck is written."""

    def __init__(
        self,
        draft: Draft,
        paths: Paths,
        known: Known,
        *,
        text: str | None = None,
        look: FindHints | None = None,
        kept: Path | None = None,
    ) -> None:
        """`text` is what there is to begin with, when it is not the draft's own;
        `kept` is where it was kept, when it was written before and not saved."""
        super().__init__()
        self._draft = draft
        self._paths = paths
        self._known = known
        self._look = look
        self._begun = draft.text if text is None else text
        self._now = self._begun
        """The text, as of its latest change."""
        self._saved: str | None = None if kept else self._begun
        self._warned: str | None = None
        """The text with errors that was to be saved, and of which we have warned."""
        self._has_conflict = False
        self._wants_name = draft.path is None
        self._proof: DeckPreview | None = None
        self._keeper = Autosave(paths.unsaved, kept)
        self._reader = Proofreader(self, self._take, self._have)

    def compose(self) -> ComposeResult:
        """The text, the card at the cursor, the complaints."""
        yield Header()
        yield DraftLine(id="editor-head")
        with Horizontal(id="editor-body"):
            yield DeckText(
                self._begun,
                first=self._draft.first + 1,
                types=self._known.types,
                topics=self._known.topics,
                id="editor-text",
            )
            with VerticalScroll(id="editor-proof"):
                yield Preview()
        yield Complaints(id="complaints")
        yield KeyLine()

    def on_mount(self) -> None:
        """One can write at once."""
        self._writing.focus()
        self._show_state()
        self._reader.read()

    def on_unmount(self) -> None:
        """However the screen ends, what is not saved is kept."""
        if self._now != self._saved:
            self._keep()

    @property
    def _writing(self) -> DeckText:
        return self.query_one(DeckText)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to lose."""
        return self._writing.text != self._saved

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._now = self._writing.text
        self._reader.wake()
        self._show_state()

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        self._show_card()

    def _take(self) -> Callable[[], DeckPreview]:
        """What to read, which is kept first."""
        self._now = self._writing.text
        if self.is_changed:
            self._keep()
        else:
            self._keeper.forget()
        line, _ = self._writing.place
        return partial(preview_deck, self._draft, self._now, self._look, line)

    def _keep(self) -> None:
        with suppress(OSError):  # saving will tell
            self._keeper.keep(self._draft, self._now)

    def _have(self, proof: DeckPreview) -> None:
        if not self.is_mounted:
            return
        self._proof = proof
        self._writing.types = _first_of(proof.types, self._known.types)
        self._writing.topics = _first_of(proof.topics, self._known.topics)
        self.query_one(Complaints).show(proof.complaints)
        self._show_card()
        self.refresh_bindings()

    def _show_card(self) -> None:
        if not self._proof:
            return
        line, _ = self._writing.place
        cards = self._proof.at(line)
        is_alone = len(cards) == len(self._proof.cards)
        self.query_one(Preview).show(self._proof, cards, is_alone=is_alone)

    def _show_state(self) -> None:
        """Say what is being written, and whether it is saved."""
        self.query_one(DraftLine).show(
            self._draft, is_changed=self.is_changed, wants_name=self._wants_name
        )

    @on(DraftLine.Named)
    def action_save(self) -> None:
        """Put the text into the deck's file."""
        self._save()

    def save_and_leave(self) -> None:
        """Save and leave; stay where the text cannot be saved as it is."""
        if self._save() and not self._draft.is_part:
            self.post_message(self.Left())

    def _save(self) -> bool:
        """Put the text into the deck's file; whether it is there now."""
        draft, text = self._draft, self._writing.text
        count = new_errors(draft, text, self._proof) if text != self._warned else 0
        if count:
            self._warned = text
            self._tell(
                f"It has {plural(count, 'error')}, so not every card would be asked. "
                "Save again to save it as it is."
            )
            return False
        try:
            if self._wants_name:
                name = self.query_one(DraftLine).deck_name
                path = deck_path(name, self._paths.decks, self._known.names)
                draft = draft.as_new_deck(path)
            after = save(draft, text)
        except UsageError as error:
            self._tell(str(error))
            self.query_one(DraftLine).ask_for_name()
        except DeckChangedError as error:
            self._has_conflict = True
            self.refresh_bindings()
            self._tell(
                f"{error} Your text is kept. Overwrite writes it all the same, and "
                "what stands there goes to the trash; Save as takes another name."
            )
        except DeckError as error:
            self._tell(f"{error} Your text is kept: save it under another name.")
            self._has_conflict = True
            self.refresh_bindings()
        else:
            self._is_saved(draft, after, text)
            return True
        return False

    async def reread(self, _: Changes) -> None:
        """Take the deck's text as it is now, when there is nothing to lose here."""
        if self.is_changed or not (draft := read_again(self._draft)):
            return
        place = self._writing.cursor_location
        self._draft, self._saved, self._now = draft, draft.text, draft.text
        self._writing.text = draft.text
        self._writing.move_cursor(place)

    def action_save_back(self) -> None:
        """Put the card into the deck's file; saved, it is the end of writing."""
        self.action_save()

    def action_overwrite(self) -> None:
        """Write the file all the same; the other version goes to the trash."""
        text = self._writing.text
        try:
            after, place = overwrite(self._draft, text, self._paths.trash)
        except DeckError as error:
            self._tell(str(error))
            return
        if place:
            self.notify(f"The other version is {place}", timeout=15, markup=False)
        self._is_saved(self._draft, after, text)

    def action_rename(self) -> None:
        """Save under another name."""
        self._wants_name = True
        self._show_state()
        self.query_one(DraftLine).ask_for_name()

    def _is_saved(self, before: Draft, after: Draft, text: str) -> None:
        was_part = self._draft.is_part
        self._draft, self._saved, self._now = after, text, text
        self._has_conflict = self._wants_name = False
        self._keeper.forget()
        self.app.clear_notifications()
        self._show_state()
        self.refresh_bindings()
        self.post_message(self.Saved(before, after))
        if was_part:
            self.post_message(self.Left())
            return
        self._writing.focus()

    def _tell(self, text: str) -> None:
        self.notify(text, title="Not saved", severity="error", timeout=12, markup=False)

    @on(Complaints.Chosen)
    def _wants_place(self, event: Complaints.Chosen) -> None:
        self._go_to(event.complaint)

    def action_next(self) -> None:
        """To the next complaint after the cursor, or the first."""
        chosen = self._proof.next(*self._writing.place) if self._proof else None
        if chosen:
            self.query_one(Complaints).point_at(chosen)
            self._go_to(chosen)

    def _go_to(self, each: Complaint) -> None:
        if self._writing.go_to(each.line, each.column):
            self._writing.focus()
        else:
            self.notify(
                f"That is in line {each.line} of the deck, not in this card.",
                markup=False,
            )

    def action_format(self) -> None:
        """How a deck is written."""
        self.post_message(self.WantsFormat())

    def action_leave(self) -> None:
        """Back, after asking when something is not saved."""
        self.post_message(self.WantsToLeave() if self.is_changed else self.Left())

    def give_up(self) -> None:
        """Leave without saving."""
        self._saved = self._now = self._writing.text
        self._keeper.forget()
        self.post_message(self.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now."""
        match action:
            case "save":
                return not self._draft.is_part
            case "save_back":
                return self._draft.is_part
            case "overwrite" | "rename":
                return self._has_conflict
            case "next":
                return bool(self._proof and self._proof.complaints) or None
        return super().check_action(action, parameters)


def _first_of(told: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*told, *others]))
