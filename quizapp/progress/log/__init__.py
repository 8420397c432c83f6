"""The day files: where events are written and read.

`storage` is one file as a TinyDB database, `day_files` all files of a user, `scan`
which of them changed, `device_folders` which folders hold the same events, `events` one
event as JSON, `copies` this machine's copies, `losses` what only a copy has.
"""
