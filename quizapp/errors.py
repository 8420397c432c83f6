"""What can go wrong, as a short tree.

Each error carries one sentence for the person reading: what is wrong, where,
and what to do. `cli` prints it and ends with the error's exit code.
"""

from __future__ import annotations


class QuizappError(Exception):
    """The root: anything quizapp reports instead of crashing."""

    exit_code = 3
    """What the command line returns: 1 «no», 2 wrong usage, 3 unusable file."""


class UsageError(QuizappError):
    """The person asked for something that cannot be: a bad value, an unknown name."""

    exit_code = 2


class DeckError(QuizappError):
    """A deck or facts file cannot be read or written at all."""


class DeckChangedError(DeckError):
    """A deck file became another one while it was being written."""


class StoreError(QuizappError):
    """The user's progress cannot be read or written."""


class StoreBusyError(StoreError):
    """Another window holds the lock for too long; the message names its process."""


class NewerFormatError(StoreError):
    """A file was written by a newer quizapp than this one."""
