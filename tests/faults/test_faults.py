"""A quick slice of what `python tests/faults` does many times.

The default run keeps a slice of the slice.
"""

from __future__ import annotations

import errno

import pytest

from tests.faults.archives import flip_many, restore_hostile
from tests.faults.commands import COMMANDS, refuse_command
from tests.faults.damage import (
    KINDS,
    copy_folders,
    damage_many,
    delete_on_purpose,
    mutate_many,
)
from tests.faults.facts import kill_facts
from tests.faults.kills import SCENES, kill_many
from tests.faults.machines import live_apart
from tests.faults.opened import ACTS, DOINGS, live_on
from tests.faults.quizzes import kill_quizzes
from tests.faults.refusals import OPERATIONS, refuse_all
from tests.faults.windows import check_beside, write_at_once

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


QUICK = ("grade", "first grade", "undo", "mend", "rename user")
slow = pytest.mark.slow


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=() if n in QUICK else slow) for n in OPERATIONS],
)
def test_each_call_refused_leaves_the_old_state_or_the_new(name: str) -> None:
    assert refuse_all(name, [errno.ENOSPC]) > 8


SAMPLED = ("decks", "user rename me anna", "study sums --plain")


@pytest.mark.parametrize("command", SAMPLED)
def test_a_command_that_is_refused_a_call_ends_with_a_sentence(command: str) -> None:
    assert refuse_command(command, every=61).total() > 0


@slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_refused_any_call_ends_with_a_sentence(command: str) -> None:
    assert refuse_command(command).total() > 0


def test_a_window_writes_nowhere_once_its_user_has_moved() -> None:
    assert live_on(["rename", "delete, and somebody takes the name"], ["grade"]) == 4


@slow
def test_no_window_writes_for_a_user_who_has_moved() -> None:
    assert live_on() == len(ACTS) * (2 * len(DOINGS) - 1)


@pytest.mark.parametrize("rounds", [2, pytest.param(4, marks=slow)])
def test_nothing_acknowledged_is_lost_by_a_kill(rounds: int) -> None:
    counts = kill_many(rounds * len(SCENES), seed=3)
    assert counts["kills"] == rounds * len(SCENES)
    assert counts["answers acknowledged"] > 0


@pytest.mark.parametrize("kills", [2, pytest.param(8, marks=slow)])
def test_a_quiz_killed_at_any_question_goes_on_where_it_was(kills: int) -> None:
    assert kill_quizzes(kills, seed=5) >= kills


@pytest.mark.parametrize("kills", [4, pytest.param(40, marks=slow)])
def test_facts_killed_at_any_write_are_there(kills: int) -> None:
    assert kill_facts(kills, seed=3) > kills


@pytest.mark.parametrize("grades", [50, pytest.param(150, marks=slow)])
def test_two_windows_lose_nothing(grades: int) -> None:
    assert write_at_once(grades) == 2 * grades


@pytest.mark.parametrize("histories", [3, pytest.param(12, marks=slow)])
def test_two_machines_end_equal(histories: int) -> None:
    assert live_apart(histories) == histories


@pytest.mark.parametrize("archives", [10, pytest.param(60, marks=slow)])
def test_every_undamaged_file_of_an_archive_comes_back(archives: int) -> None:
    undamaged, back = flip_many(archives, seed=7)
    assert undamaged == back > 15 * archives


@pytest.mark.parametrize("rounds", [1, pytest.param(8, marks=slow)])
def test_nothing_that_a_copy_holds_is_lost_with_its_file(rounds: int) -> None:
    counts = damage_many(rounds * 2 * len(KINDS), seed=2)
    assert set(counts.values()) == {2 * rounds}


@pytest.mark.parametrize("values", [4, pytest.param(100, marks=slow)])
def test_a_mutated_value_never_replaces_the_good_copy(values: int) -> None:
    assert mutate_many(values, seed=1) == values


@pytest.mark.parametrize("names", [2, pytest.param(8, marks=slow)])
def test_what_stands_in_a_copied_folder_counts_once(names: int) -> None:
    assert copy_folders(names) == 4 * names - (names == 8)


def test_what_was_deleted_on_purpose_stays_away() -> None:
    assert delete_on_purpose() == 12


@pytest.mark.parametrize("runs", [2, pytest.param(20, marks=slow)])
def test_a_check_beside_windows_that_write_gives_no_false_alarm(runs: int) -> None:
    assert check_beside(runs) == runs


CHEAP = {
    "the same name twice",
    "another name in each header",
    "settings with a command",
    "settings of long names",
    "a deck of zeros",
    "signatures",
}


@pytest.mark.parametrize("names", [CHEAP, pytest.param(None, marks=slow)])
def test_hostile_archives_do_no_harm(names: set[str] | None) -> None:
    count, _, _ = restore_hostile(names)
    assert count == len(names) if names else count > 40
