"""The calendar as a whole (RFC 5545, section 3.4): its events, their zones, and what is said of the file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from ecgtool.errors import Finding
from ecgtool.group import Group
from ecgtool.ical import memory, vevent
from ecgtool.ical.choice import Choice, Options, choose
from ecgtool.ical.event import Event
from ecgtool.ical.memory import Written
from ecgtool.ical.text import phrase, stream
from ecgtool.ical.vtimezone import vtimezone

REFRESH = "PT1H"
"""How often a client should ask for the file again."""


def export(groups: Sequence[Group], now: datetime, options: Options, previous: str = "") -> str:
    """The calendar of ``groups``; ``previous`` is what was written of them before, for SEQUENCE and DTSTAMP.

    The same groups, options and ``previous`` make the same text whenever it is, apart from which meeting is next.

    Raises:
        Finding: there is no meeting to put into it.
        UsageError: there is no such meeting, or a message lacks a sender, recipients or a single group.
    """
    if options.method:
        from ecgtool.ical import message

        message.check(groups, options.method)
    choices = [choose(_shown(group, options), now, options) for group in groups]
    if not any(choice.events for choice in choices):
        raise Finding("no meeting to export", "the schedule has ended, or everything in it is cancelled")
    written = memory.remembered(previous)
    events = (line for choice in choices for line in _vevents(choice, options, written, now))
    return stream(("BEGIN:VCALENDAR", *_head(groups, options), *_zones(choices), *events, "END:VCALENDAR"))


def _shown(group: Group, options: Options) -> Group:
    if not options.hide_passcode:
        return group
    from ecgtool.passcode import call_without

    return group._replace(call=call_without(group.call))


def _head(groups: Sequence[Group], options: Options) -> Iterator[str]:
    yield from ("VERSION:2.0", "PRODID:-//ecgtool//ecg//EN", "CALSCALE:GREGORIAN")
    if options.method:
        yield f"METHOD:{options.method.upper()}"
    if not options.is_message:
        name = phrase(", ".join([group.name for group in groups[:3]] + ["…"] * (len(groups) > 3)))
        yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}")
        yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}")


def _zones(choices: Iterable[Choice]) -> Iterator[str]:
    since: dict[str, datetime] = {}
    for event in (event for choice in choices for event in choice.events if vevent.names_zone(event)):
        key = vevent.zone_key(event.start)
        first = min(event.start.astimezone(UTC), (event.recurrence_id or event.start).astimezone(UTC))
        since[key] = min(since.get(key, first), first)
    for key in sorted(since):
        yield from vtimezone(key, since[key])


def _vevents(choice: Choice, options: Options, written: Mapping[str, Written], now: datetime) -> Iterator[str]:
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for event in choice.events:
        by_uid[event.uid].append(event)
    for uid, alike in by_uid.items():
        bodies = [tuple(vevent.lines(choice.group, event, options)) for event in alike]
        stamp = written[uid].revised(bodies, now) if uid in written else memory.counted(choice.deviations[uid])
        for first, *rest in bodies:
            yield from ("BEGIN:VEVENT", first, *stamp.lines, *rest, "END:VEVENT")
