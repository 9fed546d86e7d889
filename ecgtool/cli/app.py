"""The program's commands, each loaded only when it is asked for, so that none pays for the others."""

import os
import sys
from contextlib import suppress
from copy import copy
from datetime import UTC, datetime
from importlib import import_module
from typing import Annotated, Any, TextIO

from typer import Context, Exit, Option, Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from ecgtool import __version__

COMMANDS = {
    "list": "List the groups, soonest first, or find them by words.",
    "next-meeting": "Show the next meeting: the first whose end is after now.",
    "agenda": "Show the agenda, and add to it.",
    "call": "Show the call details, or join the call.",
    "ical": "Write the meetings as iCalendar.",
    "wiki": "Keep the group's page true, and see what is wrong on it.",
    "log": "Keep the logs and recordings of meetings.",
    "cancel": "Cancel a meeting, or a break of several, in ecg.toml.",
    "move": "Hold a meeting at another time, in ecg.toml.",
    "restore": "Take a cancellation or a move back, in ecg.toml.",
    "extra": "Add one meeting beside the regular ones, in ecg.toml.",
    "link": "Change the link that joins the call, in ecg.toml.",
    "conflicts": "Show which meetings of the groups overlap.",
    "config": "Check, show and describe the configuration.",
    "init": "Write ecg.toml, by questions or learnt from what exists.",
    "announce": "Remind members of a meeting by mail, with an invitation.",
    "add": "Add a group to ecg.toml, by the questions of `ecg init`.",
    "cron": "Have pages and calendars kept true without you.",
    "follow": "Compare ecg.toml with the organisation's own calendar.",
    "site": "Build web pages of the groups, in each visitor's own zone.",
    "status": "Show whether pages and calendars agree with ecg.toml.",
}
"""Each command with the first words of its help; each stands in the module of ``commands/`` that has its name."""
OTHER_NAMES = {"next": "next-meeting"}
"""Other names of commands."""
WITH_VALUE = frozenset({"--config", "-c", "--group", "-g", "--now", "--shard", "--format", "-f"})
WITHOUT_VALUE = frozenset({"--all", "--quiet", "-q", "--verbose", "-v"})
"""The options that commands share, which may stand before the command as well."""
PLAIN_TERMINALS = frozenset({"dumb", "unknown"})
"""Terminals ($TERM) that have no colours and take no orders. They are shown what is written to a pipe."""


class NounGroup(TyperGroup):
    """A group of commands that takes the options which all commands share also before the command's name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse ``args`` as if the shared options at their beginning stood after the command's name."""
        place = 0
        while place < len(args):
            option = args[place]
            if option in WITH_VALUE:
                place += 2
            elif option in WITHOUT_VALUE or {option.partition("=")[0], option[:2]} & WITH_VALUE:  # --now=T, -gNAME
                place += 1
            else:
                break
        shared, following = args[:place], args[place:]
        if following and not following[0].startswith("-"):
            following[1:1] = shared
        else:
            own = {name for parameter in self.params for name in parameter.opts}
            following = [*own.intersection(shared), *following]
        return super().parse_args(ctx, following)


class LazyGroup(NounGroup):
    """A group whose commands are imported only to run them: a list shows the words that ``COMMANDS`` has."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, in the order in which they are shown."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name, as far as a list of commands shows it, or None."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            return TyperCommand(cmd_name, help=COMMANDS[cmd_name])
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that ``args`` begin with, with all its options, and what follows it."""
        name, *following = OTHER_NAMES.get(args[0], args[0]), *args[1:]
        if name in COMMANDS and name not in self.commands:
            module = import_module(f"ecgtool.cli.commands.{name.replace('-', '_')}")
            alone = copy(module.app)  # with the one command that is named: it takes time to make the options of all
            named = [command for command in alone.registered_commands if command.name in following[:1]]
            alone.registered_commands = named or alone.registered_commands
            self.add_command(get_command(alone), name)
        return super().resolve_command(ctx, [name, *following])


def noun(about: str) -> Typer:
    """Return a command with commands of its own; ``about`` is its help."""
    app = plain_app(invoke_without_command=True, cls=NounGroup)
    app.callback(help=about)(help_alone)
    return app


def plain_app(*, add_completion: bool = False, **settings: Any) -> Typer:
    """Return a command or group whose help is in colour on a terminal, and plain text elsewhere."""
    return Typer(
        add_completion=add_completion,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich" if sys.stdout.isatty() and os.environ.get("TERM") not in PLAIN_TERMINALS else None,
        context_settings={"help_option_names": ["-h", "--help"]},
        **settings,
    )


def help_alone(ctx: Context) -> None:
    """Show the help, and end in a usage error, where no command of the group is named."""
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
        raise Exit(2)


app = plain_app(name="ecg", add_completion=True, cls=LazyGroup, invoke_without_command=True)


@app.callback()
def root(
    ctx: Context,
    *,
    version: Annotated[
        bool, Option("--version", help="Show the version and exit; with -v that of the zone data as well.")
    ] = False,
    verbose: Annotated[bool, Option("--verbose", "-v", hidden=True)] = False,
) -> None:
    """Run a working group's meetings: the next one, its agenda, its calendar and its wiki page, from one file."""
    if version:
        print("\n".join([f"ecg {__version__}", *(zone_data_words(datetime.now(UTC)) if verbose else ())]))
        raise Exit
    help_alone(ctx)


def columns_of(stream: TextIO) -> int:
    """Return how many columns the terminal ``stream`` has, by $COLUMNS or as it says itself, else 80."""
    with suppress(ValueError, OSError):
        return int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size(stream.fileno()).columns or 80
    return 80


def zone_data_words(now: datetime) -> list[str]:
    """Return which edition of the zone data is in use, and what to do where it is over a year old at ``now``."""
    from ecgtool.schedule.zone_data import in_use, use_newest

    use_newest(os.environ)
    data = in_use()
    words = [f"zone data {data.version or 'of an unknown version'}, of {data.source}"]
    remedy = "`pip install --upgrade tzdata`"
    if os.environ.get("PYTHONTZPATH") is not None:
        words[0] += ", as PYTHONTZPATH says"
        remedy = "update what PYTHONTZPATH names, or unset it"
    if data.is_old(now.date()):
        words.append(f"zone data {data.version} is over a year old, and clocks may have changed since: {remedy}")
    return words
