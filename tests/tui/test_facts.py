"""A fact is our own wording: only an article's own words are shown as a quotation."""

from __future__ import annotations

import io
import re

from textual.content import Content

from quizapp.cards.questions import judge
from quizapp.decks.editing.draft import Draft
from quizapp.decks.editing.preview import preview_deck
from quizapp.model import Card, Fields, Kind, Mode, Question
from quizapp.plain.lines import Printer
from quizapp.tui.kinds import Room, form_of
from quizapp.tui.kinds.verdict import Feedback, verdict_said
from quizapp.tui.read.screen import ReadScreen
from quizapp.tui.widgets.prose import inline
from quizapp.tui.write.asked import asked
from tests.command_line import Run, lines_of
from tests.samples import CARDS, FOLDER, NAMES
from tests.screens import Lab, plan, press, screen_text, to_quiz, until

WITH_FACT = [card for card in CARDS if card.fields.cite]


WIDE = Room(1000, is_short=False, is_tall=True, button_style="bold")


def check(text: str, card: Card, name: str = "Fact") -> None:
    """The card's fact stands behind its place, and not between quotation marks."""
    fact = inline(card.fields.cite).plain
    assert re.search(rf"{re.escape(card.fields.attribution(name))}(?:  |: )", text)
    places = [found.start() for found in re.finditer(re.escape(fact), text)]
    assert places
    for at in places:
        around = text[at - 1 : at] + text[at + len(fact) : at + len(fact) + 1]
        assert not set(around) & set("“”\"'‘’„«»‹›*_"), text


QUOTE = "Lima, *Peru's* capital, played host."


def quoted(cite: str) -> tuple[list[Content], str]:
    """The verdict on a card with a quote, on the screen and in line mode."""
    fields = Fields(cite=cite, quote=QUOTE, source="5", at="5.2", note="By the sea.")
    question = Question(
        Card("peru", Kind.FLIP, "Where?", "Lima", fields=fields), Kind.FLIP, "Where?"
    )
    printed = io.StringIO()
    verdict = judge(question, "")
    Printer(printed).print_verdict(question, verdict)
    said = verdict_said(form_of(question), Feedback(verdict), WIDE)
    return said.lines(1000), printed.getvalue()


def test_a_quote_is_shown_as_the_articles_own_words() -> None:
    lines, printed = quoted("The host was Lima.")
    (line,) = [each for each in lines if "Article" in each.plain]
    assert f"Article, ¶ 5  “{QUOTE}”" in line.plain
    start = line.plain.index("“")
    assert [str(span.style) for span in line.spans if span.start >= start] == [
        "italic",
        "bold",
    ]
    texts = {"The host", f"“{QUOTE[:4]}", "By the sea"}
    starts = {e.plain.index(t) for e in lines for t in texts if t in e.plain}
    assert len(starts) == 1, "all texts begin in one column"
    assert f"  Fact, ¶ 5: The host was Lima.\n  Article, ¶ 5: “{QUOTE}”\n" in printed


def test_a_fact_that_says_the_same_as_its_quote_is_left_out() -> None:
    lines, printed = quoted("Lima, Peru's capital, played host")
    assert "Fact" not in "".join(each.plain for each in lines) + printed
    assert f"Article, ¶ 5: “{QUOTE}”" in printed


def is_upright(content: Content, card: Card) -> bool:
    fact = inline(card.fields.cite).plain
    start = content.plain.index(fact)
    return not any(
        "italic" in str(span.style)
        for span in content.spans
        if span.start < start + len(fact) and span.end > start
    )


def test_the_shipped_decks_have_facts() -> None:
    assert len(WITH_FACT) > 40


def test_no_fact_is_a_quotation_in_a_verdict() -> None:
    for card, other in zip(WITH_FACT, WITH_FACT[1:] + WITH_FACT[:1], strict=True):
        question = Question(card, Kind.FLIP, "Which?")
        for given in (None, ""):
            verdict, printed = judge(question, given), io.StringIO()
            feedback = Feedback(verdict, other)
            lines = verdict_said(form_of(question), feedback, WIDE).lines(1000)
            Printer(printed).print_verdict(question, verdict, other)
            content = Content("\n").join(lines)
            for text, name in (
                (content.plain, "See also"),
                (printed.getvalue(), "Related fact"),
            ):
                check(text, card)
                check(text, other, name)
            assert is_upright(content, card)


def test_no_fact_is_a_quotation_where_a_card_is_written() -> None:
    for name in NAMES:
        text = (FOLDER / f"{name}.md").read_text("utf-8")
        proof = preview_deck(Draft(None, text.encode()), text)
        for card in proof.cards:
            lines = asked(proof, [card], 1000)
            whole = " ".join(line.plain.strip() for line in lines)  # it is wrapped
            fact = inline(card.fields.cite).plain
            assert re.search(rf"Fact[^“”]* {re.escape(fact)}", whole)


async def test_no_fact_is_a_quotation_where_it_is_read(article: Lab) -> None:
    app = article.app(quiz=plan(decks=tuple(NAMES), mode=Mode.PRETEST))
    async with app.run_test(size=(130, 300)) as pilot:
        await to_quiz(pilot)
        await press(pilot, "ctrl+s", "y")
        assert "⏎ Show facts" in screen_text(app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadScreen))
        await until(pilot, lambda: "Pacific Alliance" in screen_text(app))
        told = re.sub(r" \d+%$", "", screen_text(app), flags=re.MULTILINE)
        text = re.sub(r"\s+", " ", re.sub("[▌▁]", "", told))
    for card in WITH_FACT:
        assert f" {inline(card.fields.cite).plain}" in text
    assert not set(text) & set("“”„«»")


def test_no_fact_is_a_quotation_in_lines_and_json(run: Run) -> None:
    words = ("quiz", *NAMES, "--pretest", "--plain")
    told = run(*words, input=":d\n:d\n").stdout
    for card in WITH_FACT:
        assert f"\n  {card.fields.shown_source}: {card.fields.cite}\n" in told
    statements = {card.fields.cite for card in WITH_FACT}
    lines = lines_of(run(*words, "--json", input=":d\n:d\n").stdout)
    assert {each["text"] for each in lines if each["line"] == "fact"} == statements
    first = next(each for each in lines if each["line"] == "result")
    assert {each["fact"] for each in first["questions"]} <= statements
    study = lines_of(run("study", NAMES[0], "--plain", "--json", input="\n").stdout)
    assert study[1]["fact"] in statements
