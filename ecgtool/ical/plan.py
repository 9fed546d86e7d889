"""All meetings of a group as events: each series with its exceptions, and the single meetings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import chain

from ecgtool.errors import UsageError
from ecgtool.group import Extra, Group, Move, Schedule, Slot
from ecgtool.ical import event
from ecgtool.ical.event import CalendarEvent
from ecgtool.ical.series import EVER, DayRange, SeriesEvents, Stretch
from ecgtool.ical.uids import of_slot
from ecgtool.ical.vtimezone import is_utc
from ecgtool.schedule.occurrences import LeftOut, Occurrence, nearest_held
from ecgtool.schedule.planned import Planned, is_moved, planned_for, planned_on, skip_of


def events(group: Group, span: DayRange, since: date) -> Iterator[CalendarEvent]:
    """Yield the events for every meeting of ``group`` within ``span``; a series comes before its exceptions.

    A series whose schedule names no first date begins at ``since``.
    """
    distinct = _distinct(group)
    for one in _by_slot(group):
        yield from _of_one_slot(one, span, since, distinct)


def meeting_of(group: Group, occurrence: Occurrence) -> CalendarEvent:
    """Return one meeting as a single event."""
    if occurrence.status == "extra":
        extras = (event.additional(group, one) for one in group.schedule.extras)
        return next(one for one in extras if one.start.astimezone(UTC) == occurrence.start)
    own = _with_slot(group, occurrence.slot)
    planned = _planned(own, occurrence.planned_start)
    moves = [move for move in own.schedule.moves if is_moved([move], planned)]
    return event.moved(own, moves[0]) if moves else event.regular(own, planned)


def cancelled_meeting(group: Group, left_out: LeftOut) -> CalendarEvent:
    """Return a meeting that does not take place as a single event."""
    own = _with_slot(group, left_out.slot)
    return event.cancelled(own, _planned(own, left_out.start), left_out.reason)


def series_of(group: Group, occurrence: Occurrence, since: date) -> str | None:
    """Return the UID of the series that a meeting of the rule is in; None where it is in none."""
    own = _with_slot(group, occurrence.slot)
    day = _planned(own, occurrence.planned_start).day
    series = (one for stretch in _stretches(own, EVER, since) for one in stretch.series)
    return next((one.uid for one in series if one.has(day)), None)


def event_on(group: Group, day: date, at: time | None = None) -> CalendarEvent:
    """Return the meeting on ``day``, or one that was moved away from it or cancelled, as a single event.

    Where the day has several, ``at`` names the hour of one.

    Raises:
        UsageError: there is none (the hint has the nearest dates), or more than one.
    """
    found = [one for own in _by_slot(group) for one in _on(own, day, at)]
    held = [one for one in found if one.status != "CANCELLED"]
    if not found:
        raise UsageError(f"no meeting of {group.key} is on {day}", nearest_held(group.schedule, day))
    if len(held) > 1 and at is None:
        hours = " or ".join(f"{day}T{one.start:%H:%M}" for one in held)
        raise UsageError(f"{group.key} has several meetings on {day}", f"name one: {hours}")
    return (held or found)[0]


def _on(group: Group, day: date, at: time | None) -> Iterator[CalendarEvent]:
    """Yield the events of the meetings of one slot on ``day``: first those that the rule has there."""
    schedule = group.schedule
    for move in schedule.moves:
        if move.original == day and at in {None, planned_for(schedule, move).at}:
            yield event.moved(group, move)
    for one in planned_on(schedule, day, at):
        if not is_moved(schedule.moves, one):
            skip = skip_of(schedule, one)
            yield event.cancelled(group, one, skip.reason) if skip else event.regular(group, one)
    others = chain(
        (event.moved(group, move) for move in schedule.moves if move.to_date == day != move.original),
        (event.additional(group, one) for one in schedule.extras if one.day == day),
    )
    yield from (one for one in others if at in {None, one.start.time()})


def _by_slot(group: Group) -> Iterator[Group]:
    """Yield the group as if it had one slot, for each of its slots; the first has the extra meetings.

    Each has UIDs of its own.
    """
    first, *others = group.schedule.slots
    yield _only(group, first) if others else group
    for slot in others:
        yield _only(of_slot(group, slot.name or ""), slot)


def _only(group: Group, slot: Slot) -> Group:
    """Return the group as if ``slot`` were all of its schedule, with the exceptions that are about it."""
    schedule = group.schedule
    return group._replace(
        schedule=schedule._replace(
            zone=slot.zone,
            slots=(slot,),
            moves=tuple(move for move in schedule.moves if planned_for(schedule, move).slot is slot),
            extras=schedule.extras if slot is schedule.slots[0] else (),
        )
    )


def _with_slot(group: Group, name: str | None) -> Group:
    return next(own for own in _by_slot(group) if own.schedule.slots[0].name == name)


def _planned(group: Group, start: datetime) -> Planned:
    """Return the meeting of the group's one slot that the rule has at an instant."""
    day = start.astimezone(group.schedule.zone).date()
    return next(one for one in planned_on(group.schedule, day) if one.start == start)


