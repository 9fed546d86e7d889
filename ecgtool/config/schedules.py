"""Make a schedule from the ``schedule`` table of a group, with a fault for each thing that does not go together."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.config.kinds import Faults, KeyPath, excerpt
from ecgtool.group import Extra, Move, Recurrence, Schedule, Skip, Slot
from ecgtool.schedule.planned import nearest_planned, planned_on
from ecgtool.schedule.recurrence import ever_matches
from ecgtool.wording.rules import compile_rule
from ecgtool.wording.spelling import nearest

_RULE_KEYS = ("every", "on", "rrule", "start", "until", "change", "slot", "name")
"""The keys that decide on which dates a group meets.

``at`` is not among them: with a wrong hour, dates are still checked.
"""
_INHERITED = ("every", "on", "rrule", "at", "duration", "until")
_REPLACED = {"rrule": {"every", "on"}, "every": {"rrule"}, "on": {"rrule"}}
"""The inherited keys that a slot's own key replaces."""
_ONE_DAY = timedelta(days=1)
_Change = tuple[Mapping[str, Any], KeyPath]
"""A ``change`` table, and its path in the file."""


class _SlotTable(NamedTuple):
    """A slot as the file has it.

    ``rules`` are the keys that hold for it, inherited or its own; ``own`` are the names of its own keys.
    """

    rules: Mapping[str, Any]
    name: str | None
    zone: ZoneInfo
    path: KeyPath
    schedule_line: str = ""
    own: frozenset[str] = frozenset()


def build_schedule(tree: Mapping[str, Any], zone: ZoneInfo, path: KeyPath, faults: Faults) -> Schedule | None:
    """Return the schedule, or None where its dates are unknown because of a fault. Adds every fault to ``faults``.

    To skip or move a single date on which the rules have no meeting is a fault too.
    """
    slots = _slots(tree, zone, path, faults)
    skips = [_skip(table, (*path, "skip", place), faults) for place, table in enumerate(tree.get("skip", ()))]
    if faults.under(path, *_RULE_KEYS):
        return None
    schedule = Schedule(
        zone,
        slots,
        tuple(skip for skip in skips if skip),
        tuple(_move(move) for move in tree.get("move", []) if {"date", "to"} <= move.keys()),
        tuple(Extra(extra["at"].date(), extra["at"].time()) for extra in tree.get("extra", []) if extra),
        tuple(tree.get("holidays", ())),
    )
    if "skip" in tree or "move" in tree:
        _check_dates(tree, schedule, path, faults)
    return schedule


def _slots(tree: Mapping[str, Any], zone: ZoneInfo, path: KeyPath, faults: Faults) -> tuple[Slot, ...]:
    """Return the slots: the group's own, one for each hour of ``at``, then those of the ``slot`` tables."""
    hours = tree["at"] if isinstance(tree.get("at"), list) else []
    if hours:
        tables = _dealt_tables(tree, hours, zone, path, faults)
    else:
        tables = [_SlotTable(tree, tree.get("name"), zone, path)]
    placed = list(enumerate(tree.get("slot", [])))
    tables += [_table(tree, own, zone, (*path, "slot", place)) for place, own in placed if "name" in own]
    if tables[1:] or "change" in tree:
        _check_names(tables, tree, path, faults)
    changes = [(change, (*path, "change", place)) for place, change in enumerate(tree.get("change", []))]
    slots = []
    for place, table in enumerate(tables):
        if table.path != path and faults.under(path, "every", "on", "rrule") and not {"every", "rrule"} & table.own:
            continue  # the rule that it inherits has a fault, which was added already
        own_changes = [
            one for one in changes if one[0].get("slot", tables[0].name) == table.name and "from" in one[0]
        ]
        recurrences = _recurrences(table, own_changes, faults)
        if place < len(hours) and "start" in tree:
            from ecgtool.schedule.slots import dealt

            recurrences = dealt(recurrences, place, len(hours))
        slots.append(Slot(table.zone, recurrences, table.name, table.schedule_line, place < len(hours)))
    if slots[1:] and not faults.under(path, *_RULE_KEYS, "at"):
        _check_instants(slots, tables, faults)
    return tuple(slots)


