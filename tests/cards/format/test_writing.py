"""What is written is read again; an edit touches its card alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import replace_blocks, write_block, write_deck
from tests.cards.format.made_up import files


@given(files)
@example("C: a\\ [b\\ ::t]")
@example("C: [a]\n:type: :id: x")
@example("Q:\n\\```\n- [x] a\n- [ ] b")
@example("Q: a\n\\Q: ```\nb\n\\```\nA: c")
@example("Q: q\n\\- [x] p\n- [x] a\n- [ ] b")
def test_what_is_written_is_read_again(text: str) -> None:
    deck = read_deck(text, "deck")
    assert read_deck(write_deck(deck), "deck") == deck


@given(st.binary(max_size=200) | files.map(str.encode))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    deck = read_deck(data, "deck")
    assert all(each.line >= 1 and each.column >= 1 for each in deck.complaints)


@given(files)
def test_no_line_is_dropped_without_a_word(text: str) -> None:
    """Lines that are in no card, topic, comment or front matter are complained of.

    One complaint answers for the lines around it up to the cards on both sides.
    """
    deck = read_deck(text, "deck")
    lines = text.split("\n")
    kept = {n for card in deck.cards for n in range(card.line, card.end + 1)}
    layout = {line for each in deck.layout for line in each.text.split("\n")}
    told = {each.line for each in deck.complaints}
    start = 1
    if lines[0].strip() == "---":
        ends = [n for n, line in enumerate(lines[1:], 2) if line.strip() == "---"]
        start = ends[0] + 1 if ends else 1
    run: list[int] = []
    for number in [*range(start, len(lines) + 1), 0]:
        line = lines[number - 1] if number else ""
        if number and number not in kept:
            is_layout = any(line in each for each in layout) or line.startswith("#")
            if line.strip() not in ("", "---") and not is_layout:
                run.append(number)
            continue
        if run:
            first = max((n for n in kept if n < run[0]), default=0)
            last = min((n for n in kept if n > run[-1]), default=len(lines) + 1)
            assert any(first <= n <= last for n in told), run
        run = []


def test_the_example_is_written_as_it_stands() -> None:
    text = (Path(__file__).parent / "example.md").read_text("utf-8")
    written = write_deck(read_deck(text, "example"))
    assert written.replace("---\n\n# Trade", "---\n# Trade") == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_edit_replaces_only_the_lines_of_its_card(end: str) -> None:
    text = end.join(
        [
            "Q: one  ",
            "A: 1",
            "",
            "<!-- odd   spacing -->",
            "Q: two",
            "A: 2",
            ":note: n",
            "   more",
            "",
            "",
            "C: [three]",
        ]
    )
    deck = read_deck(text, "deck")
    second = deck.cards[1]
    edited = replace_blocks(
        text, [(second, write_block([replace(second, answer="II")]))]
    )
    before, after = text.split(end), edited.split(end)
    assert after[:5] == before[:5]
    assert after[5:8] == ["A: II", ":note: n", "  more"]
    assert after[8:] == before[8:]
