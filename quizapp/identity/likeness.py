"""Whether two texts are one card, mended, or two cards.

What a person would call the same keeps what is asked and what is answered. So an equal
answer allows much in the question, an equal question little in the answer; another
number, another name or a negation makes another card, or one to ask about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from quizapp.language import Language, language_of
from quizapp.model import RULES, CardSeen, Kind
from quizapp.questions.normal import normal
from quizapp.questions.slips import are_twins, slips

SAME_ANSWER = 0.55
"""Likeness of the questions from which on cards of one answer are one."""
PERHAPS = 0.4
"""From which on it is worth asking."""
LITTLE = 0.75
"""Up to which a word put for another one may be a question about something else."""
ALIKE = 0.7
"""From which on a text is another one mended, where nothing else is equal."""
LONGEST = 2000
"""Letters of a text that are compared."""

CONTENT = 4
"""Letters from which on a word says more than how a sentence is built."""

_CODE = re.compile(r"`[^`]+`")
_SIGN = re.compile(r"[^\w\s`()\[\]{}.,;:'\"]")
_NUMBER = re.compile(r"\d|^[ivx]{2,}$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two cards are one."""

    score: float
    """0 to 1; the questions' and the answers' together."""
    is_sure: bool
    """Whether a person would call them the same; else it must be asked."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts, word by word."""

    share: float
    """How much of the two is common: weighted by the words' lengths, 0 to 1 (Dice)."""
    turns: bool
    """Whether what differs may make it say something else."""
    exchanges: bool
    """Whether words stand where others stood."""
    is_equal: bool


def likeness(was: CardSeen, now: CardSeen) -> Likeness | None:
    """How much `now` is `was`, mended; `None` when they are two cards."""
    answers = compared(was.answer, now.answer)
    questions = compared(_question(was), _question(now))
    score = 0.6 * questions.share + 0.4 * answers.share
    if answers.is_equal:
        if questions.is_equal:
            return Likeness(1.0, is_sure=True)
        if questions.share < PERHAPS:
            return None
        return Likeness(score, questions.share >= SAME_ANSWER and not questions.turns)
    is_mended = answers.share >= ALIKE and not answers.turns
    if questions.is_equal:
        return Likeness(score, is_mended or _goes_on(was.answer, now.answer))
    if questions.share < ALIKE or answers.share < PERHAPS:
        return None
    exchanges = questions.exchanges or answers.exchanges
    return Likeness(score, is_mended and not questions.turns and not exchanges)


def _question(card: CardSeen) -> str:
    """What is asked; of a cloze the text around its blank."""
    if card.kind == Kind.CLOZE:
        return card.prompt.replace(card.answer, " ", 1)
    return card.prompt


def _goes_on(was: str, now: str) -> bool:
    """Whether one answer says the other and more: `Lima`, `Lima, Peru`."""
    one, other = set(words_of(was)), set(words_of(now))
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> Sequence[str]:
    """The words of a text in their normal form."""
    return tuple(normal(text[:LONGEST]).split())


def compared(was: str, now: str) -> Compared:
    """Two texts word by word; a slip of the pen leaves a word what it is."""
    if was == now:
        return Compared(1.0, turns=False, exchanges=False, is_equal=True)
    one, other = words_of(was), words_of(now)
    is_other_code = _signs(was) != _signs(now)
    if one == other and not is_other_code:
        return Compared(1.0, turns=False, exchanges=False, is_equal=bool(one))
    mine, theirs = Counter(one), Counter(other)
    common = mine & theirs
    left, right = list((mine - common).elements()), list((theirs - common).elements())
    shared = _weight(common.elements())
    names = _names(was) | _names(now) if left and right else set()
    for word in list(left):
        slip = next((each for each in right if _is_slip(word, each, names)), None)
        if slip:
            shared += 0.9 * min(_weight([word]), _weight([slip]))
            left.remove(word)
            right.remove(slip)
    whole = _weight(one) + _weight(other)
    share = 2 * shared / whole if whole else 0.0
    turns = (
        is_other_code
        or any(word in _language().negations for word in (*left, *right))
        or _is_exchanged(left, right, names=names, share=share)
    )
    return Compared(share, turns, bool(left and right), is_equal=False)


def _is_exchanged(
    left: Sequence[str], right: Sequence[str], *, names: Set[str], share: float
) -> bool:
    """Whether a name or number stands where another stood, one word for one other, or
    much is said in other words."""
    if all(any(_is_exact(word, names) for word in words) for words in (left, right)):
        return True
    asking = _language().questions.words
    content = [
        any(len(word) >= CONTENT and word not in asking for word in words)
        for words in (left, right)
    ]
    return all(content) and (share < LITTLE or len(left) == len(right) == 1)


def _signs(text: str) -> Sequence[str]:
    """The signs in the code of a text but brackets, commas and quotes."""
    if "`" not in text:
        return ()
    return [
        sign for code in _CODE.findall(text[:LONGEST]) for sign in _SIGN.findall(code)
    ]


def _names(text: str) -> Set[str]:
    """The words inside a text that begin with a capital, in their normal form."""
    inside = text[:LONGEST].split()[1:]
    return {normal(word) for word in inside if word[:1].isupper()}


def _weight(words: Iterable[str]) -> float:
    """Longer words say more: `capital` more than `of`."""
    return float(sum(min(len(word), 8) for word in words))


def _is_slip(one: str, other: str, names: Set[str]) -> bool:
    """Whether two words are one, misspelt or inflected."""
    if one[0] != other[0] or are_twins(one, other, _language()):
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


def _once(word: str) -> str:
    """The word with each doubled letter once."""
    return re.sub(r"(.)\1", r"\1", word)


def _is_exact(word: str, names: Set[str]) -> bool:
    """Whether another word in its place is another thing."""
    return word in names or len(word) == 1 or bool(_NUMBER.search(word))


def _language() -> Language:
    return language_of(RULES.language)
