"""Checks a text while it is being written, without slowing the writer down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic
from typing import Any, Generic, TypeVar

from textual.screen import Screen

T = TypeVar("T")
SOON = 0.15
"""The least seconds between a change and checking it."""
LATEST = 1.5


class Proofreader(Generic[T]):
    """Calls `take` on the screen's thread for a job, runs it in a thread of its own,
    and hands its result to `show`.

    Jobs run one at a time, with a longer pause after a long one, so that typing is
    smooth however large the deck is.
    """

    def __init__(
        self,
        screen: Screen[Any],
        take: Callable[[], Callable[[], T]],
        show: Callable[[T], Awaitable[None] | None],
    ) -> None:
        self._screen = screen
        self._take = take
        self._show = show
        self._rest = SOON
        self._is_waiting = False
        self._is_reading = False
        self._is_stale = False

    def wake(self) -> None:
        """Something has changed."""
        if not self._is_waiting:
            self._is_waiting = True
            self._screen.set_timer(self._rest, self.read)

    def read(self) -> None:
        """Check now, or as soon as the current check has ended."""
        self._is_waiting = False
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        job = self._take()
        self._screen.run_worker(partial(self._run, job), thread=True, group="proof")

    def _run(self, job: Callable[[], T]) -> None:
        begun = monotonic()
        result = job()
        self._rest = min(LATEST, max(SOON, 3 * (monotonic() - begun)))
        self._screen.call_later(self._have, result)

    async def _have(self, result: T) -> None:
        self._is_reading = False
        if (waiting := self._show(result)) is not None:
            await waiting
        if self._is_stale:
            self.wake()
