"""One user's progress: what is remembered, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from quizapp.errors import StoreError
from quizapp.model import (
    Accept,
    Act,
    CardSeen,
    DayTotals,
    DeckState,
    Event,
    Grade,
    Kind,
    Log,
    Memory,
    Review,
    Suspend,
    Trail,
    Try,
    Undo,
)
from quizapp.paths import COUNTS, Paths
from quizapp.progress.fold.caches import Caches
from quizapp.progress.fold.fold import CardRecord, Fold, Text
from quizapp.progress.fold.projection import Projection, Report
from quizapp.progress.fold.quizzes import OpenQuiz
from quizapp.progress.fold.sums import bins_of
from quizapp.progress.log.day_files import day_files_of, stamp_in
from quizapp.progress.log.device import device_here
from quizapp.progress.log.scan import Seen, name_of
from quizapp.progress.log.user_folders import cache_of, folder_of
from quizapp.progress.log.users import reading, user_names
from quizapp.progress.recorder import Recorder
from quizapp.schedule import Schedule

NO_RECORD = CardRecord()
LONGEST_BACKUP = 2.0
"""Seconds that closing waits for copies; the rest is copied next time."""


class Store:
    """Reads a user's progress, and records new events.

    No folder is made before the first write. `record` and `undo` return when the event
    is on the disk; when they raise `StoreError` nothing has changed here, and recording
    the same again writes the same event.
    """

    def __init__(self, paths: Paths, user: str) -> None:
        self.user = user
        folder = folder_of(user)
        self.files = day_files_of(paths, user)
        self.backups = self.files.backups
        caches = Caches(cache_of(paths, user))
        self._projection = Projection(self.files, caches)
        self._recorder = Recorder(self._projection, paths.machine, folder)
        self._machine = paths.machine

    @classmethod
    def open(cls, paths: Paths, user: str = "me", report: Report | None = None) -> Self:
        """The progress of `user` as it is on the disk now.

        When everything has to be folded again, `report` is called with the share that
        is done.
        """
        store = cls(paths, user)
        with reading(store.files.root):
            is_new = not store.files.root.exists() and not store.files.names()
        if is_new and (others := user_names(paths.users)):
            store.files.problems.append(
                f"“{user}” is a new user. Users here: {', '.join(others)}."
            )
        store._projection.open(report)
        return store

    @property
    def is_saved(self) -> bool:
        """Whether the caches are up to date."""
        return self._projection.is_saved

    @property
    def version(self) -> int:
        """Changes whenever the progress does."""
        return self._projection.version

    @property
    def seen(self) -> Mapping[str, Seen]:
        """The day files as they were when they were folded."""
        return self._projection.fold.seen

    @property
    def cache(self) -> Path:
        """The folder of this user's caches."""
        return self._projection.caches.root

    @property
    def decks(self) -> Mapping[str, DeckState]:
        """What was started or hidden, by deck id."""
        return self._projection.decks

    @property
    def places(self) -> Mapping[str, str]:
        """The places of decks that their file names do not identify, by id."""
        fold = self._projection.fold
        return fold.standing(fold.places)

    @property
    def used_decks(self) -> Set[str]:
        """The ids of all decks that have a history."""
        fold = self._fold
        reviewed = {  # an undone review leaves zeros
            deck
            for deck, days in fold.sums.decks.items()
            if any(map(any, days.values()))
        }
        return self.decks.keys() | reviewed | fold.places.keys()

    @property
    def memories(self) -> Mapping[str, Memory]:
        """The memory of each card that was ever reviewed, by key."""
        self.load()
        return self._projection.memories

    @property
    def suspended(self) -> Set[str]:
        """Keys of the suspended cards."""
        self.load()
        return self._projection.suspended

    @property
    def tags(self) -> Mapping[str, Sequence[str]]:
        """The learner's own tags, by the key of the card."""
        self.load()
        return self._projection.tags

    def accepted(self, card: str) -> Sequence[str]:
        """The answers that the learner counts as right for this card, by its key."""
        return tuple(self._record_of(card).accepted)

    def current(self, key: str) -> str:
        """The current key of the card that had this one."""
        return self._fold.sames.latest(key)

    @property
    def renamed(self) -> Mapping[str, str]:
        """The keys whose history continues under another key, each with that key."""
        return self._fold.sames.renamed()

    @property
    def texts(self) -> Mapping[str, Text]:
        """Kind, prompt and answer of each card that was seen, as it was then."""
        cards = self._fold.cards
        return {key: known.text for key, known in cards.items() if known.text}

    def deck_of(self, key: str) -> str:
        """The id of the deck in which the card was last reviewed; empty if never."""
        return self._record_of(key).deck

    def trail(self, key: str) -> Trail:
        """A short record of the answers to the card of this key."""
        return self._record_of(key).trail

    def _record_of(self, key: str) -> CardRecord:
        return self._fold.cards.get(key, NO_RECORD)

    @property
    def _fold(self) -> Fold:
        """The fold with its cards."""
        self.load()
        return self._projection.fold

    def kept(self, but: Container[str]) -> Iterator[CardSeen]:
        """The cards that have a history, as they were when last seen, without those of
        the keys in `but`."""
        for key, known in self._fold.cards.items():
            if key not in but and known.has_history:
                form, prompt, answer = known.text or (Kind.FLIP, "", "")
                yield CardSeen(key, known.deck, form, prompt, answer)

    def history(self, key: str) -> Sequence[Event]:
        """The events of one card that were not undone, in order."""
        fold = self._fold
        found = sorted(self._projection.events_of({key}, fold.sames), key=stamp_in)
        return [event for event, _ in found if event.stamp not in fold.undone]

    @property
    def open_quiz(self) -> OpenQuiz | None:
        """The latest quiz that is not handed in."""
        return self._projection.fold.quizzes.latest_open

    @property
    def tries(self) -> Sequence[Try]:
        """The results of the quizzes that were handed in, oldest first."""
        return self._projection.fold.quizzes.done

    def load(self, report: Report | None = None) -> None:
        """Read the memories, unless they have been read."""
        self._projection.load(report)

    @staticmethod
    def prepare_to_write() -> None:
        """Import what the first write needs, so that no answer waits for it."""
        import filelock  # noqa: F401

    @property
    def problems(self) -> Sequence[str]:
        """A sentence for each thing that the learner should know."""
        return [*self.files.summary(), *self.backups.problems]

    @property
    def schedule(self) -> Schedule:
        """The learner's settings."""
        return self._projection.scheduler.schedule

    @property
    def days(self) -> Mapping[int, DayTotals]:
        """The totals of each study day."""
        sums = self._projection.fold.sums
        return {day: DayTotals(*row) for day, row in sums.days.items()}

    def day(self, day: int) -> DayTotals:
        """The totals of one study day."""
        return DayTotals(*self._projection.fold.sums.days.get(day, ()))

    def latest_day(self, deck: str) -> tuple[int, DayTotals]:
        """The latest study day with an answer in the deck of this id, with its totals;
        day 0 for none."""
        rows = self._fold.sums.decks.get(deck, {})
        day = max((day for day, row in rows.items() if row[0]), default=0)
        return day, DayTotals(*rows.get(day, ()))

    def log(self) -> Log:
        """The totals of reviews and quizzes, by deck."""
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
        self,
        key: str,
        *,
        at: datetime,
        day: int,
        deck: str,
        chance: float,
        recognition_only: bool,
    ) -> Mapping[Grade, Memory]:
        """The memory that the card would have after each grade, in the deck of this
        id."""
        known = self._record_of(key)
        return self._projection.scheduler.futures(
            known.memory,
            key=known.first or key,
            at=int(at.timestamp() * 1000),
            day=day,
            deck=deck,
            chance=chance,
            recognition_only=recognition_only,
        )

    def refresh(self) -> bool:
        """Fold what other windows and machines have written; return whether there was
        any."""
        return self._projection.refresh()

    def fold_again(self, report: Report | None = None) -> None:
        """Fold everything again from the files."""
        self._projection.fold_again(report)

    def events(self) -> Iterator[Event]:
        """Every event, in the order of the fold."""
        found = [each for batch in self.files.in_order() for each in batch.ready]
        return (event for event, _ in sorted(found, key=stamp_in))

    def record(self, *acts: Act, at: datetime, seen: CardSeen | None = None) -> Event:
        """Write one act, or several that belong together, to the disk, then fold them;
        return the event of the last.

        `seen` goes before them in the same write, unless the card's text is known.
        Raises `StoreError`; `StoreBusyError` when another window writes for too long.
        """
        return self.record_all((seen, *acts) if seen else acts, at=at)[-1]

    def record_all(self, acts: Sequence[Act], *, at: datetime) -> Sequence[Event]:
        """Write many acts in one write, or none; return their events.

        A `CardSeen` among them is left out when the card's text is known. Raises
        `StoreError`.
        """
        return self._recorder.record(acts, at=at)

    def undo(self, *events: Event, at: datetime) -> Event:
        """Undo events, in one write; an undo may be undone too."""
        undos = [Undo(each.key, getattr(each.act, "card", "")) for each in events]
        return self.record(*undos, at=at)

    def latest_step(
        self, day: int, is_here: Callable[[str], object] = bool
    ) -> tuple[Sequence[Event], str] | None:
        """The latest standing review or suspension on this machine on a study day, of a
        card that `is_here`, with what was accepted just before it, and the card's
        key."""
        self._projection.check_user_exists()
        device = self._recorder.device or device_here(self._machine) or ""
        name = name_of(device, day)
        if name not in self._projection.fold.seen:
            return None
        step: Event | None = None
        card = ""
        rows = self.files.read(name)[0]
        for event, _ in reversed(self.files.events(name, rows.items())):
            if event.stamp in self._projection.fold.undone:
                continue
            match event.act:
                case Review() | Suspend(suspended=True) if step:
                    break
                case Suspend(key, True) if self.current(key) not in self.suspended:
                    pass  # the card is asked again, so undoing it would change nothing
                case Review(key) | Suspend(key, True) if is_here(key):
                    step, card = event, key
                case Accept() if step and event.act.card == card:
                    return (event, step), self.current(card)
        return ((step,), self.current(card)) if step else None

    def close(self) -> None:
        """If anything was written, write the caches, copy the files that have changed
        and mend damaged ones, as far as possible. `problems` names the files that could
        not be copied."""
        if self._projection.is_saved:
            return
        with suppress(StoreError):  # it is tried again the next time
            self._projection.check_user_exists()
            self._projection.save()
            self.back_up(LONGEST_BACKUP)
            self._recorder.mend()

    def make_cache(self) -> None:
        """Write the caches again, from the events."""
        self.fold_again()
        self._projection.save()
        with suppress(OSError):
            (self.cache / COUNTS).unlink()  # what they were counted from was wrong

    def back_up(self, seconds: float) -> int:
        """Copy the files that have changed since they were copied, the newest first,
        for at most this long; return how many are left.

        `problems` names each file that cannot be copied.
        """
        return self.backups.copy_all(self.files.root, self.files.names(), seconds)
