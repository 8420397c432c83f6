"""The command that reads: the facts of a deck, or an article of your own."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.group import (
    Session,
    as_json_option,
    deck_names,
    say,
    say_json,
    session_for_shell,
    warn,
)
from quizapp.errors import ArticleError, UsageError
from quizapp.formats import Holds, holds, why_not_added
from quizapp.text import one_line, plural, visible, wrapped

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from quizapp.model.articles import ArticleText
    from quizapp.study.facts import DeckFacts, Fact, Passage, Piece

WIDEST = 84
"""Cells of a line of text, at most."""
BULLET = "- "
STDIN = "-"


def _names(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The decks and articles whose names begin like this, for the shell."""
    from click.shell_completion import CompletionItem

    from quizapp.decks.articles.article_files import ArticleFiles

    files = ArticleFiles(session_for_shell(ctx).paths.data)
    articles = [name for name in files.names() if name.startswith(incomplete)]
    decks = deck_names(ctx, parameter, incomplete)
    return [*decks, *map(CompletionItem, articles), CompletionItem("", type="file")]


@click.command()
@click.argument("name", metavar="DECK|ARTICLE|FILE", shell_complete=_names)
@click.option(
    "--article",
    "is_article",
    is_flag=True,
    help="Read it as an article, even if it is a deck.",
)
@as_json_option
@click.pass_obj
def read(session: Session, *, name: str, is_article: bool, as_json: bool) -> None:
    """Make cards as you read an article, or list a deck's facts.

    FILE, or - for stdin, is an article: a web page, Markdown or plain text. It is kept,
    and opens on the screen, where you make cards of it. In a pipe its main text is
    printed, with its paragraphs numbered. For a deck or a facts file this prints its
    facts, by paragraph or by topic; the answers are bold, or in [brackets] in a pipe.
    """
    if not is_article and (deck := _deck_named(session, name)):
        _print_facts(session, deck, as_json=as_json)
    elif as_json or not sys.stdout.isatty():
        _print_article(session, name, as_json=as_json)
    else:
        _open_article(session, name)


# Articles


def _is_name(name: str) -> bool:
    """Whether it can only be the name of an article: there is no such file."""
    return name != STDIN and not Path(name).exists()


def _article(session: Session, name: str) -> tuple[ArticleText, str, str]:
    """The article of this name, or in this file; then two remarks, or empty strings:
    how much of it was left out, and which encoding was guessed."""
    from quizapp.cards.articles.reader import guessed_encoding, read_article
    from quizapp.decks.articles.article_files import ArticleFiles
    from quizapp.decks.library.reader import read_file

    path = Path(name)
    if _is_name(name):
        return ArticleFiles(session.paths.data).load(name), "", ""
    data = _stdin() if name == STDIN else read_file(path)
    if not isinstance(data, bytes):
        raise ArticleError(f"{name}: {data.message}")
    article = read_article(data, "" if name == STDIN else path.name)
    left_out = notice = ""
    if count := article.left_out:
        blocks = plural(count, "block of text was", "blocks of text were")
        left_out = f"{blocks} left out"
    if encoding := guessed_encoding(data):
        notice = (
            f"The text is not UTF-8; it was read as {encoding}. If its letters are "
            "wrong, save it as UTF-8 and read it again."
        )
    return article, left_out, notice


def _stdin() -> bytes:
    from quizapp.cards.format.limits import MAX_BYTES

    if sys.stdin.isatty():
        warn("Paste the text, then press Enter and Ctrl+D.")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _print_article(session: Session, name: str, *, as_json: bool) -> None:
    article, left_out, notice = _article(session, name)
    if left_out:
        warn(f"{left_out}, such as menus, captions and tables.")
    if notice:
        warn(notice)
    if as_json:
        say_json(
            {
                "title": article.title,
                "language": article.language,
                "left_out": article.left_out,
                "paragraphs": [
                    {
                        "number": number,
                        "heading": each.heading or None,
                        "text": each.text,
                    }
                    for number, each in enumerate(article.paragraphs, 1)
                ],
            }
        )
        return
    say(article.title)
    for number, each in enumerate(article.paragraphs, 1):
        say()
        if each.heading:
            say(f"## {each.heading}")
            say()
        say(f"¶ {number}  {each.text}")


