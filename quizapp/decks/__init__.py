"""Deck files on disk.

`library` finds, reads, moves and exports them; `tables` reads and writes spreadsheets;
`importing` adds files of other kinds; `editing` is for decks that are being written,
and `articles` for those that are made from the facts of an article.
"""
