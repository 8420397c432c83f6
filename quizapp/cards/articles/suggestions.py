"""Suggests what may be worth remembering in each sentence of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quizapp.cards.articles.amounts import amounts
from quizapp.cards.articles.candidates import Candidate, Rank, chosen
from quizapp.cards.articles.lexicon import Word, lexicon_of, words_of
from quizapp.cards.articles.names import ArticleWords, names
from quizapp.cards.articles.phrases import defined, listed, noun_phrases, tails
from quizapp.cards.articles.terms import (
    abbreviations,
    bracketed,
    codes,
    quotations,
    terms,
)
from quizapp.model.articles import ArticleText, Suggestion

MAX_LENGTH = 4_000
"""Characters of a sentence that are searched for suggestions."""
LEAST, MOST = 5, 9
"""The number of suggestions in a short and in a long sentence."""
WORDS_EACH = 4
"""There is at most one suggestion for this many words."""
FEW_PHRASES, PHRASE_WORDS = 4, 5
"""A sentence with this many, or one for this many words, gets no more noun phrases."""
FEW = 2
"""A sentence with fewer also gets the phrase it ends with."""

_ENDS = tuple('.!?…:”"»)]')


class Suggester:
    """Suggests parts of the sentences of one article."""

    def __init__(self, article: ArticleText) -> None:
        self._lexicon = lexicon_of(article.language)
        self._article = _words_of_article(article)
        self._text = "\n".join(each.text for each in article.paragraphs)

    def of(self, sentence: str) -> list[Suggestion]:
        """The suggestions in a sentence, in their order. They do not overlap."""
        text = sentence[:MAX_LENGTH]
        words = words_of(text)
        count = len(text.split())
        most = dict.fromkeys(Rank, min(max(LEAST, count // WORDS_EACH), MOST))
        most[Rank.PHRASE] = min(max(FEW_PHRASES, count // PHRASE_WORDS), MOST)
        most[Rank.TAIL] = FEW
        return chosen(self._candidates(text, words), text, most)

    def _candidates(self, text: str, words: Sequence[Word]) -> Iterator[Candidate]:
        lexicon = self._lexicon
        yield from codes(text)
        yield from amounts(text, words, lexicon)
        if text.isupper() and len(words) > 1:
            return  # a heading, whose capitals make no names
        yield from abbreviations(text, words)
        yield from quotations(text)
        yield from names(text, words, lexicon, self._article)
        yield from terms(words, lexicon)
        yield from bracketed(text, lexicon)
        yield from defined(words, lexicon)
        yield from listed(words, lexicon)
        yield from noun_phrases(words, lexicon, self._is_repeated)
        yield from tails(words, lexicon)

    def _is_repeated(self, phrase: str) -> bool:
        return self._text.count(phrase) > 1


def _words_of_article(article: ArticleText) -> ArticleWords:
    """How an article writes its words: simple code, since it reads all of it."""
    capitals: Counter[str] = Counter()
    alone: set[str] = set()
    lower: set[str] = set()
    for paragraph in article.paragraphs:
        words = paragraph.text.split()
        lower.update(words)
        inside = [
            (before[0].isupper(), word, after[0].isupper())
            for before, word, after in zip(
                words, words[1:], [*words[2:], "."], strict=False
            )
            if word[0].isupper() and not before.endswith(_ENDS)
        ]
        capitals.update([word for _, word, _ in inside])
        alone.update(
            [
                word
                for follows, word, leads in inside
                if not follows and (not leads or not word[-1].isalpha())
            ]
        )
    named: Counter[str] = Counter()
    for word, count in capitals.items():
        named[_bare(word)] += count
    return ArticleWords(
        dict(named), frozenset(map(_bare, alone)), frozenset(map(_bare, lower))
    )


def _bare(word: str) -> str:
    """A word without the marks around it, and without a possessive ’s."""
    return word.strip("“”‘’\"'()[]«»„.,;:!?…").removesuffix("’s").removesuffix("'s")
