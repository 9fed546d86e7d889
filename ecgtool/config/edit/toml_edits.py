"""Edit the tables in a TOML text, in the two forms that TOML has for a list of tables.

``skip = [ { date = 2026-01-19 } ]`` stands between brackets, and each edit there has to mind a comma.
``[[groups.ecg.schedule.skip]]`` is a table under a header of its own: there whole lines come and go. A new table is
written as the ones beside it are: same form, same indentation, same blank lines and comments around.
"""

import re
from collections.abc import Mapping
from typing import Any

from ecgtool.config.kinds import KeyPath
from ecgtool.config.source import Header, Node, Source, inline_table, value_text
from ecgtool.schedule.array_edits import Values
from ecgtool.text_edit import Edit

_REST_OF_LINE = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?P<comment>#[^\r\n]*)?")
_LINE_END = re.compile(r"\r?\n|\Z")
_TO_COMMA = re.compile(r"(?:\s+|#[^\n]*)*")
_PAST_COMMA = re.compile(r"[ \t]*,[ \t]*(?:#[^\n]*)?\s*")
_COMMENTS_OF_ITS_OWN = re.compile(r"(?:[ \t]*#[^\n]*(?:\n|\Z))+(?=[ \t]*\r?\n|\Z)")
"""Comments right below a table, followed by a blank line or the end. They belong to that table, not to the next one.

"""
_BLANK_LINES = re.compile(r"(?:^[ \t]*\r?\n)+\Z", re.MULTILINE)
_INDENTATION = re.compile(r"[ \t]*")


def add_member(source: Source, array: Node, values: Values, after: int | None) -> list[Edit]:
    """Add an inline table to an array between brackets: after the member at ``after``, or at its end."""
    members = source.members(array.path)
    if not members:
        member = inline_table(values)
        if source.text[array.start + 1 : array.end - 1].strip():  # comments alone are in it
            return [Edit(array.end - 1, array.end - 1, f"  {member},{source.newline}")]
        return [Edit(array.start, array.end, f"[{member}]")]
    model = members[-1 if after is None else after]
    member = inline_table(values, padded=source.text[model.start + 1].isspace())
    return _insert_after(source, model.start, model.end, member)


def remove_member(source: Source, array: Node, place: int) -> list[Edit]:
    """Remove a member of an array.

    The last one takes the array's key with it, except that ``[{...}]`` becomes ``[]``.
    """
    members = source.members(array.path)
    member = members[place]
    around = source.text[array.start + 1 : member.start] + source.text[member.end : array.end - 1]
    if len(members) > 1 or around.strip(" \t\r\n,"):
        return _take_out(source, members, place)
    if source.text[array.start + 1] == "{":
        return [Edit(array.start, array.end, "[]")]
    if source.node(array.path[:-1]) is None:
        return [source.remove_lines(source.line_start(array.key), source.line_end(array.end))]
    siblings = source.members(array.path[:-1])
    return _take_out(source, siblings, siblings.index(array))


def add_fields(source: Source, table: Node, values: Mapping[str, Any]) -> list[Edit]:
    """Add keys to an inline table, which has some already."""
    last = source.members(table.path)[-1]
    text = ", ".join(f"{key} = {value_text(value)}" for key, value in values.items())
    return _insert_after(source, last.key, last.end, text) if text else []


def add_array(source: Source, path: KeyPath, values: Values) -> list[Edit]:
    """Add an array with one member to an inline table, or below the last key of any other table."""
    last = source.members(path[:-1])[-1]
    array = f"{path[-1]} = [ {inline_table(values)} ]"
    if source.node(path[:-1]):
        return _insert_after(source, last.key, last.end, array)
    return [_insert_beside(source, last, array)]


def add_beside(source: Source, table: KeyPath, values: Values) -> list[Edit]:
    """Add keys to a table that is written as dotted keys: ``schedule.every = "week"`` under ``[groups.ecg]``."""
    last = source.members(table)[-1]
    return [_insert_beside(source, last, f"{key} = {value_text(value)}") for key, value in values.items()]


def add_table(source: Source, array: KeyPath, values: Values, after: int | None) -> list[Edit]:
    """Add a table under a header to the array at ``array``. That may be new, where its table has a header."""
    members = [place for place, header in enumerate(source.headers) if header.path[:-1] == array]
    inside = [place for place, header in enumerate(source.headers) if header.path[: len(array) - 1] == array[:-1]]
    model = members[-1 if after is None else after] if members else inside[-1]
    position = _last_line_end(source, model)
    if comments := _COMMENTS_OF_ITS_OWN.match(source.text, position):
        position = comments.end()
    parted = not source.text[position : source.line_end(position)].strip() and _parted(source, model)
    indent, inner = _indentation(source, source.headers[model].start), _key_indentation(source, model)
    header = f"{indent}[[{_keys(source.headers[model], array)}]]"
    keys = (f"{inner}{key} = {value_text(value)}" for key, value in values.items())
    return [source.insert_lines(position, [*([""] if parted else ()), header, *keys])]


