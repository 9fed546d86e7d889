"""A draft read as ``ecg.toml`` will be: exceptions that go with no meeting are taken out, and told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ecgtool.config.build import Surroundings, build
from ecgtool.config.faults import Fault, Faults
from ecgtool.learn.draft import Draft

_EXCEPTIONS = ("skip", "move", "extra")


def checked(draft: Draft) -> Draft:
    """``draft`` without the dates to skip or move that are no meetings, which then are among what is unknown.

    What else is wrong stays, for ``config.load`` to tell.
    """
    if draft.missing:
        return draft
    faults = Faults()
    build({"groups": {"group": dict(draft.table)}}, Surroundings(Path(), {}), faults)
    wrong = [fault for fault in faults.found if fault.path[2:3] == ("schedule",) and fault.path[3] in _EXCEPTIONS]
    if not wrong:
        return draft
    table = {**draft.table, "schedule": _without(draft.table["schedule"], wrong)}
    told = tuple(f"left out: {fault.path[3]} {fault.problem}" for fault in wrong)
    return draft._replace(table=table, unknown=(*draft.unknown, *told))


def _without(schedule: Mapping[str, Any], wrong: list[Fault]) -> dict[str, Any]:
    places = {(fault.path[3], fault.path[4]) for fault in wrong if len(fault.path) > 4}
    kept: dict[str, Any] = {}
    for name, value in schedule.items():
        right = value
        if name in _EXCEPTIONS:
            right = [entry for place, entry in enumerate(value) if (name, place) not in places]
        if right != []:
            kept[name] = right
    return kept
