"""Scheduled study, for a person to read."""

from __future__ import annotations

from typing import TextIO

from quizapp.model import Question, Verdict
from quizapp.plain.voice import Voice
from quizapp.study.sitting import (
    Sitting,
    Summary,
    Why,
    span_of,
    until,
)
from quizapp.text import plural

COMMANDS = (
    ":h gives a hint, :r says “I was right”, :u undoes, :s suspends, "
    ":why explains, :q ends"
)


class Lines:
    """Text for a person to read."""

    def __init__(self, out: TextIO) -> None:
        self._voice = Voice(out)
        self._has_said = False

    def question(self, sitting: Sitting, question: Question) -> None:
        if not self._has_said:
            self._voice.say(COMMANDS)
            self._has_said = True
        left = sitting.left
        title = sitting.workspace.deck(sitting.deck).title
        wanted = self._voice.question(question, f"{title} · {left.total} left")
        self._voice.ask(f"{wanted}, blank: I don't know")

    def sureness(self) -> None:
        self._voice.ask("how sure: 1 guess, 2 unsure, 3 sure")

    def verdict(self, sitting: Sitting, question: Question, verdict: Verdict) -> None:
        self._voice.verdict(question, verdict, sitting.related())
        if leech := sitting.leech:
            self._voice.say(f"  {leech}")
        now, futures = sitting.now(), sitting.futures()
        grades = [
            f"{grade.value} {grade.label} {span_of(futures[grade], now)}"
            for grade in sitting.grades
        ]
        self._voice.say("  " + "   ".join(grades))
        claim = ", :r I was right" if sitting.can_claim else ""
        self._voice.ask(f"grade, blank: {verdict.proposed.label}{claim}")

    def why(self, why: Why) -> None:
        self._voice.say(*(f"  {line}" for line in why.lines))

    def remark(self, text: str) -> None:
        self._voice.say(text)

    def summary(self, summary: Summary) -> None:
        if not summary.reviews:
            self._voice.say("", "Nothing was asked.")
            return
        self._voice.say(
            "",
            f"{plural(summary.cards, 'card')}, {plural(summary.reviews, 'answer')}, "
            f"{summary.first_right} right the first time, "
            f"{until(summary.spent // 1000)}.",
            str(summary.moved.sentence),
        )
