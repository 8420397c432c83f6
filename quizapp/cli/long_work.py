"""How far long work is, in one line on stderr that is gone when it is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from quizapp.cli.group import warn
from quizapp.text import visible

if TYPE_CHECKING:
    from quizapp.progress.fold.projection import Progress

QUIET = 0.4
"""Seconds of work that are not worth a line."""
EVERY = 0.1
"""Seconds between two changes of the line."""
CANCELLED = 130
"""The exit code of a command that Ctrl+C ended, as shells count it."""


@contextmanager
def long_work(doing: str, cancelled: str) -> Iterator[Progress]:
    """Show how far something is, and let Ctrl+C cancel it.

    What this yields is called with the share that is done, 0 to 1. `doing` is shown
    before it; `cancelled` says what holds after Ctrl+C. Nothing is shown unless stderr
    is a terminal.
    """
    begun = shown = time.monotonic()
    is_shown = False

    def progress(share: float) -> None:
        nonlocal shown, is_shown
        now = time.monotonic()
        if not sys.stderr.isatty() or now - begun < QUIET or now - shown < EVERY:
            return
        shown, is_shown = now, True
        click.echo(
            f"\r{visible(doing)} {share:4.0%}  Ctrl+C cancels", nl=False, err=True
        )

    def clear() -> None:
        if is_shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    try:
        yield progress
    except KeyboardInterrupt:
        clear()
        warn(cancelled)
        raise click.exceptions.Exit(CANCELLED) from None
    finally:
        clear()
