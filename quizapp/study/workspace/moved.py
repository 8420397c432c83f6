"""What a sitting or a quiz has changed: cards that are known now, or no longer."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.model import Memory
from quizapp.study.scores import Sentence, short_sentence

if TYPE_CHECKING:
    from quizapp.study.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Moved:
    """The state of the cards of some decks after some of them were asked."""

    cards: int
    """All cards of the decks, without the suspended ones."""
    known: int
    learning: int
    learned: tuple[str, ...]
    """The keys of the cards that are known now and were not before."""
    lost: tuple[str, ...]
    """Those that were known before and are not now."""
    firmer: tuple[str, ...]
    """Those that were known and will now last longer."""
    recovered: str = ""
    """The key of the card most often forgotten, of those that were right every time."""
    lapses: int = 0
    """How often the recovered card had been forgotten."""

    @property
    def known_before(self) -> int:
        """How many cards were known before."""
        return self.known - self.gained

    @property
    def gained(self) -> int:
        """How many more are known than before; negative if fewer."""
        return len(self.learned) - len(self.lost)

    @property
    def sentence(self) -> Sentence:
        """What is known now, in a sentence."""
        return short_sentence(self.known, self.learning, self.cards, self.gained)


ENOUGH_LAPSES = 2
"""A card that was forgotten this many times is worth a cheer when it is right."""


def moved(
    workspace: Workspace,
    names: Iterable[str],
    before: Mapping[str, Memory | None],
    missed: Iterable[str] = (),
) -> Moved:
    """What has changed in these decks since the cards that were asked had the memories
    `before`, by key; `missed` are the keys of those that were missed."""
    memories = workspace.memories
    tallies = [workspace.tally(name) for name in names if name in workspace.decks]
    known = sum(each.young + each.mature for each in tallies)
    total = sum(each.cards - each.suspended for each in tallies)
    was_known, now_known = (
        _known(before),
        _known({key: memories.get(key) for key in before}),
    )
    lapses, recovered = _most_forgotten(before, set(missed))
    return Moved(
        cards=total,
        known=known,
        learning=total - known - sum(each.new for each in tallies),
        learned=tuple(key for key in now_known if key not in was_known),
        lost=tuple(key for key in was_known if key not in now_known),
        firmer=tuple(
            key
            for key, was in was_known.items()
            if key in now_known and now_known[key].stability > was.stability
        ),
        recovered=recovered,
        lapses=lapses,
    )


def _known(memories: Mapping[str, Memory | None]) -> Mapping[str, Memory]:
    """The memories of cards that are known."""
    return {key: each for key, each in memories.items() if each and each.is_known}


def _most_forgotten(
    before: Mapping[str, Memory | None], missed: Container[str]
) -> tuple[int, str]:
    """How often the card most often forgotten had been, of those that were not missed
    now, and its key; `0, ""` when none was worth a cheer."""
    right = [
        (was.lapses, key) for key, was in before.items() if was and key not in missed
    ]
    lapses, key = max(right, default=(0, ""))
    return (lapses, key) if lapses >= ENOUGH_LAPSES else (0, "")
