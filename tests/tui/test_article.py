"""The reader of an article: read, marked, asked, edited, undone, studied."""

from __future__ import annotations

from random import Random

import pytest

from quizapp.cards.facts.reader import read_facts
from quizapp.cards.facts.writer import FactDraft, drafts_in
from quizapp.model import Level
from quizapp.text import UNSAFE
from quizapp.tui.app import QuizApp
from quizapp.tui.article.screen import ArticleScreen
from quizapp.tui.browse.screen import BrowseScreen
from quizapp.tui.dialogs.dialog import ConfirmScreen
from quizapp.tui.dialogs.text import HelpScreen
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.keys.article import ARTICLE
from quizapp.tui.read.screen import ReadScreen
from quizapp.tui.study.screen import StudyScreen
from quizapp.tui.write.field import LineArea
from tests.hostile.attacks import ATTACKS
from tests.samples import SUMMIT
from tests.screens import (
    Lab,
    Story,
    burst,
    press,
    question_of,
    ready,
    screen_text,
    until,
)

SIZES = [(80, 24), (120, 40), (40, 12)]


async def opened(pilot: Story) -> ArticleScreen:
    """Wait for the article."""
    await ready(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, ArticleScreen))
    await pilot.pause()
    assert isinstance(pilot.app.screen, ArticleScreen)
    return pilot.app.screen


async def type_in(pilot: Story, text: str) -> None:
    names = {" ": "space", "?": "question_mark", ".": "full_stop"}
    await press(pilot, *(names.get(letter, letter) for letter in text))


def facts(lab: Lab) -> list[FactDraft]:
    """The facts on the disk."""
    path = lab.paths.decks / "apec.facts.md"
    return drafts_in(path.read_text("utf-8")) if path.exists() else []


def answers(draft: FactDraft) -> list[str]:
    return [draft.statement[each.start : each.end] for each in draft.answers]


def chosen(app: QuizApp) -> str:
    """What is on the ground of the cursor."""
    assert isinstance(app.screen, ArticleScreen)
    return app.screen._reading.at.words


def text_shown(app: QuizApp) -> str:
    """The lines of the article beside the bar."""
    width = app.screen.query_one("#text").region.right
    lines = (line[:width] for line in screen_text(app).splitlines())
    return "\n".join(line for line in lines if "▌" in line)


def footer(app: QuizApp) -> str:
    return screen_text(app).splitlines()[-1]


async def test_enter_keeps_the_letters_that_were_typed_just_before_it(
    lab: Lab,
) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "J", "e")
        burst(app, *"Shinzo", "enter")
        await until(pilot, lambda: bool(facts(lab)))
        assert facts(lab)[0].statement.startswith("Shinzo signed")
        await press(pilot, "Q")
        burst(app, *"Where", "escape")
        await until(pilot, lambda: not app.screen.has_class("-writing"))
        await press(pilot, "Q")
        assert app.screen.query_one(LineArea).text == "Where"


async def test_an_article_becomes_cards_that_are_studied(lab: Lab) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "The summit" in screen_text(app)
        assert "0 cards · ¶ 1 of 2" in screen_text(app)
        assert "Study" not in footer(app)
        await press(pilot, "tab")
        assert "APEC was founded in _____" in screen_text(app)
        assert "Blank this" in footer(app)
        await press(pilot, "enter")
        assert answers(facts(lab)[0]) == ["Canberra"]
        assert "Blanked “Canberra”" in screen_text(app)
        await press(pilot, "shift+tab", "enter")  # its card is made: on to the next one
        assert chosen(app) == "1989"
        await press(pilot, "Q")
        await type_in(pilot, "When was it?")
        assert "When was it?\n    ✓ 1989" in screen_text(app)
        await press(pilot, "enter")
        assert facts(lab)[0].answers[1].question == "When was it?"
        await press(pilot, "J", "e")
        await type_in(pilot, "Abe")  # in the place of “He”, which a hint is about
        await press(pilot, "enter")
        assert "Abe signed it in Lima" in screen_text(app)
        assert "“He signed it in Lima" in screen_text(app)  # the article's own words
        assert facts(lab)[1].statement.startswith("Abe signed")
        await press(pilot, "u")
        assert len(facts(lab)) == 1
        assert "Undone: edited" in screen_text(app)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert question_of(app).card.deck == "apec"
        assert isinstance(app.screen, StudyScreen)
        assert app.screen._sitting.left.total == 2


async def test_what_is_made_is_at_home_when_one_comes_back(lab: Lab) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: "The summit" in screen_text(app))
        assert "1 card" in screen_text(app)
        assert not pilot.app._notifications


