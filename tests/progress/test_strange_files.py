"""Whatever stands in a file that is kept: no traceback, and it is named or rebuilt.

The default run takes a slice; `pytest -m slow` runs the whole.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from quizapp.decks.editing.autosave import unsaved
from quizapp.errors import QuizappError
from quizapp.progress.settings import read_settings
from tests.progress.life import known, open_store
from tests.progress.strange import (
    COMMANDS,
    Strange,
    crash_of,
    make,
    make_strange,
    run,
    use,
)

PART, QUICK, WHOLE = 30, 60, 2010
"""Seeds that one test takes; those of the default run; all."""
FEW, QUICK_EVERY, WHOLE_EVERY = 1, 2, 200
"""The same, through every command and the app."""


def parts(part: int, quick: int, whole: int) -> list[object]:
    """The first seed of each part; those beyond the quick ones are slow."""
    slow = pytest.mark.slow
    return [
        pytest.param(first, marks=() if first < quick else slow)
        for first in range(0, whole, part)
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that is kept, nothing of it strange."""
    return make(tmp_path_factory.mktemp("strange") / "whole")


@pytest.mark.parametrize("first", parts(PART, QUICK, WHOLE))
def test_a_strange_file_is_named_or_rebuilt(
    whole: Path, tmp_path: Path, first: int
) -> None:
    wanted = known(open_store(whole))
    for seed in range(first, first + PART):
        rng, folder = Random(seed), tmp_path / str(seed)
        shutil.copytree(whole, folder)
        strange = make_strange(folder, rng)
        what = f"seed {seed}: {strange.sort} {strange.path.name}: {strange.what}"
        want_named_or_rebuilt(folder, strange, wanted, what)
        name = rng.choice(list(COMMANDS))
        assert not crash_of(run(folder, *COMMANDS[name])), (what, name)
        shutil.rmtree(folder)


def want_named_or_rebuilt(
    folder: Path, strange: Strange, wanted: dict[str, object], what: str
) -> None:
    """Cold and warm caches agree on it, and say so or are as before."""
    before = strange.path.read_bytes() if strange.path.is_file() else b""
    warm = open_store(folder)
    told = known(warm)
    cache = folder / "cache"
    cache.rename(folder / "cache of before")
    cold = open_store(folder)
    assert known(cold) == told, what
    shutil.rmtree(cache, ignore_errors=True)
    (folder / "cache of before").rename(cache)
    match strange.sort:
        case "day":
            if strange.must_be_named:
                for store in (warm, cold):
                    named = [
                        each for each in store.problems if str(strange.path) in each
                    ]
                    assert named, what
        case "settings":
            try:
                problems = list(read_settings(strange.path).problems)
            except QuizappError as error:
                problems = [str(error)]
            assert all(str(strange.path) in each for each in problems), what
        case "unsaved":
            problems = []
            texts = list(unsaved(strange.path.parent, problems.append))
            assert len(texts) + len(problems) <= 1, what
        case _:
            assert told == wanted, what
    if strange.path.is_file():
        assert strange.path.read_bytes() == before, what  # reading changes nothing


@pytest.mark.parametrize("first", parts(FEW, QUICK_EVERY, WHOLE_EVERY))
async def test_through_every_command_and_the_app(
    whole: Path, tmp_path: Path, first: int
) -> None:
    for seed in range(10_000 + first, 10_000 + first + FEW):
        for name in ("the app", *COMMANDS):
            folder = tmp_path / "tried"
            shutil.copytree(whole, folder)
            strange = make_strange(folder, Random(seed))
            what = f"seed {seed}: {strange.sort} {strange.path.name}: {strange.what}"
            if name == "the app":
                try:
                    await use(folder)
                except Exception as error:
                    raise AssertionError(what) from error
            else:
                assert not crash_of(run(folder, *COMMANDS[name])), (what, name)
            shutil.rmtree(folder)
