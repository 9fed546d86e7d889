"""Find when a single meeting is held of which a clause names the date, and not the usual hour of its day."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from ecgtool.learn.text.found import PlacedClause
from ecgtool.learn.times.timetable import Timetable
from ecgtool.wording.grammar.clause import Hour
from ecgtool.wording.page_words import begins_with, find_words, is_only, page_words
from ecgtool.wording.vocabulary import COUNTS


def new_time(said: PlacedClause, day: date, times: Timetable, today: date, *, is_off: bool) -> date | None:
    """Return when a meeting is held of which a clause names the date and another hour, or the day beside it, or None.

    "On 6 April an hour later", "not on 6 April, but the day after", "The call of 6 April is at 16:00".
    """
    if len(said.clause.dates) == 1 and (at := shifted(said, times)):
        return datetime.combine(day, at)
    if beside := _day_beside(said):
        return day + beside
    if weekday := weekday_instead(said):
        near = next(to for n in (-1, 1, -2, 2, -3, 3, 0) if f"{(to := day + timedelta(n)):%A}" == weekday)
        hours = [hour for part in said.clause.parts for hour in part.hours]
        is_other = len(hours) == 1 and hours[0].at != times.at and is_on_its_clock(hours, times, today)
        return datetime.combine(near, hours[0].at) if is_other else near
    but = all(
        begins_with("exception", token.text) for token in said.clause.tokens if token.kind in {"off", "not", "except"}
    )
    hour = None if is_off and not but else other_hour(said, times, today)
    return datetime.combine(day, hour) if hour else None


def weekday_instead(said: PlacedClause) -> str:
    """Return on which weekday a meeting is held in place of its date: "3 April: we meet on Thursday instead"."""
    clause, days = said.clause, [part.days for part in said.clause.parts if part.days]
    if len(clause.dates) != 1 or len(days) != 1 or len(days[0].on) != 1 or days[0].every != "week":
        return ""
    is_single = not clause.terms.first and not any(
        token.kind == "every" or (token.kind == "weekday" and token.text.endswith("s")) for token in clause.tokens
    )
    return str(days[0].on[0]) * (is_single and any(is_only("in-its-place", token.text) for token in clause.tokens))


def _day_beside(said: PlacedClause) -> timedelta | None:
    """Return how far from its date a meeting is held: "we meet a day later", "not on 6 April, but the day before"."""
    text, end = said.passage.text, said.at + said.clause.dates[0].end
    rest = re.split(r"[.!?](?:\s|$)", text[end:])[0]
    if find_words("machine", said.text) or _is_of_another(said):
        return None
    count = f"{page_words('one')}|{'|'.join(COUNTS)}"
    if away := re.search(rf"\b(?P<count>\d|{count})\s{page_words('later')}", rest, re.IGNORECASE):
        number = int(away["count"]) if away["count"].isdigit() else COUNTS.get(away["count"].lower(), 1)
        days = number * (7 if away["unit"].lower() == "week" else 1)
        return timedelta(days=days if away["way"].lower().startswith("l") else -days)
    if find_words("day-later", rest):
        return timedelta(days=1)
    return timedelta(days=-1) if find_words("day-earlier", rest) else None


def _is_of_another(said: PlacedClause) -> bool:
    """Return whether a clause is about something of a meeting, and not about it: "the minutes of the call"."""
    before = takewhile(lambda token: token.kind != "meet", said.clause.tokens)
    words = " ".join("\x00" if token.kind == "date" else token.text for token in before)
    words = re.sub(rf"{page_words('because')}\s+\w+", "", words, flags=re.IGNORECASE)  # "because of the"
    return "meet" in said.clause.kinds and bool(find_words("of-another", words))


def other_hour(said: PlacedClause, times: Timetable, today: date) -> time | None:
    """Return the hour of the only date in a clause about a meeting, where it is not that of the rule; else None."""
    clause, hours = said.clause, [hour for part in said.clause.parts for hour in part.hours]
    is_bare = all(len(token.text) < 4 for token in clause.tokens if token.kind == "word")  # "20 March 2026: 17:00"
    is_told = is_bare or clause.kinds & {"meet", "moved"} or find_words("for-good", said.text)
    is_told = is_told or find_words("meets", said.text)
    about = is_told and "past" not in clause.kinds and not find_words("machine", said.text)
    if not about or len(clause.dates) != 1 or _is_of_another(said):
        return None
    in_turn = times.keys.get("at", "") if isinstance(times.keys.get("at"), list) else ()
    if len(hours) == 1 and f"{hours[0].at:%H:%M}" in in_turn:
        return None
    is_other = len(hours) == 1 and hours[0].at != times.at and is_on_its_clock(hours, times, today)
    return hours[0].at if is_other else None


def shifted(said: PlacedClause, times: Timetable) -> time | None:
    """Return the hour that is so much later than the usual one as a clause says, "an hour later"; None for none."""
    if said.clause.shift is None or times.at is None:
        return None
    return (datetime.combine(date.min, times.at) + timedelta(days=1) + said.clause.shift).time()


def is_on_its_clock(hours: Sequence[Hour], times: Timetable, today: date) -> bool:
    """Return whether the hours are on the clock of the schedule; hours without a zone are."""
    if not hours or hours[0].zone is None or times.zone is None:
        return times.zone is not None
    zone = hours[0].zone.guess(today)
    own = times.zone.zone.key
    return bool(zone and (zone.zone.key == own or (hours[0].zone.is_utc and own == "UTC")))
