"""The command that takes a quiz."""

from __future__ import annotations

import re
import sys

import click

from quizapp.cards.questions import KINDS
from quizapp.cli.group import Session, as_json_option, deck_names, say
from quizapp.cli.study import open_app, plain_workspace
from quizapp.errors import UsageError
from quizapp.model import Mode, QuizPlan

COUNT = 20
"""The default number of questions."""
JUDGED = [name for name, kind in KINDS.items() if kind.is_judged]
_SPAN = re.compile(r"(?:(\d{1,9})h)?(?:(\d{1,9})m(?:in)?)?(?:(\d{1,9})s)?", re.ASCII)


def seconds_of(_: click.Context, __: click.Parameter, text: str | None) -> int | None:
    """The seconds in a time such as `5m`, `90s` or `1h30m`."""
    if text is None:
        return None
    found = _SPAN.fullmatch(text.strip())
    parts = [int(part or 0) for part in found.groups()] if found else []
    seconds = sum(part * size for part, size in zip(parts, (3600, 60, 1), strict=False))
    if not seconds:
        raise click.BadParameter(f"“{text}” is not a time such as 5m, 90s or 1h30m.")
    return seconds


@click.command()
@click.argument(
    "decks",
    metavar="[DECK]...",
    nargs=-1,
    shell_complete=deck_names,
)
@click.option(
    "-n",
    "count",
    metavar="N",
    type=click.IntRange(1, 1000),
    help=f"Ask at most N questions (by default {COUNT}).",
)
@click.option(
    "--time",
    "limit",
    metavar="TIME",
    callback=seconds_of,
    help="Time limit, such as 5m, 90s or 1h30m.",
)
@click.option(
    "--topic",
    "topics",
    metavar="TOPIC",
    multiple=True,
    help="Ask only about this topic; may be repeated.",
)
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    type=click.Choice(JUDGED),
    help=f"Ask only questions of this kind ({', '.join(JUDGED)}); may be repeated.",
)
@click.option("--practice", is_flag=True, help="Give each verdict at once.")
@click.option(
    "--pretest", is_flag=True, help="Ask before you read; nothing is scheduled."
)
@click.option("--give-up", is_flag=True, help="End the open quiz without a mark.")
@click.option("--plain", is_flag=True, help="Ask in plain lines, without a screen.")
@as_json_option
@click.pass_obj
def quiz(
    session: Session,
    *,
    decks: tuple[str, ...],
    count: int | None,
    limit: int | None,
    topics: tuple[str, ...],
    kinds: tuple[str, ...],
    practice: bool,
    pretest: bool,
    give_up: bool,
    plain: bool,
    as_json: bool,
) -> None:
    """Take a quiz with a mark on DECK; without DECK, resume the open one.

    By default it is an exam, with the verdicts at the end. The same --seed asks the
    same questions from the same decks.
    """
    if practice and pretest:
        raise UsageError("Choose --practice or --pretest.")
    if as_json and not plain:
        raise UsageError("--json works only with --plain.")
    if not decks and (count or limit or topics or kinds or practice or pretest):
        raise UsageError(
            "These options are for a new quiz: name a DECK; “quizapp decks” lists them."
        )
    session.want_to_write()
    mode = Mode.PRACTICE if practice else Mode.PRETEST if pretest else Mode.EXAM
    plan = QuizPlan(
        decks=decks,
        count=count or COUNT,
        mode=mode,
        topics=topics,
        kinds=kinds,
        limit=limit,
        seed=session.seed,
    )
    if give_up:
        _give_up(session)
    elif plain:
        _ask_in_lines(session, plan if decks else None, as_json=as_json)
    else:
        open_app(session, quiz=plan)


def _give_up(session: Session) -> None:
    """End the open quiz without a mark."""
    from quizapp.study.quiz import Quiz

    with plain_workspace(session) as workspace:
        opened = workspace.store.open_quiz
        if not opened:
            raise UsageError("There is no open quiz.")
        Quiz(workspace, opened).give_up()
        say("Quiz abandoned. No mark.")


def _ask_in_lines(session: Session, plan: QuizPlan | None, *, as_json: bool) -> None:
    """Take the planned quiz, or else the open one, in plain lines."""
    from quizapp.plain import QuizJsonLines, QuizLines, take_all
    from quizapp.study.quiz import Quiz

    with plain_workspace(session) as workspace:
        opened = workspace.store.open_quiz
        if plan and opened:
            raise UsageError(
                f"A quiz on {', '.join(opened.plan.decks)} is open. Resume it with: "
                "quizapp quiz; abandon it with: quizapp quiz --give-up"
            )
        session.warn_of_empty(workspace, workspace.named(plan.decks) if plan else [])
        taken = Quiz.begin(workspace, plan) if plan else Quiz.resume(workspace)
        if not taken:
            raise UsageError(
                "There is no open quiz. Start one: quizapp quiz DECK; “quizapp decks” "
                "lists the decks."
            )
        output = (QuizJsonLines if as_json else QuizLines)(sys.stdout)
        take_all(taken, sys.stdin, output)
