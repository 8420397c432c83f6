"""A deck while it is being written.

`draft` holds the lines that are edited, `preview` reads them as cards, `completion`
proposes how a line goes on, `new_card` adds one card, `autosave` keeps unsaved text,
`external_editor` opens another editor, and `template` starts a new deck.
"""
