"""Facts files: the statements of an article, from which decks are generated.

`reader` reads them, `fact` holds what they say, `generate` makes a deck, `derived`
makes cards from several facts, and `quotes` compares them with their article. `writer`
edits a file: a `draft` is a fact being written, and `layout` finds the lines of each.
"""
