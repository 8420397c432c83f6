"""The README: its commands, its tables, its pictures; and the contributor's page."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests import pictures

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")


def after(mark: str, text: str = README) -> str:
    """A text from a mark of its own on."""
    return text.partition(f"<!-- {mark} -->\n")[2]


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 120


def test_the_two_commands_are_one_line_each() -> None:
    for mark, end in (("command: run", "quizapp`"), ("command: test", "pytest`")):
        line = after(mark).splitlines()[0]
        assert line.startswith("`python3 -m venv .venv && ")
        assert line.endswith(end)
    assert after("command: test").splitlines()[0] in CONTRIBUTING


def test_it_has_ten_keys() -> None:
    table = README.partition("| key | does |\n")[2].partition("\n\n")[0]
    assert len(table.splitlines()) == 1 + 10


LINKS = re.findall(r"\]\(([^)]+)\)", README)


@pytest.mark.parametrize("link", LINKS)
def test_each_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).is_file()


PICTURES = [link for link in LINKS if link.endswith(".svg")]


def test_there_is_a_picture_for_each_use() -> None:
    assert len(PICTURES) == 5
    assert {path.name for path in (ROOT / ".github").glob("*.svg")} == {
        Path(picture).name for picture in PICTURES
    }


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_needs_no_other_host(picture: str) -> None:
    text = (ROOT / picture).read_text("utf-8")
    assert text.startswith("<svg")
    assert set(re.findall(r"https?://[\w.]+", text)) == {"http://www.w3.org"}


def test_the_pictures_can_be_drawn(tmp_path: Path) -> None:
    pictures.main(tmp_path)
    for name, told in {
        "home": "All decks",
        "study": "Wrong",
        "deck": "Santiago",
        "scores": "You know",
    }.items():
        text = (tmp_path / f"{name}.svg").read_text("utf-8")
        assert told.replace(" ", "&#160;") in text


def test_the_layers_are_those_that_the_linter_holds() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    held = [room.strip(" ()") for layer in layers for room in layer.split("|")]
    block = after("layers", CONTRIBUTING).partition("```\n")[2].partition("```")[0]
    told = [
        room.strip()
        for line in block.splitlines()
        for room in re.split(r"\s{2,}", line)[0].split("|")
    ]
    assert set(told) == set(held) - {"__main__"}
    assert [room for room in held if room in told] == told
