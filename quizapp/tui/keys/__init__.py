"""Every verb of the screen, defined once.

The footer, the help, the palette and the keymap all read these: a verb's `id` is what
`settings.toml` calls it, its last part is the name of the action.
"""

from quizapp.tui.keys import anywhere, decks, learning, reading

ALL = (*anywhere.ALL, *decks.ALL, *learning.ALL, *reading.ALL)
