"""The settings, in a list: each is edited in place and saved at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.errors import QuizappError
from quizapp.model import Setting
from quizapp.progress.settings import all_settings
from quizapp.schedule import LEARNER_SETTINGS, LIMITS
from quizapp.setting_types import DEFAULT, Declared
from quizapp.study.workspace.steps import option
from quizapp.text import one_line
from quizapp.tui.base import BaseModal
from quizapp.tui.dialogs.ask import ask_text
from quizapp.tui.draw import BLANK, line, spread
from quizapp.tui.keys.anywhere import SETTINGS
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import LineList
from quizapp.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.study.workspace import Workspace


AS_ALL = "as in all decks"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting with its value."""

    declared: Declared
    text: str
    """The value as it is typed."""
    options: tuple[tuple[str, str], ...] = ()
    """What it may be, in words and as text; none if it is typed."""
    deck: str = ""
    """The deck whose own value it is; then the text may be empty."""
    title: str = ""
    """That deck's title."""

    @property
    def id(self) -> tuple[str, str]:
        """Identifies it among the others."""
        return self.declared.name, self.deck

    @property
    def shown(self) -> str:
        """The value in words."""
        words = {text: words for words, text in self.options}
        return words.get(self.text, self.text) or (AS_ALL if self.deck else "–")

    @property
    def about(self) -> str:
        """What it is for."""
        if not self.deck:
            return self.declared.about
        about = self.declared.about.replace(", in all decks", "").removesuffix(".")
        limits = self.declared.name in LIMITS
        within = " The limit for all decks applies, too." if limits else ""
        return f"{about}, in this deck.{within} Empty: as in all decks."

    def check(self, text: str) -> None:
        """Raises `UsageError` if a text is not a value."""
        if text.strip() or not self.deck:
            self.declared.parsed(text, self.declared.label)

    def next_option(self, by: int) -> str:
        """The next option, or the previous one."""
        texts = [text for _, text in self.options]
        at = texts.index(self.text) if self.text in texts else -by
        return texts[(at + by) % len(texts)]


class SettingsScreen(BaseModal[None]):
    """Lists the settings that are declared; dismissed when the learner is done."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(SETTINGS)
    AUTO_FOCUS = "LineList"

    def __init__(self, workspace: Workspace, deck: str = "") -> None:
        """`deck` is the name of a deck whose own settings are offered too."""
        super().__init__()
        self._workspace = workspace
        self._deck = deck

    @property
    def _list(self) -> LineList[SettingRow]:
        return self.query_one(LineList)

    def compose(self) -> ComposeResult:
        """A line for each; below the list, what the highlighted one does."""
        with Vertical(classes="dialog"):
            yield Panel(lambda *_: [line(("Settings", "bold")), BLANK])
            yield LineList(self._rows(), self._line, id="settings")
            yield Panel(self._about, id="explained")
            yield KeyLine()

    def _rows(self) -> list[SettingRow]:
        rows = []
        for name, declared in all_settings().items():
            if declared.label:
                options = declared.type.options
                if name == "theme":
                    themes = sorted(self.app.available_themes)
                    options = [(each, each) for each in themes]
                text = declared.type.shown(self._value(name))
                rows.append(SettingRow(declared, text, tuple(options)))
                rows += self._rows_of_decks(declared)
        return rows

    def _rows_of_decks(self, declared: Declared) -> Iterator[SettingRow]:
        """The values that decks have of their own; the current deck may have none
        yet."""
        if declared.by_deck:
            for name, deck in self._workspace.decks.items():
                own = self._workspace.schedule.decks.get(deck.id, {})
                if declared.name in own:
                    text = declared.type.shown(own[declared.name])
                    yield SettingRow(declared, text, (), name, deck.title)
                elif name == self._deck:
                    yield SettingRow(declared, "", (), name, deck.title)

    def _value(self, name: str) -> Any:
        if name in LEARNER_SETTINGS:
            return getattr(self._workspace.schedule, name)
        return getattr(self._workspace.settings, name)

    def _line(self, row: SettingRow, width: int) -> list[Content]:
        label = line(row.declared.label)
        if row.deck:
            label = line((f"  in {one_line(row.title)}", "$quiet"))
            label = label.truncate(max(0, width - len(row.shown) - 4), ellipsis=True)
        room = max(0, width - label.cell_length - 4)
        value = Content(row.shown).truncate(room, ellipsis=True)
        if row is self._list.row:
            if row.options:
                value = line(("‹ ", "$quiet"), value, (" ›", "$quiet"))
        return [spread(label, value.stylize("$work"), width)]

    @on(LineList.Moved)
    def _moved(self) -> None:
        self.query_one("#explained").refresh()
        self.refresh_bindings()

    def _about(self, width: int, _: int) -> list[Content]:
        row = self._list.row
        about = row.about if row else ""
        return [BLANK, *line((about, "$quiet")).wrap(width), BLANK]

    async def reread(self, _: Changes) -> None:
        """Offer the settings of the decks that there are now."""
        self._show_rows()

    def _show_rows(self) -> None:
        """Show the settings as they are now, and stay at the same one."""
        rows, was = self._rows(), self._list.row
        places = (n for n, row in enumerate(rows) if was and row.id == was.id)
        self._list.show(rows, next(places, None))
        self._moved()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only options have a previous value."""
        if action == "back":
            return bool(self._list.row and self._list.row.options)
        return super().check_action(action, parameters)

    def action_change(self) -> None:
        """Take the next option, or ask for a value."""
        self._change(1)

    def action_back(self) -> None:
        """Take the previous option."""
        self._change(-1)

    @work
    async def _change(self, by: int) -> None:
        row = self._list.row
        if row is None:
            return
        declared = row.declared
        text: str | None
        if row.options:
            text = row.next_option(by)
        else:
            text = await ask_text(
                self.app,
                f"{declared.label}. {row.about}",
                value=row.text,
                check=row.check,
            )
        if text is not None and text != row.text:
            if row.deck:
                self._keep_of_deck(row, text)
            else:
                await self._keep(declared, text)
        self._show_rows()

    async def _keep(self, declared: Declared, text: str) -> None:
        """Save a value that was typed or chosen."""
        name, app = declared.name, self.app
        try:
            value = declared.parsed(text)
            if name in LEARNER_SETTINGS:
                self._workspace.record(Setting(name, value))
            else:
                app.keep_setting(name, value)
        except QuizappError as error:
            app.notify(str(error), severity="error")
        if name == "theme":
            app.theme = value
        elif name == "folders":
            await app.look_now()

    def _keep_of_deck(self, row: SettingRow, text: str) -> None:
        """Save a value for one deck, or remove it."""
        name = row.declared.name
        try:
            step = option(self._workspace, row.deck, name, text.strip() or DEFAULT)
            self._workspace.record(*step.acts)
        except QuizappError as error:
            self.app.notify(str(error), severity="error")

    def action_close(self) -> None:
        """Back."""
        self.dismiss()
