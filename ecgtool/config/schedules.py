"""From the ``schedule`` table of a group to the schedule meant, and what in it does not go together."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from ecgtool.config.faults import Faults, KeyPath, shown
from ecgtool.group import Extra, Move, Recurrence, Schedule, Skip, Slot
from ecgtool.schedule.planned import nearest_planned, planned_on
from ecgtool.schedule.recurrence import ever_matches
from ecgtool.wording.rules import compile_rule

_RULE_KEYS = ("every", "on", "rrule", "start", "until", "change")
"""What decides on which dates the rule is: a fault in ``at`` does not hide one in a date."""
_ONE_DAY = timedelta(days=1)


def build_schedule(tree: Mapping[str, Any], zone: ZoneInfo, path: KeyPath, faults: Faults) -> Schedule | None:
    """The schedule, or None where its dates cannot be told; every fault is added to ``faults``.

    To skip or move a single date on which the rule has no meeting is a fault too.
    """
    recurrences = _recurrences(tree, zone, path, faults)
    skips = tuple(_skips(tree.get("skip", []), (*path, "skip"), faults))
    if faults.under(path, *_RULE_KEYS):
        return None
    schedule = Schedule(
        zone,
        (Slot(zone, recurrences),),
        skips,
        tuple(_move(move) for move in tree.get("move", []) if {"date", "to"} <= move.keys()),
        tuple(Extra(extra["at"].date(), extra["at"].time()) for extra in tree.get("extra", []) if extra),
        tuple(tree.get("holidays", ())),
    )
    _check_dates(tree, schedule, path, faults)
    return schedule


def _recurrences(tree: Mapping[str, Any], zone: ZoneInfo, path: KeyPath, faults: Faults) -> tuple[Recurrence, ...]:
    start, until = tree.get("start"), tree.get("until")
    if start and until and until < start:
        faults.add((*path, "until"), f"{until}: expected a date not before start, {start}")
    changes = _changes(tree, path, faults)
    ends = [change["from"] - _ONE_DAY for change, _ in changes] + [until or date.max]
    rules = {key: tree[key] for key in ("every", "on", "rrule", "at", "duration") if key in tree}
    found = [_recurrence(rules, path, zone, (start, start or date.min, ends[0]), faults)]
    if found[0] is None:
        return ()
    anchor = start
    for (change, place), last in zip(changes, ends[1:], strict=True):
        rules = _changed(rules, change)
        anchor = change["from"] if {"every", "rrule"} & change.keys() else anchor
        found.append(_recurrence(rules, (*path, "change", place), zone, (anchor, change["from"], last), faults))
    return tuple(recurrence for recurrence in found if recurrence)


def _changes(tree: Mapping[str, Any], path: KeyPath, faults: Faults) -> list[tuple[Mapping[str, Any], int]]:
    """The changes in the order of their dates, each with its place in the file."""
    placed = [(change, place) for place, change in enumerate(tree.get("change", [])) if "from" in change]
    placed.sort(key=lambda change: change[0]["from"])
    for (before, _), (after, place) in pairwise(placed):
        if before["from"] == after["from"]:
            faults.add((*path, "change", place, "from"), f"{after['from']}: another change is from that date on")
    start, until = tree.get("start", date.min), tree.get("until", date.max)
    for change, place in placed:
        if not start < change["from"] <= until:
            faults.add(
                (*path, "change", place, "from"), f"{change['from']}: expected a date after start, until the end"
            )
    return placed


def _changed(rules: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    replaced = {"rrule": {"every", "on"}, "every": {"rrule"}}
    gone = {key for name, keys in replaced.items() if name in change for key in keys}
    kept = {key: value for key, value in rules.items() if key not in gone}
    return kept | {key: value for key, value in change.items() if key != "from"}


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
            return _compiled(rules, anchor)
        except ValueError as error:
            faults.add((*path, key), f"{shown(rules[key])}: {error}")
    return None


def _compiled(rules: Mapping[str, Any], anchor: date | None) -> str:
    if "rrule" in rules:
        from ecgtool.wording.rrule import check_rule

        rule = check_rule(rules["rrule"], anchor)
    else:
        rule = compile_rule(rules["every"], rules.get("on"), anchor)
    if not ever_matches(rule, anchor):
        raise ValueError("there is no such date, in any year")
    return rule


def _skips(tables: list[Mapping[str, Any]], path: KeyPath, faults: Faults) -> list[Skip]:
    found = [_skip(table, (*path, place), faults) for place, table in enumerate(tables)]
    return [skip for skip in found if skip]


def _skip(table: Mapping[str, Any], path: KeyPath, faults: Faults) -> Skip | None:
    first, last = table.get("date", table.get("from")), table.get("date", table.get("to"))
    if faults.under(path):
        return None
    if ("date" in table) == bool({"from", "to"} & table.keys()) or first is None or last is None:
        faults.add(path, f"{shown(dict(table))}: expected either date, or from and to")
        return None
    if last < first:
        faults.add((*path, "to"), f"{last}: expected a date not before from, {first}")
        return None
    return Skip(first, last, table.get("reason", ""))


def _move(table: Mapping[str, Any]) -> Move:
    to = table["to"]
    to_date, to_time = (to.date(), to.time()) if isinstance(to, datetime) else (to, None)
    return Move(table["date"], to_date, to_time, table.get("reason", ""))


def _check_dates(tree: Mapping[str, Any], schedule: Schedule, path: KeyPath, faults: Faults) -> None:
    seen: dict[date, str] = {}
    for name in ("skip", "move"):
        for place, table in enumerate(tree.get(name, [])):
            if day := table.get("date"):
                _check_date(day, schedule, (*path, name, place, "date"), seen, faults)


def _check_date(day: date, schedule: Schedule, path: KeyPath, seen: dict[date, str], faults: Faults) -> None:
    name = str(path[-3])
    if day in seen:
        faults.add(path, f"{day}: that date already stands in a {seen[day]}")
    elif not planned_on(schedule, day):
        near = " or ".join(str(date) for date in nearest_planned(schedule, day))
        faults.add(path, f"{day}: no meeting is on that date" + (f"; the nearest is on {near}" if near else ""))
    seen.setdefault(day, name)
