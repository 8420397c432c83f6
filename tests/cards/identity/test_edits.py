"""Hundreds of edits of a deck: nobody loses a card, and no card gets another's."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.cards.identity import Changes, Unclear
from quizapp.decks.library.deck_files import find_decks
from quizapp.model import CardSeen, Grade, Kind, Mark, Review
from quizapp.progress.store import Store
from quizapp.study.workspace import Workspace
from quizapp.study.workspace.reviews import seen_of
from tests.cards.identity.edits import Person

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
KEPT = 0.98
ASKED = 0.1
"""Of the edits, how many may need a word of the person."""


class Learner:
    """Reviews each card of a person's decks once, and remembers which it was."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.home = folder
        self.rng = random.Random(seed)
        self.person = Person(folder / "decks", self.rng)
        self.person.begin()
        self.at = START
        self.asked = 0
        self.workspace = self.opened()
        self.reviewed: dict[str, str] = {}
        """The key under which each card was reviewed, by its number."""
        self.workspace.reconcile()
        self.learn()

    def opened(self) -> Workspace:
        store = Store.open(
            data=self.home / "library",
            machine=self.home / "machine",
            cache=self.home / "cache",
            user="me",
        )
        return Workspace(
            store, lambda _: find_decks(self.home / "decks"), lambda: self.at
        )

    @property
    def learned(self) -> set[str]:
        """The numbers of the cards that were reviewed."""
        return set(self.reviewed)

    def keys(self) -> dict[str, str]:
        """The number of each card with the key that it has now."""
        told: dict[str, str] = {}
        for name, deck in self.workspace.decks.items():
            path = deck.path
            assert path
            assert not deck.errors, deck.errors
            where = path.relative_to(self.home / "decks").as_posix()
            cards = self.person.decks[where]
            numbers = [number for each in cards for number in each.numbers]
            assert len(numbers) == len(deck.cards), name
            told |= {
                number: card.key
                for number, card in zip(numbers, deck.cards, strict=True)
            }
        return told

    def learn(self) -> None:
        """Review what was never reviewed; the answer given is the card's number."""
        for number, key in self.keys().items():
            if number not in self.reviewed:
                self.reviewed[number] = key
                found = self.workspace.find(key)
                assert found
                review = Review(
                    card=key,
                    deck=found[1].deck,
                    topic="",
                    asked=Kind.FLIP,
                    given=number,
                    mark=Mark.RIGHT,
                    grade=Grade.GOOD,
                    day=self.at.date(),
                    spent=1,
                )
                self.workspace.store.record(
                    review, at=self.at, seen=seen_of(key, found[1])
                )

    def notice(self) -> list[str]:
        """The program sees what was edited: while it runs, or when it starts."""
        self.at += timedelta(hours=1)
        if self.rng.random() < 0.5:
            fresh = self.workspace.look()
            changes = self.workspace.take(fresh) if fresh else Changes()
            assert changes is not None
        else:
            self.workspace.close()
            self.workspace = self.opened()
            changes = self.workspace.reconcile()
        while self.workspace.unclear:
            self.asked += 1
            self.workspace.decide(self.say(self.workspace.unclear[0]))
        return changes.lines()

    def say(self, told: Unclear) -> CardSeen | None:
        """What a person says of a card that is unclear."""
        numbers = {key: number for number, key in self.keys().items()}
        current = self.workspace.store.current
        mine = {n for n, key in self.reviewed.items() if current(key) == told.was.card}
        for now in told.now:
            if numbers[now.card] in mine:
                return now
        return None

    def whose(self, key: str) -> set[str]:
        """The numbers that were given as answers to the card of this key."""
        events = self.workspace.store.history(key)
        return {each.act.given for each in events if isinstance(each.act, Review)}


@pytest.mark.parametrize(
    ("seed", "edits", "learned"),
    [
        (0, 80, 60),
        *(pytest.param(seed, 500, 200, marks=pytest.mark.slow) for seed in (0, 14)),
    ],
)
def test_progress_is_kept_through_edits(
    tmp_path: Path, seed: int, edits: int, learned: int
) -> None:
    learner = Learner(tmp_path, seed)
    lost: dict[str, str] = {}
    for _ in range(edits):
        known = set(learner.learned)
        kind = learner.person.edit()
        learner.notice()
        current = learner.workspace.store.current
        keys = learner.keys()
        theirs = Counter(current(learner.reviewed[number]) for number in known)
        for number in known & keys.keys():
            key = keys[number]
            if current(learner.reviewed[number]) != key or theirs[key] > 1:
                told = learner.whose(key)
                assert told <= {number}, (kind, number, key)
                if not told:
                    lost.setdefault(number, kind)
        if learner.rng.random() < 0.1:
            learner.learn()
    keys = learner.keys()
    for number in learner.learned & keys.keys() - lost.keys():
        assert learner.whose(keys[number]) == {number}
    assert len(lost) <= (1 - KEPT) * len(learner.learned), lost
    assert len(learner.learned) > learned
    assert learner.asked <= ASKED * edits
