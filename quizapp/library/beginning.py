"""What a new deck begins with, and the format in a few lines."""

from __future__ import annotations

BEGINNING = """\
<!-- These cards are examples: write your own over them.
     Beside them you see each as it will be asked. -->

# Capitals

Q: What is the capital of Peru?
A: Lima
:type: city
:note: Shown with the verdict.

C: Lima is the capital of [Peru::country].
"""
"""Three cards' worth of format, to write over."""

FORMAT = (
    ("Q: …", "Question", "then A: its answer, each over any number of lines"),
    ("C: …", "Cloze", "each [answer] in brackets is asked; [answer::type]"),
    ("- [x]", "Choices", "instead of A:, with - [ ] for the wrong ones"),
    ("1. …", "Order", "instead of A:, three items or more"),
    ("- a => b", "Match", "instead of A:"),
    ("# …", "Topic", "of the cards below it"),
    (":type:", "Field", "answers of one type are each other's wrong choices"),
    (":accept:", "Field", "also right, parted by |"),
    (":wrong:", "Field", "wrong choices of yours, parted by |"),
    (":note:", "Field", "shown with the verdict"),
    (":cite:", "Field", "the statement that the card comes of"),
    (":ask:", "Field", "always asked so: flip, choose, type"),
    (":reverse:", "Field", "true: asked from the answer too"),
    ("<!-- -->", "Comment", "kept, and never asked"),
    ("---", "End", "of a card; a blank line does not end one"),
    ("\\", "Plain", "before a marker or a bracket: it is text"),
)
"""How a deck is written: mark, name, what it is for."""
