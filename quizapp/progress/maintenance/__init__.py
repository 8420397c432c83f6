"""Archives, merges and checks of all users, which work even if no workspace opens.

`backup` writes an archive, `archive` reads one by means of `zip_reader`, and `restore`
brings back what it holds. `merge` adds events from elsewhere, `examine` checks the
files of users, and `repair` repairs them.
"""
