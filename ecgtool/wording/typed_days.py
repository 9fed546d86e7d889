"""Which day a phrase names: "2026-12-28", "Dec 28", "next Monday", "+2 weeks", "the 28th".

What has two readings is refused, with both. The clock time beside a phrase is read by ``typed_dates``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from ecgtool.errors import UsageError
from ecgtool.group import Group
from ecgtool.schedule.occurrences import Moment, occurrences, weekday_date
from ecgtool.wording.languages import ENGLISH, language, numeric_readings
from ecgtool.wording.reading import WEEKDAY, WEEKDAYS, month_number, nearest_date, weekday_named
from ecgtool.wording.zone_labels import full_name

_NUMERIC = r"\d{1,4}([-/.])\s?\d{1,2}(?:\1\s?(?:\d{1,4})?)?"
_YEAR = r"(?:,?[\s-](?P<year>(?:19|20|21|['\u2019])\d{2}|0{4}))?"
_WORDED = (
    r"(?:(?P<month>[^\W\d_]+)\.?[\s-](?:the\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    rf"|(?:the\s)?(?P<first>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-](?P<then>[^\W\d_]+)\.?){_YEAR}"
)
_OF_MONTH = r"(?:on\s+)?(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)"
_WEEK_DATE = r"(?P<year>\d{4})-?(?:W(?P<week>\d{2})-?(?P<weekday>[1-7])|(?P<day>\d{3}))"
"""Dates of ISO 8601 that have no month: by the week (2026-W53-1), or by the day of the year (2026-362)."""
_NUMBERS = {
    word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)
}
_COUNT = rf"(?P<count>\d{{1,4}}|an?|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>d|days?|w|weeks?|fortnights?|months?|years?)"
_AHEAD = rf"(?P<ahead>\+|in\s)?\s*{_COUNT}\s*{_UNIT}(?:['\u2019]?\s+time)?(?P<later>\s+from\s+(?:now|today)|\s+ago)?"
_NEXT_UNIT = r"^next\s+(?=(?:week|month|year)$)"
_WEEKDAY = rf"(?:(?:the\s+)?(?:(?P<next>next|(?:up)?coming)|this|on)\s+)?(?P<name>{WEEKDAY})\.?"
_WEEK_LATER = (
    rf"(?:(?P<base>today|tomorrow|{WEEKDAY})\s+(?:week|in\s+a\s+week)"
    rf"|{_COUNT}\s+weeks?\s+(?:on|from|after)\s+(?:next\s+)?(?P<from>today|tomorrow|{WEEKDAY}))"
)
_OF_NEXT_WEEK = (
    rf"(?:on\s+)?(?P<name>{WEEKDAY})\s+(?:of\s+)?next\s+week|next\s+week,?\s+(?:on\s+)?(?P<then>{WEEKDAY})"
)
_BESIDE = rf"(?P<name>{WEEKDAY})\b[,.]?"
_NEAR = {
    "yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2,
    "day before yesterday": -2, "the day before yesterday": -2,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What words such as "tomorrow" are relative to: today's date in ``zone``, and the next meeting.

    A date without a year is the first from today on; with ``nearest``, the nearest, which may be past. Dates in
    figures are read as the ``language`` (BCP 47) writes them. The ``group`` has a heading from which
    a date may be copied.
    """

    today: date
    zone: ZoneInfo
    next_meeting: Moment | None = None
    nearest: bool = False
    language: str = ""
    group: Group | None = None


def around(groups: Sequence[Group], now: datetime) -> Around:
    """Return what "tomorrow" and "next meeting" are relative to: the one group, or for several UTC and no meeting."""
    if len(groups) != 1:
        return Around(today=now.date(), zone=ZoneInfo("UTC"))
    group, schedule = groups[0], groups[0].schedule
    coming = next(occurrences(schedule, now), None)
    local = coming.local_start if coming else None
    next_meeting = Moment(local.date(), local.time()) if local else None
    today = now.astimezone(schedule.zone).date()
    return Around(today=today, zone=schedule.zone, next_meeting=next_meeting, language=group.language, group=group)


