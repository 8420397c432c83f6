"""The files of the languages, what they make of answers, and how one is added."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

import quizapp
from quizapp.cards.format.reader import read_deck
from quizapp.cards.judging.normal import normal
from quizapp.cards.kinds.choices import shuffled
from quizapp.cards.languages import Language, all_languages, language_of
from quizapp.cards.languages.dates import PartialDate, parse_date
from quizapp.cards.languages.numbers import Quantity, parse_quantity
from quizapp.cards.languages.spoken import in_digits
from quizapp.cards.languages.words import FOLDER, UNKNOWN
from quizapp.cards.lint import lint
from quizapp.cards.questions import judge
from quizapp.decks.tables.columns import ROLES, header_of
from quizapp.model import Card, Choice, Kind, Mark, Question, Rules

EVERY = pytest.mark.parametrize("language", all_languages(), ids=lambda each: each.code)

ESPERANTO = """
ampersand = "kaj"
negations = "ne neniam"
articles = {any = "la"}
numerals = {0 = "nul unu du tri kvar kvin", 10 = "dek", 20 = "dudek", 100 = "cent"}
scales = {6 = "miliono milionoj"}
numbers = {about = "ĉirkaŭ", of = "da"}
units = {y = "jaro jaroj"}
columns = {question = "demando", answer = "respondo"}
[dates]
months = "januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro"
small = "la de"
ordinals = "-a"
[questions]
small = "la kaj de en"
negated = '\\bkiu\\b.{0,80}?\\b(?P<no>ne)\\b'
"""  # noqa: E501

SPEAKS_ESPERANTO = '''
from quizapp.cards.format.reader import read_deck
from quizapp.decks.tables.columns import header_of
from quizapp.cards.languages.dates import parse_date
from quizapp.cards.languages.numbers import parse_quantity
from quizapp.cards.lint import lint
from quizapp.model import Card, Kind, Question, Rules
from quizapp.cards.questions import judge

rules = Rules("eo")
for answer, given in [("la hundo", "hundo"), ("Li ne venis", "Li venis")]:
    card = Card("d", Kind.FLIP, "?", answer, rules=rules)
    print(judge(Question(card, Kind.TYPE, "?"), given).mark.value)
found = parse_quantity("ĉirkaŭ cent dudek tri milionoj da jaroj", rules)
print(int(found.low), found.unit)
print(parse_date("la 14-a de aŭgusto 1887", rules))
print(header_of(["Respondo", "Demando"]))
text = """---
language = "eo"
---
C: La libro [de] la amiko.

