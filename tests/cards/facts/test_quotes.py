"""The quotes of a facts file, compared with its article."""

from __future__ import annotations

import pytest

from quizapp.cards.facts.quotes import check_quotes
from quizapp.cards.facts.reader import read_facts

ARTICLE = """\
The summit’s host

Lima this week plays host to the leaders of twenty-one
economies. “We will oppose it”, said Peru’s president – twice.
He was born in 1938.
"""


def told(statement: str, quote: str) -> list[tuple[str, int, int]]:
    facts = read_facts(f"## 1\n{statement}\n:id: f\n:quote: {quote}\n", "deck")
    assert not facts.complaints
    return [(c.code, c.line, c.column) for c in check_quotes(facts, ARTICLE)]


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("[Lima] plays host.", "Lima this week plays host"),
        ("[lima] this week plays host.", "Lima this week plays host"),
        ("There were [twenty-one] leaders.", "leaders of twenty-one economies"),
        ("[He] was born in [1938].", "He was born in 1938."),
        (
            "[Peru's president] will oppose it.",
            '"We will oppose it", said Peru\'s president - twice.',
        ),
        ("Kuczynski was born in [1938].", "He was born in 1938."),
        ("[Peru] was born in [1938].", "He was born in 1938."),
        (
            "[Peru’s president] was born in 1938.",
            "said Peru’s president – twice. He was born in 1938.",
        ),
    ],
)
def test_a_quote_is_the_articles_words_however_they_are_set(
    statement: str, quote: str
) -> None:
    assert told(statement, quote) == []


@pytest.mark.parametrize(
    ("statement", "quote", "code"),
    [
        ("[Lima] is host.", "Lima this week hosts", "quote-not-in-article"),
        ("[Cusco] plays host.", "Lima this week plays host", "answer-not-in-quote"),
        ("[Lim] plays host.", "Lima this week plays host", "answer-not-in-quote"),
        ("The host is [Peru].", "Lima this week plays host", "answer-in-own-words"),
        ("PPK was born in [1939].", "He was born in 1938.", "answer-not-in-quote"),
        ("PPK came in [1939].", "He was born in 1938.", "answer-in-own-words"),
        ("[Kuczynski] was born.", "He was born in 1938.", "answer-in-own-words"),
        ("He was born in [Lima].", "He was born in 1938.", "answer-not-in-quote"),
    ],
)
def test_what_the_article_does_not_say_is_named(
    statement: str, quote: str, code: str
) -> None:
    assert told(statement, quote) == [(code, 4, 9)]


def test_a_fact_without_a_quote_is_in_the_authors_words() -> None:
    facts = read_facts("## 1\n[Cusco] plays host.\n:id: f\n", "deck")
    assert [*check_quotes(facts, ARTICLE)] == []
