"""Reading an article: the sentence that is lit, the part of it that is chosen, and the
cards that are made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quizapp.cards.articles.hints import hints
from quizapp.cards.facts.writer import FactDraft, MarkedAnswer
from quizapp.cards.languages import language_of
from quizapp.decks.articles import FactsFile
from quizapp.errors import DeckChangedError, UsageError
from quizapp.model import Complaint
from quizapp.model.articles import ArticleText
from quizapp.study.article import spans
from quizapp.study.article.asked import LONGEST, AskedCard, Asker
from quizapp.study.article.places import Article, Place, ShownParagraph, ShownSentence
from quizapp.study.article.spans import Span
from quizapp.text import one_line, plural, short

REACH = 200
"""Sentences in which the next suggestion is looked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """What can be undone: the facts before it, and where one was."""

    text: str
    place: Place
    chosen: Span | None
    said: str


class ArticleReading:
    """Whatever is made is in the facts file before the next key; each can be undone."""

    def __init__(self, article: ArticleText, file: FactsFile, at: str = "") -> None:
        """`at` is the place to begin with, such as `5.2`; otherwise it is below the
        last fact."""
        self.title = article.title
        self.file = file
        self.article = Article(article)
        self.article.take(file.drafts)
        self.chosen: Span | None = None
        self.made: set[tuple[str, str]] = set()
        """What was marked in this session: the id of the fact, and the answer."""
        self._instead: MarkedAnswer | None = None
        """The answer that is chosen, if it is one; it may be widened."""
        self._type = ""
        self._language = language_of(article.language)
        self._asker = Asker(article)
        self._steps: list[Step] = []
        self._asked: tuple[object, AskedCard | None, Sequence[Complaint]] | None = None
        last = file.drafts[-1].at if file.drafts else ""
        places = (self.article.place(each) for each in (at, last))
        self.place = next((each for each in places if each), Place(0, 0))
        self._choose_first()

    # What is shown

    @property
    def count(self) -> int:
        """How many paragraphs the article has."""
        return self.article.count

    @property
    def cards(self) -> int:
        """How many answers are marked in the whole article."""
        return sum(len(draft.answers) for draft in self.file.drafts)

    def paragraph(self, number: int) -> ShownParagraph:
        """A paragraph, from 0."""
        return self.article.shown(number)

    @property
    def sentence(self) -> ShownSentence:
        """The sentence that is lit."""
        if not self.count:
            return ShownSentence(0, "")
        return self.paragraph(self.place.paragraph).sentences[self.place.sentence]

    @property
    def statement(self) -> str:
        """What the lit sentence says, as it was edited."""
        return self.sentence.text

    @property
    def quote(self) -> str:
        """What the article says in the lit sentence."""
        return self.article.quote(self.place) if self.count else ""

    @property
    def draft(self) -> FactDraft | None:
        """The fact of the lit sentence."""
        return self.sentence.draft

    @property
    def answers(self) -> Sequence[MarkedAnswer]:
        """The answers that are marked in the lit sentence."""
        return self.draft.answers if self.draft else ()

    @property
    def answer(self) -> str:
        """The words that are chosen."""
        return self.statement[slice(*self.chosen)] if self.chosen else ""

    @property
    def made_answer(self) -> MarkedAnswer | None:
        """The answer that is chosen, if it is marked already, just as it is chosen."""
        each = self._instead
        return each if each and (each.start, each.end) == self.chosen else None

    @property
    def question(self) -> str:
        """The question that the chosen answer has."""
        return self._instead.question if self._instead else ""

    @property
    def targets(self) -> Sequence[Span]:
        """What can be chosen in the lit sentence: its answers, and what is suggested
        beside them."""
        answers = [Span(each.start, each.end) for each in self.answers]
        suggested = (
            Span(start, end)
            for start, end, _ in self.article.suggestions(self.statement)
        )
        free = (s for s in suggested if not any(s.overlaps(a) for a in answers))
        return sorted([*answers, *free])

    def asked(
        self, question: str | None = None, statement: str = ""
    ) -> AskedCard | None:
        """The card of what is chosen, as it will be asked; with the question or the
        statement that is being written, if one is."""
        draft, span = self._draft(), self.chosen
        if statement and self.can_edit:
            draft, span = self._edited(statement)
        if not span or not self.count:
            return None
        question = self.question if question is None else question
        answer = MarkedAnswer(*span, self._type, question)
        known = draft, answer, self.file.text
        if not self._asked or self._asked[0] != known:
            made = self._make_card(draft, answer)
            self._asked = known, made, self._hints(draft.statement, span)
        return self._asked[1]

    def _make_card(self, draft: FactDraft, answer: MarkedAnswer) -> AskedCard:
        span = Span(answer.start, answer.end)
        of_it = self._instead and (self._instead.start, self._instead.end)
        others = [
            each
            for each in draft.answers
            if (each.start, each.end) not in (of_it, (answer.start, answer.end))
        ]
        if any(span.overlaps((each.start, each.end)) for each in others):
            problem = "Part of this is an answer already."
            text = draft.statement[slice(*span)]
            return AskedCard("", text, answer.type, problem=problem)
        answers = sorted([*others, answer], key=lambda each: each.start)
        whole = replace(draft, answers=tuple(answers))
        known = (each for each in self.file.drafts if each.id != draft.id)
        return self._asker.asked(whole, answer, known)

    def _hints(self, statement: str, span: Span) -> Sequence[Complaint]:
        return tuple(hints(statement, span, self._language))

    @property
    def hints(self) -> Sequence[Complaint]:
        """What may be wrong with the card that was last asked for."""
        if not self._asked or not self._asked[1] or self._asked[1].problem:
            return ()
        return self._asked[2]

    # Moves

    def go(self, by: int) -> None:
        """To the next sentence, or the one before."""
        move = self.article.after if by > 0 else self.article.before
        if self.count and (place := move(self.place)):
            self._move(place)

    def go_paragraph(self, by: int) -> None:
        """To the next paragraph, or to the beginning of this one and the one before."""
        at, sentence = self.place
        if by < 0 and sentence:
            by = 0
        if self.count:
            self._move(Place(max(0, min(self.count - 1, at + by)), 0))

    def go_to(self, at: str) -> None:
        """To a place such as `5.2`, if there is one."""
        if place := self.article.place(at):
            self._move(place)

    def go_end(self, by: int) -> None:
        """To the first sentence, or the last."""
        if self.count:
            last = self.count - 1
            end = Place(last, len(self.article.spans(last)) - 1)
            self._move(end if by > 0 else Place(0, 0))

    def go_suggestion(self, by: int) -> None:
        """To the next suggestion or answer, in one of the sentences that follow if
        there is none left in this one."""
        at = self.chosen.start if self.chosen else (-1 if by > 0 else 10**9)
        self._go_target(by, at)

    def _go_target(self, by: int, at: int, *, is_new: bool = False) -> None:
        """To the next target beyond a place in the lit sentence."""
        place: Place | None = self.place
        before = self.place, self.chosen, self._instead, self._type
        move = self.article.after if by > 0 else self.article.before
        for _ in range(REACH):
            targets = (
                [e for e in self.targets if e.start > at]
                if by > 0
                else [e for e in reversed(self.targets) if e.start < at]
            )
            if is_new:
                made = {(each.start, each.end) for each in self.answers}
                targets = [each for each in targets if each not in made]
            if targets:
                self._choose(targets[0])
                return
            place = move(self.place) if self.count else None
            if not place:
                break
            self.place, at = place, -1 if by > 0 else 10**9
        self.place, self.chosen, self._instead, self._type = before

    def find(self, text: str) -> bool:
        """Choose the next place where this is written; False if there is none."""
        text = one_line(text)
        if not text or not self.count:
            return False
        at = self.chosen.start + 1 if self.chosen else 0
        if not (found := self.article.find(text, self.place, at)):
            return False
        self.place, span = found
        self._choose(spans.whole_words(self.statement, span))
        return True

    # What is chosen

    def _move(self, place: Place) -> None:
        if place != self.place:
            self.place = place
            self._choose_first()

    def _choose_first(self) -> None:
        """Choose the first suggestion of the lit sentence, or else an answer."""
        self._choose(None)
        if self.count:
            made = {(each.start, each.end) for each in self.answers}
            new = (each for each in self.targets if each not in made)
            self._choose(next(new, next(iter(self.targets), None)))

    def _choose(self, span: Span | None) -> None:
        self.chosen = span
        marked = (e for e in self.answers if (e.start, e.end) == span)
        self._instead = next(marked, None)
        self._type = self._instead.type if self._instead else self._type_of(span)

    def _type_of(self, span: Span | None) -> str:
        """The type of what is suggested there, if that is most of it."""
        for start, end, type_ in self.article.suggestions(self.statement):
            if span and span.overlaps((start, end)):
                common = min(end, span.end) - max(start, span.start)
                if 2 * common > span.end - span.start:
                    return type_
        return ""

    def choose_at(self, at: Place, offset: int) -> None:
        """Choose what is suggested at a place in a sentence, or else the word there."""
        self.place = at
        for span in (*self.targets, *spans.words(self.statement)):
            if span.start <= offset < span.end:
                self._choose(span)
                return
        self._choose_first()

    def go_word(self, by: int) -> None:
        """Choose the next word alone, or the one before."""
        text = self.statement
        if by > 0:
            word = spans.word_after(text, self.chosen.end if self.chosen else 0)
        else:
            at = self.chosen.start if self.chosen else len(text)
            word = spans.word_before(text, at)
        if word:
            self._choose(word)

    def move_start(self, by: int) -> None:
        """One word more at the start of what is chosen (-1), or one less (1)."""
        self._resize(spans.moved_start, by)

    def move_end(self, by: int) -> None:
        """One word more at the end of what is chosen (1), or one less (-1)."""
        self._resize(spans.moved_end, by)

    def _resize(self, move: Callable[[str, Span, int], Span], by: int) -> None:
        if not self.chosen:
            self.go_word(1 if move is spans.moved_end else -1)
            return
        span = move(self.statement, self.chosen, by)
        if span == self.chosen:
            return
        self.chosen = span
        if not self._instead:
            self._type = self._type_of(span)

    # Cards

    @property
    def _others(self) -> Sequence[MarkedAnswer]:
        """The answers of the sentence apart from the chosen one."""
        return [each for each in self.answers if each != self._instead]

    def _marked(self, question: str) -> MarkedAnswer:
        assert self.chosen
        return MarkedAnswer(*self.chosen, self._type, question)

    def _draft(self) -> FactDraft:
        """The fact of the sentence, or a new one."""
        if draft := self.draft:
            return draft
        return FactDraft(str(self.place), self.quote, self.statement, ())

    def blank(self) -> str:
        """Make a card of what is chosen, with a blank in its place; choose the next
        suggestion. What was done, in words."""
        if not self.chosen:
            raise UsageError("Choose an answer first: tab, or space for a word.")
        if self.made_answer:
            self._go_next()
            return ""
        return self._mark(self.question)

    def ask(self, question: str) -> str:
        """Make a card that asks this question for what is chosen; without a question,
        one with a blank."""
        if not self.chosen:
            raise UsageError("Choose an answer first: tab, or space for a word.")
        question = one_line(question)
        if self.made_answer and question == self.question:
            return ""
        return self._mark(question)

    def _mark(self, question: str) -> str:
        asked = self.asked(question)
        if asked and asked.problem:
            raise UsageError(asked.problem)
        answer, said = self._marked(question), f"“{short(self.answer, 24)}”"
        text, is_new = self.answer, not self._instead
        said = f"{said} {'is asked' if question else 'is blanked'}"
        answers = sorted([*self._others, answer], key=lambda each: each.start)
        draft = replace(self._draft(), answers=tuple(answers))
        self.made.add((self._put(draft, said), text))
        if is_new:
            self._go_next()
        return said

    def _go_next(self) -> None:
        """To the next suggestion of which no card is made."""
        self._go_target(1, self.chosen.start if self.chosen else -1, is_new=True)

    def edit(self, statement: str) -> str:
        """Let the fact of the lit sentence say this; its answers move with the edit."""
        after = one_line(statement)
        if not after or after == self.statement:
            return ""
        if len(after) > LONGEST:
            raise UsageError("A sentence this long makes no good card: shorten it.")
        before, (edited, chosen) = self.answers, self._edited(after)
        said = "Edited"
        if gone := len(before) - len(edited.answers):
            said += f" · {plural(gone, 'answer is', 'answers are')} gone"
        if after == self.quote and not edited.answers and not edited.note:
            if edited.id:
                self._do(lambda: self.file.remove(edited.id), said)
        else:
            self._put(edited, said)
        if chosen:
            self._choose(chosen)
        else:
            self._choose_first()
        return said

    def _edited(self, statement: str) -> tuple[FactDraft, Span | None]:
        """The fact with this statement, and where what is chosen is in it."""
        draft = self._draft()
        chosen = [self.chosen] if self.chosen else []
        places = [(each.start, each.end) for each in draft.answers]
        moved = spans.after_edit([*places, *chosen], draft.statement, statement)
        kept: list[MarkedAnswer] = []
        for each, span in zip(draft.answers, moved, strict=False):
            if span and not any(span.overlaps((e.start, e.end)) for e in kept):
                kept.append(replace(each, start=span.start, end=span.end))
        kept.sort(key=lambda each: each.start)
        edited = replace(draft, statement=statement, answers=tuple(kept))
        return edited, moved[-1] if chosen else None

    @property
    def can_edit(self) -> bool:
        """Whether the lit sentence is short enough to be edited."""
        return 0 < len(self.statement) <= LONGEST

    def annotate(self, note: str) -> str:
        """Let the fact of the lit sentence have this note; empty for none."""
        draft, note = self.draft, one_line(note)
        if not draft or note == draft.note:
            return ""
        said = "The note is kept" if note else "The note is gone"
        self._put(replace(draft, note=note), said)
        return said

    @property
    def can_remove(self) -> bool:
        """Whether a card is chosen, or the fact of the sentence has none."""
        return bool(self._instead or (self.draft and not self.answers))

    def remove(self) -> str:
        """Remove the card of the chosen answer; with the last one, its fact."""
        draft, others = self.draft, self._others
        if not draft or not self.can_remove:
            return ""
        said = f"“{short(self.answer, 24)}” is removed" if self._instead else "Removed"
        if others:
            self._put(replace(draft, answers=tuple(others)), said)
        else:
            self._do(lambda: self.file.remove(draft.id), said)
            self._choose_first()
        return said

    # To the disk, and back

    def _put(self, draft: FactDraft, said: str) -> str:
        """Write a fact; its id."""
        ids: list[str] = []
        self._do(lambda: ids.append(self.file.put(draft)), said)
        return ids[0]

    def _do(self, change: Callable[[], object], said: str) -> None:
        """Change the facts, so that it can be undone."""
        step = Step(self.file.text, self.place, self.chosen, said)
        try:
            change()
        except DeckChangedError:
            self._steps.clear()  # another program's changes are not ours to undo
            self._take()
            raise
        self._steps.append(step)
        self._take()

    def _take(self) -> None:
        """Show the facts as they are on the disk."""
        self.article.take(self.file.drafts)
        chosen = self.chosen
        if chosen and chosen.end > len(self.statement):
            chosen = None
        self._choose(chosen)

    @property
    def can_undo(self) -> bool:
        """Whether anything was made that can be undone."""
        return bool(self._steps)

    def undo(self) -> str:
        """Undo what was made last, and go back there."""
        if not self._steps:
            return ""
        step = self._steps[-1]
        try:
            self.file.restore(step.text)
        except DeckChangedError:
            self._steps.clear()
            self._take()
            raise
        self._steps.pop()
        self.place, self.chosen = step.place, step.chosen
        self._take()
        return f"Undone: {step.said}"
