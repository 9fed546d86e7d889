"""The dates of a recurrence rule (RFC 5545, section 3.3.10), from any date on, without walking from its first one."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import dropwhile, islice
from math import lcm
from typing import TYPE_CHECKING, cast

from ecgtool.group import Recurrence

if TYPE_CHECKING:
    from dateutil.rrule import rrule

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The weekdays as a rule names them, Monday first."""

_FIRST = date(2, 1, 1)
"""The first date that is computed. Before it, a week or a zone's offset could lead out of the calendar."""
_CALENDAR_CYCLE = 400
_LEAP_YEARS = 4
"""A step of so many years leads from February 29 to February 29, except across a year like 2100."""


def dates(part: Recurrence, first: date) -> Iterator[date]:
    """Yield the dates of ``part`` from ``first`` on, in order, while it is in force; perhaps without end."""
    if part.turn:
        in_turn = islice(dates(part._replace(turn=None), part.first), part.turn.place, None, part.turn.of)
        yield from dropwhile(lambda day: day < first, in_turn)
        return
    since = max(first, part.first, _FIRST)
    for day in _counted(part.rule, part.anchor and max(part.anchor, _FIRST), since):
        if day > part.last:
            return
        if day >= since:
            yield day


@lru_cache(maxsize=1024)
def ever_matches(rule: str, anchor: date | None) -> bool:
    """Return whether the rule, without its COUNT and UNTIL, has any date in a cycle of the calendar (400 years)."""
    parts = rule_parts(rule)
    if {"COUNT", "UNTIL"} & parts.keys():
        rule = rule_text({name: value for name, value in parts.items() if name not in {"COUNT", "UNTIL"}})
    since = date.max.replace(year=date.max.year - _CALENDAR_CYCLE)
    return next(_counted(rule, anchor and max(anchor, _FIRST), since), None) is not None


def rule_parts(rule: str) -> dict[str, str]:
    """Return the parts of a recurrence rule by name: "FREQ=WEEKLY;BYDAY=MO" -> {"FREQ": "WEEKLY", "BYDAY": "MO"}."""
    return dict(part.split("=", 1) for part in rule.upper().split(";"))


