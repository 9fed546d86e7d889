"""Make the schedule of a group from one series of a calendar, or from several that are its slots."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from ecgtool.learn.draft import names_apart
from ecgtool.learn.ical.exceptions import Exceptions
from ecgtool.learn.ical.strands import Strand

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class LearntSlot:
    """A slot of a group: the strands that follow one another, and the exceptions to them.

    ``name`` tells it from the other slots; "" where it needs none.
    """

    name: str
    chain: Sequence[Strand]
    exceptions: Exceptions

    @property
    def last(self) -> date | None:
        """Its last date, or None where it has no end."""
        return self.chain[-1].last

    def hours(self, first: date, last: date) -> dict[date, time]:
        """Return the dates from ``first`` to ``last`` with a meeting by the rules as written, each with its time."""
        ends = [after.first - _DAY for _, after in pairwise(self.chain)]
        found = {
            day: before.event.start.time()
            for before, end in zip(self.chain, ends, strict=False)
            for day in before.days(first, min(end, last))
        }
        final = self.chain[-1]
        return found | dict.fromkeys(final.days(first, min(last, final.last or last)), final.event.start.time())

    def gap_days(self) -> Iterator[date]:
        """Yield the dates that a rule, as it is written, has between its end and the beginning of the next rule."""
        for before, after in pairwise(self.chain):
            if before.last:
                yield from before.days(before.last + _DAY, after.first - _DAY)


def can_be_told_apart(slots: Sequence[LearntSlot]) -> bool:
    """Return whether date and clock time tell each meeting that is skipped or moved from all others.

    They do not where two slots show the same time on two clocks.
    """
    days = _Days(slots)
    skipped = Counter(day for slot in slots for day in {*slot.gap_days(), *slot.exceptions.skips})
    of_some = {day for day, number in skipped.items() if number < len(days.on(day))}
    of_some |= {day for slot in slots for day in slot.exceptions.moves}
    return all(len(set(hours)) == len(hours) for hours in map(days.on, of_some))


def take_holidays(slots: Sequence[LearntSlot]) -> list[str]:
    """Return the codes whose public holidays this program left out, and remove their dates from the skips.

    There are none where the calendar has a meeting on one of these holidays, since known holidays change.
    """
    from ecgtool.schedule.holidays import known, name_on

    master = slots[0].chain[0].series[0].master
    said = master.component.text("X-ECG-HOLIDAYS") if master else ""
    codes = tuple(filter(known, said.split(",")))
    last = max((day for slot in slots for day in slot.exceptions.skips), default=date.min)
    off = [{day for day in slot.hours(slot.chain[0].first, last) if codes and name_on(day, codes)} for slot in slots]
    found = [(slot.exceptions.skips, slot.exceptions.moves, days) for slot, days in zip(slots, off, strict=True)]
    if not all(days <= skips.keys() | moves.keys() for skips, moves, days in found):
        return []
    for skips, _, days in found:
        for day in days & skips.keys():
            del skips[day]
    return list(codes)


def slot_names(chains: Sequence[Sequence[Strand]]) -> list[str]:
    """Return a name for each chain, of what tells it from the others: place, time or days."""
    lasts = [chain[-1] for chain in chains]
    places = [strand.event.zone.key.rpartition("/")[2].replace("_", " ") for strand in lasts]
    hours = [f"{strand.event.start:%H:%M}" for strand in lasts]
    on = [strand.keys.get("on", "") for strand in lasts]
    days = [", ".join(map(str, one)) if isinstance(one, list) else str(one) for one in on]
    pairs = ((days, hours), (places, hours), (places, days, hours))
    joined = ([" ".join(filter(None, names)) for names in zip(*kind, strict=True)] for kind in pairs)
    return names_apart(places, hours, days, *joined)


def schedule_table(slots: Sequence[LearntSlot], holidays: Sequence[str]) -> dict[str, Any]:
    """Return the table ``schedule`` of a group with these slots. The first one is the group's own."""
    own, *others = slots
    table: dict[str, Any] = {**own.chain[0].table, "start": own.chain[0].first}
    if own.last:
        table["until"] = own.last
    if own.name:
        table["name"] = own.name
    if holidays:
        table["holidays"] = list(holidays)
    days = _Days(slots)
    extras = {_bare(start, own) for slot in slots for start in slot.exceptions.extras}
    lists = {
        "skip": [*_skips(slots, days), *(_breaks(own) if not others else ())],
        "move": list(_moves(slots, days)),
        "extra": [{"at": at} for at in sorted(extras)],
        "change": [
            {"from": strand.first, **({"slot": slot.name} if slot is not own else {}), **strand.table}
            for slot in slots
            for strand in slot.chain[1:]
        ],
        "slot": [_slot_table(slot, own) for slot in others],
    }
    return table | {key: value for key, value in lists.items() if value}


