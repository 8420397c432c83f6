"""Generates a deck from facts: the same facts give the same bytes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from quizapp.cards.facts.derived import derived_cards
from quizapp.cards.facts.fact import Fact, Facts, slug
from quizapp.cards.format.brackets import Bracket
from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.writer import blocks_of
from quizapp.model import (
    Blank,
    Card,
    Comment,
    Complaint,
    Deck,
    Fields,
    Kind,
    Rules,
    Topic,
)

HEADER = (
    "<!-- Generated from {name}.facts.md by `quizapp generate`. "
    "Edit that file, not this one. -->"
)


def generate_deck(facts: Facts) -> Deck:
    """The deck made from facts, with all complaints about them.

    Each bracket makes a card: of its `?` line, or else a cloze. Then come
    the blocks written as in a deck; a card derived from several facts comes after the
    last of them. A card inherits the fact's paragraph, statement, id, topic, note and
    tags unless it has its own. Its id is `<fact>-<slug of the answer>`.
    """
    maker = _Maker(facts)
    derived = derived_cards(facts)
    for index, fact in enumerate(facts.facts):
        maker.add_fact(fact)
        for card in derived.get(index, ()):
            maker.add(fact.line, [card], card.fields.id)
    return dataclasses.replace(
        facts.deck,
        cards=tuple(maker.cards),
        layout=tuple(maker.layout),
        complaints=(*facts.deck.complaints, *maker.complaints),
    )


class _Maker:
    """Collects the cards of a deck."""

    def __init__(self, facts: Facts) -> None:
        self.cards: list[Card] = []
        self.layout: list[Topic | Comment] = [
            Comment(HEADER.format(name=facts.deck.name), 0)
        ]
        self.complaints: list[Complaint] = []
        self._deck = facts.deck
        self._ids: set[str] = set()
        self._block_count = 0
        self._topic = ""

    def add_fact(self, fact: Fact) -> None:
        """Add the cards of one fact."""
        if fact.topic and fact.topic != self._topic:
            self._topic = fact.topic
            self.layout.append(Topic(fact.topic, self._block_count))
        blocks = list(_blocks(fact, self._deck.rules))
        # A fact without an id has its complaint already.
        for line, block in blocks:
            id_ = block[0].fields.id or _id(fact, block[0])
            if id_:
                self.add(line, block, id_)
            elif fact.id:
                self._complain(line, "no-card-id")
        if not blocks and fact.id:
            self._complain(fact.line, "fact-without-cards")

    def add(self, line: int, block: Sequence[Card], id_: str) -> None:
        """Add the cards of a block, unless there is one of its id."""
        if id_ in self._ids:
            self._complain(line, "duplicate-card-id", id=id_)
            return
        self._ids.add(id_)
        self._block_count += 1
        self.cards += (
            replace(
                card,
                deck=self._deck.id,
                topic=self._topic,
                line=line,
                rules=self._deck.rules,
                fields=replace(card.fields, id=id_),
            )
            for card in block
        )

    def _complain(self, line: int, code: str, **fields: object) -> None:
        self.complaints.append(complaint(line, 1, code, **fields))


def _blocks(fact: Fact, rules: Rules) -> Iterator[tuple[int, list[Card]]]:
    """The blocks of a fact's cards, each with the number of its line."""
    for bracket in fact.brackets:
        question = fact.question(bracket)
        line = question.line if question and question.text else fact.line
        text = question.text if question else ""
        yield line, [_card(fact, bracket, text, rules)]
    for block in blocks_of(fact.cards):
        yield (
            block[0].line,
            [replace(card, fields=_inherited(fact, card.fields)) for card in block],
        )


def _card(fact: Fact, bracket: Bracket, question: str, rules: Rules) -> Card:
    """The card of a bracket: its question, or else its blank in the statement."""
    fields = _inherited(fact, fact.fields(bracket, rules))
    if question:
        return Card("", Kind.FLIP, question, bracket.answer, fields=fields)
    blank = Blank(bracket.start, bracket.end, type=fields.type)
    return Card(
        "", Kind.CLOZE, fact.statement, bracket.answer, blank=blank, fields=fields
    )


def _inherited(fact: Fact, fields: Fields) -> Fields:
    """The fields of a card with what they leave open taken from its fact."""
    return replace(
        fields,
        source=fields.source or fact.paragraph,
        cite=fields.cite or fact.statement,
        quote=fields.quote or fact.quote,
        at=fields.at or fact.at,
        fact=fields.fact or fact.id,
        note=fields.note or fact.note,
        tags=fields.tags or fact.tags,
    )


def _id(fact: Fact, card: Card) -> str:
    name = slug(card.answer)
    return f"{fact.id}-{name}" if name and fact.id else ""