def rule_text(parts: Mapping[str, str]) -> str:
    """Return the recurrence rule with these parts, in their order; the reverse of ``rule_parts``."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _counted(rule: str, anchor: date | None, since: date) -> Iterator[date]:
    """Yield the dates of ``rule`` from some start before ``since`` on, or on it. COUNT is counted from ``anchor``."""
    # A rule with COUNT has to be walked from its first date, since what came before decides where it ends. Any other
    # is begun close to what is asked for: an INTERVAL still needs a start that is in step with the anchor (RFC 5545,
    # section 3.3.10: it counts periods of FREQ from DTSTART), and a rule without one may start anywhere.
    parts, count, weeks = _taken_apart(rule)
    start = anchor if anchor and count else _leap(parts, anchor, since) if anchor else since
    days = _days({"FREQ": "WEEKLY", "BYDAY": parts["BYDAY"]} if weeks else parts, start)
    if weeks:
        days = (day for day in days if _is_in(weeks, day))
    return islice(dropwhile(lambda day: day < start, days), count)


@lru_cache(maxsize=1024)
def _taken_apart(rule: str) -> tuple[Mapping[str, str], int | None, frozenset[int]]:
    """Return the parts of a rule without COUNT, the COUNT, and the ISO weeks of a rule like "FREQ=YEARLY;BYWEEKNO=2".

    Such a rule is stepped week by week, and its weeks are picked here: dateutil puts January 2, 2022 into a week 53.
    """
    parts = rule_parts(rule)
    count = parts.pop("COUNT", None)
    by_week = parts["FREQ"] == "YEARLY" and "BYWEEKNO" in parts and parts.keys() <= {"FREQ", "BYWEEKNO", "BYDAY"}
    weeks = frozenset(int(week) for week in parts["BYWEEKNO"].split(",")) if by_week else frozenset[int]()
    return parts, int(count) if count else None, weeks


def _is_in(weeks: frozenset[int], day: date) -> bool:
    year, week, _ = day.isocalendar()
    return bool(weeks & {week, week - date(year, 12, 28).isocalendar().week - 1})


def _days(parts: Mapping[str, str], start: date) -> Iterator[date]:
    """Return the dates of a rule from ``start`` on, perhaps with earlier ones of that week.

    Plain weekdays, and those of a month ("first Monday"), which most groups have, are counted here, without loading
    dateutil. Where BYSETPOS picks from a week, the rule has to begin at that week's first day, so that the whole week
    is there to pick from.
    """
    week_start = WEEKDAY_CODES.index(parts.get("WKST", "MO"))
    since_week_start = (start.weekday() - week_start) % 7
    if parts["FREQ"] == "WEEKLY" and "BYDAY" in parts and parts.keys() <= {"FREQ", "INTERVAL", "BYDAY", "WKST"}:
        places = sorted((WEEKDAY_CODES.index(day) - week_start) % 7 for day in set(parts["BYDAY"].split(",")))
        first = start.toordinal() - since_week_start
        weeks = range(first, date.max.toordinal() - 6, 7 * int(parts.get("INTERVAL", 1)))
        return (date.fromordinal(week + place) for week in weeks for place in places)
    if parts["FREQ"] == "MONTHLY" and "BYDAY" in parts and parts.keys() <= {"FREQ", "INTERVAL", "BYDAY", "WKST"}:
        numbered = [day for day in parts["BYDAY"].split(",") if re.fullmatch(r"[+-]?[1-5][A-Z]{2}", day)]
        if len(numbered) == parts["BYDAY"].count(",") + 1:
            named = [(int(day[:-2]), WEEKDAY_CODES.index(day[-2:])) for day in numbered]
            return _in_months(named, start, int(parts.get("INTERVAL", 1)))
    if parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts:
        start -= timedelta(days=since_week_start)
    return iter(_rule(rule_text(parts), start))


class _Dates:
    """Dates that are computed when somebody asks for them first, and are there for everybody who asks after."""

    def __init__(self, coming: Iterator[date]) -> None:
        self._known, self._coming = list[date](), coming

    def __iter__(self) -> Iterator[date]:
        place = 0
        while True:
            if place == len(self._known):
                if (following := next(self._coming, None)) is None:
                    return
                self._known.append(following)
            yield self._known[place]
            place += 1


@lru_cache(maxsize=4096)  # a group asks for about the same dates several times, and many groups have the same rule
def _rule(text: str, start: date) -> _Dates:
    from dateutil.rrule import rrulestr

    return _Dates(
        _stepped(cast("rrule", rrulestr(_without_mixed_days(text), dtstart=datetime.combine(start, time()))))
    )


def _in_months(places: list[tuple[int, int]], start: date, interval: int) -> Iterator[date]:
    """Yield the weekdays at ``places`` of every month, or every few months, from the month of ``start`` on.

    (1, 0) is the first Monday, (-1, 4) the last Friday. A month without a fifth one has none.
    """
    for month in range(start.year * 12 + start.month - 1, date.max.year * 12 + 12, interval):
        first, length = monthrange(month // 12, month % 12 + 1)
        days = set()
        for place, weekday in places:
            earliest = 1 + (weekday - first) % 7
            count = (length - earliest) // 7 + 1
            if -count <= place <= count:
                days.add(earliest + 7 * (place - 1 if place > 0 else count + place))
        yield from (date(month // 12, month % 12 + 1, day) for day in sorted(days))


def _stepped(rule: "rrule") -> Iterator[date]:
    with suppress(ValueError):  # dateutil steps out of the calendar in the last week of it
        yield from (moment.date() for moment in rule)


def _without_mixed_days(text: str) -> str:
    """Return the rule with a number at every weekday, if any has one: "BYDAY=MO,1TU" -> "BYDAY=1MO,2MO,...,1TU".

    dateutil would take only the days that both sorts name.
    """
    parts = rule_parts(text)
    days = parts.get("BYDAY", "").split(",")
    if all(len(day) <= 2 for day in days) or all(len(day) > 2 for day in days):
        return text
    places = range(1, 6 if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else 54)
    numbered = (day if len(day) > 2 else ",".join(f"{place}{day}" for place in places) for day in days)
    return rule_text(parts | {"BYDAY": ",".join(numbered)})


def _leap(parts: Mapping[str, str], start: date, target: date) -> date:
    """Return a start close to ``target`` from which the rule has the same dates after it; else ``start`` itself.

    It lies a whole number of intervals after ``start``, on the same day of the week, month or year. So INTERVAL stays
    in step, and what the rule takes from its start stays the same.
    """
    interval = int(parts.get("INTERVAL", 1))
    if target <= start:
        return start
    if days := {"DAILY": 1, "WEEKLY": 7}.get(parts["FREQ"]):
        step = days * interval
        return start + timedelta(days=(target - start).days // step * step)
    years = lcm(interval, 12) // 12 if parts["FREQ"] == "MONTHLY" else interval
    on_leap_day = (start.month, start.day) == (2, 29)
    return _leap_years(start, target, lcm(years, _LEAP_YEARS) if on_leap_day else years)


def _leap_years(start: date, target: date, step: int) -> date:
    year = start.year + max(0, target.year - 1 - start.year) // step * step
    try:
        return start.replace(year=year)
    except ValueError:  # February 29, 2100
        return start
