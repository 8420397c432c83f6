"""Folders to try things on."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.model import CardSeen, Grade, Kind, Mark, Review
from quizapp.progress.maintenance.archive import Places
from quizapp.progress.maintenance.backup import write_archive
from quizapp.progress.store import Store

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Scene:
    """One installation below one folder."""

    folder: Path

    @property
    def places(self) -> Places:
        """Where its parts live."""
        return Places(self.folder / "library", self.folder / "machine")

    def open(self, user: str = "me") -> Store:
        """A user's progress."""
        places = self.places
        return Store.open(
            data=places.data,
            machine=places.machine,
            cache=self.folder / "cache",
            user=user,
        )

    def open_anew(self, user: str = "me") -> Store:
        """The same, folded from the events alone."""
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        return self.open(user)

    @property
    def day_files(self) -> list[Path]:
        """All day files."""
        return sorted(self.places.users.rglob("????-??-??.json"))


def review(card: str, grade: int = 3, at: datetime = START) -> Review:
    """A review of a card."""
    return Review(
        card=card,
        deck="deck",
        topic="",
        asked=Kind.TYPE,
        given="x",
        mark=Mark.RIGHT,
        grade=Grade(grade),
        day=(at - timedelta(hours=4)).date(),
        spent=1000,
    )


def keys(at: Scene, user: str = "me") -> set[str]:
    """The keys of all events of a user."""
    return {event.key for event in at.open(user).events()}


def scene(folder: Path) -> Scene:
    """Three days of answers with caches and backups; another machine's folder, and a
    backup of that, beside them."""
    made, other = Scene(folder), Scene(folder / "other")
    for each, days, later in ((made, (0, 1, 2), 0), (other, (1, 2, 3), 5)):
        store = each.open()
        for day in reversed(days):
            at = START - timedelta(days=day, minutes=-later)
            for number in range(3):
                seen = CardSeen(f"deck/{number}", "deck", Kind.FLIP, f"q{number}", "a")
                told = review(f"deck/{number}", 1 + number, at)
                store.record(told, at=at, seen=seen)
        store.close()
    write_archive(folder / "other.zip", other.places, now=START)
    return made


def torn(folder: Path) -> Scene:
    """The same, today's file torn."""
    made = scene(folder)
    path = made.day_files[-1]
    path.write_bytes(path.read_bytes()[:-30])
    return made
