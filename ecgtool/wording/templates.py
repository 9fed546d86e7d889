"""The template of a line that says a meeting: it renders the line, and reads one back.

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
from ecgtool.wording.reading import (
    MONTHS,
    WEEKDAYS,
    Reading,
    month_number,
    nearest_date,
    read_clock,
    read_line,
    read_weekday,
)


class Subject(NamedTuple):
    """What a line is about: a meeting, and of its group the name and the call's link."""

    occurrence: Occurrence
    name: str = ""
    join: str = ""

    @property
    def local(self) -> datetime:
        """The start on the group's clock."""
        return self.occurrence.local_start

    @property
    def utc(self) -> datetime:
        """The start in UTC."""
        return self.occurrence.start


class Field(NamedTuple):
    """How a field is written, and the regular expression of all that it may be written as."""

    write: Callable[[Subject], str]
    pattern: str


def twelve_hour(moment: datetime) -> str:
    """The clock time as people write it: 8am, 8:30am, 12pm at noon, 12am at midnight."""
    minutes = f":{moment:%M}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def ordinal(day: int) -> str:
    """The day of the month as people say it: 1st, 2nd, 3rd, 11th."""
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


_WORD = r"[^\W\d_]+"
_DATE = r"\d{4}-\d{2}-\d{2}"
FIELDS: dict[str, Field] = {
    "weekday": Field(lambda s: WEEKDAYS[s.local.weekday()], _WORD),
    "month": Field(lambda s: MONTHS[s.local.month - 1], _WORD),
    "month_abbr": Field(lambda s: MONTHS[s.local.month - 1][:3], _WORD),
    "day": Field(lambda s: str(s.local.day), r"\d{1,2}"),
    "day:02": Field(lambda s: f"{s.local.day:02}", r"\d{1,2}"),
    "ordinal": Field(lambda s: ordinal(s.local.day), r"\d{1,2}(?:st|nd|rd|th)"),
    "year": Field(lambda s: f"{s.local.year:04}", r"\d{4}"),
    "time": Field(lambda s: twelve_hour(s.local), r"\d{1,2}(?::\d{2})?\s?[ap]m"),
    "time24": Field(lambda s: f"{s.local:%H:%M}", r"\d{1,2}:\d{2}"),
    "tz": Field(lambda s: s.local.tzname() or "", r"[A-Za-z]+|[+-]\d{2}(?:\d{2})?"),
    "utc": Field(lambda s: f"{s.utc:%H%M}", r"\d{4}"),
    "utc_colon": Field(lambda s: f"{s.utc:%H:%M}", r"\d{1,2}:\d{2}"),
    "utc_weekday": Field(lambda s: WEEKDAYS[s.utc.weekday()], _WORD),
    "utc_date": Field(lambda s: s.utc.date().isoformat(), _DATE),
    "date": Field(lambda s: s.local.date().isoformat(), _DATE),
    "name": Field(lambda s: s.name, r".*?"),
    "join": Field(lambda s: s.join, r"\S*"),
}


class Template(NamedTuple):
    """A template taken apart: pieces of fixed text, each with the field that follows it, if one does."""

    pieces: tuple[tuple[str, str | None], ...]

    @classmethod
    def parse(cls, text: str) -> "Template":
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
        return cls((*pieces, (fixed, None)) if fixed else tuple(pieces))

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
        """The names of the fields in it."""
        return frozenset(field.partition(":")[0] for _, field in self.pieces if field)

    @property
    def tells_date(self) -> bool:
        """Whether a line of this form says on which date the meeting is."""
        days = {"day", "ordinal"}
        months = {"month", "month_abbr"}
        return bool(self.fields & {"date", "utc_date"} or (self.fields & days and self.fields & months))

    def render(self, subject: Subject) -> str:
        """The line for a meeting."""
        return "".join(text + (FIELDS[field].write(subject) if field else "") for text, field in self.pieces)

    def begins(self, line: str) -> bool:
        """Whether ``line`` begins as this template does, whatever follows; case and spaces do not count."""
        return bool(_beginning(self).match(line))

    def read(self, line: str, near: date, zone: ZoneInfo) -> Reading:
        """What ``line`` says of a meeting, whether it has this form or another.

        A date without a year is the one nearest to ``near``; ``zone`` is the group's.
        """
        text = line.strip()
        match = _pattern(self).fullmatch(text) or _pattern(self).fullmatch(f"{text} ")  # before a field that is empty
        loose = cache(lambda: read_line(line, near))  # only where the form leaves something open: it takes its time
        return _reading(match.groupdict(), near, zone, loose) if match else loose()

    def find(self, text: str) -> tuple[int, int] | None:
        """Where a line of this form stands within ``text``, or one that begins and ends with its fixed words."""
        match = _pattern(self).search(text) or _frame(self).search(text)
        return match.span() if match else None


