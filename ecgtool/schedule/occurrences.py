"""When a group meets: a recurrence rule, its exceptions and a zone become instants.

The rule is stepped through in local dates; only then does a date with its clock time become an instant (RFC 5545,
section 3.3.5: a time that the zone skips is read with the offset before the gap, one that comes twice is its
first coming). Nothing here reads a clock: ``after`` comes from the caller.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, groupby, islice, takewhile
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.group import Extra, Move, Recurrence, Schedule, Skip
from ecgtool.schedule import recurrence

Status = Literal["scheduled", "moved", "extra"]

FIRST_YEAR, LAST_YEAR = 2, 9997
"""The years that a clock may show: before and after them is room for a look back, a year ahead, and offsets."""
LAST_DAY = date(LAST_YEAR + 1, 12, 30)
"""Nothing is computed beyond it, so that no zone's offset leads out of the calendar."""
_FIRST_DAY = date(1, 1, 3)


class Moment(NamedTuple):
    """A date and a clock time, local to the group's zone; None for what was not typed."""

    day: date | None
    at: time | None = None


class Occurrence(NamedTuple):
    """One meeting: ``start`` and ``end`` are instants in UTC, ``zone`` is the clock that rules it.

    ``original_start`` is the instant the rule has for a moved meeting, and None for any other; ``reason`` says why it
    was moved, where the plan does.
    """

    start: datetime
    end: datetime
    zone: ZoneInfo
    status: Status = "scheduled"
    original_start: datetime | None = None
    reason: str = ""

    @property
    def local_start(self) -> datetime:
        """The start on the group's own clock."""
        return self.start.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        """The end on the group's own clock."""
        return self.end.astimezone(self.zone)


class LeftOut(NamedTuple):
    """A date of the rule on which no meeting takes place; ``start`` is the instant it would have begun."""

    day: date
    reason: str
    start: datetime


class ClockChange(NamedTuple):
    """The local time of a meeting in ``zone`` differs from the one before it; both as HH:MM."""

    zone: ZoneInfo
    before: str
    after: str


class Meeting(NamedTuple):
    """An occurrence with what a member wants to know of the way to it.

    ``skipped`` are the dates left out since the meeting before it; ``previous`` is the one before, if any.
    """

    occurrence: Occurrence
    previous: Occurrence | None
    skipped: tuple[LeftOut, ...]

    def clock_changes(self, zones: Iterable[ZoneInfo]) -> tuple[ClockChange, ...]:
        """In which of the group's own zone and ``zones`` the clock differs from the meeting before it."""
        if self.previous is None:
            return ()
        own = self.occurrence.zone
        changes = (
            ClockChange(zone, f"{self.previous.start.astimezone(zone):%H:%M}", _clock(self.occurrence, zone))
            for zone in dict.fromkeys((own, *zones))
        )
        return tuple(change for change in changes if change.before != change.after)


def weekday_date(day: date) -> str:
    """``2026-12-28 (Monday)``."""
    return f"{day} ({day:%A})"


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which a clock in ``zone`` shows ``at`` on ``day`` (RFC 5545, section 3.3.5).

    A day at the very ends of the calendar counts as the nearest one that has an instant in every zone.
    """
    return datetime.combine(min(max(day, _FIRST_DAY), LAST_DAY), at, zone).astimezone(UTC)


def rule_dates(schedule: Schedule, first: date) -> Iterator[tuple[date, Recurrence]]:
    """The dates of the rule from ``first`` on, exceptions apart, each with the recurrence it comes from."""
    for part in schedule.recurrences:
        for day in recurrence.dates(part, first):
            if day > LAST_DAY:
                return
            yield day, part


def on_rule(schedule: Schedule, day: date) -> bool:
    """Whether the rule, exceptions apart, has a meeting on ``day``."""
    return next(rule_dates(schedule, day), (None,))[0] == day


def has_rule_date(schedule: Schedule, first: date, last: date) -> bool:
    """Whether the rule, exceptions apart, has a meeting from ``first`` to ``last``, both included."""
    return next((day for day, _ in rule_dates(schedule, first)), date.max) <= last


def nearest_on_rule(schedule: Schedule, day: date) -> tuple[date, ...]:
    """The rule's last date before ``day`` and its first after it; fewer where there is none."""
    before: list[date] = []
    for days in (800, 40000, 4_000_000):
        since = day - min(timedelta(days=days), day - date.min)
        days_before = takewhile(lambda dated: dated[0] < day, rule_dates(schedule, since))
        before = before or [found for found, _ in days_before]
    after = next((found for found, _ in rule_dates(schedule, day) if found > day), None)
    return (*before[-1:], *((after,) if after else ()))


def skip_on(schedule: Schedule, day: date) -> Skip | None:
    """What leaves the rule's meeting on ``day`` out: a single date before a range, a range before a holiday."""
    skips = sorted((s for s in schedule.skips if s.first <= day <= s.last), key=lambda s: s.last - s.first)
    if skips:
        return skips[0]
    if not schedule.holidays:
        return None
    from ecgtool.schedule import holidays

    name = holidays.name_on(day, schedule.holidays)
    return Skip(day, day, name) if name else None


