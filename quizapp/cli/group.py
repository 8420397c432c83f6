"""The command `quizapp` with its global options, and what its commands share."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp import __version__, paths
from quizapp.errors import QuizappError, UsageError, deck_error, reason_of
from quizapp.progress.settings import Settings, read_settings
from quizapp.setting_types import place_of
from quizapp.text import UNSAFE, one_line, visible

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from quizapp.decks.library.deck_files import DeckFile
    from quizapp.progress.store import Store
    from quizapp.study.counts.values import Glance
    from quizapp.study.workspace import Workspace

Clock = Callable[[], datetime]


@dataclass
class Session:
    """One run of a command: its folders, its user, its clock and its seed."""

    paths: paths.Paths
    user_option: str | None
    start: datetime | None
    """Where the clock starts (`--now`); `None` is the machine's."""
    seed: int
    is_free_to_write: bool
    _reported: set[str] = field(default_factory=set, init=False)
    """The problems already reported on stderr."""

    @cached_property
    def settings(self) -> Settings:
        """This machine's settings; an invalid value is reported on stderr."""
        settings = read_settings(self.paths.settings)
        for problem in settings.problems:
            warn(problem)
        return settings

    @property
    def user(self) -> str:
        """Whose progress it is."""
        return self.user_option or self.settings.user

    def users(self) -> list[str]:
        """All users with progress here."""
        from quizapp.progress.log.users import user_names

        return user_names(self.paths.users)

    def clock(self, *, stands_still: bool = False) -> Clock:
        """The machine's clock, or one that starts at `--now`, and may stand still."""
        start = self.start
        if start is None:
            return lambda: datetime.now().astimezone()
        if stands_still:
            return lambda: start
        begun = time.monotonic()
        return lambda: start + timedelta(seconds=time.monotonic() - begun)

    def now(self) -> datetime:
        """The time at which the command was called."""
        return self.clock(stands_still=True)()

    def deck_files(self, folders: Sequence[str] | None = None) -> tuple[DeckFile, ...]:
        """All deck files, with those in `folders`, by default those in the settings."""
        from quizapp.decks.library.deck_files import find_decks

        named = self.settings.folders if folders is None else folders
        places = [place_of(folder) for folder in named]
        return find_decks(self.paths.decks, places, paths.shipped_decks())

    def deck_file(self, name: str) -> DeckFile:
        """The file of the deck with this name, id, path or title. Raises `UsageError`
        if there is none, or more than one."""
        from quizapp.decks.library.deck_files import file_named

        if file := file_named(name, self.deck_files()):
            return file
        workspace = self.workspace()  # knows the ids and titles
        return workspace.files[workspace.deck(name).name]

    def titles(self) -> list[tuple[DeckFile, str]]:
        """The deck files with their titles, from their front matter alone."""
        from quizapp.cards.format.title import read_title

        return [(file, read_title(file.path)) for file in self.deck_files()]

    def store(self, report: Callable[[float], None] | None = None) -> Store:
        """The user's progress. If it has to be read from the day files, `report` is
        called with the share that is done; without it, stderr shows that share."""
        from quizapp.progress.store import Store

        if not report:
            from quizapp.cli.long_work import long_work

            with long_work("Reading your answers …", "Cancelled.") as shown:
                return self.store(shown)
        return Store.open(self.paths, self.user, report)

    def kept_counts(self) -> Glance | None:
        """The counts as the last run kept them, if they still hold."""
        from quizapp.decks.library.deck_files import stale_facts
        from quizapp.progress.log.user_folders import cache_of, events_of
        from quizapp.study.counts.kept import kept_counts

        if any(stale_facts(self.paths.decks)):
            return None
        return kept_counts(
            cache_of(self.paths, self.user),
            self.deck_files(),
            events_of(self.paths, self.user),
            self.now(),
        )

    def counts(self, *, with_due: bool = False) -> Glance:
        """The counts of all decks for a report; `with_due`, also the cards that are
        due."""
        if (kept := self.kept_counts()) and not (with_due and kept.due is None):
            return kept
        from quizapp.study.workspace import glance_of

        workspace = self.workspace_to_report()
        counts = glance_of(workspace, workspace.now())
        self.close(workspace)
        return counts

    def workspace(
        self, store: Store | None = None, clock: Clock | None = None
    ) -> Workspace:
        """The user's decks and progress."""
        from quizapp.study.workspace import Workspace

        return Workspace(
            store or self.store(),
            self.deck_files,
            clock or self.clock(stands_still=True),
            self.settings,
        )

    def remake_decks(self) -> Sequence[str]:
        """Generate the decks again that are older than their facts; returns remarks
        about them."""
        from quizapp.decks.library.deck_files import stale_facts

        if not any(stale_facts(self.paths.decks)):
            return []
        from quizapp.decks.articles.facts_file import remake_older_decks

        return remake_older_decks(self.paths.data, self.paths.trash)

    def workspace_to_read(self) -> Workspace:
        """The user's decks and progress, after a warning about each damaged file."""
        self.warn_of(self.remake_decks())
        workspace = self.workspace()
        self.warn_of(workspace.store.problems)
        return workspace

    def workspace_to_study(self) -> Workspace:
        """The user's decks and progress, after the changes of edited cards are recorded
        and reported on stderr."""
        from quizapp.cards.identity import ChangeKind

        workspace = self.workspace_to_read()
        changes = workspace.reconcile()
        if any(each.kind is not ChangeKind.ADDED for each in changes.found):
            for line in changes.lines():
                warn(line)
        for each in changes.unclear:
            was, now = (
                f"“{one_line(card.prompt)} → {one_line(card.answer)}”"
                for card in (each.was, each.now[0])
            )
            warn(f"{was} may now be {now}. Open quizapp to decide.")
        return workspace

    def workspace_to_report(self) -> Workspace:
        """The user's decks and progress for a report, even where it cannot write."""
        from quizapp.errors import StoreError

        if self.is_free_to_write:
            try:
                return self.workspace_to_study()
            except StoreError as error:
                warn(str(error))
        return self.workspace_to_read()

    def warn_of(self, problems: Iterable[str]) -> None:
        """Report on stderr each problem that was not reported before."""
        for problem in problems:
            if problem not in self._reported:
                self._reported.add(problem)
                warn(problem)

    def warn_of_empty(self, workspace: Workspace, names: Iterable[str]) -> None:
        """Report on stderr why decks have no cards to ask, such as an unreadable
        file."""
        for name in names:
            cards = workspace.cards_of(name).values()
            if not any(card.can_be_asked for card in cards):
                for each in workspace.deck(name).complaints[:1]:
                    warn(f"{name}: {each.message}")

    def close(self, workspace: Workspace) -> None:
        """Close the workspace, and report what went wrong, such as failed copies."""
        workspace.close()
        self.warn_of(workspace.store.problems)

    def want_to_write(self) -> None:
        """Raise `UsageError` if `--now` would write to the real progress."""
        if not self.is_free_to_write:
            raise UsageError(
                "--now also needs --data FOLDER, so that no made-up time gets into "
                "your real progress."
            )


