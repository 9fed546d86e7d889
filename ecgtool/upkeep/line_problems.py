"""What is wrong in a line that says a meeting: its weekday, its zone's abbreviation, its UTC time.

One judgement for the page as it is and for the page as it was: ``check`` and ``history`` both ask here.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from ecgtool.group import Schedule
from ecgtool.schedule.occurrences import meeting_on
from ecgtool.schedule.planned import FIRST_YEAR, LAST_YEAR, instant, recurrence_on
from ecgtool.wording.reading import WEEKDAYS, Reading

_ABBREVIATIONS = frozenset({
    "PST", "PDT", "MST", "MDT", "CST", "CDT", "EST", "EDT", "AST", "ADT", "AKST", "AKDT", "HST", "HDT", "NST", "NDT",
    "BST", "IST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MSK", "SAST", "EAT", "CAT", "WAT", "PKT", "WIB",
    "SGT", "HKT", "JST", "KST", "AWST", "ACST", "ACDT", "AEST", "AEDT", "NZST", "NZDT",
})  # fmt: skip
"""What the time zone database and people call offsets; any other word after a clock time is just a word."""


class Problem(NamedTuple):
    """Something in a line that does not go with the date it names."""

    code: str
    found: str
    expected: str


def over_at(reading: Reading, schedule: Schedule) -> datetime | None:
    """The instant in UTC at which the meeting that a line names is over; None where it names no date.

    The schedule knows the end of its own meetings; for a date it does not have, the line's clock time tells, and
    without one the local day is waited out.
    """
    day = _day(reading)
    if day is None:
        return None
    if occurrence := meeting_on(schedule, day):
        return occurrence.end
    start = _start(reading, day, schedule)
    next_midnight = instant(day + timedelta(days=1), time(), schedule.zone)
    return start + recurrence_on(schedule.slots[0], day).duration if start else next_midnight


def problems_of(reading: Reading, schedule: Schedule) -> tuple[Problem, ...]:
    """What of a line's weekday, zone and UTC time does not go with its date; nothing for a line without one."""
    day = _day(reading)
    if day is None:
        return ()
    occurrence = meeting_on(schedule, day)
    start = occurrence.start if occurrence else _start(reading, day, schedule)
    found = [_weekday(reading, day), _zone(reading, day, start, schedule), _utc(reading, start)]
    return tuple(problem for problem in found if problem)


def _day(reading: Reading) -> date | None:
    """The date that is named, unless it lies so far off that no zone's offset can be added to it."""
    return reading.day if reading.day and FIRST_YEAR <= reading.day.year <= LAST_YEAR else None


def _weekday(reading: Reading, day: date) -> Problem | None:
    expected = WEEKDAYS[day.weekday()]
    if reading.weekday in {None, expected}:
        return None
    return Problem("weekday-mismatch", str(reading.weekday), expected)


def _zone(reading: Reading, day: date, start: datetime | None, schedule: Schedule) -> Problem | None:
    moment = start or instant(day, time(12), schedule.zone)
    expected, *others = (
        (moment + timedelta(days=91 * n)).astimezone(schedule.zone).tzname() or "" for n in (0, 1, 2, 3)
    )
    if reading.label is None or reading.label == expected or reading.label not in _ABBREVIATIONS.union(others):
        return None
    return Problem("zone-mismatch", reading.label, expected)


def _utc(reading: Reading, start: datetime | None) -> Problem | None:
    if reading.utc is None or start is None or reading.utc == start.time():
        return None
    return Problem("utc-mismatch", f"{reading.utc:%H%M}", f"{start:%H%M}")


def _start(reading: Reading, day: date, schedule: Schedule) -> datetime | None:
    if reading.clock:
        return instant(day, reading.clock, schedule.zone)
    if reading.utc is None:
        return None
    moments = (datetime.combine(day + timedelta(days=n), reading.utc, UTC) for n in (-1, 0, 1))
    return next((m for m in moments if m.astimezone(schedule.zone).date() == day), None)
