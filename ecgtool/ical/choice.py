"""Which events of a group a calendar is to have: all, one meeting, or what a message is about (RFC 5546)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from ecgtool.errors import Finding, UsageError
from ecgtool.group import Group
from ecgtool.ical import plan
from ecgtool.ical.event import CalendarEvent
from ecgtool.ical.series import EVER, DayRange
from ecgtool.schedule.occurrences import left_out, occurrences

Method = Literal["publish", "request", "cancel"]
_AHEAD = timedelta(days=366)
"""How far ahead the next cancelled meeting is looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """Which meetings of the groups are wanted, and in which form.

    ``only`` is the local date of one meeting, with its hour where the day has several, or "next". A ``method`` makes
    a message of the calendar.
    """

    span: DayRange = EVER
    only: tuple[date, time | None] | Literal["next"] | None = None
    method: Method | None = None
    alarm: timedelta | None = None
    hide_passcode: bool = False

    @property
    def is_message(self) -> bool:
        """Whether it goes to people as an invitation or a cancellation (RFC 5546), and not as a calendar."""
        return self.method in {"request", "cancel"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """The events that are wanted of a group, and for each UID how many deviations from its rule they have in all."""

    group: Group
    events: tuple[CalendarEvent, ...]
    deviations: Mapping[str, int]


def choose(group: Group, now: datetime, options: Options, since: date) -> Choice:
    """Return the events of ``group`` that are wanted; none where there is no such meeting.

    Series that name no first date begin at ``since``.

    Raises:
        UsageError: a date is named on which there is no meeting, or which is cancelled where it should not be.
        Finding: the next cancelled meeting is asked for, and none is cancelled.
    """
    wanted = _one_meeting(group, now, options) if options.only else _series(group, now, options, since)
    told: dict[str, int] = {}
    for event in wanted:
        told[event.uid] = told.get(event.uid, 0) + event.deviations
    if options.method == "cancel":
        told = {event.uid: told[event.uid] + (event.status != "CANCELLED") for event in wanted}
        wanted = [replace(event, status="CANCELLED", exceptions=()) for event in wanted]
    return Choice(group=group, events=tuple(wanted), deviations=told)


def _series(group: Group, now: datetime, options: Options, since: date) -> list[CalendarEvent]:
    """Return all events; for a message, those of the series with the next meeting; to cancel it, its master alone."""
    everything = list(plan.events(group, options.span, since))
    if not options.is_message:
        return everything
    coming = next((one for one in occurrences(group.schedule, now) if one.status != "extra"), None)
    own = plan.series_of(group, coming, since) if coming else None
    found = [event for event in everything if event.uid == own]
    return found[:1] if options.method == "cancel" else found


def _one_meeting(group: Group, now: datetime, options: Options) -> list[CalendarEvent]:
    if not isinstance(options.only, tuple):
        if options.method == "cancel":
            return _next_cancelled(group, now)
        coming = next(occurrences(group.schedule, now), None)
        return [plan.meeting_of(group, coming)] if coming else []
    day, at = options.only
    one = plan.event_on(group, day, at)
    if one.status == "CANCELLED" and options.method != "cancel":
        raise UsageError(f"the meeting of {group.key} on {day} is cancelled", "use --method cancel to say so")
    return [one]


def _next_cancelled(group: Group, now: datetime) -> list[CalendarEvent]:
    """Return the next meeting that is cancelled already: without a date, none that takes place is withdrawn."""
    gone = next(left_out(group.schedule, now, now + _AHEAD), None)
    if gone is None:
        hint = "name the date of the one to withdraw with --date"
        raise Finding(f"no meeting of {group.key} to come is cancelled", hint)
    return [plan.cancelled_meeting(group, gone)]