VERBS = {
    "study": "study.study",
    "quiz": "quiz.quiz",
    "read": "read.read",
    "decks": "decks.decks",
    "due": "decks.due",
    "check": "check.check",
    "add": "add.add",
    "export": "add.export",
    "remove": "add.remove",
    "edit": "edit.edit",
    "generate": "add.generate",
    "scores": "scores.scores",
    "set": "settings.set_",
    "user": "upkeep.user",
    "backup": "upkeep.backup",
    "restore": "upkeep.restore",
    "merge": "upkeep.merge",
    "where": "settings.where",
    "help": "manual.explain",
}
"""The commands: where each is in this package, imported when it is called."""


class Group(click.Group):
    """Imports commands when they are called, and reports their errors."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The commands, in the order of the manual."""
        return list(VERBS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name."""
        if cmd_name not in VERBS:
            return None
        module, name = VERBS[cmd_name].split(".")
        command: click.Command = getattr(import_module(f"quizapp.cli.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; for an unknown one, the error offers another."""
        if args[0] not in VERBS and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, n=1)
            offer = f"Did you mean “{near[0]}”?" if near else "See: quizapp help"
            ctx.fail(f"There is no command “{args[0]}”. {offer}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error is a sentence on stderr and an exit code."""
        try:
            return super().invoke(ctx)
        except QuizappError as error:
            warn(str(error))
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader has closed the pipe; Python must not complain about it at exit.
            sys.stdout = None
            ctx.exit(0)
        except OSError as error:
            warn(_sentence(error))
            ctx.exit(QuizappError.exit_code)


def _sentence(error: OSError) -> str:
    """The message for a file error that no lower layer explained."""
    reason = reason_of(error)
    if isinstance(error.filename, str | bytes):
        return f"{os.fsdecode(error.filename)} cannot be used ({reason})."
    return f"A file cannot be used ({reason})."


@click.group(cls=Group, invoke_without_command=True)
@click.option("--user", metavar="NAME", help="The user whose progress it is.")
@click.option(
    "--data",
    metavar="DIR",
    envvar="QUIZAPP_DATA",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep everything in this folder.",
)
@click.option(
    "--now",
    metavar="ISO-TIME",
    envvar="QUIZAPP_NOW",
    help="Set the clock; nothing is written without --data.",
)
@click.option(
    "--seed", metavar="N", type=int, help="Make the same random choices for the same N."
)
@click.version_option(__version__, prog_name="quizapp")
@click.pass_context
def cli(
    ctx: click.Context,
    user: str | None,
    data: Path | None,
    now: str | None,
    seed: int | None,
) -> None:
    """Learn what an article says, in the terminal, and keep it.

    Without a command this opens the app. “quizapp help” lists the manual's pages.
    """
    start = _time(now) if now else None
    ctx.obj = Session(
        paths=_places(data),
        user_option=user,
        start=start,
        seed=seed if seed is not None else time.time_ns() // 1_000_000,
        is_free_to_write=start is None or data is not None,
    )
    if ctx.invoked_subcommand is None:
        from quizapp.cli.study import open_app

        open_app(ctx.obj)


def _places(data: Path | None) -> paths.Paths:
    try:
        return paths.below(data) if data else paths.of_this_machine()
    except RuntimeError as error:
        raise QuizappError(
            f"{data}: there is no such home folder."
            if data
            else "You have no home folder. Name a folder for everything with --data."
        ) from error


def session_for_shell(ctx: click.Context) -> Session:
    """The session in which the shell completes names."""
    data = ctx.find_root().params.get("data")
    return Session(_places(data), None, None, 0, is_free_to_write=False)


def deck_names(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Completes the name of a deck in the shell, with the titles."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(file.name, help=title)
        for file, title in session_for_shell(ctx).titles()
        if not file.refusal and file.name.startswith(incomplete)
    ]


def _time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"--now: “{text}” is not an ISO time such as 2026-11-24T09:00."
        ) from error
    try:
        moment = moment if moment.tzinfo else moment.astimezone()
    except (OverflowError, ValueError, OSError):
        pass  # refused below, by its year
    from quizapp.progress.log.events import YEARS

    if moment.year not in YEARS:
        raise QuizappError(
            f"--now: {text} is outside the years {YEARS[0]} to {YEARS[-1]}."
        )
    return moment


def say(text: str = "") -> None:
    """Print a line on stdout, without control characters."""
    click.echo(visible(text))


def say_json(value: object) -> None:
    """Print a value as JSON on stdout, with control characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def warn(text: str) -> None:
    """Print one sentence on stderr."""
    click.echo(f"quizapp: {visible(text)}", err=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a file that the user named. Raises `DeckError` if that fails."""
    from quizapp.files import write_whole

    with deck_error(path):
        write_whole(path, data, private=False)


as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
