"""Adds, replaces and removes facts in a facts file; all other lines stay as they
are."""

from __future__ import annotations

from msgspec.structs import replace

from quizapp.cards.facts.draft import MOST, FactDraft, MarkedAnswer, fact_lines, tidied
from quizapp.cards.facts.layout import FactsText, lines_of
from quizapp.cards.format.front_matter import write_front_matter
from quizapp.errors import DeckError, UsageError
from quizapp.model import Article, Deck, Rules
from quizapp.model.articles import ArticleText
from quizapp.text import one_line

__all__ = (
    "FactDraft",
    "MarkedAnswer",
    "drafts_in",
    "new_facts_text",
    "with_fact",
    "without_fact",
)


def new_facts_text(article: ArticleText, name: str = "") -> str:
    """The text of a facts file without facts; `name` is its name without
    `.facts.md`."""
    title = one_line(article.title) or name
    deck = Deck(
        name,
        name,
        title,
        article=Article(title) if title else None,
        rules=Rules(language=article.language),
    )
    return "\n".join([*write_front_matter(deck), ""])


def drafts_in(text: str) -> list[FactDraft]:
    """The facts that `with_fact` can change, in the order of the file."""
    return [entry.draft for entry in lines_of(text).entries if entry.can_change]


def with_fact(text: str, draft: FactDraft) -> tuple[str, str]:
    """The text with a fact, and the fact's id.

    If there is a fact with its id, that one is changed; otherwise it is added at its
    place in the article. An answer that is only reworded keeps its card.

    Raises `UsageError` if it cannot be written, and `DeckError` if the file has an
    error that stands in the way.
    """
    file = lines_of(text)
    old = file.entry(draft.id) if draft.id else None
    if old and old.draft == draft:
        return text, draft.id
    draft = tidied(draft, old.draft.note if old else "")
    if old:
        result = file.changed(old, draft)
    else:
        draft = replace(draft, id=draft.id or file.new_id(draft.statement))
        lines = fact_lines(draft, file.card_ids(draft, None))
        result = file.inserted(lines, draft.at)
    _check(file, result, draft)
    return result, draft.id


def without_fact(text: str, id: str) -> str:
    """The text without the fact of this id, or as it is if there is none.

    Raises `UsageError` if cards written by hand belong to it.
    """
    file = lines_of(text)
    entry = file.entry(id)
    if not entry:
        return text
    if entry.cards:
        line = entry.cards[0].question.line
        raise UsageError(
            f"The fact “{id}” has a card of its own on line {line}. Remove that from "
            "the facts file first."
        )
    return file.removed(entry)


def _check(file: FactsText, result: str, draft: FactDraft) -> None:
    """Raise an error if the result does not hold the draft, or changes another fact."""
    said = (
        draft.statement,
        draft.quote,
        draft.note,
        *(a.question for a in draft.answers),
    )
    if sum(map(len, said)) > MOST:
        raise UsageError(
            f"This sentence is too long: a fact and its quote can have {MOST:,} "
            "characters. Shorten it."
        )
    new = lines_of(result)
    held = {each.fact.id: each.draft for each in new.entries}
    others = {each.fact.id: each.draft for each in file.entries}
    if held != {**others, draft.id: draft}:
        raise DeckError(new.first_error or "This cannot be written as a fact.")
