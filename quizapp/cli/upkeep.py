"""The commands that keep progress safe: backups, other machines, users."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.group import Session, as_json_option, say, say_json, warn
from quizapp.cli.long_work import long_work
from quizapp.errors import QuizappError, UsageError
from quizapp.text import listed, plural, visible

if TYPE_CHECKING:
    from quizapp.paths import Paths
    from quizapp.progress.log.users import Users
    from quizapp.progress.maintenance.backup import Written
    from quizapp.progress.maintenance.merge import Added, Taken

KEPT = "Cancelled. What was added stays; the same command adds the rest."
MOST_NAMED = 10
"""How many skipped files are named; the others are counted."""

dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Only report what would happen."
)
as_name_option = click.option(
    "--as",
    "name",
    metavar="NAME",
    help="The name for a user in FILE if somebody else here has theirs.",
)


def _users(session: Session) -> Users:
    from quizapp.progress.log.users import Users

    return Users(session.paths)


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--replace",
    is_flag=True,
    help="Replace FILE even if something in it would be lost.",
)
@click.pass_obj
def backup(session: Session, file: Path | None, replace: bool) -> None:
    """Back up all users' progress, your decks, articles and settings to one FILE.

    An existing backup is replaced if the new one holds all its answers, decks and
    articles. The default FILE is quizapp-YYYY-MM-DD.zip.
    """
    from quizapp.progress.maintenance.backup import write_archive

    now = session.now()
    target = file or Path(f"quizapp-{now:%Y-%m-%d}.zip")
    with long_work("Backing up …", "Cancelled; nothing was written.") as report:
        written = write_archive(
            target, session.paths, now=now, replace=replace, report=report
        )
    users, answers = plural(written.users, "user"), plural(written.answers, "answer")
    held = [
        f"the progress of {users} ({answers})",
        plural(written.decks, "deck"),
        *([plural(written.articles, "article")] if written.articles else []),
        *(["your settings"] if written.has_settings else []),
    ]
    say(f"{target} holds {listed(held, 'and')}.")
    _finish_archive(written, "Restore", ["quizapp", "restore", str(target)])


def _finish_archive(written: Written, verb: str, way: Sequence[str]) -> None:
    """Report what is not in an archive, and how to restore or import it."""
    _say_left_out(written.left_out)
    say(f"{verb} it with: {shlex.join(way)}")
    for problem in written.problems:
        warn(problem)
    if written.problems:
        raise click.exceptions.Exit(1)


def _say_left_out(left_out: Mapping[str, int]) -> None:
    if left_out:
        kinds = [plural(count, kind) for kind, count in sorted(left_out.items())]
        say(f"Left out: {', '.join(kinds)}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_name_option
@dry_run_option
@as_json_option
@click.pass_obj
def restore(
    session: Session, file: Path, name: str | None, dry_run: bool, as_json: bool
) -> None:
    """Restore what is in a backup FILE and missing here.

    Nothing here is lost: answers are added; your decks, articles and settings stay,
    and everything is backed up first. If somebody else here has the name of a user,
    you are asked for another. Damaged and foreign files are skipped.
    """
    from quizapp.progress.maintenance.restore import restore as bring_back

    session.want_to_write()
    names = _names(file, session.paths, name, may_ask=not as_json)
    with long_work("Restoring …", KEPT) as report:
        restored = bring_back(
            file,
            session.paths,
            now=session.now(),
            names=names,
            dry_run=dry_run,
            report=report,
        )
    if as_json:
        safety = str(restored.safety) if restored.safety else None
        say_json({**_as_json(restored), "backup": safety})
    else:
        _say_added(restored, "brought back", dry_run=dry_run)
    _finish_skipped(restored.skipped, is_named=not as_json)


def _as_json(added: Added) -> dict[str, object]:
    files = [name.partition("/") for name in added.files]
    return {
        "users": {name: asdict(taken) for name, taken in added.users.items()},
        "decks": [file for folder, _, file in files if folder == "decks"],
        "articles": [file for folder, _, file in files if folder == "articles"],
        "kept": added.kept,
        "skipped": added.skipped,
    }


def _say_added(added: Added, done: str, *, dry_run: bool) -> None:
    _say_taken(added.users, dry_run=dry_run)
    for name in added.files:
        say(f"{_shown(name)}: {'would be ' * dry_run}{done}")
    if added.lost_settings:
        lost = listed(added.lost_settings, "and")
        say(
            f"Left out of the settings: {lost}. Commands and users are not taken from "
            "a backup; use quizapp set."
        )
    for name in added.kept:
        say(f"{_shown(name)}: yours differs and stays")
    if not (added.users or added.files or added.kept or added.skipped):
        say("Nothing in it is missing here.")
    _say_left_out(added.left_out)
    if added.safety:
        say(f"A backup from before is in {added.safety}")


def _shown(name: str) -> str:
    """The member `decks/peru.md` of an archive, in words."""
    folder, _, file = name.partition("/")
    return f"{folder.removesuffix('s')} {file}" if file else "settings file"


def _finish_skipped(skipped: Sequence[str], *, is_named: bool = True) -> None:
    """Name what was skipped, and exit with 1."""
    if not skipped:
        return
    if is_named:
        for each in skipped[:MOST_NAMED]:
            warn(f"skipped: {each}")
        if more := len(skipped[MOST_NAMED:]):
            warn(f"skipped {plural(more, 'more file')}.")
    raise click.exceptions.Exit(1)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@dry_run_option
@as_json_option
@click.pass_obj
def merge(session: Session, folder: Path, dry_run: bool, as_json: bool) -> None:
    """Add another machine's FOLDER to yours: its progress, decks and articles.

    Each answer counts once, in whatever order and however often you merge. Your decks
    and articles stay. Damaged files are skipped and named.
    """
    from quizapp.progress.maintenance.merge import merge as add_folder

    session.want_to_write()
    with long_work("Merging …", KEPT) as report:
        added = add_folder(folder, session.paths, dry_run=dry_run, report=report)
    if as_json:
        say_json(_as_json(added))
    else:
        _say_added(added, "added", dry_run=dry_run)
    _finish_skipped(added.skipped, is_named=not as_json)


def _say_taken(users: Mapping[str, Taken], *, dry_run: bool) -> None:
    verb = "would be added" if dry_run else "added"
    for name, taken in users.items():
        if taken.events:
            answers = plural(taken.reviews, "answer")
            others = plural(taken.events - taken.reviews, "other event")
            say(f"{name}: {answers} and {others} {verb}")
        else:
            say(f"{name}: nothing new")
        if taken.differing:
            differing = plural(taken.differing, "event")
            warn(f"{name}: {differing} skipped that differ from yours")


@click.group()
def user() -> None:
    """List, rename, delete, export and import users."""


@user.command("list")
@as_json_option
@click.pass_obj
def list_(session: Session, as_json: bool) -> None:
    """List the users; a star marks you."""
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
    from quizapp.progress.log.user_folders import folder_of
    from quizapp.progress.settings import change_setting

    session.want_to_write()
    users = _users(session)
    is_default = folder_of(session.settings.user) == folder_of(old)
    users.rename(old, new)
    if is_default:
        try:
            change_setting(session.paths.settings, "user", new)
        except QuizappError as error:
            command = shlex.join(["quizapp", "set", "user", new])
            raise QuizappError(
                f"{old} is now {new}, but the settings still name {old}: {error} "
                f"Correct that with `{command}`."
            ) from error
    say(f"{old} is now {new}.")


@user.command()
@click.argument("name")
@click.option(
    "--device",
    "devices",
    metavar="DEVICE",
    multiple=True,
    help="Only the answers from this device, such as an imported one.",
)
@click.pass_obj
def delete(session: Session, name: str, devices: tuple[str, ...]) -> None:
    """Move a user to the trash."""
    session.want_to_write()
    users = _users(session)
    if devices:
        place = users.delete_devices(name, devices)
        named = f"device{'s' * (len(devices) > 1)} {listed(devices, 'and')}"
        undo = shlex.join(["quizapp", "merge", str(place)])
        say(f"The answers of {name} from {named} are in the trash, {place}.")
        say(f"Bring them back with: {undo}")
        return
    place = users.delete(name)
    undo = shlex.join(["quizapp", "user", "restore", name])
    say(f"{name} is in the trash, {place}. Bring it back with: {undo}")


@user.command("restore")
@click.argument("name")
@click.pass_obj
def restore_user(session: Session, name: str) -> None:
    """Bring a user back from the trash."""
    session.want_to_write()
    _users(session).restore(name)
    say(f"{name} is back.")


@user.command()
@click.argument("name")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Write over FILE if it exists.")
@click.pass_obj
def export(session: Session, name: str, file: Path, replace: bool) -> None:
    """Write one user's progress to FILE."""
    from quizapp.progress.maintenance.backup import write_archive

    if name not in _users(session).names:
        raise UsageError(f"There is no user “{name}”.")
    now = session.now()
    written = write_archive(file, session.paths, now=now, user=name, replace=replace)
    say(f"{file} holds the progress of {name} ({plural(written.answers, 'answer')}).")
    _finish_archive(written, "Import", ["quizapp", "user", "import", str(file)])


