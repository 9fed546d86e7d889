"""Dates, times and lengths (RFC 5545, section 3.3), as programs write them and not only as they should."""

import re
from datetime import UTC, date, datetime, timedelta

_MOMENT = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?P<sign>[+-])?P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,9})S)?)?",
    re.IGNORECASE,
)


def moment(text: str) -> datetime | date:
    """Return a DATE, or a DATE-TIME that is aware and in UTC where the text says the zone, and bare where not.

    Raises:
        ValueError: it is neither.
    """
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text[:40]}” is no date")
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return day
    second = min(int(found["second"] or 0), 59)  # a leap second is a second that no clock here has
    local = datetime(day.year, day.month, day.day, int(found["hour"]), int(found["minute"]), second)  # noqa: DTZ001 - as its zone's clock shows it
    zone = found["zone"]
    if not zone:
        return local
    offset = timedelta() if zone in "Zz" else timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[-2:]))
    return (local - offset).replace(tzinfo=UTC)


def length(text: str) -> timedelta:
    """Return a DURATION.

    Raises:
        ValueError: it is none.
    """
    found = _LENGTH.fullmatch(text.strip())
    if not found or not any(found.groups()[1:]):
        raise ValueError(f"“{text[:40]}” is no length of time")
    parts = {name: int(number or 0) for name, number in found.groupdict().items() if name != "sign"}
    whole = timedelta(**parts)
    return -whole if found["sign"] == "-" else whole
