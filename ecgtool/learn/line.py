"""From the line that a page has now to the template that renders it again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.planned import instant
from ecgtool.wording.reading import MONTHS, WEEKDAY, WEEKDAYS, FoundDate, Reading, find_date, read_line
from ecgtool.wording.templates import Subject, parse

_MONTHS_CUT = tuple(month[:3] for month in MONTHS)
_FULL_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_CUT_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
_UTC_TIME = re.compile(
    r"(?<![\d:-])(?P<utc>\d{2}\d{2}|\d{2}:\d{2})(?=\s?(?:hrs?\s)?\(?(?:UTC|GMT|Z)\b)", re.IGNORECASE
)
_TIME = re.compile(r"(?<![\d:-])(?:1[0-2]|[1-9])(?::(?!00)[0-5]\d)?[ap]m\b")
_TIME24 = re.compile(r"(?<![\d:-])\d{2}:\d{2}(?![\d:]|\s?[ap]\.?m\b)", re.IGNORECASE)
_SOME_UTC = re.compile(r"(?<![\d:-])\d{1,2}:?(?:\d{2})?\s?\(?(?:UTC|GMT|Z)\b", re.IGNORECASE)
_CLOCK_ANY = re.compile(
    r"(?<![\d:-])\d{1,2}(?::\d{2})?\s?(?:[ap]\.?m\b\.?|h\b)|(?<![\d:-])\d{1,2}:\d{2}(?![\d:])", re.IGNORECASE
)
_RANGE = re.compile(
    r"(?<![\d:-])(?P<from>\d{1,2}(?::\d{2}|\d{2})?\s?(?P<half>[ap]m)?)(?P<to>\s?(?:-|\u2013|\u2014|to)\s?(?P<end>\d{1,2}(?::?\d{2})?)\s?)"
    r"(?=[ap]m\b|\(?[A-Z]{2,4}\b|$|[\s,)])",
    re.IGNORECASE,
)

Piece = tuple[int, int, str]
"""A span of the line, and the field that stands there in the template."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, what it says, and how long the meeting lasts where it says from when to when."""

    text: str
    reading: Reading
    duration: timedelta | None = None


def read(text: str, near: date) -> Line:
    """What ``text`` says; of "8:00-9:00am" the beginning is the clock time.

    A date without a year is the one nearest to ``near``.
    """
    match = _RANGE.search(_without(text, find_date(text, near)))
    if not match:
        return Line(text, _sure(text, read_line(text, near)))
    without_end = text[: match.start("to")] + text[match.end("to") :]
    reading = _sure(without_end, read_line(without_end, near))
    return Line(text, reading, _duration(reading, match["end"]))


def _sure(text: str, reading: Reading) -> Reading:
    """``reading`` without a clock time that may be any number, such as the 4 of "every 4 weeks"."""
    named = reading.label if reading.label and re.search(rf"\b{re.escape(reading.label)}\b", text) else None
    is_clock = named or _CLOCK_ANY.search(_SOME_UTC.sub(" ", text))
    return reading._replace(clock=reading.clock if is_clock else None, label=named)


def template_of(line: Line, zone: ZoneInfo, *, zero: bool = False) -> str:
    """The template that renders ``line`` again, where the line goes together in itself.

    ``zone`` is the group's. What no field can write stays as fixed text. ``zero`` tells whether a day below 10 has a
    zero before it, where the line's own does not tell.
    """
    return _template(line.text, [*_day_pieces(line, zone, zero=zero), *_clock_pieces(line, zone, line.reading.day)])


def standing_template(line: Line, zone: ZoneInfo, near: date) -> str:
    """The template of a standing line such as "Mondays at 8am PDT / 1500 UTC": its clock times are fields, no more.

    ``near`` tells of which year the zone's abbreviations are.
    """
    return _template(line.text, _clock_pieces(line, zone, near))