def _dealt_tables(
    tree: Mapping[str, Any], hours: list[time], zone: ZoneInfo, path: KeyPath, faults: Faults
) -> list[_SlotTable]:
    """Return a slot for each of the group's hours, named after it: "08:00"."""
    if "start" not in tree and not faults.under(path, "start"):
        faults.add((*path, "start"), "missing: several hours in at are dealt out from it; expected the first date")
    if "name" in tree:
        faults.add((*path, "name"), "expected no name where at has several hours, each of which is one")
    return [_SlotTable({**tree, "at": hour}, f"{hour:%H:%M}", zone, path) for hour in hours]


def _table(tree: Mapping[str, Any], own: Mapping[str, Any], zone: ZoneInfo, path: KeyPath) -> _SlotTable:
    gone = {other for key in own for other in _REPLACED.get(key, ())}
    gone |= {"on"} if "every" in own else set()
    gone |= {"at"} if isinstance(tree.get("at"), list) else set()
    inherited = {key: tree[key] for key in _INHERITED if key in tree and key not in gone}
    rules = inherited | {key: value for key, value in own.items() if key not in {"name", "timezone", "schedule_line"}}
    return _SlotTable(
        rules, own["name"], own.get("timezone", zone), path, own.get("schedule_line", ""), frozenset(own)
    )


def _check_names(tables: list[_SlotTable], tree: Mapping[str, Any], path: KeyPath, faults: Faults) -> None:
    names = [table.name for table in tables]
    for place, table in enumerate(tables):
        if table.name in names[:place]:
            key = (*table.path, "name") if table.path != path else (*path, "at")
            faults.add(key, f"{excerpt(table.name)}: another slot has that name")
        if isinstance(tree.get("at"), list) and table.path != path and not {"at"} & table.own:
            faults.add(
                (*table.path, "at"), "missing: expected the slot's own clock time, where the group has several"
            )
    for place, change in enumerate(tree.get("change", [])):
        if change.get("slot", names[0]) not in names:
            known = [name for name in names if name]
            what = f"expected the name of a slot{nearest(change['slot'], known)}"
            faults.add((*path, "change", place, "slot"), f"{excerpt(change['slot'])}: {what}")


def _check_instants(slots: list[Slot], tables: list[_SlotTable], faults: Faults) -> None:
    """Add a fault to the later of two slots whose meetings begin at the same instant."""
    from ecgtool.schedule.slots import same_instant

    for place, slot in enumerate(slots):
        for other in slots[:place]:
            if found := same_instant(slot, other):
                of = f'slot "{other.name}"' if other.name else "the first slot"
                when = f"{found.day} at {found.at:%H:%M}"
                faults.add(tables[place].path, f'slot "{slot.name}" meets when {of} does, such as on {when}')


def _recurrences(table: _SlotTable, changes: list[_Change], faults: Faults) -> tuple[Recurrence, ...]:
    changes = sorted(changes, key=lambda change: change[0]["from"])
    start, until = table.rules.get("start"), table.rules.get("until")
    if start and until and until < start:
        faults.add((*table.path, "until"), f"{until}: expected a date not before start, {start}")
    if changes:
        _check_changes(table, changes, faults)
    ends = [max(change["from"], date.min + _ONE_DAY) - _ONE_DAY for change, _ in changes] + [until or date.max]
    rules = {key: table.rules[key] for key in ("every", "on", "rrule", "at", "duration") if key in table.rules}
    found = [_recurrence(rules, table.path, table.zone, (start, start or date.min, ends[0]), faults)]
    if found[0] is None:
        return ()
    anchor = start
    for (change, path), last in zip(changes, ends[1:], strict=True):
        rules = _changed(rules, change)
        anchor = change["from"] if {"every", "rrule"} & change.keys() else anchor
        found.append(_recurrence(rules, path, table.zone, (anchor, change["from"], last), faults))
    return tuple(recurrence for recurrence in found if recurrence)


def _check_changes(table: _SlotTable, changes: list[_Change], faults: Faults) -> None:
    for (before, _), (after, path) in pairwise(changes):
        if before["from"] == after["from"]:
            faults.add((*path, "from"), f"{after['from']}: another change is from that date on")
    start, until = table.rules.get("start", date.min), table.rules.get("until", date.max)
    for change, path in changes:
        if not start < change["from"] <= until:
            faults.add((*path, "from"), f"{change['from']}: expected a date after start, until the end")


