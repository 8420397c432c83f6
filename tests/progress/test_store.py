"""What is recorded stands on the disk, and comes back."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizapp.errors import NewerFormatError, StoreBusyError, StoreError
from quizapp.model import (
    Accept,
    CardSeen,
    DayTotals,
    DeckState,
    DrawnQuestion,
    Event,
    Kind,
    QuizBegun,
    QuizEnded,
    QuizPlan,
    QuizStep,
    Reset,
    Same,
    Setting,
    Sureness,
    Suspend,
    Tag,
)
from quizapp.progress.fold.projection import Projection
from tests.progress.life import known
from tests.world import START, World, disk_is_full, review


def test_nothing_is_made_before_the_first_write(tmp_path: Path, world: World) -> None:
    world.store().close()
    assert list(tmp_path.iterdir()) == []


def test_a_review_is_on_the_disk_when_record_returns(world: World) -> None:
    event = world.store().record(review("deck/a"), at=START)
    (path,) = world.day_files
    assert path.name == "2026-11-24.json"
    told = json.loads(path.read_text("utf-8"))
    assert told["events"][str(event.id)]["card"] == "deck/a"
    assert told["_file"]["1"]["format"] == 1
    assert world.store().memories.keys() == {"deck/a"}


def test_folders_and_files_are_the_owners_alone_whatever_the_umask(
    world: World,
) -> None:
    before = os.umask(0)
    try:
        store = world.store()
        store.record(review("deck/a"), at=START)
        store.close()
    finally:
        os.umask(before)
    for path in (world.paths.data).rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_study_day_ends_at_four_in_the_morning_where_the_learner_is(
    world: World,
) -> None:
    store = world.store()
    lima = timezone(timedelta(hours=-5))
    store.record(review("deck/a"), at=datetime(2026, 11, 25, 3, 59, tzinfo=lima))
    store.record(review("deck/b"), at=datetime(2026, 11, 25, 4, 0, tzinfo=lima))
    assert [p.name for p in world.day_files] == [
        "2026-11-24.json",
        "2026-11-25.json",
    ]


def test_ids_never_repeat_even_when_the_clock_stands_or_goes_back(
    world: World,
) -> None:
    store = world.store()
    times = [START, START, START - timedelta(days=400), START]
    ids = [store.record(review("deck/a"), at=at).id for at in times]
    assert ids == sorted(set(ids))
    assert ids[0] == int(START.timestamp() * 1000)
    again = world.store().record(review("deck/a"), at=START - timedelta(days=9))
    assert again.id > ids[-1]


def test_the_text_of_a_card_is_kept_when_it_is_new_or_has_changed(
    world: World,
) -> None:
    store = world.store()
    for prompt in ("old", "old", "new"):
        seen = CardSeen("deck/a", "deck", Kind.FLIP, prompt, "answer")
        store.record(review("deck/a"), at=START, seen=seen)
    texts = [e.act.prompt for e in store.events() if isinstance(e.act, CardSeen)]
    assert texts == ["old", "new"]
    assert len(list(store.events())) == 5


def test_undo_gives_the_memory_there_was_and_undoing_it_the_later_one(
    world: World,
) -> None:
    store = world.store()
    store.record(review("deck/a"), at=START)
    one = dict(store.memories), store.day(START.toordinal())
    second = store.record(review("deck/a", 4), at=START)
    two = dict(store.memories), store.day(START.toordinal())
    undo = store.undo(second, at=START)
    assert (dict(store.memories), store.day(START.toordinal())) == one
    store.undo(undo, at=START)
    assert (dict(store.memories), store.day(START.toordinal())) == two
    assert known(world.store()) == known(store)


def test_undoing_the_first_review_makes_a_card_new_again(world: World) -> None:
    store = world.store()
    store.undo(store.record(review("deck/a"), at=START), at=START)
    assert store.memories == {}
    assert store.day(START.toordinal()) == DayTotals()


def test_a_suspension_and_a_deck_state_can_be_undone(world: World) -> None:
    store = world.store()
    suspend = store.record(Suspend("deck/a", True), at=START)
    hide = store.record(DeckState("deck", started=True, hidden=True), at=START)
    assert store.suspended == {"deck/a"}
    assert store.decks["deck"].hidden
    store.undo(suspend, at=START)
    store.undo(hide, at=START)
    assert store.suspended == set()
    assert store.decks == {}


def test_a_suspended_card_that_was_never_asked_gives_no_deck_a_history(
    world: World,
) -> None:
    store = world.store()
    store.record(review("deck/a"), Suspend("deck/b", True), at=START)
    cold = set(store.used_decks)
    store.close()
    assert cold == set(world.store().used_decks) == {"deck"}


def test_an_undone_review_gives_no_deck_a_history(world: World) -> None:
    store = world.store()
    store.undo(store.record(review("deck/a"), at=START), at=START)
    warm = set(store.used_decks)
    store.close()
    assert warm == set(world.store().used_decks) == set()


def test_a_suspension_is_the_latest_step_while_it_holds(world: World) -> None:
    store = world.store()
    answered = store.record(review("deck/a"), at=START)
    suspend = store.record(Suspend("deck/b", True), at=START)
    asked_again = store.record(Suspend("deck/b", False), at=START)
    day = START.toordinal()
    assert store.latest_step(day) == ((answered,), "deck/a")
    store.undo(asked_again, at=START)
    assert store.latest_step(day) == ((suspend,), "deck/b")


def test_a_change_of_retention_reads_no_answer_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does taking it back, or a deck's start: somebody waits at the screen."""
    store = world.store()
    with monkeypatch.context() as sealed:
        sealed.setattr(Projection, "fold_again", None)
        for grade, card in ((4, "a"), (2, "b"), (3, "c"), (1, "d")):
            for minutes in (0, 5, 20):
                at = START + timedelta(minutes=minutes)
                store.record(review(f"deck/{card}", grade), at=at)
        before = known(store)
        setting = store.record(Setting("retention", 0.8), at=START)
        own = store.record(Setting("retention@deck", 0.75), at=START)
        start = store.record(DeckState("deck", started=True, hidden=False), at=START)
        after = known(store)
        assert store.schedule.of("deck").retention == 0.75
        due = before["memories"]["deck/a"].due_day  # type: ignore[index]
        assert store.memories["deck/a"].due_day > due
    assert known(world.fresh_store()) == after
    with monkeypatch.context() as sealed:
        sealed.setattr(Projection, "fold_again", None)
        store.undo(setting, own, start, at=START)
        assert known(store) == before


