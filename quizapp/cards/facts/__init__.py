"""Facts files: `reader` reads them into `fact`, `generate` makes decks of them."""
