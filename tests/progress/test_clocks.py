"""Clocks that jump, and learners who travel: nothing lost, nothing counted twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quizapp.days import study_day
from quizapp.model import Phase
from tests.world import World, review


def at(text: str, zone: str = "UTC") -> datetime:
    """The instant at which a wall clock in `zone` shows `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


JOURNEYS = {
    "an evening past midnight is one day": (
        [at("2026-11-24T23:50"), at("2026-11-25T00:10"), at("2026-11-25T03:59")],
        ["2026-11-24"] * 3,
    ),
    "the night in which summer time begins": (
        [
            at("2026-03-29T01:30", "Europe/Berlin"),
            at("2026-03-29T03:30", "Europe/Berlin"),
            at("2026-03-29T04:30", "Europe/Berlin"),
        ],
        ["2026-03-28", "2026-03-28", "2026-03-29"],
    ),
    "the hour that comes twice": (
        [
            at("2026-10-25T02:30", "Europe/Berlin"),
            at("2026-10-25T02:30", "Europe/Berlin").replace(fold=1),
            at("2026-10-25T04:30", "Europe/Berlin"),
        ],
        ["2026-10-24", "2026-10-24", "2026-10-25"],
    ),
    "west over the date line, the day comes again": (
        [
            at("2026-11-24T09:00", "Pacific/Auckland"),
            at("2026-11-23T20:00", "Pacific/Honolulu"),
            at("2026-11-24T09:00", "Pacific/Honolulu"),
        ],
        ["2026-11-24", "2026-11-23", "2026-11-24"],
    ),
    "east over the date line, a day is left out": (
        [
            at("2026-11-23T20:00", "Pacific/Honolulu"),
            at("2026-11-25T09:00", "Pacific/Auckland"),
        ],
        ["2026-11-23", "2026-11-25"],
    ),
    "a clock that was a year ahead": (
        [at("2027-11-24T09:00"), at("2026-11-24T09:10"), at("2026-11-25T09:00")],
        ["2027-11-24", "2026-11-24", "2026-11-25"],
    ),
    "a clock that fell back to 1970": (
        [at("2026-11-24T09:00"), at("1970-01-01T09:00"), at("2026-11-24T09:20")],
        ["2026-11-24", "1970-01-01", "2026-11-24"],
    ),
    "a clock that stands": ([at("2026-11-24T09:00")] * 4, ["2026-11-24"] * 4),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_each_review_counts_once_on_its_day_and_dues_stay_sane(
    world: World, name: str
) -> None:
    times, days = JOURNEYS[name]
    for when in times:  # each in a window of its own, as after a journey
        store = world.store()
        store.record(review("deck/a", 3, when), at=when)
        store.close()
    for store in (world.store(), world.fresh_store()):
        events = list(store.events())
        assert len({event.key for event in events}) == len(times)
        assert [event.id for event in events] == sorted(event.id for event in events)
        told = {day: sums.reviews for day, sums in store.days.items() if sums.reviews}
        wanted = [datetime.fromisoformat(day).toordinal() for day in days]
        assert told == {day: wanted.count(day) for day in wanted}
        memory = store.memories["deck/a"]
        assert memory.reviews == len(times)
        assert 0 < memory.stability < 400
        if memory.phase is Phase.REVIEW:
            assert 1 <= memory.due_day - memory.day < 400


@pytest.mark.parametrize("apart", [timedelta(hours=1), timedelta(hours=-1)])
def test_two_machines_an_hour_apart_agree(world: World, apart: timedelta) -> None:
    """Each answers the same card in turn; the order is that of their own clocks."""
    one, other = world, world.device("other")
    when = at("2026-11-24T09:00")
    for number in range(6):
        here, shift = ((one, timedelta(0)), (other, apart))[number % 2]
        then = when + timedelta(minutes=number) + shift
        here.store().record(review("deck/a", 1 + number % 4, then), at=then)
    told = [each.store() for each in (one, other)]
    assert told[0].memories == told[1].memories
    assert told[0].memories["deck/a"].reviews == 6
    assert sum(day.reviews for day in told[0].days.values()) == 6


def test_a_study_day_is_the_places_own() -> None:
    assert study_day(at("2026-11-24T03:59", "America/Lima"), 4) == study_day(
        at("2026-11-23T23:00", "Asia/Tokyo"), 4
    )
