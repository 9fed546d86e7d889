"""Make the template of a line from the line that a page has now."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.planned import instant
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording import languages
from ecgtool.wording.clocks import Clock, find_clocks, without_clock
from ecgtool.wording.grammar.zone_tokens import ZoneWord, zones
from ecgtool.wording.page_words import page_words
from ecgtool.wording.reading import WEEKDAY, FoundDate, Reading, find_dates, read_line
from ecgtool.wording.templates import Subject, parse_template

_CUT_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
_UTC_TIME = re.compile(
    r"(?<![\d:-])(?P<utc>\d{2}\d{2}|\d{2}:\d{2})(?=\s?(?:hrs?\s)?\(?(?:UTC|GMT|Z)\b)", re.IGNORECASE
)
_TIME = re.compile(r"(?<![\d:-])(?:1[0-2]|[1-9])(?::(?!00)[0-5]\d)?[ap]m\b")
_TIME24 = re.compile(r"(?<![\d:-])\d{2}:\d{2}(?![\d:]|\s?[ap]\.?m\b)", re.IGNORECASE)
_OFFSET = re.compile(r"[+\u2212-]\d{2}:?\d{2}(?![\d:-])")
_BESIDE = re.compile(r"[\s(,]{0,2}(?:in\s)?")
"""What stands between an hour and the name of its clock."""
_ASIAN = re.compile(r"(?:(?P<year>\d{4})(?=年))|(?P<month>\d{1,2}月)|(?P<day>\d{1,2})(?=[日号號])")
_WORDED = re.compile(r"(?P<year>\d{4})|(?P<day>\d{1,2})(?P<ending>st|nd|rd|th)?|(?P<month>[^\W\d_]{3,}\.?)")

Piece = tuple[int, int, str]
"""A span of the line, and the field that takes its place in the template."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LearntLine:
    """A line, what it says, and how long the meeting lasts where the line has a range."""

    text: str
    reading: Reading
    duration: timedelta | None = None
    language: str = "en"

    @property
    def says_when(self) -> bool:
        """Whether it has a date or a clock time."""
        return any((self.dates, self.reading.day, self.reading.clock, self.reading.utc))

    @property
    def dates(self) -> list[FoundDate]:
        """The dates in it that have only one reading."""
        near = self.reading.day or date.min
        return [found for found in find_dates(self.text, near, self.language) if found.sure]


def learn_line(text: str, near: date, language: str = "en") -> LearntLine:
    """Return what ``text`` says. Of "8:00-9:00am", the beginning is the clock time.

    A date without a year is the one nearest to ``near``.
    """
    reading = read_line(text, near, language)
    if reading.day is None and (found := [one for one in find_dates(text, near, language) if one.sure]):
        reading = reading._replace(day=found[0].day)
    spans = [(one.start, one.end) for one in find_dates(text, near, language)]
    lasting = next((clock.lasts for clock in find_clocks(without_clock(text, spans)) if clock.lasts), None)
    named = reading.label if reading.label and re.search(rf"(?<!\w){re.escape(reading.label)}(?!\w)", text) else None
    return LearntLine(text=text, reading=reading._replace(label=named), duration=lasting, language=language)


def on_clock(line: LearntLine, zone: ZoneInfo) -> LearntLine:
    """Return the line, read by its hour on the clock of ``zone``, if its first hour is on another one.

    "11:00 EST / 17:00 CET" names 17:00 to a group in Berlin, and "16:00 UTC (17:00 Paris)" 16:00 to one in UTC.
    """
    reading, near = line.reading, line.reading.day
    if near is not None and reading.label is None:
        return replace(line, reading=reading._replace(clock=_own_clock(line, zone)))
    if near is None or reading.label is None or reading.label in _names(zone, near):
        return line
    text = _without_dates(line)
    labels = {clock.at: re.match(r"\s?(\w+)", text[clock.end :]) for clock in find_clocks(text)}
    own = ((at, label[1]) for at, label in labels.items() if label and label[1] in _names(zone, near))
    clock, name = next(own, (_own_clock(line, zone), reading.label))
    return replace(line, reading=reading._replace(clock=clock, label=name))


