"""The verbs about decks: what there is, what waits, and how decks come and go."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.group import Session, as_json_option, say, say_json, warn
from quizapp.errors import DeckError, UsageError
from quizapp.model import Complaint, Level
from quizapp.text import one_line

if TYPE_CHECKING:
    from quizapp.model import Memory


@click.command()
@as_json_option
@click.pass_obj
def decks(session: Session, as_json: bool) -> None:
    """List the decks with their new and due cards."""
    shelf = session.checked_shelf()
    standings = shelf.standings(shelf.moment(session.now()))
    shelf.store.close()
    if as_json:
        say_json(
            [
                {
                    "deck": each.name,
                    "title": each.title,
                    "cards": each.cards,
                    "new": each.new,
                    "due": each.due,
                    "errors": each.errors,
                }
                for each in standings
            ]
        )
        return
    if not standings:
        say("There is no deck yet. Add one: quizapp add FILE.md")
        return
    wide = max(len(each.name) for each in standings)
    say(f"{'deck':{wide}}  cards    new    due")
    for each in standings:
        remarks = [
            *(["started"] if each.is_started else []),
            *(["hidden"] if each.is_hidden else []),
            *(["yours, in place of the shipped one"] if each.shadows else []),
            *([f"{each.errors} errors: quizapp check"] if each.errors else []),
        ]
        told = f"  {', '.join(remarks)}" if remarks else ""
        say(f"{each.name:{wide}}  {each.cards:5}  {each.new:5}  {each.due:5}{told}")


@click.command()
@as_json_option
@click.pass_obj
def due(session: Session, as_json: bool) -> None:
    """List the cards that wait, of all decks that are not hidden."""
    shelf = session.checked_shelf()
    now = shelf.moment(session.now())
    names = [name for name in shelf.decks if not shelf.state(name).hidden]
    waiting = [
        (name, key, card, memory)
        for name in names
        for key, card, memory in shelf.due([name], now)
    ]
    shelf.store.close()
    if as_json:
        say_json(
            [
                {"card": key, "deck": name, "due": _due(memory)}
                for name, key, _, memory in waiting
            ]
        )
        return
    if not waiting:
        say("Nothing is due.")
        return
    from quizapp.questions import shown_prompt

    for name, _, card, memory in waiting:
        prompt = one_line(shown_prompt(card))
        say(f"{_due(memory):16.16}  {name}  {prompt}")


def _due(memory: Memory) -> str:
    """A study day; for a learning card the time, in UTC."""
    if memory.due_at is None:
        return date.fromordinal(memory.due_day).isoformat()
    return datetime.fromtimestamp(memory.due_at // 1000, UTC).isoformat()


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--store", "is_store", is_flag=True, help="Your progress instead.")
@as_json_option
@click.pass_obj
def check(
    session: Session, files: tuple[Path, ...], is_store: bool, as_json: bool
) -> None:
    """Say everything that is wrong in deck and facts files, or in your progress.

    PATH… are files or folders; without any, all decks there are. Exits with 1 when
    there is an error.
    """
    if is_store:
        _check_store(session, as_json=as_json)
        return
    from quizapp.library.reading import complaints_of

    found = [
        (path, each)
        for path in _to_check(session, files)
        for each in complaints_of(path)
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
            say("No complaints.")
    if any(each.level is Level.ERROR for _, each in found):
        raise click.exceptions.Exit(1)


def _check_store(session: Session, *, as_json: bool) -> None:
    from quizapp.store.examine import examine

    paths = session.paths
    found = list(examine(paths.data, paths.machine, paths.cache, session.user))
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
            say(f"{each.path}: {each.level.value} [{each.code}] {each.message}")
        if not found:
            say("Everything is as it should be.")
    if any(each.level is Level.ERROR for each in found):
        raise click.exceptions.Exit(1)


def _to_check(session: Session, files: tuple[Path, ...]) -> list[Path]:
    if not files:
        return [file.path for file in session.deck_files()]
    chosen: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = sorted(path.rglob("*.md"))
            chosen += [each for each in inside if not _is_hidden(each, path)]
        elif path.exists():
            chosen.append(path)
        else:
            raise UsageError(f"{path}: there is no such file or folder.")
    return chosen


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _complaint(path: Path, each: Complaint) -> dict[str, Any]:
    return {
        "path": str(path),
        "line": each.line,
        "column": each.column,
        "code": each.code,
        "level": each.level.value,
        "message": each.message,
    }


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of a deck of that name.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@as_json_option
@click.pass_obj
def add(
    session: Session,
    files: tuple[Path, ...],
    replace: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Add deck files to your decks.

    Exits with 1 when something in them was rejected.
    """
    from quizapp.library.changing import add_deck

    added = [
        add_deck(path, session.paths.decks, replace=replace, dry_run=dry_run)
        for path in files
    ]
    rejected = [(a, each) for a in added for each in a.deck.errors]
    warned = [
        (a, each)
        for a in added
        for each in a.deck.complaints
        if each.level is Level.WARNING
    ]
    if as_json:
        say_json(
            {
                "decks": [
                    {"deck": a.deck.name, "cards": len(a.deck.cards)} for a in added
                ],
                "cards": sum(len(a.deck.cards) for a in added),
                "rejected": [
                    {"deck": a.deck.name, "line": each.line, "reason": each.message}
                    for a, each in rejected
                ],
                "warnings": [
                    {"deck": a.deck.name, "line": each.line, "reason": each.message}
                    for a, each in warned
                ],
            }
        )
    else:
        for each in added:
            verb = "replaced" if each.replaced else "added"
            would = "would be " if dry_run else ""
            say(f"{each.deck.name}: {would}{verb}, {len(each.deck.cards)} cards.")
        for one, told in [*rejected, *warned]:
            say(f"{one.deck.path}:{told.line}:{told.column}: {told.message}")
        if added and not dry_run:
            say(f"Study it: quizapp study {added[0].deck.name}")
    if rejected:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("decks", nargs=-1, required=True)
@click.pass_obj
def remove(session: Session, decks: tuple[str, ...]) -> None:
    """Remove decks of your own; their progress stays."""
    from quizapp.library.changing import remove_deck

    for name in decks:
        place = remove_deck(name, session.paths.decks, session.paths.trash)
        say(f"{name}: removed. The file is kept at {place}")


@click.command()
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("-o", "deck", type=click.Path(path_type=Path), help="The deck to write.")
def generate(facts: Path, deck: Path | None) -> None:
    """Make a deck of a facts file; without -o it goes to stdout."""
    from quizapp.files import write_whole
    from quizapp.formats.facts_reader import read_facts
    from quizapp.formats.writer import write_deck
    from quizapp.generate import deck_of

    try:
        read = read_facts(
            facts.read_bytes(),
            facts.name.removesuffix(".md").removesuffix(".facts"),
            facts,
        )
    except OSError as error:
        raise DeckError(f"{facts}: cannot be read ({error.strerror}).") from error
    made = deck_of(read)
    complaints = [*read.complaints, *made.complaints]
    for each in complaints:
        warn(f"{facts}:{each.line}:{each.column}: {each.message}")
    if any(each.level is Level.ERROR for each in complaints):
        raise click.exceptions.Exit(1)
    text = write_deck(made.deck)
    if deck is None:
        click.echo(text, nl=False)
        return
    try:
        write_whole(deck, text.encode(), private=False)
    except OSError as error:
        raise DeckError(f"{deck}: cannot be written ({error.strerror}).") from error
    say(f"{deck}: written.")


VERBS = {verb.name: verb for verb in (decks, due, check, add, remove, generate)}
