"""The program's commands, each loaded only when it is asked for, so that none pays for the others."""

from importlib import import_module
from typing import Annotated, Any

from typer import Context, Exit, Option
from typer.core import TyperGroup
from typer.main import get_command

from ecgtool import __version__
from ecgtool.cli.shared import help_alone, plain_app

COMMANDS = {
    "next-meeting": "next_meeting",
    "agenda": "agenda",
    "call": "call",
    "ical": "ical",
    "wiki": "wiki",
    "log": "log",
    "cancel": "cancel",
    "move": "move",
    "restore": "restore",
    "conflicts": "conflicts",
    "config": "config",
    "init": "init",
    "cron": "cron",
    "status": "status",
}
"""Each command with the module of this room that holds it."""


class LazyGroup(TyperGroup):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in the order in which they are shown."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = import_module(f"ecgtool.cli.{COMMANDS[cmd_name]}")
            self.add_command(get_command(module.app), cmd_name)
        return super().get_command(ctx, cmd_name)


app = plain_app(name="ecg", add_completion=True, cls=LazyGroup, invoke_without_command=True)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  Typer calls it by position
    if wanted:
        print(f"ecg {__version__}")
        raise Exit


@app.callback()
def root(
    ctx: Context,
    *,
    version: Annotated[
        bool, Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Run a working group's meetings: the next one, its agenda, its calendar and its wiki page, from one file."""
    del version
    help_alone(ctx)
