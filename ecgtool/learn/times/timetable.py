"""Make the schedule of a meeting on a page: rule, clock time, zone and first date."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from ecgtool.learn.draft import duration_text
from ecgtool.learn.text.found import Found
from ecgtool.learn.times.dates_decide import decided_by_dates
from ecgtool.learn.times.one_clock import MeetingClock, meeting_clock
from ecgtool.wording.grammar.clause import Hour, Terms
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.page_words import find_words
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.rhythm import Rhythm, from_dates, has, one_or_all
from ecgtool.wording.vocabulary import PLACES
from ecgtool.wording.zone_words import ZoneGuess

_YEAR = 366
_NEAR = timedelta(days=400)
NO_DATE = "the page gives no date"
"""How the reason of a first date begins that is a mere guess."""


@dataclass(kw_only=True)
class Timetable:
    """The ``schedule`` table of a meeting and its zone, with ``guesses`` by key, and ``doubts`` in words."""

    keys: dict[str, Any] = field(default_factory=dict)
    zone: ZoneGuess | None = None
    at: time | None = None
    hour: Hour | None = None
    guesses: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def guesses_of_keys(self) -> dict[str, str]:
        """Return the guesses about keys that are set; one about the days or how often is about ``rrule`` instead."""
        guesses: dict[str, str] = {}
        for path, why in self.guesses.items():
            of_rule = "rrule" in self.keys and path in {"schedule.on", "schedule.every"}
            key = "schedule.rrule" if of_rule else path
            if key == "timezone" or key.partition(".")[2] in self.keys:
                guesses.setdefault(key, why)
        return guesses


def timetable(found: Found, zone: ZoneWord | None, days: Sequence[date], today: date) -> Timetable:
    """Return the schedule of a meeting. ``zone`` is the page's, and ``days`` are dates of the meeting on the page."""
    result = _on_clock(meeting_clock(found, zone, today))
    if found.terms.last and found.terms.last.day < today:
        found.terms = found.terms.completed_by(Terms(first=found.terms.last))
    elif found.terms.last:
        result.guesses["schedule.until"] = f"since {found.terms.last.day} is called the last"
        found.terms = found.terms.completed_by(Terms(until=found.terms.last))
    _rule(found, days, today, result)
    if result.at:
        result.keys["at"] = [f"{hour.at:%H:%M}" for hour in found.turns] or f"{result.at:%H:%M}"
    ranged = next((hour.lasts for hour in found.hours if hour.lasts), None)
    lasts = found.terms.lasts or ranged
    result.keys["duration"] = duration_text(lasts or timedelta(hours=1))
    if ranged and ranged != lasts:
        result.guesses["schedule.duration"] = f"although its hours are {duration_text(ranged)} apart"
    if not lasts:
        result.guesses["schedule.duration"] = "since the page does not say"
    if found.terms.until:
        result.keys["until"] = found.terms.until.day
    if result.zone and result.zone.why:
        result.guesses["timezone"] = result.zone.why
    return result


def _on_clock(clock: MeetingClock) -> Timetable:
    """Return a schedule with a clock alone. The first doubt about it makes its zone a guess."""
    result = Timetable(at=clock.at, zone=clock.zone, hour=clock.hour, doubts=clock.doubts)
    if clock.doubts and clock.zone and not clock.zone.why:
        result.guesses["timezone"] = result.doubts.pop(0)
    return result


def _rule(found: Found, days: Sequence[date], today: date, result: Timetable) -> None:
    """Set the interval and the days, and the first date where one is needed."""
    found.days = found.days and decided_by_dates(found.days, days)
    on: tuple[str | int, ...] = found.days.on if found.days else ()
    doubts = {
        "schedule.on": found.days.doubt if found.days else "", "schedule.every": found.terms.interval_doubt
    }  # fmt: skip
    result.guesses |= {key: doubt for key, doubt in doubts.items() if doubt}
    if found.days and found.days.rrule:
        result.keys["rrule"] = found.days.rrule
        return
    if found.days and not on and found.days.doubt:
        result.doubts.append(found.days.doubt)
        return
    every = _how_often(found, result)
    if every == "week" and (listed := _listed(found)):
        result.guesses["schedule.every"] = listed.why
        every, on = listed.every, listed.on
    if found.alternating and every == "week" and not found.turns:
        result.guesses["schedule.every"] = "although something alternates, which is not understood"
    if found.days is None and not every.endswith(("day", "days")):
        on = _days_by_dates(found, every, days, result)
        if not on and "week" in every:
            result.doubts.append("no day of the week is named")
            return
    if on and every.endswith(("month", "months", "year")) and not _is_placed(on):
        on = _place_of(on, days, result)
    _write(found, every, on, days, today, result)


