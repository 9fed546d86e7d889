"""Find whose clocks show another time for a meeting than for the one before, since when, and whose are the same."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_WEEK = 7 * 24 * 60 * 60
"""The seconds of a week."""
_EARLIEST = datetime(1, 1, 2, tzinfo=UTC)
"""An instant that has a local time in every zone."""


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
    clocks = (own, *zones)
    if not (after - before) % _DAY and _none_changes(clocks, before, after):  # as between most meetings
        return ()
    found: list[ClockChange] = []
    for zone in clocks:
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
    offset = (held - _DAY).utcoffset() or timedelta()
    unskipped = held.astimezone(UTC).replace(tzinfo=None) + offset
    return unskipped.date() if held.time() != usual == unskipped.time() else held.date()


def last_change(zone: ZoneInfo, earlier: datetime, later: datetime) -> datetime | None:
    """Return the local time right after the last change of the clock in ``zone`` between two instants, or None."""
    for year in range(later.year, earlier.year - 1, -1):
        for change in reversed(_changes((zone,), year)):
            if change <= later:
                return change.astimezone(zone) if change > earlier else None
    return None


@lru_cache(maxsize=4096)  # of one meeting several texts ask, and many groups meet at the same hour
def _none_changes(zones: tuple[ZoneInfo, ...], earlier: datetime, later: datetime) -> bool:
    """Return whether every clock keeps its offset from the one instant to the other."""
    for year in range(earlier.year, later.year + 1):
        changes = _changes(zones, year)
        if bisect_right(changes, earlier) != bisect_right(changes, later):
            return False
    return True


@lru_cache(maxsize=4096)
def _changes(zones: tuple[ZoneInfo, ...], year: int) -> tuple[datetime, ...]:
    """Return the instants in a year, in UTC, from which on one of ``zones`` has another offset.

    A clock keeps its offset for weeks. So one instant a week is looked at, and a week after which the offset is
    another is halved until the second is found. The last week may reach into the next year.
    """
    if zones[1:]:
        return tuple(sorted({change for zone in zones for change in _changes((zone,), year)}))
    begin = max(datetime(year, 1, 1, tzinfo=UTC), _EARLIEST)

    def offset(seconds: int) -> timedelta | None:
        return (begin + timedelta(seconds=seconds)).astimezone(zones[0]).utcoffset()

    found = []
    for first in range(0, 53 * _WEEK, _WEEK):
        after = offset(first + _WEEK)
        if offset(first) != after:
            seconds = bisect_left(range(_WEEK), True, key=lambda second: offset(first + second) == after)
            found.append(begin + timedelta(seconds=first + seconds))
    return tuple(found)


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
