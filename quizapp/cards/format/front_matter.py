"""Front matter: TOML between two lines of `---` at the top of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.limits import MAX_FRONT_MATTER
from quizapp.cards.format.lines import CLOZE, QUESTION, line_kind
from quizapp.cards.format.title import title_in
from quizapp.cards.kinds import KINDS
from quizapp.model import RULES, Article, Complaint, Deck, Rules
from quizapp.text import one_line, short

KNOWN_KEYS = (
    *("id", "title", "name", "article"),
    *("language", "accents", "decimal", "ask", "silence", "table"),
)

RULE_KEYS = {
    "language": 'a code such as "es" or "es-PE"',
    "accents": "true, if an answer with a missing accent is only close, or false",
    "decimal": '"." or ","',
    "ask": "one of " + ", ".join(KINDS),
}
"""The keys that say how cards are asked and judged, each with its valid values."""
_CODES = 'a list of codes, such as `silence = ["no-source"]`'

TOO_MUCH = "a number is too long, or brackets are nested too deeply"

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-\w+)*", re.ASCII)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEY = re.compile(r"\s*([\w-]+)")
_YAML = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")


def read_front_matter(lines: Sequence[str], name: str) -> tuple[Deck, int]:
    """The front matter in the lines of the file `name`, if the first line is `---`, as
    a deck without cards; also the index of the first line below it."""
    mark = lines[0].strip() if lines else ""
    if mark not in ("---", "+++"):
        return Deck(name, name, name), 0
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == mark), 0)
    has_plus = mark == "+++"
    table = complaint(1, 1, "plus-front-matter") if has_plus else _table(lines[:end])
    if isinstance(table, Complaint):
        return Deck(name, name, name, complaints=(table,)), end + 1
    id_, article, source = table.get("id"), table.get("article"), table.get("table")
    rules = {key: value for key in RULE_KEYS if (value := _rule(key, table))}
    deck = Deck(
        name,
        one_line(str(id_)) if _is_id(id_) else name,
        title_in(table, name),
        article=_article(article) if isinstance(article, dict) else None,
        rules=Rules(**rules),
        silence=_silence(table.get("silence")) or (),
        has_own_id=_is_id(id_),
        table=one_line(source) if isinstance(source, str) else "",
        complaints=tuple(_check(table, lines[1:end])),
    )
    return deck, end + 1


def _table(lines: Sequence[str]) -> dict[str, Any] | Complaint:
    """The TOML in the lines from the first `---` up to the second; no lines if there is
    no second."""
    if not lines:
        return complaint(1, 1, "unclosed-front-matter")
    inside = lines[1:]
    if sum(len(line) + 1 for line in lines) > MAX_FRONT_MATTER:
        return _card_in(inside) or complaint(1, 1, "long-front-matter")
    import tomllib

    try:
        return tomllib.loads("\n".join(inside))
    except (ValueError, RecursionError) as error:
        # Very long numbers and very deep nesting raise errors that are not TOML's.
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else TOO_MUCH
        return _broken(inside, reason)


def _rule(name: str, table: Mapping[str, Any]) -> Any:
    """The value of a rule in the front matter; `None` if it is missing or invalid."""
    match name, table.get(name):
        case "language", str() as code if _CODE.fullmatch(code):
            return code
        case "accents", bool() as flag:
            return flag
        case "decimal", ("." | ",") as mark:
            return mark
        case "ask", str() as kind if kind in KINDS:
            return KINDS[kind].name
    return None


def _silence(value: object) -> tuple[str, ...] | None:
    """The codes in `silence`; `None` if it is not a list of strings."""
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        return None
    return tuple(one_line(code) for code in value)


def _card_in(inside: Sequence[str]) -> Complaint | None:
    """The complaint about a card in the front matter, if there is one."""
    for number, line in enumerate(inside, start=2):
        if line_kind(line) in (QUESTION, CLOZE):
            return complaint(number, 1, "card-in-front-matter")
    return None


def _broken(inside: Sequence[str], reason: str) -> Complaint:
    """The complaint about front matter that is not TOML."""
    if card := _card_in(inside):
        return card
    written = [(i, line) for i, line in enumerate(inside) if line.strip()]
    if written and all(_YAML.match(line) or line[0] in " -#" for _, line in written):
        pairs = (line.partition(": ") for _, line in written if _YAML.match(line))
        found = ((name, text.strip("\"' ")) for name, _, text in pairs if text.strip())
        name, text = next(found, ("title", "Lima"))
        yaml = short(f"{name}: {text}")
        toml = short(f"{name} = {json.dumps(text, ensure_ascii=False)}")
        return complaint(
            written[0][0] + 2, 1, "yaml-front-matter", yaml=yaml, toml=toml
        )
    place = _PLACE.search(reason)
    if place:
        line, column = int(place[1]), int(place[2])
    else:  # at the end of the document
        line, column = len(inside), len(inside[-1]) + 1 if inside else 1
    reason = _PLACE.sub("", reason).strip().rstrip(".")
    return complaint(line + 1, column, "bad-front-matter", reason=reason)


def _check(table: dict[str, Any], inside: Sequence[str]) -> Iterator[Complaint]:
    """The complaints about the keys of the front matter."""
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
            case "id", _ if _is_id(value):
                pass
            case "id", _:
                yield about("id", "bad-deck-id")
            case "article", dict():
                unknown = value.keys() - {"title", "publisher", "date"}
                if _article(value) is None or unknown:
                    yield about("article", "bad-article")
            case _ if key in RULE_KEYS:
                if _rule(key, table) is None:
                    yield about(key, "bad-key", key=key, expected=RULE_KEYS[key])
            case "silence", _:
                if _silence(value) is None:
                    yield about(key, "bad-key", key=key, expected=_CODES)
            case _ if key in KNOWN_KEYS:
                yield about(key, "bad-key", key=key, expected="text in quotes")
            case _:
                name, known = short(one_line(key)), ", ".join(KNOWN_KEYS)
                yield about(key, "unknown-key", key=name, known=known)


def _is_id(value: object) -> bool:
    """Whether a deck can have this id: text without spaces and slashes."""
    return isinstance(value, str) and bool(re.fullmatch(r"[^\s/]+", one_line(value)))


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


def used_rule_keys(deck: Deck) -> list[str]:
    """The keys that a deck uses to say how its cards are asked, judged and checked."""
    keys = [
        name for name in RULE_KEYS if getattr(deck.rules, name) != getattr(RULES, name)
    ]
    return [*keys, "silence"] if deck.silence else keys


def write_front_matter(deck: Deck) -> list[str]:
    """The lines of a deck's front matter; none if all values are the defaults."""
    lines = []
    if deck.id != deck.name:
        lines.append(f"id = {_text(deck.id)}")
    if deck.title != deck.name:
        lines.append(f"title = {_text(deck.title)}")
    if deck.article:
        parts = []
        if deck.article.title:
            parts.append(f"title = {_text(deck.article.title)}")
        if deck.article.publisher:
            parts.append(f"publisher = {_text(deck.article.publisher)}")
        if deck.article.date:
            parts.append(f"date = {deck.article.date.isoformat()}")
        lines.append(f"article = {{ {', '.join(parts)} }}")
    for name in RULE_KEYS:
        value = getattr(deck.rules, name)
        if value != getattr(RULES, name):
            lines.append(f"{name} = {'true' if value is True else _text(value)}")
    if deck.silence:
        lines.append(f"silence = [{', '.join(map(_text, deck.silence))}]")
    if deck.table:
        lines.append(f"table = {_text(deck.table)}")
    return ["---", *lines, "---"] if lines else []


def _text(value: str) -> str:
    """A TOML basic string; all escapes of JSON are also valid in TOML."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
