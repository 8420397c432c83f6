"""What a new deck begins with."""

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
