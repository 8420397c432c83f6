"""Suggests what may be worth remembering in each sentence of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizapp.cards.articles.amounts import amounts
from quizapp.cards.articles.candidates import Candidate, chosen
from quizapp.cards.articles.lexicon import lexicon_of, words_of
from quizapp.cards.articles.names import ArticleWords, names
from quizapp.cards.articles.terms import abbreviations, quotations, terms
from quizapp.model.articles import ArticleText, Suggestion

MAX_LENGTH = 4_000
"""The rest of a longer sentence has no suggestions."""
LEAST, MOST = 3, 7
"""The number of suggestions in a short and in a long sentence."""
WORDS_EACH = 5
"""A sentence has one for so many words."""

_ENDS = tuple(".!?…:”\"»)]")


class Suggester:
    """Suggests parts of the sentences of one article."""

    def __init__(self, article: ArticleText) -> None:
        self._lexicon = lexicon_of(article.language)
        self._article = _words_of_article(article)

    def of(self, sentence: str) -> list[Suggestion]:
        """The suggestions in a sentence, in their order. They do not overlap."""
        text = sentence[:MAX_LENGTH]
        most = min(max(LEAST, len(text.split()) // WORDS_EACH), MOST)
        return chosen(self._candidates(text), len(text), most)

    def _candidates(self, text: str) -> Iterator[Candidate]:
        words = words_of(text)
        yield from amounts(text, words, self._lexicon)
        yield from abbreviations(text, words)
        yield from quotations(text)
        yield from names(text, words, self._lexicon, self._article)
        yield from terms(text, words, self._lexicon)


def _words_of_article(article: ArticleText) -> ArticleWords:
    """How an article writes its words. It reads all of it, so it is kept simple."""
    capitals: Counter[str] = Counter()
    lower: set[str] = set()
    for paragraph in article.paragraphs:
        words = paragraph.text.split()
        lower.update(words)
        capitals.update(
            [
                word
                for before, word in zip(words, words[1:], strict=False)
                if word[0].isupper() and not before.endswith(_ENDS)
            ]
        )
    named: Counter[str] = Counter()
    for word, count in capitals.items():
        plain = word.strip("“”‘’\"'()[]«»„.,;:!?…").removesuffix("’s").removesuffix("'s")
        named[plain] += count
    return ArticleWords(dict(named), frozenset(lower))
