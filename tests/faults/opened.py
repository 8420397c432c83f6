"""A user is renamed, deleted, restored or imported while a window of theirs is open."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import product
from pathlib import Path

from quizapp.errors import StoreError
from quizapp.model import Setting
from quizapp.progress.log.users import Users
from quizapp.progress.maintenance.restore import restore
from quizapp.progress.store import Store
from tests.world import START, World, review, three_days

LATER = START + timedelta(minutes=5)
NEW = "“me” is a new user. Users here: anna."


def _users(at: World) -> Users:
    return Users(at.paths)


def _rename(at: World) -> None:
    _users(at).rename("me", "anna")


def _delete(at: World) -> None:
    _users(at).delete("me")


def _move_in(at: World, *problems: str) -> None:
    """Somebody else takes the name."""
    store = at.store()
    assert not store.memories
    assert store.problems == [*problems]
    store.record(review("stranger/1"), at=LATER)
    store.close()


def _rename_and_move_in(at: World) -> None:
    _rename(at)
    _move_in(at, NEW)


def _delete_and_move_in(at: World) -> None:
    _delete(at)
    _move_in(at)


def _rename_there_and_back(at: World) -> None:
    _rename(at)
    _users(at).rename("anna", "me")


def _delete_and_bring_back(at: World) -> None:
    _delete(at)
    _users(at).restore("me")


def _restore(at: World) -> None:
    restore(at.folder / "other.zip", at.paths, now=START)


def _import(at: World) -> None:
    restore(at.folder / "other.zip", at.paths, now=START, names={"me": "carl"})


ACTS: dict[str, tuple[Callable[[World], None], bool]] = {
    "rename": (_rename, True),
    "delete": (_delete, True),
    "rename, and somebody takes the name": (_rename_and_move_in, True),
    "delete, and somebody takes the name": (_delete_and_move_in, True),
    "rename there and back": (_rename_there_and_back, False),
    "delete and bring back": (_delete_and_bring_back, False),
    "restore a backup": (_restore, False),
    "import as somebody else": (_import, False),
}
"""What happens, and whether the user of the window is then gone from their place."""


def _undo(store: Store) -> object:
    step = store.latest_step(START.toordinal())
    assert step
    return store.undo(*step[0], at=LATER)


DOINGS: dict[str, Callable[[Store], object]] = {
    "grade": lambda store: store.record(review("deck/new"), at=LATER),
    "grade on a new day": lambda store: store.record(
        review("deck/new"), at=START + timedelta(days=1)
    ),
    "undo": _undo,
    "set": lambda store: store.record_all([Setting("retention", 0.8)], at=LATER),
    "refresh": lambda store: store.refresh(),
    "load": lambda store: store.memories,
}
"""What the window does next."""


def live_on(acts: Iterable[str] = ACTS, doings: Iterable[str] = DOINGS) -> int:
    """Do each thing in a window after each act has happened to its user; how often.

    Raises `AssertionError` when an answer is lost, one is in the folder of somebody
    else, or the window goes on as if nothing had happened.
    """
    tried = 0
    for act, doing, is_loaded in product(acts, doings, (False, True)):
        if is_loaded and doing == "load":
            continue
        tried += 1
        with tempfile.TemporaryDirectory() as folder:
            _live_on(three_days(Path(folder)), act, doing, is_loaded=is_loaded)
    return tried


def _live_on(at: World, act: str, doing: str, *, is_loaded: bool) -> None:
    where = (act, doing, is_loaded)
    happen, is_gone = ACTS[act]
    window = at.store()
    mine = _events(at)["users/me"]
    if is_loaded:
        window.load()
    happen(at)
    before, said = _events(at), ""
    try:
        DOINGS[doing](window)
    except StoreError as error:
        said = str(error)
    window.close()
    after = _events(at)
    assert bool(said) == is_gone, (where, said)
    assert "“me” was" in said or not is_gone, (where, said)
    assert any(mine <= events for events in after.values()), where
    for owner in {*before, *after}:
        new = after.get(owner, set()) - before.get(owner, set())
        assert before.get(owner, set()) <= after.get(owner, set()), (where, owner)
        assert not new or (not is_gone and owner == "users/me"), (where, owner, new)
    assert {*after} == {*before}, where
    fresh = at.fresh_store(user="me")
    assert not is_gone or "deck/0" not in fresh.memories, where
    assert fresh.problems == [NEW] * (act == "rename"), where


def _events(at: World) -> dict[str, set[str]]:
    """The events in each user's folder, also in the trash."""
    found: dict[str, set[str]] = {}
    for path in at.paths.data.rglob("????-??-??.json"):
        owner = path.parents[2].relative_to(at.paths.data).as_posix()
        ids = json.loads(path.read_bytes())["events"]
        found.setdefault(owner, set()).update(f"{path.parent.name}/{i}" for i in ids)
    return found
