"""Find where a schedule and the calendar that follows it disagree, meeting by meeting, by their instants."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ecgtool.group import Call, Group, Schedule
from ecgtool.ical.reading.expansion import Instance, expand
from ecgtool.ical.reading.series import Series
from ecgtool.page.sections.call import is_call_service
from ecgtool.passcode import call_without
from ecgtool.schedule.occurrences import between
from ecgtool.schedule.planned import planned_between, skip_of

Code = Literal[
    "missing-there",
    "missing-here",
    "other-time",
    "cancelled-there",
    "moved-there",
    "other-link",
    "series-ends",
    "doubled",
    "stale-feed",
]
_DAY = timedelta(days=1)
_LOOK_BACK, _LOOK_ON = timedelta(days=400), timedelta(days=400)
"""How far around the span other meetings of a series are looked for. A yearly series has one in it."""
_REACH = timedelta(days=45)
"""How far around the span meetings are looked for that were moved into it, or out of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Own:
    """A meeting of the group: the instants (UTC) at which it is planned and held, None where it is not.

    ``day`` is its original date on the clock of its slot, ``zone``. ``reason`` is why it is skipped or moved.
    ``shares_day`` is whether the group has another meeting on that day.
    """

    day: date
    zone: ZoneInfo
    planned: datetime | None
    held: datetime | None
    reason: str = ""
    shares_day: bool = False

    @property
    def instants(self) -> tuple[datetime, ...]:
        """The instants at which it is held and planned, as far as there are any."""
        return tuple(moment for moment in (self.held, self.planned) if moment)

    @property
    def start(self) -> datetime:
        """The instant at which it is held, or would be."""
        return self.instants[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One disagreement between ``own``, a meeting of the group, and ``there``, one of the calendar.

    Either may be None. ``here_link`` and ``there_link`` are the links of the call that differ, without pass codes.
    ``last`` is the end of a series. ``joins`` is whether the calendar moves the meeting to the very instant of
    another one.
    """

    code: Code
    own: Own | None = None
    there: Instance | None = None
    here_link: str = ""
    there_link: str = ""
    last: datetime | None = None
    joins: bool = False

    @property
    def instants(self) -> tuple[datetime, ...]:
        """The instants at which it is held and planned here, and held there if it was moved there."""
        there = self.there
        if self.own is None:
            return (there.start,) if there else ()
        moved = there and there.status == "held" and there.start != there.original
        return (*self.own.instants, *((there.start,) if there and moved else ()))

    @property
    def order(self) -> datetime:
        """The instant that differences are sorted by. Those about the whole calendar come first."""
        if self.own:
            return self.own.planned or self.own.start
        return self.there.original if self.there else datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeSpan:
    """The instants from ``after`` on, but before ``before``."""

    after: datetime
    before: datetime

    def holds(self, moment: datetime) -> bool:
        """Return whether ``moment`` is in it."""
        return self.after <= moment < self.before


def own_meetings(schedule: Schedule, after: datetime, before: datetime) -> list[Own]:
    """Return the meetings planned or held between the two instants, with cancelled and moved ones."""
    around = sorted(between(schedule, after - _LOOK_BACK, before + _LOOK_ON), key=lambda one: one.status == "extra")
    held = {one.planned_start: one for one in reversed(around)}
    found = [  # beside a meeting of the rule that was moved away from that very instant
        Own(day=one.local_start.date(), zone=one.zone, planned=None, held=one.start)
        for one in around
        if one.status == "extra" and held[one.start] is not one
    ]
    for one in planned_between(schedule, (after - 2 * _DAY).date(), (before + 2 * _DAY).date()):
        takes_place = held.pop(one.start, None)
        skip = None if takes_place else skip_of(schedule, one)
        reason = takes_place.reason if takes_place else skip.reason if skip else ""
        start = takes_place.start if takes_place else None
        found.append(Own(day=one.day, zone=one.slot.zone, planned=one.start, held=start, reason=reason))
    for start, other in held.items():  # extra ones, and those that were moved into the span
        day = start.astimezone(other.zone).date()
        found.append(
            Own(day=day, zone=other.zone, planned=other.original_start, held=other.start, reason=other.reason)
        )
    on_day = Counter(one.day for one in found)
    return sorted(
        (
            replace(one, shares_day=on_day[one.day] > 1)
            for one in found
            if any(map(TimeSpan(after=after, before=before).holds, one.instants))
        ),
        key=lambda one: one.start,
    )


def compare(group: Group, series: Sequence[Series], everything: Iterable[Series], span: TimeSpan) -> list[Difference]:
    """Return the differences between the group's meetings and its ``series`` in the calendar, within ``span``.

    ``everything`` are all series of the calendar. Where none of them has anything ahead, that is the only difference.
    """
    if not any(_lies_ahead(one, span.after) for one in (*series, *everything)):
        return [Difference(code="stale-feed", last=max(map(_end, series), default=None))]
    wide = TimeSpan(after=span.after - _REACH, before=span.before + _REACH)
    there = [one for found in series for one in expand(found, wide.after, wide.before)]
    own = own_meetings(group.schedule, wide.after, wide.before)
    pairs, left = paired(own, there)
    at_once = Counter(one.start for one in pairs.values() if one.status == "held")
    found = [difference for one in own for difference in _of_pair(one, pairs.get(one), at_once)]
    found += _unpaired(own, pairs, left)
    found += _links(group.call, {own: one for own, one in pairs.items() if span.holds(one.start)})
    found = [one for one in found if any(map(span.holds, one.instants))]
    return list(_ended(sorted(found, key=lambda difference: difference.order), series, span))


def paired(own: Sequence[Own], there: Sequence[Instance]) -> tuple[dict[Own, Instance], list[Instance]]:
    """Return the calendar's meeting for each of the group's, and the calendar's meetings that are left.

    Four passes look for a meeting that is like the group's, each more loosely than the one before: held at the same
    instant, and no override of another meeting (a moved meeting may stand alone, outside the series); with the
    original instant of the group's meeting; at the instant at which that is held; on the same date. Among several,
    one that is held comes before one that is left out, and the nearest first.
    """
    left = sorted(there, key=lambda one: (one.status != "held", one.start))
    pairs: dict[Own, Instance] = {}
    for alike in (_agree, _same_plan, _same_start, _same_day):
        for one in own:
            if one not in pairs and (found := [other for other in left if alike(one, other)]):
                pairs[one] = min(found, key=lambda other: (other.status != "held", abs(other.start - one.start)))
                left.remove(pairs[one])
    return pairs, left


def _agree(own: Own, there: Instance) -> bool:
    is_its_own = there.original in {there.start, own.planned}
    return own.held == there.start and there.status == "held" and is_its_own


def _same_plan(own: Own, there: Instance) -> bool:
    return own.planned == there.original


def _same_start(own: Own, there: Instance) -> bool:
    return own.held == there.start


def _same_day(own: Own, there: Instance) -> bool:
    zone = there.event.zone if there.event.all_day else own.zone  # an all-day event is of a date, whatever the zone
    days = {moment.astimezone(zone).date() for moment in (there.original, there.start)}
    return any(moment.astimezone(own.zone).date() in days for moment in own.instants)


def _of_pair(own: Own, there: Instance | None, at_once: Mapping[datetime, int]) -> Iterator[Difference]:
    """Yield the difference between a meeting and its event.

    ``at_once`` counts the events that begin at an instant.
    """
    if there is None:
        if own.held:
            yield Difference(code="missing-there", own=own)
    elif own.held is None:
        if there.status == "held":
            joins = at_once[there.start] > 1
            yield Difference(code="doubled" if joins else "missing-here", own=own, there=there, joins=joins)
    elif there.status != "held":
        yield Difference(code="cancelled-there", own=own, there=there)
    elif own.held != there.start and not (there.event.all_day and _same_day(own, there)):
        moved = there.start != there.original and own.held == own.planned
        joins = at_once[there.start] > 1
        yield Difference(code="moved-there" if moved else "other-time", own=own, there=there, joins=joins)


def _unpaired(own: Sequence[Own], pairs: Mapping[Own, Instance], left: Iterable[Instance]) -> Iterator[Difference]:
    """Yield what the calendar has besides: a second event for a meeting, or another meeting."""
    for one in left:
        if one.status == "held":
            of = next((mine for mine in own if mine in pairs and _doubles(mine, pairs[mine], one)), None)
            yield Difference(code="doubled" if of else "missing-here", own=of, there=one)


def _doubles(own: Own, there: Instance, other: Instance) -> bool:
    """Return whether the event ``other`` is a second one for the meeting of ``there``.

    It is where the two overlap, or are on one date and ``other`` was not listed as a meeting of its own.
    """
    overlaps = there.start < other.end and other.start < there.end
    return there.status == "held" and (overlaps or (_same_day(own, other) and not other.listed))


def _ended(found: Iterable[Difference], series: Sequence[Series], span: TimeSpan) -> Iterator[Difference]:
    """Yield the differences. All that is missing after the end of a series becomes one difference."""
    ends = [(one, _end(one)) for one in series if one.recurs and not _goes_on(one, span.before)]
    goes_on = any(_goes_on(one, span.before) for one in series)
    told: set[str] = set()
    for difference in found:
        own = difference.own
        if difference.code != "missing-there" or own is None:
            yield difference
            continue
        clock = own.start.astimezone(own.zone).time()
        over = [
            one for one, end in ends if end < own.start and (not goes_on or end.astimezone(own.zone).time() == clock)
        ]
        if not over:
            yield difference
        elif not told & {one.uid for one in over}:
            told |= {one.uid for one in over}
            yield replace(difference, code="series-ends", last=max(_end(one) for one in over))


def _lies_ahead(series: Series, moment: datetime) -> bool:
    """Return whether ``series`` has any meeting after ``moment``, be it held, cancelled or left out."""
    return bool(expand(series, moment, moment + _LOOK_ON))


def _goes_on(series: Series, moment: datetime) -> bool:
    """Return whether a meeting of ``series`` that is held ends after ``moment``."""
    return any(one.status == "held" for one in expand(series, moment, moment + _LOOK_ON))


def _end(series: Series) -> datetime:
    """Return the start of the last meeting of ``series`` that is held, or of its first where none is."""
    last = (series.master or series.overrides[0]).start.astimezone(UTC)
    while found := [
        one.start for one in expand(series, last, last + _LOOK_ON) if one.status == "held" and one.start > last
    ]:
        last = max(found)
    return last


def _links(call: Call, pairs: Mapping[Own, Instance]) -> Iterator[Difference]:
    """Yield, for each link in the calendar to another call than the group's, the first meeting that has it."""
    told: set[str] = set()
    for own, there in pairs.items():
        if not call.join or there.status != "held" or not own.held:
            continue
        links = [link for link in there.event.links if is_call_service(link)]
        if links and _address(call.join) not in map(_address, there.event.links) and _address(links[0]) not in told:
            told.add(_address(links[0]))
            here, elsewhere = (call_without(Call(join=link)).join for link in (call.join, links[0]))
            yield Difference(code="other-link", own=own, there=there, here_link=here, there_link=elsewhere)


def _address(link: str) -> str:
    """Return the part of a link that tells calls apart: the end of its host (example.org), and its path or query."""
    try:
        parts = urlsplit(link)
        host = ".".join((parts.hostname or "").split(".")[-2:])
    except ValueError:
        return link
    return f"{host}{parts.path.rstrip('/')}" if parts.path.strip("/") else f"{host}?{parts.query}"
