"""The verb that prints the facts of a deck."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.group import Session, as_json_option, say_json
from quizapp.text import one_line, visible, wrapped

if TYPE_CHECKING:
    from quizapp.study.facts import DeckFacts, Fact, Passage, Piece

WIDEST = 84
"""Cells of a line that is read."""
BULLET = "- "


@click.command()
@click.argument("deck")
@as_json_option
@click.pass_obj
def read(session: Session, *, deck: str, as_json: bool) -> None:
    """Print the facts of a deck as a text, by paragraph or by topic.

    The answers are bold; in a pipe they stand in [brackets].
    """
    from quizapp.study.facts import DeckFacts

    workspace = session.workspace_to_report()
    facts = DeckFacts(workspace, [workspace.deck(deck).name])
    session.warn_of_empty(workspace, facts.names)
    session.close(workspace)
    if as_json:
        say_json(_json(facts))
        return
    for line in _lines(facts):
        click.echo(line)


def _lines(facts: DeckFacts) -> Iterator[str]:
    from quizapp.study.facts import byline

    width = min(WIDEST, shutil.get_terminal_size().columns)
    yield click.style(facts.title, bold=True)
    if facts.article:
        yield f"In our own words, from {byline(facts.article)}."
    for passage in facts.passages:
        share = facts.share(passage)
        known = f"{share.known} of {share.cards} known"
        name = one_line(passage.name)
        yield ""
        yield f"{click.style(name, bold=True)}  {known}" if name else known
        for fact in passage.facts:
            yield from _wrapped(fact.pieces, width)


def _wrapped(pieces: Sequence[Piece], width: int) -> Iterator[str]:
    """A fact in lines of at most `width` cells, with its answers marked."""
    is_styled = sys.stdout.isatty()
    text = ""
    letters: list[bool] = []
    """Whether each letter belongs to an answer."""
    for piece in pieces:
        said = visible(piece.text)
        if piece.is_answer and not is_styled:
            said = f"[{said}]"
        text += said
        letters += [piece.is_answer] * len(said)
    before = BULLET
    for start, end in wrapped(text, width - len(BULLET)):
        line = before
        for is_answer, run in groupby(range(start, end), letters.__getitem__):
            part = "".join(text[at] for at in run)
            line += click.style(part, bold=True, underline=True) if is_answer else part
        yield line
        before = " " * len(BULLET)


def _json(facts: DeckFacts) -> dict[str, Any]:
    article = facts.article
    return {
        "deck": facts.names[0],
        "title": facts.title,
        "article": article
        and {
            "title": article.title,
            "publisher": article.publisher or None,
            "date": article.date and article.date.isoformat(),
        },
        "passages": [_passage(facts, each) for each in facts.passages],
    }


def _passage(facts: DeckFacts, passage: Passage) -> dict[str, Any]:
    share = facts.share(passage)
    return {
        "name": passage.name,
        "paragraph": passage.paragraph or None,
        "known": share.known,
        "cards": share.cards,
        "facts": [_fact(facts, each) for each in passage.facts],
    }


def _fact(facts: DeckFacts, fact: Fact) -> dict[str, Any]:
    fields = fact.first.fields
    return {
        "id": fields.fact or None,
        "text": fact.text,
        "answers": fact.answers,
        "source": fields.source or None,
        "at": fields.at or None,
        "quote": fields.quote or None,
        "topic": fact.first.topic or None,
        "state": facts.stage_of(fact),
        "cards": [
            {
                "card": key,
                "prompt": card.prompt,
                "answer": card.answer,
                "state": facts.stage(key),
            }
            for key, card in fact.cards.items()
        ],
    }


VERBS = {"read": read}
