"""Decides whether two texts are one card, reworded, or two different cards.

A card is the same if it still asks for the same thing. If the answer is equal, the
question may change a lot; if the question is equal, the answer may only change a
little. With another number, another name or a negation it is a different card, or the
learner is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from msgspec import Struct

from quizapp.cards.judging.normal import normal
from quizapp.cards.judging.slips import are_twins, is_fumbled, slips
from quizapp.cards.languages import language_of, words_in
from quizapp.model import RULES, CardSeen, Kind, Rules

SAME_ANSWER = 0.55
"""Two cards with equal answers are one if their questions are at least this similar."""
MIN_TO_ASK = 0.4
"""Texts that are less similar are different; the learner is not asked."""
FEW_CHANGES = 0.75
"""If texts are less similar, other long words may change what is asked."""
ALIKE = 0.7
"""A text that is at least this similar is reworded, even if nothing else is equal."""
MAX_COMPARED = 2000
"""Characters of a text that are compared."""

MIN_CONTENT_LETTERS = 4
"""Shorter words carry little meaning."""

_CODE = re.compile(r"`[^`]+`")
_SIGN = re.compile(r"[^\w\s`()\[\]{}.,;:'\"]")
_NUMBER = re.compile(r"\d|^[ivx]{2,}$")


class Likeness(Struct, frozen=True):
    """How similar two cards are."""

    score: float
    """0 to 1, over question and answer together."""
    is_sure: bool
    """Whether they are certainly the same card; if not, the learner is asked."""


class Comparison(Struct, frozen=True):
    """The result of comparing two texts word by word."""

    share: float
    """Their similarity, 0 to 1: Dice's coefficient weighted by word length."""
    may_change_meaning: bool
    """Whether the difference may change the meaning."""
    replaces_words: bool
    """Whether words were replaced, not just added or removed."""
    is_equal: bool


def likeness(was: CardSeen, now: CardSeen, language: str) -> Likeness | None:
    """How similar two cards are; `None` if they are different cards.

    `language` is the code of the deck's language, which decides on negations.
    """
    answers = compare(was.answer, now.answer, language)
    questions = compare(_question(was), _question(now), language)
    score = 0.6 * questions.share + 0.4 * answers.share
    if answers.is_equal:
        if questions.is_equal:
            return Likeness(1.0, is_sure=True)
        if questions.share < MIN_TO_ASK:
            return None
        return Likeness(
            score, questions.share >= SAME_ANSWER and not questions.may_change_meaning
        )
    is_corrected = answers.share >= ALIKE and not answers.may_change_meaning
    if questions.is_equal:
        contains = not answers.may_change_meaning and _contains(
            was.answer, now.answer, language
        )
        return Likeness(score, is_corrected or contains)
    if questions.share < ALIKE or answers.share < MIN_TO_ASK:
        return None
    replaces_words = questions.replaces_words or answers.replaces_words
    return Likeness(
        score, is_corrected and not questions.may_change_meaning and not replaces_words
    )


def _question(card: CardSeen) -> str:
    """The question; for a cloze the text around its blank."""
    if card.form == Kind.CLOZE:
        return card.prompt.replace(card.answer, " ", 1)
    return card.prompt


def _contains(was: str, now: str, language: str) -> bool:
    """Whether one answer contains the other: `Lima`, `Lima, Peru`."""
    one, other = set(words_of(was, language)), set(words_of(now, language))
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=1 << 14)
def words_of(text: str, language: str = RULES.language) -> Sequence[str]:
    """The words of a text in normal form."""
    return tuple(normal(text[:MAX_COMPARED], Rules(language)).split())


def compare(was: str, now: str, language: str) -> Comparison:
    """Compare two texts word by word; a misspelt word counts as the same word."""
    one, other = words_of(was, language), words_of(now, language)
    is_other_code = _signs(was) != _signs(now)
    if one == other and not is_other_code:
        is_equal = was == now or bool(one)
        return Comparison(
            1.0, may_change_meaning=False, replaces_words=False, is_equal=is_equal
        )
    left, right = list(one), []
    for word in other:
        if word in left:
            left.remove(word)
        else:
            right.append(word)
    whole = _weight(one) + _weight(other)
    shared = _weight(one) - _weight(left)
    names: Set[str] = set()
    if left and right:
        names = _names(was, language) | _names(now, language)
    for word in list(left):
        slip = next((o for o in right if _is_slip(word, o, names, language)), None)
        if slip:
            shared += 0.9 * min(_weight([word]), _weight([slip]))
            left.remove(word)
            right.remove(slip)
    share = 2 * shared / whole if whole else 0.0
    may_change_meaning = (
        is_other_code
        or bool(words_in(language, "negations") & {*left, *right})
        or _is_exchanged(left, right, language, names=names, share=share)
    )
    return Comparison(share, may_change_meaning, bool(left and right), is_equal=False)


def _is_exchanged(
    left: Sequence[str],
    right: Sequence[str],
    language: str,
    *,
    names: Set[str],
    share: float,
) -> bool:
    """Whether a name or number was replaced, one word was replaced by another, or many
    words were."""
    if all(any(_is_exact(word, names) for word in words) for words in (left, right)):
        return True
    question_words = words_in(language, "questions.words")
    content = [
        any(
            len(word) >= MIN_CONTENT_LETTERS and word not in question_words
            for word in words
        )
        for words in (left, right)
    ]
    return all(content) and (share < FEW_CHANGES or len(left) == len(right) == 1)


def _signs(text: str) -> Sequence[str]:
    """The symbols in a text's code, except brackets, punctuation and quotes."""
    if "`" not in text:
        return ()
    return [
        sign
        for code in _CODE.findall(text[:MAX_COMPARED])
        for sign in _SIGN.findall(code)
    ]


def _names(text: str, language: str) -> Set[str]:
    """The words after the first that begin with a capital, in normal form."""
    inside = text[:MAX_COMPARED].split()[1:]
    rules = Rules(language)
    return {normal(word, rules) for word in inside if word[:1].isupper()}


def _weight(words: Iterable[str]) -> float:
    """The total weight of words; longer words weigh more."""
    return float(sum(min(len(word), 8) for word in words))


def _is_slip(one: str, other: str, names: Set[str], language: str) -> bool:
    """Whether two words are the same word, misspelt or inflected."""
    if one[0] != other[0] or are_twins(one, other, language_of(language)):
        return False
    if len({one, other} & words_in(language, "negations")) == 1:
        return False
    if _NUMBER.search(one) or _NUMBER.search(other):
        return False
    short, long = sorted((one, other), key=len)
    if long == f"{short}s":
        return True
    if len(long) < 5 or (len(short) < 5 and len(short) == len(long)):
        return is_fumbled(one, other)
    is_name = one in names or other in names  # Niger, Nigeria; Austria, Australia
    if not is_name and one[: len(long) - 2] == other[: len(long) - 2]:
        return True
    most = 2 if len(short) >= 7 and not is_name else 1
    return slips(one, other, most) is not None


def _is_exact(word: str, names: Set[str]) -> bool:
    """Whether it is a name, a number or a letter, which cannot be reworded."""
    return word in names or len(word) == 1 or bool(_NUMBER.search(word))
