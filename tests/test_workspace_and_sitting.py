"""Decks with one user's progress, and one sitting over them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from quizapp.days import until
from quizapp.errors import DeckChangedError, DeckError, StoreError, UsageError
from quizapp.model import DeckState, Grade, Kind, Mark, Review, Setting
from quizapp.progress.log.day_files import DayFiles
from quizapp.schedule import retrievability
from quizapp.study.sitting import Plan, Sitting, span_of
from quizapp.study.workspace.scored import scored
from quizapp.study.workspace.steps import reset, toggle_hidden, toggle_started
from tests.world import START, World, answer, disk_is_full, play


def numbered(count: int, fields: str = "") -> str:
    return "\n".join(
        f"Q: What is {n}?\nA: It is {n}.\n:id: n{n}\n{fields}" for n in range(count)
    )


def test_a_new_card_is_asked_twice_and_comes_back_another_day(world: World) -> None:
    world.write("deck", numbered(3))
    assert sorted(play(world.sit())) == ["n0", "n0", "n1", "n1", "n2", "n2"]
    assert world.sit().question is None
    world.now += timedelta(days=1)
    assert world.sit().question is None
    world.now += timedelta(days=1)
    assert len(play(world.sit())) == 3


def test_a_learning_card_on_the_screen_is_still_being_learned(world: World) -> None:
    world.write("deck", numbered(2))
    sitting = world.sit()
    for _ in range(2):
        answer(sitting)
    assert sitting.question
    assert sitting.left.learning == sitting.summary().later == 2


def test_a_card_left_at_again_is_due_the_next_day(world: World) -> None:
    world.write("deck", numbered(2))
    sitting = world.sit()
    forgotten = answer(sitting, Grade.AGAIN)
    while sitting.question and sitting.question.card.fields.id != forgotten:
        answer(sitting, Grade.EASY)
    world.now += timedelta(days=1)
    workspace = world.workspace()
    due = [
        key for key, *_ in workspace.due(workspace.decks, workspace.moment(world.now))
    ]
    assert due == [f"deck/{forgotten}"]


def test_the_days_limit_of_new_cards_holds_over_sittings(world: World) -> None:
    world.write("deck", numbered(30))
    world.workspace().store.record(Setting("new_a_day", 5), at=world.now)
    assert len(set(play(world.sit()))) == 5
    assert world.sit().question is None
    assert len(set(play(world.sit(plan=Plan.MORE_NEW)))) == 10
    world.now += timedelta(days=1)
    assert len(set(play(world.sit()))) == 5


def test_the_days_limit_of_reviews_holds_and_does_not_count_new_cards(
    world: World,
) -> None:
    world.write("deck", numbered(12))
    play(world.sit(), lambda _: Grade.EASY)
    world.workspace().store.record(Setting("reviews_a_day", 4), at=world.now)
    world.now += timedelta(days=60)
    assert len(play(world.sit())) == 4
    assert world.sit().question is None
    world.store().record(Setting("reviews_a_day", 2), at=world.now)
    assert world.sit().question is None  # more are done than the limit is now


def test_a_limit_counts_cards(world: World) -> None:
    world.write("deck", numbered(9))
    asked = play(world.sit(limit=3))
    assert len(set(asked)) == 3
    assert len(asked) == 6


def test_study_ahead_asks_the_soonest_first(world: World) -> None:
    world.write("deck", numbered(6))
    play(world.sit(limit=2), lambda _: Grade.EASY)
    soon = set(play(world.sit(limit=2)))
    assert world.sit(plan=Plan.AHEAD).question
    assert set(play(world.sit(plan=Plan.AHEAD))[:2]) == soon


def test_siblings_do_not_meet_while_other_facts_are_there(world: World) -> None:
    facts = [
        f"Q: q{n}\nA: It is so {n}.\n:id: n{n}\n:fact: f{n // 3}\n" for n in range(12)
    ]
    world.write("deck", "\n".join(facts))
    asked = set(play(world.sit(limit=4)))
    assert {int(each[1:]) // 3 for each in asked} == {0, 1, 2, 3}
    assert len(play(world.sit(limit=6))) == 12


def test_a_card_does_not_follow_its_sibling_if_another_can_be_asked(
    world: World,
) -> None:
    """As it gives the answer away: here five cards of two facts, each asked twice."""
    facts = [f"Q: q{n}\nA: a{n}\n:id: n{n}\n:fact: f{n // 3}\n" for n in range(5)]
    world.write("deck", "\n".join(facts))
    asked = [int(each[1:]) // 3 for each in play(world.sit())]
    assert asked[:-1] == [0, 1] * 4 + [0]


def test_siblings_keep_apart_behind_a_card_that_is_chosen_to_be_first(
    world: World,
) -> None:
    facts = [f"Q: q{n}\nA: a{n}\n:id: n{n}\n:fact: f{n // 2}\n" for n in range(8)]
    world.write("deck", "\n".join(facts))
    sitting = world.sit(plan=Plan.THESE, first="deck/n1")
    asked = [int(answer(sitting, Grade.EASY)[1:]) for _ in range(8)]
    assert asked[0] == 1
    assert {n // 2 for n in asked[:4]} == {0, 1, 2, 3}
    assert 0 in asked[4:]


def test_an_early_learning_card_goes_before_a_sibling_whose_time_has_come(
    world: World,
) -> None:
    facts = [f"Q: q{n}\nA: a{n}\n:id: n{n}\n:fact: f{n // 2}\n" for n in range(3)]
    world.write("deck", "\n".join(facts))
    sitting = world.sit()
    first = answer(sitting, Grade.AGAIN)
    assert answer(sitting) == "n2"
    world.now += timedelta(minutes=2)
    sibling = answer(sitting, Grade.AGAIN)
    assert {first, sibling} == {"n0", "n1"}
    assert answer(sitting) == "n2"
    assert answer(sitting) == first


def test_of_what_is_due_only_one_of_each_fact_is_asked_on_a_day(world: World) -> None:
    """The least likely to be recalled first; what home counts agrees, any day."""
    facts = [
        f"Q: q{n}\nA: It is so {n}.\n:id: n{n}\n:fact: f{n // 3}\n" for n in range(6)
    ]
    world.write("deck", "\n".join(facts))
    play(world.sit(), lambda each: Grade.EASY if each in ("n0", "n3") else Grade.GOOD)
    world.now += timedelta(days=40)
    days = []
    for number in range(3):
        workspace = world.workspace()
        now = workspace.moment(world.now)
        (deck,) = workspace.all_counts(now)
        assert list(deck.forecast) == scored(workspace, now).forecast
        due = [card.fields.fact for _, card, _ in workspace.due(["deck"], now)]
        asked = play(world.sit())
        assert deck.due == len(due) == len(asked)
        assert deck.forecast[: 3 - number] == (2,) * (3 - number)
        assert sorted(due) == ["f0", "f1"]
        assert world.sit().question is None
        days.append(set(asked))
        world.now += timedelta(days=1)
    assert days[2] == {"n0", "n3"}
    assert days[0] | days[1] == {"n1", "n2", "n4", "n5"}


def test_a_card_of_several_facts_keeps_apart_from_all_of_their_cards(
    world: World,
) -> None:
    """And goes first, so that it is asked at all; what home counts agrees, any day."""
    rng = Random(3)
    cards = [f"Q: q{n}\nA: a{n}\n:id: n{n}\n:fact: f{n % 6}\n" for n in range(18)]
    for name, facts in (("x", "f0, f1,f2"), ("y", "f2, f3"), ("z", "f4, f5")):
        items = "".join(f"{place}. {name}{place}\n" for place in (1, 2, 3))
        cards.append(f"Q: Order {name}\n{items}:id: {name}\n:fact: {facts}\n")
    world.write("deck", "\n".join(cards))
    world.store().record(Setting("new_a_day", 7), at=world.now)
    met = apart = 0
    for _ in range(60):
        workspace = world.workspace()
        sitting = world.sit(workspace=workspace)
        (deck,) = workspace.all_counts(world.moment())
        assert deck.due == sitting.left.due + sitting.left.learning
        told: set[str] = set()
        due = 0
        while question := sitting.question:
            names = question.card.fields.facts
            memory = workspace.memories.get(question.card.key)
            if memory and not memory.is_learning:
                due += 1
                met += not told.isdisjoint(names)
                apart += len(names) > 1
            told.update(names)
            sitting.answer("")
            sitting.grade(rng.choice([Grade.HARD, Grade.GOOD, Grade.EASY]))
            world.now += timedelta(seconds=9)
        world.now = world.now.replace(hour=9, minute=0) + timedelta(days=1)
    assert apart >= 9
    assert met == 0


def test_a_backlog_is_cleared_lowest_recall_first_and_without_new_cards(
    world: World,
) -> None:
    world.write("deck", numbered(60))
    world.store().record(Setting("new_a_day", 40), at=world.now)
    firm = {f"n{n}" for n in range(0, 60, 2)}
    play(world.sit(), lambda each: Grade.EASY if each in firm else Grade.GOOD)
    world.store().record(Setting("reviews_a_day", 15), at=world.now)
    world.now += timedelta(days=30)
    told = world.sit().backlog
    assert told
    recalls: list[float] = []
    for day in range(6):
        sitting = world.sit()
        waits = sitting.backlog
        assert (sitting.left.new == 0) == (waits is not None) == (day < 2)
        if waits is None:
            break
        assert waits.waiting == (25, 10)[day]
        assert "No new cards until then." in waits.sentence
        workspace, today = sitting.workspace, sitting.now().day
        for _ in range(15):
            assert sitting.question
            card = sitting.question.card
            memory = workspace.memories[card.key]
            assert memory.reviews == (1 if card.fields.id in firm else 2)
            recalls.append(retrievability(memory, today - day))
            answer(sitting, Grade.EASY)
        assert sitting.question is None
        assert (
            workspace.today(workspace.all_counts(sitting.now()), sitting.now()).new == 0
        )
        world.now += timedelta(days=1)
    assert recalls == sorted(recalls)
    assert told.cleared == START.toordinal() + 30 + 2
    assert told.sentence == (
        "25 more reviews wait for another day: all done by Saturday, 26 December. No "
        "new cards until then."
    )


def test_no_card_is_asked_more_than_four_times_in_a_sitting(world: World) -> None:
    world.write("deck", numbered(3))
    asked = play(world.sit(), lambda _: Grade.AGAIN)
    assert sorted(asked) == sorted(["n0", "n1", "n2"] * 4)
    sitting = world.sit()
    assert sitting.left.learning == 3
    while sitting.question:
        assert sitting.total == 3
        answer(sitting, Grade.AGAIN)
    assert sitting.finished == sitting.total == sitting.summary().later == 3
    assert sitting.share == 1.0


def look(sitting: Sitting) -> None:
    """Take the decks as they are now."""
    fresh = sitting.workspace.look()
    assert fresh
    changes = sitting.workspace.take(fresh)
    assert changes
    sitting.reread(changes.same)


@pytest.mark.parametrize(
    ("missed", "given", "is_asked_again"),
    [(0, "Lima", False), (0, "Quito", True), (3, "Quito", False)],
)
def test_an_answer_whose_deck_goes_away_and_comes_back_counts_like_any_other(
    world: World, missed: int, given: str, is_asked_again: bool
) -> None:
    text = "Q: q\nA: Lima\n:ask: type\n"
    path = world.write("deck", text)
    play(world.sit(), lambda _: Grade.EASY)
    world.now += timedelta(days=60)
    sitting = world.sit()
    for _ in range(missed):
        sitting.answer("Quito")
        sitting.grade(Grade.AGAIN)
    sitting.answer(given)
    path.unlink()
    look(sitting)
    assert sitting.question is None
    assert sitting.summary().later == 0
    world.write("deck", text)
    look(sitting)
    sitting.resume()
    assert bool(sitting.question) is is_asked_again


def test_a_card_that_is_missed_eight_times_is_named_at_the_verdict(
    world: World,
) -> None:
    """In learning as in review, until it is right or made new again."""
    world.write("deck", "Q: q\nA: Lima\n:ask: type\n")
    told = []
    for _ in range(10):
        sitting = world.sit()
        assert sitting.leech_advice == ""
        sitting.answer("Quito")
        told.append(sitting.leech_advice)
        sitting.grade(Grade.AGAIN)
        world.now += timedelta(minutes=2)
    assert told[:7] == [""] * 7
    assert told[7] == (
        "You have missed this card 8 times. Reword it, suspend it, or look at its "
        "history."
    )
    assert "9 times" in told[8]
    sitting = world.sit()
    sitting.answer("Lima")
    assert sitting.leech_advice == ""
    sitting.workspace.do(reset(sitting.workspace, list(sitting.workspace.memories)))
    sitting = world.sit()
    sitting.answer("Quito")
    assert sitting.leech_advice == ""


def test_a_card_that_is_turned_over_is_named_after_it_was_missed(world: World) -> None:
    world.write("deck", "Q: q\nA: one\n:ask: flip\n")
    for number in range(9):
        sitting = world.sit()
        sitting.answer("")
        assert bool(sitting.leech_advice) == (number == 8)
        sitting.grade(Grade.AGAIN)
        world.now += timedelta(minutes=2)


def test_why_a_card_is_asked_is_explained(world: World) -> None:
    world.write("deck", "Q: q\nA: Lima\n:ask: type\n")
    sitting = world.sit()
    why = sitting.why()
    assert why.rule == "It is new, and the day's limit of new cards allows it."
    assert (why.recall, why.history, why.limit) == (None, [], "")
    assert why.futures == sitting.futures()
    sitting.answer("Quito")
    assert [*sitting.why().futures] == [Grade.AGAIN]
    answer(sitting, Grade.AGAIN)
    assert sitting.why().rule == (
        "You are learning it. Its next step is in 1 min, but nothing else is left."
    )
    world.now += timedelta(minutes=2)
    sitting = world.sit()
    assert sitting.why().rule == "You are learning it, and its next step is due."
    answer(sitting, Grade.EASY)
    world.now += timedelta(days=40)
    sitting = world.sit()
    why = sitting.why()
    assert why.memory
    late = sitting.now().day - why.memory.due_day
    assert why.rule == f"It was due {late} days ago."
    assert why.recall == pytest.approx(retrievability(why.memory, sitting.now().day))
    assert [review.grade for review in why.history] == [Grade.EASY, Grade.AGAIN]
    lines = why.lines
    assert lines[1].startswith(f"Predicted recall: {why.recall:.0%}. Stability: ")
    assert lines[2].startswith("Comes back in: Again 10 min, Hard ")
    assert lines[-2:] == ["  24 Nov 2026  Easy   typed", "  24 Nov 2026  Again  typed"]
    ahead = world.sit(plan=Plan.THESE)
    assert ahead.why().rule == "You chose these cards."


def test_why_says_what_keeps_an_interval_short(world: World) -> None:
    world.write("deck", "Q: Is it so?\nA: true\n")
    assert world.sit().why().limit == (
        "The answer is easily guessed, so this card comes back within 14 days."
    )


def test_cards_of_one_block_do_not_follow_each_other(world: World) -> None:
    blocks = [
        f"C: [a{n}] and [b{n}].\n\nQ: q{n}\nA: r{n}\n:reverse: true\n" for n in "xyz"
    ]
    world.write("deck", "\n".join(blocks))
    sitting = world.sit(limit=6)
    lines = []
    for _ in range(6):
        assert sitting.question
        lines.append(sitting.question.card.line)
        answer(sitting, Grade.EASY)
    assert len(set(lines)) == 6


@pytest.mark.parametrize(
    ("type_", "kind"), [("city", Kind.CHOOSE), ("house number", Kind.TYPE)]
)
def test_only_decks_that_were_started_lend_wrong_choices_but_no_numbers(
    world: World, type_: str, kind: str
) -> None:
    world.write("mine", f"Q: q\nA: Lima\n:type: {type_}\n")
    others = [
        f"Q: q{n}\nA: {c}\n:type: {type_}\n"
        for n, c in enumerate(("Rome", "Oslo", "Bern"))
    ]
    world.write("other", "\n".join(others))
    sitting = world.sit("mine")
    assert sitting.question
    assert sitting.question.kind is Kind.TYPE
    workspace = world.workspace()
    state = workspace.state("other")
    workspace.record(replace(state, started=True))
    sitting = world.sit("mine")
    assert sitting.question
    assert sitting.question.kind is kind


def test_topics_take_turns(world: World) -> None:
    topics = [
        f"# {topic}\n"
        + "\n".join(f"Q: {topic}{n}\nA: Yes, {n}.\n:id: {topic}{n}\n" for n in range(3))
        for topic in "abc"
    ]
    world.write("deck", "\n".join(topics))
    sitting = world.sit()
    asked = [answer(sitting, Grade.EASY)[0] for _ in range(9)]
    assert all(one != other for one, other in pairwise(asked))


def test_learning_cards_whose_time_has_come_go_first(world: World) -> None:
    world.write("deck", numbered(6))
    sitting = world.sit()
    first = answer(sitting, Grade.AGAIN)
    second = answer(sitting)
    world.now += timedelta(minutes=2)
    assert sitting.question
    third = answer(sitting)
    assert third not in (first, second)
    assert answer(sitting) == first
    world.now += timedelta(minutes=10)
    on_screen = answer(sitting)
    assert on_screen != second
    assert answer(sitting) == second


def test_the_last_learning_cards_are_asked_up_to_twenty_minutes_early(
    world: World,
) -> None:
    world.write("deck", numbered(2))
    sitting = world.sit()
    assert sorted([answer(sitting), answer(sitting)]) == ["n0", "n1"]
    last = answer(sitting, Grade.AGAIN)
    other = answer(sitting)
    assert other != last
    assert answer(sitting) == last


def test_undo_asks_the_same_question_again_step_by_step(world: World) -> None:
    world.write("deck", numbered(5))
    sitting = world.sit()
    questions = []
    for grade in (Grade.GOOD, Grade.AGAIN, Grade.EASY):
        questions.append(sitting.question)
        answer(sitting, grade)
    questions.append(sitting.question)
    before = dict(sitting.workspace.store.memories)
    sitting.suspend()
    assert sitting.undo()
    assert sitting.question == questions[3]
    assert sitting.workspace.store.memories == before
    for question in reversed(questions[:3]):
        assert sitting.undo()
        assert sitting.question == question
        assert sitting.verdict is None
    assert not sitting.undo()
    assert sitting.workspace.store.memories == {}
    assert sitting.summary().reviews == 0
    assert world.workspace().store.memories == {}


@pytest.mark.parametrize("grade", [Grade.AGAIN, Grade.EASY])
def test_a_step_of_another_sitting_is_undone_and_its_card_asked_once(
    world: World, grade: Grade
) -> None:
    """The card was being learned when the sitting began, or was new."""
    world.write("deck", numbered(4))
    world.write("other", "Q: Another?\nA: yes\n")
    other, sitting = world.sit("deck"), world.sit("deck")
    answered = answer(other, grade)
    if grade is Grade.AGAIN:
        sitting = world.sit("deck")
    answer(world.sit("other"))
    sitting.workspace.store.refresh()
    assert sitting.undo() == "Undone: your answer, earlier today."
    assert sitting.question
    assert sitting.question.card.fields.id == answered
    assert sitting.left.total == 4
    assert not sitting.undo()
    assert sorted(play(sitting, lambda _: Grade.EASY)) == ["n0", "n1", "n2", "n3"]


def test_an_earlier_step_is_looked_up_again_only_when_something_has_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The footer asks for it at each key."""
    world.write("deck", numbered(4))
    other, sitting = world.sit(), world.sit()
    workspace = sitting.workspace
    assert not sitting.can_undo
    answer(other)
    workspace.refresh()
    assert sitting.can_undo
    with monkeypatch.context() as sealed:
        sealed.setattr(DayFiles, "read", None)
        assert sitting.can_undo
    assert sitting.undo()
    assert not sitting.can_undo
    answer(other)
    workspace.refresh()
    assert sitting.can_undo
    world.write("deck", "Q: Another?\nA: yes\n")
    fresh = workspace.look()
    assert fresh
    workspace.take(fresh)
    assert not sitting.can_undo


