"""Decks that change on the disk while the app is open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from quizapp.model import Mark, Review
from quizapp.tui import watching
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.screens.which import WhichScreen
from quizapp.tui.widgets.deck_list import DeckList
from tests.samples import CAPITALS
from tests.screens import Lab, Story, press, ready, shown, toasts, until
from tests.world import disk_is_full

PLAIN = CAPITALS.replace(":id: peru\n", "").replace(":id: chile\n", "")


def write(lab: Lab, text: str, name: str = "capitals.md") -> Path:
    path = lab.paths.decks / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


async def look(pilot: Story) -> None:
    """The look that comes each second, at once."""
    await pilot.app.look_now()  # type: ignore[attr-defined]
    await pilot.pause()


async def test_a_change_is_noticed_within_a_second_or_two(lab: Lab) -> None:
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        write(lab, PLAIN + "\nQ: What is the capital of Bolivia?\nA: Sucre\n")
        for _ in range(60):
            if "capitals: 1 added." in toasts(pilot):
                break
            await pilot.pause(0.1)
        assert "capitals: 1 added." in toasts(pilot)
        assert "5 cards" in shown(app, "#detail-text")


async def test_a_typo_mended_in_the_middle_of_a_sitting(lab: Lab) -> None:
    wrong = PLAIN.replace("capital of Peru?", "capitol of Peru?")
    write(lab, wrong)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        for _ in range(4):  # to the card with the typo, which is then answered once
            if "capitol" in shown(app, "#prompt"):
                break
            await press(pilot, "ctrl+n", "1")
        assert "capitol" in shown(app, "#prompt")
        write(lab, PLAIN)
        await look(pilot)
        assert shown(app, "#prompt") == "What is the capital of Peru?"
        await press(pilot, "ctrl+n")
        write(lab, wrong)  # while the verdict is shown
        await look(pilot)
        assert app.screen.query_one("#verdict").display
        await press(pilot, "enter")
        store = lab.store()
        key = next(
            key
            for _, key, card in lab.workspace(store).all_cards()
            if "capitol" in card.prompt
        )
        assert store.memories[key].reviews == 1
        await press(pilot, "ctrl+z")
        assert "capitol" in shown(app, "#prompt")
        assert key not in lab.store().memories


async def test_a_card_that_is_mended_at_its_verdict_is_judged_again(lab: Lab) -> None:
    wrong = "Q: What is the capitol of Peru?\nA: Limma\n:id: p\n:ask: type\n"
    write(lab, wrong)
    app = lab.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, *"Cusco", "enter")
        assert "Limma" in shown(app, "#verdict")
        write(
            lab,
            "Q: What is the capital of Peru?\nA: Cusco\n"
            ":id: p\n:note: x y\n:ask: type\n",
        )
        await look(pilot)
        assert shown(app, "#prompt") == "What is the capital of Peru?"
        assert "Right" in shown(app, "#verdict")
        assert "x y" in shown(app, "#verdict")
        await press(pilot, "enter")
    told = [each.act for each in lab.store().events()]
    (review,) = [each for each in told if isinstance(each, Review)]
    assert (review.given, review.mark) == ("Cusco", Mark.RIGHT)


async def test_a_choice_that_is_mended_at_its_verdict_keeps_it(lab: Lab) -> None:
    several = "Q: Which?\n- [x] Peru\n- [ ] Brazil\n"
    write(lab, several)
    app = lab.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "1")
        before = shown(app, "#verdict")
        write(lab, several.replace("Which?", "Which one?").replace("Brazil", "Chile"))
        await look(pilot)
        assert shown(app, "#prompt") == "Which one?"
        assert shown(app, "#verdict").split("\n")[0] == before.split("\n")[0]
        await press(pilot, "enter")
        await until(pilot, lambda: not app.screen.query_one("#verdict").display)


async def test_what_was_reviewed_keeps_its_progress_when_it_is_reworded(
    lab: Lab,
) -> None:
    lab.set(grades="all")
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["ctrl+n", "3"] * 4, "escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        await press(pilot, "escape")
        write(lab, PLAIN.replace("capital of Peru", "capital city of Peru"))
        await look(pilot)
        assert "capitals: 1 reworded, progress kept." in toasts(pilot)
        assert "0 new" in shown(app, "#detail-text")
    store = lab.store()
    workspace = lab.workspace(store)
    assert all(key in store.memories for _, key, _ in workspace.all_cards())


async def test_a_card_taken_out_is_passed_over(lab: Lab) -> None:
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        first = shown(app, "#prompt")
        blocks = PLAIN.split("\n\n")
        write(lab, "\n\n".join(b for b in blocks if first not in b))
        await look(pilot)
        assert shown(app, "#prompt") != first
        assert "3 new" in shown(app, "#place")


async def test_a_file_that_is_empty_while_it_is_written_loses_nothing(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "EVERY", 1000.0)
    path = write(lab, PLAIN)
    app = lab.app()

    async def seen() -> None:
        """A look by the clock."""
        app._look()
        await until(pilot, lambda: not app._is_looking)
        await pilot.pause()

    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        first = shown(app, "#prompt")
        write(lab, "")
        await seen()
        write(lab, PLAIN)
        await seen()
        path.unlink()
        await seen()
        write(lab, PLAIN + "\nQ: What is new?\nA: This\n")
        await seen()
        await until(pilot, lambda: "capitals: 1 added." in toasts(pilot))
        assert shown(app, "#prompt") == first
        assert "4 new" in shown(app, "#place")
        path.unlink()
        await seen()
        await seen()
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))


async def test_a_renamed_file_keeps_everything(lab: Lab) -> None:
    lab.set(grades="all")
    path = write(lab, CAPITALS)  # its cards have ids, so each key has the deck's name
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["ctrl+n", "3"] * 4, "escape", "escape")
        path.rename(path.with_name("cities.md"))
        await look(pilot)
        assert "cities: 4 moved here, progress kept." in toasts(pilot)
        assert "0 new" in shown(app, "#detail-text")
        assert not app.screen.query_one(DeckList).rows[0].remark, "it is started still"


async def test_a_broken_deck_says_where_and_mended_is_as_before(lab: Lab) -> None:
    lab.set(grades="all")
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["ctrl+n", "3"] * 4, "escape", "escape")
        before = dict(lab.store().memories)
        write(lab, PLAIN.replace("A: Lima", "A: Lima\n:id: not an id"))
        await until(pilot, lambda: any("line 5" in each for each in toasts(pilot)))
        write(lab, PLAIN)
        await look(pilot)
        assert dict(lab.store().memories) == before
        assert "0 new" in shown(app, "#detail-text")


async def test_what_is_unclear_is_asked_and_the_answer_kept(lab: Lab) -> None:
    lab.set(grades="all")
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["ctrl+n", "3"] * 4, "escape", "escape")
        write(lab, PLAIN.replace("A: Santiago", "A: Valparaíso"))
        await look(pilot)
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        assert app.screen.query_one(OptionList).option_count == 2
        await press(pilot, "enter")  # nothing is chosen yet
        assert isinstance(app.screen, WhichScreen)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "0 new" in shown(app, "#detail-text")
        write(lab, PLAIN.replace("A: Santiago", "A: Concepción"))
        await look(pilot)
        await press(pilot, "up", "enter")  # none of them
        assert "1 new" in shown(app, "#detail-text")
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        await press(pilot, "down", "enter")
        assert "0 new" in shown(app, "#detail-text")
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        await press(pilot, "up", "enter")
    async with lab.app().run_test(notifications=True) as pilot:
        await ready(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_when_the_disk_is_full_edited_cards_are_noticed_and_asked_about_later(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is told once, not with every look."""
    lab.set(grades="all")
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["ctrl+n", "3"] * 4, "escape", "escape")
        write(lab, PLAIN.replace("capital of Peru?", "capital city of Peru?"))
        with monkeypatch.context() as broken:
            broken.setattr(os, "replace", disk_is_full)
            for _ in range(2):
                await look(pilot)
            assert " ".join(toasts(pilot)).count("No space left") == 1
        await look(pilot)
        assert "capitals: 1 reworded, progress kept." in toasts(pilot)[-1]
        write(lab, PLAIN.replace("A: Santiago", "A: Valparaíso"))
        await look(pilot)
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        with monkeypatch.context() as broken:
            broken.setattr(os, "replace", disk_is_full)
            await press(pilot, "down", "enter")
            await until(pilot, lambda: "No space left" in toasts(pilot)[-1])
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "0 new" in shown(app, "#detail-text")


