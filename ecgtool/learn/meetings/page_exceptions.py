"""Find what is off, moved or changed from a date on, of the meetings of a rule on a page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from ecgtool.learn.meetings.belonging import (
    has_words_of_meetings,
    is_of_event,
    is_of_meetings,
    is_of_nothing_else,
)
from ecgtool.learn.meetings.dated import dated_of
from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.learn.times.called_off import is_of_another, is_off, may_be_of_else, may_be_off
from ecgtool.learn.times.other_times import is_on_its_clock, new_time, other_hour, shifted
from ecgtool.learn.times.reasons import reason_of
from ecgtool.learn.times.timetable import Timetable, coming_dates
from ecgtool.wording.page_words import begins_with, ends_with, find_words, is_only, page_words
from ecgtool.wording.reading import FoundDate
from ecgtool.wording.vocabulary import COUNTS, UNITS

_BRACKET = re.compile(r"\([^()]*\)")
_AHEAD = 120
"""How many coming dates of a rule are compared."""


@dataclass(kw_only=True)
class DatedExceptions:
    """The tables ``skip``, ``move`` and ``change`` of a schedule, and the clauses that fit none of them, and why."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    untold: list[tuple[PlacedClause, str]] = field(default_factory=list)

    def add(self, name: str, entry: dict[str, Any]) -> None:
        """Add an entry, unless it is there already."""
        entries = self.tables.setdefault(name, [])
        if entry not in entries:
            entries.append(entry)


def exceptions(found: Found, survey: Survey, times: Timetable, today: date) -> DatedExceptions:
    """Return what is off, moved, or changed from a date on."""
    result = DatedExceptions()
    held = set(coming_dates(times.keys, today, _AHEAD))
    of_rule = " ".join(text for one in found.said for text in (one.passage.title, one.passage.text))
    counted = [one.counted for one in survey.meetings]
    events = _events(found, survey, held, result)
    dated = [one for one in dated_of(found, survey) if one not in (*counted, *events)]
    for said in _without_moves_in_two(dated, held, result):
        own = of_rule.replace(said.text, "")  # which may be a sentence behind the rule
        calls_off = is_off(said) and bool(said.clause.dates)
        is_thing, is_doubtful = is_of_another(said, own) if calls_off else (False, False)
        takes_away = calls_off or (bool(said.clause.dates) and "moved" in said.clause.kinds)
        may_be_thing = is_thing or (takes_away and may_be_of_else(said, own))
        if not is_thing:
            _single(said, today, held, times, result)
        if may_be_off(said) and any(one.day in held for one in said.clause.dates):
            result.untold.append((said, "it may say that there is no meeting"))
        if (may_be_thing or is_doubtful) and any(one.day in held for one in said.clause.dates):
            result.untold.append(
                (said, "it may be the date of another thing" if may_be_thing else "it may be another meeting")
            )
    others = survey.passages_of_others(found)
    for said in survey.loose:
        is_here = said not in events and said.passage not in others
        if is_here and said.clause.terms.first and is_of_meetings(said, found):
            _from_a_date(said, held, times, today, result, language=survey.language)
    return result


def _events(found: Found, survey: Survey, held: set[date], result: DatedExceptions) -> list[PlacedClause]:
    """Return the clauses that say at which hour another event is, "Workshop: 6 May, from 9:00"; tell of its day."""
    said_at = [
        one for one in (*dated_of(found, survey), *survey.loose) if any(part.hours for part in one.clause.parts)
    ]
    events = [one for one in said_at if not is_off(one) and is_of_event(one, found, survey.language)]
    near = [one for one in events if one.clause.terms.first or any(date.day in held for date in one.clause.dates)]
    result.untold += [(one, "it may be of another thing") for one in near]
    return events


