"""What a damaged file does, what is told of it, and what takes its place."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.errors import StoreError
from quizapp.progress.fold.cache_file import write_cache
from quizapp.progress.maintenance.examine import examine, strays, users_of
from quizapp.progress.maintenance.repair import repair
from quizapp.progress.store import Store
from tests.faults.scenes import START, Scene, review, scene


@pytest.fixture
def made(tmp_path: Path) -> Scene:
    return scene(tmp_path)


def keys(at: Scene) -> set[str]:
    return {event.key for event in at.open().events()}


def codes(at: Scene) -> set[str]:
    places = at.places
    found = examine(places.data, places.machine, at.folder / "cache", "me")
    return {each.code for each in found}


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
    made: Scene, kind: str
) -> None:
    before, memories = keys(made), made.open().memories
    path = made.day_files[-1]
    damaged = DAMAGE[kind](path.read_bytes())
    path.write_bytes(damaged)
    store = made.open()
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
    assert keys(made) >= before | {event.key}
    assert len(made.open().problems) == no_event
    assert ("damaged-file" in codes(made)) != is_valid


def test_it_is_told_how_many_answers_are_missing(made: Scene) -> None:
    store = made.open()
    for number in range(4):  # after the latest backup
        store.record(review(f"deck/late{number}"), at=START)
    store._projection.save()
    made.day_files[-1].write_bytes(b"")
    (problem,) = made.open().problems
    assert "its copy with 3 answers stands in, 4 later ones are missing" in problem


def test_without_a_backup_what_is_missing_is_told_and_kept_aside(made: Scene) -> None:
    shutil.rmtree(made.places.machine / "backups")
    path = made.day_files[-1]
    path.write_bytes(b"{")
    store = made.open()
    assert "3 events are missing" in store.problems[0]
    store.record(review("deck/new"), at=START)
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == b"{"


def test_a_damaged_backup_never_stands_in(made: Scene) -> None:
    path = made.day_files[-1]
    name = f"{path.parent.name}/{path.name}"
    (made.places.machine / "backups" / "me" / name).write_bytes(b"{")
    path.write_bytes(b"{")
    assert "missing" in made.open().problems[0]


def test_an_event_that_makes_no_sense_is_skipped_and_told(made: Scene) -> None:
    path = made.day_files[-1]
    told = json.loads(path.read_bytes())
    last = int(list(told["events"])[-1])
    told["events"][str(last + 1)] = {"kind": "review", "at": START.isoformat()}
    told["events"][str(last + 2)] = {"kind": "undo", "at": START.isoformat()}
    path.write_text(json.dumps(told), "utf-8")
    store = made.open()
    assert str(last + 1) in store.problems[0]
    assert len(store.memories) == 3
    store.record(review("deck/new"), at=START)
    assert len(made.open().memories) == 4


def test_left_over_files_are_swept_at_the_first_write(made: Scene) -> None:
    left = made.day_files[-1].with_name(".2026-11-24.json.99.tmp")
    left.write_bytes(b"half")
    assert codes(made) >= {"unfinished-write"}
    store = made.open()
    assert left.exists()
    store.record(review("deck/new"), at=START)
    assert not left.exists()


def test_closed_days_are_copied_once_and_today_after_fifty_events(
    tmp_path: Path,
) -> None:
    at = Scene(tmp_path)
    store = at.open()
    store.record(review("deck/a"), at=START - timedelta(days=1))
    store.close()
    backups = at.places.machine / "backups" / "me"
    (closed,) = backups.rglob("*.json")
    copied = closed.stat()
    store = at.open()
    for number in range(120):
        store.record(review(f"deck/{number}"), at=START)
    assert store.backups.copying
    store.backups.copying.join()
    (today,) = backups.rglob("2026-11-24.json")
    assert len(json.loads(today.read_bytes())["events"]) in (50, 100)
    store.close()
    assert today.read_bytes() == at.day_files[-1].read_bytes()
    assert closed.stat() == copied


def test_todays_answers_are_copied_after_every_fifty(tmp_path: Path) -> None:
    at = Scene(tmp_path)
    store = at.open()
    for number in range(49):
        store.record(review(f"deck/{number}"), at=START)
    assert not store.backups.copying
    store.record(review("deck/49"), at=START)
    assert store.backups.copying
    store.backups.copying.join()
    (today,) = (at.places.machine / "backups" / "me").rglob("2026-11-24.json")
    assert today.read_bytes() == at.day_files[-1].read_bytes()


def test_a_copy_that_does_not_read_back_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes the copy and keeps something else."""
    at = Scene(tmp_path)
    store = at.open()
    store.record(review("deck/a"), at=START)
    backups, replace = at.places.machine / "backups", os.replace

    def lie(source: Path, target: Path) -> None:
        replace(source, target)
        if backups in target.parents:
            target.write_bytes(target.read_bytes()[:-1] + b" ")

    monkeypatch.setattr(os, "replace", lie)
    store.back_up(60)
    (problem,) = store.backups.problems
    assert "does not read back" in problem
    assert not list(backups.rglob("*.json"))


