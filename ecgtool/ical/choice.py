"""Which events of a group a calendar is to have: all, one meeting, or what a message is about (RFC 5546)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Literal, NamedTuple

from ecgtool.errors import UsageError
from ecgtool.group import Group
from ecgtool.ical import plan
from ecgtool.ical.event import Event
from ecgtool.ical.series import EVER, Span
from ecgtool.schedule.occurrences import occurrences

Method = Literal["publish", "request", "cancel"]


class Options(NamedTuple):
    """What of the groups is wanted, and in which form.

    ``only`` is the local date of one meeting, or "next". A ``method`` makes a message of the calendar.
    """

    span: Span = EVER
    only: date | Literal["next"] | None = None
    method: Method | None = None
    alarm: timedelta | None = None
    hide_passcode: bool = False

    @property
    def is_message(self) -> bool:
        """Whether it goes to people who answer to it or take what it says as a change."""
        return self.method in {"request", "cancel"}


class Choice(NamedTuple):
    """The events that are wanted of a group, and of each UID how many decisions are told in all."""

    group: Group
    events: tuple[Event, ...]
    deviations: Mapping[str, int]


def choose(group: Group, now: datetime, options: Options) -> Choice:
    """The events of ``group`` that are wanted; none where there is no such meeting.

    Raises:
        UsageError: a date is named on which there is no meeting, or which is cancelled where it should not be.
    """
    everything = list(plan.events(group, options.span))
    wanted = _wanted(group, everything, now, options)
    told: dict[str, int] = {}
    for event in everything:
        told[event.uid] = told.get(event.uid, 0) + event.deviations
    for event in wanted:
        told.setdefault(event.uid, event.deviations)
    if options.method != "cancel":
        return Choice(group, wanted, told)
    for event in wanted:
        told[event.uid] += event.status != "CANCELLED"
    return Choice(group, tuple(event._replace(status="CANCELLED", exceptions=()) for event in wanted), told)


def _wanted(group: Group, everything: list[Event], now: datetime, options: Options) -> tuple[Event, ...]:
    if options.only:
        one = _one_meeting(group, now, options)
        return ((plan.in_its_series(group, one) if options.is_message else one),) if one else ()
    if not options.is_message:
        return tuple(everything)
    coming = (one for one in islice(occurrences(group.schedule, now), 100) if one.status != "extra")
    uids = {plan.in_its_series(group, plan.meeting_of(group, one)).uid for one in islice(coming, 1)}
    own = [event for event in everything if event.uid in uids]
    return tuple(own[:1] if options.method == "cancel" else own)


def _one_meeting(group: Group, now: datetime, options: Options) -> Event | None:
    if not isinstance(options.only, date):
        coming = next(occurrences(group.schedule, now), None)
        return plan.meeting_of(group, coming) if coming else None
    one = plan.meeting_on(group, options.only)
    if one.status == "CANCELLED" and options.method != "cancel":
        raise UsageError(
            f"the meeting of {group.key} on {options.only} is cancelled", "use --method cancel to say so"
        )
    return one
