"""What became of the cards when decks were edited, and what is kept of it.

Keys of cards come of their text, so an edit takes a key away and brings another. Which
is which `identity` says; it is recorded as a `same` event, so it merges and undoes like
all else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from quizapp.identity import Matching, Unclear, likeness, match
from quizapp.model import Act, Card, CardSeen, DeckState, Same
from quizapp.shelf.changes import Change, Changes, What
from quizapp.shelf.exchanged import Text, exchanged, pairs_of
from quizapp.shelf.reviews import seen_of
from quizapp.shelf.seen import Seen
from quizapp.shelf.shelf import Shelf

NOTHING: Mapping[str, str] = {}
NONE = Matching()
JUST_NOW = 60 * 60 * 1000
"""Milliseconds for which a card that has gone may come back in other words."""
LATELY = 24 * JUST_NOW
"""For so long it is asked, at least, whether it has."""
Placed = Mapping[str, tuple[str, Card]]
"""Every card of a shelf by key, with the name of its deck."""


def placed(shelf: Shelf) -> Placed:
    """Every card there is."""
    return {key: (name, card) for name, key, card in shelf.all_cards()}


def reconcile(
    shelf: Shelf,
    now: datetime,
    before: Placed | None = None,
    known: Mapping[str, str] = NOTHING,
) -> Changes:
    """Find what became of the cards; record which go on under another key.

    `before` are the cards as they were a moment ago; without them, those that were
    there when the decks were last looked at. `known` are keys that are known to have
    become others: somebody edited just that card. Raises `StoreError`, and then nothing
    is recorded and the same is found the next time.
    """
    edit = _Edit(shelf, before, known, int(now.timestamp() * 1000))
    changes, acts = edit.changes()
    events = shelf.store.record_all(acts, at=now) if acts else ()
    edit.seen.keep(shelf, edit.gone_since(), edit.unclear(changes.unclear))
    return replace(changes, events=events)


class _Edit:
    """One comparison of the cards there were with those there are."""

    def __init__(
        self, shelf: Shelf, before: Placed | None, known: Mapping[str, str], now: int
    ) -> None:
        self.store = shelf.store
        self.seen = Seen.load(shelf.store.cache)
        self.before = before
        self.known = known
        self.now = now
        self.here = placed(shelf)
        self.names = {deck.id: name for name, deck in shelf.decks.items()}
        self.pairs: list[tuple[str, str]] = []
        """What is to be recorded: new key, old key."""
        self.states: list[DeckState] = []
        """What is to be recorded of decks that have another id."""
        self.texts: list[CardSeen] = []
        """What is to be recorded of cards that have kept their key."""
        self.late: list[str] = []
        """Keys of which a history has come when their cards had gone."""
        self.found: list[Change] = []
        self.same: dict[str, str] = {}
        self.was_in: dict[str, str] = {
            key: card.deck for key, (_, card) in (before or {}).items()
        }
        """The deck that each card came from, as far as that is known by now."""
        self.were = {
            key: deck for deck, keys in self.seen.decks.items() for key in keys
        }
        """The deck that each card was in when it was last looked at."""

    def changes(self) -> tuple[Changes, list[Act]]:
        """What changed, and what is to be recorded of it."""
        self._take_back()
        self._read_again()
        taken = {key for pair in self.pairs for key in pair}
        gone = {each.card: each for each in self._gone() if each.card not in taken}
        come: list[CardSeen] = []
        if gone or self.before is not None:
            come = [each for each in self._come() if each.card not in taken]
        known = [
            (gone.pop(old), each)
            for each in come
            for old, new in self.known.items()
            if new == each.card and old in gone
        ]
        come = [each for each in come if each not in {now for _, now in known}]
        # Without a memory of what was there, nobody knows what has just come.
        is_new = self.before is not None or bool(self.seen.decks)
        old = set() if is_new else {each.card for each in come}
        asked = self.seen.unclear
        away = {k for k in gone if k not in asked and not self._was_there(k, JUST_NOW)}
        faded = {key for key in away if not self._was_there(key, LATELY)}
        matching = match(
            list(gone.values()), come, self.names, old=old, away=away, faded=faded
        )
        late = NONE
        if is_new:
            left = gone.keys() - {was.card for was, _ in matching.same}
            left -= {each.was.card for each in matching.unclear}
            late = self._match_late(
                [gone[key] for key in sorted(left)], {each.card for each in come}
            )
        else:
            self.late = list(gone)
        same = (*known, *matching.same, *late.same)
        for was, now in same:
            self._goes_on(was, now)
        unclear = tuple(
            each
            for each in (*matching.unclear, *late.unclear)
            if self.store.has_history(each.was.card)
        )
        told = {card.card for pair in same for card in pair}
        told |= {card.card for each in unclear for card in (each.was, *each.now)}
        for each in unclear:
            deck = self.names.get(each.was.deck, each.was.deck)
            self._tell(What.UNCLEAR, deck, each.was)
        self._others(gone.values(), come, told, old)
        self._carry_states()
        new = {key for key, _ in self.pairs}
        acts: list[Act] = [Same(tuple(self.pairs))] if self.pairs else []
        acts += self.texts
        acts += [now for was, now in same if was != now and now.card in new]
        acts += self.states
        return Changes(tuple(self.found), unclear, self.same), acts

    def _match_late(self, gone: Iterable[CardSeen], come: Container[str]) -> Matching:
        """Cards of decks that are here, of which a history has come since the last look
        and nothing else: they were answered in another window, or on another machine,
        in words that had been mended here by then."""
        late = [
            each
            for each in gone
            if self.store.has_history(each.card)
            and each.card not in self.seen.gone
            and not self._was_there(each.card, 0)
        ]
        self.late = [each.card for each in late]
        late = [each for each in late if each.deck in self.names]
        if not late:
            return NONE
        there = [
            seen_of(key, card)
            for key, (_, card) in self.here.items()
            if key not in come and card.can_be_asked and not self.store.has_history(key)
        ]
        return match(late, there, self.names)

    def _carry_states(self) -> None:
        """A deck that is started or hidden stays so under the id of the deck to which
        most of its cards have gone, when it is there no more."""
        to: dict[str, Counter[str]] = {}
        for key, (_, card) in self.here.items():
            old = self.was_in.get(key) or self.were.get(key)
            if old and old != card.deck:
                to.setdefault(old, Counter())[card.deck] += 1
        for old, news in to.items():
            state, new = self.store.decks.get(old), news.most_common(1)[0][0]
            if state and old not in self.names and new not in self.store.decks:
                self.states.append(replace(state, deck=new))

    def gone_since(self) -> Mapping[str, int]:
        """What is gone and has a history, with the time when it was found to be."""
        return {
            key: self.seen.gone.get(key, self.now)
            for key in (*self.seen.gone, *self.were, *(self.before or ()), *self.late)
            if key not in self.here and self.store.has_history(key)
        }

    def unclear(self, found: Iterable[Unclear]) -> Mapping[str, Sequence[str]]:
        """What somebody must say: what was `found`, and what nobody has said yet."""
        current = self.store.current
        told = {
            was: [key for key in keys if key in self.here]
            for was, keys in self.seen.unclear.items()
            if was not in self.here and current(was) == was
        }
        told |= {each.was.card: [now.card for now in each.now] for each in found}
        return {was: keys for was, keys in told.items() if keys}

    def _was_there(self, key: str, since: int) -> bool:
        """Whether a card was there so many milliseconds ago."""
        if key in self.were or (self.before is not None and key in self.before):
            return True
        return self.seen.gone.get(key, 0) > self.now - since

    def _take_back(self) -> None:
        """A text that is there again has its history again, or begins anew when its
        history goes on under another key that is there too."""
        for key in self.store.renamed:
            if key not in self.here:
                continue
            head = self.store.current(key)
            if head in self.here:
                self.pairs.append((key, ""))
            else:
                self.pairs.append((key, head))
                self.same[head] = key
                name, card = self.here[key]
                self._tell(What.RETURNED, name, seen_of(key, card))

    def _read_again(self) -> None:
        """A card that has kept its key, by its `:id:`, may say something else, or stand
        under another one."""
        before = {key: text for key, text in self.store.texts.items() if text[0]}
        changed = [
            key
            for key, text in before.items()
            if key in self.here and text != _text(self.here[key][1])
        ]
        if not changed:
            return
        now = {key: _text(card) for key, (_, card) in self.here.items()}
        has_history = self.store.has_history
        moves = exchanged(before, now, lambda key: not has_history(key))
        self.pairs += pairs_of(moves, changed, self.now)
        self.same |= moves
        come, gone = set(moves.values()), set(moves)
        for key in dict.fromkeys((*changed, *moves.values())):
            name, card = self.here[key]
            seen = seen_of(key, card)
            self.texts.append(seen)
            if key in come:
                self._tell(What.RENAMED, name, seen)
            elif key in gone:
                self._tell(What.ADDED, name, seen)
            else:
                kind, prompt, answer = before[key]
                was = CardSeen(key, card.deck, kind, prompt, answer)
                is_mended = likeness(was, seen)
                self._tell(What.REWORDED if is_mended else What.REPLACED, name, seen)

    def _gone(self) -> Iterator[CardSeen]:
        """The cards that are here no more: first those of a moment ago."""
        if self.before is not None:
            for key, (_, card) in self.before.items():
                if key not in self.here and card.can_be_asked:
                    yield seen_of(key, card)
        for kept in self.store.kept(self.here):
            if self.before is None or kept.card not in self.before:
                deck = self.were.get(kept.card, kept.deck)
                yield replace(kept, deck=deck) if deck != kept.deck else kept

    def _come(self) -> Iterator[CardSeen]:
        """The cards that were not here, and of which nothing is known."""
        there: Container[str] = self.were if self.before is None else self.before
        asked = {key for keys in self.seen.unclear.values() for key in keys}
        for key, (name, card) in self.here.items():
            if key in asked and self.before is None:
                yield seen_of(key, card)
            elif key in there:
                if self.before is not None and self.before[key][0] != name:
                    self._tell(What.MOVED, name, seen_of(key, card))
            elif self.store.has_history(key):
                if self.before is not None:
                    self._tell(What.RETURNED, name, seen_of(key, card))
            elif card.can_be_asked:
                yield seen_of(key, card)

    def _goes_on(self, was: CardSeen, now: CardSeen) -> None:
        self.same[was.card] = now.card
        self.was_in[now.card] = was.deck
        if self.store.has_history(was.card):
            self.pairs.append((now.card, was.card))
        if replace(was, card=now.card, deck=now.deck) != now:
            what = What.REWORDED
        else:
            what = What.RENAMED if was.deck == now.deck else What.MOVED
        self._tell(what, self.here[now.card][0], now)

    def _others(
        self,
        gone: Iterable[CardSeen],
        come: Iterable[CardSeen],
        told: Container[str],
        old: Container[str],
    ) -> None:
        """What was taken out, what was added."""
        were: Container[str] = self.were if self.before is None else self.before
        for card in gone:
            if card.card in were and card.card not in told:
                has = self.store.has_history(card.card)
                deck = self.names.get(card.deck, card.deck)
                self._tell(What.RETIRED if has else What.REMOVED, deck, card)
        for card in come:
            if card.card not in told and card.card not in old:
                self._tell(What.ADDED, self.here[card.card][0], card)

    def _tell(self, what: What, deck: str, card: CardSeen) -> None:
        self.found.append(Change(what, deck, card))


def _text(card: Card) -> Text:
    return card.kind, card.prompt, card.answer
