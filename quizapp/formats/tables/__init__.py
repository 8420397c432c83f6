"""Tables as decks: CSV, TSV and what Anki and Quizlet export. Bytes in, values out, no
files.

`decoding` bytes to text, `records` text to cells, `layout` which separator and columns,
`columns` which names are known, `anki` and `html` an export of Anki, `rows` cells to
cards, `reading` all of it, `other_texts` what is no table, `writing` a deck as a table.
"""
