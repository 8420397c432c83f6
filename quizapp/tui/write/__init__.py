"""The screens for writing, editing and adding decks and cards.

`editor` edits a deck as text, in `deck_text`; `form` adds single cards, with the fields
in `field`; a `proofreader` checks both, and `asked` shows how a card will be asked.
`add_file` adds a file that `file_tree` picks; `table_form` asks about the columns of a
table, and `report` says what adding would do. `flow` opens these screens.
"""
