"""The learner's own article, read sentence by sentence, and the facts made from it.

`reading` makes and changes facts, `position` is where the reader is, `places` are the
paragraphs and sentences, `spans` the words of a sentence, and `asked` shows how a card
will be asked.
"""

from quizapp.study.article.asked import AskedCard
from quizapp.study.article.places import Place, ShownParagraph
from quizapp.study.article.reading import ArticleReading
from quizapp.study.article.spans import Span

__all__ = ["ArticleReading", "AskedCard", "Place", "ShownParagraph", "Span"]