def _own_clock(line: LearntLine, zone: ZoneInfo) -> time | None:
    """Return the hour of a line on the clock of ``zone``, or as it is there; None for none but in UTC."""
    away = {clock.start: (clock.at, there) for clock, _, there in _hours_away(line, zone)}
    reading, text = line.reading, _without_dates(line)
    if reading.clock is None or reading.clock not in {at for at, _ in away.values()} or reading.day is None:
        return reading.clock
    in_utc = [match.start() for match in _UTC_TIME.finditer(text)]
    own = (clock.at for clock in find_clocks(text) if clock.start not in {*away, *in_utc})
    at, there = next(iter(away.values()))
    return next(own, None if reading.utc else instant(reading.day, at, there).astimezone(zone).time())


def template_of(line: LearntLine, zone: ZoneInfo, *, zero: bool = False) -> str:
    """Return the template that renders ``line`` again, if the parts of the line fit one another.

    ``zone`` is the group's. What no field can write stays as fixed text. ``zero`` is whether a day below 10 gets a
    zero, where the line's own day does not tell.
    """
    away = list(_hours_away(line, zone))
    own = _clock_pieces(line, zone, [(clock.start, word.end) for clock, word, _ in away])
    return _template(line.text, [*_day_pieces(line, zone, zero=zero), *own, *_pieces_away(line, zone, away)])


def _template(text: str, pieces: Iterable[Piece]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, field in sorted(pieces):
        if start >= done:
            parts += (fixed(text[done:start]), f"{{{field}}}")
            done = end
    return "".join((*parts, fixed(text[done:])))


def occurrence_of(reading: Reading, zone: ZoneInfo) -> Occurrence | None:
    """Return the meeting that a line names, in ``zone``; None where the line lacks a date or a clock time."""
    if reading.day and reading.clock:
        start = instant(reading.day, reading.clock, zone)
        again = datetime.combine(reading.day, reading.clock, zone).replace(fold=1).astimezone(UTC)
        if reading.utc == again.time():  # the second of an hour that the clocks repeat
            start = again
    elif reading.day and reading.utc:
        start = datetime.combine(reading.day, reading.utc, UTC)
    else:
        return None
    return Occurrence(start, start + timedelta(hours=1), zone)


def rendered_line(template: str, occurrence: Occurrence, language: str = "en") -> str:
    """Return what the template makes of the meeting."""
    return parse_template(template, "" if language == "en" else language).render(Subject(occurrence))


def left_fixed(template: str, language: str = "en") -> list[str]:
    """Return the weekdays, clock times, dates and numbers in a template's fixed text.

    They will not follow the meeting.
    """
    text = " … ".join(text for text, _ in parse_template(template).pieces)
    number = re.compile(rf"(?:#|{page_words('number-of')}\.?\s)\s?\d+\b", re.IGNORECASE)
    forms = (_weekday_names(language), number, _OFFSET)
    found = [match[0].strip() for form in forms for match in form.finditer(text)]
    dates = [(one.start, one.end) for one in find_dates(text, date(2026, 1, 1))]
    hours = [text[clock.start : clock.end].strip() for clock in find_clocks(without_clock(text, dates))]
    names = [one.text for one in zones(text, [], language) if not one.is_utc and (one.offset or len(one.label) > 2)]
    return [*found, *(text[start:end] for start, end in dates), *hours, *names]


@cache
def _weekday_names(language: str) -> re.Pattern[str]:
    """Return an expression of weekdays, in full or cut short, in English and in ``language``."""
    if language == "en":
        return _CUT_WEEKDAY
    names = languages.names_pattern(languages.language(language).weekday_forms)
    alone = (
        rf"(?<!\w){names}(?!\w)"
        if language not in {"ja", "zh"}
        else rf"[(\uff08]{names}[)\uff09]|周[一二三四五六日天]"
    )
    return re.compile(rf"{_CUT_WEEKDAY.pattern}|{alone}", re.IGNORECASE)


def _day_pieces(line: LearntLine, zone: ZoneInfo, *, zero: bool) -> Iterator[Piece]:
    spoken = languages.language(line.language)
    dates = line.dates
    if dates:
        only_utc = line.reading.clock is None and line.reading.utc is not None and zone.key != "UTC"
        found = dates[0]
        yield from _date_pieces(line.text[found.start : found.end], found.start, spoken, only_utc=only_utc, zero=zero)
    rest = _without_dates(line)
    if weekday := re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, spoken.weekdays))})(?![a-z])", rest):
        yield (*weekday.span(), "weekday")


