"""Tables are added, brought up to date and exported, by a person or a script."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cards.format.reader import read_deck
from quizapp.cli import cli
from quizapp.decks.importing.plan import carry_out, plan_add
from quizapp.decks.library.deck_files import find_decks
from quizapp.decks.library.reader import read_deck_file
from quizapp.decks.tables.reader import read_table
from tests.terminal import QUIZAPP, Terminal

WORDS = "word,translation,note\nla casa,the house,\nel sol,the sun,it shines\n"

PROSE = b"Lima is the capital of Peru. It lies on the coast of the Pacific.\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call quizapp with a data folder of its own."""

    def run(*words: object, code: int = 0) -> Result:
        told = ["--data", str(tmp_path / "data"), *map(str, words)]
        result = CliRunner().invoke(cli, told, prog_name="quizapp")
        assert result.exit_code == code, (result.output, result.exception)
        return result

    return run


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A table that is in no library yet."""
    path = tmp_path / "words.csv"
    path.write_text(WORDS, encoding="utf-8")
    return path


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """Where the deck of `words` stands once it is added."""
    return tmp_path / "data" / "library" / "decks" / "words.md"


def test_the_report_for_scripts_accounts_for_each_record(
    run: Run, words: Path, added: Path
) -> None:
    words.write_bytes(f'{WORDS}x\n"lone,y\n,,\nla casa,the house\n'.encode())
    told = json.loads(run("add", words, "--dry-run", "--json", code=1).stdout)
    assert told["decks"] == [{"deck": "words", "cards": 3}]
    assert told["cards"] == 3
    assert [each["line"] for each in told["rejected"]] == [4, 6, 7]
    assert all(each["message"] for each in told["rejected"])
    assert [each["line"] for each in told["warnings"]] == [5]
    assert told["cards"] + len(told["rejected"]) == 6
    assert not added.exists()


def test_the_command_to_study_a_new_deck_can_be_pasted(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "Two words.md"
    path.write_text("Q: q\nA: a\n", encoding="utf-8")
    _, _, command = run("add", path).stdout.partition("Study it: ")
    assert shlex.split(command) == ["quizapp", "study", "Two words"]


def test_a_dry_run_shows_the_first_cards_and_writes_nothing(
    run: Run, words: Path, tmp_path: Path
) -> None:
    told = run("add", words, "--dry-run").stdout
    assert "words: would be added, 2 cards from 2 rows." in told
    assert "  la casa → the house" in told
    assert not (tmp_path / "data").exists()


def test_cards_that_cannot_be_asked_are_counted_apart(run: Run, tmp_path: Path) -> None:
    (tmp_path / "half.md").write_text("Q: q\nA: a\n\nQ:\nA: a\n", "utf-8")
    told = run("add", tmp_path / "half.md", "--dry-run").stdout
    assert "half: would be added, 2 cards, 1 of them incomplete." in told


def test_cards_that_another_deck_has_are_told_before_they_are_added(
    run: Run, words: Path
) -> None:
    run("add", words)
    again = words.with_name("again.csv")
    again.write_text(f"{WORDS}la luna,the moon,\n", encoding="utf-8")
    told = run("add", again, "--dry-run").stdout
    assert "2 cards of this deck are also in “words”." in told
    (warning,) = json.loads(run("add", again, "--json").stdout)["warnings"]
    assert (warning["deck"], warning["line"]) == ("again", 1)
    again.write_text(WORDS, encoding="utf-8")
    run("add", again, "--replace")
    assert "are also in “again”" in run("study", "words", "--plain").stderr
    assert run("study", "again", "--plain").stderr == ""


@pytest.mark.parametrize("option", [(), ("--replace",)])
def test_a_dry_run_of_an_update_shows_what_is_new_then_what_changes(
    run: Run, words: Path, option: tuple[str, ...]
) -> None:
    rows = [f"word {n},meaning {n}" for n in range(12)]
    words.write_text("\n".join(("word,translation", *rows)) + "\n", encoding="utf-8")
    run("add", words)
    rows[7:9] = ["word 7,another 7", "word 8,another 8"]
    del rows[2], rows[9:]
    told = "\n".join(("word,translation", *rows, "a,b")) + "\n"
    words.write_text(told, encoding="utf-8")
    _, *shown = run("add", words, "--dry-run", *option).stdout.splitlines()
    assert shown == ["  a → b", "  word 7 → another 7", "  word 8 → another 8"]
    run("add", words, *option)
    assert len(run("add", words, "--dry-run", *option).stdout.splitlines()) == 1


def test_a_person_reads_what_was_changed_and_why_what_was_rejected(
    run: Run, words: Path
) -> None:
    words.write_text(f"{WORDS} un,a \n" + "no\n" * 5 + "'=x,y\n", encoding="utf-8")
    told = run("add", words, code=1).stdout
    assert "added, 4 cards from 4 of 9 rows; 5 rejected." in told
    assert "white space around a cell removed (line 4)" in told
    assert "the ' before a formula removed (line 10)" in told
    assert f"{words}: lines 5–9: There is no answer: its cell is empty" in told


def test_rejected_records_are_saved_and_nothing_is_written_over(
    run: Run, words: Path, tmp_path: Path
) -> None:
    words.write_text(f"{WORDS}x\n", encoding="utf-8")
    rejects = tmp_path / "rejected.csv"
    run("add", words, "--save-rejected", rejects, "--dry-run", code=1)
    assert not rejects.exists()
    told = run("add", words, "--save-rejected", rejects, code=1).stdout
    assert str(rejects) in told
    assert f"call it {words.stem}.rejected.csv, its rows are added to “words”" in told
    assert rejects.read_text("utf-8") == "\ufeffword,translation,note\nx\n"
    again = run("add", words, "--save-rejected", rejects, code=2)
    assert "already exists" in again.stderr


def test_rejected_records_that_were_mended_go_to_the_deck_of_their_table(
    run: Run, words: Path, added: Path
) -> None:
    words.write_text(f"{WORDS}la luna\n", encoding="utf-8")
    rejects = words.with_name("words.rejected.csv")
    run("add", words, "--save-rejected", rejects, code=1)
    rejects.write_text("word,translation,note\nla luna,the moon,\n", encoding="utf-8")
    for option in ((), ("--replace",)):
        told = run("add", rejects, *option).stdout
        assert "“words”" in told or "words:" in told
    decks = sorted(path.name for path in added.parent.iterdir())
    assert decks == ["words.md"]
    deck = read_deck(added.read_bytes(), "words")
    assert [card.prompt for card in deck.cards] == ["la casa", "el sol", "la luna"]
    assert deck.table == "words.csv"


def test_a_table_added_again_updates_its_deck_and_keeps_what_was_written_there(
    run: Run, words: Path, added: Path, tmp_path: Path
) -> None:
    run("add", words)
    own = added.read_text("utf-8").replace("A: the house", "A:  the house\n:tags: home")
    own = own.replace("\n\nQ: el", "\n\n<!-- mine -->\n\nQ: el").replace("\n", "\r\n")
    added.write_bytes(own.encode())
    told = run("add", words).stdout
    assert "words: up to date, 2 rows: 0 new, 0 changed" in told
    assert added.read_bytes() == own.encode()
    trash = tmp_path / "data" / "library" / "trash"
    assert not trash.exists()
    words.write_text(
        "translation,word\na house,la casa\nthe moon,la luna\n", encoding="utf-8"
    )
    told = run("add", words).stdout
    assert "1 new, 1 changed, 0 the same; 1 card not in the table but kept" in told
    assert (trash / "words.md").read_bytes() == own.encode()
    changed = own.replace("A:  the house", "A: a house")
    assert added.read_bytes().decode() == f"{changed}\r\nQ: la luna\r\nA: the moon\r\n"
    told = run("add", words, "--replace").stdout
    assert "; 1 card removed" in told
    deck = read_deck(added.read_bytes(), "words")
    assert [card.prompt for card in deck.cards] == ["la casa", "la luna"]
    assert deck.cards[0].fields.tags == ("home",)
    assert deck.table == "words.csv"
    assert not deck.complaints


def test_a_record_is_known_by_its_id_then_its_text_then_its_question(
    run: Run, words: Path, added: Path
) -> None:
    words.write_text("id,question,answer\nx,a,1\n,b,2\n,b,3\n", encoding="utf-8")
    run("add", words)
    words.write_text("id,question,answer\n,b,3\n,b,4\nx,c,1\n", encoding="utf-8")
    assert "0 new, 2 changed, 1 the same" in run("add", words).stdout
    cards = read_deck(added.read_bytes(), "words").cards
    assert [(c.prompt, c.answer, c.fields.id) for c in cards] == [
        ("c", "1", "x"),
        ("b", "4", ""),
        ("b", "3", ""),
    ]


def test_what_does_not_go_with_a_field_of_the_deck_is_rejected(
    run: Run, words: Path, added: Path
) -> None:
    words.write_text("a,12\nb,c\n", encoding="utf-8")
    run("add", words)
    text = added.read_text("utf-8").replace("A: 12", "A: 12\n:value: number")
    added.write_text(text, encoding="utf-8")
    words.write_text("a,many\nb,c\n", encoding="utf-8")
    told = json.loads(run("add", words, "--json", code=1).stdout)
    assert [(each["line"], told["cards"]) for each in told["rejected"]] == [(1, 1)]
    assert added.read_text("utf-8") == text


def test_new_records_stand_under_their_topic(
    run: Run, words: Path, added: Path
) -> None:
    words.write_text("question,answer,topic\na,b,One\n", encoding="utf-8")
    run("add", words)
    with words.open("a", encoding="utf-8") as file:
        file.write("c,d,Two\ne,f,\n")
    run("add", words)
    cards = read_deck(added.read_bytes(), "words").cards
    assert [card.topic for card in cards] == ["One", "Two", ""]
    told = read_table(words.read_bytes(), "words").deck.cards
    assert [(c.prompt, c.topic) for c in told] == [(c.prompt, c.topic) for c in cards]


def test_a_table_takes_no_place_of_another_deck_unasked(
    run: Run, words: Path, added: Path
) -> None:
    deck = words.with_suffix(".md")
    deck.write_text("Q: q\nA: a\n", encoding="utf-8")
    run("add", deck)
    assert "--replace" in run("add", words, code=2).stderr
    run("add", words, "--replace")
    assert len(read_deck(added.read_bytes(), "words").cards) == 2
    both = words.with_suffix(".tsv")
    both.write_text("a\tb\n", encoding="utf-8")
    assert "would be one deck" in run("add", words, both, code=2).stderr


@pytest.mark.parametrize("ending", ["md", "csv", "txt"])
def test_an_encoding_that_is_not_certain_is_named_and_the_deck_is_utf_8(
    run: Run, tmp_path: Path, added: Path, ending: str
) -> None:
    path = tmp_path / f"fruit.{ending}"
    deck = added.with_name("fruit.md")
    text = "苹果,apple\n" if ending == "csv" else "Q: 苹果\nA: apple\n"
    path.write_bytes(text.encode("gb18030"))
    asked = run("add", path, code=2).stderr
    assert "is not UTF-8" in asked
    assert "--encoding" in asked
    assert not deck.exists()
    run("add", path, "--encoding", "gb18030", *["--no-header"] * (ending == "csv"))
    assert "Q: 苹果\nA: apple\n" in deck.read_text("utf-8")


def test_a_deck_in_utf_16_is_read_where_it_is_and_added_as_utf_8(
    run: Run, tmp_path: Path, added: Path
) -> None:
    path = tmp_path / "words.md"
    path.write_bytes("Q: 苹果\nA: apple\n".encode("utf-16"))
    run("check", path)
    run("add", path)
    assert added.read_text("utf-8") == "Q: 苹果\nA: apple\n"


def test_columns_separator_and_encoding_can_be_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "boats.txt"
    path.write_bytes("łódź - boat - 1\nłuk - bow - 2\n".encode("cp1250"))
    asked = run("add", path, "--separator", " - ", code=2).stderr
    assert "As cp1250 it reads “łódź”. Name its encoding: --encoding cp1250" in asked
    with_encoding = ("--separator", " - ", "--encoding", "cp1250")
    asked = run("add", path, *with_encoding, code=2).stderr
    assert "--columns question,answer,-" in asked
    said = ("--columns", "q,a,-", "--separator", " - ", "--encoding", "cp1250")
    run("add", path, *said)
    told = run("export", "boats").stdout
    assert "Q: łódź\nA: boat" in told
    assert "klingon" in run("add", path, "--encoding", "klingon", code=2).stderr
    assert "colour" in run("add", path, "--columns", "colour", code=2).stderr


def test_a_folder_is_refused_with_a_way_out(run: Run, tmp_path: Path) -> None:
    told = run("add", tmp_path, code=2).stderr
    assert "this is a folder. Name the files in it." in told


@pytest.mark.parametrize(
    ("name", "data", "code", "told"),
    [
        ("none.csv", None, 3, "cannot be read"),
        ("empty.csv", b"", 3, "no card"),
        ("refused.csv", b"a\nb\n", 3, "no answer"),
        ("a.csv", b"a,b,c\n", 2, "“a”, “b”, “c”"),
        ("a.doc", b"", 2, "a table whose name ends in .csv, "),
        ("a.xlsx", b"", 2, "Save it as CSV"),
        ("a.apkg", b"", 2, "Notes in Plain Text"),
        ("a b.html", b"<p>Lima is old.</p>", 2, "quizapp read 'a b.html'"),
        ("a.pdf", b"", 2, "quizapp read -"),
        ("a.txt", PROSE, 2, "quizapp read"),
        ("a.md", b"# Lima\n\n" + PROSE, 3, "no cards in it. Read it as an article"),
        (".hid.csv", b"a,b\n", 2, "Rename the file"),
        (".hid2.md", b"Q: q\nA: a\n", 2, "begin with a dot"),
        (".csv", b"a,b\n", 2, "begin with a dot"),
        ("x.facts.csv", b"a,b\n", 2, "called x.facts.md"),
        ("x.facts.txt", b"a,b\n", 2, "Rename the file"),
    ],
)
def test_what_is_no_table_is_refused_with_a_way_out(
    run: Run, tmp_path: Path, name: str, data: bytes | None, code: int, told: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert told in run("add", path, code=code).stderr
    assert not (tmp_path / "data").exists()


CAPITALS = "country,capital\nPeru,Lima\nChile,Santiago\n"


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--dry-run", "--json")])
def test_a_first_line_that_may_be_a_header_is_refused_until_it_is_said(
    run: Run, words: Path, added: Path, options: tuple[str, ...]
) -> None:
    words.write_text(CAPITALS, encoding="utf-8")
    refused = run("add", words, *options, code=2)
    assert f"{words}: the first line, “country”, “capital”," in refused.stderr
    assert "--header" in refused.stderr
    assert "--no-header" in refused.stderr
    assert refused.stdout == ""
    assert not added.exists()


@pytest.mark.parametrize(
    ("options", "cards"),
    [
        (("--header",), [("Peru", "Lima"), ("Chile", "Santiago")]),
        (
            ("--no-header",),
            [("country", "capital"), ("Peru", "Lima"), ("Chile", "Santiago")],
        ),
        (
            ("--header", "--columns", "answer,question"),
            [("Lima", "Peru"), ("Santiago", "Chile")],
        ),
    ],
)
def test_what_a_first_line_is_can_be_said(
    run: Run,
    words: Path,
    added: Path,
    options: tuple[str, ...],
    cards: list[tuple[str, str]],
) -> None:
    words.write_text(CAPITALS, encoding="utf-8")
    told = json.loads(run("add", words, *options, "--json").stdout)
    assert (told["cards"], told["warnings"]) == (len(cards), [])
    deck = read_deck(added.read_bytes(), "words")
    assert [(card.prompt, card.answer) for card in deck.cards] == cards


@pytest.mark.parametrize(("key", "count"), [("y", 2), ("n", 3)])
def test_on_a_terminal_a_person_is_asked_whether_it_is_a_header(
    words: Path, tmp_path: Path, key: str, count: int
) -> None:
    words.write_text(CAPITALS, encoding="utf-8")
    argv = (*QUIZAPP, "--data", str(tmp_path / "data"), "add", str(words), "--dry-run")
    with Terminal(argv, columns=200) as terminal:
        terminal.wait_for("“country”, “capital”, name the columns? [y/n]:")
        terminal.send(f"{key}\r")
        terminal.wait_for(f"{count} cards from {count} rows")
        assert terminal.wait_for_end() == 0


def test_what_was_said_to_be_a_card_is_not_asked_about_again(
    run: Run, words: Path
) -> None:
    words.write_text("sol,sun\nmar,sea\n", encoding="utf-8")
    run("add", words, "--no-header")
    with words.open("a") as file:
        file.write("luna,moon\n")
    told = json.loads(run("add", words, "--json").stdout)
    assert (told["cards"], told["warnings"]) == (3, [])
    words.write_text("land,stadt\nsol,sun\n", encoding="utf-8")
    assert "--no-header" in run("add", words, code=2).stderr


def test_a_text_file_that_is_a_deck_becomes_one(
    run: Run, words: Path, added: Path
) -> None:
    text = words.with_suffix(".txt")
    written = "# Capitals\r\n\r\nQ: Of Peru, the capital?\r\nA: Lima\r\n"
    text.write_bytes(written.encode())
    assert "words: added, 1 card." in run("add", text).stdout
    assert added.read_bytes() == written.encode()
    assert "--replace" in run("add", text, code=2).stderr


def test_a_text_file_that_is_no_table_is_refused_unless_it_is_said_to_be_one(
    run: Run, words: Path, added: Path
) -> None:
    text = words.with_suffix(".txt")
    text.write_text("Lima - capital of Peru\nQuito - of Ecuador - high\n", "utf-8")
    refused = run("add", text, "--dry-run", "--json", code=2)
    assert f"{text}: this looks like a list of terms" in refused.stderr
    assert "--separator ' - '" in refused.stderr
    run("add", text, "--separator", " - ")
    assert "Q: Quito\nA: of Ecuador - high" in added.read_text("utf-8")
    text.write_text("All work and no play.\nIt makes, they say, one dull.\n", "utf-8")
    assert "ordinary text" in run("add", text, "--replace", code=2).stderr


def test_an_export_of_anki_is_known_again_by_its_guids(
    run: Run, tmp_path: Path, added: Path
) -> None:
    export = tmp_path / "words.txt"
    head = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
    export.write_text(
        f'{head}"#a*"\tCapital of <b>Peru</b>?\tLima\tsouth\n'
        "b\t{{c1::Quito}} is high.\t\t\nc\t[sound:x.mp3]\tx\t\n",
        "utf-8",
    )
    rejects = tmp_path / "words.rejected.txt"
    told = run("add", export, "--save-rejected", rejects, code=1).stdout
    assert "words: added, 2 cards from 2 of 3 rows; 1 rejected." in told
    assert "a sound removed (line 7)" in told
    mended = rejects.read_text("utf-8-sig").replace("[sound:x.mp3]", "Huancayo")
    rejects.write_text(mended, "utf-8")
    assert "words: updated, 1 row: 1 new" in run("add", rejects).stdout
    export.write_text(f'{head}"#a*"\tWhat is its capital?\tLima\tsouth\n', "utf-8")
    told = run("add", export).stdout
    assert "0 new, 1 changed, 0 the same; 2 cards not in the table but kept" in told
    assert ":id: .23.a.2a.\n:tags: south" in added.read_text("utf-8")


def test_a_table_in_a_folder_of_decks_is_a_deck(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "data" / "library" / "decks"
    own.mkdir(parents=True)
    (own / "words.csv").write_text(WORDS, encoding="utf-8")
    (own / "other.tsv").write_text("a\tb\tc\n", encoding="utf-8")
    decks = {each["deck"]: each for each in json.loads(run("decks", "--json").stdout)}
    assert decks["words"]["cards"] == 2
    assert decks["other"]["errors"] == 1
    assert "which-columns" in run("check", own, code=1).stdout
    assert "is the table" in run("add", own / "words.csv", code=2).stderr
    assert run("export", "words").stdout.startswith("Q: la casa\nA: the house\n")
    (own / "words.md").write_text("Q: q\nA: a\n", encoding="utf-8")
    first, *_, twin = find_decks(own)
    assert first.path.suffix == ".md"
    assert twin.path.suffix == ".csv"
    assert read_deck_file(twin).errors[0].code == "duplicate-name"


def test_a_deck_is_exported_as_it_stands_or_as_a_table(
    run: Run, words: Path, added: Path, tmp_path: Path
) -> None:
    run("add", words)
    assert run("export", "words").stdout == added.read_text("utf-8")
    out = tmp_path / "out.tsv"
    run("export", "words", "-o", out)
    assert out.read_text("utf-8").splitlines()[0] == "question\tanswer\tnote"
    assert "--replace" in run("export", "words", "-o", out, code=2).stderr
    run("export", "words", "-o", out, "--format", "csv", "--replace")
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8"))))
    assert rows[2] == ["el sol", "the sun", "it shines"]
    assert "--format" in run("export", "words", "-o", tmp_path / "x", code=2).stderr
    assert " are: " in run("export", "nowhere", code=2).stderr


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_table_without_the_rules_of_its_deck_says_so(
    run: Run, added: Path, form: str
) -> None:
    added.parent.mkdir(parents=True)
    card = "Q: q\nA: a\n"
    for front, named in (
        ('language = "es"\nsilence = ["no-source"]\nask = "flip"', "language, ask and"),
        ('decimal = ","\naccents = true', "deck's accents and decimal:"),
        ('silence = ["no-source"]', "deck's silence:"),
    ):
        added.write_text(f"---\n{front}\n---\n{card}", encoding="utf-8")
        told = run("export", "words", "--format", form)
        assert named in told.stderr
        assert "A table" not in told.stdout
        assert run("export", "words").stderr == ""
    added.write_text(card, encoding="utf-8")
    assert run("export", "words", "--format", form).stderr == ""


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_every_shipped_deck_comes_back_from_its_table(
    run: Run, tmp_path: Path, form: str
) -> None:
    for name in ("apec-2016", "pacific-trade"):
        out = tmp_path / f"{name}.{form}"
        run("export", name, "-o", out)
        there = json.loads(run("decks", "--json").stdout)
        (cards,) = [each["cards"] for each in there if each["deck"] == name]
        plan = plan_add(out, tmp_path / form)
        assert plan.cards == cards
        assert not plan.complaints
        carry_out(plan)
        back = read_deck((tmp_path / form / f"{name}.md").read_bytes(), name)
        assert back.cards == read_table(out.read_bytes(), name, out).deck.cards


NUMBERED = "id,question,answer\n1,perro,dog\n2,gato,cat\n"


def test_rows_numbered_anew_keep_their_cards(
    run: Run, words: Path, added: Path
) -> None:
    words.write_text(NUMBERED, encoding="utf-8")
    run("add", words)
    words.write_text(
        "id,question,answer\n1,libro,book\n2,perro,dog\n3,gato,cat\n", encoding="utf-8"
    )
    assert "1 new, 2 changed, 0 the same" in run("add", words).stdout
    cards = read_deck(added.read_bytes(), "words").cards
    assert [(card.prompt, card.fields.id) for card in cards] == [
        ("perro", "2"),
        ("gato", "3"),
        ("libro", "1"),
    ]


def test_another_table_of_a_decks_name_is_refused_and_what_goes_is_kept(
    run: Run, words: Path, added: Path, tmp_path: Path
) -> None:
    words.write_text(NUMBERED, encoding="utf-8")
    run("add", words)
    before = added.read_bytes()
    words.write_text(
        "id,question,answer\n1,Huascaran,6768 m\n2,Coropuna,6425 m\n", encoding="utf-8"
    )
    assert "none of its cards" in run("add", words, code=2).stderr
    assert added.read_bytes() == before
    told = run("add", words, "--replace").stderr
    kept = tmp_path / "data" / "library" / "trash" / "words.md"
    assert str(kept) in told
    assert kept.read_bytes() == before


def test_a_typo_mended_in_a_table_changes_its_card(
    run: Run, words: Path, added: Path
) -> None:
    words.write_text(
        "question,answer\nWhat is the captal of Peru?,Lima\n"
        "What is the capital of Chile?,Santiago\n",
        encoding="utf-8",
    )
    run("add", words)
    words.write_text(
        words.read_text("utf-8").replace("captal", "capital"), encoding="utf-8"
    )
    assert "0 new, 1 changed, 1 the same" in run("add", words).stdout
    cards = read_deck(added.read_bytes(), "words").cards
    assert [card.answer for card in cards] == ["Lima", "Santiago"]
