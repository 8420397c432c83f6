"""The verbs, as a person or a script calls them."""

from __future__ import annotations

import json
import os
import pwd
import shlex
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cards.format.reader import read_deck
from quizapp.cli import cli
from tests.command_line import CAPITALS, NOW, TOMORROW, Run, lines_of
from tests.terminal import Terminal


def test_a_deck_is_added_studied_scored_and_removed(run: Run, deck: Path) -> None:
    assert "added, 4 cards" in run("add", str(deck)).stdout
    (told,) = [
        d for d in json.loads(run("decks", "--json").stdout) if d["deck"] == "capitals"
    ]
    assert told == {
        "deck": "capitals",
        "id": "capitals",
        "path": str(deck.parent / "data/library/decks/capitals.md"),
        "title": "capitals",
        "cards": 4,
        "new": 4,
        "due": 0,
        "errors": 0,
    }
    run("set", "grades", "all")  # Good for a wrong answer too
    answers = "Lima\n3\n" * 20
    run("study", "capitals", "--plain", input=answers)
    scores = json.loads(run("scores", "capitals", "--json").stdout)
    assert (scores["cards"], scores["new"], scores["young"]) == (4, 0, 4)
    assert scores["today"]["reviews"] == scores["reviews"] == 8
    assert "8" in run("scores").stdout
    assert run("check", "Capitals").stdout == "No problems.\n"
    _, _, way_back = run("remove", "Capitals").stdout.partition(" back with: ")
    assert "capitals" not in run("decks").stdout
    run(*shlex.split(way_back)[1:])
    scores = json.loads(run("scores", "capitals", "--json").stdout)
    assert (scores["cards"], scores["new"]) == (4, 0)


def test_the_readers_script_answers_right_and_nothing_is_due_tomorrow(
    run: Run, deck: Path, tmp_path: Path
) -> None:
    run("add", str(deck))
    left_at_again = ""
    with study_process(tmp_path, "capitals") as process:
        assert process.stdin
        assert process.stdout
        for line in process.stdout:
            told = json.loads(line)
            left_at_again = left_at_again or told["card"]
            match told["line"]:
                case "question" if (
                    told["card"] == left_at_again and not told["left"]["new"]
                ):
                    process.stdin.write(":q\n")
                case "question" if told["card"] == left_at_again:
                    process.stdin.write("\n")
                case "question":
                    process.stdin.write(told["answer"] + "\n")
                case "verdict" if told["card"] == left_at_again:
                    process.stdin.write("1\n")
                case "verdict":
                    assert told["verdict"] == "right"
                    process.stdin.write("4\n")
                case _:
                    assert told["line"] == "summary"
            process.stdin.flush()
    due = json.loads(run("due", "--json", now=TOMORROW).stdout)
    assert [each["card"] for each in due] == [left_at_again]
    assert due[0]["deck"] == "capitals"


