"""Compares the quotes of a facts file with the article that they are from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from quizapp.cards.facts.fact import Fact, Facts
from quizapp.cards.format.complaints import complaint
from quizapp.model import Complaint
from quizapp.text import short

_SIGNS = str.maketrans("‘’ʼ“”„«»‐‑–—", '\'\'\'"""""----', "\u00ad")
_WORD = re.compile(r"\w+")


def check_quotes(facts: Facts, article: str) -> Iterator[Complaint]:
    """What is wrong with the quotes of facts from `article`.

    A quote must be in the article word for word; how its spaces, quotation marks and
    dashes are written does not matter. Each answer of an unedited fact, one that has no
    other words than its quote, must be in the quote; of one in other words it is only
    remarked on.
    """
    text = _plain(article)
    for fact in facts.facts:
        if not fact.quote:
            continue
        quote = _plain(fact.quote)
        if quote not in text:
            code = "quote-not-in-article"
            yield complaint(*fact.quote_place, code, quote=short(fact.quote, 80))
        said = quote.casefold()
        is_edited = not _words_around(fact) <= set(_WORD.findall(said))
        for bracket in fact.brackets:
            answer = _plain(bracket.answer).casefold()
            if re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", said):
                continue
            code = "answer-in-own-words" if is_edited else "answer-not-in-quote"
            yield complaint(*fact.quote_place, code, answer=short(bracket.answer))


def _plain(text: str) -> str:
    """`text` with one way to write spaces, quotation marks and dashes."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())


def _words_around(fact: Fact) -> set[str]:
    """The words of the statement outside its answers."""
    text, done = "", 0
    for bracket in fact.brackets:
        text += f"{fact.statement[done : bracket.start]} "
        done = bracket.end
    return set(_WORD.findall(_plain(text + fact.statement[done:]).casefold()))
