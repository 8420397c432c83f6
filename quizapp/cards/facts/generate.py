"""Generates a deck from facts: the same facts give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from quizapp.cards.facts.fact import (
    Fact,
    FactQuestion,
    Facts,
    slug,
)
from quizapp.cards.format.brackets import Bracket
from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.writer import blocks_of
from quizapp.model import (
    NO_FIELDS,
    Blank,
    Card,
    Comment,
    Complaint,
    Deck,
    Fields,
    Kind,
    Topic,
)

HEADER = (
    "<!-- Made of {name}.facts.md by `quizapp generate`: "
    "change that file, not this. -->"
)


@dataclass(frozen=True, slots=True)
class GeneratedDeck:
    """A deck made from facts, and complaints about them."""

    deck: Deck
    complaints: tuple[Complaint, ...]


def generate_deck(facts: Facts) -> GeneratedDeck:
    """The deck made from facts.

    Each `?` line makes a question card, each bracket without one a cloze card; deck
    blocks follow. A card inherits the fact's paragraph, statement, id, topic, note and
    tags unless it has its own. Its id is `<fact>-<slug of the answer>`.
    """
    complaints: list[Complaint] = []
    cards: list[Card] = []
    layout: list[Topic | Comment] = [Comment(HEADER.format(name=facts.name), 0)]
    ids: set[str] = set()
    blocks, topic = 0, ""
    for fact in facts.facts:
        if fact.topic and fact.topic != topic:
            topic = fact.topic
            layout.append(Topic(topic, blocks))
        count = 0
        for line, block in _blocks(fact):
            id_ = block[0].fields.id or _id(fact, block[0])
            if not id_ or id_ in ids:
                if id_:
                    complaints.append(complaint(line, 1, "duplicate-card-id", id=id_))
                elif fact.id:  # without one, the reader has complained already
                    complaints.append(complaint(line, 1, "no-card-id"))
                continue
            ids.add(id_)
            blocks += 1
            count += 1
            cards += (
                replace(
                    card,
                    deck=facts.id,
                    topic=topic,
                    line=line,
                    rules=facts.rules,
                    fields=replace(card.fields, id=id_),
                )
                for card in block
            )
        if not count and fact.id:
            complaints.append(complaint(fact.line, 1, "fact-without-cards"))
    deck = Deck(
        facts.name,
        facts.id,
        facts.title,
        tuple(cards),
        tuple(layout),
        facts.article,
        facts.rules,
        facts.silence,
    )
    return GeneratedDeck(deck, tuple(complaints))


def _blocks(fact: Fact) -> Iterator[tuple[int, list[Card]]]:
    """The blocks of a fact's cards, each with the number of its line."""
    cloze_fields = {
        question.bracket: question for question in fact.questions if not question.text
    }
    asked = {question.bracket for question in fact.questions if question.text}
    for question in fact.questions:
        if question.text:
            yield question.line, [_question(fact, question)]
    for bracket in fact.brackets:
        if bracket not in asked or bracket in cloze_fields:
            yield fact.line, [_cloze(fact, bracket, cloze_fields.get(bracket))]
    for block in blocks_of(fact.cards):
        fields = [_inherited(fact, card.fields) for card in block]
        yield (
            block[0].line,
            [replace(c, fields=f) for c, f in zip(block, fields, strict=True)],
        )


def _question(fact: Fact, question: FactQuestion) -> Card:
    fields = _inherited(fact, question.fields)
    answer = question.bracket.answer
    return Card(
        "",
        Kind.FLIP,
        question.text,
        answer,
        fields=replace(fields, type=fields.type or question.bracket.type),
    )


def _cloze(fact: Fact, bracket: Bracket, question: FactQuestion | None) -> Card:
    fields = _inherited(fact, question.fields if question else NO_FIELDS)
    type_ = fields.type or bracket.type
    return Card(
        "",
        Kind.CLOZE,
        fact.statement,
        bracket.answer,
        blank=Blank(bracket.start, bracket.end, type=type_),
        fields=replace(fields, type=type_),
    )


def _inherited(fact: Fact, fields: Fields) -> Fields:
    return replace(
        fields,
        source=fields.source or fact.paragraph,
        cite=fields.cite or fact.statement,
        fact=fields.fact or fact.id,
        note=fields.note or fact.note,
        tags=fields.tags or fact.tags,
    )


def _id(fact: Fact, card: Card) -> str:
    name = slug(card.answer)
    return f"{fact.id}-{name}" if name and fact.id else ""
