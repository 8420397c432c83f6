"""The text of an article: its sentences, and what in them may be worth remembering.

`reader` reads and writes it: `html` finds the main text of a page, `prose` the
paragraphs of a text, and `blocks` makes the article of them.
"""
