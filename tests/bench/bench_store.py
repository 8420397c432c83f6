"""The store: a grade at 1,000, 100,000 and 1,000,000 reviews, opening, folding again.

The yardsticks, in the same run: the same bytes appended to a file and fsynced, and the
same document inserted by sqlite3 (WAL, synchronous=FULL).
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.model import Grade, Kind, Mark, Review, Setting
from quizapp.paths import below
from quizapp.progress.log.events import encode
from quizapp.progress.store import Store
from tests.bench.made import write_decks, write_events
from tests.terminal import QUIZAPP, Terminal
from tests.world import World

SIZES = {1_000: 100, 100_000: 10_000, 1_000_000: 100_000}
"""Reviews, and cards."""
COPIED = 100_000
"""Reviews up to which folding with copies is compared: the share stays the same."""
TODAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
FIRST, LAST = 100, 200
"""The grades of the day that are timed: around the 150th."""
OPENED = 5
FOLDED = 3


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        rows: list[tuple[str, str, str]] = []
        grades: dict[int, list[float]] = {}
        appended, inserted = _appends(root), _inserts(root)
        for reviews, cards in SIZES.items():
            data = root / str(reviews)
            write_events(data / "library", reviews, cards)
            begun = time.perf_counter()
            store = _open(data)
            spent = time.perf_counter() - begun
            rows.append(
                (
                    f"folded again, {reviews:,} reviews",
                    f"{spent / reviews * 1e6:.1f} µs each",
                    "≤ 20 µs",
                )
            )
            if reviews <= COPIED:
                more = _copies(data, store)
                rows.append(("  more with copies of all files", more, "≤ 5%"))
            begun = time.perf_counter()
            store.record(Setting("retention", 0.85), at=TODAY)
            spent = time.perf_counter() - begun
            goal = "≤ 100 ms" if reviews <= COPIED else ""
            rows.append(("  another retention", f"{spent * 1e3:.0f} ms", goal))
            grades[reviews] = _grades(store)
            store.close()
        appended += _appends(root)
        inserted += _inserts(root)
        rows += _rows_of_grades(grades, appended, inserted)
        rows += _rows_of_opening(root)
    return rows


def _open(data: Path) -> Store:
    return World(data).store()


def _copies(data: Path, store: Store) -> str:
    """How much more CPU time folding again takes when there are copies to compare."""
    without = min(_folded(data) for _ in range(FOLDED))
    store.back_up(3600)
    return f"{min(_folded(data) for _ in range(FOLDED)) / without - 1:+.1%}"


def _folded(data: Path) -> float:
    begun = time.process_time()
    nowhere = below(data)._replace(cache=data / "none")
    Store(nowhere, "me").fold_again()
    return time.process_time() - begun


def _review(number: int) -> Review:
    return Review(
        card=f"aaa/card-{number % 90}",
        deck="aaa",
        topic="Numbers",
        asked=Kind.TYPE,
        given="Some answer of the usual length",
        mark=Mark.RIGHT,
        grade=Grade.GOOD,
        day=TODAY.date(),
        spent=5000,
    )


def _grades(store: Store) -> list[float]:
    return _timed(
        lambda number: store.record(
            _review(number), at=TODAY + timedelta(seconds=number)
        )
    )


def _appends(root: Path) -> list[float]:
    with (root / "appended").open("ab") as file:

        def append(number: int) -> None:
            file.write(bytes(encode(_review(number), TODAY)))
            file.flush()
            os.fsync(file.fileno())

        return _timed(append)


def _inserts(root: Path) -> list[float]:
    path = root / "sqlite3"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS events (body TEXT)")

    def insert(number: int) -> None:
        body = bytes(encode(_review(number), TODAY))
        database.execute("INSERT INTO events VALUES (?)", (body,))

    try:
        return _timed(insert)
    finally:
        database.close()


def _timed(act: Callable[[int], object]) -> list[float]:
    times = []
    for number in range(LAST):
        begun = time.perf_counter()
        act(number)
        times.append(time.perf_counter() - begun)
    return times[FIRST:]


def _rows_of_grades(
    grades: dict[int, list[float]], appended: list[float], inserted: list[float]
) -> list[tuple[str, str, str]]:
    append, insert = statistics.median(appended), statistics.median(inserted)
    rows = [
        ("append and fsync, median", f"{append * 1e3:.2f} ms", ""),
        ("sqlite3 insert, median", f"{insert * 1e3:.2f} ms", ""),
    ]
    for reviews, times in grades.items():
        median, p99 = statistics.median(times), sorted(times)[-2]
        rows += [
            (f"grade, {reviews:,} reviews, median", f"{median * 1e3:.2f} ms", ""),
            (f"grade, {reviews:,} reviews, p99", f"{p99 * 1e3:.2f} ms", ""),
            ("  beside append and fsync", f"{median / append:.1f} ×", ""),
            ("  beside sqlite3", f"{median / insert:.1f} ×", ""),
        ]
    first, *_, last = (statistics.median(times) for times in grades.values())
    rows.append(("growth, 1,000,000 : 1,000", f"{last / first:.2f} ×", "≤ 1.20 ×"))
    return rows


def _rows_of_opening(root: Path) -> list[tuple[str, str, str]]:
    """An empty user, and one of a million reviews with all their cards."""
    largest, cards = list(SIZES.items())[-1]
    empty, full = root / "empty", root / str(largest)
    for data, number in ((empty, 1), (full, cards)):
        write_decks(data / "library" / "decks", number)
    _seen(full, "M  T  W", 120.0)  # once, so that the caches are written
    seen: dict[Path, list[tuple[float, float, int]]] = {empty: [], full: []}
    for _ in range(OPENED):  # in turns, so that a slow moment hits both alike
        seen[empty].append(_seen(empty, "1 card", 60.0))
        seen[full].append(_seen(full, "M  T  W", 60.0))
    rows = []
    for name, data, goals in (
        ("empty user", empty, ("", "")),
        (f"{largest:,} reviews", full, ("≤ 3.0 s", "≤ 377 MiB")),
    ):
        paint, read, peak = (
            statistics.median(each[place] for each in seen[data]) for place in range(3)
        )
        rows += [
            (f"first paint, {name}", f"{paint:.2f} s", ""),
            (f"all is read, {name}", f"{read:.2f} s", goals[0]),
            (f"peak memory, {name}", f"{peak:.0f} MiB", goals[1]),
        ]
    return rows


def _seen(data: Path, last: str, timeout: float) -> tuple[float, float, int]:
    """Seconds to the first paint, and until all is read, when `last` is shown;
    and the peak memory in MiB."""
    with Terminal((*QUIZAPP, "--data", str(data))) as terminal:
        first = terminal.wait_for("TITLEMARK") - terminal.begun
        read = terminal.wait_for(last, timeout=timeout) - terminal.begun
        terminal.settle(2.0)
        peak = terminal.peak
        terminal.send("q")
        terminal.wait_for_end(timeout)
    return first, read, peak
