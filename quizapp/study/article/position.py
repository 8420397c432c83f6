"""The reader's place in an article: the highlighted sentence, and the part of it that
is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizapp.cards.facts.writer import FactDraft, MarkedAnswer
from quizapp.model.articles import NAME
from quizapp.study.article import spans
from quizapp.study.article.places import Place, ShownArticle, ShownSentence
from quizapp.study.article.spans import Span
from quizapp.text import one_line

REACH = 200
"""Sentences in which to look for the next suggestion."""


class Position:
    """Moves through an article, and changes nothing in it."""

    def __init__(self, article: ShownArticle, place: Place) -> None:
        self.article = article
        self.place = place
        self.chosen: Span | None = None
        """The chosen part of the highlighted sentence."""
        self.type = ""
        """The type of the chosen part, such as `year`."""
        self.marked: MarkedAnswer | None = None
        """The answer that was chosen, if the part is one; it may have been widened
        since."""
        self._choose_first()

    @property
    def sentence(self) -> ShownSentence:
        """The highlighted sentence."""
        if not self.article.count:
            return ShownSentence(0, "")
        return self.article.shown(self.place.paragraph).sentences[self.place.sentence]

    @property
    def statement(self) -> str:
        """The highlighted sentence, with any edits."""
        return self.sentence.text

    @property
    def quote(self) -> str:
        """The highlighted sentence as in the article."""
        return self.article.quote(self.place) if self.article.count else ""

    @property
    def is_edited(self) -> bool:
        """Whether the highlighted sentence was reworded."""
        return bool(self.draft) and self.statement != self.article.plain(self.place)

    @property
    def draft(self) -> FactDraft | None:
        """The fact of the highlighted sentence."""
        return self.sentence.draft

    @property
    def answers(self) -> Sequence[MarkedAnswer]:
        """The answers marked in the highlighted sentence."""
        return self.draft.answers if self.draft else ()

    @property
    def others(self) -> Sequence[MarkedAnswer]:
        """The answers of the highlighted sentence, except the chosen one."""
        return [each for each in self.answers if each != self.marked]

    @property
    def words(self) -> str:
        """The chosen words."""
        return self.statement[slice(*self.chosen)] if self.chosen else ""

    @property
    def is_made(self) -> bool:
        """Whether the chosen part is already an answer."""
        return self.marked is not None and self.chosen == _span(self.marked)

    @property
    def targets(self) -> Sequence[Span]:
        """What can be chosen in the highlighted sentence: its answers and the other
        suggestions."""
        text, answers = self.statement, [_span(each) for each in self.answers]
        marked = {text[start:end] for start, end in answers}
        suggested = (Span(*each[:2]) for each in self.article.suggestions(text))
        free = (
            each
            for each in suggested
            if text[each.start : each.end] not in marked
            and not any(each.overlaps(answer) for answer in answers)
        )
        return sorted([*answers, *free])

    # Moves

    def go(self, by: int) -> None:
        """Go to the next sentence, or back to the previous one (`by` < 0)."""
        move = self.article.after if by > 0 else self.article.before
        if self.article.count and (place := move(self.place)):
            self._move(place)

    def go_paragraph(self, by: int) -> None:
        """Go to the next paragraph; or back to the beginning of this one, then to the
        previous one."""
        at, sentence = self.place
        if by < 0 and sentence:
            by = 0
        if self.article.count:
            self._move(Place(max(0, min(self.article.count - 1, at + by)), 0))

    def go_end(self, by: int) -> None:
        """Go to the last sentence, or back to the first one (`by` < 0)."""
        if self.article.count:
            last = self.article.count - 1
            end = Place(last, len(self.article.spans(last)) - 1)
            self._move(end if by > 0 else Place(0, 0))

    def go_suggestion(self, by: int, *, is_new: bool = False) -> None:
        """Go to the next suggestion or answer (1), or to the one before (-1).

        If none is left in this sentence, the search goes on in the others. With
        `is_new`, answers are passed over.
        """
        before, at = self.place, self.chosen
        move = self.article.after if by > 0 else self.article.before
        for _ in range(REACH if self.article.count else 0):
            made = {_span(each) for each in self.answers} if is_new else ()
            found = [each for each in self.targets[::by] if each not in made]
            if at:
                found = [each for each in found if by * (each.start - at.start) > 0]
            if found:
                self.choose(found[0])
                return
            if not (place := move(self.place)):
                break
            self.place, at = place, None
        self.place = before

    def find(self, text: str) -> bool:
        """Choose the next place where this is written; False if there is none."""
        text = one_line(text)
        if not text or not self.article.count:
            return False
        at = self.chosen.start + 1 if self.chosen else 0
        if not (found := self.article.find(text, self.place, at)):
            return False
        self.place, span = found
        self.choose(spans.whole_words(self.statement, span))
        return True

    def return_to(self, place: Place, chosen: Span | None) -> None:
        """Go back to a place after an edit."""
        self.place = place
        if chosen and chosen.end > len(self.statement):
            chosen = None
        if chosen:
            self.choose(chosen)
        else:
            self._choose_first()

    def _move(self, place: Place) -> None:
        if place != self.place:
            self.place = place
            self._choose_first()

    # What is chosen

    def _choose_first(self) -> None:
        """Choose the first suggestion in the highlighted sentence, or else an
        answer."""
        self.choose(None)
        if self.article.count:
            made = {_span(each) for each in self.answers}
            new = (each for each in self.targets if each not in made)
            self.choose(next(new, next(iter(self.targets), None)))

    def choose(self, span: Span | None) -> None:
        """Choose a part of the highlighted sentence."""
        self.chosen = span
        self.marked = next((e for e in self.answers if _span(e) == span), None)
        self.type = self.marked.type if self.marked else self._type_of(span)

    def _type_of(self, span: Span | None) -> str:
        """The type of the suggestion there, if it covers most of the part. A name of an
        unknown kind has none: such names would make silly choices for each other."""
        for start, end, type_ in self.article.suggestions(self.statement):
            if span and span.overlaps((start, end)):
                common = min(end, span.end) - max(start, span.start)
                if 2 * common > span.end - span.start:
                    return "" if type_ == NAME else type_
        return ""

    def choose_answer(self, text: str) -> None:
        """Choose the marked answer with this text, if the highlighted sentence has
        it."""
        for each in self.answers:
            if self.statement[each.start : each.end] == text:
                self.choose(_span(each))
                return

    def choose_at(self, place: Place, offset: int) -> None:
        """Choose what is suggested at an offset in a sentence, or else the word
        there."""
        self.place = place
        for span in (*self.targets, *spans.words(self.statement)):
            if span.start <= offset < span.end:
                self.choose(span)
                return
        self._choose_first()

    def go_word(self, by: int) -> None:
        """Choose the next word by itself, or the previous one."""
        text = self.statement
        if by > 0:
            word = spans.word_after(text, self.chosen.end if self.chosen else 0)
        else:
            at = self.chosen.start if self.chosen else len(text)
            word = spans.word_before(text, at)
        if word:
            self.choose(word)

    def move_start(self, by: int) -> None:
        """Move the start of what is chosen by a word: -1 makes it longer, 1 shorter."""
        self._resize(spans.moved_start, by)

    def move_end(self, by: int) -> None:
        """Move the end of what is chosen by a word: 1 makes it longer, -1 shorter."""
        self._resize(spans.moved_end, by)

    def _resize(self, move: Callable[[str, Span, int], Span], by: int) -> None:
        if not self.chosen:
            self.go_word(1 if move is spans.moved_end else -1)
            return
        self.chosen = move(self.statement, self.chosen, by)
        if not self.marked:
            self.type = self._type_of(self.chosen)


def _span(answer: MarkedAnswer) -> Span:
    return Span(answer.start, answer.end)
