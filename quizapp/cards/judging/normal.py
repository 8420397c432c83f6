"""The normal form of a text, in which answers are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from quizapp.cards.judging.symbols import ELEMENT, bare
from quizapp.cards.languages import language_of, words_in
from quizapp.cards.languages.words import any_of, names_of_unit
from quizapp.model import RULES, Rules
from quizapp.text import folded

MOST_FORMS = 12
"""The most forms of one answer that are accepted."""

LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NO_ZERO = re.compile(r"(?<![\w.])\.(?=\d)")
_POWER = re.compile(r"(?<=\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_LETTERS_POWER = re.compile(r"(?<=[^\W\d_])\^(?=\d)")
_MINUS = re.compile(r"(?<![\w)])[-−–]\s?(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)[,'\u2009\u202f\u00a0](?=\d{3}(?!\d))")
_VOWELS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0966-\u109f\u1780-\u17d3\u1ab0-\u1aff\u20d0-\u20ff\u3099\u309a"
)
"""Combining marks that are part of a letter but not matched by `\\w`."""
_SIGNIFICANT = re.compile(
    rf"(?:(?<!\d)[.,:]|[.,:](?!\d)|[^\w{_VOWELS}%‰$€£¥+<>=≠≤≥±×÷→←↔~#^.,:⁻])+|_"
)
_MARKS = re.compile(r"(?<=[\u0041-\u024f\u0370-\u03ff\u1f00-\u1fff])[\u0300-\u036f]+")
_OTHER_MARKS = re.compile(r"[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]+")
_YO = str.maketrans({"ё": "е", "Ё": "Е"})
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PARENTHESIS = re.compile(r"[(\[]\s*([^()\[\]]*?)\s*[)\]]")
_ALTERNATIVES = re.compile(r"\s+/\s+")
_MANIFOLD = re.compile(r"[/(\[$]")
"""A text without any of these has one reading."""


def normal(text: str, rules: Rules = RULES) -> str:
    """`text` without case, width, punctuation and articles, and without accents unless
    they count.

    Words are separated by one space; `U.S.A.` is `usa`, `St.` is `saint`. Anything that
    changes the meaning stays: signs, decimal points (`.5` is `0.5`), powers, `+`, `#`,
    `<`. Text that is only punctuation stays too, so that `!` can be an answer.
    """
    vocabulary = _vocabulary(rules.language)
    words = _plain_words(text, vocabulary)
    if not words:
        text = _spelled(text, rules, vocabulary)
        words = _SIGNIFICANT.sub(" ", text).split()
    articles, leading = vocabulary.articles, vocabulary.leading_articles
    full = vocabulary.accented if rules.accents else vocabulary.full
    kept = [
        full.get(word, word)
        for place, word in enumerate(words)
        if word not in articles and (place or word not in leading)
    ]
    return " ".join(kept or words) or " ".join(text.split())


class _Vocabulary:
    """The words that change in the normal form."""

    def __init__(self, code: str) -> None:
        language = language_of(code)
        self.articles = language.articles
        self.leading_articles = language.leading_articles
        self.accented = language.abbreviations
        """Words by their abbreviations."""
        self.full = {short: folded(full) for short, full in self.accented.items()}
        """The same without accents."""
        self.ampersand = language.ampersand
        elided = any_of(words_in(code, "elided"))
        self.elided = re.compile(rf"\b{elided}['’ʼ](?=\w)")
        """Articles with their apostrophe."""
        percent = names_of_unit("%", code)
        self.percent = re.compile(rf"\b{any_of(percent)}\b")
        self.percent_starts = {name.split()[0] for name in percent}
        """The first words of `percent`."""


@lru_cache(maxsize=64)
def _vocabulary(code: str) -> _Vocabulary:
    return _Vocabulary(code)


def _plain_words(text: str, vocabulary: _Vocabulary) -> list[str]:
    """The words of a text of letters, digits and spaces, as most are; none for any
    other text. This is faster."""
    if not text.isascii() or not text.replace(" ", "").isalnum():
        return []
    words = text.lower().split()
    return words if vocabulary.percent_starts.isdisjoint(words) else []


def _spelled(text: str, rules: Rules, vocabulary: _Vocabulary) -> str:
    """`text` with its words in the spelling in which they are compared, and with its
    punctuation."""
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "&" in text:
        text = text.replace("&", f" {vocabulary.ampersand} ")
    if not text.isascii():
        text = _unmarked(text, rules)
    if "^" in text:
        text = _LETTERS_POWER.sub("", text)
    text = _APOSTROPHES.sub("", vocabulary.elided.sub("", text.casefold()))
    if "." in text:
        text = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)
        text = _NO_ZERO.sub("0.", text)
    if any(map(str.isdigit, text)):
        text = _THOUSANDS.sub("", _MINUS.sub(" ⁻", text))
    return vocabulary.percent.sub("%", text).replace("%", " % ")


def _unmarked(text: str, rules: Rules) -> str:
    """`text` in its usual width and composition, without accents that do not count.

    Marks that make another letter (が of か, й of и) stay.
    """
    text = _POWER.sub(lambda found: "^" + found[1].translate(_PLAIN), text)
    if rules.accents:
        return unicodedata.normalize("NFKC", text)
    text = unicodedata.normalize("NFC", text).translate(_YO)
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = unicodedata.normalize("NFC", _OTHER_MARKS.sub("", text))
    return text.casefold().translate(_LETTERS)


def forms(text: str, rules: Rules = RULES) -> tuple[str, ...]:
    """The normal forms of everything that `text`, a right answer, stands for.

    `colour / color` are two; a part in parentheses may be left out, or be given alone
    if one side is the other's initials; `ü` may be written `ue`.
    """
    if text.isascii() and not _MANIFOLD.search(text):
        return (normal(text, rules),)
    found: dict[str, None] = {}
    for reading in readings(text):
        found[normal(reading, rules)] = None
        spelled = reading.translate(_SPELLED)
        if spelled != reading:
            found[normal(spelled, rules)] = None
        if len(found) >= MOST_FORMS:
            break
    return tuple(found)


def readings(text: str) -> Iterator[str]:
    """Everything that `text`, a right answer, stands for, as it is written."""
    yield text
    if "$" in text and (plain := bare(text)) != text:
        yield plain
    if "](" in text:
        text = LINK.sub(r"\1", text)
    for part in _ALTERNATIVES.split(text):
        if part != text:
            yield part
        if "(" not in part and "[" not in part:
            continue
        for reading in (_PARENTHESIS.sub("", part), _PARENTHESIS.sub(r"\1", part)):
            if reading.strip():
                yield reading
        inside = " ".join(found[1] for found in _PARENTHESIS.finditer(part))
        outside = _PARENTHESIS.sub("", part).strip()
        if is_short_for(inside, outside) or is_short_for(outside, inside):
            yield inside


def is_short_for(short: str, long: str) -> bool:
    """Whether `short` is the initials of `long`, or an abbreviation of it: `DNA`, `TB`,
    `Au`."""
    initials, short = re.sub(r"[\W_]", "", short).casefold(), short.strip()
    if are_initials(initials, long):
        return True
    if ELEMENT.fullmatch(short):
        return long.isalpha() and long.islower() and len(long) > 2
    if not short.isupper() or not 1 < len(initials) < len(long):
        return False
    letters = iter(long.casefold())
    return long[:1].casefold() == initials[0] and all(
        each in letters for each in initials
    )


def are_initials(short: str, long: str) -> bool:
    """Whether `short`, in lower case, is the initials of `long`, with or without those
    of small words."""
    words = re.findall(r"\w+", long)
    if len(short) < 2 or len(words) < 2:
        return False
    all_of = "".join(word[0] for word in words).casefold()
    capital = "".join(word[0] for word in words if word[0].isupper()).casefold()
    great = "".join(word[0] for word in words if len(word) > 3).casefold()
    return short in (all_of, capital, great)
