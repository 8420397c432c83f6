"""Archives in which bits flipped, and archives made to do harm."""

from __future__ import annotations

import json
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from quizapp.progress.log.events import encode
from quizapp.progress.log.storage import read_rows
from tests.hostile.running import run
from tests.progress.archives import (
    CARD,
    HOSTILE,
    archive_of,
    back_up,
    bring_back,
    day_of,
    put,
)
from tests.world import START, World, review

DAYS, FLIPS = 20, 4
DAY = "users/me/events/dev/2026-11-24.json"
MEGABYTES, SECONDS = 200.0, 2.0


def flip_many(archives: int, seed: int = 0) -> tuple[int, int]:
    """Flip a few bits of an archive this many times; how many files in it were
    undamaged, and how many of these came back.

    A file is damaged when a bit of its data flipped, or one in two of the three places
    where its name stands: its two headers, and the list of members.
    """
    rng, undamaged, back = Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        made, at = World(Path(folder, "made")), Path(folder, "all.zip")
        for day in range(DAYS):
            when = START - timedelta(days=day)
            first = int(when.timestamp() * 1000)
            events = {
                str(first + n): json.loads(
                    bytes(encode(review(f"deck/{rng.random()}", at=when), when))
                )
                for n in range(3)
            }
            device = ("1a2b3c4d", "1a2b3c4e")[day % 2]
            path = made.paths.users / "me" / "events" / device
            put(path / f"{when:%Y-%m-%d}.json", json.dumps({"events": events}))
        put(made.paths.decks / "peru.md")
        put(made.paths.articles / "peru.md", "Lima is its capital.\n")
        put(made.paths.settings, 'theme = "nord"\n')
        back_up(made, at)
        good = at.read_bytes()
        for _ in range(archives):
            data = bytearray(good)
            flips = rng.sample(range(len(data)), rng.randint(1, FLIPS))
            for place in flips:
                data[place] ^= 1 << rng.randrange(8)
            at.write_bytes(data)
            wanted = _undamaged(good, flips, at)
            target = World(Path(folder, "new"))
            bring_back(at, target)
            names = set()
            # Nothing is made up, nothing comes under another name.
            for path in target.day_files:
                name = path.relative_to(target.paths.data)
                assert read_rows(path) == read_rows(made.paths.data / name)
                names.add(str(name))
            texts, before = _texts(target), _texts(made)
            assert texts.items() <= before.items()
            names |= texts.keys()
            undamaged, back = undamaged + len(wanted), back + len(wanted & names)
            shutil.rmtree(target.folder, ignore_errors=True)
    return undamaged, back


def _texts(at: World) -> dict[str, bytes]:
    """Decks, articles and settings, as an archive names them."""
    where = at.paths
    places = {"decks/peru.md": where.decks, "articles/peru.md": where.articles}
    found = {name: place / "peru.md" for name, place in places.items()}
    found["settings.toml"] = where.settings
    return {name: path.read_bytes() for name, path in found.items() if path.exists()}


def _undamaged(good: bytes, flips: list[int], at: Path) -> set[str]:
    """The files of a good archive that these places leave whole."""
    whole = at.with_suffix(".good")
    whole.write_bytes(good)
    with zipfile.ZipFile(whole) as archive:
        members, end = archive.infolist(), archive.start_dir
        listed = members[-1].header_offset
    found = set()
    for each in members:
        data = each.header_offset + 30 + len(each.filename)
        central, end = end, end + 46 + len(each.filename)
        in_data = any(data <= f < data + each.compress_size for f in flips)
        in_local = any(each.header_offset <= f < data for f in flips)
        in_central = any(central <= f < end for f in flips)
        in_list = any(listed <= f < archive.start_dir for f in flips)
        if not in_data and in_local + in_central + in_list < 2:
            found.add(each.filename)
    return found - {"quizapp.json"}


def _pack(data: bytes, name: str = DAY) -> Callable[[Path], Path]:
    return lambda path: archive_of(path, {name: data})


def _many(data: bytes, name: str, count: int) -> Callable[[Path], Path]:
    return lambda path: archive_of(
        path, {name.format(number=number): data for number in range(count)}
    )


def _tiny(count: int, start: bytes = b"") -> bytes:
    rows = b",".join(b'"%d":{}' % number for number in range(count))
    return start + b'{"events":{' + rows + b"}}"


def _names(count: int) -> bytes:
    return b"".join(b"n%d=1\n" % number for number in range(count))


def _link(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("quizapp.json", '{"format": 1}')
        for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO):
            link = zipfile.ZipInfo(f"decks/{kind}.md")
            link.external_attr = (kind | 0o777) << 16
            archive.writestr(link, "../../../evil")
    return path


def _twice(path: Path) -> Path:
    names = [DAY, DAY.replace("dev", "dew"), "decks/a.md", "decks/b.md"]
    archive_of(path, {name: day_of(n) for n, name in enumerate(names, start=1)})
    data = path.read_bytes()
    path.write_bytes(data.replace(b"dew", b"dev").replace(b"b.md", b"a.md"))
    return path


def _two_names(path: Path) -> Path:
    archive_of(path, {"decks/aa/evil.md": CARD})
    data = path.read_bytes()
    path.write_bytes(data.replace(b"aa/evil.md", b"../evil.md"[:10], 1))
    return path


