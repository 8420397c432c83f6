"""`python tests/bench`: all measurements, as one table of ratios and goals."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

if __name__ == "__main__":
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        module = import_module(f"tests.bench.{path.stem}")
        print(f"\n{(module.__doc__ or '').splitlines()[0]}")
        for name, figure, goal in module.measure():
            print(f"  {name:44} {figure:>14}  {goal}")
