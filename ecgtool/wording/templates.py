"""The template of the line that names a meeting: it renders the line, and reads one back.

A template is fixed text with fields in braces, as the reference lists them; doubled braces are braces.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.group import Group
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.planned import instant
from ecgtool.wording.languages import ENGLISH, Language, in_english, language, names_pattern
from ecgtool.wording.reading import (
    WEEKDAYS,
    Reading,
    month_number,
    nearest_date,
    read_line,
    read_weekday,
)
from ecgtool.wording.zone_labels import OFFSET, abbreviation


class Subject(NamedTuple):
    """What a line is about: a meeting, and of its group the name and the call's link."""

    occurrence: Occurrence
    name: str = ""
    join: str = ""


def twelve_hour(moment: datetime) -> str:
    """Return the clock time as people write it: 8am, 8:30am, 12pm at noon, 12am at midnight."""
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


_WORD = r"[^\W\d_]+"
_DATE = r"\d{4}-\d{2}-\d{2}"
FIELDS = {
    "weekday": _WORD,
    "month": _WORD,
    "month_abbr": _WORD,
    "day": r"\d{1,2}",
    "day:02": r"\d{1,2}",
    "ordinal": r"\d{1,2}(?:st|nd|rd|th)",
    "year": r"\d{4}",
    "time": r"\d{1,2}(?::\d{2})?\s?[ap]m",
    "time24": r"\d{1,2}:\d{2}",
    "tz": rf"{OFFSET}|[A-Za-z]+|[+-]\d{{2}}(?:\d{{2}})?",
    "utc": r"\d{4}",
    "utc_colon": r"\d{1,2}:\d{2}",
    "utc_weekday": _WORD,
    "utc_date": _DATE,
    "date": _DATE,
    "name": r".*?",
    "join": r"\S*",
    "slot": r".*?",
}
"""Each field with the regular expression of all that it may be written as."""
_MAY_BE_EMPTY = ("name", "join", "slot")
ZONED = ("time", "time24", "tz", "weekday")
"""The fields that may be of another zone's clock: ``{time:America/New_York}``."""


class Template(NamedTuple):
    """A template taken apart: pieces of fixed text, each with the field that follows it, if one does.

    Names are written in the ``language`` of that tag (BCP 47), and read in it and in English.
    """

    pieces: tuple[tuple[str, str | None], ...]
    language: str = ""

    @property
    def beginning(self) -> str:
        """The fixed text before the first field, without space at its ends: by it a line is known."""
        fixed = ""
        for text, field in self.pieces:
            fixed += text
            if field:
                break
        return fixed.strip()

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields in it; those of another zone with its name."""
        return frozenset("day" if field == "day:02" else field for _, field in self.pieces if field)

    @property
    def tells_date(self) -> bool:
        """Whether a line of this form says on which date the meeting is."""
        days = {"day", "ordinal"}
        months = {"month", "month_abbr"}
        return bool(self.fields & {"date", "utc_date"} or (self.fields & days and self.fields & months))

    def render(self, subject: Subject) -> str:
        """Return the line for a meeting."""
        spoken = _spoken(self) if self.language else ENGLISH
        values = _values(subject, spoken)
        for _, field in self.pieces:
            if field and field not in values:
                name, _, zone = field.partition(":")
                elsewhere = subject.occurrence._replace(zone=ZoneInfo(zone))
                values[field] = _values(subject._replace(occurrence=elsewhere), spoken)[name]
        return "".join([text + (values[field] if field else "") for text, field in self.pieces])

    def begins(self, line: str) -> bool:
        """Whether ``line`` begins as this template does, whatever follows; case and spaces do not count."""
        return bool(starting(self.beginning).match(line))

    def read(self, line: str, near: date, zone: ZoneInfo) -> Reading:
        """Return what ``line`` says of a meeting, in this form or another.

        A date without a year is the one nearest to ``near``; ``zone`` is the group's.
        """
        text = line.strip()
        match = _pattern(self).fullmatch(text)
        loose = cache(
            lambda: read_line(in_english(line, self.language), near)
        )  # only where the form leaves something open: it takes its time
        spoken = language(self.language) if self.language else ENGLISH
        return _Parts(match.groupdict(), self, spoken, near, zone).reading(loose) if match else loose()

    def find(self, text: str) -> tuple[int, int] | None:
        """Where a line of this form stands within ``text``, or one that begins and ends with its fixed words."""
        match = _pattern(self).search(text) or _frame(self).search(text)
        return match.span() if match else None


def heading_line(group: Group, occurrence: Occurrence) -> str:
    """Return the line that names ``occurrence``: the same on the group's page, in JSON and in mails."""
    return parse(group.heading, group.language).render(Subject(occurrence, group.name, group.call.join))


