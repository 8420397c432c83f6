"""What home, `decks` and `due` show, without decks and answers being read.

`values` are the counts of decks and of a day, `backlog` its limits and the reviews
beyond them, and `kept` is the file that holds them from one run to the next.

The first paint uses it, so nothing here imports what reads cards or events, and its
values are named tuples: a data class takes four times as long to import.
"""
