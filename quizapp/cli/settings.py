"""The commands for settings, and where files are kept."""

from __future__ import annotations

import click

from quizapp import paths
from quizapp.cli.group import Session, as_json_option, say, say_json
from quizapp.errors import UsageError
from quizapp.model import Setting
from quizapp.progress.settings import all_settings, change_setting


@click.command("set")
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.pass_obj
def set_(session: Session, key: str | None, value: str | None) -> None:
    """Change a setting; without VALUE, show it; without KEY, list them all.

    KEY@DECK is the setting for one deck. The VALUE “default” restores the default, or
    lets a deck follow all decks. “quizapp help settings” explains each KEY.
    """
    from quizapp.schedule import LEARNER_SETTINGS

    settings = all_settings()
    if key is not None and "@" in key:
        _set_for_deck(session, key, value)
        return
    if key is not None and key not in settings:
        raise UsageError(
            f"There is no setting “{key}”. The settings are {', '.join(settings)}."
        )
    if key is None or value is None:
        names = settings if key is None else [key]
        schedule = session.store().schedule
        for name in names:
            owner = schedule if name in LEARNER_SETTINGS else session.settings
            say(f"{name} = {settings[name].type.shown(getattr(owner, name))}")
        for deck, own in schedule.decks.items():
            for name, chosen in own.items():
                if name in names:
                    say(f"{name}@{deck} = {settings[name].type.shown(chosen)}")
        return
    declared = settings[key]
    session.want_to_write()
    typed = declared.parsed(value)
    if key == "theme":
        from quizapp.tui.roles import THEMES

        if typed not in THEMES:
            raise UsageError(
                f"There is no theme “{typed}”. The themes are {', '.join(THEMES)}."
            )
    if key in LEARNER_SETTINGS:
        store = session.store()
        store.record(Setting(key, typed), at=session.now())
        store.close()
        session.warn_of(store.problems)
    else:
        change_setting(session.paths.settings, key, typed)
    say(f"{key} = {declared.type.shown(typed)}")


def _set_for_deck(session: Session, key: str, value: str | None) -> None:
    from quizapp.study.workspace import steps

    name, _, deck = key.partition("@")
    if value is None:
        say(steps.option_now(session.workspace_to_read(), deck, name))
        return
    session.want_to_write()
    workspace = session.workspace_to_read()
    step = steps.option(workspace, deck, name, value)
    workspace.record(*step.acts)
    workspace.close()
    say(step.text.removesuffix("."))


@click.command()
@as_json_option
@click.pass_obj
def where(session: Session, as_json: bool) -> None:
    """Show where decks, progress, the trash and settings are kept."""
    places = {
        "decks": session.paths.decks,
        "articles": session.paths.articles,
        "trash": session.paths.trash,
        "shipped": paths.shipped_decks(),
        "progress": session.paths.users,
        "machine": session.paths.machine,
        "cache": session.paths.cache,
        "settings": session.paths.settings,
    }
    if as_json:
        say_json({name: str(path) for name, path in places.items()})
        return
    for name, path in places.items():
        say(f"{name:9} {path}")
