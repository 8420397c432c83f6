"""The facts of decks as a text: by paragraph of their article, or by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from quizapp.cards.questions import shown_answer
from quizapp.model import Article, Card
from quizapp.schedule import Stage, stage_of
from quizapp.study.workspace import Workspace
from quizapp.text import cells, first_line, one_line

Span = tuple[int, int]
"""The first character of a part of a text, and the one after its last."""
STAGES = list(Stage)
"""The stages, the weakest first."""
KNOWN = (Stage.YOUNG, Stage.MATURE)


class Piece(NamedTuple):
    """A part of a statement."""

    text: str
    is_answer: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement with its answers, and the cards that ask for them."""

    pieces: Sequence[Piece]
    cards: Mapping[str, Card]
    """The cards that ask for the answers, by key."""

    @property
    def text(self) -> str:
        """The whole statement."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def answers(self) -> list[str]:
        """The parts that cards ask for."""
        return [piece.text for piece in self.pieces if piece.is_answer]

    @property
    def first(self) -> Card:
        """The first of its cards."""
        return next(iter(self.cards.values()))


@dataclass(frozen=True, slots=True)
class Passage:
    """The facts of one paragraph of an article, or of one topic."""

    name: str
    """`¶ 3`, or the topic; may be empty."""
    paragraph: str
    """The number of the paragraph; empty for anything else."""
    deck: str
    """The name of its deck."""
    facts: Sequence[Fact]

    @property
    def cards(self) -> Mapping[str, Card]:
        """The cards of all its facts, by key."""
        return {key: card for fact in self.facts for key, card in fact.cards.items()}


@dataclass(frozen=True, slots=True)
class KnownShare:
    """How many of some cards are known."""

    known: int
    cards: int


class DeckFacts:
    """The facts of some decks, and how well the learner knows them."""

    def __init__(self, workspace: Workspace, names: Iterable[str]) -> None:
        self.workspace = workspace
        self.names = [name for name in names if name in workspace.decks]
        self.passages = [
            passage
            for name in self.names
            for passage in passages(name, workspace.cards_of(name))
        ]

    @property
    def count(self) -> int:
        """How many facts there are."""
        return sum(len(passage.facts) for passage in self.passages)

    @property
    def title(self) -> str:
        """The titles of the decks."""
        return ", ".join(one_line(self.workspace.deck(n).title) for n in self.names)

    @property
    def article(self) -> Article | None:
        """The article of the deck, if there is one deck and it names one."""
        if len(self.names) != 1:
            return None
        article = self.workspace.deck(self.names[0]).article
        return article if article and article.title else None

    @property
    def origin(self) -> tuple[str, str]:
        """Where the facts come from: whether in its words or ours, and the article;
        both are empty if the deck has the title of the article that it quotes."""
        if not (article := self.article):
            return "", ""
        cards = (card for each in self.passages for card in each.cards.values())
        if not any(card.fields.quote for card in cards):
            return "In our own words, from", byline(article)
        named = byline(article)
        return ("", "") if named == self.title else ("From", named)

    def passage_of(self, key: str) -> int:
        """The number of the passage with this card; 0 if none has it."""
        return next((n for n, each in enumerate(self.passages) if key in each.cards), 0)

    def stage(self, key: str) -> Stage | None:
        """How far the learner has come with a card; `None` if it is suspended."""
        if key in self.workspace.suspended:
            return None
        return stage_of(self.workspace.memories.get(key))

    def stage_of(self, fact: Fact) -> Stage | None:
        """How far the learner has come with a fact: as far as with its weakest card."""
        stages = [stage for key in fact.cards if (stage := self.stage(key))]
        return min(stages, key=STAGES.index, default=None)

    def share(self, passage: Passage) -> KnownShare:
        """How much of a passage is known."""
        stages = [stage for key in passage.cards if (stage := self.stage(key))]
        return KnownShare(sum(stage in KNOWN for stage in stages), len(stages))

    def counts(self) -> Mapping[str, int]:
        """How many facts have reached each stage."""
        counts: dict[str, int] = dict.fromkeys(STAGES, 0)
        for passage in self.passages:
            for fact in passage.facts:
                if stage := self.stage_of(fact):
                    counts[stage] += 1
        return counts


def byline(article: Article) -> str:
    """The article as a sentence names it: title, publisher, date."""
    parts = [article.title, article.publisher]
    if article.date:
        parts.append(f"{article.date.day} {article.date:%B %Y}")
    return ", ".join(one_line(part) for part in parts if part)


# From cards to facts


def facts_of(cards: Iterable[tuple[str, Card]]) -> list[Fact]:
    """Each statement once, in the order of the `cards`, which come with their keys.

    For a card without one, its text with all blanks filled in, or its question and
    answer.
    """
    found: dict[str, tuple[list[Span], dict[str, Card]]] = {}
    for key, card in cards:
        if not card.can_be_asked:
            continue
        text, spans = _stated(card)
        text = text.replace("\n", " ").replace("\t", " ")
        all_spans, its_cards = found.setdefault(text, ([], {}))
        all_spans += spans
        its_cards[key] = card
    return [
        Fact(tuple(_pieces(text, spans)), cards)
        for text, (spans, cards) in found.items()
    ]


def passages(deck: str, cards: Mapping[str, Card]) -> list[Passage]:
    """The facts of a deck by paragraph, in order; then those with another source, or
    none. Without paragraphs, by topic."""
    facts = facts_of(cards.items())
    by_paragraph = any(fact.first.fields.source.isdecimal() for fact in facts)

    def name(fact: Fact) -> str:
        card = fact.first
        return (by_paragraph and card.fields.shown_source) or card.topic

    grouped: dict[str, list[Fact]] = {}
    for each, of_name in groupby(facts, name):
        grouped.setdefault(each, []).extend(of_name)
    made = []
    for each, its_facts in grouped.items():
        source = its_facts[0].first.fields.source
        paragraph = source if by_paragraph and source.isdecimal() else ""
        made.append(Passage(each, paragraph, deck, its_facts))
    return sorted(made, key=lambda each: float(each.paragraph or "inf"))


def _stated(card: Card) -> tuple[str, list[Span]]:
    """What a card says, and where its answers are in it."""
    if text := card.fields.cite:
        if card.blank and card.prompt == text:
            return text, [(card.blank.start, card.blank.end)]
        return text, list(_places(card, text))
    if card.is_cloze:
        blanks = card.all_blanks
        return card.prompt, [(blank.start, blank.end) for blank in blanks]
    asked, answer = card.prompt, shown_answer(card)
    if card.is_reverse:
        asked, answer = answer, asked
    said = ", ".join(answer.split("\n")) if card.items else first_line(answer)
    start = f"{first_line(asked)} — "
    return start + said, [(len(start), len(start) + len(said))]


def _places(card: Card, text: str) -> Iterator[Span]:
    """Where a statement contains what a card asks for: the answer, or else one that is
    accepted for it."""
    pairs = [item.pair for item in card.items if item.pair]
    answers = pairs or card.answer.split("\n")
    for answer in answers:
        if place := _find(answer, text):
            yield place
        elif len(answers) == 1:
            found = (_find(other, text) for other in card.fields.accept)
            yield from [place for place in found if place][:1]


def _find(answer: str, text: str) -> Span | None:
    """Where the words of an answer are in a text, not within other words."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    wanted = answer if lower is text else answer.lower()
    at = lower.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if not _is_inside_word(text, at) and not _is_inside_word(text, end):
            return at, end
        at = lower.find(wanted, at + 1)
    return None


def _is_inside_word(text: str, at: int) -> bool:
    """Whether a word continues across a place; Chinese has no spaces between words."""
    around = text[at - 1 : at + 1] if at else ""
    return len(around) == 2 == cells(around) and around.isalnum()


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """The text, split where its answers begin and end."""
    done = 0
    for start, end in _joined(spans):
        if start > done:
            yield Piece(text[done:start], is_answer=False)
        yield Piece(text[start:end], is_answer=True)
        done = end
    if done < len(text):
        yield Piece(text[done:], is_answer=False)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
