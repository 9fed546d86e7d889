"""The series of a group (RFC 5545, section 3.8.5): which dates a rule has, and which are single events beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from ecgtool.group import Group, Move, Recurrence
from ecgtool.ical.event import CalendarEvent
from ecgtool.ical.rule import (
    HORIZON,
    Piece,
    dates_between,
    first_date,
    is_on,
    last_date,
    pieces,
    rrule,
    weekly,
    weekly_runs,
)
from ecgtool.ical.text import compact
from ecgtool.ical.uids import uid
from ecgtool.ical.vtimezone import touched_days
from ecgtool.schedule.planned import Planned, instant, is_moved, skip_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRange:
    """The days, both included and local to the group, whose meetings are wanted."""

    first: date = date.min
    last: date = date.max

    def holds(self, day: date) -> bool:
        """Return whether ``day`` is one of them."""
        return self.first <= day <= self.last


EVER = DayRange()


@dataclass(frozen=True, kw_only=True)
class SeriesEvents:
    """The dates of ``part`` without those in ``alone``, as one series known by ``uid``."""

    group: Group
    uid: str
    part: Recurrence
    alone: frozenset[date]

    @cached_property
    def first(self) -> date | None:
        """The first date, skipped or not; None where there is none."""
        return first_date(self.part, self.alone)

    def has(self, day: date) -> bool:
        """Return whether it has a meeting on ``day``, exceptions apart."""
        return day not in self.alone and is_on(self.part, day)

    def start(self, day: date) -> datetime:
        """Return when the meeting of ``day`` begins, on the group's clock."""
        return datetime.combine(day, self.part.at, self.group.schedule.zone)

    def planned(self, day: date) -> Planned:
        """Return the meeting that it has on ``day``."""
        return Planned(day, self.group.schedule.slots[0], self.part)

    def keeps_in_place(self, move: Move) -> bool:
        """Return whether ``move`` passes no other meeting: none is between the old date and the new, or on it."""
        first, last = sorted((move.original, move.to_date))
        others = {day for day in dates_between(self.part, first, last) if day not in self.alone} - {move.original}
        moved = {other.to_date for other in self.group.schedule.moves if other != move and self.has(other.original)}
        left_out = {day for day in others if skip_of(self.group.schedule, self.planned(day))}
        return not (others - left_out) and not any(first <= day <= last for day in moved)

    def left_out(self) -> Iterator[tuple[date, str]]:
        """Yield the dates that are skipped and not moved, each with the reason; holidays up to ``HORIZON``."""
        schedule = self.group.schedule
        for one in map(self.planned, sorted(self._perhaps_left_out() - self.alone)):
            if not is_moved(schedule.moves, one) and (skip := skip_of(schedule, one)):
                yield one.day, skip.reason

    def master(self, exceptions: set[date]) -> CalendarEvent | None:
        """Return the series without ``exceptions`` and the dates that stand alone; None where nothing is left."""
        last = last_date(self.part) if self.first else None
        if self.first is None or (last and all(day in exceptions | self.alone for day in self._dates(last))):
            return None
        until = f"{compact(instant(last, self.part.at, self.group.schedule.zone))}Z" if last else ""
        without = sorted(exceptions | {day for day in self.alone if day > self.first and is_on(self.part, day)})
        starts = tuple(self.start(day) for day in without)
        return CalendarEvent(
            uid=self.uid,
            start=self.start(self.first),
            duration=self.part.duration,
            rule=rrule(self.part.rule, until),
            exceptions=starts,
            slot=self.group.schedule.slots[0].name or "",
        )

    def _perhaps_left_out(self) -> set[date]:
        if self.first is None:
            return set()
        found = set(self._dates(HORIZON)) if self.group.schedule.holidays else set()
        for skip in self.group.schedule.skips:
            found.update(dates_between(self.part, max(skip.first, self.first), skip.last))
        return found

    def _dates(self, last: date) -> tuple[date, ...]:
        return dates_between(self.part, self.first or self.part.first, last)


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """The time for which one recurrence of a slot holds, within a span: its series and its single dates.

    ``since`` is where it begins if it names no first date itself. ``is_first`` is whether it is the slot's first,
    whose UID has no date in it.
    """

    group: Group
    whole: Recurrence
    span: DayRange
    since: date
    is_first: bool = False

    @cached_property
    def series(self) -> list[SeriesEvents]:
        """The series: one, or more where the dates take several rules, or the clock skips or repeats a start."""
        found: list[SeriesEvents] = []
        taken = self.alone
        for piece in pieces(self.whole):
            found += self._unbroken(piece, taken)
            if piece.name:  # "fourth and last Friday": a date of both belongs to the first of them
                taken |= frozenset(dates_between(piece.part, self._first, HORIZON))
        return found or [self._of(weekly(self.whole, run), "", self.alone) for run in self._runs if run[1:]]

    @cached_property
    def alone(self) -> frozenset[date]:
        """The dates that are no part of a series, up to ``HORIZON``."""
        touched = frozenset(day for day in self._touched if day >= self._first and is_on(self.whole, day))
        if pieces(self.whole):
            return touched
        return frozenset(run[0] for run in self._runs if not run[1:]) | touched

    @cached_property
    def _runs(self) -> list[tuple[date, ...]]:
        return list(weekly_runs(dates_between(self.whole, self._first, HORIZON)))

    def _unbroken(self, piece: Piece, taken: frozenset[date]) -> Iterator[SeriesEvents]:
        breaks = self._breaks()
        firsts = [self._first, *(last + _DAY for _, last in breaks)]
        lasts = [*(first - _DAY for first, _ in breaks), piece.part.last]
        for first, last in zip(firsts, lasts, strict=True):
            yield self._of(piece.part._replace(first=first, last=min(last, piece.part.last)), piece.name, taken)

    def _of(self, part: Recurrence, name: str, taken: frozenset[date]) -> SeriesEvents:
        """Return a series of that part; its UID has what tells it from the group's first one."""
        is_base = self.is_first and part.first == self._first
        names = (name, "" if is_base else f"from-{part.first:%Y%m%d}")
        within = part._replace(first=max(part.first, self.span.first), last=min(part.last, self.span.last))
        return SeriesEvents(
            group=self.group, uid=uid(self.group, ".".join(filter(None, names))), part=within, alone=taken
        )

    @property
    def _touched(self) -> Mapping[date, bool]:
        return touched_days(self.group.schedule.zone, self.whole.at, self.whole.duration, self._first.year)

    def _breaks(self) -> list[tuple[date, date]]:
        """Return the spans of days that part one series from the next, each from its first day left out to its last.

        They are breaks that end beyond ``HORIZON``, too long to be listed, and days on which the clock skips or
        repeats the start. Of such days those with a meeting count, or all where the rule steps by days.
        """
        if not self._touched and not self.group.schedule.skips:
            return []
        first, last = date.min + _DAY, date.max - _DAY
        skips = [skip for skip in self.group.schedule.skips if skip.last > HORIZON]
        long = [(max(skip.first, first), min(skip.last, last)) for skip in skips]
        at_odd_times = [day for day, is_odd in self._touched.items() if is_odd and day >= self._first]
        met = [day for day in at_odd_times if day in self.alone or "FREQ=DAILY" in self.whole.rule]
        found = [*long, *((day, day) for day in met if not any(a <= day <= b for a, b in long))]
        return sorted(span for span in found if span[0] <= self.whole.last)

    @property
    def _first(self) -> date:
        return self.whole.first if self.whole.anchor or self.whole.first > date.min else self.since
