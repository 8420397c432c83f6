"""The verbs of the app itself, and of what it asks and tells on the way."""

from __future__ import annotations

from quizapp.tui.keys.verb import Verb

APP = (
    Verb("app.help", "question_mark,f1", "Help", "All keys of this screen"),
    Verb(
        "app.settings",
        "ctrl+g",
        "Settings",
        "Retention, limits, theme",
        in_footer=False,
    ),
    Verb(
        "app.quick_add",
        "ctrl+o",
        "Add a card",
        "One more card, from anywhere",
        in_footer=False,
    ),
    Verb(
        "app.command_palette",
        "ctrl+p",
        "Palette",
        "Every verb by its name, and the themes",
        in_footer=False,
        is_first=True,
    ),
    Verb("app.quit", "ctrl+q", "Quit", "Leave quizapp", in_footer=False),
)
SETTINGS = (
    Verb("settings.save", "ctrl+s", "Save", "Keep the settings"),
    Verb("settings.cancel", "escape", "Cancel", "Leave them as they were"),
)
CONFIRM = (
    Verb("confirm.yes", "y,enter", "Yes", "Do it"),
    Verb("confirm.no", "n", "No", "Go on"),
    Verb("confirm.cancel", "escape", "Cancel", "Decide nothing now"),
)
ASK = (
    Verb("ask.take", "enter", "OK", "Take what is typed", in_footer=False),
    Verb("ask.cancel", "escape", "Cancel", "Leave it"),
)
WHICH = (Verb("which.later", "escape", "Not now", "Ask again at the next start"),)
HELP = (Verb("help.close", "escape,question_mark,q,enter", "Close", "Back"),)

ALL = (*APP, *SETTINGS, *CONFIRM, *ASK, *WHICH, *HELP)
