"""Decks that change on the disk while the app is open."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from quizapp.model import Mark, Review
from quizapp.progress.log.users import Users
from quizapp.tui import watch
from quizapp.tui.app import QuizApp
from quizapp.tui.dialogs.which import WhichScreen
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.study.summary import SummaryScreen
from tests.samples import CAPITALS
from tests.screens import (
    Lab,
    Story,
    know,
    press,
    question_of,
    ready,
    screen_text,
    study,
    to_question,
    toasts,
    until,
)
from tests.world import disk_is_full

PLAIN = CAPITALS.replace(":id: peru\n", "").replace(":id: chile\n", "")
SIZE = (80, 30)


def write(lab: Lab, text: str, name: str = "capitals.md") -> Path:
    path = lab.paths.decks / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


async def look(pilot: Story) -> None:
    """The look that comes each second, at once."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    await app.look_now()
    await pilot.pause()


def asked(pilot: Story) -> str:
    """The question on the screen."""
    found = re.search(r"(What|Which|First|Second)\b.*\?", screen_text(pilot.app))
    assert found, screen_text(pilot.app)
    return found[0]


async def answered(pilot: Story) -> None:
    """See the answer, and take the grade that is suggested."""
    await press(pilot, "ctrl+n", "enter")


async def ask(pilot: Story, part: str) -> None:
    """Go on to the question with this text."""
    for _ in range(8):
        if part in asked(pilot):
            return
        await answered(pilot)
    raise AssertionError(f"{part} was never asked")


async def test_a_change_is_noticed_within_a_second_or_two(lab: Lab) -> None:
    know_plain(lab)
    app = lab.app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        write(lab, PLAIN + "\nQ: What is the capital of Bolivia?\nA: Sucre\n")
        for _ in range(60):
            if "capitals: 1 card added." in toasts(pilot):
                break
            await pilot.pause(0.1)
        assert "capitals: 1 card added." in toasts(pilot)
        assert "5 cards" in screen_text(app)


def know_plain(lab: Lab) -> None:
    """A deck of four cards without ids, all of them known."""
    write(lab, PLAIN)
    know(lab, "capitals")


async def test_a_typo_that_is_corrected_in_the_middle_of_a_sitting(lab: Lab) -> None:
    wrong = PLAIN.replace("capital of Peru?", "capitol of Peru?")
    write(lab, wrong)
    app = lab.app("capitals")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await ask(pilot, "capitol")
        write(lab, PLAIN)
        await look(pilot)
        assert asked(pilot) == "What is the capital of Peru?"
        await press(pilot, "ctrl+n")
        write(lab, wrong)  # while the verdict is shown
        await look(pilot)
        assert "Lima" in screen_text(app)
        await press(pilot, "enter")
        store = lab.store()
        key = next(
            key
            for _, key, card in lab.workspace(store).all_cards()
            if "capitol" in card.prompt
        )
        assert store.memories[key].reviews == 1
        await press(pilot, "ctrl+z")
        assert "capitol" in asked(pilot)
        assert key not in lab.store().memories


async def test_after_a_change_the_next_verdict_is_prepared_again(lab: Lab) -> None:
    write(lab, PLAIN)
    app = lab.app("capitals")
    async with app.run_test(size=SIZE) as pilot:
        await to_question(pilot)
        write(lab, PLAIN + "\nQ: What is the capital of Cuba?\nA: Havana\n")
        await look(pilot)
        await answered(pilot)
        rivals = question_of(app).rivals
        await until(pilot, lambda: "_rivals" in vars(rivals))


async def test_a_card_that_is_corrected_at_its_verdict_is_judged_again(
    lab: Lab,
) -> None:
    write(lab, "Q: What is the capitol of Peru?\nA: Limma\n:id: p\n:ask: type\n")
    app = lab.app("capitals")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, *"Cusco", "enter")
        assert "Limma" in screen_text(app)
        write(
            lab,
            "Q: What is the capital of Peru?\nA: Cusco\n"
            ":id: p\n:note: x y\n:ask: type\n",
        )
        await look(pilot)
        assert asked(pilot) == "What is the capital of Peru?"
        assert "✓ Right" in screen_text(app)
        assert "x y" in screen_text(app)
        await press(pilot, "enter")
    acts = [each.act for each in lab.store().events()]
    (review,) = [each for each in acts if isinstance(each, Review)]
    assert (review.given, review.mark) == ("Cusco", Mark.RIGHT)


