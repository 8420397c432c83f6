"""Many small values made in a row, without the collector looking at each."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 200_000
"""Characters of a text from which on the collector rests."""


@contextmanager
def collector_at_rest(size: int) -> Iterator[None]:
    """Let the garbage collector rest while a text of `size` characters is read.

    Cards hold no cycles, and it would go through all of them again and again.
    """
    rests = gc.isenabled() and size > LARGE
    if rests:
        gc.disable()
    try:
        yield
    finally:
        if rests:
            gc.enable()
