"""The manual: one Markdown page a topic, for any screen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quizapp.errors import UsageError

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Learning": {
        "studying": "how cards are asked and graded, and when they come back",
        "answers": "what counts as right, as close and as wrong",
        "keys": "every key of every screen",
        "quiz": "a quiz with a mark; a pre-test before you read",
        "scores": "what the figures and plots say",
        "browse": "find cards; tag, suspend, reset or study them",
    },
    "Decks": {
        "read": "make cards of an article of your own",
        "decks": "write, add, edit and move your own decks",
        "format": "how a deck is written: cards, fields, topics, front matter",
        "spreadsheets": "how a table from a spreadsheet, Anki or Quizlet is added",
        "problems": "what is wrong with a card, or makes it hard to learn",
        "facts": "how a deck is made from the facts of an article",
    },
    "Settings, files and reference": {
        "settings": "limits, retention, theme, editor; environment variables",
        "keymap": "how to choose your own keys",
        "files": "where everything is kept; backups, and several machines",
        "users": "several people on one machine",
        "commands": "every command and its options",
        "scripts": "study without a screen; JSON, CSV, exit codes",
        "design": "how it works: scheduling, events, edited cards",
    },
}
"""The topics, in the order in which a newcomer meets them, each with what it is
about."""

TOPICS: Mapping[str, str] = {
    topic: about for group in GROUPS.values() for topic, about in group.items()
}


def help_text(topic: str) -> str:
    """The page about a topic: Markdown that also reads as it stands, at 80 columns.

    A line such as `<!-- list: keys -->` stands for a list that is made when the page
    is shown. Raises `UsageError` naming the topics there are.
    """
    if topic not in TOPICS:
        raise UsageError(
            f"There is no help on “{topic}”. The topics are {', '.join(TOPICS)}."
        )
    return Path(__file__).with_name(f"{topic}.md").read_text("utf-8")
