"""How likely a blind guess is to be right."""

from __future__ import annotations

import math

from quizapp.model import Kind, Question


def chance(question: Question) -> float:
    """The chance, 0 to 1, that somebody who knows nothing answers right.

    One of n choices: 1/n; several of n: one of their 2ⁿ − 1 sets; true or false: 1/2;
    n items in order, or n pairs: 1/n!; what is typed: 0.
    """
    count = len(question.choices)
    match question.kind:
        case Kind.MATCH if count < len(question.slots):
            return 1 / math.pow(count, len(question.slots))
        case Kind.ORDER | Kind.MATCH:
            return 1 / math.factorial(count)
        case Kind.CHOOSE if question.wants_several:
            return 1 / (math.pow(2, count) - 1)
        case Kind.CHOOSE | Kind.TRUE_FALSE:
            return 1 / count
    return 0.0
