"""One learner with their decks. Nothing here knows Textual.

`workspace` holds the decks and the progress; `sitting`, `quiz`, `browse` and `article`
are what a learner does with them; `facts` shows the decks as a text, `scores` how much
has been learned, and `counts` what waits.
"""
