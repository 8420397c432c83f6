"""Decks on the screen: written, edited, added; and single cards."""
