"""The series of a group (RFC 5545, section 3.8.5): which dates a rule says, and which stand alone beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import takewhile

from ecgtool import recurrence
from ecgtool.group import Group, Recurrence
from ecgtool.ical.clock import touched_days
from ecgtool.ical.event import Event, uid
from ecgtool.ical.rule import HORIZON, is_sayable, last_date, rrule
from ecgtool.schedule import instant, skip_on

EPOCH = date(2020, 1, 1)
"""Where a series begins whose schedule names no first date."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days, both included and local to the group, whose meetings are wanted."""

    first: date = date.min
    last: date = date.max

    def __contains__(self, day: date) -> bool:
        """Whether ``day`` is one of them."""
        return self.first <= day <= self.last


EVER = Span()


@dataclass(frozen=True)
class Series:
    """The dates of ``part`` without those in ``alone``, as one series known by ``uid``."""

    group: Group
    uid: str
    part: Recurrence
    alone: frozenset[date]

    @cached_property
    def first(self) -> date | None:
        """The first date, skipped or not; None where there is none."""
        return next((day for day in recurrence.dates(self.part, self.part.first) if day not in self.alone), None)

    def has(self, day: date) -> bool:
        """Whether it has a meeting on ``day``, exceptions apart."""
        return day not in self.alone and is_on(self.part, day)

    def start(self, day: date) -> datetime:
        """When the meeting of ``day`` begins, as the group's clock shows it."""
        return datetime.combine(day, self.part.at, self.group.schedule.zone)

    def left_out(self) -> Iterator[tuple[date, str]]:
        """The dates that are skipped and not moved, each with the reason, as far as they are known."""
        moved = {move.original for move in self.group.schedule.moves}
        for day in sorted(self._perhaps_left_out() - moved - self.alone):
            if skip := skip_on(self.group.schedule, day):
                yield day, skip.reason

    def master(self, exceptions: set[date]) -> Event | None:
        """The series without ``exceptions`` and without the dates that stand alone; None where nothing is left."""
        last = last_date(self.part) if self.first else None
        if self.first is None or (last and all(day in exceptions | self.alone for day in self._dates(last))):
            return None
        until = f"{instant(last, self.part.at, self.group.schedule.zone):%Y%m%dT%H%M%SZ}" if last else ""
        without = sorted(exceptions | {day for day in self.alone if day > self.first and is_on(self.part, day)})
        starts = tuple(self.start(day) for day in without)
        return Event(self.uid, self.start(self.first), self.part.duration, rrule(self.part, until), starts)

    def _perhaps_left_out(self) -> set[date]:
        if self.first is None:
            return set()
        found = set(self._dates(HORIZON)) if self.group.schedule.holidays else set()
        for skip in self.group.schedule.skips:
            found.update(_between(self.part, max(skip.first, self.first), skip.last))
        return found

    def _dates(self, last: date) -> Iterator[date]:
        return _between(self.part, self.first or self.part.first, last)


@dataclass(frozen=True)
class Stretch:
    """The time for which one recurrence of a group holds, within a span: its series and its single dates."""

    group: Group
    whole: Recurrence
    span: Span

    @cached_property
    def series(self) -> list[Series]:
        """The series: one, or more where the clock skips a meeting's time; none where no rule says the dates."""
        if not is_sayable(self.whole.rule):
            return []
        breaks = [day for day, skipped in self._touched.items() if skipped]
        firsts = [self._first, *(day + _DAY for day in breaks)]
        lasts = [*(day - _DAY for day in breaks), self.whole.last]
        pieces = [self.whole._replace(first=first, last=last) for first, last in zip(firsts, lasts, strict=True)]
        return [Series(self.group, self._uid(piece), self._within(piece), self.alone) for piece in pieces]

    @cached_property
    def alone(self) -> frozenset[date]:
        """The dates that are no part of a series, up to the horizon."""
        if is_sayable(self.whole.rule):
            return frozenset(self._touched)
        return frozenset(_between(self.whole, self._first, HORIZON))

    @cached_property
    def _touched(self) -> dict[date, bool]:
        touched = touched_days(self.group.schedule.zone, self.whole.at, self.whole.duration)
        return {day: skipped for day, skipped in touched.items() if day >= self._first and is_on(self.whole, day)}

    @property
    def _first(self) -> date:
        return self.whole.first if self.whole.anchor or self.whole.first > date.min else EPOCH

    def _within(self, part: Recurrence) -> Recurrence:
        return part._replace(first=max(part.first, self.span.first), last=min(part.last, self.span.last))

    def _uid(self, piece: Recurrence) -> str:
        is_base = self.whole is self.group.schedule.recurrences[0] and piece.first == self._first
        return uid(self.group, "" if is_base else f"from-{piece.first:%Y%m%d}")


def is_on(part: Recurrence, day: date) -> bool:
    """Whether the rule has a meeting on ``day``."""
    return part.first <= day and next(recurrence.dates(part, day), None) == day


def _between(part: Recurrence, first: date, last: date) -> Iterator[date]:
    return takewhile(lambda day: day <= last, recurrence.dates(part, first))
