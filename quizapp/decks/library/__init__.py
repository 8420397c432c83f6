"""The deck files: `deck_files` finds them, `reader` reads them, and
`checker` finds what is wrong with them.

`trash` removes them, `export` writes them in other formats, `duplicates` finds cards
that are in two decks, and `names` checks the name of a new deck.
"""
