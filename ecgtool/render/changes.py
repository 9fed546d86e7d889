"""Say in words what a change of the schedule means for members: which meetings, when, on every clock."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ecgtool.schedule.changes import MANY, Change, far, over
from ecgtool.schedule.occurrences import Occurrence, weekday_date
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.languages import in_full
from ecgtool.wording.zone_labels import each_clock_but

_LISTED = 5
"""At most so many meetings are named one by one."""


def change_lines(changes: Sequence[Change], zones: Sequence[ZoneInfo]) -> Iterator[str]:
    """Yield a line for each meeting: "cancelled: Monday, December 28, 2026, 08:00 PST, 17:00 CET in Berlin"."""
    for change in changes[: MANY + 1]:
        yield _change_line(change, zones)
    if len(changes) > MANY + 1:
        yield f"and {len(changes) - MANY - 1} meetings more, until {weekday_date(_day(changes[-1]))}"


def what_is_asked(verb: str, changes: Sequence[Change], now: datetime) -> str:
    """Return what is to be confirmed, and why: "cancel 1 meeting, 2026-06-01 (Monday), in the past"."""
    count = "1 meeting" if len(changes) == 1 else f"{len(changes)} meetings"
    reasons = (("in the past", over(changes, now)), ("over half a year ahead", far(changes, now)))
    why = ", ".join(words for words, found in reasons if found)
    return f"{verb} {count}, {_dates(changes)}{f', {why}' if why else ''}"


def on_every_clock(held: Occurrence, zones: Iterable[ZoneInfo]) -> str:
    """Return the time on each clock: "08:00 PST, 16:00 UTC, 17:00 CET in Berlin, Tuesday 01:00 JST in Tokyo"."""
    own = held.local_start
    clocks = [f"{own:%H:%M} {abbreviation(own)}"]
    for zone, names in each_clock_but(held.zone, (ZoneInfo("UTC"), *zones)).items():
        there = held.start.astimezone(zone)
        day = f"{there:%A} " if there.date() != own.date() else ""
        at = abbreviation(there)
        clocks.append(f"{day}{there:%H:%M} {at}{'' if names == at else f' in {names}'}")
    return ", ".join(clocks)


def _change_line(change: Change, zones: Sequence[ZoneInfo]) -> str:
    match change:
        case Change(before=Occurrence() as before, after=None):
            return f"cancelled: {_when(before, zones)}"
        case Change(before=None, after=Occurrence() as after):
            return f"{'added' if after.status == 'extra' else 'held'}: {_when(after, zones)}"
        case Change(before=Occurrence() as before, after=Occurrence() as after):
            was = f"{in_full(before.local_start.date(), 'en')}, {before.local_start:%H:%M}"
            return f"moved: {_when(after, zones)}; it was {was}"
    return ""


def _when(held: Occurrence, zones: Sequence[ZoneInfo]) -> str:
    return f"{in_full(held.local_start.date(), 'en')}, {on_every_clock(held, zones)}"


def _dates(changes: Sequence[Change]) -> str:
    if len(changes) == 1 and changes[0].before and changes[0].after:
        days = (held.local_start.date() for held in (changes[0].before, changes[0].after))
        return f"from {' to '.join(weekday_date(day) for day in days)}"
    if len(changes) <= _LISTED:
        return ", ".join(weekday_date(_day(change)) for change in changes)
    return f"{weekday_date(_day(changes[0]))} to {weekday_date(_day(changes[-1]))}"


def _day(change: Change) -> date:
    return next(held for held in (change.before, change.after) if held).local_start.date()
