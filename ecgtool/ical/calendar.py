"""The calendar as a whole (RFC 5545, section 3.4): which events, their zones, and what is said of the file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ecgtool.group import Group
from ecgtool.ical import memory, plan, vevent
from ecgtool.ical.event import Event
from ecgtool.ical.memory import Written
from ecgtool.ical.series import EVER, Span
from ecgtool.ical.text import phrase, stream
from ecgtool.ical.vtimezone import vtimezone
from ecgtool.render.agenda import without_passcode

REFRESH = "PT1H"
"""How often a client should ask for the file again."""


@dataclass(frozen=True, slots=True)
class Options:
    """What of the groups is wanted in the calendar."""

    span: Span = EVER
    alarm: timedelta | None = None
    hide_passcode: bool = False


def export(groups: Sequence[Group], now: datetime, options: Options, previous: str = "") -> str:
    """The calendar of ``groups``; ``previous`` is what was written of them before, for SEQUENCE and DTSTAMP.

    The same groups, options and ``previous`` make the same text at any time, as long as nothing of it changes.
    """
    shown = [_shown(group, options) for group in groups]
    events = [(group, list(plan.events(group, options.span))) for group in shown]
    written = memory.remembered(previous)
    lines = (line for group, own in events for line in _vevents(group, own, options, written, now))
    zones = _zones(event for _, own in events for event in own)
    return stream(("BEGIN:VCALENDAR", *_head(shown), *zones, *lines, "END:VCALENDAR"))


def _shown(group: Group, options: Options) -> Group:
    return group._replace(call=without_passcode(group.call)) if options.hide_passcode else group


def _head(groups: Sequence[Group]) -> Iterator[str]:
    name = phrase(", ".join(group.name for group in groups[:3]) + (", …" if len(groups) > 3 else ""))
    yield from ("VERSION:2.0", "PRODID:-//ecgtool//ecg//EN", "CALSCALE:GREGORIAN")
    yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}")
    yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}")


def _zones(events: Iterable[Event]) -> Iterator[str]:
    since: dict[str, datetime] = {}
    for event in events:
        if vevent.names_zone(event):
            for moment in (event.start, event.recurrence_id or event.start):
                key = vevent.zone_key(moment)
                since[key] = min(since.get(key, moment.astimezone(UTC)), moment.astimezone(UTC))
    for key in sorted(since):
        yield from vtimezone(key, since[key])


def _vevents(
    group: Group, events: list[Event], options: Options, written: Mapping[str, Written], now: datetime
) -> Iterator[str]:
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_uid[event.uid].append(event)
    for uid, alike in by_uid.items():
        bodies = [tuple(vevent.lines(group, event, options.alarm)) for event in alike]
        revision = written[uid].revised(bodies, now) if uid in written else memory.counted(_exceptions(alike))
        for first, *rest in bodies:
            yield from ("BEGIN:VEVENT", first, *revision.lines, *rest, "END:VEVENT")


def _exceptions(events: Iterable[Event]) -> int:
    return sum(len(event.exceptions) + event.changes_time + ("UNTIL=" in event.rule) for event in events)
