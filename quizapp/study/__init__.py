"""One learner with their decks. Nothing here knows Textual.

`workspace` holds the decks and the progress; `sitting`, `quiz` and `browse` are what a
learner does with them; `scores` are the figures of what has been learned.
"""
