"""A quiz: drawn by a seed, answered, cut off and gone on with, handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quizapp.cards.questions import chance
from quizapp.errors import StoreError, UsageError
from quizapp.model import Card, Choice, Grade, Kind, Mode, Question, QuizPlan, Review
from quizapp.paths import shipped_decks
from quizapp.plain.json_lines import right_of
from quizapp.study.quiz import Quiz, band_of, draw
from quizapp.study.workspace.steps import toggle_started
from tests.command_line import Run, lines_of
from tests.world import World, disk_is_full, play

APEC = "apec-2016"


@pytest.fixture
def article(world: World) -> World:
    """One with the article's deck."""
    world.write(APEC, (shipped_decks() / f"{APEC}.md").read_text("utf-8"))
    return world


def begin(article: World, **told: Any) -> Quiz:
    plan = QuizPlan(**{"decks": (APEC,), "count": 6, "seed": 4, **told})
    return Quiz.begin(article.workspace(), plan)


def right(question: Question) -> str:
    return "\n".join(right_of(question).split(" | "))


def answer_all(quiz: Quiz, *wrong: int) -> None:
    """Answer every question right but those of these indices."""
    for index, question in enumerate(quiz.questions):
        quiz.go(index)
        quiz.answer("nothing of the kind" if index in wrong else right(question))


def reviews(article: World) -> list[Review]:
    events = article.workspace().store.events()
    return [event.act for event in events if isinstance(event.act, Review)]


def test_a_seed_draws_the_same_quiz_whatever_was_learned(article: World) -> None:
    plan = QuizPlan((APEC,), 12, seed=7)
    before = draw(article.workspace(), plan)
    play(article.sit())
    assert draw(article.workspace(), plan) == before
    asked = [Quiz.begin(article.workspace(), plan).questions for _ in range(2)]
    assert asked[0] == asked[1]
    assert draw(article.workspace(), QuizPlan((APEC,), 12, seed=8)) != before


def test_topics_take_turns_and_no_fact_is_asked_twice(article: World) -> None:
    drawn = draw(article.workspace(), QuizPlan((APEC,), 8, seed=1))
    cards = dict(article.workspace().cards([APEC]))
    facts = [cards[each.card].fields.fact for each in drawn]
    assert len(set(facts)) == len(facts) == 8
    topics = {each.topic for each in drawn}
    assert len(topics) == len({c.topic for c in cards.values()})


def test_the_blanks_of_one_text_meet_only_in_practice(world: World) -> None:
    world.write("c", "C: [Quito] lies higher than [Lima].\n")

    def count(mode: Mode) -> int:
        return len(draw(world.workspace(), QuizPlan(("c",), 9, mode)))

    assert [count(mode) for mode in (Mode.EXAM, Mode.PRACTICE)] == [1, 2]


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.FLIP])
def test_only_the_kinds_that_are_wanted_are_asked(article: World, kind: Kind) -> None:
    drawn = draw(article.workspace(), QuizPlan((APEC,), 50, kinds=(kind,)))
    assert {each.kind for each in drawn} == {kind}
    quiz = begin(article, count=50, kinds=(kind,))
    assert {question.kind for question in quiz.questions} == {kind}


def test_only_the_topics_that_are_wanted_are_asked(article: World) -> None:
    drawn = draw(article.workspace(), QuizPlan((APEC,), 50, topics=("The TPP",)))
    assert {each.topic for each in drawn} == {"The TPP"}


def test_what_can_only_be_turned_over_makes_no_quiz(article: World) -> None:
    article.write("long", "Q: Why?\nA: one two three four five six seven\n")
    with pytest.raises(UsageError, match="turned over"):
        begin(article, decks=("long",))


def test_an_exam_tells_nothing_until_it_is_handed_in(article: World) -> None:
    quiz = begin(article)
    assert quiz.answer("x") is None
    assert quiz.verdict is None
    quiz.answer(right(quiz.question))  # and the answer may be changed
    result = quiz.hand_in()
    assert result.lines[0].share == 1


