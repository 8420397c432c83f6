"""Finds dates, numbers, measures and sums of money in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.cards.articles.candidates import Candidate, Rank
from quizapp.cards.articles.lexicon import Lexicon, Word

_YEAR = re.compile(r"[12]\d{3}")
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_DECADE = re.compile(r"[12]\d{2}0")
_ROMAN = re.compile(r"[XVI]+(?:e|º|ème)?")
_APOSTROPHE = re.compile("['’]")
_SIGN = re.compile(r"(?:US|A|C|NZ|HK|S|R)?[$€£¥₹₽₩]\s?\Z")
_SIGN_AFTER = re.compile(r"\s?[€£¥₹₽]")
_PERCENT = re.compile(r"\s?[%‰]")
_DASH = re.compile(r"\s?[–—]\s?|-")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\b\.?|UTC|GMT))?")
_CLOCK = re.compile(r"\s?[ap]\.m\.")
_WHOLE_DATE = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d\d?([./])\d\d?\1\d{4}(?!\d)")
_DEGREES = re.compile(r"\s?°\s?[CFK]?(?!\w)")


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
            found = _month(text, words, index, lexicon)
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


def _month(
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
        self.start = words[index].start
        self.end = words[index].end
        self.index = index
        """The last word that belongs to it."""

    def read(self) -> list[Candidate] | None:
        first = self.words[self.index]
        if first.is_number:
            if self.start and self.text[self.start - 1] in "[#/_":
                return None
            if not self.start and first.gap.startswith((". ", ") ")):
                return None  # it numbers the item of a list
            if whole := _WHOLE_DATE.match(self.text, self.start):
                return self._found("date", whole.end())
            if clock := _TIME.match(self.text, self.start):
                return self._found("time", clock.end())
            if found := self._date() or self._year(first):
                return found
        found = self._century()
        if found:
            return found
        self._extend()
        return self._amount(first)

    def _found(self, type_: str, end: int, rank: Rank = Rank.FIXED) -> list[Candidate]:
        return [Candidate(self.start, end, type_, rank)]

    def _word(self, step: int = 1) -> Word | None:
        """A word after the amount so far."""
        at = self.index + step
        return self.words[at] if at < len(self.words) else None

    def _take(self, count: int = 1) -> None:
        self.index += count
        self.end = self.words[self.index].end

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

    def _year(self, word: Word) -> list[Candidate] | None:
        """A year, a decade, or two years of which the second is short."""
        after = self._word()
        if after and word.text.isdecimal() and len(word.text) <= 4:
            gap = word.gap
            if gap in (" ", "\u00a0") and (
                long := self.lexicon.era(self.words, self.index + 1)
            ):
                end = self.words[self.index + long].end
                end += self.text[end : end + 2] == ". "
                return self._found("year", end)
        if after and not word.gap and after.text in ("s", "er", "ern"):
            if _DECADE.fullmatch(word.text):
                return self._found("decade", after.end)
            return None
        if not _YEAR.fullmatch(word.text) or word.gap.startswith((" ×", "×", " x ")):
            return None
        if _PERCENT.match(self.text, word.end) or _SIGN.search(
            self.text[max(0, word.start - 5) : word.start]
        ):
            return None
        if after and word.gap in "–-" and word.gap:
            if after.text.isdecimal() and len(after.text) == 2:
                return self._found("years", after.end)
            if _YEAR.fullmatch(after.text):
                return [
                    Candidate(word.start, word.end, "year", Rank.FIXED),
                    Candidate(after.start, after.end, "year", Rank.FIXED),
                ]
        if after and _joins(word):
            plain = after.plain
            if not word.gap and after.text[0].isalpha():
                return None
            counts = after.text.islower() and plain not in self.lexicon.linking
            before = self.words[self.index - 1] if self.index else None
            dated = before and before.plain in self.lexicon.linking
            if self.lexicon.is_unit(after) or plain in self.lexicon.money:
                return None
            if (counts and not dated) or plain in self.lexicon.scales:
                return None
        return self._found("year", word.end)

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

    def _extend(self) -> None:
        """Take the rest of the number: numerals, a range, and its scale."""
        lexicon = self.lexicon
        while (word := self._word()) and _joins(last := self.words[self.index]):
            if last.is_number:
                break
            if _is_numeral(word, lexicon):
                self._take()
            else:
                break
        word = self._word()
        if (
            word
            and word.is_number
            and self.words[self.index].is_number
            and _DASH.fullmatch(self.words[self.index].gap)
        ):
            self._take()
        if word and word.plain in lexicon.fractions and _joins(self.words[self.index]):
            self._take()
            return
        self._take_range()
        for _ in range(2):
            word = self._word()
            gap = self.words[self.index].gap
            if word and gap in (" ", "\u00a0", "", "-"):
                if word.plain.rstrip(".") in lexicon.scales or (
                    not gap
                    and word.text in ("k", "m", "b", "M", "bn")
                    and _SIGN.search(self.text[max(0, self.start - 5) : self.start])
                ):
                    self._take()

    def _take_range(self) -> None:
        """Take the second number of “5 to 10 minutes”."""
        lexicon, index = self.lexicon, self.index
        link, other, after = (self._word(step) for step in (1, 2, 3))
        if not (link and other and other.is_number and self.words[index].is_number):
            return
        is_measure = _PERCENT.match(self.text, other.end) or (
            after and lexicon.is_unit(after) and _joins(other)
        )
        before = self.words[index - 1].plain if index else ""
        numbers = lexicon.language.numbers
        is_apart = any(before == first for first, _ in numbers.spans)
        if link.plain in numbers.to and is_measure and not is_apart:
            self._take(2)

    def _amount(self, first: Word) -> list[Candidate] | None:
        lexicon, text = self.lexicon, self.text
        if sign := _SIGN.search(text[max(0, self.start - 5) : self.start]):
            self.start -= len(sign[0])
            return self._found("money", self.end)
        if text[self.start - 1 : self.start] == "−":
            self.start -= 1
        if sign := _SIGN_AFTER.match(text, self.end):
            return self._found("money", sign.end())
        if percent := _PERCENT.match(text, self.end):
            return self._found("percentage", percent.end())
        if degrees := _DEGREES.match(text, self.end):
            return self._found("measure", degrees.end())
        if clock := _CLOCK.match(text, self.end):
            return self._found("time", clock.end())
        last = self.words[self.index]
        gap = last.gap
        after = self._word()
        if gap == ". " and last.plain in lexicon.scales:
            gap = " "
        if after and gap in (" ", "\u00a0", "", "\u202f"):
            if long := lexicon.percent.at(self.words, self.index + 1):
                return self._found("percentage", self.words[self.index + long].end)
            step = 1
            if after.plain in lexicon.of and self._word(2):
                step = 2
            noun, other = self._word(step), self._word(step + 1)
            assert noun
            if _noun(noun) in lexicon.money and gap:
                return self._found("money", noun.end)
            if other and noun.is_capital and other.plain in lexicon.money and noun.gap:
                return self._found("money", other.end)
            if lexicon.is_unit(noun) and not (step == 2 and not after.gap):
                end = noun.end
                if other and noun.gap == " " and lexicon.is_unit(other):
                    end = other.end
                elif other and other.plain in ("per", "pro"):
                    third = self._word(step + 2)
                    end = third.end if third and lexicon.is_unit(third) else end
                return self._found("measure", end)
            if not gap and after.plain in lexicon.ordinals:
                return self._found("ordinal", after.end, Rank.WEAK)
            if not gap and first.is_number:
                return None
        if gap == "-" and after:  # a 65-year-old man
            unit = after.plain.partition("-")[0]
            if len(unit) > 1 and unit in lexicon.units:
                return self._found("", after.end, Rank.LIKELY)
        if first.is_number:
            is_glued = gap[:1] in ("-", "/") and len(gap) == 1
            return self._found(
                "number", self.end, Rank.WEAK if is_glued else Rank.LIKELY
            )
        value = lexicon.numerals.get(first.plain, 99)
        if self.words[self.index] is first and not 2 < value < 100:
            return None
        is_scaled = self.words[self.index].plain in lexicon.scales
        return self._found("number", self.end, Rank.LIKELY if is_scaled else Rank.WEAK)
