"""What a learner can do to cards and decks, as steps that are not recorded yet.

Each function reads the workspace and returns a `Step`; `Workspace.do` records it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from quizapp.errors import UsageError
from quizapp.model import Act, Event, Reset, Review, Setting, Suspend, Tag
from quizapp.schedule import LEARNER_SETTINGS, LIMITS, learner_setting
from quizapp.setting_types import DEFAULT, Declared
from quizapp.study.workspace.workspace import Step, Workspace
from quizapp.text import one_line, plural

MOST = 5000
"""Cards that one step may change: their events are in the file that each answer of the
day is added to."""
LONGEST_TAG = 40
"""Characters of a tag, at most."""
_MINUS_APART = re.compile(r"(?<!\S)-\s+")
"""A minus separated from its tag by a space."""


def suspend(workspace: Workspace, keys: Sequence[str]) -> Step:
    """Suspend the cards; when all of them are suspended, ask them again."""
    suspended = workspace.suspended
    is_on = not all(key in suspended for key in keys)
    changed = [key for key in keys if (key in suspended) is not is_on]
    what = "suspended" if is_on else "no longer suspended"
    return _step(workspace, changed, what, [lambda key: Suspend(key, suspended=is_on)])


def tag(workspace: Workspace, keys: Sequence[str], text: str) -> Step:
    """Tag the cards; tags are separated by spaces or commas, and a `-` before one
    removes it. Raises `UsageError` when there is none."""
    words = _MINUS_APART.sub("-", one_line(text).replace(",", " ")).split()
    wanted = [
        (name, not word.startswith("-"))
        for word in words
        if (name := word.lstrip("-#")[:LONGEST_TAG])
    ]
    if not wanted:
        raise UsageError("A tag is a word, such as `verbs`; `-verbs` removes it.")
    tags = workspace.tags
    changed = [
        key
        for key in keys
        if any((name in tags.get(key, ())) is not is_on for name, is_on in wanted)
    ]
    on = " ".join(f"“{name}”" for name, is_on in wanted if is_on)
    off = " ".join(f"“{name}”" for name, is_on in wanted if not is_on)
    what = [f"tagged {on}"] if on else []
    what += [f"no longer tagged {off}"] if off else []
    return _step(
        workspace,
        changed,
        ", ".join(what),
        [_tagging(name, is_on=is_on) for name, is_on in wanted],
    )


def _tagging(name: str, *, is_on: bool) -> Callable[[str], Act]:
    return lambda key: Tag(key, name, on=is_on)


def reset(workspace: Workspace, keys: Iterable[str]) -> Step:
    """Forget what is known of the cards: they are new again."""
    changed = [key for key in keys if key in workspace.memories]
    step = _step(workspace, changed, "new again", [Reset])
    return replace(step, undone=_reset_undone(len(changed)))


def reset_deck(workspace: Workspace, name: str) -> Step:
    """Forget what is known of all cards of a deck."""
    changed = [key for key in workspace.cards_of(name) if key in workspace.memories]
    title = workspace.deck(name).title
    text = f"{title}: {plural(len(changed), 'card')} new again."
    acts = list(_acts(workspace, changed, [Reset]))
    return Step(text, acts, name, _reset_undone(len(changed)))


def _reset_undone(count: int) -> str:
    have = plural(count, "card has its", "cards have their")
    return f"Undone: {have} progress back."


def toggle_started(workspace: Workspace, name: str) -> Step:
    """Let “all decks” ask a deck, or no longer."""
    state = workspace.state(name)
    texts = "Started: “All decks” asks it.", "Stopped: “All decks” leaves it out."
    text, opposite = texts[::-1] if state.started else texts
    return Step(text, [replace(state, started=not state.started)], name, opposite)


def toggle_hidden(workspace: Workspace, name: str) -> Step:
    """Hide a deck, or show it again."""
    state = workspace.state(name)
    texts = "Hidden; H lists it.", "Shown again."
    text, opposite = texts[::-1] if state.hidden else texts
    return Step(text, [replace(state, hidden=not state.hidden)], name, opposite)


def option(workspace: Workspace, deck: str, name: str, text: str) -> Step:
    """Give a deck, by its name or id, its own value of a setting; “default” removes it
    again. Raises `UsageError`."""
    declared, id_ = _declared(workspace, deck, name)
    general = getattr(workspace.schedule, name)
    if text.strip() == DEFAULT:
        message = f"{name}@{deck} is that of all decks: {declared.type.shown(general)}"
        return Step(f"{message}.", [Setting(f"{name}@{id_}", None)], deck)
    value = declared.parsed(text)
    message = f"{name}@{deck} = {declared.type.shown(value)}"
    if name in LIMITS and value > general:
        message += f", but all decks together have {declared.type.shown(general)}"
    return Step(f"{message}.", [Setting(f"{name}@{id_}", value)], deck)


def option_now(workspace: Workspace, deck: str, name: str) -> str:
    """The value that a setting has for a deck, by its name or id, in words. Raises
    `UsageError`."""
    declared, id_ = _declared(workspace, deck, name)
    value = getattr(workspace.schedule.of(id_), name)
    has_own = name in workspace.schedule.decks.get(id_, {})
    source = "" if has_own else ", as in all decks"
    return f"{name}@{deck} = {declared.type.shown(value)}{source}"


def _declared(workspace: Workspace, deck: str, name: str) -> tuple[Declared, str]:
    """A setting that a deck may have of its own, and the deck's id."""
    declared = learner_setting(f"{name}@{deck}")
    if declared is None:
        can = [each.name for each in LEARNER_SETTINGS.values() if each.by_deck]
        raise UsageError(f"A deck may have its own {', '.join(can)}, but no “{name}”.")
    ids = (each.id for each in workspace.decks.values() if each.id == deck)
    return declared, next(ids, "") or workspace.deck(deck).id


def undone(event: Event, when: str = "") -> str:
    """What undoing a step of a sitting did, in words."""
    match event.act:
        case Review():
            return f"Undone: your answer{when}."
        case Suspend():
            card = "card suspended earlier today" if when else "card"
            return f"Undone: the {card} is asked again."
        case _:
            return f"Undone{when}."


def _step(
    workspace: Workspace,
    keys: Sequence[str],
    what: str,
    acts: Sequence[Callable[[str], Act]],
) -> Step:
    if len(keys) > MOST:
        raise UsageError(
            f"That would change {plural(len(keys), 'card')}; at most {MOST:,} can be "
            "changed at a time. Search for fewer."
        )
    text = f"{plural(len(keys), 'card')} {what}."
    return Step(text, list(_acts(workspace, keys, acts)))


def _acts(
    workspace: Workspace, keys: Iterable[str], acts: Sequence[Callable[[str], Act]]
) -> Iterator[Act]:
    """Each act, after the text of its card, so that the history shows what the card
    was."""
    for key in keys:
        if seen := workspace.seen(key):
            yield seen
        yield from (act(key) for act in acts)
