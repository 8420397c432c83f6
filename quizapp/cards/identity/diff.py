"""What became of the cards when decks were edited.

A card's key comes from its `:id:`, otherwise from its text, so an edit takes keys away
and brings others. `diff` finds which cards are the same in three steps, each of which
pairs what the steps before have left: equal texts, then equal ids, then likeness.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum

from msgspec import structs

from quizapp.cards.identity.likeness import likeness
from quizapp.cards.identity.pairs import (
    Pair,
    Unclear,
    alike,
    match,
    same_text,
    text_of,
)
from quizapp.model import RULES, Act, CardSeen, DeckState, Event, Rules, Same

Cards = Mapping[str, CardSeen]
"""Cards by their keys."""
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Before:
    """What there was when the decks were last looked at."""

    decks: Mapping[str, str] = field(default_factory=dict)
    """The key of each card, with the id of its deck."""
    cards: Cards = field(default_factory=dict)
    """The cards as they were a moment ago, while the program runs."""
    gone: Set[str] = frozenset()
    """The keys of cards with progress that had already gone then."""
    unclear: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Keys that had gone, each with those that it may be now: nobody has said yet."""

    @property
    def there(self) -> Collection[str]:
        """The keys of the cards that were there; of none if nobody knows."""
        return self.cards or self.decks


