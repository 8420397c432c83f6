"""The commands that list decks and due cards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from quizapp.cli.group import Session, as_json_option, say, say_json
from quizapp.errors import UsageError
from quizapp.text import plural

if TYPE_CHECKING:
    from quizapp.study.counts.values import DueCard


@click.command()
@as_json_option
@click.pass_obj
def decks(session: Session, as_json: bool) -> None:
    """List the decks, with how many of their cards are new and due."""
    counts = session.counts()
    decks = counts.decks
    if as_json:
        say_json(
            [
                {
                    "deck": each.name,
                    "id": each.id,
                    "path": each.path,
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
        numbers = f"{each.cards:5}  {each.new:5}  {each.due:5}"
        remark = f" · {', '.join(remarks)}" if remarks else ""
        say(f"{each.name:{wide}}  {numbers}  {each.title}{remark}")
    if backlog := counts.today.backlog:
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
    """List the cards that are due in the decks that you have started."""
    if short and as_json:
        raise UsageError("Choose --short or --json.")
    if short:
        if count := _due_count(session):
            say(f"{count} due")
        return
    counts = session.counts(with_due=True)
    now = session.now()
    cards = sorted(counts.due or (), key=lambda each: max(0, _seconds(each, now)))
    if as_json:
        decks = {each.name: each for each in counts.decks}
        say_json(
            [
                {
                    "card": each.key,
                    "deck": each.deck,
                    "id": decks[each.deck].id,
                    "path": decks[each.deck].path,
                    "due": _due(each),
                }
                for each in cards
            ]
        )
        return
    if not cards:
        say("Nothing is due.")
        return
    for each in cards:
        say(f"{_due_in_words(each, now):10}  {each.deck}  {each.prompt}")


def _due_count(session: Session) -> int:
    """How many cards are due, without recording edits to cards."""
    if kept := session.kept_counts():
        decks = kept.decks
    else:
        workspace = session.workspace()
        workspace.compare()
        decks = workspace.all_counts(workspace.now())
        session.close(workspace)
    return sum(each.due for each in decks if each.is_in_all)


def _due_in_words(card: DueCard, now: datetime) -> str:
    """The day on which a card is due; for a learning card, how soon."""
    if card.at is None:
        return _due(card)
    from quizapp.days import until

    seconds = _seconds(card, now)
    return "now" if seconds < 60 else f"in {until(seconds).in_words}"


def _seconds(card: DueCard, now: datetime) -> int:
    """The time until a learning card is due; 0 for any other."""
    return card.at // 1000 - int(now.timestamp()) if card.at else 0


def _due(card: DueCard) -> str:
    """The day on which a card is due; for a learning card, the time in UTC."""
    if card.at is None:
        return date.fromordinal(card.day).isoformat()
    return datetime.fromtimestamp(card.at // 1000, UTC).isoformat()
