"""Events as they stand on the disk, and what every kind of them comes to."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
from tinydb import Query, TinyDB
from tinydb.table import Document

from quizapp.model import Event, KnownAct, Malformed, Review, Unknown
from quizapp.progress.log.events import decode, encode
from quizapp.progress.maintenance.backup import write_archive
from quizapp.progress.maintenance.restore import restore
from tests.progress.life import (
    BEGUN,
    CARDS,
    DEVICES,
    known,
    live,
    open_store,
)
from tests.world import World


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of event, on three devices."""
    folder = tmp_path_factory.mktemp("life")
    events = live(folder, seed=1)
    assert {type(event.act) for event in events} == set(get_args(KnownAct))
    return folder


def copied(life: Path, folder: Path) -> Path:
    shutil.copytree(life, folder / "copy", symlinks=True)
    return folder / "copy"


def stock(path: Path) -> list[Document]:
    """All events of a day file, as TinyDB itself reads them."""
    with TinyDB(path, encoding="utf-8") as database:
        documents: list[Document] = database.table("events").all()
    return documents


def test_every_event_reads_back_as_what_was_written(life: Path) -> None:
    for event in open_store(life).events():
        body = json.loads(bytes(encode(event.act, event.at)))
        assert list(body)[:2] == ["kind", "at"]
        assert decode(encode(event.act, event.at), event.stamp) == event


def test_stock_tinydb_reads_every_day_file(life: Path) -> None:
    events = {event.key: event for event in open_store(life).events()}
    found = {
        f"{document.doc_id}-{path.parent.name}": document
        for path in World(life).day_files
        for document in stock(path)
    }
    assert found.keys() == events.keys()
    for key, document in found.items():
        body = json.loads(bytes(encode(events[key].act, events[key].at)))
        assert dict(document) == body
    event = Query()
    for path in World(life).day_files:
        with TinyDB(path, encoding="utf-8") as database:
            missed = database.table("events").search(
                (event.kind == "review") & (event.grade == 1)
            )
        assert len(missed) == sum(
            isinstance(each.act, Review) and each.act.grade == 1
            for document in stock(path)
            if (each := events[f"{document.doc_id}-{path.parent.name}"])
        )


def test_an_event_stands_on_a_line_of_its_own(life: Path) -> None:
    for path in World(life).day_files:
        lines = path.read_text("utf-8").splitlines()
        for document in stock(path):
            (line,) = [
                each for each in lines if each.startswith(f'"{document.doc_id}"')
            ]
            assert json.loads("{" + line.removesuffix(",") + "}")


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in (1, 2))]
)
def test_memories_and_scores_are_equal_however_the_events_come(
    tmp_path: Path, seed: int
) -> None:
    """From cold and warm caches, on each device, in any order of the files, before and
    after a merge; and nothing but what is written changes."""
    folder = tmp_path / "life"
    events = live(folder, seed)
    before = {path: path.read_bytes() for path in World(folder).day_files}
    wanted = known(open_store(folder))
    assert wanted["memories"]
    assert wanted["tries"]
    for device in range(DEVICES):  # warm
        assert known(open_store(folder, device)) == wanted
        shutil.rmtree(open_store(folder, device).cache.parents[1])
        assert known(open_store(folder, device)) == wanted
    _in_any_order(tmp_path / "any", before, folder, wanted, Random(seed))
    _merged(tmp_path, before, folder, wanted)
    assert {path: path.read_bytes() for path in World(folder).day_files} == before
    store = open_store(folder)
    last = events[-1].at
    store.record(Review(**_fields(events)), at=last + timedelta(days=9))
    changed = {p for p, data in before.items() if p.read_bytes() != data}
    assert not changed  # it is a new day
    store.record(Review(**_fields(events)), at=last + timedelta(days=9))
    assert {path: before[path] for path in before} == {
        path: path.read_bytes() for path in before
    }


