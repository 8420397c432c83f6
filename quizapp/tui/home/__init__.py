"""Home: what waits, the decks, the one at hand; and the first run."""
