"""One user's progress: events written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from quizapp.errors import StoreError
from quizapp.model import Accept, Act, CardSeen, Event, Malformed, Review, Suspend, Undo
from quizapp.scheduler import study_day
from quizapp.store.device import device_here, device_of, locked
from quizapp.store.events import decode, encode
from quizapp.store.quiz_clock import keep_elapsed, kept_elapsed
from quizapp.store.reader import Reader
from quizapp.store.storage import Row

BACKED_UP_EVERY = 50
"""Events after which the day's file is copied."""
LONGEST_BACKUP = 2.0
"""Seconds that the end waits for copies; the rest is copied the next time."""


@dataclass(frozen=True, slots=True)
class _Failed:
    """A write that failed: it may, or may not, be in the file all the same."""

    act: Act
    first: int
    """The id of its first event."""
    name: str
    """The file."""
    event: Event


class Store(Reader):
    """Records what a learner does, and answers what it comes to.

    No folder is made before the first write. `record` and `undo` return when the event
    is on the disk; when they raise `StoreError` nothing has changed here, and recording
    the same again writes the same event.
    """

    def __init__(self, data: Path, machine: Path, cache: Path, user: str) -> None:
        super().__init__(data, machine, cache, user)
        self._machine = machine
        self._device = ""
        self._failed: _Failed | None = None
        self._since_backup = 0

    def record(self, *told: Act, at: datetime, seen: CardSeen | None = None) -> Event:
        """Write one act, or several that belong together, to the disk, then fold them;
        return the event of the last.

        `seen` goes before them in the same write, unless the card's text is known.
        Raises `StoreError`; `StoreBusyError` when another window writes for too long.
        """
        act = told[-1]
        self.load()
        with self._writing():
            day = study_day(at, self.schedule.day_starts)
            if not self.files.is_as(self._device, day, self._fold.seen):
                self.refresh()
            failed, self._failed = self._failed, None
            first = max(
                int(at.timestamp() * 1000),
                self._fold.last_ids.get(self._device, 0) + 1,
            )
            if failed and _is_about_the_same(failed.act, act):
                if failed.first <= self._fold.last_ids.get(self._device, 0):
                    return self._settle(failed, act, at)
                first = failed.first
            acts = [seen, *told] if seen and self._is_news(seen) else told
            return self._write(acts, first, day, at)[-1]

    def record_all(self, told: Sequence[Act], *, at: datetime) -> Sequence[Event]:
        """Write many acts of equal standing in one write; return their events.

        A `CardSeen` among them is left out when the card's text is known. Raises
        `StoreError`, and none is written.
        """
        self.load()
        with self._writing():
            self.refresh()
            first = max(
                int(at.timestamp() * 1000),
                self._fold.last_ids.get(self._device, 0) + 1,
            )
            acts = [
                act
                for act in told
                if not isinstance(act, CardSeen) or self._is_news(act)
            ]
            day = study_day(at, self.schedule.day_starts)
            return self._write(acts, first, day, at) if acts else ()

    def undo(self, *events: Event, at: datetime) -> Event:
        """Take events back, in one write; an undo may be undone too."""
        undos = [Undo(each.key, getattr(each.act, "card", "")) for each in events]
        return self.record(*undos, at=at)

    def _write(
        self, acts: Sequence[Act], first: int, day: int, at: datetime
    ) -> Sequence[Event]:
        rows = {
            first + i: Row(encode(act, at), first + i) for i, act in enumerate(acts)
        }
        # What is folded is what will be read.
        events = [decode(row.json, (id_, self._device)) for id_, row in rows.items()]
        for event in events:
            if isinstance(event.act, Malformed):
                raise StoreError(f"This cannot be kept ({event.act.why}).")
        try:
            name, now = self.files.append(self._device, day, rows, self._fold.seen)
        except StoreError:
            name = self.files.name_of(self._device, day)
            self._failed = _Failed(acts[-1], first, name, events[-1])
            raise
        self._fold.seen[name] = now
        self._fold_in([(event, name) for event in events])
        self._since_backup += 1
        if self._since_backup >= BACKED_UP_EVERY:
            self._since_backup = 0
            self.backups.copy_soon(self.files.root, name)
        return events

    def _settle(self, failed: _Failed, act: Act, at: datetime) -> Event:
        """The write that failed had come as far as the file: bring it to the disk.

        Where another grade is given now, the one that was written is undone.
        """
        try:
            self.files.settle(failed.name)
        except OSError as error:
            self._failed = failed
            raise StoreError(
                f"The answer could not be written to {failed.name}: "
                f"{error.strerror or error}. Nothing is lost; try again."
            ) from error
        if getattr(failed.act, "grade", None) == getattr(act, "grade", None):
            return failed.event
        day, last = study_day(at, self.schedule.day_starts), self._fold.last_ids
        undo = Undo(failed.event.key, getattr(act, "card", ""))
        self._write([undo], last[self._device] + 1, day, at)
        return self._write([act], last[self._device] + 1, day, at)[-1]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The lock; with it, the device, and its folder swept once."""
        with locked(self._machine, self._folder):
            if not self._device:
                self._device = device_of(self._machine)
                self.files.sweep(self._device)
            yield

    def latest_step(self, day: int) -> tuple[Sequence[Event], str] | None:
        """The latest standing review or suspension on this machine on a study day, with
        what was accepted just before it, and the key of its card."""
        device = self._device or device_here(self._machine) or ""
        name = self.files.name_of(device, day)
        if name not in self._fold.seen:
            return None
        step: Event | None = None
        card = ""
        rows = self.files.read(name)[0]
        for event, _ in reversed(self.files.events(name, rows.items())):
            if event.stamp in self._fold.undone:
                continue
            match event.act:
                case Review() | Suspend() if step:
                    break
                case Review() | Suspend():
                    step, card = event, event.act.card
                case Accept() if step and event.act.card == card:
                    return (event, step), self.current(card)
        return ((step,), self.current(card)) if step else None

    def keep_elapsed(self, quiz: str, elapsed: int) -> None:
        """Note on this machine that the open quiz has taken so many milliseconds."""
        keep_elapsed(self._quiz_clock, quiz, elapsed)

    def kept_elapsed(self, quiz: str) -> int:
        """The milliseconds that were noted for the quiz; 0 for none."""
        return kept_elapsed(self._quiz_clock, quiz)

    @property
    def _quiz_clock(self) -> Path:
        return self._machine / "quizzes" / f"{self._folder}.json"

    def close(self) -> None:
        """Write the caches, copy what has changed; that they cannot be is no loss."""
        if self._is_saved:
            return
        self.save()
        self.back_up(LONGEST_BACKUP)

    def back_up(self, seconds: float) -> int:
        """Copy the files that have changed since they were copied, the newest first,
        for at most so long; how many are left.

        A file that cannot be copied is told of in `problems`.
        """
        return self.backups.copy_all(self.files.root, self.files.names(), seconds)

    def _is_news(self, seen: CardSeen) -> bool:
        known = self._fold.cards.get(seen.card)
        return known is None or known.text != (seen.form, seen.prompt, seen.answer)


def _is_about_the_same(failed: Act, act: Act) -> bool:
    """Whether the second is the first, tried again, perhaps with another grade."""
    if isinstance(failed, Review) and isinstance(act, Review):
        return (failed.card, failed.quiz) == (act.card, act.quiz)
    return failed == act
