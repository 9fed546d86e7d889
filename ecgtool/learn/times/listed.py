"""Let a rule that was guessed from a list of dates have these dates as its meetings, each at its own hour."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time

from ecgtool.learn.text.found import PlacedClause
from ecgtool.learn.times.other_times import is_on_its_clock
from ecgtool.learn.times.timetable import Timetable, coming_dates
from ecgtool.wording.grammar.clause import Hour

_AHEAD = 120
"""How many coming dates of a rule are compared."""


def follow_list(rows: Mapping[date, time | None], off: Collection[date], times: Timetable, today: date) -> None:
    """Add to a schedule what makes its meetings up to the last of the dates those of ``rows``, each at its hour.

    A date of the rule that they lack is skipped, one that the rule lacks is an extra meeting, and one at another hour
    is moved to it, unless the hours take turns. What the rule says of the time after them stays a guess.
    """
    rows = {day: at for day, at in rows.items() if day >= today}
    if len(rows) < 2 or times.at is None:
        return
    held = {day for day in coming_dates(times.keys, today, _AHEAD) if day <= max((*rows, *off))}
    if held == rows.keys() and (turns := _turns_of(rows)):
        times.keys |= {"at": [f"{at:%H:%M}" for at in turns], "start": min(rows)}
        times.guesses["schedule.at"] = "by the hours of the dates, which take turns"
        return
    starts = {day: datetime.combine(day, at or times.at) for day, at in rows.items()}
    skip = [{"date": day} for day in sorted(held - rows.keys())]
    extra = [{"at": start} for day, start in sorted(starts.items()) if day not in held]
    move = [
        {"date": day, "to": start}
        for day, start in sorted(starts.items())
        if day in held and start.time() != times.at
    ]
    for name, tables in (("skip", skip), ("extra", extra), ("move", move)):
        if tables:
            times.keys[name] = [*times.keys.get(name, []), *tables]


def _turns_of(rows: Mapping[date, time | None]) -> list[time]:
    """Return the hours of dates that take turns twice or more, two or three of them; none where they do not."""
    hours = [at for _, at in sorted(rows.items()) if at]
    rounds = (hours[:size] for size in (2, 3) if len(hours) == len(rows) >= 2 * size)
    return next(
        (
            turns
            for turns in rounds
            if len({*turns}) == len(turns) and all(at == turns[n % len(turns)] for n, at in enumerate(hours))
        ),
        [],
    )


def listed_hours(entries: Sequence[PlacedClause], times: Timetable) -> dict[date, time | None]:
    """Return the hours of a list's entries by date, on the clock of the rule; None where one has none."""
    found: dict[date, time | None] = {}
    for said in entries:
        day = said.clause.dates[0].day
        hours = [hour for part in said.clause.parts for hour in part.hours]
        hours.sort(key=lambda hour: not is_on_its_clock([hour], times, day))
        found[day] = next(filter(None, (_on_clock_of(times, hour, day) for hour in hours)), None)
    return found


def _on_clock_of(times: Timetable, hour: Hour, day: date) -> time | None:
    """Return a time of day on the clock of the rule; None where that is on another date, or on no known clock."""
    zone = hour.zone.guess(day) if hour.zone else None
    if times.zone is None or not (zone or hour.zone is None):
        return None
    start = datetime.combine(day, hour.at, zone.zone if zone else times.zone.zone).astimezone(times.zone.zone)
    return start.time() if start.date() == day else None
