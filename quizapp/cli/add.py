"""The verbs by which decks come and go."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.group import Session, as_json_option, deck_names, say, say_json, warn
from quizapp.decks.library.export import EXPORTS, export_deck
from quizapp.errors import DeckError, UsageError
from quizapp.formats import listed
from quizapp.model import Complaint
from quizapp.text import visible

if TYPE_CHECKING:
    from quizapp.decks.importing.plan import Plan
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
    help="Replace a deck of the same name; of a table's deck, remove the cards that "
    "the table no longer has.",
)
@click.option(
    "--name",
    metavar="NAME",
    default="stdin",
    show_default=True,
    help="The name of the deck that is read from stdin.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option(
    "--columns",
    metavar="NAMES",
    help="What a table's columns are: question,answer,-,note (- leaves one out).",
)
@click.option(
    "--header/--no-header",
    default=None,
    help="Whether a table's first line names its columns, or is a card.",
)
@click.option(
    "--separator",
    metavar="TEXT",
    help="What stands between a table's cells: a character, tab, or any text.",
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

    FILE may be - for stdin, which is a deck or a table.
    A table becomes a deck; added again, it brings that deck up to date. Exits with 1
    if something was rejected.
    """
    from quizapp.decks.importing.plan import carry_out
    from quizapp.decks.importing.rejects import rejects_of
    from quizapp.decks.library.reader import read_deck_file
    from quizapp.decks.tables.columns import named_columns
    from quizapp.decks.tables.layout import TableOptions

    shape = TableOptions(
        named_columns(columns) if columns else (),
        _separator(separator) if separator is not None else "",
        encoding or "",
        header,
    )
    if rejects:
        _want_rejects(rejects, files)
    own = session.paths.decks
    others = [read_deck_file(file) for file in session.deck_files()]
    has_reader = not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    plans: list[Plan] = []
    for path in files:
        source, data = (path, None) if str(path) != "-" else _from_stdin(name, own)
        is_asked = has_reader and data is None
        plan = _plan(source, own, shape, replace=replace, can_ask=is_asked, data=data)
        plans.append(plan.beside(others))
    for first, plan in pairwise(sorted(plans, key=lambda plan: plan.path)):
        if first.path == plan.path:
            raise UsageError(
                f"{first.source} and {plan.source} would be one deck. Rename one."
            )
    if not dry_run:
        for plan in plans:
            if kept := carry_out(plan, session.paths.trash):
                warn(f"{plan.name}: the deck as it was is kept at {kept}")
    table = plans[0].table
    if not dry_run and rejects and table and table.refused:
        _write(rejects, rejects_of(table))
    if as_json:
        say_json(_json(plans))
    else:
        _report(plans, rejects, is_dry=dry_run)
    if any(plan.rejected for plan in plans):
        raise click.exceptions.Exit(1)


def _report(plans: Sequence[Plan], rejects: Path | None, *, is_dry: bool) -> None:
    """Say what was added, or would be, and what to do next."""
    from quizapp.decks.importing.rejects import rejects_name
    from quizapp.decks.importing.report import report_lines

    for plan in plans:
        for line in report_lines(plan, would=is_dry):
            say(line)
    first = plans[0]
    if rejects and rejects.exists():
        say(f"{rejects}: has the rejected rows; correct them and add the file.")
        own_name = rejects_name(first.source)
        if rejects.name != own_name:
            say(f"Called {own_name}, it will go to “{first.name}” too.")
    if not is_dry:
        say(f"Study it: quizapp study {first.name}")


def _from_stdin(name: str, own: Path) -> tuple[Path, bytes]:
    """What is read from stdin, and the name of a text file that it could be in."""
    from quizapp.cards.format.limits import MAX_BYTES
    from quizapp.decks.library.names import deck_path

    stem = deck_path(name, own / "-", ()).stem  # the name alone is checked
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DeckError("stdin: this is too large for a deck. Split it.")
    return Path(f"{stem}.txt"), data


