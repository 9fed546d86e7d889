"""A group and calendars to follow: the same meetings, but for what a test changes in one of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ecgtool.config.load import load_text
from ecgtool.follow.comparing import Difference, TimeSpan, compare, own_meetings
from ecgtool.follow.selecting import select
from ecgtool.group import FollowSettings, Group
from ecgtool.ical.reading.reader import read_calendar

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WEEKLY = """
[groups.edge]
name = "Edge Computing"
timezone = "America/Los_Angeles"
[groups.edge.schedule]
every = "week"
on = "Monday"
at = "08:00"
start = 2026-01-05
{more}
[groups.edge.call]
join = "https://meet.example.org/j/5550142?pwd=271828"
[groups.edge.follow]
ics = "all.ics"
match = "Edge Computing"
"""


def group(more: str = "") -> Group:
    """The group that meets on Mondays at 08:00 Pacific, with ``more`` in its schedule."""
    return load_text(WEEKLY.format(more=more), Path("ecg.toml"), {}).groups["edge"]


def event(
    *lines: str,
    uid: str = "edge@example.org",
    start: str = "TZID=America/Los_Angeles:20260105T080000",
    rule: str = "FREQ=WEEKLY;BYDAY=MO",
    name: str = "Edge Computing",
) -> str:
    """An event of an hour; without ``rule`` it is a single one."""
    told = [f"UID:{uid}", f"SUMMARY:{name}", f"DTSTART;{start}", "DURATION:PT1H", "DTSTAMP:20260101T000000Z"]
    return "\r\n".join(("BEGIN:VEVENT", *told, *([f"RRULE:{rule}"] if rule else []), *lines, "END:VEVENT"))


def override(of: str, *lines: str, start: str, uid: str = "edge@example.org") -> str:
    """An event in place of the one at the instant or date ``of``."""
    return event(f"RECURRENCE-ID;{of}", *lines, start=start, rule="", uid=uid)


def calendar(*events: str, name: str = "Foundation") -> bytes:
    """A calendar of these events."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.org//EN", f"X-WR-CALNAME:{name}")
    return "\r\n".join((*head, *events, "END:VCALENDAR", "")).encode()


def compared(
    more: str, *events: str, settings: FollowSettings | None = None, now: datetime = NOW
) -> list[Difference]:
    """The differences of the group with ``more`` in its schedule from a calendar of these events."""
    follows = group(more)
    settings = settings or follows.follow or FollowSettings()
    span = TimeSpan(after=now, before=now + timedelta(weeks=8))
    everything = read_calendar(calendar(*events), now.year, follows.schedule.zone).series
    planned = {moment for one in own_meetings(follows.schedule, span.after, span.before) for moment in one.instants}
    return compare(follows, select(everything, settings, planned, span.after, span.before), everything, span)


def told(found: list[Difference]) -> list[tuple[str, str]]:
    """The code of each difference, and the original date of the meeting that it is about."""
    days = [str(one.own.day) if one.own else str(one.there.original.date()) if one.there else "" for one in found]
    return [(one.code, day) for one, day in zip(found, days, strict=True)]
