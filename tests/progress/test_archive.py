"""Backups and exports: what goes into them and comes back, and nothing elsewhere."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from quizapp.errors import StoreError, UsageError
from quizapp.progress.maintenance.backup import write_archive
from quizapp.progress.maintenance.restore import restore
from quizapp.text import short
from tests.progress.archives import (
    CARD,
    HOSTILE,
    archive_of,
    back_up,
    bring_back,
    day_of,
    put,
    texts,
)
from tests.world import START, World, review

on_unix = pytest.mark.skipif(os.name != "posix", reason="Windows has fewer names")


def tree(folder: Path) -> dict[Path, bytes | None]:
    """Everything below a folder."""
    return {
        path: path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_a_backup_brings_everything_back_and_takes_nothing_away(made: World) -> None:
    deck = put(made.paths.decks / "own" / "deck.md")
    at = made.folder / "all.zip"
    written = back_up(made, at)
    assert (written.users, written.answers, written.decks) == (1, 9, 1)
    assert not written.left_out
    assert at.stat().st_mode & 0o777 == 0o600
    old = made.keys()
    later = made.store().record(review("deck/later"), at=START).key
    deck.write_text("Q: q, mended\nA: a\n")
    result = bring_back(at, made)
    assert made.keys() == old | {later}
    assert result.kept == ["decks/own/deck.md"]
    assert "mended" in deck.read_text()
    assert result.safety
    shutil.rmtree(made.paths.data)
    dry = bring_back(at, made, dry_run=True)
    assert dry.users["me"].reviews == 9
    assert dry.files == ["decks/own/deck.md"]
    assert not made.paths.data.exists()
    bring_back(at, made)
    assert made.keys() == old
    assert deck.read_text() == CARD
    # What was there before the restoring is in a backup of its own.
    again = bring_back(result.safety, made)
    assert made.keys() == old | {later}
    assert again.safety not in (None, result.safety)


def test_articles_go_out_and_come_back_as_decks_do(made: World) -> None:
    at, article = made.folder / "all.zip", made.paths.articles / "Ñandú.md"
    put(article, "Ñandúes are birds.\n")
    put(article.parent / "x.pdf")
    put(article.parent / "below" / "x.md")
    written = back_up(made, at)
    assert (written.articles, written.left_out) == (1, {"other file": 2})
    other = World(made.folder / "new")
    assert bring_back(at, other).files == ["articles/Ñandú.md"]
    there = other.paths.articles / article.name
    assert there.read_bytes() == article.read_bytes()
    put(there, "mine")
    assert bring_back(at, other).kept == ["articles/Ñandú.md"]
    assert there.read_text() == "mine"


def test_settings_come_back_where_there_are_none(made: World) -> None:
    at, mine = made.folder / "all.zip", made.paths.settings
    text = '# mine\ntheme = "nord"  # dark\nuser = "me"\n\n[keys]\n"a.b" = "x"\n'
    put(mine, text)
    assert back_up(made, at).has_settings
    other = World(made.folder / "new")
    assert bring_back(at, other, dry_run=True).files == ["settings.toml"]
    assert not other.paths.settings.exists()
    assert bring_back(at, other).files == ["settings.toml"]
    assert other.paths.settings.read_text() == text
    assert not bring_back(at, other).kept
    put(other.paths.settings, 'theme = "dracula"\n')
    assert bring_back(at, other).kept == ["settings.toml"]
    assert other.paths.settings.read_text() == 'theme = "dracula"\n'


@pytest.mark.parametrize(
    ("text", "kept", "lost"),
    [
        ('editor = "sh -c x"\ntheme = "nord"\n', 'theme = "nord"\n', ["editor"]),
        ('"editor" = """\nx"""\n', "", ["editor"]),
        ('editor = ""\nuser = "Ana"\n', 'editor = ""\n', ["user"]),
        ('ask = 1\nnew = "x"\n# end\n', "# end\n", ["ask", "new"]),
        ("[editor]\nx = 1\n[keys]\n", "[keys]\n", ["editor"]),
    ],
)
def test_a_command_another_user_and_what_is_unknown_are_no_settings(
    made: World, text: str, kept: str, lost: list[str]
) -> None:
    at = archive_of(made.folder / "x.zip", {"settings.toml": text})
    assert bring_back(at, made).lost_settings == lost
    assert made.paths.settings.read_text() == kept


@pytest.mark.parametrize("text", ["=", "\xff", "x" * 5000, "a = " + "[" * 1900])
def test_settings_that_make_no_sense_are_skipped(made: World, text: str) -> None:
    at = archive_of(made.folder / "x.zip", {"settings.toml": text.encode("latin-1")})
    (skipped,) = bring_back(at, made).skipped
    assert "not a settings file" in skipped
    assert not made.paths.settings.exists()


def test_nobody_becomes_a_user_whose_name_cannot_be(made: World) -> None:
    other, text = World(made.folder / "new"), f'user = "{"x" * 300}"\n'
    at = archive_of(made.folder / "x.zip", {"settings.toml": text})
    assert bring_back(at, other).lost_settings == ["user"]


def test_a_user_goes_from_one_installation_to_another(made: World) -> None:
    at, other = made.folder / "me.zip", World(made.folder / "new")
    write_archive(at, made.paths, now=START, user="me")
    bring_back(at, other, me="Zoë")
    assert other.keys("Zoë") == made.keys()
    assert [path.name for path in other.paths.users.iterdir()] == ["%5Ao%C3%AB"]
    assert other.store(user="Zoë").memories == made.store().memories


ODD = [
    *("a b", " a", "a ", "a.", "a..", "a..b", "~", "-rf", "--replace", "x.facts", "2"),
    *("'", '"', "`id`", "$(id)", "$HOME", "%s%n", "%2F", "{x}", "[red]x[/red]", "#"),
    *("Q: what", "what?", "*", "|", "<b>", "a;b", "&", "=1+1", "@", "a,b", "a\\b", "^"),
    *("a\nb", "a\tb", "\r", "\x1b[2J", "\x07", "\x7f", "\x9b31m", "\u202etxet", "\x01"),
    *(
        "CON",
        "nul",
        "com1",
        "users",
        "events",
        "decks",
        "quizapp.json",
        "x.md",
        "x.zip",
    ),
    *(
        "Zoë",
        "Zoe\u0308",
        "名前",
        "😀",
        "\u200b",
        "\xa0",
        "\ufeff",
        "ß",
        "İ",
        "ﬁ",
        "\u2028",
    ),
    *("x" * 252, "é" * 126, "2026-11-24"),
]
"""Names that a file system allows, and no person would choose."""


@on_unix
@pytest.mark.skipif(
    sys.getfilesystemencoding() != "utf-8", reason="such files cannot be named here"
)
def test_every_odd_name_goes_out_and_comes_back(made: World) -> None:
    assert len(set(ODD)) == len(ODD) >= 60
    for number, name in enumerate(ODD):
        put(made.paths.decks / f"{name}.md", f"Q: {number}\nA: deck\n")
        put(made.paths.decks / name / "in" / f"{number}.CSV", "question,answer\n")
        device = made.paths.users / "me" / "events" / name
        put(device / "2026-11-24.json", day_of(number))
    at, other = made.folder / "all.zip", World(made.folder / "new")
    written = back_up(made, at)
    assert not written.left_out
    assert not written.problems
    result = bring_back(at, other)
    assert not result.skipped
    assert texts(other) == texts(made)
    assert len(texts(made)) == 2 * len(ODD)
    assert other.keys() == made.keys()
    assert len(made.keys()) >= 9 + len(ODD)
    assert not back_up(other, made.folder / "again.zip").left_out


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8")
def test_what_is_left_out_is_counted_and_the_rest_comes_back(made: World) -> None:
    decks, events = made.paths.decks, made.paths.users / "me" / "events"
    put(decks / "kept.md")
    for name in (".obsidian/x.md", ".hidden.md", "group/.trash/y.md", "C:/evil.md"):
        put(decks / name)
    put(decks / os.fsdecode(b"\xff.md"))
    put(decks / os.fsdecode(b"\xfe") / "z.md")
    put(decks / "notes.txt")
    put(decks.joinpath(*["d"] * 60, "deep.md"))
    (decks / "link.md").symlink_to(decks / "kept.md")
    (decks / "folder").symlink_to(made.folder / "other")
    os.mkfifo(decks / "pipe.md")
    with (decks / "huge.csv").open("wb") as file:
        file.truncate(2**26 + 1)
    for device in (".stversions", os.fsdecode(b"\xff")):
        put(events / device / "2026-11-24.json", day_of(1))
    at, other = made.folder / "all.zip", World(made.folder / "new")
    written = back_up(made, at)
    assert written.left_out == {
        "hidden item": 4,
        "non-UTF-8 name": 3,
        "link": 2,
        "unsafe name": 1,
        "deeply nested item": 1,
        "other file": 2,
        "oversized file": 1,
    }
    result = bring_back(at, other)
    assert not result.skipped
    assert result.files == ["decks/kept.md"]
    assert other.keys() == made.keys()


@on_unix
def test_no_member_is_written_outside(made: World) -> None:
    outside = made.folder.parent / "outside"
    outside.mkdir()
    made.paths.decks.mkdir()
    (made.paths.decks / "planted").symlink_to(outside)
    members = [name.replace("{outside}", str(outside)) for name in HOSTILE]
    archive_of(
        made.folder / "evil.zip",
        {name: day_of(1) if name.endswith("json") else CARD for name in members}
        | {"decks/good.md": CARD, "users/me/events/dev/2026-11-23.json": day_of(2)},
    )
    before, old = tree(made.folder.parent), made.keys()
    result = bring_back(made.folder / "evil.zip", made)
    named = [each.rpartition(": ")[0] for each in result.skipped]
    assert sorted(named) == sorted(short(name, 100) for name in members)
    assert result.files == ["decks/good.md"]
    assert made.keys() - old == {"2-dev"}
    changed = {
        path
        for path, _ in tree(made.folder.parent).items() ^ before.items()
        if not path.is_relative_to(made.paths.cache)
        and not path.is_relative_to(made.paths.machine)
    }
    events = made.paths.users / "me" / "events" / "dev"
    assert changed == {
        made.paths.decks / "good.md",
        events,
        events / "2026-11-23.json",
    }


def test_a_member_that_is_a_link_is_not_written(made: World) -> None:
    with zipfile.ZipFile(made.folder / "evil.zip", "w") as archive:
        archive.writestr("quizapp.json", '{"format": 1}')
        link = zipfile.ZipInfo("decks/evil.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "../../../evil")
    before = tree(made.folder)
    (skipped,) = bring_back(made.folder / "evil.zip", made).skipped
    assert "link" in skipped
    assert tree(made.folder) == before


def test_an_exported_user_brings_no_decks(made: World) -> None:
    at = archive_of(made.folder / "x.zip", {"decks/x.md": CARD})
    restore(at, made.paths, now=START, with_files=False)
    assert not made.paths.decks.exists()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "damaged, or not a quizapp archive"),
        (b"PK\x03\x04 torn", "damaged, or not a quizapp archive"),
        (None, "not a quizapp archive"),
        ("[]", "not a quizapp archive"),
        ('{"format": "1"}', "not a quizapp archive"),
        ("[" * 100_000, "not a quizapp archive"),
        ('{"format": 9}', "newer quizapp"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_archive_is_refused_with_a_sentence(
    made: World, data: bytes | str | None, why: str
) -> None:
    path, before = made.folder / "x.zip", made.keys()
    if isinstance(data, bytes):
        path.write_bytes(data)
    elif data is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("other", "{}")
    else:
        archive_of(path, {}, data)
    with pytest.raises(StoreError, match=why):
        bring_back(path, made)
    with pytest.raises(UsageError, match="not replaced"):
        back_up(made, path)
    assert made.keys() == before


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("", "empty"),
        ('{"events": {"x": {}}}', "an id in it"),
        ('{"_file": {"1": {"format": 99}}, "events": {}}', "newer quizapp"),
        (b"\0" * (70 * 2**20), "too large"),
    ],
    ids=lambda value: str(value[:20]),
)
def test_a_damaged_member_is_skipped_and_named(
    made: World, data: str | bytes, why: str
) -> None:
    good, bad = (f"users/me/events/dev/2026-11-2{day}.json" for day in (3, 4))
    at = archive_of(made.folder / "x.zip", {bad: data, good: day_of(1)})
    result = bring_back(at, made)
    (skipped,) = result.skipped
    assert bad in skipped
    assert why in skipped
    assert result.users["me"].events == 1


def test_a_flipped_bit_costs_one_member(made: World) -> None:
    at = made.folder / "all.zip"
    back_up(made, at)
    data = bytearray(at.read_bytes())
    with zipfile.ZipFile(at) as archive:
        member = archive.infolist()[2]
    data[member.header_offset + 30 + len(member.filename) + 40] ^= 4
    at.write_bytes(data)
    result = bring_back(at, World(made.folder / "new"))
    (skipped,) = result.skipped
    assert member.filename in skipped
    assert result.users["me"].files == 2


def test_an_archive_that_was_half_copied_gives_back_its_half(made: World) -> None:
    at = made.folder / "all.zip"
    back_up(made, at)
    with zipfile.ZipFile(at) as archive:
        third = archive.infolist()[2]
    at.write_bytes(at.read_bytes()[: third.header_offset + 90])
    result = bring_back(at, World(made.folder / "new"))
    assert result.users["me"].files == 2
    assert [each.partition(":")[0] for each in result.skipped] == [
        "quizapp.json",
        third.filename,
    ]


def test_an_event_with_half_a_character_is_kept(made: World) -> None:
    text = day_of(5).replace('"given": "x"', r'"given": "\ud83d"')
    assert "ud83d" in text
    at = archive_of(
        made.folder / "x.zip", {"users/me/events/dev/2026-11-24.json": text}
    )
    bring_back(at, made)
    assert "5-dev" in made.keys()
    back_up(made, made.folder / "all.zip")


def test_a_damaged_day_without_a_copy_is_named(made: World) -> None:
    shutil.rmtree(made.paths.machine / "backups", ignore_errors=True)
    bad = made.day_files[0]
    bad.write_bytes(b"{")
    written = back_up(made, made.folder / "all.zip")
    assert any(str(bad) in problem for problem in written.problems)
    assert written.answers == 6
    with zipfile.ZipFile(made.folder / "all.zip") as archive:
        (member,) = (n for n in archive.namelist() if n.endswith(bad.name))
        assert archive.read(member) == b"{"
    result = bring_back(made.folder / "all.zip", World(made.folder / "new"))
    assert [member in each for each in result.skipped] == [True]
    assert result.users["me"].reviews == 6


def test_a_folder_that_cannot_be_read_costs_what_is_in_it(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, before = made.paths.users / "me" / "events" / "locked", made.keys()
    put(locked / "2026-11-24.json", day_of(1))
    real = os.scandir

    def scandir(path: str | Path) -> Any:
        if Path(path) == locked:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(str(path))

    monkeypatch.setattr(os, "scandir", scandir)
    written = back_up(made, made.folder / "all.zip")
    assert [str(locked) in each for each in written.problems] == [True]
    bring_back(made.folder / "all.zip", other := World(made.folder / "new"))
    assert other.keys() == before


def test_a_day_that_does_not_exist_stops_nothing(made: World) -> None:
    before = made.keys()
    put(made.day_files[0].with_name("2026-99-99.json"), day_of(1))
    assert {event.key for event in made.fresh_store().events()} == before
