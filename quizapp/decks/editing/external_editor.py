"""Opens a deck in the learner's own editor, at the line of a card."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from quizapp.errors import UsageError, reason_of

SHELL_VARIABLES = ("$EDITOR", "$VISUAL")
"""Values of the setting that stand for the shell's variables."""
_PLUS = frozenset(
    "vi vim nvim view nano pico emacs emacsclient micro kak joe jed mg ne".split()
)
_COLON = frozenset("hx helix zed subl".split())
_CODE = frozenset("code codium code-insiders cursor windsurf".split())
_WINDOWED = frozenset("zed subl".split()) | _CODE
"""Editors that return at once unless they are given the option `-w`."""


def editor_command(
    setting: str, path: Path, line: int, variables: Mapping[str, str]
) -> list[str]:
    """The command line that opens `path` at `line` (1-based) with an editor.

    `setting` is the command of the editor, and `variables` are the shell's. Raises
    `UsageError` if no editor is named, or the setting is not a command.
    """
    command = setting.strip()
    if command in SHELL_VARIABLES:
        command = (variables.get("VISUAL") or variables.get("EDITOR") or "").strip()
        if not command:
            raise UsageError(
                "No editor is set: set the variable EDITOR, or choose one with "
                "“quizapp set editor nano”."
            )
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(
            f"The editor “{command}” is not a command: {error}."
        ) from error
    if not words:
        raise UsageError("No editor is set; try “quizapp set editor nano”.")
    name = Path(words[0]).name.lower().removesuffix(".exe")
    if name in _WINDOWED and not {"-w", "--wait"} & set(words):
        words.append("-w")
    if name in _PLUS:
        return [*words, f"+{line}", str(path)]
    if name in _CODE:
        return [*words, "-g", f"{path}:{line}"]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    return [*words, str(path)]


def run_editor(words: list[str]) -> None:
    """Run an editor and wait until it is closed. Raises `UsageError` if it fails."""
    try:
        done = subprocess.run(words, check=False)  # noqa: S603 - the learner's own
    except OSError as error:
        raise UsageError(
            f"The editor “{words[0]}” cannot be run ({reason_of(error)}). "
            "Choose another with “quizapp set editor COMMAND”."
        ) from error
    if done.returncode:
        raise UsageError(
            f"The editor “{words[0]}” ended with exit code {done.returncode}."
        )
