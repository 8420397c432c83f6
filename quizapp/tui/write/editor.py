"""The editor: a deck's text, its cards as they will be asked, and its problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import TextArea

from quizapp.cards.lint import lint
from quizapp.decks.articles.facts_file import make_deck
from quizapp.decks.editing.autosave import Autosave
from quizapp.decks.editing.draft import (
    NEW_DECK_TEXT,
    Draft,
    changed_keys,
    overwrite,
    read_again,
    save,
    unsave,
)
from quizapp.decks.editing.preview import DeckPreview, new_errors, preview_deck
from quizapp.decks.library.names import deck_path
from quizapp.errors import DeckChangedError, DeckError
from quizapp.model import Complaint
from quizapp.text import one_line, plural
from quizapp.tui.base import BaseScreen
from quizapp.tui.dialogs.ask import ask_text
from quizapp.tui.dialogs.dialog import LeaveScreen, confirm
from quizapp.tui.draw import BLANK, hang, line
from quizapp.tui.keys.decks import EDITOR
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList, Sheet
from quizapp.tui.widgets.panel import TopLine
from quizapp.tui.write.asked import asked, problem, problem_lines, room
from quizapp.tui.write.deck_text import DeckText
from quizapp.tui.write.proofreader import Proofreader

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.paths import Paths
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp


class EditorScreen(BaseScreen[str]):
    """Edits one draft, whose text is autosaved until it is saved. Dismissed with the
    name of the deck if it is new, otherwise with an empty one."""

    CSS_PATH = "editor.tcss"
    BINDINGS = bindings(EDITOR)

    def __init__(
        self,
        workspace: Workspace,
        draft: Draft,
        paths: Paths,
        *,
        text: str | None = None,
        at: int = 0,
        kept: Path | None = None,
    ) -> None:
        """`text` is the text to begin with if it is not the draft's own, `at` the line
        to begin on, and `kept` the file of an autosaved text."""
        super().__init__()
        self._draft = draft
        self._paths = paths
        self._workspace = workspace
        self._types, self._topics = workspace.types, workspace.topics
        self._begun = draft.text if text is None else text
        self._at = at
        self._now = self._begun
        """The text after its latest change."""
        self._saved: str | None = None
        if text in (None, draft.text, NEW_DECK_TEXT):
            self._saved = self._begun
        self._warned: str | None = None
        """The text about whose errors the learner was warned when saving it."""
        self._made = ""
        self._proof: DeckPreview | None = None
        self._keeper = Autosave(paths.unsaved, kept)
        self._reader = Proofreader(self, self._take, self._have)

    def compose(self) -> ComposeResult:
        """The text, the card at the cursor, the problems."""
        yield TopLine(self._title)
        with Container(id="body"):
            yield DeckText(
                self._begun,
                first=self._draft.first + 1,
                types=self._types,
                topics=self._topics,
                classes="frame",
            )
            yield Sheet(self._preview, id="asked")
        yield LineList[Complaint]((), _problem_row, id="problems")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the cursor in the text."""
        self._writing.focus()
        if self._at:
            self._writing.go_to(self._at, 1)
        self._reader.read()

    def on_unmount(self) -> None:
        """Autosave, however the screen ends."""
        if self.is_changed:
            self._keep()

    @property
    def _writing(self) -> DeckText:
        return self.query_one(DeckText)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to lose."""
        return self._now != self._saved

    # What is shown

    def _title(self, _: int) -> tuple[Content, Content]:
        """What is being written, and whether it is saved."""
        draft = self._draft
        name = draft.name if draft.path else "New deck"
        about = f"   from line {draft.first + 1}" if draft.is_part else ""
        if draft.path and not draft.is_there:
            about += "   your copy" if draft.data else "   new"
        state = BLANK
        if self.is_changed:
            state = line(("not saved", "$close"))
        elif draft.is_there:
            state = line(("saved", "$quiet"))
        return line((name, "bold"), (about, "$quiet")), state

    def _preview(self, width: int, height: int) -> list[Content]:
        """The card at the cursor as it will be asked, and its problems in full."""
        proof = self._proof
        if not proof:
            return []
        at, _ = self._writing.place
        cards = proof.at(at)
        lines = [line(("As it will be asked", "$quiet")), BLANK] if height > 12 else []
        if why := Content(proof.side_effects):
            bad = line(("✗ ", "bold $wrong"))
            lines += [*hang(why, room(width), bad, 2), BLANK]
        lines += asked(proof, cards, width)
        for each in proof.problems_at(at):
            lines += problem_lines(each, width)
        if not cards and not proof.problems_at(at) and not why:
            lines += [line(("No card here yet.", "$quiet")), BLANK]
        if why or not proof.cards:
            return lines
        total = (f"{plural(len(proof.cards), 'card')} in all.", "$quiet")
        if proof.complaints:
            return [*lines, line(total)]
        fine = line(("✓ ", "bold $right"), ("Ready. ", "$quiet"), total)
        return [*lines, *fine.wrap(room(width))]

    # What is written

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._now = self._writing.text
        self._reader.wake()
        self.query_one(TopLine).show()

    @on(TextArea.SelectionChanged)
    def _show_asked(self) -> None:
        """Show the card at the cursor, and the list of problems unless the only one is
        shown with the card."""
        asked = self.query_one("#asked", Sheet)
        asked.show()
        if proof := self._proof:
            here = proof.problems_at(self._writing.place[0]) if asked.display else ()
            is_alone = len(proof.complaints) == len(here) == 1
            self._problems.set_class(is_alone or not proof.complaints, "-empty")

    def _take(self) -> Callable[[], DeckPreview]:
        """The job of reading the text, which is autosaved first."""
        if self.is_changed:
            self._keep()
        else:
            self._keeper.forget()
        at, _ = self._writing.place
        return partial(preview_deck, self._draft, self._now, lint, at)

    def _keep(self) -> None:
        with suppress(OSError):  # saving will report it
            self._keeper.keep(self._draft, self._now)

    def _have(self, proof: DeckPreview) -> None:
        if not self.is_mounted:
            return
        self._proof = proof
        self._writing.types = _joined(proof.types, self._types)
        self._writing.topics = _joined(proof.topics, self._topics)
        problems = self._problems
        if problems.rows != proof.complaints:
            problems.show(proof.complaints)
            self.refresh_bindings()
        self._show_asked()

    async def reread(self, _: Changes) -> None:
        """Show the deck's text as it is now, unless there are unsaved changes."""
        if self.is_changed:
            return
        try:
            draft = read_again(self._draft)
        except DeckError:  # saving says so
            return
        if draft is None:
            return
        place = self._writing.cursor_location
        self._draft, self._saved, self._now = draft, draft.text, draft.text
        self._writing.load_text(draft.text)
        self._writing.move_cursor(place)

    # Problems

    @property
    def _problems(self) -> LineList[Complaint]:
        return cast("LineList[Complaint]", self.query_one("#problems"))

    def action_go(self) -> None:
        """To the place of the chosen problem."""
        if each := self._problems.row:
            self._go_to(each)

    def action_next(self) -> None:
        """To the next problem after the cursor, or the first."""
        if self._proof and (each := self._proof.next(*self._writing.place)):
            self._problems.move_to(self._proof.complaints.index(each))
            self._go_to(each)

    def _go_to(self, each: Complaint) -> None:
        if self._writing.go_to(each.line, each.column):
            self._writing.focus()
        else:
            self.notify(f"That is on line {each.line} of the deck, not in this card.")

    # Saving

    @work
    async def action_save(self) -> None:
        """Put the text into the deck's file."""
        await self._save()

    @work
    async def action_rename(self) -> None:
        """Save under another name, as a deck of its own."""
        if draft := await self._named():
            await self._save(draft)

    async def _save(self, draft: Draft | None = None) -> bool:
        """Save to the file of `draft`, or to the screen's own; return whether that
        worked. Saving a single card also closes the screen."""
        text = self._now = self._writing.text
        count = (
            new_errors(self._draft, text, self._proof) if text != self._warned else 0
        )
        if count:
            self._warned = text
            self._refuse(
                f"It has {plural(count, 'error')}, so not every card would be asked. "
                "Save again to save it as it is."
            )
            return False
        draft = draft or (self._draft if self._draft.path else await self._named())
        if draft is None or not await self._is_meant(draft, text):
            return False
        try:
            after = save(draft, text)
            if draft.is_there and after.data != draft.data:
                self._offer_undo(draft, after)
        except DeckChangedError as error:
            found = await self._overwritten(draft, text, str(error))
            if found is None:
                return False
            after = found
        except DeckError as error:
            self._refuse(str(error))
            return False
        await self._after_save(draft, after, text)
        return True

    async def _is_meant(self, draft: Draft, text: str) -> bool:
        """Ask before saving a single card that is no longer a card of its own."""
        if not draft.is_part:
            return True
        proof = self._proof
        if not proof or proof.text != text:
            proof = preview_deck(draft, text)
        why = proof.side_effects
        return not why or await confirm(
            self.app, f"{why} Save anyway?", yes="Save", no="Keep editing"
        )

    async def _named(self) -> Draft | None:
        """The draft as a deck of its own, under a name that is asked for."""

        def path(name: str) -> Path:
            return deck_path(name, self._paths.decks, self._workspace.files)

        name = await ask_text(
            self.app,
            "What is the deck called?",
            hint="Capitals of the Andes",
            check=path,
        )
        return self._draft.as_new_deck(path(name)) if name else None

    async def _overwritten(self, draft: Draft, text: str, why: str) -> Draft | None:
        """The draft after overwriting another program's changes, if confirmed."""
        question = (
            f"{why} Overwrite it? The other version goes to the trash. If you cancel, "
            "your text stays here, and ^t saves it under another name."
        )
        if not await confirm(self.app, question, yes="Overwrite"):
            return None
        try:
            after, place = overwrite(draft, text, self._paths.trash)
        except DeckError as error:
            self._refuse(str(error))
            return None
        if place:
            self.call_later(self.notify, f"The other version is {place}", timeout=15)
        return after

    async def _after_save(self, before: Draft, after: Draft, text: str) -> None:
        was_part = self._draft.is_part
        if not before.is_there:
            self._made = after.name
        self._draft, self._saved = after, text
        self._keeper.forget()
        self.app.clear_notifications()
        self.query_one(TopLine).show()
        _make_deck(self.app, after, self._paths.trash)
        await self.app.look_now(changed_keys(before, after))
        if was_part:
            self.dismiss(self._made)

    def _offer_undo(self, before: Draft, after: Draft) -> None:
        """Let the undo of other screens put the earlier text back."""
        workspace, app, trash = self._workspace, self.app, self._paths.trash
        names = (name for name, f in workspace.files.items() if f.path == after.path)
        deck = workspace.decks.get(name := next(names, ""))
        title = one_line(deck.title) if deck else after.name

        def undo() -> str:
            try:
                unsave(before, after)
            except DeckChangedError as error:
                raise DeckChangedError(
                    f"The edit of “{title}” cannot be undone: the deck has changed "
                    "since."
                ) from error
            _make_deck(app, after, trash)
            return f"Undone: the edit of “{title}”."

        workspace.did(name, f"Edited “{title}”.", undo)

    def _refuse(self, why: str) -> None:
        self.notify(why, title="Not saved", severity="error", timeout=12)

    # Leaving

    @work
    async def action_leave(self) -> None:
        """Back; ask first if there are unsaved changes."""
        self._now = self._writing.text
        if self.is_changed:
            screen = LeaveScreen("What you wrote is not saved.")
            match await self.app.push_screen_wait(screen):
                case "save":
                    if not await self._save() or not self.is_current:
                        return
                case "discard":
                    self._saved = self._now
                    self._keeper.forget()
                case _:
                    return
        self.dismiss(self._made)

    def action_format(self) -> None:
        """How a deck, or a facts file, is written."""
        from quizapp.help import help_text
        from quizapp.tui.dialogs.text import ManualScreen

        page = "facts" if self._draft.facts else "format"
        self.app.push_screen(ManualScreen(help_text(page)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now."""
        match action:
            case "go":
                return self.focused is not None and self.focused.id == "problems"
            case "rename":
                return not self._draft.facts
            case "next":
                return bool(self._proof and self._proof.complaints)
        return super().check_action(action, parameters)


def _make_deck(app: QuizApp, draft: Draft, trash: Path) -> None:
    """Make the deck anew if these are its facts."""
    if draft.facts and (said := make_deck(draft.facts, trash)):
        app.notify(said, severity="warning", timeout=15)


def _problem_row(each: Complaint, _: int) -> list[Content]:
    return [problem(each)]


def _joined(first: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *others]))
