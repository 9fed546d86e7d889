"""When a group meets, found the slow way: every day is asked whether the words of the plan are true of it.

Neither a recurrence library nor the tool's own is used, and of a zone only what it shows at an instant in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MONTH_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def utc_of(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which the zone shows ``local``; in a gap, that time with the offset before the gap."""
    as_utc = local.replace(tzinfo=UTC)
    around = [as_utc - timedelta(hours=30), as_utc, as_utc + timedelta(hours=30)]
    offsets = [moment.astimezone(zone).utcoffset() or timedelta() for moment in around]
    shown = [as_utc - offset for offset in offsets]
    right = [moment for moment in shown if moment.astimezone(zone).replace(tzinfo=None) == local]
    return min(right, default=shown[0])


class Rule(NamedTuple):
    """``every``, ``on``, ``at`` and ``duration`` as the file has them, and the date that they are counted from."""

    interval: int
    unit: str
    on: tuple[str | int, ...]
    at: time
    minutes: int
    anchor: date | None

    def meets(self, day: date) -> bool:
        """Whether the words are true of ``day``."""
        return self._turn(day) and any(self._named(day, on) for on in self.on or (self._default(),))

    def _turn(self, day: date) -> bool:
        if self.anchor is None:
            return True
        match self.unit:
            case "day":
                passed = (day - self.anchor).days
            case "week":
                passed = _week(day) - _week(self.anchor)
            case "month":
                passed = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
            case _:
                passed = day.year - self.anchor.year
                if day.month != self.anchor.month:
                    return False
        return passed % self.interval == 0

    def _default(self) -> str | int:
        if self.anchor is None or self.unit == "day":
            return "any"
        return WEEKDAYS[self.anchor.weekday()] if self.unit == "week" else self.anchor.day

    def _named(self, day: date, on: str | int) -> bool:
        if isinstance(on, int):
            return day.day == on
        if on == "any":
            return True
        *places, weekday = on.replace(" and ", " ").split()
        if WEEKDAYS[day.weekday()] != weekday:
            return False
        is_last = (day + 7 * DAY).month != day.month
        number = (day.day + 6) // 7
        return not places or any(MONTH_ORDINALS.get(p) == number or (p == "last" and is_last) for p in places)


def _week(day: date) -> int:
    """The number of the week that holds ``day``; the first day of all was a Monday."""
    return (day.toordinal() - 1) // 7


class Plan(NamedTuple):
    """The whole schedule as a person wrote it."""

    zone: ZoneInfo
    rule: Rule
    start: date | None = None
    until: date | None = None
    changes: tuple[tuple[date, Rule], ...] = ()
    skips: tuple[tuple[date, date], ...] = ()
    moves: tuple[tuple[date, date, time | None], ...] = ()
    extras: tuple[datetime, ...] = ()

    def rule_on(self, day: date) -> Rule:
        """The rule in force on ``day``."""
        return next((rule for since, rule in reversed(self.changes) if since <= day), self.rule)

    def meets(self, day: date) -> bool:
        """Whether the rule, exceptions apart, has a meeting on ``day``."""
        return (self.start or date.min) <= day <= (self.until or date.max) and self.rule_on(day).meets(day)

    def is_skipped(self, day: date) -> bool:
        """Whether the meeting of that day is left out."""
        moved = {original for original, _, _ in self.moves}
        return day not in moved and any(first <= day <= last for first, last in self.skips)

    def begin(self, day: date) -> datetime:
        """When the rule's meeting of that day begins."""
        return utc_of(datetime.combine(day, self.rule_on(day).at), self.zone)

    def length(self, day: date) -> timedelta:
        """How long a meeting of that day lasts."""
        return timedelta(minutes=self.rule_on(day).minutes)


class Held(NamedTuple):
    """A meeting that takes place."""

    start: datetime
    end: datetime
    status: str
    original: datetime | None


def rule_days(plan: Plan, first: date, last: date) -> Iterator[date]:
    """The days of the rule from ``first`` to ``last``, each of them asked."""
    return (day for day in _days(first, last) if plan.meets(day))


def held(plan: Plan, first: date, last: date) -> list[Held]:
    """The meetings that take place on the rule's days from ``first`` to ``last``, moved and extra ones whenever."""
    moves = {original: (to, at) for original, to, at in plan.moves}
    days = [day for day in rule_days(plan, first, last) if day not in moves and not plan.is_skipped(day)]
    found = [Held(plan.begin(day), plan.begin(day) + plan.length(day), "scheduled", None) for day in days]
    for original, (to, at) in moves.items():
        start = utc_of(datetime.combine(to, at or plan.rule_on(original).at), plan.zone)
        found.append(Held(start, start + plan.length(original), "moved", plan.begin(original)))
    for local in plan.extras:
        start = utc_of(local, plan.zone)
        found.append(Held(start, start + plan.length(local.date()), "extra", None))
    by_start: dict[datetime, Held] = {}
    for one in found:
        by_start.setdefault(one.start, one)
    return sorted(by_start.values())


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


class Slots(NamedTuple):
    """A group of several slots: the plan of each, without exceptions, and the exceptions to all of them.

    ``in_turn`` deals the days of the first plan out among the hours of all, instead. ``extras`` are on the clock of
    the first.
    """

    plans: tuple[Plan, ...]
    names: tuple[str | None, ...]
    in_turn: bool = False
    skips: tuple[tuple[date, date, time | None], ...] = ()
    moves: tuple[tuple[date, time, date, time | None], ...] = ()
    extras: tuple[datetime, ...] = ()


class SlotHeld(NamedTuple):
    """A meeting of a slot that takes place."""

    start: datetime
    end: datetime
    status: str
    original: datetime | None
    slot: str | None


def slot_days(slots: Slots, first: date, last: date) -> list[tuple[int, date]]:
    """The days that the rules have from ``first`` to ``last``, each with the place of its slot; each day asked."""
    if not slots.in_turn:
        return [(place, day) for place, plan in enumerate(slots.plans) for day in rule_days(plan, first, last)]
    dealt = enumerate(rule_days(slots.plans[0], slots.plans[0].start or first, last))
    return [(number % len(slots.plans), day) for number, day in dealt if day >= first]


def held_in_slots(slots: Slots, first: date, last: date) -> list[SlotHeld]:
    """The meetings that take place on the slots' days from ``first`` to ``last``, moved and extra ones whenever."""
    moves = {(day, at): (to, to_at) for day, at, to, to_at in slots.moves}
    found: list[SlotHeld] = []
    for place, day in slot_days(slots, first, last):
        plan, name, at = slots.plans[place], slots.names[place], slots.plans[place].rule_on(day).at
        start, length = plan.begin(day), plan.length(day)
        if moved := moves.get((day, at)):
            begin = utc_of(datetime.combine(moved[0], moved[1] or at), plan.zone)
            found.append(SlotHeld(begin, begin + length, "moved", start, name))
        elif not any(since <= day <= until and hour in {None, at} for since, until, hour in slots.skips):
            found.append(SlotHeld(start, start + length, "scheduled", None, name))
    for local in slots.extras:
        start = utc_of(local, slots.plans[0].zone)
        found.append(SlotHeld(start, start + slots.plans[0].length(local.date()), "extra", None, None))
    order = {"scheduled": 0, "moved": 1, "extra": 2}
    by_start: dict[datetime, SlotHeld] = {}
    for one in sorted(found, key=lambda one: (one.start, order[one.status])):
        by_start.setdefault(one.start, one)
    return list(by_start.values())
