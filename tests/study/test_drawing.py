"""Figures drawn with characters, and the interval that goes with a share."""

from __future__ import annotations

from quizapp.study.scores import Share
from quizapp.text import bar, spark


def test_a_share_has_wilsons_interval() -> None:
    assert Share(0, 0).interval is None
    low, high = Share(8, 10).interval or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    low, high = Share(10, 10).interval or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.7225, 1.0)


def test_bars_and_columns_have_their_size() -> None:
    assert bar(0.5, 4) == "━━──"
    assert (bar(0.99, 3), bar(0.01, 3)) == ("━━╾", "╾──")
    assert spark([0.0, 0.5, 1.0]) == "▁▄█"
