"""SIGKILL while facts are written: the facts file holds all that was acknowledged, and
its deck can be made of it."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from random import Random

from quizapp.cards.facts.writer import FactDraft, MarkedAnswer
from quizapp.cards.format.reader import read_deck
from quizapp.decks.articles.facts_file import FactsFile, remake_older_decks
from tests.faults.kills import Ack, killed
from tests.world import World

LONGEST = 0.2
"""Seconds until the kill, at most."""


def kill_facts(times: int, seed: int = 0) -> int:
    """Kill a process this many times as it writes facts; how many changes it had
    acknowledged. Raises `AssertionError` if one of them is lost."""
    rng, count = Random(seed), 0
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder:
            at = World(Path(folder))
            work = partial(_write, seed=number)
            acked = len(killed(work, at, rng.uniform(0, LONGEST)))
            states = _write(World(Path(folder, "whole")), None, seed=number, end=acked)
            file = _file(at)
            assert file.text in states[-2:], (number, acked)
            assert remake_older_decks(at.paths.data, at.paths.trash) == []
            answers = {
                draft.statement[a.start : a.end]
                for draft in file.drafts
                for a in draft.answers
            }
            if answers:
                deck = read_deck(file.deck_path.read_bytes(), "peru")
                assert {card.answer for card in deck.cards} == answers
            assert not at.paths.trash.exists()
            count += acked
    return count


def _file(at: World) -> FactsFile:
    decks = at.paths.decks
    return FactsFile(decks / "peru.facts.md", at.paths.trash)


def _write(at: World, ack: Ack | None, *, seed: int, end: int = 10_000) -> list[str]:
    """Add, change and remove facts; the texts before and after change `end`, and after
    the next one."""
    rng, file = Random(seed), _file(at)
    ids: list[str] = []
    states = [file.text]
    for number in range(end + 1):
        if ids and rng.random() < 0.2:
            file.remove(ids.pop(rng.randrange(len(ids))))
        else:
            id_ = rng.choice(ids) if ids and rng.random() < 0.3 else ""
            said = f"Fact {number} is Lima{number}."
            marks = (MarkedAnswer(len(said) - 5 - len(str(number)), len(said) - 1),)
            place = f"{rng.randrange(1, 9)}.{rng.randrange(1, 9)}"
            new = file.put(FactDraft(place, said, said, marks, id=id_))
            if not id_:
                ids.append(new)
        states.append(file.text)
        if rng.random() < 0.5:
            file.make_deck()
        if ack:
            ack(str(number))
    return states[-2:]
