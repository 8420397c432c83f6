"""Finds dates, numbers, measures and sums of money in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quizapp.cards.articles.candidates import Candidate, Rank
from quizapp.cards.articles.lexicon import Lexicon, Word

_YEAR = re.compile(r"[12]\d{3}")
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_DECADE = re.compile(r"[12]\d{2}0")
_ROMAN = re.compile(r"[XVI]+(?:e|º|ème)?")
_APOSTROPHE = re.compile("['’]")
_PERCENT = re.compile(r"\s?[%‰]")
_DASH = re.compile(r"\s?[–—]\s?|-")
_WHOLE = (
    (re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d\d?([./])\d\d?\1\d{4}(?!\d)"), "date"),
    (re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\b\.?|UTC|GMT))?"), "time"),
)
"""What is complete as it is written, with its type."""
_MARKS_AFTER = (
    (re.compile(r"\s?[€£¥₹₽]"), "amount"),
    (_PERCENT, "percentage"),
    (re.compile(r"\s?°\s?[CFK]?(?!\w)"), "measure"),
    (re.compile(r"\s?[ap]\.m\."), "time"),
)
"""Marks after a number, with its type."""
_SCALE_LETTERS = ("k", "m", "b", "M", "bn")


def amounts(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """The amounts in a sentence. Some overlap."""
    done = 0
    for index, word in enumerate(words):
        if index < done:
            continue
        found = None
        if word.is_number:
            found = _Amount(text, words, index, lexicon).read()
        elif lexicon.is_month(word):
            found = _month_first(text, words, index, lexicon)
        elif century := _roman_century(words, index, lexicon):
            found = [century]
        elif _is_numeral(word, lexicon):
            found = _Amount(text, words, index, lexicon).read()
        if found:
            yield from found
            last = max(each.end for each in found)
            done = next(
                (at for at in range(index + 1, len(words)) if words[at].start >= last),
                len(words),
            )


def _is_numeral(word: Word, lexicon: Lexicon) -> bool:
    if word.is_capital and not word.is_first:
        return False
    first, *others = word.plain.split("-")
    return first in lexicon.numerals and all(
        part in lexicon.numerals or part in lexicon.fractions for part in others
    )


def _joins(word: Word) -> bool:
    """Whether only a space, or nothing, follows a word."""
    return word.gap in (" ", "\u00a0", "\u202f", "")


def _roman_century(
    words: Sequence[Word], index: int, lexicon: Lexicon
) -> Candidate | None:
    """A century with a Roman number before or after it."""
    pair = words[index : index + 2]
    if len(pair) < 2 or pair[0].gap not in (" ", ". ", "\u00a0"):
        return None
    one, other = pair
    centuries = lexicon.language.prose.centuries
    if other.plain not in centuries:
        one, other = other, one
    if other.plain in centuries and _ROMAN.fullmatch(one.text):
        return Candidate(pair[0].start, pair[1].end, "century", Rank.FIXED)
    return None


def _noun(word: Word) -> str:
    """A word without an elided one before it: euros of d’euros."""
    return _APOSTROPHE.split(word.plain)[-1]


def _month_first(
    text: str, words: Sequence[Word], index: int, lexicon: Lexicon
) -> list[Candidate] | None:
    """A date that begins with its month."""
    word = words[index]
    at, end = index + 1, word.end
    if at < len(words) and words[at].is_number and word.gap in (" ", ". "):
        if _DAY.fullmatch(words[at].text) and not _PERCENT.match(text, words[at].end):
            end = _day_end(words, at, lexicon)
            at = _index_after(words, at, end)
            if (
                at < len(words)
                and text[end : words[at].start] in (", ", " ")
                and _YEAR.fullmatch(words[at].text)
            ):
                end = words[at].end
            return [Candidate(word.start, end, "date", Rank.FIXED)]
    end = _year_after(words, index, lexicon)
    if end:
        return [Candidate(word.start, end, "date", Rank.FIXED)]
    before = words[index - 1] if index else None
    if before and before.plain in lexicon.small and before.gap == " ":
        return [Candidate(word.start, word.end, "month", Rank.WEAK)]
    return None


def _index_after(words: Sequence[Word], at: int, end: int) -> int:
    while at < len(words) and words[at].start < end:
        at += 1
    return at


def _day_end(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Where a day ends, with the ending of an ordinal."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    if after and not word.gap and after.plain in lexicon.ordinals:
        return after.end
    return word.end


def _year_after(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Where the year after a month ends; 0 if there is none."""
    at = index + 1
    if words[index].gap not in (" ", ", ", ". "):
        return 0
    if at < len(words) and words[at].plain in lexicon.dates and _joins(words[at]):
        at += 1
    if at < len(words) and _YEAR.fullmatch(words[at].text):
        return words[at].end
    return 0


