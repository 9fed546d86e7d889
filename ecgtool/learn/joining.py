"""Join days and hours that stand apart on a page and belong together."""

import re
from collections.abc import Sequence
from datetime import date

from ecgtool.learn.found import Found, PlacedClause, Survey
from ecgtool.learn.merging import zone_text
from ecgtool.learn.timetable import meet_at_once
from ecgtool.wording.clause import Hour, Terms

_ABOUT_IT = re.compile(
    r"(?:it|they|we|(?:the\s)?(?:times|hours)|(?:the|our|each|every|all)\s(?:calls?|meetings?|sessions?|gatherings?|syncs?)|meetings|calls|sessions)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on about the meetings of the one before it."""


def in_sorts_of_weeks(result: Survey) -> None:
    """Make meetings of days and the hours below them for odd and even weeks."""
    days = [said for said in result.loose if any(part.days and not part.hours for part in said.clause.parts)]
    hours = [said for said in result.loose if said.clause.terms.parity and all(p.hours for p in said.clause.parts)]
    if result.meetings or len(days) != 1 or len({said.clause.terms.parity for said in hours}) < 2:
        return
    for said in hours:
        one = Found(days=days[0].clause.parts[0].days, hours=said.clause.parts[0].hours)
        one.take(said)
        one.take(days[0])
        result.meetings.append(one)
    result.loose = [said for said in result.loose if said is not days[0] and said not in hours]


def _announced_turns(days: PlacedClause, result: Survey) -> Found | None:
    """Return the meeting of days that announce a list of hours in turn: "Mondays, in rotation:"."""
    said = [one for one in (*result.loose, *result.dated) if one.passage.announced == days.passage.text]
    said = sorted((one for one in said if one.clause.parts), key=lambda one: one.passage.start)
    parts = [part for one in said for part in one.clause.parts]
    hours = tuple(hour for part in parts for hour in part.hours)
    if "alternating" not in days.clause.kinds or len(hours) < 2 or not are_apart(hours):
        return None
    if any(part.days for part in parts):
        return None
    turns = Found(days=days.clause.parts[0].days, hours=hours[:1], turns=hours)
    for one in (days, *said):
        turns.take(one)
    return turns


def turns_by_date(result: Survey) -> None:
    """Count hours that take turns from the date that a sentence names for one of them: "5 March is the 15:00 one"."""
    for one in [found for found in result.meetings if found.turns and not found.terms.first]:
        for said in result.dated:
            hours = [hour.at for part in said.clause.parts for hour in part.hours]
            places = [place for place, hour in enumerate(one.turns) if [hour.at] == hours]
            own = any(said.passage is other.passage for other in one.said)
            if own and places and len(said.clause.dates) == 1 and not said.clause.kinds & {"off", "moved", "not"}:
                one.turns = (*one.turns[places[0] :], *one.turns[: places[0]])
                one.terms = one.terms.completed_by(Terms(first=said.clause.dates[0]))
                break


def _is_at_once(hour: Hour, other: Hour, near: date) -> bool:
    """Return whether two hours are one instant on clocks of two zones."""
    zones = [one.zone.guess(near) if one.zone else None for one in (hour, other)]
    if not zones[0] or not zones[1] or zones[0].zone.key == zones[1].zone.key:
        return False
    return meet_at_once(hour.at, zones[0].zone, other.at, zones[1].zone, near)


def are_apart(hours: Sequence[Hour]) -> bool:
    """Return whether hours are several meetings, and not one on several clocks or in several seasons."""
    return len({zone_text(hour) for hour in hours}) == 1 and not any(hour.season for hour in hours)


def from_other_sentences(result: Survey, near: date) -> None:
    """Make meetings of days and the hours listed below them, or the hour of the next sentence about the meeting.

    There have to be no other days and no other hours in the section.
    """
    sections = {said.passage.section for said in result.loose} - {
        one.said[0].passage.section for one in result.meetings
    }
    for section in sections:
        here = [said for said in result.loose if said.passage.section == section and said.clause.parts]
        days = [said for said in here if all(part.days and not part.hours for part in said.clause.parts)]
        hours = [said for said in here if all(part.hours and not part.days for part in said.clause.parts)]
        if len(days) != 1 or len(days) + len(hours) != len(here) or len(days[0].clause.parts) != 1:
            continue
        own = days[0].passage
        if turns := _announced_turns(days[0], result):
            result.meetings.append(turns)
            result.loose = [said for said in result.loose if said not in turns.said]
            continue
        listed = len(hours) > 1 and all(said.passage.announced == own.text for said in hours)
        if listed or (len(hours) == 1 and hours[0].passage is own and _ABOUT_IT.match(hours[0].text)):
            for said in hours:
                one = Found(days=days[0].clause.parts[0].days, hours=said.clause.parts[0].hours, is_joined=not listed)
                one.take(days[0])
                one.take(said)
                if len(one.hours) > 1 and "alternating" in said.clause.kinds and are_apart(one.hours):
                    one.turns, one.hours = one.hours, one.hours[:1]
                if said is not hours[0] and _is_at_once(result.meetings[-1].hours[0], one.hours[0], near):
                    result.meetings[-1].hours += one.hours
                    result.meetings[-1].take(said)
                else:
                    result.meetings.append(one)
            result.loose = [said for said in result.loose if said not in here]
