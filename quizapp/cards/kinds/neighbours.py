"""Makes wrong numbers and dates that are near the right one and written the same way.

How many of them are below the right one is random, so that a middle position gives
nothing away (Attali & Bar-Hillel 2003 on where test makers hide the right answer).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from quizapp.cards.judging.quantities import allowed
from quizapp.cards.languages import languages_in
from quizapp.cards.languages.dates import PartialDate, parse_date, without_ordinals
from quizapp.cards.languages.numbers import decimal_mark, parse_quantity
from quizapp.model import Card, Value
from quizapp.text import folded

COUNT = 3
_NUMBER = re.compile(r"\d[\d.,'_\u00a0\u2009\u202f ]*\d|\d")
_WORD = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"[+-]?\d[\d.,]*\s?%?")


def neighbours(card: Card, rng: Random) -> Sequence[str]:
    """Three wrong answers near a number or a date; empty for any other answer.

    An answer of digits alone is a number even without `:value: number`.
    """
    value = card.fields.value
    if value is Value.DATE:
        near = _dates(card, rng)
    elif value is Value.NUMBER or _BARE.fullmatch(card.answer):
        near = _numbers(card, rng)
    else:
        return ()
    found: dict[str, None] = {}
    for text in near:
        if text != card.answer:
            found[text] = None
        if len(found) == COUNT:
            return tuple(found)
    return ()


def _numbers(card: Card, rng: Random) -> Iterator[str]:
    """Other numbers with as many significant digits."""
    found = _NUMBER.search(card.answer)
    wanted = parse_quantity(card.answer, card.rules, card.fields.unit)
    if not found or wanted is None or wanted.is_range:
        return
    written = found[0]
    mark = _mark_in(written, decimal_mark(card.rules))
    whole, _, part = written.partition(mark) if mark else (written, "", "")
    digits = re.sub(r"\D", "", whole) + part
    zeros = 0 if part else len(digits) - len(digits.rstrip("0") or digits[0])
    core = int(digits) // 10**zeros
    most = 10**4 if "%" not in card.answer else _one_hundred_percent(part, zeros)
    for step in _steps(core, rng):
        other = core + step
        if other < (1 if core > 0 else 0) or (core <= most < other):
            continue
        text = _as_written(other * 10**zeros, whole, part, mark)
        answer = card.answer[: found.start()] + text + card.answer[found.end() :]
        quantity = parse_quantity(answer, card.rules, card.fields.unit)
        away = abs(quantity.low - wanted.low) if quantity else Decimal(0)
        if quantity and away > allowed(card, wanted):
            yield answer


def _one_hundred_percent(part: str, zeros: int) -> int:
    """100, in units of the last significant digit."""
    return int(100 * 10 ** len(part) / 10**zeros)


def _steps(core: int, rng: Random) -> Iterator[int]:
    """Steps down and up, a random number of them down; then all others."""
    if core <= 20:
        sizes = list(range(1, 7))
    elif 1000 <= core <= 2100:  # a year, most likely
        sizes = list(range(1, 13))
    else:
        sizes = sorted({max(1, round(core * share / 100)) for share in range(6, 45, 3)})
    down, up = list(sizes), list(sizes)
    rng.shuffle(down)
    rng.shuffle(up)
    below = rng.randrange(COUNT + 1)
    yield from (-size for size in down[:below])
    yield from up[: COUNT - below]
    yield from (size for size in up[COUNT - below :])
    yield from (-size for size in down[below:])


def _mark_in(written: str, usual: str) -> str:
    """The decimal mark in `written`, if it has decimals."""
    marks = [c for c in written if c in ".,"]
    if not marks:
        return ""
    last = written.rpartition(marks[-1])[2]
    if marks[-1] == usual:
        return usual if marks.count(usual) == 1 else ""
    return "" if len(last) == 3 or marks.count(marks[-1]) > 1 else marks[-1]


def _as_written(number: int, whole: str, part: str, mark: str) -> str:
    """`number`, whose last digits are decimals, with thousands separated as in
    `whole`."""
    digits = str(number).rjust(len(part) + 1, "0")
    decimals = digits[len(digits) - len(part) :] if part else ""
    digits = digits[: len(digits) - len(part)] if part else digits
    gap = re.search(r"\D", whole)
    if gap:
        groups: list[str] = []
        while len(digits) > 3:
            groups.insert(0, digits[-3:])
            digits = digits[:-3]
        digits = gap[0].join([digits, *groups])
    return f"{digits}{mark}{decimals}" if part else digits


def _dates(card: Card, rng: Random) -> Iterator[str]:
    """Dates of the same precision, some days, months or years away."""
    wanted = parse_date(card.answer, card.rules)
    if wanted is None:
        return
    for other in _moved(wanted, rng):
        text = _dated(card, wanted, other)
        if text and parse_date(text, card.rules) == other:
            yield text


def _moved(wanted: PartialDate, rng: Random) -> Iterator[PartialDate]:
    far = 6 if wanted.year >= 1900 else 20
    below = rng.randrange(COUNT + 1)
    signs = [-1] * below + [1] * (COUNT - below) + [-1, 1] * 20
    for sign in signs:
        if wanted.day and wanted.month and wanted.year > 0:
            start = date(wanted.year, wanted.month, wanted.day)
            days = rng.choice([1, 2, 3, 5, 7, 10, 30, 61, 365])
            try:
                moved = start + timedelta(days=sign * days)
            except OverflowError:
                continue
            yield PartialDate(moved.year, moved.month, moved.day)
        elif wanted.month:
            months = wanted.year * 12 + wanted.month - 1 + sign * rng.randint(1, 11)
            yield PartialDate(months // 12, months % 12 + 1, wanted.day)
        else:
            yield PartialDate(wanted.year + sign * rng.randint(1, far))


def _dated(card: Card, wanted: PartialDate, other: PartialDate) -> str:
    """The answer with its date replaced; empty if a part of it is not found."""
    text = card.answer
    if wanted.month and other.month:
        word = _month_word(text, wanted.month, card)
        if word:
            text = text.replace(word, _month_like(word, other.month, card), 1)
            text = without_ordinals(text, card.rules)
            return _exchanged(text, [(wanted.day, other.day)], wanted, other)
    pairs = [(wanted.month, other.month), (wanted.day, other.day)]
    return _exchanged(text, pairs, wanted, other)


def _exchanged(
    text: str,
    pairs: Sequence[tuple[int | None, int | None]],
    wanted: PartialDate,
    other: PartialDate,
) -> str:
    """`text` with each number of the old date replaced by the new one; empty if one is
    not found."""
    left = [(abs(wanted.year), abs(other.year)), *pairs]
    if text.startswith(str(abs(wanted.year))):
        order = left
    elif len(pairs) == 2 and re.match(rf"0?{pairs[0][0]}/", text):
        order = [pairs[0], pairs[1], left[0]]
    else:
        order = [*reversed(pairs), left[0]]
    is_iso = bool(re.match(r"\d{4}[-/]", text))
    result, start = "", 0
    for old, new in order:
        if old is None or new is None:
            continue
        found = re.compile(rf"(?<!\d)0*{old}(?!\d)").search(text, start)
        if not found:
            return ""
        is_wide = found[0].startswith("0") or len(found[0]) == 4
        width = len(found[0]) if is_wide else 2 if is_iso else 0
        result += text[start : found.start()] + str(new).zfill(width)
        start = found.end()
    return result + text[start:]


def _month_word(text: str, month: int, card: Card) -> str:
    """The word in `text` that names the month; empty if none does."""
    for language in languages_in(card.rules.language):
        for name in [*language.dates.months][month - 1 : month]:
            for word in _WORD.findall(text):
                if len(word) >= 3 and name.startswith(folded(word)):
                    return str(word)
    return ""


def _month_like(word: str, month: int, card: Card) -> str:
    """The name of another month in the language, length and case of `word`."""
    for language in languages_in(card.rules.language):
        months = language.dates.months
        if any(name.startswith(folded(word)) for name in months):
            name = [*months.values()][month - 1]
            if folded(word) not in months:
                name = name[: len(word)]
            return name.capitalize() if word[0].isupper() else name
    return word
