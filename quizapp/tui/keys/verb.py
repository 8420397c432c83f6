"""A verb, and the binding that Textual makes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from textual.binding import ActiveBinding, Binding, BindingType


class Verb(NamedTuple):
    """Something that can be done on a screen."""

    id: str
    """`<screen>.<action>`."""
    key: str
    """One or more keys, separated by commas; the footer shows the first."""
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
    active: Mapping[str, ActiveBinding],
    labels: Mapping[str, str],
    more: Collection[str] = (),
) -> dict[str, ActiveBinding]:
    """The keys of a screen with the labels that some verbs (by id) have now; the footer
    leaves out one without a label, and shows `more` than usual."""

    def now(binding: Binding) -> Binding:
        if binding.id not in labels and binding.id not in more:
            return binding
        label = labels.get(binding.id or "", binding.description)
        is_shown = bool(label) and (binding.show or binding.id in more)
        return replace(binding, description=label or binding.description, show=is_shown)

    return {
        key: each._replace(binding=now(each.binding)) for key, each in active.items()
    }
