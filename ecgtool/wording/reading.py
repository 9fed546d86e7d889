"""Read what a line says of a meeting: its date, weekday, clock time, zone and UTC time.

Every form that wikis use is understood ("Monday (June 08, 2026), 8am PDT / 1500 UTC", "5 March 2024 14:00 UTC",
"2026-03-05 1700 UTC"). What is not there, or makes no sense, is None.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from difflib import get_close_matches
from typing import NamedTuple

from ecgtool.wording.clocks import clocks, without_clock
from ecgtool.wording.zone_labels import OFFSET

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
"""A weekday in full or shortened, to be matched in any case. Its first three letters tell which."""

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[\u00ba\u00aa])?"
_YEAR = r"(?:,?\s+(?:de\s+)?(?P<year>\d{4})(?!\d|\s?UTC|:\d))?"
_DATES = (
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/])(?P<number>\d{2})(?P=mark)(?P<day>\d{2})(?!\d)",
    rf"\b(?P<month>[^\W\d_]{{3,9}})\.?\s+{_DAY}\b(?!:?\d|\s?[ap]\.?m\b){_YEAR}",
    rf"(?<![\d:]){_DAY}\.?\s+(?:(?:of|de|di)\s+|d['\u2019]\s*)?(?P<month>[^\W\d_]{{3,10}})\b\.?{_YEAR}",
    r"(?<!\d)(?P<year>20[2-9]\d)[.,]?(?P<mark>[ -])(?P<month>[^\W\d_]{3,9})\.?(?P=mark)(?P<day>\d{1,2})\b",
    r"(?<![\d:-])(?P<day>\d{1,2})-(?P<month>[^\W\d_]{3,9})-(?P<year>\d{4})(?!\d)",
)
_NUMERIC = (
    r"(?<![\d./:-])(?P<first>\d{1,2})(?P<mark>[./-])\s?(?P<second>\d{1,2})(?P=mark)\s?(?P<year>\d{4})?(?![\d:])"
)
_ASIAN = r"(?:(?P<year>\d{4})年\s?)?(?P<number>\d{1,2})月\s?(?P<day>\d{1,2})[日号號]"
_LABEL = (
    rf"\s?(?:hrs\s)?\(?(?P<zone>(?i:{OFFSET}|(?:UTC|GMT|Z)(?!\w))"
    r"|[A-Z]{2,5}\b|[+-]\d{2}(?:\d{2})?(?![\d:]))(?!:\d)"
)
# Texts and not compiled expressions: few runs read a line, and ``re`` remembers what it has compiled.


class Reading(NamedTuple):
    """What a line says, each part for itself: the parts need not fit one another.

    ``day``, ``weekday`` and ``clock`` are local to the group's zone. ``label`` is the zone's abbreviation as written,
    ``utc`` the clock time in UTC.
    """

    day: date | None = None
    weekday: str | None = None
    clock: time | None = None
    label: str | None = None
    utc: time | None = None


def read_line(text: str, near: date, language: str = "en") -> Reading:
    """Return what ``text`` says. A date without a year is the one nearest to ``near``."""
    found = find_english_date(text, near, language)
    rest = without_clock(text, [(found.start, found.end)]) if found else text
    local, label, utc = _clocks(rest)
    return Reading(
        day=found.day if found else None,
        weekday=read_weekday(text),
        clock=local,
        label=label,
        utc=utc,
    )


def _clocks(text: str) -> tuple[time | None, str | None, time | None]:
    """Return the first local clock time with its zone's label, and the first that is marked as UTC."""
    local: tuple[time, str | None] | None = None
    utc: time | None = None
    for clock in clocks(text):
        label = re.compile(_LABEL).match(text, clock.end)
        zone = label["zone"] if label else None
        if (zone or "").upper() in {"UTC", "GMT", "Z"}:
            utc = utc or clock.at
        elif local is None:
            local = clock.at, zone
    return (*(local or (None, None)), utc)