def _template(text: str, pieces: Iterable[Piece]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, field in sorted(pieces):
        if start >= done:
            parts += (_fixed(text[done:start]), f"{{{field}}}")
            done = end
    return "".join((*parts, _fixed(text[done:])))


def occurrence_of(reading: Reading, zone: ZoneInfo) -> Occurrence | None:
    """The meeting that a line names, in ``zone``; None where it says no date or no clock time."""
    if reading.day and reading.clock:
        start = instant(reading.day, reading.clock, zone)
    elif reading.day and reading.utc:
        start = datetime.combine(reading.day, reading.utc, UTC)
    else:
        return None
    return Occurrence(start, start + timedelta(hours=1), zone)


def rendered(template: str, occurrence: Occurrence) -> str:
    """What the template makes of the meeting."""
    return parse(template).render(Subject(occurrence))


def left_fixed(template: str) -> list[str]:
    """The clock times and cut weekdays that stand in a template as fixed text, and so will not follow the meeting."""
    fixed = " … ".join(text for text, _ in parse(template).pieces)
    return [match[0].strip() for pattern in (_CUT_WEEKDAY, _CLOCK_ANY) for match in pattern.finditer(fixed)]


def _day_pieces(line: Line, zone: ZoneInfo, *, zero: bool) -> Iterator[Piece]:
    found = _found_date(line)
    if found:
        only_utc = line.reading.clock is None and zone.key != "UTC"
        yield from _date_pieces(line.text[found.start : found.end], found.start, only_utc=only_utc, zero=zero)
    if weekday := _FULL_WEEKDAY.search(_without(line.text, found)):
        yield (*weekday.span(), "weekday")


def _found_date(line: Line) -> FoundDate | None:
    return find_date(line.text, line.reading.day) if line.reading.day else None


def _without(text: str, found: FoundDate | None) -> str:
    """``text`` with the date blotted out, as long as it was."""
    return text[: found.start] + "x" * (found.end - found.start) + text[found.end :] if found else text


def _date_pieces(text: str, at: int, *, only_utc: bool, zero: bool) -> Iterator[Piece]:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        yield at, at + len(text), "utc_date" if only_utc else "date"
        return
    for match in re.finditer(
        r"(?P<year>\d{4})|(?P<day>\d{1,2})(?P<ending>st|nd|rd|th)?|(?P<month>[^\W\d_]{3,})", text
    ):
        if field := _date_field(match, zero=zero):
            yield at + match.start(), at + match.end(), field


def _date_field(match: re.Match[str], *, zero: bool) -> str:
    if match["year"]:
        return "year"
    if match["month"]:
        return "month" if match["month"] in MONTHS else "month_abbr" if match["month"] in _MONTHS_CUT else ""
    if match["ending"]:
        return "ordinal"
    return "day:02" if match["day"].startswith("0") or (zero and len(match["day"]) == 2) else "day"


def _clock_pieces(line: Line, zone: ZoneInfo, near: date | None) -> Iterator[Piece]:
    text, label = _without(line.text, _found_date(line)), line.reading.label
    if line.reading.utc and (utc := _UTC_TIME.search(text)):
        yield (*utc.span(), "utc_colon" if ":" in utc[0] else "utc")
        text = text[: utc.start()] + "x" * (utc.end() - utc.start()) + text[utc.end() :]
    clocks = ((pattern.search(text), field) for pattern, field in ((_TIME, "time"), (_TIME24, "time24")))
    if found := next(((match, field) for match, field in clocks if match), None):
        yield (*found[0].span(), found[1])
    if label and near and label in _names(zone, near) and (match := re.search(rf"\b{re.escape(label)}\b", text)):
        yield (*match.span(), "tz")


def _names(zone: ZoneInfo, day: date) -> frozenset[str | None]:
    noons = (instant(day + timedelta(days=91 * n), time(12), zone).astimezone(zone) for n in range(4))
    return frozenset(noon.tzname() for noon in noons)


def _duration(reading: Reading, end: str) -> timedelta | None:
    begin = reading.clock or reading.utc
    digits = end.replace(":", "")
    hour, minute = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if begin is None:
        return None
    minutes = (hour * 60 + minute - begin.hour * 60 - begin.minute) % 720
    return timedelta(minutes=minutes) if 0 < minutes <= 480 else None


def _fixed(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
