"""What is recorded stands on the disk, and comes back."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
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
    Grade,
    Kind,
    Mark,
    QuizBegun,
    QuizEnded,
    QuizPlan,
    QuizStep,
    Reset,
    Review,
    Same,
    Setting,
    Sureness,
    Suspend,
    Tag,
)
from quizapp.progress.store import Store

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


def review(
    card: str,
    grade: int = 3,
    day: date | None = None,
    *,
    recognition_only: bool = False,
) -> Review:
    return Review(
        card=card,
        deck="deck",
        topic="",
        asked=Kind.CHOOSE if recognition_only else Kind.TYPE,
        given="x",
        mark=Mark.RIGHT,
        grade=Grade(grade),
        day=day or START.date(),
        spent=1000,
        recognition_only=recognition_only,
    )


def open_store(folder: Path, device: str = "machine", user: str = "me") -> Store:
    return Store.open(
        data=folder / "library", machine=folder / device, cache=folder / "c", user=user
    )


def day_files(folder: Path) -> list[Path]:
    return sorted((folder / "library").rglob("*.json"))


def known(store: Store) -> tuple[object, ...]:
    days = {day: told for day, told in store.days.items() if told != DayTotals()}
    accepted = {key: store.accepted(key) for key in store.memories}
    log = store.log()
    months = {
        deck: {m: b for m, b in rows.items() if any(each.count for each in b)}
        for deck, rows in log.recalls.items()
    }
    by_deck = {deck: dict(rows) for deck, rows in log.days.items() if rows}
    progress = dict(store.memories), set(store.suspended), days, accepted
    tags = dict(store.tags)
    tries = list(log.tries)
    return (
        *progress,
        tags,
        by_deck,
        {k: v for k, v in months.items() if v},
        tries,
        store.open_quiz,
    )


def test_nothing_is_made_before_the_first_write(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def test_a_review_is_on_the_disk_when_record_returns(tmp_path: Path) -> None:
    event = open_store(tmp_path).record(review("deck/a"), at=START)
    (path,) = day_files(tmp_path)
    assert path.name == "2026-11-24.json"
    told = json.loads(path.read_text("utf-8"))
    assert told["events"][str(event.id)]["card"] == "deck/a"
    assert told["_file"]["1"]["format"] == 1
    assert open_store(tmp_path).memories.keys() == {"deck/a"}


def test_folders_and_files_are_the_owners_alone_whatever_the_umask(
    tmp_path: Path,
) -> None:
    before = os.umask(0)
    try:
        store = open_store(tmp_path)
        store.record(review("deck/a"), at=START)
        store.close()
    finally:
        os.umask(before)
    for path in (tmp_path / "library").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_study_day_ends_at_four_in_the_morning_where_the_learner_is(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path)
    lima = timezone(timedelta(hours=-5))
    store.record(review("deck/a"), at=datetime(2026, 11, 25, 3, 59, tzinfo=lima))
    store.record(review("deck/b"), at=datetime(2026, 11, 25, 4, 0, tzinfo=lima))
    assert [p.name for p in day_files(tmp_path)] == [
        "2026-11-24.json",
        "2026-11-25.json",
    ]


def test_ids_never_repeat_even_when_the_clock_stands_or_goes_back(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path)
    times = [START, START, START - timedelta(days=400), START]
    ids = [store.record(review("deck/a"), at=at).id for at in times]
    assert ids == sorted(set(ids))
    assert ids[0] == int(START.timestamp() * 1000)
    again = open_store(tmp_path).record(review("deck/a"), at=START - timedelta(days=9))
    assert again.id > ids[-1]


def test_the_text_of_a_card_is_kept_when_it_is_new_or_has_changed(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path)
    for prompt in ("old", "old", "new"):
        seen = CardSeen("deck/a", "deck", Kind.FLIP, prompt, "answer")
        store.record(review("deck/a"), at=START, seen=seen)
    texts = [e.act.prompt for e in store.events() if isinstance(e.act, CardSeen)]
    assert texts == ["old", "new"]
    assert len(list(store.events())) == 5


def test_undo_gives_the_memory_there_was_and_undoing_it_the_later_one(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path)
    store.record(review("deck/a"), at=START)
    one = dict(store.memories), store.day(START.toordinal())
    second = store.record(review("deck/a", 4), at=START)
    two = dict(store.memories), store.day(START.toordinal())
    undo = store.undo(second, at=START)
    assert (dict(store.memories), store.day(START.toordinal())) == one
    store.undo(undo, at=START)
    assert (dict(store.memories), store.day(START.toordinal())) == two
    assert known(open_store(tmp_path)) == known(store)


def test_undoing_the_first_review_makes_a_card_new_again(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.undo(store.record(review("deck/a"), at=START), at=START)
    assert store.memories == {}
    assert store.day(START.toordinal()) == DayTotals()


def test_a_suspension_and_a_deck_state_can_be_undone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    suspend = store.record(Suspend("deck/a", True), at=START)
    hide = store.record(DeckState("deck", started=True, hidden=True), at=START)
    assert store.suspended == {"deck/a"}
    assert store.decks["deck"].hidden
    store.undo(suspend, at=START)
    store.undo(hide, at=START)
    assert store.suspended == set()
    assert store.decks == {}


def test_a_change_of_retention_schedules_everything_again(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.record(review("deck/a", 4), at=START)
    before = store.memories["deck/a"].due_day
    setting = store.record(Setting("retention", 0.8), at=START)
    assert store.schedule.retention == 0.8
    assert store.memories["deck/a"].due_day > before
    assert known(open_store(tmp_path)) == known(store)
    store.undo(setting, at=START)
    assert store.memories["deck/a"].due_day == before


def test_a_limit_changes_without_folding_again(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.record(Setting("new_a_day", 7), at=START)
    assert store.schedule.new_a_day == 7
    assert open_store(tmp_path).schedule.new_a_day == 7


def test_two_windows_see_each_others_answers_and_lose_none(tmp_path: Path) -> None:
    one, other = open_store(tmp_path), open_store(tmp_path)
    for number in range(30):
        (one, other)[number % 2].record(review(f"deck/{number}"), at=START)
    one.refresh()
    other.refresh()
    assert len(one.memories) == 30
    assert known(one) == known(other) == known(open_store(tmp_path))
    assert len({event.key for event in one.events()}) == 30


def test_an_answer_of_the_same_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    """The folder's time has not moved when another window has written within a tick."""
    one, other = open_store(tmp_path), open_store(tmp_path)
    one.record(review("deck/a"), at=START)
    folder = day_files(tmp_path)[-1].parent
    tick = folder.stat().st_mtime_ns
    other.record(review("deck/b"), at=START)
    os.utime(folder, ns=(tick, tick))
    one.record(review("deck/c"), at=START)
    assert one.memories.keys() == {"deck/a", "deck/b", "deck/c"}
    assert known(one) == known(open_store(tmp_path))


