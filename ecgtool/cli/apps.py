"""What every command begins with: a Typer application that helps as this program does."""

import sys
from typing import Any

from typer import Context, Exit, Typer


def noun(about: str) -> Typer:
    """A command with commands of its own, told in one line by ``about``."""
    app = plain_app(invoke_without_command=True)
    app.callback(help=about)(help_alone)
    return app


def plain_app(*, add_completion: bool = False, **settings: Any) -> Typer:
    """A command or group that helps in colour on a terminal, and in plain text elsewhere."""
    return Typer(
        add_completion=add_completion,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich" if sys.stdout.isatty() else None,
        context_settings={"help_option_names": ["-h", "--help"]},
        **settings,
    )


def help_alone(ctx: Context) -> None:
    """Show the help, and end in a usage error, where no command of the group is named."""
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
        raise Exit(2)