def remove_table(source: Source, place: int) -> list[Edit]:
    """Remove the table under the header at ``place``, and the blank lines above it where others follow."""
    start, end = source.line_start(source.headers[place].start), _last_line_end(source, place)
    blank = _BLANK_LINES.search(source.text, 0, start)
    if blank and not source.text[end : source.line_end(end)].strip():
        start = blank.start()
    return [source.remove_lines(start, end)]


def add_keys(source: Source, place: int, values: Values) -> list[Edit]:
    """Add keys to the table under the header at ``place``."""
    indent = _key_indentation(source, place)
    lines = [f"{indent}{key} = {value_text(value)}" for key, value in values.items()]
    return [source.insert_lines(_last_line_end(source, place), lines)] if lines else []


def _insert_beside(source: Source, last: Node, text: str) -> Edit:
    """Add ``text`` on the line below ``last``, with the same indentation and the same dotted keys before it."""
    start = source.line_start(last.key)
    indent = source.text[start : last.key]
    written = source.text[last.key : last.start].rpartition("=")[0]
    prefix = "".join(written.rpartition(".")[:2])  # of a dotted key: groups.ecg.schedule.skip = ...
    return source.insert_lines(source.line_end(last.end), [f"{indent}{prefix}{text}"])


def _insert_after(source: Source, start: int, end: int, text: str) -> list[Edit]:
    """Add ``text`` after the member from ``start`` to ``end``, with the same space between as before that member.

    A comment behind the member stays on its line. What is added goes to a line of its own, or it would be in the
    comment.
    """
    space = source.text[len(source.text[:start].rstrip()) : start] or " "
    rest = _REST_OF_LINE.match(source.text, end)
    if rest is None or not rest["comment"]:
        return [Edit(end, end, f",{space}{text}")]
    own_line = space if "\n" in space else f"{source.newline}  "
    if rest["comma"]:
        return [Edit(rest.end(), rest.end(), f"{own_line}{text},")]
    return [Edit(end, end, ","), Edit(rest.end(), rest.end(), f"{own_line}{text}")]


def _take_out(source: Source, members: list[Node], place: int) -> list[Edit]:
    """Remove a member with its comma, and its whole lines where nothing else stands on them.

    The last member loses the comma before it. Where it has one after it as well, that one goes, and the comma before
    it then follows the new last member.
    """
    member, last = members[place], place == len(members) - 1
    rest = _REST_OF_LINE.match(source.text, member.end)
    comma_before = [_comma_after(source, members[place - 1])] if last and place else []
    if rest and _alone(source, member, rest.end()):
        whole = Edit(source.line_start(member.key), source.line_end(member.end), "")
        comma_after = [] if rest["comma"] or last else [_comma_after(source, member)]
        return [whole] if rest["comma"] else [*comma_before, whole, *comma_after]
    if (past := _PAST_COMMA.match(source.text, member.end)) and not comma_before:
        return [Edit(member.key, past.end(), "")]
    return [*comma_before, Edit(len(source.text[: member.key].rstrip()), member.end, "")]


def _alone(source: Source, member: Node, end: int) -> bool:
    """Return whether the member, with its comma and comment until ``end``, is alone on its lines."""
    before = source.text[source.line_start(member.key) : member.key]
    return not before.strip() and _LINE_END.match(source.text, end) is not None


def _comma_after(source: Source, member: Node) -> Edit:
    match = _TO_COMMA.match(source.text, member.end)
    position = match.end() if match else member.end
    return Edit(position, position + 1, "")


def _keys(model: Header, array: KeyPath) -> str:
    """Return the keys for the header of a member of ``array``, written as in the header ``model`` near it."""
    if len(model.path) == len(array) - 1:
        return f"{model.keys}.{array[-1]}"
    return f"{model.keys.rpartition('.')[0]}.{array[-1]}"


def _last_line_end(source: Source, place: int) -> int:
    """Return the position of the line after the last value under the header at ``place``."""
    ends = (node.end for node in source.nodes if node.section == place)
    return source.line_end(max(ends, default=source.headers[place].end))


def _parted(source: Source, place: int) -> bool:
    """Return whether a blank line stands above a header and its comments."""
    start = source.line_start(source.headers[place].start)
    while start:
        line = source.text[source.line_start(start - 1) : start].strip()
        if not line.startswith("#"):
            return not line
        start = source.line_start(start - 1)
    return True


def _indentation(source: Source, position: int) -> str:
    match = _INDENTATION.match(source.text, source.line_start(position))
    return match.group() if match else ""


def _key_indentation(source: Source, place: int) -> str:
    keys = (node.key for node in source.nodes if node.section == place)
    return _indentation(source, min(keys, default=source.headers[place].start))
