"""Clock times that readers of a calendar take differently: those that a change of the clock touches.

Of a time that the clock skips, or shows twice, RFC 5545 says which instant is meant (section 3.3.5). Readers differ
all the same, and some go wrong on the next date as well, so such meetings are kept out of rules and said in UTC.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ecgtool.ical.rule import HORIZON
from ecgtool.ical.zonefile import read_zone


def is_plain(start: datetime, duration: timedelta) -> bool:
    """Whether the clock shows ``start`` just once, and does not change before ``duration`` is over."""
    end = (start.astimezone(UTC) + duration).astimezone(start.tzinfo)
    return start.utcoffset() == start.replace(fold=1).utcoffset() == end.utcoffset()


def is_skipped(start: datetime) -> bool:
    """Whether the clock never shows ``start``."""
    return start.astimezone(UTC).astimezone(start.tzinfo).replace(tzinfo=None, fold=0) != start.replace(tzinfo=None)


@lru_cache(maxsize=1024)
def touched_days(zone: ZoneInfo, at: time, duration: timedelta) -> Mapping[date, bool]:
    """The days on which a change of the clock touches a meeting at ``at``; True where the clock never shows it.

    They are told up to the horizon.
    """
    near = range(-1 - duration.days - 1, 2)
    days = {
        onset.local.date() + timedelta(days=offset)
        for onset in read_zone(zone.key).onsets_until(HORIZON.year)
        if onset.at.year >= 1970
        for offset in near
    }
    starts = (datetime.combine(day, at, zone) for day in sorted(days))
    return {start.date(): is_skipped(start) for start in starts if not is_plain(start, duration)}
