"""The verbs of a screen with their keys, for the help and the palette."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from quizapp.text import one_line
from quizapp.tui.keys import ALL_VERBS

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

KEYS_AT = 22
"""The column of the keys in the palette."""
NO_MARKUP = str.maketrans("[]", "()")
"""The palette reads its titles as markup."""


@dataclass(frozen=True, slots=True)
class ListedVerb:
    """A verb that applies on a screen."""

    keys: str
    """As they are shown, separated by spaces."""
    label: str
    tooltip: str
    action: str = ""
    """The name of the action, without `action_`; empty for a key of a widget."""
    binding_action: str = ""
    node: DOMNode | None = None
    """What has the binding."""
    is_enabled: bool = False

    @property
    def title(self) -> str:
        """What the palette calls it."""
        return f"{self.label:{KEYS_AT}}{self.keys}" if self.keys else self.label


def verbs_of(screen: Screen[Any]) -> Sequence[ListedVerb]:
    """Every verb of `screen`, with the keys that work now."""
    found: dict[str, ListedVerb] = {}
    focused = screen.focused
    own = list(getattr(screen, "own_keys", ()))
    for widget in focused.ancestors_with_self if focused else ():
        own += getattr(widget, "OWN_KEYS", ())
    for keys, label, tooltip in own:
        names = (_shown(screen.app, name) for name in keys.split())
        found[f"{keys} {label}"] = ListedVerb(" ".join(names), label, tooltip)
    named = {verb.id: verb for verb in ALL_VERBS}
    awaits_answer = getattr(screen, "awaits_answer", False)
    for active in screen.active_bindings.values():
        binding = active.binding
        verb = named.get(binding.id or "")
        is_letter = len(binding.key) == 1 and binding.key.isalpha()
        if verb is None or (awaits_answer and is_letter):
            continue
        key = screen.app.get_key_display(binding)
        name = f"{verb.label} {verb.tooltip}"
        before = found.get(name)
        found[name] = ListedVerb(
            f"{before.keys} {key}" if before else key,
            verb.label,
            verb.tooltip,
            verb.action,
            before.binding_action if before else binding.action,
            before.node if before else active.node,
            active.enabled,
        )
    return list(found.values())


def _shown(app: App[object], name: str) -> str:
    """The name of a key as the footer shows it; a single character stays."""
    return app.get_key_display(Binding(name, "")) if len(name) > 1 else name


def commands(app: QuizApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """The palette: each verb that applies now, with its keys; at home, also the other
    users."""
    for verb in verbs_of(screen):
        if verb.is_enabled and verb.action != "command_palette":
            run = partial(app.run_action, verb.binding_action, verb.node)
            yield SystemCommand(verb.title, verb.tooltip, partial(app.call_later, run))
    if screen is app.home and app.workspace:
        for name in app.users:
            if name != app.workspace.store.user:
                title = f"Switch to {one_line(name).translate(NO_MARKUP)}"
                switch = partial(app.learner.switch, name)
                yield SystemCommand(title, "Continue as this person", switch)
        text = "Add a person who studies here, with progress of their own"
        yield SystemCommand("New user", text, app.learner.add_user)
