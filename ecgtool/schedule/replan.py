"""What it takes to cancel, move or restore a meeting: changes of the schedule's exceptions; none if it is so already.

Dates are those of the group's zone. A moved meeting is meant by the date it was moved from as well as by the one it
was moved to.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import NamedTuple

from ecgtool.errors import UsageError
from ecgtool.group import Extra, Schedule, Skip
from ecgtool.schedule.occurrences import (
    Moment,
    has_rule_date,
    nearest_held,
    recurrence_on,
    rule_dates,
    skip_on,
    weekday_date,
)

_ONE_DAY = timedelta(days=1)

Values = Mapping[str, "date | datetime | str"]


class Added(NamedTuple):
    """One member more in the array ``name``, after the member at ``after``, or after all where it is None."""

    name: str
    values: Values
    after: int | None = None


class Removed(NamedTuple):
    """The member at ``place`` of the array ``name`` is taken away."""

    name: str
    place: int


class Changed(NamedTuple):
    """In the member at ``place`` of the array ``name``, these keys are set; the others stay."""

    name: str
    place: int
    values: Values


ArrayEdit = Added | Removed | Changed
"""One edit of an array. Places are counted from 0, before any of the edits made together with it."""
ArrayEdits = tuple[ArrayEdit, ...]


class Meant(NamedTuple):
    """A meeting that a date means: the rule's one of ``original``, or the extra one at the place ``extra``.

    ``day`` and ``at`` are when it is held, or would be; ``move`` is the place of the move that says so. ``skip`` is
    what leaves it out.
    """

    day: date
    at: time
    original: date | None = None
    move: int | None = None
    extra: int | None = None
    skip: Skip | None = None

    @property
    def held(self) -> bool:
        """Whether it takes place."""
        return self.skip is None


def cancel(schedule: Schedule, asked: Moment, reason: str) -> ArrayEdits:
    """The meeting of that date does not take place.

    Raises:
        UsageError: there is no meeting on that date, or more than one.
    """
    meant = _meant(schedule, asked)
    if meant.extra is not None:
        return (Removed("extra", meant.extra),)
    if not meant.held:
        return _with_reason(schedule, meant, reason)
    gone = () if meant.move is None else (Removed("move", meant.move),)
    return (*gone, *_skip_one(schedule, meant, reason))


def cancel_all(schedule: Schedule, first: date, last: date, reason: str) -> ArrayEdits:
    """No meeting takes place from ``first`` to ``last``, both included.

    A break of the same reason that this one touches becomes one with it, as do single dates in it that have no other
    reason.

    Raises:
        UsageError: there is no meeting between them, or ``last`` is before ``first``.
    """
    if last < first:
        raise UsageError(f"{last} is before {first}", "name the first date, then --to the last")
    on_these = [
        found for found in _all(schedule, first, last) if first <= found.day <= last or _in(found, first, last)
    ]
    if not on_these:
        raise UsageError(f"no meeting is between {first} and {last}", nearest_held(schedule, first))
    held = [meant for meant in on_these if meant.held]
    if not held:
        return ()
    moved_in = [m for m in held if m.original and not first <= m.original <= last]
    outside = [edit for meant in moved_in for edit in _skip_one(schedule, meant, reason)]
    gone = [Removed("move", meant.move) for meant in held if meant.move is not None]
    gone += [Removed("extra", meant.extra) for meant in held if meant.extra is not None]
    of_rule = [meant for meant in held if meant.original and meant not in moved_in]
    return (*gone, *outside, *(_break(schedule, Skip(first, last, reason)) if of_rule else ()))


def restore(schedule: Schedule, asked: Moment) -> ArrayEdits:
    """The meeting of that date takes place, on its date and at its hour.

    The one that the rule has on that date goes before one that was moved there.

    Raises:
        UsageError: there is no meeting of the rule on that date, or more than one was moved there.
    """
    candidates = [meant for meant in _on(schedule, asked) if meant.original]
    changed = [meant for meant in candidates if meant.move is not None or not meant.held]
    if not candidates and _on(schedule, asked):
        return ()
    planned = [meant for meant in changed if meant.original == asked.day]
    meant = _one(schedule, asked.day, planned or changed or candidates)
    return _as_planned(schedule, meant) if changed else ()


def move(schedule: Schedule, asked: Moment, target: Moment, reason: str) -> ArrayEdits:
    """The meeting of that date is held at ``target``, whose date or hour stays as it is where it names none.

    Raises:
        UsageError: there is no meeting on that date, or more than one.
    """
    meant = _meant(schedule, asked)
    day, at = target.day or meant.day, target.at or meant.at
    if meant.original is None:
        same = (day, at) == (meant.day, meant.at)
        return () if same else (Changed("extra", meant.extra or 0, {"at": _local(day, at)}),)
    hour = recurrence_on(schedule, meant.original).at
    if (day, at) == (meant.original, hour):
        return _as_planned(schedule, meant)
    to = _local(day, at) if target.at or at != hour else day
    if meant.move is None:
        return (*_unskip(schedule, meant.original), Added("move", {"date": meant.original, "to": to, **_why(reason)}))
    present = schedule.moves[meant.move]
    if (day, at) == (meant.day, meant.at) and reason in {"", present.reason}:
        return ()
    return (Changed("move", meant.move, {"to": to, **_why(reason)}),)


def meant_day(schedule: Schedule, asked: Moment) -> date:
    """The date on which the meeting meant is held, or would be; raises as ``move`` does."""
    return _meant(schedule, asked).day


def _meant(schedule: Schedule, asked: Moment) -> Meant:
    """The meeting meant: the one that takes place on that date, or else the one that was moved or left out."""
    found = _on(schedule, asked)
    on_day = [meant for meant in found if meant.held and meant.day == asked.day]
    return _one(schedule, asked.day, on_day or found)


def _one(schedule: Schedule, day: date | None, found: list[Meant]) -> Meant:
    asked = day or date.min
    if not found:
        raise UsageError(f"no meeting is on {weekday_date(asked)}", nearest_held(schedule, asked))
    if len(found) > 1:
        hours = ", ".join(f"{meant.at:%H:%M}" for meant in found)
        raise UsageError(f"{asked} has {len(found)} meetings: {hours}", f"add the hour: {asked}T{found[0].at:%H:%M}")
    return found[0]


def _on(schedule: Schedule, asked: Moment) -> list[Meant]:
    """The meetings that the date means; where an hour is named, only those at it."""
    day = asked.day or date.min
    found = [meant for meant in _all(schedule, day, day) if day in {meant.day, meant.original}]
    return [meant for meant in found if asked.at in {None, meant.at}]


def _all(schedule: Schedule, first: date, last: date) -> list[Meant]:
    """The meetings of the rule from ``first`` to ``last``, and all that are moved or extra."""
    moved = {moved.original for moved in schedule.moves}
    dated = takewhile(lambda found: found[0] <= last, rule_dates(schedule, first))
    found = [Meant(day, part.at, day, skip=skip_on(schedule, day)) for day, part in dated if day not in moved]
    for place, one in enumerate(schedule.moves):
        hour = one.to_time or recurrence_on(schedule, one.original).at
        found.append(Meant(one.to_date, hour, one.original, move=place))
    found += [Meant(extra.day, extra.at, extra=place) for place, extra in enumerate(schedule.extras)]
    return found


def _in(meant: Meant, first: date, last: date) -> bool:
    return meant.original is not None and first <= meant.original <= last


def _skip_one(schedule: Schedule, meant: Meant, reason: str) -> ArrayEdits:
    if meant.original is None or skip_on(schedule, meant.original):
        return ()
    return (Added("skip", {"date": meant.original, **_why(reason)}),)


def _with_reason(schedule: Schedule, meant: Meant, reason: str) -> ArrayEdits:
    """Another reason for what is left out already, where it is a single date of the file."""
    if not reason or meant.skip not in schedule.skips or meant.skip.first != meant.skip.last:
        return ()
    same = meant.skip.reason == reason
    return () if same else (Changed("skip", schedule.skips.index(meant.skip), {"reason": reason}),)


def _break(schedule: Schedule, new: Skip) -> Iterable[ArrayEdit]:
    placed = list(enumerate(schedule.skips))
    touching = [(place, skip) for place, skip in placed if skip.first < skip.last and _touch(skip, new)]
    alike = [(place, skip) for place, skip in touching if skip.reason == (new.reason or touching[0][1].reason)]
    reason = alike[0][1].reason if alike else new.reason
    for place, skip in placed:
        inside = skip.first == skip.last and new.first <= skip.first <= new.last
        if (inside and skip.reason in {"", reason}) or (place, skip) in alike[1:]:
            yield Removed("skip", place)
    if not alike:
        yield Added("skip", {"from": new.first, "to": new.last, **_why(reason)})
        return
    first, last = min(new.first, *(s.first for _, s in alike)), max(new.last, *(s.last for _, s in alike))
    yield Changed("skip", alike[0][0], {"from": first, "to": last})


def _touch(one: Skip, other: Skip) -> bool:
    return one.first - other.last <= _ONE_DAY and other.first - one.last <= _ONE_DAY


def _as_planned(schedule: Schedule, meant: Meant) -> ArrayEdits:
    """The meeting of the rule takes place as the rule has it: what moves it or leaves it out goes."""
    day = meant.original or meant.day
    gone: ArrayEdits = () if meant.move is None else (Removed("move", meant.move),)
    unskipped = _unskip(schedule, day)
    hour = recurrence_on(schedule, day).at
    if not skip_on(schedule._replace(skips=()), day) or Extra(day, hour) in schedule.extras:
        return (*gone, *unskipped)
    return (*gone, *unskipped, Added("extra", {"at": _local(day, hour)}))  # all that can be on a public holiday


def _unskip(schedule: Schedule, day: date) -> ArrayEdits:
    over = [(place, skip) for place, skip in enumerate(schedule.skips) if skip.first <= day <= skip.last]
    return tuple(edit for place, skip in over for edit in _without(schedule, place, skip, day))


def _without(schedule: Schedule, place: int, skip: Skip, day: date) -> Iterable[ArrayEdit]:
    """``skip`` without ``day``: what is left of it before and after, as far as it holds a meeting."""
    parts = (skip._replace(last=day - _ONE_DAY), skip._replace(first=day + _ONE_DAY))
    left = [part for part in parts if has_rule_date(schedule, part.first, part.last)]
    if not left:
        yield Removed("skip", place)
        return
    yield Changed("skip", place, {"from": left[0].first, "to": left[0].last})
    for part in left[1:]:
        yield Added("skip", {"from": part.first, "to": part.last, **_why(part.reason)}, after=place)


def _why(reason: str) -> dict[str, str]:
    return {"reason": reason} if reason else {}


def _local(day: date, at: time) -> datetime:
    return datetime.combine(day, at)  # as the file has it: local to the group's zone
