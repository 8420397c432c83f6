"""Makes cards while an article is read, writes them to its facts file, and undoes
changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from quizapp.cards.facts.writer import FactDraft, MarkedAnswer
from quizapp.decks.articles.facts_file import FactsFile
from quizapp.errors import DeckChangedError, UsageError
from quizapp.model.articles import ArticleText
from quizapp.study.article import spans
from quizapp.study.article.asked import (
    LONGEST,
    AskedCard,
    Asker,
    Elsewhere,
    nothing_elsewhere,
)
from quizapp.study.article.places import Place, ShownArticle
from quizapp.study.article.position import Position
from quizapp.study.article.spans import Span
from quizapp.text import one_line, plural, short

IN_A_WORD = ("points-back", "day-of-writing")
"""The codes of hints about one word of a statement."""
NOTHING_CHOSEN = "Choose an answer first: tab, or space for a word."


@dataclass(frozen=True, slots=True)
class Change:
    """A change that can be undone: the facts file before it, and the place."""

    text: str
    place: Place
    chosen: Span | None
    said: str
    """What was done, in words."""
    answers: int
    """How many answers were given before it."""


class ArticleReading:
    """Makes facts. Every change is in the facts file before the next key, and can be
    undone.

    A method that changes something returns a sentence that says what it did.
    """

    def __init__(
        self,
        article: ArticleText,
        file: FactsFile,
        at: str = "",
        answer: str = "",
        elsewhere: Elsewhere = nothing_elsewhere,
        *,
        answers: Callable[[], int] = int,
    ) -> None:
        """`at` is the place to begin at, such as `5.2`, and `answer` the card there; by
        default the place is that of the last fact. `answers` counts the answers that
        the learner has given."""
        self.title = article.title
        self.article = ShownArticle(article)
        self.file = file
        self.drafts: Sequence[FactDraft] = file.drafts
        """The facts on the disk, in the order of the file."""
        self.article.take(self.drafts)
        self.made: set[tuple[str, str]] = set()
        """What was marked in this session: the id of the fact, and the answer."""
        self._asker = Asker(article, elsewhere)
        self._asked: tuple[object, AskedCard] | None = None
        self._answers = answers
        self._changes: list[Change] = []
        self._names: dict[str, str] = {}
        """The last replacement for each word such as “he”."""
        last = self.drafts[-1].at if self.drafts else ""
        places = (self.article.place(each) for each in (at, last))
        place = next((each for each in places if each), Place(0, 0))
        self.at = Position(self.article, place)
        if at and answer:
            self.at.choose_answer(answer)

    @property
    def cards(self) -> int:
        """How many answers are marked in the whole article."""
        return sum(len(draft.answers) for draft in self.drafts)

    @property
    def question(self) -> str:
        """The question for the chosen answer."""
        return self.at.marked.question if self.at.marked else ""

    # The card of what is chosen

    def asked(
        self, question: str | None = None, statement: str = ""
    ) -> AskedCard | None:
        """The card of what is chosen, as it will be asked; with the question or the
        statement that is being written, if one is."""
        draft, span, others = self._draft, self.at.chosen, self.at.others
        if statement and self.can_edit:
            moved, span = self._moved(statement)
            draft = replace(draft, statement=statement)
            others = [new for old, new in moved.items() if old != self.at.marked]
        if not span:
            return None
        question = self.question if question is None else question
        answer = MarkedAnswer(*span, self.at.type, question)
        known = draft, answer, self.file.text
        if not self._asked or self._asked[0] != known:
            self._asked = known, self._card(draft, answer, others)
        return self._asked[1]

    def _card(
        self, draft: FactDraft, answer: MarkedAnswer, others: Sequence[MarkedAnswer]
    ) -> AskedCard:
        if any(each.start < answer.end and answer.start < each.end for each in others):
            text = draft.statement[answer.start : answer.end]
            problem = "Part of this is an answer already."
            return AskedCard("", text, answer.type, problem=problem)
        known = (each for each in self.drafts if each.id != draft.id)
        return self._asker.asked(_with(draft, [*others, answer]), answer, known)

    @property
    def _hinted(self) -> Span | None:
        """The first word of the highlighted sentence that a hint is about, such as
        “he”."""
        asked = self.asked()
        for hint in asked.hints if asked and not self.question else ():
            if hint.code in IN_A_WORD:
                at = hint.column - 1
                return spans.whole_words(self.at.statement, (at, at + 1))
        return None

    @property
    def proposed(self) -> tuple[str, Span | None]:
        """The text to begin an edit with, and the part that a hint is about: a “he” is
        replaced as the last one was."""
        text = self.at.statement
        if not (part := self._hinted):
            return text, None
        name = self._names.get(text[slice(*part)].lower(), text[slice(*part)])
        edited = f"{text[: part.start]}{name}{text[part.end :]}"
        return edited, Span(part.start, part.start + len(name))

    def _learn_name(self, part: Span, before: str, after: str) -> None:
        """Remember what replaced a word."""
        word = before[slice(*part)].lower()
        (span,) = spans.after_edit([part], before, after)
        if span and (name := after[slice(*span)]).lower() != word:
            self._names[word] = name

    # Cards

    @property
    def _draft(self) -> FactDraft:
        """The fact of the highlighted sentence, or a new one."""
        at = self.at
        return at.draft or FactDraft(str(at.place), at.quote, at.statement, ())

    def ask(self, question: str) -> str:
        """Make a card that asks this question for what is chosen, or has a blank in its
        place if there is no question; and choose the next suggestion."""
        question = one_line(question)
        if self.at.is_made and question == self.question:
            return ""
        return self._mark(question)

    def _mark(self, question: str) -> str:
        at = self.at
        if not at.chosen:
            raise UsageError(NOTHING_CHOSEN)
        asked = self.asked(question)
        if asked and asked.problem:
            raise UsageError(asked.problem)
        answer, words = MarkedAnswer(*at.chosen, at.type, question), at.words
        said = f"{'Question for' if question else 'Blanked'} “{short(words, 24)}”"
        is_new, draft = not at.marked, _with(self._draft, [*at.others, answer])
        self.made.add((self._put(draft, said), words))
        if is_new:
            at.go_suggestion(1, is_new=True)
        return said

    @property
    def can_edit(self) -> bool:
        """Whether the highlighted sentence is short enough to be edited."""
        return 0 < len(self.at.statement) <= LONGEST

    def edit(self, statement: str) -> str:
        """Reword the highlighted sentence; the answers move with the edit."""
        after = one_line(statement)
        if not after or after == self.at.statement:
            return ""
        if len(after) > LONGEST:
            raise UsageError("This sentence is too long for a good card: shorten it.")
        if part := self._hinted:
            self._learn_name(part, self.at.statement, after)
        moved, _ = self._moved(after)
        edited = _with(replace(self._draft, statement=after), moved.values())
        said = "Edited the sentence"
        if gone := len(self.at.answers) - len(moved):
            said += f" · {plural(gone, 'card')} lost"
        is_plain = after == self.article.plain(self.at.place)
        if is_plain and edited.id and not moved and not edited.note:
            self._do(lambda: self.file.remove(edited.id), said)
        else:
            self._put(edited, said)
        return said

    def _moved(
        self, statement: str
    ) -> tuple[dict[MarkedAnswer, MarkedAnswer], Span | None]:
        """The answers that this statement still has, by what they were before, and the
        new place of what is chosen."""
        chosen = [self.at.chosen] if self.at.chosen else []
        places = [(each.start, each.end) for each in self.at.answers]
        before = self.at.statement
        found = spans.after_edit([*places, *chosen], before, statement)
        moved: dict[MarkedAnswer, MarkedAnswer] = {}
        for each, span in zip(self.at.answers, found, strict=False):
            taken = (new for new in moved.values())
            if span and not any(span.overlaps((e.start, e.end)) for e in taken):
                moved[each] = replace(each, start=span.start, end=span.end)
        return moved, found[-1] if chosen else None

    def annotate(self, note: str) -> str:
        """Set the note of the highlighted sentence's fact; an empty text removes it."""
        draft, note = self.at.draft, one_line(note)
        if not draft or note == one_line(draft.note):
            return ""
        said = "Kept the note" if note else "Removed the note"
        self._put(replace(draft, note=note), said)
        return said

    @property
    def can_remove(self) -> bool:
        """Whether a card is chosen, or the fact of the sentence has none."""
        return bool(self.at.marked or (self.at.draft and not self.at.answers))

    def remove(self) -> str:
        """Remove the card of the chosen answer, with the last one its fact; in a
        sentence without cards, the edit."""
        at, draft = self.at, self.at.draft
        if not draft or not self.can_remove:
            return ""
        said = f"Removed “{short(at.words, 24)}”" if at.marked else "Removed the edit"
        if at.others:
            self._put(_with(draft, at.others), said)
        else:
            self._do(lambda: self.file.remove(draft.id), said)
        return said

    # To the disk, and back

    def _put(self, draft: FactDraft, said: str) -> str:
        """Write a fact, and return its id."""
        ids: list[str] = []
        self._do(lambda: ids.append(self.file.put(draft)), said)
        return ids[0]

    def _do(self, write: Callable[[], object], said: str) -> None:
        """Change the facts in a way that can be undone."""
        at, answers = self.at, self._answers()
        change = Change(self.file.text, at.place, at.chosen, said, answers)
        try:
            write()
        except DeckChangedError:
            self._changes.clear()  # another program's changes are not ours to undo
            raise
        else:
            self._changes.append(change)
        finally:
            self._take()

    def read_again(self) -> None:
        """Read changes that others made to the facts; they cannot be undone here."""
        if self.file.read_again():
            self._changes.clear()
            self._take()

    def _take(self) -> None:
        """Show the facts as they were last read or written; what is chosen stays
        chosen."""
        at = self.at
        before, chosen = at.statement, at.chosen
        self.drafts = self.file.drafts
        self.article.take(self.drafts)
        if chosen and at.statement != before:
            (chosen,) = spans.after_edit([chosen], before, at.statement)
        at.return_to(at.place, chosen)

    @property
    def can_undo(self) -> bool:
        """Whether anything was made that can be undone."""
        return bool(self._changes)

    @property
    def changes(self) -> Sequence[Change]:
        """What was done and can be undone, the latest last."""
        return tuple(self._changes)

    def undo(self) -> str:
        """Undo the latest change, and go back to its place."""
        if not self._changes:
            return ""
        change = self._changes[-1]
        try:
            self.file.restore(change.text)
        except DeckChangedError:
            self._changes.clear()
            self._take()
            raise
        self._changes.pop()
        self._take()
        self.at.return_to(change.place, change.chosen)
        return f"Undone: {change.said[:1].lower()}{change.said[1:]}"


def _with(draft: FactDraft, answers: Iterable[MarkedAnswer]) -> FactDraft:
    """A fact with these answers, in their order."""
    ordered = sorted(answers, key=lambda each: each.start)
    return replace(draft, answers=tuple(ordered))