def test_a_card_that_has_moved_is_due_as_its_deck_wants(world: World) -> None:
    """Whether the deck's retention changes before or after the move."""
    store = world.store()
    store.record(Setting("retention@law", 0.8), at=START)
    store.record(review("deck/a", 4), at=START)
    before = store.memories["deck/a"].due_day
    moved = CardSeen("deck/a", "law", Kind.FLIP, "Q", "A")
    store.record(moved, at=START)
    after = known(store)
    assert store.memories["deck/a"].due_day > before
    store.record(Setting("retention@law", None), at=START)
    assert store.memories["deck/a"].due_day == before
    store.record(Setting("retention@law", 0.8), at=START)
    assert known(store) == after == known(world.fresh_store())


def test_a_limit_changes_without_folding_again(world: World) -> None:
    store = world.store()
    store.record(Setting("new_a_day", 7), at=START)
    assert store.schedule.new_a_day == 7
    assert world.store().schedule.new_a_day == 7


def test_two_windows_see_each_others_answers_and_lose_none(world: World) -> None:
    one, other = world.store(), world.store()
    for number in range(30):
        (one, other)[number % 2].record(review(f"deck/{number}"), at=START)
    one.refresh()
    other.refresh()
    assert len(one.memories) == 30
    assert known(one) == known(other) == known(world.store())
    assert len({event.key for event in one.events()}) == 30


def test_an_answer_of_the_same_tick_of_the_clock_is_seen(world: World) -> None:
    """The folder's time has not moved when another window has written within a tick."""
    one, other = world.store(), world.store()
    one.record(review("deck/a"), at=START)
    folder = world.day_files[-1].parent
    tick = folder.stat().st_mtime_ns
    other.record(review("deck/b"), at=START)
    os.utime(folder, ns=(tick, tick))
    one.record(review("deck/c"), at=START)
    assert one.memories.keys() == {"deck/a", "deck/b", "deck/c"}
    assert known(one) == known(world.store())


def test_an_earlier_answer_that_comes_later_into_a_file_counts_once(
    world: World,
) -> None:
    """A merge, or a file sync, brings it between those that are folded already."""
    store = world.store()
    events = [
        store.record(review(card, grade), at=START + timedelta(minutes=number))
        for number, (card, grade) in enumerate(
            [("deck/a", 3), ("deck/b", 1), ("deck/c", 4), ("deck/a", 1)]
        )
    ]
    (path,) = world.day_files
    whole = path.read_text("utf-8")
    told = json.loads(whole)
    del told["events"][str(events[1].id)]
    path.write_text(json.dumps(told), "utf-8")
    window = world.device("elsewhere").store()
    assert window.day(START.toordinal()).reviews == 3
    path.write_text(whole, "utf-8")
    window.refresh()
    assert window.day(START.toordinal()).reviews == 4
    assert known(window) == known(store)


