"""What adding a file would do, as lines: every record is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from textual.content import Content

from quizapp.decks.importing.plan import (
    ImportPlan,
    UnknownColumnsError,
    UnknownEncodingError,
    UnknownHeaderError,
)
from quizapp.decks.importing.preview import PreviewResult
from quizapp.decks.importing.report import grouped_messages, line_list
from quizapp.decks.importing.report import summary as outcome
from quizapp.decks.library.deck_files import Origin
from quizapp.model import Complaint
from quizapp.model.articles import ArticleText
from quizapp.text import one_line, plural, short
from quizapp.tui.draw import BLANK, Part, hang, line

SHOWN = 3
"""Paragraphs of an article that are shown."""
MOST = 100
"""Lines of each part."""
WHICH_COLUMNS = (
    "Which column is the question, and which the answer? The first line does not say. "
    "Choose below; the others may be left out."
)
MANY = 120
"""Characters of the names of the articles to read on."""
OTHERS = {
    Origin.SHIPPED: "It takes the place of the deck of this name that comes with "
    "quizapp.",
    Origin.FOLDER: "Another deck of this name, in a folder of yours, will no longer be "
    "read.",
}
"""What becomes of a deck that has the name, and is not in the decks folder."""
_OPTION = re.compile(r"\((?:--|quizapp )(?:[^()]|\([^()]*\))*; in the app: ([^()]*)\)")
"""Matches where a message says what to do on the command line and what in the app. The
name of a file there may contain brackets, and so may one before it."""


def in_app(message: str) -> str:
    """A message with only what to do in the app: `(--encoding; in the app: Columns)`
    becomes `(Columns)`."""
    return _OPTION.sub(r"(\1)", message)


def summary(plan: ImportPlan, other: Origin | None, width: int) -> list[Content]:
    """What would happen; `other` is where a deck of this name is already."""
    if plan.changes_nothing:
        what = f"Your deck “{plan.name}” is up to date"
    elif plan.is_update:
        what = f"Your deck “{plan.name}” will be updated"
    elif plan.replaces:
        what = (
            f"Your deck “{plan.name}” will be replaced; the old one goes to the trash"
        )
    else:
        what = f"A new deck “{plan.name}”"
    parts: list[Part] = [(what, "bold"), f": {outcome(plan)}."]
    if not plan.table and plan.rejected:
        parts.append((f" {plural(len(plan.rejected), 'problem')}.", "$wrong"))
    lines = line(*parts).wrap(width)
    notes = []
    if plan.is_update and plan.counts.changed:
        notes.append("In changed cards, the words of the table replace yours.")
    if plan.is_update and plan.overwrites:
        notes.append("The old version of the deck goes to the trash.")
    if plan.is_update and plan.counts.missing and not plan.removes_missing:
        notes.append("^r takes out what is not in the table.")
    lines += line((" ".join(notes), "$quiet")).wrap(width) if notes else []
    warnings = [OTHERS[other]] if other in OTHERS and not plan.replaces else []
    warnings += _complaints(each for each in plan.warnings if _is_of_encoding(each))
    for each in (*warnings, *(twin.message for twin in plan.duplicates)):
        lines += hang(Content(each), width, line(("! ", "bold $close")), 2)
    return lines


def question_of(look: PreviewResult) -> tuple[str, str]:
    """What must be decided before the file can be read, and which choice of the
    form decides it; both empty for nothing."""
    columns = look.request.options.columns
    if columns and "answer" not in columns and not look.plan:
        return WHICH_COLUMNS, "#column-0"
    match look.found:
        case UnknownColumnsError():
            return WHICH_COLUMNS, "#column-0"
        case UnknownEncodingError(table=table, offers=offers) if table:
            encoding, shown = next(iter(offers.items()))
            return (
                f"This file is not UTF-8. Which encoding is it? As {encoding} it "
                f"reads “{shown}”."
            ), "#encoding"
        case UnknownHeaderError(table=table) if table:
            first = table.layout.first_line
            return (
                f"Does the first line, {first}, name the columns, or is it a card?"
            ), "#first"
    return "", ""


def articles_without_cards(names: Sequence[str], width: int) -> list[Content]:
    """The articles that were kept, but have no cards yet."""
    if not names:
        return []
    shown = short(one_line(", ".join(names)), MANY)
    what, how = "Article without cards: ", ". Enter opens it."
    if len(names) > 1:
        what = "Articles without cards: "
        how = ". Enter opens the first; or type a name."
    text = line((what, "$quiet"), (shown, "bold"), (how, "$quiet"))
    return [*text.wrap(width), BLANK]


def _is_of_encoding(warning: Complaint) -> bool:
    """Whether the whole text may be wrong, which is said before anything else."""
    return warning.code in ("broken-encoding", "guessed-encoding")


def beginning(article: ArticleText, width: int) -> list[Content]:
    """How an article begins, and what was left out of its page."""
    lines: list[Content] = []
    for text, heading in article.paragraphs[:SHOWN]:
        if heading:
            lines += [*line((heading, "bold")).wrap(width), BLANK]
        lines += [*Content(text).wrap(width), BLANK]
    if (more := len(article.paragraphs) - SHOWN) > 0:
        lines.append(line((f"… and {plural(more, 'more paragraph')}", "$quiet")))
    if count := article.left_out:
        blocks = plural(count, "block of text was", "blocks of text were")
        text = f"{blocks} left out, such as menus, captions and tables."
        lines += line((text, "$quiet")).wrap(width)
    return lines


def account(plan: ImportPlan, width: int) -> list[Content]:
    """What is rejected and why, what was changed, what else there is to say."""
    warnings = [
        each
        for each in plan.warnings
        if each not in plan.duplicates and not _is_of_encoding(each)
    ]
    changes = plan.table.changes if plan.table else {}
    changed = (f"{change} ({line_list(at)})" for change, at in changes.items())
    parts = (
        (("✗ ", "bold $wrong"), "Rejected", _complaints(plan.rejected)),
        (("· ", "$quiet"), "Changed", changed),
        (("! ", "bold $close"), "Warnings", _complaints(warnings)),
    )
    return [
        each
        for mark, title, texts in parts
        for each in _part(line(mark), title, texts, width)
    ]


def _complaints(complaints: Iterable[Complaint]) -> Iterator[str]:
    for first, last, message in grouped_messages(complaints):
        lines = f"lines {first}–{last}" if last > first else f"line {first}"
        yield f"{lines}: {in_app(message)}"


def _part(
    mark: Content, title: str, texts: Iterator[str], width: int
) -> Iterator[Content]:
    for index, text in enumerate(islice(texts, MOST)):
        if not index:
            yield BLANK
            yield line((title, "$quiet"))
        yield from hang(Content(text), width, mark, 2)
    if more := sum(1 for _ in texts):
        yield line((f"… and {more:,} more", "$quiet"))
