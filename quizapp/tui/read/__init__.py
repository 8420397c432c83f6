"""The `screen` that shows the facts of decks as a text, in `passages`."""
