"""One user's progress: events in TinyDB files, and the memories that they come to.

`log` reads and writes the day files, `fold` makes memories of the events, `store` puts
both together, and `maintenance` looks after the files of all users. `settings` is the
one file with preferences.
"""
