"""Dates and times in the forms that people type: "2026-12-28", "Dec 28", "next Monday", "+2 weeks", "tomorrow 9:30".

Everything is local to the group's zone. A date without a year is the first one from today on, "next Monday" the first
Monday after today. What can be read in two ways is refused, with the readings.
"""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.errors import UsageError
from ecgtool.schedule.occurrences import Moment, weekday_date
from ecgtool.wording.reading import WEEKDAY, WEEKDAYS, month_number, nearest_date, weekday_named

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\s*(\d{1,2}:\d{2}.*)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:\bat\s+)?(?<![\d.:/+-])(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::00)?(?:\s?(?P<half>[ap])\.?m\b\.?)?(?![\d:])"
    r"|(?P<full>\d{1,2})\s?(?P<its>[ap])\.?m\b\.?)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}))?")
_WORDED = re.compile(
    r"(?:(?P<month>[^\W\d_]+)\.?[\s-](?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<first>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-](?P<then>[^\W\d_]+)\.?)(?:,?[\s-](?P<year>\d{4}))?",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"(?:\+|in\s)\s*(\d{1,4})\s*(d|day|w|week|month|year)s?", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?:(?:(?P<next>next|coming)|this|on)\s+)?(?P<name>{WEEKDAY})", re.IGNORECASE)
_LEADING_WEEKDAY = re.compile(rf"{_WEEKDAY.pattern}\b[,.]?\s+(?=\S)", re.IGNORECASE)
_NEXT_MEETING = re.compile(r"(?:the\s+)?next(?:\s+(?:meeting|one))?", re.IGNORECASE)
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_EXAMPLES = 'write it like 2026-12-28, "Dec 28", "next Monday" or "+2 weeks"'


class Around(NamedTuple):
    """What words such as "tomorrow" are relative to: today's date in ``zone``, and the next meeting.

    A date without a year is the first one from today on, or the ``nearest``, where what was counts as well.
    """

    today: date
    zone: ZoneInfo
    next_meeting: Moment | None = None
    nearest: bool = False


def parse_day(text: str, around: Around) -> Moment:
    """The date that ``text`` names, and the clock time where it has one.

    Raises:
        UsageError: it names none, or can be read in two ways.
    """
    found = _parse(text, around, (around.today,))
    if found.day is None:
        raise UsageError(f"{text!r} names no date", _EXAMPLES)
    return found


def parse_target(text: str, around: Around, meeting: date) -> Moment:
    """To when the meeting on the date ``meeting`` is moved: a date alone keeps the hour, a clock time alone the date.

    Words such as "next Tuesday" or "+1 day" may count from today or from the meeting, and are refused where that
    differs.

    Raises:
        UsageError: it names no date and no time, or can be read in two ways.
    """
    return _parse(text, around, (around.today, meeting))


def _parse(text: str, around: Around, bases: tuple[date, ...]) -> Moment:
    words = " ".join(text.split())
    if match := _ISO.fullmatch(words):
        return _iso(text, f"{match[1]}T{match[2].rjust(5, '0')}", around.zone)
    if around.next_meeting and _NEXT_MEETING.fullmatch(words):
        return around.next_meeting
    clock = _CLOCK.search(words)
    rest = f"{words[: clock.start()]} {words[clock.end() :]}".strip(" ,") if clock else words
    if not clock and not rest:
        raise UsageError("no date was given", _EXAMPLES)
    day = _day(text, rest, around, bases) if rest else None
    return Moment(day, _clock(text, clock) if clock else None)


def _iso(text: str, written: str, zone: ZoneInfo) -> Moment:
    try:
        moment = datetime.fromisoformat(written.upper())
        local = moment.astimezone(zone) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return _parse_loosely(text, zone)
    return Moment(local.date(), local.time().replace(second=0, microsecond=0))


