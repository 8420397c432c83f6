"""Two years of answers to three decks, made up, for scores to be counted from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from quizapp.model import (
    DrawnQuestion,
    Event,
    Grade,
    Kind,
    Mode,
    QuizBegun,
    QuizEnded,
    QuizPlan,
    Review,
    Sureness,
)
from quizapp.progress.store import Store
from quizapp.study.scores import Figures, Span
from quizapp.study.workspace.scored import scored
from tests.world import START, World, review

BEGUN = datetime(2024, 11, 24, 9, tzinfo=UTC)
ZONES = (UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=9)))
DECKS = ("one", "two", "three")


def write_decks(world: World) -> None:
    """Three decks of thirty cards in topics of ten."""
    for name in DECKS:
        text = "\n".join(
            f"{f'# {name} topic {n // 10}' if n % 10 == 0 else ''}\n\n"
            f"Q: {name} {n}?\nA: {name}{n}\n:id: c{n}\n:source: {n % 5}\n"
            for n in range(30)
        )
        world.write(name, text)


class TwoYears(World):
    """Two years of three decks on two machines, made up."""

    def __init__(self, folder: Path, seed: int = 1, begun: datetime = BEGUN) -> None:
        super().__init__(folder)
        write_decks(self)
        rng = Random(seed)
        stores = [self.store(), self.device("other").store()]
        events: list[Event] = []
        at = begun
        quizzes = 0
        while at < START - timedelta(hours=2):
            if rng.random() < 0.15:
                at += timedelta(days=rng.randrange(1, 9))
            at += timedelta(hours=rng.choice([1, 5, 14, 24]))
            here = at.astimezone(rng.choice(ZONES))
            store = rng.choice(stores)
            store.refresh()
            reviews: list[Review] = []
            undone: list[int] = []
            for _ in range(rng.randrange(1, 12)):
                here += timedelta(seconds=rng.randrange(5, 60))
                reviews.append(self._review(rng, here))
                count = len(events) + len(reviews)
                if rng.random() < 0.04:
                    undone.append(rng.choice(range(count)[-20:]))
            events += store.record_all(reviews, at=here)
            for number in undone:
                store.undo(events[number], at=here)
            if rng.random() < 0.08:
                self._quiz(rng, store, here, quizzes)
                quizzes += 1
        self.quizzes = quizzes
        for store in stores:
            store.close()

    def told(self, deck: str = "", span: Span = Span.ALL) -> Figures:
        """The scores, of a deck or of all."""
        return scored(self.workspace(), self.moment(), deck, span)

    def _review(self, rng: Random, at: datetime, **more: Any) -> Review:
        deck, number = rng.choice(DECKS), rng.randrange(30)
        told: dict[str, Any] = {
            "card": f"{deck}/c{number}",
            "deck": deck,
            "topic": f"{deck} topic {number // 10}",
            "grade": rng.choice([Grade.AGAIN, *[Grade.GOOD] * 7, Grade.EASY]),
            "spent": rng.randrange(1000, 60_000),
            "sure": rng.choice([None, None, *Sureness]),
        }
        return review(at=at, **{**told, **more})

    def _quiz(self, rng: Random, store: Store, at: datetime, number: int) -> None:
        deck = rng.choice(DECKS)
        mode = rng.choice([Mode.EXAM, Mode.PRACTICE, Mode.PRETEST])
        drawn = tuple(
            DrawnQuestion(f"{deck}/c{n}", deck, f"{deck} topic {n // 10}", Kind.TYPE)
            for n in rng.sample(range(30), 4)
        )
        quiz = store.record(QuizBegun(QuizPlan((deck,), 4, mode), drawn), at=at).key
        shares = tuple(rng.choice([0.0, 0.5, 1.0]) for _ in drawn)
        reviews = [
            self._review(
                rng,
                at,
                card=each.card,
                deck=deck,
                quiz=quiz,
                chance=0.25,
                sure=None,
                grade=Grade.GOOD if share == 1 else Grade.AGAIN,
            )
            for each, share in zip(drawn, shares, strict=True)
            if mode is not Mode.PRETEST
        ]
        day = (at - timedelta(hours=4)).date()
        end = QuizEnded(quiz, 1000 * number, day, shares)
        if rng.random() < 0.9:
            store.record(*reviews, end, at=at)
