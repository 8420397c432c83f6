"""Decks that change on the disk while the app is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.model import Mark, Review
from quizapp.tui import watch
from quizapp.tui.app import QuizApp
from quizapp.tui.dialogs.which import WhichScreen
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.study.summary import SummaryScreen
from tests.tui.conftest import (
    CAPITALS,
    Lab,
    Story,
    press,
    ready,
    screen_text,
    toasts,
    until,
)
from tests.tui.test_study import question_of, to_question, verdict_of

PLAIN = CAPITALS.replace(":id: peru\n", "").replace(":id: chile\n", "")
TYPED = "Q: First?\nA: one\n:ask: type\n\nQ: Second?\nA: two\n:ask: type\n"


def write(lab: Lab, text: str, name: str = "capitals.md") -> Path:
    path = lab.paths.decks / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


async def look(pilot: Story) -> None:
    """The look that comes each second, at once."""
    assert isinstance(pilot.app, QuizApp)
    await pilot.app.look_now()
    await pilot.pause()


def learn(lab: Lab) -> None:
    """Answer every card once."""
    lab.set(grades="all")
    workspace = lab.workspace()
    from quizapp.model import Grade
    from quizapp.study.sitting import Sitting

    sitting = Sitting(workspace, ["capitals"], seed=1)
    while sitting.question:
        sitting.answer(None)
        sitting.grade(Grade.EASY)


def new_cards(app: QuizApp) -> int:
    workspace = app.workspace
    assert workspace
    keys = [key for _, key, _ in workspace.all_cards()]
    return sum(key not in workspace.memories for key in keys)


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
        assert "5 cards" in screen_text(app)


async def test_a_typo_mended_in_the_middle_of_a_sitting(lab: Lab) -> None:
    wrong = PLAIN.replace("capital of Peru?", "capitol of Peru?")
    write(lab, wrong)
    app = lab.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        for _ in range(4):  # to the card with the typo, which is then answered once
            if "capitol" in question_of(app).prompt:
                break
            await press(pilot, "ctrl+n", "1")
        write(lab, PLAIN)
        await look(pilot)
        assert "What is the capital of Peru?" in screen_text(app)
        await press(pilot, "ctrl+n")
        write(lab, wrong)  # while the verdict is shown
        await look(pilot)
        assert verdict_of(app)
        assert "capitol of Peru?" in screen_text(app)
        await press(pilot, "enter")
        store = lab.store()
        key = next(
            key
            for _, key, card in lab.workspace(store).all_cards()
            if "capitol" in card.prompt
        )
        assert store.memories[key].reviews == 1
        await press(pilot, "ctrl+z")
        assert "capitol" in screen_text(app)
        assert key not in lab.store().memories


async def test_a_card_that_is_mended_at_its_verdict_is_judged_again(lab: Lab) -> None:
    write(lab, "Q: What is the capitol of Peru?\nA: Limma\n:id: p\n:ask: type\n")
    app = lab.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        await press(pilot, *"Cusco", "enter")
        assert "It is Limma." in screen_text(app)
        write(
            lab,
            "Q: What is the capital of Peru?\nA: Cusco\n"
            ":id: p\n:note: x y\n:ask: type\n",
        )
        await look(pilot)
        text = screen_text(app)
        assert "What is the capital of Peru?" in text
        assert "✓ Right" in text
        assert "Note        x y" in text
        await press(pilot, "enter")
    acts = [each.act for each in lab.store().events()]
    (review,) = [each for each in acts if isinstance(each, Review)]
    assert (review.given, review.mark) == ("Cusco", Mark.RIGHT)


async def test_a_choice_that_is_mended_at_its_verdict_keeps_it(lab: Lab) -> None:
    choice = "Q: Which?\n- [x] Peru\n- [ ] Brazil\n"
    write(lab, choice)
    app = lab.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        await press(pilot, "1")
        before = verdict_of(app)
        write(lab, choice.replace("Which?", "Which one?").replace("Brazil", "Chile"))
        await look(pilot)
        assert "Which one?" in screen_text(app)
        assert verdict_of(app) == before
        await press(pilot, "enter")
        await until(pilot, lambda: not verdict_of(app))


async def test_what_was_reviewed_keeps_its_progress_when_it_is_reworded(
    lab: Lab,
) -> None:
    write(lab, PLAIN)
    learn(lab)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        write(lab, PLAIN.replace("capital of Peru", "capital city of Peru"))
        await look(pilot)
        assert "capitals: 1 reworded, progress kept." in toasts(pilot)
        assert new_cards(app) == 0


async def test_a_card_that_is_taken_out_is_passed_over_and_waits_when_it_is_back(
    lab: Lab,
) -> None:
    lab.set(grades="all")
    write(lab, PLAIN)
    app = lab.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        asked = question_of(app).prompt
        assert "4 new" in screen_text(app)
        blocks = PLAIN.split("\n\n")
        write(lab, "\n\n".join(block for block in blocks if asked not in block))
        await look(pilot)
        assert question_of(app).prompt != asked
        assert "3 new" in screen_text(app)
        write(lab, PLAIN)
        await look(pilot)
        assert "4 new" in screen_text(app)
        for _ in range(4):
            if question_of(app).prompt == asked:
                break
            await press(pilot, "ctrl+n", "3")
        assert question_of(app).prompt == asked


async def test_a_file_that_is_empty_while_it_is_written_loses_nothing(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "EVERY", 1000.0)
    path = write(lab, PLAIN)
    app = lab.app("capitals")

    async def seen() -> None:
        """A look by the clock."""
        watching = app.learner.watch
        assert watching
        watching._look()
        await until(pilot, lambda: not watching._is_looking)
        await pilot.pause()

    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        first = question_of(app).prompt
        write(lab, "")
        await seen()
        write(lab, PLAIN)
        await seen()
        path.unlink()
        await seen()
        write(lab, PLAIN + "\nQ: What is new?\nA: This\n")
        await seen()
        await until(pilot, lambda: "capitals: 1 added." in toasts(pilot))
        assert question_of(app).prompt == first
        assert "4 new" in screen_text(app)
        path.unlink()
        await seen()
        await seen()
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen | HomeScreen))


async def test_a_renamed_file_keeps_everything(lab: Lab) -> None:
    path = write(lab, CAPITALS)  # its cards have ids, so each key has the deck's name
    learn(lab)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        path.rename(path.with_name("cities.md"))
        await look(pilot)
        assert "cities: 4 moved here, progress kept." in toasts(pilot)
        assert new_cards(app) == 0
        assert app.workspace
        assert app.workspace.started == ["cities"]


async def test_a_broken_deck_says_where_and_mended_is_as_before(lab: Lab) -> None:
    write(lab, PLAIN)
    learn(lab)
    app = lab.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        before = dict(lab.store().memories)
        write(lab, PLAIN.replace("A: Lima", "A: Lima\n:id: not an id"))
        await until(pilot, lambda: any("line 5" in each for each in toasts(pilot)))
        write(lab, PLAIN)
        await look(pilot)
        assert dict(lab.store().memories) == before
        assert new_cards(app) == 0


async def test_what_is_unclear_is_asked_and_the_answer_kept(lab: Lab) -> None:
    write(lab, PLAIN)
    learn(lab)
    app = lab.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await ready(pilot)
        write(lab, PLAIN.replace("A: Santiago", "A: Valparaíso"))
        await look(pilot)
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert new_cards(app) == 0
        write(lab, PLAIN.replace("A: Santiago", "A: Concepción"))
        await look(pilot)
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        await press(pilot, "end", "enter")  # none of them
        await until(pilot, lambda: new_cards(app) == 1)
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: new_cards(app) == 0)
    async with lab.app().run_test(notifications=True) as pilot:
        await ready(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_question_that_is_moot_is_not_asked(lab: Lab) -> None:
    write(lab, PLAIN)
    learn(lab)
    app = lab.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "comma")  # not at home, where it would be asked
        write(lab, PLAIN.replace("A: Santiago", "A: Valparaíso"))
        await look(pilot)
        write(lab, PLAIN)
        await look(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert new_cards(app) == 0


async def test_a_half_given_answer_stays_with_its_card(lab: Lab) -> None:
    write(lab, TYPED)
    app = lab.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        await press(pilot, "o")
        first = question_of(app).prompt
        write(lab, TYPED.replace(first, f"{first[:-1]}, then?"))
        await look(pilot)
        assert "│ o " in screen_text(app)
        write(lab, next(b for b in TYPED.split("\n\n") if first not in b))
        await look(pilot)
        assert question_of(app).prompt != first
        assert "│ o " not in screen_text(app)


async def test_broken_front_matter_is_reported(lab: Lab) -> None:
    write(lab, PLAIN)
    app = lab.app("capitals")
    async with app.run_test(notifications=True) as pilot:
        await to_question(pilot)
        write(lab, f'---\nid = "x\n---\n{PLAIN}')
        text = "The front matter is not valid TOML"
        await until(pilot, lambda: any(text in each for each in toasts(pilot)))
