"""The calendar as a whole (RFC 5545, section 3.4): its events, their zones, and what is said of the file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from ecgtool.errors import Finding
from ecgtool.group import Group
from ecgtool.ical import message, vevent
from ecgtool.ical.choice import Options, choose
from ecgtool.ical.event import CalendarEvent
from ecgtool.ical.revisions import Body, EventRevision, Sent, Stamp, first_stamp, revisions_in, sent_before, sent_next
from ecgtool.ical.text import phrase, stream
from ecgtool.ical.uids import uid, with_uid_in
from ecgtool.ical.vtimezone import vtimezone

REFRESH = "PT1H"
"""How often a client should ask for the file again."""


class Message(NamedTuple):
    """The text of a message of RFC 5546, and the record of messages with it in."""

    text: str
    sent: Mapping[str, Sent]


def export(groups: Sequence[Group], now: datetime, options: Options, previous: str = "") -> str:
    """Return the calendar of ``groups``; ``previous`` is what was written of them before.

    UIDs, first dates, SEQUENCE and DTSTAMP are kept from there. The same groups, options and ``previous`` make the
    same text all year, apart from which meeting is next.

    Raises:
        Finding: there is no meeting to put into it.
        UsageError: there is no such meeting.
    """
    revisions = revisions_in(previous)
    contents = [one for group in groups for one in _contents(group, now, options, revisions, busy=len(groups) == 1)]
    if not contents:
        raise Finding("no meeting to export", "the schedule has ended, or everything in it is cancelled")
    stamps = [
        revisions[one.uid].followed_by(one.bodies, now) if one.uid in revisions else first_stamp(one.exceptions)
        for one in contents
    ]
    return stream(_lines(groups, options, contents, stamps))


def export_message(
    groups: Sequence[Group], now: datetime, options: Options, sent: Mapping[str, Sent], previous: str = ""
) -> Message:
    """Return the message that ``options.method`` makes of ``groups``, with the record of messages that it is in.

    DTSTAMP is ``now``. SEQUENCE rises with every change of what ``sent``, or the file ``previous``, says of a UID.

    Raises:
        Finding: there is no meeting to put into it.
        UsageError: there is no such meeting, or it lacks a sender, recipients or a single group.
    """
    message.check(groups, options.method)
    revisions = revisions_in(previous)
    contents = [one for group in groups for one in _contents(group, now, options, revisions, busy=len(groups) == 1)]
    if not contents:
        raise Finding("no meeting to export", "the schedule has ended, or everything in it is cancelled")
    before = sent_before(sent, revisions)
    after = {one.uid: sent_next(one.uid, one.bodies, one.exceptions, before) for one in contents}
    stamps = [Stamp(after[one.uid].sequence, now) for one in contents]
    return Message(stream(_lines(groups, options, contents, stamps)), {**sent, **after})


class _Content(NamedTuple):
    """What is said of one UID: its events, their content lines, and how many decisions are in them."""

    uid: str
    events: tuple[CalendarEvent, ...]
    bodies: tuple[Body, ...]
    exceptions: int


def _contents(
    group: Group, now: datetime, options: Options, revisions: Mapping[str, EventRevision], *, busy: bool
) -> Iterator[_Content]:
    """What is said of a group. Nobody comes to the meetings of all: a calendar of several keeps nobody busy."""
    own = _shown(with_uid_in(revisions, group), options)
    choice = choose(own, now, options, _since(own, now, revisions))
    by_uid: dict[str, list[CalendarEvent]] = defaultdict(list)
    for event in choice.events:
        by_uid[event.uid].append(event)
    for known_by, events in by_uid.items():
        bodies = tuple(tuple(vevent.lines(own, event, options, busy=busy)) for event in events)
        yield _Content(known_by, tuple(events), bodies, choice.deviations[known_by])


def _since(group: Group, now: datetime, revisions: Mapping[str, EventRevision]) -> date:
    """Where a series begins that names no first date: with the year before this, or where it began in the file."""
    known = revisions.get(uid(group))
    starts = [] if known is None else [start for body in known.bodies if (start := _first_date(body))]
    return min([date(now.year - 1, 1, 1), *starts])


def _first_date(body: frozenset[str]) -> date | None:
    if not any(line.startswith("RRULE") for line in body):
        return None
    found = (re.fullmatch(r"DTSTART[^:]*:(\d{8})T\d{6}Z?", line) for line in body)
    try:
        return next((date.fromisoformat(one[1]) for one in found if one), None)
    except ValueError:
        return None


def _shown(group: Group, options: Options) -> Group:
    if not options.hide_passcode:
        return group
    from ecgtool.passcode import call_without

    return group._replace(call=call_without(group.call))


def _lines(
    groups: Sequence[Group], options: Options, contents: Sequence[_Content], stamps: Sequence[Stamp]
) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield from _head(groups, options)
    events = [event for one in contents for event in one.events]
    yield from _default_zone(events)
    yield from _zones(events)
    for one, stamp in zip(contents, stamps, strict=True):
        for first, *rest in one.bodies:
            yield from ("BEGIN:VEVENT", first, *stamp.lines, *rest, "END:VEVENT")
    yield "END:VCALENDAR"


def _head(groups: Sequence[Group], options: Options) -> Iterator[str]:
    yield from ("VERSION:2.0", "PRODID:-//ecgtool//ecg//EN", "CALSCALE:GREGORIAN")
    if options.method:
        yield f"METHOD:{options.method.upper()}"
    if not options.is_message:
        name = phrase(", ".join([group.name for group in groups[:3]] + ["…"] * (len(groups) > 3)))
        yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}")
        yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}")


def _default_zone(events: Sequence[CalendarEvent]) -> Iterator[str]:
    """The zone that Google and Apple show the calendar in, where it is that of every time in it.

    Home Assistant and khal would take a time in UTC for one in that zone.
    """
    zones = {vevent.zone_key(event.start) if vevent.is_local(event) else "" for event in events}
    if len(zones) == 1 and (key := zones.pop()):
        yield f"X-WR-TIMEZONE:{key}"


def _zones(events: Iterable[CalendarEvent]) -> Iterator[str]:
    since: dict[str, datetime] = {}
    for event in filter(vevent.names_zone, events):
        key = vevent.zone_key(event.start)
        first = min(event.start.astimezone(UTC), (event.recurrence_id or event.start).astimezone(UTC))
        since[key] = min(since.get(key, first), first)
    for key in sorted(since):
        yield from vtimezone(key, since[key])
