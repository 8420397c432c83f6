"""Which files are decks, or can become decks, by the endings of their names.

Finding, adding, exporting and backing up decks, and the manual, use this table.
"""

from __future__ import annotations

from enum import Enum, auto
from shlex import quote
from typing import NamedTuple

from quizapp.text import listed


class Holds(Enum):
    """What a file holds."""

    CARDS = auto()
    """Cards as they are written in a deck."""
    RECORDS = auto()
    """A table."""
    TEXT = auto()
    """A table or a deck; only its text says which."""
    FACTS = auto()
    """The facts of an article, from which `quizapp generate` makes a deck."""
    ARTICLE = auto()
    """A page, which can be read as an article."""
    OTHER = auto()
    """Something that cannot be read."""


class Format(NamedTuple):
    """One kind of file."""

    endings: tuple[str, ...]
    """The endings of names, in lower case; the first is the usual one."""
    holds: Holds
    about: str
    """What it is; if it cannot be added, what to do instead."""
    separator: str = ""
    """What separates the cells of a table that quizapp writes."""

    @property
    def name(self) -> str:
        """Its ending without the dot, as `--format` takes it."""
        return self.endings[0].removeprefix(".")


FORMATS = (
    Format((".md",), Holds.CARDS, "a deck."),
    Format((".csv",), Holds.RECORDS, "a table.", ","),
    Format((".tsv",), Holds.RECORDS, "a table with tabs between its cells.", "\t"),
    Format(
        (".txt",),
        Holds.TEXT,
        "a table, such as what Anki and Quizlet export, or a deck.",
    ),
    Format(
        (".facts.md",),
        Holds.FACTS,
        "this is a facts file. Make a deck from it first (quizapp generate {name} "
        "-o {deck}; in the app: put it in your decks folder, and start quizapp again).",
    ),
    Format(
        (".apkg", ".colpkg"),
        Holds.OTHER,
        "this is an Anki package. In Anki choose File, Export, “Notes in Plain "
        "Text”, and add that file.",
    ),
    Format(
        (".xlsx", ".xls", ".ods", ".numbers"),
        Holds.OTHER,
        "this is a spreadsheet. Save it as CSV, and add that file.",
    ),
    Format(
        (".html", ".htm", ".xhtml"),
        Holds.ARTICLE,
        "this is a page. Read it as an article (quizapp read {name}; in the app: copy "
        "its text and paste it instead of a path).",
    ),
    Format(
        (".pdf", ".docx", ".odt", ".rtf", ".epub"),
        Holds.OTHER,
        "this is a document. To read it as an article, copy its text and paste it "
        "(quizapp read -; in the app: instead of a path).",
    ),
    Format(
        (".gift",),
        Holds.OTHER,
        "this is a quiz in Moodle's GIFT format. Write each question as Q:, with its "
        "choices as - [x] and - [ ] below, in a file whose name ends in .md: quizapp "
        "help format.",
    ),
    Format(
        (".org",),
        Holds.OTHER,
        "this is an Org file. Export it as HTML, and read that as an article (quizapp "
        "read FILE; in the app: add that file).",
    ),
    Format(
        (".xml",),
        Holds.OTHER,
        "this is XML. In the program that wrote it, export as CSV or text with tabs, "
        "and add that file.",
    ),
    Format(
        (".markdown",),
        Holds.OTHER,
        "the name of a deck ends in .md. Rename the file.",
    ),
)
"""All formats; an ending is one part of a name, or two."""
_BY_ENDING = {ending: each for each in FORMATS for ending in each.endings}


def _format_of(name: str) -> tuple[Format | None, str]:
    """The format of a file with this name in any case, and the name without ending."""
    parts = name.lower().split(".")
    for count in (2, 1):
        ending = "." + ".".join(parts[-count:])
        if len(parts) > count and ending in _BY_ENDING:
            return _BY_ENDING[ending], name[: -len(ending)]
    return None, name


def holds(name: str, *what: Holds) -> bool:
    """Whether a file with this name holds one of these."""
    found, _ = _format_of(name)
    return found is not None and found.holds in what


def is_deck(name: str) -> bool:
    """Whether a file with this name is a deck: cards or a table."""
    return holds(name, Holds.CARDS, Holds.RECORDS)


def is_table(name: str) -> bool:
    """Whether a file with this name is a table, which is also a deck."""
    return holds(name, Holds.RECORDS)


def is_article(name: str) -> bool:
    """Whether a file with this name, in the folder of articles, is one."""
    return name.lower().endswith(".md")


def may_be_added(name: str) -> bool:
    """Whether a file with this name may be a deck, a table or facts."""
    return is_deck(name) or holds(name, Holds.TEXT, Holds.FACTS)


def may_be_chosen(name: str) -> bool:
    """Whether a file with this name may be a deck, a table, facts or an article."""
    return may_be_added(name) or holds(name, Holds.ARTICLE)


def why_not_added(name: str) -> str:
    """Why a file with this name cannot be added, and what to do; empty if it can."""
    found, stem = _format_of(name)
    if not found:
        return (
            f"a deck is a text file whose name ends in {listed(endings(Holds.CARDS))}, "
            "or a table whose name ends in "
            f"{listed(endings(Holds.RECORDS, Holds.TEXT))}."
        )
    if may_be_added(name) and found.holds is not Holds.FACTS:
        return ""
    return found.about.format(name=quote(name), deck=quote(f"{stem}.md"))


def endings(*what: Holds) -> tuple[str, ...]:
    """The endings of files that hold one of these."""
    return tuple(end for each in FORMATS if each.holds in what for end in each.endings)
