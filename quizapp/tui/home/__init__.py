"""Home: what is due, the decks, the highlighted one; for a new user, a welcome.

`screen` is the screen, and `rows` draws its list and the highlighted deck. `figures`
draws the week, the forecast and the year beside them. `offered` says which commands
apply to a row, and `changes` makes the changes.
"""
