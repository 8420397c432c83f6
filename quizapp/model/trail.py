"""A short record of the answers to one card, so that its events need not be read."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct
from msgspec.structs import replace

from quizapp.model.answers import Grade, Mark
from quizapp.model.cards import Kind
from quizapp.model.events import Review

MOST_MARKS = 10
"""Answers whose marks are kept, the latest ones."""
MOST_WRONG = 4
"""Different wrong answers that are kept."""
LONGEST_WRONG = 80
"""Characters of a wrong answer that is kept."""
LEECH_MISSES = 8
"""A card with this many misses is a leech: Anki's word for one that costs more time
than it is worth."""
RIGHT, CLOSE, MISSED = "r", "c", "m"
Counted = tuple[tuple[str, int], ...]
"""Texts, and how often each came."""


class Trail(Struct, frozen=True, gc=False, array_like=True, omit_defaults=True):
    """When one card was known, and its latest marks and wrong answers."""

    turns: tuple[int, ...] = ()
    """The study days on which the card became known, no longer known, known again, …
    (`Memory.is_known` at the end of the day)."""
    marks: str = ""
    """The marks of the latest answers, oldest first: `RIGHT`, `CLOSE` or `MISSED`."""
    wrong: Counted = ()
    """Wrong answers that were given, and how often, the latest one last."""
    missed: int = 0
    """How often the card was missed, also while it was being learned."""

    @property
    def is_leech(self) -> bool:
        """Whether the card is a leech: missed too often to go on like this."""
        return self.missed >= LEECH_MISSES

    def was_known(self, day: int) -> bool:
        """Whether the card was known at the end of this study day."""
        return bisect_right(self.turns, day) % 2 == 1

    def after(self, review: Review, day: int, *, is_known: bool) -> Trail:
        """The trail after a review, which has made the card known or not."""
        if review.grade is Grade.AGAIN:
            mark = MISSED
        else:
            mark = CLOSE if review.mark is Mark.CLOSE else RIGHT
        wrong = self.wrong
        if review.mark is Mark.WRONG and review.asked != Kind.TRUE_FALSE:
            wrong = _with(wrong, review.given.strip())
        turns = self._turned(day, is_known=is_known)
        missed = self.missed + (mark is MISSED)
        return Trail(turns, (self.marks + mark)[-MOST_MARKS:], wrong, missed)

    def after_reset(self, day: int) -> Trail:
        """The trail of a card that was reset."""
        return Trail(self._turned(day, is_known=False))

    def without_wrong(self, accepted: str) -> Trail:
        """The trail once an answer counts as right."""
        same = accepted.casefold()
        wrong = tuple(each for each in self.wrong if each[0].casefold() != same)
        return replace(self, wrong=wrong)

    def _turned(self, day: int, *, is_known: bool) -> tuple[int, ...]:
        turns = self.turns
        if is_known == (len(turns) % 2 == 1):
            return turns
        if turns and day <= turns[-1]:  # the day ends as it began
            return turns[:-1]
        return (*turns, day)


def _with(wrong: Counted, given: str) -> Counted:
    """The wrong answers with one more; of too many the rarest goes, the oldest first.

    What was filled into several places is not an answer of its own.
    """
    if not given or "\n" in given or len(given) > LONGEST_WRONG:
        return wrong
    same = given.casefold()
    count = 1 + sum(n for text, n in wrong if text.casefold() == same)
    others = [each for each in wrong if each[0].casefold() != same]
    if len(others) == MOST_WRONG:
        others.remove(min(others, key=lambda each: each[1]))
    return (*others, (given, count))
