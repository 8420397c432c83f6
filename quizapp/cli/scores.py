"""The verb that says how it went."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.group import Session, as_json_option, say, say_json
from quizapp.errors import QuizappError, UsageError
from quizapp.model import DayTotals
from quizapp.text import cells, harmless, one_line, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quizapp.study.scores import Figures, Share, Standing

WIDE = 24
"""Cells of a bar."""


@click.command()
@click.argument("deck", required=False)
@click.option(
    "--span",
    type=click.Choice(["all", "year", "quarter", "month", "week"]),
    default="all",
    help="How far back retention, marks, time and sureness go.",
)
@as_json_option
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print a row for each deck and study day."
)
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write one page with all plots to FILE.",
)
@click.pass_obj
def scores(
    session: Session,
    *,
    deck: str | None,
    span: str,
    as_json: bool,
    as_csv: bool,
    page: Path | None,
) -> None:
    """Show your scores, for all decks or for one."""
    from quizapp.study.scores import Span
    from quizapp.study.workspace.figures import scored

    if as_json and as_csv:
        raise UsageError("It is --json or --csv.")
    workspace = session.workspace_to_report()
    told = scored(workspace, workspace.moment(session.now()), deck or "", Span(span))
    if as_csv:
        only = workspace.deck(deck).id if deck else None
        first = Span(span).first(told.day)
        click.echo(_csv(workspace.log().days, only, first), nl=False)
    if page:
        _write_page(page, told, workspace.deck(deck).title if deck else "All decks")
    workspace.close()
    if as_json:
        say_json(_json(told))
    elif not as_csv and not page:
        for line in _lines(told):
            say(line)


def _write_page(path: Path, told: Figures, title: str) -> None:
    from quizapp.files import write_whole
    from quizapp.study.scores.page import page_of

    try:
        write_whole(path, page_of(told, title).encode(), private=False)
    except OSError as error:
        raise QuizappError(f"{path}: cannot be written ({error.strerror}).") from error
    say(f"{path}: written.")


def _json(told: Figures) -> dict[str, Any]:
    whole = told.whole
    return {
        "cards": whole.cards,
        "new": whole.new,
        "learning": whole.learning,
        "young": whole.young,
        "mature": whole.mature,
        "mastery": whole.mastery,
        "reviews": told.reviews,
        "lapses": told.lapses,
        "days": told.days,
        "streak": told.streak,
        "longest": told.longest,
        "today": {
            "reviews": told.today.reviews,
            "new": told.today.new,
            "spent": told.today.spent,
        },
        "retention": told.retention.value,
        "retention_of": _share(told.retention),
        "wanted": told.wanted,
        "young_retention": _share(told.young),
        "mature_retention": _share(told.mature),
        "months": [
            {
                "month": date.fromordinal(each.first).isoformat()[:7],
                "young": _share(each.young),
                "mature": _share(each.mature),
            }
            for each in told.months
        ],
        "predicted": [
            {
                "from": each.low,
                "to": each.high,
                "predicted": each.predicted,
                "observed": _share(each.observed),
            }
            for each in told.predicted
        ],
        "forecast": list(told.forecast),
        "heat": {
            date.fromordinal(day).isoformat(): count
            for day, count in sorted(told.heat.items())
        },
        "decks": [_standing(each) for each in told.decks],
        "marks": [
            {
                "at": datetime.fromtimestamp(each.at / 1000, UTC).isoformat(),
                "decks": list(each.decks),
                "share": each.share,
                "points": each.points,
                "count": each.count,
                "spent": each.elapsed,
            }
            for each in told.tries
        ],
        "weakest": [
            {
                "card": each.key,
                "deck": each.deck,
                "prompt": each.prompt,
                "source": each.source,
                "lapses": each.lapses,
                "recall": each.recall,
            }
            for each in told.weakest
        ],
        "spent": told.spent,
        "per_answer": told.per_answer,
        "calibration": {
            name: {"answers": each.of, "right": each.right}
            for name, each in told.calibration.items()
        },
    }


def _share(share: Share) -> dict[str, Any]:
    return {"right": share.right, "of": share.of, "interval": share.interval}


def _standing(told: Standing) -> dict[str, Any]:
    return {
        "name": told.name,
        "title": told.title,
        "cards": told.cards,
        "new": told.new,
        "learning": told.learning,
        "young": told.young,
        "mature": told.mature,
        "mastery": told.mastery,
        "best": told.best,
        "last": told.last,
        "topics": [_standing(each) for each in told.topics],
    }


def _csv(
    days: Mapping[str, Mapping[int, DayTotals]], deck: str | None, first: int
) -> str:
    """A row a deck and study day, with the totals of its reviews."""
    from dataclasses import fields

    names = [each.name for each in fields(DayTotals)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["deck", "day", *names])
    for id_, rows in sorted(days.items()):
        if deck in (None, id_):
            for day, totals in sorted(rows.items()):
                if day < first:
                    continue
                figures = [getattr(totals, name) for name in names]
                writer.writerow(
                    [harmless(one_line(id_)), date.fromordinal(day), *figures]
                )
    return out.getvalue()


def _lines(told: Figures) -> Iterator[str]:
    from quizapp.study.scores.drawing import bar
    from quizapp.study.sitting import until

    whole = told.whole
    yield (
        f"cards      {whole.cards}: {whole.new} new, {whole.learning} learning, "
        f"{whole.young} young, {whole.mature} mature"
    )
    yield f"mastery    {100 * whole.mastery:.0f} %, mean recall predicted for today"
    forgotten = plural(told.lapses, "due one", "due ones")
    yield f"reviews    {told.reviews:,}, {forgotten} forgotten"
    today = plural(told.today.reviews, "review")
    yield f"today      {today}, {plural(told.today.new, 'new card')}"
    yield (
        f"days       {told.days} studied, {told.streak} in a row, "
        f"{told.longest} at the longest"
    )
    yield (
        f"retention  {told.retention.text} of due reviews recalled, "
        f"{100 * told.wanted:.0f} % wanted"
    )
    yield f"  young    {told.young.text}"
    yield f"  mature   {told.mature.text}"
    sureness = ", ".join(
        f"{name}: {100 * each.right / each.of:.0f} % right of {each.of}"
        for name, each in told.calibration.items()
        if each.of
    )
    yield f"sureness   {sureness or 'not asked; quizapp set sureness true'}"
    spent = until(told.spent // 1000) if told.spent else "none yet"
    per = f", {told.per_answer / 1000:.0f} s an answer" if told.per_answer else ""
    yield f"time       {spent}{per}"
    yield f"due        {told.forecast[0]} today, {sum(told.forecast[:7])} in 7 days"
    if told.tries:
        marks = "  ".join(f"{each.share:.0%}" for each in told.tries[-8:])
        yield f"marks      {marks}"
    wide = max((cells(each.title) for each in told.decks), default=0)
    for each in told.decks:
        best = "" if each.best is None else f"  best {each.best:.0%}"
        last = "" if each.last is None else f", last {each.last:.0%}"
        yield (
            f"  {each.title}{' ' * (wide - cells(each.title))}  "
            f"{bar(each.mastery, WIDE)} "
            f"{100 * each.mastery:3.0f} %{best}{last}"
        )
    if told.weakest:
        yield "weakest"
        for weak in told.weakest[:5]:
            place = f" ({weak.source})" if weak.source else ""
            times = plural(weak.lapses, "time")
            yield f"  {times} forgotten: {one_line(weak.prompt)}{place}"


VERBS = {"scores": scores}
