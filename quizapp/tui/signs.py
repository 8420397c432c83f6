"""How each mark is drawn. Not in `draw`, as the first paint needs no model."""

from __future__ import annotations

from quizapp.model import Mark

SIGNS = {
    Mark.RIGHT: ("✓", "$right"),
    Mark.CLOSE: ("≈", "$close"),
    Mark.WRONG: ("✗", "$wrong"),
    Mark.UNKNOWN: ("·", "$quiet"),
    Mark.OPEN: ("", "$mark"),
}
"""The sign of each verdict, with its style."""