def test_a_setting_undone_on_another_day_stays_undone_without_a_cache(
    world: World,
) -> None:
    store = world.store()
    store.record(Setting("new_a_day", 5), at=START)
    undone = store.record(Setting("new_a_day", 9), at=START + timedelta(hours=1))
    store.undo(undone, at=START + timedelta(days=1))
    assert store.schedule.new_a_day == 5
    assert world.fresh_store().schedule.new_a_day == 5


def test_an_event_in_a_copy_of_its_folder_counts_once(world: World) -> None:
    store = world.store()
    store.record(review("deck/a"), at=START)
    store.close()
    (path,) = world.day_files
    folder = path.parent
    shutil.copytree(folder, folder.with_name(f"{folder.name} (conflicted copy)"))
    assert len(world.store().history("deck/a")) == 1
    assert world.store().memories["deck/a"].reviews == 1


def test_users_do_not_see_each_other(world: World) -> None:
    world.store(user="Ana").record(review("deck/a"), at=START)
    assert world.store(user="ana").memories == {}
    assert world.store(user="Ana").memories


def history(world: World, seed: int) -> None:
    """Two devices, three weeks, all kinds of events, in one user's folder."""
    rng = random.Random(seed)
    stores = [world.device(name).store() for name in ("one", "two")]
    events: list[Event] = []
    quizzes: list[str] = [""]
    for _ in range(160):
        at = START + timedelta(minutes=rng.randrange(21 * 24 * 60))
        store = rng.choice(stores)
        card = f"deck/{rng.randrange(8)}"
        day = (at - timedelta(hours=4)).date()
        match rng.randrange(18):
            case 0 if events:
                events.append(store.undo(rng.choice(events), at=at))
            case 1:
                events.append(store.record(Suspend(card, rng.random() < 0.5), at=at))
            case 2:
                state = DeckState("deck", started=True, hidden=rng.random() < 0.5)
                events.append(store.record(state, at=at))
            case 3:
                accept = Accept(card, f"answer {rng.randrange(5)}")
                events.append(store.record(accept, at=at))
            case 4:
                drawn = DrawnQuestion(card, "deck", "topic", Kind.TYPE)
                begun = QuizBegun(QuizPlan(("deck",), 2), (drawn, drawn))
                quizzes.append(store.record(begun, at=at).key)
            case 5:
                step = QuizStep(rng.choice(quizzes), rng.randrange(2), rng.randrange(9))
                events.append(store.record(step, at=at))
            case 7:
                other = f"deck/{rng.randrange(10)}" if rng.random() < 0.8 else ""
                events.append(store.record(Same(((card, other),)), at=at))
            case 8:
                events.append(store.record(Reset(card), at=at))
            case 9:
                tag = Tag(card, rng.choice("ab"), on=rng.random() < 0.7)
                events.append(store.record(tag, at=at))
            case 6 if rng.random() < 0.3:
                end = QuizEnded(rng.choice(quizzes), 9, day, (1.0, rng.random()))
                events.append(store.record(end, at=at))
            case _:
                told = review(card, rng.randint(1, 4), at)
                if rng.random() < 0.3:
                    told = replace(told, asked=Kind.CHOOSE, recognition_only=True)
                told = replace(told, sure=rng.choice([None, *Sureness]))
                if rng.random() < 0.3:
                    told = replace(told, quiz=rng.choice(quizzes), chance=0.25)
                events.append(store.record(told, at=at))
    for store in stores:
        store.close()


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 8))]
)
def test_memories_are_a_function_of_the_set_of_events(
    tmp_path: Path, seed: int
) -> None:
    """Files in ten orders, folded as they come, against all of them at once."""
    source = World(tmp_path / "whole")
    history(source, seed)
    whole = source.store()
    assert whole.memories
    files = source.day_files
    for order in range(10):
        world = World(tmp_path / f"order{order}")
        store = world.store()
        shuffled = random.Random(order).sample(files, len(files))
        for number, path in enumerate(shuffled):
            target = world.paths.data / path.relative_to(source.paths.data)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            if number % 3 == order % 3:
                store.refresh()
            if number % 7 == 0:  # through the caches, too
                store.close()
                store = world.store()
        store.refresh()
        assert known(store) == known(whole)
        assert store.decks == whole.decks


