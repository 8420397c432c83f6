"""The facts of a deck: cut into statements, marked, ordered, and how much is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quizapp.cards.format.reader import read_deck
from quizapp.model import Article, Grade
from quizapp.schedule import Stage
from quizapp.study.facts import DeckFacts, KnownShare, Passage, byline, passages
from quizapp.study.workspace import steps
from tests.samples import KINDS
from tests.world import World

PARAGRAPHS = """\
---
title = "Peru"
article = { title = "Lima meets", publisher = "The Post", date = 2016-11-14 }
---
# Cities

Q: Where did it meet?
A: Lima
:id: where
:cite: The summit met in Lima in 2016.
:source: 10

Q: When did it meet?
A: 2016
:id: when
:cite: The summit met in Lima in 2016.
:source: 10

Q: Who came?
A: Xi
:id: who
:cite: Xi came.
:source: 2

Q: What is the map called?
A: Atlas
:id: map
:source: an atlas

C: The [river::what] is long.
:id: river
"""


def shown(text: str) -> dict[str, list[str]]:
    """The facts by passage, with their answers in brackets."""
    deck = read_deck(text, "d")
    made = passages("d", {card.key: card for card in deck.cards})
    return {each.name: facts_in(each) for each in made}


def facts_in(passage: Passage) -> list[str]:
    return [
        "".join(f"[{text}]" if is_answer else text for text, is_answer in fact.pieces)
        for fact in passage.facts
    ]


def test_paragraphs_come_in_their_order_then_other_sources_then_topics() -> None:
    assert shown(PARAGRAPHS) == {
        "¶ 2": ["[Xi] came."],
        "¶ 10": ["The summit met in [Lima] in [2016]."],
        "an atlas": ["What is the map called? — [Atlas]"],
        "Cities": ["The [river] is long."],
    }


def test_without_paragraphs_the_topics_keep_the_order_of_the_deck() -> None:
    text = (
        "# B\n\nQ: a?\nA: 1\n:source: X\n\n# A\n\nQ: b?\nA: 2\n\n# B\n\nQ: c?\nA: 3\n"
    )
    assert shown(text) == {"B": ["a? — [1]", "c? — [3]"], "A": ["b? — [2]"]}


def test_a_card_without_a_statement_says_its_text_or_question_and_answer() -> None:
    (told,) = shown(KINDS.replace(":source: 5\n", "")).values()
    for fact in (
        "Which are in the Pacific Alliance? — [Peru, Chile]",
        "Lima is in Peru. — [True]",
        "The summit met in [Lima], capital of [Peru].",
        "Match. — [Peru → Lima, Chile → Santiago, Ecuador → Quito]",
        "What does this print? … — [| in | out | …]",
    ):
        assert fact in told


@pytest.mark.parametrize(
    ("fields", "fact"),
    [
        ("A: Peru\n:cite: Peruvians live in Peru.", "Peruvians live in [Peru]."),
        ("A: The US\n:cite: It was the US.", "It was [the US]."),
        ("A: 東京\n:cite: 東京は首都です。", "[東京]は首都です。"),
        ("A: 12\n:accept: twelve\n:cite: Twelve signed.", "[Twelve] signed."),
        ("A: a b\n:accept: b c\n:cite: x b c", "x [b c]"),
        ("A: none\n:cite: İt is not said.", "İt is not said."),
        ("- [x] Lima\n- [x] Quito\n- [ ] Rio\n:cite: Quito, Lima.", "[Quito], [Lima]."),
        ("- Peru => Lima\n- Chile => x\n:cite: Lima is Peru.", "[Lima] is Peru."),
    ],
)
def test_a_statement_has_its_answers_marked_as_whole_words(
    fields: str, fact: str
) -> None:
    assert shown(f"Q: q?\n{fields}\n") == {"": [fact]}


def test_answers_that_overlap_are_marked_as_one() -> None:
    text = "".join(
        f"Q: {answer}?\nA: {answer}\n:cite: On 20 January 2017.\n\n"
        for answer in ("January 2017", "20 January")
    )
    assert shown(text) == {"": ["On [20 January 2017]."]}


def test_how_much_is_known_goes_by_cards_and_a_fact_by_its_weakest(
    tmp_path: Path,
) -> None:
    world = World(tmp_path)
    world.write("d", PARAGRAPHS)
    workspace = world.workspace()
    facts = DeckFacts(workspace, ["d", "gone"])
    summit = facts.passages[facts.passage_of("d/when")]
    fact = next(each for each in summit.facts if "d/when" in each.cards)
    assert facts.share(summit) == KnownShare(0, 2)
    world.review(workspace, "d/where", Grade.EASY)
    assert facts.share(summit) == KnownShare(1, 2)
    assert facts.stage_of(fact) is Stage.NEW
    workspace.do(steps.suspend(workspace, ["d/when"]))
    assert facts.share(summit) == KnownShare(1, 1)
    assert facts.stage_of(fact) is Stage.YOUNG
    assert (facts.count, facts.counts()[Stage.YOUNG]) == (4, 1)
    assert facts.passage_of("d/other") == 0


@pytest.mark.parametrize(
    ("head", "quote", "origin"),
    [
        ("", "", ("", "")),
        ('article = { title = "Lima" }', "", ("In our own words, from", "Lima")),
        ('article = { title = "Lima" }', ":quote: Lima it is.\n", ("From", "Lima")),
        ('title = "Lima"\narticle = { title = "Lima" }', ":quote: It is.\n", ("", "")),
    ],
)
def test_where_facts_come_from_is_said_unless_it_is_plain(
    tmp_path: Path, head: str, quote: str, origin: tuple[str, str]
) -> None:
    world = World(tmp_path)
    world.write("d", f"---\n{head}\n---\nQ: Where?\nA: Lima\n{quote}")
    assert DeckFacts(world.workspace(), ["d"]).origin == origin


def test_an_article_is_named_by_title_publisher_and_date() -> None:
    article = Article("Lima meets", "The Post", date(2016, 11, 14))
    assert byline(article) == "Lima meets, The Post, 14 November 2016"
    assert byline(Article("Lima meets")) == "Lima meets"
