"""The keys that a user has chosen."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.tui.keys import ALL


def checked_keymap(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The usable part of a user's keymap, and a sentence for each part that is not.

    Textual ignores unknown ids without a word and lets one verb take another's key, so
    both are looked for here: a key may serve one verb of a screen.
    """
    verbs = {verb.id: verb for verb in ALL}
    usable: dict[str, str] = {}
    problems: list[str] = []
    for id_, key in keys.items():
        verb = verbs.get(id_)
        if not verb:
            problems.append(f"keys: there is no verb «{id_}».")
            continue
        wanted = {each.strip() for each in key.split(",")}
        place = id_.partition(".")[0]
        rival = next(
            (
                other.id
                for other in ALL
                if other.id != id_
                and other.id.partition(".")[0] in (place, "app")
                and wanted & set(usable.get(other.id, other.key).split(","))
            ),
            None,
        )
        if not all(wanted) or rival:
            taken = f"{rival} has it already" if rival else "it names no key"
            problems.append(f"keys: «{key}» cannot be used for {id_}: {taken}.")
        else:
            usable[id_] = key
    return usable, problems
