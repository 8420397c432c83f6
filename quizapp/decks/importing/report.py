"""What adding a file did, or would do, in lines: every record is accounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from quizapp.text import first_line, plural

if TYPE_CHECKING:
    from quizapp.decks.importing.plan import Plan
    from quizapp.model import Complaint

SHOWN = 5
"""Cards of the preview: of an update, those that are new or changed."""


def told_of(plan: Plan, *, would: bool) -> Iterator[str]:
    """The report of one file; with a preview when it only says what `would` be."""
    yield f"{plan.name}: {'would be ' if would else ''}{_done(plan)}"
    if would:
        cards = list(chain.from_iterable(plan.news))
        for card in cards[:SHOWN]:
            yield f"  {first_line(card.prompt)} → {first_line(card.answer)}"
        if (more := len(cards) - SHOWN) > 0:
            yield f"  … and {plural(more, 'more card')}"
    if plan.table:
        for change, lines in plan.table.changes.items():
            yield f"{plan.source}: {change} ({lines_told(lines)})"
    yield from _grouped(plan, plan.rejected)
    yield from _grouped(plan, plan.warnings)


def _done(plan: Plan) -> str:
    verb = "updated" if plan.is_update else "replaced" if plan.replaces else "added"
    return f"{verb}, {counted(plan)}."


def counted(plan: Plan) -> str:
    """How many cards come of how many records, and what becomes of them."""
    counts = plan.counts
    told = plural(plan.cards, "card")
    if plan.table:
        taken, refused = len(plan.table.taken), len(plan.rejected)
        told += f" from {f'{taken} of ' if refused else ''}"
        told += plural(taken + refused, "record")
    if plan.is_update:
        missing = "taken out" if plan.takes_out else "not in the table and kept"
        told += (
            f": {counts.new} new, {counts.changed} changed, {counts.same} the same"
            f"{f', {counts.missing} {missing}' if counts.missing else ''}"
        )
    if plan.table:
        told += f"; {len(plan.rejected)} rejected"
    return told


def _grouped(plan: Plan, complaints: Sequence[Complaint]) -> Iterator[str]:
    """Each complaint behind the name of the file, and its place."""
    if not plan.table:
        for each in complaints:
            yield f"{plan.source}:{each.line}:{each.column}: {each.message}"
        return
    for first, last, message in told_once(complaints):
        lines = f" lines {first}–{last}" if last > first else str(first)
        yield f"{plan.source}:{lines}: {message}"


def told_once(complaints: Iterable[Complaint]) -> Iterator[tuple[int, int, str]]:
    """First line, last line and message; three lines in a row are told as one."""
    by_message: dict[str, list[int]] = defaultdict(list)
    for each in complaints:
        by_message[each.message].append(each.line)
    for message, lines in by_message.items():
        for first, last in runs(lines):
            if last - first < 2:
                for line in range(first, last + 1):
                    yield line, line, message
            else:
                yield first, last, message


def lines_told(lines: Sequence[int]) -> str:
    """`line 3`, `lines 3, 7–9`, cut when there are many."""
    told = [f"{a}–{b}" if b > a else str(a) for a, b in islice(runs(lines), 9)]
    more = ", …" if len(told) > 8 else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(told[:8])}{more}"


def runs(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of lines that follow each other."""
    numbered = enumerate(sorted(set(lines)))
    for _, group in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        run = [line for _, line in group]
        yield run[0], run[-1]
