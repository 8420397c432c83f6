"""The day files: where events are written and read.

`storage` is one file as a TinyDB database, `events` one event as JSON, `day_files` all
files of a user, `scan` which of them changed, `losses` what is damaged and what is used
instead, and `copies` the copies on this machine. `device` says which device writes,
`device_folders` which folders hold the same events, `users` who has progress here,
`user_folders` how their folders are called, and `members` what belongs in an archive.
"""
