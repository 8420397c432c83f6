"""A file of another kind becomes a deck, or updates one.

`plan` says what would happen and does it, `update` brings a deck up to date with its
table, `preview` shows the result beforehand, `report` accounts for every record, and
`rejects` keeps those that were refused.
"""
