"""Merging, and renaming, deleting and restoring users."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec import Raw

from quizapp.errors import UsageError
from quizapp.progress.log.storage import Row
from quizapp.progress.log.user_folders import folder_of, name_of
from quizapp.progress.maintenance.merge import Added, Incoming, take_in
from tests.progress.archives import put
from tests.world import START, World, review


def test_merging_adds_each_answer_once_whatever_comes_first(made: World) -> None:
    other = World(made.folder / "other")
    before, theirs = made.keys(), other.keys()
    assert made.merge(other.folder, dry_run=True).users["me"].events == len(theirs)
    assert made.keys() == before
    assert made.merge(other.folder).users["me"].events == len(theirs)
    assert made.merge(other.folder).users["me"].events == 0
    assert other.merge(made.folder).users["me"].events == len(before)
    assert made.keys() == other.keys() == before | theirs
    assert (
        made.store().memories == other.store().memories == made.fresh_store().memories
    )


@pytest.mark.parametrize("inside", ["", "library", "library/users"])
def test_the_folder_merged_may_be_named_at_any_height(made: World, inside: str) -> None:
    assert made.merge(made.folder / "other" / inside).users["me"].events > 0


def test_merging_a_folder_of_nobodys_is_refused(made: World) -> None:
    with pytest.raises(UsageError, match="nobody's progress"):
        made.merge(made.paths.cache)


def test_merging_skips_and_names_a_damaged_day(made: World) -> None:
    other = World(made.folder / "other")
    bad = other.day_files[0]
    bad.write_bytes(b"{")
    added = made.merge(other.folder)
    assert added.users["me"].files == len(other.day_files) - 1
    assert [str(bad) in each for each in added.skipped] == [True]


def test_merging_brings_decks_and_articles_unless_they_were_removed(
    made: World,
) -> None:
    other = World(made.folder / "other")
    for name in ("here", "new", "removed", "[removed too]"):
        put(other.paths.decks / "group" / f"{name}.md")
    put(other.paths.articles / "new.md", "Lima is a city.")
    put(other.paths.articles / "removed.md", "Its deck is in the trash.")
    put(other.paths.settings, 'theme = "nord"\n')
    put(made.paths.decks / "group" / "here.md", "Q: mine\nA: a\n")
    put(made.paths.trash / "removed.md")
    put(made.paths.trash / "2" / "[removed too].md")
    added = made.merge(other.folder)
    assert added.files == [
        "decks/group/new.md",
        "articles/new.md",
        "articles/removed.md",
    ]
    assert added.kept == ["decks/group/here.md"]
    assert added.left_out == {"removed deck": 2}
    assert made.files()[0].path.read_text() == "Q: mine\nA: a\n"
    assert not made.merge(other.folder / "library" / "users").kept


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_of_a_newer_quizapp_is_left_alone_and_the_rest_comes(
    made: World, dry_run: bool
) -> None:
    other = World(made.folder / "other")
    path = other.day_files[1]
    here = made.paths.users / path.relative_to(other.paths.users)
    newer = '{"_file": {"1": {"format": 99}}, "events": {}}'
    put(here, newer)
    added = made.merge(other.folder, dry_run=dry_run)
    (skipped,) = added.skipped
    assert str(here) in skipped
    assert "newer quizapp" in skipped
    assert added.users["me"].files == len(other.day_files) - 1
    assert here.read_text() == newer


def test_an_event_that_differs_is_not_overwritten(made: World) -> None:
    other = made.folder / "copy"
    shutil.copytree(made.folder / "library", other / "library")
    (path,) = (other / "library").rglob("2026-11-24.json")
    path.write_text(path.read_text().replace('"grade": 2', '"grade": 4'))
    before = made.fresh_store().memories
    taken = made.merge(other).users["me"]
    assert (taken.differing, taken.events) == (1, 0)
    assert made.fresh_store().memories == before


@pytest.mark.parametrize("name", ["Zoë", "名前", "../..", "CON", "a b", "Ana."])
def test_renamed_deleted_and_restored_a_user_keeps_everything(
    made: World, name: str
) -> None:
    users, before = made.users(), made.keys()
    users.rename("me", name)
    assert users.names == [name]
    assert made.keys(name) == before
    assert made.store(user=name).backups.root.is_dir()
    place = users.delete(name)
    assert users.names == []
    assert place.is_dir()
    users.restore(name)
    assert made.keys(name) == before
    assert not (made.folder.parent / "events").exists()


def test_a_name_that_is_taken_or_unknown_is_refused(made: World) -> None:
    users = made.users()
    made.store(user="Ana").record(review("deck/a"), at=START)
    for call in (
        lambda: users.rename("me", "Ana"),
        lambda: users.rename("nobody", "x"),
        lambda: users.delete("nobody"),
        lambda: users.restore("nobody"),
        lambda: users.rename("me", "x" * 300),
        lambda: users.rename("me", "  "),
    ):
        with pytest.raises(UsageError):
            call()
    users.delete("Ana")
    made.store(user="Ana").record(review("deck/b"), at=START)
    with pytest.raises(UsageError, match="already"):
        users.restore("Ana")


NAMES = [
    "me",
    "Ana",
    "ana",
    "名前",
    "Zoë",
    "CON",
    "con.txt",
    "..",
    "../x",
    "a/b",
    "a\\b",
]


def test_every_name_has_a_folder_of_its_own_that_tells_it() -> None:
    folders = [folder_of(name) for name in NAMES]
    assert [name_of(folder) for folder in folders] == NAMES
    assert len({folder.casefold() for folder in folders}) == len(NAMES)
    for folder in folders:
        assert "/" not in folder
        assert "\\" not in folder
        assert folder not in (".", "..")
        assert folder.isascii()
    assert folder_of("Zoe\u0308") == folder_of("Zoë")


@pytest.mark.parametrize("name", ["", " ", "x" * 300, "\ud800"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        folder_of(name)


def test_no_planted_link_leads_a_write_out(made: World, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    users = made.paths.users
    (users / "zo%C3%AB" / "events").mkdir(parents=True)
    (users / "zo%C3%AB" / "events" / "dev").symlink_to(outside)
    (users / "mallory").symlink_to(outside)
    rows, added = {1: Row(Raw(b'{"kind": "review"}'), 1)}, Added()
    incoming: list[Incoming] = [
        (user, "dev/2026-11-24.json", rows, {}) for user in ("zoë", "mallory", "me")
    ]
    take_in(incoming, made.paths, added)
    assert [each.split()[0] for each in added.skipped] == [
        str(users / "zo%C3%AB" / "events" / "dev"),
        str(users / "mallory"),
    ]
    assert added.users["me"].events == 1
    assert list(outside.iterdir()) == []
    assert made.users().names == ["me", "zoë"]