class NoDateError(UsageError):
    """What was typed is no date."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem, 'write it like 2026-12-28, "Dec 28", "next Monday" or "+2 weeks"')


def day_named(text: str, phrase: str, around: Around, bases: tuple[date, ...]) -> date:
    """Return the one date that a ``phrase`` of the ``text`` names. A weekday before or after it has to agree.

    Words such as "next Monday" count from each of ``bases``.

    Raises:
        NoDateError: it names none.
        UsageError: it has two readings, or the weekday is another.
    """
    plain = re.sub(r"^on (?=.*\d)", "", " ".join(re.sub(r"[()]", " ", phrase).split()), flags=re.IGNORECASE)
    before = re.match(rf"{_BESIDE}\s+(?=\S)", plain, re.IGNORECASE)
    after = None if before else re.search(rf"(?<=\S)[\s,]+{_BESIDE}$", plain, re.IGNORECASE)
    beside = before or after
    rest = plain[: beside.start()] + plain[beside.end() :] if beside else plain
    of_month = beside and re.fullmatch(rf"(?:{_OF_MONTH}|(?P<bare>\d{{1,2}}))", rest.strip(" ,"), re.IGNORECASE)
    if of_month:  # "Monday the 28th" may be next month's
        readings = _coming_of_month(int(of_month["day"] or of_month["bare"]), around)
    else:
        readings = _fixed(rest.strip(" ,"), around) if beside else ()
    if beside and readings:
        weekday = weekday_named(beside["name"][:3])
        fitting = [day for day in readings if WEEKDAYS[day.weekday()] == weekday]
        if not fitting:
            raise UsageError(f"{text!r}: {readings[0]} is a {readings[0]:%A}", "mend the weekday or the date")
        return _only(text, fitting, around.zone)
    return _only(
        text, (*_fixed(plain, around), *(day for base in bases for day in _counted(plain, base))), around.zone
    )


def _only(text: str, readings: Iterable[date], zone: ZoneInfo) -> date:
    found = sorted(set(readings))
    if not found:
        raise NoDateError(f"{text!r} is no date")
    if len(found) > 1:
        either = " or ".join(weekday_date(day) for day in found)
        raise UsageError(
            f"{text!r} can be read in two ways, {either}, in {full_name(zone)}", "write the one that is meant"
        )
    return found[0]


def _fixed(phrase: str, around: Around) -> tuple[date, ...]:
    """Return the readings of a phrase that does not count from a meeting: "tomorrow", "Dec 28", "the 5th"."""
    if phrase.lower() in _NEAR:
        return _plus(around.today, _NEAR[phrase.lower()])
    if match := re.fullmatch(_WEEK_DATE, phrase, re.IGNORECASE):
        return _without_month(match)
    numbers = re.sub(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", phrase)
    if re.fullmatch(_NUMERIC, numbers):
        readings = numeric_readings(numbers, language(around.language).order)
        return tuple(day for reading in readings for day in _dates(*reading, around))
    if match := re.fullmatch(_OF_MONTH, phrase, re.IGNORECASE):
        return _coming_of_month(int(match["day"]), around)[:1]
    if match := re.fullmatch(_WORDED, phrase, re.IGNORECASE):
        word, figures = match["month"] or match["then"], (match["year"] or "").replace("\u2019", "'")
        year = int(figures.replace("'", "20")) if figures else None
        month = ENGLISH.month_forms.get(word.lower()) or month_number(word)
        return _dates(year, month or 0, int(match["day"] or match["first"]), around)
    return ()


def _without_month(match: re.Match[str]) -> tuple[date, ...]:
    year = int(match["year"])
    try:
        if match["day"] is None:
            return (date.fromisocalendar(year, int(match["week"]), int(match["weekday"])),)
        day = date(year, 1, 1) + timedelta(days=int(match["day"]) - 1)
    except (ValueError, OverflowError):
        return ()
    return (day,) if day.year == year else ()


def _coming_of_month(day: int, around: Around) -> tuple[date, ...]:
    """Return the next two dates with that day of the month, from today on; or the two nearest, the nearest first."""
    months = range(around.today.year * 12 + around.today.month - 2, min(around.today.year * 12 + 24, MAXYEAR * 12))
    found = [found for month in months for found in _date(month // 12, month % 12 + 1, day)]
    if around.nearest:
        return tuple(sorted(found, key=lambda one: abs(one - around.today))[:2])
    return tuple(islice((one for one in found if one >= around.today), 2))


def _dates(year: int | None, month: int, day: int, around: Around) -> tuple[date, ...]:
    """Return that date, if it exists. Without a year, it is the one that ``around`` asks for."""
    today = around.today
    if year is not None:
        return _date(year, month, day)
    if around.nearest:
        nearest = nearest_date(month, day, today)
        return (nearest,) if nearest else ()
    years = range(today.year, min(today.year + 9, MAXYEAR))
    coming = (found for year in years for found in _date(year, month, day) if found >= today)
    return tuple(islice(coming, 1))


def _date(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


def _counted(phrase: str, base: date) -> tuple[date, ...]:
    """Return the readings of words that count from ``base``. A weekday's name on that very day has two."""
    match = re.fullmatch(_AHEAD, re.sub(_NEXT_UNIT, "+1 ", phrase, flags=re.IGNORECASE), re.IGNORECASE)
    ago = bool(match and (match["later"] or "").lower().endswith("ago"))
    if match and (match["ahead"] or match["later"]) and not (match["ahead"] and ago):
        return _ahead(_number(match["count"]) * (-1 if ago else 1), match["unit"][0].lower(), base)
    if match := re.fullmatch(_WEEK_LATER, phrase, re.IGNORECASE):
        named = (match["base"] or match["from"]).lower()
        days = _NEAR[named] if named in _NEAR else _days_until(named, base)
        return _plus(base, days + 7 * _number(match["count"] or "a"))
    if match := re.fullmatch(_OF_NEXT_WEEK, phrase, re.IGNORECASE):
        number = WEEKDAYS.index(weekday_named((match["name"] or match["then"])[:3]))
        from_monday, from_sunday = 7 - base.weekday() + number, 7 - (base.weekday() + 1) % 7 + (number + 1) % 7
        return (*_plus(base, from_monday), *_plus(base, from_sunday))
    match = re.fullmatch(_WEEKDAY, phrase, re.IGNORECASE)
    if not match:
        return ()
    if days := _days_until(match["name"], base):
        return _plus(base, days)
    return _plus(base, 7) if match["next"] else (base, *_plus(base, 7))


def _number(count: str) -> int:
    return int(count) if count.isdecimal() else _NUMBERS.get(count.lower(), 1)


def _days_until(weekday: str, base: date) -> int:
    return (WEEKDAYS.index(weekday_named(weekday[:3])) - base.weekday()) % 7


def _ahead(count: int, unit: str, base: date) -> tuple[date, ...]:
    if unit in "dwf":
        return _plus(base, count * {"d": 1, "w": 7, "f": 14}[unit])
    months = base.year * 12 + base.month - 1 + count * (12 if unit == "y" else 1)
    last_first = ((months // 12, months % 12 + 1, day) for day in range(base.day, 27, -1))
    days = [found for year, month, day in last_first for found in _date(year, month, day)]
    return tuple(days[:1]) or _date(months // 12, months % 12 + 1, base.day)


def _plus(base: date, days: int) -> tuple[date, ...]:
    try:
        return (base + timedelta(days=days),)
    except OverflowError:
        return ()
