"""What the README says is so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.cli import cli
from quizapp.cli.group import VERBS
from quizapp.formats.front import KNOWN
from quizapp.formats.reader import read_deck
from quizapp.lint import RULES, lint
from quizapp.model import Kind
from quizapp.scheduler import Schedule
from quizapp.tui import keys

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def after(mark: str) -> str:
    """The README from a mark of its own on."""
    return README.partition(f"<!-- {mark} -->\n")[2]


def table(mark: str) -> Iterator[list[str]]:
    """The rows of the table below a mark."""
    for line in after(mark).splitlines()[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").replace("\\|", "").split("|")]


def test_the_two_commands_are_one_line_each() -> None:
    for mark, end in (("command: run", "quizapp`"), ("command: test", "pytest`")):
        line = after(mark).splitlines()[0]
        assert line.startswith("`python3 -m venv .venv && ")
        assert line.endswith(end)


def test_the_deck_of_ones_own_is_a_good_deck() -> None:
    text = after("deck: capitals.md").partition("```markdown\n")[2].partition("```")[0]
    deck = read_deck(text, "capitals")
    assert deck.complaints == ()
    assert lint(deck, text) == ()
    kinds = [card.kind for card in deck.cards]
    assert kinds == [*[Kind.FLIP] * 4, Kind.CLOZE, Kind.CHOOSE, Kind.ORDER]


def test_each_verb_is_in_the_readme_and_each_there_exists() -> None:
    told = {row[0].strip("`").split()[1] for row in table("verbs") if " " in row[0]}
    assert told == set(VERBS)


def test_each_verb_explains_itself() -> None:
    for name in VERBS:
        verb = cli.commands.get(name) or cli.get_command(None, name)  # type: ignore[arg-type]
        assert verb
        assert verb.help
        told = after("verbs").partition(f"`quizapp {name}")[2].partition("|")[0]
        for option in re.findall(r"--[a-z-]+", told):
            assert any(option in parameter.opts for parameter in verb.params), option


def test_the_global_options_are_those_there_are() -> None:
    there = {opt for p in cli.params for opt in p.opts if opt.startswith("--")}
    told = set(re.findall(r"`(--[a-z]+)", README.partition("Before the command:")[2]))
    assert told - {"--json"} <= there
    assert there - {"--version"} <= told


def test_each_hint_is_in_the_readme_and_each_there_exists() -> None:
    assert [row[0].strip("`") for row in table("hints")] == list(RULES)


def test_each_key_of_the_front_matter_is_in_the_readme() -> None:
    told = README.partition("A file may begin with TOML")[2].partition("\n\n")[0]
    assert set(KNOWN) - {"id", "name", "article", "table"} == set(
        re.findall(r"`(\w+) =", told)
    )


SCREENS = {
    "home": "home",
    "question": "study",
    "verdict": "study",
    "study": "study",
    "quiz": "quiz",
    "editor": "editor",
    "browse": "browse",
    "everywhere": "app",
}


@pytest.mark.parametrize("row", list(table("keys")), ids=lambda row: row[1])
def test_each_key_in_the_readme_is_one(row: list[str]) -> None:
    where, told, _ = row
    names = {",": "comma", "+": "plus", "/": "slash", "*": "asterisk", "`": ""}
    for key in re.findall(r"`([^`]+)`", told):
        there = {
            each
            for verb in keys.ALL
            if verb.id.startswith(SCREENS[where])
            for each in verb.key.split(",")
        }
        tab = (where, key) == ("editor", "tab")
        choice = where == "question" and key in ("1", "9", "backspace")
        enter_in_a_list = where in ("home", "browse") and key == "enter"
        assert names.get(key, key) in there or choice or tab or enter_in_a_list, key


def test_the_defaults_are_those_that_are_told() -> None:
    plain = Schedule()
    assert f"retention, {plain.retention:.0%} at first".replace("%", " %") in README
    assert f"({plain.new_a_day}) and reviews ({plain.reviews_a_day})" in README
    assert f"({plain.day_starts} in the morning)" in README


def test_the_floors_are_those_that_the_linter_holds() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    held = [room.strip(" ()") for layer in layers for room in layer.split("|")]
    block = after("floors").partition("```\n")[2].partition("```")[0]
    told = [
        room.strip()
        for line in block.splitlines()
        for room in re.split(r"\s{2,}", line)[0].split("|")
    ]
    assert set(told) == set(held) - {"__main__"}
    assert [room for room in held if room in told] == told


def test_the_picture_is_there() -> None:
    (path,) = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert (ROOT / path).read_text("utf-8").startswith("<svg")
