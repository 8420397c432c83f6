"""Archives for the tests: made, brought back, and forged."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from quizapp.progress.log.events import encode
from quizapp.progress.maintenance.backup import Written, write_archive
from quizapp.progress.maintenance.merge import Added
from quizapp.progress.maintenance.restore import restore
from tests.world import START, World, review

CARD = "Q: q\nA: a\n"
HOSTILE = [
    "../evil.json",
    "/etc/evil",
    "{outside}/evil.md",
    "decks/{outside}/evil.md",
    "decks//evil.md",
    "decks/../../evil.md",
    "decks/./evil.md",
    "decks/a\\..\\..\\evil.md",
    "decks\\..\\evil.md",
    "C:\\evil.md",
    "decks/C:/evil.md",
    "decks/C:\\evil.md",
    "decks/\\\\server\\share\\evil.md",
    "decks/evil.md\0../../evil.md",
    "decks/evil.md/../../evil.md",
    "decks/" + "x" * 300 + ".md",
    "decks/" + "x/" * 3000 + "evil.md",
    "decks/.hidden/evil.md",
    "decks/evil.exe",
    "decks/planted/evil.md",
    "articles/../../evil.md",
    "articles/below/evil.md",
    "articles/.hidden.md",
    "settings.toml/evil.md",
    "config/settings.toml",
    "users/me/events/../../../evil/2026-11-24.json",
    "users/me/events/{outside}/2026-11-24.json",
    "users/me/events//2026-11-24.json",
    "users/me/events/dev/2026-99-99.json",
    "users/me/events/dev/2026-11-24.json.exe",
    "users/../events/dev/2026-11-24.json",
    "users/%2e%2e/events/dev/2026-11-24.json",
    "users/me/link",
    "machine/device.json",
    "quizapp.json/x.md",
]
"""Names that lead elsewhere; `{outside}` is a folder that is not quizapp's."""
ANSWER = json.loads(bytes(encode(review("deck/0"), START)))


def put(path: Path, text: str = CARD) -> Path:
    """A file of this text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def back_up(at: World, target: Path, *, replace: bool = False) -> Written:
    """A backup of everything."""
    return write_archive(target, at.paths, now=START, replace=replace)


def bring_back(
    source: Path, at: World, *, dry_run: bool = False, **names: str
) -> Added:
    """What a backup brings back."""
    return restore(source, at.paths, now=START, names=names, dry_run=dry_run)


def texts(at: World) -> dict[str, bytes]:
    """The decks there are."""
    decks = at.paths.decks
    return {
        path.relative_to(decks).as_posix(): path.read_bytes()
        for path in decks.rglob("*")
        if path.is_file()
    }


def archive_of(
    path: Path, members: Mapping[str, str | bytes], about: str = '{"format": 1}'
) -> Path:
    """An archive that somebody made by hand."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("quizapp.json", about)
        for name, data in members.items():
            member = zipfile.ZipInfo("x")
            member.filename = name  # as it is: `ZipInfo` would end it at a NUL
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return path


def day_of(*ids: int) -> str:
    """A day file of reviews with these ids."""
    return json.dumps({"events": {str(each): ANSWER for each in ids}})
