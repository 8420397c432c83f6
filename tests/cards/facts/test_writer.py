"""Facts written while an article is read: each reads back equal, and nothing else in
the file changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.facts.writer import (
    FactDraft,
    MarkedAnswer,
    drafts_in,
    new_facts_text,
    with_fact,
    without_fact,
)
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_deck
from quizapp.errors import UsageError
from quizapp.model.articles import ArticleText
from quizapp.text import visible

BY_HAND = """\
---
title = "Peru"
---
<!-- Mine. -->

## 2
Lima is the
[capital::role]
  of [Peru].
:id: lima
:topic: Cities
:note: Since
  1535.
? Of which country is it the capital? -> Peru
:wrong: Chile | Brazil
<!-- Ask the
geographers. -->

Q: Is Lima in the Andes?
A: false
:id: andes

\\? is how a [question] begins.
:id: sign
"""
STARTS = (
    *("Q: ", "A:", "C: ", "## ", "# ", "---", "- [ ] ", "- [x] ", "1. ", "? a -> b "),
    *(":id: ", ":bogus: ", "<!--", "-->", "<<<<<<< ", "=======", "```", "~~~ ", "+++"),
    *("\\", "\\Q: ", "\\\\? ", "[", "](", "::", "[a::b] ", "`", "`x` ", "$", "$y$ "),
    *(" -> ", "->", "|", "\t", "\xa0", "\u202e", "\u2028", "\x1b[1m", "Lima ", "x "),
)
texts = st.lists(
    st.sampled_from(STARTS) | st.text(max_size=6), min_size=1, max_size=6
).map("".join)
places = st.builds("{}.{}".format, st.integers(1, 4), st.integers(1, 3))


@st.composite
def drafts(draw: st.DrawFn) -> FactDraft:
    statement = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(statement)), max_size=6)))
    answers = [
        MarkedAnswer(start, end, draw(texts | st.just("")), draw(texts | st.just("")))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    quote, note = draw(texts), draw(texts | st.just(""))
    return FactDraft(draw(places), quote, statement, tuple(answers), note)


def checked(text: str) -> list[FactDraft]:
    """The drafts in a text that has no errors, and gives a deck without any."""
    made = generate_deck(read_facts(text, "peru"))
    assert made.errors == ()
    deck = read_deck(write_deck(made), "peru")
    assert deck.errors == ()
    assert [card.key for card in deck.cards] == [c.key for c in made.cards]
    return drafts_in(text)


def lines_of(text: str) -> Iterator[str]:
    return iter(text.split("\n"))


@given(st.sampled_from(("", BY_HAND, BY_HAND.replace("\n", "\r\n"))), st.data())
def test_any_changes_read_back_equal(text: str, data: st.DataObject) -> None:
    by_hand, held = text, {each.id: each for each in drafts_in(text)}
    own = list(held)
    for _ in range(data.draw(st.integers(1, 6))):
        new = [id_ for id_ in held if id_ not in own]
        id_ = data.draw(st.sampled_from(["", *new]))
        if id_ and data.draw(st.booleans()):
            text = without_fact(text, id_)
            del held[id_]
        else:
            draft = replace(data.draw(drafts()), id=id_)
            try:
                text, id_ = with_fact(text, draft)
            except UsageError:
                assert draft.statement.strip() == "" or draft.answers
                continue
            (held[id_],) = (each for each in drafts_in(text) if each.id == id_)
            said = held[id_]
            assert said.at == draft.at
            assert said.statement.split() == visible(draft.statement).split()
            assert [said.statement[a.start : a.end] for a in said.answers] == [
                " ".join(visible(draft.statement[a.start : a.end]).split())
                for a in draft.answers
            ]
            again, _ = with_fact(text, draft if draft.id else replace(draft, id=id_))
            assert again == text
        assert {each.id: each for each in checked(text)} == held
    lines = lines_of(text)
    assert all(line in lines for line in lines_of(by_hand) if line.strip())


def draft(at: str, statement: str, *answers: str, **more: str) -> FactDraft:
    """A draft with the answers marked where they first stand."""
    starts = [(statement.index(each), each) for each in answers]
    marks = [MarkedAnswer(start, start + len(each)) for start, each in starts]
    return FactDraft(at, statement, statement, tuple(marks), **more)


def made(*drafts: FactDraft) -> str:
    text = new_facts_text(ArticleText("Peru", (), "es"), "peru")
    for each in drafts:
        text, _ = with_fact(text, each)
    return text


def card_ids(text: str) -> dict[str, str]:
    deck = generate_deck(read_facts(text, "peru"))
    return {card.fields.id: card.answer for card in deck.cards}


def test_facts_stand_in_the_articles_order() -> None:
    places = ["3.2", "10.1", "3.1", "1.4", "3.2", "2.1"]
    drafts = [draft(at, f"{n} is new", str(n)) for n, at in enumerate(places, start=1)]
    text = made(*drafts)
    assert [each.at for each in drafts_in(text)] == sorted(
        places, key=lambda at: [int(n) for n in at.split(".")]
    )
    assert text == (
        '---\ntitle = "Peru"\narticle = { title = "Peru" }\nlanguage = "es"\n---\n\n'
        "## 1\n\n[4] is new\n:id: 4-is-new\n:at: 1.4\n:quote: 4 is new\n\n"
        "## 2\n\n[6] is new\n:id: 6-is-new\n:at: 2.1\n:quote: 6 is new\n\n"
        "## 3\n\n[3] is new\n:id: 3-is-new\n:at: 3.1\n:quote: 3 is new\n\n"
        "[1] is new\n:id: 1-is-new\n:at: 3.2\n:quote: 1 is new\n\n"
        "[5] is new\n:id: 5-is-new\n:at: 3.2\n:quote: 5 is new\n\n"
        "## 10\n\n[2] is new\n:id: 2-is-new\n:at: 10.1\n:quote: 2 is new\n"
    )


def test_a_card_keeps_its_id_when_its_answer_is_reworded() -> None:
    text = made(
        draft("1.1", "Pedro Pablo Kuczynski led Peru.", "Pedro Pablo Kuczynski", "Peru")
    )
    (old,) = drafts_in(text)
    new = replace(
        draft("1.1", "In 2016 Pablo Kuczynski led it.", "2016", "Pablo Kuczynski"),
        quote=old.quote,
        id=old.id,
    )
    text, _ = with_fact(text, new)
    assert card_ids(text) == {
        "pedro-pablo-kuczynski-led-2016": "2016",
        "pedro-pablo-kuczynski-led-pedro-pablo-kuczynski": "Pablo Kuczynski",
    }
    assert drafts_in(text) == [new]


def test_ids_are_free_and_answers_without_letters_have_one() -> None:
    text = made(
        draft("1.1", "The pact was signed in Lima", "Lima"),
        draft("1.2", "The pact was signed-in Lima", "Lima"),
        draft("1.3", "The pact was 5 or 5%, said 東京", "5%", "東京"),
        draft("1.4", "Facts", "Facts"),
    )
    text, _ = with_fact(text, draft("1.5", "Facts are in order", "order"))
    checked(text)
    assert list(card_ids(text)) == [
        "the-pact-was-signed-lima",
        "the-pact-was-signed-in-lima",
        "the-pact-was-5-5",
        "the-pact-was-5-2",
        "facts-facts",
        "facts-are-in-order-order-answer",
    ]


@pytest.mark.parametrize("new", ["? Which? -> Peru\n", ""])
def test_what_is_written_by_hand_stays_with_the_answer(new: str) -> None:
    (lima, _) = drafts_in(BY_HAND)
    assert lima.statement == "Lima is the capital of Peru."
    peru = replace(lima.answers[1], question="Which?" if new else "")
    text, _ = with_fact(BY_HAND, replace(lima, answers=(peru,)))
    assert text == BY_HAND.replace(
        "Lima is the\n[capital::role]\n  of [Peru].",
        "Lima is the capital of [Peru].",
    ).replace("? Of which country is it the capital? -> Peru\n", new or "? -> Peru\n")


def test_a_fact_moves_with_its_cards_to_another_paragraph() -> None:
    (lima, sign) = drafts_in(BY_HAND)
    text, _ = with_fact(BY_HAND, replace(lima, at="3.1"))
    assert drafts_in(text) == [sign, replace(lima, at="3.1")]
    assert text.endswith(
        "## 3\n\nLima is the\n[capital::role]\n  of [Peru].\n:id: lima\n:at: 3.1\n"
        + BY_HAND[BY_HAND.index(":topic:") : BY_HAND.index("\n\n\\?")]
        + "\n"
    )


def test_a_fact_with_cards_written_by_hand_is_not_removed() -> None:
    with pytest.raises(UsageError, match="line 19"):
        without_fact(BY_HAND, "lima")


def test_a_topic_stays_for_the_facts_below() -> None:
    text = made(draft("1.1", "Lima", "Lima"), draft("1.2", "Peru", "Peru"))
    text = text.replace(":id: lima\n", ":id: lima\n:topic: Cities\n")
    assert ":id: peru\n:topic: Cities\n" in without_fact(text, "lima")


@pytest.mark.parametrize(
    "bad",
    [
        draft("1.1", "  "),
        draft("1.1", "It is $E = mc^2$.", "mc"),
        draft("1.1", "Call `f(x)`.", "x"),
        draft("1.1", "It costs 1$y$ more", "1$", "$ more"),
        FactDraft("1.1", "", "Lima, Lima", (MarkedAnswer(0, 4), MarkedAnswer(6, 10))),
        FactDraft("1.1", "", "Lima", (MarkedAnswer(0, 3), MarkedAnswer(2, 4))),
        FactDraft("1.1", "", "Lima is", (MarkedAnswer(4, 5),)),
        draft("1.1", "Lima " * 5_000, "Lima"),
    ],
)
def test_what_cannot_be_written_is_refused(bad: FactDraft) -> None:
    with pytest.raises(UsageError):
        with_fact("", bad)


def test_the_id_of_a_card_stays_below_its_question() -> None:
    question = MarkedAnswer(0, 1, "", "Which?")
    text, id_ = with_fact("", FactDraft("1.1", "", "A is b.", (question,)))
    answers = (replace(question, end=3), MarkedAnswer(4, 5, "", "What?"))
    edited = FactDraft("1.1", "", "A:a b.", answers, id=id_)
    facts = read_facts(with_fact(text, edited)[0], "peru")
    assert facts.deck.complaints == ()
    first, second = generate_deck(facts).cards
    assert first.key != second.key
