"""Read dates and times as people type them: "2026-12-28", "Dec 28", "next Monday", "+2 weeks", "tomorrow 9:30".

All is local to the group's zone. A date without a year is the first one from today on, and "next Monday" the first
Monday after today. What has two readings is refused, with both.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import islice
from unicodedata import normalize
from zoneinfo import ZoneInfo

from ecgtool.errors import UsageError
from ecgtool.schedule.occurrences import Moment, weekday_date
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.clocks import AROUND_A_DATE, CLOCK, clock_in
from ecgtool.wording.languages import ENGLISH, in_english, language, numeric_readings
from ecgtool.wording.reading import WEEKDAY, WEEKDAYS, month_number, nearest_date, weekday_named
from ecgtool.wording.zone_labels import full_name

_ISO = r"(\d{4}-\d{2}-\d{2})T(\d{1,2}:\d{2}.*)"
_AT = r"(?:\bat\s+)?(?<![\w.:/+-])"
_ZONE = (
    r"\s?\(?(?P<zone>Z|(?:Pacific|Mountain|Central|Eastern)(?:\s+Time)?|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{2,5}"
    r"|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+)+)\b\)?"
)
_MILITARY = rf"(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d)(?:{_ZONE})?$"
_BESIDE_UTC = r"(?P<local>.*\S)\s*/\s*(?P<utc>\d{1,2}:?\d{2})\s?UTC"
_NUMERIC = r"\d{1,4}([-/.])\s?\d{1,2}(?:\1\s?(?:\d{1,4})?)?"
_YEAR = r"(?:,?[\s-](?P<year>(?:19|20|21)\d{2}|0{4}))?"
_WORDED = (
    r"(?:(?P<month>[^\W\d_]+)\.?[\s-](?:the\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    rf"|(?:the\s)?(?P<first>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-](?P<then>[^\W\d_]+)\.?){_YEAR}"
)
_OF_MONTH = r"(?:on\s+)?(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)"
_WEEK_DATE = r"(\d{4})-?W(\d{2})-?([1-7])"
_NUMBERS = {
    word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)
}
_COUNT = rf"(?P<count>\d{{1,4}}|an?|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>d|days?|w|weeks?|fortnights?|months?|years?)"
_AHEAD = rf"(?P<ahead>\+|in\s)?\s*{_COUNT}\s*{_UNIT}(?:['\u2019]?\s+time)?(?P<later>\s+from\s+(?:now|today))?"
_NEXT_UNIT = r"next\s+(?P<unit>week|month|year)"
_WEEKDAY = rf"(?:(?:(?P<next>next|coming)|this|on)\s+)?(?P<name>{WEEKDAY})"
_WEEK_LATER = (
    rf"(?:(?P<base>today|tomorrow|{WEEKDAY})\s+(?:week|in\s+a\s+week)"
    rf"|(?:a|one)\s+week\s+(?:on|from|after)\s+(?:next\s+)?(?P<from>today|tomorrow|{WEEKDAY}))"
)
_BESIDE = rf"(?P<name>{WEEKDAY})\b[,.]?"
_NEXT_MEETING = r"(?:the\s+)?next(?:\s+(?:meeting|one))?"
_NEAR = {
    "yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2,
    "day before yesterday": -2, "the day before yesterday": -2,
}  # fmt: skip
_EXAMPLES = 'write it like 2026-12-28, "Dec 28", "next Monday" or "+2 weeks"'
# Texts and not compiled expressions: few runs read a typed date, and ``re`` remembers what it has compiled.


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What words such as "tomorrow" are relative to: today's date in ``zone``, and the next meeting.

    A date without a year is the first from today on; with ``nearest``, the nearest, which may be past. Dates in
    figures are read as the ``language`` (BCP 47) writes them.
    """

    today: date
    zone: ZoneInfo
    next_meeting: Moment | None = None
    nearest: bool = False
    language: str = ""


def parse_day(text: str, around: Around) -> Moment:
    """Return the date in ``text``, and its clock time if it has one, on the clock of ``around``.

    Raises:
        UsageError: there is none, or it has two readings.
    """
    found = _parse(text, around, (around.today,))
    if found.day is None:
        raise UsageError(f"{text!r} names no date", _EXAMPLES)
    return found


def parse_target(text: str, around: Around, meeting: date) -> Moment:
    """Return when the meeting on the date ``meeting`` is moved to. None stands for its own date, or its own hour.

    "next Tuesday" or "+1 day" may count from today or from the meeting. Where that makes a difference they are
    refused.

    Raises:
        UsageError: there is no date and no time in it, or it has two readings.
    """
    return _parse(text, around, (around.today, meeting))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Clock:
    """A clock time in a text: the time, the zone beside it, and the text without both."""

    at: time
    zone: str
    rest: str


