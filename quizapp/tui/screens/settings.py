"""A small settings screen."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static

from quizapp.errors import UsageError
from quizapp.progress.settings import (
    ALL,
    ASKS,
    GRADES,
    HARDER,
    Settings,
    want_folders,
)
from quizapp.schedule import OPTIONS, Schedule, parse_option
from quizapp.tui.keys.anywhere import SETTINGS
from quizapp.tui.keys.verb import bindings
from quizapp.tui.widgets.key_line import KeyLine

LABELS = {
    "retention": "Retention wanted",
    "new_a_day": "New cards a day",
    "reviews_a_day": "Reviews a day",
    "day_starts": "The day starts at (hour)",
}
TEXTS = {
    "folders": (
        "Folders of decks",
        f"Read where they stand, beside your own; parted by {os.pathsep}",
    ),
    "editor": (
        "Edit decks with",
        "Nothing: in the app. Else a command, such as vim, or $EDITOR.",
    ),
}
SELECTS = {
    "ask": ("Questions", "Where a card has that form."),
    "sureness": ("Ask how sure I am", "Shows how well you know what you know."),
    "grades": ("Grades offered", "After a miss only Again; Anki offers all."),
    "theme": ("Theme", "The palette (ctrl+p) tries them out."),
}
"""Label and what it does."""
ASKED = {
    HARDER: "harder as a card firms",
    "flip": "always turned over",
    "choose": "always with choices",
    "type": "always typed",
}


class SettingsScreen(ModalScreen[dict[str, str] | None]):
    """Dismissed with the values that were changed, as texts; `None` when cancelled."""

    BINDINGS = bindings(SETTINGS)
    AUTO_FOCUS = "#retention"

    def __init__(
        self, schedule: Schedule, settings: Settings, themes: Sequence[str]
    ) -> None:
        super().__init__()
        self._before: Mapping[str, str] = {
            **{name: f"{getattr(schedule, name):g}" for name in OPTIONS},
            "ask": settings.ask,
            "sureness": "true" if settings.sureness else "false",
            "grades": settings.grades,
            "theme": settings.theme,
            "folders": os.pathsep.join(settings.folders),
            "editor": settings.editor,
        }
        self._options: Mapping[str, Sequence[tuple[str, str]]] = {
            "ask": [(ASKED[each], each) for each in ASKS],
            "sureness": [("no", "false"), ("before each verdict", "true")],
            "grades": [("those that fit the answer", GRADES[0]), ("all four", ALL)],
            "theme": [(name, name) for name in themes],
        }

    def compose(self) -> ComposeResult:
        """A line a setting, with what is wrong with it below."""
        with VerticalScroll(id="settings", classes="dialog"):
            yield Label("Settings", id="settings-title")
            for name, label in LABELS.items():
                with Horizontal(classes="setting"):
                    yield Label(label)
                    yield Input(self._before[name], id=name, compact=True)
                yield self._about(name, OPTIONS[name].about)
            for name, (label, about) in SELECTS.items():
                with Horizontal(classes="setting"):
                    yield Label(label)
                    yield Select(
                        self._options[name],
                        value=self._before[name],
                        allow_blank=False,
                        compact=True,
                        id=name,
                    )
                yield Static(about, classes="about", markup=False)
            for name, (label, about) in TEXTS.items():
                with Horizontal(classes="setting"):
                    yield Label(label)
                    yield Input(self._before[name], id=name, compact=True)
                yield self._about(name, about)
            with Horizontal(id="settings-buttons"):
                yield Button("Save", variant="primary", id="save", compact=True)
                yield Button("Cancel", id="cancel", compact=True)
        yield KeyLine()

    def _about(self, name: str, text: str) -> Static:
        """What a setting is; when it cannot be so, why not."""
        return Static(text, classes="about", id=f"about-{name}", markup=False)

    @on(Button.Pressed, "#save")
    @on(Input.Submitted)
    def action_save(self) -> None:
        """Hand the changes over, unless one cannot be."""
        now = {name: self.query_one(f"#{name}", Input).value for name in LABELS}
        try:
            for name, value in now.items():
                at = name
                parse_option(name, value)
            for name in TEXTS:
                now[name] = self.query_one(f"#{name}", Input).value.strip()
            at = "folders"
            want_folders(now[at])
        except UsageError as error:
            for each in self.query(".about").results(Static):
                each.remove_class("wrong")
            about = self.query_one(f"#about-{at}", Static)
            about.update(str(error))
            about.add_class("wrong")
            self.query_one(f"#{at}", Input).focus()
            return
        for name in SELECTS:
            now[name] = str(self.query_one(f"#{name}", Select).value)
        before = self._before
        self.dismiss({k: value for k, value in now.items() if value != before[k]})

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
