"""What the fold came to, kept so that it need not be folded again.

Plain JSON: `totals.json`, and the memories of each deck in a file of their own. Each
deck's file carries a stamp that `totals.json` names, written last: after a crash
between the two they disagree, and everything is folded again. Delete them at any time.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quizapp.files import write_whole
from quizapp.model import Memory, Phase
from quizapp.store.day_files import Seen
from quizapp.store.fold import FIRST, Fold, Known, Told
from quizapp.store.quizzes import Quizzes
from quizapp.store.sames import Sames, pairs_of
from quizapp.store.sums import Sums

FORMAT = 7


class Caches:
    """The caches of one user in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stamp = ""
        """Names the state that was loaded or saved last."""
        self._stamps: dict[str, str] = {}

    def load(self) -> Fold | None:
        """The fold as it was kept, its cards apart; `None` when it cannot be used."""
        try:
            told = json.loads((self.root / "totals.json").read_bytes())
            if told["format"] != FORMAT:
                return None
            fold = _fold(told)
            if told["fingerprint"] != fold.schedule.fingerprint():
                return None
            self._stamps = dict(told["memories"])
            self.stamp = str(told["stamp"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # none yet, or damaged: the events are the truth
        return fold

    def load_cards(self, fold: Fold) -> bool:
        """Bring the cards into a fold that was loaded; False when they cannot be."""
        try:
            for deck, stamp in self._stamps.items():
                kept = json.loads(self._file(deck).read_bytes())
                if kept["stamp"] != stamp:
                    return False
                for key, row in kept["cards"].items():
                    fold.cards[key] = _known(deck, key, row, kept["files"])
                fold.sums.decks[deck] = _rows(kept["days"])
                fold.sums.recalls[deck] = _rows(kept["recalls"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False
        return True

    def save(self, fold: Fold) -> None:
        """Keep the fold. Raises `OSError`."""
        decks: dict[str, dict[str, Known]] = defaultdict(dict)
        all_ = {known.deck for known in fold.cards.values()} | fold.sums.decks.keys()
        changed = fold.changed & all_ if self._stamps else all_
        for key, known in fold.cards.items():
            if known.deck in changed:
                decks[known.deck][key] = known
        for deck in fold.changed - all_:
            self._stamps.pop(deck, None)
        for deck in changed:
            cards = decks.get(deck, {})
            stamp = secrets.token_hex(8)
            files = sorted({file for known in cards.values() for file in known.files})
            places = {file: place for place, file in enumerate(files)}
            rows = {key: _row(key, known, places) for key, known in cards.items()}
            told = {
                "stamp": stamp,
                "files": files,
                "cards": rows,
                "days": fold.sums.decks.get(deck, {}),
                "recalls": fold.sums.recalls.get(deck, {}),
            }
            self._write(self._file(deck), told)
            self._stamps[deck] = stamp
        stamp = secrets.token_hex(8)
        told = {"stamp": stamp, **_told(fold, self._stamps)}
        self._write(self.root / "totals.json", told)
        self.stamp = stamp
        fold.changed.clear()

    def forget(self) -> None:
        """Write every deck at the next `save`."""
        self._stamps.clear()

    def _file(self, deck: str) -> Path:
        name = blake2b(deck.encode(), digest_size=12).hexdigest()
        return self.root / "memories" / f"{name}.json"

    def _write(self, path: Path, value: Any) -> None:
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        write_whole(path, data.encode(), durable=False)


def _told(fold: Fold, stamps: dict[str, str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "fingerprint": fold.schedule.fingerprint(),
        "memories": stamps,
        "seen": {n: [s.size, s.mtime, s.count] for n, s in fold.seen.items()},
        "last_ids": fold.last_ids,
        "days": fold.sums.days,
        "decks": {name: [t.value, t.stamp] for name, t in fold.decks.items()},
        "settings": {name: [t.value, t.stamp] for name, t in fold.settings.items()},
        "quizzes": asdict(fold.quizzes),
        "sames": [[*s, *pairs] for s, pairs in fold.sames.told.items()],
        "undos": [[*s, *undoes, card] for s, (undoes, card) in fold.undos.items()],
    }


def _fold(told: dict[str, Any]) -> Fold:
    fold = Fold(
        sums=Sums(_rows(told["days"])),
        decks=_registers(told["decks"]),
        settings=_registers(told["settings"]),
        quizzes=Quizzes(**told["quizzes"]),
        sames=Sames({(i, d): pairs_of(told) for i, d, *told in told["sames"]}),
        undos={(i, d): ((j, e), card) for i, d, j, e, card in told["undos"]},
        last_ids=told["last_ids"],
        seen={name: Seen(*seen) for name, seen in told["seen"].items()},
    )
    fold.newest = max(((i, d) for d, i in fold.last_ids.items()), default=FIRST)
    fold.stand()
    fold.sames.settle(fold.undone)
    return fold


def _rows(told: dict[str, list[int]]) -> dict[int, list[int]]:
    return {int(day): row for day, row in told.items()}


def _registers(told: dict[str, Any]) -> dict[str, Told]:
    return {
        name: Told(tuple(value) if isinstance(value, list) else value, tuple(stamp))
        for name, (value, stamp) in told.items()
    }


def _row(key: str, known: Known, places: dict[str, int]) -> list[Any]:
    m = known.memory
    memory = m and [
        int(m.phase),
        m.step,
        m.stability,
        m.difficulty,
        m.due_day,
        m.due_at,
        m.day,
        m.reviews,
        m.lapses,
    ]
    files = [places[file] for file in known.files]
    told = [memory, int(known.is_suspended), *known.text, *known.last, files]
    first = known.first if known.first != key else ""
    return [*told, first, known.accepted, known.tags]


def _known(deck: str, key: str, row: list[Any], files: list[str]) -> Known:
    told, suspended, form, prompt, answer, id_, device, places, *rest = row
    first, accepted, tags = rest
    return Known(
        deck,
        Memory(Phase(told[0]), *told[1:]) if told else None,
        bool(suspended),
        first or key,
        (form, prompt, answer),
        accepted,
        tags,
        (id_, device),
        [files[place] for place in places],
    )
