"""The table of typed answers, and the verdict on each."""

from __future__ import annotations

import pytest

from tests.cards.questions.typed import LANGUAGES, PAIRS, Pair

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
