"""Front matter: TOML between two lines of `---` at the top of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from quizapp.formats.lines import split
from quizapp.model import Article, Complaint, Deck, Level
from quizapp.model.text import one_line

KNOWN = ("id", "title", "name", "article")
HEAD = 8192
"""Bytes of a file in which `read_heading` looks for front matter."""

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_YAML = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the front matter says of a deck."""

    id: str
    title: str
    article: Article | None = None


def read_heading(path: Path) -> Heading:
    """The id and title of the deck at `path`, from the head of the file alone.

    What is missing or broken is the file's stem; nothing is raised.
    """
    name = one_line(path.stem)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return Heading(name, name)
    if not head.lstrip(b"\xef\xbb\xbf").startswith(b"---"):
        return Heading(name, name)
    lines, _ = split(head)
    return read_front(lines, name)[0]


def read_front(lines: Sequence[str], name: str) -> tuple[Heading, int, list[Complaint]]:
    """The heading, the index of the first line after it, and what is wrong with it.

    A file that starts with `---` starts with front matter.
    """
    plain = Heading(name, name)
    if not lines or lines[0].strip() != "---":
        return plain, 0, []
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == "---"), None)
    if end is None:
        told = Complaint(
            1,
            1,
            "unclosed-front-matter",
            "The front matter that starts here has no second `---`. Add one after it, "
            "or take this one away.",
        )
        return plain, 1, [told]
    import tomllib

    inside = lines[1:end]
    try:
        table = tomllib.loads("\n".join(inside))
    except tomllib.TOMLDecodeError as error:
        return plain, end + 1, [_broken(inside, str(error))]
    complaints: list[Complaint] = []
    return _heading(table, inside, plain, complaints), end + 1, complaints


def _broken(inside: Sequence[str], why: str) -> Complaint:
    told = [(i, line) for i, line in enumerate(inside) if line.strip()]
    if told and all(_YAML.match(line) or line[0] in " -#" for _, line in told):
        return Complaint(
            told[0][0] + 2,
            1,
            "yaml-front-matter",
            "This front matter is YAML. Write it as TOML: a line `title: Lima` becomes "
            '`title = "Lima"`.',
        )
    place = _PLACE.search(why)
    if place:
        line, column = int(place[1]), int(place[2])
    else:  # at the end of the document
        line, column = len(inside), len(inside[-1]) + 1 if inside else 1
    reason = _PLACE.sub("", why).strip().rstrip(".")
    return Complaint(
        line + 1,
        column,
        "bad-front-matter",
        f'The front matter is not TOML: {reason}. A line is like `title = "Lima"`.',
    )


def _heading(
    table: dict[str, Any],
    inside: Sequence[str],
    plain: Heading,
    complaints: list[Complaint],
) -> Heading:
    def complain(key: str, code: str, message: str, level: Level = Level.ERROR) -> None:
        line = next(
            (i for i, t in enumerate(inside) if re.match(rf"\s*{re.escape(key)}\b", t)),
            0,
        )
        complaints.append(Complaint(line + 2, 1, code, message, level))

    found = plain
    for key, value in table.items():
        match key, value:
            case "title" | "name", str() if one_line(value):
                found = replace(found, title=one_line(value))
            case "id", str() if value and not re.search(r"[\s/]", one_line(value)):
                found = replace(found, id=one_line(value))
            case "id", _:
                complain(
                    "id",
                    "bad-id",
                    "A deck's id is a text without blanks and slashes, such as "
                    '`id = "apec-lima"`.',
                )
            case "article", dict():
                article = _article(value)
                unknown = value.keys() - {"title", "publisher", "date"}
                if article is None or unknown:
                    complain(
                        "article",
                        "bad-article",
                        "An article has a title, a publisher and a date, such as "
                        '`article = { title = "Peru", date = 2016-11-14 }`.',
                        Level.WARNING,
                    )
                found = replace(found, article=article)
            case _ if key in KNOWN:
                complain(key, "bad-front-matter", f"`{key}` must be a text.")
            case _:
                complain(
                    key,
                    "unknown-key",
                    f"`{one_line(key)}` is not known here; there are {', '.join(KNOWN)}.",
                    Level.WARNING,
                )
    return found


def _article(table: dict[str, Any]) -> Article | None:
    title, publisher = table.get("title", ""), table.get("publisher", "")
    day = table.get("date")
    if isinstance(day, datetime):
        day = day.date()
    if not isinstance(title, str) or not isinstance(publisher, str):
        return None
    if day is not None and not isinstance(day, date):
        return None
    return Article(one_line(title), one_line(publisher), day)


def write_front(deck: Deck) -> list[str]:
    """The lines of a deck's front matter; none when its name says all."""
    told = []
    if deck.id != deck.name:
        told.append(f"id = {_text(deck.id)}")
    if deck.title != deck.name:
        told.append(f"title = {_text(deck.title)}")
    if deck.article:
        parts = []
        if deck.article.title:
            parts.append(f"title = {_text(deck.article.title)}")
        if deck.article.publisher:
            parts.append(f"publisher = {_text(deck.article.publisher)}")
        if deck.article.date:
            parts.append(f"date = {deck.article.date.isoformat()}")
        told.append(f"article = {{ {', '.join(parts)} }}")
    return ["---", *told, "---"] if told else []


def _text(value: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
