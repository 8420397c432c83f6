"""The verbs about oneself: settings and places."""

from __future__ import annotations

import os

import click

from quizapp import paths
from quizapp.cli.group import Session, as_json_option, say, say_json
from quizapp.errors import UsageError
from quizapp.model import Setting
from quizapp.progress.settings import NAMES, change_setting, want_folders


@click.command("set")
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.pass_obj
def set_(session: Session, key: str | None, value: str | None) -> None:
    """Change a setting; without KEY list them all.

    KEY is retention, new_a_day, reviews_a_day or day_starts, which belong to the
    learner and travel with the progress; or theme, folders, user, ask,
    sureness, grades or editor, which belong to this machine.
    """
    from quizapp.schedule import OPTIONS, parse_option

    if key is None:
        _list(session)
        return
    if value is None:
        raise UsageError(f"What shall {key} be? Without a key all settings are listed.")
    session.want_to_write()
    if key in OPTIONS:
        with_store = session.store()
        with_store.record(Setting(key, parse_option(key, value)), at=session.now())
        with_store.close()
    elif key in NAMES:
        change_setting(session.paths.settings, key, _told(key, value))
    else:
        known = ", ".join([*OPTIONS, *NAMES])
        raise UsageError(f"There is no setting «{key}»; there are {known}.")
    say(f"{key} = {value}")


def _list(session: Session) -> None:
    """Each setting with its value."""
    from quizapp.schedule import OPTIONS

    schedule = session.store().schedule
    for name in OPTIONS:
        say(f"{name} = {getattr(schedule, name):g}")
    for name in NAMES:
        value = getattr(session.settings, name)
        told = os.pathsep.join(value) if isinstance(value, tuple) else value
        say(f"{name} = {str(told).lower() if isinstance(told, bool) else told or ''}")


def _told(key: str, value: str) -> object:
    """The value of a setting, from the word that was given for it."""
    match key, value:
        case "folders", _:
            return want_folders(value)
        case "sureness", "true" | "false":
            return value == "true"
    return value


@click.command()
@as_json_option
@click.pass_obj
def where(session: Session, as_json: bool) -> None:
    """Show where decks, progress, caches and settings are kept."""
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


VERBS = {verb.name: verb for verb in (set_, where)}
