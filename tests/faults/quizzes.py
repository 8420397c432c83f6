"""A quiz killed at a random question goes on with all its answers and its time."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

DECK = "apec-2016"
COUNT = 8
LATER = 2_000
"""Milliseconds that the second start may take until it asks."""


def kill_quizzes(kills: int, seed: int) -> int:
    """Kill this many quizzes; how many answers were all there afterwards.

    Raises `AssertionError` at the first that lost an answer, or its time.
    """
    answers = 0
    for number in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            answers += _one(Path(folder), random.Random(f"{seed}/{number}"))
    return answers


def _one(folder: Path, rng: random.Random) -> int:
    command = [sys.executable, "-m", "quizapp", "--data", str(folder)]
    stop = rng.randrange(1, COUNT)
    given, remaining = _killed(command, stop, rng.randrange(1000))
    again = subprocess.run(
        [*command, "quiz", "--plain", "--json"],
        input="".join(f":g {number}\n" for number in given) + ":q\n",
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    questions = [line for line in lines if line["line"] == "question"]
    assert questions[0]["answered"] == len(given) == stop, questions[0]
    seen = {question["number"]: question["given"] for question in questions}
    assert {number: seen[number] for number in given} == given
    assert abs(questions[0]["remaining"] - remaining) < LATER, questions[0]
    return len(given)


def _killed(command: list[str], stop: int, seed: int) -> tuple[dict[int, str], int]:
    """Answer this many questions and kill; the answers, and the time that was left."""
    process = subprocess.Popen(
        [
            *command,
            *("--seed", str(seed), "quiz", DECK, "-n", str(COUNT)),
            *("--time", "1h", "--plain", "--json"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin
    assert process.stdout
    given: dict[int, str] = {}
    said: tuple[int, str] | None = None
    remaining = 0
    for line in process.stdout:
        told = json.loads(line)
        if said:
            given[said[0]] = said[1]
        remaining = told["remaining"]
        if told["line"] != "question" or len(given) == stop:
            os.kill(process.pid, signal.SIGKILL)
            break
        said = told["number"], told["answer"].replace(" | ", "\n")
        process.stdin.write(f"{told['answer']}\n")
        process.stdin.flush()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    return given, remaining
