"""Hints about one card: what it asks, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.cards.format.writer import has_answer_line
from quizapp.cards.kinds import KINDS
from quizapp.cards.lint.page import (
    Finding,
    Page,
    Part,
    blanks,
    has_choices,
    occurrence,
    prose,
)
from quizapp.model import Card

REST = 4
"""Words that a question has beside its answer, if it is one: `hotel (noun)` is a term,
whose translation may be the same word."""
SOUGHT = 40
"""Words of the longest answer that is looked for in its question."""
NEAR = 60
"""Letters before an answer in which the rest of its name is looked for."""
PROMPT_WORDS, PROMPT_LETTERS, ANSWER_WORDS = 40, 300, 20
"""What a question and an answer may have. The principle is Wozniak's; he gives no
figures, these are ours."""
DRILLED = 3, 0.1
"""From so many blanks of small words, and from that share, a deck drills them."""
SOURCED = 0.25
"""From this share of blocks with a source on, a deck means to give each one."""

_CALL = re.compile(r"\w\(")
_QUOTES = "\"'«»“”„‟‘’‚*_"


def given_away(page: Page) -> Iterator[Finding]:
    """A right answer that stands in the question, or beside its blank."""
    for card in page.cards:
        is_text = has_choices(card) or KINDS[card.kind].answers(card)
        if not is_text or card.is_reverse:
            continue
        hit = _given_away(page, card)
        if hit:
            start, end = hit
            text = card.prompt[start:end]
            place = "beside the blank" if blanks(card) else "in the question"
            nth = occurrence(card.prompt, start, end)
            yield Finding(card, text, nth=nth, fields={"text": text, "place": place})


def _given_away(page: Page, card: Card) -> tuple[int, int] | None:
    """The span of the prompt that is right."""
    spoken = frozenset(page.words(card.prompt))
    if not blanks(card) and not page.asking.naming.isdisjoint(spoken):
        return None
    wrongs = (page.words(item.text) for item in card.items if not item.right)
    if any(words and spoken.issuperset(words) for words in wrongs):
        return None
    for right in _rights(page, card):
        told = page.words(right)
        if not 0 < len(told) <= SOUGHT:
            continue
        if spoken.issuperset(told) and not page.is_small(told):
            for start, end in _spans(page, card.prompt, told):
                if _is_used(card, start, end):
                    return start, end
    return None


def _spans(page: Page, text: str, told: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words `told` stand one after the other, with enough around them."""
    words = page.placed(text)
    if len(words) - len(told) < REST:
        return
    spoken = [word.text for word in words]
    for at, word in enumerate(words):
        if word.text == told[0] and spoken[at : at + len(told)] == list(told):
            yield word.start, words[at + len(told) - 1].end


def _rights(page: Page, card: Card) -> Iterator[str]:
    """Everything that is right, as it may be given; of a call as it stands in code,
    what is in its parentheses belongs to it."""
    if card.items:
        yield from (item.text for item in card.items if item.right)
        return
    for each in (card.answer, *card.fields.accept):
        yield from (each,) if _CALL.search(each) else page.forms(each)


def _is_used(card: Card, start: int, end: int) -> bool:
    """Whether the text there is said, not mentioned in quotes, nor the blank itself.

    `WHO` is not the word “who”.
    """
    prompt, told = card.prompt, card.prompt[start:end]
    if any(start < blank.end and blank.start < end for blank in blanks(card)):
        return False
    before, after = prompt[start - 1 : start] or " ", prompt[end : end + 1] or " "
    if (before in _QUOTES and after in _QUOTES) or _is_in_name(prompt, start, end):
        return False
    rights = (card.answer, *card.fields.accept)
    is_acronym = any(each.isupper() and each.lower() == told for each in rights)
    return not is_acronym


def _is_in_name(prompt: str, start: int, end: int) -> bool:
    """Whether the text there is a part of a longer name: `Africa` of `South Africa`.

    A word that begins a sentence is no part of one.
    """
    if not prompt[start].isupper():
        return False
    before, after = prompt[max(0, start - NEAR) : start], prompt[end : end + 2]
    *others, last = ["", *before.split()]
    leads = before[-1:] in (" ", "-") and last[:1].isupper() and last.isalpha()
    is_first = not others or not others[-1] or others[-1][-1] in ".?!:"
    return (leads and not is_first) or (after[:1] in (" ", "-") and after[1:].isupper())


def stop_word_blank(page: Page) -> Iterator[Finding]:
    """A blank for nothing but small words, unless its author says what it asks for."""
    small = page.language.questions.small
    clozes = [card for card in page.cards if card.blank]
    found = [
        card
        for card in clozes
        if not card.fields.type
        and (words := card.answer.lower().split())
        and all(word.strip(".,;:!?") in small for word in words)
    ]
    least, share = DRILLED
    if len(found) >= least and len(found) >= share * len(clozes):
        return
    for card in found:
        assert card.blank
        start, end = card.blank.start, card.blank.end
        nth = occurrence(card.prompt, start, end)
        yield Finding(card, card.answer, nth=nth, fields={"answer": card.answer})


def negated_question(page: Page) -> Iterator[Finding]:
    """A question for what is not so."""
    for card in page.written:
        if not _asks(page, card):
            continue
        text = prose(card.prompt)
        told = (negated.search(text) for negated in page.asking.negated)
        found = next(filter(None, told), None)
        if not found:
            continue
        start, end = next(
            found.span(name) for name in found.re.groupindex if found[name] is not None
        )
        text, nth = card.prompt[start:end], occurrence(card.prompt, start, end)
        yield Finding(card, text, nth=nth, fields={"text": text})


def _asks(page: Page, card: Card) -> bool:
    """Whether the prompt is a question to answer, not a sentence to translate."""
    if card.is_cloze or KINDS[card.kind].is_asked_as_written:
        return has_choices(card)
    is_sentence = card.answer.endswith("?") or not page.asking.naming.isdisjoint(
        page.words(card.prompt)
    )
    return not card.is_reverse and not is_sentence


def too_long(page: Page) -> Iterator[Finding]:
    """A card that holds more than is recalled at once; code and tables are not
    counted."""
    for card in page.written:
        told = prose(card.prompt)
        words, letters = len(told.split()), len(" ".join(told.split()))
        if words > PROMPT_WORDS or letters > PROMPT_LETTERS:
            has_words = words > PROMPT_WORDS
            fields = {
                "part": "text" if blanks(card) else "question",
                "count": words if has_words else letters,
                "unit": "words" if has_words else "letters",
                "most": PROMPT_WORDS if has_words else PROMPT_LETTERS,
            }
            yield Finding(card, fields=fields)
        if not has_answer_line(card):
            continue
        words = len(prose(card.answer).split())
        if words > ANSWER_WORDS:
            fields = {
                "part": "answer",
                "count": words,
                "unit": "words",
                "most": ANSWER_WORDS,
            }
            yield Finding(card, card.answer, Part.ANSWER, fields=fields)


def no_source(page: Page) -> Iterator[Finding]:
    """A card without a source in a deck that gives them."""
    written = page.written
    missing = [card for card in written if not card.fields.source]
    sourced = len(written) - len(missing)
    if not page.deck.article and sourced < max(1, SOURCED * len(written)):
        return
    for card in missing:
        yield Finding(card)
