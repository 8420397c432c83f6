"""The command that shows the scores."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.group import (
    Session,
    as_json_option,
    deck_names,
    say,
    say_json,
    write_file,
)
from quizapp.errors import UsageError
from quizapp.model import DayTotals, Try
from quizapp.text import escape_formula, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizapp.study.scores import Figures, Look, Month, Predicted, Score, Share

WHOLE = "cards new learning young mature known gained weeks overdue".split()
"""The fields in the JSON about all cards that are also about each deck."""


@click.command()
@click.argument("deck", required=False, shell_complete=deck_names)
@click.option(
    "--span",
    type=click.Choice(["all", "year", "quarter", "month", "week"]),
    default="all",
    help="The period for retention, marks, time and sureness.",
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
@click.option("--replace", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def scores(
    session: Session,
    *,
    deck: str | None,
    span: str,
    as_json: bool,
    as_csv: bool,
    page: Path | None,
    replace: bool,
) -> None:
    """Show your scores, for all decks or for one."""
    from quizapp.study.scores import Span
    from quizapp.study.workspace.scored import scored

    if as_json and as_csv:
        raise UsageError("Choose --json or --csv.")
    if page and page.exists() and not replace:
        raise UsageError(f"{page} already exists. Replace it with --replace.")
    workspace = session.workspace_to_report()
    figures = scored(workspace, workspace.moment(session.now()), deck or "", Span(span))
    if as_csv:
        only = workspace.deck(deck).id if deck else None
        first = Span(span).first(figures.day)
        click.echo(_csv(workspace.store.log().days, only, first), nl=False)
    if page:
        title = workspace.deck(deck).title if deck else "All decks"
        _write_page(page, session, figures, title)
    session.close(workspace)
    if as_json:
        say_json(_json(figures))
    elif not as_csv and not page:
        from quizapp.study.scores.lines import lines_of

        for line in lines_of(figures):
            say(line)


def _write_page(page: Path, session: Session, figures: Figures, title: str) -> None:
    from quizapp.study.scores.page import page_of

    user = session.user if len(session.users()) > 1 else ""
    write_file(page, page_of(figures, title, user).encode())
    say(f"{page}: written.")


def _json(figures: Figures) -> dict[str, Any]:
    from quizapp.study.scores import sentence

    whole = _score(figures.whole)
    return {
        "sentence": str(sentence(figures)),
        "looks": [_look(each) for each in figures.looks],
        **{name: whole[name] for name in WHOLE},
        "since": figures.since and date.fromordinal(figures.since).isoformat(),
        "reviews": figures.total.reviews,
        "lapses": figures.total.due - figures.total.recalled,
        "days_studied": figures.days,
        "streak": figures.streak,
        "longest_streak": figures.longest,
        "today": _same(figures.today, "reviews", "new", "spent"),
        "retention": _share(figures.retention),
        "wanted_retention": figures.aim,
        "young_retention": _share(figures.young),
        "mature_retention": _share(figures.mature),
        "months": [_month(each) for each in figures.months],
        "predicted": [_predicted(each) for each in figures.predicted],
        "forecast": list(figures.forecast),
        "reviews_by_day": {
            date.fromordinal(day).isoformat(): count
            for day, count in sorted(figures.heat.items())
        },
        "decks": [_score(each) for each in figures.decks],
        "marks": [_mark(each) for each in figures.tries],
        "spent": figures.total.spent,
        "spent_per_answer": figures.per_answer,
        "calibration": {
            name: {"answers": each.of, "right": each.right}
            for name, each in figures.calibration.items()
        },
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "share": share.value,
        "right": share.right,
        "of": share.of,
        "interval": share.interval,
    }


def _month(month: Month) -> dict[str, Any]:
    return {
        "month": date.fromordinal(month.first).isoformat()[:7],
        "young": _share(month.young),
        "mature": _share(month.mature),
    }


def _predicted(each: Predicted) -> dict[str, Any]:
    return {
        "from": each.low,
        "to": each.high,
        "predicted": each.predicted,
        "observed": _share(each.observed),
    }


def _mark(each: Try) -> dict[str, Any]:
    return {
        "at": datetime.fromtimestamp(each.at / 1000, UTC).isoformat(),
        **_same(each, "decks", "share", "points", "count"),
        "spent": each.elapsed,
    }


def _look(look: Look) -> dict[str, Any]:
    return {
        "card": look.key,
        **_same(look, "deck", "prompt", "source", "why", "forgotten"),
        "other": look.other or None,
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        **_same(score, "name", "title", *WHOLE, "best", "last"),
        "topics": [_score(each) for each in score.topics],
    }


def _same(value: object, *names: str) -> dict[str, Any]:
    """The fields that have the same names in the JSON."""
    return {name: getattr(value, name) for name in names}


def _csv(
    days: Mapping[str, Mapping[int, DayTotals]], deck: str | None, first: int
) -> str:
    """A row for each deck and study day, with the totals of its reviews."""
    names = DayTotals.__struct_fields__
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
                    [escape_formula(one_line(id_)), date.fromordinal(day), *figures]
                )
    return out.getvalue()
