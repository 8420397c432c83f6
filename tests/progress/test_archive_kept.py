"""A good archive is never replaced by a poorer one, nor by what does not read back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from quizapp.errors import QuizappError, UsageError
from quizapp.progress.maintenance.backup import NothingToWriteError, write_archive
from tests.progress.archives import CARD, archive_of, back_up, bring_back, put, texts
from tests.world import START, World, review


def other_answers(made: World) -> World:
    return World(made.folder / "other")


def no_folder(made: World) -> World:
    return World(made.folder / "mistyped")


def only_another_deck(made: World) -> World:
    put(made.folder / "decks only" / "library" / "decks" / "else.md")
    return World(made.folder / "decks only")


def fewer_answers(made: World) -> World:
    shutil.copytree(made.paths.data, made.folder / "less" / "library")
    less = World(made.folder / "less")
    less.day_files[0].unlink()
    return less


def an_answer_changed(made: World) -> World:
    shutil.copytree(made.paths.data, made.folder / "changed" / "library")
    path = World(made.folder / "changed").day_files[-1]
    path.write_text(path.read_text().replace('"grade": 2', '"grade": 4'))
    return World(made.folder / "changed")


def a_deck_gone(made: World) -> World:
    (made.paths.decks / "own.md").unlink()
    return made


def an_article_gone(made: World) -> World:
    (made.paths.articles / "own.md").unlink()
    return made


def settings_gone(made: World) -> World:
    made.paths.settings.unlink()
    return made


@pytest.mark.parametrize(
    "poorer",
    [
        other_answers,
        no_folder,
        only_another_deck,
        fewer_answers,
        an_answer_changed,
        a_deck_gone,
        an_article_gone,
        settings_gone,
    ],
)
def test_a_good_archive_is_never_replaced_by_a_poorer_one(
    made: World, poorer: Callable[[World], World]
) -> None:
    put(made.paths.decks / "own.md")
    put(made.paths.articles / "own.md", "Lima is a city.")
    put(made.paths.settings, 'theme = "nord"')
    at = made.folder / "all.zip"
    back_up(made, at)
    good = at.read_bytes()
    poor = poorer(made)
    with pytest.raises(UsageError):
        back_up(poor, at)
    assert at.read_bytes() == good
    assert [path.name for path in made.folder.glob("*all.zip*")] == ["all.zip"]
    if poorer is not no_folder:
        back_up(poor, at, replace=True)
        assert at.read_bytes() != good


def test_an_archive_of_only_decks_is_not_replaced_by_one_of_others(
    made: World,
) -> None:
    at = archive_of(made.folder / "all.zip", {"decks/own.md": CARD})
    with pytest.raises(UsageError, match=r"own\.md"):
        back_up(made, at)


def test_an_archive_is_replaced_when_everything_in_it_is_in_the_new_one(
    made: World,
) -> None:
    decks, at = made.paths.decks, made.folder / "all.zip"
    for name in ("edited", "renamed", "moved", "removed"):
        put(decks / f"{name}.md", f"Q: {name}\nA: a\n")
    back_up(made, at)
    put(decks / "edited.md")
    (decks / "renamed.md").rename(decks / "new name.md")
    (decks / "group").mkdir()
    (decks / "moved.md").rename(decks / "group" / "moved.md")
    trash = made.paths.data / "trash"
    trash.mkdir()
    (decks / "removed.md").rename(trash / "removed.md")
    made.store().record(review("deck/later"), at=START)
    back_up(made, at)
    other = World(made.folder / "new")
    bring_back(at, other)
    assert other.keys() == made.keys()
    assert set(texts(other)) == {"edited.md", "new name.md", "group/moved.md"}


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"notes.txt": "mine"}, "not quizapp's"),
        ({"users/me/events/dev/2026-11-24.json": "{"}, "cannot be read"),
    ],
)
def test_an_archive_that_is_not_wholly_understood_is_not_replaced(
    made: World, members: dict[str, str | bytes], why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        back_up(made, archive_of(made.folder / "x.zip", members))


def test_what_is_no_file_is_never_replaced(made: World) -> None:
    os.mkfifo(made.folder / "pipe")
    for name in ("pipe", "other"):
        with pytest.raises(UsageError, match="not a file"):
            back_up(made, made.folder / name, replace=True)


def test_nothing_to_back_up_is_an_error(made: World) -> None:
    nobody, at = World(made.folder / "nobody"), made.folder / "new" / "x.zip"
    with pytest.raises(NothingToWriteError, match="no progress, no decks"):
        back_up(nobody, at)
    put(nobody.paths.decks / "notes.txt")
    with pytest.raises(NothingToWriteError):
        back_up(nobody, at)
    with pytest.raises(NothingToWriteError, match="“Zoë”"):
        write_archive(at, made.paths, now=START, user="Zoë")
    assert not at.parent.exists()


class _Flips:
    """A file on a disk that flips a bit of whatever is long."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> _Flips:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> int:
        if len(data) > 100:
            data = data[:50] + bytes([data[50] ^ 1]) + data[51:]
        return int(self._file.write(data))


def test_what_does_not_read_back_takes_nobodys_place(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = made.folder / "all.zip"
    back_up(made, at)
    good, fdopen = at.read_bytes(), os.fdopen
    made.store().record(review("deck/later"), at=START)
    monkeypatch.setattr(os, "fdopen", lambda *a, **k: _Flips(fdopen(*a, **k)))
    with pytest.raises(QuizappError, match=r"read back|not a quizapp archive"):
        back_up(made, at)
    assert at.read_bytes() == good
    assert [path.name for path in made.folder.glob("*all.zip*")] == ["all.zip"]
