"""What a learner and a machine prefer, asked for and kept."""

from __future__ import annotations

from dataclasses import replace

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

    def _have_settings(self, changed: dict[str, str] | None) -> None:
        if not changed or not self._workspace:
            return
        from quizapp.model import Setting
        from quizapp.progress.settings import folders_in
        from quizapp.schedule import checked

        theme = changed.pop("theme", None)
        for name in ("editor", "ask", "grades"):
            if name in changed:
                self._keep(name, changed.pop(name))
        if "sureness" in changed:
            self._keep("sureness", changed.pop("sureness") == "true")
        if "folders" in changed:
            self._keep("folders", folders_in(changed.pop("folders")))
            self.call_later(self.look_now)
        try:
            for name, value in changed.items():
                act = Setting(name, checked(name, value))
                self._workspace.record(act)
        except QuizappError as error:
            self.notify(str(error), title="Not saved", severity="error", markup=False)
        if theme:
            self.theme = theme
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.count()

    def _keep_theme(self) -> None:
        """A theme chosen anywhere, the palette included, is kept for the next start."""
        self._keep("theme", self.theme)

    def _keep(self, name: str, value: str | bool | tuple[str, ...]) -> None:
        """Keep one of this machine's settings, for now and for the next start."""
        self._settings = replace(self._settings, **{name: value})  # type: ignore[arg-type]
        if self._workspace:
            self._workspace.settings = self._settings
        try:
            self._desk.save_setting(name, value)
        except (QuizappError, OSError) as error:
            self.notify(str(error), severity="error", markup=False)
