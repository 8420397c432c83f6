"""Pairs cards that have gone with cards that have come: which of them are the same.

`same_text` pairs cards of one text under two keys, `alike` those that are most alike,
one to one, and only when no other is about as much alike. Candidates are found by the
words they share, so thousands of cards cost no more than their words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import (
    Callable,
    Container,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from quizapp.cards.identity.likeness import likeness, words_of
from quizapp.model import RULES, CardSeen, Rules

MARGIN = 0.06
"""How much more alike than the next one a card must be."""
RETURNED = 0.95
"""Cards at least this alike are the same even if one has long been gone."""
CANDIDATES = 8
"""How many cards are compared with one that has gone: those with most of its words."""
COMMON = 60
"""A word that more cards than this share tells nothing."""

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Pair(NamedTuple):
    """One card, as it was and as it is now."""

    was: CardSeen
    now: CardSeen


@dataclass(frozen=True, slots=True)
class Unclear:
    """A card that has gone, and those that it may be now: the learner must say."""

    was: CardSeen
    now: tuple[CardSeen, ...]
    """The likeliest first."""

    def without(self, taken: CardSeen | None) -> Unclear:
        """The same question once `taken` is known to be another card."""
        return replace(self, now=tuple(each for each in self.now if each != taken))


class _Alike(NamedTuple):
    score: float
    is_sure: bool
    was: CardSeen
    now: CardSeen


def match(
    gone: Sequence[CardSeen], come: Sequence[CardSeen], rules: Mapping[str, Rules]
) -> tuple[Sequence[Pair], Sequence[Unclear]]:
    """Pair cards by their text, then by likeness; see `same_text` and `alike`."""
    same = list(same_text(gone, come))
    taken = {card.card for pair in same for card in pair}
    more, unclear = alike(_without(gone, taken), _without(come, taken), rules)
    return [*same, *more], unclear


def text_of(card: CardSeen) -> tuple[str, str, str]:
    """What a card says, whatever its key."""
    return card.form, card.prompt, card.answer


def same_text(gone: Iterable[CardSeen], come: Iterable[CardSeen]) -> Iterator[Pair]:
    """Cards of the same text, wherever they are.

    Where several have it they are paired in the order of their `:id:` or blank; if more
    have gone than come, the first ones are.
    """
    after = _by(come, text_of)
    before = _by((card for card in gone if text_of(card) in after), text_of)
    for text, cards in before.items():
        others = after[text]
        kept = sorted(cards[: len(others)], key=_order)
        yield from map(Pair, kept, sorted(others, key=_order))


def alike(
    gone: Sequence[CardSeen],
    come: Sequence[CardSeen],
    rules: Mapping[str, Rules],
    away: Container[str] = (),
) -> tuple[Sequence[Pair], Sequence[Unclear]]:
    """Cards that were reworded, and those of which the learner must say whether.

    `rules` are those of the decks there are, by their ids: a card may be reworded in
    its own deck, or in any when its own is no longer there, or with the same `:id:`.
    `away` are the keys of cards that had been gone before: unless hardly anything
    differs, the learner is asked, and only about a clear likeness.
    """
    found = sorted(_likenesses(gone, come, rules, away), key=lambda each: -each.score)
    of_was, of_now = _by(found, lambda e: e.was.card), _by(found, lambda e: e.now.card)
    pairs: list[Pair] = []
    taken: set[str] = set()

    def is_open(each: _Alike) -> bool:
        return each.was.card not in taken and each.now.card not in taken

    for each in found:
        if not each.is_sure or not is_open(each):
            continue
        rivals = (*of_was[each.was.card], *of_now[each.now.card])
        least = each.score - MARGIN
        if not any(r.score > least and r is not each and is_open(r) for r in rivals):
            pairs.append(Pair(each.was, each.now))
            taken |= {each.was.card, each.now.card}
    left = (
        Unclear(each[0].was, tuple(one.now for one in each if is_open(one)))
        for each in of_was.values()
    )
    return pairs, [each for each in left if each.now]


def _likenesses(
    gone: Sequence[CardSeen],
    come: Sequence[CardSeen],
    rules: Mapping[str, Rules],
    away: Container[str],
) -> Iterator[_Alike]:
    for was, now in _candidates(gone, come, rules):
        found = likeness(was, now, rules.get(now.deck, RULES).language)
        if found and (found.is_sure or was.card not in away):
            is_back = was.card not in away or found.score >= RETURNED
            yield _Alike(found.score, found.is_sure and is_back, was, now)


def _candidates(
    gone: Sequence[CardSeen], come: Sequence[CardSeen], rules: Mapping[str, Rules]
) -> Iterator[Pair]:
    """Pairs that share words, and may be one card by their decks."""
    if not gone or not come:
        return
    having: dict[str, list[int]] = defaultdict(list)
    for place, card in enumerate(come):
        for word in _words(card, rules):
            places = having[word]
            if len(places) <= COMMON:
                places.append(place)
    for was in gone:
        shared: Counter[int] = Counter()
        for word in _words(was, rules):
            places = having.get(word, [])
            if len(places) <= COMMON:
                shared.update(places)
        tried = most = 0
        for place, count in shared.most_common():
            now = come[place]
            if tried == CANDIDATES or 2 * count < most:
                break
            is_elsewhere = now.deck != was.deck and was.deck in rules
            if not is_elsewhere or _have_same_id(was, now):
                tried, most = tried + 1, most or count
                yield Pair(was, now)


def _have_same_id(was: CardSeen, now: CardSeen) -> bool:
    """Whether both have the same `:id:`, each in its deck."""
    id_ = was.card.removeprefix(f"{was.deck}/")
    return id_ != was.card and f"{now.deck}/{id_}" == now.card


def _words(card: CardSeen, rules: Mapping[str, Rules]) -> set[str]:
    """What finds a card: its words, its whole question, its whole answer."""
    language = rules.get(card.deck, RULES).language
    asked, answered = words_of(card.prompt, language), words_of(card.answer, language)
    return {*asked, *answered, f"Q {' '.join(asked)}", f"A {' '.join(answered)}"}


def _by(cards: Iterable[T], of: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for card in cards:
        groups[of(card)].append(card)
    return groups


def _without(cards: Iterable[CardSeen], taken: Container[str]) -> list[CardSeen]:
    return [card for card in cards if card.card not in taken]


def _order(card: CardSeen) -> tuple[str, str]:
    """By its `:id:`, or by which of the blanks of one text it is."""
    return card.card.rpartition("/")[2], card.card
