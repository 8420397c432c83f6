"""What the screens are made of. A widget reports what happened and decides nothing.

`lines` shows a list, `panel` a text that depends on its width, `prose` the text of a
deck, `input` is a field whose edits can be undone, and `key_line` is the footer.
"""