@dataclass(frozen=True, slots=True)
class History:
    """What is kept of cards, whether they are still there or not."""

    cards: Cards
    """The cards as they were last recorded."""
    kept: Set[str]
    """The keys of those with progress."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """Each key that was replaced, with the key that its card has now."""
    states: Mapping[str, DeckState] = field(default_factory=dict)
    """Of the decks that were started or hidden, by their ids."""


class What(Enum):
    """What may become of a card; the value says it of a number of them."""

    REWORDED = "{} reworded, progress kept"
    REPLACED = "{} quite another under its id, progress kept (to begin anew, reset it)"
    RENAMED = "{} with another id, progress kept"
    MOVED = "{} moved here, progress kept"
    RETURNED = "{} back, with the history of before"
    ADDED = "{} added"
    RETIRED = "{} retired, the history is kept"
    REMOVED = "{} taken out, never asked"
    UNCLEAR = "{} may be another card now"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one card."""

    what: What
    card: CardSeen
    """As it is now; one that has gone as it was."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What edits of decks came to."""

    found: tuple[Change, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    """Every card of which the learner must still say what it is now."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Each old key with the one that its card goes on under, reviewed or not."""
    acts: tuple[Act, ...] = ()
    """What is to be recorded of them."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The name of each deck, by its id."""
    events: Sequence[Event] = ()
    """What was recorded; undoing it separates the cards again."""

    def lines(self) -> list[str]:
        """A sentence for each deck that changed."""
        parts: dict[str, list[str]] = {}
        counts = Counter((each.card.deck, each.what) for each in self.found)
        for what in What:
            for (deck, its_what), count in counts.items():
                if its_what is what:
                    name = self.names.get(deck, deck)
                    parts.setdefault(name, []).append(what.value.format(count))
        return [f"{name}: {'; '.join(each)}." for name, each in parts.items()]


def diff(
    before: Before,
    now: Cards,
    history: History,
    rules: Mapping[str, Rules],
    known: Mapping[str, str] = NOTHING,
    *,
    at: int,
) -> Changes:
    """Find what became of the cards that were there `before`.

    `rules` are those of the decks there are, by their ids; `known` are keys that became
    others because just that card was edited; `at` is now, in ms since the epoch.
    """
    left = _Left(before, now, history, rules)
    left.take(left.returned())
    left.take(left.known(known))
    left.take(left.same_text())
    left.take(left.same_text_elsewhere())
    left.take(left.same_key())
    if not before.there:  # nobody knows what has just come
        return left.changes((), at)
    pairs, unclear = left.alike()
    left.take(pairs)
    pairs, late = left.late(unclear)
    left.take(pairs)
    return left.changes([*unclear, *late], at)


class _Left:
    """What no step has paired yet, and the pairs that were found.

    A card whose key has another text now has both gone and come.
    """

    def __init__(
        self, before: Before, now: Cards, history: History, rules: Mapping[str, Rules]
    ) -> None:
        self.before, self.now, self.history = before, now, history
        self.rules = rules
        self.edited = {
            key: structs.replace(card, deck=now[key].deck)
            for key, card in history.cards.items()
            if key in now and _can_be_asked(card) and text_of(card) != text_of(now[key])
        }
        self.gone = {card.card: card for card in self._gone()} | self.edited
        known = history.kept | set(before.there)
        self.come = {
            key: card
            for key, card in now.items()
            if key in self.edited or (_can_be_asked(card) and key not in known)
        }
        self.pairs: list[Pair] = []

    def _gone(self) -> Iterator[CardSeen]:
        """The cards that are no longer there: first those of a moment ago."""
        before, kept = self.before, self.history.kept
        for key, card in before.cards.items():
            if key not in self.now and _can_be_asked(card):
                yield card
        for key, card in self.history.cards.items():
            if key in kept and key not in self.now and key not in before.cards:
                yield structs.replace(card, deck=before.decks.get(key, card.deck))

    def _unused(self) -> Iterator[CardSeen]:
        """The cards that were there all along and were never reviewed."""
        taken = {pair.now.card for pair in self.pairs} | self.come.keys()
        taken |= self.history.kept
        for key, card in self.now.items():
            if key not in taken and _can_be_asked(card):
                yield card

    def take(self, found: Iterable[Pair]) -> None:
        """Leave what was found out of the next steps."""
        for pair in list(found):
            self.pairs.append(pair)
            self.gone.pop(pair.was.card, None)
            self.come.pop(pair.now.card, None)

    def returned(self) -> Sequence[Pair]:
        """Cards that were reworded earlier and have their old text, or id, again."""
        now, cards = self.now, self.history.cards
        return [
            Pair(cards.get(head) or structs.replace(now[key], card=head), now[key])
            for key, head in self.history.heads.items()
            if key in now and head not in now
        ]

    def known(self, known: Mapping[str, str]) -> Sequence[Pair]:
        """Cards that were edited one by one, as the learner's editor says."""
        pairs = ((self.gone.get(old), self.come.get(new)) for old, new in known.items())
        return [Pair(was, now) for was, now in pairs if was and now]

    def same_text(self) -> Iterator[Pair]:
        """Cards whose text now stands under another key, those with progress first."""
        kept = self.history.kept
        gone = sorted(self.gone.values(), key=lambda card: card.card not in kept)
        return same_text(gone, self.come.values())

    def same_text_elsewhere(self) -> Iterator[Pair]:
        """Cards whose text was replaced, but had a twin that was never reviewed."""
        gone = [self.gone[key] for key in self.edited if key in self.gone]
        return same_text(gone, self._unused() if gone else ())

    def same_key(self) -> Sequence[Pair]:
        """Cards whose text was replaced under its `:id:`, and is nowhere else."""
        return [
            Pair(was, self.come[key])
            for key, was in self.gone.items()
            if key in self.come
        ]

    def alike(self) -> tuple[Sequence[Pair], Sequence[Unclear]]:
        """Cards that were reworded, and so have another key."""
        away = self.before.gone - self.before.unclear.keys()
        gone, come = list(self.gone.values()), list(self.come.values())
        return alike(gone, come, self.rules, away)

    def late(
        self, unclear: Iterable[Unclear]
    ) -> tuple[Sequence[Pair], Sequence[Unclear]]:
        """Cards whose progress arrived after they had been edited here: they were
        reviewed in another window, or on another machine, under their old text."""
        before = self.before
        seen = before.gone | before.decks.keys() | self.now.keys()
        seen |= {each.was.card for each in unclear}
        gone = [
            card
            for key, card in self.gone.items()
            if key not in seen and card.deck in self.rules
        ]
        return match(gone, list(self._unused()), self.rules) if gone else ((), ())

    def changes(self, unclear: Sequence[Unclear], at: int) -> Changes:
        """What the pairs come to, and what is to be recorded of them."""
        kept = self.history.kept
        unclear = [u for u in unclear if u.was.card in kept - self.now.keys()]
        same = {was.card: new.card for was, new in self.pairs if was.card != new.card}
        acts = (*self._records(same, at), *self._states(same))
        questions = tuple(self._questions(same, unclear))
        return Changes(tuple(self._found(unclear)), questions, same, acts)

    def _records(self, same: Mapping[str, str], at: int) -> Iterator[Act]:
        """Which card goes on under which key, and the texts that are news.

        What is kept under a key that another card has now is put aside first, as two
        keys may exchange their histories.
        """
        now, history = self.now, self.history
        as_it_was = {was.card for was, new in self.pairs if was.card == new.card}
        aside = {k: f"{k}/until/{at}" for k in self.edited if k not in as_it_was}
        anew = [key for key, head in history.heads.items() if {key, head} <= now.keys()]
        links = [
            (new, old)
            for old, new in same.items()
            if old in history.kept or history.heads.get(new) == old
        ]
        pairs = (
            *((new, key) for key, new in aside.items()),
            *((key, "") for key in (*aside, *anew)),
            *((new, aside.get(old, old)) for new, old in links),
        )
        if pairs:
            yield Same(pairs)
        yield from (now[key] for key in self.edited)
        for new, old in links:
            recorded = history.cards.get(old)
            is_known = recorded and structs.replace(recorded, card=new) == now[new]
            if not is_known and new not in self.edited:
                yield now[new]

    def _states(self, same: Mapping[str, str]) -> Iterator[DeckState]:
        """A deck that is no longer there stays started or hidden under the id of the
        one to which most of its cards have gone."""
        before, states = self.before, self.history.states
        to: dict[str, Counter[str]] = defaultdict(Counter)
        olds = {new: old for old, new in same.items()}
        for key, card in self.now.items():
            deck = before.decks.get(olds.get(key, key), card.deck)
            if deck in states and deck not in self.rules:
                to[deck][card.deck] += 1
        for deck, news in to.items():
            new = news.most_common(1)[0][0]
            if new not in states:
                yield structs.replace(states[deck], deck=new)

    def _questions(
        self, same: Mapping[str, str], unclear: Iterable[Unclear]
    ) -> Iterator[Unclear]:
        """What the learner must say: what nobody has said yet, and what was found."""
        now, history = self.now, self.history
        answered = {each.was.card for each in unclear} | same.keys() | now.keys()
        olds = {new: old for old, new in same.items()}
        for key, keys in self.before.unclear.items():
            news = {old: same.get(old, old) for old in keys}
            left = [now[n] for o, n in news.items() if n in now and olds.get(n, o) == o]
            if left and key in history.kept and key not in answered:
                yield Unclear(history.cards[key], tuple(left))
        yield from unclear

    def _found(self, unclear: Sequence[Unclear]) -> Iterator[Change]:
        before, now, history = self.before, self.now, self.history
        for pair in self.pairs:
            yield Change(self._what_of(pair), pair.now)
        for each in unclear:
            yield Change(What.UNCLEAR, each.was)
        there = before.there
        asked = {card for each in unclear for card in (each.was, *each.now)}
        for key, card in self.gone.items():
            if key in there and key not in now and card not in asked:
                is_kept = key in history.kept
                yield Change(What.RETIRED if is_kept else What.REMOVED, card)
        if not there:
            return
        for card in self.come.values():
            if card not in asked:
                yield Change(What.ADDED, card)
        for key, card in now.items():
            if key not in there:
                if key in history.kept:
                    yield Change(What.RETURNED, card)
            elif key in before.cards and before.cards[key].deck != card.deck:
                yield Change(What.MOVED, card)

    def _what_of(self, pair: Pair) -> What:
        was, now = pair
        if was.card == now.card:
            is_alike = likeness(was, now, self.rules.get(now.deck, RULES).language)
            return What.REWORDED if is_alike else What.REPLACED
        if self.history.heads.get(now.card) == was.card:
            return What.RETURNED
        if text_of(was) != text_of(now):
            return What.REWORDED
        return What.RENAMED if was.deck == now.deck else What.MOVED


def _can_be_asked(card: CardSeen) -> bool:
    return bool(card.prompt and card.answer)
