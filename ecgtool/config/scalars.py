"""The single values of the configuration: texts, links, dates, clock times, durations, zones, templates."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ecgtool.config import patterns
from ecgtool.config.kinds import Scalar
from ecgtool.schedule.planned import FIRST_YEAR, LAST_YEAR
from ecgtool.schedule.zone_data import find_zone
from ecgtool.wording.rules import parse_every, parse_on
from ecgtool.wording.spelling import nearest

T = TypeVar("T", bound=date)

_STRING = {"type": "string"}
_HIDING = r"<!--(?=(?:(?!-->).)*\{)|</?(?:noinclude|onlyinclude|includeonly)\b"
"""What of a template's markup hides a field: a comment around it, and tags that not every reader of a page sees."""
_LONGEST_LOOK = 371
"""The most days that ``ahead`` may be: a year and a week, so that a yearly meeting is among them."""
_ISO_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_DATE_LIKE = r"\d{4}-\d{2}-\d{2}"
_TEXT_CONTROLS = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]"
_LINE_CONTROLS = r"[\x00-\x08\n-\x1f\x7f-\x9f\u2028\u2029]"
# Texts and not compiled expressions: few files need them all, and ``re`` remembers what it has compiled.


def _text(value: object, controls: str = _TEXT_CONTROLS) -> str:
    if not isinstance(value, str) or (not value.isprintable() and re.search(controls, value)):
        raise ValueError
    return value


def _line(value: object) -> str:
    return _text(value, _LINE_CONTROLS).strip()


