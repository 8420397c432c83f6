"""What a person may read about quizapp: one Markdown text a topic, for any screen."""

from __future__ import annotations

from pathlib import Path

from quizapp.errors import UsageError

TOPICS = {
    "format": "how a deck is written: cards, fields, topics, front matter",
    "facts": "how facts are written, of which a deck is made",
    "spreadsheets": "how a table of a spreadsheet, Anki or Quizlet becomes a deck",
}
"""Each topic with what it is about."""


def help_text(topic: str) -> str:
    """The text about a topic: Markdown that also reads as it stands, at 80 columns.

    Raises `UsageError` naming the topics there are.
    """
    if topic not in TOPICS:
        raise UsageError(
            f"There is no help about «{topic}». There is: {', '.join(TOPICS)}."
        )
    return Path(__file__).with_name(f"{topic}.md").read_text("utf-8")
