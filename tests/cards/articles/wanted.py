"""The answers that a reader wants: `python tests/cards/articles/wanted.py` prints how
many of them are suggested exactly, and how many keys it takes to make their cards.

Exits with 1 when it is too few or too many. `wanted.py missed` also lists the answers
that are not suggested, of the articles on which rules may be tuned.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from quizapp.cards.articles.reader import read_article
from quizapp.cards.articles.sentences import sentences
from quizapp.cards.articles.suggestions import Suggester
from quizapp.cards.languages import language_of
from tests.cards.articles.driver import Driver, Place

TEXTS = Path(__file__).parent / "texts"
LEAST_EXACT = 0.67
"""The share of the wanted answers that have to be a suggestion exactly, in the articles
that only measure."""
MOST_SUGGESTIONS = 4.0
"""Suggestions for each sentence, on average."""
MOST_KEYS = 5.6
"""Keys for each card, moving included."""


@dataclass(frozen=True)
class Wanted:
    """An answer that somebody who wants to remember the article would ask for."""

    answer: str
    type: str
    place: Place
    is_suggested: bool


@dataclass(frozen=True)
class Measured:
    """An article, what is suggested in it, and what is wanted of it."""

    name: str
    is_tuned: bool
    driver: Driver
    wanted: list[Wanted]

    @property
    def half(self) -> str:
        """Whether rules may be tuned on it."""
        return "tuned" if self.is_tuned else "held"

    @cached_property
    def keys(self) -> list[int]:
        """The keys for each card."""
        return self.driver.keys([each.place for each in self.wanted])


@cache
def measured() -> tuple[Measured, ...]:
    """The six articles."""
    table = tomllib.loads((TEXTS / "wanted.toml").read_text("utf-8"))
    return tuple(_measured(name, each) for name, each in table.items())


def _measured(name: str, table: dict[str, Any]) -> Measured:
    file, rows = table["file"], list(table["wanted"])
    article = read_article((TEXTS / file).read_bytes(), file)
    suggester, language = Suggester(article), language_of(article.language)
    texts: list[str] = []
    paragraphs: list[int] = []
    suggested: list[list[tuple[int, int]]] = []
    wanted: list[Wanted] = []
    for text in (paragraph.text for paragraph in article.paragraphs):
        paragraphs.append(first := len(texts))
        spans = sentences(text, language)
        for start, end in spans:
            texts.append(text[start:end])
            found = suggester.of(text[start:end])
            suggested.append([(each.start, each.end) for each in found])
        while rows and rows[0][0] in text:
            beginning, answer, type_ = rows.pop(0)
            at = text.index(answer, text.index(beginning))
            number = next(n for n, (_, end) in enumerate(spans) if at < end)
            start = at - spans[number][0]
            place = Place(first + number, start, start + len(answer))
            is_suggested = place[1:] in suggested[place.sentence]
            wanted.append(Wanted(answer, type_, place, is_suggested))
    assert not rows, f"{file} has no sentence {rows[0][0]!r}"
    return Measured(name, table["tuned"], Driver(texts, paragraphs, suggested), wanted)


@dataclass(frozen=True)
class Figures:
    """What holds of some of the articles."""

    exact: float
    """The share of the wanted answers that are a suggestion exactly."""
    suggestions: float
    """Suggestions per sentence."""
    keys: float
    """Keys per card."""

    @classmethod
    def of(cls, articles: Sequence[Measured]) -> Figures:
        """The figures of these articles together."""
        wanted = [each for article in articles for each in article.wanted]
        suggested = [each for a in articles for each in a.driver.suggested]
        return cls(
            sum(each.is_suggested for each in wanted) / len(wanted),
            sum(map(len, suggested)) / len(suggested),
            sum(sum(article.keys) for article in articles) / len(wanted),
        )

    @classmethod
    def of_half(cls, half: str) -> Figures:
        """The figures of the articles that are `tuned`, or `held`."""
        return cls.of([each for each in measured() if each.half == half])

    def __str__(self) -> str:
        return f"{self.exact:>7.0%}{self.suggestions:>14.1f}{self.keys:>11.2f}"


def main() -> bool:
    """Print a row for each article, half and type; whether a half falls short."""
    print(f"{'':22}  exact  per sentence  keys/card")
    for each in measured():
        print(f"{each.name:16}{each.half:6}{Figures.of([each])}")
    halves = {half: Figures.of_half(half) for half in ("tuned", "held")}
    for half, figures in halves.items():
        print(f"{'all':16}{half:6}{figures}")
    _print_types()
    if "missed" in sys.argv[1:]:
        _print_missed()
    return (
        halves["held"].exact < LEAST_EXACT
        or halves["held"].suggestions > MOST_SUGGESTIONS
        or any(figures.keys > MOST_KEYS for figures in halves.values())
    )


def _print_types() -> None:
    all_of, good = Counter[str](), Counter[str]()
    for article in measured():
        for each in article.wanted:
            for key in (each.type + article.half, each.type):
                all_of[key] += 1
                good[key] += each.is_suggested
    print(f"\n{'':16}{'tuned':>8}{'held':>8}{'all':>8}")
    for type_ in dict.fromkeys(w.type for a in measured() for w in a.wanted):
        keys = (type_ + "tuned", type_ + "held", type_)
        print(f"{type_:16}" + "".join(f"{good[k]}/{all_of[k]}".rjust(8) for k in keys))


def _print_missed() -> None:
    for article in measured():
        for each, keys in zip(article.wanted, article.keys, strict=True):
            if article.is_tuned and not each.is_suggested:
                text = article.driver.sentences[each.place.sentence]
                spans = article.driver.suggested[each.place.sentence]
                there = " | ".join(text[start:end] for start, end in spans)
                print(f"\n{text}\n  {each.answer!r} takes {keys} keys: {there}")


if __name__ == "__main__":
    sys.exit(main())
