"""A verb, and how Textual is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Verb:
    """Something a person can do on a screen."""

    id: str
    """`<screen>.<action>`."""
    key: str
    """One key or several, parted by commas; the first is the one shown."""
    label: str
    tooltip: str
    in_footer: bool = True
    is_first: bool = False
    """Whether its key is taken before the widget that has the focus sees it."""

    @property
    def action(self) -> str:
        """The name of the screen's action method, without `action_`."""
        return self.id.rpartition(".")[2]


def bindings(verbs: Iterable[Verb]) -> list[BindingType]:
    """The verbs as Textual's bindings."""
    return [
        Binding(
            verb.key,
            verb.action,
            verb.label,
            tooltip=verb.tooltip,
            show=verb.in_footer,
            priority=verb.is_first,
            id=verb.id,
        )
        for verb in verbs
    ]
