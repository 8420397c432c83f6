"""The app: its look, its keys, its main screens, and what every screen shares."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from asyncio import get_running_loop
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual import work
from textual.app import App, SystemCommand
from textual.color import Color
from textual.events import Event, Key, Paste
from textual.filter import LineFilter, NoColor
from textual.notifications import SeverityLevel
from textual.screen import Screen

from quizapp.errors import QuizappError
from quizapp.text import UNSAFE, visible
from quizapp.tui.base import BaseScreen
from quizapp.tui.gate import Gate
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.keys.anywhere import APP
from quizapp.tui.keys.verb import bindings
from quizapp.tui.learner import Learner
from quizapp.tui.roles import NIGHT, PAPER, with_roles
from quizapp.tui.textual_private import CrashingApp
from quizapp.tui.toasts import Toasts
from quizapp.tui.watch import NO_KEYS
from quizapp.tui.widgets.panel import TopLine

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.paths import Paths
    from quizapp.study.workspace import Workspace
    from quizapp.tui.desk import Desk, Opening


TEXTUALS = {
    "Theme": "Change the theme",
    "Screenshot": "Save a picture of this screen as an SVG file",
}
"""Textual's own commands that are of use here, with what they do."""


class OnlyText(LineFilter):
    """Removes control characters from every line. Texts come from decks, from other
    machines, from the clipboard."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Leave harmless lines alone: nearly all are."""
        if all(each.text.isprintable() for each in segments):
            return segments
        return [Segment(UNSAFE.sub("", each.text), each.style) for each in segments]


