"""What scripts, other programs and people's files rely on, as text, from the real code.

`python -m tests.golden` adds what is new to `golden.txt`. Names are never renamed or
removed: it refuses to write when a line of the file is gone.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import click
from click.testing import CliRunner

from quizapp.cards.format.complaints import LEVELS
from quizapp.cards.format.front_matter import KNOWN_KEYS
from quizapp.cards.format.lines import FACT_FIELDS, FIELDS
from quizapp.cards.kinds import KINDS
from quizapp.cli.group import cli
from quizapp.decks.tables.columns import ROLES
from quizapp.formats import FORMATS
from quizapp.model import (
    Accept,
    Act,
    CardSeen,
    DeckPlace,
    DeckState,
    DrawnQuestion,
    Grade,
    KnownAct,
    Level,
    Mark,
    Mode,
    QuizBegun,
    QuizEnded,
    QuizPlan,
    QuizStep,
    Reset,
    Review,
    Same,
    Setting,
    Sureness,
    Suspend,
    Tag,
    Undo,
)
from quizapp.paths import below
from quizapp.plain.quiz import COMMANDS as QUIZ_COMMANDS
from quizapp.plain.study import COMMANDS as STUDY_COMMANDS
from quizapp.progress.maintenance.examine import Code
from quizapp.progress.settings import all_settings
from quizapp.progress.store import Store
from quizapp.setting_types import Number
from quizapp.tui.keys import ALL_VERBS
from tests.world import World

GOLDEN = Path(__file__).with_name("golden.txt")
ADD = "python -m tests.golden"
DECK = "apec-2016"
"""A deck that comes with quizapp."""
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
USER = "Ana"
EXAMPLES: Sequence[Act] = (
    CardSeen("peru/lima", "peru", "flip", "Capital?", "Lima"),
    Review(
        card="peru/lima",
        deck="peru",
        topic="Cities",
        asked="choose",
        given="Cusco",
        mark=Mark.WRONG,
        grade=Grade.AGAIN,
        day=date(2026, 11, 24),
        spent=2500,
        recognition_only=True,
        hints=1,
        sure=Sureness.GUESS,
        quiz="1795511280000-device0",
        chance=0.25,
    ),
    Accept("peru/lima", "Ciudad de los Reyes"),
    Reset("peru/lima"),
    Tag("peru/lima", "hard", on=True),
    Same((("peru/lima", "peru/old"), ("peru/new", ""))),
    DeckState("peru", started=True, hidden=False),
    Setting("retention", 0.85),
    QuizBegun(
        QuizPlan(
            ("peru",),
            5,
            Mode.PRACTICE,
            ("Cities",),
            ("choose",),
            300,
            7,
            ("peru/lima",),
            "1795511280000-device0",
        ),
        (DrawnQuestion("peru/lima", "peru", "Cities", "choose"),),
    ),
    QuizStep("1795511280000-device0", 0, 2500, 2000, "Cusco", True, True),
    QuizEnded("1795511280000-device0", 2500, date(2026, 11, 24), (0.0, 1.0, -1)),
    Suspend("peru/lima", suspended=True),
)
"""An event of most kinds, with a value in each field; the last is undone."""
MORE_EXAMPLES: Sequence[Act] = (DeckPlace("peru", "america/peru"),)
"""Those that come after the undo: new ones go to the end, so that no time changes."""


def surface() -> list[str]:
    """A line for each thing that others rely on."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lines = [
            *_commands(cli, click.Context(cli, info_name="quizapp")),
            *_declared(),
            *_day_file(root / "events"),
            *_Life(root / "life").lines(),
        ]
    return list(dict.fromkeys(lines))


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """Each command with its arguments, options and environment variables."""
    path = context.command_path
    for each in command.params:
        if isinstance(each, click.Option):
            for name in (*each.opts, *each.secondary_opts):
                kind = each.type
                values = kind.choices if isinstance(kind, click.Choice) else ()
                yield f"option {path} {name}"
                yield from (f"option {path} {name} = {value}" for value in values)
        if each.envvar:
            yield f"variable {each.envvar}"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner
            yield f"command {path} {name}"
            inside = click.Context(inner, info_name=name, parent=context)
            yield from _commands(inner, inside)


