"""The verbs of the app itself and of its dialogs."""

from __future__ import annotations

from quizapp.tui.keys.verb import Hidden, Verb

APP = (
    Verb("app.help", "question_mark,f1", "Help", "All keys of this screen"),
    Hidden("app.settings", "comma", "Settings", "Your aim, limits, theme"),
    Hidden("app.add_card", "ctrl+o", "Add a card", "Add one card, from any screen"),
    Hidden(
        "app.command_palette",
        "ctrl+p",
        "Palette",
        "Every command by name",
        is_first=True,
    ),
    Hidden("app.quit", "ctrl+q", "Quit", "Leave quizapp"),
)
SETTINGS = (
    Verb(
        "settings.change", "enter,right", "Change", "Change it, or go to the next value"
    ),
    Verb("settings.back", "left", "Previous value", "Back to the previous value"),
    Verb("settings.close", "escape,q", "Done", "Back; every change is kept"),
)
CONFIRM = (
    Verb("confirm.no", "n,escape", "Cancel", "Leave everything as it is"),
    Verb("confirm.yes", "y", "Yes", "Do it", destroys=True),
)
LEAVE = (
    Verb("leave.save", "s", "Save", "Save what you wrote, then leave"),
    Verb("leave.discard", "d", "Discard", "Throw away what you wrote", destroys=True),
    Verb("leave.keep", "k,escape", "Keep editing", "Go back to what you wrote"),
)
FOUND = (
    Verb("found.edit", "e", "Edit", "Go on with this text"),
    Verb("found.discard", "d", "Discard", "Move this text to the trash", destroys=True),
    Verb("found.later", "escape", "Not now", "Ask again at the next start"),
)
"""Enter gives the first answer of a dialog, which is the careful one."""
ASK = (
    Verb("ask.take", "enter", "OK", "Take what you typed", is_first=True),
    Verb("ask.cancel", "escape", "Cancel", "Leave it"),
)
WHICH = (
    Verb("which.choose", "enter", "Choose", "It is the highlighted one"),
    Verb("which.later", "escape", "Not now", "Ask again at the next start"),
)
TEXT = (Verb("text.close", "escape,enter,q,i", "Close", "Back"),)
HELP = (Verb("help.close", "escape,question_mark,q,enter", "Close", "Back"),)
