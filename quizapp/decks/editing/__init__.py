"""Editing decks.

`draft` holds the lines that are edited and saves them, `preview` reads them as cards,
`completion` completes a line, `new_card` adds one card, `autosave` keeps unsaved text,
and `external_editor` opens another editor.
"""
