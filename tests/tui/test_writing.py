"""Decks are written in the app, and nothing that was written is lost."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.widgets import Input

from quizapp.cards.format.reader import read_deck
from quizapp.progress.settings import change_setting
from quizapp.text import UNSAFE
from quizapp.tui.app import QuizApp
from quizapp.tui.dialogs.ask import AskScreen
from quizapp.tui.dialogs.dialog import ConfirmScreen, FoundScreen, LeaveScreen
from quizapp.tui.dialogs.text import HelpScreen, ManualScreen
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.write.add_file import AddFileScreen
from quizapp.tui.write.deck_text import DeckText
from quizapp.tui.write.editor import EditorScreen
from quizapp.tui.write.form import FormScreen
from tests.hostile.attacks import ATTACKS
from tests.samples import CAPITALS
from tests.screens import (
    ANY_SIZE,
    Lab,
    Story,
    grades_kept,
    press,
    ready,
    screen_text,
    toasts,
    until,
)
from tests.terminal import QUIZAPP, Terminal


def text_of(app: QuizApp) -> DeckText:
    return app.screen.query_one(DeckText)


def field(app: QuizApp, id_: str) -> Input:
    return app.screen.query_one(f"#{id_}", Input)


async def says(pilot: Story, text: str) -> None:
    """Wait until the screen shows a text."""
    await until(pilot, lambda: text in screen_text(pilot.app))


async def read(pilot: Story) -> None:
    """Wait until the text as it is now has been read."""
    app = pilot.app
    assert isinstance(app, QuizApp)

    def is_read() -> bool:
        screen = app.screen
        assert isinstance(screen, EditorScreen)
        return bool(screen._proof and screen._proof.text == text_of(app).text)

    await until(pilot, is_read)
    await pilot.pause()


async def on_screen(pilot: Story, kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


async def open_deck(pilot: Story) -> None:
    """Open the highlighted deck in the editor."""
    await ready(pilot)
    await press(pilot, "e")
    await on_screen(pilot, EditorScreen)
    await read(pilot)


async def open_form(pilot: Story, key: str = "ctrl+o") -> None:
    await ready(pilot)
    await press(pilot, key)
    await on_screen(pilot, FormScreen)


async def fill(pilot: Story, **values: str) -> None:
    """Type into fields of the form; of one that is named with `_`, so is the id."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    for name, value in values.items():
        line = field(app, name.replace("_", "-"))
        line.focus()
        line.value = ""
        line.insert_text_at_cursor(value)
    await pilot.pause()


def deck(lab: Lab, name: str = "capitals") -> Path:
    return lab.paths.decks / f"{name}.md"


async def to_peru(pilot: Story, app: QuizApp) -> None:
    await ready(pilot)
    while "capital of Peru" not in screen_text(app):
        await press(pilot, "ctrl+n", "1")


async def edit_peru(pilot: Story, app: QuizApp) -> None:
    """Open the card of Lima, from its study."""
    await to_peru(pilot, app)
    await press(pilot, "ctrl+b")
    await on_screen(pilot, EditorScreen)
    await read(pilot)


# The form


async def test_a_new_deck_of_cards_is_written_and_studied(lab: Lab) -> None:
    lab.write("another", "Q: q\nA: a\n")
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(pilot, "n")
        assert "New deck" in screen_text(app)
        await press(pilot, *"Sums", "enter", *"What is 6 x 7?", "enter", *"42")
        await says(pilot, "Ready.")
        await press(pilot, "ctrl+s")
        assert deck(lab, "Sums").read_text("utf-8") == "Q: What is 6 x 7?\nA: 42\n"
        assert "1 card saved" in screen_text(app)
        await press(pilot, "ctrl+z", *"And 7 x 8?", "tab", *"56", "ctrl+s", "escape")
        assert "\nQ: And 7 x 8?\n" in deck(lab, "Sums").read_text("utf-8")
        await on_screen(pilot, HomeScreen)
        assert app.home.current_deck == "Sums"
        await press(pilot, "enter")
        await on_screen(pilot, StudyScreen)
        assert "What is 6 x 7?" in screen_text(app)


