"""What edits of the arrays of a schedule table, ``skip``, ``move`` and ``extra``, come to."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from ecgtool.config.faults import KeyPath
from ecgtool.schedule.replan import Added, ArrayEdit, Changed, Removed


def in_turn(edits: Iterable[ArrayEdit]) -> list[ArrayEdit]:
    """The edits such that each can be made on what those before it left: its places are right by then."""
    listed = list(edits)
    changed = [edit for edit in listed if isinstance(edit, Changed)]
    last = [edit for edit in listed if isinstance(edit, Added) and edit.after is None]
    between = [edit for edit in listed if isinstance(edit, Added) and edit.after is not None]
    between.sort(key=lambda edit: -(edit.after or 0))
    removed = sorted((edit for edit in listed if isinstance(edit, Removed)), key=lambda edit: -edit.place)
    return [*changed, *last, *between, *(_shifted(edit, between) for edit in removed)]


def applied(data: Mapping[str, Any], schedule: KeyPath, edits: Iterable[ArrayEdit]) -> dict[str, Any]:
    """What a file that holds ``data`` holds after the edits of the table at ``schedule``."""
    changed = deepcopy(dict(data))
    table = changed
    for step in schedule:
        table = table[str(step)]
    for edit in in_turn(edits):
        _apply(table.setdefault(edit.name, []), edit)
    return changed


def _shifted(edit: Removed, between: Iterable[Added]) -> Removed:
    before = sum(added.name == edit.name and (added.after or 0) < edit.place for added in between)
    return edit._replace(place=edit.place + before)


def _apply(members: list[dict[str, Any]], edit: ArrayEdit) -> None:
    match edit:
        case Changed():
            members[edit.place].update(edit.values)
        case Removed():
            del members[edit.place]
        case Added():
            members.insert(len(members) if edit.after is None else edit.after + 1, dict(edit.values))
