"""Keys that come faster than the screen changes, as over a slow line, in a terminal."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

from tests.terminal import QUIZAPP, Terminal

STARS = "".join(
    f"Q: Which is star {n}?\nA: suneh\n:id: star-{n}\n:ask: type\n\n" for n in range(4)
)
"""Each letter of the answer is a verb where nothing is typed."""
NOW = "2026-11-24T09:00+00:00"


def command(data: Path, *words: str) -> tuple[str, ...]:
    decks = data / "library" / "decks"
    decks.mkdir(parents=True)
    (decks / "stars.md").write_text(STARS, encoding="utf-8")
    return (*QUIZAPP, "--data", str(data), "--now", NOW, *words)


def test_an_answer_that_is_typed_before_its_question_is_there(tmp_path: Path) -> None:
    with Terminal(command(tmp_path, "study", "stars")) as terminal:
        terminal.wait_for("Which is star")
        terminal.settle()
        terminal.send("suneh\r")
        terminal.wait_for("Right")
        for _ in range(2):
            terminal.settle(1.0)  # one verdict may be painted over the other, unseen
            terminal.send("\rsuneh\r")  # takes the grade, and answers the next one
        terminal.settle(1.0)
        os.kill(terminal.pid, signal.SIGHUP)  # as if its window were closed
        assert terminal.wait_for_end() == 0
    told = [
        event
        for path in (tmp_path / "library" / "users").rglob("2026-*.json")
        for event in json.loads(path.read_text("utf-8"))["events"].values()
    ]
    assert [e["given"] for e in told if e["kind"] == "review"] == ["suneh"] * 3
    assert {event["kind"] for event in told} <= {"deck", "card", "review"}


def test_a_search_that_is_typed_at_once_is_no_verb(tmp_path: Path) -> None:
    with Terminal(command(tmp_path)) as terminal:
        terminal.wait_for("Ten minutes a day")
        terminal.settle()
        terminal.type("b", "Which is star 3?")
        terminal.settle()
        since = len(terminal.received)
        terminal.send("/teresas")  # studies, tags, edits, resets, suspends
        terminal.wait_for("No card matches", since=since)
        for key in ("\x1b", "\x1b"):  # to the cards, and home
            terminal.settle()
            terminal.send(key)
        terminal.wait_for("Ten minutes a day", since=since)
        for text in (b"tagged", b"new again", b"How sure", b"End"):
            assert text not in terminal.received[since:]
    users = tmp_path / "library" / "users"
    assert not list(users.rglob("2026-*.json"))
