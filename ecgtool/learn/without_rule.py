"""Find the meeting of a page that has no whole rule: by its dates, or by the line for the next one."""

from collections.abc import Iterator
from datetime import date, timedelta

from ecgtool.learn.lines import line as lines
from ecgtool.learn.meetings.dated import dated_of, listed_dates
from ecgtool.learn.meetings.how_often import says_how_often
from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.wording.grammar.clause import Clause, Terms
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.page_words import is_only
from ecgtool.wording.reading import FoundDate
from ecgtool.wording.rhythm import from_dates

_RECENT = timedelta(days=366)
"""For how long a date that is over tells of a meeting that is held."""


def without_rule(reading: PageReading) -> Iterator[Found]:
    """Yield the meeting of a page that has no whole rule: one with dates, or with an hour in its next line alone.

    There is none where the page says that each date is arranged, "the exact date is voted on".
    """
    if reading.survey.arranged and not reading.next:
        return
    said = [*dated_of(None, reading.survey), *reading.survey.loose]
    timed = next((one for one in said if any(part.hours for part in one.clause.parts)), None)
    hours = next((part.hours for part in timed.clause.parts if part.hours), ()) if timed else ()
    loose = [
        one
        for one in reading.survey.loose
        if any(part.days for part in one.clause.parts)
        or (one.clause.terms.interval and says_how_often(one, None, reading.language))
    ]
    found = Found(hours=hours)
    for clause in _of_next_line(reading, alone=not hours):
        found.hours = next((part.hours for part in clause.parts if part.hours), found.hours)
        found.days = found.days or next((part.days for part in clause.parts if part.days), None)
        found.terms = found.terms.completed_by(Terms(interval=clause.terms.interval))
    loose = [one for one in loose if not _is_on_another_day(one, timed, reading)]
    is_of_rule = len(loose) == 1 and (loose[0].is_loose or _goes_with(loose[0], timed, reading))
    if is_of_rule or (len(loose) == 1 and (not hours or found.hours is not hours)):
        found.days = next((part.days for part in loose[0].clause.parts if part.days), None)
        found.take(loose[0])
        reading.survey.loose.remove(loose[0])
    if timed and timed in reading.survey.loose and timed not in found.said and found.hours is hours:
        found.take(timed)
    if found.terms.interval and not (found.days or found.terms.first):
        found.terms = found.terms.completed_by(Terms(first=_labelled_date(reading, found)))
    recent = [day for day in dates_of(reading, None) if day > reading.source.today - _RECENT]
    next_day = reading.next.line.reading.day if reading.next else date.min
    has_next = next_day is None or next_day >= reading.source.today
    is_over = not has_next and all(day < reading.source.today for day in recent)
    if len(recent) > 1 and is_over and not from_dates(recent):
        recent = []  # of calls whose dates have no rhythm, as in an archive of several groups
    if (found.hours and (found.days or found.terms.interval or recent)) or found.days:
        yield found


def _labelled_date(reading: PageReading, found: Found) -> FoundDate | None:
    """Return the only date of a line "Date: ..." in the section of what says how often; None for no such line."""
    sections = {said.passage.section for said in found.said}
    dated = [said for said in reading.survey.dated if said.passage.section in sections]
    labels = ((said, (said.passage.label or (*said.passage.cells, "")[0]).strip()) for said in dated)
    named = [said.clause.dates for said, label in labels if is_only("parameter", label)]
    return named[0][0] if [len(dates) for dates in named] == [1] else None


def _is_on_another_day(one: PlacedClause, timed: PlacedClause | None, reading: PageReading) -> bool:
    """Return whether a clause names weekdays that no date with an hour is on, as does a row "Sun" of planets."""
    named = {day for part in one.clause.parts if part.days and part.days.every == "week" for day in part.days.on}
    dates = [*(timed.clause.dates if timed else ()), *(reading.next.line.dates if reading.next else ())]
    return bool(named and dates) and not any(f"{date.day:%A}" in named for date in dates)


def _goes_with(one: PlacedClause, timed: PlacedClause | None, reading: PageReading) -> bool:
    """Return whether a clause is about the meeting with the date and hour of another, which may be the next one."""
    if timed is None or not timed.clause.dates:
        return False
    next_day = reading.next.line.reading.day if reading.next else None
    is_next = "meet" in one.clause.kinds and next_day in {date.day for date in timed.clause.dates}
    return is_next or one.passage.section == timed.passage.section


def _of_next_line(reading: PageReading, *, alone: bool) -> list[Clause]:
    """Return the clauses of the line for the next meeting.

    A date below it counts only where no other line has hours.
    """
    if not reading.next or (reading.next.day_below and not alone):
        return []
    return read_sentence(reading.next.line.text, reading.source.today, reading.language)


def dates_of(reading: PageReading, found: Found | None) -> list[date]:
    """Return the dates of a meeting on the page and in its earlier lines."""
    past = [
        lines.learn_line(text, reading.source.today, reading.language).reading.day for text in reading.source.past
    ]
    line = [one.day for one in reading.next.line.dates] if reading.next else []
    if reading.next and not line and reading.next.line.reading.day:
        line = [reading.next.line.reading.day]
    return sorted({day for day in (*past, *line, *listed_dates(found, reading.survey)) if day})
