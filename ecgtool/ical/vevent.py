"""VEVENT (RFC 5545, section 3.6.1): the content lines of an event, without those about when it was changed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from ecgtool.group import Group
from ecgtool.ical import describe
from ecgtool.ical.choice import Options
from ecgtool.ical.event import CalendarEvent
from ecgtool.ical.text import compact, phrase
from ecgtool.ical.vtimezone import is_plain, is_utc

BUSY, FREE = "TRANSP:OPAQUE", "TRANSP:TRANSPARENT"
"""Whether a person with the event in the calendar shows as busy (section 3.8.2.7)."""


def lines(group: Group, event: CalendarEvent, options: Options) -> Iterator[str]:
    """Yield the content lines between BEGIN and END; unless cancelled, the meeting shows people as busy."""
    yield f"UID:{event.uid}"
    yield from _times(event)
    yield from describe.description_properties(group, event)
    yield f"STATUS:{event.status}"
    if event.slot:  # this and the next so that the file, read again, makes the same group
        yield f"X-ECG-SLOT:{phrase(event.slot)}"
    if event.rule and group.schedule.holidays:
        yield f"X-ECG-HOLIDAYS:{','.join(group.schedule.holidays)}"
    yield BUSY if event.status != "CANCELLED" else FREE
    if options.method:
        from ecgtool.ical import message

        yield from message.message_properties(group, options.method)
    if options.alarm is not None and event.status != "CANCELLED":
        yield from ("BEGIN:VALARM", f"UID:{event.uid}.alarm", "ACTION:DISPLAY", f"DESCRIPTION:{phrase(group.name)}")
        yield from (f"TRIGGER:-{duration_value(options.alarm)}", "END:VALARM")


def names_zone(event: CalendarEvent) -> bool:
    """Return whether it gives a time in a zone, which then needs a VTIMEZONE."""
    return not is_utc(zone_key(event.start)) and (bool(event.recurrence_id) or _is_on_clock(event))


def is_local(event: CalendarEvent) -> bool:
    """Return whether all its times are given in its zone."""
    return not is_utc(zone_key(event.start)) and _is_on_clock(event)


def duration_value(length: timedelta) -> str:
    """Return a DURATION value (section 3.3.6): "PT1H30M". A clock change stretches no hours, but it would days."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    parts = ((minutes // 60, "H"), (minutes % 60, "M"), (seconds, "S"))
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0S")


def _times(event: CalendarEvent) -> Iterator[str]:
    local = _is_on_clock(event)
    end = (event.start.astimezone(UTC) + event.duration).astimezone(event.start.tzinfo)
    yield f"DTSTART{_moment(event.start, local=local)}"
    yield f"DTEND{_moment(end, local=local)}"
    if event.recurrence_id:
        yield f"RECURRENCE-ID{_moment(event.recurrence_id)}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    yield from (f"EXDATE{_moment(day)}" for day in event.exceptions)


def _is_on_clock(event: CalendarEvent) -> bool:
    return bool(event.rule) or is_plain(event.start, event.duration)


def _moment(value: datetime, *, local: bool = True) -> str:
    """Return the parameter and the value of a DATE-TIME (section 3.3.5): with the zone, or in UTC."""
    if local and not is_utc(zone_key(value)):
        return f";TZID={zone_key(value)}:{compact(value)}"
    return f":{compact(value.astimezone(UTC))}Z"


def zone_key(value: datetime) -> str:
    """Return the IANA name of the zone that ``value`` is in."""
    return cast(ZoneInfo, value.tzinfo).key