def _from_a_date(
    said: PlacedClause, held: set[date], times: Timetable, today: date, result: DatedExceptions, *, language: str
) -> None:
    """Add what a clause says of the hour from a date on, or that it says something else of that time."""
    has_hours = said.clause.shift or any(part.hours for part in said.clause.parts[:1])
    if has_hours and _is_of_the_hour(said, language):
        _change(said, held, times, today, result)
    elif has_hours:
        result.untold.append((said, "it may be of another thing"))
    elif said.passage.links and any(one.day >= today for one in said.clause.dates):
        result.untold.append((said, "what holds from that date on is not learnt"))


def _is_of_the_hour(said: PlacedClause, language: str) -> bool:
    """Return whether a clause with a date and an hour is about meetings, not "The film is shown on 6 May, 20:00"."""
    if is_of_nothing_else(said, language) or find_words("for-good", said.text):
        return True
    if said.clause.kinds & {"moved", "switch"} or find_words("instead", said.text):
        return True
    return has_words_of_meetings(said)


def _without_moves_in_two(dated: list[PlacedClause], held: set[date], result: DatedExceptions) -> list[PlacedClause]:
    """Add the moves of which one clause names the old date and the next the new one, and return the other clauses."""
    left = dated
    for said in dated:
        if in_its_place := next((one for one in left if _takes_its_place(one, said, held)), None):
            day, to = (one.clause.dates[0].day for one in (said, in_its_place))
            result.add("move", {"date": day, "to": to})
            left = [one for one in left if one not in {said, in_its_place}]
    return left


def _takes_its_place(said: PlacedClause, off: PlacedClause, held: set[date]) -> bool:
    """Return whether a clause right behind one that calls a meeting off says on which date it is held instead.

    "Exception: Good Friday, 3 April; we meet on 10 April then".
    """
    if said.passage is not off.passage or len(said.clause.dates) != 1 or len(off.clause.dates) != 1:
        return False
    day, to = off.clause.dates[0].day, said.clause.dates[0].day
    is_behind = off.at + off.clause.end <= said.at + said.clause.start
    is_one = day in held and to not in held and abs(to - day) < timedelta(days=15)
    is_held = said.clause.kinds & {"meet", "moved"} or find_words("instead", said.text)
    return bool(is_behind and is_one and is_off(off) and is_held and not said.clause.parts and not is_off(said))


def _single(said: PlacedClause, today: date, held: set[date], times: Timetable, result: DatedExceptions) -> None:
    """Add what a clause says of single dates to come."""
    off = is_off(said)
    named = _dates_off(said) if off else said.clause.dates
    days = [day for one in named if (day := coming(one, today) if off else one.day) >= today]
    if not days and not named and any(one.day >= today for one in said.clause.dates):
        result.untold.append((said, "which meetings are off is not said"))
    if not days:
        return
    is_instead = len(named) == 2 and off and not _is_range(said) and _is_instead(said, held)
    if is_instead or (len(named) == 2 and "moved" in said.clause.kinds):
        _move(said, held, times, result)
    elif len(named) == 1 and _at_another_time(said, days[0], held, times, today, result):
        return
    elif off:
        _skip(said, days, held, today, result)
    elif said.clause.kinds & {"moved"}:
        result.untold.append((said, "it names a date, and what of it is not learnt"))
    elif (
        not set(days) & held
        and (said.passage.cells or said.passage.depth or "meet" in said.clause.kinds)
        and said.clause.kinds & {"clock", "next"}
    ):
        result.untold.append((said, "the rule has no meeting on that date"))


def _at_another_time(
    said: PlacedClause, day: date, held: set[date], times: Timetable, today: date, result: DatedExceptions
) -> bool:
    """Add what a clause says of when else a meeting is held, for good or once; return False where it says nothing."""
    all_move = _may_move_all(said)
    is_after = any(token.kind == "after" for token in said.clause.tokens)
    begins_after = is_after and said.clause.tokens[0].kind == "after"  # "After 30 March: 15:00 UTC"
    if (all_move or begins_after or find_words("for-good", said.text)) and (at := other_hour(said, times, today)):
        if all_move:
            times.guesses["schedule.change"] = f"since “{said.text}” may also be about that date alone"
        result.add("change", {"from": day + timedelta(days=is_after), "at": f"{at:%H:%M}"})
        return True
    to = new_time(said, day, times, today, is_off=is_off(said)) if day in held else None
    if to in held and is_off(said):
        return False  # "No call on 2 April, the next one a week later"
    if to in held:
        result.untold.append((said, "which meeting is moved is not clear"))
    elif to:
        result.add("move", {"date": day, "to": to})
    return to is not None


