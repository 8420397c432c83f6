"""Text files as decks and facts, and back: nothing is dropped without a complaint.

`heading` for a deck's name alone, `reader` and `writer` for decks, `facts` for facts,
`tables` for decks that spreadsheets hold.
"""
