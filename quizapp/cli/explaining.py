"""The verb that explains."""

from __future__ import annotations

import sys

import click

from quizapp.cli.group import say
from quizapp.text import visible


@click.command("help")
@click.argument("topic", required=False)
def explain(topic: str | None) -> None:
    """Explain a topic, such as the deck format; without one, list the topics."""
    from shutil import get_terminal_size

    from quizapp.help import TOPICS, help_text

    if topic is None:
        wide = max(map(len, TOPICS))
        say("quizapp help TOPIC explains:")
        for name, about in TOPICS.items():
            say(f"  {name:{wide}}  {about}")
        say("quizapp VERB --help says what a command does.")
        return
    text = visible(help_text(topic))
    if sys.stdout.isatty() and text.count("\n") >= get_terminal_size().lines:
        click.echo_via_pager(text, color=False)
    else:
        click.echo(text, nl=False)


VERBS = {"help": explain}