def _may_move_all(said: PlacedClause) -> bool:
    """Return whether all meetings may move on a date: "moves to 15:00 on 6 May", not "that of 6 May moves"."""
    first = said.clause.dates[0].start - said.clause.start
    verbs = find_words("all-move", said.text[:first]) or find_words("it-moves", said.text[first:])
    return bool(verbs) and not find_words("one-alone", said.text)


def _is_instead(said: PlacedClause, held: set[date]) -> bool:
    """Return whether one of two dates is off and the group meets on the other: "not on 17 March but on 18 March"."""
    (one, other), start = said.clause.dates[:2], said.clause.start
    new, before = (
        (one, said.text[: one.start - start])
        if other.day in held
        else (other, said.text[one.end - start : other.start - start])
    )
    return {one.day, other.day} - held == {new.day} and bool(find_words("on-other", before))


def _dates_off(said: PlacedClause) -> Sequence[FoundDate]:
    """Return the dates of a clause up to the one on which meetings go on."""
    dates, start = _dates_in_bracket(said) or said.clause.dates, said.clause.start
    ends = [*(one.start - start for one in dates[1:]), None]
    if dates and ends_with("back-on", said.text[: dates[0].start - start]):
        return ()
    for place, (one, end) in enumerate(zip(dates, ends, strict=True)):
        before = said.text[dates[place - 1].end - start : one.start - start] if place else ""
        if find_words("goes-on", before) or (place and begins_with("is-on", said.text[one.end - start : end])):
            return dates[:place]
    return dates


def _dates_in_bracket(said: PlacedClause) -> Sequence[FoundDate]:
    """Return the dates of the bracket that says what is off: "16 March (no meeting on 9 March)"; () for none."""
    off = [token for token in said.clause.tokens if token.kind in {"off", "not"}]
    spans = [(match.start(), match.end()) for match in _BRACKET.finditer(said.text)]
    start = said.clause.start
    own = [(a, b) for a, b in spans if off and all(a < token.start - start < b for token in off)]
    return [one for one in said.clause.dates if any(a < one.start - start < b for a, b in own)]


def coming(found: FoundDate, today: date) -> date:
    """Return the date; without a year, and over for a month, it is the one of the next year."""
    is_over = not found.has_year and found.day < today - timedelta(days=31)
    return (
        found.day.replace(year=found.day.year + 1)
        if is_over and (found.day.month, found.day.day) != (2, 29)
        else found.day
    )


def _skip(said: PlacedClause, days: Sequence[date], held: set[date], today: date, result: DatedExceptions) -> None:
    first = said.clause.dates[0].start
    before = any(token.kind == "off" and token.start < first for token in said.clause.tokens)
    if before and ends_with("thing-of", said.text[: first - said.clause.start]):
        result.untold.append((said, "it may be the date of another thing"))
        return
    if span := _span_off(said, days, today):
        if any(span[0] <= day <= span[1] for day in held):
            result.add("skip", {"from": span[0], "to": span[1], **_reason(said, days[-1])})
        return
    for day in days:
        if day in held:
            result.add("skip", {"date": day, **_reason(said, day)})
        else:
            result.untold.append((said, f"no meeting of the rule is on {day}"))


def _reason(said: PlacedClause, day: date) -> dict[str, str]:
    return {"reason": why} if (why := reason_of(said, day)) else {}


