"""The text format of decks. Nothing is dropped without a complaint.

`reader` reads a deck, `writer` writes one, `title` reads only its title, and
`complaints` is the table of everything that can be wrong, with `advice`. To read a
file, `encoding` decodes it, `source` cuts it into lines, `limits` bounds its size,
`front_matter` reads its top, and `parser` goes through its `lines` with the help of a
`fast_path`. Each `open_block` becomes cards in `blocks`, by its `brackets`, `lists` and
`fields`, and `deck_builder` collects them.
"""
