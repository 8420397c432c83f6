"""Pairs cards that are gone with new cards, if they are the same card.

`same_text` pairs cards with equal texts. `alike` pairs the most similar cards, one to
one, and only if no other card is about as similar. Candidates are found by the words
that they share, so the time grows with the number of words, not of pairs.
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
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from quizapp.cards.identity.likeness import likeness, words_of
from quizapp.model import RULES, CardSeen, Rules

MIN_MARGIN = 0.06
"""A pair must be this much more similar than the next best."""
CLEARLY_SAME = 0.95
"""Cards at least this similar are the same even if one was gone for long."""
MAX_CANDIDATES = 8
"""Each card that is gone is compared with this many others, which share most words."""
MAX_CARDS_PER_WORD = 60
"""A word in more cards is not used to find candidates."""

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Pair(NamedTuple):
    """A card as it was and as it is now."""

    was: CardSeen
    now: CardSeen


class Unclear(Struct, frozen=True):
    """A card that is gone, and the cards that it may be now; the learner decides."""

    was: CardSeen
    now: tuple[CardSeen, ...]
    """The most similar first."""

    def without(self, taken: CardSeen | None) -> Unclear:
        """The question without the choice `taken`, which is another card."""
        return replace(self, now=tuple(card for card in self.now if card != taken))


class _LikePair(NamedTuple):
    score: float
    is_sure: bool
    was: CardSeen
    now: CardSeen


def match(
    gone: Sequence[CardSeen], come: Sequence[CardSeen], rules: Mapping[str, Rules]
) -> tuple[Sequence[Pair], Sequence[Unclear]]:
    """Pair cards by text, then by likeness; return pairs and unclear cards."""
    same = list(same_text(gone, come))
    taken = {card.card for pair in same for card in pair}
    more, unclear = alike(_without(gone, taken), _without(come, taken), rules)
    return [*same, *more], unclear


def text_of(card: CardSeen) -> tuple[str, str, str]:
    """Everything that a card says, apart from its key."""
    return card.form, card.prompt, card.answer


def same_text(gone: Iterable[CardSeen], come: Iterable[CardSeen]) -> Iterator[Pair]:
    """Pair cards with equal texts, in any deck.

    If several cards have a text, they are paired in the order of their `:id:` or blank;
    if more are gone than new, the first ones are paired.
    """
    after = _grouped(come, text_of)
    before = _grouped((card for card in gone if text_of(card) in after), text_of)
    for text, cards in before.items():
        others = after[text]
        kept = sorted(cards[: len(others)], key=_order)
        yield from map(Pair, kept, sorted(others, key=_order))


def alike(
    gone: Sequence[CardSeen],
    come: Sequence[CardSeen],
    rules: Mapping[str, Rules],
    long_gone: Container[str] = (),
) -> tuple[Sequence[Pair], Sequence[Unclear]]:
    """Pair cards that were reworded; return pairs and unclear cards.

    `rules` are the rules of all decks by id. A card may be reworded in its own deck, in
    any deck if its own no longer exists, or with the same `:id:`. `long_gone` are the
    keys of cards that were already gone before: unless hardly anything differs, the
    learner is asked, and only about clear cases.
    """
    found = sorted(
        _likenesses(gone, come, rules, long_gone), key=lambda pair: -pair.score
    )
    by_was = _grouped(found, lambda pair: pair.was.card)
    by_now = _grouped(found, lambda pair: pair.now.card)
    pairs: list[Pair] = []
    taken: set[str] = set()

    def is_open(pair: _LikePair) -> bool:
        return pair.was.card not in taken and pair.now.card not in taken

    for pair in found:
        if not pair.is_sure or not is_open(pair):
            continue
        others = (*by_was[pair.was.card], *by_now[pair.now.card])
        least = pair.score - MIN_MARGIN
        if not any(o.score > least and o is not pair and is_open(o) for o in others):
            pairs.append(Pair(pair.was, pair.now))
            taken |= {pair.was.card, pair.now.card}
    left = (
        Unclear(group[0].was, tuple(pair.now for pair in group if is_open(pair)))
        for group in by_was.values()
    )
    return pairs, [question for question in left if question.now]


def _likenesses(
    gone: Sequence[CardSeen],
    come: Sequence[CardSeen],
    rules: Mapping[str, Rules],
    long_gone: Container[str],
) -> Iterator[_LikePair]:
    for was, now in _candidates(gone, come, rules):
        found = likeness(was, now, rules.get(now.deck, RULES).language)
        if found and (found.is_sure or was.card not in long_gone):
            is_back = was.card not in long_gone or found.score >= CLEARLY_SAME
            yield _LikePair(found.score, found.is_sure and is_back, was, now)


def _candidates(
    gone: Sequence[CardSeen], come: Sequence[CardSeen], rules: Mapping[str, Rules]
) -> Iterator[Pair]:
    """Pairs that share words, in decks that allow them to be the same card."""
    if not gone or not come:
        return
    having: dict[str, list[int]] = defaultdict(list)
    for place, card in enumerate(come):
        for word in _words(card, rules):
            places = having[word]
            if len(places) <= MAX_CARDS_PER_WORD:
                places.append(place)
    for was in gone:
        shared: Counter[int] = Counter()
        for word in _words(was, rules):
            places = having.get(word, [])
            if len(places) <= MAX_CARDS_PER_WORD:
                shared.update(places)
        tried = most = 0
        for place, count in shared.most_common():
            now = come[place]
            if tried == MAX_CANDIDATES or 2 * count < most:
                break
            is_elsewhere = now.deck != was.deck and was.deck in rules
            if not is_elsewhere or _have_same_id(was, now):
                tried, most = tried + 1, most or count
                yield Pair(was, now)


def _have_same_id(was: CardSeen, now: CardSeen) -> bool:
    """Whether both have the same `:id:` in their decks."""
    id_ = was.card.removeprefix(f"{was.deck}/")
    return id_ != was.card and f"{now.deck}/{id_}" == now.card


def _words(card: CardSeen, rules: Mapping[str, Rules]) -> set[str]:
    """The keys for finding a card: its words, its whole question, its whole answer."""
    language = rules.get(card.deck, RULES).language
    asked, answered = words_of(card.prompt, language), words_of(card.answer, language)
    return {*asked, *answered, f"Q {' '.join(asked)}", f"A {' '.join(answered)}"}


def _grouped(cards: Iterable[T], of: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for card in cards:
        groups[of(card)].append(card)
    return groups


def _without(cards: Iterable[CardSeen], taken: Container[str]) -> list[CardSeen]:
    return [card for card in cards if card.card not in taken]


def _order(card: CardSeen) -> tuple[str, str]:
    """Sorts cards by `:id:`, or by the blank of a text."""
    return card.card.rpartition("/")[2], card.card
