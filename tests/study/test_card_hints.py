"""The hints about an answer that is being marked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.facts.writer import FactDraft, MarkedAnswer
from quizapp.cards.lint import lint
from quizapp.model import Card, Complaint, Kind, Rival
from quizapp.model.articles import ArticleText, Paragraph
from quizapp.study.article.asked import Asker

# A statement, its answer, the language, a question, and the codes of its hints.
CARDS = [
    ("Peru has hosted APEC in 2008.", "2008", "en", "", []),
    ("It has hosted APEC in 2008.", "2008", "en", "", ["points-back"]),
    ("Last year Peru hosted APEC.", "Peru", "en", "", ["day-of-writing"]),
    ("Last year it hosted APEC.", "APEC", "en", "", ["day-of-writing"]),
    (f"Peru {'so ' * 41}hosted APEC.", "APEC", "en", "", ["too-long"]),
    ("APEC met in Lima, and Lima liked APEC.", "Lima", "en", "", ["given-away"]),
    ("Er trat 1998 bei.", "1998", "de", "", ["points-back"]),
    ("Peru joined.", "Peru", "en", "Who joined it?", []),
    ("Peru joined.", "Peru", "en", "Why did it join?", ["points-back"]),
]


def hints(
    statement: str, answer: MarkedAnswer, language: str = "en"
) -> Sequence[Complaint]:
    """The hints about the card of an answer."""
    article = ArticleText("Any", (Paragraph(statement),), language)
    draft = FactDraft("1.1", statement, statement, (answer,))
    return Asker(article).asked(draft, answer, ()).hints


@pytest.mark.parametrize(
    ("statement", "answer", "language", "question", "codes"), CARDS
)
def test_a_marked_answer_has_the_hints_that_the_check_of_its_file_has(
    statement: str, answer: str, language: str, question: str, codes: list[str]
) -> None:
    start = statement.index(answer)
    marked_answer = MarkedAnswer(start, start + len(answer), question=question)
    found = hints(statement, marked_answer, language)
    assert [each.code for each in found] == codes

    marked = statement.replace(answer, f"[{answer}]", 1)
    asked = f"? {question} -> {answer}\n" if question else ""
    text = f'---\nlanguage = "{language}"\n---\n## 1\n{marked}\n:id: a\n{asked}'
    deck = generate_deck(read_facts(text, "deck"))
    assert [each.code for each in lint(deck, text)] == codes
    assert all(each.line == (7 if question else 5) for each in lint(deck, text))


def test_the_place_of_a_hint_is_in_the_statement() -> None:
    statement = "In Lima, Peru said yesterday that it left."
    (hint,) = hints(statement, MarkedAnswer(3, 7))
    assert statement[hint.column - 1 :].startswith("yesterday")


def test_the_answers_of_other_decks_are_choices_in_the_preview() -> None:
    cities = [Card("d", Kind.FLIP, f"{n}?", n) for n in ("Rome", "Oslo", "Bern")]
    statement = "APEC met in Lima."
    answer = MarkedAnswer(12, 16, "city")
    draft = FactDraft("1.1", statement, statement, (answer,))
    article = ArticleText("Any", (Paragraph(statement),))
    for found, has_choices in ((cities, True), (cities[1:], False)):
        rivals = [Rival(each.answer, each) for each in found]
        asker = Asker(article, {"city": rivals}.__getitem__)
        assert asker.asked(draft, answer, ()).has_choices is has_choices
