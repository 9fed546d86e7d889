"""The dates of a recurrence rule, from any date on, without walking there from the first one."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import dropwhile, takewhile
from math import lcm
from typing import cast

from dateutil.rrule import rrule, rrulestr

from ecgtool.group import Recurrence

_LEAP_YEARS = 4
"""A step of so many years leads from February 29 to February 29."""


def dates(part: Recurrence, first: date) -> Iterator[date]:
    """The dates from ``first`` on, while ``part`` is in force, in order; without end where it has none."""
    since = max(first, part.first)
    rule = _rule(part.rule, _leap(part.rule, part.anchor, since) if part.anchor else since)
    days = dropwhile(lambda day: day < since, (moment.date() for moment in rule))
    return takewhile(lambda day: day <= part.last, days)


def rule_parts(rule: str) -> dict[str, str]:
    """The parts of a recurrence rule by their names (RFC 5545, section 3.3.10)."""
    return dict(part.split("=", 1) for part in rule.upper().split(";"))


@lru_cache(maxsize=4096)
def _rule(text: str, start: date) -> rrule:
    return cast(rrule, rrulestr(text, dtstart=datetime.combine(start, time())))


def _leap(text: str, start: date, target: date) -> date:
    """A start from which the rule has the same dates from ``target`` on; ``start`` itself where there is no other.

    It lies a whole number of intervals after ``start``, on the same day of the week, month or year, so that what the
    rule takes from its start stays.
    """
    parts = rule_parts(text)
    interval = int(parts.get("INTERVAL", 1))
    if "COUNT" in parts or target <= start:
        return start
    if days := {"DAILY": 1, "WEEKLY": 7}.get(parts["FREQ"]):
        step = days * interval
        return start + timedelta(days=(target - start).days // step * step)
    years = lcm(interval, 12) // 12 if parts["FREQ"] == "MONTHLY" else interval
    return _leap_years(start, target, lcm(years, _LEAP_YEARS))


def _leap_years(start: date, target: date, step: int) -> date:
    year = start.year + max(0, target.year - 1 - start.year) // step * step
    try:
        return start.replace(year=year)
    except ValueError:  # February 29, 2100
        return start
