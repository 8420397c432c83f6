"""Finds out what became of the cards when decks were edited.

A card's key comes from its `:id:`, or else from its text, so an edit removes some keys
and adds others. `diff` finds the cards that are the same in three steps, each of which
pairs cards that the previous steps left over: equal texts, equal ids, then likeness.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from enum import Enum

from msgspec import Struct, field, structs

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
from quizapp.text import plural

Cards = Mapping[str, CardSeen]
"""Cards by key."""
NOTHING: Mapping[str, str] = {}


class LastComparison(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of the cards that existed at the last comparison."""

    decks: dict[str, Set[str]] = {}
    """Those of each deck, by its id; empty if they are not known."""
    gone: Set[str] = frozenset()
    """Those of cards with progress that were already gone."""
    unclear: dict[str, Sequence[str]] = {}
    """Some that were gone, each with the keys that it may have become; the learner has
    not answered yet."""


class History(Struct, frozen=True):
    """What is stored about cards, whether they still exist or not."""

    cards: Cards
    """The cards as last recorded, by key."""
    kept: Set[str]
    """The keys of cards with progress."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """The current key of the card of each key that was replaced."""
    states: Mapping[str, DeckState] = field(default_factory=dict)
    """The state of each deck that was started or hidden, by its id."""


class ChangeKind(Enum):
    """What can become of a card; the value is a phrase with how many cards that
    became."""

    REWORDED = "{} reworded, progress kept"
    REPLACED = "{} replaced under the same id, progress kept (reset to start over)"
    RENAMED = "{} with a new id, progress kept"
    MOVED = "{} moved here, progress kept"
    RETURNED = "{} back, progress kept"
    ADDED = "{} added"
    RETIRED = "{} removed, progress kept"
    REMOVED = "{} removed"
    UNCLEAR = "{} may have been rewritten"


class Change(Struct, frozen=True):
    """What became of one card."""

    kind: ChangeKind
    card: CardSeen
    """The card as it is now, or as it was if it is gone."""


class Changes(Struct, frozen=True):
    """What became of the cards when decks were edited."""

    found: tuple[Change, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    """The cards of which the learner must say what they are now."""
    same: Mapping[str, str] = field(default_factory=dict)
    """The new key of each card whose key has changed, by the old one."""
    acts: tuple[Act, ...] = ()
    """The events to record."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The name of each deck, by its id."""
    events: Sequence[Event] = ()
    """The events that were recorded; undoing them separates the cards again."""

    def lines(self) -> list[str]:
        """One sentence for each deck that changed."""
        parts: dict[str, list[str]] = {}
        counts = Counter((change.card.deck, change.kind) for change in self.found)
        for kind in ChangeKind:
            for (deck, its_kind), count in counts.items():
                if its_kind is kind:
                    text = kind.value.format(plural(count, "card"))
                    parts.setdefault(deck, []).append(text)
        return [
            f"{self.names.get(deck, deck)}: {'; '.join(texts)}."
            for deck, texts in parts.items()
        ]


def diff(
    last: LastComparison,
    before: Cards,
    now: Cards,
    history: History,
    rules: Mapping[str, Rules],
    *,
    known: Mapping[str, str] = NOTHING,
    at: int,
) -> Changes:
    """Find out what became of the cards since the last comparison.

    `before` are the cards as they were a moment ago, if the program was running.
    `rules` are the rules of all decks by id. `known` maps old keys to new ones of cards
    that were edited one at a time. `at` is the current time in ms since the epoch.
    """
    unmatched = _Unmatched(last, before, now, history, rules)
    unmatched.take(unmatched.returned())
    unmatched.take(unmatched.known(known))
    unmatched.take(unmatched.same_text())
    unmatched.take(unmatched.same_text_elsewhere())
    unmatched.take(unmatched.same_key())
    unmatched.take(unmatched.same_id())
    if not unmatched.there:  # which cards are new is not known
        return unmatched.changes((), at)
    pairs, unclear = unmatched.alike()
    unmatched.take(pairs)
    pairs, late = unmatched.late(unclear)
    unmatched.take(pairs)
    return unmatched.changes([*unclear, *late], at)


