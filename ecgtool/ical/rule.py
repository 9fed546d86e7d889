"""A recurrence as an RRULE (RFC 5545, section 3.3.10), where there is one with exactly its dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product, takewhile

from ecgtool.group import Recurrence
from ecgtool.schedule import recurrence
from ecgtool.schedule.planned import LAST_DAY
from ecgtool.schedule.recurrence import WEEKDAY_CODES, rule_parts, rule_text

HORIZON = date(2050, 12, 31)
"""How far dates are listed that no rule has. It is no distance from today, or calendars would change every day."""
_LONGEST_STEP = timedelta(weeks=12)
_SHORTEST_RUN = 4
"""How many dates at one distance make a series; fewer are single events."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A recurrence that one RRULE can say; ``name`` tells it from the others that a rule was split into."""

    name: str
    part: Recurrence


@lru_cache(maxsize=1024)
def pieces(part: Recurrence) -> tuple[Piece, ...]:
    """Return ``part`` as recurrences that every reader takes alike; none where there are none.

    Dates that are dealt out in turn have no rule. The RFC leaves open what some mixtures of parts mean, ical.js steps
    through some of them by days or weeks, and Outlook knows only the patterns of its own dialogue (MS-OXCICAL,
    section 2.1.3.2.2): one ordinal, one day of the month, one month. So a rule with several becomes several series.
    """
    if part.turn:
        return ()
    parts = rule_parts(part.rule)
    if parts.pop("COUNT", None):
        part = part._replace(last=last_date(part) or part.last)
    said = [_plain(one) for one in _single(_usual(parts, part))]
    named = [(name, rule) for name, rule in said if rule]
    if len(named) < len(said):
        return ()
    return tuple(Piece(name=name if len(said) > 1 else "", part=part._replace(rule=rule)) for name, rule in named)


def _usual(parts: dict[str, str], part: Recurrence) -> dict[str, str]:
    """Return the same rule in the form that calendar programs' dialogues make, where it has one."""
    parts = {name: value for name, value in parts.items() if not (name == "INTERVAL" and int(value) == 1)}
    once = "INTERVAL" not in parts
    by = {name for name in parts if name.startswith("BY")}
    days = parts.get("BYDAY", "").split(",")
    numbered = any(letter.isdigit() for letter in parts.get("BYDAY", ""))
    if by == {"BYDAY"} and once and not numbered:
        return {"FREQ": "WEEKLY", "BYDAY": parts["BYDAY"]}
    if {"BYDAY", "BYSETPOS"} <= by <= {"BYDAY", "BYSETPOS", "BYMONTH"} and len(days) == 1 and not numbered:
        places = parts.pop("BYSETPOS").split(",")
        within = parts["FREQ"] == "MONTHLY" or "BYMONTH" in by
        parts["BYDAY"] = ",".join(f"{int(place)}{days[0]}" for place in places) if within else "?"
    if parts["FREQ"] == "MONTHLY" and once and "BYMONTH" in by:
        parts["FREQ"] = "YEARLY"
        if by == {"BYMONTH"} and part.anchor:
            parts["BYMONTHDAY"] = str(part.anchor.day)
    elif parts["FREQ"] == "YEARLY" and by == {"BYMONTHDAY"} and once:
        parts["FREQ"] = "MONTHLY"
    elif parts["FREQ"] == "YEARLY" and by == {"BYMONTH"} and part.anchor:
        parts["BYMONTHDAY"] = str(part.anchor.day)
    elif parts["FREQ"] == "YEARLY" and by == {"BYDAY"} and len(days) == 1:
        parts |= _in_month_of_year(days[0])
    return parts


def _in_month_of_year(day: str) -> dict[str, str]:
    """Return the month of a weekday that is counted within the year: the first four of a weekday are in January."""
    place = int(day[:-2] or 0)
    return {"BYMONTH": "1" if place > 0 else "12"} if 1 <= abs(place) <= 4 else {}