def test_what_is_folded_as_it_comes_is_what_is_folded_at_once(world: World) -> None:
    history(world, 99)
    by_cache = world.device("one").store()
    assert known(world.store()) == known(by_cache)


def test_a_damaged_cache_is_rebuilt_without_a_word(world: World) -> None:
    history(world, 7)
    world.store().close()
    whole = known(world.store())
    for path in world.paths.cache.rglob("*.json"):
        before = path.read_bytes()
        for damage in (b"", b"{", b"[]", b"{}", before[:-9], b"\xff"):
            path.write_bytes(damage)
            store = world.store()
            assert known(store) == whole
            assert not store.problems
        path.write_bytes(before)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failed_write_changes_nothing_and_can_be_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store = world.store()
    store.record(review("deck/a"), at=START)
    (path,) = world.day_files
    before = path.read_bytes(), known(store)

    with monkeypatch.context() as broken:
        if call == "fsync":
            broken.setattr(os, "fsync", disk_is_full)
        else:
            broken.setattr(Path, "replace", disk_is_full)
        with pytest.raises(StoreError) as failed:
            store.record(review("deck/b"), at=START)
    reason = "could not be written: No space left on device"
    assert str(failed.value) == f"{path} {reason}. Nothing is lost; try again."
    assert (path.read_bytes(), known(store)) == before
    assert world.day_files == [path]
    store.record(review("deck/b"), at=START)
    assert world.store().memories.keys() == {"deck/a", "deck/b"}


def test_a_damaged_day_file_is_set_aside_and_never_overwritten(world: World) -> None:
    world.store().record(review("deck/a"), at=START)
    (path,) = world.day_files
    torn = path.read_bytes()[:-20]
    path.write_bytes(torn)
    store = world.store()
    assert str(path) in store.problems[0]
    store.record(review("deck/b"), at=START)
    assert path.with_name("2026-11-24.json.damaged-1").read_bytes() == torn
    assert world.store().memories.keys() == {"deck/b"}


def test_a_file_of_a_newer_quizapp_is_refused_with_a_sentence(world: World) -> None:
    store = world.store()
    store.record(review("deck/a"), at=START)
    (path,) = world.day_files
    newer = path.read_text("utf-8").replace('"format": 1', '"format": 2')
    path.write_text(newer, "utf-8")
    store = world.fresh_store()
    assert "newer quizapp" in store.problems[0]
    with pytest.raises(NewerFormatError, match="Upgrade"):
        store.record(review("deck/b"), at=START)
    assert path.read_text("utf-8") == newer


def test_an_event_of_an_unknown_kind_is_kept_and_skipped(world: World) -> None:
    store = world.store()
    store.record(review("deck/a"), at=START)
    (path,) = world.day_files
    told = json.loads(path.read_text("utf-8"))
    told["events"]["99999999999999"] = {"kind": "dream", "at": START.isoformat()}
    path.write_text(json.dumps(told), "utf-8")
    store = world.store()
    store.record(review("deck/b"), at=START)
    assert "dream" in path.read_text("utf-8")
    assert not store.problems


def test_no_link_below_users_is_followed(tmp_path: Path, world: World) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    users = world.paths.data / "users"
    users.mkdir(parents=True)
    (users / "me").symlink_to(outside)
    with pytest.raises(StoreError, match="link"):
        world.store().record(review("deck/a"), at=START)
    assert list(outside.iterdir()) == []


def test_another_host_gets_another_device(world: World) -> None:
    store = world.store()
    first = store.record(review("deck/a"), at=START).device
    path = world.paths.machine / "device.json"
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**told, "host": "elsewhere"}), "utf-8")
    second = world.store().record(review("deck/a"), at=START).device
    assert first != second


@pytest.fixture
def held_lock(tmp_path: Path) -> Iterator[None]:
    """Another process holds the lock of `me`."""
    import subprocess
    import sys

    code = (
        "import sys, time; from pathlib import Path\n"
        "from quizapp.progress.log.device import locked\n"
        f"with locked(Path({str(tmp_path / 'machine')!r}), 'me'):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        yield
        other.kill()


@pytest.mark.usefixtures("held_lock")
def test_a_lock_that_is_held_too_long_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.progress.log.device.WAIT", 0.1)
    with pytest.raises(StoreBusyError, match="Another window"):
        world.store().record(review("deck/a"), at=START)
