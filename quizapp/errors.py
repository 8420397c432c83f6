"""The errors that quizapp reports, as a short tree.

The message of each is a sentence for the user: what is wrong, where, and what to do.
`cli` prints it and exits with the error's exit code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class QuizappError(Exception):
    """The root: anything quizapp reports instead of crashing."""

    exit_code = 3
    """What the command line returns: 1 for “no”, 2 wrong usage, 3 unusable file."""


class UsageError(QuizappError):
    """The user asked for something impossible: a bad value, an unknown name."""

    exit_code = 2


def reason_of(error: OSError) -> str:
    """Why the system refused, without the number and the path: “Permission denied”."""
    return error.strerror or str(error)


class DeckError(QuizappError):
    """A deck or facts file cannot be read or written at all."""


@contextmanager
def deck_error(path: Path, action: str = "written") -> Iterator[None]:
    """Raise a `DeckError` about `path` for an `OSError` in the block."""
    try:
        yield
    except OSError as error:
        raise DeckError(f"{path}: cannot be {action} ({reason_of(error)}).") from error


class DeckChangedError(DeckError):
    """A deck file changed on disk while it was being edited."""


class ArticleError(QuizappError):
    """An article cannot be read or kept."""


class StoreError(QuizappError):
    """The user's progress cannot be read or written."""


class StoreBusyError(StoreError):
    """Another window has held the lock for too long; the message names its process."""


class NewerFormatError(StoreError):
    """A file was written by a newer quizapp than this one."""
