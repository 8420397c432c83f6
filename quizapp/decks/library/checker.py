"""Checks deck files, tables, facts files and articles: all complaints and hints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.quotes import check_quotes
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format.complaints import complaint
from quizapp.cards.format.encoding import as_utf_8
from quizapp.cards.format.reader import read_deck
from quizapp.cards.lint import lint, unsilenced
from quizapp.decks.library.reader import read_file
from quizapp.decks.tables.other_texts import is_deck_text, other_text
from quizapp.decks.tables.reader import read_table
from quizapp.errors import reason_of
from quizapp.files import entries_of
from quizapp.formats import Holds, holds, is_article, is_table
from quizapp.model import Complaint, Level
from quizapp.text import one_line


def complaints_of(path: Path, article_text: str = "") -> tuple[Complaint, ...]:
    """All complaints about a deck, a table or a facts file, except silenced ones.

    The quotes of a facts file are compared with the text of its article, if there is
    one. Errors and warnings come first, then hints, both in the order of the lines.
    """
    data = read_file(path)
    if isinstance(data, Complaint):
        return (data,)
    name = one_line(path.stem)
    if is_table(path.name) or (holds(path.name, Holds.TEXT) and not is_deck_text(data)):
        table = read_table(data, name, path)
        layout = table.layout
        is_sure = is_table(path.name) or layout.is_certain
        if not is_sure and (
            why := other_text(table.lines, layout.separator, str(path), layout.first)
        ):
            return (complaint(1, 1, "not-a-table", reason=why),)
        return table.empty.complaints
    data = as_utf_8(data)
    if holds(path.name, Holds.FACTS):
        facts = read_facts(data, one_line(Path(path.stem).stem))
        deck = generate_deck(facts)
        quotes = check_quotes(facts, article_text) if article_text else ()
        complaints = (*deck.complaints, *quotes)
    else:
        deck = read_deck(data, name, path)
        complaints = deck.complaints
    found = (*unsilenced(complaints, deck), *lint(deck, data))
    return tuple(sorted(found, key=lambda c: (c.level is Level.HINT, c.line, c.column)))


def complaints_of_articles(folder: Path) -> Iterator[tuple[Path, Complaint]]:
    """What is wrong in the folder of the user's articles: a text that cannot be read,
    and whatever is not an article."""
    try:
        entries = entries_of(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        reason = reason_of(error)
        yield folder, complaint(1, 1, "unreadable-folder", reason=reason)
        return
    for entry in sorted(entries, key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if not is_article(entry.name) or not path.is_file():
            yield path, complaint(1, 1, "unknown-file")
            continue
        data = read_file(path)
        if isinstance(data, Complaint):
            yield path, data
        elif not _is_text(data):
            yield path, complaint(1, 1, "unreadable", reason="it is not text in UTF-8")


def _is_text(data: bytes) -> bool:
    try:
        return bool(data.decode().strip())
    except UnicodeDecodeError:
        return False
