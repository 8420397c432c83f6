"""Text files that are no table are known, and tables are not taken for them."""

from __future__ import annotations

import pytest

from quizapp.decks.tables.layout import TableOptions
from quizapp.decks.tables.other_texts import holds_deck, other_text
from quizapp.decks.tables.reader import read_table

NOVEL = """\
The ferry left Callao at dawn, and nobody on the quay looked up.
Inés counted the lamps of the harbour, as she had done every
morning since her father went to sea, and lost the count at forty,
where the fog began. She did not mind. The sea, she knew, was
longer than any counting, and the gulls were no help at all.
"""
PARAGRAPHS = """\
Peru, which lies in the west, has a coast, a sierra, a selva, and more.

It exports copper, gold, zinc; Chile, its neighbour, exports copper.

In the north, near Ecuador, it is hot, dry and, in the winter, full of fog.
"""
SONG = """\
[Verse 1]
Row, row, row your boat
Gently down the stream
[Chorus]
Merrily, merrily, merrily, merrily
Life is but a dream
"""
README = """\
# A program
It does things, and more things. See [the manual](https://example.org).

## Installing
- Get Python
- Get the program, then run it
- Be happy
"""
AIKEN = """\
What is the capital of Peru?
A. Lima
B. Cusco
ANSWER: A
"""
GIFT = "::Peru::What is its capital? {=Lima ~Cusco ~Arequipa}\n\nLima is old. {T}\n"
BULLETS = "- Lima: capital of Peru\n- Quito: capital of Ecuador\n"

# the text, what it looks like, a way out
OTHERS = [
    ("a novel", NOVEL, "ordinary text", "quizapp read 'a text'"),
    ("one line a paragraph", PARAGRAPHS, "ordinary text", "--separator"),
    ("a song", SONG, "ordinary text", "quizapp read"),
    ("a README", README, "notes in Markdown", "quizapp read"),
    ("words", "casa\nperro\nsol\n", "a list of words", "a tab"),
    ("Aiken", AIKEN, "a quiz", "- [x]"),
    ("choices", "1. Capital?\na) Lima\nb) Cusco\n", "a quiz", "- [x]"),
    ("GIFT", GIFT, "a quiz", "- [x]"),
    ("questions", "Question: a?\nAnswer: b\n", "questions and answers", "Q:"),
    ("questions", "1. Q. a?\n   A. b\n", "questions and answers", "A:"),
    ("a hyphen", "a - b, c\nd - e\nf - g - h\n", "a list of terms", "' - '"),
    ("a dash", "a – b\nd – e\n", "a list of terms", "' – '"),
    ("a long dash", "a — b\nd — e\n", "a list of terms", "' — '"),
    ("a colon", "a: b - c\nd: e - f\n", "a list of terms", "': '"),
    ("two colons", "a::b\nd::e\n", "a list of terms", "'::'"),
    ("equals", "a = b\nd = e\n", "a list of terms", "' = '"),
    ("a colon and commas", "a: b, c\nd: e, f\n", "a list of terms", "': '"),
    ("bullets", BULLETS, "a list of terms", "Remove the bullets"),
    ("JSON", '{\n  "a": "b",\n  "c": 1,\n  "d": [\n  ]\n}\n', "this looks like", "."),
]


@pytest.mark.parametrize(
    ("text", "what", "way"),
    [case[1:] for case in OTHERS],
    ids=[case[0] for case in OTHERS],
)
def test_a_text_that_is_no_table_is_known_for_what_it_is(
    text: str, what: str, way: str
) -> None:
    layout = read_table(text.encode(), "text").layout
    told = other_text(text.split("\n"), layout.separator, "a text")
    assert what in told
    assert way in told
    assert told.endswith(".")


TABLES = [
    ("Quizlet", "la casa\tthe house, home\nel sol\tthe sun\n"),
    ("Quizlet with commas", "dog,a pet\ncat,a pet, furry\nsun,a star\nsea,water\n"),
    ("semicolons", "sol;sun; star\nmar;sea\n"),
    ("bars", "a, b|c\nd|e, f\n"),
    ("three columns", "a,b,c\nd,e,\nf,g,h\n"),
    ("some notes", "a\tb\nc\td\te\nf\tg\nh\ti\tj\n"),
    ("colons in questions", "What is it: a?,b\nWhat is it: c?,d\n"),
    (
        "sentences",
        "Capital of Peru?\tLima - of course: yes.\nOf Chile?\tSantiago\n",
    ),
    ("some without answers", "a\tb\nc\td\ne\n"),
    ("one record", "What is the capital of Peru?,Lima\n"),
    ("nothing", ""),
]


@pytest.mark.parametrize(
    "text", [text for _, text in TABLES], ids=[name for name, _ in TABLES]
)
def test_a_table_is_not_taken_for_another_text(text: str) -> None:
    layout = read_table(text.encode(), "text").layout
    assert other_text(text.split("\n"), layout.separator, "a text") == ""


@pytest.mark.parametrize(
    ("text", "is_deck"),
    [
        ("Q: a\nA: b\n", True),
        ("# Topic\n\n<!-- mine\n -->\n\nQ: a\n\nmore\nA: b\n", True),
        ("---\nname = 'x'\n---\nC: The [a]\n", True),
        ("Q: a\nno answer\n", False),
        ("Text first.\nQ: a\nA: b\n", False),
        ("Q: a\tA: b\nQ: c\tA: d\n", False),
        ("C: nothing\n", False),
        ("", False),
    ],
)
def test_a_deck_is_known_by_its_first_card(text: str, is_deck: bool) -> None:
    assert holds_deck(text.split("\n")) is is_deck


@pytest.mark.parametrize("dash", [" - ", " – ", ": ", "::", "=>"])
def test_a_separator_of_words_splits_at_its_first_place(dash: str) -> None:
    text = f"Lima{dash}capital{dash}of Peru\nQuito{dash}capital of Ecuador\n"
    table = read_table(text.encode(), "text", options=TableOptions(separator=dash))
    assert [(card.prompt, card.answer) for card in table.deck.cards] == [
        ("Lima", f"capital{dash}of Peru"),
        ("Quito", "capital of Ecuador"),
    ]
