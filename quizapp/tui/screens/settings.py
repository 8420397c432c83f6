"""A small settings screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static

from quizapp.errors import UsageError
from quizapp.progress.settings import Settings, all_settings
from quizapp.schedule import LEARNER_SETTINGS, Schedule
from quizapp.setting_types import Declared
from quizapp.tui.keys.anywhere import SETTINGS
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine


class SettingsScreen(ModalScreen[Mapping[str, Any] | None]):
    """Dismissed with the values that were changed; `None` when cancelled."""

    BINDINGS = bindings(SETTINGS)
    AUTO_FOCUS = "Input"

    def __init__(
        self, schedule: Schedule, settings: Settings, themes: Sequence[str]
    ) -> None:
        super().__init__()
        self._settings = {n: each for n, each in all_settings().items() if each.label}
        self._before: Mapping[str, Any] = {
            name: getattr(schedule if name in LEARNER_SETTINGS else settings, name)
            for name in self._settings
        }
        self._themes = [(name, name) for name in themes]

    def compose(self) -> ComposeResult:
        """A line a setting, with what is wrong with it below."""
        with VerticalScroll(id="settings", classes="dialog"):
            yield Label("Settings", id="settings-title")
            for name, declared in self._settings.items():
                with Horizontal(classes="setting"):
                    yield Label(declared.label)
                    yield self._field(declared)
                yield Static(
                    declared.about, classes="about", id=f"about-{name}", markup=False
                )
            with Horizontal(id="settings-buttons"):
                yield Button("Save", variant="primary", id="save", compact=True)
                yield Button("Cancel", id="cancel", compact=True)
        yield KeyLine()

    def _field(self, declared: Declared) -> Input | Select[str]:
        """Where the value is typed or chosen."""
        name = declared.name
        text = declared.type.shown(self._before[name])
        options = self._themes if name == "theme" else declared.type.options
        if not options:
            return Input(text, id=name, compact=True)
        return Select(options, value=text, allow_blank=False, compact=True, id=name)

    @on(Button.Pressed, "#save")
    @on(Input.Submitted)
    def action_save(self) -> None:
        """Hand the changes over, unless one is not valid."""
        changed: dict[str, Any] = {}
        for name, declared in self._settings.items():
            field = self.query_one(f"#{name}")
            assert isinstance(field, Input | Select)
            text = str(field.value)
            if text == declared.type.shown(self._before[name]):
                continue
            try:
                changed[name] = declared.parsed(text)
            except UsageError as error:
                self._show_wrong(name, str(error))
                return
        self.dismiss(changed)

    def _show_wrong(self, name: str, why: str) -> None:
        """Say below a setting why it cannot be so."""
        for each in self.query(".about").results(Static):
            each.remove_class("wrong")
        about = self.query_one(f"#about-{name}", Static)
        about.update(why)
        about.add_class("wrong")
        self.query_one(f"#{name}").focus()

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
