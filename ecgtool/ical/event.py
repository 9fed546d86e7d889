"""One VEVENT as far as it is about time, and how the meetings of a schedule become one each."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from ecgtool.group import Extra, Group, Move
from ecgtool.ical.uids import uid
from ecgtool.schedule.planned import Planned, planned_for, recurrence_on

Status = Literal["CONFIRMED", "CANCELLED"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEvent:
    """When a meeting or a series is; ``start`` and the other times are on its slot's clock.

    ``original`` is the rule's date for a single meeting of the rule; ``days`` are the local dates whose topics belong
    to the event. ``remark`` is a sentence for people where its time is not the rule's ("Moved from …"); ``slot``
    names the slot of a series.
    """

    uid: str
    start: datetime
    duration: timedelta
    rule: str = ""
    exceptions: tuple[datetime, ...] = ()
    recurrence_id: datetime | None = None
    original: date | None = None
    status: Status = "CONFIRMED"
    days: frozenset[date] = frozenset()
    remark: str = ""
    slot: str = ""

    @property
    def deviations(self) -> int:
        """How many decisions make it differ from a plain rule without end: exceptions, a remark, an end."""
        return len(self.exceptions) + bool(self.remark) + ("UNTIL=" in self.rule)


def regular(group: Group, one: Planned) -> CalendarEvent:
    """Return the meeting that the rule has planned, as a single event."""
    start = datetime.combine(one.day, one.at, one.slot.zone)
    part = f"on-{one.day:%Y%m%d}"
    return CalendarEvent(
        uid=uid(group, part), start=start, duration=one.part.duration, original=one.day, days=frozenset({one.day})
    )


def cancelled(group: Group, one: Planned, reason: str) -> CalendarEvent:
    """Return the meeting that the rule has planned and that does not take place, as a single event."""
    return replace(regular(group, one), status="CANCELLED", remark=_with_reason("Cancelled", reason))


def moved(group: Group, move: Move) -> CalendarEvent:
    """Return the meeting that is moved, at its new time, as a single event."""
    original = regular(group, planned_for(group.schedule, move))
    at: time = move.to_time or original.start.time()
    return replace(
        original,
        start=datetime.combine(move.to_date, at, original.start.tzinfo),
        days=frozenset({move.original, move.to_date}),
        remark=_with_reason(f"Moved from {original.start:%Y-%m-%d %H:%M}", move.reason),
    )


def additional(group: Group, one: Extra) -> CalendarEvent:
    """Return the extra meeting; its UID has the clock time only where the day has two extra meetings."""
    same_day = sum(other.day == one.day for other in group.schedule.extras)
    name = f"extra-{one.day:%Y%m%d}" if same_day == 1 else f"extra-{one.day:%Y%m%d}T{one.at:%H%M}"
    start = datetime.combine(one.day, one.at, group.schedule.zone)
    length = recurrence_on(group.schedule.slots[0], one.day).duration
    return CalendarEvent(uid=uid(group, name), start=start, duration=length, days=frozenset({one.day}))


def in_series(event: CalendarEvent, series_uid: str, original: datetime) -> CalendarEvent:
    """Return ``event`` as an override of the instance that the series has at ``original`` (RFC 5545, 3.8.4.4)."""
    return replace(event, uid=series_uid, recurrence_id=original)


def _with_reason(remark: str, reason: str) -> str:
    return f"{remark}: {reason}" if reason else remark
