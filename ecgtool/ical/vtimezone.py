"""VTIMEZONE (RFC 5545, section 3.6.5): a zone's clock from a given instant on, by rules as far as it has any.

RFC 5545 says which instant is meant by a time that the clock skips or shows twice (section 3.3.5). Readers differ all
the same, and some go wrong on the next date as well. So such meetings are kept out of rules and given in UTC.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, reduce
from zoneinfo import ZoneInfo

from ecgtool.ical.rule import HORIZON
from ecgtool.ical.text import compact
from ecgtool.schedule.recurrence import WEEKDAY_CODES
from ecgtool.schedule.zonefile import Observance, Onset, YearlyChange, ZoneFile, read_zone

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SHORTEST_RUN = 3
"""How many changes of one pattern make a rule; fewer are listed."""
_LONGEST_WAIT = 30
"""Years within which any date falls on each day of the week."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Changes before it are left out: no meeting was then, and zone files differ in what they have of that time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ZonePart:
    """A STANDARD or DAYLIGHT component: its first onset, and a rule or a list for the later ones."""

    onset: Onset
    rule: str = ""
    others: tuple[Onset, ...] = ()

    @property
    def lines(self) -> Iterator[str]:
        """The content lines of the component; the onsets are on the clock as it was before each."""
        before, after = self.onset.before, self.onset.after
        kind = "DAYLIGHT" if _is_daylight(before, after) else "STANDARD"
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{compact(self.onset.local)}"
        yield f"TZOFFSETFROM:{_offset(before)}"
        yield f"TZOFFSETTO:{_offset(after)}"
        yield f"TZNAME:{after.name}"
        if self.rule:
            yield f"RRULE:{self.rule}"
        if self.others:  # libical and ical.js leave out the first where it is not among them
            yield from (f"RDATE:{compact(onset.local)}" for onset in (self.onset, *self.others))
        yield f"END:{kind}"


@lru_cache(maxsize=1024)
def is_utc(key: str) -> bool:
    """Return whether the zone ``key`` is another name of UTC: no offset, and never a change of the clock."""
    zone = read_zone(key)
    return not (zone.onsets or zone.yearly or zone.first.offset)


@lru_cache(maxsize=1024)
def vtimezone(key: str, since: datetime) -> tuple[str, ...]:
    """Return the content lines of the VTIMEZONE for what clocks in the zone ``key`` show from ``since`` on."""
    zone = read_zone(key)
    parts = list(_ruled(zone, zone.begin, since)) if zone.begin else []
    if not zone.begin or zone.begin.at > since:
        *listed, last = [_in_force(zone, since), *(onset for onset in zone.onsets if onset.at > since)]
        parts += _listed([*listed, last if zone.yearly else _for_good(last)])
    body = (line for part in sorted(parts, key=lambda part: part.onset.at) for line in part.lines)
    return ("BEGIN:VTIMEZONE", f"TZID:{key}", *body, "END:VTIMEZONE")


def _ruled(zone: ZoneFile, begin: Onset, since: datetime) -> Iterator[ZonePart]:
    last = max(begin.at, since).year + _LONGEST_WAIT
    for change in zone.yearly:
        onsets = [onset for onset in _onsets(change, begin.local.year, last) if onset.at >= begin.at]
        for month, rule in _yearly_rules(change):
            in_month = [onset for onset in onsets if onset.local.month == month]
            yield ZonePart(onset=[in_month[0], *(onset for onset in in_month if onset.at <= since)][-1], rule=rule)


@lru_cache(maxsize=1024)  # the groups of a zone began on many dates
def _onsets(change: YearlyChange, first: int, last: int) -> tuple[Onset, ...]:
    """Return the onsets of a yearly change from the year ``first`` to the one before ``last``."""
    return tuple(map(change.onset, range(first, last)))


def _yearly_rules(change: YearlyChange) -> Iterator[tuple[int, str]]:
    """Yield a rule for each month that the seven days of a change lie in, with the number of that month."""
    days = range(change.first_day, change.first_day + 7)
    length = _MONTH_LENGTHS[change.month - 1]
    if change.first_day >= 1 and days[-1] <= length:
        yield change.month, _rule(change.month, {change.first_day}, change.weekday)
        return
    before = _MONTH_LENGTHS[change.month - 2]
    months = (
        ((change.month - 2) % 12 + 1, [before + day for day in days if day < 1]),
        (change.month, [day for day in days if 1 <= day <= length]),
        (change.month % 12 + 1, [day - length for day in days if day > length]),
    )
    yield from ((month, _days_rule(month, part, change.weekday)) for month, part in months if part)


def _rule(month: int, first_days: set[int], weekday: int) -> str:
    """Return the rule of a weekday in the seven days from one of ``first_days`` on; as "2SU" or "-1SU" if it can."""
    if month != 2 and _MONTH_LENGTHS[month - 1] - 6 in first_days:
        return f"FREQ=YEARLY;BYMONTH={month};BYDAY=-1{WEEKDAY_CODES[weekday]}"
    whole_weeks = [day for day in first_days if day % 7 == 1]
    if whole_weeks:
        return f"FREQ=YEARLY;BYMONTH={month};BYDAY={whole_weeks[0] // 7 + 1}{WEEKDAY_CODES[weekday]}"
    return _days_rule(month, range(min(first_days), min(first_days) + 7), weekday)


