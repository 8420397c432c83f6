"""Counts the keys that a reader of an article needs to make its cards.

The reader has one sentence lit and a part of it chosen. Each of these is one key:

- the next or previous sentence, or the first sentence of the next or previous
  paragraph; its first suggestion is chosen, or its first word if it has none;
- the next or previous suggestion, in another sentence if there are no more in this one;
- one word more or less at either end of what is chosen;
- blank what is chosen: then the next suggestion of the sentence is, if it has one.

Finding takes `/`, letters and Enter, and chooses the words in which they are next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

LEAST_LETTERS, MOST_LETTERS = 3, 11
"""Letters typed to find something. With fewer, nobody could know what is found."""
NEVER = 1000
"""Keys to what cannot be reached."""
_AROUND_WORDS = "“”\"'‘’()[]{},;:!?—…"

Span = tuple[int, int]
"""Where a part of a sentence begins and ends."""


class Place(NamedTuple):
    """The part of a sentence that is chosen."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True)
class Driver:
    """Drives the reader of an article by the fewest keys."""

    sentences: Sequence[str]
    paragraphs: Sequence[int]
    """The number of each paragraph's first sentence, from 0."""
    suggested: Sequence[Sequence[Span]]
    """The suggestions of each sentence."""

    def keys(self, wanted: Sequence[Place]) -> list[int]:
        """The keys for each card, if all are made one after another."""
        place, counts = self._first_in(0), []
        for each in wanted:
            counts.append(self._fewest(place, each) + 1)
            later = self._after(each)
            place = later if later.sentence == each.sentence else each
        return counts

    def _fewest(self, place: Place, wanted: Place) -> int:
        """The fewest keys from one place to another.

        Moving the ends by words leads to any place in a sentence and never out of it,
        so the search goes by the other keys and adds those.
        """
        words = words_of(self.sentences[wanted.sentence])
        best = self._by_finding(place, wanted, words)
        reached, level, keys = {place}, [place], 0
        while level and keys < best:
            for each in level:
                if each.sentence == wanted.sentence:
                    best = min(best, keys + _by_words(each, wanted, words))
            moves = dict.fromkeys(move for each in level for move in self._moves(each))
            level = [move for move in moves if move not in reached]
            reached.update(level)
            keys += 1
        return best

    def _moves(self, place: Place) -> Iterator[Place]:
        """Where one key leads."""
        here = max(n for n in self.paragraphs if n <= place.sentence)
        before = [n for n in self.paragraphs if n < here][-1:]
        after = [n for n in self.paragraphs if n > here][:1]
        for sentence in (place.sentence - 1, place.sentence + 1, *before, *after):
            if 0 <= sentence < len(self.sentences):
                yield self._first_in(sentence)
        yield self._after(place)
        yield self._before(place)

    def _first_in(self, sentence: int) -> Place:
        """What is chosen when one comes to a sentence."""
        spans = self.suggested[sentence] or words_of(self.sentences[sentence])
        return Place(sentence, *(spans[0] if spans else (0, 0)))

    def _after(self, place: Place) -> Place:
        """The next suggestion."""
        least = place.end
        for sentence in range(place.sentence, len(self.sentences)):
            for start, end in self.suggested[sentence]:
                if start >= least:
                    return Place(sentence, start, end)
            least = 0
        return place

    def _before(self, place: Place) -> Place:
        """The previous suggestion."""
        for sentence in range(place.sentence, -1, -1):
            for start, end in reversed(self.suggested[sentence]):
                if end <= place.start or sentence < place.sentence:
                    return Place(sentence, start, end)
        return place

    def _by_finding(self, place: Place, wanted: Place, words: list[Span]) -> int:
        """The fewest keys if a word of the sentence is found by its first letters."""
        sentence, fewest = wanted.sentence, NEVER
        for start, _ in words:
            for length in range(LEAST_LETTERS, MOST_LETTERS + 1):
                letters = self._folded[sentence][start : start + length]
                last = next((end for _, end in words if end >= start + length), None)
                if last and self._found(letters, place) == (sentence, start):
                    found = Place(sentence, start, last)
                    keys = 2 + length + _by_words(found, wanted, words)
                    fewest = min(fewest, keys)
        return fewest

    def _found(self, letters: str, place: Place) -> Span:
        """The sentence in which letters are found next, and where in it."""
        number, count = place.sentence, len(self.sentences)
        if (at := self._folded[number].find(letters, place.end)) >= 0:
            return number, at
        for step in range(1, count + 1):
            sentence = (number + step) % count
            if (at := self._folded[sentence].find(letters)) >= 0:
                return sentence, at
        raise AssertionError(letters)

    @cached_property
    def _folded(self) -> list[str]:
        return [sentence.lower() for sentence in self.sentences]


def words_of(sentence: str) -> list[Span]:
    """The words of a sentence, without the signs around them."""
    found, at = [], 0
    for token in sentence.split():
        at = sentence.index(token, at)
        if word := token.rstrip(_AROUND_WORDS + ".").lstrip(_AROUND_WORDS):
            start = at + token.index(word)
            found.append((start, start + len(word)))
        at += len(token)
    return found


def _by_words(place: Place, wanted: Place, words: list[Span]) -> int:
    """The keys that move both ends of what is chosen."""
    starts, ends = zip(*words, strict=True)
    return _steps(place.start, wanted.start, starts) + _steps(
        place.end, wanted.end, ends
    )


def _steps(at: int, wanted: int, stops: Sequence[int]) -> int:
    if at == wanted:
        return 0
    if wanted not in stops:
        return NEVER
    low, high = (at + 1, wanted) if at < wanted else (wanted, at - 1)
    return sum(low <= stop <= high for stop in stops)
