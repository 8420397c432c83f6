"""Text from outside through every screen in a real terminal: it is only ever text."""

from __future__ import annotations

import os
import re
from itertools import product
from pathlib import Path

from quizapp.text import UNSAFE, visible
from tests.terminal import QUIZAPP, Terminal

ESC, CSI, BEL = "\x1b", "\x9b", "\x07"
ATTACKS = [
    f"{ESC}[2J",
    f"{ESC}[?1049l",
    f"{ESC}[5;3H",
    f"{ESC}]0;title{BEL}",
    f"{ESC}]52;c;aGVsbG8={BEL}",
    f"{ESC}]52;c;aGVsbG8={ESC}\\",
    f"{ESC}]8;;http://x{BEL}link{ESC}]8;;{BEL}",
    f"{ESC}P+q544e{ESC}\\",
    f"{ESC}c",
    f"{ESC}[6n",
    f"{CSI}2J",
    f"{CSI}31m",
    "\x9d0;title\x9c",
    "\x00",
    "\x08\x08\x08",
    "\x0b\x0c\x0e",
    "\x7f\x85",
    "\u202e reversed",
    "\u2066 isolated",
    "\u202a\u202c",
    "\u200f\u061c",
    "\u2028\u2029",
    "\ufff9a\ufffab\ufffb",
    "a\rb",
    "[@click=app.quit]quit[/]",
    "[@click='app.bell']x[/]",
    "[link=http://x]x[/link]",
    "[b]bold",
    "[/x]",
    "[/]",
    "[red on blue]x[/red]",
    "[[]]",
    "\\[b]",
    "[$primary]x",
    "{prompt}",
    "%s %d",
    "x" * 10_000,
    "é" * 10_000,
    "漢" * 5_000,
    "👩‍👩‍👧‍👦" * 200,
    "e" + "\u0301" * 200,
    "שלום עולם",
    "\u200b\u200d\ufeff",
    "\ue000\U000f0000",
    "`code` **bold** <b>",
    "| a | b |",
    "\t\t\t",
    "~" * 300,
    "⟦[bold]⟧",
    ":smile: &amp; &lt;",
]
PLACES = ("title", "topic", "prompt", "answer", "choice", "note", "cite", "item")
MARKER = re.compile(r"MARK\d{3}")
OURS = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]"  # control sequences; the attacks' own are looked for
    r"|\x1b[=>78]"
)


def attacks() -> list[tuple[str, str, str]]:
    """At least 200 strings, each with its marker, and the place it goes to."""
    told = []
    for number, (attack, place) in enumerate(product(ATTACKS, PLACES)):
        marker = f"MARK{number:03}"
        told.append((place, marker, f"{marker}{attack}{marker}"))
    assert len(told) >= 200
    return told


def write_decks(folder: Path) -> None:
    """One deck that holds the attacks in its cards, and one a title."""
    folder.mkdir(parents=True)
    strings = attacks()
    blocks = []
    for number in range(len(ATTACKS)):
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


def test_no_text_from_outside_is_more_than_text(tmp_path: Path) -> None:
    """Home with every title and its complaints, every card asked and judged, the
    summary with all that was missed, help and settings above them; all cards in browse,
    each with its history."""
    data = tmp_path / "data"
    write_decks(data / "library" / "decks")
    told = {"new_a_day": "999", "reviews_a_day": "999", "grades": "all"}
    for name, value in told.items():
        with Terminal((*QUIZAPP, "--data", str(data), "set", name, value)) as terminal:
            assert terminal.wait_for_end() == 0
    with Terminal((*QUIZAPP, "--data", str(data)), columns=140, rows=75) as terminal:
        terminal.wait_for(" cards: ")
        terminal.settle()
        for keys in ("j",) * len(ATTACKS) + ("?", "\x1b", ",", "\x1b"):
            terminal.send(keys)
            assert terminal.read(10)
            terminal.settle(0.05 if keys == "j" else 0.3)
        terminal.send("\x1b[H\r")  # the first deck
        terminal.wait_for("0 learning")
        missed = 6
        for number in range(2 * len(ATTACKS) + missed):
            since = len(terminal.received)
            terminal.send("\x0e")
            terminal.wait_for("1 Again", since=since)
            terminal.settle(0.08)  # what the note says comes with a second paint
            since = len(terminal.received)
            terminal.send("1" if number < missed else "4")
            if number < 2 * len(ATTACKS) + missed - 1:
                terminal.wait_for_match(rb"MARK\d{3}|choose \d+", since=since)
                terminal.settle(0.05)
        terminal.wait_for("known at first")
        terminal.settle()
        terminal.send("\x1b")
        terminal.settle(0.3)
        since = len(terminal.received)
        terminal.send("b")
        terminal.wait_for("question", since=since)
        for _ in range(len(ATTACKS)):  # cards with their history, tagged by one
            terminal.send("\r")
            terminal.settle(0.1)
            terminal.send("\x1b")
            terminal.settle(0.2)
            terminal.send("jj")
            terminal.settle(0.05)
        terminal.send("t" + ATTACKS[13] + "\r")
        terminal.settle(0.3)
        assert is_running(terminal)
        received = bytes(terminal.received)
    (tmp_path / "received").write_bytes(received)  # to look at after a failure
    shown = check(received)
    # What is longer than a screen is not all on it; no more is missing.
    missing = [
        text[:40] for _, m, text in attacks() if m not in shown and len(text) < 400
    ]
    assert not missing, ascii(missing)
    assert len(shown) >= 350


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
            terminal.settle(0.4)
            terminal.send("x\n4\n:q\n")
            terminal.wait_for_end()
            terminal.settle()
            received = bytes(terminal.received).replace(b"\r\n", b"\n")
            check(received)


def test_visible_leaves_no_unsafe_character() -> None:
    for attack in ATTACKS:
        assert not UNSAFE.search(visible(attack).replace("\n", "").replace("\t", ""))
