"""A recurrence as an RRULE (RFC 5545, section 3.3.10), where one says just what is meant by it."""

from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile

from ecgtool.group import Recurrence
from ecgtool.schedule import recurrence
from ecgtool.schedule.planned import LAST_DAY
from ecgtool.schedule.recurrence import rule_parts, rule_text

HORIZON = date(2050, 12, 31)
"""How far dates are listed that no rule says; no distance from today, since the passing of a day changes nothing."""


@lru_cache(maxsize=1024)
def is_sayable(rule: str) -> bool:
    """Whether every reader finds in ``rule`` the dates that ``recurrence`` does.

    The RFC leaves open what some mixtures of parts mean, or forbids them, and readers differ.
    """
    parts = rule_parts(rule)
    days = {name for name in ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO") if name in parts}
    plain = {
        "DAILY": days <= {"BYDAY", "BYMONTHDAY"},
        "WEEKLY": days <= {"BYDAY"},
        "MONTHLY": days <= {"BYDAY", "BYMONTHDAY"},
        "YEARLY": len(days) <= 1 or days in ({"BYDAY", "BYMONTHDAY"}, {"BYDAY", "BYWEEKNO"}),
    }[parts["FREQ"]]
    with_ordinal = any(letter.isdigit() for letter in parts.get("BYDAY", ""))
    alone = parts["FREQ"] in {"MONTHLY", "YEARLY"} and days == {"BYDAY"}
    whole_weeks = parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts
    return plain and days != {"BYWEEKNO"} and (alone or not with_ordinal) and not whole_weeks


@lru_cache(maxsize=1024)
def rrule(rule: str, until: str) -> str:
    """The value of an RRULE; COUNT, which other first dates would shift, becomes ``until``."""
    parts = rule_parts(rule)
    parts.pop("COUNT", None)
    if parts["FREQ"] == "WEEKLY" and "INTERVAL" in parts:
        parts.setdefault("WKST", "MO")  # what is meant anyway, but some readers begin the week on Sunday
    if until:
        parts["UNTIL"] = until
    return rule_text(parts)


@lru_cache(maxsize=1024)
def dates_between(part: Recurrence, first: date, last: date) -> tuple[date, ...]:
    """The dates of ``part`` within these days, both included; many groups have the same."""
    return tuple(takewhile(lambda day: day <= last, recurrence.dates(part, first)))


@lru_cache(maxsize=1024)
def first_date(part: Recurrence, without: frozenset[date]) -> date | None:
    """The first date of ``part`` that is not one of ``without``; None where there is none."""
    return next((day for day in recurrence.dates(part, part.first) if day not in without), None)


def is_on(part: Recurrence, day: date) -> bool:
    """Whether the rule has a meeting on ``day``."""
    return part.first <= day and bool(dates_between(part, day, day))


def last_date(part: Recurrence) -> date | None:
    """The last date of ``part``; None where it has no end.

    Raises:
        ValueError: it has no date at all.
    """
    if "COUNT" in rule_parts(part.rule):
        return max(recurrence.dates(part, part.first))
    if part.last >= LAST_DAY:
        return None
    for days in (40, 400, 4000):
        since = max(part.first, part.last - timedelta(days=days), part.anchor or part.first)
        if found := list(recurrence.dates(part, since)):
            return found[-1]
    return max(recurrence.dates(part, part.first))