def _filled(value: object) -> str:
    text = _text(value, _LINE_CONTROLS).strip()
    if not text:
        raise ValueError
    return text


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _date(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(_unquoted(value, date.fromisoformat))
    return value


def _moment(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise ValueError(_unquoted(value, datetime.fromisoformat))
    if value.tzinfo:
        raise ValueError("; it is local to the group's timezone, so without an offset")
    return _far_from_the_ends(value)


def _far_from_the_ends(value: T) -> T:
    """Return a date on which a meeting may be held: one has to be able to look back and ahead from it."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"; the years are {FIRST_YEAR} to {LAST_YEAR}")
    return value


def _unquoted(value: object, parse: Callable[[str], date]) -> str:
    """Return what is wrong with a text that looks like a date, or "".

    Either there is no such day, or it should stand without quotes.
    """
    if not isinstance(value, str) or not re.match(_DATE_LIKE, value):
        return ""
    try:
        parse(value)
    except ValueError:
        return "; there is no such day or time"
    return f"; write {value} without quotes"


def _date_or_moment(value: object) -> date | datetime:
    return _moment(value) if isinstance(value, datetime) else _far_from_the_ends(_date(value))


def _variable(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(patterns.VARIABLE, value):
        raise ValueError
    return value


def _passcode_variable(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(patterns.PASSCODE_VARIABLE, value):
        raise ValueError("; what stands there is published in calendars and agendas")
    return value


def _clock(value: object) -> time:
    if not isinstance(value, str):
        raise ValueError("; write it in quotes" if isinstance(value, time) else "")
    if re.fullmatch(_ISO_CLOCK, value):  # as most files have it
        return time.fromisoformat(value)
    from ecgtool.wording.typed_clocks import parse_clock

    return parse_clock(value)


def _clocks(value: object) -> time | list[time]:
    if not isinstance(value, list):
        return _clock(value)
    if not value:
        raise ValueError
    return [_clock(member) for member in value]


def _duration(value: object) -> timedelta:
    from ecgtool.wording.durations import parse_duration

    length = parse_duration(_filled(value))
    if length > timedelta(days=366):
        raise ValueError("; that is too long")
    return length


def _days_ahead(value: object) -> timedelta:
    match = re.fullmatch(patterns.DAYS_AHEAD, value) if isinstance(value, str) else None
    if not match:
        raise ValueError
    days = int(match[1]) * (7 if match[2] == "week" else 1)
    if not 1 <= days <= _LONGEST_LOOK:
        raise ValueError(f"; it is from one day to {_LONGEST_LOOK // 7} weeks")
    return timedelta(days=days)


def _calendar_variable(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(patterns.CALENDAR_VARIABLE, value):
        raise ValueError("; what stands there is sent to the host that it names")
    return value


def _meeting_length(value: object) -> timedelta:
    length = _duration(value)
    if not timedelta() < length <= timedelta(days=7):
        raise ValueError("; a meeting lasts longer than nothing and no longer than a week")
    return length


def _every(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    parse_every(value)
    return value


def _on(value: Any) -> Any:
    members = value if isinstance(value, list) else [value]
    if not members or not all(isinstance(m, (str, int)) and not isinstance(m, bool) for m in members):
        raise ValueError
    parse_on(members)
    return value


def zone(value: object) -> ZoneInfo:
    """Return the zone with that name in the IANA database.

    Raises:
        ValueError: there is none. Its text names zones that may be meant.
    """
    name = _filled(value)
    if found := find_zone(name):
        return found
    from ecgtool.wording.zone_names import zone_advice

    raise ValueError(zone_advice(name))


def _link(value: object) -> str:
    text = _line(value)
    if not (re.fullmatch(patterns.LINK, text) and _can_be_split(text)):
        raise ValueError
    return text


def _web_link(value: object) -> str:
    text = _line(value)
    if not (re.fullmatch(patterns.WEB_LINK, text) and _can_be_split(text)):
        raise ValueError
    return text


def _smtp(value: object) -> str:
    text = _line(value)
    if not (re.fullmatch(patterns.SMTP, text) and _can_be_split(text)):
        raise ValueError
    return text


def _can_be_split(link: str) -> bool:
    before_path = re.match(r"[^/?#]*(?://[^/?#]*)?", link)
    return bool(before_path and _has_host(before_path[0]))


@lru_cache(maxsize=256)
def _has_host(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:  # a bracket without its other half, a port that there is not
        return False


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 100:
        raise ValueError
    return value


def _holiday_code(value: object) -> str:
    text = _filled(value)
    from ecgtool.schedule import holidays

    if not holidays.known(text):
        raise ValueError(nearest(text, holidays.codes()))
    return text


def _language(value: object) -> str:
    from ecgtool.wording.languages import language

    return language(_filled(value)).tag


def _template(value: object) -> str:
    from ecgtool.wording import templates

    text = _filled(value)
    try:
        templates.parse_template(text)
    except ValueError as error:
        raise ValueError(f"; {error}") from error
    return text


def _heading(value: object) -> str:
    from ecgtool.wording import templates

    above, _, line = _text(value).strip().rpartition("\n")
    text = f"{_filled(above)}\n{_template(line)}" if above else _template(value)
    parsed = templates.parse_template(text)
    if above and not parsed.above:
        raise ValueError("; a line above it may hold fixed words alone")
    if not parsed.beginning:
        raise ValueError("; it must begin with fixed words, by which the line is found on the page")
    if not parsed.tells_date:
        raise ValueError("; it must say the date: {month} and {day}, or {date}")
    if hidden := re.search(_HIDING, text, re.IGNORECASE):  # what it hides is not read back, and written at each run
        raise ValueError(f"; “{hidden[0]}” hides what it says from those who read the page")
    return text


def _word_of(words: Sequence[str], value: object) -> str:
    if value not in words:
        raise ValueError(nearest(value, words) if isinstance(value, str) else "")
    return str(value)


def choice(*words: str) -> Scalar:
    """Return the kind of a value that is one of ``words``."""
    listed = " or ".join(f'"{word}"' for word in words)
    return Scalar(listed, partial(_word_of, words), {"enum": list(words)})


TEXT = Scalar("a text in quotes", _text, _STRING)
LINE = Scalar("one line of text in quotes", _line, _STRING)
FILLED = Scalar("one line of text in quotes, not empty", _filled, {"type": "string", "minLength": 1})
FILLED_SECRET = Scalar(
    "one line of text in quotes, not empty", _filled, {"type": "string", "minLength": 1}, secret=True
)
SECRET = Scalar("a text in quotes", _line, _STRING, secret=True)
COUNT = Scalar("a number from 1 to 100", _count, {"type": "integer", "minimum": 1, "maximum": 100})
BOOLEAN = Scalar("true or false", _yes_or_no, {"type": "boolean"})
DATE = Scalar("a date such as 2026-01-19", _date, {"type": "string", "format": "date", "pattern": patterns.DATE})
MOMENT = Scalar("a date and time such as 2026-02-10T09:00", _moment, patterns.MOMENT)
DATE_OR_MOMENT = Scalar(
    "a date, or a date and time such as 2026-05-26T09:00", _date_or_moment, patterns.DATE_OR_MOMENT
)
VARIABLE = Scalar("the name of an environment variable", _variable, patterns.VARIABLE)
PASSCODE_VARIABLE = Scalar(
    "the name of an environment variable that begins with ECG_PASSCODE",
    _passcode_variable,
    patterns.PASSCODE_VARIABLE,
)
CLOCK = Scalar('a clock time such as "08:00" or "8am"', _clock, patterns.clock)
CLOCKS = Scalar(
    f'{CLOCK.expected}, or several: ["08:00", "17:00"]',
    _clocks,
    patterns.clocks,
)
DURATION = Scalar('a duration such as "45m", "1h30m" or "1 hour"', _duration, patterns.duration)
MEETING_LENGTH = Scalar('a duration such as "45m", "1h30m" or "1 hour"', _meeting_length, DURATION.of)
DAYS_AHEAD = Scalar('days or weeks such as "8 weeks"', _days_ahead, patterns.DAYS_AHEAD)
CALENDAR_VARIABLE = Scalar(
    "the name of an environment variable, none of ECG_WIKI_..., ECG_SMTP_... and ECG_PASSCODE...",
    _calendar_variable,
    patterns.CALENDAR_VARIABLE,
)
ZONE = Scalar('a zone of the IANA database such as "America/Los_Angeles"', zone, {"$ref": "#/$defs/zone"})
LINK = Scalar('a link such as "https://meet.example.org/j/1"', _link, patterns.LINK, secret=True)
WEB_LINK = Scalar('a link such as "https://example.org/"', _web_link, patterns.WEB_LINK)
SECRET_LINK = Scalar(WEB_LINK.expected, _web_link, WEB_LINK.of, secret=True)
SMTP = Scalar('a mail server such as "smtp://mail.example.org:587"', _smtp, patterns.SMTP, secret=True)
HOLIDAYS = Scalar('a country or subdivision of ISO 3166 such as "US" or "US-CA"', _holiday_code, patterns.HOLIDAYS)
LANGUAGE = Scalar('a language as a tag of BCP 47 such as "de" or "pt-BR"', _language, patterns.LANGUAGE)
TEMPLATE = Scalar("a template", _template, {"$ref": "#/$defs/template"})
HEADING = Scalar("a template", _heading, TEMPLATE.of)
_DAY_SCHEMA = {"anyOf": [{"$ref": "#/$defs/days"}, {"type": "integer", "minimum": 1, "maximum": 31}]}
_ON_SCHEMA = {"anyOf": [*_DAY_SCHEMA["anyOf"], {"type": "array", "minItems": 1, "items": _DAY_SCHEMA}]}
EVERY = Scalar(
    '"day", "week", "month", "year", a number of them ("2 weeks"), or a word such as "biweekly"',
    _every,
    {"$ref": "#/$defs/every"},
)
ON = Scalar(
    '"Monday", ["Monday", "Thursday"], "weekdays", "first and third Tuesday", "last Friday", "last day" or 15',
    _on,
    _ON_SCHEMA,
)
