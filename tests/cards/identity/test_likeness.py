# ruff: noqa: E501
"""Pairs of cards, and what a person would say: the same, mended; perhaps; another."""

from __future__ import annotations

import pytest

from quizapp.cards.identity import likeness
from quizapp.model import CardSeen, Kind

SAME = """
Who hosts APEC in 2016? = Peru | Who hosted APEC in 2016? = Peru
What is the capital of Peru? = Lima | What is the capital city of Peru? = Lima
What is the capital of Peru? = Lima | Which city is the capital of Peru? = Lima
What is the capital of Peru? = Lima | What is Peru's capital? = Lima
What is teh capital of Peru? = Lima | What is the capital of Peru? = Lima
What is the capital of Peru = Lima | What is the capital of Peru? = lima.
What is the capital of Peru? = Limma | What is the capital of Peru? = Lima
What is the capital of Peru? = Lima | What is the capital of Peru? = Lima, on the Rimac
What is the capitl of Peru? = Limma | What is the capital of Peru? = Lima
perro = dog | el perro = dog
perrro = dog | perro = dog
perro = dog | perro = the dog
der Hund = dog | der Hund (pl. die Hunde) = dog
Which pact was to leave China out? = TPP | Which trade pact was to leave China out? = TPP
mitochondrion = powerhouse of the cell | mitochondria = powerhouse of the cell
What does DNA stand for? = Deoxyribonucleic acid | DNA stands for what? = Deoxyribonucleic acid
Who wrote Don Quixote? = Cervantes | Who wrote Don Quixote? = Miguel de Cervantes
Boiling point of water at sea level? = 100 °C | Boiling point of water, at sea level? = 100 °C
What does `len` return for a list? = Its length | What does `len(x)` return for a list? = Its length
¿Cuál es la capital del Perú? = Lima | ¿Cual es la capital de Perú? = Lima
"""
PERHAPS = """
In which continent is Gambia? = Africa | In which continent is Zambia? = Africa
In which continent is Iran? = Asia | In which continent is Iraq? = Asia
Who was the first president of the USA? = Washington | First president of the United States? Who was it? = Washington
When did the war end? = 1914 | When did the war end? = 1918
Who is president? = Obama | Who is president? = Trump
Who won the 1912 election? = Wilson | Who won the 1916 election? = Wilson
What is spoken in Brazil? = Portuguese | What is spoken in Portugal? = Portuguese
Which of these is a mammal? = bat | Which of these is not a mammal? = bat
Which vitamin is made by sunlight, A or C? = D | Which vitamin is made by sunlight, A or K? = D
Which ocean lies north of it? = the Atlantic | Which ocean lies south of it? = the Atlantic
hablo = I speak | hablas = you speak
Does Python take `a == b` for a question? = yes | Does Python take `a = b` for a question? = yes
"""
OTHER = """
Capital of Gambia? = Banjul | Capital of Zambia? = Lusaka
Is Iran a republic? = Yes, since 1979 | Is Iraq a republic? = Yes, since 1958
What is the capital of Peru? = Lima | What is the capital of Chile? = Santiago
What is the capital of Peru? = Lima | What is the largest port of Peru? = Callao
What is the capital of Peru? = Lima | Where was APEC held in 2016? = Lima
When did the war begin? = 1914 | When did the war end? = 1918
perro = dog | gato = cat
perro = dog | perra = bitch
import = bring in | export = send out
mitosis = division of a nucleus | meiosis = division into gametes
1 + 1 = 2 | 2 + 2 = 4
Na = sodium | K = potassium
What is the symbol of sodium? = Na | What is the symbol of potassium? = K
Who wrote Emma? = Jane Austen | Who wrote Middlemarch? = George Eliot
"""
SAME_BLANKS = """
Lima is the capitl of Peru. = Lima | Lima is the capital of Peru. = Lima
Limma is the capital of Peru. = Limma | Lima is the capital of Peru. = Lima
The summit met in Lima, capital of Peru. = Peru | The summit was in Lima, the capital of Peru. = Peru
"""
OTHER_BLANKS = """
The summit met in Lima, capital of Peru. = Lima | The summit met in Lima, capital of Peru. = Peru
The summit met in Lima, capital of Peru. = Lima | The summit met in Lima, a city of Peru. = Peru
"""


def seen(text: str, kind: Kind) -> CardSeen:
    prompt, _, answer = text.strip().rpartition(" = ")
    assert prompt
    return CardSeen(text, "deck", kind, prompt, answer)


def pairs(table: str, kind: Kind = Kind.FLIP) -> list[tuple[CardSeen, CardSeen]]:
    rows = [line.partition(" | ") for line in table.strip().splitlines()]
    return [(seen(was, kind), seen(now, kind)) for was, _, now in rows]


@pytest.mark.parametrize(
    ("was", "now"), [*pairs(SAME), *pairs(SAME_BLANKS, Kind.CLOZE)]
)
def test_a_card_that_was_mended_is_the_same(was: CardSeen, now: CardSeen) -> None:
    for told in (likeness(was, now, "en"), likeness(now, was, "en")):
        assert told
        assert told.is_sure, told


@pytest.mark.parametrize(("was", "now"), pairs(PERHAPS))
def test_what_may_say_something_else_is_asked(was: CardSeen, now: CardSeen) -> None:
    told = likeness(was, now, "en")
    assert told
    assert not told.is_sure, told


@pytest.mark.parametrize(
    ("was", "now"), [*pairs(OTHER), *pairs(OTHER_BLANKS, Kind.CLOZE)]
)
def test_another_card_is_not_the_same(was: CardSeen, now: CardSeen) -> None:
    told = likeness(was, now, "en")
    assert told is None or not told.is_sure, told


def test_a_question_made_a_cloze_is_the_same() -> None:
    was = seen("What is the capital of Peru? = Lima", Kind.FLIP)
    now = seen("The capital of Peru is Lima. = Lima", Kind.CLOZE)
    told = likeness(was, now, "en")
    assert told
    assert told.is_sure


@pytest.mark.parametrize(
    ("language", "question", "answer", "mended", "negated"),
    [
        ("en", "He was invited to the summit", "Lima", "was indeed", "was never"),
        ("de", "Er wurde zum Gipfel eingeladen", "Lima", "wurde doch", "wurde nicht"),
        ("es", "Fue invitado a la cumbre de Lima", "1995", "Fue ya", "nunca fue"),
        ("fr", "Il a accepté son invitation", "Lima", "a bien", "n'a jamais"),
        ("pt-BR", "Ele foi convidado para a cúpula", "Lima", "foi então", "não foi"),
    ],
)
def test_a_negation_in_the_decks_language_is_asked(
    language: str, question: str, answer: str, mended: str, negated: str
) -> None:
    verb = mended.split(maxsplit=1)[0]

    def card(text: str, *, is_answer: bool) -> CardSeen:
        sides = (answer, text) if is_answer else (text, answer)
        return CardSeen(text, "deck", Kind.FLIP, *sides)

    for is_answer in (False, True):
        was = card(question, is_answer=is_answer)
        for words, is_sure in ((mended, True), (negated, False)):
            now = card(question.replace(verb, words, 1), is_answer=is_answer)
            told = likeness(was, now, language)
            assert told
            assert told.is_sure is is_sure, now
