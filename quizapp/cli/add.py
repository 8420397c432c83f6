"""The commands that add, export, remove and generate decks."""

from __future__ import annotations

import dataclasses
import shlex
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.group import (
    Session,
    as_json_option,
    deck_names,
    say,
    say_json,
    warn,
    write_file,
)
from quizapp.decks.library.export import EXPORTS, export_deck
from quizapp.errors import DeckError, UsageError
from quizapp.model import Complaint
from quizapp.text import listed, visible

if TYPE_CHECKING:
    from quizapp.decks.importing.plan import ImportPlan
    from quizapp.decks.tables.layout import TableOptions


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--replace",
    is_flag=True,
    help="Replace a deck with the same name; if it was made from a table, remove the "
    "cards that the table no longer has.",
)
@click.option(
    "--name",
    metavar="NAME",
    default="stdin",
    show_default=True,
    help="The name of a deck from stdin.",
)
@click.option("--dry-run", is_flag=True, help="Only report what would happen.")
@click.option(
    "--columns",
    metavar="NAMES",
    help="The columns of a table: question,answer,-,note (- leaves one out).",
)
@click.option(
    "--header/--no-header",
    default=None,
    help="Whether a table's first line names its columns or is a card.",
)
@click.option(
    "--separator",
    metavar="TEXT",
    help="What separates a table's cells: a character, tab, or any text.",
)
@click.option("--encoding", metavar="NAME", help="The encoding, such as cp1250.")
@click.option(
    "--save-rejected",
    "rejects",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the rejected rows of a table to FILE.",
)
@as_json_option
@click.pass_obj
def add(
    session: Session,
    *,
    files: tuple[Path, ...],
    replace: bool,
    name: str,
    dry_run: bool,
    columns: str | None,
    header: bool | None,
    separator: str | None,
    encoding: str | None,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Add deck files and tables, such as CSV files, to your decks.

    FILE may be - for a deck or a table on stdin. A table becomes a deck; added again,
    it updates that deck. Exits with 1 if anything was rejected.
    """
    from quizapp.decks.importing.plan import carry_out
    from quizapp.decks.tables.columns import parse_columns
    from quizapp.decks.tables.layout import TableOptions

    options = TableOptions(
        parse_columns(columns) if columns else (),
        _separator(separator) if separator is not None else "",
        encoding or "",
        header,
    )
    if rejects and len(files) > 1:
        raise UsageError("--save-rejected works with one file at a time.")
    if rejects and rejects.exists():
        raise UsageError(f"{rejects} already exists. Name another for --save-rejected.")
    plans = _plans(session, files, name, options, replace=replace, as_json=as_json)
    if not dry_run:
        for plan in plans:
            if kept := carry_out(plan, session.paths.trash):
                warn(f"{plan.name}: the old deck is now {kept}")
        table = plans[0].table
        if rejects and table and table.refused:
            write_file(rejects, table.rejects)
    if as_json:
        say_json(_json(plans))
    else:
        _report(plans, rejects, is_dry=dry_run)
    if any(plan.rejected for plan in plans):
        raise click.exceptions.Exit(1)


def _plans(
    session: Session,
    files: Sequence[Path],
    name: str,
    options: TableOptions,
    *,
    replace: bool,
    as_json: bool,
) -> Sequence[ImportPlan]:
    """The plans for all files. Raises `UsageError` if two would be one deck."""
    from quizapp.decks.library.reader import read_deck_file

    own = session.paths.decks
    others = [read_deck_file(file) for file in session.deck_files()]
    has_person = not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    plans: list[ImportPlan] = []
    for path in files:
        source, data = (path, None) if str(path) != "-" else _from_stdin(name)
        can_ask = has_person and data is None
        plan = _plan(source, own, options, replace=replace, can_ask=can_ask, data=data)
        plans.append(plan.beside(others))
    for first, plan in pairwise(sorted(plans, key=lambda plan: plan.path)):
        if first.path == plan.path:
            raise UsageError(
                f"{first.source} and {plan.source} would be one deck. Rename one."
            )
    return plans


def _report(plans: Sequence[ImportPlan], rejects: Path | None, *, is_dry: bool) -> None:
    """Report what was added, or would be, and what to do next."""
    from quizapp.decks.importing.rejects import rejects_name
    from quizapp.decks.importing.report import report_lines

    for plan in plans:
        for line in report_lines(plan, is_preview=is_dry):
            say(line)
    first = plans[0]
    if rejects and rejects.exists():
        say(f"{rejects} holds the rejected rows: correct them and add the file.")
        own_name = rejects_name(first.source)
        if rejects.name != own_name:
            say(f"If you call it {own_name}, its rows are added to “{first.name}”.")
    if not is_dry and any(card.can_be_asked for card in first.deck.cards):
        say(f"Study it: {shlex.join(['quizapp', 'study', first.name])}")


def _from_stdin(name: str) -> tuple[Path, bytes]:
    """The data on stdin, and the name of a text file for it."""
    from quizapp.cards.format.limits import MAX_BYTES
    from quizapp.decks.library.names import deck_name

    name = deck_name(name)
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DeckError("stdin: this is too large for a deck. Split it.")
    return Path(f"{name}.txt"), data


def _plan(
    path: Path,
    own: Path,
    options: TableOptions,
    *,
    replace: bool,
    can_ask: bool,
    data: bytes | None,
) -> ImportPlan:
    """The plan for one file. If `can_ask`, the user is asked for an encoding, and
    whether a table has a header."""
    from quizapp.decks.importing.plan import (
        UnknownEncodingError,
        UnknownHeaderError,
        plan_add,
    )

    planned = partial(_plan, path, own, replace=replace, can_ask=can_ask, data=data)
    try:
        return plan_add(path, own, replace=replace, options=options, data=data)
    except UnknownEncodingError as error:
        if not can_ask:
            raise
        encoding = _asked_encoding(path, error.offers)
        return planned(options=dataclasses.replace(options, encoding=encoding))
    except UnknownHeaderError as error:
        if not can_ask or not error.table:
            raise
        shown = error.table.layout.first_line
        asked = f"{path}: does the first line, {shown}, name the columns?"
        header = click.confirm(visible(asked), default=None, err=True)
        return planned(options=dataclasses.replace(options, header=header))


def _asked_encoding(path: Path, offers: Mapping[str, str]) -> str:
    """Show the file's text in each likely encoding, and ask which one is right."""
    from quizapp.cards.format.encoding import text_encoding

    click.echo(visible(f"{path} is not UTF-8. It reads"), err=True)
    for name, shown in offers.items():
        click.echo(visible(f"  as {name:8}  “{shown}”"), err=True)
    default = next(iter(offers))
    while True:
        name = click.prompt("Which encoding is it?", default=default, err=True)
        try:
            return text_encoding(name)
        except UsageError as error:
            warn(str(error))


def _separator(name: str) -> str:
    """The separator with this name. Raises `UsageError` if it cannot be one."""
    mark = {"tab": "\t", "\\t": "\t"}.get(name, name)
    if not mark or '"' in mark or "\n" in mark or "\r" in mark:
        raise UsageError(
            "--separator: give the text between two cells, such as ; or tab or ' - '. "
            "It cannot contain a double quote or a line break."
        )
    return mark


def _json(plans: Sequence[ImportPlan]) -> dict[str, Any]:
    def shown(plan: ImportPlan, each: Complaint) -> dict[str, Any]:
        return {"deck": plan.name, "line": each.line, "message": each.message}

    return {
        "decks": [{"deck": plan.name, "cards": plan.cards} for plan in plans],
        "cards": sum(plan.cards for plan in plans),
        "rejected": [shown(plan, each) for plan in plans for each in plan.rejected],
        "warnings": [shown(plan, each) for plan in plans for each in plan.warnings],
    }


@click.command()
@click.argument(
    "decks",
    metavar="DECK...",
    nargs=-1,
    required=True,
    shell_complete=deck_names,
)
@click.pass_obj
def remove(session: Session, decks: tuple[str, ...]) -> None:
    """Move your own decks to the trash; their progress stays."""
    from quizapp.decks.library.trash import own_deck, remove_deck

    for name in decks:
        file = own_deck(session.deck_file(name))
        place = remove_deck(file, session.paths.trash)
        way = shlex.join(["quizapp", "add", str(place)])
        say(f"{file.name}: moved to the trash. Bring it back with: {way}")


@click.command()
@click.argument("deck", shell_complete=deck_names)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(EXPORTS)),
    help="The format; by default the ending of FILE, or else md.",
)
@click.option(
    "-o",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option("--replace", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def export(
    session: Session, deck: str, form: str | None, path: Path | None, replace: bool
) -> None:
    """Write a deck as Markdown or as a table; without -o, to stdout."""
    form = form or (path.suffix.lower().lstrip(".") if path else next(iter(EXPORTS)))
    if form not in EXPORTS:
        raise UsageError(f"{path}: name its format with --format {listed(EXPORTS)}.")
    file = session.deck_file(deck)
    data, notes = export_deck(file, EXPORTS[form])
    if path and path.exists() and not replace:
        raise UsageError(f"{path} already exists. Replace it with --replace.")
    if path:
        write_file(path, data)
        say(f"{path}: written.")
    else:
        _print(data)
    for sentence in notes:
        warn(f"{deck}: {sentence}")


def _print(data: bytes) -> None:
    """Print the bytes as they are; on a terminal, with control characters visible."""
    if sys.stdout.isatty():
        click.echo(visible(data.decode("utf-8", "replace")), nl=False)
    else:
        click.echo(data, nl=False)


@click.command()
@click.argument("facts", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "deck",
    metavar="DECK",
    type=click.Path(path_type=Path),
    help="The deck to write.",
)
def generate(facts: Path, deck: Path | None) -> None:
    """Make a deck from a facts file; without -o, write it to stdout."""
    from quizapp.cards.facts.generate import generate_deck
    from quizapp.cards.facts.reader import read_facts
    from quizapp.cards.format.writer import write_deck
    from quizapp.decks.library.reader import read_file

    data = read_file(facts)
    if not isinstance(data, bytes):
        raise DeckError(f"{facts}: {data.message}")
    name = facts.name.removesuffix(".md").removesuffix(".facts")
    made = generate_deck(read_facts(data, name))
    for each in made.complaints:
        warn(f"{facts}:{each.line}:{each.column}: {each.message}")
    if made.errors:
        raise click.exceptions.Exit(1)
    text = write_deck(made)
    if deck is None:
        _print(text.encode())
        return
    write_file(deck, text.encode())
    say(f"{deck}: written.")