def _of_one_slot(group: Group, span: DayRange, since: date, distinct: set[Move | Extra]) -> Iterator[CalendarEvent]:
    schedule = group.schedule
    stretches = _stretches(group, span, since)
    series = [one for stretch in stretches for one in stretch.series]
    for one in series:
        yield from _with_exceptions(one, span, distinct)
    for stretch in stretches:
        yield from _alone(stretch)
    for move in schedule.moves:
        own = next((one for one in series if one.has(move.original)), None)
        is_override = own is not None and own.keeps_in_place(move) and not _is_utc(own)
        if span.holds(move.to_date) and move in distinct and not is_override:
            yield event.moved(group, move)
    yield from (event.additional(group, one) for one in schedule.extras if span.holds(one.day) and one in distinct)


def _stretches(group: Group, span: DayRange, since: date) -> list[Stretch]:
    parts = group.schedule.slots[0].recurrences
    return [Stretch(group=group, whole=part, span=span, since=since, is_first=part is parts[0]) for part in parts]


def _with_exceptions(series: SeriesEvents, span: DayRange, distinct: set[Move | Extra]) -> Iterator[CalendarEvent]:
    """Yield the series and its overrides.

    Where an override would not do, the date is left out (EXDATE) and its meeting is a single event. So it is where a
    meeting moves past another or onto its day, which Outlook refuses (MS-OXOCAL, section 2.2.1.44), and in UTC, where
    Home Assistant finds no override.
    """
    group = series.group
    moves = [move for move in group.schedule.moves if series.has(move.original)]
    held = [move for move in moves if span.holds(move.to_date) and move in distinct and series.keeps_in_place(move)]
    overrides = {move.original: event.moved(group, move) for move in held}
    without = {move.original for move in moves} - overrides.keys()
    for day, reason in series.left_out():
        if group.ical.cancelled == "shown":
            overrides[day] = event.cancelled(group, series.planned(day), reason)
        else:
            without.add(day)
    topic_days = {topic.day for topic in group.agenda.topics if not topic.cancelled}
    for day in topic_days - overrides.keys() - without:
        if series.has(day):
            overrides[day] = event.regular(group, series.planned(day))
    in_series = {} if _is_utc(series) else overrides
    if master := series.master(without | (overrides.keys() - in_series.keys())):
        yield master
    moved = {move.original for move in moves}
    yield from (one for day, one in sorted(overrides.items()) if day not in in_series and day not in moved)
    if master:
        yield from (event.in_series(one, series.uid, series.start(day)) for day, one in sorted(in_series.items()))


def _is_utc(series: SeriesEvents) -> bool:
    return is_utc(series.group.schedule.zone.key)


def _distinct(group: Group) -> set[Move | Extra]:
    """Return the moved and extra meetings, without those that begin when another does: two at one instant are one."""
    schedule = group.schedule
    irregular: list[tuple[CalendarEvent, Move | Extra]] = [
        (event.moved(group, move), move) for move in schedule.moves
    ]
    irregular += [(event.additional(group, one), one) for one in schedule.extras]
    firsts: dict[datetime, Move | Extra] = {}
    for single, one in irregular:
        firsts.setdefault(single.start.astimezone(UTC), one)
    return {one for start, one in firsts.items() if not _is_regular(schedule, start)}


def _is_regular(schedule: Schedule, start: datetime) -> bool:
    days = {start.astimezone(slot.zone).date() for slot in schedule.slots}
    same = [one for day in days for one in planned_on(schedule, day) if one.start == start]
    return any(not is_moved(schedule.moves, one) and skip_of(schedule, one) is None for one in same)


def _alone(stretch: Stretch) -> Iterator[CalendarEvent]:
    group = stretch.group
    days = (day for day in sorted(stretch.alone) if stretch.span.holds(day))
    for one in (Planned(day, group.schedule.slots[0], stretch.whole) for day in days):
        if is_moved(group.schedule.moves, one):
            continue
        skip = skip_of(group.schedule, one)
        if skip is None:
            yield event.regular(group, one)
        elif group.ical.cancelled == "shown":
            yield event.cancelled(group, one, skip.reason)
