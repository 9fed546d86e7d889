"""Edits of arrays and tables that stand between brackets: ``skip = [ { date = 2026-01-19 } ]``."""

import re

from ecgtool.config.edit.lines import inserted_lines, removed_lines
from ecgtool.config.faults import KeyPath
from ecgtool.config.source import Node, Source
from ecgtool.config.toml_text import inline_table, value_text
from ecgtool.schedule.replan import Values
from ecgtool.text_edit import Edit

_REST_OF_LINE = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?P<comment>#[^\r\n]*)?")
_LINE_END = re.compile(r"\r?\n|\Z")
_TO_COMMA = re.compile(r"(?:\s+|#[^\n]*)*")
_PAST_COMMA = re.compile(r"[ \t]*,[ \t]*(?:#[^\n]*)?\s*")


def add_member(source: Source, array: Node, values: Values, after: int | None) -> list[Edit]:
    """One inline table more in an array."""
    members = source.members(array.path)
    if not members:
        return _fill(source, array, inline_table(values))
    model = members[-1 if after is None else after]
    member = inline_table(values, padded=source.text[model.start + 1].isspace())
    return _insert_after(source, model.start, model.end, member)


def remove_member(source: Source, array: Node, place: int) -> list[Edit]:
    """Take away a member of an array; what is left empty goes with its key, but ``[{...}]`` becomes ``[]``."""
    members = source.members(array.path)
    member = members[place]
    around = source.text[array.start + 1 : member.start] + source.text[member.end : array.end - 1]
    if len(members) > 1 or around.strip(" \t\r\n,"):
        return _take_out(source, members, place)
    if source.text[array.start + 1] == "{":
        return [Edit(array.start, array.end, "[]")]
    return _remove_key(source, array)


def add_fields(source: Source, table: Node, values: Values) -> list[Edit]:
    """Further keys in an inline table that has some."""
    last = source.members(table.path)[-1]
    text = ", ".join(f"{key} = {value_text(value)}" for key, value in values.items())
    return _insert_after(source, last.key, last.end, text) if text else []


def add_array(source: Source, path: KeyPath, values: Values) -> list[Edit]:
    """A new array with one member, in a table that is inline, or beside the other keys of its table."""
    last = source.members(path[:-1])[-1]
    array = f"{path[-1]} = [ {inline_table(values)} ]"
    if source.node(path[:-1]):
        return _insert_after(source, last.key, last.end, array)
    start = source.line_start(last.key)
    indent = source.text[start : last.key]
    written = source.text[last.key : last.start].rpartition("=")[0]
    prefix = "".join(written.rpartition(".")[:2])
    return [inserted_lines(source, source.line_end(last.end), f"{indent}{prefix}{array}{source.newline}")]


def _fill(source: Source, array: Node, member: str) -> list[Edit]:
    inner = source.text[array.start + 1 : array.end - 1]
    if not inner.strip():
        return [Edit(array.start, array.end, f"[{member}]")]
    return [Edit(array.end - 1, array.end - 1, f"  {member},{source.newline}")]  # comments alone are in it


def _insert_after(source: Source, start: int, end: int, text: str) -> list[Edit]:
    """Put ``text`` after the member from ``start`` to ``end``, parted from it as that is from the one before."""
    space = source.text[len(source.text[:start].rstrip()) : start] or " "
    rest = _REST_OF_LINE.match(source.text, end)
    if rest is None or not rest["comment"]:
        return [Edit(end, end, f",{space}{text}")]
    own_line = space if "\n" in space else f"{source.newline}  "
    if rest["comma"]:
        return [Edit(rest.end(), rest.end(), f"{own_line}{text},")]
    return [Edit(end, end, ","), Edit(rest.end(), rest.end(), f"{own_line}{text}")]


def _take_out(source: Source, members: list[Node], place: int) -> list[Edit]:
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
    """Whether nothing but ``member``, with its comma and comment until ``end``, is on its lines."""
    before = source.text[source.line_start(member.key) : member.key]
    return not before.strip() and _LINE_END.match(source.text, end) is not None


def _comma_after(source: Source, member: Node) -> Edit:
    match = _TO_COMMA.match(source.text, member.end)
    position = match.end() if match else member.end
    return Edit(position, position + 1, "")


def _remove_key(source: Source, node: Node) -> list[Edit]:
    parent = source.node(node.path[:-1])
    if parent is None:
        return [removed_lines(source, source.line_start(node.key), source.line_end(node.end))]
    siblings = source.members(node.path[:-1])
    return _take_out(source, siblings, siblings.index(node))