def _listed(found: Found) -> Rhythm | None:
    """Return the rhythm of three or more dates in the sentence of the days: "5 March, 2 April, 7 May (Thursdays)"."""
    own = found.said[0].clause if found.said else None
    if own is None or own.terms.interval or "every" in own.kinds or len(own.dates) < 3:
        return None
    rhythm = from_dates(one.day for one in own.dates)
    return rhythm if rhythm and rhythm.every != "week" else None


def _is_placed(on: Sequence[str | int]) -> bool:
    """Return whether the days are days of a month, by their number or their place in it."""
    return any(isinstance(day, int) or " " in day for day in on)


def _how_often(found: Found, result: Timetable) -> str:
    """Return the interval in the words. Days with a place in the month are monthly, whatever else is said."""
    every, interval = found.days.every if found.days else "", found.terms.interval
    if found.turn[1] > 1 and every != "month":
        weeks = found.turn[1] * (1 if interval in {"", "week"} else 2)
        return f"{weeks} weeks"
    if found.turns and not interval and every == "2 weeks" and "alternating" in found.said[0].text.lower():
        if "every" not in found.said[0].clause.kinds:
            result.guesses["schedule.every"] = "since there may be one only every other week, at these hours in turn"
            return "week"
        result.guesses["schedule.every"] = "since each of the hours may also be meant every other week"
    if interval in {"week", "2 weeks"} and found.days and _is_placed(found.days.on):
        result.doubts.append(f"“{interval}” beside a place in the month: taken by the place")
        return every
    ruled = (interval == "day" and found.days) or (interval == "week" and every == "2 weeks")
    return interval if interval and not ruled else every


def _days_by_dates(found: Found, every: str, days: Sequence[date], result: Timetable) -> tuple[str | int, ...]:
    """Return the days of a rule that only has an interval, from its first date or the page's dates."""
    known = [found.terms.first.day] if found.terms.first else list(days)
    if not known:
        return ()
    name = WEEKDAYS[known[-1].weekday()]
    result.guesses["schedule.on"] = f"by {known[-1]}"
    return (f"{_place(known[-1])} {name}",) if "month" in every or every == "year" else (name,)


