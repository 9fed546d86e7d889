"""The schedule of ``ecg.toml`` that series of a calendar make: rules that follow one another, and exceptions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from ecgtool.ical.reading import Event, Instance, Series, expand
from ecgtool.ical.reading.rules import ReadRule, read_rule
from ecgtool.learn.draft import length
from ecgtool.schedule.occurrences import weekday_date
from ecgtool.schedule.planned import LAST_DAY, instant
from ecgtool.schedule.recurrence import WEEKDAY_CODES, rule_parts, rule_text
from ecgtool.wording.rhythm import one_or_all
from ecgtool.wording.rrule_words import read_rule as read_words

_DAY = timedelta(days=1)
_LISTED = 2 * 366 * _DAY
"""So far ahead dates are listed one by one that a calendar leaves out, or moves, by a rule."""
_LAST = date(2100, 1, 1)
_MANY = 12
"""More dates than that are told by their number."""
_REMARK = re.compile(r"^(?:Moved from [\d-]+ [\d:]+|Cancelled): (?P<reason>\S.*)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Strand:
    """A regular meeting of a series for as long as it stays the same; ``event`` says its time, length and words.

    It has several ``rules`` where one set of words says them all: the first and the third Tuesday.
    """

    series: tuple[Series, ...]
    event: Event
    rules: tuple[ReadRule, ...]
    keys: Mapping[str, Any]

    @property
    def first(self) -> date:
        """The first date of the rules, which need not be the start of the series."""
        return min(next(rule.dates(rule.first, LAST_DAY), rule.first) for rule in self.rules)

    @property
    def last(self) -> date | None:
        """The last date; None where there is no end."""
        lasts = [rule.last for rule in self.rules]
        return None if None in lasts else max(last for last in lasts if last)

    def starts(self, until: date) -> Iterator[datetime]:
        """Return the instants of its meetings to that date, exceptions apart."""
        for rule in self.rules:
            for day in rule.dates(rule.first, until):
                yield instant(day, self.event.start.time(), self.event.zone)

    @property
    def table(self) -> dict[str, Any]:
        """The keys of its rule, hour and length."""
        return {**self.keys, "at": f"{self.event.start:%H:%M}", "duration": length(self.event.duration)}


def strands_of(series: Series) -> Iterator[Strand]:
    """Return the rules of a series, each cut in two where it was changed with all that follow.

    Raises:
        ValueError: a rule says what no schedule can.
    """
    following = sorted((one for one in series.overrides if one.and_following), key=lambda one: one.start)
    master = series.master
    for text in master.rules if master else ():
        left = _strand(series, master, read_rule(text, master.start)) if master else None
        for override in following:
            if left and (day := _cut_at(left, override)):
                earlier, left = _cut(left, override, day)
                if earlier.rules[0].last is None or earlier.first <= earlier.rules[0].last:
                    yield earlier
        if left:
            yield left


def _strand(series: Series, event: Event, rule: ReadRule) -> Strand:
    keys = read_words(
        rule.text, event.start.replace(year=rule.first.year, month=rule.first.month, day=rule.first.day)
    )
    return Strand(series=(series,), event=event, rules=(rule,), keys=keys.keys)


def _cut_at(strand: Strand, override: Event) -> date | None:
    """The date from which an override for all that follow holds; None where no rule says the meetings after it."""
    original, rule = override.original, strand.rules[0]
    if original is None:
        return None
    day = original.astimezone(strand.event.zone).date() if isinstance(original, datetime) else original
    shift = override.start.astimezone(strand.event.zone).date() - day
    reaches = rule.first <= day <= (rule.last or day)
    return day if reaches and _shifted(rule.text, strand.event.start, shift.days) else None


def _cut(strand: Strand, override: Event, day: date) -> tuple[Strand, Strand | None]:
    """The strand until ``day``, and what goes on from there."""
    rule = strand.rules[0]
    start = override.start.astimezone(strand.event.zone)
    shift = start.date() - day
    before = replace(strand, rules=(replace(rule, last=min(day, day + shift) - _DAY),))
    if override.cancelled:
        return before, None
    text = _shifted(rule.text, strand.event.start, shift.days)
    later = ReadRule(text=text, first=start.date(), last=rule.last and rule.last + shift, has_start=True)
    event = replace(override, zone=strand.event.zone, start=start)
    return before, _strand(strand.series[0], event, later)


def _shifted(rule: str, start: datetime, days: int) -> str:
    """The rule with its dates so many days later; empty where there is none."""
    parts = rule_parts(rule)
    names = parts.get("BYDAY", WEEKDAY_CODES[start.weekday()]).split(",")
    if days == 0:
        return rule
    if parts["FREQ"] != "WEEKLY" or abs(days) > 6 or not set(names) <= set(WEEKDAY_CODES) or "BYSETPOS" in parts:
        return ""
    later = [WEEKDAY_CODES[(WEEKDAY_CODES.index(name) + days) % 7] for name in names]
    return rule_text(parts | {"BYDAY": ",".join(later)})


def merged(strands: Iterable[Strand]) -> list[Strand]:
    """Return the strands, those as one that are at one time on several days of the same months."""
    found: list[Strand] = []
    for one in strands:
        place = next((n for n, other in enumerate(found) if _go_together(other, one)), None)
        if place is None:
            found.append(one)
        else:
            found[place] = _together(found[place], one)
    return found


def _go_together(one: Strand, other: Strand) -> bool:
    months = re.fullmatch(r"(?:(\d+) )?months?", str(one.keys.get("every")))
    if (
        months is None
        or one.keys["every"] != other.keys.get("every")
        or not {"on"} <= one.keys.keys() & other.keys.keys()
    ):
        return False
    step = int(months[1] or 1)
    apart = (other.first.year - one.first.year) * 12 + other.first.month - one.first.month
    kinds = {type(day) for strand in (one, other) for day in _listed(strand.keys["on"])}
    ends = one.last == other.last or (one.last and other.last and abs(one.last - other.last) < 31 * step * _DAY)
    same = [
        (strand.event.name, strand.event.start.timetz(), strand.event.zone, strand.event.duration)
        for strand in (one, other)
    ]
    return same[0] == same[1] and len(kinds) == 1 and apart % step == 0 and abs(apart) <= step and bool(ends)


def _together(one: Strand, other: Strand) -> Strand:
    rules = (*one.rules, *other.rules)
    first = min(rule.first for rule in rules)
    last = None if one.last is None or other.last is None else max(one.last, other.last)
    days = [day for strand in (one, other) for day in _listed(strand.keys["on"])]
    return replace(
        one,
        series=(*one.series, *other.series),
        rules=tuple(replace(rule, first=first, last=last) for rule in rules),
        keys={**one.keys, "on": one_or_all(list(dict.fromkeys(days)))},
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def follows(before: Strand, after: Strand) -> bool:
    """Return whether one begins after the other has ended, under the same name and on the same clock."""
    same = before.event.name == after.event.name and before.event.zone.key == after.event.zone.key
    return same and before.last is not None and before.last < after.first


@dataclass(kw_only=True)
class Exceptions:
    """What is other than the rules of a group, on its clock; ``told`` is what of that no key says."""

    zone: ZoneInfo
    skips: dict[date, str]
    moves: dict[date, tuple[datetime, str]]
    extras: set[datetime]
    told: list[str]

    def tables(self) -> dict[str, Any]:
        """Return the keys of the schedule that say them."""
        skips = [{"date": day, **_reason(why)} for day, why in sorted(self.skips.items())]
        moves = [{"date": day, "to": _bare(to), **_reason(why)} for day, (to, why) in sorted(self.moves.items())]
        extras = [{"at": at} for at in sorted({_bare(start.astimezone(self.zone)) for start in self.extras})]
        return {key: value for key, value in (("skip", skips), ("move", moves), ("extra", extras)) if value}


def exceptions_of(chain: Sequence[Strand], others: Sequence[Strand], today: date) -> Exceptions:
    """Return what the calendar has other than the rules of ``chain``, found by comparing instants.

    ``others`` are the strands of the same series that are groups of their own: what is of one of them is told there.
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
    """Sort one meeting of the calendar in; the answer is the meeting of the rule that it is, or its own start."""
    strand = planned.get(one.original) or planned.get(one.start) or next(iter(planned.values()), None)
    if one.event.all_day:
        found.skips[_day(one.original, found.zone)] = ""
        found.told.append(f"the meeting on {_day(one.original, found.zone)} was made all day, and is skipped here")
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
    """What of a single meeting is other than its series, besides its time."""
    if strand is None or one.event.and_following:
        return
    day, event = one.start.astimezone(zone).date(), strand.event
    if one.end - one.start != event.duration and (one.listed or one.event.original is not None):
        yield f"the meeting on {day} lasts {length(one.end - one.start)}, and no key says that of one meeting"
    if one.event.original is not None:
        if one.event.name and one.event.name != event.name:
            yield f"the meeting on {day} is called “{one.event.name}”"
        if one.event.links and set(one.event.links) != set(event.links):
            yield f"the meeting on {day} has other links: {', '.join(one.event.links[:3])}"


