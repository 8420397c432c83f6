"""Dialogs: each asks or shows one thing over another screen.

`dialog` asks with a key for each answer, `ask` for a line of text, and `which` which
card an edited one is; `settings` lists the settings, and `text` shows a long text.
"""
