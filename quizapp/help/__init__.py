"""The manual: a Markdown page for each topic."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quizapp.errors import UsageError

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Learning": {
        "studying": "how cards are asked and graded, and when they come back",
        "answers": "what counts as right, close or wrong",
        "keys": "every key of every screen",
        "quiz": "a quiz with a mark; a pre-test before you read",
        "scores": "what the figures and plots mean",
        "browse": "find cards; tag, suspend, reset or study them",
    },
    "Decks": {
        "read": "make cards from an article of your own",
        "decks": "write, add, edit and move your own decks",
        "format": "how a deck is written: cards, fields, topics, front matter",
        "spreadsheets": "how to add a table from a spreadsheet, Anki or Quizlet",
        "problems": "errors, warnings and hints about cards",
        "facts": "how to write the facts of an article for a deck",
    },
    "Settings, files and reference": {
        "settings": "limits, retention, theme, editor; environment variables",
        "keymap": "how to choose your own keys",
        "files": "where your files are; backups and several machines",
        "users": "several people on one machine",
        "commands": "every command and its options",
        "scripts": "study without a screen; JSON, CSV, exit codes",
        "design": "how it works: scheduling, events, edited cards",
    },
}
"""The topics with their descriptions, in the order in which a newcomer needs them."""

TOPICS: Mapping[str, str] = {
    topic: about for group in GROUPS.values() for topic, about in group.items()
}


def help_text(topic: str) -> str:
    """The page about a topic: Markdown for 80 columns, readable as plain text.

    A line such as `<!-- list: keys -->` is replaced by a list when the page is shown.
    Raises `UsageError` for an unknown topic.
    """
    if topic not in TOPICS:
        raise UsageError(
            f"There is no help on “{topic}”. The topics are {', '.join(TOPICS)}."
        )
    return Path(__file__).with_name(f"{topic}.md").read_text("utf-8")
