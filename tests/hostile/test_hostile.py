"""Hostile files are refused, and no more: a slice of what `python tests/hostile` tries.

The default run keeps a slice of that slice.

Times depend on the machine, so they are held against an empty deck's on the same one;
memory does not.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format.complaints import MAX_KEPT
from quizapp.cards.format.limits import MAX_BYTES
from quizapp.cards.format.reader import read_deck
from quizapp.decks.importing.plan import plan_add
from quizapp.decks.library.checker import complaints_of
from quizapp.decks.library.reader import read_file
from quizapp.errors import DeckError
from quizapp.model import Complaint
from tests.hostile.places import PLACES
from tests.hostile.running import run
from tests.hostile.texts import DECKS, FACTS, ONE_LINE, just_enough, many
from tests.hostile.trying import Tried, try_place, try_text

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="made on Linux")

SMALL = 60_000
"""Bytes of a text that is read in the test's own process."""
TIMES, MEGABYTES = 400, 300
"""How many times as long as an empty deck a command may take, and how much memory."""

LARGE = (
    "a line of `[`",
    "fences of both sorts",
    "comments that never close",
    "a value of many lines",
    "middling cards of `[a]`",
    "large cards of `$`",
)
TOO_LARGE = ("a line of `[`", "NULs", "plain cards")
QUICK = {
    *("fences of both sorts", "NULs"),
    *("a pipe", "a link to /dev/zero for facts", "folders in a circle", "names"),
}


def quick(names: Iterable[str]) -> list[Any]:
    """Each name, all but a few for the whole proof alone."""
    slow = pytest.mark.slow
    return [pytest.param(n, marks=() if n in QUICK else slow) for n in names]


@pytest.fixture(scope="module")
def yardstick(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds of the same command on an empty deck."""
    folder = tmp_path_factory.mktemp("yardstick")
    path = folder / "x.md"
    path.touch()
    return min(run("check", path, data=folder / "data").seconds for _ in range(3))


def want_bounded(trials: Iterator[Tried], yardstick: float) -> None:
    for verb, went in trials:
        assert went.seconds < TIMES * yardstick, verb
        assert went.megabytes < MEGABYTES, verb


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_of_this_text_is_read_without_a_crash(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    data = b"".join(just_enough(DECKS[name], is_one_line=name in ONE_LINE)(SMALL))
    path.write_bytes(data)
    assert len(read_deck(data, "x").complaints) <= MAX_KEPT + 1
    assert all(each.line >= 1 and each.message for each in complaints_of(path))


@pytest.mark.parametrize("name", FACTS)
def test_facts_of_this_text_are_read_without_a_crash(name: str) -> None:
    data = b"".join(just_enough(FACTS[name], is_one_line=False)(SMALL))
    facts = read_facts(data, "x")
    assert len(facts.deck.complaints) <= MAX_KEPT + 1
    generate_deck(facts)


@pytest.mark.parametrize("name", quick(LARGE))
def test_a_large_text_takes_bounded_time_and_memory(
    name: str, yardstick: float
) -> None:
    text = just_enough(DECKS[name], is_one_line=name in ONE_LINE)
    want_bounded(try_text(text, MAX_BYTES), yardstick)


@pytest.mark.parametrize("name", quick(TOO_LARGE))
def test_what_is_far_too_large_is_refused(name: str, yardstick: float) -> None:
    want_bounded(try_text(DECKS[name], 50_000_000), yardstick)


@pytest.mark.parametrize("name", quick(PLACES))
def test_what_is_no_deck_does_no_harm(name: str, yardstick: float) -> None:
    if "may not be read" in name and os.geteuid() == 0:
        pytest.skip("root may read every file")
    want_bounded(try_place(PLACES[name]), yardstick)


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.md"
    path.write_text("Q: q\nA: a\n", "utf-8")
    plain = Path.stat

    def grow(self: Path, **options: bool) -> os.stat_result:
        about = plain(self, **options)
        if self == path:
            path.write_bytes(b"".join(many("x")(MAX_BYTES + 10)))
        return about

    monkeypatch.setattr(Path, "stat", grow)
    told = read_file(path)
    assert isinstance(told, Complaint)
    assert told.code == "too-large"


def test_a_file_that_vanishes_before_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.md"
    path.write_text("Q: q\nA: a\n", "utf-8")
    plain = Path.stat

    def vanish(self: Path, **options: bool) -> os.stat_result:
        about = plain(self, **options)
        if self == path:
            path.unlink(missing_ok=True)
        return about

    monkeypatch.setattr(Path, "stat", vanish)
    with pytest.raises(DeckError, match="cannot be read"):
        plan_add(path, tmp_path / "own")
