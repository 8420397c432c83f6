"""The facts of a deck on the command line."""

from __future__ import annotations

import json
import sys

import pytest

from quizapp.text import cells
from tests.command_line import Run

DECK = "apec-2016"


def test_the_facts_are_printed_with_their_answers_in_brackets(run: Run) -> None:
    told = run("read", DECK).stdout
    title, source, blank, passage, fact, *_ = told.splitlines()
    assert title == "Peru, APEC and the TPP (2016)"
    assert source.startswith("In our own words, from Peru and APEC: a news analysis")
    assert (blank, passage.split()[:2]) == ("", ["¶", "1"])
    assert fact.startswith("- ")
    assert "[Lima]" in told
    assert "\x1b" not in told
    assert all(cells(line) <= 84 for line in told.splitlines())


def test_on_a_terminal_the_answers_are_bold_and_without_brackets(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizapp.cli.read import _wrapped
    from quizapp.study.facts import Piece

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    pieces = [
        Piece("It met in ", is_answer=False),
        Piece("Lima\x1b[2J", is_answer=True),
    ]
    (line,) = _wrapped(pieces, 80)
    assert line == "- It met in \x1b[1m\x1b[4mLima␛[2J\x1b[0m"


def test_facts_as_json_name_their_cards(run: Run) -> None:
    told = json.loads(run("read", DECK, "--json").stdout)
    assert told["article"]["date"] == "2016-11-14"
    first = told["passages"][0]
    assert (first["paragraph"], first["known"]) == ("1", 0)
    fact = first["facts"][0]
    assert fact["id"] == "summit"
    assert "Lima" in fact["answers"]
    assert fact["cards"][0]["card"].startswith(f"{DECK}/summit-lima/")
    assert fact["state"] == "new"


def test_a_deck_that_is_not_there_is_named(run: Run) -> None:
    assert "nowhere" in run("read", "nowhere", code=2).stderr
