"""What an app offers of its verbs: the help, the palette; and a crash that is told."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding
from textual.events import Key
from textual.screen import Screen

from quizapp.text import visible
from quizapp.tui.keys import ALL
from quizapp.tui.keys.verb import Verb


class VerbApp(App[None]):
    """Lists the verbs of the screen on top, wherever they are looked for."""

    log_file: Path
    """Where a crash leaves its traceback."""

    def notify(self, message: str, **how: Any) -> None:
        """A toast; what it says may hold a path, and is never markup."""
        super().notify(visible(message), **{**how, "markup": False})

    async def on_key(self, event: Key) -> None:
        """A letter that was on its way when a place to write got the focus goes there.

        Such a place keeps the letters that it is given, so one that comes up to the
        app was typed ahead of the screen, as over a slow line. It goes there before the
        next key is looked at.
        """
        place = self.focused
        if place and place.check_consume_key(event.key, event.character):
            event.prevent_default()
            await place.on_event(Key(event.key, event.character))

    def action_help(self) -> None:
        """List the keys of the screen on top."""
        from quizapp.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            return
        self.push_screen(HelpScreen(self._keys(self.screen)))

    def _keys(self, screen: Screen[object]) -> list[tuple[str, str, str]]:
        """Keys, label and tooltip of each verb of `screen`."""
        rows: dict[str, tuple[str, str, str]] = {
            f"{key} {label}": (key, label, tooltip)
            for widget in (screen.focused.ancestors_with_self if screen.focused else ())
            for key, label, tooltip in getattr(widget, "OWN_KEYS", ())
        }
        for verb, found in self._verbs(screen):
            key = self.get_key_display(found.binding)
            before = rows.get(verb.label)
            told = f"{before[0]} {key}" if before else key
            rows[verb.label] = (told, verb.label, verb.tooltip)
        return list(rows.values())

    def _verbs(self, screen: Screen[object]) -> Iterator[tuple[Verb, ActiveBinding]]:
        """The verbs of `screen`, each once, with their bindings as they are now."""
        named = {verb.id: verb for verb in ALL}
        seen: set[str] = set()
        for found in screen.active_bindings.values():
            verb = named.get(found.binding.id or "")
            if verb and verb.id not in seen:
                seen.add(verb.id)
                yield verb, found

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every verb of the screen below it, then Textual's own."""
        for verb, found in self._verbs(screen):
            if not found.enabled or verb.action == "command_palette":
                continue
            action = found.binding.action
            node = found.node

            def run(action: str = action, node: object = node) -> None:
                self.call_later(self.run_action, action, node)

            yield SystemCommand(verb.label, verb.tooltip, run)
        yield from super().get_system_commands(screen)

    def _handle_exception(self, error: Exception) -> None:
        """A crash leaves its traceback in a file, and says where."""
        super()._handle_exception(error)
        told = "".join(traceback.format_exception(error))
        try:
            self.log_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.log_file.write_text(told, encoding="utf-8")
        except OSError:
            return
        self.crash = f"quizapp crashed; the traceback is in {self.log_file}"

    crash = ""
    """What to tell after the terminal is restored, when the app has crashed."""
