"""What a sitting keeps of an answer: claims, hints, sureness; and what it shows."""

from __future__ import annotations

import pytest

from quizapp.model import (
    Accept,
    Card,
    Fields,
    Grade,
    Kind,
    Mark,
    Review,
    Sureness,
    Undo,
)
from quizapp.progress.settings import Settings
from quizapp.study.scores import Share, figures
from quizapp.study.sitting import Sitting
from quizapp.study.sitting.related import related
from quizapp.study.workspace.steps import tag
from tests.world import World

TYPED = """\
Q: Which president of Peru hosted the summit?
A: Pedro Pablo Kuczynski
:id: ppk
:ask: type

Q: Where did the summit meet?
A: Lima
:id: lima
:ask: type

Q: Which sea is near?
A: The Pacific
:id: sea
:ask: type
"""


@pytest.fixture
def typed(world: World) -> World:
    world.write("deck", TYPED)
    return world


def to(sitting: Sitting, id_: str) -> Sitting:
    """Go on to this card, the others suspended."""
    while sitting.question and sitting.question.card.fields.id != id_:
        sitting.suspend()
    assert sitting.question
    return sitting


def acts(typed: World, kind: type) -> list[object]:
    return [e.act for e in typed.workspace().store.events() if isinstance(e.act, kind)]


def test_i_was_right_counts_the_answer_now_and_later(typed: World) -> None:
    sitting = to(typed.sit(), "ppk")
    assert sitting.answer("Kuczynski").mark is Mark.WRONG
    assert sitting.can_claim
    verdict = sitting.claim()
    assert (verdict.mark, verdict.proposed) == (Mark.RIGHT, Grade.GOOD)
    assert acts(typed, Accept) == [Accept("deck/ppk", "Kuczynski")]
    assert not sitting.can_claim
    sitting.grade(Grade.GOOD)
    (review,) = acts(typed, Review)
    assert isinstance(review, Review)
    assert (review.mark, review.given) == (Mark.RIGHT, "Kuczynski")
    again = to(typed.sit(), "ppk")
    assert again.answer("kuczynski!").mark is Mark.RIGHT
    assert (typed.paths.decks / "deck.md").read_text("utf-8") == TYPED


def test_undo_takes_back_the_claim_first_and_then_with_the_grade(typed: World) -> None:
    sitting = to(typed.sit(), "ppk")
    before = sitting.answer("Kuczynski")
    sitting.claim()
    assert sitting.undo()
    assert sitting.verdict == before
    assert sitting.workspace.store.accepted("deck/ppk") == ()
    sitting.claim()
    sitting.grade(Grade.GOOD)
    assert sitting.workspace.store.accepted("deck/ppk") == ("Kuczynski",)
    assert sitting.undo()
    assert sitting.verdict is None
    assert sitting.workspace.store.accepted("deck/ppk") == ()
    assert typed.workspace().store.accepted("deck/ppk") == ()
    assert sitting.workspace.store.memories == {}


def test_undo_takes_back_a_claim_with_the_suspension_after_it(typed: World) -> None:
    sitting = to(typed.sit(), "ppk")
    sitting.answer("Kuczynski")
    sitting.claim()
    sitting.suspend()
    assert sitting.undo() == "Undone: the card is asked again."
    assert sitting.workspace.store.accepted("deck/ppk") == ()
    assert sitting.answer("Kuczynski").mark is Mark.WRONG


@pytest.mark.parametrize("is_tagged_first", [True, False])
def test_what_was_done_last_at_a_verdict_is_undone_first(
    typed: World, is_tagged_first: bool
) -> None:
    sitting = to(typed.sit(), "ppk")
    workspace = sitting.workspace
    sitting.answer("Kuczynski")
    tagging = tag(workspace, ["deck/ppk"], "hard")
    if is_tagged_first:
        workspace.do(tagging)
    sitting.claim()
    if not is_tagged_first:
        workspace.do(tagging)
    texts = ["Undone: “I was right”.", "Undone: 1 card tagged “hard”."]
    expected = texts if is_tagged_first else texts[::-1]
    assert [sitting.undo(), sitting.undo()] == expected
    assert sitting.undo() == "Undone: your answer."


def test_a_step_before_the_verdict_undone_elsewhere_is_none_at_the_verdict(
    typed: World,
) -> None:
    sitting = to(typed.sit(), "ppk")
    workspace = sitting.workspace
    workspace.do(tag(workspace, ["deck/ppk"], "hard"))
    sitting.answer("Kuczynski")
    workspace.undo()
    assert sitting.undo() == "Undone: your answer."


def test_a_sitting_later_undoes_both_too(typed: World) -> None:
    sitting = to(typed.sit(), "ppk")
    sitting.answer("Kuczynski")
    sitting.claim()
    sitting.grade(Grade.GOOD)
    later = typed.sit()
    assert later.undo()
    assert later.question
    assert later.question.card.fields.id == "ppk"
    assert later.workspace.store.accepted("deck/ppk") == ()
    assert len(acts(typed, Undo)) == 2


