"""Progress goes from one installation to another, and never to the wrong person."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli import cli
from tests.terminal import QUIZAPP, Terminal

NOW = "2026-11-24T09:00:00+00:00"
LATER = "2026-11-24T10:00:00+00:00"
DECK = "pacific-trade"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call quizapp with the data of a machine of that name."""

    def run(machine: str, *words: str, input: str = "", code: int = 0) -> Result:
        told = ["--data", str(tmp_path / machine), "--now", NOW, "--seed", "1", *words]
        result = CliRunner().invoke(cli, told, input=input, prog_name="quizapp")
        assert result.exit_code == code, (result.output, result.exception)
        return result

    return run


def study(run: Run, machine: str, *words: str) -> None:
    run(machine, *words, "study", DECK, "--plain", input="\n1\n\n1\n:q\n")


def reviews(run: Run, machine: str, user: str = "me") -> int:
    told = run(machine, "--user", user, "scores", "--json").stdout
    return int(json.loads(told)["reviews"])


def test_a_machine_that_was_lost_is_as_it_was(run: Run, tmp_path: Path) -> None:
    deck = tmp_path / "own.md"
    deck.write_text("Q: q\nA: a\n", "utf-8")
    run("old", "add", str(deck))
    run("old", "set", "retention", "0.85")
    run("old", "set", "new_a_day", "7")
    run("old", "set", "theme", "nord")
    (tmp_path / "more").mkdir()
    run("old", "set", "folders", str(tmp_path / "more"))
    study(run, "old")
    at = str(tmp_path / "all.zip")
    run("old", "backup", at)
    run("new", "restore", at)
    for words in (
        ["due"],
        ["scores"],
        ["scores", "--json"],
        ["decks", "--json"],
        ["set"],
        ["export", "own"],
    ):
        new, old = (run(name, *words).stdout for name in ("new", "old"))
        assert new.replace(str(tmp_path / "new"), str(tmp_path / "old")) == old, words
    assert reviews(run, "new") == 2


def test_a_friend_of_the_same_name_stays_somebody_else(
    run: Run, tmp_path: Path
) -> None:
    for machine in ("mine", "theirs"):
        study(run, machine)
    at = str(tmp_path / "me.zip")
    run("theirs", "user", "export", "me", at)
    refused = run("mine", "user", "import", at, code=2)
    assert "--as NAME" in refused.stderr
    assert json.loads(run("mine", "user", "list", "--json").stdout) == ["me"]
    told = run("mine", "user", "import", at, "--as", "Ana").stdout
    assert "quizapp user delete Ana\n" in told
    assert (reviews(run, "mine"), reviews(run, "mine", "Ana")) == (2, 2)


def test_an_import_to_a_user_is_undone_and_brought_back(
    run: Run, tmp_path: Path
) -> None:
    study(run, "laptop")
    study(run, "desk", "--now", LATER)
    at, users = str(tmp_path / "me.zip"), tmp_path / "desk" / "library" / "users"
    mine = {path: path.read_bytes() for path in users.rglob("*.json")}
    run("laptop", "user", "export", "me", at)
    told = run("desk", "user", "import", at, "--as", "me").stdout
    assert reviews(run, "desk") == 4
    study(run, "desk")  # which copies what came
    _, _, words = told.splitlines()[-1].partition("quizapp ")
    copies = tmp_path / "desk" / "machine" / "backups" / "me" / words.split()[-1]
    assert copies.is_dir()
    gone = run("desk", *words.split()).stdout
    assert not copies.exists()
    assert run("desk", "check", "--store").stdout == "No problems.\n"
    assert reviews(run, "desk") == 2 + 2
    for path, data in mine.items():  # only ever appended to
        assert path.read_bytes().startswith(data.rstrip(b"}\n"))
    _, _, words = gone.splitlines()[-1].partition("quizapp ")
    run("desk", *words.split())
    assert reviews(run, "desk") == 6
    # The same device again: known, and nobody has to be asked.
    assert "nothing new" in run("desk", "user", "import", at).stdout
    own = next(path.parent.name for path in mine)
    for wrong in (own, "nothing", "", ".."):
        run("desk", "user", "delete", "me", "--device", wrong, code=2)


