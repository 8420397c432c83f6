"""What a damaged file does, what is told of it, and what takes its place."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.errors import StoreError
from quizapp.model import Event, Suspend
from quizapp.progress.fold.cache_file import write_cache
from quizapp.progress.maintenance.examine import strays, users_of
from quizapp.progress.maintenance.repair import repair
from tests.world import START, World, disk_is_full, review


def codes(at: World) -> set[str]:
    return {each.code for each in at.examine()}


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "torn": lambda data: data[:-40],
    "emptied": lambda _: b"",
    "of another kind": lambda _: b"\x89PNG\r\n",
    "another's JSON": lambda _: b'["x"]',
    "without its events": lambda _: b"{}",
    "rows that are no events": lambda _: b'{"events": {"7": 3}}',
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_backup_stands_in_and_takes_the_place_of_a_damaged_file(
    made: World, kind: str
) -> None:
    before, memories = made.keys(), made.store().memories
    path = made.day_files[-1]
    damaged = DAMAGE[kind](path.read_bytes())
    path.write_bytes(damaged)
    store = made.store()
    assert store.memories == memories
    problem, *others = store.problems
    assert str(path) in problem
    assert "3 answers" in problem
    # What is no event stays in the file; it is no progress that could be lost.
    no_event = kind == "rows that are no events"
    assert ["event 7 (" in other for other in others] == [True] * no_event
    assert path.read_bytes() == damaged  # reading changes nothing
    event = store.record(review("deck/new"), at=START)
    aside = path.with_name(f"{path.name}.damaged-1")
    # What is still in the file needs no place of its own.
    is_valid = kind == "without its events" or no_event
    assert aside.exists() != is_valid
    assert is_valid or aside.read_bytes() == damaged
    assert made.keys() >= before | {event.key}
    assert len(made.store().problems) == no_event
    assert ("damaged-file" in codes(made)) != is_valid


def test_it_is_told_how_many_answers_are_missing(made: World) -> None:
    store = made.store()
    for number in range(4):  # after the latest backup
        store.record(review(f"deck/late{number}"), at=START)
    store._projection.save()
    made.day_files[-1].write_bytes(b"")
    (problem,) = made.store().problems
    assert (
        "its copy with 3 answers is used instead, 4 later ones are missing" in problem
    )


def test_without_a_backup_what_is_missing_is_told_and_kept_aside(made: World) -> None:
    shutil.rmtree(made.paths.machine / "backups")
    path = made.day_files[-1]
    path.write_bytes(b"{")
    store = made.store()
    assert "3 events are missing" in store.problems[0]
    store.record(review("deck/new"), at=START)
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == b"{"


def test_a_damaged_backup_never_stands_in(made: World) -> None:
    path = made.day_files[-1]
    name = f"{path.parent.name}/{path.name}"
    (made.paths.machine / "backups" / "me" / name).write_bytes(b"{")
    path.write_bytes(b"{")
    assert "missing" in made.store().problems[0]


def test_an_event_that_makes_no_sense_is_skipped_and_told(made: World) -> None:
    path = made.day_files[-1]
    told = json.loads(path.read_bytes())
    last = int(list(told["events"])[-1])
    told["events"][str(last + 1)] = {"kind": "review", "at": START.isoformat()}
    told["events"][str(last + 2)] = {"kind": "undo", "at": START.isoformat()}
    path.write_text(json.dumps(told), "utf-8")
    store = made.store()
    assert str(last + 1) in store.problems[0]
    assert len(store.memories) == 3
    store.record(review("deck/new"), at=START)
    assert len(made.store().memories) == 4


def test_closed_days_are_copied_once_and_today_after_fifty_events(
    world: World,
) -> None:
    store = world.store()
    store.record(review("deck/a"), at=START - timedelta(days=1))
    store.close()
    backups = world.paths.machine / "backups" / "me"
    (closed,) = backups.rglob("*.json")
    copied = closed.stat()
    store = world.store()
    for number in range(120):
        store.record(review(f"deck/{number}"), at=START)
    assert store.backups.copying
    store.backups.copying.join()
    (today,) = backups.rglob("2026-11-24.json")
    assert len(json.loads(today.read_bytes())["events"]) >= 50  # it is read a bit later
    store.close()
    assert today.read_bytes() == world.day_files[-1].read_bytes()
    assert closed.stat() == copied


def test_todays_answers_are_copied_after_every_fifty(world: World) -> None:
    store = world.store()
    for number in range(49):
        store.record(review(f"deck/{number}"), at=START)
    assert not store.backups.copying
    store.record(review("deck/49"), at=START)
    assert store.backups.copying
    store.backups.copying.join()
    (today,) = (world.paths.machine / "backups" / "me").rglob("2026-11-24.json")
    assert today.read_bytes() == world.day_files[-1].read_bytes()


def test_a_copy_that_does_not_read_back_is_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes the copy and keeps something else."""
    store = world.store()
    store.record(review("deck/a"), at=START)
    backups, replace = world.paths.machine / "backups", os.replace

    def lie(source: Path, target: Path) -> None:
        replace(source, target)
        if backups in target.parents:
            target.write_bytes(target.read_bytes()[:-1] + b" ")

    monkeypatch.setattr(os, "replace", lie)
    store.back_up(60)
    (problem,) = store.backups.problems
    assert "does not read back" in problem
    assert not list(backups.rglob("*.json"))


