"""Say in words which clock change moves a meeting, for whom, and until when."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ecgtool.schedule.clock_changes import ClockChange, clock_changes, last_change, same_clock
from ecgtool.schedule.occurrences import Meeting
from ecgtool.schedule.planned import instant
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.reading import MONTHS
from ecgtool.wording.zone_labels import place

_LOOK_AHEAD = 77
"""Two zones that change their clocks at different times differ for less than so many days: eleven weeks."""
_UTC = ZoneInfo("UTC")


def clock_words(meeting: Meeting, zones: Iterable[ZoneInfo], now: datetime) -> str:
    """Return which clocks changed since the meeting before; "" where none did.

    "from March 8 this meeting is 1500 UTC, it was 1600; in Berlin 16:00 instead of 17:00 until March 29". Both
    meetings are taken at the time that the rule has for them, so that a move neither makes nor hides a change. Where
    the rule itself has another hour, the words are about that one, as if the meeting before had it as well: "from
    March 8 10:00 PDT is 1700 UTC instead of 1800". A date has its year where it is not this year's, or is not the
    clock's next change after ``now``.
    """
    if meeting.previous is None:
        return ""
    before, after, own = meeting.previous.planned_start, meeting.occurrence.planned_start, meeting.occurrence.zone
    held = after.astimezone(own)
    if meeting.at_new_hour:
        before = instant(before.astimezone(own).date(), held.time(), own)
    told: list[str] = []
    changes = clock_changes(before, after, own, (_UTC, *zones))
    for change in sorted(changes, key=lambda change: not same_clock(change.zone.key, "UTC")):
        zone = change.zone
        changed = [at for clock in (own, zone) if (at := last_change(clock, before, after))]
        subject = f"{held:%H:%M} {abbreviation(held)} is " if meeting.at_new_hour else ""
        since = "" if told else f"from {_dated(max(changed) if changed else held, now)} {subject}"
        until = None if zone == own or same_clock(zone.key, "UTC") else _until(zone, own, before, after)
        words = _words(change, at_new_hour=meeting.at_new_hour)
        told.append(f"{since}{words}{f' until {_dated(until, now)}' if until else ''}")
    return "; ".join(told)


def _words(change: ClockChange, *, at_new_hour: bool) -> str:
    crosses = change.before_weekday != change.after_weekday
    was, now = (f"{day} " if crosses else "" for day in (change.before_weekday, change.after_weekday))
    if same_clock(change.zone.key, "UTC"):
        clocks = change.after.replace(":", ""), change.before.replace(":", "")
        if at_new_hour:
            return f"{now}{clocks[0]} UTC instead of {was}{clocks[1]}"
        return f"this meeting is {now}{clocks[0]} UTC, it was {was}{clocks[1]}"
    return f"in {place(change.zone)} {now}{change.after} instead of {was}{change.before}"


def _dated(changed: datetime, now: datetime) -> str:
    """Return the date of a clock change: "March 8"; with its year where another year's could be meant."""
    today = now.astimezone(changed.tzinfo)
    zone = changed.tzinfo
    apart = isinstance(zone, ZoneInfo) and last_change(zone, now, changed.astimezone(UTC) - timedelta(minutes=2))
    return day_words(changed.date()) + (f", {changed.year}" if changed.year != today.year or apart else "")


@lru_cache(maxsize=1024)  # many groups meet at the same hour
def _until(zone: ZoneInfo, own: ZoneInfo, before: datetime, after: datetime) -> datetime | None:
    """Return the clock change after which the meeting is at its old time in ``zone`` again, if that is soon."""
    was, held = before.astimezone(zone).time(), after.astimezone(own)

    def is_back(days: int) -> bool:
        return (held + timedelta(days=days)).astimezone(zone).time() == was

    week = next(filter(is_back, range(7, _LOOK_AHEAD + 1, 7)), None)  # a clock keeps its offset for weeks
    if week is None:
        return None
    local = (held + timedelta(days=next(filter(is_back, range(week - 6, week + 1))))).astimezone(zone)
    return last_change(zone, after, local) or last_change(own, after, local) or local


def day_words(day: date) -> str:
    """Return month and day: "March 8"."""
    return f"{MONTHS[day.month - 1]} {day.day}"
