"""The command that studies, and how the app is opened."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from quizapp.cli.group import Session, as_json_option, deck_names, say, warn
from quizapp.errors import UsageError

if TYPE_CHECKING:
    from quizapp.model import QuizPlan
    from quizapp.study.workspace import Workspace
    from quizapp.tui.desk import Desk


def open_app(
    session: Session,
    names: tuple[str, ...] = (),
    limit: int | None = None,
    quiz: QuizPlan | None = None,
    query: str | None = None,
    *,
    article: str = "",
    left_out: str = "",
    notice: str = "",
) -> None:
    """Open the app: at home, studying some decks, in a quiz, or in an article.

    `query` says which cards to study. `left_out` says how much of an article was left
    out, and `notice` what else to say about it.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        if names:
            session.workspace().named(names)  # an unknown deck is the first mistake
        raise UsageError(
            "The app needs a terminal. In a pipe, use: quizapp study DECK --plain"
        )
    session.want_to_write()
    os.environ.setdefault("TEXTUAL_FPS", "240")  # halves the wait for a verdict
    from quizapp.tui.app import QuizApp
    from quizapp.tui.desk import Opening

    opening = Opening(
        names, limit, query or "", quiz, article, left_out=left_out, notice=notice
    )
    app = QuizApp(desk_of(session), None if opening == Opening() else opening)
    try:
        app.run()
    finally:
        app.close()
    if app.workspace:
        shown = app.learner.shown_problems
        session.warn_of(p for p in app.workspace.store.problems if p not in shown)
    if app.failure:
        warn(app.failure)
        raise click.exceptions.Exit(3)


def desk_of(session: Session) -> Desk:
    """What the app works with in this session."""
    from quizapp.progress.settings import change_setting
    from quizapp.tui.base import DeckName
    from quizapp.tui.desk import Desk

    counts = session.kept_counts()
    if counts:
        names = [DeckName(each.name, each.title) for each in counts.decks]
    else:
        names = [DeckName(file.name, title) for file, title in session.titles()]
    return Desk(
        decks=names,
        counts=counts,
        open_store=session.store,
        remake_decks=session.remake_decks,
        open_workspace=partial(session.workspace, clock=session.clock()),
        paths=session.paths,
        seed=session.seed,
        settings=session.settings,
        save_setting=partial(change_setting, session.paths.settings),
        log=session.paths.log,
        users=session.users,
        as_user=lambda name: desk_of(replace(session, user_option=name)),
    )


@click.command()
@click.argument(
    "decks",
    metavar="[DECK]...",
    nargs=-1,
    shell_complete=deck_names,
)
@click.option("--plain", is_flag=True, help="Ask in plain lines, without a screen.")
@as_json_option
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Ask at most N cards."
)
@click.option(
    "--only",
    metavar="QUERY",
    help="Ask only cards that browse would find; this starts no deck.",
)
@click.pass_obj
def study(
    session: Session,
    *,
    decks: tuple[str, ...],
    plain: bool,
    as_json: bool,
    limit: int | None,
    only: str | None,
) -> None:
    """Study what is due in DECK, or in all started decks.

    DECK may also be a folder of decks, such as verbs/. QUERY is words, or conditions
    such as tag:verbs, topic:trade, is:new or lapses>=3.
    """
    if not plain:
        if as_json:
            raise UsageError("--json works only with --plain.")
        open_app(session, decks, limit, query=only)
        return
    session.want_to_write()
    from quizapp.plain import JsonLines, Lines
    from quizapp.plain import study as study_in_lines
    from quizapp.study.browse import found
    from quizapp.study.sitting import Sitting

    with plain_workspace(session) as workspace:
        names = workspace.named(decks)
        session.warn_of_empty(workspace, names)
        names = names or (workspace.shown if only else workspace.started)
        if not names:
            raise UsageError(
                "No deck is started yet. Name one: quizapp study DECK --plain; "
                "“quizapp decks” lists them."
            )
        sitting = Sitting(
            workspace,
            names,
            seed=session.seed,
            limit=limit,
            only=found(workspace, only, names) if only else None,
            starts=not only,
        )
        output = (JsonLines if as_json else Lines)(sys.stdout)
        study_in_lines(sitting, sys.stdin, output)


@contextmanager
def plain_workspace(session: Session) -> Iterator[Workspace]:
    """The workspace for asking in plain lines, which Ctrl+C ends."""
    gc.enable()
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    workspace = session.workspace_to_study()
    try:
        yield workspace
    except KeyboardInterrupt:
        say()
    finally:
        session.close(workspace)
