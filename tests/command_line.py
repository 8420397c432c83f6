"""The command line in a folder of its own, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from quizapp.cli import cli

CAPITALS = """\
Q: What is the capital of Peru?
A: Lima
:type: capital

Q: What is the capital of Chile?
A: Santiago
:type: capital

Q: What is the capital of Ecuador?
A: Quito
:type: capital

Q: What is the capital of Colombia?
A: Bogotá
:type: capital
"""
NOW = "2026-11-24T09:00:00+00:00"
TOMORROW = "2026-11-25T09:00:00+00:00"

Run = Callable[..., Result]


def runner(folder: Path) -> Run:
    """A call of quizapp with a data folder of its own; its clock stands at `now`."""

    def run(*words: str, input: str = "", now: str = NOW, code: int = 0) -> Result:
        told = ["--data", str(folder), "--now", now, "--seed", "1", *words]
        result = CliRunner().invoke(cli, told, input=input, prog_name="quizapp")
        assert result.exit_code == code, (result.output, result.exception)
        return result

    return run


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]
