"""A text that is being written, read: its cards as they will be asked, its faults."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from quizapp.cards.format.reader import read_deck
from quizapp.cards.lint import unsilenced
from quizapp.cards.questions import (
    Pool,
    RivalsByForm,
    answers_of_type,
    ask,
)
from quizapp.decks.editing.draft import Draft
from quizapp.model import (
    Card,
    Complaint,
    Deck,
    Level,
    Memory,
    Phase,
    Question,
    Rival,
    Topic,
)

Look = Callable[[Deck, str], Iterable[Complaint]]
"""Looks at a deck and its text for what could be better."""

_LEVELS = {level: place for place, level in enumerate(Level)}
_STAGES = (
    None,
    Memory(Phase.LEARNING, 1, 1.0, 5.0, 0, 0, 0, 1, 0),
    Memory(Phase.REVIEW, None, 30.0, 5.0, 0, None, 0, 3, 0),
)
"""Memories on each rung of the ladder."""


@dataclass
class Proof:
    """What a deck makes of a draft's text."""

    draft: Draft
    text: str
    deck: Deck
    """The whole deck with the text in its place."""
    hints: tuple[Complaint, ...] = ()
    _alike: dict[str, Sequence[Rival]] = field(default_factory=dict)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Those of the text itself."""
        first, last = self._span
        return tuple(card for card in self.deck.cards if first <= card.line <= last)

    @cached_property
    def complaints(self) -> tuple[Complaint, ...]:
        """Those of the text itself, and those that it brings about elsewhere: the worst
        first."""
        first, last = self._span
        found = [*self.deck.complaints, *self.hints]
        inside = [each for each in found if first <= each.line <= last]
        outside = [e for e in self.deck.complaints if not first <= e.line <= last]
        if outside:
            before = read_deck(self.draft.data, self.deck.name)
            moved = self.text.count("\n") + 1 - len(self.draft.lines)
            known = {(each.code, each.line) for each in before.complaints}
            inside += [
                each
                for each in outside
                if (each.code, each.line - (moved if each.line > last else 0))
                not in known
            ]
        told = unsilenced(inside, self.deck)
        return tuple(sorted(told, key=lambda e: (_LEVELS[e.level], e.line, e.column)))

    @property
    def errors(self) -> int:
        """How many of the complaints cost something."""
        return sum(each.level is Level.ERROR for each in self.complaints)

    def next(self, line: int, column: int) -> Complaint | None:
        """The complaint behind a place of the file, or else the first; hints are passed
        over as long as there is another."""
        told = sorted(self.complaints, key=lambda each: (each.line, each.column))
        told = [each for each in told if each.level is not Level.HINT] or told
        after = [each for each in told if (each.line, each.column) > (line, column)]
        return next(iter(after or told), None)

    @cached_property
    def types(self) -> list[str]:
        """The types of the deck, the commonest first."""
        told: Counter[str] = Counter()
        for card in self.deck.cards:
            told.update({card.fields.type, *(each.type for each in card.blanks)})
        return [each for each, _ in told.most_common() if each]

    @cached_property
    def topics(self) -> list[str]:
        """The topics of the deck, the latest first."""
        told = [each.text for each in self.deck.layout if isinstance(each, Topic)]
        return [each for each in dict.fromkeys(reversed(told)) if each]

    def at(self, line: int) -> Sequence[Card]:
        """The cards of the block that holds a line of the file, or of the one above;
        none where that holds an error, and so is no card."""
        after = bisect_right(self.cards, line, key=lambda card: card.line)
        if not self.cards:
            return ()
        here = self.cards[max(0, after - 1)]
        below = self.cards[after].line if after < len(self.cards) else line + 1
        if after and any(
            here.end < each.line < max(below, line + 1)
            for each in self.complaints
            if each.level is Level.ERROR and line > here.end
        ):
            return ()
        first = bisect_left(self.cards, here.line, key=lambda card: card.line)
        last = bisect_right(self.cards, here.line, key=lambda card: card.line)
        return self.cards[first:last]

    def question(self, card: Card) -> Question:
        """The card as it is asked at first."""
        return self._asked(card, None)

    def kinds(self, card: Card) -> Sequence[str]:
        """In which kinds it is asked, as it becomes firm."""
        return tuple(
            dict.fromkeys(self._asked(card, memory).kind for memory in _STAGES)
        )

    def _asked(self, card: Card, memory: Memory | None) -> Question:
        type_ = card.fields.type
        if type_ not in self._alike:
            self._alike[type_] = (
                answers_of_type(self.deck.cards, type_) if type_ else ()
            )
        pool = Pool(self._rivals, self._alike[type_])
        return ask(card, memory, pool, Random(card.prompt))

    @cached_property
    def _rivals(self) -> RivalsByForm:
        return RivalsByForm(self.deck.cards)

    @property
    def _span(self) -> tuple[int, int]:
        first = self.draft.first + 1
        if not self.draft.is_part:
            return 1, 10**9
        return first, first + self.text.count("\n")


def prove(draft: Draft, text: str, look: Look | None = None, line: int = 0) -> Proof:
    """Read the deck that a draft's file becomes with `text`.

    A deck of 10,000 cards takes a third of a second: a thread is the place for it. What
    will be asked of it, above all of the card in `line`, is made ready.
    """
    whole = draft.whole(text)
    deck = read_deck(whole, draft.name, draft.path)
    hints = tuple(look(deck, whole)) if look else ()
    proof = Proof(draft, text, deck, hints)
    _ = proof.complaints, proof.cards, proof.types, proof.topics
    for card in proof.at(line):
        proof.kinds(card)
    return proof


def new_errors(draft: Draft, text: str, proof: Proof | None) -> int:
    """How many errors `text` brings: a card all of its own, a deck those that it did
    not have. `proof` is spared work, if it is of this text."""
    if not proof or proof.text != text:
        proof = prove(draft, text)
    if not proof.errors or draft.is_part:
        return proof.errors
    return max(0, proof.errors - prove(draft, draft.text).errors)
