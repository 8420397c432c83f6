"""Cards worth another look: those that do not stick, each with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest

from quizapp.cards.questions import shown_prompt
from quizapp.model import Trail
from quizapp.model.trail import CLOSE, MISSED, RIGHT
from quizapp.schedule import retrievability
from quizapp.study.scores.values import CardNow, Look
from quizapp.text import first_line, one_line, plural, short

MOST = 10
"""Cards, at most."""
LATELY = 5
"""How many of a card's latest answers count."""
ENOUGH = 2
"""Misses, or times of one wrong answer, that make a card worth another look."""
MANY_LAPSES = 8
"""Lapses that make a card worth another look, if it was also missed lately."""
NEARLY = 3
"""Close answers that are worth another look."""
RECOVERED = RIGHT * 3
"""The latest answers of a card that is remembered again."""
LATE = 14
"""Days overdue after which a card may be worth another look."""
DOUBTFUL = 0.7
"""With a lower predicted recall, a late card is worth another look."""
LONGEST = 30
"""Characters shown of a wrong answer."""


def looks(
    cards: Sequence[CardNow], today: int, most: int | None = MOST
) -> Sequence[Look]:
    """The cards worth another look, those that stick least first; all of them when
    `most` is `None`."""
    weighed = [
        (-weight, each.key, place)
        for place, each in enumerate(cards)
        if each.memory and (weight := _weight(each, today))
    ]
    chosen = nsmallest(len(weighed) if most is None else most, weighed)
    found = [cards[place] for *_, place in chosen]
    others = _keys_by_answer(found, cards)
    return [_look(each, today, others[each.deck]) for each in found]


def forgotten(cards: Sequence[CardNow], today: int) -> Sequence[Look]:
    """Every card that is worth another look or was ever forgotten, those forgotten most
    often first; without a `why` if it is remembered again."""
    found = list(looks(cards, today, None))
    listed = {each.key for each in found}
    found += [
        _plain_look(each)
        for each in cards
        if each.memory and each.memory.lapses and each.key not in listed
    ]
    return sorted(found, key=lambda each: -each.forgotten)


def _weight(each: CardNow, today: int) -> float:
    """How little a card sticks; 0 for one that does.

    Latest misses count most, then how often it was forgotten and mixed up. One that is
    only close or late comes after all that are missed.
    """
    memory, trail = each.memory, each.trail
    assert memory
    marks = trail.marks[-LATELY:]
    misses = marks.count(MISSED)
    if misses and not trail.marks.endswith(RECOVERED):
        most = max((count for _, count in trail.wrong), default=0)
        if misses >= ENOUGH or most >= ENOUGH or memory.lapses >= MANY_LAPSES:
            return 2 + misses + min(memory.lapses, MANY_LAPSES) / 2 + most / 2
    if marks.count(CLOSE) >= NEARLY:
        return 2.0
    if memory.is_known and today - memory.due_day >= LATE:
        recall = retrievability(memory, today)
        return 1 - recall if recall < DOUBTFUL else 0.0
    return 0.0


def _keys_by_answer(
    found: Sequence[CardNow], cards: Iterable[CardNow]
) -> Mapping[str, Mapping[str, str]]:
    """The keys of the cards whose answers were given for those `found`: by deck and by
    the answer in lower case."""
    given: dict[str, set[str]] = defaultdict(set)
    for each in found:
        given[each.deck] |= {text.casefold() for text, _ in each.trail.wrong}
    keys: dict[str, dict[str, str]] = defaultdict(dict)
    for each in cards:
        if wanted := given.get(each.deck):
            answer = each.card.answer.strip().casefold()
            if answer in wanted:
                keys[each.deck].setdefault(answer, each.key)
    return keys


def _look(each: CardNow, today: int, others: Mapping[str, str]) -> Look:
    card, trail = each.card, each.trail
    wrong, count = _most_given(trail)
    is_own = wrong.casefold() == card.answer.strip().casefold()  # `CO` for `Co`
    other = "" if is_own else others.get(wrong.casefold(), "")
    is_choice = any(
        wrong == text for text in (*card.fields.wrong, *(i.text for i in card.items))
    )
    why = _why(each, today, wrong, count, is_mixed_up=bool(other) or is_choice)
    return replace(_plain_look(each), why=why, other=other)


def _plain_look(each: CardNow) -> Look:
    return Look(
        key=each.key,
        deck=each.deck,
        title=each.title,
        prompt=one_line(first_line(shown_prompt(each.card))),
        source=each.card.fields.shown_source,
        why="",
        forgotten=each.memory.lapses if each.memory else 0,
    )


def _most_given(trail: Trail) -> tuple[str, int]:
    """The wrong answer given most often; of equals, the latest."""
    return max(reversed(trail.wrong), key=lambda each: each[1], default=("", 0))


def _why(
    each: CardNow, today: int, wrong: str, count: int, *, is_mixed_up: bool
) -> str:
    """The most telling reason, as a short phrase."""
    memory, marks = each.memory, each.trail.marks[-LATELY:]
    assert memory
    misses, close = marks.count(MISSED), marks.count(CLOSE)
    if misses and count >= ENOUGH:
        text = short(one_line(wrong), LONGEST)
        verb = "mixed up with" if is_mixed_up else "answered"
        return f"{verb} “{text}” {_times(count)}"
    if misses and memory.lapses >= MANY_LAPSES:
        return f"forgotten {_times(memory.lapses)}"
    if misses >= ENOUGH:
        return f"missed {_of(misses, each.trail)}"
    if close >= NEARLY:
        return f"close, but not right {_of(close, each.trail)}"
    return f"overdue for {_span(today - memory.due_day)}"


def _times(count: int) -> str:
    return "twice" if count == 2 else plural(count, "time")


def _of(count: int, trail: Trail) -> str:
    """How many of the latest answers: `4 of the last 5 times`."""
    total = min(len(trail.marks), LATELY)
    if count == total:
        return "both times" if total == 2 else f"the last {total} times"
    last = "the last " if len(trail.marks) > LATELY else ""
    return f"{count} of {last}{total} times"


def _span(days: int) -> str:
    if days < 60:
        return plural(days // 7, "week")
    return plural(days // 30, "month") if days < 730 else plural(days // 365, "year")