def test_what_is_accepted_is_in_the_caches_too(typed: World) -> None:
    sitting = to(typed.sit(), "ppk")
    sitting.answer("Kuczynski")
    sitting.claim()
    sitting.workspace.store.close()
    assert typed.workspace().store.accepted("deck/ppk") == ("Kuczynski",)


@pytest.mark.parametrize("given", [None, "Lima"])
def test_there_is_nothing_to_claim_for_what_was_right_or_not_answered(
    typed: World, given: str | None
) -> None:
    sitting = to(typed.sit(), "lima")
    sitting.answer(given)
    assert not sitting.can_claim


def test_undo_takes_an_answer_back_before_its_grade(typed: World) -> None:
    sitting = to(typed.sit(), "lima")
    assert sitting.question
    before = sitting.question
    sitting.answer("Lmia")
    assert sitting.undo()
    assert (sitting.verdict, sitting.question) == (None, before)
    assert sitting.answer("Lima").mark is Mark.RIGHT


def test_hints_are_given_kept_and_counted(typed: World) -> None:
    sitting = to(typed.sit(), "lima")
    assert sitting.hint()
    assert sitting.question
    assert sitting.question.hints == ("The answer begins with “L”.",)
    assert sitting.answer("Lima").proposed is Grade.HARD
    assert not sitting.hint()
    sitting.grade(Grade.HARD)
    (review,) = acts(typed, Review)
    assert isinstance(review, Review)
    assert review.hints == 1
    sitting.undo()
    assert len(sitting.question.hints) == 1  # what was seen was seen


def test_sureness_is_kept_and_makes_the_calibration(typed: World) -> None:
    sitting = typed.sit()
    said = {"ppk": Sureness.SURE, "lima": Sureness.SURE, "sea": Sureness.GUESS}
    for _ in range(3):
        assert sitting.question
        id_ = sitting.question.card.fields.id
        sitting.answer("Lima", said[id_])
        sitting.grade(Grade.EASY if id_ == "lima" else Grade.AGAIN)
    store = typed.workspace().store
    told = figures([], store.log(), typed.now.toordinal(), aim=0.9, forecast=())
    assert told.calibration == {
        "guess": Share(0, 1),
        "unsure": Share(0, 0),
        "sure": Share(1, 2),
    }
    sitting.undo()
    log = sitting.workspace.store.log()
    after = figures([], log, typed.now.toordinal(), aim=0.9, forecast=()).calibration
    assert sum(each.of for each in after.values()) == 2


def test_a_card_missed_with_confidence_returns_in_the_same_sitting(
    typed: World,
) -> None:
    sitting = typed.sit()
    assert sitting.question
    id_ = sitting.question.card.fields.id
    sitting.answer("Quito", Sureness.SURE)
    sitting.grade(Grade.EASY)  # whatever it is graded
    asked = []
    while sitting.question:
        asked.append(sitting.question.card.fields.id)
        sitting.answer(None)
        sitting.grade(Grade.EASY)
    assert asked[-1] == id_
    assert sorted(asked) == ["lima", "ppk", "sea"]


def test_the_learners_habit_fixes_the_kind_where_a_card_has_it(typed: World) -> None:
    typed.write("deck", "Q: q\nA: a\n")
    for kind in (Kind.FLIP, Kind.TYPE):
        workspace = typed.workspace()
        workspace.settings = Settings(ask=kind)
        sitting = typed.sit(workspace=workspace)
        assert sitting.question
        assert sitting.question.kind is kind


def fact(id_: str, cite: str, topic: str = "", source: str = "") -> Card:
    fields = Fields(id=id_, fact=f"f-{id_}", cite=cite, source=source)
    return Card("d", Kind.FLIP, "?", id_.capitalize(), topic=topic, fields=fields)


LIMA = fact("lima", "Lima is the capital of Peru.", "Peru", "1")
OTHERS = {
    card.key: card
    for card in (
        fact("quito", "Quito lies high in the Andes, in Ecuador.", "Peru", "1"),
        fact("cusco", "Cusco, in Peru, was the Incas' capital.", "Peru", "1"),
        fact("callao", "Callao is the port of Lima.", "Trade", "7"),
        fact("rimac", "The Rímac runs through Lima, in Peru.", "Trade", "7"),
    )
}


@pytest.mark.parametrize(
    ("known", "waiting", "id_"),
    [
        (["callao", "cusco", "rimac", "quito"], [], "rimac"),
        (["callao", "cusco", "quito"], [], "callao"),
        (["cusco", "quito"], [], None),  # of the same topic, and no more
        (["callao", "rimac"], ["rimac"], "callao"),
        ([], [], None),
    ],
)
def test_a_related_fact_is_known_not_about_to_be_asked_and_says_most(
    known: list[str], waiting: list[str], id_: str | None
) -> None:
    found = related(
        LIMA,
        [(key, OTHERS[key]) for key in (f"d/{each}" for each in known)],
        {f"f-{each}" for each in waiting},
    )
    assert (found.fields.id if found else None) == id_
