"""What was learnt of a group: its table for ``ecg.toml``, and how sure each part of it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from ecgtool.config.build import Surroundings, build
from ecgtool.config.kinds import Fault, Faults
from ecgtool.group import Call
from ecgtool.wording.spelling import slug

Tree = Mapping[str, Any]

_EXCEPTIONS = ("skip", "move", "extra")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A group's table, of plain TOML values.

    ``guesses`` say what a value was guessed from, by the key's path below the group. ``unknown`` are sentences on
    what the source does not say, or what could not be kept of it. ``where`` is the line that it was learnt from.
    """

    table: Tree
    guesses: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    where: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that a group needs and that the source does not give."""
        schedule = self.table.get("schedule", {})
        needed = {"timezone": self.table, "at": schedule, "every": schedule}
        return tuple(
            key for key, table in needed.items() if key not in table and not (key == "every" and "rrule" in table)
        )

    @property
    def name(self) -> str:
        """The group's name."""
        return str(self.table["name"])


def duration_text(duration: timedelta) -> str:
    """Return a duration as ``ecg.toml`` has it: "1h30m"."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes or not hours else "")


def keyed(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Return the drafts by keys, made of their names up to a parenthesis, and each unique."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        base = slug(draft.name.partition(" (")[0])
        key = next(key for key in _numbered(base) if key not in found)
        found[key] = draft
    return found


def _numbered(base: str) -> Iterable[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def names_apart(*kinds: list[str]) -> list[str]:
    """Return the first of the lists in which all names differ; where none does, the last, with numbers added."""
    return next((names for names in kinds if all(names) and len(set(names)) == len(names)), unlike(kinds[-1]))


def unlike(names: Iterable[str]) -> list[str]:
    """Return the names, with a number after each that is there already: "Berlin", "Berlin 2"."""
    found: list[str] = []
    for name in names:
        numbered = (name, *(f"{name} {number}" for number in range(2, 10_000)))
        found.append(next(one for one in numbered if one not in found))
    return found


def call_table(call: Call) -> dict[str, Any]:
    """Return ``call`` as a table, without empty values."""
    table: dict[str, Any] = {
        "join": call.join,
        "note": call.note,
        "meeting_id": call.meeting_id,
        "passcode": call.passcode,
        "find_number": call.find_number,
        "one_tap": [{"dial": tap.dial, "label": tap.label} for tap in call.one_tap],
        "dial_in": [{"number": one.number, "label": one.label} for one in call.dial_in],
    }
    return {key: value for key, value in table.items() if value}


def checked(draft: Draft) -> Draft:
    """Return ``draft`` without skips and moves of dates that are no meetings. They are added to what is unknown.

    Any other fault stays, and shows when the configuration is read.
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
    return replace(draft, table=table, unknown=(*draft.unknown, *told))


def has_schedule_fault(draft: Draft) -> bool:
    """Return whether a configuration refuses the schedule, as it does slots that meet at the same instant."""
    faults = Faults()
    build({"groups": {"group": dict(draft.table)}}, Surroundings(Path(), {}), faults)
    return any(fault.path[2:3] == ("schedule",) for fault in faults.found)


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
