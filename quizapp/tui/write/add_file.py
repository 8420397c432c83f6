"""Choose a file, look at what it holds, add it as a deck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import DirectoryTree, Input, OptionList, Select

from quizapp.cards.articles.reader import read_article
from quizapp.decks.articles.article_files import ArticleFiles
from quizapp.decks.importing.plan import (
    ImportPlan,
    NameTakenError,
    NoTableError,
    UnknownEncodingError,
    carry_out,
    take_back,
)
from quizapp.decks.importing.preview import (
    ImportPreview,
    PreviewRequest,
    PreviewResult,
    preview_import,
)
from quizapp.decks.importing.rejects import save_rejects
from quizapp.errors import QuizappError, deck_error
from quizapp.formats import Holds, endings, may_be_chosen
from quizapp.text import listed, one_line, plural
from quizapp.tui.base import BaseScreen
from quizapp.tui.draw import BLANK, line
from quizapp.tui.keys.decks import ADDING
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.panel import Panel, TopLine
from quizapp.tui.write.asked import asked, room
from quizapp.tui.write.file_tree import FileTree, PathLine, want_listed
from quizapp.tui.write.proofreader import Proofreader
from quizapp.tui.write.report import (
    WHICH_COLUMNS,
    account,
    articles_without_cards,
    beginning,
    in_app,
    question_of,
    summary,
)
from quizapp.tui.write.table_form import TableForm

if TYPE_CHECKING:
    from quizapp.model.articles import ArticleText
    from quizapp.paths import Paths
    from quizapp.study.workspace import Workspace

TITLE = "Add an article, a deck or a table"
GUIDE = (
    "Paste the text of an article here, or choose its file "
    f"({listed((*endings(Holds.ARTICLE)[:1], '.md', '.txt'))}), and make cards as you "
    f"read. Or choose a deck ({listed(endings(Holds.CARDS))}) or a table "
    f"({listed(endings(Holds.RECORDS, Holds.TEXT))}): you see its cards before "
    "anything is added."
)


@dataclass(frozen=True, slots=True)
class Added:
    """What the learner did here."""

    folder: Path
    """The folder that was open."""
    deck: str = ""
    """The deck that was added; empty for none."""
    text: str = ""
    """What was done, in words."""
    article: str = ""
    """The article that was kept, to be read now; empty for none."""


class AddFileScreen(BaseScreen[Added]):
    """Shows the files and what the chosen one would add, and adds it."""

    CSS_PATH = "add_file.tcss"
    BINDINGS = bindings(ADDING)

    def __init__(self, workspace: Workspace, paths: Paths, folder: Path) -> None:
        """`folder` is the first to be shown."""
        super().__init__()
        self._workspace = workspace
        self._paths = paths
        self._folder = folder
        decks = [file.path.stem for file in workspace.files.values()]
        self._articles = ArticleFiles(paths.data, decks)
        self._without_deck = self._articles.without_deck(paths.trash)
        self._path: Path | None = None
        """The chosen file; `None` while the files are shown."""
        self._is_typed = True
        """Whether it was typed or pasted, not chosen from the files."""
        self._replaces = False
        self._pasted: ArticleText | None = None
        """The article that was pasted instead of choosing a file."""
        self._problem = ""
        """Why there is no preview."""
        self._look: PreviewResult | None = None
        """The preview of the file; `None` while it is read."""
        self._reader = Proofreader(self, self._take, self._have)

    def compose(self) -> ComposeResult:
        """The path; below it the files, or what is in one."""
        yield TopLine(lambda _: (line((TITLE, "bold")), BLANK))
        with Vertical(id="adding"):
            yield PathLine(may_be_chosen, self._without_deck, id="path")
            yield Panel(self._about, id="about")
            yield FileTree(self._folder, may_be_chosen, id="files", classes="frame")
            with VerticalScroll(id="report"):
                yield TableForm()
                yield Panel(self._asked, id="asked")
        yield KeyLine()

    def on_mount(self) -> None:
        """The path has the focus; the arrow keys go down to the files."""
        self.query_one(PathLine).focus()
        self._show_parts()

    # What is shown

    @property
    def _shown(self) -> ImportPreview | None:
        found = self._look.found if self._look else None
        return found if isinstance(found, ImportPreview) else None

    @property
    def _plan(self) -> ImportPlan | None:
        return self._shown.plan if self._shown else None

    @property
    def _article(self) -> ArticleText | None:
        """The article that can be read."""
        return self._pasted or (self._look.article if self._look else None)

    def _about(self, width: int, _: int) -> list[Content]:
        """What would be added, or what must be decided first, or what is wrong."""
        width = room(width)
        if self._problem:
            problem = one_line(in_app(self._problem))
            return line(("✗ ", "bold $wrong"), problem).wrap(width)
        if article := self._article:
            title = one_line(article.title)
            length = plural(len(article.paragraphs), "paragraph")
            how = ". Enter opens it: read it, and make cards of what you want to keep."
            what = line((f"An article, “{title}”", "bold"), f": {length}{how}")
            return what.wrap(width)
        if self._path is None:
            return [
                *articles_without_cards(self._without_deck, width),
                *line((GUIDE, "$quiet")).wrap(width),
            ]
        look = self._look
        if look is None:
            return [line(("Reading … Esc stops it.", "$quiet"))]
        if plan := self._plan:
            file = self._workspace.files.get(plan.name)
            return summary(plan, file.origin if file else None, width)
        if question := question_of(look)[0]:
            return line((one_line(question), "bold")).wrap(width)
        problem = in_app(str(look.found))
        match look.found:
            case NameTakenError():
                name = look.request.path.stem
                deck = self._workspace.decks.get(name)
                called = f" (“{deck.title}”)" if deck and deck.title != name else ""
                problem = (
                    f"You have a deck called “{name}” already{called}. ^r replaces it: "
                    "the old one goes to the trash, and your progress stays. Or go "
                    "back, and rename the file."
                )
            case UnknownEncodingError():
                problem = (
                    f"“{look.request.path.name}” is not UTF-8. Save it as UTF-8 in a "
                    "text editor, then choose it again."
                )
        return line(("✗ ", "bold $wrong"), one_line(problem)).wrap(width)

    @property
    def _offered(self) -> str:
        """The article that Enter opens while no path is typed."""
        return "" if self._path or self._pasted else next(iter(self._without_deck), "")

    def _asked(self, width: int, _: int) -> list[Content]:
        """The first cards as they will be asked, and an account of every record; of an
        article, how it begins."""
        if article := self._article:
            return beginning(article, room(width))
        if not (shown := self._shown):
            return []
        plan = shown.plan
        lines = [line(("As it will be asked", "$quiet")), BLANK]
        lines += asked(shown.preview, shown.cards, width)
        if (more := len(shown.preview.deck.cards) - len(shown.cards)) > 0:
            lines.append(line((f"… and {plural(more, 'more card')}", "$quiet")))
        return [*lines, *account(plan, room(width))]

    def _show_parts(self, *, is_form: bool = False) -> None:
        """Show the files, or what is in the chosen one."""
        is_looking = bool(self._path or self._pasted)
        self.query_one("#files").display = not is_looking
        self.query_one("#report").display = is_looking
        self.query_one(TableForm).display = is_form
        for panel in self.query(Panel):
            panel.refresh(layout=True)
        self.refresh_bindings()

    # Choosing a file

    @on(Input.Changed, "#path")
    def _path_changed(self, event: Input.Changed) -> None:
        if not event.value and (self._path or self._problem):
            self._choose()
        self.refresh_bindings()

    @on(Input.Submitted, "#path")
    def _path_typed(self) -> None:
        tree, typed = self.query_one(FileTree), self.query_one(PathLine)
        name = typed.value.strip() or self._offered
        is_article = name in self._articles.names()
        if is_article and not (typed.value and Path(name).exists()):
            self.dismiss(Added(self._open_folder, article=name))
            return
        self._is_typed = True
        try:
            path = typed.path
            if not path.is_dir():
                self._choose(path)
                return
            tree.open(path)
        except QuizappError as error:
            self._choose(problem=str(error))
            return
        self._choose()
        tree.focus()

    @on(DirectoryTree.DirectorySelected)
    def _folder_chosen(self, event: DirectoryTree.DirectorySelected) -> None:
        event.stop()
        try:
            want_listed(event.path)
        except QuizappError as error:
            self._choose(problem=str(error))

    @on(DirectoryTree.FileSelected)
    def _file_chosen(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        self._is_typed = False
        self.query_one(PathLine).show(event.path)
        self._choose(event.path)

    def _choose(
        self,
        path: Path | None = None,
        *,
        pasted: ArticleText | None = None,
        problem: str = "",
    ) -> None:
        """Show this file, or what was `pasted`; or show the files again, with the
        `problem` of the last one."""
        self._path, self._pasted, self._problem = path, pasted, problem
        self._look, self._replaces = None, False
        self.query_one(TableForm).forget()
        if path:
            self._read()
        self._show_parts()

    @on(PathLine.Pasted)
    def _text_pasted(self, event: PathLine.Pasted) -> None:
        event.stop()
        self._is_typed = True
        try:
            self._choose(pasted=read_article(event.text.encode()))
        except QuizappError as error:
            self._choose(problem=str(error))
        else:
            self.query_one("#report").focus()

    # Looking at it

    @on(TableForm.Changed)
    def _read_again(self) -> None:
        self._read()
        self._show_parts(is_form=self.query_one(TableForm).display)

    def _read(self) -> None:
        """Read the file again; until that is done nothing can be added."""
        self._look = None
        self._reader.read()

    def _wanted(self, path: Path) -> PreviewRequest:
        return PreviewRequest(path, self.query_one(TableForm).shape, self._replaces)

    def _take(self) -> Callable[[], PreviewResult | None]:
        if not self._path:  # it was stopped
            return lambda: None
        decks = list(self._workspace.decks.values())
        return partial(
            preview_import, self._wanted(self._path), self._paths.decks, decks
        )

    async def _have(self, look: PreviewResult | None) -> None:
        """Show the preview, if it is still wanted."""
        if not look or not self._is_wanted(look):
            return
        self._look = look
        form, found = self.query_one(TableForm), look.found
        if look.table:
            await form.show(look.table)
            if look is not self._look:
                return
        must_ask = not isinstance(found, ImportPreview | NoTableError)
        self._show_parts(is_form=bool(look.table) and (form.display or must_ask))
        report = self.query_one("#report")
        report.scroll_home(animate=False)
        question, choice = question_of(look)
        if question == WHICH_COLUMNS and isinstance(self.focused, Select):
            pass  # the columns are being chosen one by one
        elif question:
            form.query_one(choice, Select).focus()
        elif not form.display and not self._corrects:
            report.focus()

    @property
    def _corrects(self) -> bool:
        """Whether what was typed names nothing that can be added, so that it can be
        typed again."""
        is_typing = isinstance(self.focused, PathLine)
        return is_typing and not (self._plan or self._article)

    def _is_wanted(self, look: PreviewResult) -> bool:
        return bool(
            self.is_mounted and self._path and look.request == self._wanted(self._path)
        )

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys; Enter stands for ^s where it adds, and reads an article."""
        found, labels = super().active_bindings, {}
        if self._article:
            labels = {"adding.accept": "Read", "adding.columns": ""}
        elif self._is_new and "enter" in found:
            if found["enter"].binding.id == "adding.accept":
                labels["adding.add"] = ""
        elif self._plan and self._plan.is_update:
            labels = {"adding.add": "Update"}
        found = relabelled(found, labels)
        match self.focused:
            case PathLine(value=typed) if typed or self._offered:
                own = {"enter": "Read"}
            case Select():
                own = {"enter": "Choices"}
            case OptionList():  # the choices of one
                own = {"enter": "Choose", "escape": "Close"}
            case _:
                own = {}
        for key, label in own.items():  # the focused widget's own bindings
            binding = replace(found[key].binding, description=label, show=True)
            found[key] = found[key]._replace(binding=binding)
        return found

    @property
    def _is_new(self) -> bool:
        """Whether no deck would be replaced."""
        plan = self._plan
        return bool(plan and not plan.is_update and not plan.replaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible with this file."""
        look, plan = self._look, self._plan
        match action:
            case "accept":
                return self._is_new or bool(self._article)
            case "add":
                return bool(plan and not plan.changes_nothing)
            case "replace":
                can_go = plan and plan.is_update and plan.counts.missing
                is_taken = look and isinstance(look.found, NameTakenError)
                return bool(self._replaces or can_go or is_taken)
            case "columns":
                return bool(look and look.table)
            case "save_rejected":
                return bool(plan and plan.table and plan.table.refused)
        return super().check_action(action, parameters)

    def action_replace(self) -> None:
        """Preview it as a replacement of the deck that has its name, or not."""
        self._replaces = not self._replaces
        self._read_again()

    def action_columns(self) -> None:
        """Ask what the columns hold, or close that form."""
        form = self.query_one(TableForm)
        form.display = not form.display
        if form.display:
            is_table = not self._look or not isinstance(self._look.found, NoTableError)
            first = form.query(Select).first()
            (first if is_table else form.query_one("#separator", Select)).focus()
            form.scroll_visible(animate=False)
        else:
            self.query_one("#report").focus()

    def action_save_rejected(self) -> None:
        """Write the rejected records to a file beside their table."""
        plan = self._plan
        if not plan or not plan.table:
            return
        try:
            place = save_rejects(plan.source, plan.table)
        except QuizappError as error:
            self._refuse(error)
            return
        name = one_line(place.name)
        self.query_one(TopLine).say(f"Saved beside the table: {name}")

    async def action_accept(self) -> None:
        """Add a deck that is new, or read the article."""
        if article := self._article:
            self._keep(article)
        else:
            await self.action_add()

    def _keep(self, article: ArticleText) -> None:
        """Keep the article, and go on to read it."""
        try:
            name = self._articles.keep(article, self._path.stem if self._path else "")
        except QuizappError as error:
            self._refuse(error)
            return
        self.dismiss(Added(self._open_folder, article=name))

    async def action_add(self) -> None:
        """Add the deck as it is shown."""
        if not (shown := self._shown):
            return
        plan = shown.plan
        if not shown.is_current:
            self.notify("The deck has just changed: look at it again, then add it.")
            self._read_again()
            return
        try:
            with deck_error(plan.path, "read"):
                before = plan.path.read_bytes() if plan.replaces else b""
            place = carry_out(plan, self._paths.trash)
        except QuizappError as error:
            self._refuse(error)
            return
        self._look = None
        await self.app.look_now(is_already_said=True)
        name = one_line(plan.path.stem)
        title = one_line(shown.preview.deck.title) or name
        verb = "updated" if plan.is_update else "replaced" if place else "added"
        text = f"“{title}” is {verb}. Enter studies it."
        if plan.replaces:
            text = f"“{title}” is {verb}. u undoes that, Enter studies the deck."
            done = f"{verb.capitalize()} “{title}”."
            self._workspace.did(plan.name, done, partial(take_back, plan, before))
        if place:
            old = f"The old version is in the trash: {one_line(str(place))}"
            self.notify(old, timeout=10)
        self.dismiss(Added(self._open_folder, name, text))

    def _refuse(self, error: QuizappError) -> None:
        self.notify(one_line(str(error)), severity="error", timeout=15)

    @property
    def _open_folder(self) -> Path:
        return Path(self.query_one(FileTree).path)

    def action_leave(self) -> None:
        """Back to the files; from there, home without adding anything."""
        if self._path is None and self._pasted is None:
            self.dismiss(Added(self._open_folder))
            return
        self._choose()
        self.query_one(PathLine if self._is_typed else FileTree).focus()
