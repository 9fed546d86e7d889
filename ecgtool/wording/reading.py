"""What a line that a person wrote says of a meeting: its date, weekday, clock time, zone and UTC time.

Every form that wikis use is understood ("Monday (June 08, 2026), 8am PDT / 1500 UTC", "5 March 2024 14:00 UTC",
"2026-03-05 1700 UTC"); what is not there, or makes no sense, is None.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from difflib import get_close_matches
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
"""A weekday in full or cut, as an expression without regard to case; its first three letters tell which."""

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4})(?!\d|\s?UTC|:\d))?"
_DATES = (
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/])(?P<number>\d{2})(?P=mark)(?P<day>\d{2})(?!\d)",
    rf"\b(?P<month>[^\W\d_]{{3,9}})\.?\s+{_DAY}\b(?!:?\d|\s?[ap]m\b){_YEAR}",
    rf"(?<![\d:]){_DAY}\.?\s+(?:of\s+)?(?P<month>[^\W\d_]{{3,9}})\b\.?{_YEAR}",
    r"(?<!\d)(?P<year>20[2-9]\d),?(?P<mark>[ -])(?P<month>[^\W\d_]{3,9})\.?(?P=mark)(?P<day>\d{1,2})\b",
    r"(?<![\d:-])(?P<day>\d{1,2})-(?P<month>[^\W\d_]{3,9})-(?P<year>\d{4})(?!\d)",
)
_UTC = r"(?<![\d:.-])(\d{1,2})[:.h]?(\d{2})?\s?(?:hrs?\s|([ap])\.?m\b\.?\s?)?\(?(?:UTC|GMT|Z\b)"
_CLOCK = (
    r"(?<![\d:-])(?P<hour>\d{1,2})(?::?(?P<minute>\d{2}))?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:(?:\s?\(?(?=[A-Z])|\s\(?(?=[+-]))(?P<zone>[A-Z]{2,5}|Z|[+-]\d{2}(?:\d{2})?)\b(?!:\d))?"
)
# Texts and not compiled expressions: few runs read a line, and ``re`` remembers what it has compiled.


class Reading(NamedTuple):
    """What a line says; each part on its own, whether or not the parts go together.

    ``day``, ``weekday`` and ``clock`` are local to the group's zone, ``label`` is the zone's abbreviation as written,
    ``utc`` is the clock time in UTC.
    """

    day: date | None = None
    weekday: str | None = None
    clock: time | None = None
    label: str | None = None
    utc: time | None = None


def read_line(text: str, near: date) -> Reading:
    """What ``text`` says; a date without a year is the one nearest to ``near``."""
    found = find_date(text, near)
    rest = text[: found.start] + " " * (found.end - found.start) + text[found.end :] if found else text
    clock, label = read_clock(rest)
    return Reading(
        day=found.day if found else None,
        weekday=read_weekday(text),
        clock=clock,
        label=label,
        utc=_utc_clock(rest),
    )


def read_weekday(text: str) -> str | None:
    """The first weekday that stands in ``text``, in full."""
    match = re.search(rf"\b({WEEKDAY})s?\b", text, re.IGNORECASE)
    return weekday_named(match[1][:3]) if match else None


def weekday_named(word: str) -> str:
    """The weekday that ``word`` names, in full or cut to three letters or more; empty where it names none."""
    return next((day for day in WEEKDAYS if len(word) >= 3 and day.startswith(word.title())), "")


class FoundDate(NamedTuple):
    """A date in a text, and from which character to which it stands there."""

    day: date
    start: int
    end: int


def find_date(text: str, near: date) -> FoundDate | None:
    """The first date that stands in ``text``; one without a year is the one nearest to ``near``."""
    return min(_dates_in(text, near), key=lambda found: found.start, default=None)


def nearest_date(month: int, day: int, near: date) -> date | None:
    """The date of that month and day that is nearest to ``near``; None where there is none within a year."""
    candidates = (_date(near.year + offset, month, day) for offset in (0, -1, 1))
    return min((c for c in candidates if c), key=lambda c: abs(c - near), default=None)


def month_number(word: str) -> int | None:
    """The number of the month that ``word`` names: in full, cut to three letters or more, or mistyped by a little."""
    wanted = word.lower()
    exact = [n for n, month in enumerate(MONTHS, 1) if month.lower().startswith(wanted[:9]) and len(wanted) >= 3]
    if exact or len(wanted) < 5:
        return exact[0] if exact else 9 if wanted == "sept" else None
    close = get_close_matches(wanted.title(), MONTHS, n=1, cutoff=0.8)
    return MONTHS.index(close[0]) + 1 if close else None


def _dates_in(text: str, near: date) -> Iterator[FoundDate]:
    for form in _DATES:
        for match in re.finditer(form, text, re.IGNORECASE):
            if day := _matched_date(match.groupdict(), near):
                yield FoundDate(day, match.start(), match.end())


def _matched_date(parts: dict[str, str | None], near: date) -> date | None:
    number = parts.get("number")
    month = int(number) if number else month_number(parts.get("month") or "")
    if not month:
        return None
    day = int(parts["day"] or 0)
    return _date(int(parts["year"]), month, day) if parts["year"] else nearest_date(month, day, near)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _utc_clock(text: str) -> time | None:
    match = re.search(_UTC, text, re.IGNORECASE)
    return _time(_hour(match[1], match[3]), int(match[2] or 0)) if match else None


def read_clock(text: str) -> tuple[time | None, str | None]:
    """The first local clock time in ``text``, and the abbreviation of the zone beside it."""
    for match in re.finditer(_CLOCK, text, re.IGNORECASE):
        hour, minute, half, zone = match.group("hour", "minute", "half", "zone")
        is_utc = (zone or "").upper() in {"UTC", "GMT", "Z"}
        if is_utc or not (half or (minute and (zone or ":" in match.group())) or zone):
            continue
        return _time(_hour(hour, half), int(minute or 0)), zone.upper() if zone else None
    return None, None


def _hour(number: str, half: str | None) -> int:
    return int(number) % 12 + 12 * (half in "pP") if half else int(number)


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