def _changed(rules: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    replaced = {"rrule": {"every", "on"}, "every": {"rrule"}}
    gone = {key for name, keys in replaced.items() if name in change for key in keys}
    kept = {key: value for key, value in rules.items() if key not in gone}
    return kept | {key: value for key, value in change.items() if key not in {"from", "slot"}}


def _recurrence(
    rules: Mapping[str, Any],
    path: KeyPath,
    zone: ZoneInfo,
    span: tuple[date | None, date, date],
    faults: Faults,
) -> Recurrence | None:
    anchor, first, last = span
    rule = _rule(rules, anchor, path, faults)
    if rule is None:
        return None
    at, duration = rules.get("at", time()), rules.get("duration", timedelta(hours=1))
    until = None
    if "rrule" in rules:
        from ecgtool.wording.rrule import split_until

        rule, until = split_until(rule, at, zone)
    return Recurrence(rule, at, duration, anchor, first, min(last, until or last))


def _rule(rules: Mapping[str, Any], anchor: date | None, path: KeyPath, faults: Faults) -> str | None:
    key = next((key for key in ("rrule", "on", "every") if key in rules), "every")
    if faults.under(path, "every", "on", "rrule"):
        return None
    if "rrule" in rules and {"every", "on"} & rules.keys():
        faults.add((*path, "rrule"), "expected either rrule, or every and on, not both")
    elif not {"rrule", "every"} & rules.keys():
        faults.add((*path, "every"), 'missing: expected every, such as "week", or rrule')
    else:
        try:
            if key == "rrule":
                from ecgtool.wording.rrule import check_rule

                rule = check_rule(rules[key], anchor)
            else:
                rule = compile_rule(rules["every"], rules.get("on"), anchor)
            has_dates = ever_matches(rule, anchor)
        except ValueError as error:
            problem = str(error)
        else:
            if has_dates:
                return rule
            problem = "there is no such date, in any year"
        faults.add((*path, key), f"{excerpt(rules[key])}: {problem}")
    return None


def _skip(table: Mapping[str, Any], path: KeyPath, faults: Faults) -> Skip | None:
    day, at = _day_and_hour(table["date"]) if "date" in table else (None, None)
    first, last = day or table.get("from"), day or table.get("to")
    if faults.under(path):
        return None
    if ("date" in table) == bool({"from", "to"} & table.keys()) or first is None or last is None:
        faults.add(path, f"{excerpt(dict(table))}: expected either date, or from and to")
        return None
    if last < first:
        faults.add((*path, "to"), f"{last}: expected a date not before from, {first}")
        return None
    return Skip(first, last, table.get("reason", ""), at)


def _move(table: Mapping[str, Any]) -> Move:
    (day, at), (to_date, to_time) = _day_and_hour(table["date"]), _day_and_hour(table["to"])
    return Move(day, to_date, to_time, table.get("reason", ""), at)


def _day_and_hour(value: date) -> tuple[date, time | None]:
    return (value.date(), value.time()) if isinstance(value, datetime) else (value, None)


def _check_dates(tree: Mapping[str, Any], schedule: Schedule, path: KeyPath, faults: Faults) -> None:
    hours_are_right = not faults.under(path, "at")
    seen: dict[date, list[tuple[time | None, str]]] = {}
    for name in ("skip", "move"):
        for place, table in enumerate(tree.get(name, [])):
            if "date" in table:
                day, at = _day_and_hour(table["date"])
                asked = day, at if hours_are_right else None
                problem = _twice(seen.setdefault(day, []), at) or _no_meeting(schedule, *asked, one=name == "move")
                if problem:
                    faults.add((*path, name, place, "date"), f"{excerpt(table['date'])}: {problem}")
                seen[day].append((at, name))


def _twice(seen: list[tuple[time | None, str]], at: time | None) -> str:
    name = next((name for other, name in seen if None in {other, at} or other == at), None)
    return f"that date already stands in a {name}" if name else ""


def _no_meeting(schedule: Schedule, day: date, at: time | None, *, one: bool) -> str:
    """Return what is wrong with a date to skip or move, or "".

    Either no meeting is then, or there are several where only ``one`` can be meant.
    """
    on_day, found = planned_on(schedule, day), planned_on(schedule, day, at)
    hours = " and ".join(dict.fromkeys(f"{planned.at:%H:%M}" for planned in on_day))
    if not on_day:
        near = " or ".join(str(other) for other in nearest_planned(schedule, day))
        return "no meeting is on that date" + (f"; the nearest is on {near}" if near else "")
    if not found:
        return f"no meeting is at that hour; on that date it is at {hours}"
    if one and len(found) > 1:
        return f"{len(found)} meetings are on that date, at {hours}; write it like {day}T{found[0].at:%H:%M}"
    return ""
