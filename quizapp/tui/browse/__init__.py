"""All cards on the screen, and one of them."""
