"""The verb that says everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from quizapp.cli.group import Session, as_json_option, say, say_json
from quizapp.errors import UsageError
from quizapp.model import Complaint, Level


@click.command()
@click.argument("files", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--no-hints", is_flag=True, help="List errors and warnings only.")
@click.option("--store", "is_store", is_flag=True, help="Check progress instead.")
@click.option(
    "--repair",
    is_flag=True,
    help="With --store: put back what this machine's copies have.",
)
@as_json_option
@click.pass_obj
def check(
    session: Session,
    files: tuple[Path, ...],
    *,
    no_hints: bool,
    is_store: bool,
    repair: bool,
    as_json: bool,
) -> None:
    """List the problems in deck and facts files, or in everybody's progress.

    PATH is a file or a folder; without PATH, all decks are checked. A hint says how a
    card could be easier to learn; a deck's `silence` turns hints off. Exits with 1 if
    there is an error.
    """
    if repair and not is_store:
        raise UsageError("--repair goes with --store.")
    if is_store:
        _check_store(session, repair=repair, as_json=as_json)
        return
    found = [
        (path, each)
        for path, each in _told(session, files)
        if not (no_hints and each.level is Level.HINT)
    ]
    if as_json:
        say_json([_complaint(path, each) for path, each in found])
    else:
        for path, each in found:
            say(
                f"{path}:{each.line}:{each.column}: {each.level.value} "
                f"[{each.code}] {each.message}"
            )
        if not found:
            say("No problems.")
    if any(each.level is Level.ERROR for _, each in found):
        raise click.exceptions.Exit(1)


def _check_store(session: Session, *, repair: bool, as_json: bool) -> None:
    from quizapp.progress.maintenance import examine
    from quizapp.progress.maintenance.repair import repair as repair_user

    if repair:
        session.want_to_write()
    paths, look = session.paths, repair_user if repair else examine.examine
    found = [
        each
        for user in examine.users_of(paths.data, paths.machine, session.user)
        for each in look(paths.data, paths.machine, paths.cache, user)
    ]
    found += examine.strays(paths.data / "users")
    if as_json:
        say_json(
            [
                {
                    "path": str(each.path),
                    "line": 0,
                    "column": 0,
                    "code": each.code,
                    "level": each.level.value,
                    "message": each.message,
                }
                for each in found
            ]
        )
    else:
        for each in found:
            is_done = each.code == "repaired"
            what = "repaired:" if is_done else f"{each.level.value} [{each.code}]"
            say(f"{each.path}: {what} {each.message}")
        if all(each.code == "repaired" for each in found):
            say("Everything is as it should be.")
        elif not repair and any(each.code in examine.REPAIRABLE for each in found):
            say("Repair what can be repaired with: quizapp check --store --repair")
    if any(each.level is Level.ERROR for each in found):
        raise click.exceptions.Exit(1)


def _told(
    session: Session, files: tuple[Path, ...]
) -> Iterator[tuple[Path, Complaint]]:
    """The complaints of these files and folders, or of all decks there are."""
    from quizapp.decks.library.deck_files import texts_in
    from quizapp.decks.library.reader import complaints_of

    chosen: list[Path] = []
    for path in files:
        if path.is_dir():
            chosen += texts_in(path)
        elif path.exists():
            chosen.append(path)
        else:
            raise UsageError(f"{path}: there is no such file or folder.")
    if not files:
        for file in session.deck_files():
            if file.refusal:
                yield file.path, file.refusal
            else:
                chosen.append(file.path)
    for path in chosen:
        for each in complaints_of(path):
            yield path, each


def _complaint(path: Path, each: Complaint) -> dict[str, Any]:
    return {
        "path": str(path),
        "line": each.line,
        "column": each.column,
        "code": each.code,
        "level": each.level.value,
        "message": each.message,
    }


VERBS = {"check": check}
