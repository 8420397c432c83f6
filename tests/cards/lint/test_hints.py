"""Each hint: the cards that deserve it, where it is said, and those that do not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.format.limits import MAX_HINTED_CARDS
from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.source import split_lines
from quizapp.cards.lint import LINT_RULES, lint
from quizapp.model import Level

DECKS = sorted((Path(__file__).parent / "decks").glob("*.md"))

LONG = " ".join(["word"] * 41)
SOURCED = "Q: One?\nA: 1\n:source: 3\n\n"
ES, FR, DE, PT = (
    f'---\nlanguage = "{code}"\n---\n' for code in ("es", "fr", "de", "pt")
)

# code, the deck, line, column
HINTS = [
    (
        "given-away",
        "Q: On which bay of Lima does the port of Lima lie?\nA: Lima",
        1,
        20,
    ),
    (
        "given-away",
        "Q: Which pact, the TPP, was China not in?\nA: pact\n:accept: TPP",
        1,
        10,
    ),
    (
        "given-away",
        "Q: Near which city is\nthe port of New  York?\nA: the New York",
        2,
        13,
    ),
    ("given-away", "C: [Lima::city] is in Peru, and Lima has a port.", 1, 33),
    ("given-away", "C: The port\nof Lima lies near [Lima], in Peru.", 2, 4),
    ("given-away", "Q: In which city's port, Lima's, did it land?\nA: Lima", 1, 26),
    (
        "given-away",
        "Q: What do the letters TPP stand for?\nA: Trans-Pacific Pact (TPP)",
        1,
        24,
    ),
    (
        "given-away",
        "Q: Which is the port of Lima in Peru?\n- [x] Lima\n- [ ] Cusco",
        1,
        25,
    ),
    (
        "given-away",
        "Q: What ended the war of 1918 in Europe, in which year?\nA: 1918",
        1,
        26,
    ),
    (
        "given-away",
        "Q: The war is over. Lima has a port of which city?\nA: Lima",
        1,
        21,
    ),
    ("same-question", "Q: bank\nA: Bank\n\nQ: bank\nA: Ufer", 4, 1),
    (
        "same-question",
        "Q: bank\nA: Bank\n:reverse: true\n\nQ: Ufer\nA: Bank\n:reverse: true",
        5,
        1,
    ),
    (
        "same-question",
        "Q: Who won the war?\nA: Ann\n\nQ: Who won «the War»\nA: Bo",
        4,
        1,
    ),
    (
        "same-question",
        "C: The summit met in [Lima].\n\nC: The summit met in [Cusco].",
        3,
        1,
    ),
    ("same-question", "Q: It rains.\nA: true\n\nQ: It rains.\nA: false", 4, 1),
    (
        "similar-question",
        "Q: What is the capital of Peru?\nA: Lima\n\n"
        "Q: What is Peru's capital?\nA: Lima",
        4,
        1,
    ),
    (
        "similar-question",
        "C: The capital of Peru is [Lima].\n\nC: [Lima] is Peru's capital.",
        3,
        1,
    ),
    (
        "shared-answer",
        "Q: Capital of Chile?\nA: Santiago\n:accept: Chile City | Quito\n\n"
        "Q: Capital of Quitu?\nA: Quito",
        3,
        23,
    ),
    (
        "shared-answer",
        "Q: Which one was signed?\nA: TPP\n:type: pact\n"
        ":accept: Trans-Pacific Pact\n\nQ: Whom did he leave?\n"
        "A: Trans-Pacific Pact\n:type: pact",
        4,
        10,
    ),
    (
        "longest-choice",
        "Q: Why?\nA: Because the pact needed Congress\n"
        ":wrong: It was late | It was dear | It was old",
        2,
        4,
    ),
    (
        "longest-choice",
        "Q: Why so?\n- [ ] It was late\n- [x] It needed the consent of all\n"
        "- [ ] It was dear",
        3,
        7,
    ),
    (
        "longest-choice",
        "C: He went to [the old town of the Incas::place].\n"
        ":wrong: Lima | Cusco | Quito",
        1,
        16,
    ),
    (
        "wrong-is-right",
        "Q: Why?\nA: The TPP\n:accept: a pact\n:wrong: NAFTA | tpp",
        4,
        17,
    ),
    (
        "wrong-is-right",
        "Q: How many?\nA: 12\n:value: number\n:tolerance: ± 1\n:wrong: 13 | 20 | 30",
        5,
        9,
    ),
    ("wrong-is-right", "Q: Which?\n- [x] Lima\n- [ ] lima.\n- [ ] Cusco", 3, 7),
    ("repeated-choice", "Q: Why?\nA: a\n:wrong: Peru | the Peru | Chile", 3, 16),
    ("repeated-choice", "Q: Which?\n- [x] Lima\n- [ ] Cusco\n- [ ] cusco", 4, 7),
    ("too-few-wrong-choices", "Q: Why?\nA: a\n:wrong: b | c\n:ask: choose", 4, 7),
    (
        "too-few-wrong-choices",
        "Q: Why?\nA: a\n:type: t\n:ask: choose\n\nQ: Who?\nA: b\n:type: t",
        4,
        7,
    ),
    ("stop-word-blank", "C: The treaty [of] Lima, of 1883.", 1, 16),
    ("stop-word-blank", "C: Lima is [in the] west of Peru.", 1, 13),
    ("stop-word-blank", f"{ES}C: Lima es la capital [del] Perú.", 4, 24),
    (
        "negated-question",
        "Q: Which of these is not a city?\n- [x] Peru\n- [ ] Lima",
        1,
        22,
    ),
    (
        "negated-question",
        "Q: All of these are cities EXCEPT:\n- [x] Peru\n- [ ] Lima",
        1,
        28,
    ),
    ("negated-question", "Q: Which country didn't\nsign?\nA: Korea", 1, 18),
    ("negated-question", f"{ES}Q: ¿Cuál de estos no es un país?\nA: Lima", 4, 19),
    ("negated-question", f"{FR}Q: Lequel n'est pas un pays ?\nA: Lima", 4, 17),
    ("negated-question", f"{DE}Q: Welches Land hat keine Küste?\nA: Bolivien", 4, 21),
    ("negated-question", f"{PT}Q: Qual destes não é um país?\nA: Lima", 4, 16),
    ("too-long", f"Q: {LONG}?\nA: a", 1, 1),
    ("too-long", f"Q: {'ab-' * 101}?\nA: a", 1, 1),
    ("too-long", f"Q: Why?\nA: {'so ' * 21}", 2, 4),
    ("too-long", f"C: {LONG} [a] and [b].", 1, 1),
    ("no-source", f"{SOURCED}Q: Two?\nA: 2", 5, 1),
    (
        "no-source",
        '---\narticle = { title = "Peru" }\n---\nC: It is [so] and [not].',
        4,
        1,
    ),
    ("points-back", "C: It has [21] members and [one] seat.\n:fact: a", 1, 4),
    ("points-back", "C: In 2016, he met [Xi].\n:fact: a", 1, 13),
    ("points-back", "C: This pact left out [China].\n:fact: a", 1, 4),
    ("points-back", "Q: When did she join?\nA: 1998\n:fact: a", 1, 13),
    ("points-back", "C: Some [110] trains a day pass through it.\n:fact: a", 1, 41),
    ("points-back", "C: The U.S. is its [largest] market.\n:fact: a", 1, 16),
    ("points-back", "C: Jo Li has [commanded] it since 2003.\n:fact: a", 1, 26),
    ("points-back", "C: [25] workers died there.\n:fact: a", 1, 22),
    ("points-back", "C: On 1 May 1882, [25] men met there.\n:fact: a", 1, 32),
    ("points-back", f"{DE}C: Seither ist sie in [Lima].\n:fact: a", 4, 16),
    ("points-back", f"{ES}C: Esta cumbre fue en [Lima].\n:fact: a", 4, 4),
    ("points-back", f"{FR}C: Elle est née à [Lima].\n:fact: a", 4, 4),
    ("points-back", f"{PT}C: Sua capital é [Lima].\n:fact: a", 4, 4),
    ("day-of-writing", "C: Last week Peru joined [APEC].\n:fact: a", 1, 4),
    ("day-of-writing", "C: Peru joined [APEC] two years ago.\n:fact: a", 1, 27),
    ("day-of-writing", "C: On Monday the [TPP] was signed.\n:fact: a", 1, 4),
    ("day-of-writing", f"{DE}C: Letzte Woche trat [Peru] bei.\n:fact: a", 4, 4),
    ("day-of-writing", f"{ES}C: Hace tres años entró [Perú].\n:fact: a", 4, 4),
    ("day-of-writing", f"{FR}C: L'an dernier, [Lima] a crû.\n:fact: a", 4, 4),
    ("day-of-writing", f"{PT}C: No ano passado, [Lima] cresceu.\n:fact: a", 4, 7),
]

NEAR_MISSES = [
    # a term and its translation; a choice offered; a word asked about; code
    ("given-away", "Q: hotel (noun)\nA: el hotel"),
    ("given-away", "Q: Is Pluto, out there, a planet or a dwarf planet?\nA: a planet"),
    ("given-away", "Q: How do you say hotel in German?\nA: das Hotel"),
    ("given-away", "Q: Which of the old words is “hotel” in German?\nA: Hotel"),
    ("given-away", "Q: What does this line print, then?\n`print(345)`\nA: print(345)"),
    ("given-away", "Q: What does this print in the end?\n```\nprint(abc)\n```\nA: abc"),
    # too small to tell: numbers, letters, small words, acronyms that are words
    ("given-away", "Q: How many of the 2 teams have won here?\nA: 2"),
    ("given-away", "Q: Who cares for health in the world of today?\nA: WHO"),
    ("given-away", "Q: Which method do you use to get a page?\nA: GET"),
    ("given-away", "Q: Is it true that no card is lost here?\nA: No"),
    # part of a longer name
    ("given-away", "Q: On which continent does South Africa lie?\nA: Africa"),
    ("given-away", "Q: Which river made the Colorado Plateau?\nA: Colorado"),
    # part of a word; the statement of a true/false; both names are among the choices
    ("given-away", "Q: Who was the first Peruvian in the team?\nA: Peru"),
    ("given-away", "Q: It is true that the Earth is round.\nA: true"),
    (
        "given-away",
        "Q: Peru and Chile went to war; who of them won it?\n- [x] Chile\n- [ ] Peru",
    ),
    ("given-away", "C: [Lima] is the capital of [Peru], and Peruvians like it."),
    ("given-away", "C: First came [one::number], then one more came there."),
    (
        "given-away",
        "Q: Put the capitals of Peru and Chile in order.\n1. Peru\n2. Chile\n3. Cuba",
    ),
    # one cloze with several brackets; a card and its reverse; the topic tells
    ("same-question", "C: [Lima] is the capital of [Peru]."),
    ("same-question", "Q: Lima\nA: Peru\n:reverse: true\n\nQ: Chile\nA: Santiago"),
    (
        "same-question",
        "# Peru\nQ: Capital?\nA: Lima\n\n# Chile\nQ: Capital?\nA: Santiago",
    ),
    # another list, picture or code; accents, and capitals of a term
    ("same-question", "Q: Which?\n- [x] a\n- [ ] b\n\nQ: Which?\n- [x] c\n- [ ] d"),
    (
        "same-question",
        "Q: Whose? ![](pe.png)\nA: Peru\n\nQ: Whose? ![](cl.png)\nA: Chile",
    ),
    ("same-question", "Q: Type of `'1'`?\nA: str\n\nQ: Type of `1`?\nA: int"),
    ("same-question", "Q: schon\nA: already\n\nQ: schön\nA: beautiful"),
    ("same-question", "Q: sie\nA: she\n\nQ: Sie\nA: you"),
    # each takes the other's answer
    (
        "same-question",
        "Q: couch\nA: sofá\n:accept: diván\n\nQ: couch\nA: diván\n:accept: sofá",
    ),
    # one answer to two questions; an alias that both take; a name of another kind
    (
        "similar-question",
        "Q: Which country hosted it?\nA: Peru\n\nQ: Who wanted it?\nA: Peru",
    ),
    (
        "similar-question",
        "Q: Where was Peru's capital?\nA: Lima\n\nQ: Where was Chile's "
        "capital?\nA: Lima",
    ),
    (
        "shared-answer",
        "Q: Who won in 2016?\nA: Donald Trump\n:accept: Trump\n\n"
        "Q: Who won in 2024?\nA: Trump\n:accept: Donald Trump",
    ),
    ("shared-answer", "Q: car\nA: coche\n:accept: carro\n\nQ: cart\nA: carro"),
    (
        "shared-answer",
        "Q: What is short for it?\nA: TPP\n:type: pact\n:accept: a plan\n\n"
        "Q: What did China have?\nA: plan\n:type: idea",
    ),
    # as long as another wrong one; a little longer; filled up by the program
    (
        "longest-choice",
        "Q: Why?\nA: Because the pact needed Congress\n"
        ":wrong: It was late | It was old | Because the sea was rough",
    ),
    ("longest-choice", "Q: Who?\nA: Pedro Paz\n:wrong: Ann | Bo | Cy"),
    (
        "longest-choice",
        "Q: Why?\nA: Because the pact needed Congress\n:wrong: It was late",
    ),
    (
        "longest-choice",
        "Q: Which?\n- [x] Lima\n- [x] San Martín de Porres\n- [ ] Cusco",
    ),
    ("wrong-is-right", "Q: How many?\nA: 12\n:value: number\n:wrong: 13 | 120 | 1.2"),
    (
        "wrong-is-right",
        "Q: What prints 1?\n- [x] `print(1)`\n- [ ] `Print(1)`\n- [ ] 1",
    ),
    ("wrong-is-right", f"{ES}Q: Which is dad?\n- [x] papá\n- [ ] papa\n- [ ] pipa"),
    ("repeated-choice", "Q: What prints 1?\n- [x] `a`\n- [ ] `b`\n- [ ] `B`"),
    ("repeated-choice", "Q: How cold?\nA: 3\n:wrong: 5 | -5 | 0.5"),
    ("too-few-wrong-choices", "Q: Why?\nA: a\n:wrong: b | c | d\n:ask: choose"),
    ("too-few-wrong-choices", "Q: How many?\nA: 12\n:value: number\n:ask: choose"),
    # its author says what is asked for; a deck that drills small words
    ("stop-word-blank", "C: It depends [on::preposition] you."),
    ("stop-word-blank", "C: It was in the [west] of Peru, [The Hague] said."),
    ("stop-word-blank", "C: I depend [on] it.\n\nC: I am [in] it.\n\nC: I go [to] it."),
    # why, how and what if; a subordinate clause; what negates nothing
    ("negated-question", "Q: Why did the United States not ratify it?\nA: Congress"),
    ("negated-question", "Q: What happens if memory is not freed?\nA: It leaks"),
    ("negated-question", "Q: Which law says that one may not vote?\nA: none"),
    ("negated-question", "Q: What does a NOT gate do?\nA: It inverts"),
    ("negated-question", "Q: What does an except clause in Python catch?\nA: errors"),
    ("negated-question", "Q: Which function does `is not` call?\nA: none of them"),
    ("negated-question", "C: Whales are not [fish]."),
    ("negated-question", "Q: Who is not coming?\nA: Wer kommt nicht?"),
    ("negated-question", f"{ES}Q: ¿Por qué no firmó Corea?\nA: no quiso"),
    ("negated-question", f"{DE}Q: Warum hat Korea nicht unterschrieben?\nA: so"),
    # code and tables are not counted
    ("too-long", f"Q: What does it do?\n```\n{LONG}\n```\nA: nothing"),
    ("too-long", f"Q: Who?\n| a |\n| {LONG} |\nA: nobody"),
    ("too-long", f"Q: {' '.join(['word'] * 40)}\nA: {'so ' * 20}"),
    ("too-long", f"Q: Which?\n- [x] {'so ' * 21}\n- [ ] {'no ' * 21}"),
    # a deck that never speaks of sources, or hardly ever
    ("no-source", "Q: One?\nA: 1\n:cite: One is one.\n\nQ: Two?\nA: 2"),
    ("no-source", SOURCED + "".join(f"Q: {n}\nA: {n}\n\n" for n in "abcd")),
    # a name or a noun before it; what stands for nothing; an exercise; the answer
    ("points-back", "C: Peru says that it left [APEC].\n:fact: a"),
    ("points-back", "C: When the pact failed, it hurt [Peru].\n:fact: a"),
    ("points-back", "C: The owner of the [ship] sank it.\n:fact: a"),
    ("points-back", "C: The ship had [500] people on it.\n:fact: a"),
    ("points-back", "C: In Lima, [25] workers kept it.\n:fact: a"),
    ("points-back", "C: The king was his own [minister].\n:fact: a"),
    ("points-back", "C: Peru found it hard to [leave].\n:fact: a"),
    ("points-back", "C: It was Trump who won in [2016].\n:fact: a"),
    ("points-back", "C: It is [said] that Lima is in Peru.\n:fact: a"),
    ("points-back", "C: [It] is raining, and [he] is wet."),
    ("points-back", "C: [It::pronoun] stands for Lima.\n:fact: a"),
    ("points-back", f"{DE}C: Es gibt [21] Mitglieder.\n:fact: a"),
    ("points-back", f"{FR}C: Il y a [21] membres.\n:fact: a"),
    # long ago; a day with its date; another sense; the answer
    ("day-of-writing", "C: They lived 66 million years ago in [Peru].\n:fact: a"),
    ("day-of-writing", "C: On Monday, 14 November 2016, it [met].\n:fact: a"),
    ("day-of-writing", "C: Its most recent members joined in [1998].\n:fact: a"),
    ("day-of-writing", "C: The paper is called [USA Today].\n:fact: a"),
    ("day-of-writing", "C: Yesterday he [went] to Lima."),
]


def hints(text: str) -> list[tuple[str, int, int]]:
    deck = read_deck(text, "deck")
    assert deck.errors == ()
    return [(c.code, c.line, c.column) for c in lint(deck, text)]


@pytest.mark.parametrize(("code", "text", "line", "column"), HINTS)
def test_a_hint_is_told_where_it_is_deserved(
    code: str, text: str, line: int, column: int
) -> None:
    assert [each for each in hints(text) if each[0] == code] == [(code, line, column)]


@pytest.mark.parametrize(("code", "text"), NEAR_MISSES)
def test_a_good_card_is_left_alone(code: str, text: str) -> None:
    assert [each for each in hints(text) if each[0] == code] == []


def test_each_hint_has_two_cases_and_two_near_misses() -> None:
    told = Counter(case[0] for case in HINTS)
    missed = Counter(case[0] for case in NEAR_MISSES)
    assert told.keys() == missed.keys() == LINT_RULES.keys()
    assert min(told.values()) >= 2
    assert min(missed.values()) >= 2


def test_each_hint_teaches_and_says_what_to_do() -> None:
    for rule in LINT_RULES.values():
        assert rule.reason.endswith(".")
    for _, text, _, _ in HINTS:
        for told in lint(read_deck(text, "deck"), text):
            assert told.level is Level.HINT
            assert told.message.endswith(".")


def test_nothing_is_said_of_small_words_in_a_language_that_is_not_known() -> None:
    assert hints('---\nlanguage = "qu"\n---\nC: Lima [of] Peru.') == []


def test_a_hint_about_a_fact_stands_at_the_fact() -> None:
    text = (
        "## 1\nIn [Lima] met\nthe leaders, near\nLima.\n:id: lima\n"
        "? -> Lima\n:wrong: lima | Cusco\n\n"
        "They met near [Callao].\n:id: port\n"
        "? Near which port, Callao, did they meet? -> Callao\n"
    )
    deck = generate_deck(read_facts(text, "deck"))
    told = [(c.code, c.line, c.column) for c in lint(deck, text)]
    assert told == [
        ("given-away", 4, 1),
        ("wrong-is-right", 7, 9),
        ("given-away", 11, 20),
    ]


PIECES = [
    *(text.split("---\n")[-1] for _, text, _, _ in HINTS),
    *("Q: Lima", "A: Lima is not it", "C: [Lima::a] of [Lima] and $x$", "\\[", "`"),
    *("## 1", "? Lima -> Lima", ":accept: Lima | (Lima) / b", ":wrong: Lima | b | B"),
    *(":together: true", ":reverse: true", ":ask: choose", "", "```", "- [x] Lima."),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=12))
def test_any_text_is_looked_through_and_each_hint_has_a_place(
    pieces: list[str],
) -> None:
    lines, _ = split_lines("\n".join(pieces))
    text = "\n".join(lines)
    for deck in (read_deck(text, "d"), generate_deck(read_facts(text, "d"))):
        for told in lint(deck, text):
            assert 1 <= told.line <= len(lines)
            assert 1 <= told.column <= max(1, len(lines[told.line - 1]))


SILENT = '---\nsilence = ["no-source", "too-longs"]\n---\n'


def test_of_a_large_deck_the_first_cards_are_looked_at_and_that_is_told() -> None:
    cards = [
        f"Q: What is not the number {n}?\nA: x{n}\n\n"
        for n in range(MAX_HINTED_CARDS + 2)
    ]
    told = hints("".join(cards))
    negated = [line for code, line, _ in told if code == "negated-question"]
    assert (negated[0], negated[-1], len(negated)) == (
        1,
        3 * MAX_HINTED_CARDS - 2,
        MAX_HINTED_CARDS,
    )
    assert told[-1] == ("hints-end", 3 * MAX_HINTED_CARDS + 1, 1)
    assert hints("".join(cards[:MAX_HINTED_CARDS])) == told[:-1]
    silent = "---\nsilence = ['hints-end']\n---\n" + "".join(cards)
    assert [code for code, *_ in hints(silent)] == [
        "negated-question"
    ] * MAX_HINTED_CARDS


def test_a_deck_silences_hints_and_a_code_that_is_none_is_told() -> None:
    text = f"{SILENT}{SOURCED}Q: {LONG}?\nA: a"
    told = lint(read_deck(text, "deck"), text)
    assert [(c.code, c.level, c.line, c.column) for c in told] == [
        ("unknown-code", Level.WARNING, 2, 26),
        ("too-long", Level.HINT, 8, 1),
    ]
    assert "Did you mean “too-long”?" in told[0].message


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_a_deck_that_teaches_well_is_left_alone(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(read_deck(text, "deck").cards) >= 30
    assert hints(text) == []
