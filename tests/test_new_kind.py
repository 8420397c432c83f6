"""A kind that the program does not have: it takes a subclass and a line in the table.

`recite` is a list of lines that are typed from memory. Nothing else knows of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

import quizapp.cli.quiz  # noqa: F401 - lists the kinds for good when imported
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_deck
from quizapp.cards.kinds import (
    KINDS,
    Judged,
    ListForm,
    Manner,
    QuestionKind,
)
from quizapp.cards.questions import (
    ask,
    chance,
    hint,
    judge,
    judged_kinds,
    problem,
)
from quizapp.cli import cli
from quizapp.model import Card, Item, Kind, Mark, Pool, Question

DECK = """\
Q: Recite the rhyme.
| Twinkle, twinkle,
| little star
:id: rhyme
"""


def _item(found: re.Match[str]) -> Item:
    return Item(found[1].strip())


def _write(_: int, item: Item) -> str:
    return f"| {item.text}"


def _answer(items: Sequence[Item]) -> str:
    return "\n".join(item.text for item in items)


def _faults(items: Sequence[Item]) -> Iterator[str]:
    if len(items) < 2:
        yield "short-order"


class Recite(QuestionKind):
    """Each line of a text is typed."""

    name = "recite"
    label = "recited"
    asked_as = "a text to recite"
    manner = Manner.TYPED
    is_asked_as_written = True
    list_form = ListForm(re.compile(r"\| (.*)"), _item, _write, _answer, _faults)

    def form(self, card: Card, own: QuestionKind, pool: Pool, rng: Random) -> Question:
        slots = tuple(f"{number}." for number in range(1, len(card.items) + 1))
        return Question(card, self.name, card.prompt, slots=slots)

    def judge(self, question: Question, given: str) -> Judged:
        wanted = question.card.answer.split("\n")
        right = sum(a == b for a, b in zip(given.split("\n"), wanted, strict=False))
        mark = Mark.RIGHT if right == len(wanted) else Mark.WRONG
        remark = f"{right} of {len(wanted)} lines."
        return Judged(mark, remark, share=right / len(wanted))

    def hints(self, question: Question) -> Iterator[tuple[str, Sequence[str]]]:
        yield f"It begins “{question.card.items[0].text}”.", ()

    def problem(self, question: Question, given: str) -> str:
        count = len(question.card.items)
        return "" if given.count("\n") + 1 == count else f"There are {count} lines."

    def to_type(self, question: Question) -> str:
        return "its lines, separated by /"

    def given_by(self, question: Question, line: str) -> str:
        return "\n".join(part.strip() for part in line.split("/"))


@pytest.fixture(autouse=True)
def _recite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, Recite.name, Recite())


def card() -> Card:
    deck = read_deck(DECK, "rhymes")
    assert deck.complaints == ()
    return deck.cards[0]


def test_its_card_is_read_written_and_checked() -> None:
    assert (card().kind, card().answer) == ("recite", "Twinkle, twinkle,\nlittle star")
    deck = read_deck(DECK, "rhymes")
    assert write_deck(deck) == DECK
    short = read_deck("Q: Recite it.\n| Once\n", "rhymes")
    assert [each.code for each in short.errors] == ["short-order"]
    fixed = read_deck(f"{DECK}:ask: flip\n", "rhymes").cards[0]
    assert ask(fixed, None, Pool(), Random(1)).kind == Kind.FLIP
    other = read_deck(f"{DECK}:ask: type\n", "rhymes")
    assert [each.code for each in other.errors] == ["impossible-ask"]


def test_it_is_asked_hinted_at_and_judged() -> None:
    question = ask(card(), None, Pool(), Random(1))
    assert (question.kind, judged_kinds(card(), Pool())) == ("recite", ("recite",))
    assert problem(question, "Twinkle") == "There are 2 lines."
    hinted = hint(question)
    assert hinted
    assert hint(hinted) is None
    verdict = judge(question, "Twinkle, twinkle,\nbig star")
    assert (verdict.mark, verdict.share) == (Mark.WRONG, 0.5)
    assert verdict.remark == "1 of 2 lines."
    assert judge(question, None).mark is Mark.UNKNOWN
    assert chance(question) == 0


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """Call quizapp with a data folder that has the deck; what it prints."""
    path = tmp_path / "rhymes.md"
    path.write_text(DECK, encoding="utf-8")

    def run(*words: str, input: str = "") -> str:
        where = ("--data", str(tmp_path / "data"), "--seed", "1")
        result = CliRunner().invoke(cli, [*where, *words], input=input)
        assert result.exit_code == 0, (result.output, result.exception)
        return result.stdout

    run("add", str(path))
    return run


def test_a_person_is_asked_in_lines_and_the_answer_is_graded(
    run: Callable[..., str], tmp_path: Path
) -> None:
    said = "Twinkle, twinkle, / little star"
    told = run("study", "rhymes", "--plain", input=f"Twinkle\n{said}\n\n")
    assert "[its lines, separated by /; empty: I don't know] > There are 2 lines." in (
        told
    )
    assert "✓ Right: Twinkle, twinkle, | little star" in told
    assert json.loads(run("scores", "rhymes", "--json"))["reviews"] == 1
    (day,) = (tmp_path / "data").rglob("events/*/*.json")
    assert '"asked": "recite"' in day.read_text("utf-8")


def test_a_script_and_a_quiz_ask_it_too(run: Callable[..., str]) -> None:
    told = run("study", "rhymes", "--plain", "--json")
    question = json.loads(told.splitlines()[0])
    assert (question["kind"], question["slots"]) == ("recite", ["1.", "2."])
    assert question["answer"] == "Twinkle, twinkle, | little star"
    words = ("quiz", "rhymes", "-n", "1", "--plain", "--json")
    told = run(*words, input="Twinkle, twinkle, / star\n\n")
    (asked,) = json.loads(told.splitlines()[-1])["questions"]
    assert (asked["kind"], asked["share"]) == ("recite", 0.5)
