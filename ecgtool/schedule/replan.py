"""Make the edits of a schedule's exceptions that cancel, move or restore a meeting; none where nothing has to change.

Dates and clock times are those of each slot's clock. A moved meeting may be named by its old date or its new one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from ecgtool.errors import UsageError
from ecgtool.group import Extra, Schedule, Skip
from ecgtool.schedule.array_edits import Added, ArrayEdit, ArrayEdits, Changed, Removed, Values
from ecgtool.schedule.occurrences import Moment, nearest_held, refuse_another_at, weekday_date
from ecgtool.schedule.planned import (
    Planned,
    has_planned,
    instant,
    is_moved,
    planned_between,
    planned_for,
    planned_on,
    skip_of,
)

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A meeting that a date may mean: one that a rule has ``planned``, or the extra one at the place ``extra``.

    It is held at ``day`` and ``at``, or would be. ``move`` is the place of the move that put it there.
    """

    day: date
    at: time
    planned: Planned | None = None
    move: int | None = None
    extra: int | None = None
    skip: Skip | None = None

    @property
    def held(self) -> bool:
        """Whether it takes place."""
        return self.skip is None

    @property
    def zone(self) -> ZoneInfo | None:
        """The zone whose clock ``day`` and ``at`` are on; None stands for the group's."""
        return self.planned.slot.zone if self.planned else None

    def is_on(self, day: date) -> bool:
        """Return whether it is held on ``day``, or was planned for it."""
        return day == self.day or self.is_planned_on(day)

    def is_planned_on(self, day: date) -> bool:
        """Return whether a rule has it on ``day``."""
        return self.planned is not None and self.planned.day == day

    def is_at(self, asked: Moment) -> bool:
        """Return whether it is held, or was planned, at the clock time ``asked``; true where that names no time."""
        hours = {self.at} if asked.day == self.day else set()
        if self.planned and asked.day == self.planned.day:
            hours |= {self.planned.at, self.planned.start.astimezone(self.planned.slot.zone).time()}
        return asked.at is None or asked.at in hours


def cancel(schedule: Schedule, asked: Moment, reason: str) -> ArrayEdits:
    """Return the edits that cancel the meeting of that date; without a clock time, all of that date.

    Raises:
        UsageError: there is no meeting on that date, or none at that time.
    """
    found = _found(schedule, asked)
    held = [one for one in found if one.held]
    if not held:
        off = [schedule.skips.index(one.skip) for one in found if one.skip in schedule.skips]
        return _with_reason(schedule, off[0], reason) if len(set(off)) == 1 else ()
    gone: list[ArrayEdit] = [Removed(name="extra", place=one.extra) for one in held if one.extra is not None]
    gone += [Removed(name="move", place=one.move) for one in held if one.move is not None]
    return (*gone, *_skips(schedule, [one.planned for one in held if one.planned], reason))


def cancel_all(schedule: Schedule, first: date, last: date, reason: str) -> ArrayEdits:
    """Return the edits that cancel all meetings from ``first`` to ``last``, both included, as one break.

    Raises:
        UsageError: there is no meeting between them, or ``last`` is before ``first``.
    """
    if last < first:
        raise UsageError(f"{last} is before {first}", "name the first date, then --to the last")
    candidates = _candidates(schedule, first, last)
    found = [
        one for one in candidates if first <= one.day <= last or (one.planned and first <= one.planned.day <= last)
    ]
    if not found:
        raise UsageError(f"no meeting is between {first} and {last}", nearest_held(schedule, first))
    held = [one for one in found if one.held]
    if not held:
        return ()
    moved_in = [one for one in held if one.planned and not first <= one.planned.day <= last]
    gone: list[ArrayEdit] = [Removed(name="move", place=one.move) for one in held if one.move is not None]
    gone += [Removed(name="extra", place=one.extra) for one in held if one.extra is not None]
    outside = _skips(schedule, [one.planned for one in moved_in if one.planned], reason)
    of_rule = [one for one in held if one.planned and one not in moved_in]
    return (*gone, *outside, *(_break(schedule, Skip(first, last, reason)) if of_rule else ()))


def restore(schedule: Schedule, asked: Moment) -> ArrayEdits:
    """Return the edits that restore the meeting of that date; without a clock time, all that are left out.

    Raises:
        UsageError: the date has no meeting, left out or held, more than one was moved there, or another meeting
            begins at that time now.
    """
    found = _on(schedule, asked)
    if not found:
        _refuse(schedule, asked)
    changed = [one for one in found if one.planned and (one.move is not None or not one.held)]
    there = [one for one in changed if one.is_planned_on(asked.day or date.min)]
    if not there and changed:
        there = [_one(asked, changed)]
    for one in there:
        if one.planned and not _is_at_its_time(schedule, one, one.planned):
            refuse_another_at(schedule, one.planned.start, hint="cancel or move that one first")
    return _as_planned(schedule, there)