def _date_pieces(text: str, at: int, spoken: languages.Language, *, only_utc: bool, zero: bool) -> Iterator[Piece]:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        yield at, at + len(text), "utc_date" if only_utc else "date"
    elif "月" in text:
        for match in _ASIAN.finditer(text):
            yield at + match.start(), at + match.end(), str(match.lastgroup)
    elif re.search(r"[^\W\d_]{3}", text):
        for match in _WORDED.finditer(text):
            if field := _date_field(match, spoken, zero=zero):
                yield at + match.start(), at + match.end(), field


def _date_field(match: re.Match[str], spoken: languages.Language, *, zero: bool) -> str:
    if match["year"]:
        return "year"
    if match["month"]:
        kinds = {"month": spoken.months, "month_abbr": spoken.months_abbreviated}
        return next((kind for kind, names in kinds.items() if match["month"] in names), "")
    if match["ending"]:
        return "ordinal"
    return "day:02" if match["day"].startswith("0") or (zero and len(match["day"]) == 2) else "day"


def _clock_pieces(line: LearntLine, zone: ZoneInfo, elsewhere: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    spans = [*((one.start, one.end) for one in line.dates), *elsewhere]
    text, label = without_clock(line.text, spans), line.reading.label
    ranges = [clock for clock in find_clocks(text) if clock.lasts]
    ends = [match for match in _UTC_TIME.finditer(text) if any(c.start < match.start() < c.end for c in ranges)]
    text = without_clock(text, [match.span() for match in ends])
    if line.reading.utc and (utc := _UTC_TIME.search(text)):
        yield (*utc.span(), "utc_colon" if ":" in utc[0] else "utc")
        text = without_clock(text, [utc.span()])
    local = ((pattern.search(text), field) for pattern, field in ((_TIME, "time"), (_TIME24, "time24")))
    if found := next(((match, field) for match, field in local if match), None):
        yield (*found[0].span(), found[1])
    near = line.reading.day
    if (
        label
        and near
        and label in _names(zone, near)
        and (match := re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text))
    ):
        yield (*match.span(), "tz")


def _hours_away(line: LearntLine, zone: ZoneInfo) -> Iterator[tuple[Clock, ZoneWord, ZoneInfo]]:
    """Yield the hours of a line that have the name of another clock behind them: "17:00 CET / 11:00 EST"."""
    text, near = _without_dates(line), line.reading.day
    clocks = find_clocks(text) if near else []
    for word in zones(text, clocks, line.language):
        clock = next((one for one in clocks if _BESIDE.fullmatch(text, one.end, word.start)), None)
        there = None if word.is_utc or near is None else word.guess(near)
        if clock and near and there and there.zone.key != zone.key:
            noons = (instant(near, time(12), one).astimezone(one).utcoffset() for one in (zone, there.zone))
            if word.offset is None or len({*noons}) > 1:  # "17:00 (UTC+1)" of a group in Berlin
                yield clock, word, there.zone


def _pieces_away(
    line: LearntLine, zone: ZoneInfo, away: Iterable[tuple[Clock, ZoneWord, ZoneInfo]]
) -> Iterator[Piece]:
    """Yield the hours that are those of the meeting on other clocks, and their zones."""
    held, text = occurrence_of(line.reading, zone), _without_dates(line)
    for clock, word, there in away:
        hour, start = text[clock.start : clock.end], held.start.astimezone(there) if held else None
        form = "time" if _TIME.fullmatch(hour) else "time24" if _TIME24.fullmatch(hour) else ""
        if start and form and clock.at == start.time():
            yield clock.start, clock.end, f"{form}:{there.key}"
            yield from [(word.start, word.end, f"tz:{there.key}")] if word.text == abbreviation(start) else []


def _without_dates(line: LearntLine) -> str:
    return without_clock(line.text, [(one.start, one.end) for one in line.dates])


def _names(zone: ZoneInfo, day: date) -> frozenset[str | None]:
    noons = (instant(day + timedelta(days=91 * n), time(12), zone).astimezone(zone) for n in range(4))
    return frozenset(name for noon in noons for name in (noon.tzname(), abbreviation(noon)))


def fixed(text: str) -> str:
    """Return ``text`` as fixed text of a template, with its braces doubled."""
    return text.replace("{", "{{").replace("}", "}}")
