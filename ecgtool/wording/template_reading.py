"""Read what a line says of a meeting from the texts in its fields, once it matches a template."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.schedule.planned import instant
from ecgtool.wording.languages import Language
from ecgtool.wording.reading import WEEKDAYS, Reading, month_number, nearest_date, read_weekday


class LineParts(NamedTuple):
    """The texts in the fields of a line that matches a template. ``pieces`` are the template's."""

    texts: dict[str, str]
    pieces: Sequence[tuple[str, str | None]]
    spoken: Language
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
