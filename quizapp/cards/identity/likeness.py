"""Whether two texts are one card, reworded, or two cards.

A card stays the same when it still asks for the same thing. So an equal answer allows
large changes to the question, an equal question only small ones to the answer; another
number, another name or a negation makes it another card, or one to ask about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from quizapp.cards.judging.normal import normal
from quizapp.cards.judging.slips import are_twins, slips
from quizapp.cards.languages import language_of, languages_in
from quizapp.model import RULES, CardSeen, Kind, Rules

SAME_ANSWER = 0.55
"""Two cards with equal answers are one if their questions are at least this alike."""
PERHAPS = 0.4
"""From here on it is worth asking."""
LITTLE = 0.75
"""Below this, other words of some length may ask about something else."""
ALIKE = 0.7
"""From here on a text counts as reworded, where nothing else is equal."""
LONGEST = 2000
"""How many letters of a text are compared."""

CONTENT = 4
"""Words of at least this many letters carry meaning; shorter ones hold it together."""

_CODE = re.compile(r"`[^`]+`")
_SIGN = re.compile(r"[^\w\s`()\[\]{}.,;:'\"]")
_NUMBER = re.compile(r"\d|^[ivx]{2,}$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two cards are."""

    score: float
    """0 to 1, over question and answer together."""
    is_sure: bool
    """Whether a person would call them the same card; otherwise ask."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts, word by word."""

    share: float
    """How much they have in common: Dice's coefficient, weighted by word length."""
    turns: bool
    """Whether the difference may change the meaning."""
    exchanges: bool
    """Whether words were replaced by others."""
    is_equal: bool


def likeness(was: CardSeen, now: CardSeen, language: str) -> Likeness | None:
    """How likely `now` is `was` reworded; `None` when they are two cards.

    `language` is the code of the deck's language, whose negations count.
    """
    answers = compared(was.answer, now.answer, language)
    questions = compared(_question(was), _question(now), language)
    score = 0.6 * questions.share + 0.4 * answers.share
    if answers.is_equal:
        if questions.is_equal:
            return Likeness(1.0, is_sure=True)
        if questions.share < PERHAPS:
            return None
        return Likeness(score, questions.share >= SAME_ANSWER and not questions.turns)
    is_mended = answers.share >= ALIKE and not answers.turns
    if questions.is_equal:
        goes_on = not answers.turns and _goes_on(was.answer, now.answer, language)
        return Likeness(score, is_mended or goes_on)
    if questions.share < ALIKE or answers.share < PERHAPS:
        return None
    exchanges = questions.exchanges or answers.exchanges
    return Likeness(score, is_mended and not questions.turns and not exchanges)


def _question(card: CardSeen) -> str:
    """What is asked; of a cloze the text around its blank."""
    if card.form == Kind.CLOZE:
        return card.prompt.replace(card.answer, " ", 1)
    return card.prompt


def _goes_on(was: str, now: str, language: str) -> bool:
    """Whether one answer contains the other: `Lima`, `Lima, Peru`."""
    one, other = set(words_of(was, language)), set(words_of(now, language))
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=1 << 14)
def words_of(text: str, language: str = RULES.language) -> Sequence[str]:
    """The words of a text in their normal form."""
    return tuple(normal(text[:LONGEST], Rules(language)).split())


def compared(was: str, now: str, language: str) -> Compared:
    """Compare two texts word by word; a misspelt word is still the same word."""
    if was == now:
        return Compared(1.0, turns=False, exchanges=False, is_equal=True)
    one, other = words_of(was, language), words_of(now, language)
    is_other_code = _signs(was) != _signs(now)
    if one == other and not is_other_code:
        return Compared(1.0, turns=False, exchanges=False, is_equal=bool(one))
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
    turns = (
        is_other_code
        or bool(_negations(language) & {*left, *right})
        or _is_exchanged(left, right, language, names=names, share=share)
    )
    return Compared(share, turns, bool(left and right), is_equal=False)


def _is_exchanged(
    left: Sequence[str],
    right: Sequence[str],
    language: str,
    *,
    names: Set[str],
    share: float,
) -> bool:
    """Whether a name or number was replaced, one word was replaced by one other, or
    much is said in other words."""
    if all(any(_is_exact(word, names) for word in words) for words in (left, right)):
        return True
    asking = _asking(language)
    content = [
        any(len(word) >= CONTENT and word not in asking for word in words)
        for words in (left, right)
    ]
    return all(content) and (share < LITTLE or len(left) == len(right) == 1)


def _signs(text: str) -> Sequence[str]:
    """The signs in a text's code, other than brackets, commas and quotes."""
    if "`" not in text:
        return ()
    return [
        sign for code in _CODE.findall(text[:LONGEST]) for sign in _SIGN.findall(code)
    ]


def _names(text: str, language: str) -> Set[str]:
    """The words inside a text that begin with a capital, in their normal form."""
    inside = text[:LONGEST].split()[1:]
    rules = Rules(language)
    return {normal(word, rules) for word in inside if word[:1].isupper()}


def _weight(words: Iterable[str]) -> float:
    """Longer words say more: `capital` more than `of`."""
    return float(sum(min(len(word), 8) for word in words))


def _is_slip(one: str, other: str, names: Set[str], language: str) -> bool:
    """Whether two words are one, misspelt or inflected."""
    if one[0] != other[0] or are_twins(one, other, language_of(language)):
        return False
    if len({one, other} & _negations(language)) == 1:
        return False
    if _NUMBER.search(one) or _NUMBER.search(other):
        return False
    short, long = sorted((one, other), key=len)
    if long == f"{short}s":
        return True
    if len(long) < 5 or (len(short) < 5 and len(short) == len(long)):
        return sorted(one) == sorted(other) or _once(one) == _once(other)
    is_name = one in names or other in names  # Niger, Nigeria; Austria, Australia
    if not is_name and one[: len(long) - 2] == other[: len(long) - 2]:
        return True
    most = 2 if len(short) >= 7 and not is_name else 1
    return slips(one, other, most) <= most


@lru_cache(maxsize=64)
def _negations(language: str) -> Set[str]:
    return {word for each in languages_in(language) for word in each.negations}


@lru_cache(maxsize=64)
def _asking(language: str) -> Set[str]:
    """Words that begin a question."""
    return {word for each in languages_in(language) for word in each.questions.words}


def _once(word: str) -> str:
    """The word with each doubled letter once."""
    return re.sub(r"(.)\1", r"\1", word)


def _is_exact(word: str, names: Set[str]) -> bool:
    """Whether another word in its place means another thing."""
    return word in names or len(word) == 1 or bool(_NUMBER.search(word))
