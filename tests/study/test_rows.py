"""Cards looked through: what is found, in which order, and what is done to many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.errors import UsageError
from quizapp.model import Kind, Mark, Reset, Suspend
from quizapp.study.browse import ORDERS, Rows, read_query
from quizapp.study.workspace import Step, steps
from tests.world import World

DECKS = {
    "geo/lima": """\
# Trade deals

Q: Which pact left China out?
A: The TPP
:id: tpp
:tags: trade asia
:note: A pact of twelve.

# Cities

Q: Capital of Perú?
A: Lima
:id: lima

C: The summit met in [Lima::city], capital of [Peru::country].
:id: summit
""",
    "more/words": """\
Q: perro
A: dog
:id: dog

Q: "quoted" [b]x[/b]
A:
:id: odd
""",
}


class Table(World):
    """Two decks looked through."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        for name, text in DECKS.items():
            self.write(name, text)
        self.open = self.workspace()

    def do(self, step: Callable[..., Step], *given: object) -> str:
        return self.open.do(step(self.open, *given))

    def answer(self, key: str, *grades: int, apart: float = 0.01) -> None:
        for grade in grades:
            self.review(self.open, key, grade, mark=Mark.OPEN, asked=Kind.FLIP)
            self.now += timedelta(days=apart)

    def rows(self) -> Rows:
        return Rows(self.open, self.moment())

    def find(self, text: str) -> list[str]:
        rows = self.rows()
        found = read_query(text).find(rows, range(len(rows)))
        return [rows.keys[row].split("/", 1)[1] for row in found]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)


ALL = ["tpp", "lima", "summit/1/Lima", "summit/1/Peru", "dog", "odd"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ALL),
        ("   ", ALL),
        ("lima", ["lima", "summit/1/Lima", "summit/1/Peru"]),
        ("PERU capital", ["lima", "summit/1/Lima", "summit/1/Peru"]),
        ("lima -summit", ["lima"]),
        ('"met in lima"', ["summit/1/Lima", "summit/1/Peru"]),
        ('"met in lima', ["summit/1/Lima", "summit/1/Peru"]),
        ("twelve", ["tpp"]),
        ("deck:words", ["dog", "odd"]),
        ("deck:geo/", ["tpp", "lima", "summit/1/Lima", "summit/1/Peru"]),
        ('topic:"trade deals"', ["tpp"]),
        ("-topic:trade deck:lima", ["lima", "summit/1/Lima", "summit/1/Peru"]),
        ("tag:asia", ["tpp"]),
        ("tag:as", ["tpp"]),
        ("is:", ALL),
        ("is:n", ALL),
        ("is:m", []),
        ("is:suspended", []),
        ("nothing:here", []),
        ("[b]x[/b]", ["odd"]),
        ("due<", ALL),
        (f"lapses>{'9' * 5000}", []),
        ("-is:", ALL),
        ("\\", []),
    ],
)
def test_what_is_typed_finds(table: Table, text: str, found: list[str]) -> None:
    assert table.find(text) == found


@pytest.mark.parametrize("text", ["is:foo", "lapses>x", "-is:DUEX", "due<=1x"])
def test_what_is_not_a_condition_is_said_and_finds_nothing(
    table: Table, text: str
) -> None:
    query = read_query(f"lima {text}")
    assert f"“{text.lstrip('-')}”" in query.complaint
    assert "is:due" in query.complaint
    assert table.find(f"lima {text}") == []


def test_a_word_that_looks_like_a_field_is_noticed() -> None:
    assert read_query("lima foo:bar deck:peru").odd == "foo:"
    assert not read_query("lima at 10:30 topic:trade is:due lapses:2").odd