async def test_cards_typed_ahead_are_in_their_fields(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        await open_form(pilot, "n")
        for name in (
            "d",
            "enter",
            "q",
            "enter",
            "a",
            "ctrl+s",
            *"[Q] [R]",
            "tab",
            "ctrl+s",
        ):
            app.post_message(Key(name, name if len(name) == 1 else None))
        await until(pilot, lambda: deck(lab, "d").exists())
        await says(pilot, "3 cards saved")
    assert deck(lab, "d").read_text("utf-8") == "Q: q\nA: a\n\nC: [Q] [R]\n"


async def test_all_parts_of_a_card_are_in_its_deck(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_form(pilot)
        assert field(app, "deck").value == "capitals"
        await press(pilot, *"Venezuela", "down", *"Caracas", "down")
        await fill(pilot, also_right="Santiago de León | CCS", note="since 1567")
        await fill(pilot, wrong_1="Maracay", wrong_2="Valencia")
        await says(pilot, "1 more wrong answer makes it multiple choice.")
        await fill(pilot, wrong_3="Coro", topic="Sou")
        await until(pilot, lambda: field(app, "topic")._suggestion)
        await press(pilot, "tab")
        await says(pilot, "Asked as multiple choice, then a typed answer")
        await press(pilot, "ctrl+s")
        assert deck(capitals).read_text("utf-8") == (
            f"{CAPITALS}\nQ: Venezuela\nA: Caracas\n"
            ":accept: Santiago de León | CCS\n:wrong: Maracay | Valencia | Coro\n"
            ":note: since 1567\n"
        )
        assert field(app, "question").has_focus
        assert [field(app, id_).value for id_ in ("answer", "wrong-1")] == ["", ""]
        assert field(app, "topic").value == "South America"


async def test_the_form_says_what_is_missing_or_wrong(lab: Lab) -> None:
    lab.write("d", "Q: q\nA: a\n")
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await open_form(pilot)
        await says(pilot, "Write a question and its answer.")
        await press(pilot, "ctrl+s")
        assert "Write a question." in screen_text(app)
        assert "Not saved" in screen_text(app)
        assert not toasts(pilot)
        await fill(pilot, question="q")
        await says(pilot, "Write an answer, or put")
        await press(pilot, "ctrl+s")
        assert field(app, "answer").has_focus
        await fill(pilot, answer="a")
        await says(pilot, "The deck already has this card.")
        for name, why in (
            ("", "Give the deck a name."),
            ("a/b", "cannot"),
        ):
            await fill(pilot, deck=name)
            await press(pilot, "ctrl+s")
            assert why in screen_text(app)
            assert field(app, "deck").has_focus
        assert deck(lab, "d").read_text("utf-8") == "Q: q\nA: a\n"
        wrong = {"wrong_1": "b", "wrong_2": "c", "wrong_3": "d"}
        await fill(pilot, deck="d", answer="a much longer answer", **wrong)
        await says(pilot, "Asked as multiple choice")
        assert "gives it away" not in screen_text(app)
        await press(pilot, "pagedown")
        assert "gives it away" in screen_text(app)


async def test_a_deck_is_found_by_its_title(lab: Lab) -> None:
    lab.write("d", '---\nname = "The sea"\n---\n\nQ: q\nA: a\n')
    app = lab.app()
    async with app.run_test() as pilot:
        await open_form(pilot, "n")
        await press(pilot, *"the", "tab")
        assert field(app, "deck").value.casefold() == "the sea"
        await fill(pilot, question="How deep?", answer="11 km")
        await press(pilot, "ctrl+s")
        assert deck(lab, "d").read_text("utf-8").endswith("\nQ: How deep?\nA: 11 km\n")


async def test_a_shipped_deck_is_not_written_into(lab: Lab, tmp_path: Path) -> None:
    lab.shipped = tmp_path / "shipped"
    lab.shipped.mkdir()
    (lab.shipped / "capitals.md").write_text(CAPITALS, "utf-8")
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await open_form(pilot)
        assert field(app, "deck").value == "My cards"
        await fill(pilot, deck="capitals", question="q", answer="a")
        await press(pilot, "ctrl+s")
        assert "already" in screen_text(app)
        assert not deck(lab).exists()
        await fill(pilot, deck="other")
        await press(pilot, "ctrl+s", "escape")
        await until(pilot, lambda: app.home.current_deck == "other")
        await open_form(pilot)
        assert field(app, "deck").value == "other"
        await press(pilot, "escape", "down")
        assert app.home.current_deck == "capitals"
        await open_form(pilot)
        assert not field(app, "deck").value  # it is not the current one


async def test_a_card_is_added_over_a_question(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        await on_screen(pilot, StudyScreen)
        asked = screen_text(app)
        await open_form(pilot)
        await press(pilot, *"[Lima] is big", "ctrl+s", "f1")
        await on_screen(pilot, HelpScreen)
        await press(pilot, "escape", "escape")
        await on_screen(pilot, StudyScreen)
        assert screen_text(app).split("\n")[2:20] == asked.split("\n")[2:20]
        assert "C: [Lima] is big" in deck(capitals).read_text("utf-8")


@pytest.mark.parametrize("key", ["s", "enter"])
async def test_leaving_the_form_may_save_first(capitals: Lab, key: str) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_form(pilot)
        await press(pilot, "escape")
        await on_screen(pilot, HomeScreen)
        await open_form(pilot)
        await press(pilot, *"Q", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, key)  # it has no answer: nothing is written yet
        await on_screen(pilot, FormScreen)
        assert deck(capitals).read_text("utf-8") == CAPITALS
        await press(pilot, "A", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, key)
        await on_screen(pilot, HomeScreen)
        assert deck(capitals).read_text("utf-8") == f"Q: Q\nA: A\n\n{CAPITALS}"
        await open_form(pilot)
        await press(pilot, "x", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, "d")
        await on_screen(pilot, HomeScreen)
    assert not list(capitals.paths.unsaved.glob("*"))


async def test_a_card_is_finished_as_text(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_form(pilot)
        await press(pilot, *"Lakes", "ctrl+t")
        await on_screen(pilot, EditorScreen)
        await says(pilot, "not saved")
        assert text_of(app).text.startswith(CAPITALS)
        await press(pilot, "down", "end", *"Titicaca", "ctrl+s", "escape")
        await on_screen(pilot, HomeScreen)
        assert deck(capitals).read_text("utf-8") == (
            f"{CAPITALS}\nQ: Lakes\nA: Titicaca\n"
        )
        assert not list(capitals.paths.unsaved.glob("*"))


async def test_a_new_deck_is_written_as_text(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_form(pilot, "n")
        await press(pilot, "ctrl+t")
        await read(pilot)
        assert "What is the capital of Peru?" in screen_text(app)
        text_of(app).load_text("Q: What is 6 × 7?\nA: 42\n")
        await press(pilot, "ctrl+s")
        await on_screen(pilot, AskScreen)
        await press(pilot, *"a/b", "enter")
        await on_screen(pilot, AskScreen)
        await press(pilot, *["backspace"] * 3, *"sums", "enter")
        await on_screen(pilot, EditorScreen)
        assert deck(lab, "sums").read_text("utf-8") == "Q: What is 6 × 7?\nA: 42\n"
        await press(pilot, "escape")
        await on_screen(pilot, HomeScreen)
        assert app.home.current_deck == "sums"


async def test_from_the_form_to_a_file(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        await open_form(pilot, "n")
        await press(pilot, "ctrl+o")
        await on_screen(pilot, AddFileScreen)
        await press(pilot, "escape")
        await on_screen(pilot, HomeScreen)


async def test_a_card_half_typed_survives_a_closed_window(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_form(pilot)
        await press(pilot, *"half")
        app.exit()  # at once
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await on_screen(pilot, FoundScreen)
        await press(pilot, "enter")
        await read(pilot)
        assert "Q: half" in text_of(app).text


# The editor


async def test_problems_are_listed_as_one_types_and_lead_there(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_deck(pilot)
        await says(pilot, "· 11:1  This deck gives sources")
        await press(
            pilot, "s", "t", "r", "ctrl+end", *"C:", "space", "left_square_bracket"
        )
        await read(pilot)
        assert "✗ 1:1 " in screen_text(app)
        assert "✗ 25:4 " in screen_text(app)
        await press(pilot, "ctrl+home", "ctrl+n")
        assert text_of(app).cursor_location == (24, 3)
        await press(pilot, "ctrl+n")
        assert text_of(app).cursor_location == (0, 0)
        app.screen.query_one("#problems").focus()
        await press(pilot, "down", "enter")
        assert text_of(app).cursor_location == (24, 3)
        await press(pilot, "ctrl+s", "ctrl+s")
        assert deck(capitals).read_text("utf-8").endswith("C: [")
        await press(pilot, "escape")
        await on_screen(pilot, HomeScreen)
        assert app.workspace
        assert len(app.workspace.decks["capitals"].errors) == 2


async def test_tab_completes_fields_types_and_topics(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_deck(pilot)
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
        await says(pilot, "What is the capital of Peru?!!")
        wanted = CAPITALS.replace("of Peru?", "of Peru?!!", 1)
        assert deck(capitals).read_text("utf-8") == wanted
        kept = len(grades_kept(capitals))
        await press(pilot, "ctrl+n", "3")
        assert len(grades_kept(capitals)) == kept + 1
        await press(pilot, "ctrl+z")
        await says(pilot, "What is the capital of Peru?!!")


async def test_an_answer_that_was_given_stays_given(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_peru(pilot, app)
        await press(pilot, "ctrl+n")
        await press(pilot, "e")
        await on_screen(pilot, EditorScreen)
        await read(pilot)
        await press(pilot, "ctrl+end", "enter", *":accept:", "space", *"L", "ctrl+s")
        await on_screen(pilot, StudyScreen)
        await says(pilot, "Didn't know")
        kept = len(grades_kept(capitals))
        await press(pilot, "4")
        assert len(grades_kept(capitals)) == kept + 1
        assert ":accept: L\n" in deck(capitals).read_text("utf-8")


async def test_a_card_deleted_at_its_verdict_is_asked_again_once_it_is_back(
    capitals: Lab,
) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await to_peru(pilot, app)
        await press(pilot, "ctrl+n", "e")
        await on_screen(pilot, EditorScreen)
        text_of(app).text = ""
        await read(pilot)
        await press(pilot, "ctrl+s")
        await on_screen(pilot, ConfirmScreen)
        assert "deletes the card" in screen_text(app)
        await press(pilot, "y")
        await on_screen(pilot, StudyScreen)
        await until(pilot, lambda: "capital of Peru" not in screen_text(app))
        assert "Lima" not in deck(capitals).read_text("utf-8")
        await press(pilot, "ctrl+z")
        await says(pilot, "Undone: the edit of “")
        assert deck(capitals).read_text("utf-8") == CAPITALS
        await press(pilot, "ctrl+z")
        await says(pilot, "capital of Peru")


async def test_an_edit_is_undone_unless_the_deck_has_changed_since(
    capitals: Lab,
) -> None:
    mixed = CAPITALS.encode().replace(b"of Peru?\n", b"of Peru?\r\n")
    deck(capitals).write_bytes(mixed)
    app = capitals.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await edit_peru(pilot, app)
        await press(pilot, "ctrl+s")
        await on_screen(pilot, StudyScreen)
        workspace = app.workspace
        assert workspace
        assert not workspace.undo_count  # nothing was changed
        for outside in (b"", b"\nQ: new\nA: one\n"):
            await press(pilot, "ctrl+b")
            await on_screen(pilot, EditorScreen)
            await read(pilot)
            await press(pilot, "end", "!", "ctrl+s")
            await on_screen(pilot, StudyScreen)
            await says(pilot, "Peru?!")
            edited = deck(capitals).read_bytes().replace(b"Peru?!", b"Peru?!!")
            if outside:
                deck(capitals).write_bytes(edited + outside)
            await press(pilot, "ctrl+n", "ctrl+z", "ctrl+z")
            await until(pilot, lambda: not workspace.undo_count)
            if outside:
                assert deck(capitals).read_bytes() == edited + outside
                assert any("cannot be undone" in each for each in toasts(pilot))
            else:
                assert deck(capitals).read_bytes() == mixed


async def test_a_card_with_an_error_is_saved_only_when_that_is_meant(
    capitals: Lab,
) -> None:
    app = capitals.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await edit_peru(pilot, app)
        await press(pilot, "down", "delete", "ctrl+s")
        await on_screen(pilot, EditorScreen)
        assert deck(capitals).read_text("utf-8") == CAPITALS
        await press(pilot, "ctrl+s")
        await on_screen(pilot, StudyScreen)
        assert "\n: Lima" in deck(capitals).read_text("utf-8")
        assert "Peru" not in screen_text(app)
        assert not any("line " in each for each in toasts(pilot))


async def test_a_card_that_joins_another_is_saved_only_when_that_is_meant(
    capitals: Lab,
) -> None:
    text = CAPITALS.replace("# South America\n", "# South America\n\nQ: a\nA: b\n")
    deck(capitals).write_text(text, "utf-8")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await edit_peru(pilot, app)
        await press(pilot, "4", "enter")
        await read(pilot)
        await says(pilot, "This becomes part")
        assert "Ready" not in screen_text(app)
        for key in ("enter", "y"):
            assert deck(capitals).read_text("utf-8") == text
            await press(pilot, "ctrl+s")
            await on_screen(pilot, ConfirmScreen)
            await press(pilot, key)
        await on_screen(pilot, StudyScreen)
        assert "\n4\nQ: What is the capital of Peru" in deck(capitals).read_text(
            "utf-8"
        )


async def test_a_deck_with_a_new_error_is_saved_only_when_that_is_meant(
    capitals: Lab,
) -> None:
    deck(capitals).write_text(CAPITALS + "\nQ: no answer\n", "utf-8")
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_deck(pilot)
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
        await open_deck(pilot)
        text = text_of(app)
        await press(pilot, "down", "down")
        deck(capitals).write_text(CAPITALS.replace("Lima", "Cusco"), "utf-8")
        await app.look_now()
        assert "Cusco" in text.text
        assert text.cursor_location == (2, 0)
        await press(pilot, "x")
        deck(capitals).write_text(CAPITALS, "utf-8")
        await app.look_now()
        assert "Cusco" in text.text


async def test_a_line_is_completed_unless_text_is_selected(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_deck(pilot)
        await press(pilot, "ctrl+end", "enter", *":no")
        assert text_of(app).suggestion == "te: "
        await press(pilot, "home", "shift+end")
        assert not text_of(app).suggestion


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
        for answer, kind in (("enter", StudyScreen), ("y", EditorScreen)):
            await press(pilot, "ctrl+b")
            await on_screen(pilot, ConfirmScreen)
            await press(pilot, answer)
            await on_screen(pilot, kind)
        assert not deck(lab).exists()
        await press(pilot, "end", "!", "ctrl+s")
        await on_screen(pilot, StudyScreen)
        assert theirs.read_text("utf-8") == CAPITALS
        assert "Peru?!" in deck(lab).read_text("utf-8")
        await says(pilot, "What is the capital of Peru?!")


async def test_a_card_made_of_facts_is_edited_in_the_facts(lab: Lab) -> None:
    decks = lab.paths.decks
    decks.mkdir(parents=True, exist_ok=True)
    facts = decks / "peru.facts.md"
    facts.write_text("## 1\nPeru.\n:id: a\n\n[Quito] is high.\n:id: b\n")
    app = lab.app("peru")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "is high" in screen_text(app))
        await press(pilot, "ctrl+b")
        await until(pilot, lambda: "made from peru.facts.md" in screen_text(app))
        await press(pilot, "y")
        await on_screen(pilot, EditorScreen)
        await read(pilot)
        assert text_of(app).cursor_location == (4, 0)
        assert "_____ is high." in screen_text(app)
        text_of(app).insert("Old ", (4, 1))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "[Old Quito]" in deck(lab, "peru").read_text())
    assert "[Old Quito] is high." in facts.read_text()
    assert not (lab.paths.trash / "peru.md").exists()


async def test_another_programs_change_is_overwritten_only_when_that_is_meant(
    capitals: Lab,
) -> None:
    app = capitals.app()
    async with app.run_test(notifications=True) as pilot:
        await open_deck(pilot)
        theirs = CAPITALS + "\nQ: theirs\nA: t\n"
        await press(pilot, "ctrl+end", *"C:", "space", *"[x]")
        deck(capitals).write_text(theirs, "utf-8")
        for answer in ("enter", "y"):
            assert deck(capitals).read_text("utf-8") == theirs
            await press(pilot, "ctrl+s")
            await on_screen(pilot, ConfirmScreen)
            await press(pilot, answer)
            await on_screen(pilot, EditorScreen)
        assert deck(capitals).read_text("utf-8") == CAPITALS + "C: [x]"
        (put,) = capitals.paths.trash.iterdir()
        assert put.read_text("utf-8") == theirs
        await until(pilot, lambda: any(str(put) in each for each in toasts(pilot)))


async def test_a_text_that_cannot_be_saved_there_is_saved_elsewhere(
    capitals: Lab,
) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_deck(pilot)
        deck(capitals).unlink()
        await press(pilot, "down", "x", "ctrl+s", "ctrl+s")
        await on_screen(pilot, ConfirmScreen)
        await press(pilot, "escape")
        await on_screen(pilot, EditorScreen)
        assert not deck(capitals).exists()
        await press(pilot, "ctrl+t")
        await on_screen(pilot, AskScreen)
        await press(pilot, *"mine", "enter")
        await on_screen(pilot, EditorScreen)
        assert "x\nQ" in deck(capitals, "mine").read_text("utf-8")


async def test_leaving_asks_only_when_there_is_something_to_lose(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_deck(pilot)
        await press(pilot, "escape")
        await on_screen(pilot, HomeScreen)
        await open_deck(pilot)
        await press(pilot, "x")
        for stays in ("k", "escape"):
            await press(pilot, "escape")
            await on_screen(pilot, LeaveScreen)
            await press(pilot, stays)
            await on_screen(pilot, EditorScreen)
        await press(pilot, "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, "d")
        await on_screen(pilot, HomeScreen)
        assert deck(capitals).read_text("utf-8") == CAPITALS
        assert not list(capitals.paths.unsaved.glob("*"))


async def test_leaving_the_editor_may_save_first(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_deck(pilot)
        await press(pilot, "ctrl+end", *"Q: why", "enter", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, "enter")  # it has an error: nothing is written yet
        await on_screen(pilot, EditorScreen)
        assert deck(capitals).read_text("utf-8") == CAPITALS
        await press(pilot, *"A: so", "escape")
        await on_screen(pilot, LeaveScreen)
        await press(pilot, "enter")
        await on_screen(pilot, HomeScreen)
        assert deck(capitals).read_text("utf-8") == f"{CAPITALS}Q: why\nA: so"


@pytest.mark.parametrize("answer", ["e", "d"])
async def test_what_a_closed_window_left_is_offered(capitals: Lab, answer: str) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_deck(pilot)
        await press(pilot, *"lost")
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
            await on_screen(pilot, EditorScreen)
            await read(pilot)
            assert text_of(app).text == f"lost{CAPITALS}"
            assert "not saved" in screen_text(app)
            await press(pilot, *("delete",) * 2, "ctrl+s", "ctrl+s", "escape")
            assert deck(capitals).read_text("utf-8").startswith("st# South")
        assert not list(capitals.paths.unsaved.glob("*"))


async def test_help_shows_the_format(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await open_deck(pilot)
        await press(pilot, "ctrl+f")
        await on_screen(pilot, ManualScreen)
        await press(pilot, "escape", "f1")
        await on_screen(pilot, HelpScreen)
        assert "^z ^y" in screen_text(app)  # a widget's keys, as the footer names keys


async def test_what_is_pasted_or_read_is_only_text(lab: Lab) -> None:
    evil = "\n".join(each[:2000] for each in ATTACKS)
    lab.write("evil", f"# {ATTACKS[0]}\n\nQ: q\nA: a\n:type: {ATTACKS[4]}\n\n{evil}\n")
    before = deck(lab, "evil").read_bytes()
    app = lab.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_deck(pilot)
        assert not UNSAFE.search(text_of(app).text)
        app.post_message(Paste(evil))
        await read(pilot)
        assert len(text_of(app).text) > 2 * len(evil)
        assert not UNSAFE.search(text_of(app).text + screen_text(app))
        await press(pilot, "ctrl+z", "ctrl+home")
        await read(pilot)
        await press(pilot, "ctrl+s")
        assert deck(lab, "evil").read_bytes() == before
        await press(pilot, "escape")
        await on_screen(pilot, HomeScreen)
        await open_form(pilot)
        for id_ in ("question", "answer", "topic"):
            line = field(app, id_)
            line.focus()
            app.post_message(Paste(ATTACKS[0] if id_ == "topic" else evil))
            await until(pilot, partial(getattr, line, "value"))
        await press(pilot, "ctrl+s")
        assert not UNSAFE.search(screen_text(app))
        (card,) = read_deck(deck(lab, "evil").read_bytes(), "evil").cards
        assert card.prompt.startswith("␛[2J")
        assert card.topic == "␛[2J"


@pytest.mark.parametrize("size", ANY_SIZE)
async def test_any_size_and_any_text(lab: Lab, size: tuple[int, int]) -> None:
    long = "x" * 300 + "漢字" * 80
    lab.write("d", f"# [t] {long}\n\nQ: [b] {long}\nA: {long}\n:note: {long}\n")
    app = lab.app()
    async with app.run_test(size=size) as pilot:
        await open_deck(pilot)
        for width, height in ((40, 12), (160, 50), (4, 2), size):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        await press(pilot, "escape")
        await open_form(pilot)
        await press(pilot, *"[漢字] [/x] x")
        for width, height in ((40, 12), (160, 50), (4, 2), size):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert field(app, "question").value == "[漢字] [/x] x"
        assert field(app, "question").has_focus


async def test_the_editor_is_a_setting(capitals: Lab) -> None:
    capitals.set(editor="no-such-editor")
    app = capitals.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await until(pilot, lambda: toasts(pilot))
        assert isinstance(app.screen, HomeScreen)
        assert any(
            "terminal" in each or "no-such-editor" in each for each in toasts(pilot)
        )


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
        terminal.wait_for("End", since=since)


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
        terminal.wait_for("1 card")
        terminal.settle()
        terminal.send("e")
        terminal.wait_for("1 card in all.")
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
        terminal.wait_for("Deck format", since=since)  # among the keys of the editor
        terminal.send("\x13")
        for _ in range(200):
            terminal.read(0.05)
            if deck(lab, "d").read_text("utf-8").startswith("# precious"):
                break
    assert deck(lab, "d").read_text("utf-8").startswith("# precious words# T")
