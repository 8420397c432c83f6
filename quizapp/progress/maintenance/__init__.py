"""Archives, merges and checks of all users. They work when no workspace can open.

`backup` writes an archive, `archive` reads one by means of `zip_reader`, `restore`
brings back what it holds. `merge` adds events from elsewhere, `examine` checks.
"""
