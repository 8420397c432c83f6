"""Parses a search for cards.

Words that must all be there, `"a phrase"`, and conditions: `deck:lima`, `topic:trade`,
`tag:verbs`, `is:due`, `due<=7`, `lapses>=3`, `reviews>10`; a `-` before any of them
negates it. Anything else is a word; only an unknown `is:` and a comparison without a
number are complained about.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Container, Sequence, Set
from dataclasses import dataclass

from quizapp.errors import UsageError
from quizapp.study.browse.rows import (
    NEVER,
    STATES,
    Rows,
)
from quizapp.study.workspace import Workspace
from quizapp.text import folded

Test = Callable[[Rows, int], bool]

_PARTS = re.compile(r'(-?)(?:(\w+:)?"([^"]*)"?|(\S+))')
_COMPARED = re.compile(r"(due|lapses|reviews)(<=|>=|[<>=:])(-?\d+)", re.ASCII)
_BEGUN = re.compile(r"(?:deck|topic|tag|is):|(?:due|lapses|reviews)(?:[<>]=?|[=:])-?")
_CONDITION = re.compile(r"is:|(?:due|lapses|reviews)[<>=:]")
_FIELD = re.compile(r"[^\W\d]+:")
_SIGNS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    ":": operator.eq,
}
IS: dict[str, Test] = {
    **{
        name: lambda rows, row, name=name: rows.state(row) == name  # type: ignore[misc]
        for name in STATES
    },
    "due": Rows.is_due,
    "leech": Rows.is_leech,
}
"""What may stand after `is:`."""
_THERE_ARE = ", ".join(
    [f"is:{name}" for name in IS] + ["due<=7, lapses>=3, reviews>10"]
)


@dataclass(frozen=True, slots=True)
class Query:
    """The conditions that a card must meet to be found."""

    words: tuple[str, ...] = ()
    """Words that its text must contain, in lower case."""
    tests: tuple[Test, ...] = ()
    text: str = ""
    """As it was typed."""
    complaint: str = ""
    """What in it is not a condition; it finds nothing then."""
    odd: str = ""
    """A word in it such as `foo:` that looks like a field but is not one."""

    def narrows(self, other: Query) -> bool:
        """Whether it finds only what `other` finds too."""
        return not (other.tests or other.complaint) and all(
            any(word in mine for mine in self.words) for word in other.words
        )

    def find(self, rows: Rows, among: Sequence[int]) -> Sequence[int]:
        """The rows of `among` that it finds, in order."""
        found = () if self.complaint else among
        for word in sorted(self.words, key=len, reverse=True):
            texts = rows.values("text")
            found = [row for row in found if word in texts[row]]
        for test in self.tests:
            found = [row for row in found if test(rows, row)]
        return found


def read_query(text: str) -> Query:
    """Parse a query."""
    words: list[str] = []
    tests: list[Test] = []
    complaint = odd = ""
    for minus, name, phrase, word in _PARTS.findall(text):
        part = word or f"{name}{phrase}"
        test = _test(part)
        if test is None:
            wanted = folded(phrase if phrase and not name else part)
            if _is_begun(part):
                continue
            if _CONDITION.match(part):
                complaint = (
                    f"“{part}” is not a condition. The conditions are {_THERE_ARE}."
                )
                continue
            if begun := _FIELD.match(part):
                odd = begun[0]
            if minus:
                tests.append(_without(wanted))
            elif wanted:
                words.append(wanted)
        else:
            tests.append(_is_not(test) if minus else test)
    return Query(tuple(words), tuple(tests), text, complaint, odd)


def found(workspace: Workspace, text: str, names: Container[str]) -> Set[str]:
    """The keys of the cards of some decks that a query finds. Raises `UsageError` for
    none, and for an invalid condition."""
    rows, query = Rows(workspace, workspace.now()), read_query(text)
    if query.complaint:
        raise UsageError(query.complaint)
    keys = {
        rows.keys[row]
        for row in query.find(rows, range(len(rows)))
        if rows.decks[row] in names
    }
    if not keys:
        raise UsageError(f"No card here matches “{text}”. Browse lists all cards.")
    return keys


def _is_begun(part: str) -> bool:
    """Whether a condition is still being typed."""
    return _BEGUN.fullmatch(part) is not None


def _test(part: str) -> Test | None:
    """The condition in a part of a query, if it is one."""
    name, colon, value = part.partition(":")
    value = folded(value)
    if compared := _COMPARED.fullmatch(part):
        return _compared(compared[1], _SIGNS[compared[2]], int(compared[3][:10]))
    if not colon or not value:
        return None
    match name:
        case "is":
            tests = [test for name, test in IS.items() if name.startswith(value)]
            return _any_of(tests) if tests else None
        case "deck":
            return lambda rows, row: value in rows.values("place")[row]
        case "topic":
            return lambda rows, row: value in rows.values("topic")[row]
        case "tag":
            return lambda rows, row: any(
                folded(tag).startswith(value) for tag in rows.tags(row)
            )
    return None


def _compared(name: str, sign: Callable[[int, int], bool], number: int) -> Test:
    if name == "due":

        def is_so(rows: Rows, row: int) -> bool:
            day = rows.due(row)
            return day != NEVER and sign(day - rows.now.day, number)

        return is_so
    if name == "lapses":
        return lambda rows, row: sign(rows.lapses(row), number)
    return lambda rows, row: sign(rows.reviews(row), number)


def _any_of(tests: Sequence[Test]) -> Test:
    return lambda rows, row: any(test(rows, row) for test in tests)


def _is_not(test: Test) -> Test:
    return lambda rows, row: not test(rows, row)


def _without(word: str) -> Test:
    return lambda rows, row: word not in rows.values("text")[row]
