"""The verbs of an article that one makes cards of."""

from __future__ import annotations

from quizapp.tui.keys.verb import Verb

ARTICLE = (
    Verb(
        "article.blank",
        "enter",
        "Blank this",
        "A card: the sentence with a blank for it",
    ),
    Verb("article.next", "enter", "Next", "This card is made: go on to the next one"),
    Verb("article.forward", "tab", "Next", "Choose the next suggested answer"),
    Verb(
        "article.back",
        "shift+tab",
        "Answer before",
        "Choose the suggested answer before",
        in_footer=False,
    ),
    Verb("article.ask", "Q", "Ask", "A card: a question of yours for it"),
    Verb(
        "article.start_earlier",
        "left",
        "Longer, left",
        "One word more at its start",
        in_footer=False,
    ),
    Verb(
        "article.end_later",
        "right",
        "Longer, right",
        "One word more at its end",
        in_footer=False,
    ),
    Verb(
        "article.start_later",
        "shift+right",
        "Shorter, left",
        "One word less at its start",
        in_footer=False,
    ),
    Verb(
        "article.end_earlier",
        "shift+left",
        "Shorter, right",
        "One word less at its end",
        in_footer=False,
    ),
    Verb(
        "article.next_word",
        "space",
        "Next word",
        "Choose the next word alone",
        in_footer=False,
    ),
    Verb(
        "article.last_word",
        "backspace",
        "Word before",
        "Choose the word before alone",
        in_footer=False,
    ),
    Verb("article.edit", "e", "Edit", "Say it better: put the name for “he”"),
    Verb("article.undo", "u,ctrl+z", "Undo", "Undo what was made last, step by step"),
    Verb("article.remove", "x", "Remove", "Remove the card of the chosen answer"),
    Verb("article.study", "a", "Study", "Study the cards you have made"),
    Verb("article.note", "N", "Note", "A note, shown with the answer", in_footer=False),
    Verb(
        "article.find",
        "slash",
        "Find",
        "Choose words by typing them",
        in_footer=False,
    ),
    Verb(
        "article.read",
        "r",
        "Facts",
        "The facts that were made of this article",
        in_footer=False,
    ),
    Verb("article.down", "down,j", "Down", "The next sentence", in_footer=False),
    Verb("article.up", "up,k", "Up", "The sentence before", in_footer=False),
    Verb(
        "article.next_paragraph",
        "pagedown,J",
        "Next paragraph",
        "The next paragraph",
        in_footer=False,
    ),
    Verb(
        "article.last_paragraph",
        "pageup,K",
        "Paragraph before",
        "The paragraph before",
        in_footer=False,
    ),
    Verb("article.first", "home,g", "Beginning", "The first sentence", in_footer=False),
    Verb("article.last", "end,G", "End", "The last sentence", in_footer=False),
    Verb("article.take", "enter", "Keep", "Keep what you typed", is_first=True),
    Verb("article.cancel", "escape", "Cancel", "Leave it as it was", is_first=True),
    Verb("article.leave", "escape,q", "Back", "Back; everything is kept already"),
)

ALL = ARTICLE
