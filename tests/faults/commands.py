"""Each file-system call of a command refused in turn, once or from then on.

Whatever is refused, the command ends with a sentence instead of a traceback, and leaves
each file as it was or as it was to be.
"""

from __future__ import annotations

import errno
import fcntl
import io
import os
import shlex
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner, Result

from quizapp.cli import cli
from tests.faults.refusals import is_between, state
from tests.progress.archives import back_up, put
from tests.world import START, World, three_days

CALLS = (
    *("open", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "symlink"),
    *("stat", "lstat", "scandir", "listdir", "utime"),
)
"""Functions of `os` that may be refused; beside them opening, reading and writing a
file, reading a folder, and `flock`."""
ERRORS = (errno.EIO, errno.EACCES)
DECK = "".join(f"Q: What is {n} + {n}?\nA: {2 * n}\n\n" for n in range(1, 6))
FACTS = "## 1\nThe [TPP] was signed in [2016].\n:id: signed\n? When? -> 2016\n"

COMMANDS = {
    "decks": "",
    "due --json": "",
    "scores": "",
    "scores --html @scores.html": "",
    "check": "",
    "check --store": "",
    "check @library/decks": "",
    "where": "",
    "help files": "",
    "set": "",
    "set theme nord": "",
    "set retention 0.85": "",
    "add @more.md": "",
    "remove sums": "",
    "export sums": "",
    "generate @some.facts.md -o @made.md": "",
    "user list": "",
    "user rename me anna": "",
    "user delete me": "",
    "user restore bob": "",
    "user export me @me.zip": "",
    "user import @other.zip --as me": "",
    "backup @all.zip": "",
    "restore @other.zip --as me": "",
    "restore @other.zip --as me --dry-run": "",
    "merge @other": "",
    "study sums --plain": "2\n\n5\n1\n:s\n:u\n:q\n",
    "quiz sums --plain --practice -n 2": "2\n4\n:d\n",
}
"""What is called, with the lines that are typed."""