def test_a_backup_is_never_replaced_by_less(made: Scene) -> None:
    path = made.day_files[-1]
    name = f"{path.parent.name}/{path.name}"
    store = made.open()
    whole = (made.places.machine / "backups" / "me" / name).read_bytes()
    told = json.loads(path.read_bytes())
    told["events"].pop(next(iter(told["events"])))
    path.write_text(json.dumps(told), "utf-8")
    assert not store.backups.copy(name, path)
    path.write_bytes(b"{")
    assert not store.backups.copy(name, path)
    assert (made.places.machine / "backups" / "me" / name).read_bytes() == whole


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "folder"])
@pytest.mark.parametrize("grade", [3, 1])
def test_trying_again_writes_the_same_event(
    made: Scene, monkeypatch: pytest.MonkeyPatch, call: str, grade: int
) -> None:
    """Also when only the folder could not be brought to the disk: then the event is in
    the file already, and another grade takes it back."""
    store, before = made.open(), keys(made)
    with monkeypatch.context() as broken:
        if call == "folder":
            broken.setattr("quizapp.files.sync_folder", _refuse)
        else:
            broken.setattr(f"os.{call}", _refuse)
        with pytest.raises(StoreError, match="No space left"):
            store.record(review("deck/new", 3), at=START)
    event = store.record(review("deck/new", grade), at=START + timedelta(seconds=9))
    news = keys(made) - before
    changed = call == "folder" and grade != 3
    assert len(news) == (3 if changed else 1)
    assert event.key in news
    assert store.memories == made.open().memories
    assert store.day(START.toordinal()) == made.open().day(START.toordinal())
    assert store.day(START.toordinal()).reviews == 4


def _refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


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
def test_a_file_syncs_copy_is_folded_in(made: Scene, name: str) -> None:
    store = made.open()
    path = made.day_files[-1]
    split = path.read_bytes()
    event = store.record(review("deck/there"), at=START)
    copy = path.with_name(name)
    copy.write_bytes(path.read_bytes())
    path.write_bytes(split)  # the older version won
    reopened = made.open()
    assert "deck/there" in reopened.memories
    assert not reopened.problems
    assert event.key in keys(made)
    assert "sync-copy" in codes(made)
    reopened.record(review("deck/more"), at=START)
    assert {"deck/there", "deck/more"} <= made.open().memories.keys()


def test_nothing_wrong_is_found_where_nothing_is_wrong(made: Scene) -> None:
    assert codes(made) == set()


def test_a_wrong_cache_and_a_link_are_found(made: Scene) -> None:
    (totals,) = (made.folder / "cache").rglob("totals.json")
    write_cache(totals, {**json.loads(totals.read_text())["kept"], "days": {}})
    (made.places.users / "me" / "events" / "elsewhere").symlink_to(made.folder)
    made.day_files[-1].chmod(0o644)
    assert codes(made) == {"wrong-cache", "link", "readable-by-others"}


def test_what_quizapp_does_not_know_is_named_but_not_what_is_hidden(
    made: Scene,
) -> None:
    device = made.day_files[0].parent
    for path in (device / "notes.txt", device.parent / "old.json"):
        path.write_text("mine")
        path.chmod(0o600)
    (device / ".stfolder").mkdir(mode=0o700)
    assert codes(made) == {"unknown-file"}
    (made.places.users / "shopping.txt").write_text("milk")
    (stray,) = strays(made.places.users)
    assert stray.path.name == "shopping.txt"


def test_a_user_of_whom_only_copies_are_left_is_seen_and_brought_back(
    made: Scene,
) -> None:
    before, places = keys(made), made.places
    shutil.rmtree(places.users)
    shutil.rmtree(made.folder / "cache")
    assert users_of(places.data, places.machine, "ana") == ["ana", "me"]
    assert codes(made) == {"lost-events"}
    done = repair(places.data, places.machine, made.folder / "cache", "me")
    assert {each.code for each in done} == {"repaired"}
    assert len(made.day_files) == 3
    assert keys(made) == before


def test_many_damaged_files_are_one_sentence(tmp_path: Path) -> None:
    at = Scene(tmp_path)
    store = at.open()
    for day in range(9):
        store.record(review("deck/a"), at=START - timedelta(days=day))
    store.close()
    for path in at.day_files[:8]:
        path.unlink()
    (problem,) = at.open().problems
    assert problem.startswith("8 files in ")


def test_folding_again_tells_its_way_and_can_be_stopped(made: Scene) -> None:
    shares: list[float] = []
    places = made.places

    def open_anew(progress: object) -> Store:
        shutil.rmtree(made.folder / "cache", ignore_errors=True)
        return Store.open(
            data=places.data,
            machine=places.machine,
            cache=made.folder / "cache",
            progress=progress,  # type: ignore[arg-type]
        )

    open_anew(shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_anew(stop)
    assert len(open_anew(None).memories) == 3
