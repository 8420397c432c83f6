"""What each column of a table holds, by its name or as the user says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from quizapp.cards.format.lines import FIELDS
from quizapp.cards.languages import all_languages
from quizapp.errors import UsageError
from quizapp.text import folded

ROLES = ("question", "answer", "topic", *FIELDS)
"""What a column can hold; `""` stands for a column that is left out."""
LEFT_OUT = "-"
_WORD = re.compile(r"[^\W\d_][\w-]{1,24}")


@cache
def _roles() -> Mapping[str, str]:
    """What a column holds, by its name in any language."""
    names = _by_name(language.columns for language in all_languages())
    return {**names, **{role: role for role in ROLES}}


@cache
def _languages() -> Mapping[str, str]:
    """The codes of languages, by their names in any language."""
    return _by_name(language.language_names for language in all_languages())


def _by_name(lookups: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """All mappings in one; the first one wins if several have a name."""
    found: dict[str, str] = {}
    for lookup in lookups:
        for name, meaning in lookup.items():
            found.setdefault(_plain(name), meaning)
    return found


def role_of(name: str) -> str:
    """What a column with this name holds; empty if the name is not known."""
    return _roles().get(_plain(name), "")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", folded(name))


def roles_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The role that each cell of a first record names; empty for none.

    If a role is named twice, the first column has it. The names of two languages stand
    for question and answer, if nothing else does.
    """
    columns: list[str] = []
    for cell in cells:
        role = role_of(cell) if len(cell) < 40 else ""
        columns.append("" if role in columns else role)
    languages = [_languages().get(_plain(cell), "") for cell in cells]
    known = [language for language in languages if language]
    if not {"question", "answer"} & {*columns} and len(known) == len({*known}) == 2:
        first, second = (at for at, language in enumerate(languages) if language)
        columns[first], columns[second] = "question", "answer"
    return tuple(columns)


def with_sides(roles: Sequence[str], rest: str = "") -> tuple[str, ...]:
    """The roles with missing question and answer in place of the first empty ones, and
    `rest` in place of the others."""
    missing = iter([side for side in ROLES[:2] if side not in roles])
    return tuple(role or next(missing, rest) for role in roles)


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns that a first record names; none unless it names question and
    answer."""
    columns = roles_of(cells)
    return columns if {"question", "answer"} <= set(columns) else ()


def unknown_header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns of a first record that is certainly a header; none if it is not clear
    what they hold."""
    named = cells[: max((n for n, cell in enumerate(cells, 1) if cell), default=0)]
    columns = with_sides(roles_of(named), rest=LEFT_OUT)
    is_clear = LEFT_OUT not in columns and {"question", "answer"} <= set(columns)
    return (*columns, *[""] * (len(cells) - len(named))) if is_clear else ()


def may_be_header(cells: Sequence[str]) -> bool:
    """Whether a first record may name the columns, because each cell is a short
    word."""
    named = [cell for cell in cells if cell]
    return len(named) > 1 and all(map(_WORD.fullmatch, named))


def parse_columns(text: str) -> tuple[str, ...]:
    """The columns of `--columns question,answer,-`. Raises `UsageError`."""
    columns: list[str] = []
    for name in text.split(","):
        name = name.strip()
        role = "" if name == LEFT_OUT else role_of(name)
        if not role and name != LEFT_OUT:
            raise UsageError(
                f"--columns: “{name}” is not a known column. The columns are "
                f"{', '.join(ROLES)}, and - to leave one out."
            )
        if role and role in columns:
            raise UsageError(f"--columns: {role} is given twice. Keep one.")
        columns.append(role)
    if "question" not in columns:
        raise UsageError(
            "--columns: say which column is the question, as in question,answer,-"
        )
    return tuple(columns)
