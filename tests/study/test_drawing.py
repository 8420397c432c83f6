"""Figures drawn with characters, and the interval that goes with a share."""

from __future__ import annotations

from datetime import date

from quizapp.study.scores import Share
from quizapp.study.scores.drawing import bar, columns, heat_map, parts, plot, spark


def test_a_share_has_wilsons_interval() -> None:
    assert Share(0, 0).interval is None
    low, high = Share(8, 10).interval or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    low, high = Share(10, 10).interval or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.7225, 1.0)


def test_the_year_is_drawn_with_this_week_at_the_end() -> None:
    today = date(2026, 11, 24).toordinal()  # a Tuesday
    rows = heat_map({today: 8, today - 7: 1, today - 1: 4}, today)
    assert all(len(row) == 53 for row in rows)
    assert [row[-1] for row in rows[:3]] == ["▒", "█", " "]
    assert rows[1][-2] == "░"
    assert "Nov" in rows[7]


def test_bars_columns_and_plots_have_their_size() -> None:
    assert bar(0.5, 4) == "━━──"
    assert (bar(0.99, 3), bar(0.01, 3)) == ("━━╾", "╾──")
    assert bar(None, 3) == "···"
    assert spark([0.0, 0.5, 1.0]) == "▁▄█"
    assert parts([1, 1, 2], "abc", 8) == "aabbcccc"
    assert columns([0, 4, 8]) == [" ▄█"]
    assert columns([1, 16], height=2) == [" █", "▁█"]
    drawn = plot([0.0, 0.5, 1.0], 10)
    assert [row.index("●") for row in (drawn[4], drawn[2], drawn[0])] == [6, 7, 8]
