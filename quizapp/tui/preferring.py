"""Shows the settings screen and saves what was changed on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual import on

from quizapp.errors import QuizappError
from quizapp.tui.adding import DeckAdding
from quizapp.tui.screens.home import HomeScreen


class Preferring(DeckAdding):
    """Asks for the settings and keeps them."""

    @on(HomeScreen.Settings)
    def show_settings(self) -> None:
        """Ask for the settings in a screen of their own."""
        if not self._workspace:
            return
        from quizapp.tui.screens.settings import SettingsScreen

        themes = sorted(self.available_themes)
        schedule = self._workspace.schedule
        settings = replace(self._settings, theme=self.theme)
        self.push_screen(
            SettingsScreen(schedule, settings, themes), self._have_settings
        )

    def _have_settings(self, changed: Mapping[str, Any] | None) -> None:
        if not changed or not self._workspace:
            return
        from quizapp.model import Setting
        from quizapp.schedule import LEARNER_SETTINGS

        for name, value in changed.items():
            if name in LEARNER_SETTINGS:
                try:
                    self._workspace.record(Setting(name, value))
                except QuizappError as error:
                    self.notify(
                        str(error), title="Not saved", severity="error", markup=False
                    )
            elif name != "theme":
                self._keep(name, value)
        if "folders" in changed:
            self.call_later(self.look_now)
        if "theme" in changed:
            self.theme = changed["theme"]  # which keeps it
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.count()

    def _keep_theme(self) -> None:
        """A theme chosen anywhere, the palette included, is kept for the next start."""
        self._keep("theme", self.theme)

    def _keep(self, name: str, value: object) -> None:
        """Keep one of this machine's settings, for now and for the next start."""
        self._settings = replace(self._settings, **{name: value})  # type: ignore[arg-type]
        if self._workspace:
            self._workspace.settings = self._settings
        try:
            self._desk.save_setting(name, value)
        except (QuizappError, OSError) as error:
            self.notify(str(error), severity="error", markup=False)
