"""What the schedules that were learnt have, to compare with what a page says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ecgtool.learn.draft import Draft, groups_of
from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.telling.left_out import days_of
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.times.seasons import has_summer_time
from ecgtool.schedule.occurrences import between
from ecgtool.wording.grammar.tokens import zone_of

_REACH = timedelta(days=400)
"""How far back and ahead meetings are looked at."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the schedules have: weekdays, dates, hours, ends and months of meetings, dates in tables, and intervals.

    ``intervals`` is None where the interval is a guess, which is told already. ``rules`` are their RRULEs.
    """

    weekdays: frozenset[str]
    dates: frozenset[date]
    hours: frozenset[str]
    ends: frozenset[str]
    months: frozenset[int]
    noted: frozenset[date]
    intervals: frozenset[str] | None
    rules: str
    on: str
    """The days on which they meet, such as "first Monday", as text."""
    turns: bool
    is_fixed: bool
    """Whether no clock of them is set for summer."""
    language: str
    meetings: tuple[Found, ...]
    passages: tuple[Passage, ...]
    counted: frozenset[tuple[Passage, int]]
    """Clauses from whose date hours in turn are counted, by where they begin."""
    seasonal: frozenset[tuple[Passage, int]]
    """Clauses with the hour of a season, by where they begin."""


def known_of(reading: PageReading, drafts: Sequence[Draft], near: Sequence[PlacedClause]) -> Known:
    """Return what the schedules of the drafts have, on every clock that the clauses name."""
    today = reading.source.today
    tables = [draft.table["schedule"] for draft in drafts]
    words = (zone_of(token) for said in near for token in said.clause.tokens if token.kind == "zone")
    zones = {guess.zone for word in words if (guess := word.guess(today))}
    now = datetime.combine(today, time(), UTC)
    sure = groups_of(draft for draft in drafts if "schedule.duration" not in draft.guesses)
    held, ending = (
        [one for group in groups for one in between(group.schedule, now - _REACH, now + _REACH)]
        for groups in (groups_of(drafts), sure)
    )
    moments = [one.start.astimezone(zone) for one in held for zone in {one.zone, ZoneInfo("UTC"), *zones}]
    rules = [*tables, *(change for table in tables for change in table.get("change", []))]
    every = frozenset(str(rule.get("every", "")) for rule in rules)
    is_guess = any(key.endswith("every") for draft in drafts for key in draft.guesses)
    return Known(
        weekdays=frozenset(f"{moment:%A}" for moment in moments),
        dates=frozenset(moment.date() for moment in moments),
        hours=frozenset(f"{moment:%H:%M}" for moment in moments),
        ends=frozenset(f"{one.end.astimezone(one.zone):%H:%M}" for one in ending),
        months=frozenset(moment.month for moment in moments),
        noted=frozenset(day for table in tables for day in days_of(table)),
        intervals=None if is_guess or any(isinstance(table.get("at"), list) for table in tables) else every,
        rules=" ".join(str(table.get("rrule", "")) for table in tables),
        on=" ".join(str(rule.get("on", "")) for rule in rules),
        turns=any(isinstance(table.get("at"), list) for table in tables) or len(tables) > 1,
        is_fixed=not any(has_summer_time(draft.table["timezone"]) for draft in drafts),
        language=reading.language,
        meetings=tuple(reading.survey.meetings),
        passages=tuple(said.passage for one in reading.survey.meetings for said in one.said if said.clause.parts),
        counted=frozenset(
            (said.passage, said.at + said.clause.start) for one in reading.survey.meetings if (said := one.counted)
        ),
        seasonal=frozenset(
            (said.passage, said.at + said.clause.start)
            for one in reading.survey.meetings
            if any(hour.season for hour in one.hours)
            for said in one.said
        ),
    )
