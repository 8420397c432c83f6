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
from itertools import islice
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
    OfCard,
    Setting,
    Stamp,
    Try,
    Undo,
)
from quizapp.scheduler import Schedule, Scheduler
from quizapp.store.backups import Backups
from quizapp.store.caches import Caches
from quizapp.store.day_files import DayFiles, Found, Seen, digest_of, stamp_in, unread
from quizapp.store.events import card_in
from quizapp.store.fold import Fold, Known, Text, deck_states, replay
from quizapp.store.quizzes import OpenQuiz
from quizapp.store.sames import Sames
from quizapp.store.storage import EVENTS, Row, Rows
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
    def texts(self) -> Mapping[str, Text]:
        """Kind, prompt and answer of each card that was seen, as it was then."""
        self.load()
        cards = self._fold.cards
        return {key: known.text for key, known in cards.items() if known.text}

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
                form, prompt, answer = known.text or (Kind.FLIP, "", "")
                yield CardSeen(key, known.deck, form, prompt, answer)

    def history(self, key: str) -> Sequence[Event]:
        """The standing events of one card, in order."""
        self.load()
        found = sorted(self._events_of({key}, self._fold.sames), key=stamp_in)
        undone = self._fold.undone
        return [event for event, _ in found if event.stamp not in undone]

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
        self, key: str, *, at: datetime, day: int, recognition_only: bool
    ) -> Mapping[Grade, Memory]:
        """The memory that each grade would make of the card's."""
        known = self._fold.cards.get(key)
        return self._scheduler.futures(
            self.memories.get(key),
            key=known.first or key if known else key,
            at=int(at.timestamp() * 1000),
            day=day,
            recognition_only=recognition_only,
        )

    def refresh(self) -> bool:
        """Fold what other windows and machines have written; whether there was any."""
        found: list[Found] = []
        changed, gone = self.files.changed(self._fold.seen)
        if not changed and not gone:
            return False
        self.load()
        seen = self._fold.seen
        with _collector_at_rest():
            if gone:
                self._begin_again()
                return True
            for name in changed:
                before = seen.get(name)
                rows, now = self.files.read(name, before)
                if now is None and before:
                    continue  # what was folded of it stays
                seen[name] = now or unread(rows)
                new = list(rows.items())[before.count if before else 0 :]
                if before and not self._has_just_grown(name, before, rows, new):
                    self._begin_again()
                    return True
                found += self.files.events(name, new)
            self._fold_in(found)
        return bool(found)

    def _begin_again(self) -> None:
        """Fold everything again, as something that was folded is another now."""
        self._take(Fold())
        self.fold_again()

    def _has_just_grown(
        self, name: str, before: Seen, rows: Rows, new: Sequence[tuple[int, Row]]
    ) -> bool:
        """Whether the events of a file that were folded are as they were, and the new
        ones later than all of their device."""
        old = islice(rows.values(), before.count)
        last = self._fold.last_ids.get(name.partition("/")[0], 0)
        return (
            len(rows) >= before.count
            and digest_of(old) == before.digest
            and not (before.count and new and new[0][0] <= last)
        )

    def events(self) -> Iterator[Event]:
        """Every event, in the order of the fold."""
        found = [each for batch in self.files.in_order() for each in batch.ready]
        return (event for event, _ in sorted(found, key=stamp_in))

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
        self._show(replayed | {self._fold.card_of(event) for event, _ in found})
        acts = [event.act for event, _ in found]
        if any(isinstance(act, DeckState) for act in acts):
            self.decks = dict(deck_states(self._fold))
        if any(isinstance(act, Setting) for act in acts):
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
        fold, scheduler = self._fold, self._scheduler
        fresh = {event.stamp for event, _ in new}
        old = [
            each
            for each in self._events_of(keys, was_sames)
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

    def _events_of(self, keys: Set[str], sames: Sames) -> Iterator[Found]:
        """The events that touch these cards, in the files as far as they are known."""
        cards, seen, names = self._fold.cards, self._fold.seen, list(self._fold.names)

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
                if isinstance(act, OfCard) and is_wanted(act.card, event.id, name):
                    yield event, name

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
        first = sorted(self.files.with_any(b'"setting"', b'"same"'), key=stamp_in)
        fold.take_undos(first)
        fold.take_sames(first)
        for event, name in first:
            if isinstance(event.act, Setting):
                fold.take(event, name, self._scheduler)
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


def _has_undo(found: Iterable[Found]) -> bool:
    return any(isinstance(event.act, Undo) for event, _ in found)


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
