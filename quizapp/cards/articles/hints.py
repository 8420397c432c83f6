"""What could be better about the card of an answer that is being marked."""

from __future__ import annotations

from quizapp.cards.lint import lint
from quizapp.model import Blank, Card, Complaint, Deck, Fields, Kind, Rules


def hints(
    statement: str,
    answer: tuple[int, int],
    language: str = "en",
    question: str = "",
) -> tuple[Complaint, ...]:
    """The hints about the card that blanks this part of a statement, or that asks for
    it with a question.

    They are those that `quizapp check` has about the facts file; their columns are
    those of the statement, or of the question.
    """
    start, end = answer
    text = statement[start:end]
    fields, rules = Fields(fact="fact"), Rules(language=language)
    if question:
        card = Card("", Kind.FLIP, question, text, 1, 1, fields=fields, rules=rules)
    else:
        card = Card(
            "",
            Kind.CLOZE,
            statement,
            text,
            1,
            1,
            blank=Blank(start, end),
            fields=fields,
            rules=rules,
        )
    deck = Deck("article", "article", "", (card,), rules=rules)
    return lint(deck, question or statement)
