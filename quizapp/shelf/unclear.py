"""Cards that have gone, and may be others now: what somebody says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from quizapp.identity import Unclear
from quizapp.model import CardSeen, Event, Same
from quizapp.shelf.reconciling import placed
from quizapp.shelf.seen import Seen
from quizapp.shelf.shelf import Shelf


def settle(
    shelf: Shelf, told: Unclear, now: CardSeen | None, at: datetime
) -> Event | None:
    """Record what somebody said of a card that was unclear: which it is `now`, or none.

    Raises `StoreError`.
    """
    event = None
    if now:
        same = Same(((now.card, told.was.card),))
        event = shelf.store.record(same, at=at, seen=now)
    seen = Seen.load(shelf.store.cache)
    unclear = {
        was: [key for key in keys if not now or key != now.card]
        for was, keys in seen.unclear.items()
        if was != told.was.card
    }
    seen.keep(shelf, seen.gone, {was: keys for was, keys in unclear.items() if keys})
    return event


def unsettle(shelf: Shelf, told: Unclear, event: Event | None, at: datetime) -> None:
    """Take back what somebody said; it is to be said again. Raises `StoreError`."""
    if event:
        shelf.store.undo(event, at=at)
    seen = Seen.load(shelf.store.cache)
    again = {told.was.card: [each.card for each in told.now]}
    seen.keep(shelf, seen.gone, {**seen.unclear, **again})


def unclear_still(shelf: Shelf, told: Iterable[Unclear]) -> list[Unclear]:
    """Those of which somebody must still say what they are, as the decks are now."""
    here, store = placed(shelf), shelf.store
    left: list[Unclear] = []
    for each in told:
        was = each.was.card
        now = tuple(card for card in each.now if card.card in here)
        if now and was not in here and store.current(was) == was:
            left.append(replace(each, now=now))
    return left
