"""The keys that a user has chosen."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.tui.keys import ALL_VERBS
from quizapp.tui.keys.verb import Verb

UNREAD = ("enter", "space")
"""Keys that people press without reading what they do."""


def checked_keymap(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The usable part of a user's keymap, and a sentence for each part that is not.

    Textual silently ignores an unknown id and lets one verb take another's key, so both
    are checked here: a key may serve one verb of a screen. What destroys something is
    never on Enter or Space.
    """
    verbs = {verb.id: verb for verb in ALL_VERBS}
    usable: dict[str, str] = {}
    problems: list[str] = []
    for id_, key in keys.items():
        if not (verb := verbs.get(id_)):
            problems.append(f"keys: there is no command called “{id_}”.")
        elif problem := _problem(verb, key, usable):
            problems.append(f"keys: “{key}” cannot be used for {id_}: {problem}.")
        else:
            usable[id_] = key
    return usable, problems


def _problem(verb: Verb, key: str, usable: Mapping[str, str]) -> str:
    """Why `verb` cannot have this key, beside the `usable` ones; empty if it can."""
    wanted = _keys_in(key)
    if not all(wanted):
        return "it names no key"
    if verb.destroys and any(
        each.lower().rpartition("+")[2] in UNREAD for each in wanted
    ):
        return "it throws something away, and Enter and Space never do that"
    place = verb.id.partition(".")[0]
    for other in ALL_VERBS:
        if (
            other.id != verb.id
            and other.id.partition(".")[0] in (place, "app")
            and wanted & _keys_in(usable.get(other.id, other.key))
        ):
            return f"{other.id} has it already"
    return ""


def _keys_in(text: str) -> set[str]:
    return {each.strip() for each in text.split(",")}
