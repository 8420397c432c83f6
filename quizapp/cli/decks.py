"""The commands that list decks and due cards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from quizapp.cli.group import Session, as_json_option, say, say_json
from quizapp.errors import UsageError
from quizapp.text import one_line, plural

if TYPE_CHECKING:
    from quizapp.model import Memory
    from quizapp.study.workspace import Moment


@click.command()
@as_json_option
@click.pass_obj
def decks(session: Session, as_json: bool) -> None:
    """List the decks, with how many of their cards are new and due."""
    workspace = session.workspace_to_report()
    now = workspace.moment(session.now())
    decks = workspace.all_counts(now)
    backlog = workspace.today(decks, now).backlog
    session.close(workspace)
    if as_json:
        say_json(
            [
                {
                    "deck": each.name,
                    "id": workspace.decks[each.name].id,
                    "path": str(workspace.files[each.name].path),
                    "title": each.title,
                    "cards": each.cards,
                    "new": each.new,
                    "due": each.due,
                    "errors": each.errors,
                }
                for each in decks
            ]
        )
        return
    if not decks:
        say("There are no decks yet. Add one: quizapp add FILE.md")
        return
    wide = max(len(each.name) for each in decks)
    say(f"{'deck':{wide}}  cards    new    due  title")
    for each in decks:
        remarks = [
            *(["started"] if each.is_started else []),
            *(["hidden"] if each.is_hidden else []),
            *(["yours, in place of the shipped one"] if each.shadows else []),
            *([f"{plural(each.errors, 'error')}: quizapp check"] * bool(each.errors)),
        ]
        counts = f"{each.cards:5}  {each.new:5}  {each.due:5}"
        remark = f" · {', '.join(remarks)}" if remarks else ""
        say(f"{each.name:{wide}}  {counts}  {each.title}{remark}")
    if backlog:
        say(f"\n{backlog.sentence}")


@click.command()
@click.option(
    "--short",
    is_flag=True,
    help="Print only their number, for a prompt; nothing if it is 0.",
)
@as_json_option
@click.pass_obj
def due(session: Session, *, short: bool, as_json: bool) -> None:
    """List the cards that are due, in all decks that are not hidden."""
    if short and as_json:
        raise UsageError("Choose --short or --json.")
    if short:
        if count := _due_count(session):
            say(f"{count} due")
        return
    workspace = session.workspace_to_report()
    now = workspace.moment(session.now())
    names = [name for name in workspace.decks if not workspace.state(name).hidden]
    waiting = [
        (name, key, card, memory)
        for name in names
        for key, card, memory in workspace.due([name], now)
    ]
    session.close(workspace)
    if as_json:
        say_json(
            [
                {
                    "card": key,
                    "deck": name,
                    "id": card.deck,
                    "path": str(workspace.files[name].path),
                    "due": _due(memory),
                }
                for name, key, card, memory in waiting
            ]
        )
        return
    if not waiting:
        say("Nothing is due.")
        return
    from quizapp.cards.questions import shown_prompt

    for name, _, card, memory in waiting:
        prompt = one_line(shown_prompt(card))
        say(f"{_due_in_words(memory, now):10}  {name}  {prompt}")


def _due_count(session: Session) -> int:
    """How many cards are due, without recording edits to cards."""
    store = session.store()
    if seen := session.glance(store):
        decks = seen.decks
    else:
        workspace = session.workspace(store)
        decks = workspace.all_counts(workspace.moment(session.now()))
        session.close(workspace)
    return sum(each.due for each in decks if not each.is_hidden)


def _due_in_words(memory: Memory, now: Moment) -> str:
    """The day on which a card is due; for a learning card, how soon."""
    if memory.due_at is None:
        return _due(memory)
    from quizapp.days import until

    seconds = (memory.due_at - now.ms) // 1000
    return "now" if seconds < 60 else f"in {until(seconds).in_words}"


def _due(memory: Memory) -> str:
    """The day on which a card is due; for a learning card, the time in UTC."""
    if memory.due_at is None:
        return date.fromordinal(memory.due_day).isoformat()
    return datetime.fromtimestamp(memory.due_at // 1000, UTC).isoformat()