def test_states_and_figures_find(table: Table) -> None:
    table.answer("lima/lima", 3)
    table.answer("lima/tpp", 4)
    table.answer("words/dog", 4)
    for _ in range(4):
        table.now += timedelta(days=200)
        table.answer("words/dog", 1, 3, 3)
    assert table.find("is:new") == ["summit/1/Lima", "summit/1/Peru", "odd"]
    assert table.find("is:learning") == ["lima"]
    assert table.find("is:due") == ["tpp", "lima"]
    assert table.find("is:le") == ["lima"]
    assert table.find("lapses>=4") == ["dog"]
    assert table.find("lapses:0 reviews>0") == ["tpp", "lima"]
    assert "odd" in table.find("lapses:0")
    assert table.find("due<0 is:young") == ["tpp"]
    assert table.find("-is:new") == ["tpp", "lima", "dog"]


def test_a_longer_word_only_narrows(table: Table) -> None:
    assert read_query("lima").narrows(read_query("lim"))
    assert read_query("lim peru").narrows(read_query("peru"))
    assert not read_query("lim").narrows(read_query("lima"))
    assert not read_query("is:new lima").narrows(read_query("is:due lim"))


def test_cards_are_put_in_each_order(table: Table) -> None:
    table.answer("words/dog", 1)
    rows = table.rows()
    for name in ORDERS:
        values = rows.values(name)
        order = rows.sort(range(len(rows)), name)
        assert [values[row] for row in order] == sorted(values)
        turned = rows.sort(range(len(rows)), name, is_reversed=True)
        assert list(turned) == list(order)[::-1]


KEYS = ["lima/tpp", "lima/lima"]


def test_only_a_step_of_a_sitting_is_named_when_undone(table: Table) -> None:
    suspend, reset = (
        table.open.record(act) for act in (Suspend("lima/tpp", True), Reset("lima/tpp"))
    )
    assert steps.undone(suspend, ", earlier today") == (
        "Undone: the card suspended earlier today is asked again."
    )
    assert steps.undone(reset) == "Undone."


def test_many_are_set_aside_and_taken_in(table: Table) -> None:
    assert table.do(steps.suspend, KEYS) == "2 cards suspended. u undoes it."
    assert table.find("is:suspended") == ["tpp", "lima"]
    assert (
        table.do(steps.suspend, [*KEYS, "words/dog"])
        == "1 card suspended. u undoes it."
    )
    assert table.do(steps.suspend, KEYS) == "2 cards no longer suspended. u undoes it."
    assert table.find("is:suspended") == ["dog"]
    assert table.open.undo() == "Undone: 2 cards no longer suspended."
    table.open.undo()
    assert table.find("is:suspended") == ["tpp", "lima"]
    table.open.undo()
    assert table.find("is:suspended") == []
    assert table.open.undo() == "There is nothing to undo."


def test_many_are_tagged(table: Table) -> None:
    assert table.do(steps.tag, KEYS, "#hard-ones, b") == (
        "2 cards tagged “hard-ones” “b”. u undoes it."
    )
    assert table.find("tag:hard") == ["tpp", "lima"]
    assert table.do(steps.tag, KEYS[:1], "-hard-ones") == (
        "1 card no longer tagged “hard-ones”. u undoes it."
    )
    assert table.find("tag:hard") == ["lima"]
    table.open.undo()
    assert table.find("tag:hard") == ["tpp", "lima"]
    assert table.do(steps.tag, KEYS, "- hard-ones, sea") == (
        "2 cards tagged “sea”, no longer tagged “hard-ones”. u undoes it."
    )
    assert table.find("tag:hard") == []
    assert table.find("tag:sea") == ["tpp", "lima"]
    with pytest.raises(UsageError, match="A tag is a word"):
        table.do(steps.tag, KEYS, " - ")


def test_many_are_new_again(table: Table) -> None:
    table.answer("lima/tpp", 3)
    before = table.open.store.memories["lima/tpp"]
    assert table.do(steps.reset, KEYS) == "1 card new again. u undoes it."
    assert table.find("is:new") == ALL
    assert table.open.undo() == "Undone: 1 card has its progress back."
    assert table.open.store.memories["lima/tpp"] == before


def test_too_many_at_once_are_refused(table: Table) -> None:
    with pytest.raises(UsageError, match="at most 5,000"):
        table.do(steps.suspend, [f"k{n}" for n in range(5001)])
    assert not table.open.store.suspended
