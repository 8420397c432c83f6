"""The world of a test: one installation below one folder, and a clock set by hand.

Stores, workspaces and sittings are opened here and nowhere else in the tests.
"""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quizapp import paths
from quizapp.days import study_day
from quizapp.decks.library.deck_files import DeckFile, find_decks
from quizapp.model import CardSeen, Event, Grade, Kind, Mark, Review
from quizapp.progress.fold.projection import Report
from quizapp.progress.log.user_folders import cache_of, events_of
from quizapp.progress.log.users import Users
from quizapp.progress.maintenance.backup import write_archive
from quizapp.progress.maintenance.examine import Problem, examine
from quizapp.progress.maintenance.merge import Added, merge
from quizapp.progress.settings import change_setting, read_settings
from quizapp.progress.store import Store
from quizapp.study.counts.kept import kept_counts
from quizapp.study.counts.values import Glance, Moment
from quizapp.study.sitting import Sitting
from quizapp.study.workspace import Workspace
from quizapp.study.workspace.reviews import seen_of

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


class World:
    """Decks, settings and progress of one installation, opened as often as needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths = paths.below(folder)
        self.now = START
        self.shipped: Path | None = None
        """The decks that come with quizapp, where a test wants them."""

    def device(self, name: str) -> World:
        """Another device that shares the library, as through a file sync."""
        other = World(self.folder / name)
        other.paths = other.paths._replace(data=self.paths.data)
        return other

    def with_id(self, name: str) -> World:
        """The same, its id one that is known."""
        path = self.paths.machine / "device.json"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            about = {"id": name, "host": platform.node()}
            path.write_text(json.dumps(about), encoding="utf-8")
        return self

    def clock(self) -> datetime:
        """The time, until a test sets another."""
        return self.now

    def moment(self, days: float = 0) -> Moment:
        """Now, or this many days later."""
        at = self.now + timedelta(days=days)
        return Moment(at, study_day(at, 4))

    # Decks and settings

    def write(self, name: str, text: str) -> Path:
        """Write a deck; its file."""
        path = self.paths.decks / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def set(self, **settings: object) -> None:
        """Change settings of this machine."""
        self.paths.settings.parent.mkdir(parents=True, exist_ok=True)
        for name, value in settings.items():
            change_setting(self.paths.settings, name, value)

    def files(self, folders: Sequence[str] | None = None) -> tuple[DeckFile, ...]:
        """The deck files there are."""
        named = read_settings(self.paths.settings).folders
        places = [Path(each) for each in (named if folders is None else folders)]
        return find_decks(self.paths.decks, places, self.shipped)

    # Progress

    def store(self, report: Report | None = None, *, user: str = "me") -> Store:
        """A user's progress, as one more window opens it."""
        return Store.open(self.paths, user, report)

    def forget(self) -> None:
        """Delete the caches."""
        shutil.rmtree(self.paths.cache, ignore_errors=True)

    def fresh_store(self, report: Report | None = None, *, user: str = "me") -> Store:
        """The same, folded from the events alone."""
        self.forget()
        return self.store(report, user=user)

    def events(self, user: str = "me") -> list[Event]:
        """Everything that is on the disk, read without a cache."""
        where = self.paths._replace(cache=self.folder / "no cache")
        return list(Store(where, user).events())

    def keys(self, user: str = "me") -> frozenset[str]:
        """The keys of all events."""
        return frozenset(each.key for each in self.store(user=user).events())

    @property
    def day_files(self) -> list[Path]:
        """All day files of all users and devices."""
        return sorted(self.paths.users.rglob("????-??-??.json"))

    def users(self) -> Users:
        """Everyone who studies here."""
        return Users(self.paths)

    def examine(self) -> list[Problem]:
        """What `check --store` finds."""
        return list(examine(self.paths, "me"))

    def merge(self, source: Path, *, dry_run: bool = False) -> Added:
        """Add what another machine has."""
        return merge(source, self.paths, dry_run=dry_run)

    # Studying

    def workspace(self, store: Store | None = None) -> Workspace:
        """The decks with a user's progress."""
        settings = read_settings(self.paths.settings)
        return Workspace(store or self.store(), self.files, self.clock, settings)

    def kept_counts(self, days: float = 0, user: str = "me") -> Glance | None:
        """What home shows before the decks are read."""
        return kept_counts(
            cache_of(self.paths, user),
            self.files(),
            events_of(self.paths, user),
            self.moment(days).at,
        )

    def sit(
        self,
        *names: str,
        workspace: Workspace | None = None,
        seed: int = 1,
        **options: Any,
    ) -> Sitting:
        """Study these decks, or all."""
        workspace = workspace or self.workspace()
        chosen = list(names or workspace.decks)
        return Sitting(workspace, chosen, seed=seed, **options)

    def review(
        self, workspace: Workspace, key: str, grade: int = Grade.GOOD, **more: Any
    ) -> None:
        """Record a review of a card of the workspace, as it is now."""
        found = workspace.find(key)
        assert found
        card = found[1]
        act = review(key, grade, self.now, **{"deck": card.deck, **more})
        workspace.record(act, seen=seen_of(key, card))


def review(
    card: str, grade: int = Grade.GOOD, at: datetime = START, **more: Any
) -> Review:
    """A review of a card; `more` are its other fields."""
    usual = {
        "card": card,
        "deck": "deck",
        "topic": "",
        "asked": Kind.TYPE,
        "given": "x",
        "mark": Mark.RIGHT,
        "grade": Grade(grade),
        "day": (at - timedelta(hours=4)).date(),
        "spent": 1000,
    }
    return Review(**{**usual, **more})


def answer(sitting: Sitting, grade: Grade = Grade.GOOD) -> str:
    """Answer and grade the question; its card's id."""
    assert sitting.question
    card = sitting.question.card
    sitting.answer("")
    sitting.grade(grade)
    return card.fields.id


def play(
    sitting: Sitting, grade: Callable[[str], Grade] = lambda _: Grade.GOOD
) -> list[str]:
    """Answer until the sitting ends; the ids asked, in order."""
    asked = []
    while sitting.question:
        asked.append(answer(sitting, grade(sitting.question.card.fields.id)))
    return asked


def disk_is_full(*_: object, **__: object) -> None:
    """In the place of a call that writes."""
    raise OSError(28, "No space left on device")


def three_days(folder: Path) -> World:
    """Three days of answers with caches and backups; another machine's folder, and a
    backup of that, beside them."""
    world, other = World(folder), World(folder / "other")
    for each, days, later in ((world, (0, 1, 2), 0), (other, (1, 2, 3), 5)):
        store = each.store()
        for day in reversed(days):
            at = START - timedelta(days=day, minutes=-later)
            for number in range(3):
                seen = CardSeen(f"deck/{number}", "deck", Kind.FLIP, f"q{number}", "a")
                told = review(f"deck/{number}", 1 + number, at)
                store.record(told, at=at, seen=seen)
        store.close()
    write_archive(folder / "other.zip", other.paths, now=START)
    return world


def torn(folder: Path) -> World:
    """The same, today's file torn."""
    world = three_days(folder)
    path = world.day_files[-1]
    path.write_bytes(path.read_bytes()[:-30])
    return world
