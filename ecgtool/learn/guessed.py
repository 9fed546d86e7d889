"""Guess what the sentences of a page leave open of a meeting: its rhythm, its first date, how sure its hour is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from ecgtool.learn.lines.line import LearntLine
from ecgtool.learn.meetings.belonging import has_words_of_meetings, is_of_nothing_else
from ecgtool.learn.meetings.dated import dated_of, is_row_of_dates, listed_entries
from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.times.called_off import is_off
from ecgtool.learn.times.timetable import Timetable
from ecgtool.schedule.planned import instant
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.page_words import begins_with, find_words
from ecgtool.wording.rhythm import Rhythm, from_dates, from_distance, has, one_or_all


def guess_rhythm(reading: PageReading, found: Found, days: Sequence[date], times: Timetable) -> None:
    """Guess a rule from dates, where the page has none."""
    if found.days or found.terms.interval or not days:
        return
    rhythm = from_dates(days) or from_distance(days[-1], days[-2] if len(days) > 1 else reading.source.today)
    if len(days) > 1 and from_dates(days) is None:
        rhythm = replace(rhythm, why=f"by the dates {', '.join(map(str, days[-4:]))}, which have no rhythm")
    times.keys = {
        "every": rhythm.every,
        "on": one_or_all(rhythm.on),
        **{k: v for k, v in times.keys.items() if k not in {"every", "on", "start"}},
    }
    times.keys["start"] = next((day for day in days if day >= reading.source.today), days[-1])
    times.guesses["schedule.every"] = rhythm.why
    times.guesses.pop("schedule.on", None)


def guess_hour(reading: PageReading, found: Found, times: Timetable) -> None:
    """Call the hour a guess where its words do not say which half of the day, or that it is no exact time."""
    held = found.turns or ((times.hour,) if times.hour else ())
    reasons = (
        (any(hour.other for hour in held), "does not say in which half of the day"),
        (any(hour.about for hour in held), "gives no exact time"),
        (found.is_joined, "says it in another sentence than the days"),
    )
    if why := " and ".join(why for holds, why in reasons if holds):
        said = next((one for one in found.said if any(part.hours for part in one.clause.parts)), None)
        times.guesses["schedule.at"] = f"since {reading.where(said) if said else 'the line'} {why}"


def first_by_line(reading: PageReading, found: Found, times: Timetable) -> None:
    """Let the rule start on the date that the page calls the next, where it would have a meeting before."""
    next_day, place = _next_day(reading, found)
    _compare_hours(reading, times)
    if not next_day or "start" in times.keys or not found.days or "on" not in times.keys:
        return
    on, today = times.keys["on"], reading.source.today
    rhythm = Rhythm(every=times.keys["every"], on=tuple(on) if isinstance(on, list) else (on,))
    between = (today + timedelta(days=n) for n in range(min((next_day - today).days, 366)))
    if has(rhythm, next_day) and any(has(rhythm, one) for one in between):
        times.keys["start"] = next_day
        times.guesses["schedule.start"] = "since the page names no earlier meeting"
    elif not has(rhythm, next_day) and next_day >= today:
        number = reading.page.line_number(place)
        times.doubts.append(f"line {number} names {next_day}, which the rule does not have: moved?")


def doubt_later_start(reading: PageReading, found: Found, times: Timetable) -> None:
    """Call a coming first date a guess where a rule of its section that is called past may hold till then."""
    start = times.keys.get("start")
    if not found.said or not isinstance(start, date) or start <= reading.source.today:
        return
    section = found.said[0].passage.section
    over = [said for said in reading.survey.over if said.passage.section is section and not said.clause.dates]
    if rule := next((said for said in over if any(part.days and part.hours for part in said.clause.parts)), None):
        times.guesses.setdefault("schedule.start", f"although {reading.where(rule)} may hold until then")
    alone = (said for said in found.said if not any(part.days or part.hours for part in said.clause.parts))
    named = (said for said in alone if said.clause.terms.first and said.clause.terms.first.day == start)
    if other := next((said for said in named if _is_of_more(said, reading.language)), None):
        times.guesses.setdefault("schedule.start", f"although {reading.where(other)} may be of another thing")


def _is_of_more(said: PlacedClause, language: str) -> bool:
    """Return whether what holds from a date on may be another thing than the rule: "minutes are public from then"."""
    rest = said.text[said.clause.dates[-1].end - said.clause.start :] if said.clause.dates else ""
    of_notes = begins_with("kept-things", re.sub(r"^\W*(?:meet\w*|calls?)?\W*", "", rest), language)
    return not has_words_of_meetings(said) or "length" in said.clause.kinds or of_notes is not None


def _compare_hours(reading: PageReading, times: Timetable) -> None:
    """Doubt the line for the next meeting where none of its hours is one of the rule's."""
    day, today = reading.next.line.reading.day if reading.next else None, reading.source.today
    if reading.next is None or day is None or day < today or times.zone is None or times.at is None:
        return
    clauses = read_sentence(reading.next.line.text, today, reading.language)
    hours = [hour for clause in clauses for part in clause.parts for hour in part.hours]
    zones = [hour.zone.guess(day) if hour.zone else times.zone for hour in hours]
    several = times.keys.get("at")
    held = [time.fromisoformat(at) for at in several] if isinstance(several, list) else [times.at]
    starts = {instant(day + timedelta(n), at, times.zone.zone) for at in held for n in (-1, 0, 1)}
    named = [(hour, instant(day, hour.at, zone.zone)) for hour, zone in zip(hours, zones, strict=True) if zone]
    others = [hour for hour, at in named if at not in starts]
    if others and (len(others) == len(named) or len(reading.next.line.dates) > 1):
        number = reading.page.line_number(reading.next.point.line.start)
        when = f"{day} at " if len(others) == len(named) else ""
        times.doubts.append(f"line {number} names {when}{others[0].at:%H:%M}, which is no hour of the rule: moved?")


