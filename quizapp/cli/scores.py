"""The verb that shows the scores."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.group import Session, as_json_option, deck_names, say, say_json
from quizapp.errors import QuizappError, UsageError
from quizapp.model import DayTotals
from quizapp.text import escape_formula, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizapp.study.scores import Figures, Look, Share, Standing

WHOLE = (
    "cards",
    "new",
    "learning",
    "young",
    "mature",
    "known",
    "gained",
    "weeks",
    "overdue",
)
"""What the JSON says about all cards, as about each deck."""


@click.command()
@click.argument("deck", required=False, shell_complete=deck_names)
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
@click.option("--replace", is_flag=True, help="Write over FILE if it exists.")
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
        raise UsageError("It is --json or --csv.")
    if page and page.exists() and not replace:
        raise UsageError(f"{page} exists already. Replace it with --replace.")
    workspace = session.workspace_to_report()
    told = scored(workspace, workspace.moment(session.now()), deck or "", Span(span))
    if as_csv:
        only = workspace.deck(deck).id if deck else None
        first = Span(span).first(told.day)
        click.echo(_csv(workspace.store.log().days, only, first), nl=False)
    if page:
        from quizapp.study.scores.page import page_of

        title = workspace.deck(deck).title if deck else "All decks"
        user = workspace.store.user if len(session.users()) > 1 else ""
        _write_page(page, page_of(told, title, user))
    session.close(workspace)
    if as_json:
        say_json(_json(told))
    elif not as_csv and not page:
        from quizapp.study.scores.lines import lines_of

        for line in lines_of(told):
            say(line)


def _write_page(path: Path, text: str) -> None:
    from quizapp.files import write_whole

    try:
        write_whole(path, text.encode(), private=False)
    except OSError as error:
        raise QuizappError(f"{path}: cannot be written ({error.strerror}).") from error
    say(f"{path}: written.")


def _json(told: Figures) -> dict[str, Any]:
    from quizapp.study.scores import sentence

    whole = _standing(told.whole)
    return {
        "sentence": str(sentence(told)),
        "looks": [_look(each) for each in told.looks],
        **{name: whole[name] for name in WHOLE},
        "since": told.since and date.fromordinal(told.since).isoformat(),
        "reviews": told.reviews,
        "lapses": told.lapses,
        "days_studied": told.days,
        "streak": told.streak,
        "longest_streak": told.longest,
        "today": {
            "reviews": told.today.reviews,
            "new": told.today.new,
            "spent": told.today.spent,
        },
        "retention": _share(told.retention),
        "wanted_retention": told.aim,
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
        "reviews_by_day": {
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
        "spent": told.spent,
        "spent_per_answer": told.per_answer,
        "calibration": {
            name: {"answers": each.of, "right": each.right}
            for name, each in told.calibration.items()
        },
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "share": share.value,
        "right": share.right,
        "of": share.of,
        "interval": share.interval,
    }


def _look(told: Look) -> dict[str, Any]:
    return {
        "card": told.key,
        "deck": told.deck,
        "prompt": told.prompt,
        "source": told.source,
        "why": told.why,
        "forgotten": told.forgotten,
        "other": told.other or None,
    }


def _standing(told: Standing) -> dict[str, Any]:
    return {
        "name": told.name,
        "title": told.title,
        "cards": told.cards,
        "new": told.new,
        "learning": told.learning,
        "young": told.young,
        "mature": told.mature,
        "known": told.known,
        "gained": told.gained,
        "weeks": list(told.weeks),
        "overdue": told.overdue,
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
                    [escape_formula(one_line(id_)), date.fromordinal(day), *figures]
                )
    return out.getvalue()


VERBS = {"scores": scores}