def test_an_earlier_answer_that_comes_later_into_a_file_counts_once(
    tmp_path: Path,
) -> None:
    """A merge, or a file sync, brings it between those that are folded already."""
    store = open_store(tmp_path)
    events = [
        store.record(review(card, grade), at=START + timedelta(minutes=number))
        for number, (card, grade) in enumerate(
            [("deck/a", 3), ("deck/b", 1), ("deck/c", 4), ("deck/a", 1)]
        )
    ]
    (path,) = day_files(tmp_path)
    whole = path.read_text("utf-8")
    told = json.loads(whole)
    del told["events"][str(events[1].id)]
    path.write_text(json.dumps(told), "utf-8")
    window = open_store(tmp_path, device="elsewhere")
    assert window.day(START.toordinal()).reviews == 3
    path.write_text(whole, "utf-8")
    window.refresh()
    assert window.day(START.toordinal()).reviews == 4
    assert known(window) == known(store)


def test_users_do_not_see_each_other(tmp_path: Path) -> None:
    open_store(tmp_path, user="Ana").record(review("deck/a"), at=START)
    assert open_store(tmp_path, user="ana").memories == {}
    assert open_store(tmp_path, user="Ana").memories


def history(folder: Path, seed: int) -> None:
    """Two devices, three weeks, all kinds of events, in one user's folder."""
    rng = random.Random(seed)
    stores = [open_store(folder, "one"), open_store(folder, "two")]
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
                told = review(
                    card, rng.randint(1, 4), day, recognition_only=rng.random() < 0.3
                )
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
    history(tmp_path / "whole", seed)
    shutil.rmtree(tmp_path / "whole" / "c")
    whole = open_store(tmp_path / "whole")
    assert whole.memories
    files = day_files(tmp_path / "whole")
    for order in range(10):
        folder = tmp_path / f"order{order}"
        store = open_store(folder)
        shuffled = random.Random(order).sample(files, len(files))
        for number, path in enumerate(shuffled):
            target = folder / "library" / path.relative_to(tmp_path / "whole/library")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            if number % 3 == order % 3:
                store.refresh()
            if number % 7 == 0:  # through the caches, too
                store.close()
                store = open_store(folder)
        store.refresh()
        assert known(store) == known(whole)
        assert store.decks == whole.decks


