"""Front matter: TOML between two lines of `---` at the top of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.heading import Heading, heading_of, is_id
from quizapp.cards.format.limits import FRONT_MATTER
from quizapp.cards.format.lines import CLOZE, QUESTION, line_of
from quizapp.cards.kinds import KINDS
from quizapp.model import RULES, Article, Complaint, Deck, Rules
from quizapp.text import one_line, short

KNOWN = (
    *("id", "title", "name", "article"),
    *("language", "accents", "decimal", "ask", "silence", "table"),
)

RULED = {
    "language": 'a code such as "es" or "es-PE"',
    "accents": "true, when a missed accent is a slip, or false",
    "decimal": '"." or ","',
    "ask": "one of " + ", ".join(KINDS),
}
"""The keys that rule how answers are judged, and what each may be."""
_CODES = 'a list of codes, such as `silence = ["no-source"]`'

TOO_MUCH = "a number is too long, or brackets are nested too deeply"

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-\w+)*", re.ASCII)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEY = re.compile(r"\s*([\w-]+)")
_YAML = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands at the top of a deck or facts file."""

    heading: Heading
    article: Article | None = None
    rules: Rules = RULES
    silence: tuple[str, ...] = ()
    table: str = ""
    end: int = 0
    """The index of the first line after it."""
    complaints: tuple[Complaint, ...] = ()


def read_front(lines: Sequence[str], name: str) -> Front:
    """The front matter of the file `name`, if its first line is `---`."""
    plain = Heading(name, name)
    if not lines or lines[0].strip() != "---":
        return Front(plain)
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == "---"), None)
    if end and sum(len(line) + 1 for line in lines[:end]) > FRONT_MATTER:
        why = _card_in(lines[1:end]) or complaint(1, 1, "long-front-matter")
        return Front(plain, end=end + 1, complaints=(why,))
    if end is None:
        why = complaint(1, 1, "unclosed-front-matter")
        return Front(plain, end=1, complaints=(why,))
    import tomllib

    inside = lines[1:end]
    try:
        table = tomllib.loads("\n".join(inside))
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, and brackets as deep, are no TOML errors.
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else TOO_MUCH
        return Front(plain, end=end + 1, complaints=(_broken(inside, reason),))
    complaints = tuple(_check(table, inside))
    article, source = table.get("article"), table.get("table")
    return Front(
        heading_of(table, name),
        _article(article) if isinstance(article, dict) else None,
        Rules(**{name: told for name in RULED if (told := _rule(name, table))}),
        _silence(table.get("silence")) or (),
        one_line(source) if isinstance(source, str) else "",
        end + 1,
        complaints,
    )


def _rule(name: str, table: Mapping[str, Any]) -> Any:
    """What the front matter says of one of the deck's rules, if it is one."""
    match name, table.get(name):
        case "language", str() as code if _CODE.fullmatch(code):
            return code
        case "accents", bool() as told:
            return told
        case "decimal", ("." | ",") as mark:
            return mark
        case "ask", str() as kind if kind in KINDS:
            return KINDS[kind].name
    return None


def _silence(value: object) -> tuple[str, ...] | None:
    """The codes of a `silence`; `None` when it is no list of texts."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return None
    return tuple(one_line(each) for each in value)


def _card_in(inside: Sequence[str]) -> Complaint | None:
    """What to say of front matter that holds a card."""
    for number, line in enumerate(inside, start=2):
        if line_of(line) in (QUESTION, CLOZE):
            return complaint(number, 1, "card-in-front-matter")
    return None


def _broken(inside: Sequence[str], reason: str) -> Complaint:
    """What to say of front matter that is not TOML."""
    if card := _card_in(inside):
        return card
    told = [(i, line) for i, line in enumerate(inside) if line.strip()]
    if told and all(_YAML.match(line) or line[0] in " -#" for _, line in told):
        return complaint(told[0][0] + 2, 1, "yaml-front-matter")
    place = _PLACE.search(reason)
    if place:
        line, column = int(place[1]), int(place[2])
    else:  # at the end of the document
        line, column = len(inside), len(inside[-1]) + 1 if inside else 1
    reason = _PLACE.sub("", reason).strip().rstrip(".")
    return complaint(line + 1, column, "bad-front-matter", reason=reason)


def _check(table: dict[str, Any], inside: Sequence[str]) -> Iterator[Complaint]:
    """What is wrong with the keys of a front matter."""
    places: dict[str, int] = {}
    for index, line in enumerate(inside):
        if named := _KEY.match(line):
            places.setdefault(named[1], index)

    def about(key: str, code: str, /, **fields: str) -> Complaint:
        return complaint(places.get(key, 0) + 2, 1, code, **fields)

    for key, value in table.items():
        match key, value:
            case "title" | "name" | "table", str() if one_line(value):
                pass
            case "id", _ if is_id(value):
                pass
            case "id", _:
                yield about("id", "bad-deck-id")
            case "article", dict():
                unknown = value.keys() - {"title", "publisher", "date"}
                if _article(value) is None or unknown:
                    yield about("article", "bad-article")
            case _ if key in RULED:
                if _rule(key, table) is None:
                    yield about(key, "bad-key", key=key, expected=RULED[key])
            case "silence", _:
                if _silence(value) is None:
                    yield about(key, "bad-key", key=key, expected=_CODES)
            case _ if key in KNOWN:
                yield about(key, "bad-key", key=key, expected="text in quotes")
            case _:
                name, known = short(one_line(key)), ", ".join(KNOWN)
                yield about(key, "unknown-key", key=name, known=known)


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


def ruling_keys(deck: Deck) -> list[str]:
    """The keys by which a deck says how its cards are asked, judged and checked."""
    told = [name for name in RULED if getattr(deck.rules, name) != getattr(RULES, name)]
    return [*told, "silence"] if deck.silence else told


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
    for name in RULED:
        value = getattr(deck.rules, name)
        if value != getattr(RULES, name):
            told.append(f"{name} = {'true' if value is True else _text(value)}")
    if deck.silence:
        told.append(f"silence = [{', '.join(map(_text, deck.silence))}]")
    if deck.table:
        told.append(f"table = {_text(deck.table)}")
    return ["---", *told, "---"] if told else []


def _text(value: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
