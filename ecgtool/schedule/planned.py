"""The meetings that a group's rules plan, before exceptions: local dates of each slot, and their instants.

A rule is stepped through in local dates, and only then does a date with its clock time become an instant. A clock
time that the zone skips is read with the offset before the gap; one that comes twice is its first coming (RFC 5545,
section 3.3.5).
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.group import Move, Recurrence, Schedule, Skip, Slot
from ecgtool.schedule import recurrence

FIRST_YEAR, LAST_YEAR = 2, 9997
"""The years that a clock may show. They leave room at both ends for looking back, a year ahead, and offsets."""
LAST_DAY = date(LAST_YEAR + 1, 12, 30)
"""The last day that is computed. After it, a zone's offset could lead past year 9999."""
_FIRST_DAY = date(1, 1, 3)
_LONG = 40
"""A break of at most so many days is indexed by the day. Longer ones are compared one by one."""


class Planned(NamedTuple):
    """The meeting that ``slot`` plans on ``day``, a date on the slot's clock.

    ``part`` is the recurrence in force then.
    """

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


@lru_cache(maxsize=4096)  # a meeting is looked at several times, and many groups meet at the same hour
def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant at which a clock in ``zone`` shows ``at`` on ``day`` (RFC 5545, section 3.3.5).

    The fold of ``at`` (PEP 495) does not count: a time that comes twice is its first coming. A day at the very ends
    of the calendar is replaced by the nearest one that has an instant in every zone.
    """
    near = day if _FIRST_DAY <= day <= LAST_DAY else min(max(day, _FIRST_DAY), LAST_DAY)
    return datetime.combine(near, at.replace(fold=0) if at.fold else at, zone).astimezone(UTC)


def planned(slot: Slot, first: date) -> Iterator[Planned]:
    """Yield the meetings of ``slot`` from the date ``first`` on, in order; without end where the rule has none."""
    for part in slot.recurrences:
        for day in recurrence.dates(part, first):
            if day > LAST_DAY:
                return
            yield Planned(day, slot, part)


def planned_between(schedule: Schedule, first: date, last: date) -> list[Planned]:
    """Return the planned meetings of all slots from ``first`` to ``last``, both included, in order of their start."""
    found = (takewhile(lambda one: one.day <= last, planned(slot, first)) for slot in schedule.slots)
    return list(heapq.merge(*found, key=attrgetter("start")))


def planned_on(schedule: Schedule, day: date, at: time | None = None) -> list[Planned]:
    """Return the meetings that the rules plan on ``day``; with ``at``, only those at that clock time."""
    return [one for one in planned_between(schedule, day, day) if at in {None, one.at}]


def has_planned(schedule: Schedule, first: date, last: date) -> bool:
    """Return whether the rules plan a meeting on a date from ``first`` to ``last``, both included."""
    return any(one.day <= last for slot in schedule.slots for one in _next(slot, first))


def nearest_planned(schedule: Schedule, day: date) -> tuple[date, ...]:
    """Return the last planned date before ``day`` and the first after it. Either is left out where there is none."""
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
    """Return the recurrence of ``slot`` in force on ``day``; its first one where ``day`` is before them all."""
    in_force = [part for part in slot.recurrences if part.first <= day]
    return in_force[-1] if in_force else slot.recurrences[0]


def planned_for(schedule: Schedule, move: Move) -> Planned:
    """Return the meeting that ``move`` moves; one of the first slot where nothing is planned on that date."""
    found = planned_on(schedule, move.original, move.at)
    first = schedule.slots[0]
    return found[0] if found else Planned(move.original, first, recurrence_on(first, move.original))


def is_moved(moves: Iterable[Move], one: Planned) -> bool:
    """Return whether one of ``moves`` moves that meeting."""
    return any(move.original == one.day and move.at in {None, one.at} for move in moves)


class Skips:
    """The skips of a schedule, indexed by the day. A page may cancel thousands of dates."""

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
        """Return the skip that leaves that meeting out, or None; the same as ``skip_of``, but faster."""
        its = self._by_day.get(one.day, ())
        return _leaving_out(one, (*its, *self._long), self._holidays) if its or self._long or self._holidays else None


def skip_of(schedule: Schedule, one: Planned) -> Skip | None:
    """Return the skip that leaves that meeting out, or None.

    Where there are several, a date comes before a range, and a range before a holiday.
    """
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
    """Return a date before which no planned meeting ends later than ``after``, even across a gap of the clock."""
    longest = max(part.duration for slot in schedule.slots for part in slot.recurrences)
    return days_before(after, 3 + longest.days).date()


def days_before(moment: datetime, days: int) -> datetime:
    """Return the instant so many days before ``moment``, or the earliest of the calendar."""
    floor = datetime(1, 1, 2, tzinfo=UTC)
    return moment - timedelta(days=days) if moment - floor > timedelta(days=days) else floor


def _next(slot: Slot, first: date) -> list[Planned]:
    found = next(planned(slot, first), None)
    return [found] if found else []