def _unmet(series: Series, instances: Iterable[Instance]) -> Iterator[str]:
    """A word on EXDATEs that leave out nothing."""
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
    """The last date up to which a series has exceptions, or may have them."""
    event = series.master
    if event is None:
        return today
    days = [event.start, *event.excluded, *(one.start for one in event.added)]
    days += [day for one in series.overrides for day in (one.start, one.original) if day]
    last = max(one.date() if isinstance(one, datetime) else one for one in days) + 7 * _DAY
    by_rule = event.excluding_rules or any(one.and_following for one in series.overrides)
    return max(last, today + _LISTED) if by_rule else last


def breaks(chain: Sequence[Strand]) -> Iterator[dict[str, Any]]:
    """Return the time between the end of a rule and the beginning of the next, as breaks."""
    for before, after in pairwise(chain):
        if before.last and before.last + _DAY < after.first:
            yield {"from": before.last + _DAY, "to": after.first - _DAY}


def by_rule(chain: Sequence[Strand], today: date) -> Iterator[str]:
    """Return a word on dates that a calendar leaves out or moves by a rule, and that are listed here one by one."""
    listed = f"these dates are listed one by one until {today + _LISTED}"
    for series in {id(one): one for strand in chain for one in strand.series}.values():
        for rule in series.master.excluding_rules if series.master else ():
            yield f"“{series.name}” leaves dates out by a rule, EXRULE:{rule}: {listed}"
        cut = [strand.event.component for strand in chain]
        following = [one for one in series.overrides if one.and_following and not one.cancelled]
        if not all(any(one.component is other for other in cut) for one in following):
            yield f"“{series.name}” was changed with all that follow, which no rule says: {listed}"


def many_skips(skips: Mapping[date, str]) -> Iterator[str]:
    """Return a word where so many dates are left out that they may be holidays, which a calendar does not say."""
    if len(skips) > _MANY:
        first, last = min(skips), max(skips)
        yield (
            f"{len(skips)} dates from {weekday_date(first)} to {weekday_date(last)} are skipped one by one: "
            'where they are public holidays, holidays = ["US"] or another country says it in their place'
        )


def _reason_in(event: Event) -> str:
    found = next((match for text in event.texts if (match := _REMARK.search(text))), None)
    return found["reason"].strip() if found else ""


def _reason(why: str) -> dict[str, str]:
    return {"reason": why} if why else {}


def _day(start: datetime, zone: ZoneInfo) -> date:
    return start.astimezone(zone).date()


def _bare(local: datetime) -> datetime:
    """The clock time without its zone, as ``ecg.toml`` has it."""
    return local.replace(tzinfo=None)
