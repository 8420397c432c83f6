"""Hundreds of edits of a deck: nobody loses a card, and no card gets another's."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.cards.identity import Changes, Unclear
from quizapp.model import CardSeen, Review
from tests.cards.identity.edits import Person
from tests.world import World

KEPT = 0.98
ASKED = 0.1
"""Of the edits, how many may need a word of the person."""


class Learner(World):
    """Reviews each card of a person's decks once, and remembers which it was."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder)
        self.rng = random.Random(seed)
        self.person = Person(self.paths.decks, self.rng)
        self.person.begin()
        self.asked = 0
        self.open = self.workspace()
        self.reviewed: dict[str, str] = {}
        """The key under which each card was reviewed, by its number."""
        self.open.reconcile()
        self.learn()

    @property
    def learned(self) -> set[str]:
        """The numbers of the cards that were reviewed."""
        return set(self.reviewed)

    def card_keys(self) -> dict[str, str]:
        """The number of each card with the key that it has now."""
        told: dict[str, str] = {}
        for name, deck in self.open.decks.items():
            path = deck.path
            assert path
            assert not deck.errors, deck.errors
            where = path.relative_to(self.paths.decks).as_posix()
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
        for number, key in self.card_keys().items():
            if number not in self.reviewed:
                self.reviewed[number] = key
                self.review(self.open, key, given=number)

    def notice(self) -> list[str]:
        """The program sees what was edited: while it runs, or when it starts."""
        self.now += timedelta(hours=1)
        if self.rng.random() < 0.5:
            fresh = self.open.look()
            changes = self.open.take(fresh) if fresh else Changes()
            assert changes is not None
        else:
            self.open.close()
            self.open = self.workspace()
            changes = self.open.reconcile()
        while self.open.unclear:
            self.asked += 1
            self.open.decide(self.say(self.open.unclear[0]))
        return changes.lines()

    def say(self, told: Unclear) -> CardSeen | None:
        """What a person says of a card that is unclear."""
        numbers = {key: number for number, key in self.card_keys().items()}
        current = self.open.store.current
        mine = {n for n, key in self.reviewed.items() if current(key) == told.was.card}
        for now in told.now:
            if numbers[now.card] in mine:
                return now
        return None

    def whose(self, key: str) -> set[str]:
        """The numbers that were given as answers to the card of this key."""
        events = self.open.store.history(key)
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
        current = learner.open.store.current
        keys = learner.card_keys()
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
    keys = learner.card_keys()
    for number in learner.learned & keys.keys() - lost.keys():
        assert learner.whose(keys[number]) == {number}
    assert len(lost) <= (1 - KEPT) * len(learner.learned), lost
    assert len(learner.learned) > learned
    assert learner.asked <= ASKED * edits