def study_process(folder: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "quizapp", "--data", str(folder / "data"), "--now"]
    return subprocess.Popen(
        [*command, NOW, "study", name, "--plain", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("answered", range(1, 6))
def test_what_was_answered_before_a_kill_is_there(
    run: Run, deck: Path, tmp_path: Path, answered: int
) -> None:
    """The next question appears only when the answer is on the disk."""
    run("add", str(deck))
    graded = 0
    process = study_process(tmp_path, "capitals")
    assert process.stdin
    assert process.stdout
    for line in process.stdout:
        told = json.loads(line)
        if told["line"] == "question" and graded == answered:
            os.kill(process.pid, signal.SIGKILL)
            break
        graded += told["line"] == "verdict"
        process.stdin.write("1\n" if told["line"] == "verdict" else "\n")
        process.stdin.flush()
    process.wait()
    process.stdout.close()
    process.stdin.close()
    told = json.loads(run("scores", "capitals", "--json").stdout)
    assert told["reviews"] == answered


def test_plain_study_speaks_to_a_person(run: Run, deck: Path) -> None:
    run("add", str(deck))
    told = run(
        "study",
        "capitals",
        "--plain",
        input=":u\nnothing of the kind\n\n9\n\n:u\n\n:s\n:q\n",
    ).stdout
    assert told.count("There is nothing to undo.") == 1
    assert "Choose by number, 1 to 4, or by text." in told
    assert "Type 1 for Again." in told
    assert "Undone: your answer." in told
    assert "· The answer: " in told
    assert "Suspended." in told
    assert "No answer was recorded." in told
    for _ in range(3):
        run("study", "capitals", "--plain", input=":s\n")
    told = run("study", "capitals", "--plain").stdout
    assert told == "No card here can be asked.\n"


@pytest.mark.parametrize("given", ["2", "SANTIAGO", "Santiago"])
def test_a_choice_is_given_by_number_or_text(run: Run, deck: Path, given: str) -> None:
    run("add", str(deck))
    result = run("study", "capitals", "--plain", "--json", input=":q\n")
    choices = lines_of(result.stdout)[0]["choices"]
    right = lines_of(result.stdout)[0]["answer"]
    said = str(choices.index(right) + 1) if given == "2" else right.upper()
    told = lines_of(
        run("study", "capitals", "--plain", "--json", input=f"{said}\n").stdout
    )
    assert told[1]["verdict"] == "right"


def test_several_choices_are_given_by_numbers_or_texts(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "several.md"
    path.write_text("Q: Which?\n- [x] Peru\n- [x] New Zealand\n- [ ] Brazil\n", "utf-8")
    run("add", str(path))
    (question, _) = lines_of(
        run("study", "several", "--plain", "--json", input=":q\n").stdout
    )
    numbers = [
        str(question["choices"].index(text) + 1) for text in ("Peru", "New Zealand")
    ]
    for said in (" ".join(numbers), ",".join(numbers), "New Zealand | Peru"):
        told = run(
            "study", "several", "--plain", "--json", input=f"{said}\n:u\n:q\n"
        ).stdout
        assert lines_of(told)[1]["verdict"] == "right"


def test_the_end_of_the_input_ends_the_sitting_well(run: Run, deck: Path) -> None:
    run("add", str(deck))
    told = lines_of(run("study", "capitals", "--plain", "--json", input="Lima").stdout)
    assert [each["line"] for each in told] == ["question", "verdict", "summary"]


def test_check_names_every_place_and_ends_with_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.md"
    path.write_text(
        "---\ntitle = \n---\nQ: q\nA: a\n:id: x\nstray\n\nA: b\n\nC: [c\n\n"
        "Q: n\nA: many\n:value: number\n\nQ: r\nA: s\n:id: x\n",
        encoding="utf-8",
    )
    result = run("check", str(path), code=1)
    places = [line.split(": ")[0] for line in result.stdout.splitlines()]
    assert places == [
        f"{path}:{place}" for place in ("2:9", "7:1", "9:1", "11:4", "14:4", "19:6")
    ]
    told = json.loads(run("check", str(path), "--json", code=1).stdout)
    assert {each["code"] for each in told} == {
        "bad-front-matter",
        "stray-text",
        "answer-without-question",
        "unclosed-bracket",
        "bad-number",
        "duplicate-id",
    }
    assert set(told[0]) == {"path", "line", "column", "code", "level", "message"}


def test_the_shipped_decks_have_no_complaint(run: Run) -> None:
    assert run("check").stdout == "No problems.\n"
    assert json.loads(run("check", "--json").stdout) == []


HINTED = """\
Q: On which bay does the port of Lima lie, in Peru?
A: Lima
:note:

Q: Which is not a city of the country?
A: Peru
"""


def test_check_names_what_arises_beside_other_decks(run: Run, tmp_path: Path) -> None:
    decks = tmp_path / "data/library/decks"
    decks.mkdir(parents=True)
    for name, card in (("one", "Q: One?\nA: 1\n"), ("two", "Q: Two?\nA: 2\n")):
        (decks / f"{name}.md").write_text(f'---\nid = "same"\n---\n{card}')
    assert "two.md:1:1: error [duplicate-deck-id]" in run("check", code=1).stdout
    assert "duplicate-deck-id" in run("check", "two", code=1).stdout
    assert run("check", "one").stdout == "No problems.\n"


def test_check_names_the_deck_that_asks_a_card_of_two(run: Run, tmp_path: Path) -> None:
    decks = tmp_path / "data/library/decks"
    decks.mkdir(parents=True)
    (decks / "two.md").write_text("Q: One?\nA: 1\n")
    run("study", "two", "--plain", input="1\n3\n")
    (decks / "one.md").write_text("Q: One?\nA: 1\n")
    told = run("check").stdout
    assert f"{decks / 'one.md'}:1:1: warning [duplicate-cards]" in told
    assert "also in “two”" in told
    assert "two.md" not in told
    (events,) = (tmp_path / "data/library/users").glob("*/events")
    events.rename(tmp_path / "elsewhere")
    events.symlink_to(tmp_path / "elsewhere")
    unread = run("check")
    assert "warning [duplicate-cards]" in unread.stdout
    assert str(events) in unread.stderr


def test_check_names_an_article_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    articles = tmp_path / "data" / "library" / "articles"
    articles.mkdir(parents=True)
    (articles / "good.md").write_text("Lima is a city.")
    (articles / ".hidden").touch()
    assert run("check").stdout == "No problems.\n"
    (articles / "bad.md").write_bytes(b"\xff\xfe\xfa")
    (articles / "notes.pdf").touch()
    told = json.loads(run("check", "--json", code=1).stdout)
    assert [(Path(each["path"]).name, each["code"]) for each in told] == [
        ("bad.md", "unreadable"),
        ("notes.pdf", "unknown-file"),
    ]


def test_check_gives_hints_after_warnings_and_exits_well(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "hinted.md"
    path.write_text(HINTED, "utf-8")
    told = [line.split("] ")[0] for line in run("check", str(path)).stdout.splitlines()]
    assert told == [
        f"{path}:3:7: warning [empty-field",
        f"{path}:1:34: hint [given-away",
        f"{path}:5:13: hint [negated-question",
    ]
    told = json.loads(run("check", str(path), "--json").stdout)
    assert [each["level"] for each in told] == ["warning", "hint", "hint"]
    told = json.loads(run("check", str(path), "--json", "--no-hints").stdout)
    assert [each["code"] for each in told] == ["empty-field"]
    path.write_text(HINTED + "\nQ: no answer\n", "utf-8")
    assert "hint [given-away]" in run("check", str(path), code=1).stdout


def test_a_deck_silences_warnings_and_hints_but_no_error(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "silent.md"
    codes = '["given-away", "negated-question", "empty-field"]'
    path.write_text(f"---\nsilence = {codes}\n---\n{HINTED}", "utf-8")
    assert run("check", str(path)).stdout == "No problems.\n"
    assert json.loads(run("add", str(path), "--json").stdout)["warnings"] == []
    error = "question-without-answer"
    path.write_text(f'---\nsilence = ["{error}"]\n---\nQ: one\n', "utf-8")
    told = json.loads(run("check", str(path), "--json", code=1).stdout)
    assert [each["code"] for each in told] == ["unknown-code", error]
    assert "an error cannot be silenced" in told[0]["message"]


def test_adding_over_a_deck_needs_replace_and_dry_run_changes_nothing(
    run: Run, deck: Path, tmp_path: Path
) -> None:
    told = json.loads(run("add", str(deck), "--dry-run", "--json").stdout)
    assert told == {
        "decks": [{"deck": "capitals", "cards": 4}],
        "cards": 4,
        "rejected": [],
        "warnings": [],
    }
    assert not (tmp_path / "data").exists()
    run("add", str(deck))
    assert "--replace" in run("add", str(deck), code=2).stderr
    deck.write_text(CAPITALS + "\nQ: broken\n", encoding="utf-8")
    told = json.loads(run("add", str(deck), "--replace", "--json", code=1).stdout)
    assert told["rejected"][0]["line"] == 17
    assert told["cards"] == 4


@pytest.mark.parametrize(
    ("name", "text", "code", "told"),
    [
        ("notes.doc", CAPITALS, 2, "ends in .md"),
        ("a.facts.md", "## 1", 2, "quizapp generate"),
        ("empty.md", "", 3, "no card"),
        ("anki.apkg", "", 2, "Notes in Plain Text"),
        ("quiz.gift", "", 2, "- [x] and - [ ]"),
        ("notes.org", "", 2, "Export it as HTML"),
        ("moodle.xml", "", 2, "export as CSV"),
    ],
)
def test_what_is_no_deck_is_refused_with_a_way_out(
    run: Run, tmp_path: Path, name: str, text: str, code: int, told: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert told in run("add", str(path), code=code).stderr


def test_check_and_add_take_a_file_for_the_same(run: Run, tmp_path: Path) -> None:
    for name, text in (
        ("deck.txt", "# Peru\n\nQ: q\nA: a\n"),
        ("table.txt", "la casa\tthe house\nel perro\tthe dog\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run("check", str(tmp_path / name)).stdout == "No problems.\n"
        run("add", str(tmp_path / name))
    prose = tmp_path / "prose.txt"
    prose.write_text("It was a dark night.\nNothing was to be seen.\n", "utf-8")
    why = "looks like ordinary text"
    assert why in run("check", str(prose), code=1).stdout
    assert why in run("add", str(prose), code=2).stderr
    package = tmp_path / "anki.apkg"
    package.touch()
    assert "Notes in Plain Text" in run("check", str(package), code=2).stderr


README = """\
# My cards

A card is written like this:

```
Q: What is the capital of Peru?
```
"""


def test_a_folder_is_checked_as_the_app_reads_it(run: Run, deck: Path) -> None:
    (deck.parent / "README.md").write_text(README, encoding="utf-8")
    (deck.parent / "notes.csv").write_text("rent;500;1\n", encoding="utf-8")
    assert run("check", str(deck.parent)).stdout == "No problems.\n"
    assert "README" in run("check", str(deck.parent / "README.md"), code=1).stdout


def test_complaints_of_one_kind_share_a_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.md"
    path.write_text("stray\n" * 431 + "\nQ: q\nA: a\n", encoding="utf-8")
    lines = run("check", str(path), code=1).stdout.splitlines()
    assert len(lines) == 4
    assert lines[3] == (
        f"{path}:4:1: error [stray-text] … and 428 more of this kind, in lines 4–431."
    )
    assert len(json.loads(run("check", str(path), "--json", code=1).stdout)) == 431


def test_a_deck_or_a_table_comes_from_stdin(run: Run, tmp_path: Path) -> None:
    run("add", "-", "--name", "capitals", input=CAPITALS)
    run("add", "-", "--name", "words", input="la casa\tthe house\nel día\tthe day\n")
    decks = {each["deck"]: each for each in json.loads(run("decks", "--json").stdout)}
    assert (decks["capitals"]["cards"], decks["words"]["cards"]) == (4, 2)
    assert (
        "already have a deck"
        in run("add", "-", "--name", "words", input=CAPITALS, code=2).stderr
    )
    assert "cannot contain" in run("add", "-", "--name", "../x", code=2).stderr
    assert not (tmp_path / "x.md").exists()


def test_a_prompt_shows_how_many_cards_are_due(run: Run, deck: Path) -> None:
    run("add", str(deck))
    assert run("due", "--short").stdout == ""
    run("study", "capitals", "--plain", "--limit", "1", input="\n\n" * 9)
    for _ in range(2):  # with the counts that were kept, and without
        assert run("due", "--short", now=TOMORROW).stdout == "1 due\n"
    assert run("due", "--short", "--json", code=2).stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_deck_names_complete_in_the_shell(
    run: Run, deck: Path, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", str(deck))
    monkeypatch.setenv("QUIZAPP_DATA", str(deck.parent / "data"))
    monkeypatch.setenv("COMP_WORDS", "quizapp study cap")
    monkeypatch.setenv("COMP_CWORD", "cap" if shell == "fish" else "2")
    complete = {"_QUIZAPP_COMPLETE": f"{shell}_complete"}
    told = CliRunner().invoke(cli, env=complete, prog_name="quizapp")
    assert "capitals" in told.stdout
    assert "apec" not in told.stdout


def test_an_own_deck_shadows_a_shipped_one_and_says_so(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "pacific-trade.md"
    path.write_text(CAPITALS, encoding="utf-8")
    run("add", str(path))
    assert "in place of the shipped one" in run("decks").stdout


def test_generate_makes_the_same_deck_each_time(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "peru.facts.md"
    facts.write_text("## 1\nThe capital is [Lima::city].\n:id: capital\n", "utf-8")
    made = tmp_path / "peru.md"
    run("generate", str(facts), "-o", str(made))
    first = made.read_bytes()
    assert run("generate", str(facts)).stdout.encode() == first
    (card,) = read_deck(first, "peru").cards
    assert (card.key, card.answer, card.fields.source) == (
        "peru/capital-lima/1/Lima",
        "Lima",
        "1",
    )
    facts.write_text("## 1\nThe capital is [Lima].\n", encoding="utf-8")
    assert ":id: the-capital-is-lima" in run("generate", str(facts), code=1).stderr


def test_a_command_makes_the_deck_of_facts_again(run: Run, tmp_path: Path) -> None:
    decks = tmp_path / "data" / "library" / "decks"
    decks.mkdir(parents=True)
    facts = decks / "peru.facts.md"
    facts.write_text("## 1\n[Lima] is it.\n:id: a\n:quote: Lima, yes.\n:at: 1.2\n")
    (fact,) = json.loads(run("read", "peru", "--json").stdout)["passages"][0]["facts"]
    assert (fact["answers"], fact["quote"], fact["at"]) == (
        ["Lima"],
        "Lima, yes.",
        "1.2",
    )
    facts.write_text("## 1\n[Lima] has no id.\n")
    told = run("decks").stderr
    assert f"{facts}:1" not in told
    assert f"{facts}:2:1: This fact needs an id" in told


def test_check_compares_quotes_with_the_article(run: Run, tmp_path: Path) -> None:
    facts, article = tmp_path / "peru.facts.md", tmp_path / "peru.txt"
    article.write_text("Lima is the capital\nof Peru.\n", encoding="utf-8")
    text = "## 1\n[Lima::city] is the capital.\n:id: capital\n:quote: {}\n"
    facts.write_text(text.format("Lima is the capital of Peru."), encoding="utf-8")
    check = ("check", str(facts), "--no-hints", "--article", str(article))
    assert run(*check).stdout == "No problems.\n"
    kept = tmp_path / "data" / "library" / "articles"
    kept.mkdir(parents=True)
    (kept / "lima.md").write_bytes(article.read_bytes())
    assert run(*check[:-1], "lima").stdout == "No problems.\n"
    facts.write_text(text.format("The capital is Cusco."), encoding="utf-8")
    told = run(*check, code=1).stdout
    assert f"{facts}:4:9: error [quote-not-in-article] " in told
    assert f"{facts}:4:9: error [answer-not-in-quote] “Lima”" in told
    run("check", str(article.with_suffix(".md")), "--article", str(article), code=2)
    run("check", "--article", str(article), code=2)
    article.write_bytes(b" ")
    assert "no text" in run(*check, code=3).stderr


def test_settings_are_set_and_refused_with_what_may_stand_there(run: Run) -> None:
    run("set", "retention", "85%")
    run("set", "new_a_day", "3")
    run("set", "theme", "nord")
    assert run("set", "theme").stdout == "theme = nord\n"
    assert run("set", "retention").stdout == "retention = 85%\n"
    assert run("set", "theme", "default").stdout == "theme = quizapp-night\n"
    assert run("set", "retention", "default").stdout == "retention = 90%\n"
    told = run("set", "retention", "2", code=2).stderr
    assert told == "quizapp: retention must be a percentage from 70% to 99%, not “2”.\n"
    for words in (("colour", "red"), ("", "red"), ("",)):
        assert "The settings are retention" in run("set", *words, code=2).stderr


def test_a_deck_has_settings_of_its_own(run: Run, deck: Path) -> None:
    run("add", str(deck))
    told = run("set", "retention@capitals", "95%").stdout
    assert told == "retention@capitals = 95%\n"
    assert "all decks together have 20" in run("set", "new_a_day@capitals", "30").stdout
    listed = run("set").stdout
    assert "retention = 90%\n" in listed
    assert "retention@capitals = 95%\n" in listed
    assert run("set", "retention@capitals").stdout == "retention@capitals = 95%\n"
    told = run("set", "retention@capitals", "default").stdout
    assert told == "retention@capitals is that of all decks: 90%\n"
    assert "retention@" not in run("set").stdout
    told = run("set", "retention@capitals").stdout
    assert told == "retention@capitals = 90%, as in all decks\n"
    for key, value, why in (
        ("retention@capitals", "2", "from 70% to 99%"),
        ("retention@rivers", "0.9", "capitals"),
        ("day_starts@capitals", "5", "may have its own retention, new_a_day"),
        ("theme@capitals", "nord", "may have its own"),
        ("theme", "bogus", "no theme “bogus”. The themes are "),
    ):
        assert why in run("set", key, value, code=2).stderr


def test_a_folder_of_ones_own_is_read_where_it_stands(run: Run, deck: Path) -> None:
    run("set", "folders", str(deck.parent))
    assert "capitals" in run("decks").stdout


def test_a_folder_of_decks_and_a_search_narrow_what_is_studied(
    run: Run, deck: Path, tmp_path: Path
) -> None:
    group = tmp_path / "data/library/decks/south/america"
    group.mkdir(parents=True)
    (group / "capitals.md").write_text(CAPITALS, "utf-8")
    (group.parent / "rivers.md").write_text(
        "Q: Longest?\nA: Amazon\n:tags: x\n", "utf-8"
    )
    told = run("study", "south/", "--only", "tag:x", "--plain", input=":q\n")
    assert "Longest?" in told.stdout
    told = run("study", "south/america", "--only", "Chile", "--plain", input=":q\n")
    assert "What is the capital of Chile?" in told.stdout
    elsewhere = ("study", "south/america", "--only", "Longest?", "--plain")
    assert "No card here matches" in run(*elsewhere, code=2).stderr
    assert "is:due" in run("study", "--only", "is:foo", "--plain", code=2).stderr
    assert (
        "There is no deck called “nowhere/”"
        in run("study", "nowhere/", "--plain", code=2).stderr
    )


def test_a_deck_may_be_named_by_a_title_that_no_other_has(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "rivers.md"
    path.write_text(f'---\ntitle = "The rivers"\n---\n\n{CAPITALS}', "utf-8")
    run("add", str(path))
    assert "The rivers" in run("decks").stdout
    assert "Q: " in run("export", "The rivers").stdout
    run("add", str(path.rename(tmp_path / "again.md")))
    several = run("export", "The rivers", code=2).stderr
    assert "Several decks have the title “The rivers”: again, rivers" in several


@pytest.mark.parametrize("is_broken", [True, False])
def test_settings_that_cannot_be_changed_are_named(
    run: Run, tmp_path: Path, is_broken: bool
) -> None:
    path = tmp_path / "data" / "config" / "settings.toml"
    if is_broken:
        path.parent.mkdir(parents=True)
        path.write_text("theme = \n", "utf-8")
    else:
        path.parent.parent.mkdir()
        path.parent.symlink_to("/proc/self")  # where no file can be made
    said = run("set", "theme", "nord", code=3).stderr
    assert "settings.toml: the settings cannot be " in said
    assert ("Correct the file" in said) == is_broken


def test_settings_that_are_a_link_stay_one(run: Run, tmp_path: Path) -> None:
    kept, path = tmp_path / "kept.toml", tmp_path / "data" / "config" / "settings.toml"
    kept.write_text("# mine\n", "utf-8")
    path.parent.mkdir(parents=True)
    path.symlink_to(kept)
    run("set", "theme", "nord")
    assert path.is_symlink()
    assert kept.read_text("utf-8") == '# mine\ntheme = "nord"\n'


def test_without_a_home_folder_nothing_is_made_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)  # as in many containers
    result = CliRunner().invoke(cli, ["due"])
    assert (result.exit_code, result.exception.__class__) == (3, SystemExit)
    assert "no home folder" in result.stderr
    assert not any(tmp_path.iterdir())


def test_the_settings_follow_a_user_who_is_renamed(run: Run) -> None:
    run("study", "pacific-trade", "--plain", input="\n1\n:q\n")
    run("user", "rename", "me", "anna")
    assert run("user", "list").stdout == "* anna\n"
    run("study", "--plain", input="\n1\n:q\n")
    assert json.loads(run("user", "list", "--json").stdout) == ["anna"]


def test_copies_that_could_not_be_made_are_reported_when_a_sitting_ends(
    run: Run, tmp_path: Path
) -> None:
    machine = tmp_path / "data" / "machine"
    machine.mkdir(parents=True)
    (machine / "backups").touch()  # where the folder would be
    said = run("study", "pacific-trade", "--plain", input="\n1\n:q\n").stderr
    assert said.count("quizapp: ") == said.count("could not be copied to") == 1
    assert "The answers themselves are safe." in said


def test_only_the_last_ten_safety_archives_are_kept(run: Run, tmp_path: Path) -> None:
    run("study", "pacific-trade", "--plain", input="\n1\n:q\n")
    backups = tmp_path / "data" / "machine" / "backups"
    run("backup", str(tmp_path / "all.zip"))
    run("restore", str(tmp_path / "all.zip"))
    (first,) = backups.glob("*.zip")
    for _ in range(11):
        run("restore", str(first))
    assert first.exists()  # it was needed to the end
    assert len(list(backups.glob("*.zip"))) == 11
    run("restore", str(tmp_path / "all.zip"))
    assert len(list(backups.glob("*.zip"))) == 10


def test_where_says_where_everything_lives(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("where", "--json").stdout)
    assert told["decks"] == str(tmp_path / "data" / "library" / "decks")
    assert Path(told["shipped"], "apec-2016.md").exists()
    assert told["progress"] in run("where").stdout


def test_a_made_up_time_writes_nothing_into_the_real_progress() -> None:
    for words in (["study", "pacific-trade", "--plain"], ["set", "retention", "0.9"]):
        result = CliRunner().invoke(cli, ["--now", NOW, *words])
        assert result.exit_code == 2
        assert "--data" in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["study", "nowhere", "--plain"], 2, " are: "),
        (["study", "--plain"], 2, "No deck is started yet"),
        (["study", "pacific-trade", "--json"], 2, "--plain"),
        (["study", "pacific-trade"], 2, "needs a terminal"),
        (["study", "nowhere"], 2, " are: "),
        (["stody"], 2, "Did you mean “study”?"),
        ([], 2, "needs a terminal"),
        (["check", "nowhere.md"], 2, "no such file"),
        (["remove", "pacific-trade"], 2, "you can hide it"),
        (["set", "folders", "/nowhere/at/all"], 2, "There is no folder"),
        (["generate", "nowhere.facts.md"], 3, "cannot be read"),
        (["scores", "nowhere"], 2, " are: "),
        (["--now", "tomorrow", "due"], 2, "ISO time"),
        (["--user", " ", "due"], 2, "needs a name"),
        (["--now", "0001-01-01", "due"], 3, "outside the years"),
        (["--now", "9999-12-31T23:00-10:00", "due"], 3, "outside the years"),
        (["--data", f"/{'x' * 300}", "due"], 3, "File name too long"),
        (["--data", "~nobody-at-all/x", "due"], 3, "no such home folder"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_with_its_exit_code(
    run: Run, words: list[str], code: int, told: str
) -> None:
    assert told in run(*words, code=code).stderr


def test_a_broken_settings_file_is_told_with_its_place(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "data" / "config" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text("theme = ", encoding="utf-8")
    assert str(path) in run("decks", code=3).stderr
    path.write_text("theme = 3\nask = 'type'\n", encoding="utf-8")
    told = run("set")
    assert f"{path}: The setting" in told.stderr
    assert "must be a text" in told.stderr
    assert "theme = quizapp-night\n" in told.stdout
    assert "ask = type\n" in told.stdout
    path.write_text("user = 3", encoding="utf-8")
    assert "must be a text" in run("set", code=3).stderr


def test_due_lists_prompts_without_their_answers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cloze.md"
    path.write_text("C: The capital is [Lima::city].\n", encoding="utf-8")
    run("add", str(path))
    run("study", "cloze", "--plain", input="\n1\n:q\n")
    assert run("due").stdout.startswith("in 1 min ")
    told = run("due", now=TOMORROW).stdout
    assert "The capital is _____ (city)." in told
    assert "Lima" not in told


LOADED = "import sys; print(sorted({name.partition('.')[0] for name in sys.modules}))"


@pytest.mark.parametrize(
    "code",
    [
        "import quizapp.study.sitting",
        "import quizapp.plain, quizapp.progress, quizapp.study.scores",
        "from click.testing import CliRunner; from quizapp.cli import cli;"
        "import tempfile; d = tempfile.mkdtemp();"
        "[CliRunner().invoke(cli, ['--data', d, verb]) for verb in"
        " ('due', 'decks', 'check', 'scores')]",
    ],
)
def test_nothing_below_the_screen_loads_textual(code: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\n{LOADED}"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert "quizapp" in told
    assert "'textual'" not in told
    assert "'rich'" not in told


AT_FIRST_PAINT = """
import os, sys
from pathlib import Path
from quizapp.tui.learner import Learner
def tell(app):
    Path(os.environ["TOLD"]).write_text(" ".join(sys.modules))
    app.exit()
Learner.open = lambda learner: tell(learner._app)
from quizapp.__main__ import main
main()
"""


def test_only_click_and_textual_are_loaded_before_the_first_paint(
    tmp_path: Path,
) -> None:
    told = tmp_path / "told"
    argv = (sys.executable, "-c", AT_FIRST_PAINT, "--data", str(tmp_path / "data"))
    with Terminal(argv, env={"TOLD": str(told)}) as terminal:
        terminal.wait_for_end()
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    ).stdout.split()
    modules = told.read_text("utf-8").split()
    assert "quizapp.model" not in modules  # 27 ms, which the first paint does without
    loaded = {name.partition(".")[0] for name in modules}
    ours = loaded - sys.stdlib_module_names - set(bare)
    # Textual brings all but click itself.
    textuals = {"textual", "rich", "platformdirs", "typing_extensions"}
    assert {"click", "textual"} <= ours <= {"quizapp", "click", *textuals}


CRASH = """
from quizapp.tui.learner import Learner
def crash(app):
    raise RuntimeError("for the log alone")
Learner.open = crash
from quizapp.__main__ import main
main()
"""


def test_a_crash_leaves_its_traceback_in_a_file_and_one_line_on_the_terminal(
    tmp_path: Path,
) -> None:
    argv = (sys.executable, "-c", CRASH, "--data", str(tmp_path / "data"))
    with Terminal(argv, columns=200) as terminal:
        assert terminal.wait_for_end() == 3
        while terminal.read(0.1):
            pass
    log = tmp_path / "data" / "machine" / "crash.log"
    assert "RuntimeError: for the log alone" in log.read_text("utf-8")
    told = terminal.received.rpartition(b"\x1b[?1049l")[2].decode()
    (line,) = [each for each in told.splitlines() if "quizapp" in each]
    assert "quizapp: a bug stopped the app. Your answers are saved;" in line
    assert line.endswith(str(log))
    assert "for the log alone" not in told


def test_progress_is_backed_up_restored_merged_and_examined(
    run: Run, tmp_path: Path
) -> None:
    run("study", "pacific-trade", "--plain", input="\n1\n\n1\n:q\n")
    assert "No problems" in run("check", "--store").stdout
    assert json.loads(run("check", "--store", "--json").stdout) == []
    zipped = tmp_path / "all.zip"
    run("backup", str(zipped))
    run("user", "rename", "me", "Zoë")
    assert json.loads(run("user", "list", "--json").stdout) == ["Zoë"]
    assert "2 answers" in run("restore", str(zipped), "--dry-run").stdout
    assert json.loads(run("user", "list", "--json").stdout) == ["Zoë"]
    told = json.loads(run("restore", str(zipped), "--json").stdout)
    assert told["users"]["me"]["reviews"] == 2
    assert Path(told["backup"]).exists()
    assert run("user", "list").stdout == "* Zoë\n  me\n"
    single = tmp_path / "zoe.zip"
    run("user", "export", "Zoë", str(single))
    assert "in the trash" in run("user", "delete", "Zoë").stdout
    run("user", "import", str(single), "--as", "Ana")
    run("user", "restore", "Zoë")
    assert json.loads(run("user", "list", "--json").stdout) == ["Ana", "Zoë", "me"]
    other = ["--data", str(tmp_path / "other"), "merge", str(tmp_path / "data")]
    first = CliRunner().invoke(cli, [*other, "--dry-run"])
    assert "me: 2 answers" in first.stdout
    assert "would be added" in first.stdout
    assert CliRunner().invoke(cli, other).exit_code == 0
    again = CliRunner().invoke(cli, [*other, "--json"])
    assert json.loads(again.stdout)["users"]["me"]["events"] == 0


def test_a_good_backup_survives_a_mistyped_data_folder(
    run: Run, deck: Path, tmp_path: Path
) -> None:
    run("add", str(deck))
    hidden = tmp_path / "data" / "library" / "decks" / ".obsidian" / "x.md"
    hidden.parent.mkdir()
    hidden.write_text("Q: q\nA: a\n")
    run("study", "pacific-trade", "--plain", input="\n\n\n\n:q\n")
    zipped = tmp_path / "all.zip"
    result = run("backup", str(zipped))
    assert "1 user (2 answers) and 1 deck" in result.stdout
    assert "Left out: 1 hidden item." in result.stdout
    good = zipped.read_bytes()
    wrong = ["--data", str(tmp_path / "dta"), "backup", str(zipped)]
    mistyped = CliRunner().invoke(cli, wrong)
    assert mistyped.exit_code == 2
    assert "nothing to back up" in mistyped.stderr
    assert zipped.read_bytes() == good
    run("--user", "Ana", "study", "pacific-trade", "--plain", input="x\n3\n:q\n")
    run("backup", str(zipped))
    assert "--replace" in run("user", "export", "me", str(zipped), code=2).stderr
    run("user", "export", "me", str(zipped), "--replace")
    other = CliRunner().invoke(
        cli, ["--data", str(tmp_path / "new"), "user", "import", str(zipped)]
    )
    assert other.exit_code == 0, other.output
    assert "me: 2 answers" in other.stdout


def test_what_a_restore_skips_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("quizapp.json", '{"format": 1}')
        archive.writestr("decks/good.md", "Q: q\nA: a\n")
        for number in range(12):
            archive.writestr(f"decks/../{number}\x1b.md", "Q: q\nA: a\n")
    result = run("restore", str(path), code=1)
    assert "deck good.md: brought back" in result.stdout
    assert result.stderr.count("does not belong in a quizapp archive") == 10
    assert "decks/../0␛.md" in result.stderr
    assert "skipped 2 more files." in result.stderr
    assert len(
        json.loads(run("restore", str(path), "--json", code=1).stdout)["skipped"]
    )
    assert "belong" in run("user", "import", str(path), code=1).stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["backup", "x.zip"], 2, "nothing to back up"),
        (["merge", "."], 2, "nobody's progress"),
        (["user", "rename", "nobody", "x"], 2, "no user “nobody”"),
        (["user", "export", "nobody", "x.zip"], 2, "no user “nobody”"),
        (["user", "restore", "nobody"], 2, "in the trash"),
    ],
)
def test_a_mistake_in_keeping_is_told(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    code: int,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told in run(*words, code=code).stderr


def test_damage_is_told_and_found(run: Run, tmp_path: Path) -> None:
    run("study", "pacific-trade", "--plain", input="\n1\n:q\n")
    (path,) = (tmp_path / "data" / "library" / "users").rglob("*.json")
    path.write_bytes(b"")
    assert str(path) in run("due").stderr
    assert (
        f"{path}: error [unreadable] It is damaged"
        in run("check", "--store", code=1).stdout
    )
    assert run("check", "--repair", code=2)
    assert f"{path}: repaired: restored" in run("check", "--store", "--repair").stdout
    assert run("check", "--store").stdout.count("\n") == 1  # what was set aside


def test_a_new_user_is_reported_if_there_are_others(run: Run) -> None:
    first = run("--user", "Ana", "study", "pacific-trade", "--plain", input="\n1\n:q\n")
    assert first.stderr == run("--user", "Ana", "due").stderr == ""
    told = "quizapp: “ana” is a new user. Users here: Ana.\n"
    assert run("--user", "ana", "due").stderr == told


def test_what_cannot_be_written_is_asked_again_and_ends_with_3(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    told = run("study", "pacific-trade", "--plain", input="\n1\n1\n:q\n", code=3)
    assert told.stdout.count("No space left") == 2
    assert "No space left" in told.stderr


def test_what_was_edited_is_counted_rightly_before_the_next_study(
    run: Run, deck: Path
) -> None:
    run("add", str(deck))
    run("study", deck.stem, "--plain", input="\n1\n" * 9)
    before = run("decks", "--json").stdout
    file = json.loads(run("where", "--json").stdout)["decks"] + f"/{deck.name}"
    path = Path(file)
    path.write_text(
        path.read_text("utf-8").replace("capital of", "capital city of"), "utf-8"
    )
    told = run("decks", "--json")
    assert told.stdout == before
    assert "reworded, progress kept" in told.stderr
    assert run("due").stderr == ""
