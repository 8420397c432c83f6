"""The text of an article: its sentences, and what in them may be worth remembering.

`reader` reads and writes articles. `html`, `markdown` and `plain` find the paragraphs
of a web page, Markdown and plain text; `page_tree` reads a page, `boilerplate` finds
what is not its article, `blocks` makes the article, and `language` recognizes its
language. `suggestions` proposes what to remember in each of the `sentences`, from the
`candidates` that `amounts`, `names`, `phrases` and `terms` find with a `lexicon`.
"""