def move(schedule: Schedule, asked: Moment, target: Moment, reason: str) -> ArrayEdits:
    """Return the edits that move the meeting of that date to ``target``; what that does not name stays as it is.

    Raises:
        UsageError: there is no meeting on that date, or more than one.
    """
    one = named_meeting(schedule, asked)
    day, at = target.day or one.day, target.at or one.at
    if one.planned is None:
        same = (day, at) == (one.day, one.at)
        return () if same else (Changed(name="extra", place=one.extra or 0, values={"at": _local(day, at)}),)
    if (day, at) == (one.planned.day, one.planned.at):
        return _as_planned(schedule, [one])
    to = _local(day, at) if target.at or at != one.planned.at else day
    if one.move is None:
        values: Values = {"date": _named(schedule, one.planned), "to": to, **_why(reason)}
        return (*_unskip(schedule, [one.planned]), Added(name="move", values=values))
    present = schedule.moves[one.move]
    if (day, at) == (one.day, one.at) and reason in {"", present.reason}:
        return ()
    return (Changed(name="move", place=one.move, values={"to": to, **_why(reason)}),)


def move_apart(schedule: Schedule, asked: Moment, target: Moment, reason: str) -> ArrayEdits:
    """Return the edits of ``move``.

    Raises UsageError as that does, and where another meeting begins at the new time.
    """
    one = named_meeting(schedule, asked)
    zone = one.zone or schedule.zone
    own = one.planned.start if one.planned else instant(one.day, one.at, zone)
    refuse_another_at(schedule, instant(target.day or one.day, target.at or one.at, zone), own)
    return move(schedule, asked, target, reason)


def named_meeting(schedule: Schedule, asked: Moment) -> Candidate:
    """Return the meeting that ``asked`` names. Raises as ``move`` does."""
    return _one(asked, _found(schedule, asked))


def _found(schedule: Schedule, asked: Moment) -> list[Candidate]:
    """Return the meetings held on that date, or else those moved from it or left out. Raises where none is."""
    found = _on(schedule, asked)
    if not found:
        _refuse(schedule, asked)
    return [one for one in found if one.held and one.day == asked.day] or found


def _one(asked: Moment, found: list[Candidate]) -> Candidate:
    if len(found) > 1:
        hours = ", ".join(f"{one.at:%H:%M}" for one in found)
        ways = " or ".join(dict.fromkeys(f"{one.day}T{one.at:%H:%M}" for one in found))
        raise UsageError(f"{asked.day} has {len(found)} meetings: {hours}", f"add the hour: {ways}")
    return found[0]


def _refuse(schedule: Schedule, asked: Moment) -> NoReturn:
    """Raise an error that names the clock times of that date, or else the nearest dates with a meeting."""
    day = asked.day or date.min
    others = _on(schedule, Moment(day))
    if asked.at and others:
        clocks: dict[str, list[str]] = {}
        for one in others:
            clocks.setdefault((one.zone or schedule.zone).key, []).append(f"{one.at:%H:%M}")
        hours = (f"{' and '.join(at)} ({zone})" for zone, at in clocks.items())
        hint = f"on that date it is at {' and '.join(hours)}"
        raise UsageError(f"no meeting is on {weekday_date(day)} at {asked.at:%H:%M}", hint)
    raise UsageError(f"no meeting is on {weekday_date(day)}", nearest_held(schedule, day))


def _on(schedule: Schedule, asked: Moment) -> list[Candidate]:
    """Return the meetings of a date; with a clock time, those at it by their own clock, or else by the group's."""
    day = asked.day or date.min
    found = [one for one in _candidates(schedule, day, day) if one.is_on(day) and one.is_at(Moment(day, asked.at))]
    if found or asked.at is None or not 1 < day.year < MAXYEAR:
        return found
    start, near = instant(day, asked.at, schedule.zone), _candidates(schedule, day - _ONE_DAY, day + _ONE_DAY)
    return [one for one in near if instant(one.day, one.at, one.zone or schedule.zone) == start]


def _candidates(schedule: Schedule, first: date, last: date) -> list[Candidate]:
    """Return the meetings planned from ``first`` to ``last``, and all moved and extra ones, whatever their date."""
    coming = [one for one in planned_between(schedule, first, last) if not is_moved(schedule.moves, one)]
    found = [Candidate(day=one.day, at=one.at, planned=one, skip=skip_of(schedule, one)) for one in coming]
    for place, moved in enumerate(schedule.moves):
        original = planned_for(schedule, moved)
        found.append(Candidate(day=moved.to_date, at=moved.to_time or original.at, planned=original, move=place))
    return found + [Candidate(day=extra.day, at=extra.at, extra=place) for place, extra in enumerate(schedule.extras)]


def _skips(schedule: Schedule, off: Sequence[Planned], reason: str) -> list[ArrayEdit]:
    """Return skips for these meetings: a bare date where they are all it has, else one for each with its time."""
    edits: list[ArrayEdit] = []
    for day in dict.fromkeys(one.day for one in off):
        of_day = planned_on(schedule, day)
        missing = [one for one in of_day if one in off and skip_of(schedule, one) is None]
        if missing and len(missing) == len(of_day):
            edits.append(Added(name="skip", values={"date": day, **_why(reason)}))
        else:
            hours = dict.fromkeys(_local(one.day, one.at) for one in missing)
            edits += [Added(name="skip", values={"date": hour, **_why(reason)}) for hour in hours]
    return edits


