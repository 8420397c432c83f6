"""The one toast of the app."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from textual.notifications import SeverityLevel

from quizapp.text import visible
from quizapp.tui.textual_private import now

SEVERITIES: Sequence[SeverityLevel] = ("information", "warning", "error")


class Toasts:
    """Collects the messages of one act into one text; the next act begins another."""

    def __init__(self) -> None:
        self._lines: dict[str, SeverityLevel] = {}
        self._since = self._until = -inf

    def add(self, message: str, severity: SeverityLevel, seconds: float) -> None:
        """Add a line, shown for at least that many seconds."""
        self._lines[visible(message)] = severity
        self._since = now()
        self._until = max(self._until, self._since + seconds)

    @property
    def text(self) -> str:
        """The text of the toast."""
        return "\n".join(self._lines)

    @property
    def severity(self) -> SeverityLevel:
        """The worst of its lines."""
        return max(self._lines.values(), key=SEVERITIES.index)

    @property
    def seconds(self) -> float:
        """How long it is shown."""
        return self._until - self._since

    def is_old(self, latest: float) -> bool:
        """Whether it is over, or came before what was pressed at `latest`."""
        return self._since < latest or self._until < now()

    def clear(self) -> None:
        """Remove all messages."""
        self._lines.clear()
        self._until = -inf
