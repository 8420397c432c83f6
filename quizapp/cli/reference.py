"""The lists in the manual, made from the declarations in the code.

A page has a line such as `<!-- list: keys -->` for each list. Lists are indented by
four spaces, which is code in Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from inspect import cleandoc
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizapp.setting_types import Declared

WIDTH, INDENT = 80, 4
WIDEST = 42
"""The greatest width of the column before the last."""
_MARK = re.compile(r"^<!-- list: ([a-z-]+) -->$", re.MULTILINE)

_SIGNS = {"question_mark": "?", "comma": ",", "plus": "+", "slash": "/"}
_SIGNS |= {"asterisk": "*"}


def filled(page: str) -> str:
    """A page of the manual with its lists in place."""
    return _MARK.sub(lambda mark: LISTS[mark[1]](), page)


def shown_key(key: str) -> str:
    """A key, or several separated by commas, as they are shown."""
    return ", ".join(_SIGNS.get(each, each) for each in key.split(","))


def keys() -> str:
    """The keys of each part of the app."""
    from quizapp.tui.keys import GROUPS

    rows = {
        title: [(shown_key(verb.key), verb.label, verb.tooltip) for verb in verbs]
        for title, verbs in GROUPS.items()
    }
    for title, widget_keys in _widget_keys().items():
        rows[title] += widget_keys
    return "\n\n".join(
        f"## {title}\n\n{_three_columns(listed)}" for title, listed in rows.items()
    )


def _widget_keys() -> Mapping[str, Iterable[tuple[str, str, str]]]:
    """The keys that single widgets handle themselves, by the title of their screen."""
    from quizapp.tui.kinds import FORMS
    from quizapp.tui.read.passages import PassageText
    from quizapp.tui.widgets.lines import LineList, Page
    from quizapp.tui.write.deck_text import DeckText
    from quizapp.tui.write.field import Field, LineArea
    from quizapp.tui.write.file_tree import FileTree, PathLine

    return {
        "Answering": dict.fromkeys(
            key for form in FORMS.values() for key in form.own_keys
        ),
        "An article": LineArea.OWN_KEYS,
        "Facts": PassageText.OWN_KEYS,
        "Browse": LineList.OWN_KEYS,
        "One card": Page.OWN_KEYS,
        "Editor": DeckText.OWN_KEYS,
        "Add a card, new deck": Field.OWN_KEYS,
        "Add a file": (*PathLine.OWN_KEYS, *FileTree.OWN_KEYS),
    }


def keymap() -> str:
    """The keys as they are written in the settings file."""
    from quizapp.tui.keys import ALL_VERBS

    lines = (f'    "{verb.id}" = "{verb.key}"' for verb in ALL_VERBS)
    return "\n".join(["    [keys]", *lines])


def commands() -> str:
    """Every command, with its options."""
    from quizapp.cli.group import VERBS, cli

    top = click.Context(cli, info_name="quizapp")
    found = (cli.get_command(top, name) for name in VERBS)
    parts = [part for command in found if command for part in _command(command, top)]
    return "\n\n".join([_options(cli, top), *parts])


def _command(command: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=command.name, parent=above)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _command(each, context)
        return
    pieces = [p for p in command.collect_usage_pieces(context) if p != "[OPTIONS]"]
    usage = " ".join([context.command_path, *pieces])
    about = click.wrap_text(
        cleandoc(command.help or ""), WIDTH, preserve_paragraphs=True
    )
    yield "\n\n".join(filter(None, (f"## {usage}", about, _options(command, context))))


def _options(command: click.Command, context: click.Context) -> str:
    options = (each for each in command.params if isinstance(each, click.Option))
    records = (option.get_help_record(context) for option in options)
    return _table(record for record in records if record)


def complaints(level: str) -> str:
    """All complaints of a level with their messages; hints also with their reasons."""
    from quizapp.cards.format.complaints import LEVELS, message_sample
    from quizapp.cards.lint import LINT_RULES

    why = {code: f" {rule.reason}" for code, rule in LINT_RULES.items()}
    codes = (code for code, of_code in LEVELS.items() if of_code.value == level)
    return _table((code, message_sample(code) + why.get(code, "")) for code in codes)


def settings(owner: str) -> str:
    """The settings of the learner or of the machine: name, default, what it does."""
    from quizapp.progress.settings import MACHINE_SETTINGS
    from quizapp.schedule import LEARNER_SETTINGS

    declared = LEARNER_SETTINGS if owner == "learner" else MACHINE_SETTINGS
    return _three_columns(
        (name, each.type.shown(each.default) or "none", _about(each))
        for name, each in declared.items()
    )


def _about(declared: Declared) -> str:
    """What a setting does, and its values unless any text will do."""
    from quizapp.setting_types import Choice, Number, Switch

    if not isinstance(declared.type, Choice | Number | Switch):
        return declared.about
    return f"{declared.about} {_sentence(declared.type.wanted)}."


def formats() -> str:
    """The endings of file names, each with what the file is or what to do with it."""
    from quizapp.formats import FORMATS

    return _table(
        (
            ", ".join(each.endings),
            _sentence(each.about.format(name=f"FILE{each.endings[0]}", deck="FILE.md")),
        )
        for each in FORMATS
    )


def _sentence(text: str) -> str:
    """The text with a capital."""
    return f"{text[0].upper()}{text[1:]}"


def figures() -> str:
    """Every section of the scores, with how its figures are computed."""
    from quizapp.study.scores import SECTIONS

    return _table(SECTIONS.values())


def _three_columns(rows: Iterable[tuple[str, str, str]]) -> str:
    rows = list(rows)
    wide = max(len(first) for first, *_ in rows)
    return _table((f"{first:{wide}}  {second}", third) for first, second, third in rows)


def _table(rows: Iterable[tuple[str, str]]) -> str:
    rows = list(rows)
    if not rows:
        return ""
    lines = click.HelpFormatter(indent_increment=INDENT, width=WIDTH - INDENT)
    lines.indent()
    lines.write_dl(rows, col_max=WIDEST)
    return lines.getvalue().rstrip("\n")


LISTS: Mapping[str, Callable[[], str]] = {
    "keys": keys,
    "keymap": keymap,
    "commands": commands,
    "errors": partial(complaints, "error"),
    "warnings": partial(complaints, "warning"),
    "hints": partial(complaints, "hint"),
    "figures": figures,
    "formats": formats,
    "learner-settings": partial(settings, "learner"),
    "machine-settings": partial(settings, "machine"),
}