Q: Kiu ne venis?
A: Li
"""
print([each.code for each in lint(read_deck(text, "d"), text)])
'''


@EVERY
def test_a_language_that_has_a_file_knows_what_every_deck_may_need(
    language: Language,
) -> None:
    assert len(language.dates.months) == 12
    assert len(language.weekdays) >= 7
    assert {*range(13), 20, 30, 100, 1000} <= set(language.numerals.values())
    assert {*language.scales.values()} >= {"3", "6", "9", "12"}
    assert {*language.columns.values()} <= set(ROLES)
    assert header_of([_name(language, "answer"), _name(language, "question")]) == (
        "answer",
        "question",
    )
    questions = language.questions
    assert questions.filler <= questions.small | questions.words
    assert language.code in language.language_names.values()
    prose = language.prose
    for words in (prose.abbreviations, prose.openers, prose.pronouns, prose.pointers):
        assert words
    for words in (prose.particles, prose.naming, prose.money, prose.centuries):
        assert words
    assert re.compile(prose.expletive, re.VERBOSE).groups == 0
    assert re.compile(prose.day_of_writing, re.VERBOSE)
    negated = re.compile(questions.negated, re.VERBOSE)
    assert negated.groups == len(negated.groupindex) > 0
    assert all(name.startswith("no") for name in negated.groupindex)


def _name(language: Language, role: str) -> str:
    return next(name for name, held in language.columns.items() if held == role)


def test_a_code_is_never_taken_for_a_path() -> None:
    assert language_of("es-PE") is language_of("ES") is not UNKNOWN
    for code in ("", "..", "../data/en", str(FOLDER / "en"), "e\0n"):
        assert language_of(code) is UNKNOWN


@pytest.mark.parametrize(
    ("code", "one", "other", "is_contradiction"),
    [
        ("es", "el", "la", True),
        ("es", "el", "un", False),
        ("es", "el", "los", True),
        ("fr", "la", "une", False),
        ("fr", "le", "une", True),
        ("de", "das", "der", True),
        ("de", "das", "ein", False),
        ("pt", "o", "a", True),
        ("it", "lo", "il", False),
        ("en", "the", "a", False),
    ],
)
def test_articles_have_the_genders_and_numbers_they_can_stand_for(
    code: str, one: str, other: str, is_contradiction: bool
) -> None:
    language = language_of(code)
    articles = {**language.articles, **language.leading_articles}
    assert articles[one].isdisjoint(articles[other]) is is_contradiction


@pytest.mark.parametrize(
    ("code", "text", "number", "unit"),
    [
        ("en", "two hundred and five", 205, ""),
        ("en", "3 billion", 3_000_000_000, ""),
        ("de", "3 Billionen", 3_000_000_000_000, ""),
        ("de", "2,5 Mrd. Euro", 2_500_000_000, "€"),
        ("de", "einundzwanzig", 21, ""),
        ("de", "dreihundert fünfundvierzig", 345, ""),
        ("de", "ungefähr 20 Prozent", 20, "%"),
        ("fr", "quatre-vingt-dix-sept", 97, ""),
        ("fr", "soixante et onze", 71, ""),
        ("fr", "3 milliards de dollars", 3_000_000_000, "$"),
        ("es", "5 mil millones", 5_000_000_000, ""),
        ("es", "doscientos veintidós", 222, ""),
        ("fr", "deux cents", 200, ""),
        ("es", "un millón de dólares", 1_000_000, "$"),
        ("pt", "menos 5 milhões", -5_000_000, ""),
        ("it", "trentatré milioni", 33_000_000, ""),
        ("it", "circa 1.200,5 chilometri", 1200.5, "km"),
        ("qu", "about 5 kilometres", 5, "km"),
    ],
)
def test_numbers_are_read_in_the_words_of_the_language(
    code: str, text: str, number: float, unit: str
) -> None:
    found = parse_quantity(text, Rules(code))
    assert found is not None
    assert (float(found.low), found.unit, found.is_range) == (number, unit, False)


@pytest.mark.parametrize(
    ("code", "text", "digits"),
    [
        ("en", "world war ii", "world war 2"),
        ("en", "the second i corps", "the 2th 1 corps"),
        ("en", "the 2nd i corps", "the 2th 1 corps"),
        ("en", "the one hundred and first i corps", "the 101th 1 corps"),
        ("de", "das zweite i korps", "das 2 1 korps"),
    ],
)
def test_ordinals_are_told_apart_from_roman_numerals(
    code: str, text: str, digits: str
) -> None:
    assert " ".join(in_digits(text.split(), code)) == digits


@pytest.mark.parametrize(
    ("code", "text"),
    [("es", "5 a 10"), ("fr", "5 à 10"), ("de", "5 bis 10"), ("pt", "5 até 10")],
)
def test_a_range_is_read_in_the_words_of_the_language(code: str, text: str) -> None:
    found = parse_quantity(text, Rules(code))
    assert found == Quantity(Decimal(5), Decimal(10))


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        ("en", "44 B.C.", PartialDate(-44)),
        ("es", "44 a. C.", PartialDate(-44)),
        ("es", "1º de mayo de 1886", PartialDate(1886, 5, 1)),
        ("fr", "52 av. J.-C.", PartialDate(-52)),
        ("fr", "1er août 1914", PartialDate(1914, 8, 1)),
        ("de", "9 n. Chr.", PartialDate(9)),
        ("de", "am 3. März 1990", PartialDate(1990, 3, 3)),
        ("pt", "março de 1500", PartialDate(1500, 3)),
        ("it", "il 1º gennaio 1948", PartialDate(1948, 1, 1)),
        ("it", "753 a.C.", PartialDate(-753)),
        ("it", "3 March 1990", PartialDate(1990, 3, 3)),
    ],
)
def test_dates_are_read_in_the_words_of_the_language(
    code: str, text: str, date: PartialDate
) -> None:
    assert parse_date(text, Rules(code)) == date


@pytest.mark.parametrize(
    ("code", "answer", "given", "mark"),
    [
        ("it", "il Colosseo", "colosseo", Mark.RIGHT),
        ("it", "l’Aquila", "Aquila", Mark.RIGHT),
        ("it", "Romeo & Giulietta", "Romeo e Giulietta", Mark.RIGHT),
        ("it", "il 60 per cento", "60%", Mark.RIGHT),
        ("it", "perché", "perche", Mark.RIGHT),
        ("it", "la rivoluzione", "rivoluzzione", Mark.CLOSE),
        ("it", "ragazzo", "ragazza", Mark.WRONG),
        ("it", "non è tornato", "è tornato", Mark.WRONG),
        ("it", "martedì", "mercoledì", Mark.WRONG),
        ("it", "nordest", "nordovest", Mark.WRONG),
        ("de", "40 Prozent", "40%", Mark.RIGHT),
        ("en", "40 per cent", "40 percent", Mark.RIGHT),
        ("de", "5 Mio. Schweizer Franken", "CHF 5 Mio.", Mark.RIGHT),
        ("fr", "5 francs suisses", "5 francs", Mark.RIGHT),
        ("it", "5 franchi", "5 euro", Mark.WRONG),
    ],
)
def test_an_answer_is_judged_by_the_words_of_the_language(
    code: str, answer: str, given: str, mark: Mark
) -> None:
    card = Card("d", Kind.FLIP, "?", answer, rules=Rules(code))
    assert judge(Question(card, Kind.TYPE, "?"), given).mark is mark


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("en", "All of the above"),
        ("es", "Todas las anteriores"),
        ("fr", "Aucune de ces réponses"),
        ("de", "Keine der genannten"),
        ("pt", "Nenhuma das anteriores"),
        ("it", "Nessuna delle precedenti"),
        ("it", "None of these"),
    ],
)
def test_a_choice_that_speaks_of_the_others_stays_last(code: str, last: str) -> None:
    choices = [Choice(text) for text in (last, "Lima", "Cusco")]
    orders = [shuffled(choices, Rules(code), Random(seed)) for seed in range(10)]
    assert {order[-1].text for order in orders} == {last}


def test_accents_that_count_do_not_hide_a_word() -> None:
    assert normal("Sr. Ruiz", Rules("es", accents=True)) == "señor ruiz"
    assert normal("Sr. Ruiz", Rules("es")) == "senor ruiz"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Q: Quale paese non ha firmato?\nA: Cile", "negated-question"),
        ("C: Lima è la capitale [del] Perù.", "stop-word-blank"),
    ],
)
def test_the_hints_know_italian(text: str, code: str) -> None:
    text = f'---\nlanguage = "it"\n---\n{text}'
    assert code in {each.code for each in lint(read_deck(text, "d"), text)}


def test_adding_a_language_is_adding_a_file(tmp_path: Path) -> None:
    source = Path(quizapp.__file__).parent
    skipped = shutil.ignore_patterns("__pycache__", "tui", "help")
    shutil.copytree(source, tmp_path / "quizapp", ignore=skipped)
    file = tmp_path / "quizapp/cards/languages/data" / "eo.toml"

    def said() -> list[str]:
        ran = subprocess.run(
            [sys.executable, "-"],
            input=SPEAKS_ESPERANTO,
            encoding="utf-8",
            env={"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        return [*ran.stdout.splitlines(), *ran.stderr.splitlines()[-1:]]

    file.write_text(ESPERANTO, "utf-8")
    assert said() == [
        "right",
        "wrong",
        "123000000 y",
        "PartialDate(year=1887, month=8, day=14)",
        "('answer', 'question')",
        "['stop-word-blank', 'negated-question']",
    ]
    file.write_text(ESPERANTO.replace("negations", "negation"), "utf-8")
    assert said()[-1].startswith("ValueError: eo.toml: ")
    file.unlink()
    assert said()[:2] == ["wrong", "close"]
