"""A deck or a table is looked for, looked at, and added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import DirectoryTree, Header, Input, Label, Select, Static

from quizapp.decks.importing.plan import (
    NameTakenError,
    NoTableError,
    Plan,
    UnknownColumnsError,
    UnknownHeaderError,
    carry_out,
)
from quizapp.decks.importing.preview import (
    ImportPreview,
    PreviewRequest,
    PreviewResult,
    preview_import,
)
from quizapp.decks.importing.rejects import save_rejects
from quizapp.decks.library.deck_files import Origin
from quizapp.errors import QuizappError
from quizapp.formats import Holds, endings, may_be_added
from quizapp.model import Deck
from quizapp.paths import Paths
from quizapp.text import one_line
from quizapp.tui.keys.decks import ADDING
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.account import account, sentence
from quizapp.tui.widgets.file_tree import FileTree, PathLine, want_listed
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.preview import Preview
from quizapp.tui.widgets.proofreader import Proofreader
from quizapp.tui.widgets.table_form import TableForm

NOTHING_YET = (
    f"Choose a deck ({', '.join(endings(Holds.CARDS))}) or a table "
    f"({', '.join(endings(Holds.RECORDS, Holds.TEXT))}). Nothing is added before you "
    "have seen its cards and said yes."
)
UNSAID = (
    "Which column is the question, and which the answer? No first line says so. "
    "Choose below; the rest may be left out."
)


class AddDeckScreen(Screen[None]):
    """Shows what would be added, and adds it when that is said."""

    BINDINGS = bindings(ADDING)
    AUTO_FOCUS = "PathLine"

    @dataclass
    class Added(Message):
        """A deck is there, or is another."""

        name: str
        told: str
        folder: Path
        """Where the file was looked for."""

    @dataclass
    class Left(Message):
        """The learner wants to go back."""

        folder: Path

    def __init__(
        self,
        folder: Path,
        paths: Paths,
        origins: Mapping[str, Origin],
        decks: Callable[[], Iterable[Deck]],
    ) -> None:
        """`origins`: where the deck of each name is that there is already; `decks`
        gives all of them."""
        super().__init__()
        self._folder = folder
        self._paths = paths
        self._origins = origins
        self._decks = decks
        self._path: Path | None = None
        self._replaces = False
        self._look: PreviewResult | None = None
        """What the file comes to; `None` while it is not read."""
        self._reader = Proofreader(self, self._take, self._have)

    def compose(self) -> ComposeResult:
        """The path above; the files at the left, at the right what is in one."""
        yield Header()
        with Horizontal(id="adding-head"):
            yield Label("Add a deck")
            yield PathLine(may_be_added, id="adding-path")
        with Horizontal(id="adding-body"):
            yield FileTree(self._folder, may_be_added, id="adding-files")
            with VerticalScroll(id="adding-report"):
                yield Static(NOTHING_YET, id="adding-told", markup=False)
                yield TableForm()
                yield Static("As it will be asked", id="adding-asked")
                yield Preview()
                yield Static(id="adding-account")
        yield KeyLine()

    def on_mount(self) -> None:
        """One can type at once, or go down to the files."""
        self._show_parts(is_form=False, is_plan=False)

    @property
    def _plan(self) -> Plan | None:
        return self._look.plan if self._look else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the file allows."""
        look, plan = self._look, self._plan
        match action:
            case "add":
                return True if plan else None
            case "replace":
                can_go = plan and plan.is_update and plan.counts.missing
                is_taken = look and isinstance(look.found, NameTakenError)
                return bool(self._replaces or can_go or is_taken)
            case "columns":
                return bool(look and look.table)
            case "save_rejected":
                return bool(plan and plan.table and plan.table.refused)
        return super().check_action(action, parameters)

    @on(Input.Submitted, "#adding-path")
    def _path_typed(self) -> None:
        tree = self.query_one(FileTree)
        try:
            path = self.query_one(PathLine).path
            if not path.is_dir():
                self._choose(path)
                return
            tree.open(path)
            tree.focus()
        except QuizappError as error:
            self._tell_no(str(error))

    @on(DirectoryTree.DirectorySelected)
    def _folder_chosen(self, event: DirectoryTree.DirectorySelected) -> None:
        event.stop()
        try:
            want_listed(event.path)
        except QuizappError as error:
            self._tell_no(str(error))

    @on(DirectoryTree.FileSelected)
    def _file_chosen(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        self.query_one(PathLine).show(event.path)
        self._choose(event.path)

    def _choose(self, path: Path) -> None:
        self._path, self._replaces = path, False
        self.query_one(TableForm).forget()
        self.query_one(TableForm).display = False
        self._read()

    @on(TableForm.Changed)
    def _read(self) -> None:
        """Read the file as it is asked for now; until then nothing can be added."""
        self._look = None
        self._tell(Content.styled("Reading …", "dim"))
        self.refresh_bindings()
        self._reader.read()

    @property
    def _wanted(self) -> PreviewRequest:
        assert self._path
        return PreviewRequest(
            self._path, self.query_one(TableForm).shape, self._replaces
        )

    def _take(self) -> Callable[[], PreviewResult]:
        return partial(preview_import, self._wanted, self._paths.decks, self._decks())

    def _have(self, look: PreviewResult) -> None:
        if self.is_mounted and self._path and look.request == self._wanted:
            self._look = look
            self.call_later(self._show, look)

    async def _show(self, look: PreviewResult) -> None:
        """Show what the file comes to."""
        form, found = self.query_one(TableForm), look.found
        if look.table:
            await form.show(look.table)
        if look is not self._look:
            return
        is_plan = isinstance(found, ImportPreview)
        must_ask = not (is_plan or isinstance(found, NoTableError))
        self._show_parts(
            is_form=bool(look.table) and (form.display or must_ask), is_plan=is_plan
        )
        if isinstance(found, ImportPreview):
            plan = found.plan
            other = self._origins.get(plan.name)
            self._tell(sentence(plan, other))
            self.query_one(Preview).show(found.preview, found.cards, is_alone=False)
            self.query_one("#adding-account", Static).update(account(plan))
            if isinstance(self.focused, PathLine):
                self.query_one("#adding-report").focus()
        elif isinstance(found, UnknownColumnsError) or (
            look.request.options.columns
            and "answer" not in look.request.options.columns
        ):
            self._tell(Content.styled(UNSAID, "bold"))
            if not isinstance(self.focused, Select):
                form.query(Select).first().focus()
        elif isinstance(found, UnknownHeaderError):
            shown = found.table.layout.first_line
            asked = f"Does the first line, {shown}, name the columns, or is it a card?"
            self._tell(Content.styled(asked, "bold"))
            form.query_one("#first", Select).focus()
        elif isinstance(found, NameTakenError):
            self._tell_no(
                f"You have a deck called «{look.request.path.stem}» already. Replace "
                "it (the old one goes to the trash, what you know of its cards stays), "
                "or go back and rename the file."
            )
        else:
            self._tell_no(str(found))
        self.refresh_bindings()

    def _show_parts(self, *, is_form: bool, is_plan: bool) -> None:
        self.query_one(TableForm).display = is_form
        for part in ("#adding-asked", "Preview", "#adding-account"):
            self.query_one(part).display = is_plan
        self.query_one("#adding-report").scroll_home(animate=False)

    def _tell(self, told: Content) -> None:
        self.query_one("#adding-told", Static).update(told)

    def _tell_no(self, told: str) -> None:
        """Say what is wrong; what was shown before is no more to be added."""
        if not self._look or not isinstance(self._look.found, QuizappError):
            self._look = None
            self._show_parts(is_form=False, is_plan=False)
        self._tell(Content.styled(one_line(told), "$text-error"))
        self.refresh_bindings()

    def action_replace(self) -> None:
        """Look at it as if the deck that is there may go, or stays."""
        self._replaces = not self._replaces
        self._read()

    def action_columns(self) -> None:
        """Ask what the columns hold, or ask no more."""
        form = self.query_one(TableForm)
        form.display = not form.display
        if form.display:
            is_table = not self._look or not isinstance(self._look.found, NoTableError)
            first = form.query(Select).first()
            (first if is_table else form.query_one("#separator", Select)).focus()
            form.scroll_visible(animate=False)
        else:
            self.query_one("#adding-report").focus()

    def action_save_rejected(self) -> None:
        """Write the refused records to a file beside their table."""
        plan = self._plan
        if not plan or not plan.table:
            return
        try:
            place = save_rejects(plan.source, plan.table)
        except QuizappError as error:
            self._say_no(error)
            return
        told = one_line(f"{place}: holds what was rejected; mend it and add it.")
        self.notify(told, timeout=12, markup=False)

    def action_add(self) -> None:
        """Put the deck among the others as it is shown."""
        look = self._look
        if not look or not isinstance(look.found, ImportPreview):
            return
        plan = look.found.plan
        if not look.found.is_current:
            self.notify("The deck has changed meanwhile: look again.", markup=False)
            self._read()
            return
        try:
            place = carry_out(plan, self._paths.trash)
        except QuizappError as error:
            self._say_no(error)
            return
        self._look = None
        verb = "up to date" if plan.is_update else "replaced" if place else "added"
        told = f"«{plan.name}» is {verb}. Enter studies it."
        if place:
            told += f" As it was before, it is kept at {place}"
        name, folder = one_line(plan.path.stem), self._open_folder
        self.post_message(self.Added(name, one_line(told), folder))

    def _say_no(self, error: QuizappError) -> None:
        told = one_line(str(error))
        self.notify(told, severity="error", timeout=15, markup=False)

    @property
    def _open_folder(self) -> Path:
        return Path(self.query_one(FileTree).path)

    def action_leave(self) -> None:
        """Back; nothing is added."""
        self.post_message(self.Left(self._open_folder))