@user.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_name_option
@dry_run_option
@click.pass_obj
def import_(session: Session, file: Path, name: str | None, dry_run: bool) -> None:
    """Add the progress of a user in FILE; nothing of yours changes.

    If somebody else here has the name, you are asked for another.
    """
    from quizapp.progress.maintenance.restore import restore as bring_back

    session.want_to_write()
    before = _users(session).names
    names = _names(file, session.paths, name)
    with long_work("Importing …", KEPT) as report:
        restored = bring_back(
            file,
            session.paths,
            now=session.now(),
            names=names,
            with_files=False,
            dry_run=dry_run,
            report=report,
        )
    if names or restored.skipped:
        _say_added(restored, "brought back", dry_run=dry_run)
    else:
        undo = shlex.join(["quizapp", "restore", str(file)])
        say(f"{file} holds nobody's progress. Bring the rest back with: {undo}")
    if not dry_run:
        _say_how_to_undo(restored.users, before)
    _finish_skipped(restored.skipped)


def _names(
    file: Path, paths: Paths, name: str | None, *, may_ask: bool = True
) -> dict[str, str]:
    """The name here for each user in an archive: their own, unless somebody else here
    has it; then `name`, or one that is asked for."""
    from quizapp.progress.log.user_folders import folder_of
    from quizapp.progress.maintenance.restore import incomers

    found = incomers(file, paths)
    names = {each.name: each.name for each in found}
    doubtful = [each.name for each in found if not each.is_known]
    if name is not None:
        named = doubtful if len(found) > 1 else [each.name for each in found]
        if len(named) > 1 or len(found) > len(named) == 0:
            raise UsageError(
                f"{file} holds several users: {listed(names, 'and')}. --as names only "
                "one: leave it out, or export one of them with quizapp user export."
            )
        names |= dict.fromkeys(named, name)
    else:
        may_ask = may_ask and sys.stdin.isatty() and sys.stdout.isatty()
        for user in doubtful:
            names[user] = _name_for(user, file, len(doubtful), may_ask=may_ask)
    if len({folder_of(each) for each in names.values()}) < len(names):
        raise UsageError(f"Two users in {file} cannot have one name.")
    return names


def _name_for(user: str, file: Path, doubtful: int, *, may_ask: bool) -> str:
    """Ask for the name of a user in an archive whose own may be somebody else's here;
    `doubtful` is the number of such users."""
    who = (
        f"{file} holds the progress of “{user}”. The “{user}” here has never used the "
        "same device, and may be somebody else."
    )
    if not may_ask and doubtful == 1:
        raise UsageError(
            f"{who} Choose a name with --as NAME: --as {shlex.quote(user)} if both "
            "are the same person."
        )
    if not may_ask:
        raise UsageError(
            f"{who} There are more such users: run this in a terminal, which asks "
            "for the name of each, or rename those here with quizapp user rename."
        )
    say(who)
    asked = f"Add it as (“{user}” if both are the same person):"
    return str(click.prompt(visible(asked), prompt_suffix=" "))


def _say_how_to_undo(users: Mapping[str, Taken], before: Sequence[str]) -> None:
    """Say how to undo an import: by deleting a new user, or new devices."""
    for name, taken in users.items():
        words = ["quizapp", "user", "delete", name]
        if name in before:
            words += [word for each in taken.devices for word in ("--device", each)]
        if taken.devices:
            say(f"Undo this import with: {shlex.join(words)}")
