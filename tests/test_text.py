"""Numbers in sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import quizapp
from quizapp.text import cells, plural, wrapped

PACKAGE = Path(quizapp.__file__).parent
NOUNS = (
    "answers|cards|cells|choices|columns|comments|complaints|days|decks|errors|events|"
    "files|hints|letters|lines|others|questions|quizzes|records|reviews|times|topics|"
    "users|warnings|words"
)
COUNTED = re.compile(rf"\0 (?!in )(?:[a-z]+ )?(?:{NOUNS})\b")
"""Something that was filled in before a word that is right for several."""
MORE_THAN_ONE = {
    "decks/tables/reader.py": ("count",),
    "cards/lint/choices.py": ("least",),
    "cards/kinds/type.py": ("lengths",),
    "cards/lint/questions.py": ("words", "letters"),
    "cli/upkeep.py": ("file",),
    "progress/log/day_files.py": ("len(self.damaged)",),
    "study/scores/looks.py": ("last", "total"),
    "tui/kinds/letters.py": ("count",),
    "tui/scores/lines.py": ("ahead",),
}
"""What is no count, or never 1, where it is filled in."""


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (1234, "1,234 cards")],
)
def test_a_count_agrees_with_its_noun(count: int, told: str) -> None:
    assert plural(count, "card") == told


def test_a_phrase_may_differ_in_more_than_an_s() -> None:
    assert plural(1, "question has", "questions have") == "1 question has"
    assert plural(3, "question has", "questions have") == "3 questions have"


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Each f-string with a NUL for what is filled in, but for constants."""
    name = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        told = ""
        for part in node.values:
            if isinstance(part, ast.Constant):
                told += str(part.value)
            elif isinstance(part, ast.FormattedValue):
                text = ast.unparse(part.value)
                is_exempt = text.isupper() or text in MORE_THAN_ONE.get(name, ())
                has_decimals = part.format_spec and "f" in ast.unparse(part.format_spec)
                told += "∙" if is_exempt or has_decimals else "\0"
        yield node.lineno, told


def test_no_number_stands_before_a_noun_that_does_not_follow_it() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {told!r}"
        for path in PACKAGE.rglob("*.py")
        for line, told in sentences(path)
        if COUNTED.search(told)
    ]
    assert found == []


@pytest.mark.parametrize("width", [1, 2, 7, 12, 80])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "Lima is the capital of Peru.",
        "  two  spaces ",
        "x" * 30,
        "東京は日本の首都",
        "a 東京 b",
    ],
)
def test_a_text_is_cut_into_lines_that_fit_and_lose_only_spaces(
    text: str, width: int
) -> None:
    spans = wrapped(text, width)
    lines = [text[start:end] for start, end in spans]
    assert all(cells(line.rstrip()) <= max(width, 2) for line in lines)
    between = [text[a:b] for (_, a), (b, _) in pairwise(spans)]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(gap in ("", " ") for gap in between)


def test_a_line_holds_as_many_words_as_fit() -> None:
    text = "Lima is the capital"
    assert [text[a:b] for a, b in wrapped(text, 11)] == ["Lima is the", "capital"]