def occurrences(schedule: Schedule, after: datetime) -> Iterator[Occurrence]:
    """The meetings whose end is later than ``after``, in order of their start, without end if the rule has none.

    After RFC 5545, section 3.8.5: the rule's dates, less those skipped, with moved ones at their new time, and
    the extra ones; a set, so that two at the same instant are one.
    """
    first = _first_day(schedule, after)
    merged = heapq.merge(_regular(schedule, first), _irregular(schedule), key=_start)
    each = (next(same) for _, same in groupby(merged, _start))
    return (occurrence for occurrence in each if occurrence.end > after)


def between(schedule: Schedule, after: datetime, before: datetime) -> Iterator[Occurrence]:
    """The meetings whose end is later than ``after`` and that begin before ``before``, in order of their start."""
    return takewhile(lambda occurrence: occurrence.start < before, occurrences(schedule, after))


def meeting_on(schedule: Schedule, day: date) -> Occurrence | None:
    """The meeting that begins on ``day``, a date in the group's zone."""
    for occurrence in occurrences(schedule, instant(day, time(), schedule.zone)):
        if occurrence.local_start.date() >= day:
            return occurrence if occurrence.local_start.date() == day else None
    return None


def left_out(schedule: Schedule, after: datetime, before: datetime) -> Iterator[LeftOut]:
    """The rule's dates that are skipped and would have ended later than ``after`` and begun before ``before``."""
    if not schedule.skips and not schedule.holidays:
        return
    moved = {move.original for move in schedule.moves}
    for day, part in rule_dates(schedule, _first_day(schedule, after)):
        start = instant(day, part.at, schedule.zone)
        if start >= before:
            return
        if day not in moved and start + part.duration > after and (skip := skip_on(schedule, day)):
            yield LeftOut(day, skip.reason, start)


def meetings(schedule: Schedule, after: datetime) -> Iterator[Meeting]:
    """The meetings whose end is later than ``after``, each with what was left out on the way to it.

    For the first one that is what was left out since ``after``.
    """
    previous: Occurrence | None = None
    since = after
    for occurrence in occurrences(schedule, after):
        before = previous or last_before(schedule, occurrence.start)
        yield Meeting(occurrence, before, tuple(left_out(schedule, since, occurrence.start)))
        previous, since = occurrence, occurrence.end


def last_before(schedule: Schedule, moment: datetime) -> Occurrence | None:
    """The meeting that begins last before ``moment``, an instant; None where there is none."""
    for days in (8, 45, 400, 4000, 40000, 4_000_000):
        if found := list(between(schedule, _back(moment, days), moment)):
            return found[-1]
    return None


def nearest_held(schedule: Schedule, day: date) -> str:
    """``the nearest is on 2026-06-15 (Monday)``: the meetings next to ``day`` that take place, the nearer first."""
    midnight = instant(day, time(), schedule.zone)
    before = last_before(schedule, midnight)
    following = (occurrence.local_start.date() for occurrence in occurrences(schedule, midnight))
    near = [before.local_start.date()] if before else []
    near += islice(dropwhile(lambda held: held <= day, following), 1)
    words = [f"{held} ({held:%A})" for held in sorted(near, key=lambda held: abs(held - day))]
    return f"the nearest is on {' or '.join(words)}" if words else "there is none"


def _regular(schedule: Schedule, first: date) -> Iterator[Occurrence]:
    moved = {move.original for move in schedule.moves}
    days = rule_dates(schedule, first)
    while dated := next(days, None):
        day, part = dated
        skip = skip_on(schedule, day)
        if skip and skip.last > day:  # on with the day after a break, however long it is
            days = rule_dates(schedule, min(skip.last, LAST_DAY) + timedelta(days=1))
        elif skip is None and day not in moved:
            start = instant(day, part.at, schedule.zone)
            yield Occurrence(start, start + part.duration, schedule.zone)


def _start(occurrence: Occurrence) -> datetime:
    return occurrence.start


def _irregular(schedule: Schedule) -> list[Occurrence]:
    exceptions = [_moved(schedule, move) for move in schedule.moves]
    exceptions += [_extra(schedule, extra) for extra in schedule.extras]
    return sorted(exceptions, key=lambda o: o.start)


def _moved(schedule: Schedule, move: Move) -> Occurrence:
    part = recurrence_on(schedule, move.original)
    start = instant(move.to_date, move.to_time or part.at, schedule.zone)
    original = instant(move.original, part.at, schedule.zone)
    return Occurrence(start, start + part.duration, schedule.zone, "moved", original, move.reason)


def _extra(schedule: Schedule, extra: Extra) -> Occurrence:
    start = instant(extra.day, extra.at, schedule.zone)
    return Occurrence(start, start + recurrence_on(schedule, extra.day).duration, schedule.zone, "extra")


def recurrence_on(schedule: Schedule, day: date) -> Recurrence:
    """The recurrence in force on ``day``; the first one for a day before it all."""
    in_force = [part for part in schedule.recurrences if part.first <= day]
    return in_force[-1] if in_force else schedule.recurrences[0]


def _first_day(schedule: Schedule, after: datetime) -> date:
    """A day so early that no meeting of the rule before it ends later than ``after``, gaps included."""
    longest = max(part.duration for part in schedule.recurrences)
    return _back(after, 3 + longest.days).date()


def _back(moment: datetime, days: int) -> datetime:
    floor = datetime(1, 1, 2, tzinfo=UTC)
    return moment - timedelta(days=days) if moment - floor > timedelta(days=days) else floor


def _clock(occurrence: Occurrence, zone: ZoneInfo) -> str:
    return f"{occurrence.start.astimezone(zone):%H:%M}"