async def test_a_choice_that_is_corrected_at_its_verdict_keeps_it(lab: Lab) -> None:
    several = "Q: Which?\n- [x] Peru\n- [ ] Brazil\n"
    write(lab, several)
    app = lab.app("capitals")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "1")

        def verdict() -> str:
            return next(e for e in screen_text(app).splitlines() if "▌" in e)

        before = verdict()
        write(lab, several.replace("Which?", "Which one?").replace("Brazil", "Chile"))
        await look(pilot)
        assert asked(pilot) == "Which one?"
        assert verdict() == before
        await press(pilot, "enter")
    acts = [each.act for each in lab.store().events()]
    assert sum(isinstance(each, Review) for each in acts) == 1


async def test_what_was_reviewed_keeps_its_progress_when_it_is_reworded(
    lab: Lab,
) -> None:
    know_plain(lab)
    app = lab.app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        write(lab, PLAIN.replace("capital of Peru", "capital city of Peru"))
        await look(pilot)
        assert "capitals: 1 card reworded, progress kept." in toasts(pilot)
        assert "0 new" in screen_text(app)
    store = lab.store()
    workspace = lab.workspace(store)
    assert all(key in store.memories for _, key, _ in workspace.all_cards())


async def test_a_card_taken_out_is_passed_over_and_waits_again_when_it_is_back(
    lab: Lab,
) -> None:
    write(lab, PLAIN)
    app = lab.app("capitals")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        first, top = asked(pilot), screen_text(app).splitlines()[0]
        assert "4 new" in top
        blocks = PLAIN.split("\n\n")
        write(lab, "\n\n".join(block for block in blocks if first not in block))
        await look(pilot)
        assert asked(pilot) != first
        assert "3 new" in screen_text(app).splitlines()[0]
        write(lab, PLAIN)
        await look(pilot)
        assert screen_text(app).splitlines()[0] == top
        await ask(pilot, first)


async def test_a_file_that_is_empty_while_it_is_written_loses_nothing(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "EVERY", 1000.0)
    path = write(lab, PLAIN)
    app = lab.app("capitals")

    async def seen() -> None:
        """A look by the clock."""
        decks = app.learner.watch
        assert decks
        decks._look()
        await until(pilot, lambda: not decks._is_looking)
        await pilot.pause()

    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        first = asked(pilot)
        write(lab, "")
        await seen()
        write(lab, PLAIN)
        await seen()
        path.unlink()
        await seen()
        write(lab, PLAIN + "\nQ: What is new?\nA: This\n")
        await seen()
        await until(pilot, lambda: "capitals: 1 card added." in toasts(pilot))
        assert asked(pilot) == first
        assert "4 new" in screen_text(app).splitlines()[0]
        path.unlink()
        await seen()
        await seen()
        await until(pilot, lambda: not isinstance(app.screen, StudyScreen))


async def test_a_renamed_file_keeps_everything(lab: Lab) -> None:
    path = write(lab, CAPITALS)  # its cards have ids, so each key has the deck's name
    know(lab, "capitals")
    app = lab.app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        path.rename(path.with_name("cities.md"))
        await look(pilot)
        assert toasts(pilot) == []  # its id stays with the file
        assert "0 new" in screen_text(app)
        assert "not started" not in screen_text(app)


async def test_a_broken_deck_says_where_and_corrected_is_as_before(lab: Lab) -> None:
    know_plain(lab)
    app = lab.app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        before = dict(lab.store().memories)
        write(lab, PLAIN.replace("A: Lima", "A: Lima\n:id: not an id"))
        await until(pilot, lambda: any("line 5" in each for each in toasts(pilot)))
        assert "1 problem" in screen_text(app)
        write(lab, PLAIN)
        await look(pilot)
        assert dict(lab.store().memories) == before
        assert "0 new" in screen_text(app)