def _place(day: date) -> str:
    return PLACES[(day.day - 1) // 7]


def _place_of(on: Sequence[str | int], days: Sequence[date], result: Timetable) -> tuple[str, ...]:
    """Return which Thursday "monthly on a Thursday" is: by the page's dates, else the first."""
    fitting = [day for day in days if WEEKDAYS[day.weekday()] in on]
    rhythm = from_dates(fitting)
    if rhythm and rhythm.every == "month":
        result.guesses["schedule.on"] = rhythm.why
        return tuple(str(day) for day in rhythm.on)
    place = _place(fitting[-1]) if fitting else "first"
    result.guesses["schedule.on"] = (
        f"by {fitting[-1]}" if fitting else "since the page does not say which of the month"
    )
    return tuple(f"{place} {day}" for day in on)


def _write(
    found: Found, every: str, on: Sequence[str | int], days: Sequence[date], today: date, result: Timetable
) -> None:
    months = (found.days.months if found.days else ()) or found.terms.months
    without = [one for one in found.terms.without if isinstance(one, str)]
    off_months = [one for one in found.terms.without if isinstance(one, int)]
    codes = [str(day)[:2].upper() for day in on if isinstance(day, str) and " " not in day]
    if found.terms.parity and codes:
        weeks = ",".join(str(week) for week in range(1 if found.terms.parity == "odd" else 2, 54, 2))
        result.keys["rrule"] = f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY={','.join(codes)}"
    elif without and codes and every == "week":
        places = [place for place in (*PLACES[:5],) if place not in without]
        if "last" in without:
            result.keys["rrule"] = (
                f"FREQ=MONTHLY;BYDAY={','.join(f'-{n}{code}' for code in codes for n in (2, 3, 4, 5))}"
            )
        else:
            result.keys |= {"every": "month", "on": [f"{place} {day}" for day in on for place in places]}
    elif (off_months or months) and codes and every == "week":
        kept = ",".join(str(month) for month in months or range(1, 13) if month not in off_months)
        result.keys["rrule"] = f"FREQ=WEEKLY;BYMONTH={kept};BYDAY={','.join(codes)}"
    elif off_months and every == "month" and not months and not codes and all(isinstance(day, str) for day in on):
        _in_months([month for month in range(1, 13) if month not in off_months], on, today, result)
    elif months and all(isinstance(day, str) and " " in day for day in on):
        _in_months(months, on, today, result)
    else:
        _skip_months(found, off_months, today, result)
        result.keys |= {"every": every or "week"} | ({"on": one_or_all(on)} if on else {})
        _first(found, every, on, days, today, result)


def _skip_months(found: Found, months: Sequence[int], today: date, result: Timetable) -> None:
    """Skip the next of each of some months, of which the rule cannot leave out all, and doubt the rest."""
    for month in sorted(months, key=lambda month: (month < today.month, month)):
        year = today.year + (month < today.month)
        last = date(year, month, monthrange(year, month)[1])
        result.keys["skip"] = [*result.keys.get("skip", []), {"from": last.replace(day=1), "to": last}]
    if found.terms.without_text:
        why = "is left out for the next twelve months alone" if months else "is not left out"
        result.doubts.append(f"“{found.terms.without_text}” {why}")


def _in_months(months: Sequence[int], on: Sequence[str | int], today: date, result: Timetable) -> None:
    """Set the rule of days in some months of the year."""
    places = {name: str(n) for n, name in enumerate(PLACES[:5], 1)} | {"last": "-1", "penultimate": "-2"}
    codes = [f"{places[str(day).split()[0]]}{str(day).split()[1][:2].upper()}" for day in on]
    steps = {(later - earlier) % 12 for earlier, later in zip(months, [*months[1:], months[0]], strict=True)}
    if len(months) > 1 and len(steps) == 1:
        result.keys |= {"every": f"{steps.pop()} months", "on": one_or_all(on)}
        rhythm = Rhythm(every="month", on=tuple(on))
        coming = (today - timedelta(days=today.day - 1) + timedelta(days=n) for n in range(_YEAR))
        result.keys["start"] = next(day for day in coming if day.month in months and has(rhythm, day))
    else:
        result.keys["rrule"] = f"FREQ=MONTHLY;BYMONTH={','.join(map(str, sorted(months)))};BYDAY={','.join(codes)}"


def _first(
    found: Found, every: str, on: Sequence[str | int], days: Sequence[date], today: date, result: Timetable
) -> None:
    """Set the first date, where the rule is counted from one, or where the page names one to come."""
    rhythm = Rhythm(every=every or "week", on=tuple(on))
    near = [day for day in days if has(rhythm, day) and abs(day - today) < _NEAR]
    first = _named_first(found, every, rhythm, near, today, result)
    if not rhythm.needs_start and not found.turns:
        if first and first > today:
            result.keys["start"] = first
        return
    if first:
        result.keys["start"] = first
        if found.terms.first and not found.terms.first.has_year and today - first > _NEAR:
            result.guesses.setdefault("schedule.start", f"since that day is a {first:%A} in {first.year}")
    elif near:
        result.keys["start"] = first = _counted_from(every, near)
        if why := _why_from(first, found, every, near):
            result.guesses["schedule.start"] = why
    else:
        coming = [day for n in range(_YEAR) if has(rhythm, day := today + timedelta(days=n))] or [today]
        turn = found.turn[0] * _step(found, every)
        by_month = every.endswith("months") and len(on) == 1
        result.keys["start"] = coming[turn] if by_month else coming[0] + timedelta(weeks=turn)
        which = "month" if "month" in every or every == "year" else "week"
        result.guesses["schedule.start"] = f"{NO_DATE} that tells in which {which} it begins"


def _why_from(first: date, found: Found, every: str, near: Sequence[date]) -> str:
    """Return why it is a guess that a rule is counted from the first of some dates; "" where it is none."""
    if example := _example(found, near):
        return f"by “{example}”"
    if len(_phases(every, near)) > 1:
        return f"by most of the dates {', '.join(map(str, near[:4]))}"
    in_rule = {one.day for said in found.said for one in said.clause.dates}
    return "since the page does not say whose turn that day is" if found.is_in_turn and first not in in_rule else ""


def _example(found: Found, days: Sequence[date]) -> str:
    """Return the words of a date of the rule that is an example of them, "for example 14 May"; "" for none."""
    for said in found.said:
        for one in said.clause.dates:
            before = said.text[: one.start - said.clause.start]
            if one.day in days and (word := find_words("example", before)) and not before[word.end() :].strip(" ,:"):
                return said.text[word.start() : one.end - said.clause.start]
    return ""


def _named_first(
    found: Found, every: str, rhythm: Rhythm, near: Sequence[date], today: date, result: Timetable
) -> date | None:
    """Return the first of the rule's days from the date on that is called the first; None where none is."""
    if not found.terms.first:
        return None
    first = found.terms.first.day
    swapped = first.replace(month=first.day, day=first.month) if first.day < 13 else first
    if not found.terms.first.sure and has(rhythm, swapped) and not has(rhythm, first):
        result.guesses["schedule.start"] = f"since {swapped} is one of its days, and {first} is not"
        return swapped
    if found.shares_first and (later := _from_first(first, rhythm, found, every)) != first:
        result.guesses["schedule.start"] = f"by {first}, from which several meetings are counted"
        first = later
    own = next((day for n in range(_YEAR) if has(rhythm, day := first + timedelta(days=n))), None)
    if own == first:
        return own
    why = f"{first} is named as a first date, and is none of its days"
    if any(sum(bool(part.days) for part in said.clause.parts) > 1 for said in found.said):
        result.doubts.append(why)  # "every Tuesday and every other Thursday, from 5 March"
        return None
    if rhythm.needs_start or found.turns:
        if "week" in every and (first < today or near):
            result.doubts += [why] if first.day > 1 else []  # "since January" gives no date
            return None
        result.guesses["schedule.start"] = f"since {why}"
    return own


def _from_first(first: date, rhythm: Rhythm, found: Found, every: str) -> date:
    """Return the first date of a meeting in its turn, where several are counted from one date."""
    turn = first + timedelta(weeks=found.turn[0] * _step(found, every))
    return next((day for n in range(_YEAR) if has(rhythm, day := turn + timedelta(days=n))), first)


def _step(found: Found, every: str) -> int:
    """Return how many weeks apart meetings that take turns are."""
    return int(every.split(maxsplit=1)[0]) // found.turn[1] if found.turn[1] > 1 and every[:1].isdigit() else 1


def _phases(every: str, days: Iterable[date]) -> Counter[int]:
    number = int(every.split(maxsplit=1)[0]) if every[0].isdigit() else 1
    if "week" in every:
        return Counter((day.toordinal() - 1) // 7 % number for day in days)
    return Counter((day.year * 12 + day.month) % (12 if every == "year" else number) for day in days)


def _counted_from(every: str, days: Sequence[date]) -> date:
    """Return the first of the days that are in step with most of them."""
    phase = _phases(every, days).most_common(1)[0][0]
    return next(day for day in sorted(days) if phase in _phases(every, [day]))


def in_step(every: str, rhythm: Rhythm, day: date, today: date) -> date:
    """Return the first of the days of a rule from today on that is in step with another of its days."""
    coming = (today + timedelta(days=n) for n in range(_YEAR + 1))
    return next((one for one in coming if has(rhythm, one) and _phases(every, [one]) == _phases(every, [day])), day)


def coming_dates(schedule: Mapping[str, Any], today: date, count: int) -> Iterator[date]:
    """Yield the next dates of a rule, without regard to exceptions; none where the rule cannot be read."""
    from ecgtool.group import Recurrence
    from ecgtool.schedule.recurrence import dates
    from ecgtool.wording.rules import compile_rule

    start = schedule.get("start")
    try:
        rule = schedule.get("rrule") or compile_rule(schedule["every"], schedule.get("on"), start)
    except (KeyError, ValueError):
        return
    part = Recurrence(rule, time(), timedelta(hours=1), start, start or date.min, schedule.get("until", date.max))
    for _, day in zip(range(count), dates(part, today), strict=False):
        yield day
