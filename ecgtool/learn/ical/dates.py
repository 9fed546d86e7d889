"""Learn a group from single dates in a calendar, without a rule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from ecgtool.config.build import Surroundings, groups_in
from ecgtool.config.kinds import Faults
from ecgtool.ical.reading import Event
from ecgtool.learn.draft import Draft, checked, duration_text
from ecgtool.learn.ical.words import WordsReader, group_table
from ecgtool.schedule.occurrences import occurrences
from ecgtool.wording.rhythm import from_dates, one_or_all

_NO_RULE = "since the dates have no rhythm: what comes after them is not known"


def of_dates(events: Sequence[Event], reader: WordsReader) -> Draft:
    """Return a draft that meets on exactly these dates, with a guessed rhythm where they have one."""
    ordered = sorted(events, key=lambda event: event.start)
    last = ordered[-1]
    days = [event.start.date() for event in ordered]
    words = reader.words(last)
    guesses = {"timezone": last.zone_doubt} if last.zone_doubt else {}
    guesses |= {"call.join": words.doubt} if words.doubt else {}
    told = f"“{last.name}” has single dates only, no rule: those from {days[0]} to {days[-1]} are as they stand there"
    of_all = {"duration": duration_text(last.duration), "start": min(days)}
    rhythm = from_dates(days)
    if rhythm:
        rule = {"every": rhythm.every, "on": one_or_all(rhythm.on), "at": f"{last.start:%H:%M}"}
        draft = Draft(
            table=group_table(last, rule | of_all, words.tables), guesses=guesses | {"schedule.every": rhythm.why}
        )
        exceptions = _against_rhythm(draft, ordered)
    if rhythm is None or 2 * sum(map(len, exceptions.values())) > len(days):  # no rhythm at all
        rule = {"rrule": "FREQ=DAILY;COUNT=1", "at": f"{ordered[0].start:%H:%M}"}
        draft = Draft(
            table=group_table(last, rule | of_all, words.tables), guesses=guesses | {"schedule.rrule": _NO_RULE}
        )
        exceptions = _against_rhythm(draft, ordered)
    table = {**draft.table, "schedule": {**draft.table["schedule"], **exceptions}}
    return checked(replace(draft, table=table, unknown=(told,)))


def _against_rhythm(draft: Draft, events: Sequence[Event]) -> dict[str, Any]:
    """Return the skips and extras with which the draft meets on exactly the dates of ``events``, up to the last."""
    groups = groups_in({"groups": {"group": dict(draft.table)}}, Surroundings(Path(), {}), Faults())
    zone = events[-1].zone
    listed = {event.start.astimezone(UTC) for event in events}
    ruled = set()
    for one in occurrences(groups["group"].schedule, min(listed) - timedelta(days=1)) if groups else ():
        if one.start > max(listed):
            break
        ruled.add(one.start)
    skips = [{"date": start.astimezone(zone).date()} for start in sorted(ruled - listed)]
    extras = [{"at": start.astimezone(zone).replace(tzinfo=None)} for start in sorted(listed - ruled)]
    return {key: value for key, value in (("skip", skips), ("extra", extras)) if value}
