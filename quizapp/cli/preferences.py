"""The verbs about oneself: settings, places, scores."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from quizapp import paths
from quizapp.cli.group import Session, as_json_option, say, say_json
from quizapp.errors import UsageError
from quizapp.model import Setting
from quizapp.settings import NAMES, change_setting

if TYPE_CHECKING:
    from quizapp.scores import Totals


@click.command("set")
@click.argument("key")
@click.argument("value")
@click.pass_obj
def set_(session: Session, key: str, value: str) -> None:
    """Change a setting.

    KEY is retention, new_a_day, reviews_a_day or day_starts, which belong to the
    learner and travel with the progress; or theme, folders, user, ask or
    sureness, which belong to this machine.
    """
    from quizapp.scheduler import CHOICES, checked

    session.want_to_write()
    if key in CHOICES:
        with_store = session.store()
        with_store.record(Setting(key, checked(key, value)), at=session.now())
        with_store.close()
    elif key in NAMES:
        change_setting(session.paths.settings, key, _told(key, value))
    else:
        known = ", ".join([*CHOICES, *NAMES])
        raise UsageError(f"There is no setting «{key}»; there are {known}.")
    say(f"{key} = {value}")


def _told(key: str, value: str) -> object:
    """The value of a setting, from the word that was given for it."""
    match key, value:
        case "folders", _:
            return [part for part in value.split(":") if part]
        case "sureness", "true" | "false":
            return value == "true"
    return value


@click.command()
@as_json_option
@click.pass_obj
def where(session: Session, as_json: bool) -> None:
    """Say where decks, progress, caches and settings live."""
    places = {
        "decks": session.paths.decks,
        "shipped": paths.shipped_decks(),
        "progress": session.paths.data / "users",
        "machine": session.paths.machine,
        "cache": session.paths.cache,
        "settings": session.paths.settings,
    }
    if as_json:
        say_json({name: str(path) for name, path in places.items()})
        return
    for name, path in places.items():
        say(f"{name:9} {path}")


@click.command()
@click.argument("deck", required=False)
@as_json_option
@click.pass_obj
def scores(session: Session, deck: str | None, as_json: bool) -> None:
    """Say how it went: totals of all decks, or of the cards of one."""
    from quizapp.scores import total
    from quizapp.sitting import until

    shelf = session.checked_shelf()
    now = shelf.moment(session.now())
    names = [shelf.deck(deck).name] if deck else list(shelf.decks)
    store = shelf.store
    memories = [store.memories.get(key) for key, _ in shelf.cards(names)]
    told = total(memories, store.days, now.day)
    store.close()
    if as_json:
        say_json(asdict(told))
        return
    retention = "–" if told.retention is None else f"{100 * told.retention:.0f} %"
    rows = [
        (
            "cards",
            f"{told.cards}: {told.new} new, {told.learning} learning, "
            f"{told.young} young, {told.mature} mature",
        ),
        ("mastery", f"{100 * told.mastery:.0f} %, mean recall predicted for today"),
        ("reviews", f"{told.reviews}, {told.lapses} times forgotten"),
        ("today", f"{told.today.reviews} reviews, {told.today.new} new cards"),
        ("days", f"{told.days} studied, {told.streak} in a row"),
        ("retention", f"{retention} of due reviews recalled"),
        ("sureness", _sureness(told) or "not asked; quizapp set sureness true"),
        ("time", until(told.spent // 1000) if told.spent else "none yet"),
    ]
    for name, figure in rows:
        say(f"{name:9}  {figure}")


def _sureness(told: Totals) -> str:
    """How often one was right, by how sure one was."""
    return ", ".join(
        f"{name}: {100 * each.right / each.answers:.0f} % right of {each.answers}"
        for name, each in told.calibration.items()
        if each.answers
    )


VERBS = {verb.name: verb for verb in (set_, where, scores)}
