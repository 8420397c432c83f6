"""Judges an answer that is a list, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from quizapp.cards.languages import languages_in
from quizapp.cards.languages.words import any_of, asks_for
from quizapp.model import Mark, Rules

FEWEST = 3
"""An answer with commas is a list if it has at least this many items."""
SHORT = 3
"""The most words that each of its items may have."""
LONGEST = 2_000
"""A longer list is not judged."""

_STRONG = re.compile(r"\s?;\s?")
Judge = Callable[[str, str], Mark]
"""The mark of an item that was given, for one that is wanted."""


@lru_cache(maxsize=64)
def _and(code: str) -> re.Pattern[str]:
    """Matches `&`, or the word for it, between two items."""
    words = any_of({each.ampersand for each in languages_in(code)} | {"&"})
    return re.compile(rf"\s+{words}\s+|\s*&\s*", re.IGNORECASE)


def items_of(answer: str, rules: Rules) -> Sequence[str]:
    """The items of a list, separated by `;`, else by `,` and a last `and`, else by
    `and` alone."""
    answer = " ".join(answer[:LONGEST].split())
    if len(items := _STRONG.split(answer)) > 1:
        return _filled(items)
    link = _and(rules.language)
    *items, last = (part.strip() for part in answer.split(","))
    if not items:
        return _filled(link.split(last))
    last = link.sub("", f" {last}", count=1) if link.match(f" {last}") else last
    return _filled([*items, *link.split(last)])


def _filled(items: Sequence[str]) -> Sequence[str]:
    return [each.strip(" ,;") for each in items if each.strip(" ,;")]


def is_list(answer: str, asked: str, rules: Rules) -> bool:
    """Whether an answer without `:value: list` is a list in any order: three or more
    short items of one type, where the question asks for no order."""
    if "," not in answer and ";" not in answer:
        return False
    items = items_of(answer, rules)
    return len(items) >= FEWEST and _are_alike(items, asked, rules)


def has_several_items(answer: str, asked: str, rules: Rules) -> bool:
    """Whether an answer without `:value: list` is several short ones, such as `to do;
    to make`, where the question does not ask for one thing and another."""
    if "; " not in answer or "`" in answer or _and(rules.language).search(asked):
        return False
    return _are_alike(items_of(answer, rules), asked, rules)


def _are_alike(items: Sequence[str], asked: str, rules: Rules) -> bool:
    """Whether these are short items of one type, where the question asks for no
    order."""
    if any(map(str.isdigit, "".join(items))):
        return False
    if any(len(each.split()) > SHORT for each in items):
        return False
    has_one_case = len({each[0].isupper() for each in items}) == 1
    return has_one_case and not asks_for("order", asked, rules.language)


def judge_list(
    answer: str, given: str, rules: Rules, judge: Judge
) -> tuple[Mark, Sequence[Mark], bool]:
    """The mark of a list in any order, that of each of its items, and whether something
    else was given, too."""
    wanted = items_of(answer, rules)
    if max(len(answer), len(given.strip())) > LONGEST:
        return Mark.WRONG, [Mark.WRONG] * len(wanted), True
    said = _said(given, wanted, rules, judge)
    marks = [Mark.WRONG] * len(wanted)
    for mark in (Mark.RIGHT, Mark.CLOSE):
        for place, item in enumerate(wanted):
            if marks[place] is Mark.WRONG:
                found = next((each for each in said if judge(item, each) is mark), None)
                if found is not None:
                    said.remove(found)
                    marks[place] = mark
    if said or Mark.WRONG in marks:
        return Mark.WRONG, marks, bool(said)
    return (Mark.CLOSE if Mark.CLOSE in marks else Mark.RIGHT), marks, False


def _said(given: str, wanted: Sequence[str], rules: Rules, judge: Judge) -> list[str]:
    """The items that were given. An `and` separates two unless it belongs to one that
    is wanted: Trinidad and Tobago."""
    link = _and(rules.language)
    most = 1 + max((len(item.split()) for item in wanted), default=0)

    def is_wanted(text: str) -> bool:
        return len(text.split()) <= most and any(
            judge(item, text) is not Mark.WRONG for item in wanted
        )

    items: list[str] = []
    for part in re.split(r" ?[,;] ?", " ".join(given[:LONGEST].split())):
        rest = link.sub("", f" {part}", count=1) if link.match(f" {part}") else part
        while rest := rest.strip():
            if len(items) > len(wanted):
                return items  # too many already
            ends = [(each.start(), each.end()) for each in link.finditer(rest)]
            ends.append((len(rest), len(rest)))
            first = ends[0]
            start, end = next(
                (each for each in reversed(ends) if is_wanted(rest[: each[0]])), first
            )
            items.append(rest[:start])
            rest = rest[end:]
    return items
