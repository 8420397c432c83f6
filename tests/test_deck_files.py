"""Which files are decks."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.decks.library import deck_files
from quizapp.decks.library.deck_files import (
    DeckFile,
    Origin,
    file_named,
    find_decks,
    no_deck,
)
from quizapp.decks.library.reader import read_deck_file
from quizapp.decks.library.trash import own_deck, put_back, remove_deck
from quizapp.errors import DeckChangedError, DeckError


def named(name: str, folder: Path) -> DeckFile:
    """The file of a deck in the folder."""
    file = file_named(name, find_decks(folder))
    assert file
    return file


ELSEWHERE = Path("/dev/shm")
"""Another disk than that of the tests, on Linux."""


@pytest.mark.parametrize(
    ("data", "is_deck"),
    [
        (b"# Notes\n\nAsk: what changes?\nA: is no beginning\n", False),
        (b"", False),
        (b"# Verbs\n\nQ: yo (ser)\nA: soy\n", True),
        (b"\xef\xbb\xbfC: [soy]\n", True),
        (b"q: nearly\n", True),
        ("Q: yo\nA: soy\n".encode("utf-16"), True),
    ],
)
def test_a_text_without_a_card_is_a_deck_only_among_ones_own(
    tmp_path: Path, data: bytes, is_deck: bool
) -> None:
    own, notes = tmp_path / "own", tmp_path / "notes"
    for folder in (own, notes):
        folder.mkdir()
        (folder / f"{folder.name}.md").write_bytes(data)
    found = {file.origin for file in find_decks(own, [notes])}
    assert found == ({Origin.OWN, Origin.FOLDER} if is_deck else {Origin.OWN})


def test_notes_are_a_deck_as_soon_as_they_hold_a_card(tmp_path: Path) -> None:
    path = tmp_path / "notes" / "verbs.md"
    path.parent.mkdir()
    path.write_text("# Verbs\n", "utf-8")
    assert not find_decks(tmp_path / "own", [path.parent])
    path.write_text("# Verbs\n\nQ: yo (ser)\nA: soy\n", "utf-8")
    assert [file.name for file in find_decks(tmp_path / "own", [path.parent])] == [
        "verbs"
    ]


def test_a_folder_that_cannot_be_read_is_listed(tmp_path: Path) -> None:
    own, gone = tmp_path / "own", tmp_path / "gone"
    assert not find_decks(own)  # none yet
    own.symlink_to(own)  # in a circle
    files = find_decks(own, [gone])
    assert [(file.path, file.name) for file in files] == [(own, "own"), (gone, "gone")]
    reasons = [file.refusal.message for file in files if file.refusal]
    assert ["symbolic links" in reasons[0], "No such file" in reasons[1]] == [True] * 2
    with pytest.raises(DeckError, match="own: This folder cannot be read"):
        raise no_deck("verbs", files)


def test_what_cannot_be_read_is_listed(tmp_path: Path) -> None:
    (tmp_path / "notes" / "verbs.md").mkdir(parents=True)
    (tmp_path / "notes" / "gone.md").symlink_to(tmp_path / "nowhere")
    found = find_decks(tmp_path / "own", [tmp_path / "notes"])
    assert [file.name for file in found] == ["gone"]


def test_what_a_folder_holds_too_much_is_refused_and_that_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, notes, disk = (tmp_path / name for name in ("own", "notes", "disk"))
    for folder, count in ((own, 3), (notes, 5), (disk, 12)):
        folder.mkdir()
        for number in range(count):
            (folder / f"{folder.name}{number}.md").write_text("Q: q\nA: a\n", "utf-8")
    monkeypatch.setattr(deck_files, "MAX_DECKS", 4)
    monkeypatch.setattr(deck_files, "MAX_ENTRIES", 10)
    files = find_decks(own, [notes, disk])
    read = [file.name for file in files if not file.refusal]
    assert read == ["own0", "own1", "own2", "notes0", "notes1", "notes2", "notes3"]
    first, second = (file for file in files if file.refusal)
    assert first.shown == str(notes / "…")
    assert "more than 4 decks" in read_deck_file(first).errors[0].message
    assert second.shown == str(disk / "…")
    assert "more than 10 files" in read_deck_file(second).errors[0].message


def test_notes_do_not_count_as_decks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        (tmp_path / f"note{number}.md").write_text("Nothing to learn.\n", "utf-8")
    (tmp_path / "verbs.md").write_text("Q: yo (ser)\nA: soy\n", "utf-8")
    monkeypatch.setattr(deck_files, "MAX_DECKS", 1)
    (file,) = find_decks(tmp_path / "own", [tmp_path])
    assert (file.name, file.refusal) == ("verbs", None)


@pytest.fixture
def another_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on another disk."""
    if not ELSEWHERE.is_dir() or ELSEWHERE.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other disk here")
    folder = Path(tempfile.mkdtemp(dir=ELSEWHERE))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("is_far", [False, True])