async def test_what_is_unclear_is_asked_and_the_answer_kept(lab: Lab) -> None:
    know_plain(lab)
    app = lab.app()

    async def change(answer: str) -> None:
        write(lab, PLAIN.replace("A: Santiago", f"A: {answer}"))
        await look(pilot)
        await asks()

    async def asks() -> None:
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))

    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await change("Valparaíso")
        assert "Valparaíso" in screen_text(app)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "0 new" in screen_text(app)
        await change("Concepción")
        await press(pilot, "end", "enter")  # none of them
        assert "1 new" in screen_text(app)
        await press(pilot, "u")
        await asks()
        await press(pilot, "down", "enter")
        assert "0 new" in screen_text(app)
        await press(pilot, "u")
        await asks()
        await press(pilot, "end", "enter")
    async with lab.app().run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_when_the_disk_is_full_edited_cards_are_noticed_and_asked_about_later(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is shown once, not with every look."""
    write(lab, PLAIN)
    know(lab, "capitals")
    app = lab.app()
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await ready(pilot)
        write(lab, PLAIN.replace("capital of Peru?", "capital city of Peru?"))
        with monkeypatch.context() as broken:
            broken.setattr(os, "replace", disk_is_full)
            for _ in range(2):
                await look(pilot)
            assert " ".join(toasts(pilot)).count("No space left") == 1
        await look(pilot)
        assert "capitals: 1 card reworded, progress kept." in toasts(pilot)[-1]
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


async def test_what_is_unclear_is_asked_at_home_unless_it_is_moot_by_then(
    lab: Lab,
) -> None:
    know_plain(lab)
    app = lab.app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "comma")
        write(lab, PLAIN.replace("A: Santiago", "A: Valparaíso"))
        await look(pilot)
        write(lab, PLAIN)
        await look(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert "0 new" in screen_text(app)
        await press(pilot, "comma")
        write(lab, PLAIN.replace("A: Santiago", "A: Valparaíso"))
        await look(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, WhichScreen))
        await press(pilot, "enter")  # another day
        await press(pilot, "comma", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_half_given_answer_stays_with_its_card(lab: Lab) -> None:
    typed = "Q: First?\nA: one\n:ask: type\n\nQ: Second?\nA: two\n:ask: type\n"
    write(lab, typed)
    app = lab.app("capitals")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, *"qqq")
        first = asked(pilot)
        write(lab, typed.replace(first, f"{first[:-1]}, then?"))
        await look(pilot)
        assert asked(pilot) == f"{first[:-1]}, then?"
        assert "qqq" in screen_text(app)
        write(lab, next(b for b in typed.split("\n\n") if first not in b))
        await look(pilot)
        assert asked(pilot) != first
        assert "qqq" not in screen_text(app)


async def test_an_answer_that_was_judged_counts_when_one_leaves(lab: Lab) -> None:
    write(lab, PLAIN)
    app = lab.app("capitals")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+n", "escape")
        assert isinstance(app.screen, SummaryScreen)
    assert len(lab.store().memories) == 1


async def test_broken_front_matter_is_reported(lab: Lab) -> None:
    write(lab, PLAIN)
    app = lab.app("capitals")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        write(lab, f'---\nid = "x\n---\n{PLAIN}')
        what = "The front matter is not valid TOML"
        await until(pilot, lambda: any(what in each for each in toasts(pilot)))


async def test_cards_that_another_deck_has_are_reported(lab: Lab) -> None:
    write(lab, PLAIN, "copy.md")
    know_plain(lab)
    app = lab.app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "end")
        found = " ".join(screen_text(app).split())
        assert "2 cards of this deck are also in “capitals”" in found


async def test_a_window_whose_user_was_renamed_says_so_and_writes_nowhere(
    capitals: Lab,
) -> None:
    study(capitals, "capitals", cards=1)
    app = capitals.app()
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await ready(pilot)
        where = capitals.paths
        Users(where).rename("me", "anna")
        app.home.count()
        await pilot.pause()
        assert "anna" in toasts(pilot)[-1]
        await press(pilot, "enter", "ctrl+n", "enter")
        assert "anna" in toasts(pilot)[-1]
    assert not (where.data / "users" / "me").exists()
