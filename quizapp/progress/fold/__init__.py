"""What the events come to: memories, settings and totals.

`fold` computes them, `sums` and `quizzes` hold the totals, `aliases` says which keys
are one card, `caches` keeps the result, and `projection` keeps it up to date.
"""
