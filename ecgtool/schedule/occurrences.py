"""A group's meetings as one stream of instants: what the rules have planned, with the exceptions applied."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import dropwhile, islice, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.errors import UsageError
from ecgtool.group import Extra, Move, Schedule, Slot
from ecgtool.schedule.planned import (
    LAST_DAY,
    Skips,
    days_before,
    first_day,
    instant,
    is_moved,
    planned,
    planned_for,
    recurrence_on,
)

if TYPE_CHECKING:
    from ecgtool.schedule.clock_changes import ClockChange

_START = attrgetter("start")
Status = Literal["scheduled", "moved", "extra"]


class Moment(NamedTuple):
    """A date and a clock time as a person named them, on the meeting's own clock; None for what was not typed."""

    day: date | None
    at: time | None = None


class Occurrence(NamedTuple):
    """One meeting. ``start`` and ``end`` are instants in UTC, ``zone`` is the clock of its slot.

    ``original_start`` is the instant that the rule has for a moved meeting, and None for any other. ``reason`` is why
    it was moved, if the schedule has a reason. ``slot`` is the name of its slot: None where the slot has no name, and
    for an extra meeting.
    """

    start: datetime
    end: datetime
    zone: ZoneInfo
    status: Status = "scheduled"
    original_start: datetime | None = None
    reason: str = ""
    slot: str | None = None

    @property
    def planned_start(self) -> datetime:
        """The instant that the rule has for it; of a moved meeting, the original one."""
        return self.original_start or self.start

    @property
    def local_start(self) -> datetime:
        """The start on the clock of its slot."""
        return self.start.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        """The end on the clock of its slot."""
        return self.end.astimezone(self.zone)


class LeftOut(NamedTuple):
    """A meeting of the rule that is skipped; ``start`` is the instant at which it would have begun."""

    day: date
    reason: str
    start: datetime
    slot: str | None = None


class Meeting(NamedTuple):
    """An occurrence, with what happened since the one before it.

    ``skipped`` are the meetings left out since the one before. ``previous`` is the last meeting held of the same
    slot, or None; an extra meeting has none. ``at_new_hour`` is whether the rule has another clock time for this
    meeting than for ``previous``.
    """

    occurrence: Occurrence
    previous: Occurrence | None
    skipped: tuple[LeftOut, ...]
    at_new_hour: bool = False

    def clock_changes(self, zones: Iterable[ZoneInfo]) -> "tuple[ClockChange, ...]":
        """Return the clock changes since ``previous``, in the meeting's own zone and in ``zones``.

        They are found by the times that the rule has for both. A moved meeting thus neither makes nor hides one.
        """
        if self.previous is None:
            return ()
        from ecgtool.schedule.clock_changes import clock_changes

        return clock_changes(self.previous.planned_start, self.occurrence.planned_start, self.occurrence.zone, zones)


def weekday_date(day: date) -> str:
    """Return a date with its weekday: "2026-12-28 (Monday)"."""
    return f"{day} ({day:%A})"


def occurrences(schedule: Schedule, after: datetime) -> Iterator[Occurrence]:
    """Yield the meetings of all slots that end after ``after``, in order of their start; often without end.

    They are the dates of the rules without those skipped, with moved meetings at their new time, and the extra ones.
    Two that begin at one instant count as one (RFC 5545, section 3.8.5).
    """
    first = first_day(schedule, after)
    regular = (_regular(schedule, slot, first) for slot in schedule.slots)
    irregular = [_moved(schedule, move) for move in schedule.moves]
    irregular += [_extra(schedule, extra) for extra in schedule.extras]
    before = None
    for occurrence in heapq.merge(*regular, sorted(irregular, key=_START), key=_START):
        if occurrence.start != before and occurrence.end > after:
            yield occurrence
        before = occurrence.start


def between(schedule: Schedule, after: datetime, before: datetime) -> Iterator[Occurrence]:
    """Return the meetings that end after ``after`` and begin before ``before``, in order of their start."""
    return takewhile(lambda occurrence: occurrence.start < before, occurrences(schedule, after))


def refuse_another_at(
    schedule: Schedule, start: datetime, but: datetime | None = None, hint: str = "name another hour"
) -> None:
    """Check that no meeting begins at the instant ``start``, apart from the one that is planned for ``but``.

    Raises:
        UsageError: another one does. Two at one instant would count as one.
    """
    for held in between(schedule, start, start + timedelta(minutes=1)):
        if held.start == start and held.planned_start != but:
            local = held.local_start
            raise UsageError(f"a meeting is on {weekday_date(local.date())} at {local:%H:%M} already", hint)


def meetings_on(
    schedule: Schedule, day: date, at: time | None = None, *, last: date | None = None
) -> list[Occurrence]:
    """Return the meetings that begin on ``day``, by the clock of each; with ``at``, only those at that clock time.

    With ``last``, those from ``day`` to that date, both included.
    """
    zones, last = {slot.zone for slot in schedule.slots}, last or day
    begin = min(instant(day, time(), zone) for zone in zones)
    end = max(instant(last, time.max, zone) for zone in zones)
    found = (one for one in between(schedule, begin, end) if day <= one.local_start.date() <= last)
    return [one for one in found if at in {None, one.local_start.time()}]


def meeting_on(schedule: Schedule, day: date, at: time | None = None) -> Occurrence | None:
    """Return the first of ``meetings_on`` that date, or None."""
    return next(iter(meetings_on(schedule, day, at)), None)


