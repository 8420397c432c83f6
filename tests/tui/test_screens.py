"""What happens on the screens when keys are pressed and things are clicked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Button, Input, Static

from quizapp.model import Grade
from quizapp.tui.keys import ALL
from quizapp.tui.keys.keymap import checked_keymap
from quizapp.tui.keys.verb import Verb
from quizapp.tui.screens.confirm import (
    ConfirmScreen,
    Dialog,
    FoundScreen,
    LeaveScreen,
)
from quizapp.tui.screens.help import HelpScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.settings import SettingsScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.deck_list import DeckList
from quizapp.tui.widgets.grades import Grades
from tests.samples import KINDS
from tests.screens import (
    ANY_SIZE,
    Lab,
    grades_kept,
    press,
    ready,
    shown,
    to_card,
    toasts,
    until,
)


async def test_home_lists_decks_at_once_and_counts_when_they_are_read(
    capitals: Lab,
) -> None:
    capitals.write("broken", "Q: no answer\n\nQ: q\nA: a\n")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        rows = {row.name: row for row in app.screen.query_one(DeckList).rows}
        assert (rows["capitals"].new, rows["capitals"].due) == (4, 0)
        assert rows["broken"].is_broken
        assert rows["broken"].new == 1
        assert "line 1, column 1" in shown(app, "#detail-text")
        assert "Welcome" in shown(app, "#today-text")


async def test_an_empty_home_says_what_to_do(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        assert "+ adds a file" in shown(app, "#today-text")
        await press(pilot, "enter", "a", "s", "h", "f", "n")
        assert isinstance(app.screen, HomeScreen)


async def test_an_answer_is_on_the_disk_before_the_next_question(
    capitals: Lab,
) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        first = shown(app, "#prompt")
        await press(pilot, "1")
        assert app.screen.query_one("#verdict").display
        assert grades_kept(capitals) == []
        await press(pilot, "enter")
        assert shown(app, "#prompt") != first
        assert len(grades_kept(capitals)) == 1


async def test_the_verdict_shows_statement_paragraph_and_note(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        while "Peru" not in shown(app, "#prompt"):
            await press(pilot, "1", "enter")
        await press(pilot, "ctrl+n")
        told = shown(app, "#verdict")
        assert "Lima is the capital of Peru." in told
        assert "¶ 1" in told
        assert "City of the Kings" in told


@pytest.mark.parametrize(
    ("key", "grade"),
    [("1", Grade.AGAIN), ("2", Grade.HARD), ("3", Grade.GOOD), ("4", Grade.EASY)],
)
async def test_each_grade_has_its_key(capitals: Lab, key: str, grade: Grade) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+n", key)
        assert grades_kept(capitals) == [grade]


async def test_a_wrong_answer_proposes_again_and_a_right_one_good(
    capitals: Lab,
) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        for wanted, grade in ((True, Grade.GOOD), (False, Grade.AGAIN)):
            screen = app.screen
            assert isinstance(screen, StudyScreen)
            question = screen._sitting.question
            assert question
            place = next(
                i for i, c in enumerate(question.choices, 1) if c.right is wanted
            )
            await press(pilot, str(place), "enter")
            assert grades_kept(capitals)[-1] is grade


async def test_a_whole_sitting_by_keyboard_ends_in_a_summary(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        for _ in range(4):
            await press(pilot, "ctrl+n", "4")
        assert isinstance(app.screen, SummaryScreen)
        assert "4 cards, 4 answers" in shown(app, "#figures")
        await press(pilot, "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "All done for today" in shown(app, "#today-text")
        await press(pilot, "f")
        assert isinstance(app.screen, StudyScreen)


async def test_a_whole_sitting_by_mouse(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.click(DeckList, offset=(12, 0))
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        for _ in range(4):
            question = app.screen._sitting.question
            assert question
            place = next(i for i, c in enumerate(question.choices) if c.right)
            await pilot.click(Choices, offset=(5, place))
            await until(pilot, lambda: app.screen.query_one(Grades).region.height)
            await pilot.pause()
            await pilot.click("#easy")
            await until(
                pilot, lambda: not any(g.display for g in app.screen.query(Grades))
            )
            await pilot.pause()
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert grades_kept(capitals) == [Grade.EASY] * 4


async def test_undo_brings_the_question_back(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        first = shown(app, "#prompt")
        await press(pilot, "ctrl+n", "1")
        second = shown(app, "#prompt")
        await press(pilot, "ctrl+t", "ctrl+z")
        assert shown(app, "#prompt") == second
        await press(pilot, "ctrl+n", "u", "ctrl+z")
        assert shown(app, "#prompt") == first
        assert capitals.store().memories == {}
        await press(pilot, "ctrl+z")
        assert isinstance(app.screen, StudyScreen)


async def test_copy_takes_the_answer_along_once_it_is_shown(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+y")
        assert app.clipboard.startswith("What is the capital of ")
        assert "\n" not in app.clipboard
        await press(pilot, "ctrl+n", "c")
        assert app.clipboard.count("\n") == 2


async def test_leaving_keeps_every_answer_and_the_rest_is_asked_next_time(
    capitals: Lab,
) -> None:
    capitals.set(grades="all")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "enter", "ctrl+n", "4", "escape")
        assert isinstance(app.screen, SummaryScreen)
        assert "So far" in shown(app, "#figures")
        await press(pilot, "escape", "a")
        assert isinstance(app.screen, StudyScreen)
        assert app.screen._sitting.left.total == 3


async def test_leaving_without_an_answer_goes_home(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, HomeScreen)
        assert capitals.workspace().started == []


async def test_several_choices_are_ticked_and_handed_in(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, "several")
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        question = screen._sitting.question
        assert question
        right = [str(i) for i, c in enumerate(question.choices, 1) if c.right]
        await press(pilot, right[0], right[1])
        assert not screen._sitting.verdict
        await press(pilot, "enter")
        assert "Right" in shown(app, "#verdict")


async def test_a_statement_is_true_or_false(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, "truth")
        await press(pilot, "2")
        assert "Wrong" in shown(app, "#verdict")


async def test_a_typed_answer_is_judged(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, "cloze")
        assert shown(app, "#prompt") == "The summit met in _____ (city)."
        await press(pilot, *"limn", "enter")
        assert "Wrong" in shown(app, "#verdict")
        assert "you said limn" in shown(app, "#verdict")
        await press(pilot, "1")
        assert grades_kept(lab) == [Grade.AGAIN]


async def test_no_verb_fires_while_one_types(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, "cloze")
        await press(pilot, *"nusc14q?")
        assert app.screen.query_one(Input).value == "nusc14q?"
        assert isinstance(app.screen, StudyScreen)


async def test_enter_on_nothing_is_i_do_not_know(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, "cloze")
        await press(pilot, "enter")
        assert "Not known" in shown(app, "#verdict")


async def test_a_long_answer_is_turned_over(lab: Lab) -> None:
    lab.write("kinds", KINDS)
    app = lab.app()
    async with app.run_test() as pilot:
        await to_card(pilot, "flip")
        assert app.screen.query_one("#show", Button).display
        await press(pilot, "space")
        assert "How well did you know it?" in shown(app, "#verdict")
        await press(pilot, "enter")
        assert grades_kept(lab) == [Grade.GOOD]


async def test_a_failed_write_says_why_and_keeps_the_question(
    capitals: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = capitals.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        first = shown(app, "#prompt")
        await press(pilot, "ctrl+n")
        with monkeypatch.context() as broken:

            def refuse(*_: object) -> None:
                raise OSError(28, "No space left on device")

            broken.setattr(Path, "replace", refuse)
            await press(pilot, "1")
            assert "No space left" in next(iter(app._notifications)).message
            assert shown(app, "#prompt") == first
        await press(pilot, "1")
        assert shown(app, "#prompt") != first
        assert not app._notifications  # it is saved: nothing to complain of
        assert len(grades_kept(capitals)) == 1


async def test_a_deck_is_started_stopped_and_hidden_from_home(capitals: Lab) -> None:
    capitals.write("other", "Q: q\nA: a\n")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "s")
        assert capitals.workspace().started == ["capitals"]
        assert "4 new" in shown(app, "#today-text")
        await press(pilot, "h")
        assert [row.name for row in app.screen.query_one(DeckList).rows] == ["other"]
        await press(pilot, "H")
        assert len(app.screen.query_one(DeckList).rows) == 2
        await press(pilot, "up", "h", "s")
        assert capitals.workspace().started == []


async def test_study_all_without_a_started_deck_says_so(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "a")
        assert isinstance(app.screen, HomeScreen)
        assert "No deck is started" in next(iter(app._notifications)).message


async def test_settings_are_kept_and_a_bad_one_is_refused(capitals: Lab) -> None:
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, ",")
        screen = app.screen
        assert isinstance(screen, SettingsScreen)
        screen.query_one("#retention", Input).value = "2 %"
        await press(pilot, "ctrl+s")
        assert "from 0.7 to 0.99" in shown(app, ".wrong")
        screen.query_one("#retention", Input).value = "85 %"
        screen.query_one("#new_a_day", Input).value = "3"
        screen.query_one("#theme").value = "nord"  # type: ignore[attr-defined]
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.theme == "nord"
    schedule = capitals.store().schedule
    assert (schedule.retention, schedule.new_a_day) == (0.85, 3)
    assert 'theme = "nord"' in capitals.paths.settings.read_text("utf-8")
    assert capitals.app()._desk.settings.theme == "nord"


async def test_help_lists_the_keys_of_the_screen_below(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "?")
        assert isinstance(app.screen, HelpScreen)
        told = str(app.screen.query_one("#help Static", Static).render())
        for label in ("Don't know", "Undo", "Suspend", "Copy", "End"):
            assert label in told
        await press(pilot, "escape")
        assert isinstance(app.screen, StudyScreen)


async def test_what_cannot_be_studied_is_said_where_one_is(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "f")
        assert isinstance(app.screen, HomeScreen)
        assert "a new card has no day yet" in toasts(pilot)[-1]
        await press(pilot, "enter", *["ctrl+n", "4"] * 4)
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        await press(pilot, "n")
        assert isinstance(app.screen, SummaryScreen)
        assert toasts(pilot)[-1] == "There is no new card left here."
        await press(pilot, "f")
        assert isinstance(app.screen, StudyScreen)


@pytest.mark.parametrize(
    "keys", ["", "b", "enter", "z", "c", "w", "plus", "ctrl+o", "e", "b enter"]
)
async def test_the_footer_holds_all_its_verbs_in_80_columns(
    capitals: Lab, keys: str
) -> None:
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, *keys.split())
        shown_keys = [key for key in app.screen.query("FooterKey") if key.display]
        assert shown_keys
        await until(pilot, lambda: all(key.region.right <= 80 for key in shown_keys))
        if keys:
            labels = {key.description for key in shown_keys}  # type: ignore[attr-defined]
            assert labels & {"Back", "Home", "End", "Cancel", "Close"}


async def test_the_palette_offers_the_verbs_of_the_screen(capitals: Lab) -> None:
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        titles = {each.title for each in app.get_system_commands(app.screen)}
        assert {"Don't know", "Suspend", "Copy", "End", "Theme", "Quit"} <= titles
        command = next(
            each for each in app.get_system_commands(app.screen) if each.title == "Copy"
        )
        command.callback()
        await pilot.pause()
        assert app.clipboard.startswith("What is the capital")


def test_a_keymap_is_checked_before_it_is_used() -> None:
    usable, problems = checked_keymap(
        {
            "study.undo": "ctrl+u",
            "study.copy": "ctrl+z",
            "study.leave": "ctrl+u",
            "study.sing": "x",
            "home.start": "",
        }
    )
    assert usable == {"study.undo": "ctrl+u", "study.copy": "ctrl+z"}
    assert len(problems) == 3


@pytest.mark.parametrize("key", ["enter", "y, enter", "space", "shift+enter", "Enter"])
@pytest.mark.parametrize("verb", [verb for verb in ALL if verb.destroys], ids=str)
def test_no_keymap_puts_what_destroys_on_enter_or_space(verb: Verb, key: str) -> None:
    usable, (problem,) = checked_keymap({verb.id: key})
    assert not usable
    assert "Enter and Space never do that" in problem
    assert not {"enter", "space"} & set(verb.key.split(","))


@pytest.mark.parametrize("dialog", [ConfirmScreen, LeaveScreen, FoundScreen])
@pytest.mark.parametrize("keys", [("enter",), ("space",), ("enter", "enter", "space")])
async def test_enter_gives_the_safe_answer_and_a_click_any(
    lab: Lab, dialog: type[Dialog], keys: tuple[str, ...]
) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        answers: list[str | None] = []
        destroying = {verb.id.rpartition(".")[2] for verb in ALL if verb.destroys}
        app.push_screen(dialog("Sure?"), answers.append)
        await press(pilot, *keys)
        assert not destroying & set(answers)
        if not answers:  # Space presses no button
            await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        app.push_screen(dialog("Sure?", yes="Do", discard="Do"), answers.append)
        await pilot.pause()
        (button,) = [
            each for each in app.screen.query(Button) if str(each.label).endswith(" Do")
        ]
        assert str(button.label) in {"y Do", "d Do"}
        await pilot.click(button)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert answers[1] == button.id


async def test_a_key_of_ones_own_works(capitals: Lab) -> None:
    capitals.paths.settings.parent.mkdir(parents=True)
    capitals.paths.settings.write_text('[keys]\n"study.unknown" = "f5"\n', "utf-8")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        assert app.screen.query_one(Grades).display


async def test_tomorrow_the_right_cards_come_back(capitals: Lab) -> None:
    capitals.set(grades="all")
    app = capitals.app("capitals")
    async with app.run_test() as pilot:
        await ready(pilot)
        for _ in range(4):
            await press(pilot, "ctrl+n", "4")
    capitals.now += timedelta(days=30)
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        assert "4 due" in shown(app, "#today-text")
        await press(pilot, "a")
        await press(pilot, *"zzz", "enter", "1")
        assert "1 learning" in shown(app, "#place")


@pytest.mark.parametrize("size", ANY_SIZE)
async def test_ten_thousand_cards_and_odd_titles_open(
    lab: Lab, size: tuple[int, int]
) -> None:
    lab.write("big", "\n".join(f"Q: What is {n}?\nA: {n}!\n" for n in range(10_000)))
    lab.write("empty", "")
    lab.write(
        "odd", '---\ntitle = "a/b [x] [/y] 🙂 [@click=app.quit]z[/]"\n---\nQ: q\nA: a\n'
    )
    app = lab.app()
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for place in range(3):
            await press(pilot, *["up"] * 3, *["down"] * place, "enter")
            await until(pilot, lambda: not isinstance(app.screen, HomeScreen))
            await press(pilot, "escape")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
