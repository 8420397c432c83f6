"""What is wrong with one file: so many complaints, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.model import Complaint, Level
from quizapp.text import plural

MOST = 1_000
"""Complaints that are kept of a file."""
ENOUGH = 10_000
"""Complaints after which a file is not read on: it is something else."""


class Complaints:
    """The first complaints that were made of a file; of the others only the number."""

    def __init__(self) -> None:
        self._kept: list[Complaint] = []
        self._more = 0
        self._level = Level.WARNING

    def __bool__(self) -> bool:
        return bool(self._kept)

    @property
    def are_enough(self) -> bool:
        """Whether the next one would only be counted: its words may be spared."""
        return len(self._kept) >= MOST

    @property
    def are_too_many(self) -> bool:
        """Whether it is of no use to read on."""
        return self._more >= ENOUGH

    def add(self, complaint: Complaint) -> None:
        """Keep a complaint, or count it."""
        if not self.are_enough:
            self._kept.append(complaint)
            return
        self._more += 1
        if complaint.level is Level.ERROR:
            self._level = Level.ERROR

    def add_all(self, complaints: Iterable[Complaint]) -> None:
        """Keep or count each."""
        for each in complaints:
            self.add(each)

    def told(self) -> tuple[Complaint, ...]:
        """Those that were kept, in the order of the file; the last one says how many
        more there are."""
        told = sorted(self._kept, key=lambda each: (each.line, each.column))
        if self._more:
            message = f"{plural(self._more, 'more complaint')}; fix these first."
            if self.are_too_many:
                message += " The rest of the file was not read."
            last = told[-1].line
            told.append(Complaint(last, 1, "more-complaints", message, self._level))
        return tuple(told)