def _slot_table(slot: LearntSlot, own: LearntSlot) -> dict[str, Any]:
    zone, first = slot.exceptions.zone, slot.chain[0]
    clock = {"timezone": zone.key} if zone.key != own.exceptions.zone.key else {}
    end = {"until": slot.last} if slot.last else {}
    return {"name": slot.name, **clock, **first.table, "start": first.first, **end}


class _Days:
    """The slots that have a meeting on a date by their rules, and at which time, each on its own clock."""

    def __init__(self, slots: Sequence[LearntSlot]) -> None:
        excepted = [
            day
            for slot in slots
            for day in (*slot.exceptions.skips, *slot.exceptions.moves, *(slot.gap_days() if slots[1:] else ()))
        ]
        span = (min(excepted), max(excepted)) if excepted and slots[1:] else None
        self._hours = [slot.hours(*span) if span else {} for slot in slots]

    def on(self, day: date) -> list[time]:
        return [hours[day] for hours in self._hours if day in hours]

    def named(self, day: date, place: int) -> date:
        """Return the date of a meeting of the slot at ``place``, with its time where the date has several."""
        return datetime.combine(day, self._hours[place][day]) if len(self.on(day)) > 1 else day


def _skips(slots: Sequence[LearntSlot], days: _Days) -> Iterator[dict[str, Any]]:
    by_day: dict[date, list[tuple[int, str]]] = {}
    for place, slot in enumerate(slots):
        gaps = dict.fromkeys(slot.gap_days() if slots[1:] else (), "")
        for day, why in (gaps | slot.exceptions.skips).items():
            by_day.setdefault(day, []).append((place, why))
    for day, skipped in sorted(by_day.items()):
        if len(skipped) >= len(days.on(day)):
            yield {"date": day, **_reason(next((why for _, why in skipped if why), ""))}
        else:
            yield from ({"date": days.named(day, place), **_reason(why)} for place, why in skipped)


def _moves(slots: Sequence[LearntSlot], days: _Days) -> Iterator[dict[str, Any]]:
    for place, slot in enumerate(slots):
        for day, (to, why) in sorted(slot.exceptions.moves.items()):
            yield {"date": days.named(day, place), "to": to.replace(tzinfo=None), **_reason(why)}


def _breaks(slot: LearntSlot) -> Iterator[dict[str, Any]]:
    """Yield breaks for the time between the end of a rule and the beginning of the next."""
    for before, after in pairwise(slot.chain):
        if before.last and before.last + _DAY < after.first:
            yield {"from": before.last + _DAY, "to": after.first - _DAY}


def _bare(start: datetime, own: LearntSlot) -> datetime:
    """Return the start on the group's clock, without the zone, as ``ecg.toml`` has that of an extra meeting."""
    return start.astimezone(own.exceptions.zone).replace(tzinfo=None)


def _reason(why: str) -> dict[str, str]:
    return {"reason": why} if why else {}
