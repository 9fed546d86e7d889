"""The message about a command line that cannot be read: what is wrong, and the nearest that can be."""

import re
from collections.abc import Iterable

from typer import Context, TyperException

from ecgtool.cli.app import WITH_VALUE, WITHOUT_VALUE, NounGroup
from ecgtool.cli.suggestions import near_commands, near_formats, near_option
from ecgtool.wording.spelling import near_misses

_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", re.DOTALL)
_NO_COMMAND = re.compile(r"No such command '(?P<name>.*?)'", re.DOTALL)
_CHOICE = re.compile(r"'(?P<typed>[^']*)' is not one of (?P<choices>.*)", re.DOTALL)
_PLAIN = (
    (r"^Missing (argument|option) '([^']*)'(?: / '[^']*')?\. Choose from: (.*)$", r"the \1 \2 is missing, one of \3"),
    (r"^Missing (argument|option) '([^']*)'(?: / '[^']*')?", r"the \1 \2 is missing"),
    (r"^Option '([^']*)' requires an argument", r"\1 takes a value, and none is given"),
    (r"^Invalid value for '([^']*)'.*?: ", r"\1: "),
    (r"is not a valid int(?:eger)?(?: range)?", "is no whole number"),
    (r"is not in the range x>=(\d+)$", r"is not \1 or more"),
    (r"is not in the range (\d+)<=x<=(\d+)$", r"is not from \1 to \2"),
)
"""The parser's sentences, and this program's in their place."""


def usage_line(error: TyperException) -> str:
    """Return one line: what is wrong, and what to type, or where the help on the command is."""
    context: Context | None = getattr(error, "ctx", None)
    message = error.format_message()
    see = f"see `{context.command_path if context else 'ecg'} --help`"
    option = getattr(error, "option_name", "")
    if option and message.startswith("No such option") and context:
        return _no_option(option, context, see)
    if context and (found := _EXTRA.search(message)):
        return _extra(found["words"], context, see)
    if context and (found := _NO_COMMAND.search(message)):
        return _no_command(found["name"], context, see)
    words = _plain(message)
    return words if words.endswith("?") else f"{words}: {see}"


def _plain(message: str) -> str:
    """Return a message of the parser in the words of this program."""
    words = " ".join(message.split()).rstrip(".")
    for theirs, ours in _PLAIN:
        words = re.sub(theirs, ours, words)
    if found := _CHOICE.search(words):
        near = near_formats(found["typed"], re.findall("'([^']*)'", found["choices"]))
        words += f": did you mean {near}?" if near else ""
    return words


def _no_command(name: str, context: Context, see: str) -> str:
    from ecgtool.cli.options import group_keys

    if name in group_keys(context):
        return f"{name} is a group: name it behind a command, such as `ecg next -g {name}`"
    meant = " or ".join(f"`ecg {path}`" for path in near_commands(name, context.command_path.split()[1:]))
    return f"no command {name!r}: {f'did you mean {meant}?' if meant else see}"


def _no_option(option: str, context: Context, see: str) -> str:
    known = [name for one in context.command.params for name in (*one.opts, *one.secondary_opts)]
    before = isinstance(context.command, NounGroup)
    if before:
        known += sorted(WITH_VALUE | WITHOUT_VALUE)
    json = "--json" if before or _has_json(context) else ""
    near = near_option(option, [*known, json] if json else known)
    if near == "--json":
        return f"no option {option}: write `-f json`"
    if before and not near:
        return f"no option {option} of `{context.command_path}` itself: a command's options stand behind it, {see}"
    return f"no option {option}: {f'did you mean {near}?' if near else see}"


def _has_json(context: Context) -> bool:
    formats: Iterable[str] = next(
        (getattr(one.type, "choices", ()) for one in context.command.params if "--format" in one.opts), ()
    )
    return "json" in formats


def _extra(words: str, context: Context, see: str) -> str:
    """Return what to do about a word too many: most likely a group's name, or words without quotes."""
    from ecgtool.cli.options import group_keys

    keys = group_keys(context)
    if words in keys:
        return f"{words} is a group: write `-g {words}`"
    if len(words) > 2 and not words[0].isdigit() and (near := near_misses(words, keys)):  # "7" is the rest of a date
        return f"unexpected {words!r}: did you mean the group `-g {near[0]}`?"
    return f"unexpected {words!r}: put words that belong together in quotes, or {see}"