async def test_a_question_that_is_moot_is_not_asked(lab: Lab) -> None:
    lab.set(grades="all")
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["ctrl+n", "3"] * 4, "escape", "escape")
        await press(pilot, "comma")  # not at home, where it would be asked
        write(lab, PLAIN.replace("A: Santiago", "A: Valparaíso"))
        await look(pilot)
        write(lab, PLAIN)
        await look(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert "0 new" in shown(app, "#detail-text")


async def test_a_folder_named_in_the_settings_is_read_where_it_stands(
    lab: Lab, tmp_path: Path
) -> None:
    folder = tmp_path / "notes" / "verbs"
    folder.mkdir(parents=True)
    (folder / "ser.md").write_text("Q: yo (ser)\nA: soy\n", "utf-8")
    (folder / "notes.md").write_text("# Verbs\n\nAsk: what changes?\n", "utf-8")
    app = lab.app()
    async with app.run_test(size=(100, 50)) as pilot:
        await ready(pilot)
        await press(pilot, "comma")
        field = app.screen.query_one("#folders", Input)
        field.value = str(tmp_path / "nowhere")
        await press(pilot, "ctrl+s")
        assert "There is no folder" in shown(app, ".wrong")
        field.value = str(folder.parent)
        await press(pilot, "ctrl+s")
        decks = app.screen.query_one(DeckList)
        await until(pilot, lambda: [row.title for row in decks.rows] == ["verbs/ser"])
    assert lab.app()._desk.settings.folders == (str(folder.parent),)


async def test_a_half_given_answer_stays_with_its_card(lab: Lab) -> None:
    typed = "Q: First?\nA: one\n:ask: type\n\nQ: Second?\nA: two\n:ask: type\n"
    write(lab, typed)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *"o")
        first = shown(app, "#prompt")
        write(lab, typed.replace(first, f"{first[:-1]}, then?"))
        await look(pilot)
        assert app.screen.query_one("#typed", Input).value == "o"
        other = next(b for b in typed.split("\n\n") if first not in b)
        write(lab, other)
        await look(pilot)
        assert shown(app, "#prompt") != first
        assert app.screen.query_one("#typed", Input).value == ""


