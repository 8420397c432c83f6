"""Home: what is due, the decks, the highlighted one; for a new user, a welcome.

`screen` is the screen, `rows` and `figures` draw it, `offered` says which commands
apply to a row, and `changes` makes the changes.
"""
