"""Whether a typed answer is right: `typed` decides.

It compares answers in the form that `normal` gives them, and looks in `meaning` for
what that form drops although it counts: in the code, formulas and units that `symbols`
knows, and in articles. `quantities` judges numbers and dates, `lists` lists; `fair`
reads an answer as a fair teacher would, and `slips` says what a slip of the pen is.
`difference` shows where two answers differ.
"""
