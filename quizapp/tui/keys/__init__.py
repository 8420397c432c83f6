"""Every verb of the screen, defined once.

The footer, the help, the palette and the keymap all read these: a verb's `id` is what
`settings.toml` calls it, its last part is the name of the action.
"""

from quizapp.tui.keys import anywhere, decks, learning, reading

ALL_VERBS = (
    *anywhere.ALL_VERBS,
    *decks.ALL_VERBS,
    *learning.ALL_VERBS,
    *reading.ALL_VERBS,
)
