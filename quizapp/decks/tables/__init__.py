"""Tables as decks: CSV, TSV and the exports of Anki and Quizlet.

`reader` reads a table and `writer` writes one. To read one, `layout` finds its
separator and columns, `columns` knows their names, `records` splits it into cells, and
`rows` makes cards; `anki` and `html` read Anki's exports. `other_texts` recognizes
texts that are not tables.
"""
