"""Counts that were kept: the same as counted, or of no use."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from msgspec import structs

from quizapp.cli.decks import _due_count
from quizapp.cli.group import Session
from quizapp.model import DeckState, Grade, Setting
from quizapp.paths import shipped_decks
from quizapp.study.counts.values import Load
from quizapp.study.workspace import glance_of
from tests.world import START, World, review

DECK = "Q: one\nA: a\n:id: one\n\nQ: two\nA: b\n:id: two\n\nQ:\nA: c\n"


@pytest.fixture
def counted(world: World) -> World:
    """A deck, one card of it reviewed."""
    world.write("deck", DECK)
    answer(world, "deck/one", 4)
    return world


def answer(world: World, card: str, grade: int) -> None:
    """Record a review, and keep the counts."""
    workspace = world.workspace()
    workspace.reconcile()
    workspace.store.record(review(card, grade), at=START)
    workspace.close()


def test_a_command_has_what_was_kept(counted: World) -> None:
    counted.shipped = shipped_decks()
    answer(counted, "deck/two", 1)
    session = Session(counted.paths, None, START, seed=1, is_free_to_write=True)
    kept = session.kept_counts()
    assert kept
    assert kept == counted.kept_counts()


@pytest.mark.parametrize("minutes", [-30, 0, 10, 45, 24 * 60, 3 * 24 * 60])
def test_what_is_kept_is_what_would_be_counted_at_that_time(
    counted: World, minutes: int
) -> None:
    store = counted.store()
    store.record(DeckState("deck", started=True, hidden=False), at=START)
    answer(counted, "deck/two", 1)
    days = minutes / (24 * 60)
    assert counted.kept_counts(days) == glance_of(
        counted.workspace(), counted.moment(days)
    )


def test_too_many_due_cards_are_not_kept_but_all_are_listed(world: World) -> None:
    world.write("deck", "\n".join(f"Q: q{n}\nA: a\n:id: c{n}\n" for n in range(502)))
    workspace = world.workspace()
    workspace.reconcile()
    before = START - timedelta(days=60)
    acts = [review(f"deck/c{n}", 4, before) for n in range(502)]
    started = DeckState("deck", started=True, hidden=False)
    workspace.store.record_all([started, *acts], at=before)
    workspace.close()
    kept = world.kept_counts()
    assert kept
    assert (kept.decks[0].due, kept.due) == (502, None)
    session = Session(world.paths, None, START, seed=1, is_free_to_write=True)
    assert len(session.counts(with_due=True).due or ()) == 502


def test_after_the_weekend_they_are_counted_again(counted: World) -> None:
    assert counted.kept_counts(days=3)
    assert counted.kept_counts(days=4) is None
    assert counted.kept_counts(days=-1) is None


def test_another_text_another_answer_or_damage_make_them_useless(
    counted: World,
) -> None:
    assert counted.kept_counts()
    counted.write("deck", DECK.replace("one", "One"))
    assert counted.kept_counts() is None
    answer(counted, "deck/two", 3)
    assert counted.kept_counts()
    counted.write("more", DECK)
    assert counted.kept_counts() is None
    answer(counted, "deck/two", 3)
    assert counted.kept_counts()
    counted.store().record(review("deck/two"), at=START)  # another window
    assert counted.kept_counts() is None
    answer(counted, "deck/two", 3)
    (kept,) = counted.paths.cache.rglob("counts.json")
    whole = kept.read_bytes()
    other = whole.replace(b'"own", "", 2', b'"own", "", 3')
    assert other != whole
    for damage in (b"", b"[]", b"{}", whole[:-9], other):
        kept.write_bytes(damage)
        assert counted.kept_counts() is None


def test_nothing_is_kept_that_another_window_may_have_changed(counted: World) -> None:
    workspace = counted.workspace()
    workspace.reconcile()
    workspace.store.record(review("deck/one"), at=START)
    counted.store().record(review("deck/two"), at=START)
    workspace.close()
    assert counted.kept_counts() is None


def test_a_shared_card_counts_where_the_next_run_asks_it(world: World) -> None:
    for name in ("first", "second"):
        world.write(name, f"Q: own {name}\nA: y\n\nQ: shared\nA: x\n")
    workspace = world.workspace()
    workspace.reconcile()
    second = workspace.state("second")
    workspace.record(structs.replace(second, started=True))
    workspace.close()
    kept = world.kept_counts()
    assert kept
    assert kept == glance_of(world.workspace(), world.moment())


def test_a_prompt_keeps_the_counts_unless_cards_were_edited(counted: World) -> None:
    counted.shipped = shipped_decks()
    counted.store().record(DeckState("deck", started=True, hidden=False), at=START)
    answer(counted, "deck/two", 4)
    session = partial(Session, counted.paths, None, seed=1, is_free_to_write=True)
    later = START + timedelta(days=9)
    assert _due_count(session(start=later)) == 2
    assert session(start=later).kept_counts()
    counted.write("deck", DECK.replace(":id: one\n", ""))
    _due_count(session(start=later))
    assert session(start=later).kept_counts() is None


def test_a_deck_that_cannot_be_read_any_more_has_no_counts(counted: World) -> None:
    (deck,) = counted.paths.decks.iterdir()
    deck.chmod(0o600 if deck.stat().st_mode & 0o077 else 0o644)
    assert counted.kept_counts() is None


def test_no_counts_come_through_links(counted: World) -> None:
    events = counted.paths.users / "me" / "events"
    events.rename(counted.folder / "elsewhere")
    events.symlink_to(counted.folder / "elsewhere")
    assert counted.kept_counts() is None


def test_nothing_is_kept_while_there_is_something_to_say(counted: World) -> None:
    assert counted.kept_counts()
    (day,) = (counted.paths.users / "me" / "events").glob("*/*.json")
    day.with_name("2026-02-30.json").write_text("{}")
    workspace = counted.workspace()
    workspace.reconcile()
    workspace.close()
    assert workspace.store.problems
    assert counted.kept_counts() is None


def test_home_has_its_figures_from_them_alone(counted: World) -> None:
    store = counted.store()
    store.record(DeckState("deck", started=True, hidden=False), at=START)
    answer(counted, "deck/two", 1)
    kept = counted.kept_counts()
    assert kept
    (deck,) = kept.decks
    assert deck.stages == {"new": 0, "learning": 1, "young": 1, "mature": 0}
    assert (deck.known, deck.counted, deck.last) == (1, 2, START.toordinal())
    today = kept.today
    assert (today.known, today.cards) == (1, 2)
    assert (today.reviewed, today.due, today.new) == (2, 1, 0)
    assert today.forecast == deck.forecast
    assert sum(today.forecast) == 2
    assert today.forecast[0] == 1  # being learned
    assert today.week == (0, 2)  # Monday and Tuesday
    assert (today.streak, today.longest) == (1, 1)


def test_the_load_is_what_a_sitting_would_ask(world: World) -> None:
    for name in ("one", "two"):
        text = "\n".join(f"Q: {name} {n}\nA: a\n:id: c{n}\n" for n in range(30))
        world.write(name, text)
    store = world.store()
    started = [DeckState(name, started=True, hidden=False) for name in ("one", "two")]
    store.record_all(started, at=START)
    store.record(Setting("new_a_day", 25), at=START)
    store.record(Setting("reviews_a_day", 3), at=START)
    before = START - timedelta(days=30)
    for n in range(5):
        act = review(f"one/c{n}", 4, before, deck="one", spent=60_000)
        store.record(act, at=before)
    workspace = world.workspace(store)
    now = workspace.moment(START)
    decks = workspace.all_counts(now)
    today = workspace.today(decks, now)
    assert today.load == Load(due=3, new=0, minutes=1)  # 15 s a card
    assert today.backlog
    assert today.backlog.waiting == 2
    one, two = (today.load_of(each) for each in decks)
    assert (one.due, one.new) == (3, 0)  # no new ones before the reviews are done
    assert two == Load(due=0, new=25, minutes=6)
    for names, load in ((["one"], one), (["two"], two), (["one", "two"], today.load)):
        sitting = world.sit(*names, workspace=workspace)
        assert (sitting.left.due, sitting.left.new) == (load.due, load.new)
    store.record(Setting("reviews_a_day", 9), at=START)
    for n in range(20):  # twenty answers of a minute each, one to a card
        act = review(f"two/c{n}", 4, deck="two", spent=60_000)
        store.record(act, at=START)
    today = workspace.today(workspace.all_counts(now), now)
    assert today.load == Load(due=5, new=5, minutes=10)
    assert today.backlog is None


@pytest.mark.parametrize(
    ("settings", "due", "new"),
    [
        ({}, 10, 20),
        ({"new_a_day@one": 3}, 10, 13),
        ({"new_a_day@one": 3, "new_a_day": 5}, 10, 5),
        ({"new_a_day@one": 0, "new_a_day@two": 0}, 10, 0),
        ({"reviews_a_day@one": 2}, 7, 10),  # a backlog of one deck holds back its own
        ({"reviews_a_day@one": 2, "reviews_a_day": 6}, 6, 0),
        ({"reviews_a_day@one": 2, "reviews_a_day@two": 1}, 3, 0),
        ({"new_a_day@one": 3, "new_a_day@two": None}, 10, 13),
    ],
)
def test_a_decks_own_limits_hold_within_those_of_all(
    world: World, settings: dict[str, float | None], due: int, new: int
) -> None:
    """Counted at home and asked in a sitting, also after some of it was done."""
    before = START - timedelta(days=30)
    store = world.store()
    for name in ("one", "two"):
        text = "\n".join(f"Q: {name} {n}\nA: a\n:id: c{n}\n" for n in range(15))
        world.write(name, text)
        store.record(DeckState(name, started=True, hidden=False), at=before)
        for n in range(5):
            store.record(review(f"{name}/c{n}", 4, before, deck=name), at=before)
    for key, value in settings.items():
        store.record(Setting(key, value), at=START)
    workspace, now = world.workspace(store), world.moment()
    sitting = world.sit(workspace=workspace)
    while True:
        today = workspace.today(workspace.all_counts(now), now)
        assert (today.due, today.new) == (due, new)
        left = world.sit(workspace=workspace).left
        assert (left.due, left.new) == (due, new)
        if not (question := sitting.question):
            break
        if question.card.key in workspace.memories:
            due -= 1
        else:
            new -= 1
        sitting.answer("")
        sitting.grade(Grade.EASY)
    workspace.reconcile()
    workspace.close()
    kept = world.kept_counts()
    assert kept
    assert kept.today == today
    assert list(kept.decks) == workspace.all_counts(now)
