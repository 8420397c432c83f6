"""The table of typed answers, and the verdict on each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.cards.format.fields import RawField, read_fields
from quizapp.cards.questions import RivalsByForm, judge
from quizapp.model import Card, Kind, Question, Rules

TABLE = Path(__file__).with_name("typed_answers.md")
LANGUAGES = {"Spanish": "es", "French": "fr", "German": "de", "Portuguese": "pt"}
KNOWN_TO_BE_WRONG = {
    "'legal' given 'ilegal': wrong, but was close",
    "'irmão' given 'irmã': wrong, but was close",
    "'abduction' given 'adduction': wrong, but was close",
    "'casado' given 'cansado': wrong, but was close",
    "'cheveux' given 'chevaux': wrong, but was close",
    "'amande' given 'amende': wrong, but was close",
    "'Leber' given 'Leder': wrong, but was close",
    "'Sulfat' given 'Sulfit': wrong, but was close",
    "'ratificar' given 'retificar': wrong, but was close",
}
"""Pairs held back that the rules take for slips: a dictionary would tell them apart."""


@dataclass(frozen=True)
class Pair:
    heading: str
    answer: str
    given: str
    verdict: str
    half: str
    about: str

    def question(self) -> Question:
        language = next((c for n, c in LANGUAGES.items() if n in self.heading), "en")
        if self.heading.startswith("Other scripts"):
            language = "xx"
        rules = Rules(
            language=language,
            accents=self.heading.startswith("Accents count"),
            decimal="," if "decimal comma" in self.heading else "",
        )
        name, _, value = self.about.partition("=")
        told = {name: value} if name not in ("", "others") else {}
        if self.heading.startswith(("Numbers", "Dates")):
            told["value"] = "number" if self.heading[0] == "N" else "date"
        raw = {key: RawField([text], 1, 1) for key, text in told.items()}
        fields = read_fields(raw, lambda *told, **_: pytest.fail(str(told)))
        card = Card("d", Kind.FLIP, "?", self.answer, fields=fields, rules=rules)
        others = []
        if name == "others":
            others.append(Card("d", Kind.FLIP, "Which?", value, rules=rules))
        return Question(card, Kind.TYPE, "?", rivals=RivalsByForm(others))

    def told(self) -> str:
        return judge(self.question(), self.given).mark.value

    def __str__(self) -> str:
        return f"{self.answer!r} given {self.given!r}: {self.verdict}"


def pairs() -> list[Pair]:
    found: list[Pair] = []
    heading = ""
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("| ") and not line.startswith(("| answer", "| ---")):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            cells = [cell[1:-1].replace("\\|", "|") for cell in cells]
            found.append(Pair(heading, *cells))
    return found


PAIRS = pairs()


@pytest.mark.parametrize("pair", [p for p in PAIRS if p.half == "tuned"], ids=str)
def test_each_pair_that_was_tuned_on_has_its_verdict(pair: Pair) -> None:
    assert pair.told() == pair.verdict


def test_of_the_pairs_held_back_those_that_are_known_are_wrong_and_no_other() -> None:
    held = [pair for pair in PAIRS if pair.half == "held"]
    wrong = {
        f"{pair}, but was {pair.told()}" for pair in held if pair.told() != pair.verdict
    }
    assert wrong == KNOWN_TO_BE_WRONG


def test_the_table_is_as_large_and_as_wide_as_it_says() -> None:
    assert len(PAIRS) >= 300
    assert {name for name in LANGUAGES if any(name in p.heading for p in PAIRS)} == set(
        LANGUAGES
    )
    assert len({(p.heading, p.answer, p.given) for p in PAIRS}) == len(PAIRS)
