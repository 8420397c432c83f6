"""What adding a file would do, for a person: every record is accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from textual.content import Content

from quizapp.decks.importing.plan import Plan
from quizapp.decks.importing.report import grouped_messages, line_list, summary
from quizapp.decks.library.deck_files import Origin
from quizapp.model import Complaint
from quizapp.text import plural

MOST = 100
"""Lines of each part."""
Part = Content | tuple[str, str] | str

OTHERS = {
    Origin.SHIPPED: "It stands in for the deck of this name that comes with quizapp.",
    Origin.FOLDER: "Another deck of this name, in a folder of yours, is read no more.",
}
"""What becomes of a deck that has the name, and is not in the decks folder."""


def sentence(plan: Plan, other: Origin | None) -> Content:
    """What would happen; `other` is where a deck of this name stands already."""
    name = plan.name
    if plan.is_update:
        told = f"Your deck «{name}» is brought up to date"
    elif plan.replaces:
        told = f"Your deck «{name}» is replaced, the old one goes to the trash"
    else:
        told = f"A new deck «{name}»"
    parts: list[Part] = [(told, "bold"), f": {summary(plan)}."]
    if plan.is_update and plan.counts.missing and not plan.removes_missing:
        parts.append((" Replace takes out what is not in the table.", "dim"))
    if not plan.table and plan.rejected:
        parts.append((f" {plural(len(plan.rejected), 'error')}.", "$text-error"))
    warnings = [OTHERS[other]] if other in OTHERS and not plan.replaces else []
    for each in (*warnings, *(twin.message for twin in plan.duplicates)):
        parts += ["\n", (each, "$text-warning")]
    return Content.assemble(*parts)


def account(plan: Plan) -> Content:
    """What is rejected and why, what was changed, what else there is to say."""
    warnings = [each for each in plan.warnings if each not in plan.duplicates]
    changes = plan.table.changes if plan.table else {}
    changed = [f"{change} ({line_list(at)})" for change, at in changes.items()]
    parts = [
        *_part("Rejected", "$text-error", _complaints(plan.rejected)),
        *_part("Changed", "$text-accent", iter(changed)),
        *_part("Warnings", "$text-warning", _complaints(warnings)),
    ]
    return Content.assemble(*parts[1:])


def _complaints(complaints: Iterable[Complaint]) -> Iterator[str]:
    for first, last, message in grouped_messages(complaints):
        lines = f"lines {first}–{last}" if last > first else f"line {first}"
        yield f"{lines}: {message}"


def _part(title: str, style: str, lines: Iterator[str]) -> Iterator[Part]:
    for index, line in enumerate(islice(lines, MOST)):
        if not index:
            yield "\n\n"
            yield title, f"bold {style}"
        yield f"\n{line}"
    if more := sum(1 for _ in lines):
        yield f"\n… and {more:,} more", "dim"
