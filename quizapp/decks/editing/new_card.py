"""Adds one card to a deck file and leaves everything else unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from quizapp.cards.format.brackets import read_brackets, write_brackets
from quizapp.cards.format.complaints import MESSAGES
from quizapp.cards.format.fields import split_bars
from quizapp.cards.format.lines import LineKind, line_kind, parse_topic
from quizapp.cards.format.lists import list_card, list_items
from quizapp.cards.format.open_block import BlockText, Context, OpenBlock
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_block
from quizapp.cards.kinds import read_answer
from quizapp.decks.editing.draft import Draft
from quizapp.decks.tables.anki import read_clozes
from quizapp.errors import DeckError, UsageError
from quizapp.model import Blank, Card, Deck, Fields, Kind, Topic
from quizapp.text import one_line, visible


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card as a person has typed it, part by part. All of it is text, and nothing a
    marker."""

    question: str
    answer: str = ""
    """The answer; empty if the question ends with a list, or has its answer in
    `[brackets]`."""
    also_right: str = ""
    """Other right answers, separated by bars."""
    wrong: tuple[str, ...] = ()
    note: str = ""

    @property
    def fields(self) -> Fields:
        """The fields written below the card."""
        return Fields(
            accept=split_bars(one_line(self.also_right)),
            wrong=tuple(filter(None, map(one_line, self.wrong))),
            note=one_line(self.note),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        parts = (self.question, self.answer, self.also_right, *self.wrong, self.note)
        return not any(part.strip() for part in parts)


def card_lines(new: NewCard) -> list[str]:
    """The lines of a card. Raises `UsageError` when there is nothing to ask."""
    return write_block(cards_typed(new)).split("\n")


def cards_typed(new: NewCard) -> list[Card]:
    """The cards of its block. Raises `UsageError` when there is nothing to ask."""
    question, answer = visible(new.question).strip(), visible(new.answer).strip()
    fields = new.fields
    if not question:
        raise UsageError("Write a question.")
    if answer:
        kind, answer = read_answer(answer)
        return [Card("", kind, question, answer, fields=fields)]
    _want_no_anki_cloze(question)
    part = BlockText(1, question.split("\n"))
    if list_items(part)[0]:
        return list_card(OpenBlock(part), fields, Context("", "", _refuse), _refuse)
    text, brackets = read_brackets(question, _refuse) or ("", [])
    if not brackets:
        raise UsageError(
            "Write an answer, or put [brackets] around it in the question."
        )
    return [
        Card(
            "",
            Kind.CLOZE,
            text,
            bracket.answer,
            blank=Blank(bracket.start, bracket.end, type=bracket.type),
            fields=fields,
        )
        for bracket in brackets
    ]


def raw_lines(new: NewCard) -> list[str]:
    """The lines of a card, however little of it is typed, to be edited as text."""
    question, answer = visible(new.question).strip(), visible(new.answer).strip()
    text = write_block([Card("", Kind.FLIP, question, answer, fields=new.fields)])
    return [f"{line} " if line in ("Q:", "A:") else line for line in text.split("\n")]


def _want_no_anki_cloze(question: str) -> None:
    """Raise `UsageError` for a cloze as Anki writes it; it would not be a blank."""
    for cloze in read_clozes(question)[1][:1]:
        only = replace(cloze, start=0, end=len(cloze.answer))
        written = one_line(write_brackets(cloze.answer, [only]))
        raise UsageError(f"This is an Anki cloze. Write `{written}` instead.")


def _refuse(_: int, __: int, code: str, /, **fields: object) -> None:
    # A bracket that looks like a link may be meant, as in `[un][real]`.
    if code != "link-like-bracket":
        raise UsageError(MESSAGES[code].format(**fields))


def place_card(
    draft: Draft, block: Sequence[str], topic: str = ""
) -> tuple[Draft, str]:
    """The place for `block` in the deck `draft`, and the text to insert there.

    That is the end of its topic, or of the file for a new topic. Raises `DeckError` if
    the card would not be read there, as below a comment that is not closed, and
    `UsageError` if the deck already has the card.
    """
    topic = one_line(topic)
    lines = draft.text.split("\n")
    before = read_deck(draft.data, draft.name)
    at, is_new_topic = _place(before, lines, topic)
    wanted = [f"# {topic}", "", *block] if is_new_topic else list(block)
    if at and lines[at - 1].strip():
        wanted = ["", *wanted]
    if at == len(lines) or lines[at].strip():
        wanted = [*wanted, ""]
    part, text = structs.replace(draft, first=at, end=at), "\n".join(wanted)
    after = read_deck(part.written(text), draft.name)
    inside = range(at + 1, at + len(wanted) + 1)
    if any(c.code == "repeated-card" and c.line in inside for c in after.complaints):
        raise UsageError("The deck already has this card.")
    is_read = len(after.cards) > len(before.cards)
    if not is_read or len(after.errors) > len(before.errors):
        why = after.errors[0].message if after.errors else ""
        raise DeckError(
            "The card cannot be added because there is a mistake where it belongs. "
            f"Open the deck and fix it first. {why}"
        )
    return part, text


def _place(deck: Deck, lines: Sequence[str], topic: str) -> tuple[int, bool]:
    """The index of the line before which a card with this topic is inserted, and
    whether the topic is new.

    A card without a topic comes after others without one and before all topics.
    """
    if ends := [card.end for card in deck.cards if card.topic == topic]:
        return max(ends), False
    known = {item.text for item in deck.layout if isinstance(item, Topic)}
    named = [
        (index, name)
        for index, line in enumerate(lines)
        if line_kind(line) is LineKind.TOPIC and (name := parse_topic(line)[1]) in known
    ]
    if topic in known:
        return max(index for index, name in named if name == topic) + 1, False
    if named and not topic:
        return named[0][0], False
    # The last line is empty if the file ends with a line break.
    return len(lines) - (not lines[-1]), bool(topic)
