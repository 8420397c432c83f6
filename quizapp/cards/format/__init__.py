"""The text format of decks. Nothing is dropped without a complaint.

`reader` reads a deck with `parser`, `writer` writes one, `title` reads only its title,
and `complaints` is the table of everything that can be wrong.
"""