def _declared() -> Iterator[str]:
    for name, each in all_settings().items():
        yield f"setting {name}"
        yield from (f"setting {name} = {value}" for _, value in each.type.options)
        if isinstance(each.type, Number):
            yield f"setting {name} = {each.type.low:g} to {each.type.high:g}"
    yield from (f"key binding {verb.id}" for verb in ALL_VERBS)
    for code, level in LEVELS.items():
        yield f"complaint {level.value} {code}"
    yield from (f"finding {code}" for code in get_args(Code))
    yield from (f"front matter {name}" for name in KNOWN_KEYS)
    yield from (f"field of a card :{name}:" for name in FIELDS)
    yield from (f"field of a fact :{name}:" for name in FACT_FIELDS)
    yield from (f"column {name}" for name in ROLES)
    for form in FORMATS:
        yield from (f"file name {ending}" for ending in form.endings)
    yield from (f"kind {name}" for name in KINDS)
    for enum in (Mark, Mode, Level):
        yield from (f"{enum.__name__.lower()} {each.value}" for each in enum)
    for numbers in (Grade, Sureness):
        for number in numbers:
            yield f"{numbers.__name__.lower()} {number.value} {number.name.lower()}"
    yield from (f"line of study {command}" for command in STUDY_COMMANDS)
    yield from (f"line of quiz {command.split()[0]}" for command in QUIZ_COMMANDS)


def _day_file(folder: Path) -> Iterator[str]:
    """The bytes of a day with an event of each kind, and the fields of each."""
    missing = {*get_args(KnownAct)} - {Undo, *map(type, (*EXAMPLES, *MORE_EXAMPLES))}
    assert not missing, f"Add an example of {missing} to MORE_EXAMPLES."
    store = _store(folder)
    events = [
        store.record(act, at=AT + timedelta(minutes=minute))
        for minute, act in enumerate(EXAMPLES)
    ]
    store.undo(events[-1], at=AT + timedelta(hours=1))
    for minute, act in enumerate(MORE_EXAMPLES, start=61):
        store.record(act, at=AT + timedelta(minutes=minute))
    store.close()
    (path,) = (folder / "library").rglob("*.json")
    for line in path.read_text("utf-8").splitlines():
        yield f"day file {line.rstrip(',')}"
    for kind in get_args(KnownAct):
        config = kind.__struct_config__
        yield from (f"event {config.tag} {name}" for name in kind.__struct_fields__)
    for name in QuizPlan.__struct_fields__:
        yield f"event {QuizBegun.__struct_config__.tag} plan.{name}"


def _store(folder: Path) -> Store:
    """The progress in `folder`, on a device of a fixed id."""
    return World(folder).with_id("device0").store(user=USER)