def test_practice_tells_at_once_and_the_answer_stays(article: World) -> None:
    quiz = begin(article, mode=Mode.PRACTICE)
    first = quiz.answer("nothing of the kind")
    assert first
    assert first.share == 0
    assert quiz.answer(right(quiz.question)) == first
    assert quiz.hand_in().lines[0].share == 0


def test_the_mark_is_the_share_of_the_points(article: World) -> None:
    quiz = begin(article)
    answer_all(quiz, 0, 3)
    result = quiz.hand_in()
    assert (result.points, len(result.lines)) == (4.0, 6)
    assert result.share == pytest.approx(4 / 6)
    assert band_of(result.share) == "passed"
    assert [line.question for line in result.wrong] == [
        quiz.questions[0],
        quiz.questions[3],
    ]
    sums = [sum(column) for column in zip(*result.topics.values(), strict=True)]
    assert sums == [4.0, 6]
    (made,) = article.workspace().store.tries
    assert (made.points, made.count, made.decks) == (4.0, 6, (APEC,))


def test_each_answer_is_a_review_of_the_quiz(article: World) -> None:
    quiz = begin(article)
    answer_all(quiz, 2)
    quiz.go(4)
    quiz.answer(None)
    assert reviews(article) == []
    quiz.hand_in()
    made = reviews(article)
    assert [r.quiz for r in made] == [quiz.id] * 6
    grades = [r.grade for r in made]
    assert [i for i, grade in enumerate(grades) if grade is Grade.AGAIN] == [2, 4]
    assert [r.chance for r in made] == [chance(q) for q in quiz.questions]


def test_what_was_not_answered_says_nothing_of_a_memory(article: World) -> None:
    quiz = begin(article)
    quiz.answer(right(quiz.question))
    result = quiz.hand_in()
    assert len(reviews(article)) == 1
    assert result.share == pytest.approx(1 / 6)


def test_a_quiz_takes_none_of_the_days_new_cards_and_of_its_retention(
    article: World,
) -> None:
    quiz = begin(article)
    answer_all(quiz)
    quiz.hand_in()
    told = article.workspace().store.day(article.now.toordinal())
    assert (told.reviews, told.new, told.due) == (6, 0, 0)


def test_a_pre_test_schedules_nothing_and_the_quiz_after_it_shows_the_gain(
    article: World,
) -> None:
    before = begin(article, mode=Mode.PRETEST)
    answer_all(before, 0, 1, 2)
    before.hand_in()
    assert reviews(article) == []
    assert article.workspace().store.memories == {}
    cards = tuple(question.card.key for question in before.questions)
    after = begin(article, cards=cards, after=before.id)
    assert {question.card.key for question in after.questions} == set(cards)
    answer_all(after, 0)
    result = after.hand_in()
    assert result.before == pytest.approx(0.5)
    assert result.share == pytest.approx(5 / 6)
    assert result.earlier == []


def test_earlier_tries_of_the_same_decks_are_told(article: World) -> None:
    for wrong in ((0, 1), (0,), ()):
        quiz = begin(article)
        answer_all(quiz, *wrong)
        result = quiz.hand_in()
    assert [round(each.share, 2) for each in result.earlier] == [0.67, 0.83]


def test_one_goes_between_questions_and_marks_for_later(article: World) -> None:
    quiz = begin(article)
    quiz.go(3)
    quiz.mark()
    quiz.go(99)
    assert quiz.at == 3
    quiz.answer("x")
    quiz.go_on()
    assert quiz.at == 4
    again = Quiz.resume(article.workspace())
    assert again
    assert (again.at, again.step(3).marked, again.answered) == (4, True, 1)
    again.go(3)
    again.mark()
    assert not again.step(3).marked


