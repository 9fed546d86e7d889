"""What in a configuration is legal and yet hardly meant."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from ecgtool.config.faults import KeyPath, dotted
from ecgtool.group import Call, Group, Schedule, Skip
from ecgtool.passcode import code_in_link
from ecgtool.schedule.holiday_hints import hint
from ecgtool.schedule.occurrences import between, occurrences
from ecgtool.schedule.planned import has_planned, instant, planned_for, planned_on, recurrence_on
from ecgtool.schedule.recurrence import rule_parts

T = TypeVar("T")

_LONG_PAST = timedelta(days=183)
_TEN_YEARS = timedelta(days=3652)
_A_YEAR = timedelta(days=366)


class Remark(NamedTuple):
    """Something to look at, at ``path`` of the file."""

    path: str
    message: str

    def __str__(self) -> str:
        """``groups.ecg.schedule.skip[0]: it is long past``."""
        return f"{self.path}: {self.message}"


def suspicious(group: Group, now: datetime) -> list[Remark]:
    """What in a group's configuration is hardly meant."""
    today = now.astimezone(group.schedule.zone).date()
    schedule = ("groups", group.key, "schedule")
    found = [
        *_of_rule(group.schedule, now, today),
        *_long_past(group.schedule, today),
        *_empty_breaks(group.schedule),
        *collisions(group.schedule),
    ]
    of_call = [(("groups", group.key, *path), message) for path, message in _of_call(group.call)]
    return [Remark(dotted(path), text) for path, text in [*(((*schedule, *p), m) for p, m in found), *of_call]]


def coming_holidays(group: Group, now: datetime, default_group: str | None) -> list[Remark]:
    """The meetings of the year to come that fall on a public holiday where members are, each with what to type."""
    coming = between(group.schedule, now, now + _A_YEAR)
    hints = (hint(group, occurrence, default_group) for occurrence in coming)
    return [Remark(dotted(("groups", group.key)), words) for words in hints if words]


def _of_rule(schedule: Schedule, now: datetime, today: date) -> Iterator[tuple[KeyPath, str]]:
    recurrences = schedule.slots[0].recurrences
    first, last = recurrences[0].first, recurrences[-1].last
    if first != date.min and not planned_on(schedule, first):
        yield ("start",), f"{first} ({first:%A}) is not a date of the rule"
    if next(occurrences(schedule, now), None) is None:
        yield (), "no meeting is to come"
    endless = last == date.max and "COUNT" not in rule_parts(recurrences[-1].rule)
    if endless and first > date.min and today - first > _TEN_YEARS:
        yield ("until",), f"the series has run since {first}, for more than ten years, and has no end"
    if not endless and last < date.max and last - today > _TEN_YEARS:
        yield ("until",), f"{last} is more than ten years ahead"


def _long_past(schedule: Schedule, today: date) -> Iterator[tuple[KeyPath, str]]:
    days = [(("skip", place), skip.last) for place, skip in enumerate(schedule.skips)]
    days += [(("move", place), max(move.original, move.to_date)) for place, move in enumerate(schedule.moves)]
    days += [(("extra", place), extra.day) for place, extra in enumerate(schedule.extras)]
    return ((path, f"{day} is long past: it can go") for path, day in days if today - day > _LONG_PAST)


def _empty_breaks(schedule: Schedule) -> Iterator[tuple[KeyPath, str]]:
    for place, skip in enumerate(schedule.skips):
        if not has_planned(schedule, skip.first, skip.last):
            yield ("skip", place), f"no meeting is from {skip.first} to {skip.last}"


def collisions(schedule: Schedule) -> Iterator[tuple[KeyPath, str]]:
    """The moved and extra meetings at the time of another one."""
    for place, move in enumerate(schedule.moves):
        planned = planned_for(schedule, move)
        start = instant(move.to_date, move.to_time or planned.at, planned.slot.zone)
        without = (*schedule.skips, Skip(move.original, move.original, at=move.at))
        others = schedule._replace(moves=_less(schedule.moves, place), skips=without)
        yield from _at_the_time(others, start, start + planned.part.duration, ("move", place, "to"))
    for place, extra in enumerate(schedule.extras):
        start = instant(extra.day, extra.at, schedule.zone)
        end = start + recurrence_on(schedule.slots[0], extra.day).duration
        yield from _at_the_time(schedule._replace(extras=_less(schedule.extras, place)), start, end, ("extra", place))


def _at_the_time(others: Schedule, start: datetime, end: datetime, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    first = next(occurrences(others, start), None)
    if first and first.start < end:
        yield path, f"at the time of another meeting, of {first.local_start:%Y-%m-%d %H:%M}"


def _less(members: tuple[T, ...], place: int) -> tuple[T, ...]:
    return members[:place] + members[place + 1 :]


def _of_call(call: Call) -> Iterator[tuple[KeyPath, str]]:
    if not (call.join or call.one_tap or call.dial_in):
        yield ("call",), "nothing says how to join: no link and no number"
    if name := code_in_link(call.join):
        yield ("call", "join"), f"the link holds a pass code ({name}=): it goes wherever the link goes"
    if call.passcode_variable and not call.passcode:
        yield ("call", "passcode"), f"${call.passcode_variable} is not set here, so no pass code is told"
