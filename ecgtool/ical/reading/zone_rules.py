"""Dates, times and lengths as programs write them (RFC 5545, section 3.3), and the clock of a VTIMEZONE (3.6.5).

Both are read with the slips that programs make. The rules of a zone may be old or broken.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from ecgtool.group import Recurrence
from ecgtool.ical.reading.content import Component
from ecgtool.schedule import recurrence
from ecgtool.wording.rrule import check_rule, split_until

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
    """Return a DATE or a DATE-TIME; the latter is in UTC if the text has a zone ("...Z", "...+0200"), else naive.

    Raises:
        ValueError: the text is neither.
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
    """Return the length of a DURATION: "PT1H30M" is an hour and a half.

    Raises:
        ValueError: the text is none.
    """
    found = _LENGTH.fullmatch(text.strip())
    if not found or not any(found.groups()[1:]):
        raise ValueError(f"“{text[:40]}” is no length of time")
    parts = {name: int(number or 0) for name, number in found.groupdict().items() if name != "sign"}
    whole = timedelta(**parts)
    return -whole if found["sign"] == "-" else whole


_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?")
_LONGEST_WAIT = timedelta(days=500)
"""A span before any midday within which a yearly rule has at least one onset."""


def offsets_at(definition: Component, middays: Sequence[datetime]) -> tuple[timedelta | None, ...]:
    """Return how far the clock is ahead of UTC at each of the local times, in order; empty where nobody can tell."""
    try:
        onsets = sorted(onset for part in definition.components for onset in _onsets(part, middays))
        first = min(definition.components, key=lambda part: part.text("DTSTART"), default=None)
        before = _offset(first.text("TZOFFSETFROM")) if first else None
    except (ValueError, OverflowError):
        return ()
    if before is None:
        return ()
    return tuple(next((after for at, after in reversed(onsets) if at <= midday), before) for midday in middays)


def _onsets(part: Component, middays: Sequence[datetime]) -> Iterator[tuple[datetime, timedelta]]:
    """Yield the local times at which the offset of ``part`` begins, with the offset, as far as the middays need."""
    start = _bare(moment(part.text("DTSTART")))
    after = _offset(part.text("TZOFFSETTO"))
    yield start, after
    for listed in part.all("RDATE"):
        for text in listed.value.split(","):
            yield _bare(moment(text.partition("/")[0])), after
    for rule in part.all("RRULE"):
        text, last = split_until(check_rule(rule.value, start.date()), start.time(), ZoneInfo("UTC"))
        ruled = Recurrence(text, start.time(), timedelta(), start.date(), start.date(), last or date.max)
        since = max(start, middays[0] - _LONGEST_WAIT).date() if last is None else start.date()
        days = takewhile(lambda day: day <= middays[-1].date(), recurrence.dates(ruled, since))
        yield from ((datetime.combine(day, start.time()), after) for day in days)


def _bare(value: datetime | date) -> datetime:
    local = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - bare, as asked for
    return local.replace(tzinfo=None)


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text[:40]}” is no offset")
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length
