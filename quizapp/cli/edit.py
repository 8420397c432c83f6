"""The command that opens a deck in an editor."""

from __future__ import annotations

import os
import shlex

import click

from quizapp.cli.check import complaint_lines, exit_if_error
from quizapp.cli.group import Session, deck_names, say
from quizapp.errors import DeckError, UsageError


@click.command()
@click.argument("deck", shell_complete=deck_names)
@click.option(
    "--copy", is_flag=True, help="Edit a copy of a deck that comes with quizapp."
)
@click.pass_obj
def edit(session: Session, deck: str, copy: bool) -> None:
    """Open a deck of your own in your editor, then list its problems.

    If the deck is made from facts, this opens the facts. The editor is the one in the
    settings, or else $VISUAL or $EDITOR. Exits with 1 if there are errors.
    """
    from quizapp.decks.articles.facts_file import facts_of_deck
    from quizapp.decks.editing.draft import copy_shipped, open_deck, open_facts
    from quizapp.decks.editing.external_editor import (
        SHELL_VARIABLES,
        editor_command,
        run_editor,
    )
    from quizapp.decks.library.checker import complaints_of
    from quizapp.decks.library.deck_files import Origin

    file = session.deck_file(deck)
    if file.origin is Origin.SHIPPED and not copy:
        raise UsageError(
            f"“{deck}” comes with quizapp. To edit a copy of your own, which takes its "
            f"place and keeps your progress: quizapp edit {shlex.quote(deck)} --copy"
        )
    own = session.paths.decks
    setting = session.settings.editor or SHELL_VARIABLES[0]
    editor_command(setting, file.path, 1, os.environ)  # before anything is copied
    file = copy_shipped(file, own)
    facts = facts_of_deck(file.path) if file.origin is Origin.OWN else None
    path = facts or file.path
    before = open_facts(path) if facts else open_deck(file, own)
    run_editor(editor_command(setting, path, 1, os.environ))
    if not path.exists():
        raise DeckError(f"{path}: the file no longer exists.")
    found = complaints_of(path)
    for line in complaint_lines([(path, each) for each in found]):
        say(line)
    session.warn_of(session.remake_decks())
    after = open_facts(path) if facts else open_deck(file, own)
    is_same = after.data == before.data
    say(f"{deck}: {'unchanged' if is_same else 'changed'}.")
    exit_if_error(found)