async def test_each_way_leads_to_the_sentence_of_the_card_and_back(lab: Lab) -> None:
    name = lab.keep_article(SUMMIT)
    app = lab.app(article=name, place="2.1")
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        assert chosen(app) == "Lima"
        assert "APEC was founded" in screen_text(app)  # there is room for it
        await press(pilot, "enter", "a")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await press(pilot, "ctrl+n", "r")
        article = await opened(pilot)
        assert str(article._reading.at.place) == "2.1"
        assert chosen(app) == "Lima"  # the answer of the card, not what comes next
        assert "Study" not in footer(app)  # no sitting in a sitting
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await press(pilot, "e")  # where the card was made
        await opened(pilot)
        assert chosen(app) == "Lima"
        before = facts(lab)
        await press(pilot, "e", "end", "X", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await until(pilot, lambda: app.workspace and app.workspace.undo_count)
        assert facts(lab) != before
        await press(pilot, "ctrl+z")
        assert facts(lab) == before
        assert "Undone: edited the sentence." in screen_text(app)
        await press(pilot, "1", "escape", "escape")
        await opened(pilot)
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(app.screen, ReadScreen))
        await until(pilot, lambda: "He signed it in Lima" in screen_text(app))
        await press(pilot, "r")
        await opened(pilot)
        await press(pilot, "escape", "b")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await press(pilot, "r")
        assert str((await opened(pilot))._reading.at.place) == "2.1"
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await press(pilot, "escape", "escape")  # the search, then browse
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await press(pilot, "r")
        await opened(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_what_was_being_written_comes_back_with_the_same_key(lab: Lab) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "Q")
        await type_in(pilot, "Who")
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await press(pilot, "ctrl+q", "enter")  # which stays
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await type_in(pilot, "?")
        await press(pilot, "escape")
        assert isinstance(app.screen, ArticleScreen)
        assert not facts(lab)
        await press(pilot, "down", "escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert "The question you typed at ¶ 1" in screen_text(app)
        assert "“Who?”" in screen_text(app)
        await press(pilot, "enter")  # which discards nothing, and goes there
        await until(pilot, lambda: "brings it back" in screen_text(app))
        await press(pilot, "Q", "enter")
        assert facts(lab)[0].answers[0].question == "Who?"


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_chosen_is_in_sight_at_any_size(
    lab: Lab, size: tuple[int, int]
) -> None:
    long = "\n\n".join(
        f"In {1900 + n} it was in Lima. Then it went to Cusco [{n}], to stay there for "
        f"as long as Pedro Paz was mayor, in {1950 + n}."
        for n in range(30)
    )
    app = lab.app(article=lab.keep_article(f"# Long\n\n{long}\n"))
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        for number, key in enumerate(("tab",) * 25 + ("j", "J", "k", "end", "K", "g")):
            await press(pilot, key)
            assert chosen(app).split()[0] in text_shown(app), (number, key)
            if number == 12:
                await pilot.resize_terminal(size[0] - 7, size[1] - 2)
                await pilot.pause()


async def test_the_help_has_an_example_and_every_key(lab: Lab) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 60)) as pilot:
        await opened(pilot)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await until(pilot, lambda: "An example" in screen_text(app))
        shown = screen_text(app)
        assert "“Canberra was founded in" in shown
        for label in ("Blank this", "Ask", "Longer, left", "Next word", "Find"):
            assert label in shown


async def test_found_words_are_chosen(lab: Lab) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "slash")
        await type_in(pilot, "no vote")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        assert chosen(app) == "no vote"
        await press(pilot, "slash")
        await type_in(pilot, "x")
        await press(pilot, "enter")
        await pilot.pause()
        assert "“x” is not in this article" in screen_text(app)


async def test_a_click_chooses_a_word_and_two_make_a_card(lab: Lab) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        lines = screen_text(app).splitlines()
        y, line = next((y, e) for y, e in enumerate(lines) if "founded" in e)
        await pilot.click(offset=(line.index("founded") + 2, y))
        assert chosen(app) == "founded"
        await pilot.click(offset=(line.index("1989"), y))
        assert chosen(app) == "1989"
        await pilot.click(offset=(line.index("1989"), y), times=2)
        await until(pilot, lambda: bool(facts(lab)))
        assert answers(facts(lab)[0]) == ["1989"]


async def test_another_programs_change_is_taken_and_said(lab: Lab) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "enter")
        path = lab.paths.decks / "apec.facts.md"
        theirs = path.read_text("utf-8").replace(":at: 1.1", ":at: 1.1\n:note: mine")
        path.write_text(theirs, encoding="utf-8")
        await press(pilot, "enter")
        assert path.read_text("utf-8") == theirs
        assert [each.severity for each in app._notifications] == ["error"]
        await press(pilot, "enter")
        assert [each.note for each in facts(lab)] == ["mine"]
        assert len(facts(lab)[0].answers) == 2


async def test_undo_asks_first_about_a_card_that_was_studied_from_its_article(
    lab: Lab,
) -> None:
    app = lab.app(article=lab.keep_article(SUMMIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "enter", "a")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await press(pilot, "ctrl+n", "1", "escape", "escape")
        await opened(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert "studied since" in screen_text(app)


async def test_hostile_texts_are_only_ever_text(lab: Lab) -> None:
    texts = [f"Lima met {attack} in 2016. Q: Then it met Rio." for attack in ATTACKS]
    name = lab.keep_article("# [bold]\n\n" + "\n\n".join(texts))
    app = lab.app(article=name)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for key in ("enter", "J") * len(ATTACKS):
            await press(pilot, key)
            assert not UNSAFE.search(screen_text(app).replace("\n", ""))
        assert isinstance(app.screen, ArticleScreen)


@pytest.mark.parametrize(
    "number", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 20))]
)
async def test_random_keys_leave_facts_without_errors(lab: Lab, number: int) -> None:
    rng = Random(f"article keys/{number}")
    app = lab.app(article=lab.keep_article(SUMMIT))
    names = [key for verb in ARTICLE for key in verb.key.split(",")]
    names = [*names, *"heS9", *["enter", "tab"] * 5]
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        for key in rng.choices([n for n in names if n not in ("q", "escape")], k=60):
            if app.screen is screen:
                await press(pilot, key)
            else:
                await press(pilot, "escape")
        made = read_facts((lab.paths.decks / "apec.facts.md").read_bytes(), "apec")
        assert not [e for e in made.deck.complaints if e.level is Level.ERROR]
        assert facts(lab) == list(screen._reading.drafts)


async def test_an_article_that_is_gone_is_said(lab: Lab) -> None:
    app = lab.app(article="nowhere")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await until(pilot, lambda: bool(app._notifications))
        assert isinstance(app.screen, HomeScreen)
