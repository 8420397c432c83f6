"""Tables as decks: CSV, TSV and what Anki and Quizlet export. Bytes in, values out.

`reader` reads a table and `writer` writes one. On the way `encoding` decodes bytes,
`records` splits text into cells, `layout` finds the separator and the columns,
`columns` knows their names, `anki` and `html` read Anki's exports, `rows` makes cards,
and `other_texts` recognises what is no table.
"""