class _Life:
    """Some weeks of a learner, by the command line alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _store(folder).close()
        self._now = AT
        self._found: list[str] = []
        self._printed: set[str] = set()
        """The commands of which the JSON was seen."""

    def lines(self) -> list[str]:
        """Live it, and give what was printed and written."""
        self._prepare()
        self._study()
        self._take_quizzes()
        self._report()
        self._keep()
        self._fail()
        for path in sorted(self._folder.rglob("*")):
            place = path.relative_to(self._folder)
            if path.is_file() and place.parts[0] in ("library", "machine", "config"):
                self._found.append(f"on disk {place.as_posix()}")
        unseen = set(_with_json(cli, click.Context(cli))) - self._printed
        assert not unseen, f"Run these with --json in tests/golden.py: {unseen}"
        return [_DATE.sub("DATE", line) for line in self._found]

    def _prepare(self) -> None:
        table = self._folder / "words.csv"
        rows = ("question,answer", "el rey,king", "el rey,king", "la paz,", "")
        table.write_text("\n".join(rows), "utf-8")
        self._json("add", str(table), code=1)
        self._run("set", "sureness", "true")
        self._run("set", "grades", "all")
        self._run("set", "retention", "0.9")

    def _study(self) -> None:
        self._talk("study", DECK, lines=":h\n:r\n:u\n:s\n:q\n")
        self._talk("study", DECK, lines="1\n3\n3\n" * 5)
        for days in (0, 0, 1, 12, 40):
            self._now += timedelta(days=days, minutes=15)
            self._talk("study", DECK, lines="\n3\n\n1\n\n3\n" * 15)

    def _take_quizzes(self) -> None:
        moves = ":n\n:b\n:m\n:g 2\n:g 99\n"
        self._talk("quiz", DECK, "-n", "2", lines=f"{moves}\n\n:d\n")
        self._talk("quiz", DECK, "-n", "2", "--practice", lines=":n\n1\n\n1\n:d\n")
        self._talk("quiz", DECK, "-n", "1", "--pretest", lines="1\n:d\n:q\n")
        self._talk("quiz", lines=":d\n")

    def _report(self) -> None:
        self._now += timedelta(days=60)
        for words in (["decks"], ["due"], ["scores"], ["where"], ["user", "list"]):
            self._json(*words)
        self._json("read", DECK)
        for words in (["scores", "--csv"], ["export", "words", "--format", "csv"]):
            head = self._run(*words).splitlines()[0]
            names = next(iter(head.splitlines())).split(",")
            self._found += (f"csv {words[0]} {name}" for name in names)
        places = below(self._folder)
        for path in (
            places.decks,
            places.articles,
            places.trash,
            places.unsaved,
            places.log,
        ):
            self._found.append(f"on disk {path.relative_to(self._folder).as_posix()}")

    def _keep(self) -> None:
        self._run("remove", "words")
        (events,) = (self._folder / "library").rglob("events")
        (events / "notes.tmp").touch()  # is found
        self._json("check", "--store")
        (events / "notes.tmp").unlink()
        archive = self._folder / "backup.zip"
        self._run("backup", str(archive), code=None)
        with zipfile.ZipFile(archive) as file:
            self._found += sorted(f"in a backup {name}" for name in file.namelist())
        next(events.rglob("*.json")).unlink()
        self._json("restore", str(archive), code=None)
        self._json("merge", str(self._folder / "library"))

    def _fail(self) -> None:
        bad = self._folder / "bad.md"
        bad.write_text("Q: Capital?\n", "utf-8")
        self._json("check", str(bad), code=1)
        self._run("set", "nothing", "1", code=2)
        self._run("generate", str(self._folder / "no.facts.md"), code=3)
        self._found += (f"exit code {code}" for code in range(4))

    def _run(self, *words: str, code: int | None = 0, lines: str = "") -> str:
        told = ["--data", str(self._folder), "--now", self._now.isoformat()]
        result = CliRunner().invoke(
            cli, [*told, "--seed", "1", "--user", USER, *words], input=lines
        )
        if code is not None and result.exit_code != code:
            raise AssertionError((words, result.output)) from result.exception
        return result.stdout

    def _json(self, *words: str, code: int | None = 0) -> None:
        """Run a command, and note the keys of its JSON."""
        name = _name_of(words)
        self._printed.add(name)
        about = f"{name} --store" if "--store" in words else name
        keys = _keys(json.loads(self._run(*words, "--json", code=code)))
        self._found += (f"json {about} {key}" for key in keys)

    def _talk(self, *words: str, lines: str) -> None:
        """Run a command in lines, and note the keys of each line of JSON."""
        self._printed.add(words[0])
        for text in self._run(*words, "--plain", "--json", lines=lines).splitlines():
            line = json.loads(text)
            name = f"line {words[0]} {line['line']}"
            self._found += (f"{name} {key}" for key in _keys(line))


def _name_of(words: Sequence[str]) -> str:
    return " ".join(words[:2] if words[0] == "user" else words[:1])


def _with_json(command: click.Command, context: click.Context) -> Iterator[str]:
    """The commands that print JSON."""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner
            for last in _with_json(inner, context):
                yield name if last == name else f"{name} {last}"
    elif any("--json" in each.opts for each in command.params):
        assert command.name
        yield command.name


_DATE = re.compile(r"\d{4}-\d\d-\d\d(-\d{6})?")
_NAME = re.compile(r"[a-z][a-z_]*")


def _keys(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all keys; `*` stands for one that is data, such as a date."""
    if isinstance(value, dict):
        for key, inner in value.items():
            name = key if _NAME.fullmatch(key) else "*"
            here = f"{path}.{name}" if path else name
            yield here
            yield from _keys(inner, here)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner, f"{path}[]")


def stored() -> list[str]:
    """The lines that are frozen."""
    return GOLDEN.read_text("utf-8").splitlines() if GOLDEN.exists() else []


def gone(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """The lines of `before` that are not there `now`."""
    there = set(now)
    return [line for line in before if line not in there]


def main() -> None:
    """Add what is new to the file."""
    before, now = stored(), surface()
    if lost := gone(before, now):
        sys.exit("Others rely on these, so they cannot go:\n" + "\n".join(lost))
    GOLDEN.write_text("\n".join(now) + "\n", "utf-8")
    print(f"{len(now) - len(before)} lines added to {GOLDEN.name}.")


if __name__ == "__main__":
    main()
