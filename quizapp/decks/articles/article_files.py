"""Keeps the texts of the user's articles as files, under names of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from quizapp.cards.articles.blocks import clean
from quizapp.cards.articles.reader import read_article, write_article
from quizapp.cards.format.limits import MAX_BYTES
from quizapp.errors import ArticleError, UsageError, reason_of
from quizapp.files import entries_of, write_whole
from quizapp.model.articles import ArticleText
from quizapp.text import one_line

MAX_NAME = 60
"""Characters of a name."""
ENDING = ".md"
FACTS_ENDING = ".facts.md"
_NO_NAME = re.compile(r"(?:index|default|download|page|stdin|untitled)?[\W\d_]*", re.I)
"""Matches names of files that say nothing about an article."""
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d", re.IGNORECASE)
"""Matches what cannot be a file's name on Windows."""


class ArticleFiles:
    """The articles of one data folder, each in a file that is never changed."""

    def __init__(self, data: Path, taken: Iterable[str] = ()) -> None:
        """`taken` are names of decks that no new article may have."""
        self._folder = data / "articles"
        self._decks = data / "decks"
        self._taken = tuple(taken)

    def keep(self, article: ArticleText, name: str = "") -> str:
        """Write the article to a file and return its name, which comes from `name`,
        such as a file's stem, or else from its title.

        An article whose text is there already, whatever its title, is not written
        again. Raises `ArticleError` if it cannot be written.
        """
        wanted = _file_name(name) if not _NO_NAME.fullmatch(name) else ""
        wanted = wanted or _slug(article.title) or "article"
        data = write_article(article).encode()
        try:
            if same := self._kept(data):
                return same
            taken = self._all_taken()
            free, number = wanted, 1
            while _folded(free) in taken:
                number += 1
                free = f"{wanted}-{number}"
            write_whole(self.path(free), data)
        except OSError as error:
            raise ArticleError(
                f"{self._folder}: the article cannot be kept there "
                f"({reason_of(error)})."
            ) from error
        return free

    def names(self) -> list[str]:
        """The names of all articles, in order."""
        try:
            found = [entry.name for entry in entries_of(self._folder)]
        except OSError:
            return []
        return sorted(
            name.removesuffix(ENDING)
            for name in found
            if name.endswith(ENDING) and not name.startswith(".")
        )

    def without_deck(self, trash: Path) -> list[str]:
        """The names of the articles from which no deck is made yet, the latest first;
        not those whose deck was removed and is in `trash`."""

        def age(name: str) -> float:
            return self.path(name).stat().st_mtime

        facts = f"*{FACTS_ENDING}"
        removed = {
            path.name.removesuffix(FACTS_ENDING)
            for path in (*trash.glob(facts), *trash.glob(f"*/{facts}"))
        }
        names = [
            name
            for name in self.names()
            if name not in self._taken and name not in removed
        ]
        with suppress(OSError):  # one was removed just now
            names.sort(key=age, reverse=True)
        return names

    def load(self, name: str) -> ArticleText:
        """The article of this name.

        Raises `UsageError` if there is none, and `ArticleError` if it cannot be read.
        """
        names = self.names()
        if name not in names:
            listed = f"The articles are: {', '.join(map(one_line, names))}."
            known = listed if names else "There are no articles yet."
            raise UsageError(f"There is no article called “{one_line(name)}”. {known}")
        path = self.path(name)
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise ArticleError(
                f"{path}: the article cannot be read ({reason_of(error)})."
            ) from error
        return read_article(data, path.name)

    def path(self, name: str) -> Path:
        """The file of an article."""
        return self._folder / f"{name}{ENDING}"

    def facts_path(self, name: str) -> Path:
        """The file of the facts that are made from an article."""
        return self._decks / f"{name}{FACTS_ENDING}"

    def has_deck(self, name: str) -> bool:
        """Whether there is an article of this name, and a deck is made from it."""
        return name in self.names() and self.facts_path(name).exists()

    def _kept(self, data: bytes) -> str:
        """The name under which this text is kept; empty if it is not."""
        text = _without_head(data)
        for name in self.names():
            with suppress(OSError):  # the name of one that cannot be read stays taken
                if _without_head(self.path(name).read_bytes()) == text:
                    return name
        return ""

    def _all_taken(self) -> set[str]:
        """The names that no new article may have: its deck would be another one's."""
        names = [*self.names(), *self._taken]
        try:
            names += [
                entry.name.removesuffix(ENDING).removesuffix(".facts")
                for entry in entries_of(self._decks)
            ]
        except FileNotFoundError:
            pass
        return set(map(_folded, names))


def _without_head(article: bytes) -> bytes:
    """The text of an article's file below its title and language."""
    return article.partition(b"\n---\n")[2]


def _file_name(name: str) -> str:
    """`name` as the name of a file on any system."""
    name = unicodedata.normalize("NFC", clean(name))
    name = re.sub(r'[/\\:*?"<>|]+', "-", name)
    while name.lower().endswith(".facts"):
        name = name[:-6]
    return _shortened(name, " ")


def _slug(title: str) -> str:
    """The words of a title in lower case, joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", title).lower())
    return _shortened("-".join(words).replace("_", "-"), "-")


def _shortened(name: str, gap: str) -> str:
    """A name that is not too long; it ends with a whole word if it can."""
    if len(name) > MAX_NAME:
        space = name.rfind(gap, MAX_NAME // 2, MAX_NAME + 1)
        name = name[: space if space > 0 else MAX_NAME]
    name = name.strip(". -")
    return f"article-{name}" if _RESERVED.fullmatch(name.partition(".")[0]) else name


def _folded(name: str) -> str:
    """What is equal for names that some system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()
