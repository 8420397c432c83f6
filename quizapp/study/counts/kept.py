"""The counts in a file of the cache, from one run to the next.

They hold while all deck files and day files are as they were when counted, on the day
on which they were counted and on a few more: the file has a glance for each of these
days, without the cards being learned, whose time may come within the day. A checksum
shows damage.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from errno import ELOOP
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from quizapp import __version__
from quizapp.days import study_day
from quizapp.files import FileStamp, entries_of, file_stamp, write_whole
from quizapp.paths import COUNTS
from quizapp.study.counts.backlog import Backlog, Limits
from quizapp.study.counts.values import (
    DeckCounts,
    DueCard,
    Glance,
    Moment,
    Problem,
    QuizLeft,
    Today,
)

if TYPE_CHECKING:
    from quizapp.decks.library.deck_files import DeckFile

Counts = TypeVar("Counts", DeckCounts, Today)
_BEGIN, _BETWEEN, _END = b'{"checksum": ', b', "kept": ', b"}\n"

Stamps = Sequence[Sequence[object]]
"""What changes with files, as JSON keeps it."""


def stamp_of_deck(file: DeckFile, stamp: FileStamp) -> Sequence[object]:
    """What changes with a deck file."""
    return [file.shown, str(file.path), *stamp]


def stamps_of_events(folder: Path) -> Stamps:
    """What changes with the day files: for each device, the time of its folder, the
    number of its files, their size and their latest times. Raises `OSError`."""
    if folder.is_symlink() or folder.parent.is_symlink():
        raise OSError(ELOOP, "progress is not read through links")
    found = []
    for device in entries_of(folder):
        if device.is_dir(follow_symlinks=False):
            about = [each.stat() for each in entries_of(device.path)]
            size = sum(each.st_size for each in about)
            times = [max(each.st_mtime_ns, each.st_ctime_ns) for each in about]
            latest = max(times, default=0)
            time = device.stat().st_mtime_ns
            found.append([device.name, time, len(about), size, latest])
    return sorted(found)


def keep_counts(
    cache: Path,
    *,
    decks: Stamps,
    events: Stamps,
    day_starts: int,
    days: Mapping[int, Glance],
    learning: Sequence[DueCard],
) -> None:
    """Write the counts of some study days, with all cards that are being learned. The
    stamps are those of the files that were counted. Raises `OSError`."""
    kept = {
        "version": __version__,
        "decks": decks,
        "events": events,
        "day_starts": day_starts,
        "days": {day: _without_learning(each) for day, each in days.items()},
        "learning": learning,
    }
    data = json.dumps(kept).encode()
    whole = b"".join((_BEGIN, b"%d" % crc32(data), _BETWEEN, data, _END))
    write_whole(cache / COUNTS, whole, durable=False)


def kept_counts(
    cache: Path, files: Iterable[DeckFile], events: Path, at: datetime
) -> Glance | None:
    """The counts at this time, from the file in `cache`; `None` unless they hold for
    these deck files, and for the day files in `events`."""
    try:
        head, _, rest = (cache / COUNTS).read_bytes().partition(_BETWEEN)
        data = rest.removesuffix(_END)
        if head != _BEGIN + b"%d" % crc32(data):
            return None
        kept = json.loads(data)
        now = Moment(at, study_day(at, kept["day_starts"]))
        day = kept["days"].get(str(now.day))
        if day is None or kept["version"] != __version__:
            return None
        if kept["decks"] != [stamp_of_deck(e, file_stamp(e.path)) for e in files]:
            return None
        if kept["events"] != stamps_of_events(events):
            return None
        return _at(now, day, [DueCard(*each) for each in kept["learning"]])
    except (OSError, LookupError, TypeError, ValueError):  # of another version
        return None


def _without_learning(glance: Glance) -> Glance:
    decks = [_with_learning(each, -each.learning) for each in glance.decks]
    today = _with_learning(glance.today, -glance.today.learning)
    due = glance.due
    if due is not None:
        due = [each for each in due if each.at is None]
    return Glance(decks, today, glance.quiz, due)


def _with_learning(counts: Counts, number: int) -> Counts:
    """Counts with so many more cards that are being learned and can be asked."""
    return counts._replace(due=counts.due + number, learning=counts.learning + number)


def _at(now: Moment, day: Sequence[Any], learning: Sequence[DueCard]) -> Glance:
    """The counts of a day with the cards being learned that can be asked now."""
    counted, of_day, left, later = day
    ready = [each for each in learning if each.at and each.at <= now.soon]
    number = Counter(each.deck for each in ready)
    decks = [_with_learning(each, number[each.name]) for each in map(_deck, counted)]
    in_all = sum(each.learning for each in decks if each.is_in_all)
    due = None
    if later is not None:
        cards = [*ready, *(DueCard(*each) for each in later)]
        due = [
            card
            for deck in decks
            if deck.is_in_all
            for card in cards
            if card.deck == deck.name
        ]
    quiz = QuizLeft(tuple(left[0]), *left[1:]) if left else None
    return Glance(decks, _with_learning(_today(of_day), in_all), quiz, due)


def _deck(kept: Sequence[Any]) -> DeckCounts:
    deck = DeckCounts(*kept)
    return deck._replace(
        forecast=tuple(deck.forecast),
        problems=tuple(Problem(*each) for each in deck.problems),
        limits=Limits(*deck.limits),
        options=tuple(deck.options),
    )


def _today(kept: Sequence[Any]) -> Today:
    today = Today(*kept)
    return today._replace(
        forecast=tuple(today.forecast),
        week=tuple(today.week),
        backlog=Backlog(*today.backlog) if today.backlog else None,
    )