def one_meeting_on(schedule: Schedule, asked: Moment) -> Occurrence:
    """Return the meeting that begins on the date ``asked``, and at its clock time where that is given.

    Raises:
        UsageError: there is none, or the date has several and no time is given. The hint names the times.
    """
    day = asked.day or date.min
    on_day = meetings_on(schedule, day)
    found = [one for one in on_day if asked.at in {None, one.local_start.time()}]
    if asked.at and not found:  # it may be meant on the group's clock
        start = instant(day, asked.at, schedule.zone)
        found = [one for one in between(schedule, start, start + timedelta(minutes=1)) if one.start == start]
    if len(found) == 1:
        return found[0]
    hours = " and ".join(f"{one.local_start:%H:%M}" for one in on_day)
    if found:
        raise UsageError(f"{len(found)} meetings are on {day}, at {hours}", f"add the hour: {day}T{hours[:5]}")
    if on_day:
        raise UsageError(f"no meeting is on {day} at {asked.at:%H:%M}", f"on that date it is at {hours}")
    raise UsageError(f"no meeting is on {day}", nearest_held(schedule, day))


def left_out(schedule: Schedule, after: datetime, before: datetime) -> Iterator[LeftOut]:
    """Yield the skipped meetings that would have ended after ``after`` and begun before ``before``."""
    if not schedule.holidays and not schedule.skips:
        return
    first, last = first_day(schedule, after), min(before.date(), LAST_DAY) + timedelta(days=1)
    if not schedule.holidays and not any(skip.first <= last and first <= skip.last for skip in schedule.skips):
        return  # most meetings have no skip on the way to them
    skips = Skips(schedule)
    coming = heapq.merge(*(planned(slot, first) for slot in schedule.slots), key=lambda one: one.start)
    for one in takewhile(lambda one: one.start < before, coming):
        if one.end > after and not is_moved(schedule.moves, one) and (skip := skips.of(one)):
            yield LeftOut(one.day, skip.reason, one.start, one.slot.name)


def meetings(schedule: Schedule, after: datetime) -> Iterator[Meeting]:
    """Yield the meetings that end after ``after``, each with what was left out since the one before it.

    The first one has what was left out since ``after``.
    """
    slots = {slot.name: slot for slot in schedule.slots}
    held: dict[str | None, Occurrence | None] = {}
    since, may_be_left_out = after, schedule.skips or schedule.holidays
    for occurrence in occurrences(schedule, after):
        previous, at_new_hour = None, False
        if occurrence.status != "extra":
            slot = slots[occurrence.slot]
            if slot.name not in held:
                held[slot.name] = last_before(only_slot(schedule, slot)._replace(extras=()), occurrence.start)
            previous, held[slot.name] = held[slot.name], occurrence
            if previous and slot.recurrences[1:]:
                at_new_hour = _hour(slot, previous) != _hour(slot, occurrence)
        skipped = tuple(left_out(schedule, since, occurrence.start)) if may_be_left_out else ()
        yield Meeting(occurrence, previous, skipped, at_new_hour)
        since = occurrence.end


def only_slot(schedule: Schedule, slot: Slot) -> Schedule:
    """Return the schedule with ``slot`` alone: on its clock, and with the moves that are about it.

    Extra meetings belong to no slot. They stay with the first one, whose clock is the group's.
    """
    return schedule._replace(
        zone=slot.zone,
        slots=(slot,),
        moves=tuple(move for move in schedule.moves if planned_for(schedule, move).slot.name == slot.name),
        extras=schedule.extras if slot is schedule.slots[0] else (),
    )


def last_before(schedule: Schedule, moment: datetime) -> Occurrence | None:
    """Return the last meeting that begins before the instant ``moment``, or None."""
    for days in (8, 45, 400, 4000, 40000, 4_000_000):
        if found := list(between(schedule, days_before(moment, days), moment)):
            return found[-1]
    return None


def nearest_held(schedule: Schedule, day: date) -> str:
    """Return in words which meetings are next to ``day``, the nearer first: "the nearest is on 2026-06-15 (Monday)".

    Only meetings that take place count. "there is none" where no meeting is held at all.
    """
    midnight = instant(day, time(), schedule.zone)
    before = last_before(schedule, midnight)
    following = (occurrence.local_start.date() for occurrence in occurrences(schedule, midnight))
    near = [before.local_start.date()] if before else []
    near += islice(dropwhile(lambda held: held <= day, following), 1)
    words = [weekday_date(held) for held in sorted(near, key=lambda held: abs(held - day))]
    return f"the nearest is on {' or '.join(words)}" if words else "there is none"


def _regular(schedule: Schedule, slot: Slot, first: date) -> Iterator[Occurrence]:
    moves, skips = schedule.moves, Skips(schedule) if schedule.skips or schedule.holidays else None
    coming = planned(slot, first)
    while one := next(coming, None):
        skip = skips.of(one) if skips else None
        if skip and skip.last > one.day:  # on with the day after a break, however long it is
            coming = planned(slot, min(skip.last, LAST_DAY) + timedelta(days=1))
        elif skip is None and not (moves and is_moved(moves, one)):
            start = one.start
            yield Occurrence(start, start + one.part.duration, slot.zone, slot=slot.name)


def _moved(schedule: Schedule, move: Move) -> Occurrence:
    original = planned_for(schedule, move)
    zone = original.slot.zone
    start = instant(move.to_date, move.to_time or original.at, zone)
    end = start + original.part.duration
    return Occurrence(start, end, zone, "moved", original.start, move.reason, original.slot.name)


def _extra(schedule: Schedule, extra: Extra) -> Occurrence:
    start = instant(extra.day, extra.at, schedule.zone)
    return Occurrence(start, start + recurrence_on(schedule.slots[0], extra.day).duration, schedule.zone, "extra")


def _hour(slot: Slot, occurrence: Occurrence) -> time:
    return recurrence_on(slot, occurrence.planned_start.astimezone(slot.zone).date()).at
