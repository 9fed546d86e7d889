"""Read a zone's file (TZif, RFC 9636): each change of its clock, and the footer's rule for all later ones.

``zoneinfo`` reads the same file, but offers neither of these.
"""

import re
import struct
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from ecgtool.schedule.zone_data import data_file

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONG_AGO = -(2**35)
_NAME = r"(?:([A-Za-z]{3,})|<([^>]+)>)"
_TIME = r"[+-]?\d{1,3}(?::\d{2}){0,2}"
_DAY = rf"M(\d{{1,2}})\.(\d)\.(\d)(?:/({_TIME}))?"
_FOOTER = rf"{_NAME}({_TIME}){_NAME}({_TIME})?,{_DAY},{_DAY}"


class Observance(NamedTuple):
    """What a clock shows for a while: its offset from UTC and its abbreviation."""

    offset: timedelta
    name: str
    daylight: bool = False


class Onset(NamedTuple):
    """The instant, in UTC, at which a zone's clock changes."""

    at: datetime
    before: Observance
    after: Observance

    @property
    def local(self) -> datetime:
        """The local time of the change on the clock as it was before (RFC 5545, section 3.6.5)."""
        return self.at.astimezone(timezone(self.before.offset))


class YearlyChange(NamedTuple):
    """A change of the clock once a year, on ``weekday`` (0 is Monday) in the week that begins on a day of ``month``.

    That day, ``first_day``, may be before the first of the month, or so late that the week reaches into the next
    month. ``time`` is the time since midnight on the clock as it was ``before``.
    """

    month: int
    first_day: int
    weekday: int
    time: timedelta
    before: Observance
    after: Observance

    def onset(self, year: int) -> Onset:
        """Return the change of that year."""
        first = date(year, self.month, 1) + timedelta(days=self.first_day - 1)
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        local = datetime(day.year, day.month, day.day, tzinfo=timezone(self.before.offset)) + self.time
        return Onset(local.astimezone(UTC), self.before, self.after)


class ZoneFile(NamedTuple):
    """A zone's history: its first observance, the onsets that its file lists, and the yearly changes after them.

    ``begin`` is the first onset by the yearly changes; None where there are none.
    """

    first: Observance
    onsets: tuple[Onset, ...]
    yearly: tuple[YearlyChange, ...] = ()
    begin: Onset | None = None

    def onsets_until(self, year: int) -> Iterator[Onset]:
        """Yield every onset to the end of that year, in no order."""
        yield from self.onsets
        if self.begin:
            onsets = (change.onset(year) for year in range(self.begin.local.year, year + 1) for change in self.yearly)
            yield from (onset for onset in onsets if onset.at >= self.begin.at)


@lru_cache(maxsize=256)
def read_zone(key: str) -> ZoneFile:
    """Return the history of the IANA zone ``key``. The listed onsets end where the yearly changes take over.

    Raises:
        FileNotFoundError: there is no such zone.
    """
    first, onsets, end, footer = _parse(data_file(key))
    yearly = _yearly(footer)
    if not yearly:
        return ZoneFile(first, tuple(onsets))
    ruled = _ruled_at_end(onsets, yearly) if onsets and onsets[-1].at == end else []
    listed = onsets[: len(onsets) - len(ruled)]
    return ZoneFile(first, tuple(listed), yearly, ruled[0] if ruled else _next(first, listed, end, yearly))


def offsets(key: str) -> tuple[object, ...]:
    """Return all that the clock of the IANA zone ``key`` has ever shown and will show, apart from abbreviations."""
    zone = read_zone(key)
    yearly = tuple((*change[:4], change.before.offset, change.after.offset) for change in zone.yearly)
    return zone.first.offset, tuple((onset.at, onset.after.offset) for onset in zone.onsets), yearly


