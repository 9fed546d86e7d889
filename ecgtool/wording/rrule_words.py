"""Turn a recurrence rule (RFC 5545, section 3.3.10) into the words of ``ecg.toml``, where it has words for it."""

import re
from datetime import date
from typing import Any

from ecgtool.schedule.recurrence import WEEKDAY_CODES, rule_parts
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.rhythm import ORDINALS, one_or_all

_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_NAMES = dict(zip(WEEKDAY_CODES, WEEKDAYS, strict=True))
_PLACES = {str(place): name for place, name in enumerate(ORDINALS, 1)} | {"-1": "last"}


def rule_keys(rule: str, first: date) -> dict[str, Any]:
    """Return the keys of a schedule for ``rule``: ``every`` and ``on`` where they express all of it, else ``rrule``.

    The rule has neither COUNT nor UNTIL. Where it names no day, that of ``first``, its first date, is meant.
    """
    parts = rule_parts(rule)
    rest = {name: value for name, value in parts.items() if name not in {"FREQ", "INTERVAL", "WKST"}}
    interval, unit = int(parts.get("INTERVAL", "1")), _UNITS[parts["FREQ"]]
    on = {"day": _daily, "week": _weekly, "month": _monthly, "year": _yearly}[unit](rest, first)
    counted_from_other_day = (
        unit == "week" and interval > 1 and isinstance(on, list) and parts.get("WKST", "MO") != "MO"
    )
    if on is None or counted_from_other_day:
        return {"rrule": rule}
    every = unit if interval == 1 else f"{interval} {unit}s"
    return {"every": every, "on": on} if on else {"every": every}


def _daily(rest: dict[str, str], _start: date) -> Any:
    return [] if not rest else _weekly(rest, _start)


def _weekly(rest: dict[str, str], start: date) -> Any:
    days = rest.pop("BYDAY", WEEKDAY_CODES[start.weekday()]).split(",")
    if rest or not all(day in _NAMES for day in days):
        return None
    return one_or_all([_NAMES[day] for day in days])


def _yearly(rest: dict[str, str], start: date) -> Any:
    """Return the days of a yearly rule in the month of ``start``, since ``every = "year"`` has no other month."""
    if not rest:
        return []
    return _monthly(rest, start) if rest.pop("BYMONTH", "") == str(start.month) else None


def _monthly(rest: dict[str, str], start: date) -> Any:
    if not rest or set(rest) == {"BYMONTHDAY"}:
        days = rest.get("BYMONTHDAY", str(start.day)).split(",")
        return one_or_all([int(day) for day in days]) if all(day.isdigit() for day in days) else None
    places = rest.get("BYSETPOS", "").split(",")
    days = rest.get("BYDAY", "").split(",")
    if set(rest) == {"BYDAY", "BYSETPOS"} and len(days) == 1:
        days = [f"{int(place)}{days[0]}" for place in places]
    elif set(rest) != {"BYDAY"}:
        return None
    found = [re.fullmatch(r"\+?(-?\d)([A-Z]{2})", day) for day in days]
    named = [f"{_PLACES[day[1]]} {_NAMES[day[2]]}" for day in found if day and day[1] in _PLACES]
    return one_or_all(named) if len(named) == len(days) else None