class _Unmatched:
    """The cards that no step has paired yet, and the pairs found so far.

    A card whose text changed under its key counts as both gone and new.
    """

    def __init__(
        self,
        last: LastComparison,
        before: Cards,
        now: Cards,
        history: History,
        rules: Mapping[str, Rules],
    ) -> None:
        self.last, self.before, self.now = last, before, now
        self.history, self.rules = history, rules
        self.deck_of = {key: deck for deck, keys in last.decks.items() for key in keys}
        self.deck_of |= {key: card.deck for key, card in before.items()}
        self.there: Collection[str] = before or self.deck_of
        """The keys of the cards that existed; empty if that is not known."""
        self.edited = {
            key: structs.replace(card, deck=now[key].deck)
            for key, card in history.cards.items()
            if key in now and _can_be_asked(card) and text_of(card) != text_of(now[key])
        }
        self.gone = {card.card: card for card in self._gone()} | self.edited
        known = history.kept | set(self.there)
        self.come = {
            key: card
            for key, card in now.items()
            if key in self.edited or (_can_be_asked(card) and key not in known)
        }
        self.pairs: list[Pair] = []
        self.reused: list[str] = []
        """Keys that a card had before it was given another, and a new card has now."""

    def _gone(self) -> Iterator[CardSeen]:
        """The cards that no longer exist; those of a moment ago first."""
        before, kept = self.before, self.history.kept
        for key, card in before.items():
            if key not in self.now and _can_be_asked(card):
                yield card
        for key, card in self.history.cards.items():
            if key in kept and key not in self.now and key not in before:
                yield structs.replace(card, deck=self.deck_of.get(key, card.deck))

    def _unused(self) -> Iterator[CardSeen]:
        """The cards that existed all along and were never reviewed."""
        taken = {pair.now.card for pair in self.pairs} | self.come.keys()
        taken |= self.history.kept
        for key, card in self.now.items():
            if key not in taken and _can_be_asked(card):
                yield card

    def take(self, found: Iterable[Pair]) -> None:
        """Add pairs, and leave their cards out of the next steps."""
        for pair in list(found):
            self.pairs.append(pair)
            self.gone.pop(pair.was.card, None)
            self.come.pop(pair.now.card, None)

    def returned(self) -> Sequence[Pair]:
        """Cards that were reworded earlier and now have their old text or id again.

        An id may also come back with another card.
        """
        now, cards = self.now, self.history.cards
        pairs = [
            Pair(cards.get(head) or structs.replace(now[key], card=head), now[key])
            for key, head in self.history.heads.items()
            if key in now and head not in now
        ]
        unlike = [pair for pair in pairs if text_of(pair.was) != text_of(pair.now)]
        if unlike:
            gone = {text_of(card) for card in self.gone.values()}
            come = {text_of(card) for card in self.come.values()}
            for was, new in unlike:
                if text_of(new) in gone or text_of(was) in come:
                    self.reused.append(new.card)
        return [pair for pair in pairs if pair.now.card not in self.reused]

    def known(self, known: Mapping[str, str]) -> Sequence[Pair]:
        """Cards that were edited one at a time, as reported by the editor."""
        pairs = ((self.gone.get(old), self.come.get(new)) for old, new in known.items())
        return [Pair(was, now) for was, now in pairs if was and now]

    def same_text(self) -> Iterator[Pair]:
        """Cards whose text is now under another key; those with progress first."""
        kept = self.history.kept
        gone = sorted(self.gone.values(), key=lambda card: card.card not in kept)
        return same_text(gone, self.come.values())

    def same_text_elsewhere(self) -> Iterator[Pair]:
        """Cards whose text was replaced, but also exists as a card that was never
        reviewed."""
        gone = [self.gone[key] for key in self.edited if key in self.gone]
        return same_text(gone, self._unused() if gone else ())

    def same_key(self) -> Sequence[Pair]:
        """Cards whose text was replaced under their `:id:` and is nowhere else."""
        return [
            Pair(was, self.come[key])
            for key, was in self.gone.items()
            if key in self.come
        ]

    def same_id(self) -> Iterator[Pair]:
        """Cards with the same `:id:` and answer, where a question became a blank, or
        the other way round."""
        gone = {
            (_without_blank(card), card.answer): card for card in self.gone.values()
        }
        for card in list(self.come.values()):
            was = gone.pop((_without_blank(card), card.answer), None)
            if was:
                yield Pair(was, card)

    def alike(self) -> tuple[Sequence[Pair], Sequence[Unclear]]:
        """Cards that were reworded and so have another key."""
        long_gone = self.last.gone - self.last.unclear.keys()
        gone, come = list(self.gone.values()), list(self.come.values())
        return alike(gone, come, self.rules, long_gone)

    def late(
        self, unclear: Iterable[Unclear]
    ) -> tuple[Sequence[Pair], Sequence[Unclear]]:
        """Cards whose progress arrived after they were edited here, because they were
        reviewed with their old text in another window or on another machine."""
        seen = self.last.gone | self.deck_of.keys() | self.now.keys()
        seen |= {question.was.card for question in unclear}
        gone = [
            card
            for key, card in self.gone.items()
            if key not in seen and card.deck in self.rules
        ]
        return match(gone, list(self._unused()), self.rules) if gone else ((), ())

    def changes(self, unclear: Sequence[Unclear], at: int) -> Changes:
        """The changes that follow from the pairs, with the events to record."""
        kept = self.history.kept
        unclear = [u for u in unclear if u.was.card in kept - self.now.keys()]
        same = {was.card: new.card for was, new in self.pairs if was.card != new.card}
        acts = (*self._records(same, at), *self._states(same))
        questions = tuple(self._questions(same, unclear))
        return Changes(tuple(self._found(unclear)), questions, same, acts)

    def _records(self, same: Mapping[str, str], at: int) -> Iterator[Act]:
        """The events for keys and texts that have changed.

        The history of a key that another card has now is first moved to a temporary
        key, because two keys may swap their histories.
        """
        now, history = self.now, self.history
        as_it_was = {was.card for was, new in self.pairs if was.card == new.card}
        aside = {k: f"{k}/until/{at}" for k in self.edited if k not in as_it_was}
        anew = [key for key, head in history.heads.items() if {key, head} <= now.keys()]
        anew += self.reused
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
        """The events by which a deck takes over the state (started, hidden) of a deck
        that no longer exists, if it has most of that one's cards."""
        states = self.history.states
        to: dict[str, Counter[str]] = defaultdict(Counter)
        olds = {new: old for old, new in same.items()}
        for key, card in self.now.items():
            deck = self.deck_of.get(olds.get(key, key), card.deck)
            if deck in states and deck not in self.rules:
                to[deck][card.deck] += 1
        for deck, news in to.items():
            new = news.most_common(1)[0][0]
            if new not in states:
                yield structs.replace(states[deck], deck=new)

    def _questions(
        self, same: Mapping[str, str], unclear: Iterable[Unclear]
    ) -> Iterator[Unclear]:
        """The questions for the learner: those not answered yet, then the new ones."""
        now, history = self.now, self.history
        answered = (
            {question.was.card for question in unclear} | same.keys() | now.keys()
        )
        olds = {new: old for old, new in same.items()}
        for key, keys in self.last.unclear.items():
            news = {old: same.get(old, old) for old in keys}
            left = [now[n] for o, n in news.items() if n in now and olds.get(n, o) == o]
            if left and key in history.kept and key not in answered:
                yield Unclear(history.cards[key], tuple(left))
        yield from unclear

    def _found(self, unclear: Sequence[Unclear]) -> Iterator[Change]:
        """What became of each card; only what the pairs say if it is not known which
        cards existed."""
        for pair in self.pairs:
            yield Change(self._kind_of(pair), pair.now)
        for question in unclear:
            yield Change(ChangeKind.UNCLEAR, question.was)
        if not self.there:
            return
        asked = {card for question in unclear for card in (question.was, *question.now)}
        for key, card in self.gone.items():
            if key in self.there and key not in self.now and card not in asked:
                is_kept = key in self.history.kept
                kind = ChangeKind.RETIRED if is_kept else ChangeKind.REMOVED
                yield Change(kind, card)
        for card in self.come.values():
            if card not in asked:
                yield Change(ChangeKind.ADDED, card)
        yield from self._moved()

    def _moved(self) -> Iterator[Change]:
        """The cards with the same key that are back, or in another deck."""
        for key, card in self.now.items():
            was = self.before.get(key)
            if key not in self.there and key in self.history.kept:
                yield Change(ChangeKind.RETURNED, card)
            elif was and was.deck != card.deck:
                yield Change(ChangeKind.MOVED, card)

    def _kind_of(self, pair: Pair) -> ChangeKind:
        was, now = pair
        if was.card == now.card:
            is_alike = likeness(was, now, self.rules.get(now.deck, RULES).language)
            return ChangeKind.REWORDED if is_alike else ChangeKind.REPLACED
        if self.history.heads.get(now.card) == was.card:
            return ChangeKind.RETURNED
        if text_of(was) != text_of(now):
            return ChangeKind.REWORDED
        return ChangeKind.RENAMED if was.deck == now.deck else ChangeKind.MOVED


def _without_blank(card: CardSeen) -> str:
    """The key of a card without what a blank adds to it."""
    return card.card.removesuffix(f"/1/{card.answer}")


def _can_be_asked(card: CardSeen) -> bool:
    return bool(card.prompt and card.answer)