class QuizApp(CrashingApp):
    """Opens the workspace after the first paint, and lets each key press count once."""

    TITLE = "quizapp"
    CSS_PATH = ["app.tcss", "home/home.tcss"]
    BINDINGS = bindings(APP)
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (60, "-medium"),
        (100, "-wide"),
        (140, "-broad"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-low"), (30, "-tall")]

    def __init__(self, desk: Desk, opening: Opening | None = None) -> None:
        """`opening` is what to begin with, if not home."""
        theme = "ansi-dark" if os.environ.get("NO_COLOR") else desk.settings.theme
        # Textual chooses its filters before it knows the theme.
        super().__init__(ansi_color=theme.startswith("ansi-") or None)
        self.set_reactive(App.ansi_color, None)
        for ours in (NIGHT, PAPER):
            self.register_theme(ours)
        # Setting `theme` would read the stylesheet a second time.
        is_known = theme in self.available_themes
        self.set_reactive(App.theme, theme if is_known else NIGHT.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.learner = Learner(self, desk, opening)
        self.last_deck = ""
        """The deck in which the latest card was saved."""
        self.last_folder: Path | None = None
        """The folder in which a file was last looked for."""
        self.failure = ""
        """What went wrong, to print once the terminal is restored."""
        self._desk = desk
        self._seed = desk.seed
        self._gate = Gate(self)
        self._only_text = OnlyText()
        self._toasts = Toasts()

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, with our roles."""
        self.theme_variables = with_roles(super().get_css_variables())
        return self.theme_variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colour, drop all colours: greys made from the terminal's own would be
        black on black. Always leave only text."""
        is_bare = self.no_color and self.native_ansi_color
        filters = [NoColor()] if is_bare else super().get_line_filters()
        return [self._only_text, *filters]

    # The start and the end

    def get_default_screen(self) -> Screen[None]:
        """Home comes first."""
        home = HomeScreen(self._desk.decks, self._desk.counts)
        home.wear_size()
        return home

    @property
    def home(self) -> HomeScreen:
        """The screen below all others."""
        home = self.screen_stack[0]
        assert isinstance(home, HomeScreen)
        return home

    def on_mount(self) -> None:
        """Apply the user's keys; read the decks after the first paint. Quit as usual if
        the terminal is closed."""
        screen_change = self.screen_change_signal
        screen_change.subscribe(self, self._screen_changed, immediate=True)
        settings = self._desk.settings
        problems = list(settings.problems)
        if settings.theme not in self.available_themes:
            problems.append(
                f"There is no theme “{settings.theme}”, so the default is used. "
                "Choose one in the settings (,)."
            )
        if settings.keys:
            from quizapp.tui.keys.keymap import checked_keymap

            usable, wrong = checked_keymap(settings.keys)
            self.set_keymap(usable)
            problems += wrong
        for problem in problems:
            self.notify(problem, severity="warning", timeout=30)
        self.theme_changed_signal.subscribe(
            self, lambda theme: self.keep_setting("theme", theme.name)
        )
        self.call_after_refresh(self.learner.open)
        if sys.platform != "win32" and not self.is_headless:
            for number in (signal.SIGHUP, signal.SIGTERM):
                get_running_loop().add_signal_handler(number, self.exit)

    def close(self) -> None:
        """Write the caches, after the terminal has been restored."""
        self.learner.close()

    def on_crash(self, error: Exception) -> bool:
        """Write the traceback to a file, and say where once the terminal is
        restored."""
        text = "".join(traceback.format_exception(error))
        try:
            self._desk.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._desk.log.write_text(text, encoding="utf-8")
        except OSError:
            return False
        self.failure = (
            "a bug stopped the app. Your answers are saved; the traceback is in "
            f"{self._desk.log}"
        )
        return True

    # What flows and screens use

    @property
    def workspace(self) -> Workspace | None:
        """The decks and the progress, once they are read."""
        return self.learner.workspace

    @property
    def users(self) -> Sequence[str]:
        """Every user with progress here."""
        return self.learner.users

    @property
    def paths(self) -> Paths:
        """Where this machine keeps things."""
        return self._desk.paths

    def next_seed(self) -> int:
        """The seed of the next sitting or quiz."""
        self._seed += 1
        return self._seed

    async def look_now(
        self, new_keys: Mapping[str, str] = NO_KEYS, *, is_already_said: bool = False
    ) -> None:
        """Read what was just written to a deck file here; see `DeckWatch.look_now`."""
        if watch := self.learner.watch:
            await watch.look_now(new_keys, is_already_said=is_already_said)

    def say(self, text: str) -> None:
        """Say what was just done, on the top screen, until the next key."""
        for top in self.screen.query_children(TopLine):
            top.say(text)

    def ask_unclear(self) -> None:
        """At home, ask which card an edited one is now."""
        if self.screen is self.home:
            self.home.ask_unclear()

    def keep_setting(self, name: str, value: object) -> None:
        """Change one of this machine's settings, and save it."""
        if self.workspace:
            settings = replace(self.workspace.settings, **{name: value})  # type: ignore[arg-type]
            self.workspace.settings = settings
        try:
            self._desk.save_setting(name, value)
        except (QuizappError, OSError) as error:
            self.notify(str(error), severity="error")

    # Toasts

    def notify(
        self,
        message: str,
        *,
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        **how: Any,
    ) -> None:
        """Show a message in the toast, below those that the same act has shown already.

        It is never markup: it may hold a path.
        """
        self._clear_old_toast()
        self._toasts.add(message, severity, timeout or self.NOTIFICATION_TIMEOUT)
        super().notify(
            self._toasts.text,
            severity=self._toasts.severity,
            timeout=self._toasts.seconds,
            **{**how, "markup": False},
        )

    def on_notify(self) -> None:
        """Remove the toast that the next one replaces."""
        super().clear_notifications()

    def clear_notifications(self) -> None:
        """Remove the toast."""
        self._toasts.clear()
        super().clear_notifications()

    def _clear_old_toast(self) -> None:
        if self._toasts.is_old(self._gate.latest):
            self.clear_notifications()

    # Keys: each press counts once, and nothing typed as an answer is a command

    def _screen_changed(self, _: Screen[Any]) -> None:
        self._gate.screen_changed()
        self._clear_old_toast()

    def push_screen(self, screen: Any, *more: Any, **how: Any) -> Any:
        """Push a screen, unless nothing has been pressed since the last push."""
        if refusal := self._gate.refusal():
            return refusal
        if isinstance(screen, BaseScreen):
            screen.wear_size()
            self._read_styles(screen)
        return super().push_screen(screen, *more, **how)

    def _read_styles(self, screen: Screen[Any]) -> None:
        """Read the styles of a screen.

        Textual would parse those of all screens again, and apply them to the screen
        below too.
        """
        styles = self.stylesheet
        for path in screen.css_path:
            if not styles.has_source(str(path)):
                styles.read(path)
                styles.parse()

    async def on_event(self, event: Event) -> None:
        """Drop a key that is pressed again before its effect can be seen; make pasted
        text harmless."""
        if isinstance(event, Paste):
            lines = event.text.replace("\r\n", "\n").replace("\r", "\n")
            event.text = visible(lines)
        if self._gate.takes(event):
            await self._gate.let_write(event)
            await super().on_event(event)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy text with control characters made visible, as it may be pasted here."""
        super().copy_to_clipboard(visible(text))

    async def on_key(self, event: Key) -> None:
        """Keep what was typed as an answer away from the bindings."""
        await self._gate.keep_from_bindings(event)

    # What can be done from every screen

    @work
    async def action_quit(self) -> None:  # type: ignore[override]
        """Quit, unless the learner stays for what would be lost."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen) and not await screen.may_close():
                return
        self.exit()

    def action_help(self) -> None:
        """List the keys of the screen on top."""
        from quizapp.tui.dialogs.text import HelpScreen
        from quizapp.tui.keys.of_screen import verbs_of

        if not isinstance(self.screen, HelpScreen):
            example = getattr(self.screen, "help_text", ())
            self.push_screen(HelpScreen(verbs_of(self.screen), example))

    def action_settings(self) -> None:
        """Change the settings."""
        from quizapp.tui.dialogs.settings import SettingsScreen

        if self.workspace:
            deck = getattr(self.screen, "current_deck", "")
            self.push_screen(SettingsScreen(self.workspace, deck))

    def action_add_card(self) -> None:
        """Add a card."""
        from quizapp.tui.write.flow import add_card

        if self.workspace:
            deck = getattr(self.screen, "current_deck", "")
            self.run_worker(add_card(self, self.workspace, deck))

    def show_scores(self, deck: str = "") -> None:
        """Show the scores."""
        from quizapp.tui.scores.screen import ScoresScreen

        if self.workspace:
            self.push_screen(ScoresScreen(self.workspace, deck))

    def show_facts(self, deck: str, key: str = "", *, can_study: bool = True) -> None:
        """Show the article of a deck, at the sentence of the card with this key; for a
        deck without an article, its facts."""
        from quizapp.tui.read.screen import ReadScreen

        if not self.workspace or deck not in self.workspace.decks:
            return
        if self.has_article(deck):
            card = self.workspace.cards_of(deck).get(key)
            place = card.fields.at or card.fields.source if card else ""
            answer = card.answer if card else ""
            self.open_article(deck, place, answer, can_study=can_study)
        else:
            enter = "study" if can_study else ""
            self.push_screen(ReadScreen(self.workspace, [deck], key, enter=enter))

    def has_article(self, deck: str) -> bool:
        """Whether the deck has an article here."""
        from quizapp.decks.articles.article_files import ArticleFiles

        return ArticleFiles(self.paths.data).has_deck(deck)

    def open_article(
        self, name: str, place: str = "", answer: str = "", *, can_study: bool = True
    ) -> None:
        """Show an article by its own name, at a place such as `5.2` and an answer."""
        from quizapp.tui.article.flow import read_article

        if self.workspace:
            read = read_article(
                self, self.workspace, name, place, answer, can_study=can_study
            )
            self.run_worker(read)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every verb of the screen below it, then Textual's own."""
        from quizapp.tui.keys.of_screen import commands

        yield from commands(self, screen)
        for command in super().get_system_commands(screen):
            if command.title in TEXTUALS:
                yield command._replace(help=TEXTUALS[command.title])
