"""Change the exceptions of one group's schedule in the text of ``ecg.toml``, and keep every other byte.

The edit guard: the new text is read again, and has to hold exactly the data of the old one with the same edits made
in it. So a file written in a way that nobody thought of is refused, never damaged.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomli

from ecgtool.config.edit.toml_edits import (
    add_array,
    add_beside,
    add_fields,
    add_keys,
    add_member,
    add_table,
    remove_member,
    remove_table,
)
from ecgtool.config.kinds import KeyPath, dotted
from ecgtool.config.load import open_text
from ecgtool.config.source import Source, locate, value_text
from ecgtool.errors import UsageError
from ecgtool.group import Schedule
from ecgtool.schedule.array_edits import Added, ArrayEdit, Changed, Removed, Values
from ecgtool.text_edit import Edit, apply

Replan = Callable[[Schedule], Iterable[ArrayEdit]]
"""A function from a schedule to the edits of it. There are none where nothing has to change."""

_ARRAYS = ("skip", "move", "extra", "change")


def with_replan(text: str, path: Path, environ: Mapping[str, str], group: str, replan: Replan) -> str:
    """Return ``text`` of the file ``path`` after the edits that ``replan`` makes for ``group``.

    The group is checked before and after; no byte of another one changes.

    Raises:
        ConfigError: the group has faults, or would have faults.
        UsageError: there is no such group, the schedule cannot be changed so, or the file cannot be edited so.
    """
    edits = list(replan(open_text(text, path, environ).select([group])[0].schedule))
    if not edits:
        return text
    new = rewritten(text, ("groups", group, "schedule"), edits)
    open_text(new, path, environ).select([group])
    return new


def rewritten(text: str, schedule: KeyPath, edits: Iterable[ArrayEdit]) -> str:
    """Return ``text``, which is TOML, after the edits in its table at ``schedule``, in the style of the file.

    Raises:
        UsageError: the file is written in a way in which these edits cannot be made.
    """
    ordered = _in_turn(list(edits))
    changed = text
    for edit in ordered:  # each on what the one before left: its positions are right by then
        source = locate(changed)
        changed = apply(changed, _edits(source, schedule, edit))
    if not _holds(changed, _expected(text, schedule, ordered), schedule):
        raise UsageError(f"{dotted(schedule)} is written in a way that cannot be edited here", "edit it by hand")
    return changed


def with_value(text: str, table: KeyPath, key: str, value: str) -> str:
    """Return ``text``, which is TOML, with ``key`` of ``table`` set to ``value``. A missing table is added.

    Raises:
        UsageError: the file is written in a way in which this edit cannot be made.
    """
    source = locate(text)
    changed = apply(text, _value_edits(source, table, key, value))
    expected = deepcopy(_read(text))
    node = expected
    for step in table:
        node = node.setdefault(str(step), {})
    node[key] = value
    if not _says(changed, expected):
        raise UsageError(f"{dotted(table)} is written in a way that cannot be edited here", "edit it by hand")
    return changed


def _value_edits(source: Source, table: KeyPath, key: str, value: str) -> list[Edit]:
    if node := source.node((*table, key)):
        return [Edit(node.start, node.end, value_text(value))]
    if inline := source.node(table):
        return add_fields(source, inline, {key: value})
    if (place := source.place(table)) is not None:
        return add_keys(source, place, {key: value})
    if inline := source.node(table[:-1]):
        return add_fields(source, inline, {str(table[-1]): {key: value}})
    if source.members(table):
        return add_beside(source, table, {key: value})
    end = len(source.text)
    gap = "" if source.text.endswith(("\n", "\r")) else source.newline
    lines = ("", f"[{dotted(table)}]", f"{key} = {value_text(value)}", "")
    return [Edit(end, end, gap + source.newline.join(lines))]


def _in_turn(edits: list[ArrayEdit]) -> list[ArrayEdit]:
    """Return the edits in an order in which they can be made one by one.

    All their places count members as they are before any edit. So members are added from the last place to the first,
    and then removed from the last to the first, with the places shifted by what was added before them.
    """
    changed = [edit for edit in edits if isinstance(edit, Changed)]
    last = [edit for edit in edits if isinstance(edit, Added) and edit.after is None]
    between = [edit for edit in edits if isinstance(edit, Added) and edit.after is not None]
    between.sort(key=lambda edit: -(edit.after or 0))
    removed: list[ArrayEdit] = []
    for edit in sorted((edit for edit in edits if isinstance(edit, Removed)), key=lambda edit: -edit.place):
        added_before = sum(added.name == edit.name and (added.after or 0) < edit.place for added in between)
        removed.append(replace(edit, place=edit.place + added_before))
    return [*changed, *last, *between, *removed]


def _edits(source: Source, schedule: KeyPath, edit: ArrayEdit) -> list[Edit]:
    array = (*schedule, edit.name)
    match edit:
        case Added(values=values, after=after):
            if node := source.node(array):
                return add_member(source, node, values, after)
            if source.place((*array, 0)) is not None or _under_headers(source, schedule):
                return add_table(source, array, values, after)
            return add_array(source, array, values)
        case Removed(place=place):
            header = source.place((*array, place))
            node = source.node(array)
            return remove_member(source, node, place) if node else remove_table(source, header or 0)
        case Changed(place=place, values=values):
            return _set(source, (*array, place), values)


def _under_headers(source: Source, schedule: KeyPath) -> bool:
    """Return whether a new array of the table goes under headers, as the table itself or other arrays do."""
    if any(source.place((*schedule, name, 0)) is not None for name in _ARRAYS):
        return True
    between_brackets = any(source.node((*schedule, name)) for name in _ARRAYS)
    return source.place(schedule) is not None and not between_brackets


def _set(source: Source, member: KeyPath, values: Values) -> list[Edit]:
    nodes = {key: source.node((*member, key)) for key in values}
    replaced = [Edit(node.start, node.end, value_text(values[key])) for key, node in nodes.items() if node]
    further = {key: value for key, value in values.items() if nodes[key] is None}
    table = source.node(member)
    added = add_fields(source, table, further) if table else add_keys(source, source.place(member) or 0, further)
    return [*replaced, *added]


def _expected(text: str, schedule: KeyPath, ordered: Iterable[ArrayEdit]) -> dict[str, Any]:
    """Return the data of the file ``text`` with the same edits made in it."""
    data = deepcopy(_read(text))
    table = data
    for step in schedule:
        table = table[str(step)]
    for edit in ordered:
        members = table.setdefault(edit.name, [])
        match edit:
            case Changed():
                members[edit.place].update(edit.values)
            case Removed():
                del members[edit.place]
            case Added():
                members.insert(len(members) if edit.after is None else edit.after + 1, dict(edit.values))
    return data


def _read(text: str) -> dict[str, Any]:
    return tomli.loads(text.removeprefix("\ufeff"))


def _says(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        return _read(text) == expected
    except tomli.TOMLDecodeError:
        return False


def _holds(text: str, expected: Mapping[str, Any], schedule: KeyPath) -> bool:
    try:
        return _without_empty(_read(text), schedule) == _without_empty(expected, schedule)
    except tomli.TOMLDecodeError:
        return False


def _without_empty(data: Mapping[str, Any], schedule: KeyPath) -> Mapping[str, Any]:
    table: Any = data
    for step in schedule:
        table = table[step]
    for name in _ARRAYS:
        if not table.get(name, True):
            del table[name]
    return data
