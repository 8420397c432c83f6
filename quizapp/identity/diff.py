"""What became of the cards when decks were edited.

A card's key comes from its `:id:`, otherwise from its text, so an edit takes keys away
and brings others. `diff` finds which cards are the same in three steps, each of which
pairs what the steps before have left: equal texts, then equal ids, then likeness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum

from msgspec import structs

from quizapp.identity.likeness import likeness
from quizapp.identity.pairs import Pair, Unclear, alike, match, same_text, text_of
from quizapp.model import RULES, CardSeen, Event, Rules

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
    heads: Mapping[str, str]
    """Each key that was replaced, with the key that its card has now."""


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
    links: tuple[tuple[str, str], ...] = ()
    """Those of them to be recorded: new key, old key."""
    aside: tuple[str, ...] = ()
    """Keys that another card has now: what is recorded under them is put aside."""
    anew: tuple[str, ...] = ()
    """Keys of cards that begin again, without the history that went on elsewhere."""
    texts: tuple[CardSeen, ...] = ()
    """Cards whose texts are to be recorded."""
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
) -> Changes:
    """Find what became of the cards that were there `before`.

    `rules` are those of the decks there are, by their ids; `known` are keys that became
    others because just that card was edited.
    """
    left = _Left(before, now, history, rules)
    left.take(left.returned())
    left.take(left.known(known))
    left.take(left.same_text())
    left.take(left.same_text_elsewhere())
    left.take(left.same_key())
    if not before.there:  # nobody knows what has just come
        return left.changes(())
    pairs, unclear = left.alike()
    left.take(pairs)
    pairs, late = left.late(unclear)
    left.take(pairs)
    return left.changes([*unclear, *late])


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
        for pair in found:
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

    def same_text(self) -> Sequence[Pair]:
        """Cards whose text now stands under another key, those with progress first."""
        kept = self.history.kept
        gone = sorted(self.gone.values(), key=lambda card: card.card not in kept)
        return same_text(gone, self.come.values())

    def same_text_elsewhere(self) -> Sequence[Pair]:
        """Cards whose text was replaced, but had a twin that was never reviewed."""
        gone = [self.gone[key] for key in self.edited if key in self.gone]
        return same_text(gone, self._unused()) if gone else ()

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
        seen = before.gone | before.decks.keys() | before.cards.keys()
        seen |= self.now.keys() | {each.was.card for each in unclear}
        gone = [
            card
            for key, card in self.gone.items()
            if key not in seen and card.deck in self.rules
        ]
        return match(gone, list(self._unused()), self.rules) if gone else ((), ())

    def changes(self, unclear: Sequence[Unclear]) -> Changes:
        """What the pairs come to, and what is to be recorded of them."""
        now, history = self.now, self.history
        same = {was.card: new.card for was, new in self.pairs if was.card != new.card}
        kept_key = {was.card for was, new in self.pairs if was.card == new.card}
        links = [
            (new, old)
            for old, new in same.items()
            if old in history.kept or history.heads.get(new) == old
        ]
        unclear = [u for u in unclear if u.was.card in history.kept - now.keys()]
        texts = dict.fromkeys(self.edited)
        for new, old in links:
            if _says_else(now[new], history.cards.get(old)):
                texts[new] = None
        return Changes(
            found=tuple(self._found(unclear)),
            unclear=tuple(self._questions(same, unclear)),
            same=same,
            links=tuple(links),
            aside=tuple(key for key in self.edited if key not in kept_key),
            anew=tuple(
                key for key, head in history.heads.items() if key in now and head in now
            ),
            texts=tuple(now[key] for key in texts),
        )

    def _questions(
        self, same: Mapping[str, str], unclear: Iterable[Unclear]
    ) -> Iterator[Unclear]:
        """What the learner must say: what was found, and what nobody has said yet."""
        now, history = self.now, self.history
        found = {each.was.card: each for each in unclear}
        olds = {new: old for old, new in same.items()}
        for key, keys in self.before.unclear.items():
            if key in now or key in same or key not in history.kept:
                continue
            news = {new: key for key in keys if (new := same.get(key, key)) in now}
            left = [now[new] for new, key in news.items() if olds.get(new, key) == key]
            if key in found:
                left += [card for card in found.pop(key).now if card not in left]
            if left:
                yield Unclear(history.cards[key], tuple(left))
        yield from found.values()

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


def _says_else(card: CardSeen, recorded: CardSeen | None) -> bool:
    return recorded is None or structs.replace(recorded, card=card.card) != card


def _can_be_asked(card: CardSeen) -> bool:
    return bool(card.prompt and card.answer)
