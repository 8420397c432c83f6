"""The verbs of an article while you make cards from it."""

from __future__ import annotations

from quizapp.tui.keys.verb import Hidden, Verb

ARTICLE = (
    Verb(
        "article.blank",
        "enter",
        "Blank this",
        "A card: the sentence with a blank",
    ),
    Verb("article.next", "enter", "Next", "This card is made: go on to the next one"),
    Verb("article.forward", "tab", "Next", "Choose the next suggested answer"),
    Hidden(
        "article.back",
        "shift+tab",
        "Previous answer",
        "Choose the previous suggested answer",
    ),
    Verb("article.ask", "Q", "Ask", "A card: a question of yours for it"),
    Hidden(
        "article.start_earlier", "left", "Longer, left", "One more word at its start"
    ),
    Hidden("article.end_later", "right", "Longer, right", "One more word at its end"),
    Hidden(
        "article.start_later",
        "shift+right",
        "Shorter, left",
        "One word fewer at its start",
    ),
    Hidden(
        "article.end_earlier",
        "shift+left",
        "Shorter, right",
        "One word fewer at its end",
    ),
    Hidden("article.next_word", "space", "Next word", "Choose the next word alone"),
    Hidden(
        "article.last_word",
        "backspace",
        "Previous word",
        "Choose the previous word alone",
    ),
    Verb("article.edit", "e", "Edit", "Reword it: replace “he” with the name"),
    Verb(
        "article.undo", "u,ctrl+z", "Undo", "Undo the last step, then the one before it"
    ),
    Verb(
        "article.remove",
        "x",
        "Remove",
        "Remove the chosen card; in a sentence without cards, your edit",
    ),
    Verb("article.study", "a", "Study", "Study the cards you have made"),
    Hidden("article.note", "N", "Note", "A note, shown with the answer"),
    Hidden("article.find", "slash", "Find", "Choose words by typing them"),
    Hidden("article.read", "r", "Facts", "The facts made from this article"),
    Verb("article.down", "down,j", "Next sentence", "Go to the next sentence"),
    Hidden("article.up", "up,k", "Previous sentence", "Go to the previous sentence"),
    Hidden(
        "article.next_paragraph", "pagedown,J", "Next paragraph", "The next paragraph"
    ),
    Hidden(
        "article.last_paragraph",
        "pageup,K",
        "Previous paragraph",
        "The previous paragraph",
    ),
    Hidden("article.first", "home,g", "Beginning", "The first sentence"),
    Hidden("article.last", "end,G", "End", "The last sentence"),
    Verb("article.take", "enter", "Keep", "Keep what you typed", is_first=True),
    Verb("article.cancel", "escape", "Cancel", "Leave it as it was", is_first=True),
    Verb("article.leave", "escape,q", "Back", "Back; everything is kept already"),
)
