"""A folder with all that quizapp keeps, and one file of it made strange.

`python -m tests.progress.strange SEED` shows what a seed makes of which file, what each
command says, and any traceback.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner, Result

from quizapp.cli import cli
from quizapp.cli.group import Session
from quizapp.cli.study import desk_of
from quizapp.decks.editing.autosave import Autosave
from quizapp.decks.editing.draft import Draft
from quizapp.errors import QuizappError
from quizapp.model import DrawnQuestion, Kind, QuizBegun, QuizPlan
from quizapp.paths import below
from quizapp.progress.maintenance.backup import write_archive
from tests.progress.life import BEGUN, CARDS, live, open_store
from tests.world import World

NOW = BEGUN + timedelta(days=40)
SETTINGS = """\
# mine
theme = "nord"
folders = ["more", "~nobody/decks"]
user = "me"
ask = "type"
sureness = true
editor = "true"

[keys]
"study.undo" = "ctrl+z"
"""
COMMANDS: dict[str, tuple[str, ...]] = {
    "study": ("study", "peru", "--plain"),
    "study as JSON": ("study", "peru", "--plain", "--json", "--limit", "2"),
    "quiz": ("quiz", "--plain"),
    "give up": ("quiz", "--give-up"),
    "decks": ("decks",),
    "due": ("due",),
    "check": ("check",),
    "check --store": ("check", "--store"),
    "scores": ("scores",),
    "scores as JSON": ("scores", "--json"),
    "scores as CSV": ("scores", "--csv"),
    "set": ("set",),
    "set a choice": ("set", "retention", "0.8"),
    "set a setting": ("set", "theme", "dracula"),
    "user": ("user", "list"),
    "rename": ("user", "rename", "me", "Ana"),
    "backup": ("backup", "backup.zip"),
    "restore": ("restore", "before.zip"),
    "merge": ("merge", "other"),
    "where": ("where",),
    "add": ("add", "new.md"),
    "export": ("export", "peru", "--format", "csv"),
    "edit": ("edit", "peru"),
    "remove": ("remove", "peru"),
}
ANSWERS = "Lima\n3\nsol\n1\n?\nu\nx\n\n:q\n"


def make(folder: Path) -> Path:
    """Make the folder, with caches, backups and all."""
    live(folder, seed=4, steps=80)
    shutil.copytree(folder / "library", folder / "other" / "library")
    for device in folder.glob("device*"):
        shutil.rmtree(device)
    store = open_store(folder)
    drawn = tuple(DrawnQuestion(card, "peru", "", Kind.TYPE) for card in CARDS[:3])
    store.record(QuizBegun(QuizPlan(("peru",), 3), drawn), at=NOW)
    store.back_up(60)
    write_archive(folder / "before.zip", World(folder).paths, now=NOW)
    paths = below(folder)
    paths.settings.parent.mkdir()
    paths.settings.write_text(SETTINGS)
    (folder / "new.md").write_text("Q: new?\nA: yes\n")
    Autosave(paths.unsaved).keep(Draft(paths.decks / "peru.md", b"x", 0, 1), "Q: mine")
    text = next(paths.unsaved.glob("*.json"))
    text.write_text(text.read_text().replace(f'"pid": {os.getpid()}', '"pid": 1234567'))
    session_of(folder).workspace_to_study().close()
    return folder


def session_of(folder: Path) -> Session:
    """A session of the command line on the folder."""
    return Session(below(folder), None, NOW, 1, is_free_to_write=True)


def run(folder: Path, *words: str) -> Result:
    """One command, in this process, in the folder; answers come from a pipe."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        told = ["--data", str(folder), "--now", NOW.isoformat(), "--seed", "1", *words]
        return CliRunner().invoke(cli, told, input=ANSWERS, prog_name="quizapp")
    finally:
        os.chdir(here)


def crash_of(result: Result) -> str:
    """The traceback of a command that ended in one; else empty."""
    if result.exception is None or isinstance(result.exception, SystemExit):
        return ""
    return "".join(traceback.format_exception(result.exception))


KEYS = (
    *("escape", "s", "escape", "b", "enter", "escape", "escape", "comma", "escape"),
    *("enter", "L", "enter", "enter", "3", "escape", "escape"),
    *("z", "enter", "escape", "escape"),
)
"""Scores; a card and its history; settings; a card studied; the quiz."""


async def use(folder: Path) -> None:
    """The app on the folder: every main screen, and an answer. Raises its crash."""
    from quizapp.tui.app import QuizApp

    try:
        desk = desk_of(session_of(folder))
    except QuizappError:
        return  # the settings, and it says so
    app = QuizApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(500):
            if app.workspace or app._notifications:  # or why there is none
                break
            await pilot.pause(0.01)
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause()
    app.close()


@dataclass(frozen=True, slots=True)
class Strange:
    """What was made strange."""

    sort: str
    """What the file is."""
    path: Path
    """Where it is, or was."""
    what: str
    must_be_named: bool = False
    """Whether a day file holds now what cannot be, so that it must be named."""