def _days_rule(month: int, days: Iterable[int], weekday: int) -> str:
    listed = ",".join(map(str, days))
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={listed};BYDAY={WEEKDAY_CODES[weekday]}"


def _in_force(zone: ZoneFile, since: datetime) -> Onset:
    start = min(_BEGINNING, since)
    earlier = [onset for onset in zone.onsets if onset.at <= since]
    if earlier and earlier[-1].at >= start:
        return earlier[-1]
    shown = earlier[-1].after if earlier else zone.first
    return Onset(start, shown, shown)


def _for_good(onset: Onset) -> Onset:
    """Return the same onset for good: what has no end is not daylight saving time."""
    return onset._replace(before=onset.before._replace(daylight=False), after=onset.after._replace(daylight=False))


def _listed(onsets: list[Onset]) -> Iterator[ZonePart]:
    rest: dict[object, list[Onset]] = defaultdict(list)
    for run in _runs(onsets):
        if len(run) >= _SHORTEST_RUN:
            yield ZonePart(onset=run[0], rule=_ended_rule(run))
        else:
            rest[run[0].before, run[0].after] += run
    for group in rest.values():
        first, *others = sorted(group, key=lambda onset: onset.at)
        yield ZonePart(onset=first, others=tuple(others))


def _runs(onsets: list[Onset]) -> list[list[Onset]]:
    """Return the onsets in runs that follow one another year by year in one pattern."""
    runs: dict[object, list[list[Onset]]] = defaultdict(list)
    for onset in onsets:
        local = onset.local
        alike = runs[onset.before, onset.after, local.month, local.weekday(), local.time()]
        if alike and alike[-1][-1].local.year == local.year - 1 and _first_days([*alike[-1], onset]):
            alike[-1].append(onset)
        else:
            alike.append([onset])
    return [run for alike in runs.values() for run in alike]


def _first_days(run: list[Onset]) -> set[int]:
    """Return the days of the month such that each onset of ``run`` is within the seven days from there on."""
    return reduce(set.intersection, ({*range(o.local.day - 6, o.local.day + 1)} & _all_first_days(o) for o in run))


def _all_first_days(onset: Onset) -> set[int]:
    return set(range(1, _MONTH_LENGTHS[onset.local.month - 1] - 5))


def _ended_rule(run: list[Onset]) -> str:
    """Return the rule of ``run``. It ends a day late, so that readers of UNTIL as local time keep the last onset."""
    last = run[-1]
    rule = _rule(last.local.month, _first_days(run), last.local.weekday())
    return f"{rule};UNTIL={compact(last.at + timedelta(days=1))}Z"


def _is_daylight(before: Observance, after: Observance) -> bool:
    """Return whether the clock goes forward for a season; not for a winter time that files call daylight (Dublin)."""
    return after.offset > before.offset and (before.daylight or after.daylight)


def _offset(observance: Observance) -> str:
    seconds = int(observance.offset.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Odd:
    """The clock times from ``low`` to before ``high`` that a change skips, or else shows twice."""

    low: datetime
    high: datetime


def is_plain(start: datetime, duration: timedelta) -> bool:
    """Return whether the clock shows start and end just once, and does not change between them."""
    end = (start.astimezone(UTC) + duration).astimezone(start.tzinfo)
    offsets = {moment.replace(fold=fold).utcoffset() for moment in (start, end) for fold in (0, 1)}
    return len(offsets) == 1


@lru_cache(maxsize=1024)
def touched_days(zone: ZoneInfo, at: time, duration: timedelta, since: int) -> Mapping[date, bool]:
    """Return the days on which a change of the clock touches a meeting at ``at``; True where it skips its start.

    True also where the clock shows the start twice: sabre steps to the second of the two and finds no EXDATE for the
    first. The days are in order, from the year ``since`` to ``HORIZON``.
    """
    return {
        odd.low.date() + timedelta(days=days): is_odd
        for odd in _odd_times(zone.key, since)
        for days, is_odd in _touching(at, duration, odd.low.time(), odd.high - odd.low)
    }


@lru_cache(maxsize=4096)  # the clocks of a zone change at the same hour year by year
def _touching(at: time, duration: timedelta, low: time, length: timedelta) -> tuple[tuple[int, bool], ...]:
    """Return how many days after an odd time, from ``low`` on, the meetings at ``at`` begin that it touches.

    With each number stands whether the odd time has its start.
    """
    begin = datetime.combine(_BEGINNING, low)
    starts = [datetime.combine(_BEGINNING, at) + timedelta(days=days) for days in range(-1 - duration.days, 2)]
    touched = [start for start in starts if start < begin + length and start + duration >= begin]
    return tuple(((start.date() - begin.date()).days, start >= begin) for start in touched)


@lru_cache(maxsize=256)
def _odd_times(key: str, since: int) -> tuple[Odd, ...]:
    years = range(since - 1, HORIZON.year + 1)
    onsets = [onset for onset in read_zone(key).onsets_until(HORIZON.year) if onset.at.year in years]
    return tuple(_odd(onset) for onset in sorted(onsets) if onset.before.offset != onset.after.offset)


def _odd(onset: Onset) -> Odd:
    low, high = sorted((onset.local, onset.local + onset.after.offset - onset.before.offset))
    return Odd(low=low, high=high)
