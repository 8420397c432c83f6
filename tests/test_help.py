"""What the manual says is so, and everything there is stands in it."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest
from click.testing import CliRunner

from quizapp import errors, plain
from quizapp.cards import languages
from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format import limits
from quizapp.cards.format.complaints import MESSAGES, message_sample
from quizapp.cards.format.front_matter import KNOWN_KEYS
from quizapp.cards.format.limits import MAX_HINTED_CARDS
from quizapp.cards.format.lines import FACT_FIELDS, FIELDS
from quizapp.cards.format.reader import read_deck
from quizapp.cards.kinds import KINDS
from quizapp.cards.lint import LINT_RULES, lint
from quizapp.cards.lint.questions import (
    LONG_ANSWER_WORDS,
    LONG_PROMPT_LETTERS,
    LONG_PROMPT_WORDS,
)
from quizapp.cli import cli
from quizapp.cli.group import VERBS
from quizapp.cli.long_work import CANCELLED
from quizapp.cli.reference import filled, shown_key
from quizapp.decks.editing.external_editor import SHELL_VARIABLES
from quizapp.decks.library.deck_files import MAX_DECKS, MAX_ENTRIES
from quizapp.help import TOPICS, help_text
from quizapp.model import Card
from quizapp.plain.quiz import COMMANDS as QUIZ_COMMANDS
from quizapp.plain.study import COMMANDS as STUDY_COMMANDS
from quizapp.progress.settings import all_settings
from quizapp.study.browse.query import IS, read_query
from quizapp.study.quiz.result import BANDS
from quizapp.text import UNSAFE
from quizapp.tui import keys, widgets, write
from quizapp.tui.keys.verb import Verb

ROOT = Path(__file__).parents[1]
DOCUMENTS = {
    "README": (ROOT / "README.md").read_text("utf-8"),
    "CONTRIBUTING": (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8"),
    **{topic: help_text(topic) for topic in TOPICS},
}
FORMAT = help_text("format")
COLUMNS = 80


@cache
def shown(topic: str) -> str:
    """A page as `quizapp help` prints it."""
    return filled(help_text(topic))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def rows(topic: str, heading: str) -> list[list[str]]:
    """The rows of the tables of a page whose first column has this heading."""
    tables = re.split(rf"^\| {heading} \|", help_text(topic), flags=re.MULTILINE)[1:]
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
        for table in tables
        for line in table.partition("\n\n")[0].splitlines()[2:]
    ]


def first_cells(topic: str, heading: str) -> list[str]:
    return [row[0].strip("`") for row in rows(topic, heading)]


# Topics


def test_every_page_is_a_topic_and_every_topic_has_a_page() -> None:
    pages = (ROOT / "quizapp" / "help").glob("*.md")
    assert {page.stem for page in pages} == set(TOPICS)


def test_without_a_topic_the_topics_are_listed() -> None:
    lines = CliRunner().invoke(cli, ["help"]).stdout.splitlines()
    told = [line.split()[0] for line in lines if line.startswith("  ")]
    assert told == list(TOPICS)
    assert max(map(len, lines)) <= COLUMNS
    assert len(lines) < 24  # all of them are on the screen


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_reads_as_it_stands(topic: str) -> None:
    text = shown(topic)
    assert text.startswith("# ")
    assert [line for line in text.splitlines() if len(line) > COLUMNS] == []
    assert not UNSAFE.search(text)
    assert "<!-- list:" not in text
    result = CliRunner().invoke(cli, ["help", topic])
    assert (result.exit_code, result.stdout) == (0, text)


def test_a_topic_that_does_not_exist_is_refused_with_those_that_do() -> None:
    result = CliRunner().invoke(cli, ["help", "fromat"])
    assert result.exit_code == 2
    assert "format, spreadsheets" in result.stderr


def test_a_command_in_place_of_a_topic_shows_its_options() -> None:
    told = CliRunner().invoke(cli, ["help", "add"], prog_name="quizapp").stdout
    usual = CliRunner().invoke(cli, ["add", "--help"], prog_name="quizapp").stdout
    assert told == usual
    assert "--dry-run" in told


# What there is stands in the manual


def section(topic: str, title: str) -> str:
    """What a page shows below a heading."""
    found = re.search(
        rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", shown(topic), re.M | re.S
    )
    assert found, title
    return squeezed(found[1])


def test_every_key_is_in_the_manual() -> None:
    for title, verbs in keys.GROUPS.items():
        told = section("keys", title)
        for verb in verbs:
            row = f"{shown_key(verb.key)} {verb.label} {verb.tooltip}"
            assert squeezed(row) in told


def test_every_group_of_keys_has_a_title() -> None:
    for module in iter_modules(keys.__path__, f"{keys.__name__}."):
        for name, each in vars(import_module(module.name)).items():
            if isinstance(each, tuple) and each and isinstance(each[0], Verb):
                assert each in (*keys.GROUPS.values(), keys.ALL_VERBS), name


def own_keys() -> Iterator[tuple[str, str, str]]:
    """The keys that widgets have for themselves."""
    for package in (widgets, write):
        for module in iter_modules(package.__path__):
            name = f"{package.__name__}.{module.name}"
            for each in vars(import_module(name)).values():
                yield from getattr(each, "OWN_KEYS", ())


def test_so_is_every_key_of_a_widget() -> None:
    told = squeezed(shown("keys"))
    missing = [each for each in own_keys() if squeezed(" ".join(each)) not in told]
    assert missing == []


def test_the_keymap_is_one_that_the_settings_could_hold() -> None:
    listed = shown("keymap").rpartition("[keys]\n")[2]
    assert tomllib.loads(listed) == {verb.id: verb.key for verb in keys.ALL_VERBS}


@cache
def all_commands() -> list[tuple[str, click.Command]]:
    """Every command that can be run, with the words that call it."""
    context, told = click.Context(cli), []
    for name in VERBS:
        command = cli.get_command(context, name)
        assert command
        if isinstance(command, click.Group):
            told += [
                (f"{name} {word}", each) for word, each in command.commands.items()
            ]
        else:
            told.append((name, command))
    return told


@pytest.mark.parametrize(
    ("name", "command"), all_commands(), ids=lambda each: str(each).replace(" ", "-")
)
def test_every_command_and_option_is_in_the_manual(
    name: str, command: click.Command
) -> None:
    head = rf"^## (quizapp {name}(?: [^a-z\n].*)?)$"
    found = re.search(head, shown("commands"), re.MULTILINE)
    assert found
    told = section("commands", found[1])
    assert command.help
    assert squeezed(command.help.splitlines()[0]) in told
    for option in command.params:
        if isinstance(option, click.Option):
            assert all(f"{each} " in told for each in names_of(option))
            assert option.help
            assert squeezed(option.help) in told


def names_of(option: click.Parameter) -> list[str]:
    return [*option.opts, *option.secondary_opts]


def test_every_global_option_is_in_the_manual() -> None:
    above = shown("commands").partition("\n## ")[0]
    for option in cli.params:
        assert f"    {option.opts[0]} " in above


def test_every_hint_is_in_the_manual() -> None:
    told = squeezed(shown("problems"))
    for code, rule in LINT_RULES.items():
        assert squeezed(f"{code} {message_sample(code)} {rule.reason}") in told
    assert f"{LONG_PROMPT_WORDS} words or {LONG_PROMPT_LETTERS} letters" in told
    assert f"or {LONG_ANSWER_WORDS} words in its answer" in told


def test_every_complaint_is_in_the_manual_with_its_message() -> None:
    told = squeezed(shown("problems"))
    for code in MESSAGES:
        assert squeezed(f"{code} {message_sample(code)}") in told


def test_every_setting_is_in_the_manual_with_its_default() -> None:
    told = squeezed(shown("settings"))
    for name, each in all_settings().items():
        default = each.type.shown(each.default) or "none"
        assert squeezed(f"{name} {default} {each.about}") in told


def test_every_environment_variable_is_in_the_manual_and_no_other() -> None:
    declared = {str(p.envvar) for p in cli.params if p.envvar}
    others = {name.removeprefix("$") for name in SHELL_VARIABLES} | {
        "NO_COLOR"
    }  # Textual's
    listed = re.findall(r"^\| (.*?) \|", help_text("settings"), re.MULTILINE)
    told = {name for cell in listed for name in re.findall(r"`([A-Z_]+)`", cell)}
    assert told == declared | others
    for text in DOCUMENTS.values():
        assert set(re.findall(r"\bQUIZAPP_[A-Z]+", text)) <= declared


def test_every_exit_code_is_in_the_manual_and_no_other() -> None:
    tree = (each for each in vars(errors).values() if isinstance(each, type))
    codes = {each.exit_code for each in tree if issubclass(each, errors.QuizappError)}
    assert {int(code) for code in first_cells("scripts", "code")} == codes | {
        0,
        1,
        CANCELLED,
    }


def test_the_folders_are_those_that_where_names(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, ["--data", str(tmp_path), "where", "--json"]).stdout
    assert re.findall(r"^- \*\*(\w+)\*\*", help_text("files"), re.MULTILINE) == list(
        json.loads(told)
    )


def test_the_bands_of_a_mark_are_those_that_hold() -> None:
    told = squeezed(help_text("quiz"))
    shares = [f"{share:.0%}" for share, _ in BANDS if share]
    names = [name for share, name in BANDS if share]
    assert f"{shares[0]} is {names[0]}, {shares[1]} {names[1]}" in told
    assert f"{shares[2]} {names[2]}." in told


def test_the_lines_of_line_mode_are_in_the_manual_and_no_other() -> None:
    text = help_text("scripts")
    told = set(re.findall(r"`(:\w+(?: 7)?)`", text))
    assert told == {*STUDY_COMMANDS, *QUIZ_COMMANDS}
    source = "".join(p.read_text("utf-8") for p in Path(plain.__path__[0]).glob("*.py"))
    kinds = set(re.findall(r'line="(\w+)"', source))
    listed = text.partition("its `line`")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == kinds


def test_every_condition_of_a_search_is_in_the_manual_and_is_one() -> None:
    told = first_cells("browse", "you type")
    assert {each.removeprefix("is:") for each in told if each.startswith("is:")} == (
        set(IS)
    )
    for each in told:
        query = read_query(each)
        assert not query.complaint
        is_word = each in ("peru summit", '"free trade"')
        assert bool(query.tests) is not is_word, each


# What the manual says exists


_KEY = re.compile(
    r"(?:ctrl|shift|alt)\+\w+|f\d+|enter|escape|tab|space|backspace|delete|up|down"
    r"|left|right|home|end|pageup|pagedown|[A-Za-z0-9?/*+,]"
)
KEYED = {
    "README": ("home", "study", "app", "article"),
    "studying": ("home", "study", "summary"),
    "answers": ("study",),
    "keys": ("app", "study", "confirm", "leave"),
    "quiz": ("home", "quiz", "result"),
    "scores": ("home", "scores"),
    "browse": ("home", "browse"),
    "decks": ("home", "app", "editor", "form", "study", "browse"),
    "spreadsheets": ("home",),
    "settings": ("home", "app"),
}
"""The pages that name keys, with the parts of the app that they are about."""


def keys_of(*places: str) -> set[str]:
    verbs = (verb for verb in keys.ALL_VERBS if verb.id.partition(".")[0] in places)
    told = {shown_key(key) for verb in verbs for key in verb.key.split(",")}
    for key, *_ in own_keys():
        told |= {*"123456789"} if key == "1 – 9" else set(key.split())
    return told


def spans(text: str) -> list[str]:
    """What stands in backticks, beside whole blocks of code."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [squeezed(span) for span in re.findall(r"`([^`]+)`", text)]


def mistakes(text: str, *places: str) -> Iterator[str]:
    """What a text names that does not exist."""
    commands = [cli, *(command for _, command in all_commands())]
    options = {name for each in commands for p in each.params for name in names_of(p)}
    there = keys_of(*places)
    for span in spans(text):
        command, _, rest = span.removeprefix(".venv/bin/").partition(" ")
        if command == "quizapp":
            yield from wrong_words(shlex.split(rest))
        elif re.match(r"--[a-z]", span):
            named = re.findall(r"--[a-z-]+", span)
            yield from (each for each in named if each not in options)
        elif places and _KEY.fullmatch(span) and span not in there:
            yield span


def wrong_words(words: list[str]) -> Iterator[str]:
    """What in the words after `quizapp` does not exist."""
    command: click.Command = cli
    rest = iter(words)
    for word in rest:
        if word.startswith("--") or word in {"-n", "-o"}:
            found = [p for p in command.params if word in names_of(p)]
            if not found and word != "--help":
                yield word
            elif found and not getattr(found[0], "is_flag", False):
                next(rest, None)
        elif word.isupper():
            if command is cli:
                return
        elif isinstance(command, click.Group):
            inner = command.get_command(click.Context(command), word)
            if not inner:
                yield word
                return
            command = inner
        elif command.name == "help":
            if word not in {*TOPICS, *VERBS}:
                yield word
        elif command.name == "set":
            if word.partition("@")[0] not in all_settings():
                yield word
            next(rest, None)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_names_exists(name: str) -> None:
    assert list(mistakes(DOCUMENTS[name], *KEYED.get(name, ()))) == []


@pytest.mark.parametrize("text", ["`ctrl+f11`", "`Y`", "`quizapp quiz --pretets`"])
@pytest.mark.parametrize("more", ["`quizapp --dta`", "`--no-hint`"])
def test_what_does_not_exist_would_be_found(text: str, more: str) -> None:
    assert len(list(mistakes(f"{text}, {more}", "study"))) == 2


@pytest.mark.parametrize(
    "words",
    [
        "help nothing",
        "set colour red",
        "user remove",
        "workspace",
        "add --limit 3 x.md",
    ],
)
def test_nor_would_a_command(words: str) -> None:
    assert list(wrong_words(words.split()))


def test_each_setting_that_is_set_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "notes" / "cards").mkdir(parents=True)
    told = {
        span: shlex.split(span)[1:]
        for text in DOCUMENTS.values()
        for span in spans(text)
        if span.startswith("quizapp set ") and "KEY" not in span
    }
    assert len(told) > 5
    for span, words in told.items():
        words = [word.replace("~", str(tmp_path)) for word in words]
        result = CliRunner().invoke(cli, ["--data", str(tmp_path / "data"), *words])
        assert result.exit_code == 0, span


# The formats


def test_the_page_that_the_app_shows_has_no_list() -> None:
    assert filled(FORMAT) == FORMAT


_EXAMPLE = re.compile(r"```markdown\n(.*?)```\n.*?```cards\n(.*?)```", re.DOTALL)


def examples(topic: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The examples of a page, each with the cards that it says come of it."""
    found = _EXAMPLE.findall(help_text(topic))
    assert len(found) == help_text(topic).count("```markdown")
    return [
        (text, [(kind, answer) for kind, answer in map(_row, told.splitlines())])
        for text, told in found
    ]


