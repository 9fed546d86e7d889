"""The calendar as a whole (RFC 5545, section 3.4): its events, their zones, and its own properties."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from ecgtool.errors import Finding
from ecgtool.group import Group
from ecgtool.ical import message, vevent
from ecgtool.ical.choice import Choice, Options, choose
from ecgtool.ical.event import CalendarEvent
from ecgtool.ical.revisions import (
    BEGINNING,
    Body,
    EventRevision,
    Sent,
    Stamp,
    first_stamp,
    revisions_in,
    sent_before,
    sent_next,
)
from ecgtool.ical.text import phrase, stream
from ecgtool.ical.uids import uid, with_uid_in
from ecgtool.ical.vtimezone import vtimezone

REFRESH = "PT1H"
"""How often a client should ask for the file again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """The text of a message of RFC 5546, and the record of messages with it in."""

    text: str
    sent: Mapping[str, Sent]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Content:
    """The events of one UID, their content lines, and how many deviations from the rule are in them."""

    uid: str
    events: tuple[CalendarEvent, ...]
    bodies: tuple[Body, ...]
    exceptions: int

    def for_all(self) -> "_Content":
        """Return the same for a calendar of several groups: nobody goes to all meetings, so none shows as busy."""
        free = {vevent.BUSY: vevent.FREE}
        return replace(self, bodies=tuple(tuple(free.get(line, line) for line in body) for body in self.bodies))


class Exporter:
    """Makes calendars at one instant; the lines of a group are made once, for all the calendars that it is in."""

    def __init__(self, now: datetime, options: Options) -> None:
        self._now, self._options = now, options
        self._made: dict[tuple[str, str, date], list[_Content]] = {}

    def export(self, groups: Sequence[Group], previous: str = "") -> str:
        """Return the calendar of ``groups``; ``previous`` is the text that was written for them before.

        UIDs, first dates, SEQUENCE and DTSTAMP are kept from there. The same groups, options and ``previous`` make
        the same text all year, apart from which meeting is next.

        Raises:
            Finding: there is no meeting to put into it.
            UsageError: there is no meeting on the date that is asked for.
        """
        revisions = revisions_in(previous)
        contents = self.contents(groups, revisions)
        stamps = [
            revisions[one.uid].followed_by(one.bodies, self._now)
            if one.uid in revisions
            else first_stamp(one.exceptions)
            for one in contents
        ]
        return stream(_lines(groups, self._options, contents, stamps))

    def contents(self, groups: Sequence[Group], revisions: Mapping[str, EventRevision]) -> list[_Content]:
        """Return the contents for ``groups``, with UIDs and first dates from ``revisions``; raises as ``export``."""
        found = [one for group in groups for one in self._of(group, revisions)]
        if not found:
            raise Finding("no meeting to export", "the schedule has ended, or everything in it is cancelled")
        return [one.for_all() for one in found] if len(groups) > 1 else found

    def _of(self, group: Group, revisions: Mapping[str, EventRevision]) -> list[_Content]:
        known = with_uid_in(revisions, group)
        since = _since(known, self._now, revisions)
        key = group.key, known.ical.uid, since
        if key not in self._made:
            own = _shown(known, self._options)
            self._made[key] = list(_contents(own, choose(own, self._now, self._options, since), self._options))
        return self._made[key]


def export(groups: Sequence[Group], now: datetime, options: Options, previous: str = "") -> str:
    """Return one calendar; raises as ``Exporter.export`` does."""
    return Exporter(now, options).export(groups, previous)


def export_message(
    groups: Sequence[Group], now: datetime, options: Options, sent: Mapping[str, Sent], previous: str = ""
) -> Message:
    """Return the message of ``options.method`` about ``groups``, with the record ``sent`` that includes it.

    DTSTAMP is ``now``. SEQUENCE rises with every change from what ``sent``, or the file ``previous``, has for a UID.

    Raises:
        Finding: there is no meeting to put into it.
        UsageError: there is no meeting on the date asked for, no sender or recipient, or more than one group.
    """
    message.check_message(groups, options.method)
    revisions = revisions_in(previous)
    contents = Exporter(now, options).contents(groups, revisions)
    before = sent_before(sent, revisions)
    after = {one.uid: sent_next(one.uid, one.bodies, one.exceptions, before) for one in contents}
    stamps = [Stamp(sequence=after[one.uid].sequence, changed=now) for one in contents]
    return Message(text=stream(_lines(groups, options, contents, stamps)), sent={**sent, **after})


def without_meetings(groups: Sequence[Group], options: Options) -> str:
    """Return a calendar of ``groups`` without events, so that the last one disappears for subscribers too.

    It has the groups' zones, since every calendar has a component (RFC 5545, section 3.6).
    """
    zones = sorted({group.schedule.zone.key for group in groups})
    lines = [line for key in zones for line in vtimezone(key, BEGINNING)]
    return stream(["BEGIN:VCALENDAR", *_head(groups, options), *lines, "END:VCALENDAR"])


def _contents(group: Group, choice: Choice, options: Options) -> Iterator[_Content]:
    by_uid: dict[str, list[CalendarEvent]] = defaultdict(list)
    for event in choice.events:
        by_uid[event.uid].append(event)
    for known_by, events in by_uid.items():
        bodies = tuple(tuple(vevent.lines(group, event, options)) for event in events)
        yield _Content(uid=known_by, events=tuple(events), bodies=bodies, exceptions=choice.deviations[known_by])


def _since(group: Group, now: datetime, revisions: Mapping[str, EventRevision]) -> date:
    """Return where a series without a first date begins: a year before this one, or earlier if it did in the file."""
    known = revisions.get(uid(group)) if revisions else None
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
    """Yield the zone that Google and Apple show the calendar in, where it is that of every time in it.

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
