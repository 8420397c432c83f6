"""What the help says is so: its examples, and that nothing is missing or made up."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from quizapp.cli import cli
from quizapp.cli.group import VERBS
from quizapp.formats import limits
from quizapp.formats.facts_reader import read_facts
from quizapp.formats.front import KNOWN
from quizapp.formats.lines import FIELDS
from quizapp.formats.reader import read_deck
from quizapp.generate import deck_of
from quizapp.help import TOPICS, help_text
from quizapp.library.finding import DECKS, ENTRIES
from quizapp.lint.checking import HINTED
from quizapp.model import Card, Kind
from quizapp.text import UNSAFE

FORMAT = help_text("format")
_EXAMPLE = re.compile(r"```markdown\n(.*?)```\n.*?```cards\n(.*?)```", re.DOTALL)


def examples(topic: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The examples of a text, each with the cards that it says come of it."""
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


def first_cells(heading: str) -> list[str]:
    """What is explained in the table whose first column has this heading."""
    table = FORMAT.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


@pytest.mark.parametrize("example", examples("format"), ids=lambda e: e[0][:20])
def test_each_example_gives_the_cards_that_are_told(
    example: tuple[str, list[tuple[str, str]]],
) -> None:
    deck = read_deck(example[0], "deck")
    assert deck.complaints == ()
    assert as_told(deck.cards) == example[1]


@pytest.mark.parametrize("example", examples("facts"), ids=lambda e: e[0][:20])
def test_so_does_each_of_facts(example: tuple[str, list[tuple[str, str]]]) -> None:
    facts = read_facts(example[0], "deck")
    made = deck_of(facts)
    assert (facts.complaints, made.complaints) == ((), ())
    assert as_told(made.deck.cards) == example[1]


def test_every_field_is_explained_and_every_one_explained_is_known() -> None:
    assert first_cells("field") == [f":{name}:" for name in FIELDS]
    for topic in TOPICS:
        text = help_text(topic)
        assert set(re.findall(r"(?<!:):([a-z-]+):(?!:)", text)) <= {*FIELDS, "topic"}


def test_every_key_of_the_front_matter_is_explained_and_no_other() -> None:
    assert first_cells("key") == list(KNOWN)


def test_every_kind_is_explained_and_can_be_asked_of_the_cards_that_are_named() -> None:
    assert set(first_cells("kind")) == {kind.value for kind in Kind}
    table = FORMAT.partition("| kind |")[2].partition("\n\n")[0]
    bodies = {
        "`Q:` and `A:`": "Q: q\nA: a",
        "`C:`": "C: [a]",
        "a list of `[x]`": "Q: q\n- [x] a\n- [ ] b",
        "`A: true`": "Q: q\nA: true",
        "a list of `1.`": "Q: q\n1. a\n2. b\n3. c",
        "a list of `=>`": "Q: q\n- a => b\n- c => d",
    }
    for kind in Kind:
        row = next(r for r in table.splitlines() if r.startswith(f"| `{kind}` "))
        for told, body in bodies.items():
            is_told = "every card" in row or told in row.rpartition(" | ")[2]
            errors = read_deck(f"{body}\n:ask: {kind}\n", "deck").errors
            assert bool(errors) is not is_told, (kind, told)


def test_the_limits_are_those_that_hold() -> None:
    told = FORMAT.partition("## How much")[2].replace("\n", " ")
    for words in (
        f"{limits.BYTES >> 20} MiB",
        f"{limits.LINES:,} lines",
        f"{limits.CARDS:,} cards, topics and comments",
        f"{limits.CARD:,} characters",
        f"{limits.BRACKETS:,} brackets",
        f"first {HINTED:,} cards",
        f"at most {DECKS:,} decks",
        f"{ENTRIES:,} files and folders",
    ):
        assert words in told
    assert limits.CARD == limits.LINE


@pytest.mark.parametrize("topic", TOPICS)
def test_a_text_reads_as_it_stands(topic: str) -> None:
    text = help_text(topic)
    assert max(map(len, text.splitlines())) <= 80
    assert not UNSAFE.search(text)
    for verb in re.findall(r"quizapp\s+([a-z]+)", text):
        assert verb in VERBS
    for named in re.findall(r"quizapp\s+help\s+([a-z]+)", text):
        assert named in TOPICS
    result = CliRunner().invoke(cli, ["help", topic])
    assert (result.exit_code, result.stdout) == (0, text)


def lines_of_help() -> Iterator[str]:
    yield from CliRunner().invoke(cli, ["help"]).stdout.splitlines()


def test_without_a_topic_the_topics_are_listed() -> None:
    told = [line.split()[0] for line in lines_of_help() if line.startswith("  ")]
    assert told == list(TOPICS)


def test_a_topic_that_is_none_is_refused_with_those_there_are() -> None:
    result = CliRunner().invoke(cli, ["help", "fromat"])
    assert result.exit_code == 2
    assert "format, facts, spreadsheets" in result.stderr
