"""One's own article, read sentence by sentence, and the facts that are made from it.

`reading` is what is made, and `position` where one is; `places` are the paragraphs and
sentences, `spans` the words of a sentence, and `asked` the card as it will be asked.
"""

from quizapp.study.article.asked import AskedCard
from quizapp.study.article.places import Place, ShownParagraph
from quizapp.study.article.reading import ArticleReading
from quizapp.study.article.spans import Span

__all__ = ["ArticleReading", "AskedCard", "Place", "ShownParagraph", "Span"]
