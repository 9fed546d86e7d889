"""Make the manual page ``ecg(1)`` from the words of ``--help``: ``python -m docs.manual > docs/ecg.1``."""

import re
import sys
from collections.abc import Iterator
from typing import Any

from typer import Context
from typer.main import get_command

from ecgtool import __version__
from ecgtool.cli.app import app
from ecgtool.cli.options import SHARED_NAMES
from ecgtool.errors import EcgError, Finding, PageError, RefusedError, UnreachableError, UsageError

_ENVIRONMENT = {
    "ECG_CONFIG": "The configuration file, where --config names none.",
    "ECG_NOW": "The clock, where --now names none.",
    "ECG_WIKI_HOST": "The hosts that the wiki's secret may go to, with commas between: host or host:port.",
    "ECG_WIKI_USERNAME, ECG_WIKI_PASSWORD": "A bot password's name and secret.",
    "ECG_WIKI_TOKEN": "An OAuth 2 bearer token, instead of them.",
    "ECG_DEBUG": "With 1, what went wrong is shown with a traceback.",
    "NO_COLOR, FORCE_COLOR, COLUMNS": "Whether there is colour, and how wide the terminal is.",
}
_FILES = {
    "ecg.toml": "The configuration, in the working folder or one above it.",
    "$XDG_CONFIG_HOME/ecg/ecg.toml": "The configuration, where there is none nearer.",
    "$XDG_STATE_HOME/ecg/log": "A line for each run that wrote.",
}
_EXITS: dict[int, type[EcgError]] = {
    kind.exit_code: kind for kind in (Finding, UsageError, PageError, RefusedError, UnreachableError)
}


def manual() -> str:
    """Return the page in the macros of man(7)."""
    root: Any = get_command(app)
    context = Context(root, info_name="ecg")
    parts = [
        f'.\\" Made by python -m docs.manual\n.TH ECG 1 "" "ecg {__version__}" "User Commands"',
        f".SH NAME\necg \\- {_text(_first(root.help)[0].lower() + _first(root.help)[1:].rstrip('.'))}",
        ".SH SYNOPSIS\n.B ecg\n.I COMMAND\n[\\fIOPTIONS\\fR]",
        *_section("OPTIONS OF EVERY COMMAND", _options(_any_command(root, context), context, shared=True)),
        ".SH COMMANDS",
        *(line for found, inner in every_command() for line in _command(found, inner)),
        *_section("EXIT STATUS", _exits()),
        *_section("ENVIRONMENT", (_entry(f"\\fB{_text(k)}\\fR", v) for k, v in _ENVIRONMENT.items())),
        *_section("FILES", (_entry(f"\\fI{_text(k)}\\fR", v) for k, v in _FILES.items())),
    ]
    return "\n".join(parts) + "\n"


def every_command() -> Iterator[tuple[Any, Context]]:
    """Yield each command with its context, which has its whole name, in the order of ``--help``."""
    root: Any = get_command(app)
    yield from _commands(root, Context(root, info_name="ecg"))


def _commands(group: Any, context: Context) -> Iterator[tuple[Any, Context]]:
    for name in group.list_commands(context):
        _, found, _ = group.resolve_command(context, [name])
        inner = Context(found, parent=context, info_name=name)
        if hasattr(found, "list_commands"):
            yield from _commands(found, inner)
        else:
            yield found, inner


def _section(title: str, parts: Iterator[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from parts


def _any_command(root: Any, context: Context) -> Any:
    return root.resolve_command(context, ["next-meeting"])[1]


def _command(found: Any, context: Context) -> Iterator[str]:
    pieces = found.collect_usage_pieces(context)
    yield f".SS {_text(' '.join((context.command_path, *pieces)))}"
    about, *more = re.split(r"\n\s*\n", (found.help or "").strip())
    yield _text(" ".join(about.split()))
    for paragraph in more:
        if paragraph.lstrip().startswith("Example:"):
            yield f".PP\n.EX\n{_text(' '.join(paragraph.split()))}\n.EE"
        else:
            yield f".PP\n{_text(' '.join(paragraph.split()))}"
    yield from _options(found, context, shared=False)


def _options(found: Any, context: Context, *, shared: bool) -> Iterator[str]:
    for parameter in found.get_params(context):
        if (parameter.name in SHARED_NAMES) != shared or parameter.name == "help":
            continue
        record = parameter.get_help_record(context)
        if record:
            yield _entry(f"\\fB{_text(record[0])}\\fR", re.sub(r"\s*\[default: [^\]]*\]$", "", record[1]))


def _exits() -> Iterator[str]:
    yield _entry("\\fB0\\fR", "Done; what was asked for holds.")
    for code, kind in sorted(_EXITS.items()):
        yield _entry(f"\\fB{code}\\fR", _first(kind.__doc__ or ""))


def _entry(head: str, about: str) -> str:
    return f".TP\n{head}\n{_text(' '.join(about.split()))}"


def _first(text: str) -> str:
    return text.strip().split("\n\n")[0].replace("\n", " ").strip()


def _text(text: str) -> str:
    """Return ``text`` escaped for roff, with hyphens that can be copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


if __name__ == "__main__":
    sys.stdout.write(manual())
