"""Reads Anki's text exports: their header, and their notes as records.

The header consists of lines `#key:value`, as described in Anki's manual under “Text
Files”, “File Headers”. A note becomes a record of a question, an answer and fields. A
cloze is written as in a deck, so that the rules of decks apply to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.cards.format.brackets import Bracket, read_brackets, write_brackets
from quizapp.cards.format.fields import ID
from quizapp.cards.format.limits import MAX_CARD_LENGTH
from quizapp.cards.format.writer import write_text
from quizapp.decks.tables.columns import ROLES, roles_of, with_sides
from quizapp.decks.tables.html import text_of_html
from quizapp.decks.tables.records import SEPARATORS, Record, full_width, records_of
from quizapp.text import plural, visible

HTML = re.compile(r"<br ?/?>|</?(?:div|b|i|span)>|<img |&nbsp;", re.IGNORECASE)
"""Matches HTML as Anki writes it in fields."""
MARKUP = re.compile(rf"{HTML.pattern}|\{{\{{c\d+::", re.IGNORECASE)
"""Matches the markup by which an Anki export without a header is recognized."""
SOUND = "a sound removed"
PICTURE = "only the name of a picture kept"
FURTHER = "further fields kept as a note"
APART = (
    "clozes with the same number asked one at a time, so one may give away another; "
    "“:together: true” below the card asks all of its blanks at once"
)
_COLUMNS = {
    "guid column": "id",
    "deck column": "topic",
    "tags column": "tags",
    "notetype column": "notetype",
}
"""The keys whose value is the number of a column, with what that column holds."""
_COLUMN = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_KEYS = {"separator", "html", "tags", "columns", "notetype", "deck", *_COLUMNS}
_NAMED = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "space": " ",
    "pipe": "|",
    "colon": ":",
}
_KEY = re.compile(r"(?:\"?# *([A-Za-z ]+?) *|(tags)):(.*)")
_SOUND = re.compile(r"\[sound:[^\[\]\n]*\]")
_SPEECH = re.compile(r"\[/?anki:[^\[\]\n]*\]")
_MATHS = re.compile(
    r"\\\((?P<inline>(?:(?!\\[()]).)+)\\\)|\\\[(?P<block>(?:(?!\\[\[\]]).)+)\\\]"
    r"|\[(?P<mark>\$\$?|latex)\](?P<latex>(?:(?!\[/?(?:\$|latex)).)+)\[/(?P=mark)\]",
    re.DOTALL,
)
"""Matches LaTeX; no match contains the beginning of another."""
_MATHS_MARKS = ("\\(", "\\[", "[$", "[latex]")
_CLOZE_BEGIN = re.compile(r"\{\{c([\d,]+)::")
_CLOZE = re.compile(
    rf"{_CLOZE_BEGIN.pattern}((?:(?!\{{\{{c[\d,]+::|\}}\}}).)*+)\}}\}}", re.DOTALL
)
"""Matches a cloze with no other inside it."""
_WHOLLY_MARKED = re.compile(r"(\*\*|\*)(?!\*)([^*\n]+)\1")
_OCCLUSION = "image-occlusion:"


@dataclass(frozen=True, slots=True)
class AnkiHeader:
    """The header of an Anki export."""

    end: int
    """The index of the first line below it."""
    separator: str = ""
    is_html: bool | None = None
    """Whether fields are HTML; `None` if it does not say."""
    tags: str = ""
    """The tags of all notes."""
    deck: str = ""
    notetype: str = ""
    names: Sequence[str] = ()
    """The names of the columns."""
    special: Mapping[int, str] = field(default_factory=dict)
    """What the columns hold that are not fields of a note, by index: a role, or
    `notetype`."""

    def columns(self, width: int, header: Sequence[str]) -> tuple[str, ...]:
        """The roles of `width` columns: by number, or else by name, here or in a first
        record `header`; the others are question, answer and notes, in this order."""
        names = list(header or self.names)
        names += [""] * (width - len(names))
        columns = [self.special.get(at, "") for at in range(len(names))]
        free = [at for at in range(len(names)) if at not in self.special]
        named = roles_of([names[at] for at in free])
        unnamed = ["" if role in columns else role for role in named]
        for at, role in zip(free, with_sides(unnamed, rest="note"), strict=True):
            columns[at] = role
        return tuple("" if role == "notetype" else role for role in columns)


def read_anki_header(lines: Sequence[str]) -> AnkiHeader | None:
    """The header of an Anki export, or of a file made for Anki; `None` if no line at
    the top has a key that Anki knows."""
    values: dict[str, str] = {}
    end = 0
    for index, line in enumerate(lines):
        key, value = _key_of(line, is_first=not index)
        if key:
            values.setdefault(key, value)
            end = index + 1
        elif not line.startswith("#"):
            break
    if not end:
        return None
    separator = _separator(values.get("separator", ""))
    marks = [separator] if separator else SEPARATORS
    while end < len(lines) and _is_comment(lines[end], marks):
        end += 1
    labels = values.get("columns", "")
    record = next(records_of([labels], separator or "\t"), Record(1, 1, []))
    names = [name.strip() for name in record.cells[: full_width(record)]]
    of = {key: _value(value) for key, value in values.items()}
    return AnkiHeader(
        end,
        separator,
        {"true": True, "false": False}.get(of.get("html", "").lower()),
        of.get("tags", ""),
        of.get("deck", ""),
        of.get("notetype", ""),
        names,
        {
            int(number) - 1: role
            for key, role in _COLUMNS.items()
            if _COLUMN.fullmatch(number := of.get(key, ""))
        },
    )


def _key_of(line: str, *, is_first: bool) -> tuple[str, str]:
    """The key and value in a line of the header; empty if there are none."""
    found = _KEY.match(line)
    key = (found[1] or (found[2] if is_first else "")).lower() if found else ""
    return (key, found[3]) if found and key in _KEYS else ("", "")


def _is_comment(line: str, marks: Sequence[str]) -> bool:
    """Whether a line is a comment; with a separator in it, it may be a note."""
    return line.startswith("#") and not any(mark in line for mark in marks)


def _value(text: str) -> str:
    """A value without the separators that a spreadsheet adds to its line."""
    return text.strip().rstrip(",;\t").strip(' "')


def _separator(text: str) -> str:
    """The separator with this name. If a spreadsheet has rewritten the file, the name
    is that of the old separator, and the line ends with the new one."""
    text = text.strip(' "') or text[:1]
    found = re.match(r"[A-Za-z]*", text)
    rest = text[found.end() :] if found else ""
    return rest[-1:] or _NAMED.get(text.lower(), "")


class NoteReader:
    """Makes records of notes. Whether a note is a cloze is decided by its fields, not
    by the name of its notetype."""

    def __init__(
        self, header: AnkiHeader, roles: Sequence[str], changes: dict[str, list[int]]
    ) -> None:
        """`roles` says what the columns hold; changed lines are added to `changes`."""
        used = {*roles, "question", "answer", "tags", "note", "reverse", "together"}
        self.columns = tuple(role for role in ROLES if role in used)
        """The columns of the records that it makes."""
        self._header = header
        self._roles = roles
        self._changes = changes
        self._is_unnamed = "note" not in roles_of(header.names)
        """Whether no column is named as a note, so that notes are the remaining
        fields."""
        self._notetype = next(
            (at for at, role in header.special.items() if role == "notetype"), -1
        )

    def take(self, note: Record, refuse: Callable[..., None]) -> Record | None:
        """The record of a note; `None` if it is refused."""
        wide = len(self._roles)
        if sum(map(len, note.cells)) > MAX_CARD_LENGTH:
            refuse(note, "long-card")
            return None
        if any(map(str.strip, note.cells[wide:])):
            has, columns = plural(len(note.cells), "cell"), plural(wide, "column")
            refuse(note, "too-many-cells", cells=has, columns=columns)
            return None
        fields = self._fields(note)
        question, answer = ("\n".join(fields[role]) for role in ROLES[:2])
        if fields["note"] and self._is_unnamed:
            self._changes[FURTHER].append(note.line)
        if _CLOZE_BEGIN.search(question) or _CLOZE_BEGIN.search(answer):
            if not self._take_cloze(note, fields, refuse):
                return None
        elif question and not answer:
            refuse(note, "note-without-answer")
            return None
        elif self._is_reversed(note) and answer.lower() not in ("true", "false"):
            fields["reverse"] = ["true"]
        cells = ["\n".join(fields[role]) for role in self.columns]
        return Record(note.line, note.end, cells, note.is_odd)

    def _fields(self, note: Record) -> dict[str, list[str]]:
        """The texts of a note's cells, by their roles."""
        fields: dict[str, list[str]] = defaultdict(list)
        for role, cell in zip(self._roles, note.cells, strict=False):
            if role and (text := self._text(note.line, role, cell)):
                fields[role].append(text)
        tags = " ".join([*fields["tags"], self._header.tags]).strip()
        fields["tags"] = [tags] if tags else []
        return fields

    def _text(self, line: int, role: str, cell: str) -> str:
        """The text of a cell as it is written in a deck."""
        cell = cell.strip()
        if role == "id":
            return cell if ID.fullmatch(cell) else _id_from_guid(cell)
        if role == "topic":
            return " / ".join(filter(None, map(str.strip, cell.split("::"))))
        if role == "tags":
            return cell
        if "[sound:" in cell:
            cell = _SOUND.sub("", cell)
            self._changes[SOUND].append(line)
        if "[anki:" in cell:
            cell = _SPEECH.sub("", cell)
        if self._header.is_html:
            if "<img" in cell.lower():
                self._changes[PICTURE].append(line)
            cell = _without_emphasis(visible(text_of_html(cell)))
        if any(mark in cell for mark in _MATHS_MARKS):
            cell = _MATHS.sub(_maths, cell)
        return cell.strip()

    def _take_cloze(
        self,
        note: Record,
        fields: dict[str, list[str]],
        refuse: Callable[..., None],
    ) -> bool:
        """Make the question a cloze without an answer; false if it is refused."""
        texts = fields["question"]
        if not any(map(_CLOZE_BEGIN.search, texts)):
            texts += fields["answer"]
        else:
            fields["note"][:0] = fields["answer"]
        fields["answer"] = []
        fields["note"] = [read_clozes(text)[0] for text in fields["note"]]
        text, brackets, numbers = read_clozes("\n".join(texts).strip())
        code = write_text("C:", write_brackets(text, brackets))
        read = read_brackets(code[2:], lambda *_, **__: None)
        there = read[1] if read else []
        if any(bracket.answer.startswith(_OCCLUSION) for bracket in brackets):
            refuse(note, "image-occlusion")
        elif _CLOZE_BEGIN.search(text):
            refuse(note, "unclosed-cloze")
        elif [bracket.answer for bracket in there] != [
            bracket.answer for bracket in brackets
        ]:
            refuse(note, "unreadable-cloze")
        else:
            fields["question"] = [code]
            if len(brackets) > len(numbers) == 1:
                fields["together"] = ["true"]
            elif len(brackets) > len(numbers):
                self._changes[APART].append(note.line)
            return True
        return False

    def _is_reversed(self, note: Record) -> bool:
        """Whether the English name of its notetype is one of Anki's that ask in both
        directions."""
        name = self._header.notetype
        if 0 <= self._notetype < len(note.cells):
            name = note.cells[self._notetype]
        return "reversed" in name.lower() and "optional" not in name.lower()


