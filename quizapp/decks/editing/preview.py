"""Reads the text of a draft: its cards, how they will be asked, and complaints."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from random import Random

import msgspec

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format.reader import read_deck
from quizapp.cards.lint import unsilenced
from quizapp.cards.questions import (
    Pool,
    RivalsByForm,
    Statements,
    answers_of_type,
    ask,
    kinds_in_turn,
    statements_of,
)
from quizapp.decks.editing.draft import Draft
from quizapp.model import (
    Card,
    Complaint,
    Deck,
    Level,
    Question,
    Rival,
    Topic,
)
from quizapp.text import one_line, short

FindHints = Callable[[Deck, str], Iterable[Complaint]]
"""Finds hints about a deck and its text."""

_LEVELS = {level: place for place, level in enumerate(Level)}


@dataclass
class DeckPreview:
    """The deck with a draft's text in it."""

    draft: Draft
    text: str
    deck: Deck
    """The whole deck, including the text."""
    hints: tuple[Complaint, ...] = ()
    _alike: dict[str, Sequence[Rival]] = field(default_factory=dict)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The cards in the text."""
        first, last = self._span
        return tuple(card for card in self.deck.cards if first <= card.line <= last)

    @cached_property
    def complaints(self) -> tuple[Complaint, ...]:
        """The complaints about the text, and those elsewhere that it causes, the most
        serious first."""
        first, last = self._span
        found = [*self.deck.complaints, *self.hints]
        inside = [each for each in found if first <= each.line <= last]
        outside = [e for e in self.deck.complaints if not first <= e.line <= last]
        if outside:
            before = read_deck(self.draft.data, self.deck.name)
            known = {(each.code, each.line) for each in before.complaints}
            moved = self.text.count("\n") + 1 - len(self.draft.lines)
            inside += [
                each
                for each in outside
                if (each.code, each.line - (moved if each.line > last else 0))
                not in known
            ]
        shown = unsilenced(inside, self.deck)
        return tuple(sorted(shown, key=lambda e: (_LEVELS[e.level], e.line, e.column)))

    @cached_property
    def side_effects(self) -> str:
        """Unintended effects of editing a single card: it is no longer a card, or it
        joined the card above. Empty if there are none."""
        first, last = self._span
        if not self.draft.is_part:
            return ""
        cards = self.deck.cards
        joined = next((c for c in cards if c.line < first <= c.end <= last), None)
        parts = []
        if not self.cards and not self.errors:
            parts.append("Saving this deletes the card.")
        if joined:
            name = short(one_line(joined.prompt.partition("\n")[0]))
            parts.append(f"This becomes part of the card above: “{name}”.")
        return " ".join(parts)

    @property
    def errors(self) -> int:
        """The number of errors among the complaints."""
        return sum(complaint.level is Level.ERROR for complaint in self.complaints)

    def next(self, line: int, column: int) -> Complaint | None:
        """The next complaint after a place in the file, or else the first one. Hints
        are skipped unless there is nothing else."""
        found = sorted(self.complaints, key=attrgetter("line", "column"))
        found = [each for each in found if each.level is not Level.HINT] or found
        after = [each for each in found if (each.line, each.column) > (line, column)]
        return next(iter(after or found), None)

    @cached_property
    def types(self) -> list[str]:
        """The types in the deck, most common first."""
        counts: Counter[str] = Counter()
        for card in self.deck.cards:
            counts.update({card.fields.type, *(blank.type for blank in card.blanks)})
        return [name for name, _ in counts.most_common() if name]

    @cached_property
    def topics(self) -> list[str]:
        """The topics of the deck, last one first."""
        names = [item.text for item in self.deck.layout if isinstance(item, Topic)]
        return [name for name in dict.fromkeys(reversed(names)) if name]

    def at(self, line: int) -> Sequence[Card]:
        """The cards of the block at a line of the file, or of the block above it; none
        if the block there has an error."""
        after = bisect_right(self.cards, line, key=lambda card: card.line)
        if not self.cards:
            return ()
        here = self.cards[max(0, after - 1)]
        above = here.end if after else 0
        below = self.cards[after].line if after < len(self.cards) else line + 1
        if line > above and any(
            above < complaint.line < max(below, line + 1)
            for complaint in self.complaints
            if complaint.level is Level.ERROR
        ):
            return ()
        first = bisect_left(self.cards, here.line, key=lambda card: card.line)
        last = bisect_right(self.cards, here.line, key=lambda card: card.line)
        return self.cards[first:last]

    def problems_at(self, line: int) -> Sequence[Complaint]:
        """The complaints about the block that holds a line of the file, or about the
        lines between two cards."""
        if here := self.at(line):
            first, last = here[0].line, here[0].end
        else:
            above = (card.end for card in self.cards if card.end < line)
            below = (card.line for card in self.cards if card.line > line)
            first, last = max(above, default=0) + 1, min(below, default=10**9) - 1
        return [each for each in self.complaints if first <= each.line <= last]

    def question(self, card: Card) -> Question:
        """The question with which the card is asked when it is new."""
        return ask(card, None, self._pool(card), Random(card.prompt))

    def kinds(self, card: Card) -> Sequence[str]:
        """The kinds of questions that the card is asked as, from new to review."""
        return kinds_in_turn(card, self._pool(card))

    def _pool(self, card: Card) -> Pool:
        type_ = card.fields.type
        if type_ not in self._alike:
            self._alike[type_] = (
                answers_of_type(self.deck.cards, type_) if type_ else ()
            )
        return Pool(self._rivals, self._alike[type_], self._statements)

    @cached_property
    def _rivals(self) -> RivalsByForm:
        return RivalsByForm(self.deck.cards)

    @cached_property
    def _statements(self) -> Statements:
        return statements_of(self.deck.cards, self.deck.rules)

    @property
    def _span(self) -> tuple[int, int]:
        first = self.draft.first + 1
        if not self.draft.is_part:
            return 1, 10**9
        return first, first + self.text.count("\n")


def preview_deck(
    draft: Draft, text: str, find_hints: FindHints | None = None, line: int = 0
) -> DeckPreview:
    """Read the deck with `text` in the draft's place.

    A deck of 10,000 cards takes a third of a second, so call it in a thread. Everything
    that is shown, also about the card in `line`, is computed here.
    """
    whole = draft.whole(text)
    if draft.facts:
        deck = _deck_of_facts(whole, draft.name)
    else:
        deck = read_deck(whole, draft.name, draft.path)
    hints = tuple(find_hints(deck, whole)) if find_hints else ()
    preview = DeckPreview(draft, text, deck, hints)
    _ = preview.complaints, preview.side_effects, preview.types, preview.topics
    for card in preview.at(line):
        preview.kinds(card)
    return preview


def _deck_of_facts(text: str, name: str) -> Deck:
    """The deck that is made from facts, with each card where its fact is."""
    deck = generate_deck(read_facts(text, name))
    cards = (
        msgspec.structs.replace(card, end=max(card.line, card.end))
        for card in deck.cards
    )
    return replace(deck, cards=tuple(sorted(cards, key=attrgetter("line"))))


def new_errors(draft: Draft, text: str, preview: DeckPreview | None) -> int:
    """The number of errors that `text` would add to the deck.

    `preview` saves work if it is a preview of this text.
    """
    if not preview or preview.text != text:
        preview = preview_deck(draft, text)
    if not preview.errors or draft.is_part:
        return preview.errors
    return max(0, preview.errors - preview_deck(draft, draft.text).errors)
