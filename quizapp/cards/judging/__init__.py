"""Decides whether a typed answer is right, in `typed`, which also looks at accents.

It compares answers in their normal form (`normal`). `meaning` checks what that form
leaves out although it counts: capitals and signs in code, formulas and units
(`symbols`), and articles. `quantities` judges numbers and dates, and `lists` judges
lists; `fair` accepts what a fair teacher would, and `slips` recognizes slips of the
pen. `difference` shows where two answers differ.
"""
