"""Records which edited card is which, and what the learner decides about unclear ones.

`identity` decides; a `same` event records it, so that it is merged and undone like
everything else. The cache keeps the cards for the next comparison: without it, only
cards with equal texts are recognized.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec.json import Decoder
from msgspec.structs import replace

from quizapp.cards.identity import (
    Cards,
    Changes,
    History,
    LastComparison,
    Unclear,
    diff,
)
from quizapp.model import Act, CardSeen, DeckPlace, Event, Same
from quizapp.progress.fold.cache_file import read_cache, write_cache
from quizapp.progress.store import Store
from quizapp.study.workspace.deck_ids import DeckHistory, places_to_record
from quizapp.study.workspace.deck_set import DeckSet
from quizapp.study.workspace.reviews import seen_of
from quizapp.text import one_line

FILE = "cards.json"
NOTHING: Mapping[str, str] = {}


_LAST_COMPARISON = Decoder(LastComparison)


def cards_of(decks: DeckSet) -> Cards:
    """All cards, by key."""
    return {key: seen_of(key, card) for _, key, card in decks.all_cards()}


def reconcile(
    store: Store,
    decks: DeckSet,
    at: datetime,
    *,
    before: DeckSet | None = None,
    known: Mapping[str, str] = NOTHING,
) -> Changes:
    """Find what became of the cards; record which go on under another key.

    `before` are the decks as they were a moment ago; without them, the cards that were
    there when the decks were last compared count. `known` are keys that became others,
    because just that card was edited. Raises `StoreError`, and then nothing is recorded
    and the same is found the next time.
    """
    last = _last_comparison(store.cache)
    changes, acts = compare(store, decks, at, last, before=before, known=known)
    recorded = store.record_all(acts, at=at) if acts else ()
    events = [each for each in recorded if not isinstance(each.act, DeckPlace)]
    unclear = {u.was.card: [card.card for card in u.now] for u in changes.unclear}
    _keep(store, decks, last, unclear)
    names = {each.id: one_line(each.title) for each in decks.decks.values()}
    return replace(changes, events=events, names=names)


def compare(
    store: Store,
    decks: DeckSet,
    at: datetime,
    last: LastComparison | None = None,
    *,
    before: DeckSet | None = None,
    known: Mapping[str, str] = NOTHING,
) -> tuple[Changes, Sequence[Act]]:
    """What became of the cards since the `last` comparison, by default the one in the
    cache, and what is to be recorded of it."""
    changes = diff(
        last or _last_comparison(store.cache),
        cards_of(before) if before else {},
        cards_of(decks),
        _history_of(store),
        {deck.id: deck.rules for deck in decks.decks.values()},
        known=known,
        at=int(at.timestamp() * 1000),
    )
    files = [(file, decks.decks[name]) for name, file in decks.files.items()]
    places = places_to_record(files, deck_history(store))
    return changes, (*places, *changes.acts)


def deck_history(store: Store) -> DeckHistory:
    """What the log says about decks."""
    return DeckHistory(store.used_decks, store.places, lambda: store.kept(()))


def _history_of(store: Store) -> History:
    """The history of all cards."""
    kept = {card.card: card for card in store.kept(())}
    texts = {key: CardSeen(key, "", *text) for key, text in store.texts.items()}
    return History(texts | kept, kept.keys(), store.renamed, store.decks)


def settle(
    store: Store,
    decks: DeckSet,
    question: Unclear,
    now: CardSeen | None,
    at: datetime,
) -> Event | None:
    """Record what the learner decided about an unclear card: which it is now, or none.

    Raises `StoreError`.
    """
    event = None
    if now:
        same = Same(((now.card, question.was.card),))
        event = store.record(same, at=at, seen=now)
    last = _last_comparison(store.cache)
    unclear = {
        was: [key for key in keys if not now or key != now.card]
        for was, keys in last.unclear.items()
        if was != question.was.card
    }
    _keep(store, decks, last, {was: keys for was, keys in unclear.items() if keys})
    return event


def unsettle(
    store: Store,
    decks: DeckSet,
    question: Unclear,
    event: Event | None,
    at: datetime,
) -> Unclear | None:
    """Undo what the learner said; return the question to ask again, if its cards are
    still there. Raises `StoreError`."""
    if event:
        store.undo(event, at=at)
    now = tuple(card for card in question.now if decks.find(card.card))
    if not now or decks.find(question.was.card):
        return None
    last = _last_comparison(store.cache)
    again = {question.was.card: [card.card for card in now]}
    _keep(store, decks, last, {**last.unclear, **again})
    return replace(question, now=now)


def _last_comparison(cache: Path) -> LastComparison:
    """The cards of the last comparison; none if the cache cannot be used."""
    found = read_cache(cache / FILE, _LAST_COMPARISON)
    return found[1] if found else LastComparison()


def _keep(
    store: Store,
    decks: DeckSet,
    last: LastComparison,
    unclear: Mapping[str, Sequence[str]],
) -> None:
    """Write the cards for the next comparison, if they can be written.

    A deck that cannot be read keeps the cards that it had.
    """
    keys: dict[str, Set[str]] = {}
    for name, deck in decks.decks.items():
        if deck.cards or not deck.errors:
            keys[deck.id] = set(decks.cards_of(name))
        elif deck.id in last.decks:
            keys[deck.id] = last.decks[deck.id]
    there = set().union(*keys.values())
    gone = {card.card for card in store.kept(there)}
    now = LastComparison(keys, gone, dict(unclear))
    if now != last:
        with suppress(OSError):
            write_cache(store.cache / FILE, now)
