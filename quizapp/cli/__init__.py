"""The command line: verbs, the clock and the seed, errors as exit codes."""

from quizapp.cli.group import cli

__all__ = ["cli"]
