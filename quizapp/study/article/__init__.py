"""The learner's own article, read sentence by sentence, and the facts made from it.

`reading` makes cards, `position` moves through the article, `places` has its paragraphs
and sentences, `spans` the words of a sentence, and `asked` shows how a card is asked.
"""

from quizapp.study.article.asked import AskedCard
from quizapp.study.article.places import Place, ShownParagraph
from quizapp.study.article.reading import ArticleReading
from quizapp.study.article.spans import Span

__all__ = ["ArticleReading", "AskedCard", "Place", "ShownParagraph", "Span"]
