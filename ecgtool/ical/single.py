"""A single meeting as a message (RFC 5546, section 3.2): published, or cancelled."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from ecgtool.group import Group
from ecgtool.ical import vevent
from ecgtool.ical.choice import Options
from ecgtool.ical.event import CalendarEvent
from ecgtool.ical.plan import event_on, meeting_of
from ecgtool.ical.revisions import Sent, Stamp, sent_next
from ecgtool.ical.text import stream
from ecgtool.ical.vtimezone import vtimezone
from ecgtool.schedule.occurrences import Occurrence


def held(group: Group, occurrence: Occurrence) -> CalendarEvent:
    """Return a meeting that takes place as a single event with a UID of its own."""
    return meeting_of(group, occurrence)


def on(group: Group, day: date, at: time | None = None) -> CalendarEvent:
    """Return the event of the meeting on ``day``, or of one moved from it or cancelled; raises as ``event_on`` does.

    Where the day has several, ``at`` names the hour of one.
    """
    return event_on(group, day, at)


def withdrawn(uid: str, occurrence: Occurrence, reason: str) -> CalendarEvent:
    """Return the event ``uid`` of a meeting that was to take place and does not."""
    start = occurrence.local_start
    remark = f"Cancelled: {reason}" if reason else "Cancelled"
    return CalendarEvent(
        uid=uid, start=start, duration=occurrence.end - occurrence.start, status="CANCELLED", remark=remark
    )


def message(group: Group, event: CalendarEvent, sequence: int, now: datetime) -> str:
    """Return the message about ``event`` that is sent ``now``: METHOD:CANCEL where it is cancelled, else PUBLISH."""
    options = Options(method="cancel" if event.status == "CANCELLED" else "publish")
    return stream(_lines(group, event, options, Stamp(sequence=sequence, changed=now)))


def revision(group: Group, event: CalendarEvent, sequence: int) -> Sent:
    """Return the record of a message about ``event``, by which the next message has a higher SEQUENCE."""
    options = Options(method="cancel" if event.status == "CANCELLED" else "publish")
    return sent_next(event.uid, [tuple(vevent.lines(group, event, options))], sequence, {})


def _lines(group: Group, event: CalendarEvent, options: Options, stamp: Stamp) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ecgtool//ecg//EN", "CALSCALE:GREGORIAN")
    yield f"METHOD:{(options.method or '').upper()}"
    if vevent.names_zone(event):
        yield from vtimezone(vevent.zone_key(event.start), event.start.astimezone(UTC))
    first, *rest = vevent.lines(group, event, options)
    yield from ("BEGIN:VEVENT", first, *stamp.lines, *rest, "END:VEVENT", "END:VCALENDAR")