def _parse_loosely(text: str, zone: ZoneInfo) -> Moment:
    """A date of ISO 8601 with a clock time that is not, such as "2026-12-29 10:00 pm"."""
    day, _, clock = text.strip().replace("T", " ").partition(" ")
    match = _CLOCK.fullmatch(clock.strip())
    if not match:
        raise UsageError(f"{text!r}: there is no such date and time", "write it like 2026-12-29T10:00")
    typed = parse_day(day, Around(date.min, zone))
    return Moment(typed.day, _clock(text, match))


def _clock(text: str, match: re.Match[str]) -> time:
    hour, half = int(match["hour"] or match["full"]), (match["half"] or match["its"] or "").lower()
    minute = int(match["minute"] or 0)
    if minute > 59 or (half and not 1 <= hour <= 12) or hour > 23:
        raise UsageError(f"{text!r}: there is no such clock time", 'write it like "09:30" or "9:30 am"')
    return time(hour % 12 + 12 * (half == "p") if half else hour, minute)


def _day(text: str, phrase: str, around: Around, bases: tuple[date, ...]) -> date:
    leading = _LEADING_WEEKDAY.match(phrase)
    rest = phrase[leading.end() :] if leading else phrase
    readings = _fixed(rest, around)
    if not leading:
        readings += tuple(day for base in bases for day in _counted(rest, base))
    day = _only(text, readings)
    if leading and not f"{day:%A}".lower().startswith(leading["name"][:3].lower()):
        raise UsageError(f"{text!r}: {day} is a {day:%A}", "mend the weekday or the date")
    return day


def _only(text: str, readings: Iterable[date]) -> date:
    found = sorted(set(readings))
    if not found:
        raise UsageError(f"{text!r} is no date", _EXAMPLES)
    if len(found) > 1:
        either = " or ".join(weekday_date(day) for day in found)
        raise UsageError(f"{text!r} can be read in two ways, {either}", "write the one that is meant")
    return found[0]


def _fixed(phrase: str, around: Around) -> tuple[date, ...]:
    """The readings of a date that does not depend on where counting begins, years apart."""
    if phrase.lower() in _NEAR:
        return (around.today + timedelta(days=_NEAR[phrase.lower()]),)
    if match := _YEAR_FIRST.fullmatch(phrase):
        return _dates(int(match[1]), int(match[3]), int(match[4]), around)
    if match := _SLASHES.fullmatch(phrase):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        return (*_dates(year, first, second, around), *_dates(year, second, first, around))
    if match := _DOTS.fullmatch(phrase):
        return _dates(_year(match[3]), int(match[2]), int(match[1]), around)
    if match := _WORDED.fullmatch(phrase):
        month = month_number(match["month"] or match["then"])
        return _dates(_year(match["year"]), month or 0, int(match["day"] or match["first"]), around)
    return ()


def _year(figures: str | None) -> int | None:
    return int(figures) if figures else None


def _dates(year: int | None, month: int, day: int, around: Around) -> tuple[date, ...]:
    """That date; without a year the one that ``around`` asks for. None where there is no such date."""
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
    """The readings of words that count from ``base``; a weekday's name on that very day has two."""
    if match := _AHEAD.fullmatch(phrase):
        return _ahead(int(match[1]), match[2][0].lower(), base)
    match = _WEEKDAY.fullmatch(phrase)
    if not match:
        return ()
    days = (WEEKDAYS.index(weekday_named(match["name"][:3])) - base.weekday()) % 7
    if days:
        return _plus(base, days)
    return _plus(base, 7) if match["next"] else (base, *_plus(base, 7))


def _ahead(count: int, unit: str, base: date) -> tuple[date, ...]:
    if unit in "dw":
        return _plus(base, count * (7 if unit == "w" else 1))
    months = base.year * 12 + base.month - 1 + count * (12 if unit == "y" else 1)
    last_first = ((months // 12, months % 12 + 1, day) for day in range(base.day, 27, -1))
    days = [found for year, month, day in last_first for found in _date(year, month, day)]
    return tuple(days[:1]) or _date(months // 12, months % 12 + 1, base.day)


def _plus(base: date, days: int) -> tuple[date, ...]:
    try:
        return (base + timedelta(days=days),)
    except OverflowError:
        return ()
