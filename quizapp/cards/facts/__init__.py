"""Facts files: `reader` reads them, `fact` is what they hold, `generate` makes
decks."""