def _plan(
    path: Path,
    own: Path,
    shape: TableOptions,
    *,
    replace: bool,
    can_ask: bool,
    data: bytes | None,
) -> Plan:
    """The plan of one file; its encoding, and whether a table has a header, are asked,
    if that can be."""
    from quizapp.decks.importing.plan import (
        UnknownEncodingError,
        UnknownHeaderError,
        plan_add,
    )

    planned = partial(_plan, path, own, replace=replace, can_ask=can_ask, data=data)
    try:
        return plan_add(path, own, replace=replace, options=shape, data=data)
    except UnknownEncodingError as error:
        if not can_ask:
            raise
        encoding = _asked_encoding(path, error.offers)
        return planned(shape=dataclasses.replace(shape, encoding=encoding))
    except UnknownHeaderError as error:
        if not can_ask or not error.table:
            raise
        shown = error.table.layout.first_line
        asked = f"{path}: does the first line, {shown}, name the columns?"
        header = click.confirm(visible(asked), default=None, err=True)
        return planned(shape=dataclasses.replace(shape, header=header))


def _asked_encoding(path: Path, offers: Mapping[str, str]) -> str:
    """Ask for the encoding of a file, which reads like this in the likely ones."""
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
    """The separator of this name. Raises `UsageError` for what cannot be one."""
    mark = {"tab": "\t", "\\t": "\t"}.get(name, name)
    if not mark or '"' in mark or "\n" in mark or "\r" in mark:
        raise UsageError(
            "--separator: name what stands between two cells, such as ; or tab or "
            "' - '; it cannot hold a double quote or the end of a line."
        )
    return mark


def _want_rejects(path: Path, files: Sequence[Path]) -> None:
    if len(files) > 1:
        raise UsageError("--save-rejected goes with one file at a time.")
    if path.exists():
        raise UsageError(f"{path} is there already. Name another for --save-rejected.")


def _write(path: Path, data: bytes) -> None:
    from quizapp.files import write_whole

    try:
        write_whole(path, data, private=False)
    except OSError as error:
        raise DeckError(f"{path}: cannot be written ({error.strerror}).") from error


def _json(plans: Sequence[Plan]) -> dict[str, Any]:
    def shown(plan: Plan, each: Complaint) -> dict[str, Any]:
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
    """Move decks of your own to the trash; their progress stays."""
    from quizapp.decks.library.trash import own_deck, remove_deck

    for name in decks:
        file = own_deck(session.deck_file(name))
        place = remove_deck(file, session.paths.trash)
        say(f"{name}: removed. The file is kept at {place}")


@click.command()
@click.argument("deck", shell_complete=deck_names)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(EXPORTS)),
    help="The format; without it, the ending of FILE decides, else it is md.",
)
@click.option(
    "-o",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option("--replace", is_flag=True, help="Write over FILE if it exists.")
@click.pass_obj
def export(
    session: Session, deck: str, form: str | None, path: Path | None, replace: bool
) -> None:
    """Write a deck as Markdown or as a table; without -o, to stdout."""
    form = form or (path.suffix.lower().lstrip(".") if path else next(iter(EXPORTS)))
    if form not in EXPORTS:
        raise UsageError(f"{path}: name its format with --format {listed(EXPORTS)}.")
    file = session.deck_file(deck)
    data, losses = export_deck(file, EXPORTS[form])
    if path and path.exists() and not replace:
        raise UsageError(f"{path} is there already. Write over it with --replace.")
    if path:
        _write(path, data)
        say(f"{path}: written.")
    else:
        _print(data)
    for sentence in losses:
        warn(f"{deck}: {sentence}")


def _print(data: bytes) -> None:
    """Print the bytes as they are; on a terminal, what it would obey made visible."""
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
    made = generate_deck(read_facts(data, name, facts))
    for each in made.complaints:
        warn(f"{facts}:{each.line}:{each.column}: {each.message}")
    if made.errors:
        raise click.exceptions.Exit(1)
    text = write_deck(made)
    if deck is None:
        _print(text.encode())
        return
    _write(deck, text.encode())
    say(f"{deck}: written.")


VERBS = {verb.name: verb for verb in (add, export, remove, generate)}
