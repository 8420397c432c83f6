"""A verb, and the binding that Textual makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from textual.binding import ActiveBinding, Binding, BindingType


@dataclass(frozen=True, slots=True)
class Verb:
    """Something a person can do on a screen."""

    id: str
    """`<screen>.<action>`."""
    key: str
    """One key or several, separated by commas; the footer shows the first."""
    label: str
    tooltip: str
    in_footer: bool = True
    is_first: bool = False
    """Whether its key is taken before the widget that has the focus sees it."""
    destroys: bool = False
    """Whether it throws something away, or replaces it: then no keymap can put it on
    Enter or Space, which are pressed without reading."""

    @property
    def action(self) -> str:
        """The name of the screen's action method, without `action_`."""
        return self.id.rpartition(".")[2]


Hidden = partial(Verb, in_footer=False)
"""A verb that the footer leaves out; the help and the palette list it."""


def bindings(
    verbs: Iterable[Verb], action: Callable[[Verb], str] = attrgetter("action")
) -> list[BindingType]:
    """The verbs as Textual's bindings, each running `action` of it."""
    return [
        Binding(
            verb.key,
            action(verb),
            verb.label,
            tooltip=verb.tooltip,
            show=verb.in_footer,
            priority=verb.is_first,
            id=verb.id,
        )
        for verb in verbs
    ]


def relabelled(
    active: Mapping[str, ActiveBinding], labels: Mapping[str, str]
) -> dict[str, ActiveBinding]:
    """The keys of a screen, with what some verbs (by id) come to now; one that comes to
    nothing is left out of the footer."""

    def now(binding: Binding) -> Binding:
        label = labels.get(binding.id or "")
        if label is None:
            return binding
        description = label or binding.description
        is_shown = binding.show and bool(label)
        return replace(binding, description=description, show=is_shown)

    return {
        key: each._replace(binding=now(each.binding)) for key, each in active.items()
    }