@lru_cache(maxsize=1024)
def parse(text: str, language: str = "") -> Template:
    """Take ``text`` apart.

    Raises:
        ValueError: an unknown field, with the nearest one there is, or a brace without its other half.
    """
    pieces: list[tuple[str, str | None]] = []
    fixed = ""
    for part in re.split(r"(\{\{|\}\}|\{[^{}]*\})", text):
        if part in {"{{", "}}"}:
            fixed += part[0]
        elif part.startswith("{") and part.endswith("}"):
            pieces.append((fixed, _field_name(part[1:-1])))
            fixed = ""
        elif "{" in part or "}" in part:
            raise ValueError("a brace stands alone; {{ and }} are braces")
        else:
            fixed += part
    return Template((*pieces, (fixed, None)) if fixed else tuple(pieces), language)


@lru_cache(maxsize=64)
def _spoken(template: Template) -> Language:
    """The language with its months as they are named in this form: beside a day, or alone."""
    spoken = language(template.language)
    return spoken if template.fields & {"day", "ordinal"} else spoken._replace(months=spoken.months_alone)


def starting(words: str) -> re.Pattern[str]:
    """Return the expression of a line that begins with ``words``; case and spaces do not count."""
    edge = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(rf"\s*{_spaced(words)}{edge}", re.IGNORECASE)


@lru_cache(maxsize=64)
def _pattern(template: Template) -> re.Pattern[str]:
    """The whole form; a field is in a group of its name, one of another zone in ``zoned`` and its place.

    Where a field may be empty, so may the space before it, or the one behind it where nothing stands before.
    """
    named = set[str]()
    pattern, begun = "", False
    for place, (text, field) in enumerate(template.pieces):
        begun = begun or bool(text.strip())
        pattern += re.sub(r"(?:\\\s|\s)+", r"\\s+" if begun else r"(?:\\s+|\\A)", re.escape(text))
        if field:
            name = field.partition(":")[0]
            group = name if field in FIELDS else f"zoned{place}"
            known = field if field in FIELDS else name
            written = _field_pattern(known, language(template.language)) if template.language else FIELDS[known]
            one = f"(?:{written})" if group in named else f"(?P<{group}>{written})"
            may_be_empty = field in _MAY_BE_EMPTY
            spaced = may_be_empty and pattern.endswith(r"\s+")
            pattern = rf"{pattern[:-3]}(?:\s+{one})?" if spaced else pattern + one
            begun = begun or not may_be_empty
            named.add(group)
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=64)
def _frame(template: Template) -> re.Pattern[str]:
    """The fixed words at both ends with little between them; nothing where the template lacks one of them."""
    first, last = _spaced(template.beginning), _spaced(template.pieces[-1][0]) if not template.pieces[-1][1] else ""
    return re.compile(rf"{first}\b.{{1,60}}?\b{last}" if first and last else r"(?!)", re.IGNORECASE)


def _spaced(fixed: str) -> str:
    return r"\s+".join(re.escape(word) for word in fixed.split())


