"""The verbs by which decks come and go."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.cli.group import Session, as_json_option, say, say_json, warn
from quizapp.errors import DeckError
from quizapp.model import Level


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
    from quizapp.lint import unsilenced

    added = [
        add_deck(path, session.paths.decks, replace=replace, dry_run=dry_run)
        for path in files
    ]
    rejected = [(a, each) for a in added for each in a.deck.errors]
    warned = [
        (a, each)
        for a in added
        for each in unsilenced(a.deck.complaints, a.deck)
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
    from quizapp.library.reading import read_file

    data = read_file(facts)
    if isinstance(data, str):
        raise DeckError(f"{facts}: {data}")
    name = facts.name.removesuffix(".md").removesuffix(".facts")
    read = read_facts(data, name, facts)
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


VERBS = {verb.name: verb for verb in (add, remove, generate)}
