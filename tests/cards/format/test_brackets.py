"""Brackets: the quick way of reading those of a plain text, beside the thorough one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cards.format import brackets
from quizapp.cards.format.brackets import Bracket, read_brackets

Read = tuple[str, list[Bracket], list[tuple[int, str]]]
PIECES = [
    "[",
    "]",
    "::",
    ":",
    " ",
    "\n",
    "a",
    "![",
    "Lima",
    "](",
    "(",
    ")",
    "\\",
    "~~~",
    "^",
    ": http",
]


def read(text: str) -> Read:
    told: list[tuple[int, str]] = []

    def complain(_: int, column: int, code: str, /, **__: object) -> None:
        told.append((column - 1, code))

    filled, found = read_brackets(text, complain) or (text, [])
    return filled, found, told


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_the_quick_way_reads_what_the_thorough_one_reads(text: str) -> None:
    quick = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brackets, "read_plain", lambda _: None)
        thorough = read(text)
    assert quick == thorough
    assert [each.at for each in quick[1]] == [each.at for each in thorough[1]]
