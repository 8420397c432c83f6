"""The command line: verbs, the clock and the seed, errors as exit codes."""

from quizapp.cli import decks, preferences, study
from quizapp.cli.group import cli

for verbs in (study, decks, preferences):
    for verb in verbs.VERBS:
        cli.add_command(verb)

__all__ = ["cli"]
