"""The meetings that a group's rules have, before exceptions: local dates of each slot, and the instants they make.

The rule is stepped through in local dates; only then does a date with its clock time become an instant (RFC 5545,
section 3.3.5: a time that the zone skips is read with the offset before the gap, one that comes twice is its
first coming). Nothing here reads a clock.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.group import Move, Recurrence, Schedule, Skip, Slot
from ecgtool.schedule import recurrence

FIRST_YEAR, LAST_YEAR = 2, 9997
"""The years that a clock may show: before and after them is room for a look back, a year ahead, and offsets."""
LAST_DAY = date(LAST_YEAR + 1, 12, 30)
"""Nothing is computed beyond it, so that no zone's offset leads out of the calendar."""
_FIRST_DAY = date(1, 1, 3)
_LONG = 40
"""A break of more days is not looked up by the day."""


class Planned(NamedTuple):
    """The meeting that the rule of ``slot`` has on ``day``, a date on the slot's clock; ``part`` is the rule then."""

    day: date
    slot: Slot
    part: Recurrence

    @property
    def at(self) -> time:
        """The clock time that the rule has for it."""
        return self.part.at

    @property
    def start(self) -> datetime:
        """The instant at which it would begin, in UTC."""
        return instant(self.day, self.part.at, self.slot.zone)

    @property
    def end(self) -> datetime:
        """The instant at which it would end, in UTC."""
        return self.start + self.part.duration


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant at which a clock in ``zone`` shows ``at`` on ``day`` (RFC 5545, section 3.3.5).

    A day at the very ends of the calendar counts as the nearest one that has an instant in every zone.
    """
    return datetime.combine(min(max(day, _FIRST_DAY), LAST_DAY), at, zone).astimezone(UTC)


def planned(slot: Slot, first: date) -> Iterator[Planned]:
    """The meetings of ``slot`` from the date ``first`` on, in order; without end if the rule has none."""
    for part in slot.recurrences:
        for day in recurrence.dates(part, first):
            if day > LAST_DAY:
                return
            yield Planned(day, slot, part)


def planned_between(schedule: Schedule, first: date, last: date) -> list[Planned]:
    """The meetings of all slots on the dates from ``first`` to ``last``, both included, in order of their start."""
    found = (takewhile(lambda one: one.day <= last, planned(slot, first)) for slot in schedule.slots)
    return list(heapq.merge(*found, key=_start))


def planned_on(schedule: Schedule, day: date, at: time | None = None) -> list[Planned]:
    """The meetings that the rules have on ``day``; with ``at`` those at that hour of the slot's clock."""
    return [one for one in planned_between(schedule, day, day) if at in {None, one.at}]


def has_planned(schedule: Schedule, first: date, last: date) -> bool:
    """Whether the rules have a meeting on a date from ``first`` to ``last``, both included."""
    return any(one.day <= last for slot in schedule.slots for one in _next(slot, first))


def nearest_planned(schedule: Schedule, day: date) -> tuple[date, ...]:
    """The last date of the rules before ``day`` and the first after it; fewer where there is none."""
    before: list[date] = []
    for days in (800, 40000, 4_000_000):
        since = day - min(timedelta(days=days), day - date.min)
        before = before or [
            one.day for slot in schedule.slots for one in takewhile(lambda one: one.day < day, planned(slot, since))
        ]
    tomorrow = min(day, date.max - timedelta(days=1)) + timedelta(days=1)
    after = [one.day for slot in schedule.slots for one in _next(slot, tomorrow)]
    return (*([max(before)] if before else []), *([min(after)] if after else []))


def recurrence_on(slot: Slot, day: date) -> Recurrence:
    """The recurrence of ``slot`` in force on ``day``; its first one for a day before it all."""
    in_force = [part for part in slot.recurrences if part.first <= day]
    return in_force[-1] if in_force else slot.recurrences[0]


def planned_for(schedule: Schedule, move: Move) -> Planned:
    """The meeting that is moved; one of the first slot where the rules have none on that date."""
    found = planned_on(schedule, move.original, move.at)
    first = schedule.slots[0]
    return found[0] if found else Planned(move.original, first, recurrence_on(first, move.original))


def is_moved(moves: Iterable[Move], one: Planned) -> bool:
    """Whether one of ``moves`` is about that meeting."""
    return any(move.original == one.day and move.at in {None, one.at} for move in moves)


class Skips:
    """The skips of ``schedule``, to be looked up by the day: a page may cancel thousands of dates."""

    def __init__(self, schedule: Schedule) -> None:
        self._holidays = schedule.holidays
        self._long: list[Skip] = []
        self._by_day: dict[date, list[Skip]] = {}
        for skip in schedule.skips:
            days = (skip.last - skip.first).days
            if days > _LONG:
                self._long.append(skip)
            else:
                for number in range(days + 1):
                    self._by_day.setdefault(skip.first + timedelta(days=number), []).append(skip)

    def of(self, one: Planned) -> Skip | None:
        """Return the skip that leaves that meeting out, as ``skip_of`` does."""
        return _leaving_out(one, (*self._by_day.get(one.day, ()), *self._long), self._holidays)


def skip_of(schedule: Schedule, one: Planned) -> Skip | None:
    """Return the skip that leaves that meeting out: a date comes before a range, a range before a holiday."""
    return _leaving_out(one, schedule.skips, schedule.holidays)


def _leaving_out(one: Planned, skips: Iterable[Skip], holidays: tuple[str, ...]) -> Skip | None:
    found = [skip for skip in skips if skip.first <= one.day <= skip.last and skip.at in {None, one.at}]
    if found:
        return min(found, key=lambda skip: skip.last - skip.first)
    if not holidays:
        return None
    from ecgtool.schedule.holidays import name_on

    name = name_on(one.day, holidays)
    return Skip(one.day, one.day, name) if name else None


def first_day(schedule: Schedule, after: datetime) -> date:
    """A day so early that no meeting of the rules before it ends later than ``after``, gaps included."""
    longest = max(part.duration for slot in schedule.slots for part in slot.recurrences)
    return days_before(after, 3 + longest.days).date()


def days_before(moment: datetime, days: int) -> datetime:
    """The instant so many days before ``moment``, as far as the calendar reaches."""
    floor = datetime(1, 1, 2, tzinfo=UTC)
    return moment - timedelta(days=days) if moment - floor > timedelta(days=days) else floor


def _next(slot: Slot, first: date) -> list[Planned]:
    found = next(planned(slot, first), None)
    return [found] if found else []


def _start(one: Planned) -> datetime:
    return one.start
