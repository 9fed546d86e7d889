"""Check a recurrence rule that a person wrote against RFC 5545 (section 3.3.10), as far as it is about whole days."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from ecgtool.schedule.planned import FIRST_YEAR, LAST_YEAR, instant
from ecgtool.schedule.recurrence import WEEKDAY_CODES, rule_parts, rule_text
from ecgtool.wording.spelling import nearest

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAY = re.compile(rf"([+-]?[1-9]\d?)?({'|'.join(WEEKDAY_CODES)})")
_LARGEST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_RULE_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_LARGEST)
_DAY_PARTS = {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}
_NOT_WITH = {
    "BYMONTHDAY": {"WEEKLY"},
    "BYYEARDAY": {"DAILY", "WEEKLY", "MONTHLY"},
    "BYWEEKNO": {"DAILY", "WEEKLY", "MONTHLY"},
}


def check_rule(rule: str, start: date | None) -> str:
    """Return ``rule`` in capitals, without spaces and without the property's name.

    Raises:
        ValueError: it is no rule of RFC 5545 for whole days, or it needs a ``start`` and there is none.
    """
    text = "".join(rule.upper().split()).removeprefix("RRULE:").strip(";")
    names = [part.partition("=")[0] for part in text.split(";")]
    if not all("=" in part for part in text.split(";")):
        raise ValueError("expected parts such as FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2")
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"{twice} stands there twice")
    parts = rule_parts(text)
    _check_names(parts)
    _check_values(parts)
    _check_together(parts)
    if start is None and _takes_from_start(parts):
        raise ValueError("it needs start, the first date, to count from or to take the day from")
    return text


def split_until(rule: str, at: time, zone: ZoneInfo) -> tuple[str, date | None]:
    """Return the rule without its UNTIL, and the last date that UNTIL allows for a meeting at ``at`` in ``zone``."""
    parts = rule_parts(rule)
    until = parts.pop("UNTIL", None)
    return rule_text(parts), _last_date(until, at, zone) if until else None


def _last_date(until: str, at: time, zone: ZoneInfo) -> date:
    if "T" not in until:
        return datetime.strptime(until, "%Y%m%d").replace(tzinfo=UTC).date()
    moment = datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC if until[-1] == "Z" else zone)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:  # somebody's "for ever", such as 99991231T235959Z
        return moment.date()
    day = moment.astimezone(zone).date()
    return day if instant(day, at, zone) <= moment else date.fromordinal(day.toordinal() - 1)


def _check_names(parts: dict[str, str]) -> None:
    for name in parts:
        if name in {"BYHOUR", "BYMINUTE", "BYSECOND"}:
            raise ValueError(f"{name} does not go here: the clock time stands in at")
        if name not in _RULE_PARTS:
            raise ValueError(f"unknown part {name}{nearest(name, _RULE_PARTS)}")
    if parts.get("FREQ") not in _FREQUENCIES:
        raise ValueError("expected FREQ to be DAILY, WEEKLY, MONTHLY or YEARLY")


def _check_values(parts: dict[str, str]) -> None:
    for name in ("INTERVAL", "COUNT"):
        if not re.fullmatch(r"0*[1-9]\d{0,2}", parts.get(name, "1")):
            raise ValueError(f"expected {name} to be 1 to 999")
    if parts.get("WKST", "MO") not in WEEKDAY_CODES:
        raise ValueError("expected WKST to be a weekday such as MO or SU")
    if "UNTIL" in parts:
        _check_until(parts["UNTIL"])
    for name, largest in _LARGEST.items():
        if name in parts:
            _check_numbers(name, parts[name], largest)
    if not all(_DAY.fullmatch(day) for day in parts.get("BYDAY", "MO").split(",")):
        raise ValueError("expected BYDAY to be weekdays such as MO,TH or 2TU or -1FR")


def _check_numbers(name: str, value: str, largest: int) -> None:
    sign = "" if name == "BYMONTH" else "[+-]?"
    for number in value.split(","):
        if not re.fullmatch(rf"{sign}\d{{1,3}}", number) or not 1 <= abs(int(number)) <= largest:
            raise ValueError(f"expected {name} to be numbers from 1 to {largest}")


def _check_together(parts: dict[str, str]) -> None:
    frequency = parts["FREQ"]
    for name, frequencies in _NOT_WITH.items():
        if name in parts and frequency in frequencies:
            raise ValueError(f"{name} does not go with FREQ={frequency}")
    _check_ordinals(parts)
    if "BYWEEKNO" in parts and "BYDAY" not in parts:
        raise ValueError("BYWEEKNO needs BYDAY, the weekday")
    if "BYSETPOS" in parts and not ({"BYMONTH"} | _DAY_PARTS) & parts.keys():
        raise ValueError("BYSETPOS needs another part that begins with BY")
    if {"COUNT", "UNTIL"} <= parts.keys():
        raise ValueError("COUNT and UNTIL do not go together")


def _check_ordinals(parts: dict[str, str]) -> None:
    ordinals = [abs(int(day[:-2])) for day in parts.get("BYDAY", "").split(",") if len(day) > 2]
    if ordinals and (parts["FREQ"] in {"DAILY", "WEEKLY"} or "BYWEEKNO" in parts):
        raise ValueError("BYDAY takes a number only with FREQ=MONTHLY or FREQ=YEARLY, and without BYWEEKNO")
    largest = 5 if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else 53
    if max(ordinals, default=0) > largest:
        raise ValueError(f"expected the numbers in BYDAY to be from 1 to {largest}")


def _check_until(until: str) -> None:
    try:
        _last_date(until, time(), ZoneInfo("UTC"))
    except (ValueError, OverflowError) as error:
        raise ValueError("expected UNTIL such as 20261231T235959Z") from error


def _takes_from_start(parts: dict[str, str]) -> bool:
    counted = "COUNT" in parts or parts.get("INTERVAL", "1") != "1"
    return counted or (parts["FREQ"] != "DAILY" and not _DAY_PARTS & set(parts))
