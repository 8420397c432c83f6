"""What is suggested in a sentence."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cards.articles.suggestions import LEAST, MOST, WORDS_EACH, Suggester
from quizapp.cards.facts.fact import NUMBERS
from quizapp.cards.languages import all_languages
from quizapp.cards.languages.dates import parse_date
from quizapp.cards.languages.numbers import parse_quantity
from quizapp.model import Rules
from quizapp.model.articles import ArticleText, Paragraph, Suggestion

# The language, and a sentence with everything that is suggested in it.
SENTENCES = [
    # dates and times
    ("en", "On [14 September 2015::date], at [09:50:45 UTC::time], they trembled."),
    ("en", "It came on [Feb. 11, 2016::date], or [March 10::date]."),
    ("en", "From [2002::year] to [2010::year] it ran ([1884::year]–[1972::year])."),
    ("en", "The war of [1914–18::years] ended the late [1910s::decade]."),
    ("en", "He was killed in [44 BC::year]; she died in [50 B.C.::year] in turn."),
    ("en", "It met on [14–20 November 2016::date], and in [May::month], as it may."),
    ("en", "In the [19th century::century] it grew."),
    ("de", "Am [14. November 1989::date] und im [19. Jahrhundert::century]."),
    ("es", "El [4 de abril de 1949::date], en el [siglo XIX::century], creció."),
    ("fr", "Le [1er janvier 1995::date], au [XIXe siècle::century]."),
    ("it", "Il [24 ottobre 1945::date] e nel [216 a.C.::year] era qui."),
    ("pt", "Em [24 de outubro de 1945::date], no [século XIX::century]."),
    # numbers, money, percentages, measures
    ("en", "They made [278,228::number] flights with [two million::number] people."),
    ("en", "It lasted [36 days::duration], or [1.3 billion years::duration]."),
    ("en", "It is [4 light-years::measure] away; [60 miles per hour::measure]."),
    ("en", "At [−10 °C::measure] it made [343 m/s::measure] and [2.5kg::measure]."),
    ("en", "Wait [5 to 10 minutes::duration], or from [5::number] to [9 s::duration]."),
    ("en", "It fell by [9.9%::percentage], then by [8 per cent::percentage]."),
    ("en", "It was [3 billion Swiss francs::amount] ([$3.2 billion::amount])."),
    ("en", "It cost [CHF 1.7bn::amount], or [EUR 2 million::amount]."),
    ("en", "About [two thirds::number] of it was [10⁻²¹::number]."),
    ("en", "2. Then there was one, of [62::number].[3]"),
    ("de", "Es kostete [2,5 Mrd. Euro::amount], rund [20 Prozent::percentage]."),
    ("fr", "Elle a prêté [3 milliards d’euros::amount], ou [20 %::percentage]."),
    ("fr", "Elle a [5 millions de kilomètres carrés::measure]."),
    ("es", "Vendió [5 mil millones de dólares::amount] y [6.400 kilómetros::measure]."),
    ("en", "The [65-year-old::] clerk slept on it in a [20-foot::] hut."),
    # names
    ("en", "The US Foreign Minister [Jane Doe::person] met Mayor [Bo Li::person]."),
    (
        "en",
        "General [Lucius D. Clay::person] met Lt. Gen. [Curtis LeMay::person].",
    ),
    ("en", "[Leonardo da Vinci::name] saw the [Bank of England::organisation]."),
    ("en", "Dr. [Jo Li::person], the minister, said it."),
    ("en", "In [Lima::name], Mr. [Macron::person] met [Queen Victoria::person]."),
    (
        "en",
        "The [Central Trade Bank::full name] ([CTB::abbreviation]) met.",
    ),
    (
        "en",
        "It was [CTB::abbreviation] ([Central Trade Bank::full name]).",
    ),
    (
        "en",
        "It has [global important banks::full name] ([G-IBs::abbreviation]).",
    ),
    ("en", "The [Soviet delegate::] flew [Apollo 11::name] to [NGC 4993::name]."),
    (
        "en",
        "On Tuesday [Credit Suisse::name] met [Luther King Jr.::name] again.",
    ),
    (
        "en",
        "[Mary I of England::name] saw [Peru::name]’s [Trade Union::organisation].",
    ),
    (
        "es",
        "El [Tratado del Atlántico Norte::full name] ([TAN::abbreviation]).",
    ),
    ("it", "La [Banca d'Italia::organisation] è vicino all'[Ofanto::name]."),
    ("pt", "O [Rio de Janeiro::place] é de [Machado de Assis::name]."),
    ("de", "Die [Bundesrepublik Deutschland::place] ist nicht in [Hamburg::name]."),
    # quotations, terms, brackets, lists, code
    ("en", "That was remembered as “[Black Friday::quotation]” then."),
    ("en", "It is called the [strain::term], and what was called a [chirp::term]."),
    ("en", "The [water cycle::term] is the [movement of water::]."),
    ("en", "Salamanders ([Ambystoma mexicanum::]) are not here."),
    ("en", "They were to have [flour::], [milk::] and [medicine::] with them."),
    ("en", "Use [--amend::code] with [Ctrl+C::code] in [~/.config/app.toml::code]."),
    ("fr", "Le procédé, appelé [osmose::term], exige une [membrane::]."),
    ("de", "Das wird als „[Osmose::quotation]“ hier."),
    # phrases of nouns, without verbs and words that say little
    ("en", "They were to use an [emergency ordinance::] for it."),
    ("en", "The [consumer price index::] rose because of [energy prices::]."),
    ("en", "It was to reduce [toxic fumes::] with [copper::] or [carbon dioxide::]."),
    (
        "en",
        "It asked for a number of new [trade rules::] and a [wall::].",
    ),
    ("en", "[25::number] workers died there, as the new tunnel carries trains."),
    ("en", "The water isn’t warm, and the storm destroyed houses."),
    ("en", "Such cold protects the brain as a [fur::] does."),
    ("de", "Das war der [schrittweise Ausstieg::] aus ihr."),
    ("fr", "Elle vient de la [matière organique::] et de l’[énergie lumineuse::]."),
    ("es", "Es una [energía solar::] para producir [materia orgánica::]."),
    # a sentence with nothing else gets what it ends with
    ("en", "He was never quite sure of them."),
    ("en", "WHAT THE STATE PROVIDES"),
    ("zh", "会议在利马举行。"),
]


def article(*paragraphs: str, language: str = "en") -> ArticleText:
    return ArticleText("", tuple(Paragraph(text) for text in paragraphs), language)


@pytest.mark.parametrize(("code", "marked"), SENTENCES)
def test_a_sentence_has_its_suggestions(code: str, marked: str) -> None:
    text = re.sub(r"\[([^][]*)::[^][]*\]", r"\1", marked)
    found = Suggester(article(text, language=code)).of(text)
    shown = text
    for start, end, type_ in reversed(found):
        shown = f"{shown[:start]}[{shown[start:end]}::{type_}]{shown[end:]}"
    assert shown == marked


def test_a_name_keeps_the_noun_that_follows_it_again() -> None:
    again = Suggester(article("The Golgi apparatus is here.", "A Golgi apparatus is."))
    found = again.of("In the Golgi apparatus it is done.")
    assert found == [Suggestion(7, 22, "")]


def test_a_capital_at_the_beginning_makes_no_name_of_a_common_word() -> None:
    def names(*paragraphs: str) -> list[str]:
        text = paragraphs[0]
        found = Suggester(article(*paragraphs)).of(text)
        return [text[start:end] for start, end, type_ in found if type_ == "name"]

    assert names("Shares fell.") == []
    assert names("Tegel it was.") == []
    assert names("Tegel it was.", "They flew to Tegel again.") == ["Tegel"]
    assert names("Moscow answered at once.") == ["Moscow"]
    assert names("Larger Skymasters came.") == ["Larger Skymasters"]
    assert names("Larger Skymasters came.", "It is larger.") == ["Skymasters"]
    assert names("However, Peru left.") == ["Peru"]


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("36 days", "en"),
        ("4,500 tons", "en"),
        ("3 billion Swiss francs", "en"),
        ("two thirds", "en"),
        ("3.6 × 10⁴⁹ watts", "en"),
        ("5 to 10 minutes", "en"),
        ("2,5 Mrd. Euro", "de"),
        ("5 mil millones de dólares", "es"),
        ("14 September 2015", "en"),
        ("44 BC", "en"),
        ("1er janvier 1995", "fr"),
    ],
)
def test_a_suggested_amount_is_judged_as_one(answer: str, language: str) -> None:
    (found,) = Suggester(article(language=language)).of(f"({answer})")
    rules = Rules(language=language)
    if found.type in NUMBERS:
        assert parse_quantity(answer, rules)
    else:
        assert found.type in ("date", "year")
        assert parse_date(answer, rules)


PIECES = (
    "Peru Lima of the a an is called U.S. Dr. Mr. von de d’ 's ’s 12 1,000 1998 % $ km "
    'million May June 3. ( ) ( “ ” " « » [ ] , . ; : - – / & + NATO (APEC) and y und '
    "Bank × 10⁻² é ß 会议 \t \u00a0 \u202e ` -- /a/b st XIX century"
).split(" ")


@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
    | st.text(max_size=60),
    st.sampled_from([*(each.code for each in all_languages()), "zh"]),
)
def test_suggestions_are_parts_of_the_sentence_in_order(text: str, code: str) -> None:
    found = Suggester(article(text, language=code)).of(text)
    done = 0
    for start, end, type_ in found:
        assert done <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert type_ == type_.strip()
        done = end
    assert len(found) <= min(MOST, max(LEAST, len(text.split()) // WORDS_EACH))
    assert found == Suggester(article(text, language=code)).of(text)
    assert all(isinstance(each, Suggestion) for each in found)


@pytest.mark.parametrize(
    "piece", ["a", "A ", "(", "(a", "A (A", "“", "1 ", "A of ", "a/", "~/", "twenty "]
)
def test_suggesting_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def cost(letters: int) -> float:
        text = (piece * letters)[:letters]
        begin = process_time()
        Suggester(article(text)).of(text)
        return process_time() - begin

    few = min(cost(20_000) for _ in range(3))
    assert cost(200_000) < 30 * few + 0.1