def _field_name(name: str) -> str:
    zoned, _, zone = name.partition(":")
    if name in FIELDS:
        return name
    if zoned in ZONED and zone:
        from ecgtool.wording.zone_names import zone_named

        try:
            return f"{zoned}:{zone_named(zone).key}"
        except ValueError as error:
            raise ValueError(f"{{{name}}}: there is no zone {zone}{error}") from error
    near = get_close_matches(name, FIELDS, n=1, cutoff=0)
    raise ValueError(f"no field {{{name}}}; the nearest is {{{near[0]}}}")


def _values(subject: Subject, spoken: Language) -> dict[str, str]:
    """What stands in each field for a meeting."""
    occurrence, local, utc = subject.occurrence, subject.occurrence.local_start, subject.occurrence.start
    day, month, weekday = local.day, local.month - 1, local.weekday()
    return {
        "weekday": spoken.weekdays[weekday],
        "month": spoken.months[month],
        "month_abbr": spoken.months_abbreviated[month],
        "day": f"{day}",
        "day:02": f"{day:02}",
        "ordinal": spoken.ordinals[day],
        "year": f"{local.year:04}",
        "time": twelve_hour(local),
        "time24": f"{local.hour:02}:{local.minute:02}",
        "tz": abbreviation(local),
        "utc": f"{utc.hour:02}{utc.minute:02}",
        "utc_colon": f"{utc.hour:02}:{utc.minute:02}",
        "utc_weekday": spoken.weekdays[utc.weekday()],
        "utc_date": f"{utc.date()}",
        "date": f"{local.date()}",
        "name": subject.name,
        "join": subject.join,
        "slot": occurrence.slot or "",
    }


def _field_pattern(name: str, spoken: Language) -> str:
    """The expression of a field; names of the language come before any word, since they may have spaces in them."""
    own = FIELDS[name]
    if spoken.is_english:
        return own
    if name in {"weekday", "utc_weekday"}:
        return f"{names_pattern(spoken.weekday_forms)}|{own}"
    if name in {"month", "month_abbr"}:
        return f"{names_pattern(spoken.month_forms)}|{own}"
    return rf"{own}|\d{{1,2}}(?:\.|[^\W\d_]{{1,3}}|º)?" if name == "ordinal" else own


class _Parts(NamedTuple):
    """What stands in the fields of a line that has a template's form."""

    texts: dict[str, str]
    template: Template
    spoken: Language
    near: date
    zone: ZoneInfo

    def reading(self, loose: Callable[[], Reading]) -> Reading:
        """What the line says; ``loose`` reads it without its form, for what the template has no field for."""
        own_utc = _clock(self.texts.get("utc") or self.texts.get("utc_colon"))
        utc, clock = own_utc or loose().utc, _clock(self.texts.get("time24") or self.texts.get("time"))
        day = self._day() or self._day_from_utc(own_utc if clock else utc, clock) or loose().day
        clock = clock or self._clock_elsewhere(day)
        has_clock = any(field and field.partition(":")[0] in {"time", "time24"} for _, field in self.template.pieces)
        return Reading(
            day=day,
            weekday=self._weekday(),
            clock=clock if has_clock else loose().clock,
            label=self.texts.get("tz"),
            utc=utc,
        )

    def _weekday(self) -> str | None:
        word, spoken = self.texts.get("weekday", ""), self.spoken
        number = spoken.weekday_forms.get(
            word.lower()
        )  # as it is mostly written; only else with accents, cut or mistyped
        number = spoken.weekday_named(word) if word and number is None else number
        return read_weekday(word) if number is None else WEEKDAYS[number]

    def _clock_elsewhere(self, day: date | None) -> time | None:
        """The local clock time, from one that the line has on another zone's clock."""
        for place, (_, field) in enumerate(self.template.pieces):
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
        """The local date of a meeting whose date is written in UTC, as far as a clock time beside it tells."""
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
    """The clock time that stands in a field, such as 1500, 15:00 or 8:30pm; None where it is none, as 25:00 is."""
    match = re.fullmatch(r"(\d{1,2}?):?(\d{2})?\s?(?:([ap])m)?", text or "", re.IGNORECASE)
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p") if hour else 24
    return time(hour, minute) if hour < 24 and minute < 60 else None
