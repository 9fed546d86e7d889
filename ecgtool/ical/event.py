"""One VEVENT as far as it is about time, and how the meetings of a schedule become one each."""

import re
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from ecgtool.group import Extra, Group, Move
from ecgtool.ical.text import percent
from ecgtool.schedule.planned import recurrence_on

Status = Literal["CONFIRMED", "CANCELLED"]


class Event(NamedTuple):
    """When a meeting or a series of them is; ``start`` and all like it are as the group's clock shows them.

    ``original`` is the rule's date for a single meeting of the rule; ``days`` are the local dates whose topics belong
    to the event. ``remark`` is what a person should know of its time, where that is not the rule's.
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

    @property
    def deviations(self) -> int:
        """How many decisions it tells that make it other than the plain rule without end."""
        return len(self.exceptions) + bool(self.remark) + ("UNTIL=" in self.rule)


def uid(group: Group, part: str = "") -> str:
    """What an event is known by (RFC 5545, section 3.8.4.7): the group's key, and which ``part`` of its schedule."""
    key = re.sub(r"[^A-Za-z0-9_-]", percent, group.key)
    return f"{key}.{part}@ecgtool" if part else f"{key}@ecgtool"


def regular(group: Group, day: date) -> Event:
    """The meeting that the rule has on ``day``, by itself."""
    part = recurrence_on(group.schedule.slots[0], day)
    start = datetime.combine(day, part.at, group.schedule.zone)
    return Event(uid(group, f"on-{day:%Y%m%d}"), start, part.duration, original=day, days=frozenset({day}))


def cancelled(group: Group, day: date, reason: str) -> Event:
    """The meeting that the rule has on ``day`` and that does not take place, by itself."""
    return regular(group, day)._replace(status="CANCELLED", remark=_with_reason("Cancelled", reason))


def moved(group: Group, move: Move) -> Event:
    """The meeting that is moved, at its new time, by itself."""
    original = regular(group, move.original)
    at = move.to_time or original.start.time()
    return original._replace(
        start=datetime.combine(move.to_date, at, group.schedule.zone),
        days=frozenset({move.original, move.to_date}),
        remark=_with_reason(f"Moved from {original.start:%Y-%m-%d %H:%M}", move.reason),
    )


def additional(group: Group, one: Extra) -> Event:
    """The meeting more; its UID names the clock time only where the day has two of them."""
    same_day = sum(other.day == one.day for other in group.schedule.extras)
    name = f"extra-{one.day:%Y%m%d}" if same_day == 1 else f"extra-{one.day:%Y%m%d}T{one.at:%H%M}"
    start = datetime.combine(one.day, one.at, group.schedule.zone)
    return Event(
        uid(group, name), start, recurrence_on(group.schedule.slots[0], one.day).duration, days=frozenset({one.day})
    )


def in_series(event: Event, series_uid: str, original: datetime) -> Event:
    """``event`` as an override of the instance that the series has at ``original`` (RFC 5545, section 3.8.4.4)."""
    return event._replace(uid=series_uid, recurrence_id=original)


def _with_reason(remark: str, reason: str) -> str:
    return f"{remark}: {reason}" if reason else remark