def _fields(events: list[Event]) -> dict[str, Any]:
    told = next(each.act for each in events if isinstance(each.act, Review))
    return {name: getattr(told, name) for name in told.__struct_fields__}


def _in_any_order(
    folder: Path,
    files: dict[Path, bytes],
    source: Path,
    wanted: dict[str, object],
    rng: Random,
) -> None:
    store = open_store(folder)
    for number, path in enumerate(rng.sample(sorted(files), len(files))):
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files[path])
        if number % 3 == 0:
            store.refresh()
        if number % 5 == 0:
            store.close()
            store = open_store(folder)
    store.refresh()
    assert known(store) == wanted


def _merged(
    folder: Path, files: dict[Path, bytes], source: Path, wanted: dict[str, object]
) -> None:
    """Each device's own folder, brought together again by merging."""
    target = folder / "merged"
    for number, device in enumerate(sorted({path.parent for path in files})):
        alone = folder / f"alone{number}"
        shutil.copytree(device, alone / device.relative_to(source))
        for _ in range(2):  # again changes nothing
            World(target).merge(alone / "library")
    for path, data in files.items():
        assert stock(target / path.relative_to(source)) == stock(path)
        assert path.read_bytes() == data
    assert known(open_store(target)) == wanted


NEWER = '"kind": "dream", "at": "2026-11-02T09:00:00.000+00:00", "deep": [1e400, {}]'
FIELD = '"mood": {"so": ["so", null, 12345678901234567890123]}'


def newer(path: Path) -> dict[str, Any]:
    """Let a newer quizapp have written in a day file: a kind, a field, a table."""
    text = path.read_text("utf-8")
    text = text.replace('"kind": "review",', f'"kind": "review", {FIELD},')
    text = text.replace('"events": {\n', f'"events": {{\n"7": {{{NEWER}}},\n')
    text = text.replace('{"_file"', '{"moods": {"1": {"deck": "peru"}},\n"_file"')
    path.write_text(text, encoding="utf-8")
    return _tables(path)


def _tables(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.read_bytes())
    return told


def test_what_a_newer_quizapp_wrote_survives_everything(
    life: Path, tmp_path: Path
) -> None:
    folder = copied(life, tmp_path)
    wanted = known(open_store(folder))
    store = open_store(folder)
    at = BEGUN + timedelta(days=60)
    event = store.record(Review(**_fields(list(store.events()))), at=at)
    (path,) = (folder / "library").rglob(f"{event.device}/{at.date()}.json")
    before = newer(path)
    assert FIELD in path.read_text("utf-8")

    store = open_store(folder)
    assert not store.problems
    assert [e.act for e in store.events() if isinstance(e.act, Unknown)] == [
        Unknown("dream")
    ]
    store.record(Review(**_fields(list(store.events()))), at=at)  # appended
    _is_kept(before, path)
    path.with_name(f"{path.stem} (1).json").write_bytes(b"{")  # and mended
    store.backups.copy(f"{event.device}/{path.name}", path)
    path.write_bytes(path.read_bytes().replace(b'"grade": ', b'"grade": 9', 1))
    store = open_store(folder)
    store.record(Review(**_fields(list(store.events()))), at=at)
    _is_kept(before, path)
    assert path.with_name(f"{path.name}.damaged-1").exists()
    assert known(store) != wanted

    merged, restored = tmp_path / "merged", tmp_path / "restored"
    World(merged).merge(folder / "library")
    _is_kept(before, merged / path.relative_to(folder))
    archive = tmp_path / "all.zip"
    write_archive(archive, World(folder).paths, now=at)
    restore(archive, World(restored).paths, now=at)
    _is_kept(before, restored / path.relative_to(folder))
    backup = folder / "machine" / "backups" / "me" / path.relative_to(path.parents[1])
    store.back_up(60)
    _is_kept(before, backup)


