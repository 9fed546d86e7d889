"""The message about a command line that cannot be read: what is wrong, and the nearest that can be."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from importlib import import_module

from typer import Context, TyperException

from ecgtool.cli.app import COMMANDS, OTHER_NAMES

_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", re.DOTALL)
_NO_COMMAND = re.compile(r"No such command '(?P<name>.*?)'", re.DOTALL)


def usage_line(error: TyperException) -> str:
    """Return one line: what is wrong, and what to type, or where the help on the command is."""
    context: Context | None = getattr(error, "ctx", None)
    message = error.format_message()
    see = f"see `{context.command_path if context else 'ecg'} --help`"
    if option := getattr(error, "option_name", ""):
        return _option(option, message, context, see)
    if context and (found := _EXTRA.search(message)):
        return _extra(found["words"], context, see)
    if context and (found := _NO_COMMAND.search(message)):
        return f"no command {found['name']!r}: {_nearest_command(found['name'], context) or see}"
    return f"{_plain(message)}: {see}"


def _plain(message: str) -> str:
    """Return a message of the parser in the words of this program."""
    words = " ".join(message.split()).rstrip(".").replace("is not a valid int range", "is not a number that it takes")
    return re.sub(r"^Invalid value for '([^']*)'.*?: ", r"\1: ", words)


def _option(option: str, message: str, context: Context | None, see: str) -> str:
    if not message.startswith("No such option") or context is None:
        return f"{_plain(message)}: {see}"
    known = [name for parameter in context.command.params for name in (*parameter.opts, *parameter.secondary_opts)]
    if option == "--json" and "--format" in known:
        return "no option --json: write `-f json`"
    near = get_close_matches(option, [name for name in known if name.startswith("--")], n=1)
    return f"no option {option}: {f'did you mean {near[0]}?' if near else see}"


def _extra(words: str, context: Context, see: str) -> str:
    """Return what to do about a word too many: most likely a group's name, or words without quotes."""
    from ecgtool.cli.options import group_names

    for word in words.split():
        if any(word == key for key, _ in group_names(context, word)):
            return f"{word} is a group: write `-g {word}`"
    return f"unexpected {words!r}: put words that belong together in quotes, or {see}"


def _nearest_command(typed: str, context: Context) -> str:
    """The commands that are called so or nearly so, as they are to be typed."""
    above = context.command_path.split()[1:]
    whole = {name: name for name in (*COMMANDS, *OTHER_NAMES)} if not above else {}
    for noun in above[:1] or COMMANDS:
        for name in _commands_of(noun):
            whole.setdefault(f"{noun} {name}" if not above else name, f"{noun} {name}")
    ways: dict[str, list[str]] = {}
    for name, to_type in whole.items():
        for way in {name.replace("-", " "), name.rpartition(" ")[2]}:
            ways.setdefault(way, []).append(to_type)
    near = get_close_matches(typed.lower().replace("-", " "), ways, n=1)
    return f"did you mean {' or '.join(f'`ecg {name}`' for name in ways[near[0]])}?" if near else ""


def _commands_of(noun: str) -> Iterator[str]:
    """The names of the commands of a noun; none where it is a command itself."""
    app = import_module(f"ecgtool.cli.commands.{noun.replace('-', '_')}").app
    names = [command.name for command in app.registered_commands]
    return (name for name in names if name and name != noun)
