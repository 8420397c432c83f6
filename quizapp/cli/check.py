"""The command that lists problems."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.group import Session, as_json_option, say, say_json, warn
from quizapp.errors import DeckError, StoreError, UsageError
from quizapp.formats import Holds, holds, may_be_added, why_not_added
from quizapp.model import Complaint, Level

if TYPE_CHECKING:
    from quizapp.progress.maintenance.examine import Problem

BETWEEN = ("duplicate-deck-id", "duplicate-cards")
"""The complaints that arise only beside other decks."""


@click.command()
@click.argument("files", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--article",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Compare the quotes in facts files with this article: a file, or the name "
    "of one that quizapp keeps.",
)
@click.option("--no-hints", is_flag=True, help="List errors and warnings only.")
@click.option("--store", "is_store", is_flag=True, help="Check progress instead.")
@click.option(
    "--repair",
    is_flag=True,
    help="With --store: restore what this machine's copies have.",
)
@as_json_option
@click.pass_obj
def check(
    session: Session,
    files: tuple[Path, ...],
    *,
    article: Path | None,
    no_hints: bool,
    is_store: bool,
    repair: bool,
    as_json: bool,
) -> None:
    """List the problems in deck and facts files, or in everybody's progress.

    PATH is a file, a folder or a deck's name; without PATH, all decks and your articles
    are checked. A hint says how a card could be easier to learn; a deck's `silence`
    turns hints off. With --article, each `:quote:` of a facts file must be in that
    article. Exits with 1 if there is an error.
    """
    if repair and not is_store:
        raise UsageError("--repair works only with --store.")
    are_facts = bool(files) and all(holds(file.name, Holds.FACTS) for file in files)
    if article and (is_store or not are_facts):
        raise UsageError("--article works only with facts files: peru.facts.md.")
    if is_store:
        _check_store(session, repair=repair, as_json=as_json)
        return
    text = _article_text(session, article)
    found = [
        (path, each)
        for path, each in _complaints(session, files, text)
        if not (no_hints and each.level is Level.HINT)
    ]
    if as_json:
        _say_json((path, each, each.line, each.column) for path, each in found)
    else:
        for line in complaint_lines(found):
            say(line)
        if not found:
            say("No problems.")
    exit_if_error(each for _, each in found)


def _say_json(found: Iterable[tuple[Path, Complaint | Problem, int, int]]) -> None:
    say_json(
        [
            {
                "path": str(path),
                "line": line,
                "column": column,
                "code": each.code,
                "level": each.level.value,
                "message": each.message,
            }
            for path, each, line, column in found
        ]
    )


def exit_if_error(found: Iterable[Complaint | Problem]) -> None:
    """Exit with 1 if there is an error."""
    if any(each.level is Level.ERROR for each in found):
        raise click.exceptions.Exit(1)


SHOWN = 3
"""How many complaints of one kind about a file are shown."""


def complaint_lines(found: Sequence[tuple[Path, Complaint]]) -> Iterator[str]:
    """A line for each complaint; from the fourth of a kind, they share a line."""
    from quizapp.decks.importing.report import line_list

    for path, pairs in groupby(found, key=lambda each: each[0]):
        more: dict[str, list[Complaint]] = defaultdict(list)
        counts: Counter[str] = Counter()
        for _, each in pairs:
            counts[each.code] += 1
            if counts[each.code] > SHOWN:
                more[each.code].append(each)
                continue
            yield (
                f"{path}:{each.line}:{each.column}: {each.level.value} "
                f"[{each.code}] {each.message}"
            )
        for code, rest in more.items():
            first = rest[0]
            yield (
                f"{path}:{first.line}:{first.column}: {first.level.value} [{code}] "
                f"… and {len(rest)} more of this kind, in "
                f"{line_list([each.line for each in rest])}."
            )


def _check_store(session: Session, *, repair: bool, as_json: bool) -> None:
    from quizapp.progress.maintenance import examine
    from quizapp.progress.maintenance.repair import repair as repair_user

    if repair:
        session.want_to_write()
    paths, look = session.paths, repair_user if repair else examine.examine
    found = [
        each
        for user in examine.users_of(paths, session.user)
        for each in look(paths, user)
    ]
    found += examine.strays(paths.users)
    if as_json:
        _say_json((each.path, each, 0, 0) for each in found)
    else:
        for each in found:
            is_done = each.code == "repaired"
            what = "repaired:" if is_done else f"{each.level.value} [{each.code}]"
            say(f"{each.path}: {what} {each.message}")
        if all(each.code == "repaired" for each in found):
            say("No problems.")
        elif not repair and any(each.code in examine.REPAIRABLE for each in found):
            say("Repair what can be repaired: quizapp check --store --repair")
    exit_if_error(found)


def _article_text(session: Session, article: Path | None) -> str:
    """The text of an article: a file, or the name of one that quizapp keeps."""
    if not article:
        return ""
    from quizapp.cards.articles.reader import read_article
    from quizapp.decks.articles.article_files import ArticleFiles
    from quizapp.decks.library.reader import read_file

    kept = ArticleFiles(session.paths.data)
    if not article.exists() and str(article) in kept.names():
        read = kept.load(str(article))
    else:
        data = read_file(article)
        if not isinstance(data, bytes):
            raise DeckError(f"{article}: {data.message}")
        read = read_article(data, article.name)
    headings = (each.heading for each in read.paragraphs)
    texts = (each.text for each in read.paragraphs)
    return "\n".join([read.title, *headings, *texts])


def _complaints(
    session: Session, files: tuple[Path, ...], article: str
) -> Iterator[tuple[Path, Complaint]]:
    """The complaints about these files and folders, or about all decks."""
    from quizapp.decks.library.checker import complaints_of, complaints_of_articles
    from quizapp.decks.library.deck_files import file_named, texts_in

    decks = session.deck_files()
    chosen: list[Path] = []
    for path in files:
        if path.is_dir():
            # As in the app: a folder outside the user's decks may hold notes.
            is_own = path.resolve().is_relative_to(session.paths.decks.resolve())
            chosen += texts_in(path, has_notes=not is_own)
        elif path.exists():
            if not may_be_added(path.name):
                raise UsageError(f"{path}: {why_not_added(path.name)}")
            chosen.append(path)
        elif file := file_named(str(path), decks):
            chosen.append(file.path)
        else:
            raise UsageError(f"{path}: there is no such file, folder or deck.")
    if not files:
        for file in decks:
            if file.refusal:
                yield file.path, file.refusal
            else:
                chosen.append(file.path)
    paths = {os.path.realpath(path) for path in chosen}
    is_deck = any(os.path.realpath(file.path) in paths for file in decks)
    shared = _complaints_between(session) if is_deck else {}
    for path in chosen:
        for each in (
            *shared.get(os.path.realpath(path), ()),
            *complaints_of(path, article),
        ):
            yield path, each
    if not files:
        yield from complaints_of_articles(session.paths.articles)


def _complaints_between(session: Session) -> Mapping[str, Sequence[Complaint]]:
    """The complaints about decks that share an id or cards, by path; progress decides
    which of them asks a card, or the first does if progress cannot be read."""
    from quizapp.cards.lint import unsilenced
    from quizapp.study.workspace.deck_set import DeckSet

    try:
        decks = session.workspace().decks.values()
    except StoreError as error:
        warn(str(error))
        decks = DeckSet(session.deck_files(), lambda _, decks: decks[0]).decks.values()
    return {
        os.path.realpath(deck.path): unsilenced(
            [each for each in deck.complaints if each.code in BETWEEN], deck
        )
        for deck in decks
        if deck.path
    }