def test_the_time_runs_only_while_the_quiz_is_open(article: World) -> None:
    quiz = begin(article, limit=300)
    article.now += timedelta(seconds=100)
    quiz.answer("x")
    article.now += timedelta(hours=5)  # the machine was off
    again = Quiz.resume(article.workspace())
    assert again
    assert again.remaining == 200_000
    article.now += timedelta(seconds=50)
    again.leave()
    third = Quiz.resume(article.workspace())
    assert third
    assert third.remaining == 150_000
    article.now += timedelta(seconds=151)
    assert third.is_over
    result = third.hand_in()
    assert result.elapsed == 301_000
    assert Quiz.resume(article.workspace()) is None


def test_the_time_of_each_question_is_kept(article: World) -> None:
    quiz = begin(article)
    article.now += timedelta(seconds=10)
    quiz.answer("x")
    quiz.go(1)
    article.now += timedelta(seconds=20)
    quiz.go(0)
    again = Quiz.resume(article.workspace())
    assert again
    assert (again.at, again.step(1).spent) == (0, 20_000)
    article.now += timedelta(seconds=5)
    quiz.answer("y")
    result = quiz.hand_in()
    assert [line.spent for line in result.lines][:2] == [15_000, 20_000]


def test_a_failed_write_leaves_everything_as_it_was(
    article: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiz = begin(article)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", refuse)
        with pytest.raises(StoreError):
            quiz.answer("x")
        with pytest.raises(StoreError):
            quiz.go(2)
        with pytest.raises(StoreError):
            quiz.mark()
        with pytest.raises(StoreError):
            quiz.hand_in()
    assert (quiz.at, quiz.answered, quiz.step(0).marked) == (0, 0, False)
    quiz.answer("x")
    quiz.go(1)
    quiz.answer("y")
    again = Quiz.resume(article.workspace())
    assert again
    assert [again.step(i).given for i in (0, 1)] == ["x", "y"]
    quiz.hand_in()
    assert len(reviews(article)) == 2


def test_a_quiz_that_is_handed_in_again_counts_once(
    article: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its end was written, but perhaps not for good."""
    quiz = begin(article)
    answer_all(quiz)
    with monkeypatch.context() as broken:
        broken.setattr("quizapp.files.sync_folder", disk_is_full)
        with pytest.raises(StoreError):
            quiz.hand_in()
    article.now += timedelta(seconds=9)
    quiz.hand_in()
    assert len(reviews(article)) == 6


def test_a_quiz_that_was_given_up_has_no_mark(article: World) -> None:
    quiz = begin(article)
    quiz.answer("x")
    quiz.give_up()
    store = article.workspace().store
    assert (store.open_quiz, list(store.tries)) == (None, [])
    assert reviews(article) == []


def test_a_card_that_is_gone_is_left_out(article: World) -> None:
    article.write("two", "Q: q\nA: a\n:id: one\n\nQ: r\nA: b\n:id: two\n")
    quiz = begin(article, decks=("two",), count=2)
    assert len(quiz.questions) == 2
    article.write("two", "Q: q\nA: a\n:id: one\n")
    again = Quiz.resume(article.workspace())
    assert again
    assert len(again.questions) == 1
    again.answer("a")
    assert again.hand_in().share == 1
    (made,) = article.workspace().store.tries
    assert (made.points, made.count) == (1.0, 1)


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "slots", "told"),
    [
        (Kind.CHOOSE, 1, 3, 0, 1 / 4),
        (Kind.CHOOSE, 2, 2, 0, 1 / 15),
        (Kind.TRUE_FALSE, 1, 1, 0, 1 / 2),
        (Kind.ORDER, 0, 4, 4, 1 / 24),
        (Kind.MATCH, 0, 3, 3, 1 / 6),
        (Kind.MATCH, 0, 2, 3, 1 / 8),
        (Kind.TYPE, 0, 0, 0, 0.0),
    ],
)
def test_the_chance_of_a_blind_guess(
    kind: Kind, right: int, wrong: int, slots: int, told: float
) -> None:
    choices = [Choice(str(n), n < right) for n in range(right + wrong)]
    card = Card("d", Kind.FLIP, "?", "x")
    question = Question(card, kind, "?", tuple(choices), ("",) * slots)
    assert chance(question) == pytest.approx(told)


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (1.0, "excellent"),
        (0.9, "excellent"),
        (0.89, "good"),
        (0.75, "good"),
        (0.6, "passed"),
        (0.59, "not passed"),
        (0.0, "not passed"),
    ],
)
def test_the_bands(share: float, band: str) -> None:
    assert band_of(share) == band


def test_in_plain_lines_an_exam_is_left_gone_on_with_and_handed_in(
    run: Run, deck: Path
) -> None:
    run("add", str(deck))
    kind = ("--kind", "type")
    words = ("quiz", "capitals", "-n", "3", "--time", "5m", *kind, "--plain", "--json")
    told = lines_of(run(*words, input="x\n:m\n:q\n").stdout)
    assert [each["line"] for each in told] == ["question"] * 3 + ["remark"]
    assert told[0]["remaining"] == 300_000
    assert "is open" in run("quiz", "capitals", "--plain", code=2).stderr
    told = lines_of(run("quiz", "--plain", "--json", input=":g 1\n\n").stdout)
    assert (told[0]["number"], told[0]["marked"], told[0]["answered"]) == (2, True, 1)
    assert (told[1]["number"], told[1]["given"]) == (1, "x")
    told = lines_of(run("quiz", "--plain", "--json", input="y\nz\n\n").stdout)
    assert [each["line"] for each in told][-2:] == ["all-answered", "result"]
    assert (told[-1]["count"], told[-1]["points"]) == (3, 0)
    assert "no open quiz" in run("quiz", "--plain", code=2).stderr


def test_in_plain_lines_a_person_reads_marks_and_what_was_wrong(run: Run) -> None:
    words = ("quiz", APEC, "-n", "2", "--practice", "--kind", "choose", "--plain")
    told = run(*words, input="1\n1\n\n").stdout
    assert "Question 1 of 2" in told
    assert "Every question has an answer." in told
    assert " of 2 points in " in told
    told = run(*words, input=":d\n").stdout
    assert "0%  not passed: 0 of 2 points" in told
    assert told.count("  not answered\n· The answer: ") == 2
    assert told.count("  Fact, ¶ ") == 2
    assert "Earlier tries: " in told


def test_a_pre_test_in_plain_lines_shows_the_facts_and_asks_again(run: Run) -> None:
    words = ("quiz", APEC, "-n", "2", "--pretest", "--kind", "choose", "--plain")
    told = lines_of(run(*words, "--json", input="\n\n\n\n\n\n").stdout)
    kinds = [each["line"] for each in told]
    assert kinds.count("result") == 2
    assert kinds.count("fact") > 20
    first, second = (each for each in told if each["line"] == "result")
    assert (first["mode"], first["band"]) == ("pretest", None)
    assert (second["mode"], second["band"]) == ("exam", "not passed")
    assert second["before"] == 0
    assert {q["card"] for q in told[-1]["questions"]} == {
        each["card"] for each in told if each["line"] == "question"
    }
    text = run(*words, input="\n\n\n\n\n\n").stdout
    assert "Pre-test: 0 of 2 known before reading" in text
    assert text.count("not passed") == 1
    assert "Read these facts; then you are asked the same again." in text
    assert "Before reading it was 0%, now 0%." in text


def test_a_blank_keeps_an_answer_in_plain_lines(run: Run, deck: Path) -> None:
    run("add", str(deck))
    words = ("quiz", "capitals", "-n", "2", "--kind", "type", "--plain", "--json")
    told = lines_of(run(*words, input="hello\n:b\n\n\n\n").stdout)
    given = [question["given"] for question in told[-1]["questions"]]
    assert given == ["hello", ""]


@pytest.mark.parametrize("mode", [(), ("--practice",)])
def test_what_names_no_choice_is_asked_again(run: Run, mode: Sequence[str]) -> None:
    words = ("quiz", APEC, "-n", "2", "--kind", "choose", *mode, "--plain", "--json")
    told = lines_of(run(*words, input="idk\nq\n1\n:q\n").stdout)
    assert [each["line"] for each in told][:5] == ["question", "remark"] * 2 + [
        "question"
    ]
    assert {each["answered"] for each in told[:5:2]} == {0}
    assert "Choose by number" in told[1]["text"]


def test_no_topic_is_printed_before_its_verdict(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "telling.md"
    path.write_text("# The capital of Peru\n\nQ: Which city?\nA: Lima\n", "utf-8")
    run("add", str(path))
    for verb in ("study", "quiz"):
        told = run(verb, "telling", "--plain").stdout
        assert "Which city?" in told
        assert "Peru" not in told
    run("quiz", "--give-up")
    for verb in ("study", "quiz"):
        asked = lines_of(run(verb, "telling", "--plain", "--json").stdout)[0]
        assert "topic" not in asked


def test_a_topic_that_is_not_there_is_told_with_those_that_are(run: Run) -> None:
    told = run("quiz", APEC, "--topic", "Nope", "--plain", code=2).stderr
    assert "no topic “Nope”" in told
    assert "The TPP" in told
    words = ("quiz", APEC, "--topic", "the tpp", "-n", "1", "--plain", "--json")
    result = lines_of(run(*words, input=":d\n").stdout)[-1]
    assert list(result["topics"]) == ["The TPP"]
    assert "name a DECK" in run("quiz", "--time", "5m", "--plain", code=2).stderr


@pytest.mark.parametrize(
    ("mode", "wrong", "started"),
    [(Mode.PRETEST, 0, 0), (Mode.EXAM, 6, 0), (Mode.EXAM, 5, 1)],
)
def test_a_quiz_in_which_a_card_was_learned_starts_its_deck(
    article: World, mode: Mode, wrong: int, started: int
) -> None:
    quiz = begin(article, mode=mode)
    answer_all(quiz, *range(wrong))
    assert quiz.hand_in().started == started
    assert article.workspace().started == [APEC] * started


def test_a_quiz_is_handed_in_though_the_file_of_a_deck_is_gone(
    article: World,
) -> None:
    article.write("more", "Q: Which sea is near?\nA: The Pacific\n")
    answer_all(begin(article, decks=(APEC, "more"), count=60))
    (article.paths.decks / "more.md").unlink()
    quiz = Quiz.resume(article.workspace())
    assert quiz
    assert quiz.hand_in().started == 1


def test_the_answers_of_a_quiz_are_newer_than_what_was_done_before_it(
    article: World,
) -> None:
    workspace = article.workspace()
    workspace.do(toggle_started(workspace, APEC))
    quiz = Quiz.begin(workspace, QuizPlan((APEC,), 2))
    quiz.answer(right(quiz.question))
    assert not workspace.has_answered_since
    quiz.hand_in()
    assert workspace.has_answered_since


def test_a_redo_stands_beside_no_other_mark(article: World) -> None:
    first = begin(article)
    answer_all(first, 0)
    wrong = first.hand_in().wrong[0].question.card.key
    redo = begin(article, cards=(wrong,), after=first.id)
    answer_all(redo)
    redo.hand_in()
    third = begin(article)
    assert [each.quiz for each in third.hand_in().earlier] == [first.id]


def test_a_note_waits_for_its_verdict_and_counts_at_the_end(article: World) -> None:
    quiz = begin(article, mode=Mode.PRACTICE)
    quiz.note(right(quiz.question))
    assert (quiz.verdict, quiz.answered) == (None, 0)
    again = Quiz.resume(article.workspace())
    assert again
    assert again.step(0).given == right(quiz.question)
    assert again.hand_in().lines[0].share == 1


def test_a_quiz_is_given_up_from_the_command_line(run: Run) -> None:
    run("quiz", APEC, "--plain", input=":q\n")
    assert "Quiz abandoned" in run("quiz", "--give-up").stdout
    assert run("quiz", "--give-up", code=2).stderr
    assert run("quiz", APEC, "--time", "soon", "--plain", code=2).stderr
    assert run("quiz", APEC, "--practice", "--pretest", "--plain", code=2).stderr
