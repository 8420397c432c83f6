"""Spans of time in a few letters."""

from __future__ import annotations

from quizapp.model import Memory
from quizapp.study.workspace import Moment


def span_of(memory: Memory, now: Moment) -> str:
    """How long from `now` until the memory is due: `10m`, `3d`, `2.5mo`, `1.2y`."""
    if memory.due_at is not None:
        return until(-(-max(0, memory.due_at - now.ms) // 1000))
    return until(max(0, memory.due_day - now.day) * 86_400)


def until(seconds: int) -> str:
    """A span in its largest unit; from ten on without a decimal."""
    if seconds < 60:
        return "<1m"
    for unit, length in (("y", 31_557_600), ("mo", 2_629_800)):
        if seconds >= length:
            count = seconds / length
            return f"{count:.1f}{unit}" if count < 9.95 else f"{count:.0f}{unit}"
    for unit, length in (("d", 86_400), ("h", 3600), ("m", 60)):
        if seconds >= length:
            return f"{seconds // length}{unit}"
    raise AssertionError(seconds)