def test_what_is_folded_as_it_comes_is_what_is_folded_at_once(tmp_path: Path) -> None:
    history(tmp_path, 99)
    by_cache = open_store(tmp_path)
    shutil.rmtree(tmp_path / "c")
    assert known(open_store(tmp_path)) == known(by_cache)


def test_a_damaged_cache_is_rebuilt_without_a_word(tmp_path: Path) -> None:
    history(tmp_path, 7)
    whole = known(open_store(tmp_path))
    for path in (tmp_path / "c").rglob("*.json"):
        before = path.read_bytes()
        for damage in (b"", b"{", b"[]", b"{}", before[:-9], b"\xff"):
            path.write_bytes(damage)
            store = open_store(tmp_path)
            assert known(store) == whole
            assert not store.problems
        path.write_bytes(before)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failed_write_changes_nothing_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store = open_store(tmp_path)
    store.record(review("deck/a"), at=START)
    (path,) = day_files(tmp_path)
    before = path.read_bytes(), known(store)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        if call == "fsync":
            broken.setattr(os, "fsync", refuse)
        else:
            broken.setattr(Path, "replace", refuse)
        with pytest.raises(StoreError, match="No space left"):
            store.record(review("deck/b"), at=START)
    assert (path.read_bytes(), known(store)) == before
    assert day_files(tmp_path) == [path]
    store.record(review("deck/b"), at=START)
    assert open_store(tmp_path).memories.keys() == {"deck/a", "deck/b"}


def test_a_damaged_day_file_is_set_aside_and_never_overwritten(tmp_path: Path) -> None:
    open_store(tmp_path).record(review("deck/a"), at=START)
    (path,) = day_files(tmp_path)
    torn = path.read_bytes()[:-20]
    path.write_bytes(torn)
    store = open_store(tmp_path)
    assert str(path) in store.problems[0]
    store.record(review("deck/b"), at=START)
    assert path.with_name("2026-11-24.json.damaged-1").read_bytes() == torn
    assert open_store(tmp_path).memories.keys() == {"deck/b"}


def test_a_file_of_a_newer_quizapp_is_refused_with_a_sentence(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.record(review("deck/a"), at=START)
    (path,) = day_files(tmp_path)
    newer = path.read_text("utf-8").replace('"format": 1', '"format": 2')
    path.write_text(newer, "utf-8")
    shutil.rmtree(tmp_path / "c", ignore_errors=True)
    store = open_store(tmp_path)
    assert "newer quizapp" in store.problems[0]
    with pytest.raises(NewerFormatError, match="Upgrade"):
        store.record(review("deck/b"), at=START)
    assert path.read_text("utf-8") == newer


def test_an_event_of_an_unknown_kind_is_kept_and_skipped(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.record(review("deck/a"), at=START)
    (path,) = day_files(tmp_path)
    told = json.loads(path.read_text("utf-8"))
    told["events"]["99999999999999"] = {"kind": "dream", "at": START.isoformat()}
    path.write_text(json.dumps(told), "utf-8")
    store = open_store(tmp_path)
    store.record(review("deck/b"), at=START)
    assert "dream" in path.read_text("utf-8")
    assert not store.problems


def test_no_link_below_users_is_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    users = tmp_path / "library" / "users"
    users.mkdir(parents=True)
    (users / "me").symlink_to(outside)
    with pytest.raises(StoreError, match="link"):
        open_store(tmp_path).record(review("deck/a"), at=START)
    assert list(outside.iterdir()) == []


def test_another_host_gets_another_device(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    first = store.record(review("deck/a"), at=START).device
    path = tmp_path / "machine" / "device.json"
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**told, "host": "elsewhere"}), "utf-8")
    second = open_store(tmp_path).record(review("deck/a"), at=START).device
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
def test_a_lock_held_too_long_is_named_with_its_holder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.progress.log.device.WAIT", 0.1)
    pid = (tmp_path / "machine" / "locks" / "me.pid").read_text("utf-8")
    with pytest.raises(StoreBusyError, match=f"process {pid}"):
        open_store(tmp_path).record(review("deck/a"), at=START)
