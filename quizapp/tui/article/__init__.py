"""The screens of the learner's own article.

`screen` reads it and makes cards of it: `text` draws the text, `card` the card that is
being made, and `flow` leads to it and back.
"""
