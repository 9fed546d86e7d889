"""Let a rule that was guessed from a list of dates have these dates as its meetings, each at its own hour."""

from collections.abc import Sequence
from datetime import date, datetime, time

from ecgtool.learn.found import PlacedClause
from ecgtool.learn.timetable import Timetable, coming_dates

_AHEAD = 120
"""How many coming dates of a rule are compared."""


def follow_list(entries: Sequence[PlacedClause], times: Timetable, today: date) -> None:
    """Add to a schedule what makes its meetings up to the last entry those of the list.

    A date of the rule that the list lacks is skipped, one that the rule lacks is an extra meeting, and one at another
    hour is moved to it. What the rule says of the time after the list stays a guess.
    """
    rows = {said.clause.dates[0].day: said for said in entries if said.clause.dates[0].day >= today}
    if len(rows) < 2 or times.at is None:
        return
    held = {day for day in coming_dates(times.keys, today, _AHEAD) if day <= max(rows)}
    starts = {day: datetime.combine(day, _hour(said, times)) for day, said in rows.items()}
    skip = [{"date": day, "reason": "not among the dates on the page"} for day in sorted(held - rows.keys())]
    extra = [{"at": start} for day, start in sorted(starts.items()) if day not in held]
    move = [
        {"date": day, "to": start}
        for day, start in sorted(starts.items())
        if day in held and start.time() != times.at
    ]
    for name, tables in (("skip", skip), ("extra", extra), ("move", move)):
        if tables:
            times.keys[name] = [*times.keys.get(name, []), *tables]


def _hour(said: PlacedClause, times: Timetable) -> time:
    """Return the hour of an entry; that of the rule where it has none, or one on another clock."""
    hours = [hour for part in said.clause.parts for hour in part.hours]
    own_zone = times.hour.zone.text if times.hour and times.hour.zone else ""
    same = [hour for hour in hours if hour.zone is None or hour.zone.text == own_zone]
    return same[0].at if same and times.at else times.at or time()
