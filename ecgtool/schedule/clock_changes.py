"""Find whose clocks show another time for a meeting than for the one before, since when, and whose are the same."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

_WEEK = timedelta(days=7)


class ClockChange(NamedTuple):
    """In ``zone``, a meeting begins at another clock time than the one before it. Both times are written ``HH:MM``.

    The weekdays differ only where the clock change crosses midnight. Both are counted from the date of the later
    meeting, so that the Monday and the Thursday of one rule make no difference. ``day`` is the local date of the last
    clock change between the two meetings. Where no clock changed between them (the plan itself did), it is the date
    of the later meeting.
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
    """Return the clock changes between two meetings, in ``own`` (the zone that rules them) and in ``zones``.

    ``before`` and ``after`` are the instants at which the meetings begin. Zones whose clocks are the same give one
    change.
    """
    found: list[ClockChange] = []
    for zone in (own, *zones):
        one = _change_in(zone, before, after, own)
        if one and not any(one[1:] == other[1:] and same_clock(zone.key, other.zone.key) for other in found):
            found.append(one)
    return tuple(found)


@lru_cache(maxsize=4096)  # several texts ask for one change, and so do groups that meet at the same hour
def _change_in(zone: ZoneInfo, before: datetime, after: datetime, own: ZoneInfo) -> ClockChange | None:
    """Return the change in ``zone`` between two meetings, or None where its clock shows the same time for both."""
    was, now = before.astimezone(zone), after.astimezone(zone)
    if was.time() == now.time():
        return None
    changes = [change for clock in (own, zone) if (change := last_change(clock, before, after))]
    earlier, later = before.astimezone(own), after.astimezone(own)
    day = max(changes).date() if changes else later.date()
    planned_before, planned_after = _planned_day(earlier, later.time()), _planned_day(later, earlier.time())
    was_on = planned_after + (was.date() - planned_before)
    return ClockChange(zone, f"{was:%H:%M}", f"{now:%H:%M}", f"{was_on:%A}", f"{now:%A}", day)


def _planned_day(held: datetime, usual: time) -> date:
    """Return the date that the rule has for a meeting: not the next, where an hour is skipped at midnight."""
    offset = (held - timedelta(days=1)).utcoffset() or timedelta()
    unskipped = held.astimezone(UTC).replace(tzinfo=None) + offset
    return unskipped.date() if held.time() != usual == unskipped.time() else held.date()


@lru_cache(maxsize=1024)
def last_change(zone: ZoneInfo, earlier: datetime, later: datetime) -> datetime | None:
    """Return the local time right after the last change of the clock in ``zone`` between two instants, or None.

    A clock keeps its offset for weeks. So one instant a week is looked at, backwards, and then the week that has the
    change is halved until a minute is left.
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


@lru_cache(maxsize=1024)
def same_clock(key: str, other: str) -> bool:
    """Return whether the clocks of two zones have always shown the same time, as those of UTC and Etc/UTC have.

    Their abbreviations may differ.
    """
    if key == other:
        return True
    one, its = ZoneInfo(key), ZoneInfo(other)
    seasons = (datetime(2026, month, 15, 12) for month in (1, 4, 7, 10))  # noqa: DTZ001 - local, for two zones
    if any(one.utcoffset(at) != its.utcoffset(at) for at in seasons):
        return False
    from ecgtool.schedule.zonefile import offsets

    return offsets(key) == offsets(other)
