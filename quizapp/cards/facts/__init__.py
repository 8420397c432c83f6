"""Facts files: `reader` reads them, `fact` is what they hold, `generate` makes decks,
`derived` the cards of several facts, and `quotes` compares them with their article.
`writer` changes them: a `draft` is a fact being written, `layout` finds its lines."""
