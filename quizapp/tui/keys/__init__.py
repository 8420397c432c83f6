"""Every command of the screens with its keys, defined once, as a `verb`.

The footer, the help, the palette and the keymap all read these: a verb's `id` is what
`settings.toml` calls it, and its last part is the name of the action. They are in
`anywhere`, `decks`, `learning` and `reading`; `keymap` reads the user's own keys,
`listed` lists the keys of a screen, and `presses` decides which key presses count.
"""

from quizapp.tui.keys import anywhere, decks, learning, reading

ALL_VERBS = (
    *anywhere.ALL_VERBS,
    *decks.ALL_VERBS,
    *learning.ALL_VERBS,
    *reading.ALL_VERBS,
)
