"""The tables of typed answers: `python tests/cards/questions/pairs.py` prints how many
of them are judged as a teacher would, by kind.

Exits with 1 when fewer are than there have to be.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from quizapp.cards.format.fields import RawField, read_fields
from quizapp.cards.questions import RivalsByForm, judge
from quizapp.model import Card, Fields, Kind, Question, Rules, Verdict

HERE = Path(__file__).parent
LANGUAGES = {"Spanish": "es", "French": "fr", "German": "de", "Portuguese": "pt"}
FIRST, FAIR = "typed_answers.md", "fair_answers.md"
LEAST = {FIRST: 0.97, FAIR: 0.95}
"""The share of each table that has to be judged as a teacher would."""
NEVER_RIGHT = ("Articles", "Case and signs", "Sign by sign")
"""Kinds in which an answer that is not right is never taken for right."""


@dataclass(frozen=True)
class Pair:
    """One line: an answer, what was given for it, and the verdict that is wanted."""

    heading: str
    asked: str
    answer: str
    given: str
    wanted: str
    half: str
    language: str
    about: str

    def judged(self) -> Verdict:
        """The verdict on it."""
        return judge(self.question(), self.given)

    def question(self) -> Question:
        """The card as it is asked, among the deck's others."""
        rules = Rules(
            language=self.language,
            accents=self.heading.startswith("Accents count"),
            decimal="," if "decimal comma" in self.heading else "",
        )
        told = dict(each.split("=", 1) for each in self.about.split("; ") if each)
        other = told.pop("others", "")
        if self.heading.startswith(("Numbers: ", "Dates: ")):
            told["value"] = "number" if self.heading[0] == "N" else "date"
        raw = {key: RawField([text], 1, 1) for key, text in told.items()}
        fields = read_fields(raw, _refuse)
        asked, kind = self.asked, Kind.FLIP
        card = Card("d", kind, asked, self.answer, fields=fields, rules=rules)
        others = [Card("d", kind, "Which?", other, rules=rules)] if other else []
        return Question(card, Kind.TYPE, asked, rivals=RivalsByForm([card, *others]))

    def __str__(self) -> str:
        return f"{self.answer!r} given {self.given!r}: {self.wanted}"


def _refuse(*told: object, **_: object) -> None:
    raise AssertionError(told)


def pairs_of(name: str) -> list[Pair]:
    """The pairs of one table."""
    return list(_pairs((HERE / name).read_text("utf-8")))


def _pairs(text: str) -> Iterator[Pair]:
    heading = ""
    for line in text.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        if not line.startswith("| ") or line.startswith(("| answer", "| q", "| ---")):
            continue
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        cells = [cell[1:-1].replace("\\|", "|") for cell in cells]
        if len(cells) == 7:
            asked, answer, given, wanted, half, language, about = cells
        else:
            asked, (answer, given, wanted, half, about) = "?", cells
            language = next((c for n, c in LANGUAGES.items() if n in heading), "en")
            if heading.startswith("Other scripts"):
                language = "xx"
        yield Pair(heading, asked, answer, given, wanted, half, language, about)


def typed(answer: str, *rivals: str, **fields: object) -> Question:
    """A question of an answer of one's own, among cards with other answers."""
    card = Card("deck", Kind.FLIP, "?", answer, fields=Fields(**fields))  # type: ignore[arg-type]
    others = [Card("deck", Kind.FLIP, f"Other {text}?", text) for text in rivals]
    return Question(card, Kind.TYPE, "?", rivals=RivalsByForm(others))


def main() -> bool:
    """Print a row for each kind and half; whether too few are judged as wanted."""
    is_short = False
    print(f"{'':34}{'tuned':>10}{'held':>10}{'all':>17}  right but should not be")
    for name, least in LEAST.items():
        all_of, good, taken = Counter[str](), Counter[str](), Counter[str]()
        kinds: dict[str, None] = {}
        for pair in pairs_of(name):
            kinds[kind := pair.heading.partition(": ")[0]] = None
            told = pair.judged().mark.value
            for key in (kind + pair.half, pair.half, kind, ""):
                all_of[key] += 1
                good[key] += told == pair.wanted
                taken[key] += told == "right" != pair.wanted
        for kind in (*kinds, ""):
            halves = ((kind + half) for half in ("tuned", "held"))
            cells = (f"{good[key]}/{all_of[key]}" for key in (*halves, kind))
            one, other, both = cells
            share = f"{good[kind] / all_of[kind]:.1%}"
            label = kind or f"{name}: all"
            print(f"{label:34}{one:>10}{other:>10}{both:>10}{share:>7}  {taken[kind]}")
        is_short |= good[""] < least * all_of[""]
        is_short |= any(taken[kind] for kind in NEVER_RIGHT)
        print()
    return is_short


if __name__ == "__main__":
    sys.exit(main())
