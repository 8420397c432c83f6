"""Tables as decks: CSV, TSV and what Quizlet copies. Bytes in, values out, no files.

`decoding` bytes to text, `records` text to cells, `columns` which cell is what, `rows`
cells to cards, `reading` all of it, `writing` a deck as a table.
"""
