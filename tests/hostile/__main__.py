"""`python tests/hostile [WORD]`: every hostile thing, with its seconds and megabytes.

A WORD tries only those whose name holds it. Exits with 1 when one is over its limits.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from quizapp.cards.format.limits import MAX_BYTES
from tests.hostile.places import PLACES
from tests.hostile.texts import DECKS, FACTS, ONE_LINE, just_enough
from tests.hostile.trying import Tried, try_place, try_text

FULL = 50_000_000
"""Bytes of a file that is far too large."""
SECONDS, MEGABYTES = 2.0, 300.0


def everything() -> Iterator[tuple[str, Iterator[Tried]]]:
    """Each thing with its trials: texts of 50 MB, as large as is read, and places."""
    for texts, of_facts in ((DECKS, False), (FACTS, True)):
        for name, text in texts.items():
            yield (
                f"{name}, 50 MB",
                try_text(text, FULL, of_facts=of_facts, verbs=["check"]),
            )
            most = just_enough(text, is_one_line=name in ONE_LINE)
            yield f"{name}, as read", try_text(most, MAX_BYTES, of_facts=of_facts)
    for name, place in PLACES.items():
        yield name, try_place(place)


def yardstick() -> float:
    """Seconds for a million small lists, to compare machines by."""
    begun = time.perf_counter()
    told = [[str(number)] for number in range(1_000_000)]
    assert told
    return time.perf_counter() - begun


def main() -> bool:
    """Print a row for each thing: the slowest and the largest of its commands; whether
    one is over its limits."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    count = over = 0
    print(f"The yardstick takes {yardstick():.2f} s on this machine.")
    print(f"{'':52} seconds     MB")
    for name, trials in everything():
        if word not in name:
            continue
        try:
            told = list(trials)
        except AssertionError as error:
            count, over = count + 1, over + 1
            print(f"{name:52} {str(error)[:300]}", flush=True)
            continue
        slowest, went = max(told, key=lambda each: each[1].seconds)
        megabytes = max(each.megabytes for _, each in told)
        is_over = went.seconds > SECONDS or megabytes > MEGABYTES
        count, over = count + 1, over + is_over
        mark = f"  << {slowest}" if is_over else ""
        print(f"{name:52} {went.seconds:7.2f} {megabytes:6.0f}{mark}", flush=True)
    print(f"{count} things, {over} over {SECONDS:g} s or {MEGABYTES:g} MB or wrong")
    return over > 0


if __name__ == "__main__":
    sys.exit(main())