def _open_article(session: Session, name: str) -> None:
    """Keep the article, and open it on the screen."""
    from quizapp.cli.study import open_app
    from quizapp.decks.articles.article_files import ArticleFiles

    session.want_to_write()
    article, left_out, notice = _article(session, name)
    path = Path(name)
    if _is_name(name):
        kept = name
    else:
        decks = [file.path.stem for file in session.deck_files()]
        files = ArticleFiles(session.paths.data, decks)
        kept = files.keep(article, "" if name == STDIN else path.stem)
    if name == STDIN:
        _use_terminal()
    open_app(session, article=kept, left_out=left_out, notice=notice)


def _use_terminal() -> None:
    """Read the keys from the terminal, when an article came in by stdin."""
    with suppress(OSError):  # on Windows, or without a terminal
        terminal = os.open("/dev/tty", os.O_RDONLY)
        os.dup2(terminal, sys.stdin.fileno())
        os.close(terminal)


# Facts


def _deck_named(session: Session, name: str) -> str:
    """The name of the deck that this is, or that is made from this facts file; empty if
    it is an article.

    Raises `UsageError` if there is nothing of this name.
    """
    from quizapp.decks.articles.article_files import ArticleFiles
    from quizapp.decks.library.deck_files import file_named

    if name == STDIN:
        return ""
    session.warn_of(session.remake_decks())
    path, files = Path(name), session.deck_files()
    deck = _deck_of_facts(path) if holds(name, Holds.FACTS) else path
    same = (file for file in files if deck.exists() and _same(file.path, deck))
    if file := file_named(str(deck), files) or next(same, None):
        return file.shown
    if path.exists():
        _want_article(path)
        return ""
    articles = ArticleFiles(session.paths.data).names()
    if name in articles:
        return ""
    try:
        return session.deck_file(name).shown  # by its id
    except UsageError:
        decks = ", ".join(sorted(file.shown for file in files)) or "none yet"
        there = f" Your articles: {', '.join(articles)}." if articles else ""
        raise UsageError(
            f"There is no file, deck or article called “{name}”. The decks: {decks}."
            f"{there}"
        ) from None


def _want_article(path: Path) -> None:
    """Raise `UsageError` if a file is not an article, but a folder, facts or a deck."""
    from quizapp.decks.library.reader import read_file
    from quizapp.decks.tables.other_texts import is_deck_text

    if path.is_dir():
        raise UsageError(f"{path}: this is a folder. Name a file in it.")
    if holds(path.name, Holds.FACTS):
        raise UsageError(f"{path}: {why_not_added(str(path))}")
    data = read_file(path) if holds(path.name, Holds.CARDS, Holds.TEXT) else None
    if isinstance(data, bytes) and is_deck_text(data):
        quoted = shlex.quote(str(path))
        raise UsageError(
            f"{path} is a deck that is not among yours. Add it with quizapp add "
            f"{quoted}, or read it as an article: quizapp read --article {quoted}"
        )


def _deck_of_facts(facts: Path) -> Path:
    """The deck beside a facts file; its name, and any folder, if there is no file."""
    stem = Path(facts.stem).stem
    if facts.exists():
        return facts.absolute().with_name(f"{stem}.md")
    return facts.parent / stem


def _same(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()


def _print_facts(session: Session, name: str, *, as_json: bool) -> None:
    from quizapp.study.facts import DeckFacts

    workspace = session.workspace_to_report()
    facts = DeckFacts(workspace, [workspace.deck(name).name])
    session.warn_of_empty(workspace, facts.names)
    session.close(workspace)
    if as_json:
        say_json(_json(facts))
        return
    for line in _lines(facts):
        click.echo(line)


def _lines(facts: DeckFacts) -> Iterator[str]:
    width = min(WIDEST, shutil.get_terminal_size().columns)
    yield click.style(facts.title, bold=True)
    lead, named = facts.origin
    if named:
        yield f"{lead} {named}."
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
