"""The scores: the overview (`screen`), and all figures (`detail`).

`lines` draws the overview and `sections` the details; `pick` picks a deck.
"""
