"""The facts of decks, to be read on the screen."""
