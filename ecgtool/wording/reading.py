"""Read what a line says of a meeting: its date, weekday, clock time, zone and UTC time.

Every form that wikis use is understood ("Monday (June 08, 2026), 8am PDT / 1500 UTC", "5 March 2024 14:00 UTC",
"2026-03-05 1700 UTC"). What is not there, or makes no sense, is None.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.schedule.planned import instant

if TYPE_CHECKING:
    from ecgtool.wording.languages import Language

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes|s(?=\b))?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
"""A weekday in full or shortened, to be matched in any case. Its first three letters tell which."""

OFFSET = r"(?:UTC|GMT)\s?[+\u2212-](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?![\d:])"
"""An offset from UTC as people write it: UTC-3, GMT+05:30."""
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[\u00ba\u00aa])?"
_YEAR = r"(?:,?\s+(?:de\s+)?(?P<year>\d{4})(?!\d|\s?UTC|:\d))?"
_DATES = (
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/])(?P<number>\d{2})(?P=mark)(?P<day>\d{2})(?!\d)",
    rf"\b(?P<month>[^\W\d_]{{3,9}})\.?\s+{_DAY}\b(?!:?\d|\s?[ap]\.?m\b){_YEAR}",
    rf"(?<!\d)(?<!\d:){_DAY}(?:\.|(?<=\dth),|(?<=\dst),|(?<=\dnd),|(?<=\drd),)?\s+(?:(?:of|de|di)\s+|d['\u2019]\s*)?(?P<month>[^\W\d_]{{3,10}})\b\.?{_YEAR}",
    r"(?<!\d)(?P<year>20[2-9]\d)[.,]?(?P<mark>[ -])(?P<month>[^\W\d_]+)\.?(?P=mark)(?P<day>\d{1,2})(?:[a-z]{2})?\b",
    r"(?<![\d-])(?<!\d:)(?P<day>\d{1,2})-(?P<month>[^\W\d_]{3,9})-(?P<year>\d{4})(?!\d)",
)
_NUMERIC = (
    r"(?<![\d./-])(?<!\d:)(?P<first>\d{1,2})(?P<mark>[./-])\s?(?P<second>\d{1,2})(?P=mark)\s?(?P<year>\d{4})?"
    r"(?!\d|:\d)"
)
_ASIAN = r"(?:(?P<year>\d{4})年\s?)?(?P<number>\d{1,2})月\s?(?P<day>\d{1,2})[日号號]"
_AND = (
    r"(?:(?:,?\s?(?:and|or|und|et|y|e|en|&|/|\+)|,)\s?|\s?[-\u2013]\s?|\s(?:to|through|until|till|bis|au|al|a|tot|t/m)\s)"
    r"(?:(?:the|el|le|il|o|am|den|de|op|dia|el\sd[ií]a|no\sdia)\s|l['\u2019])?"
)
"""What joins days of a month, which are single ones or the ends of a time: "9 and 11 March", "9-11 March"."""
_DAYS_BEFORE = rf"(?<![\d:.,/#-])(?<!\d\s)(?:\d{{1,2}}(?:st|nd|rd|th|er|[\u00ba\u00b0\u00aa]|\.)?{_AND})+$"
"""Days before a date that are of its month, too: "1, 15 and" before "29 June 2026"."""
_DAYS_AFTER = (
    rf"(?:{_AND}\d{{1,2}}(?:st|nd|rd|th)?(?!\w|[:.]\d|\s?(?:[ap]\.?m\b|h\b|hrs|UTC|GMT|Uhr|o'clock)))+"
    r"(?:(?P<year>,?\s20\d\d(?!\d))|(?=\s?(?:[.;:()\]|]|$|,|-\s|\u2013|\u2014|\s(?:at|are|is)\b|(?P<and>\s(?:and|&)\s(?!\d)))))"
)
"""Days behind a date that are of its month, too: ", 15 and 29" behind "June 1"."""
_ASIAN_DAYS_AFTER = r"(?:\s?(?:[\u3001,\uff0c\u30fb~\u301c\uff5e\u2013-]|と|や|和|及|から|至|到)\s?\d{1,2}[日号號])+"
"""The same in Japanese and Chinese: "と30日" behind "12月23日"."""
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
    from ecgtool.wording.clocks import find_clocks, without_clock

    found = find_english_date(text, near, language)
    rest = without_clock(text, [(found.start, found.end)]) if found else text
    local: tuple[time, str | None] | None = None
    utc: time | None = None
    for clock in find_clocks(rest):
        label = re.compile(_LABEL).match(rest, clock.end)
        zone = label["zone"] if label else None
        if (zone or "").upper() in {"UTC", "GMT", "Z"}:
            utc = utc or clock.at
        elif local is None:
            local = clock.at, zone
    at, named = local or (None, None)
    return Reading(found.day if found else None, read_weekday(text), at, named, utc)


def label_offset(label: str) -> timedelta | None:
    """Return the offset of a label in figures: -03, +0530, UTC-3, GMT+5:30; None where it is in letters."""
    match = re.fullmatch(r"(?:UTC|GMT)?\s?([+\u2212-])(\d{1,2})(?::?(\d{2}))?", label, re.IGNORECASE)
    if match is None:
        return None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return ahead if match[1] == "+" else -ahead


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


def find_dates(text: str, near: date, language: str = "en", order: str = "") -> list[FoundDate]:
    """Return all dates in ``text`` that do not overlap, with those that have two readings.

    ``order`` is that of dates in figures, where it is known otherwise than by the language: "mdy" or "dmy".
    """
    found: list[FoundDate] = []
    candidates = (*_dates_in(text, near, language), *_in_figures(text, near, language, order))
    for one in sorted(candidates, key=lambda one: (one.start, one.start - one.end)):
        if not found or found[-1].end <= one.start:
            found.append(one)
    return _with_common_year([day for one in found for day in _with_days_beside(one, text)], text)


def _with_common_year(found: list[FoundDate], text: str) -> list[FoundDate]:
    """Return the dates, those before one with a year in its year: "March 5, March 19 and April 2, 2024"."""
    for n in range(len(found) - 1, 0, -1):
        one, later = found[n - 1 : n + 1]
        is_joined = re.fullmatch(
            r"(?:[\s,;/&\u2013\u2014-]|and|to|und|bis|et|au|y|al|e|en|tot)*", text[one.end : later.start]
        )
        day = _date(later.day.year, one.day.month, one.day.day) if later.has_year and is_joined else None
        if day and not one.has_year and day < later.day:
            found[n - 1] = one._replace(day=day, has_year=True)
    return found


def _with_days_beside(one: FoundDate, text: str) -> list[FoundDate]:
    """Return a date, and the days before or behind it that are of its month: "1, 15 and 29 June 2026", "3-6 May"."""
    before = re.search(_DAYS_BEFORE, text[: one.start]) if re.match(r"\d{1,2}(?!\d)", text[one.start :]) else None
    form = (
        _DAYS_AFTER if text[one.start].isalpha() else _ASIAN_DAYS_AFTER if text[one.end - 1] in "日号號" else "(?!)"
    )
    after = re.compile(form, re.IGNORECASE).match(text, one.end)
    if not (listed := before or after):
        return [one]
    year, ends = (after.groupdict().get(name) if after else None for name in ("year", "and"))
    if year and not one.has_year:
        one = one._replace(day=one.day.replace(year=int(year[-4:])), has_year=True)
    beside = [
        one._replace(day=day, start=number.start(), end=number.end())
        for number in re.compile(r"(?<!\d)\d{1,2}(?!\d)").finditer(text, *listed.span())
        if (day := _date(one.day.year, one.day.month, int(number[0])))
    ]
    found = [*beside, one] if listed is before else [one, *beside]
    days = [each.day for each in found]
    is_sure = (
        len(beside) > 1
        or re.search(r"[^\W\d_]|[&+\u2013-]", re.sub(r"\d\w*", "", listed[0]))  # a word or a mark that joins them
        or year
        or ends
        or form is _ASIAN_DAYS_AFTER
        or (before and re.search(r"(?:^|[(:]|\bon)\s?$", text[: before.start()]))
    )
    return found if is_sure and days == sorted(set(days)) else [one]


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
            if _is_weekday(match, language):
                continue
            if day := _matched_date(match.groupdict(), near, language):
                yield FoundDate(day, match.start(), match.end(), has_year=bool(match["year"]))


def _is_weekday(match: re.Match[str], language: str) -> bool:
    """Return whether what looks like a month is the day before a date, "mar. 7 avril": a Tuesday, not in March."""
    word = (match.groupdict().get("month") or "").rstrip(".")
    after = re.match(r"\s(?:de\s)?([^\W\d_]{3,})", match.string[match.end() :])
    return bool(word and after and len(word) == 3 and language != "en" and month_in(after[1], language))


def _in_figures(text: str, near: date, tag: str, order: str) -> Iterator[FoundDate]:
    """Yield the dates in figures. One is sure if the language, or a number over 12, tells which figure is the day."""
    from ecgtool.wording.languages import language, numeric_readings

    for match in re.finditer(_NUMERIC, text):
        if match["year"] or match["mark"] == ".":
            known = order or (language(tag).order if tag != "en" else "")
            readings = numeric_readings(re.sub(r"\s", "", match[0]), known)
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


class LineParts(NamedTuple):
    """The texts in the fields of a line that matches a template. ``pieces`` are the template's."""

    texts: dict[str, str]
    pieces: Sequence[tuple[str, str | None]]
    spoken: "Language"
    near: date
    zone: ZoneInfo

    def reading(self, loose: Callable[[], Reading]) -> Reading:
        """Return what the line says.

        ``loose`` reads the line without the template, for what this has no field for.
        """
        own_utc = _clock(self.texts.get("utc") or self.texts.get("utc_colon"))
        utc, clock = own_utc or loose().utc, _clock(self.texts.get("time24") or self.texts.get("time"))
        day = self._day() or self._day_from_utc(own_utc if clock else utc, clock) or loose().day
        clock = clock or self._clock_elsewhere(day)
        has_clock = any(field and field.partition(":")[0] in {"time", "time24"} for _, field in self.pieces)
        word = self.texts.get("weekday", "")
        number = self.spoken.weekday_forms.get(word.lower())  # as most write it: without anything to be folded
        number = self.spoken.weekday_named(word) if word and number is None else number
        return Reading(
            day=day,
            weekday=read_weekday(word) if number is None else WEEKDAYS[number],
            clock=clock if has_clock else loose().clock,
            label=self.texts.get("tz"),
            utc=utc,
        )

    def _clock_elsewhere(self, day: date | None) -> time | None:
        """Return the local clock time from one on another zone's clock, or None."""
        for place, (_, field) in enumerate(self.pieces):
            name, _, zone = (field or "").partition(":")
            text = self.texts.get(f"zoned{place}", "")
            if day and text and name in {"time", "time24"}:
                there = _clock(text)
                days = (day + timedelta(days=away) for away in (0, -1, 1))
                starts = (
                    [instant(other, there, ZoneInfo(zone)).astimezone(self.zone) for other in days] if there else []
                )
                return next((start.time() for start in starts if start.date() == day), None)
        return None

    def _day(self) -> date | None:
        if "date" in self.texts:
            return _iso(self.texts["date"])
        word = self.texts.get("month") or self.texts.get("month_abbr") or ""
        month = self.spoken.month_forms.get(word.lower()) or self.spoken.month_named(word) or month_number(word)
        day = re.match(r"\d+", self.texts.get("day") or self.texts.get("ordinal") or "")
        if not month or not day:
            return None
        if "year" not in self.texts:
            return nearest_date(month, int(day.group()), self.near)
        return _iso(f"{self.texts['year']}-{month:02}-{int(day.group()):02}")

    def _day_from_utc(self, utc: time | None, clock: time | None) -> date | None:
        """Return the local date of a meeting whose date is in UTC.

        A clock time beside it tells on which local date it falls.
        """
        day = _iso(self.texts.get("utc_date", ""))
        if day and utc:
            return datetime.combine(day, utc, UTC).astimezone(self.zone).date()
        days = [day + timedelta(days=days) for days in (0, -1, 1)] if day and clock else []
        return next((local for local in days if clock and instant(local, clock, self.zone).date() == day), day)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _clock(text: str | None) -> time | None:
    """Return the clock time in a field, such as 1500, 15:00 or 8:30pm; None for any other text, such as 25:00."""
    match = re.fullmatch(r"(\d{1,2}?):?(\d{2})?\s?(?:([ap])m)?", text or "", re.IGNORECASE)
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p") if hour else 24
    return time(hour, minute) if hour < 24 and minute < 60 else None
