"""Counts that were kept: the same as counted, or of no use."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from quizapp.decks.library.deck_files import find_decks
from quizapp.model import DeckState, Grade, Setting
from quizapp.progress.store import Store
from quizapp.schedule import study_day
from quizapp.study.sitting import Sitting
from quizapp.study.workspace import (
    Glance,
    Load,
    Moment,
    Workspace,
    glance,
)
from tests.faults.scenes import START, Scene, review

DECK = "Q: one\nA: a\n:id: one\n\nQ: two\nA: b\n:id: two\n\nQ:\nA: c\n"


class Counted:
    """A learner's folder with one deck, one card of it reviewed."""

    def __init__(self, folder: Path) -> None:
        self.scene = Scene(folder)
        self.deck = self.scene.places.data / "decks" / "deck.md"
        self.deck.parent.mkdir(parents=True)
        self.deck.write_text(DECK, "utf-8")
        self.answer("deck/one", 4)

    def answer(self, card: str, grade: int) -> None:
        """Record a review, and keep the counts."""
        workspace = self.workspace()
        workspace.store.record(review(card, grade), at=START)
        workspace.close()

    def workspace(self, store: Store | None = None) -> Workspace:
        return Workspace(
            store or self.scene.open(),
            lambda _: find_decks(self.deck.parent),
            lambda: START,
        )

    def at(self, days: int) -> Moment:
        at = START + timedelta(days=days)
        return Moment(at, study_day(at, 4))

    def glance(self, days: int = 0) -> Glance | None:
        return glance(find_decks(self.deck.parent), self.scene.open(), self.at(days))


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    return Counted(tmp_path)


@pytest.mark.parametrize("days", [0, 1, 7, 8, 9, 400])
def test_kept_counts_are_those_that_are_counted_at_any_time(
    counted: Counted, days: int
) -> None:
    counted.answer("deck/two", 1)
    workspace, now = counted.workspace(), counted.at(days)
    told = counted.glance(days)
    assert told
    assert list(told.standings) == workspace.standings(now)
    assert told.today == workspace.today(told.standings, now)


def test_they_need_no_memory(counted: Counted) -> None:
    (memories,) = (counted.scene.folder / "cache").rglob("memories")
    for path in memories.iterdir():
        path.unlink()
    assert counted.glance()


def test_another_text_another_answer_or_damage_make_them_useless(
    counted: Counted,
) -> None:
    assert counted.glance()
    counted.deck.write_text(DECK.replace("one", "One"), "utf-8")
    assert counted.glance() is None
    counted.answer("deck/two", 3)
    assert counted.glance()
    counted.deck.with_name("more.md").write_text(DECK, "utf-8")
    assert counted.glance() is None
    counted.answer("deck/two", 3)
    assert counted.glance()
    counted.scene.open().record(review("deck/two"), at=START)  # another window
    assert counted.glance() is None
    counted.answer("deck/two", 3)
    (kept,) = (counted.scene.folder / "cache").rglob("counts.json")
    for damage in (b"", b"[]", b"{}", kept.read_bytes()[:-9]):
        kept.write_bytes(damage)
        assert counted.glance() is None


def test_home_has_its_figures_from_them_alone(counted: Counted) -> None:
    store = counted.scene.open()
    store.record(DeckState("deck", started=True, hidden=False), at=START)
    counted.answer("deck/two", 1)
    (memories,) = (counted.scene.folder / "cache").rglob("memories")
    for path in memories.iterdir():
        path.unlink()
    told = counted.glance()
    assert told
    (deck,) = told.standings
    assert deck.stages == {"new": 0, "learning": 1, "young": 1, "mature": 0}
    assert (deck.known, deck.counted, deck.last) == (1, 2, START.toordinal())
    today = told.today
    assert (today.known, today.cards) == (1, 2)
    assert (today.reviewed, today.due, today.total) == (2, 1, 3)
    assert today.forecast == deck.forecast
    assert sum(today.forecast) == 2
    assert today.forecast[0] == 1  # being learned
    assert today.week == (0, 2)  # Monday and Tuesday
    assert (today.streak, today.longest) == (1, 1)
    later = counted.glance(8)  # the card that was known is due
    assert later
    assert later.today.forecast[0] == 2
    assert (later.today.streak, later.today.longest) == (0, 1)