def _in_english(typed: str, tag: str) -> str:
    if not tag:  # of English, only dates in figures change
        return in_english(typed, "") if re.search(r"\d[./-]", typed) else typed
    from ecgtool.wording.vocabulary import typed_in_english

    return typed_in_english(typed, tag)


def _parse(text: str, around: Around, bases: tuple[date, ...]) -> Moment:
    if len(text) > 200:
        raise UsageError("what was typed is too long for a date", _EXAMPLES)
    words = " ".join(_in_english(normalize("NFC", re.sub(AROUND_A_DATE, "", text)), around.language).split())
    if match := re.fullmatch(_ISO, words, re.IGNORECASE):
        return _iso(text, f"{match[1]}T{match[2].rjust(5, '0')}", around.zone)
    if around.next_meeting and re.fullmatch(_NEXT_MEETING, words, re.IGNORECASE):
        return around.next_meeting
    if not words:
        raise UsageError("no date was given", _EXAMPLES)
    if match := re.fullmatch(_BESIDE_UTC, words, re.IGNORECASE):
        return _with_utc(text, match["local"], match["utc"], around, bases)
    found = _clock(text, words)
    phrase = found.rest if found else words
    day = _day(text, phrase, around, bases) if phrase else None
    if not found or not found.zone:
        return Moment(day, found.at if found else None)
    local = _elsewhere(text, found, day or bases[-1], around.zone)
    return Moment(local.date() if day or local.date() != bases[-1] else None, local.time())


def _with_utc(text: str, local: str, utc: str, around: Around, bases: tuple[date, ...]) -> Moment:
    """Return a moment written as in a heading: "8am PST / 1600 UTC". Both clock times have to agree."""
    found = _parse(local, around, bases)
    if found.day is None or found.at is None:
        raise UsageError(f"{text!r} is no date", _EXAMPLES)
    there = datetime.combine(found.day, found.at, around.zone).astimezone(UTC)
    if f"{there:%H%M}" != utc.replace(":", "").rjust(4, "0"):
        raise UsageError(f"{text!r}: {found.at:%H:%M} there is {there:%H%M} UTC", "mend one of the two")
    return found


def _iso(text: str, written: str, zone: ZoneInfo) -> Moment:
    try:
        moment = datetime.fromisoformat(written.upper())
        local = moment.astimezone(zone) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        if " " not in written:
            raise UsageError(f"{text!r}: there is no such date and time", "write it like 2026-12-29T10:00") from None
        return parse_day(written.replace("T", " ", 1), Around(today=date.min, zone=zone))
    return Moment(local.date(), local.time().replace(second=0, microsecond=0))


def _clock(text: str, words: str) -> _Clock | None:
    """Return the clock time in ``words``, or None. "17.30" and "1730" are clock times only beside a date."""
    for match in re.finditer(rf"{_AT}{CLOCK}", words, re.IGNORECASE):
        before, after = words[: match.start()], words[match.end() :]
        has_date = re.search(r"[^\W\d_]{3}|\d{4}", before + after) and not after.startswith(".")
        if re.fullmatch(r"\d{1,2}\.\d{2}", match[0]) and not has_date:
            continue
        at = clock_in(match)
        if at is None:
            raise UsageError(f"{text!r}: there is no such clock time", 'write it like "09:30" or "9:30 am"')
        zone = re.match(_ZONE, words[match.end() :])
        named, end = "", match.end()
        if zone is not None and _is_zone(zone["zone"]):
            named, end = zone["zone"], end + zone.end()
        return _Clock(at=at, zone=named, rest=f"{before} {words[end:]}".strip(" ,"))
    bare = re.search(rf"(?<=\s)(?:at\s+)?{_MILITARY}", words)
    is_year = bare is not None and re.match(r"(?:19|20|21)\d{2}|0000", bare[0])
    if bare is not None and not is_year and (not bare["zone"] or _is_zone(bare["zone"])):
        at = time(int(bare["hours"]), int(bare["minutes"]))
        return _Clock(at=at, zone=bare["zone"] or "", rest=words[: bare.start()].strip(" ,"))
    return None


def _is_zone(word: str) -> bool:
    if len(word) == 1 or "/" in word or re.search(r"\d", word):
        return True
    from ecgtool.wording.zone_names import LETTERS

    return word.upper().removesuffix(" TIME") in LETTERS


def _elsewhere(text: str, found: _Clock, day: date, zone: ZoneInfo) -> datetime:
    """Return a clock time of another zone on the group's clock."""
    there = _zone_meant(text, found, day, zone)
    moment = datetime.combine(day, found.at, there)
    label = found.zone.upper()
    seasons = {name.upper() for n in (0, 182) if (name := (moment + timedelta(days=n)).tzname())}
    if label in seasons and (moment.tzname() or "").upper() != label:
        shown = abbreviation(moment)
        raise UsageError(f"{text!r}: on {day} the clock is on {shown}, not {label}", f"write {shown}, or no zone")
    return moment.astimezone(zone)