def _with_reason(schedule: Schedule, place: int, reason: str) -> ArrayEdits:
    """Return the edit that gives the skip at ``place`` another reason; none where it is a range or has that one."""
    skip = schedule.skips[place]
    same = not reason or skip.reason == reason or skip.first != skip.last
    return () if same else (Changed(name="skip", place=place, values={"reason": reason}),)


def _break(schedule: Schedule, new: Skip) -> Iterable[ArrayEdit]:
    """Yield the edits that put the break ``new`` into the file, as one with the breaks of its reason that it touches.

    Breaks touch where they overlap or have no day between. Without a reason, ``new`` takes that of the first it
    touches. A single date inside goes too, unless it has a reason of its own, which a break around it must not lose.
    """
    placed = list(enumerate(schedule.skips))
    apart = [max(skip.first - new.last, new.first - skip.last) for skip in schedule.skips]
    touching = [(n, skip) for n, skip in placed if skip.first < skip.last and apart[n] <= _ONE_DAY]
    alike = [(place, skip) for place, skip in touching if skip.reason == (new.reason or touching[0][1].reason)]
    reason = alike[0][1].reason if alike else new.reason
    for place, skip in placed:
        inside = skip.first == skip.last and new.first <= skip.first <= new.last
        if (inside and skip.reason in {"", reason}) or (place, skip) in alike[1:]:
            yield Removed(name="skip", place=place)
    if not alike:
        yield Added(name="skip", values={"from": new.first, "to": new.last, **_why(reason)})
        return
    first, last = min(new.first, *(s.first for _, s in alike)), max(new.last, *(s.last for _, s in alike))
    yield Changed(name="skip", place=alike[0][0], values={"from": first, "to": last})


def _as_planned(schedule: Schedule, restored: Sequence[Candidate]) -> ArrayEdits:
    """Return the edits that remove moves and skips of these meetings; on a holiday they come back as extra ones."""
    gone = [Removed(name="move", place=one.move) for one in restored if one.move is not None]
    back = [one.planned for one in restored if one.planned]
    more = [_extra_for(schedule, one) for one in back if _on_holiday(schedule, one)]
    added = [
        Added(name="extra", values={"at": _local(one.day, one.at)}) for one in more if one not in schedule.extras
    ]
    return (*gone, *_unskip(schedule, back), *added)


def _is_at_its_time(schedule: Schedule, one: Candidate, planned: Planned) -> bool:
    """Return whether the meeting is held when it was planned: by a move that changes nothing, or on a holiday."""
    if one.move is not None:
        return (one.day, one.at) == (planned.day, planned.at)
    return _on_holiday(schedule, planned) and _extra_for(schedule, planned) in schedule.extras


def _on_holiday(schedule: Schedule, one: Planned) -> bool:
    """Return whether a public holiday leaves the meeting out: then it can only be held as an extra one."""
    return skip_of(schedule._replace(skips=()), one) is not None


def _extra_for(schedule: Schedule, one: Planned) -> Extra:
    local = one.start.astimezone(schedule.zone)
    return Extra(one.day, one.at) if one.slot.zone == schedule.zone else Extra(local.date(), local.time())


def _unskip(schedule: Schedule, back: Sequence[Planned]) -> ArrayEdits:
    edits: list[ArrayEdit] = []
    for place, skip in enumerate(schedule.skips):
        if any(skip.first <= one.day <= skip.last and skip.at in {None, one.at} for one in back):
            edits += _without(schedule, place, skip, back)
    return tuple(edits)


def _without(schedule: Schedule, place: int, skip: Skip, back: Sequence[Planned]) -> Iterator[ArrayEdit]:
    """Yield the edits that take the meetings ``back``, all of one date, out of ``skip``.

    A break is split at that date, and each half that still holds a meeting stays. Other meetings of that date stay
    skipped, each by its own clock time.
    """
    day = back[0].day
    halves = (skip._replace(last=day - _ONE_DAY), skip._replace(first=day + _ONE_DAY))
    left = [half for half in halves if has_planned(schedule, half.first, half.last)]
    if left:
        yield Changed(name="skip", place=place, values={"from": left[0].first, "to": left[0].last})
    else:
        yield Removed(name="skip", place=place)
    for half in left[1:]:
        yield Added(name="skip", values={"from": half.first, "to": half.last, **_why(skip.reason)}, after=place)
    if skip.at is None:
        others = [one for one in planned_on(schedule, day) if one not in back and not is_moved(schedule.moves, one)]
        for hour in dict.fromkeys(_local(one.day, one.at) for one in others):
            yield Added(name="skip", values={"date": hour, **_why(skip.reason)})


def _named(schedule: Schedule, one: Planned) -> date:
    """Return the date of the meeting as a skip or a move names it: with its clock time where the date has several."""
    return _local(one.day, one.at) if len(planned_on(schedule, one.day)) > 1 else one.day


def _why(reason: str) -> dict[str, str]:
    return {"reason": reason} if reason else {}


def _local(day: date, at: time) -> datetime:
    return datetime.combine(day, at)  # local to the slot's zone, as in the file
