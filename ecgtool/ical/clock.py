"""Clock times that readers of a calendar take differently: those that a change of the clock touches.

Of a time that the clock skips, or shows twice, RFC 5545 says which instant is meant (section 3.3.5). Readers differ
all the same, and some go wrong on the next date as well, so such meetings are kept out of rules and said in UTC.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.ical.rule import HORIZON
from ecgtool.schedule.zonefile import Onset, read_zone


class Odd(NamedTuple):
    """The clock times from ``low`` to before ``high`` that a change skips, or else shows twice."""

    low: datetime
    high: datetime
    skipped: bool


def is_plain(start: datetime, duration: timedelta) -> bool:
    """Whether the clock shows the start and the end just once, and does not change between them."""
    end = (start.astimezone(UTC) + duration).astimezone(start.tzinfo)
    offsets = {moment.replace(fold=fold).utcoffset() for moment in (start, end) for fold in (0, 1)}
    return len(offsets) == 1


@lru_cache(maxsize=1024)
def touched_days(zone: ZoneInfo, at: time, duration: timedelta, since: int) -> Mapping[date, bool]:
    """The days on which a change of the clock touches a meeting at ``at``; True where the clock never shows it.

    They are told in order, from the year ``since`` to the horizon.
    """
    touched = {}
    for odd in _odd_times(zone.key, since):
        for days in range(-1 - duration.days, 2):
            start = datetime.combine(odd.low.date() + timedelta(days=days), at, odd.low.tzinfo)
            if start < odd.high and start + duration >= odd.low:
                touched[start.date()] = odd.skipped and start >= odd.low
    return touched


@lru_cache(maxsize=256)
def _odd_times(key: str, since: int) -> tuple[Odd, ...]:
    years = range(since - 1, HORIZON.year + 1)
    onsets = [onset for onset in read_zone(key).onsets_until(HORIZON.year) if onset.at.year in years]
    return tuple(_odd(onset) for onset in sorted(onsets) if onset.before.offset != onset.after.offset)


def _odd(onset: Onset) -> Odd:
    gain = onset.after.offset - onset.before.offset
    low, high = sorted((onset.local, onset.local + gain))
    return Odd(low, high, skipped=gain > timedelta())
