"""The fold of a user's events, kept up to date with the files.

The memories of cards stay on the disk until they are asked for.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from itertools import islice

from quizapp.errors import NewerFormatError
from quizapp.model import CardAct, DeckState, Memory, Setting, Stamp, Undo
from quizapp.progress.fold.aliases import Sames
from quizapp.progress.fold.caches import Caches
from quizapp.progress.fold.fold import (
    CardRecord,
    Fold,
    replay,
)
from quizapp.progress.log.day_files import (
    DayFiles,
    Found,
    digest_of,
    stamp_in,
    unread,
)
from quizapp.progress.log.events import card_in
from quizapp.progress.log.scan import Seen
from quizapp.progress.log.storage import DamagedError, Row, Rows, read_rows
from quizapp.progress.log.users import OpenedFolder
from quizapp.schedule import Scheduler

Report = Callable[[float], None]
"""Is called with the share that is done, 0 to 1; what it raises stops the work."""


class Projection:
    """The fold of a user's events, and views of it. It writes nothing but caches."""

    def __init__(self, files: DayFiles, caches: Caches) -> None:
        self.files = files
        self.caches = caches
        self._folder = OpenedFolder(files.root.parent)
        self.version = 0
        """Grows with each change of the fold."""
        self._use(Fold())
        self.is_saved = True
        """Whether the caches are up to date."""

    def open(self, report: Report | None = None) -> None:
        """Read the learner's progress from the disk.

        If everything must be folded again, `report` is called.
        """
        with _collector_paused():
            kept = self.caches.load()
            if kept:
                self._use(kept, has_cards=False)
                self.refresh()
            elif self.files.names():
                self.fold_again(report)

    def load(self, report: Report | None = None) -> None:
        """Read the memories, unless they have been read."""
        if self._has_cards:
            return
        self.check_user_exists()
        with _collector_paused():
            if self.caches.load_cards(self.fold):
                self._use(self.fold)
            else:
                self.fold_again(report)

    def refresh(self) -> bool:
        """Fold what other windows and machines have written; return whether there was
        any."""
        self.check_user_exists()
        found: list[Found] = []
        changed = self.files.changed(self.fold.seen)
        if not changed:
            return False
        self.load()
        seen = self.fold.seen
        with _collector_paused():
            for name in changed:
                before = seen.get(name)
                rows, now = self.files.read(name, before)
                if now is None and before:
                    continue  # what was folded of it stays
                seen[name] = now or unread(rows)
                new = list(rows.items())[before.count if before else 0 :]
                if (
                    before and not self._has_just_grown(name, before, rows, new)
                ) or self.files.has_twins(name, new):
                    self._fold_afresh()
                    return True
                found += self.files.events(name, new)
            self.fold_in(found)
        return bool(found)

    def check_user_exists(self) -> None:
        """Raise `StoreError` if the user has been renamed or deleted."""
        self._folder.check(self._is_here)

    def _is_here(self) -> bool:
        """Whether a file still holds the events that were folded from it, or none
        were."""
        for name, before in reversed(self.fold.seen.items()):
            with suppress(OSError, DamagedError, NewerFormatError):
                rows = sorted(read_rows(self.files.root / name).items())
                old = [row for _, row in rows[: before.count]]
                if old and digest_of(old) == before.digest:
                    return True
        return not self.fold.seen

    def _fold_afresh(self) -> None:
        """Fold everything again, and read the undos again too: an event that was folded
        has changed."""
        self._use(Fold())
        self.fold_again()

    def _has_just_grown(
        self, name: str, before: Seen, rows: Rows, new: Sequence[tuple[int, Row]]
    ) -> bool:
        """Whether the folded events of a file are unchanged, and its new ones later
        than all others of their device."""
        old = islice(rows.values(), before.count)
        last = self.fold.last_ids.get(name.partition("/")[0], 0)
        return (
            len(rows) >= before.count
            and digest_of(old) == before.digest
            and not (before.count and new and new[0][0] <= last)
        )

    def save(self) -> None:
        """Write the caches, if they can be written."""
        if not self.is_saved:
            with suppress(OSError), _collector_paused():
                self.caches.save(self.fold)
                self.is_saved = True

    def _use(self, fold: Fold, *, has_cards: bool = True) -> None:
        """Use this fold, and make the views of it."""
        self.fold = fold
        self.version += 1
        self._has_cards = has_cards
        self.scheduler = Scheduler(fold.schedule)
        self.decks: dict[str, DeckState] = fold.standing(fold.decks)
        self.memories: dict[str, Memory] = {}
        self.suspended: set[str] = set()
        self.tags: dict[str, tuple[str, ...]] = {}
        self._update_views(fold.cards)

    def fold_in(self, found: Sequence[Found]) -> None:
        """Fold new events, and update the views."""
        if not found:
            return
        self.is_saved = False
        replayed = self._fold_batch(found, found)
        if replayed is None:
            self.fold_again()
            return
        fold = self.fold
        changed = replayed | {fold.card_of(event) for event, _ in found}
        if any(isinstance(event.act, DeckState | Undo) for event, _ in found):
            self.decks = fold.standing(fold.decks)
        if any(isinstance(event.act, Setting | Undo) for event, _ in found):
            was, schedule = self.scheduler.schedule, fold.schedule
            if schedule != was:
                self.scheduler = Scheduler(schedule)
            if schedule.fingerprint() != was.fingerprint():
                changed |= fold.reschedule(self.scheduler)
        self._update_views(changed)
        self.version += 1

    def _fold_batch(
        self, found: Sequence[Found], read: Sequence[Found]
    ) -> set[str] | None:
        """Fold new events. Return the keys of the cards that were replayed, or `None`
        if an undo affects everything.

        Later events are applied as they come; a card with an earlier or an undone one
        is replayed from all its events. Undos are taken from what was `read`, which may
        be ahead of what is folded.
        """
        fold, take, scheduler = self.fold, self.fold.take, self.scheduler
        was_undone = set(fold.undone) if _has_undo(read) else fold.undone
        was_sames = fold.sames.copy()
        replayed = fold.take_undos(read) | fold.take_sames(read)
        if "" in replayed:  # an undo of something that is about no card
            return None
        found = sorted(found, key=stamp_in)
        for event, name in found:
            if replayed and fold.card_of(event) in replayed:
                continue
            if not take(event, name, scheduler):
                replayed.add(fold.card_of(event))
        if replayed:
            new = [each for each in found if fold.card_of(each[0]) in replayed]
            self._replay(replayed, new, was_undone, was_sames)
        for event, _ in found:
            id_, device = event.stamp
            if id_ > fold.last_ids.get(device, 0):
                fold.last_ids[device] = id_
        if found:
            fold.newest = max(fold.newest, stamp_in(found[-1]))
        return replayed

    def _replay(
        self,
        keys: Set[str],
        new: Sequence[Found],
        was_undone: set[Stamp],
        was_sames: Sames,
    ) -> None:
        """Fold these cards again from all their events, old and `new`."""
        fold, scheduler = self.fold, self.scheduler
        fresh = {event.stamp for event, _ in new}
        old = [
            each
            for each in self.events_of(keys, was_sames)
            if stamp_in(each) not in fresh and stamp_in(each) <= fold.newest
        ]
        was = replay(old, was_undone, was_sames, fold.names, scheduler)
        now = replay([*old, *new], fold.undone, fold.sames, fold.names, scheduler)
        fold.sums.add(was.sums, -1)
        fold.sums.add(now.sums)
        for key in keys:
            if before := fold.cards.pop(key, None):
                fold.changed.add(before.deck)
        fold.cards |= now.cards
        fold.changed |= now.changed

    def events_of(self, keys: Set[str], sames: Sames) -> Iterator[Found]:
        """The events about these cards, in the files as far as they are folded."""
        cards, seen, names = self.fold.cards, self.fold.seen, list(self.fold.names)

        def is_wanted(card: str, id_: int, name: str) -> bool:
            return sames.head(card, (id_, name.partition("/")[0])) in keys

        for place in {f for key in keys if (k := cards.get(key)) for f in k.files}:
            name = names[place]
            # What another window has written since is not folded yet.
            rows = [
                (id_, row)
                for id_, row in islice(
                    self.files.read(name)[0].items(), seen[name].count
                )
                if (card := card_in(row.json)) is None or is_wanted(card, id_, name)
            ]
            for event, _ in self.files.events(name, rows):
                act = event.act
                if isinstance(act, CardAct) and is_wanted(act.card, event.id, name):
                    yield event, name

    def _update_views(self, keys: Iterable[str]) -> None:
        """Bring the views up to date for these cards."""
        for key in keys:
            known = self.fold.cards.get(key) or CardRecord()
            if known.memory:
                self.memories[key] = known.memory
            else:
                self.memories.pop(key, None)
            if known.is_suspended:
                self.suspended.add(key)
            else:
                self.suspended.discard(key)
            if known.tags:
                self.tags[key] = tuple(known.tags)
            else:
                self.tags.pop(key, None)

    def fold_again(self, report: Report | None = None) -> None:
        """Fold everything again from the files, with the undos known so far."""
        fold = Fold(undos=self.fold.undos)
        fold.update_undone()
        # First settle which keys are one card: later, each `same` would replay cards.
        sames = sorted(self.files.with_any(b'"same"'), key=stamp_in)
        fold.take_undos(sames)
        fold.take_sames(sames)
        self._use(fold)
        self.caches.forget()
        self.is_saved = False
        for batch in self.files.in_order():
            fold.seen.update(batch.files)
            if self._fold_batch(batch.ready, batch.read) is None:
                self.fold_again(report)  # begun again, now that a late undo is known
                return
            if report:
                report(batch.share)
        if fold.schedule.fingerprint() != self.scheduler.schedule.fingerprint():
            fold.reschedule(Scheduler(fold.schedule))
        self._use(fold)


def _has_undo(found: Iterable[Found]) -> bool:
    return any(isinstance(event.act, Undo) for event, _ in found)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector: what is being read is not garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
