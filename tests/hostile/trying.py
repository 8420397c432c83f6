"""A hostile thing through the commands that would read it, and what must hold then."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizapp.text import UNSAFE
from tests.hostile.places import Place, remove
from tests.hostile.running import Run, run
from tests.hostile.texts import Text, write

Tried = tuple[str, Run]
"""A verb, and how it went."""


def try_text(
    text: Text, size: int, *, of_facts: bool = False, verbs: Sequence[str] = ()
) -> Iterator[Tried]:
    """A file of this text."""
    name = "x.facts.md" if of_facts else "x.md"

    def place(decks: Path, _: Path) -> Path:
        write(decks / name, text, size)
        return decks / name

    told = ("check", "generate") if of_facts else ("check", "decks", "add")
    yield from try_place(place, verbs or told)


def try_place(
    place: Place,
    verbs: Sequence[str] = ("check", "decks", "add --dry-run", "add", "generate"),
) -> Iterator[Tried]:
    """A file or folder that a maker makes among one's decks."""
    top = Path(tempfile.mkdtemp())
    try:
        data, outside = top / "data", top / "outside"
        decks = data / "library" / "decks"
        decks.mkdir(parents=True)
        outside.mkdir()
        named = place(decks, outside)
        before = tree(outside), tree(decks)
        for verb in verbs:
            # What is added goes elsewhere: here it has its name already.
            into = top / "other" if verb.startswith("add") else data
            words = [*verb.split(), "--", named] if verb != "decks" else [verb]
            if verb == "generate":
                words = [verb, "-o", data / "made.md", "--", named]
            went = run(*words, data=into)
            want_harmless(verb, went)
            assert (tree(outside), tree(decks)) == before, f"{verb} wrote elsewhere"
            assert {each.name for each in top.iterdir()} <= {"data", "outside", "other"}
            yield verb, went
    finally:
        remove(top)


def want_harmless(verb: str, went: Run) -> None:
    """Assert that a command ended as commands end, and wrote only harmless text."""
    err = went.err.decode()
    assert went.code in (0, 1, 2, 3), (verb, went.code, err[-2000:])
    assert "Traceback" not in err, (verb, err[-2000:])
    for told in (went.out.decode(), err):
        unsafe = UNSAFE.search(told)
        assert not unsafe, (verb, ascii(told[max(0, unsafe.start() - 40) :][:80]))


def tree(folder: Path) -> list[tuple[str, int, int]]:
    """The files below a folder, with size and time; not those too deep for a path."""
    found = []
    waiting = [str(folder)]
    while waiting:
        for each in os.scandir(waiting.pop()):
            if each.is_dir(follow_symlinks=False):
                if len(each.path) < 3000:
                    waiting.append(each.path)
                continue
            about = each.stat(follow_symlinks=False)
            found.append((each.path, about.st_size, about.st_mtime_ns))
    return sorted(found)
