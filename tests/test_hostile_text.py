"""Text from outside through every screen in a real terminal: it is only ever text."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from quizapp.model import Accept, Grade, Mark, Tag
from quizapp.text import UNSAFE, visible
from tests.hostile.attacks import ATTACKS
from tests.terminal import QUIZAPP, Terminal
from tests.world import START, World, review

PLACES = (
    *("title", "topic", "prompt", "answer", "choice", "note", "cite", "item"),
    *("given", "tag", "accepted", "typed"),
)
"""Where a text can come from: a deck, an answer of another machine, the keyboard."""
SIZE = len(PLACES)
PROMPTS = [f"MARK{SIZE * number + 2:03}" for number in range(len(ATTACKS))]
QUESTION = "|".join((*PROMPTS, r"choose \d+")).encode()
A_FEW = (*ATTACKS[:17:3], "[@click=app.quit]quit[/]", "x" * 10_000)
LONG = 200
"""Characters of a text that has no room on the screen beside others."""
A_MOMENT = 0.4
"""Seconds after which keys count for what has just come onto the screen."""
MARKER = re.compile(r"MARK\d{3}")
OURS = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]"  # control sequences; the attacks' own are looked for
    r"|\x1b[=>78]"
)
PASTE = "\x1b[200~{}\x1b[201~"
FIRST, LAST = "\x1b[H", "\x1b[F"
"""Home and End."""
UP, DOWN = "\x1b[A", "\x1b[B"
NOW = START.isoformat()


def marked(attacks: Sequence[str]) -> list[tuple[str, str, str]]:
    """For each attack and place: the place, a marker, and the text that goes there."""
    found = []
    for number, (attack, place) in enumerate(product(attacks, PLACES)):
        marker = f"MARK{number:03}"
        found.append((place, marker, f"{marker}{attack}{marker}"))
    return found


def by_place(attacks: Sequence[str]) -> list[dict[str, str]]:
    """For each attack the texts by their place."""
    strings = marked(attacks)
    return [
        {place: text for place, _, text in strings[at : at + SIZE]}
        for at in range(0, len(strings), SIZE)
    ]


def write_decks(folder: Path, attacks: Sequence[str] = ATTACKS) -> None:
    """One deck that holds the attacks in its cards, and one a title."""
    folder.mkdir(parents=True)
    blocks = []
    for number, of in enumerate(by_place(attacks)):
        (folder / f"title{number:02}.md").write_text(
            f"---\ntitle = {_toml(of['title'])}\n---\nStray {of['title']} line\n"
            f"\nQ: q{number}\nA: a\n",
            encoding="utf-8",
            newline="",
        )
        blocks.append(
            f"# {of['topic']}\n\n"
            f"Q: {of['prompt']}\nA: {of['answer']}\n:ask: flip\n:id: c{number}\n"
            f":cite: {of['cite']}\n:source: {number}\n:note: {of['note']}\n\n"
            f"Q: choose {number}\n- [x] {of['choice']}\n- [ ] {of['item']}\n"
        )
    (folder / "AAA.md").write_text("\n".join(blocks), encoding="utf-8", newline="")
    # And a file whose very name attacks.
    evil = os.fsencode(str(folder)) + b"/MARK999\x1b[2J[x]\xff.md"
    Path(os.fsdecode(evil)).write_text("Q: q\nA: a\n", encoding="utf-8")


def write_answers(world: World, attacks: Sequence[str]) -> None:
    """Answers as another machine may have sent them: each card was known, then
    forgotten twice over the same wrong answer."""
    store = world.store()
    for days, grade in ((40, Grade.EASY), (5, Grade.AGAIN), (4, Grade.AGAIN)):
        at = START - timedelta(days=days)
        for number, of in enumerate(by_place(attacks)):
            key = f"AAA/c{number}"
            mark = Mark.WRONG if grade is Grade.AGAIN else Mark.RIGHT
            act = review(key, grade, at, deck="AAA", given=of["given"], mark=mark)
            store.record(act, at=at)
            if days == 4:
                store.record(Tag(key, of["tag"], on=True), at=at)
                store.record(Accept(key, of["accepted"]), at=at)
    store.close()


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
    assert not re.search("(\x1b\\]|\x9d)52;", text)  # copies to the clipboard
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
    """The welcome; every card asked and judged, the summary with all that was missed;
    home with every title and its complaints, help and settings above it; the form with
    what is typed; the deck in the editor; a quiz with its result; the scores; all cards
    in browse, each with its history."""
    world = World(tmp_path / "data")
    write_decks(world.paths.decks, attacks)
    command = (*QUIZAPP, "--data", str(world.folder), "--now", NOW)
    values = {"new_a_day": "999", "reviews_a_day": "999", "grades": "all"}
    for name, value in values.items():
        with Terminal((*command, "set", name, value)) as terminal:
            assert terminal.wait_for_end() == 0
    received = b""
    for go in (through_welcome, through_study, through_home, through_cards):
        if go is through_study:
            write_answers(world, attacks)
        with Terminal(command, columns=140, rows=75) as terminal:
            try:
                go(terminal, attacks)
                terminal.settle()
                assert is_running(terminal)
            finally:  # to look at after a failure
                path = tmp_path / f"{go.__name__}.received"
                path.write_bytes(terminal.received)
            received += terminal.received
    shown = check(received)
    # What is longer than a screen is not all on it; no more is missing.
    short = [(m, text) for _, m, text in marked(attacks) if len(text) < 400]
    missing = [text for marker, text in short if marker not in shown]
    assert not missing, ascii(missing)
    assert len(shown) >= (SIZE - 1) * len(attacks)


def through_welcome(terminal: Terminal, attacks: Sequence[str]) -> None:
    """The decks by their titles."""
    terminal.wait_for("Ten minutes a day")
    terminal.type("j", "MARK999")
    walk_titles(terminal, attacks)


def through_study(terminal: Terminal, attacks: Sequence[str]) -> None:
    """All cards; some are missed, and come again."""
    terminal.wait_for("This week")
    terminal.settle(A_MOMENT)
    since = len(terminal.received)
    terminal.send("j\r")  # the first deck
    question = terminal.wait_for_match(QUESTION, since=since)
    missed = 6
    for number in range(2 * len(attacks) + missed):
        terminal.type("\x0e", "1 Again", last_of_verdict(question, attacks))
        since = len(terminal.received)
        terminal.send("1" if number < missed else "4")
        if number < 2 * len(attacks) + missed - 1:
            question = terminal.wait_for_match(QUESTION, since=since, but=question)
    terminal.wait_for(" right the first time", since=since)
    terminal.wait_for("Coming up", since=since)


def through_home(terminal: Terminal, attacks: Sequence[str]) -> None:
    """Home, and what is opened from there."""
    terminal.wait_for("This week")
    terminal.settle(A_MOMENT)
    terminal.send("j")
    terminal.settle(A_MOMENT)
    terminal.type("j", "MARK999")
    walk_titles(terminal, attacks)
    for key, sign in (("?", "Start or stop"), ("\x1b", "MARK"), (",", "Your aim")):
        press(terminal, key, sign)
    press(terminal, "\x1b", "MARK")

    press(terminal, "n", "As it will be asked")
    terminal.type("MARK", "MARK")  # a title is proposed
    for keys in (DOWN, DOWN, "right", UP):  # the answer, back to the question
        terminal.settle(0.1)
        terminal.send(keys)
    terminal.settle(0.1)
    for of in by_place(attacks):
        text = of["typed"]
        if len(text) < 400:
            since = len(terminal.received)
            # A terminal leaves out of what is pasted what would end the paste.
            terminal.send(PASTE.format(text.replace("\x1b", "")))
            asked = r"\x1b\[1;[0-9;]*m" + text[:7]  # bold: in the preview
            terminal.wait_for_match(asked.encode(), since=since)
            terminal.type("\x15", "what you want to be asked")
    press(terminal, "\x1b", "Discard")
    press(terminal, "d", "This week")

    press(terminal, FIRST)
    press(terminal, "j", "AAA")
    press(terminal, "e", "Next problem")
    press(terminal, "\x1b", "This week")
    press(terminal, "z", "Minutes")
    since = len(terminal.received)
    terminal.send("\x13")
    terminal.wait_for_match(QUESTION, since=since)
    terminal.settle(A_MOMENT)
    press(terminal, "\x13", "Hand in?")
    press(terminal, "y", "Every question")
    press(terminal, LAST)


def through_cards(terminal: Terminal, attacks: Sequence[str]) -> None:
    """The scores; all cards, each with its history, one of them tagged."""
    terminal.wait_for("This week")
    terminal.settle(A_MOMENT)
    press(terminal, "s", "Worth another look")
    press(terminal, LAST)
    press(terminal, "i", "schedule")
    press(terminal, LAST)
    press(terminal, "\x1b", "Worth another look")
    terminal.type("\t", "returns")
    for _ in attacks:
        terminal.send("j")
        terminal.settle()
    press(terminal, "d", "Scores for")
    press(terminal, "\x1b", "returns")
    press(terminal, "\x1b", "This week")

    press(terminal, "b", "Question", "returns")
    for _ in attacks:
        press(terminal, "\r", "Card")
        terminal.send(LAST)
        press(terminal, "\x1b", "returns")
        for _ in range(2):
            terminal.send("j")
            terminal.settle()
    press(terminal, "t", "-verbs")
    terminal.type(PASTE.format(f"MARK998{ATTACKS[0]}MARK998"), "MARK998")
    press(terminal, "\r", "returns")
    terminal.type("/", "f1")
    terminal.type(PASTE.format(f"MARK997{ATTACKS[10]}MARK997"), "No card matches")


def press(terminal: Terminal, key: str, *signs: str) -> None:
    """Type, and wait until keys count for what that brought onto the screen."""
    terminal.type(key, *signs)
    terminal.settle(A_MOMENT)


def walk_titles(terminal: Terminal, attacks: Sequence[str]) -> None:
    """From one deck to the next, each shown in full; a title that is too long is the
    name of its file."""
    for number in range(len(attacks)):
        since = len(terminal.received)
        terminal.send("j")
        names = f"MARK{SIZE * number:03}|title{number:02}"
        terminal.wait_for_match(names.encode(), since=since)
        terminal.settle(0.1)


def last_of_verdict(question: bytes, attacks: Sequence[str]) -> str:
    """What is painted last when the answer to a question is shown: its note, where
    nothing above it is longer than a screen."""
    if question.startswith(b"choose"):
        return "1 Again"
    number = PROMPTS.index(question.decode())
    is_long = len(attacks[number]) >= LONG
    note = f"MARK{SIZE * number + PLACES.index('note'):03}"
    return "1 Again" if is_long else note


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