def heading_line(group: Group, occurrence: Occurrence) -> str:
    """The line that says ``occurrence`` on the group's page, in JSON, in mails: everywhere the same."""
    return parse(group.heading).render(Subject(occurrence, group.name, group.call.join))


@lru_cache(maxsize=1024)
def parse(text: str) -> Template:
    """``Template.parse``, once for each text."""
    return Template.parse(text)


@lru_cache(maxsize=64)
def _beginning(template: Template) -> re.Pattern[str]:
    edge = r"(?!\w)" if template.beginning[-1:].isalnum() else ""
    return re.compile(rf"\s*{_words(template.beginning)}{edge}", re.IGNORECASE)


@lru_cache(maxsize=64)
def _pattern(template: Template) -> re.Pattern[str]:
    seen: set[str] = set()
    return re.compile("".join(_piece_pattern(*piece, seen) for piece in template.pieces).strip(), re.IGNORECASE)


@lru_cache(maxsize=64)
def _frame(template: Template) -> re.Pattern[str]:
    """The fixed words at both ends with little between them; nothing where the template lacks one of them."""
    first, last = _words(template.beginning), _words(template.pieces[-1][0]) if not template.pieces[-1][1] else ""
    return re.compile(rf"{first}\b.{{1,60}}?\b{last}" if first and last else r"(?!)", re.IGNORECASE)


def _words(fixed: str) -> str:
    return r"\s+".join(re.escape(word) for word in fixed.split())


def _field_name(name: str) -> str:
    if name not in FIELDS:
        near = get_close_matches(name, FIELDS, n=1, cutoff=0)
        raise ValueError(f"no field {{{name}}}; the nearest is {{{near[0]}}}")
    return name


def _piece_pattern(text: str, field: str | None, seen: set[str]) -> str:
    fixed = re.sub(r"(?:\\\s|\s)+", r"\\s+", re.escape(text))
    if not field:
        return fixed
    name = field.partition(":")[0]
    group = f"(?:{FIELDS[field].pattern})" if name in seen else f"(?P<{name}>{FIELDS[field].pattern})"
    seen.add(name)
    return fixed + group


def _reading(parts: dict[str, str], near: date, zone: ZoneInfo, loose: Callable[[], Reading]) -> Reading:
    utc = _clock(parts.get("utc") or parts.get("utc_colon")) or loose().utc
    clock = _clock(parts.get("time24")) or (read_clock(parts["time"])[0] if "time" in parts else loose().clock)
    return Reading(
        day=_day(parts, near) or _day_from_utc(parts, utc, clock, zone) or loose().day,
        weekday=read_weekday(parts.get("weekday", "")),
        clock=clock,
        label=parts.get("tz"),
        utc=utc,
    )


def _day(parts: dict[str, str], near: date) -> date | None:
    if "date" in parts:
        return _iso(parts["date"])
    month = month_number(parts.get("month") or parts.get("month_abbr") or "")
    day = re.match(r"\d+", parts.get("day") or parts.get("ordinal") or "")
    if not month or not day:
        return None
    if "year" not in parts:
        return nearest_date(month, int(day.group()), near)
    return _iso(f"{parts['year']}-{month:02}-{int(day.group()):02}")


def _day_from_utc(parts: dict[str, str], utc: time | None, clock: time | None, zone: ZoneInfo) -> date | None:
    """The local date of a meeting whose date is written in UTC, as far as a clock time beside it tells."""
    day = _iso(parts.get("utc_date", ""))
    if day and utc:
        return datetime.combine(day, utc, UTC).astimezone(zone).date()
    days = [day + timedelta(days=days) for days in (0, -1, 1)] if day and clock else []
    return next((local for local in days if clock and instant(local, clock, zone).date() == day), day)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _clock(text: str | None) -> time | None:
    digits = (text or "").replace(":", "").zfill(4)
    return time(int(digits[:2]), int(digits[2:])) if text and digits < "2400" and digits[2:] < "60" else None