FILES: dict[str, str] = {
    "day": "library/users/me/events/*/*.json",
    "backup": "machine/backups/me/*/*.json",
    "totals": "cache/users/me/totals.json",
    "memories": "cache/users/me/memories/*.json",
    "cards": "cache/users/me/cards.json",
    "counts": "cache/users/me/counts.json",
    "device": "machine/device.json",
    "unsaved": "machine/drafts/*.json",
    "base": "machine/drafts/*.base",
    "settings": "config/settings.toml",
}
"""What is kept where; a day file is as likely as all else together."""
VALUES = (
    *("null", "true", "0", "-1", "9", "1.5", "1e400", "NaN", "-0.0"),
    *("123456789012345678901234567890", "9" * 5000),
    *('""', '"x"', '"2026-02-30"', '"9999-12-31"', '"0001-01-01T00:00:00+14:00"'),
    *('"\\ud800"', '"\\u0000"', '"2026-11-24"'),
    *("[]", "{}", "[[]]", '{"": 1}', "[" * 50 + "]" * 50, "[" * 9_999 + "]" * 9_999),
)
"""Every JSON type, and values that are hard on a reader."""


def make_strange(folder: Path, rng: Random) -> Strange:
    """Make one file below `folder` strange."""
    sort = "day" if rng.random() < 0.5 else rng.choice(list(FILES))
    path = rng.choice(sorted(folder.glob(FILES[sort])))
    if sort == "day" and rng.random() < 0.15:
        return _misplaced(path, rng)
    data = path.read_bytes()
    if sort not in ("settings", "base", "holder") and rng.random() < 0.75:
        told = _retyped(data, rng)
        if told:
            path.write_bytes(told[0])
            wrong = sort == "day" and told[2]
            return Strange(sort, path, told[1], must_be_named=wrong)
    if sort == "settings" and rng.random() < 0.75:
        lines = data.decode().splitlines()
        number = rng.choice([n for n, line in enumerate(lines) if " = " in line])
        name, value = lines[number].split(" = ")[0], rng.choice(VALUES)
        lines[number] = f"{name} = {value}"
        path.write_text("\n".join(lines))
        return Strange(sort, path, f"{name} = {value[:60]}")
    name, damage = rng.choice(list(DAMAGE.items()))
    damaged = damage(data, rng)
    path.write_bytes(damaged)
    is_torn = sort == "day" and name in ("torn", "emptied", "binary")
    return Strange(sort, path, name, must_be_named=is_torn)


def _flipped(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(changed)


DAMAGE: dict[str, Callable[[bytes, Random], bytes]] = {
    **{f"flipped {number}": _flipped for number in range(5)},
    "torn": lambda data, rng: data[: rng.randrange(1, max(2, len(data) - 3))],
    "emptied": lambda _data, _rng: b"",
    "binary": lambda _data, _rng: b"\x89PNG\r\n\x00\xff\xfe",
    "with a byte-order mark": lambda data, _: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data, _: data.decode(errors="replace").encode("utf-16"),
}


def _misplaced(path: Path, rng: Random) -> Strange:
    """A day file under the name of a day that cannot be, or no file at all."""
    name = rng.choice(["2026-02-30.json", "0000-00-00.json", "2026-13-01 (1).json"])
    to = path.with_name(name)
    match rng.randrange(3):
        case 0:
            path.rename(to)
        case 1:
            shutil.copy(path, to)
        case _:
            path.unlink()
            path.mkdir()
            return Strange("day", path, "a folder", must_be_named=True)
    return Strange("day", to, name, must_be_named=True)


_HERE = "-here-"


def _retyped(data: bytes, rng: Random) -> tuple[bytes, str, bool] | None:
    """Another value in one place of a JSON file, or another key; what it was; and
    whether that cannot be in a day file."""
    told = json.loads(data)
    places = list(_places(told))
    if not places:
        return None
    path = rng.choice(places)
    inside = told
    for step in path[:-1]:
        inside = inside[step]
    old, value = inside[path[-1]], rng.choice(VALUES)
    where = "/".join(map(str, path))
    if isinstance(inside, dict) and rng.random() < 0.1:
        del inside[path[-1]]
        key = rng.choice(["", "x", "-5", "9" * 30, "kind"])
        inside[key] = old
        return json.dumps(told).encode(), f"{where} is {key!r} now", False
    inside[path[-1]] = _HERE
    text = json.dumps(told, ensure_ascii=False).replace(f'"{_HERE}"', value)
    sorts = _sort(json.dumps(old)), _sort(value)
    is_wrong = path[0] == "events" and sorts[0] != sorts[1] and "null" not in sorts
    what = f"{where} = {value[:60]}, was {json.dumps(old)[:60]}"
    return text.encode("utf-8", "surrogatepass"), what, is_wrong


def _places(told: Any, path: tuple[Any, ...] = ()) -> Any:
    inside: Any = ()
    if isinstance(told, dict):
        inside = told.items()
    elif isinstance(told, list):
        inside = enumerate(told)
    for key, value in inside:
        yield (*path, key)
        yield from _places(value, (*path, key))


def _sort(text: str) -> str:
    """The type of a JSON value."""
    names = {'"': "text", "[": "list", "{": "object", "t": "bool", "f": "bool"}
    return names.get(text[0], "null" if text == "null" else "number")


def main() -> None:
    """Show what one seed does, command by command."""
    seed = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as made:
        whole = make(Path(made, "whole"))
        for name, words in COMMANDS.items():
            folder = Path(made, "tried")
            shutil.copytree(whole, folder)
            strange = make_strange(folder, Random(seed))
            if name == next(iter(COMMANDS)):
                print(f"{strange.sort} {strange.path}\n{strange.what}\n")
            result = run(folder, *words)
            print(f"{name}: {result.exit_code}\n{result.output[:600]}")
            print(crash_of(result))
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