def test_a_deck_goes_to_the_trash_and_back_into_its_folder(
    tmp_path: Path, request: pytest.FixtureRequest, is_far: bool
) -> None:
    home = request.getfixturevalue("another_disk") if is_far else tmp_path / "home"
    path = home / "decks" / "verbs" / "ser.md"
    path.parent.mkdir(parents=True)
    path.write_text("Q: yo (ser)\nA: soy\n", "utf-8")
    file = own_deck(named("ser", home / "decks"))
    place = remove_deck(file, tmp_path / "trash")
    assert (path.exists(), place.read_text("utf-8")) == (False, "Q: yo (ser)\nA: soy\n")
    path.parent.rmdir()
    put_back(place, path)
    assert path.read_text("utf-8") == "Q: yo (ser)\nA: soy\n"
    with pytest.raises(DeckChangedError, match="no longer in the trash"):
        put_back(place, path)


def test_a_copy_that_a_file_sync_made_is_listed_and_not_read(tmp_path: Path) -> None:
    for name in ("ser.md", "ser (conflicted copy 2026-11-24).md"):
        (tmp_path / name).write_text("Q: yo (ser)\nA: soy\n", "utf-8")
    file, copy = find_decks(tmp_path)
    assert (file.name, file.refusal) == ("ser", None)
    assert [each.code for each in read_deck_file(copy).errors] == ["sync-copy"]


def test_a_table_is_a_deck_only_among_ones_own(tmp_path: Path) -> None:
    own, notes = tmp_path / "own", tmp_path / "notes"
    for folder in (own, notes):
        folder.mkdir()
        (folder / f"{folder.name}.csv").write_text("rent;500\nfood;300\n", "utf-8")
    assert [file.name for file in find_decks(own, [notes])] == ["own"]


@pytest.mark.parametrize("is_far", [False, True])
def test_a_link_in_the_trash_points_where_it_pointed(
    tmp_path: Path, request: pytest.FixtureRequest, is_far: bool
) -> None:
    home = request.getfixturevalue("another_disk") if is_far else tmp_path / "home"
    decks, text = home / "decks", home / "notes" / "ser.md"
    for folder in (decks, text.parent):
        folder.mkdir(parents=True)
    text.write_text("Q: yo (ser)\nA: soy\n", "utf-8")
    alias = decks / "alias.md"
    for number in range(2):
        alias.symlink_to(Path("..") / "notes" / "ser.md")
        place = remove_deck(own_deck(named("alias", decks)), tmp_path / "trash")
        assert place.is_symlink()
        assert place.samefile(text)
        assert not alias.is_symlink()
        assert place.name == "alias.md"
        assert place.parent.name == ("2" if number else "trash")
    put_back(place, alias)
    assert alias.samefile(text)
    assert not place.is_symlink()
    assert text.read_text("utf-8") == "Q: yo (ser)\nA: soy\n"


def test_a_link_that_points_at_nothing_is_not_replaced_in_the_trash(
    tmp_path: Path,
) -> None:
    decks = tmp_path / "decks"
    decks.mkdir()
    places = set()
    for _ in range(2):
        (decks / "gone.md").symlink_to("nowhere.md")
        places.add(remove_deck(own_deck(named("gone", decks)), tmp_path / "trash"))
    assert len(places) == 2
    assert {place.readlink() for place in places} == {decks / "nowhere.md"}


@pytest.mark.parametrize(
    ("name", "is_found"),
    [("a.md", True), ("A.MD", True), ("a.CSV", True), ("a.txt", False), ("md", False)],
)
def test_the_ending_of_a_name_says_what_is_a_deck(
    tmp_path: Path, name: str, is_found: bool
) -> None:
    (tmp_path / name).write_text("Q: yo (ser)\nA: soy\n", "utf-8")
    (tmp_path / "b.facts.md").touch()
    assert [file.path.name for file in find_decks(tmp_path)] == [name] * is_found


def test_of_two_shipped_decks_of_one_stem_the_first_counts(tmp_path: Path) -> None:
    for name in ("b.csv", "b.md"):
        (tmp_path / name).write_text("Q: q\nA: a\n", encoding="utf-8")
    files = find_decks(tmp_path / "own", shipped=tmp_path)
    assert [file.path.name for file in files] == ["b.md"]