@dataclass
class Faults:
    """Refuses the call of one number below a folder, and perhaps all after it."""

    folder: Path
    number: int
    error: int
    goes_on: bool
    calls: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    handles: dict[int, bool] = field(default_factory=dict)

    def concerns(self, place: object) -> bool:
        """Whether a path, or a handle, is one below the folder."""
        if isinstance(place, int):
            return self.handles.get(place, False)
        if isinstance(place, str | os.PathLike):
            path = os.path.abspath(os.fsdecode(place))  # noqa: PTH100
            return path.startswith(str(self.folder))
        return False

    def next(self, name: str, place: object = None) -> None:
        self.calls += 1
        at = self.calls - 1
        if at == self.number or (self.goes_on and at > self.number):
            self.refused[name] += 1
            # `flock` says EACCES for a lock that somebody else holds.
            error = errno.EIO if name == "flock" else self.error
            path = None if isinstance(place, int | None) else str(place)
            raise OSError(error, os.strerror(error), path)

    def call(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, which may be refused."""

        def call(place: Any, *args: Any, **more: Any) -> Any:
            concerns = self.concerns(place)
            if concerns:
                self.next(name, place)
            result = real(place, *args, **more)
            if name == "open":
                self.handles[result] = concerns
            elif concerns and name == "scandir":
                return _Entries(result, place, self)
            elif concerns and name in {"io.open", "fdopen"}:
                return _File(result, self)
            return result

        return call


class _Entries:
    """A folder's entries, of which each may be refused."""

    def __init__(self, entries: Any, folder: object, faults: Faults) -> None:
        self._entries = entries
        self._folder = folder
        self._faults = faults

    def __iter__(self) -> _Entries:
        return self

    def __next__(self) -> Any:
        entry = next(self._entries)
        self._faults.next("readdir", self._folder)
        return entry

    def __enter__(self) -> _Entries:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()

    def close(self) -> None:
        self._entries.close()


class _File:
    """A file of which each read and write may be refused, a write halfway."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file = file
        self._faults = faults

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def read(self, *args: Any) -> Any:
        self._faults.next("read")
        return self._file.read(*args)

    def write(self, data: Any) -> int:
        try:
            self._faults.next("write")
        except OSError:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            raise
        return int(self._file.write(data))


@contextmanager
def refusing(faults: Faults) -> Iterator[None]:
    """Within, calls are refused."""
    with ExitStack() as stack:
        for name in CALLS:
            call = faults.call(name, getattr(os, name))
            stack.enter_context(patch.object(os, name, call))
        for owner, name in ((os, "fdopen"), (fcntl, "flock")):
            call = faults.call(name, getattr(owner, name))
            stack.enter_context(patch.object(owner, name, call))
        call = faults.call("io.open", io.open)
        stack.enter_context(patch.object(io, "open", call))
        yield


def made(folder: Path) -> World:
    """Answers, decks, a second user in the trash, and files to add and import."""
    at = three_days(folder)
    at.paths.decks.mkdir()
    (at.paths.decks / "sums.md").write_text(DECK, "utf-8")
    other = World(folder / "other")
    put(at.paths.articles / "peru.md", "Lima is its capital.\n")
    put(other.paths.articles / "chile.md", "Santiago is its capital.\n")
    put(other.paths.decks / "chile.md")
    back_up(other, folder / "other.zip", replace=True)
    (folder / "more.md").write_text(DECK.replace("+", "plus"), "utf-8")
    (folder / "some.facts.md").write_text(FACTS, "utf-8")
    (folder / "config").mkdir()
    (folder / "config" / "settings.toml").write_text('grades = "all"\n', "utf-8")
    shutil.copytree(at.paths.users / "me", at.paths.users / "bob")
    assert called(at, "user delete bob").exit_code == 0
    return at


def called(at: World, command: str, typed: str = "") -> Result:
    """Call quizapp; `@` stands for the folder."""
    folder = f"{at.folder}/"
    words = [word.replace("@", folder) for word in shlex.split(command)]
    told = ["--data", str(at.folder), "--now", START.isoformat(), "--seed", "1", *words]
    return CliRunner().invoke(cli, told, input=typed, prog_name="quizapp")


def texts(at: World) -> dict[str, bytes]:
    """Every file that is not derived, and that no event is in."""
    where = at.paths
    places = (where.decks, where.articles, where.trash, where.config)
    found = [path for each in places for path in each.rglob("*") if path.is_file()]
    found += [path for path in at.folder.iterdir() if path.is_file()]
    return {
        path.relative_to(at.folder).as_posix(): path.read_bytes()
        for path in found
        if "users" not in path.parts and path.suffix != ".zip"
    }


def refuse_command(
    command: str, *, every: int = 1, errors: Sequence[int] = ERRORS
) -> Counter[str]:
    """Refuse each call of a command, or every few; how many of each function.

    The error of two neighbouring calls differs, and so does that of a call which is
    refused once and from then on.
    """
    refused: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        first = made(Path(folder, "made"))
        old, before = state(first), texts(first)
        done = World(Path(folder, "done"))
        shutil.copytree(first.folder, done.folder)
        result = called(done, command, COMMANDS[command])
        assert result.exit_code == 0, (command, result.output)
        new, after = state(done), texts(done)
        for goes_on in (False, True):
            for number in range(0, 100_000, every):
                at = World(Path(folder, "tried"))
                shutil.copytree(first.folder, at.folder)
                error = errors[(number // every + goes_on) % len(errors)]
                faults = Faults(at.folder, number, error, goes_on)
                with refusing(faults):
                    result = called(at, command, COMMANDS[command])
                refused += faults.refused
                where = (command, number, goes_on, faults.refused, result.output)
                _want_a_sentence(result, where)
                assert is_between(state(at), old, new), where
                for name, text in texts(at).items():
                    is_whole = text in {before.get(name), after.get(name)}
                    if name.endswith(".html"):  # which shows what could be read
                        is_whole = text.rstrip().endswith(b"</html>")
                    assert is_whole or name.endswith(".tmp"), (name, *where)
                gone = {*before} & {*after} - {*texts(at)}
                assert not gone, (gone, *where)
                shutil.rmtree(at.folder)
                if not faults.refused:
                    break
    return refused


def _want_a_sentence(result: Result, where: object) -> None:
    """Raise `AssertionError` for a traceback, or an error that says nothing."""
    if not isinstance(result.exception, SystemExit | None):
        raise AssertionError(where) from result.exception
    if "Error: " in result.stderr:  # click does not find a file that is named
        assert result.exit_code == 2, where
        return
    said = result.stderr.splitlines()
    assert all(line.startswith("quizapp: ") for line in said), where
    if result.exit_code not in {0, 1}:
        assert said, where
        assert said[-1].endswith((".", ")")), where