def _single(parts: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rule for each of its months, days of the month and numbered weekdays alone, with a name for each."""
    apart = [name for name in ("BYMONTH", "BYMONTHDAY", "BYDAY") if name in parts and parts["FREQ"] != "WEEKLY"]
    if "BYSETPOS" in parts:
        apart = []
    for values in product(*(parts[name].split(",") for name in apart)):
        yield "-".join(values), parts | dict(zip(apart, values, strict=True))


def _plain(named: tuple[str, dict[str, str]]) -> tuple[str, str]:
    """Return a rule's name, and its text if it has one of the forms that all read alike, else "" for the text."""
    name, parts = named
    by = {one for one in parts if one.startswith("BY")}
    numbered = re.fullmatch(r"\+?-?[1-5][A-Z]{2}", parts.get("BYDAY", "")) is not None
    of_weekdays = not any(letter.isdigit() for letter in parts.get("BYDAY", ""))
    placed = of_weekdays and parts.get("BYSETPOS", "1") in {"1", "2", "3", "4", "-1"}
    forms: dict[str, list[bool]] = {
        "DAILY": [not by],
        "WEEKLY": [not by, by == {"BYDAY"} and of_weekdays],
        "MONTHLY": [
            not by,
            by == {"BYMONTHDAY"},
            by == {"BYDAY"} and numbered,
            by == {"BYDAY", "BYSETPOS"} and placed,
        ],
        "YEARLY": [not by, by == {"BYMONTH", "BYMONTHDAY"}, by == {"BYMONTH", "BYDAY"} and numbered],
    }
    return name, rule_text(parts) if any(forms[parts["FREQ"]]) else ""


def weekly_runs(days: Sequence[date]) -> Iterator[tuple[date, ...]]:
    """Yield dates in runs that are the same number of weeks apart, or else alone; each weekday by itself.

    So "odd weeks" are one series, every two weeks, from one year of 53 weeks to the next.
    """
    for weekday in range(7):
        run: list[date] = []
        for day in (day for day in days if day.weekday() == weekday):
            if run and (day - run[-1] > _LONGEST_STEP or (run[1:] and day - run[-1] != run[1] - run[0])):
                yield from _run_or_singles(run)
                run = []
            run.append(day)
        yield from _run_or_singles(run)


def _run_or_singles(run: list[date]) -> Iterator[tuple[date, ...]]:
    if len(run) >= _SHORTEST_RUN:
        yield tuple(run)
    else:
        yield from ((day,) for day in run)


def weekly(part: Recurrence, run: Sequence[date]) -> Recurrence:
    """Return ``part`` as a weekly rule with the dates of a run of ``weekly_runs`` alone."""
    weeks = (run[1] - run[0]).days // 7
    rule = f"FREQ=WEEKLY;INTERVAL={weeks};BYDAY={WEEKDAY_CODES[run[0].weekday()]}"
    plain = rule.replace("INTERVAL=1;", "")
    return part._replace(rule=plain, anchor=run[0], first=run[0], last=run[-1], turn=None)


@lru_cache(maxsize=1024)
def rrule(rule: str, until: str) -> str:
    """Return the value of an RRULE. COUNT, whose end another first date would shift, becomes ``until``."""
    parts = rule_parts(rule)
    parts.pop("COUNT", None)
    if parts["FREQ"] == "WEEKLY" and "INTERVAL" in parts:
        parts.setdefault("WKST", "MO")  # what is meant anyway, but some readers begin the week on Sunday
    if until:
        parts["UNTIL"] = until
    return rule_text(parts)


@lru_cache(maxsize=1024)
def dates_between(part: Recurrence, first: date, last: date) -> tuple[date, ...]:
    """Return the dates of ``part`` within these days, both included. Many groups have the same, so it is cached."""
    return tuple(takewhile(lambda day: day <= last, recurrence.dates(part, first)))


@lru_cache(maxsize=1024)
def first_date(part: Recurrence, without: frozenset[date]) -> date | None:
    """Return the first date of ``part`` that is not one of ``without``; None where there is none."""
    return next((day for day in recurrence.dates(part, part.first) if day not in without), None)


def is_on(part: Recurrence, day: date) -> bool:
    """Return whether the rule has a meeting on ``day``."""
    return part.first <= day and bool(dates_between(part, day, day))


def last_date(part: Recurrence) -> date | None:
    """Return the last date of ``part``; None where it has no end.

    Raises:
        ValueError: it has no date at all.
    """
    if "COUNT" in rule_parts(part.rule):
        return max(recurrence.dates(part, part.first))
    if part.last >= LAST_DAY:
        return None
    for days in (40, 400, 4000):  # nearly every rule has a date shortly before its end: few are stepped through whole
        since = max(part.first, part.last - timedelta(days=days), part.anchor or part.first)
        if found := list(recurrence.dates(part, since)):
            return found[-1]
    return max(recurrence.dates(part, part.first))