def test_the_load_is_what_a_sitting_would_ask(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    folder = scene.places.data / "decks"
    folder.mkdir(parents=True)
    for name in ("one", "two"):
        text = "\n".join(f"Q: {name} {n}\nA: a\n:id: c{n}\n" for n in range(30))
        (folder / f"{name}.md").write_text(text, "utf-8")
    store = scene.open()
    started = [DeckState(name, started=True, hidden=False) for name in ("one", "two")]
    store.record_all(started, at=START)
    store.record(Setting("new_a_day", 25), at=START)
    store.record(Setting("reviews_a_day", 3), at=START)
    before = START - timedelta(days=30)
    for n in range(5):
        act = msgspec.structs.replace(
            review(f"one/c{n}", 4, before), deck="one", spent=60_000
        )
        store.record(act, at=before)
    workspace = Workspace(store, lambda _: find_decks(folder), lambda: START)
    now = workspace.moment(START)
    standings = workspace.standings(now)
    today = workspace.today(standings, now)
    assert today.load == Load(due=3, new=0, minutes=1)  # 15 s a card
    assert today.backlog
    assert today.backlog.waiting == 2
    one, two = (today.load_of(each) for each in standings)
    assert (one.due, one.new) == (3, 0)  # no new ones before the reviews are done
    assert two == Load(due=0, new=25, minutes=6)
    for names in (["one"], ["two"], ["one", "two"]):
        sitting = Sitting(workspace, names, seed=1)
        load = today.load_of(standings[names[0] == "two"]) if names[1:] == [] else None
        load = load or today.load
        assert (sitting.left.due, sitting.left.new) == (load.due, load.new)
    store.record(Setting("reviews_a_day", 9), at=START)
    for n in range(20):  # twenty answers of a minute each, one to a card
        act = msgspec.structs.replace(review(f"two/c{n}", 4), deck="two", spent=60_000)
        store.record(act, at=START)
    today = workspace.today(workspace.standings(now), now)
    assert today.load == Load(due=5, new=5, minutes=10)
    assert today.backlog is None


@pytest.mark.parametrize(
    ("settings", "due", "new"),
    [
        ({}, 10, 20),
        ({"new_a_day@one": 3}, 10, 13),
        ({"new_a_day@one": 3, "new_a_day": 5}, 10, 5),
        ({"new_a_day@one": 0, "new_a_day@two": 0}, 10, 0),
        ({"reviews_a_day@one": 2}, 7, 10),  # a backlog of one deck holds back its own
        ({"reviews_a_day@one": 2, "reviews_a_day": 6}, 6, 0),
        ({"reviews_a_day@one": 2, "reviews_a_day@two": 1}, 3, 0),
        ({"new_a_day@one": 3, "new_a_day@two": None}, 10, 13),
    ],
)
def test_a_decks_own_limits_hold_within_those_of_all(
    tmp_path: Path, settings: dict[str, float | None], due: int, new: int
) -> None:
    """Counted at home and asked in a sitting, also after some of it was done."""
    scene = Scene(tmp_path)
    folder = scene.places.data / "decks"
    folder.mkdir(parents=True)
    for name in ("one", "two"):
        text = "\n".join(f"Q: {name} {n}\nA: a\n:id: c{n}\n" for n in range(15))
        (folder / f"{name}.md").write_text(text, "utf-8")
    store = scene.open()
    before = START - timedelta(days=30)
    for name in ("one", "two"):
        store.record(DeckState(name, started=True, hidden=False), at=before)
        for n in range(5):
            act = msgspec.structs.replace(review(f"{name}/c{n}", 4, before), deck=name)
            store.record(act, at=before)
    for key, value in settings.items():
        store.record(Setting(key, value), at=START)
    workspace = Workspace(store, lambda _: find_decks(folder), lambda: START)
    now = workspace.moment(START)
    sitting = Sitting(workspace, ["one", "two"], seed=1)
    while True:
        today = workspace.today(workspace.standings(now), now)
        assert (today.due, today.new) == (due, new)
        left = Sitting(workspace, ["one", "two"], seed=1).left
        assert (left.due, left.new) == (due, new)
        if not sitting.question:
            break
        due -= sitting.memory is not None
        new -= sitting.memory is None
        sitting.answer("")
        sitting.grade(Grade.EASY)
    workspace.close()
    kept = glance(find_decks(folder), scene.open(), now)
    assert kept
    assert kept.today == today
    assert list(kept.standings) == workspace.standings(now)
