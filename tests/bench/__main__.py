"""`python tests/bench`: all measurements, as one table of ratios and goals.

Exits with 1 when a figure is beyond its goal.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def is_beyond(figure: str, goal: str) -> bool:
    """Whether `0.9 ms, 1.20 ×` is more than `≤ 1.10 ×` allows, `6.2%` than `≤ 5%`."""
    wanted = re.fullmatch(r"[≤<] ([\d.]+)(\W?\S*)", goal)
    assert wanted, f"{goal} is no goal"
    most, unit = wanted.groups()
    found = re.search(rf"([\d.]+){re.escape(unit)}", figure)
    assert found, f"{figure} is not in{unit}"
    return float(found[1]) > float(most)


def main() -> bool:
    """Print a row for each figure; whether one is beyond its goal."""
    beyond = 0
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        module = import_module(f"tests.bench.{path.stem}")
        print(f"\n{(module.__doc__ or '').splitlines()[0]}")
        for name, figure, goal in module.measure():
            is_missed = bool(goal) and is_beyond(figure, goal)
            beyond += is_missed
            mark = "  << beyond" if is_missed else ""
            print(f"  {name:44} {figure:>14}  {goal}{mark}", flush=True)
    print(f"\n{beyond} beyond their goals")
    return beyond > 0


if __name__ == "__main__":
    sys.exit(main())
