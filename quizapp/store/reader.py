"""What a user's events come to, kept up with the files: memories read."""

from __future__ import annotations

import gc
from collections.abc import (
    Callable,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from quizapp.model import (
    CardSeen,
    DayTotals,
    DeckState,
    Event,
    Grade,
    Kind,
    Log,
    Memory,
    Try,
)
from quizapp.scheduler import Schedule, Scheduler
from quizapp.store.backups import Backups
from quizapp.store.caches import Caches
from quizapp.store.day_files import DayFiles, Found, Stamp
from quizapp.store.events import of_body
from quizapp.store.fold import CARD_KINDS, Fold, Known, deck_states, replay
from quizapp.store.quizzes import OpenQuiz
from quizapp.store.sames import Sames
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

    @property
    def tags(self) -> Mapping[str, Sequence[str]]:
        """The learner's own tags, by the key of the card."""
        self.load()
        return self._tags

    def accepted(self, card: str) -> Sequence[str]:
        """The answers that the learner counts as right for this card, by its key."""
        self.load()
        known = self._fold.cards.get(card)
        return tuple(known.accepted) if known else ()

    def current(self, key: str) -> str:
        """The key under which the history of the card that had this one goes on."""
        self.load()
        return self._fold.sames.latest(key)

    @property
    def renamed(self) -> Iterable[str]:
        """The keys whose history goes on under another one."""
        self.load()
        return self._fold.sames.renamed()

    @property
    def texts(self) -> Mapping[str, tuple[str, str, str]]:
        """Kind, prompt and answer of each card when last seen; empty for never."""
        self.load()
        return {key: known.text for key, known in self._fold.cards.items()}

    def has_history(self, key: str) -> bool:
        """Whether anything is kept of the card of this key."""
        self.load()
        known = self._fold.cards.get(key)
        return known is not None and known.has_history

    def deck_of(self, key: str) -> str:
        """The id of the deck in which the card was last reviewed; empty for never."""
        self.load()
        known = self._fold.cards.get(key)
        return known.deck if known else ""

    def kept(self, but: Container[str]) -> Iterator[CardSeen]:
        """The cards that have a history, as they were when last seen, without those of
        the keys in `but`."""
        self.load()
        for key, known in self._fold.cards.items():
            if key not in but and known.has_history:
                form, prompt, answer = known.text
                yield CardSeen(key, known.deck, form or Kind.FLIP, prompt, answer)

    def history(self, key: str) -> Sequence[Event]:
        """The standing events of one card, in order."""
        self.load()
        found = sorted(self._events_of({key}, self._fold.sames), key=_stamp)
        return [
            of_body(*stamp, body)
            for stamp, body, _ in found
            if stamp not in self._fold.undone
        ]

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
        known = self._fold.cards.get(key)
        return self._scheduler.futures(
            self.memories.get(key),
            key=known.first if known else key,
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
        self._tags: dict[str, tuple[str, ...]] = {
            key: tuple(known.tags) for key, known in fold.cards.items() if known.tags
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
        self._show(replayed | {self._card_of(each) for each in found})
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
        was_sames = fold.sames.copy()
        replayed = fold.take_undos(read) | fold.take_sames(read)
        if "" in replayed:
            return None
        found = sorted(found, key=_stamp)
        for stamp, body, file in found:
            card = self._card_of((stamp, body, file))
            if card in replayed:
                continue
            try:
                if not take(stamp, body, file, scheduler):
                    replayed.add(card)
            except (KeyError, TypeError, ValueError, AttributeError):
                self.files.complain_of(file, stamp)
        if replayed:
            new = [each for each in found if self._card_of(each) in replayed]
            self._replay(replayed, new, was_undone, was_sames)
        for (id_, device), _, _ in found:
            if id_ > fold.last_ids.get(device, 0):
                fold.last_ids[device] = id_
        if found:
            fold.newest = max(fold.newest, found[-1][0])
        return replayed

    def _replay(
        self,
        keys: Set[str],
        new: Sequence[Found],
        was_undone: set[Stamp],
        was_sames: Sames,
    ) -> None:
        """Fold these cards again from all their events, old and `new`."""
        fold, scheduler = self._fold, self._scheduler
        fresh = {stamp for stamp, *_ in new}
        old = [
            each
            for each in self._events_of(keys, was_sames)
            if each[0] not in fresh and each[0] <= fold.newest
        ]
        fold.sums.add(replay(old, was_undone, was_sames, scheduler).sums, -1)
        now = replay([*old, *new], fold.undone, fold.sames, scheduler)
        fold.sums.add(now.sums)
        for key in keys:
            if before := fold.cards.pop(key, None):
                fold.changed.add(before.deck)
        fold.cards |= now.cards
        fold.changed |= now.changed

    def _events_of(self, keys: Set[str], sames: Sames) -> Iterator[Found]:
        """The events that touch these cards, in the files as far as they are known."""
        cards, seen = self._fold.cards, self._fold.seen
        for name in {f for key in keys if (k := cards.get(key)) for f in k.files}:
            device = name.partition("/")[0]
            # What another window has written since is not folded yet.
            for id_, body in self.files.read(name)[0][: seen[name].count]:
                stamp = id_, device
                if body["kind"] in CARD_KINDS:
                    if sames.head(str(body.get("card")), stamp) in keys:
                        yield stamp, body, name

    def _card_of(self, found: Found) -> str:
        """The card that an event touches; empty for none."""
        stamp, body, _ = found
        if body["kind"] not in CARD_KINDS:
            return ""
        return self._fold.sames.head(str(body.get("card", "")), stamp)

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
            if known.tags:
                self._tags[key] = tuple(known.tags)
            else:
                self._tags.pop(key, None)

    def fold_again(self, progress: Progress | None = None) -> None:
        """Fold everything again from the files.

        `progress` is told of the way; what it raises stops it.
        """
        fold = Fold(undos=self._fold.undos)
        fold.stand()
        # Settings first: the last one standing schedules even the first review.
        # So with which keys are one card, or each such event would replay cards.
        first = sorted(self.files.with_any(b'"setting"', b'"same"'), key=_stamp)
        fold.take_undos(first)
        fold.take_sames(first)
        for stamp, body, file in first:
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
