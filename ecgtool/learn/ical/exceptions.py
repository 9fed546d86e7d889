"""Find how a calendar differs from the rules of a group: dates that it leaves out, moves and adds."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ecgtool.ical.reading import Event, Instance, Series, expand
from ecgtool.learn.draft import duration_text
from ecgtool.learn.ical.strands import Strand
from ecgtool.schedule.occurrences import weekday_date
from ecgtool.schedule.planned import instant

_DAY = timedelta(days=1)
_LISTED = 2 * 366 * _DAY
"""How far ahead the dates that a calendar leaves out or moves by a rule are listed one by one."""
_LAST = date(2100, 1, 1)
_MANY = 12
"""At most so many dates are named. More are counted."""
_REMARK = re.compile(r"^(?:Moved from [\d-]+ [\d:]+|Cancelled): (?P<reason>\S.*)$", re.MULTILINE)


@dataclass(kw_only=True)
class Exceptions:
    """The exceptions to the rules of a group, on its clock. ``told`` are words about those that no key can hold."""

    zone: ZoneInfo
    skips: dict[date, str]
    moves: dict[date, tuple[datetime, str]]
    extras: set[datetime]
    told: list[str]


def exceptions_of(chain: Sequence[Strand], others: Sequence[Strand], today: date) -> Exceptions:
    """Return how the calendar differs from the rules of ``chain``. Meetings are compared by their instants.

    ``others`` are the strands of the same series that are groups of their own. Exceptions to them are theirs.
    """
    zone = chain[0].event.zone
    found = Exceptions(zone=zone, skips={}, moves={}, extras=set(), told=[])
    series = list({id(one): one for strand in chain for one in strand.series}.values())
    until = min(max(_reach(one, today) for one in series), _LAST)
    planned = {start: strand for strand in chain for start in strand.starts(until)}
    elsewhere = {start for strand in others for start in strand.starts(until)}
    events = [event for one in series for event in (one.master, *one.overrides) if event]
    begin = min([*planned, *(event.start.astimezone(UTC) for event in events)]) - _DAY
    span = begin, instant(until, chain[0].event.start.time(), zone) + _DAY
    instances = [one for each in series for one in expand(each, *span)]
    held = {one.original for one in instances if one.status == "held"}
    covered: set[datetime] = set()
    for one in instances:
        if one.original in planned or one.original not in elsewhere:
            covered.add(_take(one, planned, held, found))
    found.skips |= {_day(start, zone): "" for start in planned if start not in covered}
    found.told += [word for each in series for word in _unmet(each, instances)]
    return found


def _take(one: Instance, planned: Mapping[datetime, Strand], held: set[datetime], found: Exceptions) -> datetime:
    """Add what one meeting of the calendar differs in to ``found``.

    Return the instant of the rule that it stands for. Where it stands for none, that is its own start.
    """
    strand = planned.get(one.original) or planned.get(one.start) or next(iter(planned.values()), None)
    if one.event.all_day:
        day = _day(one.original, found.zone)
        if one.original in planned:
            found.skips[day] = ""
            found.told.append(f"the meeting on {day} was made all day, and is skipped here")
        else:
            found.told.append(
                f"left out: “{one.event.name}” on {day} is all day, and no meeting of the rule is on that date"
            )
        return one.original
    if one.status != "held":
        if one.original in planned and one.original not in held:
            found.skips[_day(one.original, found.zone)] = _reason_in(one.event) if one.status == "cancelled" else ""
        return one.original
    if one.original not in planned and one.start not in planned:
        found.extras.add(one.start)
        if one.listed and one.start.astimezone(found.zone).time() == time() != one.event.start.time():
            found.told.append(
                f"the meeting on {_day(one.start, found.zone)} is listed without an hour: it is at midnight"
            )
    elif one.original in planned and one.start != one.original:
        day = _day(one.original, found.zone)
        found.moves[day] = (one.start.astimezone(found.zone), _reason_in(one.event))
    found.told += _differences(one, strand, found.zone)
    return one.original if one.original in planned else one.start


def _differences(one: Instance, strand: Strand | None, zone: ZoneInfo) -> Iterator[str]:
    """Yield words on how a single meeting differs from its series, apart from its time."""
    if strand is None or one.event.and_following:
        return
    day, event = one.start.astimezone(zone).date(), strand.event
    if one.end - one.start != event.duration and (one.listed or one.event.original is not None):
        yield f"the meeting on {day} lasts {duration_text(one.end - one.start)}, and no key says that of one meeting"
    if one.event.original is not None:
        if one.event.name and one.event.name != event.name:
            yield f"the meeting on {day} is called “{one.event.name}”"
        if one.event.links and set(one.event.links) != set(event.links):
            yield f"the meeting on {day} has other links: {', '.join(one.event.links[:3])}"


def _unmet(series: Series, instances: Iterable[Instance]) -> Iterator[str]:
    """Yield a word on dates that a series excludes (EXDATE), though it has no meeting on them."""
    if not series.master:
        return
    starts = {one.original for one in instances}
    days = {_day(start, series.master.zone) for start in starts}
    listed = series.master.excluded
    unmet = [
        one for one in listed if (one.astimezone(UTC) not in starts if isinstance(one, datetime) else one not in days)
    ]
    if unmet:
        words = f"{len(unmet)} dates" if len(unmet) > _MANY else ", ".join(f"{one:%Y-%m-%d}" for one in unmet)
        yield f"left out: “{series.name}” excludes {words}, when it has no meeting"


def _reach(series: Series, today: date) -> date:
    """Return the last date on which a series has an exception, or may have one."""
    event = series.master
    if event is None:
        return today
    days = [event.start, *event.excluded, *(one.start for one in event.added)]
    days += [day for one in series.overrides for day in (one.start, one.original) if day]
    last = max(one.date() if isinstance(one, datetime) else one for one in days) + 7 * _DAY
    by_rule = event.excluding_rules or any(one.and_following for one in series.overrides)
    return max(last, today + _LISTED) if by_rule else last


def by_rule(chain: Sequence[Strand], today: date) -> Iterator[str]:
    """Yield a word on dates that a calendar leaves out or moves by a rule. Here they are listed one by one."""
    listed = f"these dates are listed one by one until {today + _LISTED}"
    for series in {id(one): one for strand in chain for one in strand.series}.values():
        for rule in series.master.excluding_rules if series.master else ():
            yield f"“{series.name}” leaves dates out by a rule, EXRULE:{rule}: {listed}"
        cut = [strand.event.component for strand in chain]
        following = [one for one in series.overrides if one.and_following and not one.cancelled]
        if not all(any(one.component is other for other in cut) for one in following):
            yield f"“{series.name}” was changed with all that follow, which no rule says: {listed}"


def many_skips(skips: Mapping[date, str]) -> Iterator[str]:
    """Yield a word where many dates are left out. They may be holidays, which a calendar does not say."""
    if len(skips) > _MANY:
        first, last = min(skips), max(skips)
        yield (
            f"{len(skips)} dates from {weekday_date(first)} to {weekday_date(last)} are skipped one by one: "
            'where they are public holidays, holidays = ["US"] or another country says it in their place'
        )


def _reason_in(event: Event) -> str:
    found = next((match for text in event.texts if (match := _REMARK.search(text))), None)
    return found["reason"].strip() if found else ""


def _day(start: datetime, zone: ZoneInfo) -> date:
    return start.astimezone(zone).date()
