"""A life with every kind of event, on three devices that share a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random

from msgspec.structs import replace

from quizapp.model import (
    Accept,
    Act,
    CardSeen,
    DayTotals,
    DeckPlace,
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
from tests.world import World

BEGUN = datetime(2026, 11, 2, 9, tzinfo=UTC)
DEVICES = 3
CARDS = [f"peru/{name}" for name in ("lima", "sol", "ppk", "1821", "callao", "rimac")]
DECK = """\
---
title = "Peru"
id = "peru"
---
Q: What is the capital of Peru?
A: Lima
:id: lima

Q: What is the currency of Peru?
A: sol
:id: sol

Q: Who was president of Peru in 2016?
A: Kuczynski
:id: ppk

Q: When did Peru become independent?
A: 1821
:id: 1821

C: [Callao] is the port of Lima.
:id: callao

Q: Which river runs through Lima?
A: Rímac
:id: rimac
"""


def open_store(folder: Path, device: int = 0) -> Store:
    """The progress below `folder` as one of the devices sees it."""
    world = World(folder)
    if device:
        world = world.device(f"device{device}")
    return world.with_id(f"device{device}").store()


def live(folder: Path, seed: int, steps: int = 120) -> list[Event]:
    """Write the deck and this many events, in the order of time; each device sees what
    the others have written before."""
    World(folder).write("peru", DECK)
    rng = Random(seed)
    stores = [open_store(folder, device) for device in range(DEVICES)]
    at = BEGUN
    events: list[Event] = []
    quizzes: list[str] = []
    for kind in islice(cycle(KINDS), steps):
        at += timedelta(minutes=rng.randrange(1, 600))
        store = rng.choice(stores)
        if kind == "undo":
            events.append(store.undo(rng.choice(events), at=at))
            continue
        for act in _acts(kind, rng, at, quizzes):
            for event in store.record_all([act], at=at):
                events.append(event)
                if isinstance(act, QuizBegun):
                    quizzes.append(event.key)
    for store in stores:
        store.refresh()
        store.close()
    return events


KINDS = (
    *["review"] * 3,
    "card",
    "quiz",
    "undo",
    "suspend",
    "accept",
    "step",
    *["review"] * 3,
    "reset",
    "tag",
    "same",
    "deck",
    "setting",
    "end",
    "quiz",
)


def _acts(kind: str, rng: Random, at: datetime, quizzes: list[str]) -> Iterator[Act]:
    card = rng.choice(CARDS)
    quiz = rng.choice(quizzes) if quizzes else ""
    match kind:
        case "card":
            deck = "peru" if at.day % 3 else "chile"
            yield CardSeen(card, deck, Kind.FLIP, f"Q {rng.randrange(9)} é?", "A")
        case "suspend":
            yield Suspend(card, suspended=rng.random() < 0.5)
        case "accept":
            yield Accept(card, f"answer {rng.randrange(5)}")
        case "reset":
            yield Reset(card)
        case "tag":
            yield Tag(card, rng.choice("ab"), on=rng.random() < 0.7)
        case "same":
            old = rng.choice([f"peru/old{rng.randrange(3)}", "", rng.choice(CARDS)])
            yield Same(((card, old),))
        case "deck":
            yield DeckState("peru", started=True, hidden=rng.random() < 0.2)
            yield DeckPlace("peru", "america/peru")
        case "setting":
            yield Setting("new_a_day", float(rng.randrange(20)))
            whose = "" if at.day % 2 else "@peru"
            yield Setting(f"retention{whose}", rng.choice([0.85, 0.9]))
        case "quiz":
            drawn = tuple(
                DrawnQuestion(each, "peru", "", Kind.TYPE) for each in CARDS[:2]
            )
            yield QuizBegun(QuizPlan(("peru",), 2, seed=rng.randrange(9)), drawn)
        case "step" if quiz:
            given = rng.choice([None, "Lima"])
            yield QuizStep(quiz, rng.randrange(2), 900, 5, given, answered=True)
        case "end" if quiz:
            shares = rng.choice([(), (1.0, rng.random())])
            yield QuizEnded(quiz, 9000, _day(at).date(), shares)
        case _:
            of_quiz = bool(quiz) and rng.random() < 0.2
            yield Review(
                card,
                "peru",
                "",
                rng.choice([Kind.TYPE, Kind.CHOOSE]),
                "Lima",
                Mark.RIGHT,
                Grade(rng.randint(1, 4)),
                _day(at).date(),
                rng.randrange(60_000),
                recognition_only=rng.random() < 0.3,
                hints=rng.randrange(2),
                sure=rng.choice([None, *Sureness]),
                quiz=quiz if of_quiz else "",
                chance=0.25 if of_quiz else 0.0,
            )


def _day(at: datetime) -> datetime:
    return at - timedelta(hours=4)


def known(store: Store) -> dict[str, object]:
    """All that the events come to."""
    log = store.log()
    cards = store._projection.fold.cards
    return {
        "memories": dict(store.memories),
        "suspended": set(store.suspended),
        "tags": dict(store.tags),
        # The numbers of the files depend on the order in which they were read.
        "cards": {key: replace(each, files=[]) for key, each in cards.items()},
        "names": dict(store.renamed),
        "decks": store.decks,
        "schedule": store.schedule,
        "days": {d: told for d, told in store.days.items() if told != DayTotals()},
        "by deck": {deck: dict(rows) for deck, rows in log.days.items() if rows},
        "recalls": {
            (deck, month): [each for each in bins if each.count]
            for deck, rows in log.recalls.items()
            for month, bins in rows.items()
            if any(each.count for each in bins)
        },
        "tries": list(log.tries),
        "quiz": store.open_quiz,
    }