def _row(line: str) -> tuple[str, str]:
    kind, answer = line.split(maxsplit=1)
    return kind, answer


def as_told(cards: tuple[Card, ...]) -> list[tuple[str, str]]:
    return [(card.kind, card.answer.replace("\n", " / ")) for card in cards]


@pytest.mark.parametrize("example", examples("format"), ids=lambda e: e[0][:20])
def test_each_example_gives_the_cards_that_are_told(
    example: tuple[str, list[tuple[str, str]]],
) -> None:
    deck = read_deck(example[0], "deck")
    assert deck.complaints == ()
    assert as_told(deck.cards) == example[1]


@pytest.mark.parametrize("example", examples("facts"), ids=lambda e: e[0][:20])
def test_so_does_each_of_facts(example: tuple[str, list[tuple[str, str]]]) -> None:
    made = generate_deck(read_facts(example[0], "deck"))
    assert made.complaints == ()
    assert as_told(made.cards) == example[1]


@pytest.mark.parametrize("name", ["README", "decks"])
def test_a_deck_to_begin_with_is_a_good_one(name: str) -> None:
    text = DOCUMENTS[name].partition("```markdown\n")[2].partition("```")[0]
    deck = read_deck(text, "capitals")
    assert (deck.complaints, lint(deck, text)) == ((), ())
    assert len(deck.cards) >= 2


