"""Turn a recurrence rule (RFC 5545, section 3.3.10) into the words of ``ecg.toml``, where it has words for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from ecgtool.group import Recurrence
from ecgtool.schedule import recurrence
from ecgtool.schedule.recurrence import WEEKDAY_CODES, rule_parts, rule_text
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.rhythm import ORDINALS, one_or_all
from ecgtool.wording.rrule import check_rule, split_until

_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_NAMES = dict(zip(WEEKDAY_CODES, WEEKDAYS, strict=True))
_PLACES = {str(place): name for place, name in enumerate(ORDINALS, 1)} | {"-1": "last"}
_CLOCK_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MOST_COUNTED = 5000


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruled:
    """The keys of a schedule for a rule, and its last date, local; None where it has no end.

    ``has_start`` is whether the first start of the series is one of the rule's dates.
    """

    keys: dict[str, Any]
    last: date | None
    has_start: bool


def read_rule(text: str, start: datetime) -> Ruled:
    """Return the rule of a series whose first start is ``start``, on its own zone's clock.

    Raises:
        ValueError: no schedule can have the rule, such as one for several times a day.
    """
    rule = check_rule(_without_clock(text.upper().strip(), start), start.date())
    zone = start.tzinfo if isinstance(start.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    rule, last = split_until(rule, start.time(), zone)
    parts = rule_parts(rule)
    if "COUNT" in parts:
        last = _counted(rule, start.date())
        parts.pop("COUNT")
    has_start = next(_dates(rule_text(parts), start.date()), None) == start.date()
    return Ruled(keys=_words(parts, start.date()) or {"rrule": rule_text(parts)}, last=last, has_start=has_start)


def _without_clock(rule: str, start: datetime) -> str:
    """Return ``rule`` without parts that only repeat the clock time of ``start``."""
    said = dict(zip(_CLOCK_PARTS, (str(start.hour), str(start.minute), str(start.second)), strict=True))
    parts = [part for part in rule.removeprefix("RRULE:").split(";") if part]
    return ";".join(
        part for part in parts if part.partition("=")[2].lstrip("0").rjust(1, "0") != said.get(part.partition("=")[0])
    )


def _counted(rule: str, start: date) -> date:
    """Return the last date of a rule with a COUNT.

    ``start`` counts as the first, even if the rule does not have it.
    """
    days = list(islice(_dates(rule, start), _MOST_COUNTED))
    if len(days) == _MOST_COUNTED:
        raise ValueError("it counts too far")
    if days[:1] != [start]:
        days = [start, *days[:-1]]
    return days[-1]


def _dates(rule: str, start: date) -> Iterator[date]:
    return recurrence.dates(Recurrence(rule, time(), timedelta(hours=1), start, start), start)


def _words(parts: dict[str, str], start: date) -> dict[str, Any] | None:
    """Return ``every`` and ``on`` where these two express the whole rule, else None."""
    rest = {name: value for name, value in parts.items() if name not in {"FREQ", "INTERVAL", "WKST"}}
    interval = int(parts.get("INTERVAL", "1"))
    unit = _UNITS.get(parts["FREQ"])
    on = {"day": _daily, "week": _weekly, "month": _monthly, "year": _yearly}[unit](rest, start) if unit else None
    counted_from_other_day = (
        unit == "week" and interval > 1 and isinstance(on, list) and parts.get("WKST", "MO") != "MO"
    )
    if on is None or counted_from_other_day:
        return None
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
