"""One more card in a deck file, without anything else being touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.cards.format.brackets import read_brackets
from quizapp.cards.format.complaints import MESSAGES
from quizapp.cards.format.lines import LineKind, line_kind, parse_topic
from quizapp.cards.format.lists import list_card, list_items
from quizapp.cards.format.open_block import Block, BlockText, Context
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_block
from quizapp.cards.kinds import read_answer
from quizapp.decks.editing.draft import Draft
from quizapp.errors import DeckError, UsageError
from quizapp.model import Blank, Card, Deck, Fields, Kind, Topic
from quizapp.text import one_line, visible


def block_of(question: str, answer: str, type_: str = "") -> list[str]:
    """The lines of a card of what a person has typed; its text is text, no marker.

    Without an answer the list that ends the question, or its `[brackets]`, are what is
    asked. Raises `UsageError` when there is nothing to ask.
    """
    question, answer = visible(question).strip(), visible(answer).strip()
    fields = Fields(type=one_line(type_))
    if not question:
        raise UsageError("Write a question.")
    if answer:
        kind, answer = read_answer(answer)
        return write_block([Card("", kind, question, answer, fields=fields)])
    part = BlockText(1, question.split("\n"))
    if list_items(part)[0]:
        return _list_block(part, fields)
    text, brackets = read_brackets(question, _refuse) or ("", [])
    if not brackets:
        raise UsageError(
            "Write an answer, or put [brackets] around it in the question."
        )
    return write_block(
        [
            Card(
                "",
                Kind.CLOZE,
                text,
                each.answer,
                blank=Blank(each.start, each.end, type=each.type or fields.type),
            )
            for each in brackets
        ]
    )


def _list_block(part: BlockText, fields: Fields) -> list[str]:
    cards = list_card(Block(part), fields, Context("", "", _refuse), _refuse)
    return write_block(cards)


def _refuse(_: int, __: int, code: str, /, **fields: object) -> None:
    # A bracket that looks like a link may be meant, as in `[un][real]`.
    if code != "link-like-bracket":
        raise UsageError(MESSAGES[code].format(**fields))


def placed(draft: Draft, block: Sequence[str], topic: str = "") -> tuple[Draft, str]:
    """The place of `block` in the deck that `draft` is all of, and the text to put
    there: at the end of its topic; a new topic comes last.

    Raises `DeckError` when the card would not be read there, as below a comment that is
    not closed, and `UsageError` when it is there already.
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
    part, text = replace(draft, first=at, end=at), "\n".join(wanted)
    after = read_deck(part.written(text), draft.name)
    inside = range(at + 1, at + len(wanted) + 1)
    if any(c.code == "repeated-card" and c.line in inside for c in after.complaints):
        raise UsageError("The deck has this card already.")
    is_read = len(after.cards) > len(before.cards)
    if not is_read or len(after.errors) > len(before.errors):
        why = after.errors[0].message if after.errors else ""
        raise DeckError(
            "The card cannot be added, as there is a mistake where it belongs. Open "
            f"the deck and fix it first. {why}"
        )
    return part, text


def _place(deck: Deck, lines: Sequence[str], topic: str) -> tuple[int, bool]:
    """The index before which a card of this topic goes, and whether the topic is new.

    A card without a topic goes behind the others without one, before all topics.
    """
    if ends := [card.end for card in deck.cards if card.topic == topic]:
        return max(ends), False
    known = {each.text for each in deck.layout if isinstance(each, Topic)}
    named = [
        (index, told)
        for index, line in enumerate(lines)
        if line_kind(line) is LineKind.TOPIC and (told := parse_topic(line)[1]) in known
    ]
    if topic in known:
        return max(index for index, told in named if told == topic) + 1, False
    if named and not topic:
        return named[0][0], False
    # The last line is empty where the file's last byte ends a line.
    return len(lines) - (not lines[-1]), bool(topic)
