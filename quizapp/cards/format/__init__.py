"""The text format of decks: read and written, and nothing dropped without a complaint.

`reader` reads a deck with `parser`, `writer` writes one, `heading` reads only its name,
and `complaints` is the table of everything that can be wrong.
"""
