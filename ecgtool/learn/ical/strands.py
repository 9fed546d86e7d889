"""Cut the rules of a calendar's series into strands: a meeting for as long as its rule, time and words stay."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from ecgtool.ical.reading import Event, Series
from ecgtool.ical.reading.rules import ReadRule, read_rule
from ecgtool.learn.draft import duration_text
from ecgtool.schedule.planned import LAST_DAY, instant
from ecgtool.schedule.recurrence import WEEKDAY_CODES, rule_parts, rule_text
from ecgtool.wording.rhythm import one_or_all
from ecgtool.wording.rrule_words import rule_keys

_DAY = timedelta(days=1)
_MOST_MORE = 2
"""Strands become one rule if it has at most so many dates more than they. These dates are then skipped."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesOwner:
    """The group whose meetings a series has, and the slot, where the series names one."""

    group: str
    slot: str = ""


@dataclass(frozen=True, kw_only=True)
class Strand:
    """A regular meeting of a series for as long as it stays the same. ``event`` has its time, length and words.

    It has several ``rules`` where the same words say them all: the first and the third Tuesday.
    """

    identity: SeriesOwner
    series: tuple[Series, ...]
    event: Event
    rules: tuple[ReadRule, ...]
    keys: Mapping[str, Any]

    @property
    def first(self) -> date:
        """The first date of the rules. It may be later than the start of the series."""
        return min(next(rule.dates(rule.first, LAST_DAY), rule.first) for rule in self.rules)

    @property
    def last(self) -> date | None:
        """The last date, or None where there is no end."""
        lasts = [rule.last for rule in self.rules]
        return None if None in lasts else max(last for last in lasts if last)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the dates of its rules from ``first`` to ``last``, both included, even after their end."""
        for rule in self.rules:
            yield from replace(rule, last=None).dates(max(first, rule.first), last)

    def starts(self, until: date) -> Iterator[datetime]:
        """Yield the instants of its meetings up to the date ``until``, without regard to exceptions."""
        for rule in self.rules:
            for day in rule.dates(rule.first, until):
                yield instant(day, self.event.start.time(), self.event.zone)

    @property
    def table(self) -> dict[str, Any]:
        """The keys for its rule, time and length."""
        return {**self.keys, "at": f"{self.event.start:%H:%M}", "duration": duration_text(self.event.duration)}


def strands_of(series: Series, identity: SeriesOwner) -> Iterator[Strand]:
    """Yield the rules of a series as strands. Each is cut where "this and all following" was changed.

    Raises:
        ValueError: no schedule can have one of the rules.
    """
    following = sorted((one for one in series.overrides if one.and_following), key=lambda one: one.start)
    master = series.master
    for text in master.rules if master else ():
        left = _strand(series, identity, master, read_rule(text, master.start)) if master else None
        for override in following:
            if left and (day := _cut_at(left, override)):
                earlier, left = _cut(left, override, day)
                if earlier.rules[0].last is None or earlier.first <= earlier.rules[0].last:
                    yield earlier
        if left:
            yield left


def _strand(series: Series, identity: SeriesOwner, event: Event, rule: ReadRule) -> Strand:
    keys = rule_keys(rule.text, rule.first)
    return Strand(identity=identity, series=(series,), event=event, rules=(rule,), keys=keys)


def _cut_at(strand: Strand, override: Event) -> date | None:
    """Return the date from which an override of all that follow holds; None where no rule has the meetings after."""
    original, rule = override.original, strand.rules[0]
    if original is None:
        return None
    day = original.astimezone(strand.event.zone).date() if isinstance(original, datetime) else original
    shift = override.start.astimezone(strand.event.zone).date() - day
    reaches = rule.first <= day <= (rule.last or day)
    return day if reaches and _shifted(rule.text, strand.event.start, shift.days) else None


def _cut(strand: Strand, override: Event, day: date) -> tuple[Strand, Strand | None]:
    """Return the strand before ``day``, and the strand from there on."""
    rule = strand.rules[0]
    start = override.start.astimezone(strand.event.zone)
    shift = start.date() - day
    before = replace(strand, rules=(replace(rule, last=min(day, day + shift) - _DAY),))
    if override.cancelled:
        return before, None
    text = _shifted(rule.text, strand.event.start, shift.days)
    later = ReadRule(text=text, first=start.date(), last=rule.last and rule.last + shift, has_start=True)
    event = replace(override, zone=strand.event.zone, start=start)
    return before, _strand(strand.series[0], strand.identity, event, later)


def _shifted(rule: str, start: datetime, days: int) -> str:
    """Return the rule with its dates so many days later; "" where no rule has them."""
    parts = rule_parts(rule)
    names = parts.get("BYDAY", WEEKDAY_CODES[start.weekday()]).split(",")
    if days == 0:
        return rule
    if parts["FREQ"] != "WEEKLY" or abs(days) > 6 or not set(names) <= set(WEEKDAY_CODES) or "BYSETPOS" in parts:
        return ""
    later = [WEEKDAY_CODES[(WEEKDAY_CODES.index(name) + days) % 7] for name in names]
    return rule_text(parts | {"BYDAY": ",".join(later)})


def merged_strands(strands: Iterable[Strand], agree: Callable[[Event, Event], bool]) -> list[Strand]:
    """Return the strands, with those at the same time on several days of the same weeks, months or years made one.

    They are made one only where their events ``agree`` in everything else.
    """
    found: list[Strand] = []
    for one in strands:
        together = (n for n, other in enumerate(found) if _go_together(other, one) and agree(other.event, one.event))
        place = next(together, None)
        if place is None:
            found.append(one)
        else:
            found[place] = _together(found[place], one)
    return found


def _go_together(one: Strand, other: Strand) -> bool:
    every = re.fullmatch(r"(?:(\d+) )?(week|month|year)s?", str(one.keys.get("every")))
    if every is None or other.keys.get("every") != every[0] or not {"on"} <= one.keys.keys() & other.keys.keys():
        return False
    step, unit = int(every[1] or 1), every[2]
    kinds = {type(day) for strand in (one, other) for day in _listed(strand.keys["on"])}
    apart = _units(other.first, unit) - _units(one.first, unit)
    same = [
        (strand.identity, strand.event.start.timetz(), strand.event.zone, strand.event.duration)
        for strand in (one, other)
    ]
    alike = same[0] == same[1] and len(kinds) == 1 and apart % step == 0
    return alike and (one.last is None) == (other.last is None) and _few_more(one, other) <= _MOST_MORE


def _few_more(one: Strand, other: Strand) -> int:
    """Return how many dates the two have as one rule that neither has alone.

    Their first and last weeks may differ.
    """
    both = _together(one, other)
    firsts, lasts = [strand.first for strand in (one, other)], [one.last or LAST_DAY, other.last or LAST_DAY]
    more = 0
    for begin, end in ((min(firsts), max(firsts)), (min(lasts), max(lasts))):
        said = {day for strand in (one, other) for rule in strand.rules for day in rule.dates(begin, end)}
        joined = islice((day for rule in both.rules for day in rule.dates(begin, end)), 100)
        more += len(set(joined) - said)
    return more


def _units(day: date, unit: str) -> int:
    """Return the number of the week, the month or the year that ``day`` is in."""
    numbers = {"week": (day.toordinal() - 1) // 7, "month": day.year * 12 + day.month, "year": day.year}
    return numbers[unit]


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


def chains_of(strands: Iterable[Strand]) -> list[list[Strand]]:
    """Return chains of strands that follow one another, in the order of the file."""
    chains: list[list[Strand]] = []
    ended: dict[tuple[SeriesOwner, str], list[list[Strand]]] = {}
    for one in sorted(strands, key=lambda one: one.first):
        alike = ended.setdefault((one.identity, one.event.zone.key), [])
        before = [chain for chain in alike if chain[-1].last and chain[-1].last < one.first]
        if before:
            chain = max(before, key=lambda chain: _likeness(chain[-1], one))
        else:
            chain = []
            chains.append(chain)
        if before and _goes_on(chain[-1], one):
            chain[-1] = _continued(chain[-1], one)
        else:
            chain.append(one)
        alike[:] = [other for other in alike if other is not chain]
        if one.last:
            alike.append(chain)
    return sorted(chains, key=lambda chain: min(one.event.line for one in chain))


def _goes_on(before: Strand, after: Strand) -> bool:
    """Return whether the second has the same rule as the first, with at most one date missing between them."""
    if before.table != after.table or before.last is None:
        return False
    days = sorted(set(before.days(before.last + _DAY, after.first)))
    return days[-1:] == [after.first] and len(days) <= 2


def _continued(before: Strand, after: Strand) -> Strand:
    rules = tuple(replace(rule, last=after.last) for rule in before.rules)
    return replace(after, series=(*before.series, *after.series), rules=rules)


def _likeness(before: Strand, after: Strand) -> int:
    """Return how much two strands have in common, to choose which of several ended ones goes on as ``after``."""
    same_hour = before.event.start.time() == after.event.start.time()
    return same_hour + (before.keys.get("on") == after.keys.get("on"))
