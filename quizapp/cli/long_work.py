"""Shows the progress of long work in one line on stderr, removed at the end."""

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
    from quizapp.progress.fold.projection import Report

QUIET = 0.4
"""Seconds of work before the line is shown."""
EVERY = 0.1
"""Seconds between two updates of the line."""
CANCELLED = 130
"""The exit code of a command ended by Ctrl+C, as in shells."""


@contextmanager
def long_work(doing: str, cancelled: str) -> Iterator[Report]:
    """Show the progress of something, and let Ctrl+C cancel it.

    Yields a function to call with the share that is done, 0 to 1. `doing` is shown
    before the share, and `cancelled` after Ctrl+C. Nothing is shown unless stderr is a
    terminal.
    """
    begun = shown = time.monotonic()
    is_shown = False

    def report(share: float) -> None:
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
        yield report
    except KeyboardInterrupt:
        clear()
        warn(cancelled)
        raise click.exceptions.Exit(CANCELLED) from None
    finally:
        clear()
