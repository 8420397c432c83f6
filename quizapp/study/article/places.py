"""The paragraphs and sentences of an article, each parsed when it is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.cards.articles.sentences import sentences
from quizapp.cards.articles.suggestions import Suggester
from quizapp.cards.facts.writer import FactDraft
from quizapp.cards.languages import language_of
from quizapp.model.articles import ArticleText, Suggestion
from quizapp.study.article.spans import Span

_NOTE = re.compile(r" ?\[(?:\d{1,3}|citation needed)\]")
"""The number of a note, which means nothing in a card."""
_PLACE = re.compile(r"(\d+)(?:\.(\d+))?")


class Place(NamedTuple):
    """A sentence of an article; both numbers begin with 0."""

    paragraph: int
    sentence: int

    def __str__(self) -> str:
        """The place as it is written, counted from 1: `5.2`."""
        return f"{self.paragraph + 1}.{self.sentence + 1}"


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence as it is shown: the statement of its fact, or the article's words
    without the numbers of notes."""

    start: int
    """Where the sentence begins in the paragraph that is shown."""
    text: str
    draft: FactDraft | None = None

    @property
    def end(self) -> int:
        """Where the sentence ends in the paragraph that is shown."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph with the facts that are made from it."""

    text: str
    heading: str
    sentences: Sequence[ShownSentence]

    @property
    def cards(self) -> int:
        """How many answers are marked in the paragraph."""
        return sum(len(each.draft.answers) for each in self.sentences if each.draft)


class ShownArticle:
    """An article of any length; a paragraph is split into sentences when it is
    shown."""

    def __init__(self, text: ArticleText) -> None:
        self.text = text
        self.count = len(text.paragraphs)
        """How many paragraphs there are."""
        self._language = language_of(text.language)
        self._suggester: Suggester | None = None
        self._sentences: dict[int, Sequence[Span]] = {}
        self._suggestions: dict[str, Sequence[Suggestion]] = {}
        self._shown: dict[int, ShownParagraph] = {}
        self._drafts: Mapping[str, FactDraft] = {}
        self._quoting: dict[str, list[FactDraft]] = {}
        """Facts that name no sentence, by their paragraph."""
        self._with_facts: set[str] = set()
        """The numbers of the paragraphs that have facts."""

    def take(self, drafts: Sequence[FactDraft]) -> None:
        """Show these facts; if there are several about one sentence, the first."""
        self._shown.clear()
        self._drafts = {each.at: each for each in reversed(drafts)}
        self._quoting = {}
        for each in drafts:
            if "." not in each.at and each.quote:
                self._quoting.setdefault(each.at, []).append(each)
        self._with_facts = {at.partition(".")[0] for at in self._drafts}

    def _draft(self, place: Place) -> FactDraft | None:
        """The fact made from a sentence: it names the sentence, or it quotes it and
        names the paragraph."""
        if draft := self._drafts.get(str(place)):
            return draft
        quoted = self._quoting.get(str(place.paragraph + 1), ())
        quote = self.quote(place) if quoted else ""
        return next((each for each in quoted if each.quote in quote), None)

    def spans(self, paragraph: int) -> Sequence[Span]:
        """Where the sentences of a paragraph are in the article's own text."""
        if paragraph not in self._sentences:
            text = self.text.paragraphs[paragraph].text
            found = [Span(*each) for each in sentences(text, self._language)]
            self._sentences[paragraph] = found or [Span(0, len(text))]
        return self._sentences[paragraph]

    def quote(self, place: Place) -> str:
        """A sentence in the article's own words."""
        start, end = self.spans(place.paragraph)[place.sentence]
        return self.text.paragraphs[place.paragraph].text[start:end]

    def plain(self, place: Place) -> str:
        """What the article says in a sentence, without the numbers of notes."""
        return _NOTE.sub("", self.quote(place)).lstrip()

    def shown(self, paragraph: int) -> ShownParagraph:
        """A paragraph as it is shown."""
        if paragraph not in self._shown:
            self._shown[paragraph] = self._show(paragraph)
        return self._shown[paragraph]

    def _show(self, paragraph: int) -> ShownParagraph:
        text, heading = self.text.paragraphs[paragraph]
        pieces: list[str] = []
        shown: list[ShownSentence] = []
        length = done = 0
        for number, (start, end) in enumerate(self.spans(paragraph)):
            place = Place(paragraph, number)
            draft = self._draft(place)
            said = draft.statement if draft else self.plain(place)
            length += start - done
            shown.append(ShownSentence(length, said, draft))
            pieces += [text[done:start], said]
            length += len(said)
            done = end
        return ShownParagraph("".join(pieces), heading, shown)

    def suggestions(self, statement: str) -> Sequence[Suggestion]:
        """What may be worth remembering in a sentence."""
        if statement not in self._suggestions:
            self._suggester = self._suggester or Suggester(self.text)
            self._suggestions[statement] = self._suggester.of(statement)
        return self._suggestions[statement]

    # From place to place

    def place(self, at: str) -> Place | None:
        """The sentence at `5.2`, or the first at `5`; the nearest if there are fewer.
        `None` if it is not a place in the article."""
        found = _PLACE.fullmatch(at.strip())
        if not found or not 0 < len(found[1]) < 9 or not self.count:
            return None
        paragraph = int(found[1]) - 1
        if not 0 <= paragraph < self.count:
            return None
        sentence = int(found[2][:9]) - 1 if found[2] else 0
        last = len(self.spans(paragraph)) - 1
        return Place(paragraph, max(0, min(sentence, last)))

    def after(self, place: Place) -> Place | None:
        """The next sentence."""
        paragraph, sentence = place
        if sentence + 1 < len(self.spans(paragraph)):
            return Place(paragraph, sentence + 1)
        return Place(paragraph + 1, 0) if paragraph + 1 < self.count else None

    def before(self, place: Place) -> Place | None:
        """The previous sentence."""
        paragraph, sentence = place
        if sentence:
            return Place(paragraph, sentence - 1)
        if not paragraph:
            return None
        return Place(paragraph - 1, len(self.spans(paragraph - 1)) - 1)

    def find(self, text: str, place: Place, at: int) -> tuple[Place, Span] | None:
        """The next sentence that has `text` after a place in a sentence, and where in
        it; the search goes on at the beginning of the article."""
        wanted = re.compile(re.escape(text), re.IGNORECASE)
        for paragraph in (*range(place.paragraph, self.count), *range(place.paragraph)):
            shown = self.shown_text(paragraph)
            start = 0
            if paragraph == place.paragraph:
                start = self.shown(paragraph).sentences[place.sentence].start + at
            found = wanted.search(shown, start)
            if found and (where := self._sentence_at(paragraph, found.span())):
                return where
        found = wanted.search(self.shown_text(place.paragraph))
        return self._sentence_at(place.paragraph, found.span()) if found else None

    def shown_text(self, paragraph: int) -> str:
        """The text of a paragraph, split into sentences only if necessary."""
        text = self.text.paragraphs[paragraph].text
        if str(paragraph + 1) in self._with_facts or _NOTE.search(text):
            return self.shown(paragraph).text
        return text

    def _sentence_at(
        self, paragraph: int, span: tuple[int, int]
    ) -> tuple[Place, Span] | None:
        for number, each in enumerate(self.shown(paragraph).sentences):
            if each.start <= span[0] < each.end:
                end = min(span[1], each.end) - each.start
                return Place(paragraph, number), Span(span[0] - each.start, end)
        return None
