"""What all screens have in common: keys and toasts, the help, the palette, a crash."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from pathlib import Path
from typing import Any

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding
from textual.events import Event, Key, MouseDown
from textual.notifications import SeverityLevel
from textual.screen import Screen

from quizapp.text import visible
from quizapp.tui.keys import ALL
from quizapp.tui.keys.presses import Presses, now
from quizapp.tui.keys.verb import Verb

SEVERITIES: Sequence[SeverityLevel] = ("information", "warning", "error")


class VerbApp(App[None]):
    """Lets each press of a key count once, and lists the verbs of the screen on top.

    A screen that asks has two attributes: `awaits_answer`, while no letter is a
    command, and `shown_at`, the time (of `now`) at which what it shows last changed.
    """

    log_file: Path
    """Where a crash leaves its traceback."""

    def __init__(self) -> None:
        super().__init__()
        self._presses = Presses()
        self._depth = 1
        self._changed_at = -inf
        """When another screen came to the top."""
        self._told: dict[str, SeverityLevel] = {}
        """What the toast says."""
        self._told_at = -inf
        self._told_until = -inf

    def on_mount(self) -> None:
        """Notice when another screen comes to the top."""
        signal = self.screen_change_signal
        signal.subscribe(self, self._screen_changed, immediate=True)

    def _screen_changed(self, _: Screen[Any]) -> None:
        depth, self._depth = self._depth, len(self.screen_stack)
        self._presses.is_pushed = self._depth > depth
        self._changed_at = now()
        self._clear_old_toast()

    def push_screen(self, *screen: Any, **how: Any) -> Any:
        """Push a screen, but not onto one that nobody has touched yet: a key pressed
        twice has asked for both."""
        if not self._presses.is_pushed:
            return super().push_screen(*screen, **how)
        refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        refused.cancel()
        return refused

    def notify(
        self,
        message: str,
        *,
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        **how: Any,
    ) -> None:
        """Say something in the one toast there is, below what this act has said before.

        It is never markup: it may hold a path.
        """
        self._clear_old_toast()
        self._told[visible(message)] = severity
        self._told_at = now()
        self._told_until = max(
            self._told_until, self._told_at + (timeout or self.NOTIFICATION_TIMEOUT)
        )
        super().notify(
            "\n".join(self._told),
            severity=max(self._told.values(), key=SEVERITIES.index),
            timeout=self._told_until - self._told_at,
            **{**how, "markup": False},
        )

    def on_notify(self) -> None:
        """Take away the toast that the next one takes the place of."""
        super().clear_notifications()

    def clear_notifications(self) -> None:
        """Take away the toast."""
        self._told.clear()
        self._told_until = -inf
        super().clear_notifications()

    def _clear_old_toast(self) -> None:
        """Take away the toast, unless it comes of what was pressed last."""
        if self._told_at < self._presses.latest or self._told_until < now():
            self.clear_notifications()

    @property
    def _shown_at(self) -> float:
        """When what is on the screen came there."""
        return max(self._changed_at, getattr(self.screen, "shown_at", -inf))

    async def on_event(self, event: Event) -> None:
        """Drop a key that is pressed twice before what it brought can be seen."""
        if isinstance(event, MouseDown):
            self._presses.act(event.time)
        elif isinstance(event, Key) and not event.is_forwarded:
            if not self._presses.press(event, self._shown_at):
                return
            if self._is_text(event):
                self._presses.type(self._shown_at)
        await super().on_event(event)

    def _is_text(self, event: Key) -> bool:
        """Whether a key belongs into what has the focus."""
        place = self.focused
        return bool(place and place.check_consume_key(event.key, event.character))

    async def on_key(self, event: Key) -> None:
        """Keep a key that no widget took from the bindings, unless it is a command.

        A place to write takes the letters that it is given. So where one has the focus
        and a letter comes here, it was typed ahead of the screen, as over a slow line:
        it goes there before the next key is looked at.
        """
        shown = self._shown_at
        if self.focused and self._is_text(event):
            event.prevent_default()
            self._presses.type(shown)
            await self.focused.on_event(Key(event.key, event.character))
        elif not self._presses.is_command(
            event, shown, awaits_answer=self._awaits_answer(self.screen)
        ):
            event.prevent_default()

    def _awaits_answer(self, screen: Screen[Any]) -> bool:
        return getattr(screen, "awaits_answer", False)

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
            before = rows.get(verb.label)
            keys = [self.get_key_display(each.binding) for each in found]
            told = " ".join([*([before[0]] if before else []), *keys])
            rows[verb.label] = (told, verb.label, verb.tooltip)
        return list(rows.values())

    def _verbs(
        self, screen: Screen[object]
    ) -> Iterator[tuple[Verb, Sequence[ActiveBinding]]]:
        """The verbs of `screen` with their bindings, for each key that works now."""
        awaits_answer = self._awaits_answer(screen)
        found: dict[str, list[ActiveBinding]] = {}
        for each in screen.active_bindings.values():
            key = each.binding.key
            if not (awaits_answer and len(key) == 1 and key.isalpha()):
                found.setdefault(each.binding.id or "", []).append(each)
        named = {verb.id: verb for verb in ALL}
        for id_, keys in found.items():
            if verb := named.get(id_):
                yield verb, keys

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every verb of the screen below it, then Textual's own."""
        for verb, (found, *_) in self._verbs(screen):
            if not found.enabled or verb.action == "command_palette":
                continue
            action = found.binding.action
            node = found.node

            def run(action: str = action, node: object = node) -> None:
                self.call_later(self.run_action, action, node)

            yield SystemCommand(verb.label, verb.tooltip, run)
        yield from super().get_system_commands(screen)

    def _handle_exception(self, error: Exception) -> None:
        """A crash leaves its traceback in a file, and the terminal says where."""
        super()._handle_exception(error)
        told = "".join(traceback.format_exception(error))
        try:
            self.log_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.log_file.write_text(told, encoding="utf-8")
        except OSError:
            return
        self._exit_renderables.clear()
        self.crash = (
            "a bug stopped the app. Your answers are saved; the traceback is in "
            f"{self.log_file}"
        )

    crash = ""
    """What to tell after the terminal is restored, when the app has crashed."""
