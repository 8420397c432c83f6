"""Files that are none, and folders that are too deep, too full or go in circles.

Each maker gets the folder of decks and a folder outside of it, and returns what is to
be named on the command line.
"""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

from quizapp.decks.library.deck_files import MAX_DECKS

CARD = "Q: q\nA: a\n"
Place = Callable[[Path, Path], Path]


def _deck(path: Path, text: str = CARD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _pipe(decks: Path, _: Path) -> Path:
    os.mkfifo(decks / "x.md")
    return decks / "x.md"


def _pipe_of_facts(decks: Path, _: Path) -> Path:
    os.mkfifo(decks / "x.facts.md")
    return decks / "x.facts.md"


def _socket(decks: Path, outside: Path) -> Path:
    here = Path.cwd()
    os.chdir(decks)  # its name may be no longer than 107 bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("x.md")
    finally:
        os.chdir(here)
    return decks / "x.md"


def _link(decks: Path, to: str | Path, name: str = "x.md") -> Path:
    (decks / name).symlink_to(to)
    return decks / name


def _folder_as_deck(decks: Path, _: Path) -> Path:
    _deck(decks / "x.md" / "y.md")
    return decks / "x.md"


def _circle(decks: Path, _: Path) -> Path:
    _link(decks, "y.md")
    return _link(decks, "x.md", "y.md")


def _circle_of_folders(decks: Path, _: Path) -> Path:
    _deck(decks / "group" / "x.md")
    _link(decks / "group", decks, "again")
    _link(decks / "group", ".", "here")
    return decks


def _unreadable(decks: Path, _: Path) -> Path:
    _deck(decks / "x.md").chmod(0)
    return decks / "x.md"


def _many(decks: Path, _: Path) -> Path:
    for number in range(MAX_DECKS):
        (decks / f"deck{number}.md").write_text(f"Q: q{number}\nA: a\n", "utf-8")
    return decks


def _too_many(decks: Path, _: Path) -> Path:
    for number in range(10_000):
        (decks / f"deck{number}.md").write_text(f"Q: q{number}\nA: a\n", "utf-8")
    return decks


def _bushy(decks: Path, _: Path) -> Path:
    for number in range(10_000):
        (decks / f"{number}" / "in").mkdir(parents=True)
    return decks


def _deep(decks: Path, _: Path) -> Path:
    _nest(decks, "d", 1000)
    _deck(decks / "d" / "x.md")
    return decks


def _deeper_than_a_path(decks: Path, _: Path) -> Path:
    _nest(decks, "d" * 200, 60)
    return decks


def _nest(folder: Path, name: str, levels: int) -> None:
    """Folders in folders with a deck in the last, by hand: Python's own way recurses,
    and a path may become too long."""
    here = os.open(".", os.O_RDONLY)
    os.chdir(folder)
    try:
        for _level in range(levels):
            Path(name).mkdir()
            os.chdir(name)
        Path("y.md").write_text(CARD, "utf-8")
    finally:
        os.fchdir(here)
        os.close(here)


NAMES = (
    "\x1b[2J.md",
    "a\nb.md",
    "a\rb.md",
    "\u202etxet.md",
    "a\x9b31m.md",
    "....md",
    "..md",
    "..facts.md",
    "-rf.md",
    "--replace.md",
    "%s%n.md",
    "[red]x[/red].md",
    "{prompt}.md",
    "a b'\"$(id)`id`.md",
    "x" * 250 + ".md",
    "x.MD",
    "CON.md",
    os.fsdecode(b"\xff\xfe.md"),
)


def _names(decks: Path, _: Path) -> Path:
    for number, name in enumerate(NAMES):
        _deck(decks / _in_utf_8(name), f"stray\n\nQ: q{number}\nA: a\n")
    _deck(decks / "g\x1b]0;x\x07" / "grouped.md")
    return decks


def _named(name: str) -> Place:
    return lambda decks, _: _deck(decks / _in_utf_8(name), "stray\n\n" + CARD)


def _in_utf_8(name: str) -> str:
    """A name as Python reads it from a disk, whatever the locale."""
    return os.fsdecode(name.encode("utf-8", "surrogateescape"))


PLACES: dict[str, Place] = {
    "a pipe": _pipe,
    "a pipe of facts": _pipe_of_facts,
    "a socket": _socket,
    "a link to /dev/zero": lambda decks, _: _link(decks, "/dev/zero"),
    "a link to /dev/zero for facts": (
        lambda decks, _: _link(decks, "/dev/zero", "x.facts.md")
    ),
    "a link to /dev/tty": lambda decks, _: _link(decks, "/dev/tty"),
    "a link to nothing": lambda decks, _: _link(decks, "none.md"),
    "a link to a file outside": (
        lambda decks, outside: _link(decks, _deck(outside / "secret.txt"))
    ),
    "a link to a folder outside": (
        lambda decks, outside: _link(
            decks, _deck(outside / "o" / "secret.md").parent, "o"
        )
    ),
    "a folder as a deck": _folder_as_deck,
    "links in a circle": _circle,
    "folders in a circle": _circle_of_folders,
    "a file that may not be read": _unreadable,
    "as many decks as are read": _many,
    "10,000 decks": _too_many,
    "10,000 folders of folders": _bushy,
    "1,000 folders in folders": _deep,
    "folders deeper than a path": _deeper_than_a_path,
    "names": _names,
    **{f"the name {ascii(name)[1:30]}": _named(name) for name in NAMES},
    "an empty file": lambda decks, _: _deck(decks / "x.md", ""),
    "a name with `..` in its path": (
        lambda decks, _: decks / ".." / "decks" / _deck(decks / "x.md").name
    ),
}


def remove(folder: Path) -> None:
    """Take away a folder, however deep: `shutil.rmtree` goes no deeper than Python."""
    subprocess.run(["rm", "-rf", "--", folder], check=True)
