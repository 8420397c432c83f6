"""Compares the quotes in a facts file with the article that they come from."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from quizapp.cards.facts.fact import Fact, Facts
from quizapp.cards.format.complaints import complaint
from quizapp.cards.languages import languages_in
from quizapp.model import Complaint
from quizapp.text import short, visible

_SIGNS = str.maketrans("‘’ʼ“”„«»‐‑–—", '\'\'\'"""""----', "\u00ad")
_WORD = re.compile(r"\w+")
MOST_OF_SMALL = 3
"""Letters of a small word in a name."""


def check_quotes(facts: Facts, article: str) -> Iterator[Complaint]:
    """Complaints about the quotes of facts made from `article`.

    A quote must be in the article word for word; how its spaces, quotation marks and
    dashes are written does not matter. Each answer of an unedited fact, one that has no
    other words than its quote, must be in the quote; in an edited fact, one that is not
    gets only a hint. A name in the place of “he” does not count as an edit, but as an
    answer it must be in the article.
    """
    text = _plain(article)
    anywhere = text.casefold()
    pronouns = languages_in(facts.deck.rules.language)[0].prose.pronouns
    for fact in facts.facts:
        if not fact.quote:
            continue
        quote = _plain(fact.quote)
        if quote not in text:
            code = "quote-not-in-article"
            yield complaint(*fact.quote_place, code, quote=short(fact.quote, 80))
        said = quote.casefold()
        runs = list(_other_words(fact, frozenset(_WORD.findall(said))))
        names = _replaced(fact, said, pronouns) - len(runs)
        """How many more names may stand for a pronoun of the quote."""
        is_edited = bool(runs) and (names < 0 or not all(map(_is_name, runs)))
        for bracket in fact.brackets:
            answer = _plain(bracket.answer)
            if _holds(said, answer):
                continue
            code = "answer-in-own-words" if is_edited else "answer-not-in-quote"
            if not is_edited and names > 0 and _is_name(_WORD.findall(answer)):
                names -= 1
                code = "answer-in-own-words"
                if _holds(anywhere, answer):
                    continue
            yield complaint(*fact.quote_place, code, answer=short(bracket.answer))


def _plain(text: str) -> str:
    """`text` with one way to write spaces, quotation marks and dashes, as safe to show
    as it is in a facts file."""
    text = unicodedata.normalize("NFKC", visible(text))
    return " ".join(text.translate(_SIGNS).split())


def _holds(text: str, answer: str) -> bool:
    """Whether the words of an answer are in a text in lower case."""
    return bool(re.search(rf"(?<!\w){re.escape(answer.casefold())}(?!\w)", text))


def _other_words(fact: Fact, words: Set[str]) -> Iterator[Sequence[str]]:
    """The words of a statement outside its answers that are not among these words;
    those that follow each other together."""
    done = 0
    ends = [(each.start, each.end) for each in fact.brackets]
    for start, end in (*ends, (len(fact.statement), 0)):
        found = _WORD.findall(_plain(fact.statement[done:start]))
        for is_other, run in groupby(found, lambda word: word.casefold() not in words):
            if is_other:
                yield list(run)
        done = end


def _replaced(fact: Fact, said: str, pronouns: Set[str]) -> int:
    """How many pronouns of a quote the statement does not have."""
    before, now = (
        Counter(word for word in _WORD.findall(text) if word in pronouns)
        for text in (said, _plain(fact.statement).casefold())
    )
    return (before - now).total()


def _is_name(words: Sequence[str]) -> bool:
    """Whether these words may be a name: they begin with capitals, apart from small
    ones such as “of” and the “s” of “Peru's”."""
    return (
        bool(words)
        and not words[0][0].islower()
        and all(len(word) <= MOST_OF_SMALL or not word[0].islower() for word in words)
    )
