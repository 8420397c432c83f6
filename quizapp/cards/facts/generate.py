"""Facts become a deck: each time the same one, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from quizapp.cards.facts.fact import (
    Ask,
    Fact,
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
class Made:
    """A deck made of facts, and what stood in the way."""

    deck: Deck
    complaints: tuple[Complaint, ...]


def deck_of(facts: Facts) -> Made:
    """The deck of the facts.

    A `?` line gives a question card, a bracket without one a cloze card, and deck
    blocks come after them. Each takes over the fact's paragraph, statement, id, topic,
    note and tags where it has none of its own. A card's id is
    `<fact>-<slug of the answer>`.
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
                elif fact.id:  # else the reader has asked for the fact's
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
    return Made(deck, tuple(complaints))


def _blocks(fact: Fact) -> Iterator[tuple[int, list[Card]]]:
    """The blocks of the fact's cards, each with the line that it comes of."""
    about = {ask.bracket: ask for ask in fact.asks if not ask.question}
    asked = {ask.bracket for ask in fact.asks if ask.question}
    for ask in fact.asks:
        if ask.question:
            yield ask.line, [_question(fact, ask)]
    for bracket in fact.brackets:
        if bracket not in asked or bracket in about:
            yield fact.line, [_cloze(fact, bracket, about.get(bracket))]
    for block in blocks_of(fact.cards):
        fields = [_inherited(fact, card.fields) for card in block]
        yield (
            block[0].line,
            [replace(c, fields=f) for c, f in zip(block, fields, strict=True)],
        )


def _question(fact: Fact, ask: Ask) -> Card:
    fields = _inherited(fact, ask.fields)
    answer = ask.bracket.answer
    return Card(
        "",
        Kind.FLIP,
        ask.question,
        answer,
        fields=replace(fields, type=fields.type or ask.bracket.type),
    )


def _cloze(fact: Fact, bracket: Bracket, ask: Ask | None) -> Card:
    fields = _inherited(fact, ask.fields if ask else NO_FIELDS)
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
    told = slug(card.answer)
    return f"{fact.id}-{told}" if told and fact.id else ""
