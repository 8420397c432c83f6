"""The kinds of cards and questions."""

from enum import StrEnum


class Kind(StrEnum):
    """How a card stands in its file, and how a question is asked."""

    FLIP = "flip"
    CHOOSE = "choose"
    TYPE = "type"
    """Only ever asked; no card stands in a file as one."""
    CLOZE = "cloze"
    TRUE_FALSE = "true/false"
    ORDER = "order"
    MATCH = "match"