def read_clozes(text: str) -> tuple[str, list[Bracket], set[str]]:
    """The text with its clozes filled in, their brackets, and their numbers."""
    pieces: list[str] = []
    brackets: list[Bracket] = []
    numbers: set[str] = set()
    length = done = 0
    for found in _CLOZE.finditer(text):
        before = text[done : found.start()]
        answer, _, hint = found[2].partition("::")
        answer = _without_emphasis(answer.strip())
        # A parenthesis right after a bracket would make it a link.
        space = " " if text.startswith("(", found.end()) else ""
        start = length + len(before)
        end = start + len(answer)
        brackets.append(Bracket(start, end, answer, " ".join(hint.split())))
        numbers.add(found[1])
        pieces += before, answer, space
        length, done = end + len(space), found.end()
    return "".join([*pieces, text[done:]]), brackets, numbers


def _maths(found: re.Match[str]) -> str:
    """LaTeX between dollar signs; not if it contains a cloze, since maths has no
    blanks."""
    text = (found["inline"] or found["block"] or found["latex"]).strip()
    if "{{c" in text or "$" in text or "\n\n" in text:
        return text
    mark = "$$" if found["block"] or found["mark"] == "$$" else "$"
    return f"{mark}{text}{mark}"


def _without_emphasis(text: str) -> str:
    """`text` without emphasis, if all of it is emphasized."""
    found = _WHOLLY_MARKED.fullmatch(text)
    return found[2] if found else text


def _id_from_guid(guid: str) -> str:
    """A GUID as an id, with the code of each character that an id cannot contain."""
    return re.sub(r"[^\w.-]", lambda found: f".{ord(found[0]):x}.", guid)
