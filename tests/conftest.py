"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.command_line import CAPITALS, Run, runner
from tests.two_years import TwoYears
from tests.world import World, three_days

settings.register_profile("quick", deadline=None)
settings.register_profile("proofs", deadline=None, max_examples=500)
settings.load_profile("proofs" if os.environ.get("QUIZAPP_PROOFS") else "quick")


def pytest_configure(config: pytest.Config) -> None:
    """What Hypothesis keeps goes to pytest's cache, which can be elsewhere."""
    if cache := getattr(config, "cache", None):  # not with `-p no:cacheprovider`
        set_hypothesis_home_dir(cache.mkdir("hypothesis"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: a few tests wait, for a terminal or the disk."""
    return 1 + (os.cpu_count() or 1)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty one."""
    return World(tmp_path)


@pytest.fixture
def made(tmp_path: Path) -> World:
    """One with three days of answers."""
    return three_days(tmp_path / "made")


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> TwoYears:
    """One with much to count; nobody changes it."""
    return TwoYears(tmp_path_factory.mktemp("two years"), seed=2)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call quizapp."""
    return runner(tmp_path / "data")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck file that is in no library yet."""
    path = tmp_path / "capitals.md"
    path.write_text(CAPITALS, encoding="utf-8")
    return path
