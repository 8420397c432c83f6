"""Adding a table of 10,000 records.

The yardstick is `csv.reader` over the same file, in the same run.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from quizapp.decks.importing.plan import carry_out, plan_add

RECORDS = 10_000
RUNS = 15


def measure() -> list[tuple[str, str, str]]:
    """Rows of name, figure and goal."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_measured("two columns", ["question", "answer"], _pair, Path(folder)),
            *_measured(
                "five columns",
                ["id", "question", "answer", "topic", "note"],
                _rich,
                Path(folder),
            ),
        ]


def _measured(
    name: str, header: list[str], record: Callable[[int], Sequence[str]], folder: Path
) -> list[tuple[str, str, str]]:
    path, own = folder / "words.csv", folder / "own"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(map(record, range(RECORDS)))
    bare: list[float] = []
    adding: list[float] = []
    for _ in range(RUNS):  # in turns, so that a slow moment hits both alike
        shutil.rmtree(own, ignore_errors=True)
        bare.append(_timed(lambda: _rows(path)))
        adding.append(_timed(lambda: _add(path, own)))
    again = _timed(lambda: _add(path, own))
    plan = plan_add(path, own)
    assert (plan.cards, plan.counts.same) == (RECORDS, RECORDS)
    yardstick = statistics.median(bare)
    ratio = statistics.median(adding) / yardstick
    return [
        (f"csv.reader, {name}", f"{yardstick * 1e3:.1f} ms", ""),
        (f"added, {name}", f"{ratio:.1f} ×", "≤ 13 ×"),
        (f"added again, {name}", f"{again / yardstick:.1f} ×", ""),
    ]


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _add(path: Path, own: Path) -> None:
    carry_out(plan_add(path, own))


def _timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    kept = run()
    spent = time.perf_counter() - begun
    del kept
    return spent


def _pair(i: int) -> Sequence[str]:
    return f"What is the number {i}, in this row of cards?", f"It is the number {i}"


def _rich(i: int) -> Sequence[str]:
    return f"card-{i}", *_pair(i), f"Hundred {i // 100}", f"The one after {i - 1}."
