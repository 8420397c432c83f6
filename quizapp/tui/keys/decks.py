"""The verbs of decks and cards: choosing, browsing, writing, adding."""

from __future__ import annotations

from quizapp.tui.keys.verb import Hidden, Verb

HOME = (
    Verb("home.study", "enter", "Study", "Study the highlighted deck"),
    Verb("home.quiz", "z", "Quiz", "Take a quiz, or resume the open one"),
    Verb(
        "home.add",
        "plus",
        "Add an article",
        "An article, a deck or a table (CSV): a file of yours, or pasted text",
    ),
    Verb("home.write", "n", "New deck", "Write a deck of your own"),
    Verb("home.browse", "b", "Browse", "The cards: search, sort, tag, suspend"),
    Verb("home.scores", "s", "Scores", "What you know, and what to look at again"),
    Verb(
        "home.read",
        "r",
        "Read",
        "The article of this deck; without one, its facts as text",
    ),
    Hidden("home.more", "m", "More new", "New cards beyond today's limit"),
    Hidden("home.ahead", "f", "Study ahead", "Study cards before they are due"),
    Hidden(
        "home.start",
        "space",
        "Start or stop",
        "Include this deck in “All decks”, or leave it out",
    ),
    Hidden("home.edit", "e", "Edit", "Edit the text of this deck"),
    Hidden("home.hide", "h", "Hide", "Hide this deck from home, or show it again"),
    Hidden(
        "home.show_hidden",
        "H",
        "Show hidden",
        "List the hidden decks too, or leave them out",
    ),
    Hidden("home.reset", "R", "Reset", "Make all cards of this deck new again"),
    Hidden("home.remove", "x", "Remove", "Move a deck of your own to the trash"),
    Hidden("home.undo", "u", "Undo", "Undo the last thing you did here"),
    Hidden("home.quit", "q", "Quit", "Leave quizapp"),
)
BROWSE = (
    Verb("browse.detail", "enter", "Open", "The whole card, with its history"),
    Verb("browse.search", "slash,ctrl+f", "Search", "Search as you type"),
    Verb(
        "browse.list", "down", "List", "Go from the search to the cards", is_first=True
    ),
    Verb("browse.mark", "space", "Mark", "Mark the card, or unmark it"),
    Verb("browse.study", "a", "Study these", "Study the marked cards, or all found"),
    Verb("browse.edit", "e", "Edit", "Edit the card in its deck"),
    Verb("browse.read", "r", "Read", "The fact of the card in its text"),
    Verb("browse.tag", "t", "Tag", "Tag the cards, or remove a tag"),
    Verb("browse.suspend", "p", "Suspend", "Stop asking the cards, or ask them again"),
    Verb("browse.sort", "o", "Sort", "Sort by the next column"),
    Verb("browse.reset", "R", "Reset", "Make the cards new again"),
    Hidden("browse.turn", "O", "Reverse order", "Reverse the order"),
    Hidden(
        "browse.mark_all",
        "asterisk",
        "Mark all",
        "Mark all cards found, or unmark them",
    ),
    Hidden("browse.undo", "u,ctrl+z", "Undo", "Undo the last change"),
    Verb("browse.home", "escape,q", "Back", "Clear the search, then go back"),
)
CARD = (
    Verb("card.edit", "e", "Edit", "Edit the card in its deck"),
    Verb("card.read", "r", "Read", "The fact of the card in its text"),
    Verb("card.tag", "t", "Tag", "Tag the card, or remove a tag"),
    Verb("card.suspend", "p", "Suspend", "Stop asking the card, or ask it again"),
    Verb("card.reset", "R", "Reset", "Make the card new again"),
    Hidden("card.undo", "u,ctrl+z", "Undo", "Undo the last change"),
    Verb("card.close", "escape,q", "Back", "Back to where you came from"),
)
EDITOR = (
    Verb(
        "editor.save", "ctrl+s", "Save", "Save; after editing a single card, also close"
    ),
    Verb("editor.go", "enter", "Go there", "Go to the problem in the text"),
    Verb("editor.next", "ctrl+n", "Next problem", "Go to the next problem"),
    Verb("editor.format", "ctrl+f", "Deck format", "How a deck is written"),
    Hidden(
        "editor.rename",  # keymaps name it so
        "ctrl+t",
        "Save as",
        "Save under another name, as a deck of its own",
    ),
    Verb("editor.leave", "escape", "Back", "Leave; asks first if something is unsaved"),
    Verb("editor.help", "f1", "Help", "All keys of this screen"),
)
MANUAL = (Verb("manual.close", "escape,q", "Close", "Back to writing"),)
FORM = (
    Verb(
        "form.save",
        "ctrl+s",
        "Save, next",
        "Save the card, and write the next one",
        is_first=True,
    ),
    Hidden(
        "form.next",
        "enter",
        "Next field",
        "Go to the next field; after the last one, save",
        is_first=True,
    ),
    Hidden(
        "form.scroll_down",
        "pagedown",
        "Scroll down",
        "See the rest of the preview",
        is_first=True,
    ),
    Hidden(
        "form.scroll_up",
        "pageup",
        "Scroll up",
        "Back to the top of the preview",
        is_first=True,
    ),
    Verb("form.text", "ctrl+t", "Write as text", "Go on in the deck's text"),
    Verb("form.file", "ctrl+o", "From a file", "Add a deck or a table from a file"),
    Verb("form.leave", "escape", "Done", "Leave; asks first if a card is unsaved"),
    Verb("form.help", "f1", "Help", "All keys of this screen"),
)
ADDING = (
    Verb(
        "adding.accept",
        "enter",
        "Add",
        "Add the new deck that is shown, or read the article",
    ),
    Verb("adding.add", "ctrl+s", "Add", "Add the deck as it is shown", destroys=True),
    Verb(
        "adding.replace",
        "ctrl+r",
        "Replace",
        "Replace the deck of this name, or keep it",
        destroys=True,
    ),
    Verb("adding.columns", "ctrl+t", "Columns", "What the columns of the table hold"),
    Verb(
        "adding.save_rejected",
        "ctrl+l",
        "Save rejected",
        "Write what was rejected to a file beside the table",
    ),
    Verb("adding.leave", "escape", "Back", "Back to the path and the files, then home"),
    Verb("adding.help", "f1", "Help", "All keys of this screen"),
)
