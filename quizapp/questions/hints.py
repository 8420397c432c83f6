"""Hints, step by step; each lowers the grade that a right answer proposes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizapp.model import Kind, Question
from quizapp.text import plural

STRUCK = 2
"""Wrong choices that the hint strikes out, and pairs that it tells at most."""
MANY_WORDS = 6
"""Words from which on their lengths are not told one by one."""


def hint(question: Question) -> Question | None:
    """The question with one more hint; `None` when there is none left."""
    steps = list(_steps(question))
    told = len(question.hints)
    if told >= len(steps):
        return None
    text, struck = steps[told]
    return replace(
        question, hints=(*question.hints, text), struck=question.struck | set(struck)
    )


def _steps(question: Question) -> Iterator[tuple[str, list[str]]]:
    """Every hint of the question in turn: what it says, and the choices it strikes."""
    items = question.card.items
    match question.kind:
        case Kind.CHOOSE:
            wrong = [each.text for each in question.choices if not each.right]
            if question.wants_several:
                right = len(question.choices) - len(wrong)
                yield f"{plural(right, 'of them is', 'of them are')} right.", []
            struck = wrong[: min(STRUCK, len(wrong) - 1)]
            if struck:
                yield (
                    "One wrong one is struck out."
                    if len(struck) == 1
                    else "Two wrong ones are struck out.",
                    struck,
                )
        case Kind.ORDER:
            yield f"First comes «{items[0].text}».", []
            yield f"Last comes «{items[-1].text}».", []
        case Kind.MATCH:
            for item in items[: min(STRUCK, len(items) - 1)]:
                yield f"«{item.text}» goes with «{item.pair}».", []
        case Kind.TYPE | Kind.CLOZE | Kind.FLIP:
            card = question.card
            answers = card.answer.split("\n") if card.blanks else [card.answer]
            for verb, tell in (("begins with", _first), ("has", _length)):
                told = ", ".join(tell(each) for each in answers)
                yield f"The answer {verb} {told}.", []


def _first(answer: str) -> str:
    return f"«{answer.strip()[:1]}»"


def _length(answer: str) -> str:
    words = answer.split()
    if len(words) > MANY_WORDS:
        return f"{len(words)} words"
    if len(words) > 1:
        return f"{len(words)} words, of {', '.join(str(len(w)) for w in words)} letters"
    return plural(len(answer.strip()), "letter")
