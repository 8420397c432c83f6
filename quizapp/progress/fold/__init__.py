"""Memories, settings and totals, computed from the events.

`fold` computes them, `sums` and `quizzes` hold the totals, `aliases` says which keys
are one card, `caches` stores the result, each in a `cache_file`, and `projection` keeps
it up to date.
"""
