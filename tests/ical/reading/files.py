"""Files of iCalendar for the tests of what reads them."""

from datetime import UTC, datetime

from ecgtool.ical.reading import Calendar, Instance, expand, read_calendar

WEEKLY = """\
UID:lab
SUMMARY:Lab group
DTSTART;TZID=America/Los_Angeles:20260105T170000
DTEND;TZID=America/Los_Angeles:20260105T180000
RRULE:FREQ=WEEKLY"""


def file(*events: str, head: str = "") -> bytes:
    """A calendar with these events, each given by its lines, and what ``head`` has before them."""
    inner = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inner}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def read(*events: str, head: str = "") -> Calendar:
    """What such a calendar says."""
    return read_calendar(file(*events, head=head), 2026)


def instances(calendar: Calendar, start: str = "2026-01-01", end: str = "2026-02-15") -> list[Instance]:
    """The meetings of all its series within these days."""
    span = [datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (start, end)]
    return sorted((one for series in calendar.series for one in expand(series, *span)), key=lambda one: one.start)


def starts(calendar: Calendar, start: str = "2026-01-01", end: str = "2026-02-15") -> list[str]:
    """When those begin that are held, in UTC."""
    return [f"{one.start:%m-%d %H:%M}" for one in instances(calendar, start, end) if one.status == "held"]
