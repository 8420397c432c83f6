"""Opens the screens for writing: a new deck, a deck, one card, more cards, a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from quizapp.errors import QuizappError, UsageError

if TYPE_CHECKING:
    from quizapp.decks.editing.draft import Draft
    from quizapp.decks.library.deck_files import DeckFile
    from quizapp.model import Card
    from quizapp.study.workspace import Workspace
    from quizapp.tui.app import QuizApp

FIRST = "My cards"
"""The deck that is proposed when the learner has none."""

ELSEWHERE = "Add a card to another deck"
"""The title of the form if the current deck cannot be written: it is made from an
article, or comes with quizapp."""


async def new_deck(app: QuizApp, workspace: Workspace) -> None:
    """Write a new deck, card by card."""
    await _fill_form(app, workspace, "", title="New deck")


async def add_card(app: QuizApp, workspace: Workspace, deck: str = "") -> None:
    """Add a card to a deck. `deck`, the current one, is proposed if it can be written,
    and no other in its place."""
    from quizapp.tui.write.editor import EditorScreen
    from quizapp.tui.write.form import can_be_written

    if isinstance(app.screen, EditorScreen):
        app.notify("You are already writing a deck: add the card here.")
        return
    own = [name for name, each in workspace.files.items() if can_be_written(each)]
    if deck and own and deck not in own:
        await _fill_form(app, workspace, "", title=ELSEWHERE)
        return
    known = (name for name in (deck, app.last_deck, *own) if name in own)
    await _fill_form(app, workspace, next(known, FIRST))


async def _fill_form(
    app: QuizApp, workspace: Workspace, deck: str, **title: str
) -> None:
    from quizapp.tui.write.form import FormScreen

    left = await app.push_screen_wait(FormScreen(workspace, app.paths, deck, **title))
    if left.deck:
        app.last_deck = left.deck
    if left.is_new:
        app.home.point_at(left.deck)
    if left.wants_file:
        await add_file(app, workspace)
    elif found := left.text:
        await _edit(
            app, workspace, found.draft, text=found.text, at=found.line, kept=found.kept
        )


async def edit_deck(app: QuizApp, workspace: Workspace, name: str) -> None:
    """Edit a deck, here or in the learner's own editor."""
    await _open(app, workspace, workspace.files[name], None)


async def edit_card(app: QuizApp, workspace: Workspace, key: str) -> None:
    """Edit a card where it stands in its deck, or in the article it was made from."""
    if found := workspace.find(key):
        name, card = found
        if card.fields.at and app.has_article(name):
            app.show_facts(name, key, can_study=False)
            return
        await _open(app, workspace, workspace.files[name], card)


async def _open(
    app: QuizApp, workspace: Workspace, file: DeckFile, card: Card | None
) -> None:
    """Edit a deck, or the lines of one card, here or in the learner's own editor."""
    from quizapp.decks.articles.facts_file import facts_of_deck
    from quizapp.decks.editing.draft import copy_shipped, open_card, open_deck
    from quizapp.decks.library.deck_files import Origin
    from quizapp.tui.dialogs.dialog import confirm

    title = workspace.deck(file.shown).title
    if file.origin is Origin.OWN and (facts := facts_of_deck(file.path)):
        if app.has_article(file.shown):
            question, yes = f"Edit the text of the cards of “{title}”?", "Edit"
        else:
            question = f"The cards of “{title}” are made from {facts.name}."
            yes = "Edit the facts"
        if await confirm(app, question, yes=yes):
            await _edit_facts(app, workspace, facts, card)
        return
    if file.origin is Origin.SHIPPED:
        question = (
            f"“{title}” comes with quizapp. Edit a copy of your own in its place? "
            "Your progress stays."
        )
        if not await confirm(app, question, yes="Edit a copy"):
            return
    own = app.paths.decks
    try:
        if workspace.settings.editor:
            mine = copy_shipped(file, own)
            if mine is not file:
                await app.look_now()
            await _edit_outside(app, workspace.settings.editor, mine, card)
            return
        draft = open_card(file, card, own) if card else open_deck(file, own)
    except QuizappError as error:
        app.notify(str(error), severity="error", timeout=15)
        return
    await _edit(app, workspace, draft)


