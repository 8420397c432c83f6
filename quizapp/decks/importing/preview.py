"""Previews an import: what would happen, and how its cards would be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizapp.cards.format.writer import blocks_of
from quizapp.decks.editing.draft import Draft
from quizapp.decks.editing.preview import DeckPreview
from quizapp.decks.importing.plan import (
    ImportPlan,
    NameTakenError,
    NoCardError,
    NoTableError,
    TableError,
    article_in,
    plan_add,
)
from quizapp.decks.tables.layout import DEFAULT_OPTIONS, TableOptions
from quizapp.decks.tables.reader import Table
from quizapp.errors import QuizappError
from quizapp.files import FileStamp, file_stamp
from quizapp.formats import Holds, holds
from quizapp.model import Card, Deck
from quizapp.model.articles import ArticleText

SHOWN_BLOCKS = 3
"""The number of blocks whose cards are shown."""


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """What to preview."""

    path: Path
    options: TableOptions = DEFAULT_OPTIONS
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A plan with its first cards."""

    plan: ImportPlan
    preview: DeckPreview
    """A preview of the deck, which says how its cards are asked."""
    cards: Sequence[Card]
    stamp: FileStamp
    """The stamp of the deck's file, if it exists."""

    @property
    def is_current(self) -> bool:
        """Whether the deck's file is unchanged, so that the plan can be carried out."""
        return file_stamp(self.plan.path) == self.stamp


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """The answer to a request: a preview or an error."""

    request: PreviewRequest
    found: ImportPreview | QuizappError
    table: Table | None = None
    """The table, as far as it could be read."""
    article: ArticleText | None = None
    """The article that can be read instead."""

    @property
    def plan(self) -> ImportPlan | None:
        """The plan, if there is one."""
        return self.found.plan if isinstance(self.found, ImportPreview) else None


def preview_import(
    request: PreviewRequest, own: Path, others: Iterable[Deck]
) -> PreviewResult:
    """Read the file and preview its first cards, or those that an update would change.

    `others` are the existing decks. A large file takes seconds, so call it in a thread.
    """
    try:
        plan = plan_add(
            request.path, own, replace=request.replaces, options=request.options
        )
        plan = plan.beside(others)
    except NameTakenError as error:
        if not request.replaces:
            instead = preview_import(replace(request, replaces=True), own, others)
            if instead.article:  # it would get a name of its own
                return replace(instead, request=request)
        return PreviewResult(request, error)
    except (TableError, NoCardError) as error:
        is_other = isinstance(error, NoTableError | NoCardError)
        article = article_in(request.path) if is_other else None
        return PreviewResult(request, error, error.table, article)
    except QuizappError as error:
        is_page = holds(request.path.name, Holds.ARTICLE)
        article = article_in(request.path) if is_page else None
        return PreviewResult(request, error, article=article)
    stamp = file_stamp(plan.path)
    deck = plan.deck
    blocks = plan.news or list(blocks_of(deck.cards))
    cards = [card for block in blocks[:SHOWN_BLOCKS] for card in block]
    preview = DeckPreview(Draft(plan.path, plan.data), "", deck)
    for card in cards:
        preview.kinds(card)
    return PreviewResult(
        request, ImportPreview(plan, preview, cards, stamp), plan.table
    )