def test_yesterdays_steps_are_not_undone(world: World) -> None:
    world.write("deck", numbered(4))
    answer(world.sit())
    sitting = world.sit()
    assert sitting.can_undo
    world.now += timedelta(days=1)
    assert not sitting.can_undo
    assert not sitting.undo()


def test_new_cards_come_evenly_between_reviews(world: World) -> None:
    world.write("deck", numbered(12))
    old = set(play(world.sit(limit=6), lambda _: Grade.EASY))
    world.now += timedelta(days=60)
    asked = play(world.sit(limit=9), lambda _: Grade.EASY)
    are_new = [each not in old for each in asked]
    assert [sum(are_new[place : place + 3]) for place in (0, 3, 6)] == [1, 1, 1]


def test_a_suspended_card_is_asked_no_more(world: World) -> None:
    world.write("deck", numbered(3))
    sitting = world.sit()
    assert sitting.question
    aside = sitting.question.card.fields.id
    sitting.suspend()
    assert aside not in play(sitting)
    world.now += timedelta(days=30)
    assert aside not in play(world.sit())


class Ticking(World):
    """A second passes whenever the clock is read."""

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def test_an_answer_at_the_turn_of_a_study_day_is_of_the_day_of_its_file(
    tmp_path: Path,
) -> None:
    world = Ticking(tmp_path)
    world.write("deck", numbered(1))
    sitting = world.sit()
    sitting.answer("")
    world.now = datetime(2026, 11, 25, 3, 59, 58, tzinfo=UTC)
    sitting.grade(Grade.GOOD)
    review = world.events()[-1].act
    assert isinstance(review, Review)
    assert [path.stem for path in world.day_files] == [str(review.day)]


