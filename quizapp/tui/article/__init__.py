"""An article of one's own on the screen: read it, and make cards of it."""
