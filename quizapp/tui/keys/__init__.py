"""Every command of the screens with its keys, defined once, as a `verb`.

The footer, the help, the palette and the keymap all read these: a verb's `id` is what
`settings.toml` calls it, and its last part is the name of the action. They are in
`anywhere`, `decks`, `learning` and `article`; `keymap` reads the user's own keys,
`of_screen` lists the keys of a screen, and `presses` decides which key presses count.
"""

from collections.abc import Mapping, Sequence
from itertools import chain

from quizapp.tui.keys import anywhere, article, decks, learning
from quizapp.tui.keys.verb import Verb

GROUPS: Mapping[str, Sequence[Verb]] = {
    "Everywhere": anywhere.APP,
    "Home": decks.HOME,
    "Study": learning.STUDY,
    "Answering": (),
    "End of a sitting": learning.SUMMARY,
    "New quiz": learning.SETUP,
    "Quiz": learning.QUIZ,
    "Result of a quiz": learning.RESULT,
    "An article": article.ARTICLE,
    "Facts": learning.FACTS,
    "Scores": learning.SCORES,
    "Scores in detail": learning.DETAIL,
    "Choosing a deck": learning.PICK,
    "Browse": decks.BROWSE,
    "One card": decks.CARD,
    "Editor": decks.EDITOR,
    "Add a card, new deck": decks.FORM,
    "Add a file": decks.ADDING,
    "Settings": anywhere.SETTINGS,
    "Yes or no?": anywhere.CONFIRM,
    "Unsaved text": anywhere.LEAVE,
    "Text that was not saved last time": anywhere.FOUND,
    "A line to type": anywhere.ASK,
    "Which card is it now?": anywhere.WHICH,
    "A few lines to read": anywhere.TEXT,
    "Help": anywhere.HELP,
    "Help in the editor": decks.MANUAL,
}
"""The verbs of each screen by its title, in the order of the manual. While answering,
the widgets take the keys."""
ALL_VERBS = tuple(chain.from_iterable(GROUPS.values()))
