"""Edits of a schedule become edits of the text it stands in, and nothing else of the text changes."""

from collections.abc import Iterable, Mapping
from typing import Any

import tomli

from ecgtool.config.edit.array_edits import applied, in_turn
from ecgtool.config.edit.arrays import add_array, add_fields, add_member, remove_member
from ecgtool.config.edit.tables import add_keys, add_table, remove_table
from ecgtool.config.faults import KeyPath, dotted
from ecgtool.config.source import Source, locate
from ecgtool.config.toml_text import value_text
from ecgtool.errors import UsageError
from ecgtool.schedule.replan import Added, ArrayEdit, Changed, Removed, Values
from ecgtool.text_edit import Edit, apply

_ARRAYS = ("skip", "move", "extra", "change")


def rewritten(text: str, schedule: KeyPath, edits: Iterable[ArrayEdit]) -> str:
    """``text``, which is TOML, with the edits made in its table at ``schedule``, in the style that the file has.

    Raises:
        UsageError: the file is written in a way that these edits cannot be made in.
    """
    listed = list(edits)
    changed = text
    for edit in in_turn(listed):
        source = locate(changed)
        changed = apply(changed, _edits(source, schedule, edit))
    if not _says(changed, applied(_read(text), schedule, listed), schedule):
        raise UsageError(f"{dotted(schedule)} is written in a way that cannot be edited here", "edit it by hand")
    return changed


def _edits(source: Source, schedule: KeyPath, edit: ArrayEdit) -> list[Edit]:
    array = (*schedule, edit.name)
    match edit:
        case Added(values=values, after=after):
            return _added(source, array, values, after)
        case Removed(place=place):
            header = source.place((*array, place))
            node = source.node(array)
            return remove_member(source, node, place) if node else remove_table(source, header or 0)
        case Changed(place=place, values=values):
            return _set(source, (*array, place), values)


def _added(source: Source, array: KeyPath, values: Values, after: int | None) -> list[Edit]:
    if node := source.node(array):
        return add_member(source, node, values, after)
    if source.place((*array, 0)) is not None or _under_headers(source, array[:-1]):
        return add_table(source, array, values, after)
    return add_array(source, array, values)


def _under_headers(source: Source, schedule: KeyPath) -> bool:
    """Whether a new array of the table goes under headers: as others do, or where there is none and it has one."""
    if any(source.place((*schedule, name, 0)) is not None for name in _ARRAYS):
        return True
    between_brackets = any(source.node((*schedule, name)) for name in _ARRAYS)
    return source.place(schedule) is not None and not between_brackets


def _set(source: Source, member: KeyPath, values: Values) -> list[Edit]:
    nodes = {key: source.node((*member, key)) for key in values}
    splices = [Edit(node.start, node.end, value_text(values[key])) for key, node in nodes.items() if node]
    further = {key: value for key, value in values.items() if nodes[key] is None}
    table = source.node(member)
    added = add_fields(source, table, further) if table else add_keys(source, source.place(member) or 0, further)
    return [*splices, *added]


def _read(text: str) -> dict[str, Any]:
    return tomli.loads(text.removeprefix("\ufeff"))


def _says(text: str, expected: Mapping[str, Any], schedule: KeyPath) -> bool:
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
