"""The difference between two schedules of a group: meetings that are cancelled, moved, restored or added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ecgtool.group import Schedule
from ecgtool.schedule.occurrences import Occurrence, between
from ecgtool.schedule.planned import instant

MANY = 10
"""More changes than this at once look like a mistake."""
FAR = timedelta(days=183)
"""Half a year. A date further ahead than this may have the wrong year."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One meeting as it was ``before`` and as it is ``after``. None stands for a meeting that is not held."""

    before: Occurrence | None = None
    after: Occurrence | None = None

    @property
    def moments(self) -> tuple[datetime, ...]:
        """The instants at which it began and begins, one or two of them."""
        return tuple(held.start for held in (self.before, self.after) if held)


def changes_between(old: Schedule, new: Schedule) -> list[Change]:
    """Return the meetings that skips, moves and extra meetings make differ, in the order of their dates.

    The rules of both schedules are taken to be the same.
    """
    days = sorted(_days_touched(old, new))
    if not days:
        return []
    begin, end = instant(days[0], time(), old.zone), instant(days[-1], time.max, old.zone)
    around = timedelta(days=2)
    before, after = (
        {held.start: held for held in between(plan, begin - around, end + around)} for plan in (old, new)
    )
    gone = [held for start, held in before.items() if start not in after]
    come = {start: held for start, held in after.items() if start not in before}
    changes = [Change(before=held, after=_partner(held, come)) for held in gone]
    changes += [Change(after=held) for held in come.values()]
    return sorted(changes, key=lambda change: change.moments[0])


def is_unusual(changes: Sequence[Change], now: datetime) -> bool:
    """Return whether the changes look like a mistake: many meetings, far ahead, or some that are over."""
    return len(changes) > MANY or bool(far(changes, now)) or bool(over(changes, now))


def far(changes: Sequence[Change], now: datetime) -> list[Change]:
    """Return the changes that lie more than half a year after ``now``."""
    return [change for change in changes if max(change.moments) - now > FAR]


def over(changes: Sequence[Change], now: datetime) -> list[Change]:
    """Return the changes whose meeting is over at ``now``, either at its old time or at its new one."""
    return [change for change in changes if any(held and held.end <= now for held in (change.before, change.after))]


def _days_touched(old: Schedule, new: Schedule) -> Iterable[date]:
    for skip in set(old.skips) ^ set(new.skips):
        yield from (skip.first, skip.last)
    for move in set(old.moves) ^ set(new.moves):
        yield from (move.original, move.to_date)
    for extra in set(old.extras) ^ set(new.extras):
        yield extra.day


def _partner(gone: Occurrence, come: dict[datetime, Occurrence]) -> Occurrence | None:
    """Remove from ``come`` the meeting that ``gone`` became, and return it; None where there is none.

    It is the same meeting of the rule at another time. An extra meeting becomes any other extra one.
    """
    planned = gone.original_start or gone.start
    for start, held in come.items():
        same = (held.original_start or held.start) == planned
        if same or gone.status == held.status == "extra":
            return come.pop(start)
    return None
