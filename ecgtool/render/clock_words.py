"""In words: which clock change moves a meeting, for whom, and until when."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ecgtool.schedule.occurrences import Meeting, Occurrence
from ecgtool.wording.reading import MONTHS

_LOOK_AHEAD = timedelta(days=75)
"""Two zones that change their clocks at different times disagree for less than this."""


def clock_words(meeting: Meeting, zones: Iterable[ZoneInfo]) -> str:
    """What changed since the meeting before, or nothing where no clock did.

    "from March 8 this call is 1500 UTC, it was 1600; in Berlin 16:00 instead of 17:00 until March 29". A meeting that
    the plan moved to another hour is not told here.
    """
    before, after = meeting.previous, meeting.occurrence
    if before is None or before.local_start.time() != after.local_start.time():
        return ""
    own = _utc_words(before, after)
    others = [words for zone in zones if (words := _zone_words(zone, before, after, told=bool(own)))]
    return "; ".join([own, *others] if own else others)


def place(zone: ZoneInfo) -> str:
    """The name people have for a zone: Berlin, New York, UTC."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def day_words(day: date) -> str:
    """March 8."""
    return f"{MONTHS[day.month - 1]} {day.day}"


def _utc_words(before: Occurrence, after: Occurrence) -> str:
    if before.start.time() == after.start.time():
        return ""
    changed = change_between(after.zone, before.start, after.start)
    since = day_words(changed.date() if changed else after.local_start.date())
    return f"from {since} this call is {after.start:%H%M} UTC, it was {before.start:%H%M}"


def _zone_words(zone: ZoneInfo, before: Occurrence, after: Occurrence, *, told: bool) -> str:
    was, now = before.start.astimezone(zone), after.start.astimezone(zone)
    if was.time() == now.time() or zone.key in {"UTC", after.zone.key}:
        return ""
    changed = None if told else change_between(zone, before.start, after.start)
    since = f"from {day_words(changed.date())} " if changed else ""
    until = _until(zone, after, was)
    return (
        f"{since}in {place(zone)} {now:%H:%M} instead of {was:%H:%M}{f' until {day_words(until)}' if until else ''}"
    )


def _until(zone: ZoneInfo, after: Occurrence, was: datetime) -> date | None:
    """The date from which the meeting has the clock time it had in ``zone``, if that is soon."""
    for days in range(1, _LOOK_AHEAD.days):
        local = (after.local_start + timedelta(days=days)).astimezone(UTC).astimezone(zone)
        if local.time() == was.time():
            changed = change_between(zone, after.start, local) or change_between(after.zone, after.start, local)
            return changed.date() if changed else local.date()
    return None


def change_between(zone: ZoneInfo, earlier: datetime, later: datetime) -> datetime | None:
    """The first local time of ``zone`` after its clocks changed between two instants; None where they did not."""
    low, high = earlier.astimezone(UTC), later.astimezone(UTC)
    before = low.astimezone(zone).utcoffset()
    if high.astimezone(zone).utcoffset() == before:
        return None
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.astimezone(zone)
