"""Do the packages hold what they must, and does the wheel find its decks?

Run as `python tests/packages.py DIST` on a folder with one wheel and one sdist.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

WHEEL = {
    "quizapp/py.typed",
    "quizapp/tui/app.tcss",
    "quizapp/help/format.md",
    "quizapp/cards/languages/data/en.toml",
    "quizapp/shipped_decks/apec-2016.md",
    "quizapp/shipped_decks/apec-2016.facts.md",
}
SDIST = {
    "README.md",
    "LICENSE",
    "pyproject.toml",
    "decks/apec-2016.md",
    "quizapp/cards/languages/data/en.toml",
}


def main(folder: Path) -> None:
    """Look into both packages, then use the wheel away from the checkout."""
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as packed:
        missing = WHEEL - set(packed.namelist())
    assert not missing, f"{wheel.name} lacks {missing}"
    with tarfile.open(sdist) as packed_source:
        names = {name.partition("/")[2] for name in packed_source.getnames()}
    assert not SDIST - names, f"{sdist.name} lacks {SDIST - names}"

    with tempfile.TemporaryDirectory() as away:
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(away)
        told = subprocess.run(
            [sys.executable, "-m", "quizapp", "--data", "data", "where"],
            cwd=away,
            env={"PYTHONPATH": away, "PATH": "", "PYTHONSAFEPATH": "1"},
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
    assert str(Path(away, "quizapp", "shipped_decks")) in told, told
    print(f"{wheel.name} and {sdist.name} hold what they must.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