async def test_an_answer_that_was_judged_counts_when_one_leaves(lab: Lab) -> None:
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "ctrl+n", "escape")
        assert isinstance(app.screen, SummaryScreen)
    assert len(lab.store().memories) == 1


async def test_broken_front_matter_is_told(lab: Lab) -> None:
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        write(lab, f'---\nid = "x\n---\n{PLAIN}')
        told = "The front matter is not valid TOML"
        await until(pilot, lambda: any(told in each for each in toasts(pilot)))


async def test_cards_that_another_deck_has_are_told(lab: Lab) -> None:
    write(lab, PLAIN)
    write(lab, PLAIN, "copy.md")
    app = lab.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "down")
        assert "2 cards of this deck are also in “capitals”" in shown(
            app, "#detail-text"
        )


async def test_a_card_that_is_away_for_a_moment_waits_again(lab: Lab) -> None:
    lab.set(grades="all")
    write(lab, PLAIN)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        before, asked = shown(app, "#place"), shown(app, "#prompt")
        blocks = PLAIN.split("\n\n")
        write(lab, "\n\n".join(block for block in blocks if asked not in block))
        await look(pilot)
        assert shown(app, "#prompt") != asked
        assert shown(app, "#place") != before
        write(lab, PLAIN)
        await look(pilot)
        assert shown(app, "#place") == before
        for _ in range(4):
            if shown(app, "#prompt") == asked:
                break
            await press(pilot, "ctrl+n", "3")
        assert shown(app, "#prompt") == asked