def _zone_meant(text: str, found: _Clock, day: date, own: ZoneInfo) -> tzinfo:
    """Return the zone beside a clock time: the group's own where the letters fit it, else the only one they mean."""
    from ecgtool.wording.zone_names import zone_named, zones_meant

    word = found.zone
    if word.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    if match := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", word, re.IGNORECASE):
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if ahead >= timedelta(days=1):
            raise UsageError(f"{text!r}: there is no such zone", "write the time on the group's own clock")
        return timezone(ahead if match[1] == "+" else -ahead)
    meant = zones_meant(word)
    if "/" not in word and own.key in meant:
        return own
    if "/" not in word and len({datetime.combine(day, found.at, ZoneInfo(zone)).utcoffset() for zone in meant}) > 1:
        raise UsageError(f"{text!r}: {word} may be the clock of {' or '.join(meant)}", "name the zone")
    try:
        return zone_named(word if "/" in word else meant[0])
    except ValueError as error:
        hint = str(error).removeprefix("; ") or "write the time on the group's own clock"
        raise UsageError(f"{text!r}: there is no zone {word}", hint) from error


def _day(text: str, phrase: str, around: Around, bases: tuple[date, ...]) -> date:
    """Return the one date that a phrase names. A weekday before or after it has to agree."""
    plain = re.sub(r"^on (?=.*\d)", "", " ".join(re.sub(r"[()]", " ", phrase).split()), flags=re.IGNORECASE)
    before = re.match(rf"{_BESIDE}\s+(?=\S)", plain, re.IGNORECASE)
    after = None if before else re.search(rf"(?<=\S)[\s,]+{_BESIDE}$", plain, re.IGNORECASE)
    beside = before or after
    rest = plain[: beside.start()] + plain[beside.end() :] if beside else plain
    readings = _fixed(rest.strip(" ,"), around) if beside else ()
    if not readings:
        beside = None
        readings = (*_fixed(plain, around), *(day for base in bases for day in _counted(plain, base)))
    day = _only(text, readings, around.zone)
    if beside and WEEKDAYS[day.weekday()] != weekday_named(beside["name"][:3]):
        raise UsageError(f"{text!r}: {day} is a {day:%A}", "mend the weekday or the date")
    return day


def _only(text: str, readings: Iterable[date], zone: ZoneInfo) -> date:
    found = sorted(set(readings))
    if not found:
        raise UsageError(f"{text!r} is no date", _EXAMPLES)
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
        return _of_week(int(match[1]), int(match[2]), int(match[3]))
    numbers = re.sub(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", phrase)
    if re.fullmatch(_NUMERIC, numbers):
        readings = numeric_readings(numbers, language(around.language).order)
        return tuple(day for reading in readings for day in _dates(*reading, around))
    if match := re.fullmatch(_OF_MONTH, phrase, re.IGNORECASE):
        return _next_of_month(int(match["day"]), around)
    if match := re.fullmatch(_WORDED, phrase, re.IGNORECASE):
        word, year = match["month"] or match["then"], int(match["year"]) if match["year"] else None
        month = ENGLISH.month_forms.get(word.lower()) or month_number(word)
        return _dates(year, month or 0, int(match["day"] or match["first"]), around)
    return ()


def _of_week(year: int, week: int, weekday: int) -> tuple[date, ...]:
    try:
        return (date.fromisocalendar(year, week, weekday),)
    except ValueError:
        return ()


def _next_of_month(day: int, around: Around) -> tuple[date, ...]:
    """Return that day of the month: the first from today on, or the nearest."""
    months = range(around.today.year * 12 + around.today.month - 2, min(around.today.year * 12 + 24, MAXYEAR * 12))
    found = [found for month in months for found in _date(month // 12, month % 12 + 1, day)]
    if around.nearest:
        return tuple(sorted(found, key=lambda one: abs(one - around.today))[:1])
    return tuple(islice((one for one in found if one >= around.today), 1))


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
    match = re.fullmatch(_AHEAD, phrase, re.IGNORECASE)
    if match and (match["ahead"] or match["later"]):
        count = match["count"].lower()
        number = int(count) if count.isdecimal() else _NUMBERS.get(count, 1)
        return _ahead(number, match["unit"][0].lower(), base)
    if match := re.fullmatch(_NEXT_UNIT, phrase, re.IGNORECASE):
        return _ahead(1, match["unit"][0].lower(), base)
    if match := re.fullmatch(_WEEK_LATER, phrase, re.IGNORECASE):
        named = (match["base"] or match["from"]).lower()
        first = _plus(base, _NEAR[named]) if named in _NEAR else _plus(base, _days_until(named, base))
        return tuple(day for one in first for day in _plus(one, 7))
    match = re.fullmatch(_WEEKDAY, phrase, re.IGNORECASE)
    if not match:
        return ()
    if days := _days_until(match["name"], base):
        return _plus(base, days)
    return _plus(base, 7) if match["next"] else (base, *_plus(base, 7))


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
