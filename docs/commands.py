"""Make the reference page of the commands from the words of ``--help``: ``python -m docs.commands`` prints it."""

import re
import sys
from collections.abc import Iterator
from typing import Any

from typer import Context

from docs.manual import every_command
from ecgtool.cli.options import SHARED_NAMES

_INTRODUCTION = """\
# Commands

<!-- Made by `make docs` from the commands themselves; change their docstrings and options instead. -->

The answer goes to standard output, everything else to standard error. On a terminal there are colours and panels;
piped, every command prints plain text. `--help` after any command says what stands here.

In bash, zsh and fish, commands, groups and dates complete. pipx, from 1.15.1 on, links the scripts to where shells
look; zsh needs `~/.local/share/zsh/site-functions` in its `fpath`. With another installer, `ecg --install-completion`
sets it up for your shell.
"""


def page() -> str:
    """Return the page in Markdown: the options of every command, then a section for each command."""
    commands = list(every_command())
    shared = [*_options(*commands[0], shared=True)]
    sections = (part for found, context in commands for part in _section(found, context))
    return "\n".join([_INTRODUCTION, "## What every command takes\n", *_table(shared), *sections])


def _section(found: Any, context: Context) -> Iterator[str]:
    about, example = (found.help or "").split("Example: ")
    yield f"## {context.command_path}\n"
    yield f"{' '.join(about.split())}\n"
    yield f"```sh\n{' '.join(example.split())}\n```\n"
    yield from _table([*_options(found, context, shared=False)])


def _options(found: Any, context: Context, *, shared: bool) -> Iterator[tuple[str, str]]:
    for parameter in found.get_params(context):
        record = parameter.get_help_record(context)
        if record and (parameter.name in SHARED_NAMES) == shared and parameter.name != "help":
            yield record[0], re.sub(r"\s*\[[^\]]*\]$", "", record[1])


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    if rows:
        yield "| option | what it does |\n| --- | --- |"
        yield from (f"| `{_cell(option)}` | {_cell(about)} |" for option, about in rows)
        yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
