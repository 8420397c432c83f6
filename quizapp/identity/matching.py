"""Cards that have gone, and cards that have come: which of them are the same.

First what has the same text under another key, then what is most alike; one to one, and
only when no other is about as much alike. Candidates are looked for by the words they
share, so that thousands of cards cost no more than the words they are made of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, replace
from typing import TypeVar

from quizapp.identity.likeness import likeness, words_of
from quizapp.model import CardSeen

T = TypeVar("T")
K = TypeVar("K")
MARGIN = 0.06
"""How much more alike a card must be than the next one."""
RETURNED = 0.95
"""Likeness from which on a card that had long been gone is back."""
CANDIDATES = 8
"""Cards that are compared with one that has gone: those with most of its words."""
COMMON = 60
"""Cards from which on a word that they share tells nothing."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A card that has gone, and those that it may be now: somebody must say."""

    was: CardSeen
    now: tuple[CardSeen, ...]
    """The likeliest first."""

    def without(self, taken: CardSeen | None) -> Unclear:
        """The same, when one of them is another card."""
        return replace(self, now=tuple(each for each in self.now if each != taken))


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of cards that have gone."""

    same: tuple[tuple[CardSeen, CardSeen], ...] = ()
    """Each with the card that it is now."""
    unclear: tuple[Unclear, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    is_sure: bool
    was: CardSeen
    now: CardSeen


def match(
    gone: Sequence[CardSeen],
    come: Sequence[CardSeen],
    decks: Collection[str],
    *,
    old: Container[str] = (),
    away: Container[str] = (),
    faded: Container[str] = (),
) -> Matching:
    """Match cards that have gone with cards that have come.

    `decks` are the ids of the decks there are: a card may be reworded in its own, or in
    any when its own is there no more; with the same text, or reworded with the same
    `:id:`, it may have moved anywhere.
    `old` are keys of cards that may have been there before: they are the same by their
    text alone. `away` are keys of cards that have been gone for a while: unless hardly
    anything differs, somebody must say whether they are what has come. `faded` are
    those that have long been gone: of them that is not even asked.
    """
    same = list(_same_text(gone, come))
    taken = {card.card for pair in same for card in pair}
    left = [card for card in gone if card.card not in taken]
    new = [c for c in come if c.card not in taken and c.card not in old]
    pairs: list[_Pair] = []
    for pair in _alike(left, new, decks):
        is_back = pair.is_sure and pair.score >= RETURNED
        if is_back or pair.was.card not in faded:
            is_asked = pair.was.card in away and not is_back
            pairs.append(replace(pair, is_sure=False) if is_asked else pair)
    pairs.sort(key=lambda pair: -pair.score)
    of_gone, of_come = _by(pairs, _was), _by(pairs, _now)
    unclear: dict[str, Unclear] = {}
    for pair in pairs:
        if pair.was.card in taken or pair.now.card in taken:
            continue
        rivals = [
            rival
            for rival in (*of_gone[pair.was.card], *of_come[pair.now.card])
            if rival is not pair
            and rival.was.card not in taken
            and rival.now.card not in taken
            and rival.score > pair.score - MARGIN
        ]
        if pair.is_sure and not rivals:
            same.append((pair.was, pair.now))
            taken |= {pair.was.card, pair.now.card}
    for pair in pairs:
        if pair.was.card not in taken and pair.was.card not in unclear:
            others = [
                rival.now
                for rival in of_gone[pair.was.card]
                if rival.now.card not in taken
            ]
            if others:
                unclear[pair.was.card] = Unclear(pair.was, tuple(others))
    return Matching(tuple(same), tuple(unclear.values()))


def _same_text(
    gone: Iterable[CardSeen], come: Iterable[CardSeen]
) -> Iterator[tuple[CardSeen, CardSeen]]:
    """Cards of the same text, where it stands as often among the one as the other."""
    before, after = _by(gone, _text), _by(come, _text)
    for text, cards in before.items():
        others = after.get(text, ())
        if len(cards) == len(others) and text[2]:
            yield from zip(
                sorted(cards, key=_order), sorted(others, key=_order), strict=True
            )


def _alike(
    gone: Sequence[CardSeen], come: Sequence[CardSeen], decks: Collection[str]
) -> Iterator[_Pair]:
    if not gone or not come:
        return
    having: dict[str, list[int]] = defaultdict(list)
    for place, card in enumerate(come):
        for word in _words(card):
            having[word].append(place)
    for was in gone:
        shared: Counter[int] = Counter()
        for word in _words(was):
            places = having.get(word, ())
            if len(places) <= COMMON:
                shared.update(places)
        tried = 0
        for place, _ in shared.most_common():
            now = come[place]
            is_elsewhere = now.deck != was.deck and was.deck in decks
            if is_elsewhere and not _have_same_id(was, now):
                continue
            tried += 1
            told = likeness(was, now)
            if told:
                yield _Pair(told.score, told.is_sure, was, now)
            if tried == CANDIDATES:
                break


def _have_same_id(was: CardSeen, now: CardSeen) -> bool:
    """Whether both have the same `:id:`, each in its deck."""
    id_ = was.card.removeprefix(f"{was.deck}/")
    return id_ != was.card and f"{now.deck}/{id_}" == now.card


def _words(card: CardSeen) -> set[str]:
    """What a card is looked for by: its words, its whole question, its whole answer."""
    asked, answered = words_of(card.prompt), words_of(card.answer)
    return {*asked, *answered, f"Q {' '.join(asked)}", f"A {' '.join(answered)}"}


def _by(cards: Iterable[T], of: Callable[[T], K]) -> Mapping[K, list[T]]:
    told: dict[K, list[T]] = defaultdict(list)
    for card in cards:
        told[of(card)].append(card)
    return told


def _text(card: CardSeen) -> tuple[str, str, str]:
    return card.kind, card.prompt, card.answer


def _order(card: CardSeen) -> str:
    """The end of a key: which of the blanks of one text it is."""
    return card.card.rpartition("/")[2]


def _was(pair: _Pair) -> str:
    return pair.was.card


def _now(pair: _Pair) -> str:
    return pair.now.card