def test_several_users_keep_their_own_names(run: Run, tmp_path: Path) -> None:
    study(run, "full")
    study(run, "full", "--user", "Ana")
    at = str(tmp_path / "all.zip")
    run("full", "backup", at)
    refused = run("new", "user", "import", at, "--as", "carl", code=2)
    assert "Ana and me" in refused.stderr
    run("new", "user", "import", at)
    assert (reviews(run, "new"), reviews(run, "new", "Ana")) == (2, 2)
    study(run, "other")
    assert "--as" in run("other", "user", "import", at, code=2).stderr
    assert json.loads(run("other", "user", "list", "--json").stdout) == ["me"]


def test_a_backup_does_not_give_a_user_the_answers_of_somebody_else(
    run: Run, tmp_path: Path
) -> None:
    for machine in ("mine", "theirs"):
        study(run, machine)
    at = str(tmp_path / "all.zip")
    run("theirs", "set", "editor", "vim")
    run("theirs", "backup", at)
    for words in ([], ["--json"], ["--dry-run"]):
        assert "--as NAME" in run("mine", "restore", at, *words, code=2).stderr
    assert json.loads(run("mine", "user", "list", "--json").stdout) == ["me"]
    told = run("mine", "restore", at, "--as", "Ben").stdout
    assert "Left out of the settings: editor." in told
    assert (reviews(run, "mine"), reviews(run, "mine", "Ben")) == (2, 2)
    own = str(tmp_path / "own.zip")
    run("mine", "backup", own)
    run("mine", "restore", own)  # of the same device
    for machine in ("mine", "theirs"):
        study(run, machine, "--user", "Ana")
    run("theirs", "backup", at)
    assert "run this in a terminal" in run("mine", "restore", at, code=2).stderr
    assert "only one" in run("mine", "restore", at, "--as", "Zoë", code=2).stderr


def test_a_deleted_user_does_not_keep_a_backup_from_being_replaced(
    run: Run, tmp_path: Path
) -> None:
    study(run, "full")
    study(run, "full", "--user", "Ana")
    at = str(tmp_path / "all.zip")
    run("full", "backup", at)
    run("full", "user", "delete", "Ana")
    assert "1 user " in run("full", "backup", at).stdout


def test_what_a_person_made_is_not_written_over(run: Run, tmp_path: Path) -> None:
    study(run, "mine")
    path = tmp_path / "mine.txt"
    path.write_text("mine")
    for words in (["user", "export", "me", str(path)], ["scores", "--html", str(path)]):
        assert "--replace" in run("mine", *words, code=2).stderr
        assert path.read_text() == "mine"
        run("mine", *words, "--replace")
        assert path.read_bytes() != b"mine"
        path.write_text("mine")


def test_a_terminal_is_asked_for_a_name_and_obeys_no_deck(
    run: Run, tmp_path: Path
) -> None:
    data = b"Q: q \x1b[31mred\xe2\x80\xae\nA: a\n"
    deck = tmp_path / "evil.md"
    deck.write_bytes(data)
    run("mine", "add", str(deck))
    for machine in ("mine", "theirs"):
        study(run, machine)
    at = str(tmp_path / "me.zip")
    run("theirs", "user", "export", "me", at)
    argv = (*QUIZAPP, "--data", str(tmp_path / "mine"))
    with Terminal((*argv, "user", "import", at)) as terminal:
        terminal.wait_for("same person):")
        terminal.send("Ben\r")
        terminal.wait_for_end()
    assert reviews(run, "mine", "Ben") == 2
    with Terminal((*argv, "export", "evil")) as terminal:
        terminal.wait_for("A: a")
        terminal.wait_for_end()
    assert "␛[31mred‹U+202E›".encode() in terminal.received
    assert run("mine", "export", "evil").stdout_bytes == data
