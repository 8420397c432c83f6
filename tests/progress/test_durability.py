"""An answer has reached the disk, file and folder, before the call returns.

The kernel cannot be asked what a power loss would leave, so the calls are followed:
write, fsync, rename, fsync of the folder, in this order.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from quizapp.files import write_whole
from quizapp.progress.maintenance.restore import restore
from tests.world import START, World, review, three_days

pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders are not synced")


@dataclass
class Calls:
    """What was synced and renamed, by inode, which a rename keeps."""

    synced: list[tuple[int, int]] = field(default_factory=list)
    """Inode and size of each, in order."""
    renamed: list[tuple[int, int, Path]] = field(default_factory=list)
    """How many had been synced before, inode, and new name of each."""

    def are_durable(self, path: Path) -> bool:
        """Whether the latest file of this name is on the disk, and so is the name."""
        place, inode, _ = next(each for each in self.renamed[::-1] if each[2] == path)
        about, folder = path.stat(), path.parent.stat().st_ino
        assert about.st_ino == inode, "another file has taken its place"
        return (inode, about.st_size) in self.synced[:place] and folder in [
            each for each, _ in self.synced[place:]
        ]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    found, fsync, replace = Calls(), os.fsync, os.replace

    def synced(handle: int) -> None:
        fsync(handle)
        about = os.fstat(handle)
        found.synced.append((about.st_ino, about.st_size))

    def replaced(source: Path, target: Path) -> None:
        inode = Path(source).stat().st_ino
        replace(source, target)
        found.renamed.append((len(found.synced), inode, Path(target)))

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    return found


def test_a_durable_file_is_synced_and_then_its_folder(
    tmp_path: Path, calls: Calls
) -> None:
    path = tmp_path / "new" / "file"
    write_whole(path, b"text")
    assert calls.are_durable(path)
    write_whole(path, b"another", durable=False)
    assert not calls.are_durable(path)


def _record(at: World) -> None:
    at.store().record(review("deck/new"), at=START)


def _undo(at: World) -> None:
    store = at.store()
    store.undo(list(store.events())[-1], at=START)


def _merge(at: World) -> None:
    at.merge(at.folder / "other")


def _restore(at: World) -> None:
    restore(at.folder / "other.zip", at.paths, now=START)


@pytest.mark.parametrize("operation", [_record, _undo, _merge, _restore])
def test_every_day_file_that_is_written_is_on_the_disk(
    tmp_path: Path, calls: Calls, operation: Callable[[World], None]
) -> None:
    at = three_days(tmp_path)
    before = {path: path.read_bytes() for path in at.day_files}
    calls.synced.clear()
    calls.renamed.clear()
    operation(at)
    written = [path for path in at.day_files if before.get(path) != path.read_bytes()]
    assert written
    for path in written:
        assert calls.are_durable(path), path