def _is_kept(before: dict[str, Any], path: Path) -> None:
    now = _tables(path)
    for name, table in before.items():
        assert table.items() <= now[name].items(), name
    assert FIELD in path.read_text("utf-8")


MALFORMED = {
    "`grade`: invalid enum value 9": ('"grade": ', '"grade": 9, "was": '),
    "`day`": ('"day": "2026-11', '"day": "2026-13'),
    "`at`: invalid": ('"at": "2026-11', '"at": "2026-02-30T00:00:00+00:00", "w": "'),
    "`at`: the year 1026": ('"at": "2026', '"at": "1026'),
    "`day`: the year 1026": ('"day": "2026', '"day": "1026'),
    "`spent`": ('"spent": ', '"spent": 1e400, "was": '),
    "`spent`: expected `int` >= 0": ('"spent": ', '"spent": -'),
    "`card`": ('"card": "', '"card": "", "was": "'),
    "it is not UTF-8": ('"given": "', '"given": "\udcff'),
}


@pytest.mark.parametrize("why", MALFORMED)
def test_an_event_that_says_what_cannot_be_is_set_aside(
    life: Path, tmp_path: Path, why: str
) -> None:
    """It is named once, with its reason; what is around it counts, and the file stays
    as it is."""
    folder = copied(life, tmp_path)
    shutil.rmtree(folder / "machine" / "backups")
    old, new = MALFORMED[why]
    path = next(
        p for p in World(folder).day_files if b'"kind": "review"' in p.read_bytes()
    )
    good = {event.key for event in open_store(folder).events()}
    text = path.read_bytes().decode()
    start = text.index('"kind": "review"')
    text = text[:start] + text[start:].replace(old, new, 1)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    data = path.read_bytes()
    store = open_store(folder)
    (problem,) = store.problems
    assert problem.startswith(f"{path}: event ")
    assert why in problem
    assert "skipped" in problem
    assert {event.key for event in store.events()} == good
    assert sum(isinstance(e.act, Malformed) for e in store.events()) == 1
    assert path.read_bytes() == data
    assert "unreadable" in {each.code for each in World(folder).examine()}
    warm = known(store)
    store.close()
    assert known(open_store(folder)) == warm
    shutil.rmtree(folder / "cache")
    assert known(open_store(folder)) == warm


def test_a_good_copy_stands_in_for_a_damaged_event_and_is_kept(
    life: Path, tmp_path: Path
) -> None:
    folder = copied(life, tmp_path)
    wanted = known(open_store(folder))
    store = open_store(folder)
    path = max(World(folder).day_files, key=lambda each: each.stat().st_size)
    name = f"{path.parent.name}/{path.name}"
    assert store.backups.copy(name, path)
    path.write_bytes(path.read_bytes().replace(b'"at": "2026', b'"at": "1026'))
    damaged = path.read_bytes()
    events, answers = damaged.count(b'"at": "1026'), damaged.count(b'"kind": "review"')
    shutil.rmtree(folder / "cache")
    store = open_store(folder)
    assert known(store) == wanted
    assert (
        f"{events} damaged events: its copy with {answers} answers is used instead"
        in store.problems[0]
    )
    assert not store.backups.copy(name, path)  # the copy is the better one
    assert path.read_bytes() == damaged
    store.files.add(name, {})
    assert known(open_store(folder)) == wanted
    assert not open_store(folder).problems


def test_half_a_surrogate_from_a_terminal_does_not_lose_an_answer() -> None:
    act = Review(
        **{
            **_fields_of_one(),
            "given": "Lim\udce1",
        }
    )
    event = decode(encode(act, BEGUN), (1, "x"))
    assert isinstance(event.act, Review)
    assert event.act.given == "Lim?"


def _fields_of_one() -> dict[str, Any]:
    return {
        "card": CARDS[0],
        "deck": "peru",
        "topic": "",
        "asked": "type",
        "given": "",
        "mark": "right",
        "grade": 3,
        "day": BEGUN.date(),
        "spent": 1,
    }