def _span_off(said: PlacedClause, days: Sequence[date], today: date) -> tuple[date, date] | None:
    """Return the first and the last day of a time without meetings, where a clause tells both; None for single days.

    "from 2 to 16 April", "for two weeks from 30 March", "no meetings until 23 March".
    """
    if len(days) == 2 and _is_range(said):
        return days[0], days[1]
    if len(days) != 1:
        return None
    if ends_with("week-of", said.text[: said.clause.dates[0].start - said.clause.start]):
        monday = days[0] - timedelta(days=days[0].weekday())
        return monday, monday + timedelta(days=6)
    count, unit = f"{page_words('one')}|{'|'.join(COUNTS)}", "|".join(UNITS["week"])
    if weeks := re.search(rf"(?<![\w-])(?P<count>\d|{count})[\s-](?:{unit})", said.text, re.IGNORECASE):
        count = weeks["count"].lower()
        number = int(count) if count.isdigit() else COUNTS.get(count, 1)
        return days[0], days[0] + timedelta(days=7 * number - 1)
    before = [
        token for token in said.clause.tokens if token.end <= said.clause.dates[-1].start and token.kind != "mark"
    ]
    last = next((token for token in reversed(before) if token.kind not in {"word", "weekday"}), None)
    ends = last and (last.kind == "until" or (last.kind == "after" and find_words("before", last.text)))
    return (today, days[0] - timedelta(days=1)) if ends else None


def _is_range(said: PlacedClause) -> bool:
    """Return whether a clause means all between its first two dates: "from 2 to 16 May", "between 2 and 16 May"."""
    first, last = said.clause.dates[:2]
    between = [token for token in said.clause.tokens if first.end <= token.start < last.start]
    kinds = {"to" if token.text in {"-", "\u2013", "\u2014"} else token.kind for token in between}
    joined = ends_with("between", said.text[: first.start - said.clause.start])
    return joined or (bool(kinds & {"to", "until"}) and not kinds & {"and", "or"})


def _move(said: PlacedClause, held: set[date], times: Timetable, result: DatedExceptions) -> None:
    first, second = (one.day for one in said.clause.dates)
    between = slice(*(one.start - said.clause.start for one in said.clause.dates))
    is_reversed = "moved" not in said.clause.kinds and first not in held  # "on 18 March, not on 17 March"
    if is_reversed or find_words("instead", said.text[between]):
        first, second = second, first
    hours = [hour for part in said.clause.parts for hour in part.hours]
    if first not in held or second in held or len(hours) > 1:
        result.untold.append((said, "which meeting is moved is not clear"))
        return
    at = hours[0].at if hours else shifted(said, times) or times.at
    result.add("move", {"date": first, "to": datetime.combine(second, at) if at and at != times.at else second})


def _change(said: PlacedClause, held: set[date], times: Timetable, today: date, result: DatedExceptions) -> None:
    first, hours = said.clause.terms.first, [hour for part in said.clause.parts for hour in part.hours]
    at = hours[0].at if hours else shifted(said, times)
    if first is None or at is None or len(hours) > 1:
        result.untold.append((said, "the change is not learnt"))
        return
    has_days = any(part.days for part in said.clause.parts)
    after = "start" in said.clause.kinds and said.clause.tokens_before("date", "start")
    starts = after and not any(is_only("onwards", one.text) for one in said.clause.tokens)
    if first.day in held and starts and not has_days:
        for day in sorted({one.day for one in said.clause.dates} & held):
            result.add("move", {"date": day, "to": datetime.combine(day, at)})
        return
    ends = times.keys.get("until")
    follows = bool(ends and timedelta() <= first.day - ends <= timedelta(days=7))
    goes_on = follows or any(day >= first.day for day in held)
    if first.day > today and goes_on and is_on_its_clock(hours, times, today):
        until = said.clause.terms.until
        last = until if until and until.day > first.day else None
        if follows:  # "until 26 March; as of 2 April at 14:00": it does not end then
            del times.keys["until"]
            times.keys |= {"until": last.day} if last else {}
        result.add("change", {"from": first.day, "at": f"{at:%H:%M}"})
        if last and not follows:  # "from 1 June to 31 August at 19:00"
            result.add("change", {"from": last.day + timedelta(days=1), "at": times.keys["at"]})
    else:
        result.untold.append((said, "the change is not learnt"))