def _overlapping(path: Path) -> Path:
    """Thousands of members over one another's data."""
    zeros = {f"decks/{number:04}.md": b"\0" * 2**20 for number in range(9)}
    archive_of(path, zeros)
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")
    first = data[start : data.index(b"PK\x01\x02", start + 4)]
    more = (first.replace(b"0000", b"%04d" % number) for number in range(9, 9000))
    path.write_bytes(data[:start] + b"".join(more) + data[start:])
    return path


def _claiming(size: int, real: bytes) -> Callable[[Path], Path]:
    """A member that says it has another size."""

    def make(path: Path) -> Path:
        archive_of(path, {"decks/evil.md": real})
        told = len(real).to_bytes(4, "little")
        path.write_bytes(path.read_bytes().replace(told, size.to_bytes(4, "little")))
        return path

    return make


def _lzma(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("quizapp.json", '{"format": 1}')
        archive.writestr("decks/evil.md", b"\0" * 2**27)
    return path


def _manifest(path: Path) -> Path:
    members = ",".join(f'"{number}":1' for number in range(2_000_000))
    return archive_of(path, {DAY: day_of(1)}, f'{{"format":1,"members":{{{members}}}}}')


def _signatures(path: Path) -> Path:
    archive_of(path, {DAY: day_of(1)})
    path.write_bytes(b"PK\x01\x02" * 400_000 + path.read_bytes())
    return path


WORSE: dict[str, Callable[[Path], Path]] = {
    "links and devices": _link,
    "the same name twice": _twice,
    "another name in each header": _two_names,
    "overlapping members": _overlapping,
    "a day of zeros": _pack(b"\0" * 300 * 2**20),
    "a deck of zeros": _pack(b"\0" * 300 * 2**20, "decks/evil.md"),
    "decks of zeros": _many(b"\0" * 60 * 2**20, "decks/{number}.md", 20),
    "days of spaces": _many(
        b" " * 15 * 2**20 + b"{}", "users/me/events/{number}/2026-11-24.json", 60
    ),
    "a day of lists": _pack(b'\xef\xbb\xbf{"events":{"1":[' + b"[]," * 5_000_000),
    "a day of 2,000,000 events": _pack(_tiny(2_000_000)),
    "a day of 160,000 events": _pack(_tiny(160_000)),
    "the same with a byte-order mark": _pack(_tiny(160_000, b"\xef\xbb\xbf")),
    "nested deeply": _pack(b'{"events":{"1":' + b"[" * 5_000_000),
    "compressed with LZMA": _lzma,
    "an article of zeros": _pack(b"\0" * 300 * 2**20, "articles/evil.md"),
    "settings of zeros": _pack(b"\0" * 300 * 2**20, "settings.toml"),
    "settings nested deeply": _pack(b"a = " + b"[" * 60_000, "settings.toml"),
    "settings of 3,700 names": _pack(_names(3_700), "settings.toml"),
    "settings of long names": _pack(
        b"".join(b"a%d%s = 1\n" % (n, b".a" * 990) for n in range(16)), "settings.toml"
    ),
    "settings of one long name": _pack(
        b"a" + b".a" * 15_000 + b" = 1", "settings.toml"
    ),
    "settings with a command": _pack(b'editor = "touch evil"\n', "settings.toml"),
    "says it is small": _claiming(10, b"x" * 2**24),
    "says it is huge": _claiming(2**32 - 2, b"x" * 2**24),
    "a list of 2,000,000 members": _manifest,
    "signatures": _signatures,
}


def hostile() -> Iterator[tuple[str, Callable[[Path], Path]]]:
    """Each hostile archive with its name, and what makes it."""
    for number, name in enumerate(HOSTILE):
        yield f"name {number}", _pack(day_of(1).encode(), name)
    yield from WORSE.items()


def restore_hostile(names: set[str] | None = None) -> tuple[int, float, float]:
    """Restore hostile archives; how many, and the most megabytes and seconds of one.

    Raises `AssertionError` when a file appears outside, or what is here changes.
    """
    count, megabytes, seconds = 0, 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, make in hostile():
            if names is not None and name not in names:
                continue
            top = Path(folder, "top")
            at, outside = World(top / "at"), top / "outside"
            outside.mkdir(parents=True)
            put(at.paths.decks / "own.md")
            (at.paths.decks / "planted").symlink_to(outside)
            mine = at.store().record(review("deck/0"), at=START).key
            archive = make(top / "evil.zip")
            before = set(top.rglob("*"))
            went = run("restore", archive, "--as", "me", data=at.folder)
            assert went.code in (0, 1, 3), (name, went.code, went.err[-2000:])
            assert b"Traceback" not in went.err, (name, went.err[-2000:])
            for path in set(top.rglob("*")) - before:
                assert path.is_relative_to(at.folder), (name, path)
                assert not path.is_symlink(), (name, path)
            assert (at.paths.decks / "own.md").read_text() == CARD
            settings = at.paths.settings
            assert not settings.exists() or b"editor" not in settings.read_bytes(), name
            assert mine in at.keys()
            assert went.megabytes <= MEGABYTES, (name, went.megabytes)
            assert went.busy <= SECONDS, (name, went.busy)
            count += 1
            megabytes = max(megabytes, went.megabytes)
            seconds = max(seconds, went.busy)
            shutil.rmtree(top)
    return count, megabytes, seconds
