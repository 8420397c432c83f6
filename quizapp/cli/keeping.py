"""The verbs that keep progress safe: backups, other machines, users."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.group import Session, as_json_option, say, say_json, warn
from quizapp.errors import UsageError
from quizapp.text import plural

if TYPE_CHECKING:
    from quizapp.store.archive import Places
    from quizapp.store.merging import Taken
    from quizapp.store.users import Users

dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Only say what would happen."
)


def _places(session: Session) -> Places:
    from quizapp.store.archive import Places

    return Places(session.paths.data, session.paths.machine)


def _users(session: Session) -> Users:
    from quizapp.store.users import Users

    paths = session.paths
    return Users(
        paths.data / "users", paths.trash / "users", paths.machine, paths.cache
    )


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(session: Session, file: Path | None) -> None:
    """Write everything, all users' progress and your decks, to one FILE."""
    from quizapp.store.archive import write_archive

    target = file or Path(f"quizapp-{session.now():%Y-%m-%d}.zip")
    if file is None and target.exists():
        raise UsageError(f"{target} is there already. Name another file.")
    count = write_archive(target, _places(session), now=session.now())
    files = plural(count, "file")
    say(f"{target}: {files}. To bring everything back: quizapp restore {target}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@dry_run_option
@as_json_option
@click.pass_obj
def restore(session: Session, file: Path, dry_run: bool, as_json: bool) -> None:
    """Bring back what a backup FILE holds and is missing here.

    Nothing that is here is taken away: answers are added, decks of the same name stay.
    What is here is backed up first.
    """
    from quizapp.store.archive import restore as bring_back

    session.want_to_write()
    told = bring_back(file, _places(session), now=session.now(), dry_run=dry_run)
    if as_json:
        say_json(
            {
                "users": {name: asdict(taken) for name, taken in told.users.items()},
                "decks": told.decks,
                "kept": told.kept,
                "backup": str(told.safety) if told.safety else None,
            }
        )
        return
    _say_taken(told.users, dry_run=dry_run)
    for name in told.decks:
        say(f"deck {name}: {'would be brought back' if dry_run else 'brought back'}")
    for name in told.kept:
        say(f"deck {name}: yours differs, and stays")
    if told.safety:
        say(f"What was here before is in {told.safety}")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@dry_run_option
@as_json_option
@click.pass_obj
def merge(session: Session, folder: Path, dry_run: bool, as_json: bool) -> None:
    """Take in the progress in another machine's FOLDER.

    Each answer counts once, whatever is merged first, or twice.
    """
    from quizapp.store.merging import in_folder, take_in

    session.want_to_write()
    users, machine = session.paths.data / "users", session.paths.machine
    told = take_in(in_folder(folder), users=users, machine=machine, dry_run=dry_run)
    if as_json:
        say_json({name: asdict(taken) for name, taken in told.items()})
        return
    _say_taken(told, dry_run=dry_run)


def _say_taken(told: Mapping[str, Taken], *, dry_run: bool) -> None:
    verb = "would be added" if dry_run else "added"
    for name, taken in told.items():
        if taken.events:
            answers = plural(taken.reviews, "answer")
            others = plural(taken.events - taken.reviews, "other event")
            say(f"{name}: {answers} and {others} {verb}")
        else:
            say(f"{name}: everything is here already")
        if taken.differing:
            differ = plural(taken.differing, "event differs", "events differ")
            warn(f"{name}: {differ} from what is here; yours stay")
    if not told:
        say("There is nobody's progress in it.")


@click.group()
def user() -> None:
    """List, rename, delete, export and import users."""


@user.command("list")
@as_json_option
@click.pass_obj
def list_(session: Session, as_json: bool) -> None:
    """List the users; the one of this machine has a star."""
    names = _users(session).names
    if as_json:
        say_json(names)
        return
    for name in names:
        say(f"{'*' if name == session.user else ' '} {name}")
    if not names:
        say("Nobody has answered anything yet.")


@user.command()
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(session: Session, old: str, new: str) -> None:
    """Give the user OLD the name NEW."""
    session.want_to_write()
    _users(session).rename(old, new)
    say(f"{old} is {new} now.")


@user.command()
@click.argument("name")
@click.pass_obj
def delete(session: Session, name: str) -> None:
    """Move a user to the trash."""
    session.want_to_write()
    place = _users(session).delete(name)
    say(f"{name} is in the trash, {place}. Back with: quizapp user restore {name}")


@user.command("restore")
@click.argument("name")
@click.pass_obj
def restore_user(session: Session, name: str) -> None:
    """Take a user back from the trash."""
    session.want_to_write()
    _users(session).restore(name)
    say(f"{name} is back.")


@user.command()
@click.argument("name")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export(session: Session, name: str, file: Path) -> None:
    """Write one user's progress to FILE."""
    from quizapp.store.archive import write_archive

    if name not in _users(session).names:
        raise UsageError(f"There is no user «{name}».")
    count = write_archive(file, _places(session), now=session.now(), user=name)
    files = plural(count, "file")
    say(f"{file}: {files}. To take them in: quizapp user import {file}")


@user.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "name", metavar="NAME", help="Under another name.")
@dry_run_option
@click.pass_obj
def import_(session: Session, file: Path, name: str | None, dry_run: bool) -> None:
    """Take in a user's progress from FILE; what is here already stays."""
    from quizapp.store.archive import restore as bring_back

    session.want_to_write()
    told = bring_back(
        file, _places(session), now=session.now(), user=name, dry_run=dry_run
    )
    _say_taken(told.users, dry_run=dry_run)


VERBS = {verb.name: verb for verb in (user, backup, restore, merge)}
