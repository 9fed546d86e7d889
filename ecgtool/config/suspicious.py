"""Find what in a configuration is allowed, but probably a mistake."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import TypeVar
from zoneinfo import ZoneInfo

from ecgtool.config.kinds import KeyPath, dotted
from ecgtool.group import Call, Group, Recurrence, Schedule, Skip, Slot
from ecgtool.passcode import code_in_link
from ecgtool.schedule import recurrence
from ecgtool.schedule.conflicts import find_conflicts
from ecgtool.schedule.holidays import Holiday, holiday_names, holidays_met
from ecgtool.schedule.occurrences import between, occurrences
from ecgtool.schedule.planned import has_planned, instant, planned_for, planned_on, recurrence_on
from ecgtool.schedule.recurrence import rule_parts, rule_text
from ecgtool.schedule.slots import may_overlap
from ecgtool.schedule.zone_data import abbreviation

T = TypeVar("T")

_LONG_PAST = timedelta(days=183)
_TEN_YEARS = timedelta(days=3652)
_A_YEAR = timedelta(days=366)
_NEARLY_A_DAY = timedelta(hours=22)
"""The shortest time between two meetings a day apart, with a change of the clocks in between."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """Something to look at, at ``path`` of the file."""

    path: KeyPath
    message: str

    def __str__(self) -> str:
        """Return the remark in one line: ``groups.ecg.schedule.skip[0]: it is long past``."""
        return f"{dotted(self.path)}: {self.message}"


@dataclass(frozen=True, kw_only=True, slots=True)
class OnHoliday:
    """A day on which each of the ``groups`` has a meeting that falls on public holidays."""

    groups: tuple[Group, ...]
    day: date
    holidays: tuple[Holiday, ...]

    @property
    def names(self) -> str:
        """``Christmas Day in US, DE``."""
        return holiday_names(self.day, self.holidays)


def suspicious(group: Group, now: datetime) -> list[Remark]:
    """Return remarks on what in a group's configuration is probably a mistake."""
    today = now.astimezone(group.schedule.zone).date()
    found = [
        *_of_slots(group.schedule, now, today),
        *_long_past(group.schedule, today),
        *_into_the_past(group.schedule, today),
        *_empty_breaks(group.schedule),
        *collisions(group.schedule),
        *_overlapping_slots(group, now),
    ]
    of_group = [
        *_of_zones(group),
        *((("schedule", *path), message) for path, message in found),
        *_of_call(group.call),
    ]
    return [Remark(path=("groups", group.key, *path), message=message) for path, message in of_group]


def coming_holidays(group: Group, now: datetime) -> list[OnHoliday]:
    """Return the public holidays of the coming year on which a group meets, each once."""
    coming = list(between(group.schedule, now, now + _A_YEAR))
    met = zip(coming, holidays_met(group, coming), strict=False)  # none where no holiday counts
    found = [OnHoliday(groups=(group,), day=one.local_start.date(), holidays=its) for one, its in met if its]
    return holidays_together(found)


def holidays_together(found: Iterable[OnHoliday]) -> list[OnHoliday]:
    """Return the holidays in the order of their dates, with those of several groups on one date put together."""
    by_day: dict[date, list[OnHoliday]] = {}
    for one in found:
        by_day.setdefault(one.day, []).append(one)
    return [_together(day, by_day[day]) for day in sorted(by_day)]


def _together(day: date, found: list[OnHoliday]) -> OnHoliday:
    groups = {group.key: group for one in found for group in one.groups}
    holidays = dict.fromkeys(holiday for one in found for holiday in one.holidays)
    return OnHoliday(groups=tuple(groups.values()), day=day, holidays=tuple(holidays))


def _of_zones(group: Group) -> Iterator[tuple[KeyPath, str]]:
    """Yield remarks on zones that are fixed offsets and no places. Their clocks never change."""
    named: list[tuple[KeyPath, ZoneInfo]] = [(("timezone",), group.schedule.zone)]
    named += [(("zones", place), zone) for place, zone in enumerate(group.zones)]
    named += [((*path, "timezone"), slot.zone) for path, slot in _slots(group.schedule) if path]
    for path, zone in named:
        if re.fullmatch(r"EST|MST|HST|Etc/GMT[+-]\d+", zone.key):
            reversed_sign = ", whose sign is reversed," if zone.key.startswith("Etc") else ""
            meaning = f"is {abbreviation(datetime(2000, 1, 1, tzinfo=zone))} all year, without summer time"
            yield path, f"{zone.key}{reversed_sign} {meaning}; a place's name is a clock that changes"


def _slots(schedule: Schedule) -> list[tuple[KeyPath, Slot]]:
    """Return the slots with their paths in the file.

    The group's own rule has none, even where several hours share it.
    """
    own = max(sum(slot.in_turn for slot in schedule.slots), 1)
    return [(("slot", place - own) if place >= own else (), slot) for place, slot in enumerate(schedule.slots)]


def _of_slots(schedule: Schedule, now: datetime, today: date) -> Iterator[tuple[KeyPath, str]]:
    slots = _slots(schedule)
    for path in dict.fromkeys(path for path, _ in slots):
        alike = [slot for other, slot in slots if other == path]
        first = alike[0].recurrences[0].first
        if first != date.min and not planned_on(schedule._replace(slots=tuple(alike)), first):
            yield (*path, "start"), f"{first} ({first:%A}) is not a date of the rule"
        yield from (((*path, *key), message) for key, message in _of_end(alike[0], today))
        for part in alike[0].recurrences:
            if part.last >= today and (words := _left_out(part, max(part.first, today))):
                yield path, words
                break
    if next(occurrences(schedule, now), None) is None:
        yield (), "no meeting is to come"


