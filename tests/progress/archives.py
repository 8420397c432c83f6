"""Archives for the tests: made, brought back, and forged."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from quizapp.progress.log.events import encode
from quizapp.progress.maintenance.archive import (
    Restored,
    Written,
    restore,
    write_archive,
)
from tests.world import START, World, review

CARD = "Q: q\nA: a\n"
ANSWER = json.loads(bytes(encode(review("deck/0"), START)))


def put(path: Path, text: str = CARD) -> Path:
    """A file of this text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def back_up(at: World, target: Path, *, replace: bool = False) -> Written:
    """A backup of everything."""
    return write_archive(target, at.places, now=START, replace=replace)


def bring_back(
    source: Path, at: World, *, user: str | None = None, dry_run: bool = False
) -> Restored:
    """What a backup brings back."""
    return restore(source, at.places, now=START, user=user, dry_run=dry_run)


def texts(at: World) -> dict[str, bytes]:
    """The decks there are."""
    decks = at.places.decks
    return {
        path.relative_to(decks).as_posix(): path.read_bytes()
        for path in decks.rglob("*")
        if path.is_file()
    }


def archive_of(
    path: Path, members: dict[str, str | bytes], about: str = '{"format": 1}'
) -> Path:
    """An archive that somebody made by hand."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("quizapp.json", about)
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def day_of(*ids: int) -> str:
    """A day file of reviews with these ids."""
    return json.dumps({"events": {str(each): ANSWER for each in ids}})
