"""What a user's events come to, kept up with the files: memories read."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from quizapp.model import DayTotals, DeckState, Event, Grade, Log, Memory, Try
from quizapp.scheduler import Schedule, Scheduler
from quizapp.store.backups import Backups
from quizapp.store.caches import Caches
from quizapp.store.day_files import DayFiles, Found, Stamp
from quizapp.store.events import of_body
from quizapp.store.fold import Fold, Known, deck_states, group_by_card, replay
from quizapp.store.quizzes import OpenQuiz
from quizapp.store.storage import EVENTS
from quizapp.store.sums import bins_of
from quizapp.store.users import folder_of, look_alikes

Progress = Callable[[float], None]
"""Told the share, 0 to 1, that is done; what it raises stops the work."""


class Reader:
    """One user's progress as it stands on the disk. Writes caches at most."""

    def __init__(self, data: Path, machine: Path, cache: Path, user: str) -> None:
        self.user = user
        self._folder = folder_of(user)
        users = data / "users"
        self.backups = Backups(machine / "backups" / self._folder)
        self.files = DayFiles(users / self._folder / EVENTS, users, self.backups)
        self._caches = Caches(cache / "users" / self._folder)
        self._take(Fold())
        self._is_saved = True

    @classmethod
    def open(
        cls,
        *,
        data: Path,
        machine: Path,
        cache: Path,
        user: str = "me",
        progress: Progress | None = None,
    ) -> Self:
        """The progress of `user` as it stands on the disk now.

        `progress` is told of the way when everything has to be folded again.
        """
        store = cls(data, machine, cache, user)
        if not store.files.root.exists():
            store.files.problems += [
                f"There is a user «{other}»; «{user}» is somebody else, and new."
                for other in look_alikes(user, data / "users")
            ]
        with _collector_at_rest():
            kept = store._caches.load()
            if kept:
                store._take(kept, has_cards=False)
                store.refresh()
            elif store.files.names():
                store.fold_again(progress)
        return store

    @property
    def stamp(self) -> str:
        """Names the state, as long as it is that of the caches; else empty."""
        return self._caches.stamp if self._is_saved else ""

    @property
    def cache(self) -> Path:
        """This user's folder of what is derived."""
        return self._caches.root

    @property
    def memories(self) -> Mapping[str, Memory]:
        """What is remembered of each card that was ever reviewed, by key."""
        self.load()
        return self._memories

    @property
    def suspended(self) -> Set[str]:
        """Keys of the cards that were set aside."""
        self.load()
        return self._suspended

    def accepted(self, card: str) -> Sequence[str]:
        """The answers that the learner counts as right for this card, by its key."""
        self.load()
        known = self._fold.cards.get(card)
        return tuple(known.accepted) if known else ()

    @property
    def open_quiz(self) -> OpenQuiz | None:
        """The quiz that was begun last and is not handed in."""
        return self._fold.quizzes.open

    @property
    def tries(self) -> Sequence[Try]:
        """What the quizzes that were handed in came to, the first one first."""
        return self._fold.quizzes.done

    def load(self, progress: Progress | None = None) -> None:
        """Bring the memories in, which are left on the disk until somebody asks."""
        if self._has_cards:
            return
        with _collector_at_rest():
            if self._caches.load_cards(self._fold):
                self._take(self._fold)
            else:
                self.fold_again(progress)

    @property
    def problems(self) -> Sequence[str]:
        """A sentence for each thing that the learner should know."""
        return [*self.files.problems, *self.backups.problems]

    @property
    def schedule(self) -> Schedule:
        """The learner's choices."""
        return self._scheduler.schedule

    @property
    def days(self) -> Mapping[int, DayTotals]:
        """What standing reviews add up to, by study day."""
        return {day: DayTotals(*sums) for day, sums in self._fold.sums.days.items()}

    def day(self, day: int) -> DayTotals:
        """The totals of one study day."""
        return DayTotals(*self._fold.sums.days.get(day, ()))

    def log(self) -> Log:
        """What standing reviews and quizzes add up to, by deck."""
        self.load()
        sums = self._fold.sums
        return Log(
            {
                deck: {day: DayTotals(*row) for day, row in rows.items() if any(row)}
                for deck, rows in sums.decks.items()
            },
            {
                deck: {month: bins_of(row) for month, row in rows.items()}
                for deck, rows in sums.recalls.items()
            },
            self.tries,
        )

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
        changed = self.files.changed(self._fold.seen)
        if not changed:
            return False
        self.load()
        seen = self._fold.seen
        with _collector_at_rest():
            for name in changed:
                before = seen.get(name)
                events, now = self.files.read(name, before)
                if now is None:
                    continue
                device, count = name.partition("/")[0], before.count if before else 0
                seen[name] = now
                if count and (
                    len(events) < count
                    or (len(events) > count and self._is_folded(events[count], device))
                ):  # it did not just grow
                    self.fold_again()
                    return True
                found += [((id_, device), body, name) for id_, body in events[count:]]
            self._fold_in(found)
        return bool(found)

    def _is_folded(self, event: tuple[int, object], device: str) -> bool:
        return event[0] <= self._fold.last_ids.get(device, 0)

    def events(self) -> Iterator[Event]:
        """Every event, in the order of the fold."""
        found = [each for batch in self.files.in_order() for each in batch.ready]
        for (id_, device), body, _ in sorted(found, key=_stamp):
            yield of_body(id_, device, body)

    def save(self) -> None:
        """Write the caches; that they cannot be written is no loss."""
        if not self._is_saved:
            with suppress(OSError), _collector_at_rest():
                self._caches.save(self._fold)
                self._is_saved = True

    def _take(self, fold: Fold, *, has_cards: bool = True) -> None:
        """Let `fold` be what the events come to."""
        self._fold = fold
        self._has_cards = has_cards
        self._scheduler = Scheduler(fold.schedule)
        self._memories: dict[str, Memory] = {
            key: known.memory for key, known in fold.cards.items() if known.memory
        }
        self._suspended: set[str] = {
            key for key, known in fold.cards.items() if known.is_suspended
        }
        self.decks: dict[str, DeckState] = dict(deck_states(fold))

    def _fold_in(self, found: Sequence[Found]) -> None:
        """Fold new events, and bring the views up to them."""
        if not found:
            return
        self._is_saved = False
        replayed = self._fold_batch(found, found)
        if replayed is None:
            self.fold_again()
            return
        self._show(replayed | {body.get("card", "") for _, body, _ in found})
        kinds = {body["kind"] for _, body, _ in found}
        if "deck" in kinds:
            self.decks = dict(deck_states(self._fold))
        if "setting" in kinds:
            if self._fold.schedule.fingerprint() != self.schedule.fingerprint():
                self.fold_again()
            else:
                self._scheduler = Scheduler(self._fold.schedule)

    def _fold_batch(
        self, found: Sequence[Found], read: Sequence[Found]
    ) -> set[str] | None:
        """Fold new events: the later ones as they come, a card that has an earlier one,
        or one undone, from all its events; these are returned, or `None` when an undo
        touches all.

        Undos are taken from what was `read`, which may be ahead of what is folded.
        """
        fold, take, scheduler = self._fold, self._fold.take, self._scheduler
        was_undone = set(fold.undone) if _has_undo(read) else fold.undone
        replayed = fold.take_undos(read)
        if "" in replayed:
            return None
        found = sorted(found, key=_stamp)
        for stamp, body, file in found:
            card = body.get("card", "")
            if card in replayed:
                continue
            try:
                if not take(stamp, body, file, scheduler):
                    replayed.add(card)
            except (KeyError, TypeError, ValueError, AttributeError):
                self.files.complain_of(file, stamp)
        if replayed:
            self._replay(replayed, group_by_card(found), was_undone)
        for (id_, device), _, _ in found:
            if id_ > fold.last_ids.get(device, 0):
                fold.last_ids[device] = id_
        if found:
            fold.newest = max(fold.newest, found[-1][0])
        return replayed

    def _replay(
        self,
        keys: Set[str],
        new: Mapping[str, Sequence[Found]],
        was_undone: set[Stamp],
    ) -> None:
        """Fold these cards again from all their events, old and `new`."""
        fold = self._fold
        files = {f for key in keys if (k := fold.cards.get(key)) for f in k.files}
        fresh = {stamp for events in new.values() for stamp, *_ in events}
        old = group_by_card(
            (stamp, body, name)
            for name in files
            for id_, body in self.files.read(name)[0]
            if (stamp := (id_, name.partition("/")[0])) not in fresh
            and stamp <= fold.newest
            and body.get("card") in keys
        )
        for key in keys & (new.keys() | fold.cards.keys()):
            events = old.get(key, [])
            fold.sums.add(replay(events, was_undone, self._scheduler).sums, -1)
            now = replay([*events, *new.get(key, [])], fold.undone, self._scheduler)
            fold.sums.add(now.sums)
            if before := fold.cards.pop(key, None):
                fold.changed.add(before.deck)
            fold.cards |= now.cards
            fold.changed |= now.changed

    def _show(self, keys: Iterable[str]) -> None:
        """Bring the views on these cards up to the fold."""
        for key in keys:
            known = self._fold.cards.get(key) or Known()
            if known.memory:
                self._memories[key] = known.memory
            else:
                self._memories.pop(key, None)
            if known.is_suspended:
                self._suspended.add(key)
            else:
                self._suspended.discard(key)

    def fold_again(self, progress: Progress | None = None) -> None:
        """Fold everything again from the files.

        `progress` is told of the way; what it raises stops it.
        """
        fold = Fold(undos=self._fold.undos)
        fold.stand()
        # Settings first: the last one standing schedules even the first review.
        settings = sorted(self.files.with_any(b'"setting"'), key=_stamp)
        fold.take_undos(settings)
        for stamp, body, file in settings:
            if body["kind"] == "setting":
                fold.take(stamp, body, file, self._scheduler)
        self._take(fold)
        self._caches.forget()
        self._is_saved = False
        for batch in self.files.in_order():
            fold.seen.update(batch.files)
            if self._fold_batch(batch.ready, batch.read) is None:
                self.fold_again(progress)  # begun again, now that a late undo is known
                return
            if progress:
                progress(batch.share)
        self._take(fold)


def _stamp(found: Found) -> Stamp:
    return found[0]


def _has_undo(found: Iterable[Found]) -> bool:
    return any(body["kind"] == "undo" for _, body, _ in found)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """The collector finds nothing in what is being read, and takes its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
