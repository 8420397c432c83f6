"""Damage to day files: what is lost, and what is used instead."""

from __future__ import annotations

from msgspec import Struct, field

from quizapp.progress.log.events import kind_of
from quizapp.progress.log.storage import Rows
from quizapp.text import plural


class FoundFile(Struct):
    """One day file as it was found, with its copies."""

    found: Rows = field(default_factory=dict)
    """The events in it, and in a file sync's copies of it."""
    lost: Rows = field(default_factory=dict)
    """The events that only this machine's copy has, or has undamaged."""
    why: str = ""
    """Why the file cannot be read as a whole."""
    is_there: bool = False
    is_away: bool = False
    """Whether the file was deleted on purpose, or is in another folder."""
    size: int = 0
    mtime: int = 0
    is_known: bool = True
    """False if it cannot be read now, or is from a newer quizapp."""

    @property
    def rows(self) -> Rows:
        """The events found, and those that only the copy has."""
        return self.found | self.lost if self.lost else self.found


def damage(file: FoundFile, missing: int, was_seen: bool) -> str:
    """What is wrong with a file, and what is used instead; `missing` events were there
    when it `was_seen` and are gone."""
    altered = len(file.lost.keys() & file.found.keys())
    lacks = len(file.lost) - altered
    if file.why:
        what = f"is damaged ({file.why})"
    elif not file.is_there:
        what = "is missing"
    elif not altered:
        what = f"has lost {plural(lacks + missing, 'event')}"
    else:
        what = f"has {plural(altered, 'damaged event')}"
        what += f" and has lost {plural(lacks, 'event')}" if lacks else ""
    parts = []
    if file.lost:
        reviews = sum(kind_of(row.json) == "review" for row in file.rows.values())
        parts.append(f"its copy with {plural(reviews, 'answer')} is used instead")
    if missing and file.lost:
        parts.append(plural(missing, "later one is", "later ones are") + " missing")
    elif missing:
        parts.append(plural(missing, "event is", "events are") + " missing")
    elif not file.lost and not was_seen:
        parts.append("its events are missing")
    return f"{what}: {', '.join(parts)}" if parts else what
