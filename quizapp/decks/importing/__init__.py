"""Adds deck files and tables as decks, and updates decks from their tables.

`plan` plans an import and carries it out, `update` updates a deck from its table,
`preview` shows the result beforehand, `report` accounts for every record, and `rejects`
saves the records that were rejected.
"""
