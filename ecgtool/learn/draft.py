"""What was learnt of a group: its table for ``ecg.toml``, and how sure each part of it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from ecgtool.config.build import Surroundings, groups_in
from ecgtool.config.kinds import Fault, Faults
from ecgtool.group import Call, Group
from ecgtool.wording.spelling import slug

Tree = Mapping[str, Any]

_EXCEPTIONS = {"skip": "day off", "move": "moved meeting", "extra": "extra meeting", "change": "change"}
"""The keys of exceptions, and what a chair calls each."""
_RULE = ("every", "on", "rrule", "start")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A group's table, of plain TOML values.

    ``guesses`` say what a value was guessed from, by the key's path below the group. ``unknown`` are sentences on
    what the source does not say, or what could not be kept of it; those ``of_page`` are about the page, and no group
    of it. ``where`` is the line that it was learnt from, and ``rule`` its days and hour as that line writes them.
    """

    table: Tree
    guesses: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    of_page: tuple[str, ...] = ()
    where: str = ""
    rule: str = ""

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

    def doubted(self, why: str) -> "Draft":
        """Return the draft with its rule as a guess, if it is none for another reason."""
        key = "schedule.every" if "every" in self.table["schedule"] else "schedule.at"
        return replace(self, guesses={key: f"although {why}", **self.guesses})

    def with_remarks(self, sentences: Iterable[str]) -> "Draft":
        """Return the draft with sentences on its page."""
        told = tuple(sentences)
        return replace(self, unknown=(*self.unknown, *told), of_page=(*self.of_page, *told))


def duration_text(duration: timedelta) -> str:
    """Return a duration as ``ecg.toml`` has it: "1h30m"."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes or not hours else "")


def drafts_by_key(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Return the drafts by keys, made of their names up to a parenthesis, and each unique."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        base = slug(draft.name.partition(" (")[0])
        base = base if re.search(r"[a-z]", base) else "group"  # "第2火曜20時"
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
    wrong = [fault for fault in _schedule_faults(draft) if fault.path[3] in _EXCEPTIONS]
    return _without(draft, wrong) if wrong else draft


def without_faults(draft: Draft) -> Draft:
    """Return ``draft`` without what a configuration refuses of its schedule. That is added to what is unknown.

    Without its rule, it is a draft that lacks one.
    """
    while wrong := [fault for fault in _schedule_faults(draft) if fault.path[3] in draft.table["schedule"]]:
        draft = _without(draft, wrong)
    return draft


def _schedule_faults(draft: Draft) -> list[Fault]:
    """Return the faults in the schedule of a draft that makes a group."""
    faults = Faults()
    if not draft.missing:
        groups_in({"groups": {"group": dict(draft.table)}}, Surroundings(Path(), {}), faults)
    return [fault for fault in faults.found if fault.path[2:3] == ("schedule",) and fault.path[3:]]


def leading(draft: Draft, main: Draft) -> Draft:
    """Return ``draft`` as the group that keeps the line for the next meeting of its page in place of ``main``."""
    if draft is main or "wiki" not in main.table:
        return draft
    own, taken = draft.table["wiki"], main.table["wiki"]
    wiki = {**taken, **{key: value for key, value in own.items() if key not in {"heading", "manage"}}}
    wiki = {key: value for key, value in wiki.items() if key not in {"schedule_line", "manage"} or key in own}
    heading = ["heading"] if "heading" in taken.get("manage", ["heading"]) else []
    manage = [*heading, *(one for one in own.get("manage", ["blocks"]) if one != "heading")]
    wiki |= {"manage": manage} if manage != ["heading", "blocks"] else {}
    if manage == ["heading", "blocks"]:
        wiki.pop("manage", None)
    return replace(draft, table={**draft.table, "wiki": wiki})


def with_own_lines(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, where several would keep the same standing line, with that line kept by none of them."""
    faults = Faults()
    found = drafts_by_key(drafts)
    groups_in({"groups": {key: dict(draft.table) for key, draft in found.items()}}, Surroundings(Path(), {}), faults)
    shared = {fault.path[1] for fault in faults.found if fault.path[2:] == ("wiki", "schedule_line")}
    return [_without_line(draft) if key in shared else draft for key, draft in found.items()]


def _without_line(draft: Draft) -> Draft:
    wiki = {key: value for key, value in draft.table["wiki"].items() if key != "schedule_line"}
    manage = [one for one in wiki.pop("manage", []) if one != "schedule_line"]
    wiki |= {"manage": manage} if manage != ["heading", "blocks"] else {}
    told = f"{draft.where} is the line of several groups, so no bump writes it"
    return replace(draft, table={**draft.table, "wiki": wiki}, unknown=(*draft.unknown, told))


def groups_of(drafts: Iterable[Draft]) -> list[Group]:
    """Return the groups that the drafts make, without those with a fault."""
    tables = {key: dict(draft.table) for key, draft in drafts_by_key(drafts).items()}
    return list(groups_in({"groups": tables}, Surroundings(Path(), {}), Faults()).values())


def has_schedule_fault(draft: Draft) -> bool:
    """Return whether a configuration refuses the schedule, as it does slots that meet at the same instant."""
    return bool(_schedule_faults(draft))


def _without(draft: Draft, wrong: Sequence[Fault]) -> Draft:
    """Return ``draft`` without what is at the places of the faults: an exception, a key, or the whole rule."""
    schedule = draft.table["schedule"]
    places = {(fault.path[3], fault.path[4]) for fault in wrong if len(fault.path) > 4}
    names = {fault.path[3] for fault in wrong if fault.path[3] not in _EXCEPTIONS}
    names |= set(_RULE) if names & set(_RULE) else set()
    kept: dict[str, Any] = {}
    for name, value in schedule.items():
        right = value
        if name in _EXCEPTIONS:
            right = [entry for place, entry in enumerate(value) if (name, place) not in places]
        if right != [] and name not in names:
            kept[name] = right
    told = tuple(_left_out(str(fault.path[3]), fault.problem) for fault in wrong)
    return replace(draft, table={**draft.table, "schedule": kept}, unknown=(*draft.unknown, *told))


def _left_out(key: str, problem: str) -> str:
    """Return what is told of a part of the schedule that is left out; ``problem`` is what the fault says of it."""
    said, _, why = problem.partition(": ")
    needed = why.removeprefix("expected ")
    if key in _EXCEPTIONS:
        reason = "it does not fit the rule" if needed != why else why
        return f"the {_EXCEPTIONS[key]} of {said} is left out: {reason}"
    return f"{key} = {said} is left out: it needs {needed}" if needed != why else f"{key} is left out: {problem}"