def _next_day(reading: PageReading, found: Found) -> tuple[date | None, int]:
    """Return the date of the line for the next meeting, or one called the next beside the rule, and its place."""
    if reading.next:
        return _first_coming(reading.next.line, reading), reading.next.point.line.start
    own = {id(said.passage) for said in found.said}
    beside = [said for said in reading.survey.dated if id(said.passage) in own]
    named = [said for said in beside if {"next", "date"} <= said.clause.kinds]
    named = [said for said in named if is_of_nothing_else(said, reading.language)]  # "next fair: 12 March"
    if any(said.clause.kinds & {"off", "not"} for said in beside):  # "off on 18 March, next one 25 March"
        return None, 0
    return (named[0].clause.dates[0].day, named[0].passage.start) if named else (None, 0)


def _first_coming(line: LearntLine, reading: PageReading) -> date | None:
    """Return the date of a line for the next meeting, the first to come of several: "Next: 9, 16 and 23 March"."""
    clauses = read_sentence(line.text, reading.source.today, reading.language)
    coming = [one.day for one in line.dates if one.day >= reading.source.today]
    is_one = any(clause.kinds & {"moved", "off", "not", "until"} for clause in clauses)
    return line.reading.day if is_one else min(coming, default=line.reading.day)


def doubt_by_sparse_dates(reading: PageReading, found: Found, times: Timetable) -> None:
    """Call a weekly rule a guess where a list gives fewer dates, and these may be those of the meetings.

    They may be where the rule names them, "on the dates below", where the list has nothing else, and in its section.
    """
    if times.keys.get("every") != "week" or found.turns or not found.said:
        return
    entries = [said for said in listed_entries(found, reading.survey) if not is_off(said)]
    named = any(find_words("on-dates", said.text, reading.language) for said in found.said)
    section = found.said[0].passage.section
    near = [
        said
        for said in entries
        if said.passage.section is section or all(one.kind in {"date", "mark"} for one in said.clause.tokens)
    ]
    dated = [(said, said.clause.dates[0].day) for said in (entries if named else near)]
    rows = (said for said in dated_of(found, reading.survey) if is_row_of_dates(said))
    dated += [(said, one.day) for said in rows for one in said.clause.dates]
    listed = [said for said, day in dated if day >= reading.source.today]
    coming = sorted({day for _, day in dated if day >= reading.source.today})
    if len(coming) > 1 and all(later - day > timedelta(7) for day, later in pairwise(coming)):
        dates = ", ".join(map(str, coming[:4]))
        why = f"although the dates from line {min(map(reading.line_of, listed))} on, {dates}, are further apart"
        times.guesses.setdefault("schedule.every", why)
