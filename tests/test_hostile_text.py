"""Text from outside through every screen in a real terminal: it is only ever text."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from quizapp.text import UNSAFE, visible
from tests.hostile.attacks import ATTACKS
from tests.terminal import QUIZAPP, Terminal

PLACES = ("title", "topic", "prompt", "answer", "choice", "note", "cite", "item")
PROMPTS = [f"MARK{8 * number + 2:03}" for number in range(len(ATTACKS))]
QUESTION = "|".join((*PROMPTS, r"choose \d+")).encode()
A_FEW = (*ATTACKS[:17:3], "[@click=app.quit]quit[/]", "x" * 10_000)
A_MOMENT = 0.4
"""Seconds after which keys count for what has just come onto the screen."""
MARKER = re.compile(r"MARK\d{3}")
OURS = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]"  # control sequences; the attacks' own are looked for
    r"|\x1b[=>78]"
)


def marked(attacks: Sequence[str]) -> list[tuple[str, str, str]]:
    """For each attack and place: the place, a marker, and the text that goes there."""
    told = []
    for number, (attack, place) in enumerate(product(attacks, PLACES)):
        marker = f"MARK{number:03}"
        told.append((place, marker, f"{marker}{attack}{marker}"))
    return told


def write_decks(folder: Path, attacks: Sequence[str] = ATTACKS) -> None:
    """One deck that holds the attacks in its cards, and one a title."""
    folder.mkdir(parents=True)
    strings = marked(attacks)
    blocks = []
    for number in range(len(attacks)):
        of = {place: text for place, _, text in strings[8 * number : 8 * number + 8]}
        (folder / f"title{number:02}.md").write_text(
            f"---\ntitle = {_toml(of['title'])}\n---\nStray {of['title']} line\n"
            f"\nQ: q{number}\nA: a\n",
            encoding="utf-8",
            newline="",
        )
        blocks.append(
            f"# {of['topic']}\n\n"
            f"Q: {of['prompt']}\nA: {of['answer']}\n:ask: flip\n"
            f":cite: {of['cite']}\n:source: {number}\n:note: {of['note']}\n\n"
            f"Q: choose {number}\n- [x] {of['choice']}\n- [ ] {of['item']}\n"
        )
    (folder / "AAA.md").write_text("\n".join(blocks), encoding="utf-8", newline="")
    # And a file whose very name attacks.
    evil = os.fsencode(str(folder)) + b"/MARK999\x1b[2J[x]\xff.md"
    Path(os.fsdecode(evil)).write_text("Q: q\nA: a\n", encoding="utf-8")


def _toml(text: str) -> str:
    """A TOML string with odd characters escaped: it passes the file's own check."""
    escaped = "".join(
        c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text
    )
    return f'"{escaped}"'


def check(received: bytes) -> set[str]:
    """Assert that nothing of theirs took effect; return the markers that were shown."""
    text = received.decode("utf-8", errors="strict")
    for attack in ATTACKS[:13]:
        # The app's own clear-screen and cursor sequences never touch a marker.
        assert f"{attack}MARK" not in text
        assert not re.search(rf"MARK\d{{3}}{re.escape(attack)}", text)
    assert "]52;" not in text.replace("␛]52;", "").replace("‹U+009B›", "")
    assert "@click" not in re.sub(r"\[@click", "", text)
    bare = OURS.sub("", text)
    for found in MARKER.finditer(bare):
        around = bare[max(0, found.start() - 3) : found.end() + 3]
        unsafe = UNSAFE.search(around.replace("\r", "").replace("\n", ""))
        assert not unsafe, ascii(around)
    return set(MARKER.findall(bare))


@pytest.mark.parametrize(
    "attacks",
    [
        pytest.param(A_FEW, id="a few"),
        pytest.param(ATTACKS, id="all", marks=pytest.mark.slow),
    ],
)
def test_no_text_from_outside_is_more_than_text(
    tmp_path: Path, attacks: Sequence[str]
) -> None:
    """Home with every title and its complaints, every card asked and judged, the
    summary with all that was missed, help and settings above them; all cards in browse,
    each with its history."""
    data = tmp_path / "data"
    write_decks(data / "library" / "decks", attacks)
    values = {"new_a_day": "999", "reviews_a_day": "999", "grades": "all"}
    for name, value in values.items():
        with Terminal((*QUIZAPP, "--data", str(data), "set", name, value)) as terminal:
            assert terminal.wait_for_end() == 0
    with Terminal((*QUIZAPP, "--data", str(data)), columns=140, rows=75) as terminal:
        terminal.wait_for("not started")
        terminal.type("j", "MARK999")
        for number in range(len(attacks)):
            terminal.type("j", last := f"title{number:02}")
        for key, sign in (("?", "Keys"), ("\x1b", last), (",", "Retention")):
            terminal.type(key, sign)
        terminal.type("\x1b", last)
        terminal.settle(A_MOMENT)
        since = len(terminal.received)
        terminal.type("\x1b[H\r", "0 learning")  # the first deck
        question = terminal.wait_for_match(QUESTION, since=since)
        missed = 6
        for number in range(2 * len(attacks) + missed):
            terminal.type("\x0e", "1 Again", told_after(question, attacks))
            since = len(terminal.received)
            terminal.send("1" if number < missed else "4")
            if number < 2 * len(attacks) + missed - 1:
                question = terminal.wait_for_match(QUESTION, since=since, but=question)
        terminal.wait_for("right the first time", since=since)
        terminal.type("\x1b", "MARK999")
        terminal.settle(A_MOMENT)
        terminal.type("b", "question", "Sort")
        for _ in range(len(attacks)):  # cards with their history, tagged by one
            terminal.type("\r", "Close")
            terminal.type("\x1b", "Sort")
            terminal.send("jj")
        terminal.settle(A_MOMENT)
        terminal.type("t", "verbs")
        terminal.type(ATTACKS[13] + "\r", "Sort")
        assert is_running(terminal)
        received = bytes(terminal.received)
    (tmp_path / "received").write_bytes(received)  # to look at after a failure
    shown = check(received)
    # What is longer than a screen is not all on it; no more is missing.
    short = [(m, text) for _, m, text in marked(attacks) if len(text) < 400]
    missing = [text for marker, text in short if marker not in shown]
    assert not missing, ascii(missing)
    assert len(shown) >= 7 * len(attacks)


def told_after(question: bytes, attacks: Sequence[str]) -> str:
    """What is painted last when the answer to a question is shown: its note, which
    comes with a second paint, where nothing above it is longer than a screen."""
    if question.startswith(b"choose"):
        return "1 Again"
    number = PROMPTS.index(question.decode())
    is_long = len(attacks[number]) >= 200
    return "1 Again" if is_long else f"MARK{8 * number + PLACES.index('note'):03}"


def is_running(terminal: Terminal) -> bool:
    return os.waitpid(terminal.pid, os.WNOHANG)[0] == 0


def test_on_the_command_line_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write_decks(data / "library" / "decks")
    for words in (
        ("decks",),
        ("check",),
        ("due",),
        ("study", "AAA", "--plain"),
        ("study", "MARK000\x1b[2J", "--plain"),
    ):
        with Terminal((*QUIZAPP, "--data", str(data), *words)) as terminal:
            terminal.send("x\n4\n:q\n")
            terminal.wait_for_end()
            terminal.settle()
            received = bytes(terminal.received).replace(b"\r\n", b"\n")
            check(received)


def test_visible_leaves_no_unsafe_character() -> None:
    for attack in ATTACKS:
        assert not UNSAFE.search(visible(attack).replace("\n", "").replace("\t", ""))
