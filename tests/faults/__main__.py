"""`python tests/faults`: everything that can go wrong, many times, with its counts."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.faults.archives import flip_many, restore_hostile
from tests.faults.commands import COMMANDS, refuse_command
from tests.faults.damage import (
    copy_folders,
    damage_many,
    delete_on_purpose,
    mutate_many,
)
from tests.faults.facts import kill_facts
from tests.faults.kills import kill_many
from tests.faults.machines import live_apart
from tests.faults.opened import live_on
from tests.faults.quizzes import kill_quizzes
from tests.faults.refusals import OPERATIONS, refuse_all
from tests.faults.windows import check_beside, write_at_once

KILLS, GRADES, HISTORIES, QUIZZES, ARCHIVES = 1000, 2000, 200, 100, 300
DAMAGED, MUTATED, CHECKS, FACTS = 300, 400, 50, 200


def main() -> None:
    """Run all of it; a seed may be named."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else time.time_ns() % 100_000
    print(f"seed {seed}", flush=True)
    for name in OPERATIONS:
        told = refuse_all(name)
        print(f"{name}: {told} calls refused, old state or new each time", flush=True)
    for command in COMMANDS:
        calls = refuse_command(command).total()
        print(f"quizapp {command}: {calls} calls refused, 0 tracebacks", flush=True)
    told = live_on()
    print(f"{told} windows open while their user moved: 0 answers lost, 0 elsewhere")
    undamaged, back = flip_many(ARCHIVES, seed)
    print(
        f"{ARCHIVES} archives with flipped bits: {back} of {undamaged} files came back"
    )
    hostile, megabytes, seconds = restore_hostile()
    print(
        f"{hostile} hostile archives: 0 files outside, at most {megabytes:.0f} MB and "
        f"{seconds:.1f} s",
        flush=True,
    )
    counts = damage_many(DAMAGED, seed)
    kinds = ", ".join(f"{name} {count}" for name, count in counts.items())
    print(f"{counts.total()} damaged day files ({kinds}): each named, 0 events lost")
    told = mutate_many(MUTATED, seed)
    print(f"{told} mutated values: 0 good copies overwritten")
    print(f"{copy_folders()} copied device folders: reviews once, memories equal")
    told = delete_on_purpose()
    print(f"{told} times deleted on purpose: stayed away", flush=True)
    counts = kill_many(KILLS, seed)
    print(", ".join(f"{name} {count}" for name, count in counts.items()), flush=True)
    told = kill_quizzes(QUIZZES, seed)
    print(f"{QUIZZES} quizzes killed: {told} answers there, 0 lost", flush=True)
    told = kill_facts(FACTS, seed)
    print(f"{FACTS} times killed while facts were written: {told} changes, 0 lost")
    told = write_at_once(GRADES)
    print(f"two windows: {told} of {2 * GRADES} answers there, 0 lost", flush=True)
    told = check_beside(CHECKS)
    print(f"{told} checks beside two windows: 0 false alarms", flush=True)
    told = live_apart(HISTORIES, seed)
    print(f"two machines: {told} of {HISTORIES} histories equal on both")


if __name__ == "__main__":
    main()