def test_a_failed_write_keeps_the_question_and_its_verdict(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write("deck", numbered(2))
    sitting = world.sit()
    question = sitting.question
    verdict = sitting.answer("")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", disk_is_full)
        with pytest.raises(StoreError):
            sitting.grade(Grade.GOOD)
    assert (sitting.question, sitting.verdict) == (question, verdict)
    sitting.grade(Grade.GOOD)
    assert len(world.workspace().store.memories) == 1


def test_an_undo_that_fails_is_tried_again_unless_a_deck_has_changed(
    world: World,
) -> None:
    workspace = world.workspace()
    errors = [DeckChangedError, DeckError, StoreError]

    def undo() -> str:
        if errors:
            raise errors.pop()
        return "Undone."

    for _ in range(2):
        workspace.did("", "Two steps.", undo)
    for error, left in ((StoreError, 2), (DeckError, 2), (DeckChangedError, 1)):
        with pytest.raises(error):
            workspace.undo()
        assert workspace.undo_count == left
    assert workspace.undo() == "Undone."


def test_what_another_window_has_answered_is_not_asked_again(world: World) -> None:
    world.write("deck", numbered(4))
    one, other = world.sit(), world.sit()
    play(other, lambda _: Grade.EASY)
    assert len(play(one, lambda _: Grade.EASY)) == 1


def test_a_deck_is_started_by_its_first_answer(world: World) -> None:
    world.write("deck", numbered(2))
    sitting = world.sit("deck")
    assert world.workspace().started == []
    answer(sitting)
    assert world.workspace().started == ["deck"]
    play(sitting)
    acts = [event.act for event in world.workspace().store.events()]
    assert sum(isinstance(act, DeckState) for act in acts) == 1


def test_an_answer_to_chosen_cards_starts_no_deck_but_the_deck_counts_it(
    world: World,
) -> None:
    world.write("deck", numbered(2))
    answer(world.sit(plan=Plan.THESE, starts=False))
    workspace = world.workspace()
    counts = workspace.counts("deck", workspace.now())
    assert (counts.is_started, counts.due, counts.new) == (False, 1, 1)
    now = workspace.now()
    assert workspace.today([counts], now).due == 0
    assert workspace.today([counts], now, only_started=False).due == 1


def test_a_card_is_recognized_first_and_then_typed(world: World) -> None:
    cities = ("Lima", "Quito", "Santiago", "Bogotá")
    world.write(
        "deck", "\n".join(f"Q: Where is {c[0]}?\nA: {c}\n:type: city\n" for c in cities)
    )
    sitting = world.sit(limit=1)
    kinds = []
    for _ in range(2):
        assert sitting.question
        kinds.append(sitting.question.kind)
        sitting.answer(sitting.question.card.answer)
        sitting.grade(Grade.GOOD)
    world.now += timedelta(days=8)
    sitting = world.sit(limit=1)
    assert sitting.question
    assert [*kinds, sitting.question.kind] == [Kind.CHOOSE, Kind.CHOOSE, Kind.TYPE]
    assert sitting.answer(sitting.question.card.answer).mark is Mark.RIGHT


def test_a_close_answer_is_not_counted_as_right(world: World) -> None:
    world.write("deck", "Q: Who?\nA: Karl von Frisch\n:ask: type\n")
    sitting = world.sit()
    assert sitting.answer("Karl von Fritsch").mark is Mark.CLOSE
    sitting.grade(Grade.HARD)
    result = sitting.summary()
    assert (result.first_right, result.first_close) == (0, 1)


def test_the_summary_counts_what_stands(world: World) -> None:
    world.write("deck", numbered(3))
    sitting = world.sit()
    world.now += timedelta(seconds=8)
    missed = answer(sitting, Grade.AGAIN)
    world.now += timedelta(hours=1)
    while sitting.question:
        answer(sitting, Grade.EASY)
    told = sitting.summary()
    assert (told.cards, told.reviews, told.first_right) == (3, 4, 2)
    assert told.grades == {Grade.AGAIN: 1, Grade.EASY: 3}
    assert [card.fields.id for card in told.missed] == [missed]
    assert told.spent == 8_000 + 600_000


def test_counts_of_a_deck(world: World) -> None:
    world.write("deck", numbered(4) + "\nstray\n")
    workspace = world.workspace()
    told = workspace.counts("deck", workspace.moment(world.now))
    assert (told.cards, told.new, told.due, told.errors) == (4, 4, 0, 1)
    sitting = world.sit("deck", limit=2)
    play(sitting, lambda _: Grade.EASY)
    world.now += timedelta(days=30)
    workspace = world.workspace()
    now = workspace.moment(world.now)
    told = workspace.counts("deck", now)
    assert (told.new, told.due, told.is_started) == (2, 2, True)
    today = workspace.today([told], now)
    assert (today.new, today.due, today.reviewed) == (2, 2, 0)
    assert (today.cards, told.ahead) == (4, 0)
    workspace.do(toggle_started(workspace, "deck"))
    told = workspace.counts("deck", now)
    assert not told.is_started
    assert workspace.today([told], now).cards == 0


def test_what_comes_back_on_a_later_day_can_be_studied_ahead(world: World) -> None:
    world.write("deck", "Q: a\nA: x\n\nQ: b\nA: y\n")
    play(world.sit("deck", limit=1), lambda _: Grade.EASY)
    workspace = world.workspace()
    now = workspace.now()
    assert workspace.counts("deck", now).ahead == 1
    assert len(play(world.sit("deck", plan=Plan.AHEAD))) == 1


def test_a_deck_is_hidden_and_shown_again(world: World) -> None:
    world.write("deck", numbered(2))
    workspace = world.workspace()
    for text, is_hidden in (("Hidden; H lists it.", True), ("Shown again.", False)):
        assert workspace.do(toggle_hidden(workspace, "deck")).startswith(text)
        assert workspace.state("deck").hidden is is_hidden


def test_two_decks_of_one_id_do_not_mix_their_progress(world: World) -> None:
    front = '---\nid = "same"\n---\n'
    world.write("one", front + numbered(2))
    world.write("two", front + numbered(2))
    workspace = world.workspace()
    assert len(workspace.decks["one"].cards) == 2
    assert workspace.decks["two"].cards == ()
    assert workspace.decks["two"].complaints[0].code == "duplicate-deck-id"


def test_a_card_of_two_decks_is_asked_in_the_one_that_is_started(world: World) -> None:
    text = "Q: One?\nA: 1\n\nQ: Two?\nA: 2\n"
    world.write("capitals", text)
    play(world.sit("capitals"))
    workspace = world.workspace()
    workspace.record(DeckState("capitals", started=True, hidden=False))
    world.write("a-copy", f"{text}\nQ: Three?\nA: 3\n")
    workspace = world.workspace()
    assert {name: len(workspace.cards_of(name)) for name in workspace.decks} == {
        "a-copy": 1,
        "capitals": 2,
    }
    (told,) = workspace.decks["a-copy"].complaints
    assert told.code == "duplicate-cards"
    assert "2 cards of this deck are also in “capitals”" in told.message
    workspace.record(DeckState("a-copy", started=True, hidden=False))
    assert len(world.workspace().cards_of("capitals")) == 2, "they were reviewed there"
    world.write("capitals", "Q: Four?\nA: 4\n")
    assert len(world.workspace().cards_of("a-copy")) == 3


def test_only_a_type_that_a_card_has_is_in_use(world: World) -> None:
    world.write("capitals", "Q: Of Peru?\nA: Lima\n:type: city\n")
    workspace = world.workspace()
    assert [each.text for each in workspace.answers_alike("city", "capitals")] == [
        "Lima"
    ]
    assert workspace.answers_alike("river", "capitals") == ()  # an article asks
    assert workspace.types == ("city",)


def test_a_deck_that_is_not_there_is_told_with_those_that_are(world: World) -> None:
    world.write("peru", numbered(1))
    with pytest.raises(UsageError, match="The decks are: peru"):
        world.workspace().deck("chile")


@pytest.mark.parametrize(
    ("seconds", "text", "words"),
    [
        (0, "<1m", "<1 min"),
        (60, "1m", "1 min"),
        (3599, "59m", "59 min"),
        (3600, "1h", "1 h"),
        (86_400, "1d", "1 day"),
        (30 * 86_400, "30d", "30 days"),
        (31 * 86_400, "1.0mo", "1.0 months"),
        (365 * 86_400, "12mo", "12 months"),
        (800 * 86_400, "2.2y", "2.2 years"),
    ],
)
def test_a_duration_is_shown_in_its_largest_unit(
    seconds: int, text: str, words: str
) -> None:
    assert (str(until(seconds)), until(seconds).in_words) == (text, words)


def test_each_grade_tells_the_interval_it_then_gives(world: World) -> None:
    world.write("deck", numbered(1))
    for grade in Grade:
        sitting = world.sit()
        sitting.answer("")
        future = sitting.futures()[grade]
        told = span_of(future, sitting.now())
        sitting.grade(grade)
        memory = sitting.workspace.store.memories["deck/n0"]
        assert memory == future
        assert span_of(memory, sitting.now()) == told
        sitting.undo()
