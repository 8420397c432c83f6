"""One user's progress: events in TinyDB files, and the memories computed from them.

`log` reads and writes the day files, `fold` computes memories from the events, `store`
combines both, with a `recorder` that writes, and `maintenance` backs up, merges and
checks the files of all users. `settings` is this machine's settings file.
"""
