"""Reports what adding a file did, or would do, and accounts for every record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from quizapp.text import first_line, plural

if TYPE_CHECKING:
    from quizapp.decks.importing.plan import ImportPlan
    from quizapp.model import Complaint

SHOWN_CARDS = 5
"""The number of cards in the preview; in an update they are new or changed."""


def report_lines(plan: ImportPlan, *, is_preview: bool) -> Iterator[str]:
    """The lines of the report about one file; in a preview, also the first cards."""
    yield f"{plan.name}: {_done(plan, is_preview=is_preview)}, {summary(plan)}."
    if is_preview:
        cards = list(chain.from_iterable(plan.news))
        for card in cards[:SHOWN_CARDS]:
            yield f"  {first_line(card.prompt)} → {first_line(card.answer)}"
        if (more := len(cards) - SHOWN_CARDS) > 0:
            yield f"  … and {plural(more, 'more card')}"
    if plan.table:
        for change, lines in plan.table.changes.items():
            yield f"{plan.source}: {change} ({line_list(lines)})"
    yield from _grouped(plan, plan.rejected)
    yield from _grouped(plan, plan.warnings)


def _done(plan: ImportPlan, *, is_preview: bool) -> str:
    if plan.changes_nothing:
        return "up to date"
    verb = "updated" if plan.is_update else "replaced" if plan.replaces else "added"
    return f"would be {verb}" if is_preview else verb


def summary(plan: ImportPlan) -> str:
    """How many cards and rows there are; in an update, what becomes of the rows."""
    incomplete = sum(not card.can_be_asked for card in plan.deck.cards)
    refused = len(plan.rejected)
    taken = len(plan.table.taken) if plan.table else 0
    rows = plural(taken + refused, "row")
    if plan.is_update:
        return _of_update(plan, rows, refused, incomplete)
    text = plural(plan.cards, "card")
    if incomplete:
        text += f", {incomplete:,} of them incomplete"
    if plan.table:
        text += (
            f" from {taken} of {rows}; {refused} rejected"
            if refused
            else f" from {rows}"
        )
    return text


def _of_update(plan: ImportPlan, rows: str, refused: int, incomplete: int) -> str:
    counts = plan.counts
    text = f"{rows}: {counts.new} new, {counts.changed} changed, {counts.same} the same"
    if refused:
        text += f", {refused} rejected"
    if counts.missing:
        missing = "removed" if plan.removes_missing else "not in the table but kept"
        text += f"; {plural(counts.missing, 'card')} {missing}"
    if incomplete:
        text += f"; {plural(incomplete, 'card')} incomplete"
    return text


def _grouped(plan: ImportPlan, complaints: Sequence[Complaint]) -> Iterator[str]:
    """The lines for complaints: file, line, message."""
    if not plan.table:
        for found in complaints:
            yield f"{plan.source}:{found.line}:{found.column}: {found.message}"
        return
    for first, last, message in grouped_messages(complaints):
        lines = f" lines {first}–{last}" if last > first else str(first)
        yield f"{plan.source}:{lines}: {message}"


def grouped_messages(complaints: Iterable[Complaint]) -> Iterator[tuple[int, int, str]]:
    """First line, last line and message of complaints; three or more consecutive lines
    with one message are combined."""
    by_message: dict[str, list[int]] = defaultdict(list)
    for complaint in complaints:
        by_message[complaint.message].append(complaint.line)
    for message, lines in by_message.items():
        for first, last in runs(lines):
            if last - first < 2:
                for line in range(first, last + 1):
                    yield line, line, message
            else:
                yield first, last, message


def line_list(lines: Sequence[int]) -> str:
    """`line 3`, or `lines 3, 7–9`, shortened if there are many."""
    ranges = [f"{a}–{b}" if b > a else str(a) for a, b in islice(runs(lines), 9)]
    more = ", …" if len(ranges) > 8 else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(ranges[:8])}{more}"


def runs(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last line of each run of consecutive lines."""
    numbered = enumerate(sorted(set(lines)))
    for _, group in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        run = [line for _, line in group]
        yield run[0], run[-1]