def test_every_field_is_explained_and_every_one_explained_is_known() -> None:
    assert first_cells("format", "field") == [f":{name}:" for name in FIELDS]
    known = {*FIELDS, *FACT_FIELDS}
    for text in DOCUMENTS.values():
        assert set(re.findall(r"(?<!:):([a-z-]+):(?!:)", text)) <= known


def test_every_key_of_the_front_matter_is_explained_and_no_other() -> None:
    assert first_cells("format", "key") == list(KNOWN_KEYS)


def test_the_languages_are_those_that_are_known() -> None:
    data = Path(languages.__path__[0]) / "data"
    told = FORMAT.partition("words are known are")[2].partition(".")[0]
    assert re.findall(r"`(\w+)`", told) == sorted(p.stem for p in data.glob("*.toml"))


def test_every_kind_is_explained_and_can_be_asked_of_the_cards_that_are_named() -> None:
    kinds = {row[0].strip("`"): row[2] for row in rows("format", "kind")}
    assert kinds.keys() == KINDS.keys()
    bodies = {
        "`Q:` and `A:`": "Q: q\nA: a",
        "`C:`": "C: [a]",
        "a list of `[x]`": "Q: q\n- [x] a\n- [ ] b",
        "`A: true`": "Q: q\nA: true",
        "a list of `1.`": "Q: q\n1. a\n2. b\n3. c",
        "a list of `=>`": "Q: q\n- a => b\n- c => d",
    }
    for kind in KINDS:
        for told, body in bodies.items():
            is_told = "every card" in kinds[kind] or told in kinds[kind]
            errors = read_deck(f"{body}\n:ask: {kind}\n", "deck").errors
            assert bool(errors) is not is_told, (kind, told)


def test_the_limits_are_those_that_hold() -> None:
    told = FORMAT.partition("## How much")[2].replace("\n", " ")
    for words in (
        f"{limits.MAX_BYTES >> 20} MiB",
        f"{limits.MAX_LINES:,} lines",
        f"{limits.MAX_CARDS:,} cards, topics and comments",
        f"{limits.MAX_CARD_LENGTH:,} characters",
        f"{limits.MAX_BRACKETS:,} brackets",
        f"first {MAX_HINTED_CARDS:,} cards",
        f"at most {MAX_DECKS:,} decks",
        f"{MAX_ENTRIES:,} files and folders",
    ):
        assert words in told
    assert limits.MAX_CARD_LENGTH == limits.MAX_LINE_LENGTH
