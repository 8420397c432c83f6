"""A quick slice of what `python tests/faults` does many times."""

from __future__ import annotations

import errno

import pytest

from tests.faults.kills import SCENES, kill_many
from tests.faults.machines import live_apart
from tests.faults.quizzes import kill_quizzes
from tests.faults.refusals import OPERATIONS, refuse_all
from tests.faults.windows import write_at_once

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_call_refused_leaves_the_old_state_or_the_new(name: str) -> None:
    assert refuse_all(name, [errno.ENOSPC]) > 8


def test_nothing_acknowledged_is_lost_by_a_kill() -> None:
    counts = kill_many(4 * len(SCENES), seed=3)
    assert counts["kills"] == 4 * len(SCENES)
    assert counts["answers acknowledged"] > 0


def test_a_quiz_killed_at_any_question_goes_on_where_it_was() -> None:
    assert kill_quizzes(8, seed=5) >= 8


def test_two_windows_lose_nothing() -> None:
    assert write_at_once(150) == 300


def test_two_machines_end_equal() -> None:
    assert live_apart(12) == 12
