"""The effect of a clock change on a meeting: whose clock shows another time than before, and since when."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.schedule.zonefile import same_clock

_WEEK = timedelta(days=7)


class ClockChange(NamedTuple):
    """A clock in ``zone`` shows another time for a meeting than for the one before it; both as HH:MM.

    The weekdays differ where the clock crosses midnight: both are told of the later meeting's date, so that Mondays
    and Thursdays of one rule are no difference. ``day`` is the local date of the change, the last of several; that of
    the meeting where none of the two clocks changed, but the plan or what an earlier change did to one meeting.
    """

    zone: ZoneInfo
    before: str
    after: str
    before_weekday: str
    after_weekday: str
    day: date


def clock_changes(
    before: datetime, after: datetime, own: ZoneInfo, zones: Iterable[ZoneInfo]
) -> tuple[ClockChange, ...]:
    """In which of ``own``, the clock that rules both meetings, and ``zones`` they begin at other times; each once."""
    found: list[ClockChange] = []
    for zone in dict.fromkeys((own, *zones)):
        was, now = before.astimezone(zone), after.astimezone(zone)
        if was.time() == now.time():
            continue
        changes = [change for clock in (own, zone) if (change := last_change(clock, before, after))]
        day = max(changes).date() if changes else after.astimezone(own).date()
        was_on = after.astimezone(own).date() + (was.date() - before.astimezone(own).date())
        one = ClockChange(zone, f"{was:%H:%M}", f"{now:%H:%M}", f"{was_on:%A}", f"{now:%A}", day)
        if not any(one[1:] == other[1:] and same_clock(zone.key, other.zone.key) for other in found):
            found.append(one)
    return tuple(found)


@lru_cache(maxsize=1024)  # of one change all that is told of it asks, and groups that meet at the same hour
def last_change(zone: ZoneInfo, earlier: datetime, later: datetime) -> datetime | None:
    """The local time in ``zone`` right after its clock changed last between two instants; None where it did not.

    Clocks keep an offset for weeks, so one instant a week is asked, backwards, and the week with a change halved.
    """
    low = high = later.astimezone(UTC)
    after = high.astimezone(zone).utcoffset()
    first = earlier.astimezone(UTC)
    while low.astimezone(zone).utcoffset() == after:
        if low <= first:
            return None
        high, low = low, max(first, low - _WEEK)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high.astimezone(zone)
