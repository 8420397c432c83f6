"""Suspend, tag or reset many cards at a time, and take it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from quizapp.errors import UsageError
from quizapp.model import Act, Event, Reset, Suspend, Tag
from quizapp.study.workspace import Shelf
from quizapp.study.workspace.reviews import seen_of
from quizapp.text import one_line, plural

MOST = 5000
"""Cards that one act may touch: their events are in the file that each answer of the
day is added to."""
LONGEST = 40
"""Letters of a tag."""
_PARTED_MINUS = re.compile(r"(?<!\S)-\s+")
"""A minus that stands apart from its tag."""


Done = tuple[str, Callable[[], str]]
"""The deck that something was done to, if it was one, and what takes it back and says
so."""


class Acts:
    """What is done to cards; each act is one write, and one undo."""

    def __init__(
        self, shelf: Shelf, clock: Callable[[], datetime], done: list[Done]
    ) -> None:
        """`done` is the history of all that can be taken back, the latest last."""
        self.shelf = shelf
        self._clock = clock
        self._done = done

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    def suspend(self, keys: Sequence[str]) -> str:
        """Set the cards aside; when all of them are, take them in again. What was
        done, in words. This and the others raise `UsageError` and `StoreError`."""
        suspended = self.shelf.store.suspended
        aside = not all(key in suspended for key in keys)
        changed = [key for key in keys if (key in suspended) is not aside]
        told = "set aside" if aside else "taken in again"
        return self._do(changed, told, lambda key: Suspend(key, suspended=aside))

    def tag(self, keys: Sequence[str], text: str) -> str:
        """Put tags on the cards, parted by blanks or commas; a `-` before one takes it
        off."""
        words = _PARTED_MINUS.sub("-", one_line(text).replace(",", " ")).split()
        wanted = [
            (tag, not word.startswith("-"))
            for word in words
            if (tag := word.lstrip("-#")[:LONGEST])
        ]
        if not wanted:
            raise UsageError("A tag is a word, such as `verbs`; `-verbs` takes it off.")
        tags = self.shelf.store.tags
        changed = [
            key
            for key in keys
            if any((tag in tags.get(key, ())) is not is_on for tag, is_on in wanted)
        ]
        on = " ".join(f"«{tag}»" for tag, is_on in wanted if is_on)
        off = " ".join(f"«{tag}»" for tag, is_on in wanted if not is_on)
        told = [f"tagged {on}"] if on else []
        told += [f"without the tag {off} now"] if off else []
        acts = (partial(_tag, tag, is_on) for tag, is_on in wanted)
        return self._do(changed, ", ".join(told), *acts)

    def reset(self, keys: Iterable[str], most: int = MOST, deck: str = "") -> str:
        """Forget what is known of the cards, all of `deck` perhaps: they are new
        again."""
        memories = self.shelf.store.memories
        changed = [key for key in keys if key in memories]
        return self._do(changed, "new again", Reset, most=most, deck=deck)

    def undo(self) -> str:
        """Take back what was done last."""
        if not self._done:
            return "There is nothing to take back."
        _, take_back = self._done[-1]
        told = take_back()
        self._done.pop()
        return told

    def _undo(self, what: str, events: Sequence[Event]) -> str:
        self.shelf.store.undo(*events, at=self._clock())
        return f"Taken back: {what}"

    def _do(
        self,
        keys: Sequence[str],
        what: str,
        *acts: Callable[[str], Act],
        most: int = MOST,
        deck: str = "",
    ) -> str:
        told = f"{plural(len(keys), 'card')} {what}."
        if not keys:
            return told
        if len(keys) > most:
            raise UsageError(
                f"That would change {plural(len(keys), 'card')}; at most {most:,} can "
                "be changed at a time. Search for fewer."
            )
        events = self.shelf.store.record_all(
            list(self._acts(keys, acts)), at=self._clock()
        )
        self._done.append((deck, partial(self._undo, told, events)))
        return f"{told} u takes it back."

    def _acts(
        self, keys: Iterable[str], acts: Sequence[Callable[[str], Act]]
    ) -> Iterable[Act]:
        """Each act, behind the text of its card, so that its history has a face."""
        for key in keys:
            found = self.shelf.find(key)
            if found:
                yield seen_of(key, found[1])
            yield from (act(key) for act in acts)


def _tag(tag: str, is_on: bool, key: str) -> Tag:
    return Tag(key, tag, on=is_on)