async def _edit_facts(
    app: QuizApp, workspace: Workspace, facts: Path, card: Card | None
) -> None:
    """Edit a facts file at the fact of a card, here or in the learner's own editor."""
    from quizapp.cards.facts.reader import read_facts
    from quizapp.decks.articles.facts_file import make_deck
    from quizapp.decks.editing.draft import open_facts

    try:
        draft = open_facts(facts)
        ids = card.fields.facts if card else ()
        found = read_facts(draft.data, draft.name).facts if ids else ()
        line = next((each.line for each in found if each.id in ids), 1)
        if not workspace.settings.editor:
            await _edit(app, workspace, draft, at=line)
            return
        try:
            _run_outside(app, workspace.settings.editor, facts, line)
        finally:
            if said := make_deck(facts, app.paths.trash):
                app.notify(said, severity="warning", timeout=15)
            await app.look_now()
    except QuizappError as error:
        app.notify(str(error), severity="error", timeout=15)


async def _edit(
    app: QuizApp,
    workspace: Workspace,
    draft: Draft,
    *,
    text: str | None = None,
    at: int = 0,
    kept: Path | None = None,
) -> None:
    from quizapp.tui.write.editor import EditorScreen

    screen = EditorScreen(workspace, draft, app.paths, text=text, at=at, kept=kept)
    if made := await app.push_screen_wait(screen):
        app.home.point_at(made)


async def _edit_outside(
    app: QuizApp, editor: str, file: DeckFile, card: Card | None
) -> None:
    """Edit a deck in the learner's own editor, at a card's line."""
    from quizapp.decks.editing.draft import changed_keys_outside, open_card, open_deck
    from quizapp.decks.library.checker import complaints_of

    own = app.paths.decks
    before = open_card(file, card, own) if card else open_deck(file, own)
    try:
        _run_outside(app, editor, file.path, before.first + 1)
    finally:
        after = open_deck(file, own)
        if after.data != before.data:
            await app.look_now(changed_keys_outside(before, after))
    for each in complaints_of(file.path)[:3]:
        app.notify(
            f"{file.path.name}:{each.line}:{each.column} {each.message}",
            severity="warning",
            timeout=12,
        )


def _run_outside(app: QuizApp, editor: str, path: Path, line: int) -> None:
    """Open a file in the learner's own editor, and wait for that to end.

    Raises `UsageError` if it cannot be run, or fails.
    """
    from quizapp.decks.editing.external_editor import editor_command, run_editor

    words = editor_command(editor, path, line, os.environ)
    failed: UsageError | None = None
    try:
        with app.suspend():
            try:
                run_editor(words)
            except UsageError as error:  # or Textual leaves its screen for good
                failed = error
    except SuspendNotSupported as error:
        raise UsageError("No other program can be run in this terminal.") from error
    if failed:
        raise failed


async def add_file(app: QuizApp, workspace: Workspace) -> None:
    """Add a file as a deck, or read it as an article."""
    from quizapp.tui.write.add_file import AddFileScreen

    folder = app.last_folder or Path.home()
    left = await app.push_screen_wait(AddFileScreen(workspace, app.paths, folder))
    app.last_folder = left.folder
    if left.article:
        app.open_article(left.article)
    elif left.deck:
        app.home.point_at(left.deck)
        app.say(left.text)


async def offer_unsaved(app: QuizApp, workspace: Workspace) -> None:
    """Offer the texts that a window left without saving them."""
    from quizapp.decks.editing.autosave import put_away, unsaved
    from quizapp.tui.dialogs.dialog import FoundScreen

    def warn(problem: str) -> None:
        app.notify(problem, severity="warning", timeout=30)

    for each in list(unsaved(app.paths.unsaved, warn)):
        if app.screen is not app.home:
            return
        question = (
            f"What you wrote for “{each.draft.name}” was not saved: “{each.line}”."
        )
        match await app.push_screen_wait(FoundScreen(question)):
            case "edit":
                await _edit(app, workspace, each.draft, text=each.text, kept=each.place)
                return
            case "discard":
                try:
                    place = put_away(each, app.paths.trash)
                    app.notify(f"The text is in {place}", timeout=15)
                except QuizappError as error:
                    app.notify(str(error), severity="error", timeout=15)
            case _:
                return
