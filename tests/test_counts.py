"""Counts that were kept: the same as counted, or of no use."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.decks.library.deck_files import find_decks
from quizapp.progress.store import Store
from quizapp.schedule import study_day
from quizapp.study.workspace import (
    Glance,
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
