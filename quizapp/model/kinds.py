"""The names of the kinds of cards and questions."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds that come with the program. Each is declared in `questions.kinds`,
    whose table may hold others: a card's or a question's kind is any string there."""

    FLIP = "flip"
    CHOOSE = "choose"
    TYPE = "type"
    """Only ever asked; no card stands in a file as one."""
    CLOZE = "cloze"
    TRUE_FALSE = "true/false"
    ORDER = "order"
    MATCH = "match"