def test_a_backup_is_never_replaced_by_less(made: World) -> None:
    path = made.day_files[-1]
    name = f"{path.parent.name}/{path.name}"
    store = made.store()
    whole = (made.paths.machine / "backups" / "me" / name).read_bytes()
    told = json.loads(path.read_bytes())
    told["events"].pop(next(iter(told["events"])))
    path.write_text(json.dumps(told), "utf-8")
    assert not store.backups.copy(name, path)
    path.write_bytes(b"{")
    assert not store.backups.copy(name, path)
    assert (made.paths.machine / "backups" / "me" / name).read_bytes() == whole


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "folder"])
@pytest.mark.parametrize(("grade", "given"), [(3, "x"), (1, "x"), (3, "y")])
def test_trying_again_writes_the_same_event(
    made: World, monkeypatch: pytest.MonkeyPatch, call: str, grade: int, given: str
) -> None:
    """Also when only the folder could not be brought to the disk: then the event is in
    the file already, and another grade or answer takes it back."""
    store, before = made.store(), made.keys()
    with monkeypatch.context() as broken:
        if call == "folder":
            broken.setattr("quizapp.files.sync_folder", disk_is_full)
        else:
            broken.setattr(f"os.{call}", disk_is_full)
        with pytest.raises(StoreError, match="No space left"):
            store.record(review("deck/new", 3), at=START)
    again = review("deck/new", grade, given=given, spent=9999)
    event = store.record(again, at=START + timedelta(seconds=9))
    news = made.keys() - before
    changed = call == "folder" and (grade, given) != (3, "x")
    assert len(news) == (3 if changed else 1)
    assert event.key in news
    assert store.memories == made.store().memories
    assert store.day(START.toordinal()) == made.store().day(START.toordinal())
    assert store.day(START.toordinal()).reviews == 4


def test_a_folder_that_fails_again_is_tried_again_and_the_answer_counts_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = world.store()
    with monkeypatch.context() as broken:
        broken.setattr("quizapp.files.sync_folder", disk_is_full)
        broken.setattr("quizapp.progress.log.day_files.sync_folder", disk_is_full)
        for _ in range(3):
            with pytest.raises(StoreError, match="No space left"):
                store.record(review("deck/a"), at=START)
    event = store.record(review("deck/a"), at=START)
    assert world.keys() == {event.key}
    assert store.memories == world.fresh_store().memories
    assert store.day(START.toordinal()).reviews == 1


