"""One user's progress: events written, memories read."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from quizapp.model import (
    Act,
    CardSeen,
    DayTotals,
    DeckState,
    Event,
    Grade,
    Memory,
    Undo,
)
from quizapp.scheduler import Schedule, Scheduler, study_day
from quizapp.store.caches import Caches
from quizapp.store.day_files import EVENTS, DayFiles, Found
from quizapp.store.device import device_of, locked
from quizapp.store.events import of_body, to_body
from quizapp.store.fold import Fold, Known, deck_states, group_by_card, replay
from quizapp.store.users import folder_of


class Store:
    """Records what a learner does, and answers what it comes to.

    No folder is made before the first write. `record` and `undo` return when the event
    is on the disk; when they raise `StoreError` nothing has changed, on disk or here.
    """

    def __init__(self, data: Path, machine: Path, cache: Path, user: str) -> None:
        self.user = user
        self._machine = machine
        self._folder = folder_of(user)
        users = data / "users"
        self._files = DayFiles(users / self._folder / EVENTS, users)
        self._caches = Caches(cache / "users" / self._folder)
        self._device = ""
        self._take(Fold())
        self._is_saved = True

    @classmethod
    def open(cls, *, data: Path, machine: Path, cache: Path, user: str = "me") -> Store:
        """The progress of `user` as it stands on the disk now."""
        store = cls(data, machine, cache, user)
        kept = store._caches.load()
        if kept:
            store._take(kept)
        store.refresh()
        return store

    @property
    def problems(self) -> Sequence[str]:
        """A sentence for each file that could not be used."""
        return self._files.problems

    @property
    def schedule(self) -> Schedule:
        """The learner's choices."""
        return self._scheduler.schedule

    @property
    def days(self) -> Mapping[int, DayTotals]:
        """What standing reviews add up to, by study day."""
        return self._fold.days

    def day(self, day: int) -> DayTotals:
        """The totals of one study day."""
        return self._fold.days.get(day, DayTotals())

    def record(self, act: Act, *, at: datetime, seen: CardSeen | None = None) -> Event:
        """Write an act to the disk, then fold it.

        `seen` goes before it in the same write, unless the card's text is known. Raises
        `StoreError`; `StoreBusyError` when another window writes for too long.
        """
        day = study_day(at, self.schedule.day_starts)
        with locked(self._machine, self._folder):
            self._device = self._device or device_of(self._machine)
            if not self._files.is_as(self._device, day, self._fold.seen):
                self.refresh()
            acts = [seen, act] if seen and self._is_news(seen) else [act]
            first = max(
                int(at.timestamp() * 1000),
                self._fold.last_ids.get(self._device, 0) + 1,
            )
            bodies = [(first + i, to_body(each, at)) for i, each in enumerate(acts)]
            name, now = self._files.append(self._device, day, bodies, self._fold.seen)
            self._fold.seen[name] = now
        found = [((id_, self._device), body, name) for id_, body in bodies]
        self._fold_in(found)
        return Event(bodies[-1][0], self._device, at, act)

    def undo(self, event: Event, *, at: datetime) -> Event:
        """Take an event back; an undo may be undone too."""
        card = getattr(event.act, "card", "")
        return self.record(Undo(event.key, card), at=at)

    def preview(
        self, key: str, *, at: datetime, day: int, is_capped: bool
    ) -> Mapping[Grade, Memory]:
        """The memory that each grade would make of the card's."""
        return self._scheduler.futures(
            self.memories.get(key),
            key=key,
            at=int(at.timestamp() * 1000),
            day=day,
            is_capped=is_capped,
        )

    def refresh(self) -> bool:
        """Fold what other windows and machines have written; whether there was any."""
        found: list[Found] = []
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            for name in self._files.changed(self._fold.seen):
                events, now = self._files.read(name)
                if now is None:
                    continue
                device = name.partition("/")[0]
                before = self._fold.seen.get(name)
                count = before.count if before else 0
                self._fold.seen[name] = now
                if now.count < count:  # not appended to: what was folded is not there
                    self._refold()
                    return True
                found += [((id_, device), body, name) for id_, body in events[count:]]
            self._fold_in(found)
        finally:
            if was_enabled:
                gc.enable()
        return bool(found)

    def events(self) -> Iterator[Event]:
        """Every event, in the order of the fold."""
        for (id_, device), body, _ in self._files.all():
            yield of_body(id_, device, body)

    def close(self) -> None:
        """Write the caches, if anything has changed; that they cannot be is no loss."""
        if not self._is_saved:
            with suppress(OSError):
                self._caches.save(self._fold)
                self._is_saved = True

    def _is_news(self, seen: CardSeen) -> bool:
        known = self._fold.cards.get(seen.card)
        return known is None or known.text != (seen.prompt, seen.answer)

    def _take(self, fold: Fold) -> None:
        """Let `fold` be what the events come to."""
        self._fold = fold
        self._scheduler = Scheduler(fold.schedule)
        self.memories: dict[str, Memory] = {
            key: known.memory for key, known in fold.cards.items() if known.memory
        }
        self.suspended: Set[str] = {
            key for key, known in fold.cards.items() if known.is_suspended
        }
        self.decks: dict[str, DeckState] = dict(deck_states(fold))

    def _fold_in(self, found: Sequence[Found]) -> None:
        """Fold new events: the later ones as they come, a card that has an earlier one,
        or one undone, from all its events."""
        if not found:
            return
        self._is_saved = False
        fold = self._fold
        found = sorted(found, key=lambda each: each[0])
        for (id_, device), _, _ in found:
            fold.last_ids[device] = max(fold.last_ids.get(device, 0), id_)
        was_undone = frozenset(fold.undone)
        touched = fold.take_undos(found)
        kinds = {body["kind"] for _, body, _ in found}
        if "" in touched:
            self._refold()
            return
        new = group_by_card(found)
        late = {
            key
            for key, events in new.items()
            if (known := fold.cards.get(key)) and events[0][0] < known.last
        }
        replayed = (touched | late) & (new.keys() | fold.cards.keys())
        if replayed:
            self._replay(replayed, new, was_undone)
        for stamp, body, file in found:
            if body.get("card", "") not in replayed:
                fold.take(stamp, body, file, self._scheduler)
        self._show(new.keys() | replayed)
        self.decks = dict(deck_states(fold))
        if "setting" in kinds:
            if fold.schedule.fingerprint() != self.schedule.fingerprint():
                self._refold()
            else:
                self._scheduler = Scheduler(fold.schedule)

    def _replay(
        self, keys: Set[str], new: Mapping[str, Sequence[Found]], was_undone: Set[str]
    ) -> None:
        """Fold these cards again from all their events, old and `new`."""
        fold = self._fold
        files = {f for key in keys if (k := fold.cards.get(key)) for f in k.files}
        fresh = {stamp for events in new.values() for stamp, *_ in events}
        old = group_by_card(
            (stamp, body, name)
            for name in files
            for id_, body in self._files.read(name)[0]
            if (stamp := (id_, name.partition("/")[0])) not in fresh
            and body.get("card") in keys
        )
        for key in keys:
            events = old.get(key, [])
            _, shares = replay(events, was_undone, self._scheduler)
            for body, told in shares:
                fold.add(body, told, -1)
            known, shares = replay(
                [*events, *new.get(key, [])], fold.undone, self._scheduler
            )
            for body, told in shares:
                fold.add(body, told)
            if before := fold.cards.pop(key, None):
                fold.changed.add(before.deck)
            if known:
                fold.cards[key] = known
                fold.changed.add(known.deck)

    def _show(self, keys: Set[str]) -> None:
        """Bring the views on these cards up to the fold."""
        suspended = set(self.suspended)
        for key in keys:
            known = self._fold.cards.get(key) or Known()
            if known.memory:
                self.memories[key] = known.memory
            else:
                self.memories.pop(key, None)
            if known.is_suspended != (key in suspended):
                suspended ^= {key}
        self.suspended = suspended

    def _refold(self) -> None:
        """Fold everything again from the files."""
        fold = Fold(seen=self._fold.seen, last_ids=self._fold.last_ids)
        events = self._files.all()
        fold.take_undos(events)
        # Settings first: the last one standing schedules even the first review.
        for stamp, body, file in events:
            if body["kind"] == "setting":
                fold.take(stamp, body, file, self._scheduler)
        scheduler = Scheduler(fold.schedule)
        for stamp, body, file in events:
            fold.take(stamp, body, file, scheduler)
        self._take(fold)
        self._caches.forget()
        self._is_saved = False
