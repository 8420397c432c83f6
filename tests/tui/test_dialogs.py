"""Dialogs, settings, help, the palette, the keymap; and what a crash leaves."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from quizapp.cards.identity import Unclear
from quizapp.model import CardSeen, DeckState, Kind
from quizapp.schedule import LEARNER_SETTINGS
from quizapp.tui.dialogs.ask import AskScreen
from quizapp.tui.dialogs.dialog import ConfirmScreen, Dialog, FoundScreen, LeaveScreen
from quizapp.tui.dialogs.settings import SettingRow, SettingsScreen
from quizapp.tui.dialogs.text import HelpScreen
from quizapp.tui.dialogs.which import Decision, WhichScreen
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.keys import ALL_VERBS
from quizapp.tui.keys.keymap import checked_keymap
from quizapp.tui.keys.of_screen import commands, verbs_of
from quizapp.tui.keys.verb import Verb
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.widgets.lines import LineList
from tests.screens import Lab, Story, press, ready, screen_text, until
from tests.world import START


async def click(pilot: Story, text: str) -> None:
    """Click on a text of the screen on top."""
    lines = screen_text(pilot.app).splitlines()
    y = next(n for n, line in enumerate(lines) if text in line)
    await pilot.click(offset=(lines[y].index(text), y))
    await pilot.pause()


@pytest.mark.parametrize("dialog", [ConfirmScreen, LeaveScreen, FoundScreen])
@pytest.mark.parametrize("key", ["enter", "space"])
async def test_enter_gives_the_safe_answer_and_a_click_any(
    lab: Lab, dialog: type[Dialog], key: str
) -> None:
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        answers: list[str | None] = []
        destroying = {verb.action for verb in ALL_VERBS if verb.destroys}
        app.push_screen(dialog("Sure?"), answers.append)
        await press(pilot, key)
        assert not destroying & set(answers)
        if not answers:  # Space gives no answer
            await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        app.push_screen(dialog("Sure?", yes="Do it", discard="Do it"), answers.append)
        await pilot.pause()
        await click(pilot, "Do it")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert answers[1] in destroying


async def test_a_long_question_never_hides_its_answers(lab: Lab) -> None:
    app = lab.app()
    async with app.run_test(size=(40, 12)) as pilot:
        await ready(pilot)
        app.push_screen(ConfirmScreen("A long [question] " * 60, yes="Remove"))
        await pilot.pause()
        assert "⏎ Cancel" in screen_text(app)
        assert "y Remove" in screen_text(app)
        assert "[question]" in screen_text(app)


async def set_row(pilot: Story, name: str) -> SettingRow:
    """Move to a setting."""
    decks: LineList[SettingRow] = pilot.app.screen.query_one(LineList)
    at = next(n for n, row in enumerate(decks.rows) if row.declared.name == name)
    decks.move_to(at)
    await pilot.pause()
    return decks.rows[at]


async def type_setting(pilot: Story, name: str, text: str) -> None:
    """Ask to change a setting, and type a value."""
    await set_row(pilot, name)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, AskScreen)
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


async def test_settings_are_kept_at_once_and_a_bad_one_is_refused(
    capitals: Lab,
) -> None:
    app = capitals.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "comma")
        await type_setting(pilot, "retention", "2%")
        assert "Your aim must be a percentage from 70%" in screen_text(app)
        app.screen.query_one(Input).value = "85%"
        await press(pilot, "enter")
        assert isinstance(app.screen, SettingsScreen)
        await type_setting(pilot, "new_a_day", "3")
        before = (await set_row(pilot, "theme")).text
        await press(pilot, "right")
        changed = app.theme
        assert changed != before
        await press(pilot, "left")
        assert app.theme == before
        await press(pilot, "enter")
        await set_row(pilot, "sureness")
        await press(pilot, "enter")
        assert "before each verdict" in screen_text(app)
        assert app.workspace
        assert app.workspace.settings.sureness
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
    schedule = capitals.store().schedule
    assert (schedule.retention, schedule.new_a_day) == (0.85, 3)
    assert f'theme = "{changed}"' in capitals.paths.settings.read_text("utf-8")
    assert capitals.app().theme == changed


async def test_a_deck_gets_settings_of_its_own_and_gives_them_back(
    capitals: Lab,
) -> None:
    begun = DeckState("capitals", started=True, hidden=False)
    capitals.store().record(begun, at=START)
    app = capitals.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        app.home.point_at("capitals")
        await press(pilot, "comma")
        settings = app.screen.query_one(LineList)
        assert isinstance(settings, LineList)
        at = {
            row.declared.name: n
            for n, row in enumerate(settings.rows)
            if row.deck == "capitals"
        }
        by_deck = [each.name for each in LEARNER_SETTINGS.values() if each.by_deck]
        assert list(at) == by_deck
        values = {"retention": "95%", "new_a_day": "7", "reviews_a_day": "70"}
        for name, text in values.items():
            place = at[name]
            assert settings.rows[place].shown == "as in all decks"
            settings.move_to(place)
            await press(pilot, "enter")
            app.screen.query_one(Input).value = text
            await press(pilot, "enter")
        settings.move_to(at["reviews_a_day"])
        await press(pilot, "enter")
        app.screen.query_one(Input).value = "-7"
        await press(pilot, "enter")
        assert "Reviews a day must be a whole number" in screen_text(app)
        app.screen.query_one(Input).value = ""
        await press(pilot, "enter", "escape")
        app.home.point_at("capitals")
        await pilot.pause()
        assert "aim 95%" in screen_text(app)
        assert "7 new a day" in screen_text(app)
        assert "reviews a day" not in screen_text(app)
        await press(pilot, "comma")
        row = await set_row(pilot, "sureness")
        (capitals.paths.decks / "capitals.md").unlink()
        await app.look_now()
        settings = app.screen.query_one(LineList)
        assert isinstance(settings, LineList)
        assert not any(each.deck for each in settings.rows)
        assert settings.row == row
    schedule = capitals.store().schedule
    own = schedule.of("capitals")
    assert (own.retention, own.new_a_day, own.reviews_a_day) == (0.95, 7, 200)
    assert (schedule.retention, schedule.new_a_day) == (0.9, 20)


async def test_a_folder_of_the_settings_is_read_where_it_stands(lab: Lab) -> None:
    folder = lab.paths.decks.parent / "notes" / "verbs"
    folder.mkdir(parents=True)
    (folder / "ser.md").write_text("Q: yo (ser)\nA: soy\n", "utf-8")
    (folder / "notes.md").write_text("# Verbs\n\nAsk: what changes?\n", "utf-8")
    app = lab.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "comma")
        await type_setting(pilot, "folders", str(folder / "nowhere"))
        assert "There is no folder" in screen_text(app)
        app.screen.query_one(Input).value = str(folder.parent)
        await press(pilot, "enter", "escape")
        await until(pilot, lambda: "verbs/ser" in screen_text(app))
    assert lab.desk().settings.folders == (str(folder.parent),)


async def test_the_help_and_the_palette_list_the_keys_that_work_now(
    capitals: Lab,
) -> None:
    app = capitals.app("capitals")
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)

        def keys(label: str) -> str:
            return {each.label: each.keys for each in verbs_of(app.screen)}[label]

        assert keys("Suspend") == "^t"
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        for label in ("Don't know", "Suspend", "Copy"):
            assert label in screen_text(app)
        await press(pilot, "escape", "ctrl+n")
        assert isinstance(app.screen, StudyScreen)
        assert set(keys("Suspend").split()) == {"^t", "p"}
        found = {each.title: each for each in commands(app, app.screen)}
        copy = next(title for title in found if title.startswith("Copy"))
        found[copy].callback()
        await pilot.pause()
        assert app.clipboard.startswith("What is the capital")


async def test_which_card_it_is_can_be_put_off_decided_or_denied(lab: Lab) -> None:
    was, now = (
        CardSeen(key, "capitals", Kind.FLIP, "Capital [of] Peru?", key)
        for key in ("Lima", "Cuzco")
    )
    app = lab.app()
    answers: list[Decision | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for keys in (["enter"], ["down", "enter"], ["up", "end", "enter"], ["escape"]):
            app.push_screen(WhichScreen(Unclear(was, (now,)), 2), answers.append)
            await pilot.pause()
            assert "Capital [of] Peru?  →  Lima" in screen_text(app)
            await press(pilot, *keys)
    assert answers == [None, Decision(now), Decision(None), None]


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
@pytest.mark.parametrize("verb", [verb for verb in ALL_VERBS if verb.destroys], ids=str)
def test_no_keymap_puts_what_destroys_on_enter_or_space(verb: Verb, key: str) -> None:
    usable, (problem,) = checked_keymap({verb.id: key})
    assert not usable
    assert "Enter and Space never do that" in problem
    assert not {"enter", "space"} & set(verb.key.split(","))


async def test_a_key_of_ones_own_works(capitals: Lab) -> None:
    capitals.paths.settings.parent.mkdir(parents=True)
    capitals.paths.settings.write_text('[keys]\n"home.start" = "f5"\n', "utf-8")
    app = capitals.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "space")
        assert capitals.workspace().started == []
        await press(pilot, "f5")
        assert capitals.workspace().started == ["capitals"]


async def test_a_crash_leaves_its_traceback_in_a_file(capitals: Lab) -> None:
    app = capitals.app()

    async def crash() -> None:
        async with app.run_test() as pilot:
            await ready(pilot)
            app.call_later(lambda: 1 // 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert "ZeroDivisionError" in capitals.paths.log.read_text("utf-8")
    assert str(capitals.paths.log) in app.failure
