"""All meetings of a group as events: each series with its exceptions, and the meetings that stand alone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain

from ecgtool.errors import UsageError
from ecgtool.group import Extra, Group, Move, Schedule
from ecgtool.ical import event
from ecgtool.ical.event import Event
from ecgtool.ical.series import EVER, Series, Span, Stretch
from ecgtool.schedule.occurrences import Occurrence, nearest_held
from ecgtool.schedule.planned import Planned, is_moved, planned_on, skip_of


def events(group: Group, span: Span) -> Iterator[Event]:
    """The events that say every meeting of ``group`` within ``span``; each series comes before its exceptions."""
    stretches = [Stretch(group, part, span) for part in group.schedule.slots[0].recurrences]
    series = [one for stretch in stretches for one in stretch.series]
    for one in series:
        yield from _with_exceptions(one, span)
    for stretch in stretches:
        yield from _alone(stretch)
    kept = _distinct(group)
    for move in group.schedule.moves:
        if span.holds(move.to_date) and move in kept and not any(one.has(move.original) for one in series):
            yield event.moved(group, move)
    yield from (event.additional(group, one) for one in group.schedule.extras if span.holds(one.day) and one in kept)


def meeting_of(group: Group, occurrence: Occurrence) -> Event:
    """The event of one meeting, by itself."""
    if occurrence.status == "extra":
        extras = (event.additional(group, one) for one in group.schedule.extras)
        return next(one for one in extras if one.start.astimezone(UTC) == occurrence.start)
    day = (occurrence.original_start or occurrence.start).astimezone(occurrence.zone).date()
    moves = [move for move in group.schedule.moves if move.original == day]
    return event.moved(group, moves[0]) if moves else event.regular(group, day)


def meeting_on(group: Group, day: date) -> Event:
    """The event of the meeting on ``day``, or of the one that is moved away from it or cancelled, by itself.

    Raises:
        UsageError: there is none; the nearest dates are named.
    """
    schedule = group.schedule
    found = chain(
        (event.moved(group, move) for move in schedule.moves if move.original == day),
        (event.regular(group, one.day) for one in planned_on(schedule, day) if not skip_of(schedule, one)),
        (event.moved(group, move) for move in schedule.moves if move.to_date == day),
        (event.additional(group, one) for one in schedule.extras if one.day == day),
        (
            event.cancelled(group, day, skip.reason)
            for one in planned_on(schedule, day)
            if (skip := skip_of(schedule, one))
        ),
    )
    if one := next(found, None):
        return one
    raise UsageError(f"no meeting of {group.key} is on {day}", nearest_held(schedule, day))


def in_its_series(group: Group, single: Event) -> Event:
    """A single meeting as those know it who have the series: as an instance of that, where it is one."""
    day = single.original
    stretches = (Stretch(group, part, EVER) for part in group.schedule.slots[0].recurrences)
    series = (one for stretch in stretches for one in stretch.series if day and one.has(day))
    own = next(series, None)
    return event.in_series(single, own.uid, own.start(day)) if own and day else single


def _with_exceptions(series: Series, span: Span) -> Iterator[Event]:
    group = series.group
    moves = [move for move in group.schedule.moves if series.has(move.original)]
    kept = _distinct(group)
    held = [move for move in moves if span.holds(move.to_date) and move in kept]
    overrides = {move.original: event.moved(group, move) for move in held}
    without = {move.original for move in moves} - overrides.keys()
    for day, reason in series.left_out():
        if group.ical.cancelled == "shown":
            overrides[day] = event.cancelled(group, day, reason)
        else:
            without.add(day)
    for day in _topic_days(group) - overrides.keys() - without:
        if series.has(day):
            overrides[day] = event.regular(group, day)
    if master := series.master(without):
        yield master
        yield from (event.in_series(overrides[day], series.uid, series.start(day)) for day in sorted(overrides))


def _distinct(group: Group) -> set[Move | Extra]:
    """The moved and extra meetings less those that begin when another does: two at one instant are one."""
    schedule = group.schedule
    irregular: list[tuple[Event, Move | Extra]] = [(event.moved(group, move), move) for move in schedule.moves]
    irregular += [(event.additional(group, one), one) for one in schedule.extras]
    firsts: dict[datetime, Move | Extra] = {}
    for single, one in irregular:
        firsts.setdefault(single.start.astimezone(UTC), one)
    return {one for start, one in firsts.items() if not _is_regular(schedule, start)}


def _is_regular(schedule: Schedule, start: datetime) -> bool:
    on_day = planned_on(schedule, start.astimezone(schedule.zone).date())
    same = [one for one in on_day if one.start == start]
    return any(not is_moved(schedule.moves, one) and skip_of(schedule, one) is None for one in same)


def _topic_days(group: Group) -> set[date]:
    return {topic.day for topic in group.agenda.topics if not topic.cancelled}


def _alone(stretch: Stretch) -> Iterator[Event]:
    group = stretch.group
    moved = {move.original for move in group.schedule.moves}
    for day in sorted(day for day in stretch.alone - moved if stretch.span.holds(day)):
        skip = skip_of(group.schedule, Planned(day, group.schedule.slots[0], stretch.whole))
        if skip is None:
            yield event.regular(group, day)
        elif group.ical.cancelled == "shown":
            yield event.cancelled(group, day, skip.reason)
