"""Join to a rule in UTC the hour that another sentence, item or row has for a season of the clocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ecgtool.learn.meetings.belonging import is_of_meetings
from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.learn.times.one_clock import is_one_instant
from ecgtool.wording.grammar.clause import ClauseDays, Hour
from ecgtool.wording.grammar.cutting import letters
from ecgtool.wording.grammar.seasons import season_of_months

_SPAN = re.compile(r"m(?:[-U&]W{0,2})m")


def join_seasons(clauses: Sequence[PlacedClause], result: Survey) -> None:
    """Give each rule of one hour in UTC the hour that a clause apart has for summer or winter.

    "Tuesdays 18:00 UTC.", and in the next paragraph "While the US is on standard time we start at 19:00 UTC.".
    """
    for said in clauses:
        section = said.passage.section
        rules = [one for one in result.meetings if one.said[0].passage is said.passage]
        rules = rules or [one for one in result.meetings if one.said[0].passage.section is section]
        rules = rules or [one for one in result.meetings if len(result.meetings) == 1 and is_of_meetings(said, one)]
        if len(rules) != 1 or said in rules[0].said or len(rules[0].hours) != 1:
            continue
        if hours := _in_seasons(said, rules[0]) if _may_move(rules[0], result) else _elsewhere(said, rules[0]):
            rules[0].hours = hours
            rules[0].days = _all_year(rules[0].days)
            rules[0].said.append(said)
            result.loose = [one for one in result.loose if one is not said]


def _all_year(days: ClauseDays | None) -> ClauseDays | None:
    """Return days without the months that are the season of their hour: "From April to October at 16:00 UTC"."""
    is_season = days is not None and days.months and season_of_months(days.months[0], days.months[-1])
    return replace(days, months=()) if days and is_season else days


def _may_move(found: Found, result: Survey) -> bool:
    """Return whether the hour of a rule is on a clock that has no summer time, or on none that is known."""
    own = found.terms.zone or result.zone
    zone = found.hours[0].zone or own
    return zone is None or zone.is_utc or zone.offset is not None


def _elsewhere(said: PlacedClause, found: Found) -> tuple[Hour, ...]:
    """Return the hours of a rule on a clock that moves, with those that its paragraph has elsewhere in a season.

    "Tuesdays at 18:00 Berlin time. In summer that is 16:00 UTC"; none where it has none.
    """
    named = [hour for part in said.clause.parts if not part.days for hour in part.hours]
    is_own = said.passage is found.said[0].passage and any(hour.season for hour in named)
    return (*found.hours, *named) if is_own else ()


def _in_seasons(said: PlacedClause, found: Found) -> tuple[Hour, ...]:
    """Return the hours of a rule in summer and in winter, as a clause has the other one; none where it has none."""
    (own,) = found.hours
    parts = said.clause.parts
    seasons = list(_seasons(said))
    on = {part.days.on for part in parts if part.days} - {found.days.on if found.days else ()}
    named = [replace(hour, zone=hour.zone or own.zone) for part in parts for hour in part.hours]
    if not named and said.clause.shift:
        at = (datetime.combine(date(2000, 1, 2), own.at) + said.clause.shift).time()
        named = [replace(own, at=at)]
    others = [hour for hour in named if hour.at != own.at]
    if not seasons or on or len(others) != 1 or not is_an_hour_apart(own, others[0]):
        return ()
    same = next((hour for hour in named if hour.at == own.at), own)
    if same.season is None and others[0].season is None:
        return same, replace(others[0], season=seasons[0])
    return same, others[0]


def is_an_hour_apart(one: Hour, other: Hour) -> bool:
    """Return whether two times are an hour apart, also around midnight."""
    minutes = (other.at.hour - one.at.hour) * 60 + other.at.minute - one.at.minute
    return minutes % 1440 in {60, 1380}


def _seasons(said: PlacedClause) -> Iterator[dict[str, Any]]:
    """Yield the seasons of the clocks that a clause names, also by their months: "from November to March"."""
    yield from (token.value for token in said.clause.tokens if token.kind == "season")
    for match in _SPAN.finditer(letters(said.clause.tokens)):
        first, last = (said.clause.tokens[place].value for place in (match.start(), match.end() - 1))
        if season := season_of_months(first, last):
            yield season


def are_of_seasons(days: PlacedClause, hours: Sequence[PlacedClause]) -> bool:
    """Return whether the two hours beside days are those of summer and winter, in its paragraph, list or table."""
    here = [
        said for said in hours if said.passage.block == days.passage.block and said.clause.parts[0].hours[0].season
    ]
    return len(here) == len(hours) == 2


def is_again(one: Found, other: Found, near: date) -> bool:
    """Return whether the hour of a meeting is that of another one, on another clock or in another season."""
    return is_one_instant(one.hours[0], other.hours[0], near) or bool(one.hours[0].season and other.hours[0].season)
