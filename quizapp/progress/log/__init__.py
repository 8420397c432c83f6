"""The day files: where events are written and read.

`storage` is one file as a TinyDB database, `day_files` all files of a user, `scan`
which of them changed, `events` one event as JSON, `copies` this machine's copies.
"""
