"""The names of the kinds of cards and questions."""

from enum import StrEnum


class Kind(StrEnum):
    """The built-in kinds, declared in `cards.kinds`. The kind of a card or question is
    a string, because that table can hold others."""

    FLIP = "flip"
    CHOOSE = "choose"
    TYPE = "type"
    """A kind of question only: no card in a file has it."""
    CLOZE = "cloze"
    TRUE_FALSE = "true/false"
    ORDER = "order"
    MATCH = "match"
