"""Merging, backups, restoring, and the care of users."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from msgspec import Raw

from quizapp.errors import QuizappError, StoreError, UsageError
from quizapp.store import folder_of, name_of
from quizapp.store.archive import restore, write_archive
from quizapp.store.merging import in_folder, take_in
from quizapp.store.storage import Row
from quizapp.store.users import Users, look_alikes
from tests.faults.scenes import START, Scene, review, scene


@pytest.fixture
def made(tmp_path: Path) -> Scene:
    return scene(tmp_path)


def keys(at: Scene, user: str = "me") -> set[str]:
    return {event.key for event in at.open(user).events()}


def merge(source: Path, at: Scene, *, dry_run: bool = False) -> int:
    told = take_in(
        in_folder(source),
        users=at.places.users,
        machine=at.places.machine,
        dry_run=dry_run,
    )
    return sum(each.events for each in told.values())


def users_of(at: Scene) -> Users:
    places = at.places
    trash = places.data / "trash" / "users"
    return Users(places.users, trash, places.machine, at.folder / "cache")


def test_merging_adds_each_answer_once_whatever_comes_first(made: Scene) -> None:
    other = Scene(made.folder / "other")
    before, theirs = keys(made), keys(other)
    assert merge(other.folder, made, dry_run=True) == len(theirs)
    assert keys(made) == before
    assert merge(other.folder, made) == len(theirs)
    assert merge(other.folder, made) == 0
    assert merge(made.folder, other) == len(before)
    assert keys(made) == keys(other) == before | theirs
    assert made.open().memories == other.open().memories == made.open_anew().memories


@pytest.mark.parametrize("inside", ["", "library", "library/users"])
def test_the_folder_merged_may_be_named_at_any_height(made: Scene, inside: str) -> None:
    assert merge(made.folder / "other" / inside, made) > 0


def test_merging_a_folder_of_nobodys_or_a_damaged_one_is_refused(
    made: Scene,
) -> None:
    with pytest.raises(UsageError, match="nobody's progress"):
        merge(made.folder / "cache", made)
    other = Scene(made.folder / "other")
    other.day_files[-1].write_bytes(b"{")
    with pytest.raises(StoreError, match="damaged"):
        merge(other.folder, made)


def test_an_event_that_differs_is_not_overwritten(made: Scene) -> None:
    other = made.folder / "copy"
    shutil.copytree(made.folder / "library", other / "library")
    (path,) = (other / "library").rglob("2026-11-24.json")
    path.write_text(path.read_text().replace('"grade": 2', '"grade": 4'))
    before = made.open_anew().memories
    told = take_in(
        in_folder(other), users=made.places.users, machine=made.places.machine
    )
    assert told["me"].differing == 1
    assert told["me"].events == 0
    assert made.open_anew().memories == before


def test_a_backup_brings_everything_back_and_takes_nothing_away(made: Scene) -> None:
    deck = made.places.data / "decks" / "own" / "deck.md"
    deck.parent.mkdir(parents=True)
    deck.write_text("Q: q\nA: a\n")
    at = made.folder / "all.zip"
    write_archive(at, made.places, now=START)
    assert at.stat().st_mode & 0o777 == 0o600
    old = keys(made)
    later = made.open().record(review("deck/later"), at=START).key
    deck.write_text("Q: q, mended\nA: a\n")
    told = restore(at, made.places, now=START)
    assert keys(made) == old | {later}
    assert told.kept == ["own/deck.md"]
    assert "mended" in deck.read_text()
    assert told.safety
    assert told.safety.exists()
    shutil.rmtree(made.places.data)
    dry = restore(at, made.places, now=START, dry_run=True)
    assert dry.users["me"].reviews == 9
    assert dry.decks == ["own/deck.md"]
    assert not made.places.data.exists()
    restore(at, made.places, now=START)
    assert keys(made) == old
    assert deck.read_text() == "Q: q\nA: a\n"
    # What was there before the restoring is in a backup of its own.
    restore(told.safety, made.places, now=START)
    assert keys(made) == old | {later}


HOSTILE = [
    "../evil.json",
    "/etc/evil",
    "users/me/events/../../../evil/2026-11-24.json",
    "users/me/events/dev/2026-11-24.json.exe",
    "decks/../../evil.md",
    "decks/.hidden/evil.md",
    "decks/a\\..\\..\\evil.md",
    "machine/device.json",
    "users/me/link",
]


@pytest.mark.parametrize("member", HOSTILE)
def test_a_hostile_backup_is_refused_whole(made: Scene, member: str) -> None:
    path = made.folder / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("quizapp.json", json.dumps({"format": 1}))
        archive.writestr(member, "x")
    before = sorted(made.folder.rglob("*"))
    with pytest.raises(QuizappError) as told:
        restore(path, made.places, now=START)
    assert str(path) in str(told.value)
    assert sorted(made.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not a zip"),
        (b"PK\x03\x04 torn", "not a zip"),
        ({"other": "{}"}, "no backup of quizapp's"),
        ({"quizapp.json": "[]"}, "no backup of quizapp's"),
        ({"quizapp.json": '{"format": 9}'}, "newer quizapp"),
        (
            {
                "quizapp.json": '{"format": 1}',
                "users/me/events/dev/2026-11-24.json": "{",
            },
            "damaged",
        ),
    ],
)
def test_what_is_no_backup_is_refused_with_a_sentence(
    made: Scene, data: bytes | dict[str, str], told: str
) -> None:
    path, before = made.folder / "x.zip", keys(made)
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in data.items():
                archive.writestr(name, text)
    with pytest.raises(QuizappError, match=told):
        restore(path, made.places, now=START)
    assert keys(made) == before


def test_a_bomb_is_refused(made: Scene) -> None:
    path = made.folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("quizapp.json", '{"format": 1}')
        archive.writestr("decks/bomb.md", b"\0" * (70 * 2**20))
    with pytest.raises(UsageError, match="too large"):
        restore(path, made.places, now=START)


def test_a_user_goes_from_one_installation_to_another(made: Scene) -> None:
    at, other = made.folder / "me.zip", Scene(made.folder / "new")
    write_archive(at, made.places, now=START, user="me")
    restore(at, other.places, now=START, user="Zoë")
    assert keys(other, "Zoë") == keys(made)
    assert users_of(other).names == ["Zoë"]
    assert other.open("Zoë").memories == made.open().memories


@pytest.mark.parametrize("name", ["Zoë", "名前", "../..", "CON", "a b", "Ana."])
def test_renamed_deleted_and_restored_a_user_keeps_everything(
    made: Scene, name: str
) -> None:
    users, before = users_of(made), keys(made)
    users.rename("me", name)
    assert users.names == [name]
    assert keys(made, name) == before
    assert made.open(name).backups.root.is_dir()
    place = users.delete(name)
    assert users.names == []
    assert place.is_dir()
    users.restore(name)
    assert keys(made, name) == before
    assert not (made.folder.parent / "events").exists()


def test_a_name_that_is_taken_or_unknown_is_refused(made: Scene) -> None:
    users = users_of(made)
    made.open("Ana").record(review("deck/a"), at=START)
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
    made.open("Ana").record(review("deck/b"), at=START)
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


@pytest.mark.parametrize("name", ["ana", "Anа", "ＡＮＡ", "An a", "Aná"])
def test_a_name_that_looks_like_anothers_is_noticed(made: Scene, name: str) -> None:
    made.open("Ana").record(review("deck/a"), at=START)
    assert look_alikes(name, made.places.users) == ["Ana"]
    assert look_alikes("Ana", made.places.users) == []


def test_no_planted_link_leads_a_write_out(made: Scene, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    users = made.places.users
    (users / "zo%C3%AB" / "events").mkdir(parents=True)
    (users / "zo%C3%AB" / "events" / "dev").symlink_to(outside)
    (users / "mallory").symlink_to(outside)
    for user in ("zoë", "mallory"):
        incoming = [
            (user, "dev/2026-11-24.json", {1: Row(Raw(b'{"kind": "review"}'), 1)})
        ]
        with pytest.raises(StoreError, match="link"):
            take_in(incoming, users=users, machine=made.places.machine)
    assert list(outside.iterdir()) == []
    assert users_of(made).names == ["me", "zoë"]
