"""The quotes of a facts file, compared with its article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.cards.articles.reader import read_article
from quizapp.cards.articles.sentences import sentences
from quizapp.cards.facts.quotes import check_quotes
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.facts.writer import (
    FactDraft,
    MarkedAnswer,
    new_facts_text,
    with_fact,
)
from quizapp.cards.format.reader import read_deck
from quizapp.cards.languages import languages_in
from quizapp.decks.articles.facts_file import make_deck
from quizapp.decks.library.checker import complaints_of
from quizapp.model import Level

ARTICLE = """\
The summit’s host

Lima this week plays host to the leaders of twenty-one
economies. “We will oppose it”, said Peru’s president – twice.
He was born in 1938.
"""


def told(statement: str, quote: str) -> list[tuple[str, int, int]]:
    facts = read_facts(f"## 1\n{statement}\n:id: f\n:quote: {quote}\n", "deck")
    assert not facts.deck.complaints
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


TEXTS = Path(__file__).parents[1] / "articles" / "texts"


@pytest.mark.parametrize(
    "name", sorted(path.name for path in TEXTS.iterdir() if path.suffix != ".toml")
)
def test_marked_sentences_of_an_article_pass_the_check_and_so_does_their_deck(
    name: str, tmp_path: Path
) -> None:
    article = read_article((TEXTS / name).read_bytes(), name)
    (language, *_) = languages_in(article.language)
    text, count = new_facts_text(article), 0
    for number, paragraph in enumerate(article.paragraphs, start=1):
        spans = sentences(paragraph.text, language)
        for place, (start, end) in list(enumerate(spans, start=1))[::3]:
            said = paragraph.text[start:end]
            word = max(re.findall(r"\w+", said), key=len)
            at = said.index(word)
            marks = (MarkedAnswer(at, at + len(word)),)
            draft = FactDraft(f"{number}.{place}", said, said, marks)
            text, _ = with_fact(text, draft)
            count += 1
    assert count > 10
    facts, deck = tmp_path / "a.facts.md", tmp_path / "a.md"
    facts.write_text(text, "utf-8")
    whole = "\n".join(each.text for each in article.paragraphs)
    before = complaints_of(facts, whole)
    assert [each for each in before if each.level is not Level.HINT] == []
    assert make_deck(facts, tmp_path) == ""
    assert complaints_of(facts, whole) == before
    assert [e for e in complaints_of(deck) if e.level is not Level.HINT] == []
    cards = read_deck(deck.read_bytes(), "a").cards
    assert len(cards) == count
    assert all(card.fields.quote in whole for card in cards)
