"""Each kind in plain lines: right, close, wrong, hinted, claimed, undone."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from quizapp.plain import Lines
from tests.command_line import Run, lines_of
from tests.samples import KINDS


@pytest.fixture
def one(run: Run, tmp_path: Path) -> Any:
    """Study one card of `KINDS` alone, with these lines of input."""

    def study(id_: str, *lines: str, plain: bool = False) -> Any:
        blocks = [b for b in KINDS.split("\n\n") if f":id: {id_}\n" in f"{b}\n"]
        path = tmp_path / f"{id_}.md"
        if not path.exists():
            path.write_text(blocks[0] + "\n", "utf-8")
            run("add", str(path))
        words = ["study", id_, "--plain", *([] if plain else ["--json"])]
        told = run(*words, input="".join(f"{each}\n" for each in lines)).stdout
        return told if plain else lines_of(told)

    return study


@pytest.mark.parametrize(
    ("id_", "said", "verdict", "proposed"),
    [
        ("several", "Chile | Peru", "right", 3),
        ("several", "Peru", "wrong", 1),
        ("truth", "true", "right", 3),
        ("truth", "2", "wrong", 1),
        ("cloze", "lima", "right", 3),
        ("cloze", "Lina", "wrong", 1),
        ("number", "twelve", "right", 3),
        ("number", "11", "wrong", 1),
        ("order", "one | two | three", "right", 3),
        ("order", "three | two | one", "wrong", 1),
        ("match", "Lima | Santiago | Quito", "right", 3),
        ("match", "Quito | Santiago | Lima", "wrong", 1),
        ("together", "lima|peru", "right", 3),
        ("together", "lima|", "wrong", 1),
        ("date", "2016-11-14", "right", 3),
        ("date", "Nov 2016", "close", 2),
        ("date", "2015", "wrong", 1),
        ("typed", "Kuczynski", "right", 3),
        ("typed", "Kuczinsky", "close", 2),
        ("typed", "Toledo", "wrong", 1),
        ("flip", "x", "open", 3),
    ],
)
def test_a_line_is_judged(
    one: Any, id_: str, said: str, verdict: str, proposed: int
) -> None:
    told = one(id_, said)
    assert (told[1]["verdict"], told[1]["proposed"]) == (verdict, proposed)


@pytest.mark.parametrize("id_", ["order", "match"])
def test_pieces_are_given_by_their_numbers(one: Any, id_: str) -> None:
    (question, _) = one(id_)
    wanted = question["answer"].split(" | ")
    numbers = [str(question["choices"].index(each) + 1) for each in wanted]
    assert one(id_, " ".join(numbers))[1]["verdict"] == "right"


@pytest.mark.parametrize(
    "id_",
    ["several", "truth", "cloze", "number", "order", "match", "together", "date"],
)
def test_the_answer_told_to_a_script_is_right_and_a_blank_is_not_known(
    one: Any, id_: str
) -> None:
    (question, _) = one(id_)
    assert one(id_, question["answer"])[1]["verdict"] == "right"
    told = one(id_, "")
    assert (told[1]["verdict"], told[1]["proposed"]) == ("unknown", 1)


@pytest.mark.parametrize(
    ("id_", "said", "wanted"),
    [
        *(
            (id_, said, "Choose ")
            for id_ in ("several", "order", "match")
            for said in ("idk", "1 2 9", "0 1", "3 1 x", "123", "|", ",")
        ),
        ("order", "1 2", "Choose 3 by number: 1 to 3, each once"),
        ("order", "1 2 2", "Choose 3 by number: 1 to 3, each once"),
        ("truth", "q", "Choose by number, 1 to 2, or by text."),
        pytest.param("truth", "9" * 5_000, "Choose by number", id="5,000 digits"),
        ("truth", "1 2", "Choose by number, 1 to 2, or by text."),
        ("number", "many", "Type a number."),
        ("date", "q", "Type a date, such as 3 May 1998."),
        ("together", "lima", "There are 2 blanks: separate your answers with |."),
    ],
)
def test_what_cannot_be_an_answer_is_asked_again(
    one: Any, id_: str, said: str, wanted: str
) -> None:
    first, remark, again, summary = one(id_, said)
    assert remark["text"].startswith(wanted)
    assert again == first
    assert summary["reviews"] == 0


def test_a_command_that_does_not_exist_is_no_answer(one: Any, run: Run) -> None:
    told = one("typed", ":help", "?", "exit", ":t hard", "?", ":u", ":) x")
    remarks = [each["text"] for each in told if each["line"] == "remark"]
    commands = remarks[1]
    assert commands.endswith(", :why explains, :q ends.")
    assert remarks[0] == f"There is no command “:help”. {commands}"
    assert remarks[2] == f"There is no command “:t hard”. {commands}"
    assert remarks[3] == commands
    given = [each["given"] for each in told if each["line"] == "verdict"]
    assert given == ["exit", "exit", "exit", ":) x"]
    lines = f":help\n:g {'9' * 5_000}\n:q\n"
    told = run("quiz", "typed", "--plain", input=lines).stdout
    assert "There is no command “:help”. :n goes on, " in told
    assert "The questions are 1 to 1." in told


def test_a_command_may_be_the_answer(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "vim.md"
    path.write_text("Q: Write and quit?\nA: :wq\n", "utf-8")
    run("add", str(path))
    told = lines_of(run("study", "vim", "--plain", "--json", input=":x\n").stdout)
    assert (told[1]["verdict"], told[1]["given"]) == ("wrong", ":x")


@pytest.mark.parametrize("end", [(), (":q",)])
@pytest.mark.parametrize(("id_", "reviews"), [("typed", 1), ("flip", 0)])
def test_the_end_keeps_a_verdict_with_its_grade(
    one: Any, id_: str, reviews: int, end: tuple[str, ...]
) -> None:
    assert one(id_, "x", *end)[-1]["reviews"] == reviews


def test_a_text_of_several_words_is_one_choice(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "several.md"
    path.write_text("Q: Which?\n- [x] New Zealand\n- [x] Peru\n- [ ] Fiji\n", "utf-8")
    run("add", str(path))
    words = ("study", "several", "--plain", "--json")
    assert lines_of(run(*words, input="new zealand\n").stdout)[1]["share"] == 0.5


@pytest.mark.parametrize(
    ("id_", "said", "grades", "can_claim"),
    [
        ("typed", "Fujimori", "1", True),
        ("typed", "", "1", False),
        ("typed", "Kuczinsky", "123", True),
        ("typed", "Kuczynski", "234", False),
        ("truth", "False", "1", False),
        ("flip", "x", "1234", False),
    ],
)
def test_the_grades_offered_fit_the_verdict(
    one: Any, run: Run, id_: str, said: str, grades: str, can_claim: bool
) -> None:
    others = set("1234") - set(grades)
    told = one(id_, said, *others, ":u")
    verdict = told[1]
    assert list(verdict["grades"]) == list(grades)
    assert verdict["can_claim"] is can_claim
    *remarks, undone = [each["text"] for each in told if each["line"] == "remark"]
    assert undone == "Undone: your answer."
    assert len(remarks) == len(others)
    assert all(f"{grade} for " in text for text in remarks for grade in grades)
    assert told[-1]["reviews"] == 0
    text = one(id_, said, ":u", plain=True)
    names = ("1 Again", "2 Hard", "3 Good", "4 Easy")
    assert [name[0] for name in names if f" {name} " in text] == list(grades)
    assert (":r I was right]" in text) is can_claim
    run("set", "grades", "all")
    assert list(one(id_, said)[1]["grades"]) == list("1234")
    run("set", "grades", "some", code=2)


def test_hints_lower_the_proposed_grade_to_one_that_is_on_offer(one: Any) -> None:
    told = one("typed", ":h", ":h", "Kuczynski", "")
    verdict = next(each for each in told if each["line"] == "verdict")
    assert (verdict["verdict"], verdict["proposed"]) == ("right", 2)
    assert list(verdict["grades"]) == list("234")
    assert told[-1]["grades"] == {"2": 1}


def test_a_hint_asks_again_and_lowers_the_grade(one: Any) -> None:
    told = one("typed", ":h", "Kuczynski")
    assert [each["line"] for each in told][:3] == ["question", "question", "verdict"]
    assert told[1]["hints"] == ["The answer begins with “P”."]
    assert told[2]["proposed"] == 2
    told = one("truth", ":h")
    assert told[1]["text"] == "There are no hints left."


def test_i_was_right_is_told_kept_and_undone(one: Any) -> None:
    told = one("typed", "Kuczinsky", ":r", "", ":u", "Kuczinsky")
    verdicts = [each["verdict"] for each in told if each["line"] == "verdict"]
    assert verdicts == ["close", "right", "close"]
    told = one("typed", "Kuczinsky", ":r", "")
    assert one("typed", "Kuczinsky")[1]["verdict"] == "right"
    told = one("truth", "true", ":r")
    assert "typed answer" in told[2]["text"]


def test_a_person_is_told_where_and_why(one: Any) -> None:
    told = one("typed", "Kuczinsky", plain=True)
    assert "≈ Close: Kuczynski\n  you said: Kuczinsky\n                ^   ^\n" in told
    assert "  Fact, ¶ 5: In 2016 Pedro Pablo Kuczynski was president of Peru.\n" in told
    assert "empty: Hard; :r I was right" in told
    assert "[image: the map of Peru]" in one("image", plain=True)
    assert "  Peru → ?\n  Chile → ?\n" in one("match", plain=True)
    assert "[your answer; empty: " in one("typed", plain=True)
    assert "[the numbers in order, such as 3 1 2; empty: " in one("order", plain=True)
    assert "in the blanks, separated by |" in one("together", plain=True)


def test_a_person_reads_text_without_marks_wrapped_at_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "20")
    out = Terminal()
    Lines(out).say("  What is the **power plant** of *cells*, `*a*`, 2 * 3 * 4?")
    assert out.getvalue().splitlines() == [
        "  What is the power",
        "  plant of cells,",
        "  `*a*`, 2 * 3 * 4?",
    ]


def test_how_sure_is_a_line_of_its_own(one: Any, run: Run) -> None:
    run("set", "sureness", "true")
    told = one("typed", "Kuczynski", "2", "", "")
    assert [each["line"] for each in told][:3] == ["question", "sureness", "verdict"]
    figures = json.loads(run("scores", "--json").stdout)["calibration"]
    assert figures["unsure"] == {"answers": 1, "right": 1}
    assert "unsure 100% of 1" in run("scores").stdout
    assert run("set", "sureness", "perhaps", code=2).stderr


def test_how_sure_is_asked_until_it_is_answered_or_left(one: Any, run: Run) -> None:
    run("set", "sureness", "true")
    told = one("typed", "Kucinsky", ":x", "?", "4", ":u", "Kuczynski", ":q", "1")
    assert [each["line"] for each in told] == [
        *["question", "sureness"],
        *["remark", "sureness"] * 3,
        *["question", "sureness"],
        "summary",
    ]
    told = one("typed", "Kuczynski", "4", "", ":q")
    assert [each["line"] for each in told][-3:] == ["sureness", "verdict", "summary"]
    assert "unsure" not in run("scores").stdout


def test_a_habit_fixes_the_kind(one: Any, run: Run) -> None:
    run("set", "ask", "flip")
    assert one("number")[0]["kind"] == "type"  # its author fixed it
    assert one("several")[0]["kind"] == "flip"
    run("set", "ask", "sing", code=2)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**a *b* c** and ***d***", "a b c and d"),
        ("*Homo sapiens*, ge**gang**en", "Homo sapiens, gegangen"),
        ("*.*", "*.*"),
        ("SELECT *, count(*)", "SELECT *, count(*)"),
        ("2**3 + 4**5", "2**3 + 4**5"),
        ("$x^*+y^*$ for $5", "$x^*+y^*$ for $5"),
        (r"\*a\*", r"\*a\*"),
        ("`*a*` and ``*b`c*``", "`*a*` and ``*b`c*``"),
        ("__init__", "__init__"),
        pytest.param("`" * 5_000, "`" * 5_000, id="5,000 backticks"),
    ],
)
def test_emphasis_is_printed_without_its_asterisks(text: str, plain: str) -> None:
    out = StringIO()
    Lines(out).say(text)
    assert out.getvalue() == f"{plain}\n"
