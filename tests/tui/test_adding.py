"""Files are looked at in the app, and become decks when that is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import DirectoryTree, Input, Label, Select

from quizapp.cards.format.limits import MAX_CARDS
from quizapp.decks.articles.article_files import ArticleFiles
from quizapp.text import UNSAFE
from quizapp.tui.article.screen import ArticleScreen
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.widgets.panel import Panel
from quizapp.tui.write.add_file import AddFileScreen
from quizapp.tui.write.file_tree import FileTree, completed
from quizapp.tui.write.report import in_app
from quizapp.tui.write.table_form import TableForm
from tests.hostile.attacks import ATTACKS
from tests.samples import CAPITALS, GEO, WORDS
from tests.screens import Lab, Story, press, ready, screen_text, toasts, until


def own(lab: Lab, name: str) -> Path:
    return lab.paths.decks / f"{name}.md"


def screen(pilot: Story) -> AddFileScreen:
    assert isinstance(pilot.app.screen, AddFileScreen)
    return pilot.app.screen


async def opened(pilot: Story) -> None:
    """Go to “Add a file”, and wait for the files."""
    await ready(pilot)
    await press(pilot, "plus")
    await until(pilot, lambda: isinstance(pilot.app.screen, AddFileScreen))
    tree = screen(pilot).query_one(FileTree)
    await until(pilot, lambda: len(tree.root.children))
    await pilot.pause()


async def looked(pilot: Story) -> None:
    """Wait until what is chosen has been read and is shown."""
    await until(pilot, lambda: screen(pilot)._look or screen(pilot)._problem)
    await until(pilot, lambda: "Reading …" not in screen_text(pilot.app))
    await pilot.pause()


async def look(pilot: Story, path: Path) -> None:
    """Type a path."""
    line = screen(pilot).query_one("#path", Input)
    line.focus()
    line.value = str(path)
    await press(pilot, "enter")
    await looked(pilot)


async def home(pilot: Story) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
    await pilot.pause()


def told(pilot: Story) -> str:
    """What the screen says, in one line."""
    return " ".join(screen_text(pilot.app).split())


def columns(pilot: Story) -> list[str]:
    labels = pilot.app.screen.query("#columns Label").results(Label)
    return [str(each.render()) for each in labels]


def labels(pilot: Story) -> list[str]:
    tree = screen(pilot).query_one(FileTree)
    return [str(node.label) for node in tree.root.children]


async def test_a_deck_is_found_by_keys_looked_at_and_added(
    lab: Lab, desk: Path
) -> None:
    app = lab.app()
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await opened(pilot)
        assert labels(pilot) == ["sub", "capitals.md", "geo.csv", "words.csv"]
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, AddFileScreen)
        await press(pilot, "down", "down", "down", "enter")
        await looked(pilot)
        assert "A new deck “capitals”: 4 cards." in told(pilot)
        assert "What is the capital of Peru?" in told(pilot)
        assert not own(lab, "capitals").exists()
        await press(pilot, "ctrl+s")
        await home(pilot)
        assert own(lab, "capitals").read_text("utf-8") == CAPITALS
        assert app.home.current_deck == "capitals"
        assert "“capitals” is added. Enter studies it." in screen_text(app)


async def test_enter_adds_a_new_deck_and_changes_none(
    capitals: Lab, desk: Path
) -> None:
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "capitals.md")
        assert "⏎ Add" not in told(pilot)
        before = own(capitals, "capitals").read_text("utf-8")
        await press(pilot, "enter")
        assert own(capitals, "capitals").read_text("utf-8") == before
        await press(pilot, "escape")
        await look(pilot, desk / "words.csv")
        assert "⏎ Add" in told(pilot)
        await press(pilot, "enter")
        await home(pilot)
        assert own(capitals, "words").exists()


async def test_escape_goes_back_to_the_files_first(lab: Lab, desk: Path) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        await opened(pilot)
        await press(pilot, *"~/wo", "tab", "enter", "escape")  # maybe while it is read
        assert isinstance(app.screen, AddFileScreen)
        assert "words.csv" in screen_text(app)
        assert "A new deck" not in told(pilot)
        await press(pilot, "ctrl+s", "escape")
        await home(pilot)
    assert not lab.paths.decks.exists()


async def test_the_deck_that_was_added_is_highlighted(
    capitals: Lab, desk: Path
) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await opened(pilot)
        await press(pilot, *"~/wo", "tab")
        assert screen(pilot).query_one("#path", Input).value == "~/words.csv"
        await press(pilot, "enter")
        await looked(pilot)
        await press(pilot, "ctrl+s")
        await home(pilot)
        assert app.home.current_deck == "words"


async def test_a_folder_is_opened_with_the_mouse_and_used_the_next_time(
    lab: Lab, desk: Path
) -> None:
    app = lab.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.click(FileTree, offset=(8, 2))
        await until(
            pilot, lambda: screen(pilot).query_one(FileTree).root.children[0].children
        )
        await pilot.pause()
        await pilot.click(FileTree, offset=(10, 3))
        await looked(pilot)
        assert "A new deck “more”: 1 card from 1 row." in told(pilot)
        await press(pilot, "escape", "escape")
        await home(pilot)
        assert not own(lab, "more").exists()
        await opened(pilot)
        await press(pilot, *"~/sub", "enter", "escape")
        await opened(pilot)
        assert labels(pilot) == ["more.tsv"]
        await press(pilot, "down", "backspace")
        await until(pilot, lambda: "geo.csv" in labels(pilot))


async def test_the_columns_of_a_table_are_asked_for(lab: Lab, desk: Path) -> None:
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "geo.csv")
        assert "Which column is the question" in told(pilot)
        assert columns(pilot)[0] == "Perú  ·  Chile"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, AddFileScreen)
        # The answer first: nothing falls over while the question is not said.
        await press(pilot, "tab", "enter", "down", "down", "enter")
        await looked(pilot)
        assert "Which column is the question" in told(pilot)
        await press(pilot, "shift+tab", "enter", "down", "enter")
        await looked(pilot)
        assert "A new deck “geo”: 2 cards from 2 rows." in told(pilot)
        assert "✓ Lima" in told(pilot)
        # A role belongs to one column.
        await press(pilot, "tab", "enter", "up", "enter")
        await looked(pilot)
        chosen = [
            each.value for each in app.screen.query("#columns Select").results(Select)
        ]
        assert chosen == ["", "question", ""]
        await press(pilot, "tab", "enter", "down", "down", "enter")
        await looked(pilot)
        await press(pilot, "ctrl+s")
        deck = own(lab, "geo").read_text("utf-8")
        assert "Q: Lima\nA: 1535\n" in deck


async def test_a_first_line_of_unknown_names_is_no_card(lab: Lab, desk: Path) -> None:
    (desk / "geo.csv").write_text(f"Land;Stadt;Jahr\n{GEO}", encoding="utf-8")
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "geo.csv")
        await press(pilot, "enter", "down", "enter", "tab", "enter", "down", "down")
        await press(pilot, "enter")
        await looked(pilot)
        asked = "Does the first line, “Land”, “Stadt”, “Jahr”, name the columns, or is"
        assert asked in told(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, AddFileScreen)
        # The question that is asked has the focus.
        await press(pilot, "enter", "down", "enter")
        await looked(pilot)
        assert "3 cards from 3 rows" in told(pilot)
        await press(pilot, "enter", "down", "enter")
        await looked(pilot)
        assert "2 cards from 2 rows" in told(pilot)
        assert not own(lab, "geo").exists()


async def test_a_text_that_is_no_table_is_refused_until_its_separator_is_chosen(
    lab: Lab, desk: Path
) -> None:
    (desk / "terms.txt").write_text("Lima - of Peru\nQuito - high - up\n", "utf-8")
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "terms.txt")
        assert "a list of terms and definitions: “Lima - of Peru”" in told(pilot)
        assert not app.screen.query_one(TableForm).display
        await press(pilot, "ctrl+s", "ctrl+t")
        choice = app.screen.query_one("#separator", Select)
        assert app.focused is choice
        choice.value = " - "
        await pilot.pause()
        await looked(pilot)
        assert "2 cards from 2 rows." in told(pilot)
        assert columns(pilot)[0] == "Lima  ·  Quito"
        await press(pilot, "ctrl+s")
        assert "Q: Quito\nA: high - up\n" in own(lab, "terms").read_text("utf-8")


async def test_a_text_that_is_a_deck_becomes_one(lab: Lab, desk: Path) -> None:
    (desk / "deck.txt").write_text("Q: a\nA: b\n", encoding="utf-8")
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "deck.txt")
        assert "A new deck “deck”: 1 card." in told(pilot)
        assert not screen(pilot).check_action("columns", ())
        await press(pilot, "ctrl+s")
        assert own(lab, "deck").read_text("utf-8") == "Q: a\nA: b\n"


async def test_separator_and_encoding_can_be_said(lab: Lab, desk: Path) -> None:
    odd = desk / "odd.txt"
    odd.write_bytes("straße#road, street\nstück#piece, bit\n".encode("cp1252"))
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, odd)
        assert "Which encoding is it? As cp1252 it reads “straße#road,”" in told(pilot)
        assert app.screen.query_one(TableForm).display
        app.screen.query_one("#separator", Select).value = "#"
        await pilot.pause()
        await looked(pilot)
        app.screen.query_one("#encoding", Select).value = "utf-16"
        await pilot.pause()
        await looked(pilot)
        assert "or name its encoding (Columns)" in told(pilot)
        for encoding, is_wrong in (("euc_kr", True), ("cp1252", False)):
            app.screen.query_one("#encoding", Select).value = encoding
            await pilot.pause()
            await looked(pilot)
            about = str(app.screen.query_one("#about", Panel).render())
            assert ("bytes that are not EUC-KR" in about) is is_wrong
        await press(pilot, "ctrl+s")
        assert "Q: straße\nA: road, street\n" in own(lab, "odd").read_text("utf-8")


async def test_another_encoding_or_separator_keeps_what_the_columns_hold(
    lab: Lab, desk: Path
) -> None:
    rows = "Peru;Lima;1535\nChile;Santiago;1541\nCuba;La Habana;1519\n€;Orléans;52\n"
    (desk / "geo.csv").write_bytes(rows.encode("cp1250"))
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "geo.csv")
        for choices in ({1: "question", 0: "answer"}, {2: "note"}):
            for column, role in choices.items():
                app.screen.query_one(f"#column-{column}", Select).value = role
            app.screen.query_one("#encoding", Select).value = "cp1250"
            await pilot.pause()
            await looked(pilot)
        app.screen.query_one("#separator", Select).value = ";"  # as was guessed
        await pilot.pause()
        await until(pilot, lambda: screen(pilot)._plan)
        await press(pilot, "ctrl+s")
        deck = own(lab, "geo").read_text("utf-8")
        assert "Q: Orléans\nA: €\n:note: 52\n" in deck


async def test_a_table_added_again_updates_its_deck(lab: Lab, desk: Path) -> None:
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "words.csv")
        await press(pilot, "ctrl+s")
        (desk / "words.csv").write_text(
            "word,translation\nla casa,a house\nla luna,the moon\n", encoding="utf-8"
        )
        await opened(pilot)
        await look(pilot, desk / "words.csv")
        assert (
            "Your deck “words” will be updated: 2 rows: 1 new, 1 changed, "
            "0 the same; 1 card not in the table but kept."
        ) in told(pilot)
        assert "As it will be asked la luna" in told(pilot)
        await press(pilot, "ctrl+r")
        await looked(pilot)
        assert "1 card removed" in told(pilot)
        await press(pilot, "ctrl+r")
        await looked(pilot)
        # Somebody writes into the deck while one looks: that is not lost.
        with own(lab, "words").open("a", encoding="utf-8") as file:
            file.write("\nQ: mine\nA: m\n")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, AddFileScreen)
        await looked(pilot)
        await press(pilot, "ctrl+s")
        deck = own(lab, "words").read_text("utf-8")
        assert [deck.count(word) for word in ("Q:", "house", "mine")] == [4, 1, 1]
        (kept,) = lab.paths.trash.iterdir()
        await home(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: "is as it was before" in told(pilot))
        assert own(lab, "words").read_bytes() == kept.read_bytes()
        assert "the house" in kept.read_text("utf-8")


async def test_a_deck_of_the_same_name_is_replaced_only_when_that_is_said(
    lab: Lab, desk: Path
) -> None:
    lab.write("capitals", "Q: mine\nA: m\n")
    app = lab.app()
    async with app.run_test(notifications=True, size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "capitals.md")
        assert "You have a deck called “capitals” already" in told(pilot)
        await press(pilot, "ctrl+s")
        assert own(lab, "capitals").read_text("utf-8") == "Q: mine\nA: m\n"
        await press(pilot, "ctrl+r")
        await looked(pilot)
        assert "will be replaced; the old one goes to the trash" in told(pilot)
        await press(pilot, "ctrl+s")
        assert own(lab, "capitals").read_text("utf-8") == CAPITALS
        (kept,) = lab.paths.trash.iterdir()
        assert kept.read_text("utf-8") == "Q: mine\nA: m\n"
        assert any(str(kept) in each for each in toasts(pilot))


async def test_it_says_when_it_stands_in_for_a_shipped_deck(
    lab: Lab, desk: Path
) -> None:
    lab.shipped = desk / "sub"
    (desk / "sub" / "capitals.md").write_text("Q: q\nA: a\n", encoding="utf-8")
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "capitals.md")
        assert "that comes with quizapp" in told(pilot)


async def test_every_record_is_accounted_for_and_the_rejected_are_saved(
    lab: Lab, desk: Path
) -> None:
    table = desk / "words.csv"
    table.write_text(f'{WORDS} a,b \nx\ny\nz\n"lone,c\n', encoding="utf-8")
    app = lab.app()
    async with app.run_test(notifications=True, size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, table)
        assert "4 cards from 4 of 7 rows; 3 rejected." in told(pilot)
        assert "Rejected ✗ lines 5–7: There is no answer: its cell" in told(pilot)
        assert "Changed · white space around a cell removed (line 4)" in told(pilot)
        assert "Warnings ! line 8: A cell begins with a quote" in told(pilot)
        await press(pilot, "ctrl+l")
        wanted = "\ufeffword,translation,note\nx\ny\nz\n"
        first = desk / "words.rejected.csv"
        assert first.read_text("utf-8") == wanted
        assert "Saved beside the table: words.rejected.csv" in told(pilot)
        first.write_text("mine", encoding="utf-8")
        await press(pilot, "ctrl+l")
        assert first.read_text("utf-8") == "mine"
        assert (desk / "words.rejected 2.csv").read_text("utf-8") == wanted
        assert not own(lab, "words").exists()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nothing.csv", "No such file"),
        ("nothing", "whose name ends in .md"),
        ("pipe.md", "This is not a regular file"),
        ("large.csv", "larger than 16 MiB"),
        ("empty.md", "there are no cards in it"),
        ("many.csv", f"at most {MAX_CARDS:,} cards"),
        ("a.facts.md", "this is a facts file"),
    ],
)
async def test_what_cannot_be_added_says_why(
    lab: Lab, desk: Path, name: str, why: str
) -> None:
    os.mkfifo(desk / "pipe.md")
    for empty in ("empty.md", "a.facts.md", "nothing"):
        (desk / empty).touch()
    with (desk / "large.csv").open("wb") as file:
        file.truncate(17 * 2**20)
    if name == "many.csv":
        rows = "".join(f"{n},x{n}\n" for n in range(MAX_CARDS + 1))
        (desk / name).write_text(rows, encoding="utf-8")
    app = lab.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await look(pilot, desk / name)
        assert why in told(pilot)
        await press(pilot, "ctrl+s", "ctrl+l", "ctrl+r", "ctrl+t", "ctrl+u")
        assert screen(pilot).query_one(FileTree).display
        await press(pilot, "escape")
        await home(pilot)
    assert not lab.paths.decks.exists()


def test_a_message_names_only_what_to_do_in_the_app() -> None:
    name = "notes (quizapp draft).txt"
    read = f"(quizapp read '{name}'; in the app: paste its text)"
    columns = "(--separator; in the app: Columns)"
    told = in_app(f"{name}: read it {read}, or name its separator {columns}.")
    wanted = "read it (paste its text), or name its separator (Columns)."
    assert told == f"{name}: {wanted}"


async def test_broken_bytes_are_told_of_and_an_unreadable_folder_too(
    lab: Lab, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "bad.md").write_bytes(b"Q: \xff\xfe?\nA: a\n")
    app = lab.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "bad.md")
        assert "UTF-8" in told(pilot)

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        line = screen(pilot).query_one("#path", Input)
        line.focus()
        line.value = "~nobody-of-this-name/x"
        await press(pilot, "enter")
        assert "nobody" in told(pilot)
        monkeypatch.setattr(os, "scandir", refuse)
        line.value = "~/sub"
        await press(pilot, "enter")
        assert "the folder cannot be read (Permission denied)" in told(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, AddFileScreen)


async def test_a_deck_that_cannot_be_written_is_still_to_be_added(
    lab: Lab, desk: Path
) -> None:
    lab.paths.data.mkdir(parents=True)
    lab.paths.decks.touch()
    app = lab.app()
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "capitals.md")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, AddFileScreen)
        assert any("cannot be written" in each for each in toasts(pilot))


@pytest.mark.slow
async def test_names_that_attack_are_only_names(lab: Lab, desk: Path) -> None:
    names = [each.replace("/", "")[:60] for each in ATTACKS]
    for number, name in enumerate(names):
        bare = name.replace("\0", "")
        file = os.fsdecode(f"{number:02}{bare}.md".encode())
        (desk / file).write_text("Q: q\nA: a\n", encoding="utf-8")
    lone = desk / os.fsdecode(b"zz\xff\n[b].md")
    lone.write_text("Q: q\nA: a\n", encoding="utf-8")
    (desk / "[@click=app.quit]\x1b[2J").mkdir()
    app = lab.app()
    async with app.run_test(size=(120, 70)) as pilot:
        await opened(pilot)
        await until(pilot, lambda: len(labels(pilot)) == len(ATTACKS) + 6)
        assert "[@click=app.quit]␛[2J" in labels(pilot)
        tree = screen(pilot).query_one(FileTree)
        for node in tree.root.children:
            if node.allow_expand or "." not in str(node.label)[-4:]:
                continue
            tree.post_message(DirectoryTree.FileSelected(node, node.data.path))  # type: ignore[union-attr]
            await pilot.pause()
            if str(node.label).startswith(("00", "zz", "28")):
                await looked(pilot)
                assert "deck “" in told(pilot)
        for y in range(70):
            strip = tree.render_line(y)
            assert not UNSAFE.search(strip.text)
        line = screen(pilot).query_one("#path", Input)
        assert not UNSAFE.search(line.value)
        await until(pilot, lambda: screen(pilot)._look)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, HomeScreen)
        assert (lab.paths.decks / lone.name).exists()


def test_only_what_can_be_shown_and_added_is_proposed(desk: Path) -> None:
    (desk / "zebra\x1b[2J.md").touch()

    def wanted(name: str) -> bool:
        return name.endswith(".md")

    assert completed("~/c", wanted) == "~/capitals.md"
    assert completed(f"{desk}/s", wanted) == f"{desk}/sub/"
    assert completed("~/.h", wanted) == "~/.hidden/"
    assert completed("~/", wanted) == "~/capitals.md"
    for typed in ("~/z", "~/w", "~/nowhere/x", "~nobody-of-this-name/", "\0/x"):
        assert completed(typed, wanted) is None


PROSE = "Lima is the capital of Peru. It lies on the coast of the Pacific."


async def test_a_page_or_a_text_is_read_as_an_article(lab: Lab, desk: Path) -> None:
    page = desk / "lima.html"
    page.write_text(f"<h1>Old Lima</h1><nav>x</nav><p>{PROSE}", encoding="utf-8")
    (desk / "notes.txt").write_text(f"{PROSE}\n\n{PROSE}\n", encoding="utf-8")
    lab.write("notes", "Q: mine\nA: m\n")
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "notes.txt")
        assert "An article, “notes”: 2 paragraphs." in told(pilot)
        await press(pilot, "escape", "x")
        assert "⏎ Read" in screen_text(app)
        await look(pilot, page)
        assert "An article, “Old Lima”: 1 paragraph." in told(pilot)
        assert "Lima is the capital of Peru." in told(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        files = ArticleFiles(lab.paths.data)
        assert files.names() == ["lima"]
        assert [each.text for each in files.load("lima").paragraphs] == [PROSE]


async def test_a_text_that_is_pasted_is_read_as_an_article(
    lab: Lab, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    (desk / "old-lima").mkdir()
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        line = screen(pilot).query_one("#path", Input)
        line.post_message(Paste("/a/path\n"))
        await until(pilot, lambda: line.value == "/a/path")
        line.post_message(Paste(f"Old Lima\n\n{PROSE} {PROSE}\n"))
        await until(pilot, lambda: "An article, “Old Lima”" in told(pilot))
        await press(pilot, "escape")
        assert screen(pilot).query_one(FileTree).display
        line.post_message(Paste(f"Old Lima\n\n{PROSE} {PROSE}\n"))
        await until(pilot, lambda: "An article, “Old Lima”" in told(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert ArticleFiles(lab.paths.data).names() == ["old-lima"]
        await press(pilot, "escape")
        await home(pilot)
        await until(pilot, lambda: "To go on reading" in screen_text(app))
        await opened(pilot)
        line = screen(pilot).query_one("#path", Input)
        line.value = "old-lima"
        await press(pilot, "enter")
        assert screen(pilot).query_one(FileTree).path == desk / "old-lima"
        line.value = ""
        line.focus()
        assert "Article without cards: old-lima. Enter opens it." in told(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))


async def test_a_table_is_added_by_whatever_key_was_set(lab: Lab, desk: Path) -> None:
    lab.set(keys={"adding.accept": "f5"})
    (desk / "w.csv").write_text("question,answer\na,b\nc,d\n", "utf-8")
    async with lab.app().run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await look(pilot, desk / "w.csv")
        await press(pilot, "f5")
        await until(pilot, lambda: own(lab, "w").exists())