def read_weekday(text: str) -> str | None:
    """Return the first weekday in ``text``, in full, or None."""
    match = re.search(rf"\b({WEEKDAY})s?\b", text, re.IGNORECASE)
    return weekday_named(match[1][:3]) if match else None


def weekday_named(word: str) -> str:
    """Return the weekday that ``word`` names, in full or by three letters or more; "" for none."""
    return next((day for day in WEEKDAYS if len(word) >= 3 and day.startswith(word.title())), "")


class FoundDate(NamedTuple):
    """A date in a text, and where it stands.

    ``sure`` is False where the text has another reading, such as 3/4/2026. ``has_year`` is whether the text has the
    year.
    """

    day: date
    start: int
    end: int
    sure: bool = True
    has_year: bool = True


def find_english_date(text: str, near: date, language: str = "en") -> FoundDate | None:
    """Return the first date in ``text``, or None. Without a year it is the one nearest to ``near``."""
    return min(_dates_in(text, near, language), key=lambda found: found.start, default=None)


def find_dates(text: str, near: date, language: str = "en") -> list[FoundDate]:
    """Return all dates in ``text`` that do not overlap, with those that have two readings."""
    found: list[FoundDate] = []
    candidates = (*_dates_in(text, near, language), *_in_figures(text, near, language))
    for one in sorted(candidates, key=lambda one: (one.start, one.start - one.end)):
        if not found or found[-1].end <= one.start:
            found.append(one)
    return found


def nearest_date(month: int, day: int, near: date) -> date | None:
    """Return the date with that month and day that is nearest to ``near``; None where no year beside it has one."""
    candidates = (_date(near.year + offset, month, day) for offset in (0, -1, 1))
    return min((c for c in candidates if c), key=lambda c: abs(c - near), default=None)


def month_number(word: str) -> int | None:
    """Return the number of the month that ``word`` names: in full, by three letters or more, or mistyped a little."""
    wanted = word.lower()
    exact = [n for n, month in enumerate(MONTHS, 1) if month.lower().startswith(wanted[:9]) and len(wanted) >= 3]
    if exact or len(wanted) < 5:
        return exact[0] if exact else 9 if wanted == "sept" else None
    close = get_close_matches(wanted.title(), MONTHS, n=1, cutoff=0.8)
    return MONTHS.index(close[0]) + 1 if close else None


def _dates_in(text: str, near: date, language: str) -> Iterator[FoundDate]:
    forms = (*_DATES, _ASIAN) if language in {"ja", "zh"} else _DATES
    for form in forms:
        for match in re.finditer(form, text, re.IGNORECASE):
            if day := _matched_date(match.groupdict(), near, language):
                yield FoundDate(day, match.start(), match.end(), has_year=bool(match["year"]))


def _in_figures(text: str, near: date, tag: str) -> Iterator[FoundDate]:
    """Yield the dates in figures. One is sure if the language, or a number over 12, tells which figure is the day."""
    from ecgtool.wording.languages import language, numeric_readings

    for match in re.finditer(_NUMERIC, text):
        if match["year"] or match["mark"] == ".":
            readings = numeric_readings(re.sub(r"\s", "", match[0]), language(tag).order if tag != "en" else "")
            days = [day for year, month, number in readings if (day := _on(year, month, number, near))]
            if days:
                yield FoundDate(days[0], *match.span(), sure=len(days) == 1, has_year=bool(match["year"]))


def _on(year: int | None, month: int, day: int, near: date) -> date | None:
    return _date(year, month, day) if year else nearest_date(month, day, near)


def _matched_date(parts: dict[str, str | None], near: date, language: str) -> date | None:
    number, word = parts.get("number"), parts.get("month") or ""
    month = int(number) if number else (month_in(word, language) or month_number(word))
    if not month:
        return None
    return _on(int(parts["year"]) if parts["year"] else None, month, int(parts["day"] or 0), near)


def month_in(word: str, language: str) -> int | None:
    """Return the number of the month that ``word`` names in ``language``, in full or shortened; None in English."""
    if language == "en":
        return None
    from ecgtool.wording import languages

    return languages.language(language).month_named(word)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
