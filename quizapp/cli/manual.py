"""The command that shows the manual."""

from __future__ import annotations

import sys

import click

from quizapp.cli.group import VERBS as COMMANDS
from quizapp.cli.group import say
from quizapp.text import visible


@click.command("help")
@click.argument("topic", required=False)
@click.pass_context
def explain(context: click.Context, topic: str | None) -> None:
    """Show a page of the manual; without TOPIC, list the pages.

    TOPIC may also be a command, whose options are listed.
    """
    from shutil import get_terminal_size

    from quizapp.cli.reference import filled
    from quizapp.help import GROUPS, TOPICS, help_text

    if topic is None:
        say("quizapp help TOPIC shows one of these pages:")
        wide = max(map(len, TOPICS))
        for group, topics in GROUPS.items():
            say(group)
            for name, about in topics.items():
                say(f"  {name:{wide}}  {about}")
        return
    if topic in COMMANDS and topic not in TOPICS:
        _show_options(topic, context)
        return
    text = visible(filled(help_text(topic)))
    if sys.stdout.isatty() and text.count("\n") >= get_terminal_size().lines:
        click.echo_via_pager(text, color=False)
    else:
        click.echo(text, nl=False)


def _show_options(name: str, context: click.Context) -> None:
    """Print what `quizapp NAME --help` prints."""
    above = context.parent
    assert above
    assert isinstance(above.command, click.Group)
    command = above.command.get_command(above, name)
    assert command
    click.echo(command.get_help(click.Context(command, parent=above, info_name=name)))
