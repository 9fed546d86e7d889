"""The meetings of a series within a span, as instants (RFC 5545, section 3.8.5)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from ecgtool.ical.reading.events import Event
from ecgtool.ical.reading.rules import read_rule
from ecgtool.ical.reading.series import Series
from ecgtool.schedule.planned import LAST_DAY, instant

Status = Literal["held", "cancelled", "excluded"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Instance:
    """One meeting: ``start`` and ``end`` are instants in UTC, ``original`` the instant that the rule has for it.

    ``event`` is where it comes from: the series, or an override. The status "excluded" is that of a date that the
    series leaves out. ``listed`` is whether it comes from a list of dates and not from a rule, or stands alone.
    """

    start: datetime
    end: datetime
    original: datetime
    event: Event
    status: Status
    listed: bool = False


def expand(series: Series, after: datetime, before: datetime) -> list[Instance]:
    """Return the meetings that end later than ``after`` and begin before ``before``, in order of their start.

    An override that stands for no meeting of the series is a meeting by itself. All rules must be readable, as those
    of ``read_calendar`` are.
    """
    instances = {one.original: one for one in _regular(series, after, before)}
    moved = dict(_overridden(series))
    found = [one for original, one in instances.items() if original not in moved]
    found += moved.values()
    in_span = (one for one in found if one.end > after and one.start < before)
    return sorted(in_span, key=lambda one: (one.start, one.original))


def _regular(series: Series, after: datetime, before: datetime) -> Iterator[Instance]:
    """Yield the instances of the series itself whose originals may lie in the span, in no order."""
    event = series.master
    if event is None:
        return
    following = sorted((one for one in series.overrides if one.and_following), key=lambda one: _original(series, one))
    since = [_original(series, one) for one in following]
    slack = (  # an override may move all that follow it into the span, from as far away as it moved its own instance
        max((abs(one.start - at) for one, at in zip(following, since, strict=True)), default=timedelta()) + 2 * _DAY
    )
    left_out = _Exclusion(event)
    for start, duration, listed in _dates(event, after - slack, before + slack):
        place = bisect_right(since, start)
        if start in left_out:
            yield Instance(
                start=start, end=start + duration, original=start, event=event, status="excluded", listed=listed
            )
        elif place:
            yield _following(following[place - 1], since[place - 1], start, event.zone)
        else:
            yield _instance(event, start, start, duration, listed=listed)


def _dates(event: Event, after: datetime, before: datetime) -> Iterator[tuple[datetime, timedelta, bool]]:
    """Yield start, length and whether it is listed, of each date: of the rules, the RDATEs and DTSTART."""
    first = max(after - event.duration, datetime.min.replace(day=3, tzinfo=UTC)).astimezone(event.zone).date()
    last = min(before.astimezone(event.zone).date(), LAST_DAY)
    at = event.start.time()
    found: dict[datetime, tuple[timedelta, bool]] = {
        one.start.astimezone(UTC): (one.duration or event.duration, True) for one in event.added
    }
    found[event.start.astimezone(UTC)] = (event.duration, True)
    for rule in (read_rule(text, event.start) for text in event.rules):
        for day in rule.dates(max(first, rule.first), last):
            found[instant(day, at, event.zone)] = (event.duration, False)
    for rule in (read_rule(text, event.start) for text in event.excluding_rules):
        for day in rule.dates(max(first, rule.first), last):
            found.pop(instant(day, at, event.zone), None)
    return ((start, duration, listed) for start, (duration, listed) in found.items())


class _Exclusion:
    """The starts that the EXDATEs of an event leave out: instants, and whatever is on a date."""

    def __init__(self, event: Event) -> None:
        self._instants = {one.astimezone(UTC) for one in event.excluded if isinstance(one, datetime)}
        self._days = {one for one in event.excluded if not isinstance(one, datetime)}
        self._zone = event.zone

    def __contains__(self, start: datetime) -> bool:
        return start in self._instants or start.astimezone(self._zone).date() in self._days


def _instance(event: Event, start: datetime, original: datetime, duration: timedelta, *, listed: bool) -> Instance:
    status: Status = "cancelled" if event.cancelled else "held"
    return Instance(start=start, end=start + duration, original=original, event=event, status=status, listed=listed)


def _following(override: Event, since: datetime, original: datetime, zone: ZoneInfo) -> Instance:
    """Return the instance for ``original``, after one was changed with all that follow it (section 3.2.13)."""
    days = override.start.date() - since.astimezone(zone).date()
    day = original.astimezone(zone).date() + days
    start = instant(day, override.start.time(), override.zone)
    return _instance(override, start, original, override.duration, listed=False)


def _overridden(series: Series) -> Iterator[tuple[datetime, Instance]]:
    for override in series.overrides:
        original = _original(series, override)
        start = override.start.astimezone(UTC)
        alone = series.master is None
        yield original, _instance(override, start, original, override.duration, listed=alone)


def _original(series: Series, override: Event) -> datetime:
    """Return the instant of the meeting that an override stands for: the one it names, else the one on that date."""
    named, event = override.original, series.master
    if event is None or named is None:
        return override.start.astimezone(UTC)
    day = named.astimezone(event.zone).date() if isinstance(named, datetime) else named
    midnight = instant(day, time(), event.zone)
    starts = [start for start, _, _ in _dates(event, midnight, midnight + _DAY)]
    if isinstance(named, datetime) and (named.astimezone(UTC) in starts or day not in _days(starts, event.zone)):
        return named.astimezone(UTC)
    on_day = (start for start in starts if start.astimezone(event.zone).date() == day)
    return next(on_day, instant(day, event.start.time(), event.zone))


def _days(starts: Iterable[datetime], zone: ZoneInfo) -> set[date]:
    return {start.astimezone(zone).date() for start in starts}
