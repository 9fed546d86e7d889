"""Take a calendar's exceptions over into the schedule: what was cancelled, moved or added there."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from ecgtool.follow.comparing import Difference
from ecgtool.group import Schedule
from ecgtool.schedule.array_edits import Added, ArrayEdits
from ecgtool.schedule.occurrences import Moment
from ecgtool.schedule.replan import cancel, move

Replan = Callable[[Schedule], ArrayEdits]


def is_exception(difference: Difference) -> bool:
    """Return whether the calendar has an exception that the schedule lacks and does not contradict.

    Another rule, clock or link is no exception. Neither is what would undo a skip or a move of the schedule.
    """
    own, there = difference.own, difference.there
    if difference.code in {"cancelled-there", "moved-there"}:
        return own is not None and own.planned == own.held
    return difference.code == "missing-here" and own is None and there is not None and there.listed


def replans(differences: Iterable[Difference], calendar: str) -> Iterator[Replan]:
    """Yield the change of the schedule for each exception. ``calendar`` is named in its reason.

    A meeting that the calendar moves to the instant of another one is cancelled, since the other is held then.
    """
    reason = f"as in {calendar}"
    for difference in sorted(filter(is_exception, differences), key=_turn):
        own, there = difference.own, difference.there
        if own and own.planned:
            local = own.planned.astimezone(own.zone)
            asked = Moment(local.date(), local.time())
            if difference.code == "cancelled-there" or difference.joins:
                yield partial(cancel, asked=asked, reason=reason)
            elif there:
                to = there.start.astimezone(own.zone)
                yield partial(move, asked=asked, target=Moment(to.date(), to.time()), reason=reason)
        elif there:
            yield partial(_extra, at=there.start)


def _turn(difference: Difference) -> tuple[bool, float]:
    """Return the key that puts changes in order. A meeting has to leave a date before another is moved to it."""
    own, there = difference.own, difference.there
    if difference.code != "moved-there" or own is None or there is None or own.planned is None:
        return False, 0.0
    planned = own.planned.timestamp()
    return True, -planned if there.start > own.planned else planned


def _extra(schedule: Schedule, at: datetime) -> ArrayEdits:
    """Return the edit that adds a meeting at that instant, on the group's clock; none where it is there already."""
    local = at.astimezone(schedule.zone).replace(tzinfo=None)
    known = any((one.day, one.at) == (local.date(), local.time()) for one in schedule.extras)
    return () if known else (Added(name="extra", values={"at": local}),)