def _of_end(slot: Slot, today: date) -> Iterator[tuple[KeyPath, str]]:
    first, last = slot.recurrences[0].first, slot.recurrences[-1].last
    endless = last == date.max and "COUNT" not in rule_parts(slot.recurrences[-1].rule)
    if endless and first > date.min and today - first > _TEN_YEARS:
        yield ("until",), f"the series has run since {first}, for more than ten years, and has no end"
    if not endless and last < date.max and last - today > _TEN_YEARS:
        yield ("until",), f"{last} is more than ten years ahead"


def _left_out(part: Recurrence, since: date) -> str:
    """Return a remark on the months or years of the next ten years in which the rule has no date, or "".

    A rule for the 31st, say, has none in every other month.
    """
    parts = rule_parts(part.rule)
    unit = {"MONTHLY": "%B %Y", "YEARLY": "%Y"}.get(parts["FREQ"])
    if unit is None or "COUNT" in parts or _is_in_every_month(parts):
        return ""
    about = {name: parts[name] for name in ("FREQ", "INTERVAL", "BYMONTH") if name in parts}
    every = about | {"BYMONTHDAY" if parts["FREQ"] == "MONTHLY" else "BYYEARDAY": "1"}
    every.pop("BYMONTH" if parts["FREQ"] == "YEARLY" else "", None)
    anchor = part.anchor and part.anchor.replace(day=1)
    until = min(part.last, since + min(_TEN_YEARS, date.max - since))
    whole = part._replace(turn=None, last=until)
    begins = recurrence.dates(whole._replace(rule=rule_text(every), anchor=anchor), since)
    held = {day.strftime(unit) for day in recurrence.dates(whole, since)}
    empty = [day.strftime(unit) for day in list(begins)[:-1] if day.strftime(unit) not in held]
    what = "month" if parts["FREQ"] == "MONTHLY" else "year"
    return f"the rule leaves {what}s out: there is no such date in {', '.join(empty[:3])}" if empty else ""


def _is_in_every_month(parts: Mapping[str, str]) -> bool:
    """Return whether a monthly rule names a day that every month has, such as the third Friday or the 15th.

    Most monthly rules do. To step through them is half of the time that a check of a thousand groups takes.
    """
    named = parts.keys() - {"FREQ", "INTERVAL"}
    if parts["FREQ"] != "MONTHLY" or named not in ({"BYDAY"}, {"BYMONTHDAY"}):
        return False
    return any(re.fullmatch(r"[+-]?[1-4]?[A-Z]{2}|[1-9]|1\d|2[0-8]", day) for day in parts[named.pop()].split(","))


def _long_past(schedule: Schedule, today: date) -> Iterator[tuple[KeyPath, str]]:
    days = [(("skip", place), skip.last) for place, skip in enumerate(schedule.skips)]
    days += [(("move", place), max(move.original, move.to_date)) for place, move in enumerate(schedule.moves)]
    days += [(("extra", place), extra.day) for place, extra in enumerate(schedule.extras)]
    return ((path, f"{day} is long past: take it out") for path, day in days if today - day > _LONG_PAST)


def _into_the_past(schedule: Schedule, today: date) -> Iterator[tuple[KeyPath, str]]:
    for place, move in enumerate(schedule.moves):
        if move.to_date < today <= move.original:
            yield ("move", place, "to"), f"the meeting of {move.original} is moved into the past, to {move.to_date}"


def _empty_breaks(schedule: Schedule) -> Iterator[tuple[KeyPath, str]]:
    for place, skip in enumerate(schedule.skips):
        if not has_planned(schedule, skip.first, skip.last):
            yield ("skip", place), f"no meeting is from {skip.first} to {skip.last}"


def collisions(schedule: Schedule) -> Iterator[tuple[KeyPath, str]]:
    """Yield the moved and extra meetings that overlap another meeting."""
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


def _overlapping_slots(group: Group, now: datetime) -> Iterator[tuple[KeyPath, str]]:
    """Yield a remark where meetings of a group's rules overlap. A single rule has at most one meeting a day."""
    slots, longest = (
        group.schedule.slots,
        max(part.duration for slot in group.schedule.slots for part in slot.recurrences),
    )
    by_themselves = any(slot.recurrences[1:] for slot in slots) or longest >= _NEARLY_A_DAY
    if not by_themselves and not any(may_overlap(*pair, now.date(), longest) for pair in combinations(slots, 2)):
        return
    plain = group._replace(schedule=group.schedule._replace(moves=(), extras=()))
    for conflict in find_conflicts([plain], now, now + _A_YEAR):
        begin = conflict.overlaps[0].start
        yield (), f"two of its meetings overlap, such as on {begin:%Y-%m-%d} from {begin:%H:%M} UTC on"


def _at_the_time(others: Schedule, start: datetime, end: datetime, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    first = next(occurrences(others, start), None)
    if first and first.start < end:
        one = ": the two begin together and count as one" if first.start == start else ""
        yield path, f"at the time of another meeting, of {first.local_start:%Y-%m-%d %H:%M}{one}"


def _less(members: tuple[T, ...], place: int) -> tuple[T, ...]:
    return members[:place] + members[place + 1 :]


def _of_call(call: Call) -> Iterator[tuple[KeyPath, str]]:
    if not (call.join or call.one_tap or call.dial_in):
        yield ("call",), "nothing says how to join: no link and no number"
    if name := code_in_link(call.join):
        yield ("call", "join"), f"the link holds a pass code ({name}=): it goes wherever the link goes"
    if call.passcode_variable and not call.passcode:
        yield ("call", "passcode"), f"${call.passcode_variable} is not set here, so no pass code is shown"