def _parse(octets: bytes) -> tuple[Observance, list[Onset], datetime, str]:
    """Return the first observance, the onsets, the instant after which the footer holds, and the footer.

    That instant is of the last transition, which need not change what the clock shows (RFC 9636, section 3.3).
    """
    start, form = 0, "l"
    if octets[4:5] >= b"2":  # the first block is for readers of version 1
        start, form = _end_of_block(octets, 0, 4), "q"
    times, types, names = struct.unpack_from(">3L", octets, start + 32)
    at = start + 44
    moments = struct.unpack_from(f">{times}{form}", octets, at)
    at += struct.calcsize(f">{times}{form}")
    indexes = octets[at : at + times]
    at += times
    texts = octets[at + 6 * types : at + 6 * types + names]
    kinds = [_observance(texts, *struct.unpack_from(">lBB", octets, at + 6 * n)) for n in range(types)]
    footer = octets[_end_of_block(octets, start, 8) :].decode("ascii").strip() if form == "q" else ""
    onsets = _onsets(kinds[0], [(m, kinds[i]) for m, i in zip(moments, indexes, strict=True)])
    return kinds[0], onsets, _instant(moments[-1]) if moments else _EPOCH, footer


def _end_of_block(octets: bytes, start: int, width: int) -> int:
    isut, isstd, leaps, times, types, names = struct.unpack_from(">6L", octets, start + 20)
    end: int = start + 44 + times * (width + 1) + 6 * types + names + leaps * (width + 4) + isstd + isut
    return end


def _observance(texts: bytes, offset: int, daylight: int, name_at: int) -> Observance:
    name = texts[name_at : texts.index(b"\0", name_at)].decode("ascii")
    return Observance(timedelta(seconds=offset), name, bool(daylight))


def _onsets(first: Observance, changes: list[tuple[int, Observance]]) -> list[Onset]:
    befores = [first, *(kind for _, kind in changes)]
    return [
        Onset(_instant(moment), before, after)
        for before, (moment, after) in zip(befores, changes, strict=False)
        if before != after
    ]


def _instant(moment: int) -> datetime:
    return _EPOCH + timedelta(seconds=max(moment, _LONG_AGO))


def _yearly(footer: str) -> tuple[YearlyChange, ...]:
    match = re.fullmatch(_FOOTER, footer)
    if not match:
        return ()
    name, quoted, offset, day_name, day_quoted, day_offset, *days = match.groups()
    standard = Observance(-_seconds(offset), name or quoted)
    shown = -_seconds(day_offset) if day_offset else standard.offset + timedelta(hours=1)
    daylight = Observance(shown, day_name or day_quoted, daylight=True)
    return (_change(days[:4], standard, daylight), _change(days[4:], daylight, standard))


def _change(rule: list[str | None], before: Observance, after: Observance) -> YearlyChange:
    month, week, weekday = (int(part or 0) for part in rule[:3])
    shift, time = divmod(_seconds(rule[3] or "2"), timedelta(days=1))
    first_day = 7 * week - 6 if week < 5 else monthrange(2001, month)[1] - 6
    return YearlyChange(month, first_day + shift, (weekday - 1 + shift) % 7, time, before, after)


def _seconds(clock: str) -> timedelta:
    hours, minutes, seconds = (*clock.lstrip("+-").split(":"), "0", "0")[:3]
    length = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return -length if clock.startswith("-") else length


def _ruled_at_end(onsets: list[Onset], yearly: tuple[YearlyChange, ...]) -> list[Onset]:
    """Return the onsets at the end of the list that the footer's rule makes too.

    Some files list them until 2037, others hardly one.
    """
    ruled = (onset for onset in _backwards(yearly, onsets[-1].local.year) if onset.at <= onsets[-1].at)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(onsets), ruled, strict=False))
    return [onset for onset, _ in same][::-1]


def _backwards(yearly: tuple[YearlyChange, ...], last: int) -> Iterator[Onset]:
    for year in range(last, 1, -1):
        yield from sorted((change.onset(year) for change in yearly), reverse=True)


def _next(first: Observance, onsets: list[Onset], end: datetime, yearly: tuple[YearlyChange, ...]) -> Onset | None:
    shown = onsets[-1].after if onsets else first
    coming = sorted(change.onset(year) for year in range(end.year, end.year + 3) for change in yearly)
    return next((onset for onset in coming if onset.at > end and onset.before == shown), None)
