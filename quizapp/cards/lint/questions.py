"""Hints about single cards: what they ask, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.cards.format.writer import has_answer_line
from quizapp.cards.kinds import KINDS
from quizapp.cards.lint.context import (
    CardPart,
    Finding,
    LintContext,
    has_choices,
    occurrence,
    prose,
)
from quizapp.model import Card

MIN_OTHER_WORDS = 4
"""A question gives its answer away only if it has this many other words: `hotel (noun)`
is a term, and its translation may be the same word."""
MAX_ANSWER_WORDS = 40
"""Answers with more words are not searched for in their questions."""
NAME_REACH = 60
"""The rest of a name is searched for in this many letters before an answer."""
LONG_PROMPT_WORDS, LONG_PROMPT_LETTERS, LONG_ANSWER_WORDS = 40, 300, 20
"""Longer questions and answers get a hint. The principle is Wozniak's; the numbers are
ours."""
DRILLED = 3, 0.1
"""A deck with at least this many blanks for small words, and this share of them, drills
small words on purpose."""
MIN_SOURCED = 0.25
"""If at least this share of blocks has a source, all should have one."""

_CALL = re.compile(r"\w\(")
_QUOTES = "\"'«»“”„‟‘’‚*_"


def given_away(context: LintContext) -> Iterator[Finding]:
    """A right answer that is in the question, or beside its blank."""
    for card in context.cards:
        is_text = has_choices(card) or KINDS[card.kind].answers(card)
        if not is_text or card.is_reverse:
            continue
        hit = _given_away(context, card)
        if hit:
            start, end = hit
            text = card.prompt[start:end]
            place = "beside the blank" if card.all_blanks else "in the question"
            nth = occurrence(card.prompt, start, end)
            yield Finding(card, text, nth=nth, fields={"text": text, "place": place})


def _given_away(context: LintContext, card: Card) -> tuple[int, int] | None:
    """The span of the prompt that contains a right answer."""
    spoken = frozenset(context.words(card.prompt))
    if not card.all_blanks and not context.question_words.naming.isdisjoint(spoken):
        return None
    wrongs = (context.words(item.text) for item in card.items if not item.right)
    if any(words and spoken.issuperset(words) for words in wrongs):
        return None
    for right in _rights(context, card):
        words = context.words(right)
        if not 0 < len(words) <= MAX_ANSWER_WORDS:
            continue
        if spoken.issuperset(words) and not context.is_small(words):
            for start, end in _spans(context, card.prompt, words):
                if _is_used(card, start, end):
                    return start, end
    return None


def _spans(
    context: LintContext, text: str, sought: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """The spans where the words `sought` follow each other, if there are enough
    others."""
    words = context.words_with_places(text)
    if len(words) - len(sought) < MIN_OTHER_WORDS:
        return
    spoken = [word.text for word in words]
    for at, word in enumerate(words):
        if word.text == sought[0] and spoken[at : at + len(sought)] == list(sought):
            yield word.start, words[at + len(sought) - 1].end


def _rights(context: LintContext, card: Card) -> Iterator[str]:
    """All right answers in all their forms; a call in code only as written, because its
    parentheses are part of it."""
    if card.items:
        yield from (item.text for item in card.items if item.right)
        return
    for text in (card.answer, *card.fields.accept):
        yield from (text,) if _CALL.search(text) else context.forms(text)


def _is_used(card: Card, start: int, end: int) -> bool:
    """Whether the text there is used, not quoted, part of a name, or the blank itself.

    If `WHO` is right, the word “who” is not.
    """
    prompt, text = card.prompt, card.prompt[start:end]
    if any(start < blank.end and blank.start < end for blank in card.all_blanks):
        return False
    before, after = prompt[start - 1 : start] or " ", prompt[end : end + 1] or " "
    if (before in _QUOTES and after in _QUOTES) or _is_in_name(prompt, start, end):
        return False
    rights = (card.answer, *card.fields.accept)
    is_acronym = any(right.isupper() and right.lower() == text for right in rights)
    return not is_acronym


def _is_in_name(prompt: str, start: int, end: int) -> bool:
    """Whether the text there is part of a longer name: `Africa` of `South Africa`.

    The first word of a sentence is not taken for part of a name.
    """
    if not prompt[start].isupper():
        return False
    before, after = prompt[max(0, start - NAME_REACH) : start], prompt[end : end + 2]
    *others, last = ["", *before.split()]
    leads = before[-1:] in (" ", "-") and last[:1].isupper() and last.isalpha()
    is_first = not others or not others[-1] or others[-1][-1] in ".?!:"
    return (leads and not is_first) or (after[:1] in (" ", "-") and after[1:].isupper())


def stop_word_blank(context: LintContext) -> Iterator[Finding]:
    """A blank for small words only, unless its author says what it asks for."""
    small = context.language.questions.small
    clozes = [card for card in context.cards if card.blank]
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


def negated_question(context: LintContext) -> Iterator[Finding]:
    """A question that asks what is not the case."""
    for card in context.first_cards:
        if not _asks(context, card):
            continue
        text = prose(card.prompt)
        matches = (negated.search(text) for negated in context.question_words.negated)
        found = next(filter(None, matches), None)
        if not found:
            continue
        start, end = next(
            found.span(name) for name in found.re.groupindex if found[name] is not None
        )
        text, nth = card.prompt[start:end], occurrence(card.prompt, start, end)
        yield Finding(card, text, nth=nth, fields={"text": text})


def _asks(context: LintContext, card: Card) -> bool:
    """Whether the prompt is a question, not a sentence to translate."""
    if card.is_cloze or KINDS[card.kind].is_asked_as_written:
        return has_choices(card)
    is_sentence = card.answer.endswith(
        "?"
    ) or not context.question_words.naming.isdisjoint(context.words(card.prompt))
    return not card.is_reverse and not is_sentence


def too_long(context: LintContext) -> Iterator[Finding]:
    """A card that holds too much to recall at once; code and tables do not count."""
    for card in context.first_cards:
        text = prose(card.prompt)
        words, letters = len(text.split()), len(" ".join(text.split()))
        if words > LONG_PROMPT_WORDS or letters > LONG_PROMPT_LETTERS:
            has_words = words > LONG_PROMPT_WORDS
            fields = {
                "part": "text" if card.all_blanks else "question",
                "count": words if has_words else letters,
                "unit": "words" if has_words else "letters",
                "most": LONG_PROMPT_WORDS if has_words else LONG_PROMPT_LETTERS,
            }
            yield Finding(card, fields=fields)
        if not has_answer_line(card):
            continue
        words = len(prose(card.answer).split())
        if words > LONG_ANSWER_WORDS:
            fields = {
                "part": "answer",
                "count": words,
                "unit": "words",
                "most": LONG_ANSWER_WORDS,
            }
            yield Finding(card, card.answer, CardPart.ANSWER, fields=fields)


def no_source(context: LintContext) -> Iterator[Finding]:
    """A card without a source in a deck that gives them."""
    written = context.first_cards
    missing = [card for card in written if not card.fields.source]
    sourced = len(written) - len(missing)
    if not context.deck.article and sourced < max(1, MIN_SOURCED * len(written)):
        return
    for card in missing:
        yield Finding(card)
