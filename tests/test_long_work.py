"""Long work shows how far it is, and Ctrl+C cancels it."""

from __future__ import annotations

import sys

import click
import pytest

from quizapp.cli import long_work as module
from quizapp.cli.long_work import CANCELLED, long_work


def test_a_terminal_shows_how_far_it_is_and_is_left_clean(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "QUIET", -1.0)
    monkeypatch.setattr(module, "EVERY", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with long_work("Backing up …", "Cancelled.") as report:
        report(0.25)
        report(0.5)
    shown = capsys.readouterr().err
    assert "Backing up …  25%" in shown
    assert shown.rpartition("\r")[2] in ("\x1b[K", "")


def test_a_pipe_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with long_work("Backing up …", "Cancelled.") as report:
        report(0.5)
    assert capsys.readouterr().err == ""


def test_ctrl_c_says_what_holds_and_ends_with_its_own_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with (
        pytest.raises(click.exceptions.Exit) as ended,
        long_work("Restoring …", "Cancelled. What was added stays."),
    ):
        raise KeyboardInterrupt
    assert ended.value.exit_code == CANCELLED
    assert "What was added stays." in capsys.readouterr().err
