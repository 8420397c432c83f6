"""The decks there are: `deck_files` finds them, `reader` reads them.

`trash` removes them, `export` writes them as other files, `duplicates` finds cards that
two decks share, and `names` says what a new deck may be called.
"""
