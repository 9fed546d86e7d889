"""A recurrence as an RRULE (RFC 5545, section 3.3.10), where one says just what is meant by it."""

import re
from datetime import date, timedelta

from ecgtool import recurrence
from ecgtool.group import Recurrence
from ecgtool.recurrence import rule_parts

HORIZON = date(2050, 12, 31)
"""How far dates are listed that no rule says; no distance from today, since the passing of a day changes nothing."""

_ORDINAL = re.compile(r"[+-]?\d")
_FAR = date.max - timedelta(days=366)


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
    with_ordinal = bool(_ORDINAL.search(parts.get("BYDAY", "")))
    alone = parts["FREQ"] in {"MONTHLY", "YEARLY"} and days == {"BYDAY"}
    return plain and days != {"BYWEEKNO"} and (alone or not with_ordinal)


def rrule(part: Recurrence, until: str) -> str:
    """The value of the RRULE of ``part``; COUNT, which other first dates would shift, becomes ``until``."""
    parts = rule_parts(part.rule)
    parts.pop("COUNT", None)
    if parts["FREQ"] == "WEEKLY" and "INTERVAL" in parts:
        parts.setdefault("WKST", "MO")  # what is meant anyway, but some readers begin the week on Sunday
    if until:
        parts["UNTIL"] = until
    return ";".join(f"{name}={value}" for name, value in parts.items())


def last_date(part: Recurrence) -> date | None:
    """The last date of ``part``; None where it has no end.

    Raises:
        ValueError: it has no date at all.
    """
    if "COUNT" in rule_parts(part.rule):
        return max(recurrence.dates(part, part.first))
    if part.last >= _FAR:
        return None
    for days in (40, 400, 4000):
        since = max(part.first, part.last - timedelta(days=days), part.anchor or part.first)
        if found := list(recurrence.dates(part, since)):
            return found[-1]
    return max(recurrence.dates(part, part.first))
