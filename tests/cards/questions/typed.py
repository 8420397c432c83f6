"""Questions that are answered by typing, and the table of answers to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.cards.format.fields import Raw, read_fields
from quizapp.cards.questions import Rivals, judge
from quizapp.model import Card, Fields, Kind, Question, Rules

TABLE = Path(__file__).with_name("typed_answers.md")
LANGUAGES = {"Spanish": "es", "French": "fr", "German": "de", "Portuguese": "pt"}


def typed(answer: str, *rivals: str, **fields: object) -> Question:
    card = Card("deck", Kind.FLIP, "?", answer, fields=Fields(**fields))  # type: ignore[arg-type]
    others = [Card("deck", Kind.FLIP, f"Other {text}?", text) for text in rivals]
    return Question(card, Kind.TYPE, "?", rivals=Rivals(others))


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
        raw = {key: Raw([text], 1, 1) for key, text in told.items()}
        fields = read_fields(raw, lambda *told, **_: pytest.fail(str(told)))
        card = Card("d", Kind.FLIP, "?", self.answer, fields=fields, rules=rules)
        others = []
        if name == "others":
            others.append(Card("d", Kind.FLIP, "Which?", value, rules=rules))
        return Question(card, Kind.TYPE, "?", rivals=Rivals(others))

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