class _Amount:
    """Reads the amount that begins with a number or numeral."""

    def __init__(
        self, text: str, words: Sequence[Word], index: int, lexicon: Lexicon
    ) -> None:
        self.text, self.words, self.lexicon = text, words, lexicon
        self.first = words[index]
        self.start, self.end = self.first.start, self.first.end
        self.index = index
        """The last word that belongs to it."""

    def read(self) -> list[Candidate] | None:
        if self.first.is_number:
            if self.start and self.text[self.start - 1] in "[#/_":
                return None
            if not self.start and self.first.gap.startswith((". ", ") ")):
                return None  # it numbers the item of a list
            found = (
                self._by_pattern(_WHOLE, self.start)
                or self._date()
                or self._era()
                or self._decade()
                or self._years()
            )
            if found:
                return found
        if found := self._century():
            return found
        self._extend()
        return (
            self._by_sign()
            or self._by_pattern(_MARKS_AFTER, self.end)
            or self._by_noun()
            or self._compound()
            or self._number()
        )

    def _found(self, type_: str, end: int, rank: Rank = Rank.FIXED) -> list[Candidate]:
        return [Candidate(self.start, end, type_, rank)]

    @property
    def last(self) -> Word:
        return self.words[self.index]

    def _word(self, step: int = 1) -> Word | None:
        """A word after the amount so far."""
        at = self.index + step
        return self.words[at] if at < len(self.words) else None

    def _take(self, count: int = 1) -> None:
        self.index += count
        self.end = self.last.end

    def _sign(self) -> re.Match[str] | None:
        """The sign of a currency before the number."""
        before = self.text[max(0, self.first.start - 5) : self.first.start]
        return self.lexicon.sign.search(before)

    # Dates and years

    def _date(self) -> list[Candidate] | None:
        """A date that begins with its day, or with two days."""
        words, at = self.words, self.index
        if not _DAY.fullmatch(words[at].text):
            return None
        for _ in range(2):
            at = _index_after(words, at, _day_end(words, at, self.lexicon)) - 1
            after = words[at + 1] if at + 1 < len(words) else None
            is_range = after and _DASH.fullmatch(words[at].gap)
            if not (after and is_range and _DAY.fullmatch(after.text)):
                break
            at += 1
        stop = ". " if self.lexicon.language.prose.ordinal_stop else "º "
        if words[at].gap not in (" ", "\u00a0", stop):
            return None
        at += 1
        for _ in range(2):
            if at < len(words) and words[at].plain in self.lexicon.dates:
                at += 1
        if at >= len(words) or not self.lexicon.is_month(words[at]):
            return None
        end = _year_after(words, at, self.lexicon) or words[at].end
        return self._found("date", end)

    def _era(self) -> list[Candidate] | None:
        """A year before or after Christ: 44 BC."""
        year = self.first
        if not year.text.isdecimal() or len(year.text) > 4 or not self._word():
            return None
        long = self.lexicon.era(self.words, self.index + 1)
        if not long or year.gap not in (" ", "\u00a0"):
            return None
        end = self.words[self.index + long].end
        return self._found("year", end + (self.text[end : end + 2] == ". "))

    def _decade(self) -> list[Candidate] | None:
        after = self._word()
        is_decade = after and not self.first.gap and after.text in ("s", "er", "ern")
        if after and is_decade and _DECADE.fullmatch(self.first.text):
            return self._found("decade", after.end)
        return None

    def _years(self) -> list[Candidate] | None:
        """A year, or two with a dash between them, the second of which may be short."""
        year, after = self.first, self._word()
        if not _YEAR.fullmatch(year.text) or self._sign():
            return None
        if year.gap.startswith((" ×", "×", " x ")) or _PERCENT.match(
            self.text, self.end
        ):
            return None
        if after and year.gap in ("–", "-"):
            if after.text.isdecimal() and len(after.text) == 2:
                return self._found("years", after.end)
            if _YEAR.fullmatch(after.text):
                return [
                    Candidate(each.start, each.end, "year", Rank.FIXED)
                    for each in (year, after)
                ]
        if after and _joins(year) and self._counts(after):
            return None
        return self._found("year", self.end)

    def _counts(self, after: Word) -> bool:
        """Whether what may be a year is the number of what follows: 1500 soldiers."""
        lexicon = self.lexicon
        if not self.first.gap and after.text[0].isalpha():
            return True
        plain = after.plain
        if lexicon.is_unit(after) or plain in lexicon.money or plain in lexicon.scales:
            return True
        is_led = self.index and self.words[self.index - 1].plain in lexicon.linking
        is_linked = is_led or plain in lexicon.linking
        return after.text.islower() and not is_linked

    def _century(self) -> list[Candidate] | None:
        """A century after its number."""
        centuries = self.lexicon.language.prose.centuries
        at = self.index
        if self.words[at].is_number:
            end = _day_end(self.words, at, self.lexicon)
            at = _index_after(self.words, at, end) - 1
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        if after and after.plain in centuries and self.words[at].gap in (" ", ". "):
            return self._found("century", after.end)
        return None

    # The rest of the number

    def _extend(self) -> None:
        """Take the rest of the number: a minus, numerals, a range or fraction, and its
        scale."""
        lexicon = self.lexicon
        if self.text[self.start - 1 : self.start] == "−":
            self.start -= 1
        while (
            (word := self._word())
            and not self.last.is_number
            and _joins(self.last)
            and _is_numeral(word, lexicon)
        ):
            self._take()
        last = self.last
        if word and word.plain in lexicon.fractions and _joins(last):
            self._take()
            return
        is_range = word and word.is_number and last.is_number
        if is_range and _DASH.fullmatch(last.gap):
            self._take()
        self._take_range()
        self._take_scale()

    def _take_range(self) -> None:
        """Take the second number of “5 to 10 minutes”."""
        lexicon, index = self.lexicon, self.index
        link, other, after = (self._word(step) for step in (1, 2, 3))
        if not (link and other and other.is_number and self.last.is_number):
            return
        is_measure = _PERCENT.match(self.text, other.end) or (
            after and lexicon.is_unit(after) and _joins(other)
        )
        before = self.words[index - 1].plain if index else ""
        numbers = lexicon.language.numbers
        is_apart = any(before == first for first, _ in numbers.spans)
        if link.plain in numbers.to and is_measure and not is_apart:
            self._take(2)

    def _take_scale(self) -> None:
        """Take up to two words that multiply the number: million, or the k of $5k."""
        for _ in range(2):
            word, gap = self._word(), self.last.gap
            if not word or gap not in (" ", "\u00a0", "", "-"):
                return
            is_letter = not gap and word.text in _SCALE_LETTERS and self._sign()
            if is_letter or word.plain.rstrip(".") in self.lexicon.scales:
                self._take()

    # What it is a number of

    def _by_sign(self) -> list[Candidate] | None:
        """A sum with the sign of its currency before it."""
        if sign := self._sign():
            self.start -= len(sign[0])
            return self._found("amount", self.end)
        return None

    def _by_pattern(
        self, patterns: Iterable[tuple[re.Pattern[str], str]], at: int
    ) -> list[Candidate] | None:
        """The type of the first pattern that matches at a place in the text."""
        for pattern, type_ in patterns:
            if found := pattern.match(self.text, at):
                return self._found(type_, found.end())
        return None

    def _by_noun(self) -> list[Candidate] | None:
        """A percentage, a sum, a measure or an ordinal by the words after it."""
        lexicon, last, after = self.lexicon, self.last, self._word()
        is_shortened = last.gap == ". " and last.plain in lexicon.scales
        if not after or not (_joins(last) or is_shortened):
            return None
        if long := lexicon.percent.at(self.words, self.index + 1):
            return self._found("percentage", self.words[self.index + long].end)
        step, noun = 1, after
        if after.plain in lexicon.of and (word := self._word(2)):
            step, noun = 2, word
        other = self._word(step + 1)
        if last.gap and _noun(noun) in lexicon.money:
            return self._found("amount", noun.end)
        if other and noun.is_capital and noun.gap and other.plain in lexicon.money:
            return self._found("amount", other.end)
        if lexicon.is_unit(noun) and (noun is after or after.gap):
            end = self._end_of_unit(noun, step)
            is_time = end == noun.end and lexicon.is_time(noun)
            return self._found("duration" if is_time else "measure", end)
        if not last.gap and after.plain in lexicon.ordinals:
            return self._found("ordinal", after.end, Rank.WEAK)
        return None

    def _end_of_unit(self, unit: Word, step: int) -> int:
        """Where a unit ends, with another one that belongs to it: miles per hour."""
        other, third = self._word(step + 1), self._word(step + 2)
        if other and unit.gap == " " and self.lexicon.is_unit(other):
            return other.end
        is_ratio = other and other.plain in ("per", "pro")
        if third and is_ratio and self.lexicon.is_unit(third):
            return third.end
        return unit.end

    def _compound(self) -> list[Candidate] | None:
        """A number with a hyphen before its unit: a 65-year-old man."""
        after = self._word()
        if after and self.last.gap == "-":
            unit = after.plain.partition("-")[0]
            if len(unit) > 1 and unit in self.lexicon.units:
                return self._found("", after.end, Rank.LIKELY)
        return None

    def _number(self) -> list[Candidate] | None:
        """A number of something else; not a small one in words."""
        gap = self.last.gap
        if self.first.is_number:
            if not gap and self._word():
                return None  # letters belong to it
            rank = Rank.WEAK if gap in ("-", "/") else Rank.LIKELY
            return self._found("number", self.end, rank)
        value = self.lexicon.numerals.get(self.first.plain, 99)
        if self.last is self.first and not 2 < value < 100:
            return None
        is_scaled = self.last.plain in self.lexicon.scales
        return self._found("number", self.end, Rank.LIKELY if is_scaled else Rank.WEAK)
