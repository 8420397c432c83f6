"""Writes what a learner does into the day's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from quizapp.days import study_day
from quizapp.errors import StoreError
from quizapp.model import Act, CardSeen, Event, Malformed, QuizEnded, Review, Undo
from quizapp.progress.fold.fold import Fold
from quizapp.progress.fold.projection import Projection
from quizapp.progress.log.device import device_of, locked
from quizapp.progress.log.events import EPOCH, decode, encode
from quizapp.progress.log.scan import name_of
from quizapp.progress.log.storage import Row, TakenError
from quizapp.progress.log.users import reading

BACKED_UP_EVERY = 50
"""The number of writes after which the day's file is copied."""
MENDING = 0.5
"""Seconds that a write spends on mending damaged files; others are mended later."""


class _Failed(Struct, frozen=True):
    """A write that failed; its events may be in the file all the same."""

    name: str
    """The name of the day file."""
    acts: Sequence[Act]
    events: Sequence[Event]

    def is_tried_again(self, acts: Sequence[Act]) -> bool:
        """Whether these acts are the same ones, perhaps with another answer or grade.

        What reached the file may have been read in the meantime, and then is left out.
        """
        *others, act = acts
        return _is_about_the_same(self.acts[-1], act) and {*others} <= {*self.acts}


class Recorder:
    """Records events for one user on this machine, and folds them.

    When `record` returns the events are on the disk; when it raises `StoreError`
    nothing has changed in the projection, and recording the same again writes the same
    events.
    """

    def __init__(self, projection: Projection, machine: Path, folder: str) -> None:
        """`folder` is the name of the user's folder, which is locked for each write."""
        self._projection = projection
        self._files = projection.files
        self._machine = machine
        self._folder = folder
        self.device = ""
        """This machine's id, once something has been written."""
        self._failed: _Failed | None = None
        self._since_backup = 0

    def record(self, acts: Sequence[Act], *, at: datetime) -> Sequence[Event]:
        """Write acts to the disk in one write, then fold them; return their events.

        A `CardSeen` among them is left out when the card's text is known. Raises
        `StoreError`; `StoreBusyError` when another window writes for too long.
        """
        self._projection.load()
        with self._writing():
            if not self._files.scan.is_unchanged(self._file(at), self._fold.seen):
                self._projection.refresh()
            acts = [a for a in acts if not isinstance(a, CardSeen) or self._is_news(a)]
            failed, self._failed = self._failed, None
            first = self._next_id(at)
            if failed and acts and failed.is_tried_again(acts):
                if failed.events[0].id < self._next_id():  # it reached the file
                    return self._settle(failed, acts, at)
                first = failed.events[0].id
            return self._write(acts, first, at) if acts else ()

    def _write(self, acts: Sequence[Act], first: int, at: datetime) -> Sequence[Event]:
        rows = {id_: Row(encode(act, at), id_) for id_, act in enumerate(acts, first)}
        # What is folded must be what will be read.
        events = [decode(row.json, (id_, self.device)) for id_, row in rows.items()]
        for event in events:
            if isinstance(event.act, Malformed):
                raise StoreError(f"This cannot be saved ({event.act.why}).")
        name, seen = self._file(at), self._fold.seen
        try:
            seen[name] = self._files.append(name, rows, seen.get(name))
        except TakenError:
            raise
        except StoreError:
            self._failed = _Failed(name, acts, events)
            raise
        self._projection.fold_in([(event, name) for event in events])
        self._since_backup += 1
        if self._since_backup >= BACKED_UP_EVERY:
            self._since_backup = 0
            self._files.backups.copy_soon(self._files.root, name)
        return events

    def _settle(
        self, failed: _Failed, acts: Sequence[Act], at: datetime
    ) -> Sequence[Event]:
        """The write that failed had reached the file all the same: sync it.

        Where another answer or grade is given now, what was written is undone.
        """
        try:
            self._files.settle(failed.name)
        except StoreError:
            self._failed = failed
            raise
        last, act = failed.events[-1], acts[-1]
        if _is_same_but_for_time(failed.acts[-1], act):
            return failed.events
        undo = Undo(last.key, getattr(act, "card", ""))
        self._write([undo], self._next_id(), at)
        return self._write([act], self._next_id(), at)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock; the first time, find the device's id."""
        with locked(self._machine, self._folder), reading(self._files.root):
            self._projection.check_user_exists()
            if not self.device:
                self.device = device_of(self._machine)
                self._files.forget_deleted()
            self._files.mend_all(MENDING)
            yield

    def mend(self) -> None:
        """Mend damaged files, if this window has written. Raises `StoreError`."""
        if self.device and (self._files.damaged or self._files.backups.refused):
            with self._writing():
                pass

    def _is_news(self, seen: CardSeen) -> bool:
        known = self._fold.cards.get(seen.card)
        return known is None or known.text != (seen.form, seen.prompt, seen.answer)

    def _next_id(self, at: datetime = EPOCH) -> int:
        """The id of the next event, which happens at `at`."""
        last = self._fold.last_ids.get(self.device, 0)
        return max(int(at.timestamp() * 1000), last + 1)

    def _file(self, at: datetime) -> str:
        """The file of the study day of `at`."""
        day_starts = self._projection.scheduler.schedule.day_starts
        return name_of(self.device, study_day(at, day_starts))

    @property
    def _fold(self) -> Fold:
        return self._projection.fold


def _is_about_the_same(failed: Act, act: Act) -> bool:
    """Whether the second act is the first tried again, perhaps with another answer or
    grade."""
    if isinstance(failed, Review) and isinstance(act, Review):
        return (failed.card, failed.quiz) == (act.card, act.quiz)
    return _is_same_but_for_time(failed, act)


def _is_same_but_for_time(failed: Act, act: Act) -> bool:
    match failed, act:
        case Review(), Review():
            failed = replace(failed, day=act.day, spent=act.spent)
        case QuizEnded(), QuizEnded():
            failed = replace(failed, day=act.day, elapsed=act.elapsed)
    return failed == act