def test_many_acts_tried_again_count_once_and_others_are_not_left_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when both end with the same act."""
    store = world.store()

    def suspend(names: str) -> Sequence[Event]:
        acts = [Suspend(f"deck/{name}", suspended=True) for name in names]
        return store.record_all(acts, at=START)

    with monkeypatch.context() as broken:
        broken.setattr("quizapp.files.sync_folder", disk_is_full)
        with pytest.raises(StoreError, match="No space left"):
            suspend("ab")
    assert len(suspend("ab")) == len(world.keys()) == 2
    with monkeypatch.context() as broken:
        broken.setattr("quizapp.files.sync_folder", disk_is_full)
        with pytest.raises(StoreError, match="No space left"):
            suspend("ab")
    suspend("cb")
    assert world.store().suspended == {"deck/a", "deck/b", "deck/c"}


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-24.sync-conflict-20261124-101112-ABCDEFG.json",
        "2026-11-24 (Ana's conflicted copy 2026-11-24).json",
        "2026-11-24 (conflicted copy 2026-11-24 101112).json",
        "2026-11-24 (1).json",
        "2026-11-24 2.json",
        "2026-11-24-LAPTOP.json",
        "2026-11-24_conflict-20261124.json",
    ],
)
def test_a_file_syncs_copy_is_folded_in(made: World, name: str) -> None:
    store = made.store()
    path = made.day_files[-1]
    split = path.read_bytes()
    event = store.record(review("deck/there"), at=START)
    copy = path.with_name(name)
    copy.write_bytes(path.read_bytes())
    path.write_bytes(split)  # the older version won
    reopened = made.store()
    assert "deck/there" in reopened.memories
    assert not reopened.problems
    assert event.key in made.keys()
    assert "sync-copy" in codes(made)
    reopened.record(review("deck/more"), at=START)
    assert {"deck/there", "deck/more"} <= made.store().memories.keys()


def test_nothing_wrong_is_found_where_nothing_is_wrong(made: World) -> None:
    assert codes(made) == set()


def test_a_wrong_cache_and_a_link_are_found(made: World) -> None:
    (totals,) = made.paths.cache.rglob("totals.json")
    write_cache(totals, {**json.loads(totals.read_text())["kept"], "days": {}})
    (made.paths.users / "me" / "events" / "elsewhere").symlink_to(made.folder)
    made.day_files[-1].chmod(0o644)
    assert codes(made) == {"wrong-cache", "link", "readable-by-others"}
    counts = totals.with_name("counts.json")
    counts.write_text("of a wrong cache")
    list(repair(made.paths, "me"))
    assert not counts.exists()
    assert "wrong-cache" not in codes(made)


def test_what_quizapp_does_not_know_is_named_but_not_what_is_hidden(
    made: World,
) -> None:
    device = made.day_files[0].parent
    for path in (device / "notes.txt", device.parent / "old.json"):
        path.write_text("mine")
        path.chmod(0o600)
    (device / ".stfolder").mkdir(mode=0o700)
    assert codes(made) == {"unknown-file"}
    (made.paths.users / "shopping.txt").write_text("milk")
    (stray,) = strays(made.paths.users)
    assert stray.path.name == "shopping.txt"


def test_a_user_of_whom_only_copies_are_left_is_seen_and_brought_back(
    made: World,
) -> None:
    before = made.keys()
    shutil.rmtree(made.paths.users)
    shutil.rmtree(made.folder / "cache")
    assert users_of(made.paths, "ana") == ["ana", "me"]
    assert codes(made) == {"lost-events"}
    done = repair(made.paths, "me")
    assert {each.code for each in done} == {"repaired"}
    assert len(made.day_files) == 3
    assert made.keys() == before


def test_a_user_of_whom_only_copies_are_left_is_not_new(made: World) -> None:
    ana = made.store(user="ana")
    ana.record(review("deck/a"), at=START)
    ana.close()
    shutil.rmtree(made.paths.users / "me")
    problems = made.fresh_store(user="me").problems
    assert len(problems) == 3
    assert all("is missing: its copy" in each for each in problems)


def test_many_damaged_files_are_one_sentence(tmp_path: Path) -> None:
    at = World(tmp_path)
    store = at.store()
    for day in range(9):
        store.record(review("deck/a"), at=START - timedelta(days=day))
    store.close()
    for path in at.day_files[:8]:
        path.unlink()
    (problem,) = at.store().problems
    assert problem.startswith("8 files in ")


def test_folding_again_tells_its_way_and_can_be_stopped(made: World) -> None:
    shares: list[float] = []

    made.fresh_store(shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.fresh_store(stop)
    assert len(made.fresh_store().memories) == 3
