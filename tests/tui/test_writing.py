"""Decks are written in the app, and nothing that was written is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.widgets import Input, Select

from quizapp.cards.format.reader import read_deck
from quizapp.progress.settings import change_setting
from quizapp.text import UNSAFE
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.confirm import ConfirmScreen, FoundScreen, LeaveScreen
from quizapp.tui.screens.editor import EditorScreen
from quizapp.tui.screens.help import HelpScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.manual import ManualScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.widgets.complaints import Complaints
from quizapp.tui.widgets.deck_list import DeckList
from quizapp.tui.widgets.deck_text import DeckText
from quizapp.tui.widgets.preview import Preview
from tests.hostile.attacks import ATTACKS
from tests.samples import CAPITALS
from tests.screens import Lab, Story, grades_kept, press, ready, shown, until
from tests.terminal import QUIZAPP, Terminal


def editor(app: QuizApp) -> EditorScreen:
    assert isinstance(app.screen, EditorScreen)
    return app.screen


def text_of(app: QuizApp) -> DeckText:
    return app.screen.query_one(DeckText)


async def read(pilot: Story) -> None:
    """Wait until the text as it is now has been read."""
    app = pilot.app
    assert isinstance(app, QuizApp)

    def is_read() -> bool:
        proof = editor(app)._proof
        return bool(proof and proof.text == text_of(app).text)

    await until(pilot, is_read)
    await pilot.pause()


async def on_screen(pilot: Story, kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


def complaints(app: QuizApp) -> list[str]:
    told = app.screen.query_one(Complaints)
    return [str(each.prompt) for each in told.options]


def preview(app: QuizApp) -> str:
    return str(app.screen.query_one(Preview).render())


def deck(lab: Lab, name: str = "capitals") -> Path:
    return lab.paths.decks / f"{name}.md"


async def to_peru(pilot: Story, app: QuizApp) -> None:
    await ready(pilot)
    while "Peru" not in shown(app, "#prompt"):
        await press(pilot, "ctrl+n", "1")


async def edit_peru(pilot: Story, app: QuizApp) -> None:
    """Open the card of Lima, from its study."""
    await to_peru(pilot, app)
    await press(pilot, "ctrl+b")
    await on_screen(pilot, EditorScreen)
    await read(pilot)


async def test_a_new_deck_is_written_and_studied(lab: Lab) -> None:
    lab.write("another", "Q: q\nA: a\n")
    app = lab.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "w")
        await read(pilot)
        assert complaints(app) == ["No complaints."]
        assert "What is the capital of Peru?" in preview(app)
        text_of(app).load_text("Q: What is 6 × 7?\nA: 42\n")
        await read(pilot)
        assert "type" in preview(app)
        await press(pilot, "ctrl+s")
        assert app.screen.query_one("#editor-name", Input).has_focus
        await press(pilot, *"sums", "enter")
        assert deck(lab, "sums").read_text("utf-8") == "Q: What is 6 × 7?\nA: 42\n"
        assert "saved" in shown(app, "#editor-place")
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        row = app.screen.query_one(DeckList).row
        assert row
        assert row.name == "sums"
        await press(pilot, "enter")
        assert shown(app, "#prompt") == "What is 6 × 7?"


async def test_a_new_deck_never_takes_the_place_of_another(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "w", "x", "ctrl+s", "ctrl+s", *"Capitals", "enter")
        assert deck(capitals).read_text("utf-8") == CAPITALS
        assert not deck(capitals, "Capitals").exists()
        await press(pilot, "home", "f", "o", "enter")
        assert deck(capitals, "foCapitals").exists()


async def test_it_complains_as_one_types_and_leads_there(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await read(pilot)
        await press(
            pilot, "s", "t", "r", "ctrl+end", *"C:", "space", "left_square_bracket"
        )
        await read(pilot)
        told = complaints(app)
        assert told[0].startswith("E 1:1 ")
        assert told[1].startswith("E 25:4 ")
        assert "No card here" in preview(app)
        await press(pilot, "ctrl+home", "ctrl+n")
        assert text_of(app).cursor_location == (24, 3)
        await press(pilot, "ctrl+n")
        assert text_of(app).cursor_location == (0, 0)
        app.screen.query_one(Complaints).focus()
        app.screen.query_one(Complaints).highlighted = 1
        await press(pilot, "enter")
        assert text_of(app).cursor_location == (24, 3)
        await press(pilot, "ctrl+s", "ctrl+s")
        assert deck(capitals).read_text("utf-8").endswith("C: [")
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.query_one(DeckList).rows[0].is_broken


async def test_tab_completes_fields_types_and_topics(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await read(pilot)
        await press(pilot, "ctrl+end", *"#", "space", "S", "tab", "enter", "enter")
        await press(pilot, *"Q:x", "enter", *"A:y", "enter", *":t", "tab", "c", "tab")
        await press(pilot, "enter", "tab", *"of", "space", *"Peru")
        assert text_of(app).text.endswith(
            "# South America\n\nQ:x\nA:y\n:type: capital\n  of Peru"
        )


async def test_a_card_is_mended_while_it_is_asked(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await edit_peru(pilot, app)
        assert text_of(app).text.startswith("Q: What is the capital of Peru?\nA: Lima")
        assert text_of(app).line_number_start == 3
        await press(pilot, "end", *"!!", "ctrl+s")
        await on_screen(pilot, StudyScreen)
        assert shown(app, "#prompt") == "What is the capital of Peru?!!"
        wanted = CAPITALS.replace("of Peru?", "of Peru?!!", 1)
        assert deck(capitals).read_text("utf-8") == wanted
        kept = len(grades_kept(capitals))
        await press(pilot, "ctrl+n", "3")
        assert len(grades_kept(capitals)) == kept + 1
        await press(pilot, "ctrl+z")
        assert shown(app, "#prompt") == "What is the capital of Peru?!!"


async def test_an_answer_that_was_given_stays_given(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_peru(pilot, app)
        await press(pilot, "ctrl+n")
        await press(pilot, "e")
        await read(pilot)
        await press(pilot, "ctrl+end", "enter", *":accept:", "space", *"L", "ctrl+s")
        await on_screen(pilot, StudyScreen)
        assert app.screen.query_one("#verdict").display
        assert app.screen.query_one("#grades").display
        await press(pilot, "4")
        assert "Peru" not in shown(app, "#prompt")
        assert ":accept: L\n" in deck(capitals).read_text("utf-8")


async def test_tab_takes_the_type_that_is_proposed(lab: Lab) -> None:
    lab.write("d", "Q: q\nA: a\n:type: city\n")
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+o")
        line = app.screen.query_one("#quick-type", Input)
        line.focus()
        await press(pilot, *"ci")
        await until(pilot, lambda: line._suggestion)
        await press(pilot, "tab")
        assert (line.value, line.has_focus) == ("city", True)
        await press(pilot, "tab")
        assert app.screen.query_one("#quick-topic", Input).has_focus


async def test_what_stands_in_the_line_for_the_answer_is_there_again(lab: Lab) -> None:
    lab.write("d", "Q: q\nA: a\n:ask: type\n")
    app = lab.app("d")
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, *"half", "ctrl+b")
        await on_screen(pilot, EditorScreen)
        await press(pilot, "escape")
        await on_screen(pilot, StudyScreen)
        assert app.screen.query_one("#typed", Input).value == "half"


async def test_a_card_with_an_error_is_saved_only_when_that_is_meant(
    capitals: Lab,
) -> None:
    app = capitals.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await edit_peru(pilot, app)
        await press(pilot, "down", "delete", "ctrl+s")
        assert isinstance(app.screen, EditorScreen)
        assert deck(capitals).read_text("utf-8") == CAPITALS
        await press(pilot, "ctrl+s")
        await on_screen(pilot, StudyScreen)
        assert "\n: Lima" in deck(capitals).read_text("utf-8")
        assert "Peru" not in shown(app, "#prompt")
        told = [each.message for each in app._notifications]
        assert not any("line " in each for each in told), told


async def test_a_deck_with_a_new_error_is_saved_only_when_that_is_meant(
    capitals: Lab,
) -> None:
    deck(capitals).write_text(CAPITALS + "\nQ: no answer\n", "utf-8")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await read(pilot)
        await press(pilot, "ctrl+end", *"A:", "space", "x", "enter", "ctrl+s")
        assert deck(capitals).read_text("utf-8").endswith("Q: no answer\nA: x\n")
        before = deck(capitals).read_text("utf-8")
        await press(pilot, "ctrl+home", "delete", "ctrl+s")
        assert deck(capitals).read_text("utf-8") == before
        await press(pilot, "ctrl+s")
        assert deck(capitals).read_text("utf-8") == before[1:]


async def test_a_text_that_is_saved_follows_its_file(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await read(pilot)
        text = app.screen.query_one(DeckText)
        await press(pilot, "down", "down")
        deck(capitals).write_text(CAPITALS.replace("Lima", "Cusco"), "utf-8")
        await until(pilot, lambda: "Cusco" in text.text)
        assert text.cursor_location == (2, 0)
        await press(pilot, "x")
        deck(capitals).write_text(CAPITALS, "utf-8")
        await pilot.pause(1.5)
        assert "Cusco" in text.text


async def test_a_shipped_card_is_edited_in_a_copy_after_asking(
    lab: Lab, tmp_path: Path
) -> None:
    lab.shipped = tmp_path / "shipped"
    lab.shipped.mkdir()
    theirs = lab.shipped / "capitals.md"
    theirs.write_text(CAPITALS, "utf-8")
    app = lab.app("capitals")
    async with app.run_test() as pilot:
        await to_peru(pilot, app)
        await press(pilot, "ctrl+b")
        await on_screen(pilot, ConfirmScreen)
        await press(pilot, "n")
        assert isinstance(app.screen, StudyScreen)
        await press(pilot, "ctrl+b")
        await on_screen(pilot, ConfirmScreen)
        await press(pilot, "y")
        await on_screen(pilot, EditorScreen)
        assert not deck(lab).exists()
        await press(pilot, "end", "!", "ctrl+s")
        await on_screen(pilot, StudyScreen)
        assert theirs.read_text("utf-8") == CAPITALS
        assert "Peru?!" in deck(lab).read_text("utf-8")
        assert shown(app, "#prompt") == "What is the capital of Peru?!"


async def test_another_programs_change_is_kept_beside_ones_own(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await read(pilot)
        theirs = CAPITALS + "\nQ: theirs\nA: t\n"
        await press(pilot, "ctrl+end", *"C:", "space", *"[x]")
        deck(capitals).write_text(theirs, "utf-8")
        await press(pilot, "ctrl+s")
        assert deck(capitals).read_text("utf-8") == theirs
        assert "not saved" in shown(app, "#editor-place")
        assert max(key.region.right for key in app.screen.query("FooterKey")) <= 80
        await press(pilot, "ctrl+r")
        assert deck(capitals).read_text("utf-8") == CAPITALS + "C: [x]"
        (put,) = capitals.paths.trash.iterdir()
        assert put.read_text("utf-8") == theirs


async def test_a_text_that_cannot_be_saved_there_is_saved_elsewhere(
    capitals: Lab,
) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await read(pilot)
        deck(capitals).unlink()
        await press(pilot, "down", "x", "ctrl+s", "ctrl+s")
        assert not deck(capitals).exists()
        await press(pilot, "ctrl+t", *"mine", "enter")
        assert "\nxQ" not in deck(capitals, "mine").read_text("utf-8")
        assert "x\nQ" in deck(capitals, "mine").read_text("utf-8")


async def test_leaving_asks_only_when_there_is_something_to_lose(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "e", "escape")
        await on_screen(pilot, HomeScreen)
        for stays in ("k", "escape"):
            await press(pilot, *(["e", "x"] if stays == "k" else []), "escape")
            await on_screen(pilot, LeaveScreen)
            await press(pilot, stays)
            assert isinstance(app.screen, EditorScreen)
        await press(pilot, "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, "d")
        await on_screen(pilot, HomeScreen)
        assert deck(capitals).read_text("utf-8") == CAPITALS
        assert not list(capitals.paths.unsaved.iterdir())


@pytest.mark.parametrize("key", ["s", "enter"])
async def test_leaving_may_save_first(capitals: Lab, key: str) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "e", "ctrl+end", *"Q: why", "enter", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, key)  # it has an error: nothing is written yet
        await on_screen(pilot, EditorScreen)
        assert deck(capitals).read_text("utf-8") == CAPITALS
        await press(pilot, *"A: so", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, key)
        await on_screen(pilot, HomeScreen)
        assert deck(capitals).read_text("utf-8") == f"{CAPITALS}Q: why\nA: so"
        await press(pilot, "ctrl+o", *"Q", "tab", "A", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, key)
        await on_screen(pilot, HomeScreen)
        assert deck(capitals).read_text("utf-8").startswith("Q: Q\nA: A\n")


@pytest.mark.parametrize("answer", ["e", "d"])
async def test_what_a_closed_window_left_is_offered(capitals: Lab, answer: str) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "e", *"lost")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await on_screen(pilot, FoundScreen)
        await press(pilot, answer)
        if answer == "d":
            await on_screen(pilot, HomeScreen)
            (put,) = capitals.paths.trash.iterdir()
            assert put.read_text("utf-8") == f"lost{CAPITALS}"
        else:
            await read(pilot)
            assert text_of(app).text == f"lost{CAPITALS}"
            assert editor(app).is_changed
            await press(pilot, *("delete",) * 2, "ctrl+s", "ctrl+s", "escape")
            assert deck(capitals).read_text("utf-8").startswith("st# South")
        assert not list(capitals.paths.unsaved.iterdir())


async def test_help_shows_the_format(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "w", "ctrl+f")
        assert isinstance(app.screen, ManualScreen)
        await press(pilot, "escape", "f1")
        assert isinstance(app.screen, HelpScreen)


async def test_a_card_is_added_from_anywhere(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        asked = shown(app, "#prompt")
        await press(pilot, "ctrl+o")
        assert app.screen.query_one("#quick-deck", Select).value == "capitals"
        await press(pilot, *"Venezuela", "tab", *"Caracas", "tab", *"cap", "right")
        await press(pilot, "tab", *"Sou", "right")
        await until(pilot, lambda: "choose, then type" in preview(app))
        await press(pilot, "ctrl+s")
        wanted = f"{CAPITALS}\nQ: Venezuela\nA: Caracas\n:type: capital\n"
        assert deck(capitals).read_text("utf-8") == wanted
        assert app.screen.query_one("#quick-question", DeckText).text == ""
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, StudyScreen)
        assert shown(app, "#prompt") == asked


async def test_the_first_card_makes_its_deck(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+o", "ctrl+s")
        assert not deck(lab, "my-cards").exists()
        await press(pilot, "left_square_bracket", *"Lima")
        await press(pilot, "right_square_bracket", *"is", "ctrl+s")
        assert deck(lab, "my-cards").read_text("utf-8") == "C: [Lima]is\n"
        await press(pilot, *"Q:", "tab", *"A:", "ctrl+s", "escape")
        wanted = "C: [Lima]is\n\nQ: Q:\nA: A:\n"
        assert deck(lab, "my-cards").read_text("utf-8") == wanted
        await on_screen(pilot, HomeScreen)
        assert app.screen.query_one(DeckList).rows[0].new == 2
        await press(pilot, "ctrl+o", "x", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, "d")
        await on_screen(pilot, HomeScreen)
    assert not list(lab.paths.unsaved.iterdir())


async def test_a_card_half_typed_survives_a_closed_window(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+o", *"half")
        app.exit()  # at once
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await on_screen(pilot, FoundScreen)
        await press(pilot, "enter")
        await read(pilot)
        assert "Q: half" in text_of(app).text


async def test_what_is_pasted_or_read_is_only_text(lab: Lab) -> None:
    evil = "\n".join(each[:2000] for each in ATTACKS)
    lab.write("evil", f"# {ATTACKS[0]}\n\nQ: q\nA: a\n:type: {ATTACKS[4]}\n\n{evil}\n")
    before = deck(lab, "evil").read_bytes()
    app = lab.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await read(pilot)
        assert not UNSAFE.search(text_of(app).text)
        text_of(app).insert(evil)
        await read(pilot)
        assert not UNSAFE.search(text_of(app).text)
        for line in range(40):
            strip = text_of(app).render_line(line)
            assert not UNSAFE.search(strip.text)
        await press(pilot, "ctrl+z", "ctrl+home")
        await read(pilot)
        await press(pilot, "ctrl+s")
        assert deck(lab, "evil").read_bytes() == before
        await press(pilot, "escape", "ctrl+o")
        for id_ in ("#quick-question", "#quick-answer"):
            app.screen.query_one(id_, DeckText).insert(evil)
        app.screen.query_one("#quick-topic", Input).value = ATTACKS[0]
        await pilot.pause()
        await press(pilot, "ctrl+s")
        told = read_deck(deck(lab, "evil").read_bytes(), "evil")
        (card,) = told.cards
        assert card.prompt.startswith("␛[2J")
        assert card.topic == "␛[2J"


async def test_the_editor_is_a_setting(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(100, 50)) as pilot:
        await ready(pilot)
        await press(pilot, "comma")
        app.screen.query_one("#editor", Input).value = "no-such-editor"
        await press(pilot, "ctrl+s")
        await press(pilot, "e")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        told = [each.message for each in app._notifications]
        assert any("terminal" in each or "no-such-editor" in each for each in told)
    settings = capitals.paths.settings.read_text("utf-8")
    assert 'editor = "no-such-editor"' in settings


@pytest.mark.parametrize(
    ("command", "told"),
    [("no-such-editor", "cannot be run"), ("false", "ended with exit code 1")],
)
def test_an_editor_that_fails_comes_back_to_the_card(
    tmp_path: Path, command: str, told: str
) -> None:
    lab = Lab(tmp_path)
    lab.write("d", "# T\n\nQ: first question\nA: a\n")
    change_setting(lab.paths.settings, "editor", command)
    with Terminal((*QUIZAPP, "--data", str(tmp_path), "study", "d")) as terminal:
        terminal.wait_for("first question")
        terminal.settle()
        since = len(terminal.received)
        terminal.send("\x02")
        terminal.wait_for("first question", since=since)
        terminal.wait_for(told, since=since)
        terminal.send("\x1b")
        terminal.wait_for(" card: ", since=since)


def test_an_editor_of_ones_own_comes_back_to_the_card(tmp_path: Path) -> None:
    lab = Lab(tmp_path)
    lab.write("d", "# T\n\nQ: first question\nA: a\n")
    script = tmp_path / "mend.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n"
        "text = path.read_text()\n"
        "path.write_text(text.replace('first', sys.argv[-2]))\n",
        "utf-8",
    )
    command = f"'{sys.executable}' '{script}' mended"
    change_setting(lab.paths.settings, "editor", command)
    with Terminal((*QUIZAPP, "--data", str(tmp_path), "study", "d")) as terminal:
        terminal.wait_for("first question")
        terminal.settle()
        terminal.send("\x02")
        terminal.wait_for("mended question")
    with Terminal(
        (*QUIZAPP, "--data", str(tmp_path), "edit", "d"), env={"EDITOR": ""}
    ) as terminal:
        assert terminal.wait_for_end() == 0
    shown_again = deck(lab, "d").read_text("utf-8")
    assert shown_again == "# T\n\nQ: mended question\nA: a\n"


def test_what_was_typed_before_a_kill_is_offered(tmp_path: Path) -> None:
    lab = Lab(tmp_path)
    lab.write("d", "# T\n\nQ: question\nA: a\n")
    with Terminal((*QUIZAPP, "--data", str(tmp_path))) as terminal:
        terminal.wait_for(" card: ")
        terminal.settle()
        terminal.send("e")
        terminal.wait_for("No complaints.")
        terminal.send("# precious words")
        for _ in range(200):  # the cursor blinks: it never grows quiet
            terminal.read(0.05)
            kept = lab.paths.unsaved.glob("*.json")
            if any("# precious words# T" in each.read_text("utf-8") for each in kept):
                break
    assert deck(lab, "d").read_text("utf-8").startswith("# T")
    with Terminal((*QUIZAPP, "--data", str(tmp_path))) as terminal:
        terminal.wait_for("# precious words# T")
        since = len(terminal.received)
        terminal.send("\r")
        terminal.wait_for("Format", since=since)  # among the keys of the editor
        terminal.send("\x13")
        for _ in range(200):
            terminal.read(0.05)
            if deck(lab, "d").read_text("utf-8").startswith("# precious"):
                break
    assert deck(lab, "d").read_text("utf-8").startswith("# precious words# T")
