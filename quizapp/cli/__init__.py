"""The command line: commands, the clock and the seed, errors as exit codes.

`group` is the command `quizapp` and what its commands share; its table `VERBS` says
where each one is. They are in `study`, `quiz`, `read`, `scores`, `decks`, `add`,
`edit`, `check`, `settings`, `upkeep` (backups, other machines, users) and `manual`,
whose lists are made by `reference`.
`long_work` shows the progress of long work.
"""

from quizapp.cli.group import cli

__all__ = ["cli"]
