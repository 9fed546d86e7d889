"""From ``every`` and ``on``, as people say when they meet, to a recurrence rule of RFC 5545, section 3.3.10."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from ecgtool.schedule.recurrence import WEEKDAY_CODES
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.spelling import nearest

_EVERY = r"(?:([1-9]\d{0,2})\s+)?(day|week|month|year)s?"
_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_ORDINALS = {
    **{name: place for place, name in enumerate(("first", "second", "third", "fourth", "fifth"), 1)},
    **{name: place for place, name in enumerate(("1st", "2nd", "3rd", "4th", "5th"), 1)},
    "last": -1,
}
_CODES = {
    word.lower(): code
    for name, code in zip(WEEKDAYS, WEEKDAY_CODES, strict=True)
    for word in (name, name[:3], f"{name}s")
}
EVERY_UNITS = tuple(_FREQUENCIES)
ON_WORDS = (*_ORDINALS, *_CODES)
"""What ``every`` and ``on`` are made of, apart from numbers and "and"; in any case."""

On = str | int | Sequence[str | int]
"""A weekday, ordinals with a weekday, a day of the month, or several of one sort."""


class Days(NamedTuple):
    """The days that ``on`` names: weekdays as RFC 5545 writes them ("MO", "-1FR"), and days of the month."""

    weekdays: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()

    @property
    def with_ordinal(self) -> bool:
        """Whether any weekday has an ordinal."""
        return any(len(day) > 2 for day in self.weekdays)

    @property
    def without_ordinal(self) -> bool:
        """Whether any weekday has none."""
        return any(len(day) == 2 for day in self.weekdays)


@cache
def parse_every(text: str) -> tuple[int, str]:
    """How many of which unit: ``(2, "week")`` for "2 weeks".

    Raises:
        ValueError: it says no such thing; the text is the nearest that does.
    """
    match = re.fullmatch(_EVERY, text.strip().lower())
    if not match:
        unit = text.strip().lower().split(" ")[-1]
        raise ValueError(nearest(unit, ["day", "week", "month", "year", "days", "weeks", "months", "years"]))
    return int(match[1] or 1), match[2]


def parse_on(value: On) -> Days:
    """The days that ``on`` names.

    Raises:
        ValueError: a word in it is none that names days; the text is the nearest that does.
    """
    members = [value] if isinstance(value, (str, int)) else list(value)
    numbers = tuple(_month_day(member) for member in members if isinstance(member, int))
    weekdays = [day for member in members if isinstance(member, str) for day in _weekdays(member)]
    return Days(tuple(dict.fromkeys(weekdays)), tuple(dict.fromkeys(numbers)))


def compile_rule(every: str, on: On | None, start: date | None) -> str:
    """The recurrence rule for ``every`` and ``on``; what is not said in ``on`` is taken from ``start``.

    Raises:
        ValueError: the two do not go together, or a ``start`` is needed; the text says so.
    """
    interval, unit = parse_every(every)
    if start is None and (interval > 1 or unit == "year"):
        raise ValueError(f'every = "{every}" needs start, the first date, to count from')
    days = parse_on(on) if on is not None else None
    parts = [f"FREQ={_FREQUENCIES[unit]}"] + ([f"INTERVAL={interval}"] if interval > 1 else [])
    return ";".join(parts + {"day": _daily, "week": _weekly, "month": _monthly, "year": _yearly}[unit](days, start))


def _daily(days: Days | None, _start: date | None) -> list[str]:
    if days and (days.month_days or days.with_ordinal):
        raise ValueError('every = "day" goes with weekdays in on, or with none')
    return [f"BYDAY={','.join(days.weekdays)}"] if days else []


def _weekly(days: Days | None, start: date | None) -> list[str]:
    if days is None:
        days = Days((WEEKDAY_CODES[_needed(start).weekday()],))
    if days.month_days or days.with_ordinal:
        raise ValueError('every = "week" needs weekdays in on, such as "Monday" or ["Monday", "Thursday"]')
    return [f"BYDAY={','.join(days.weekdays)}"]


def _monthly(days: Days | None, start: date | None) -> list[str]:
    if days is None:
        days = Days(month_days=(_needed(start).day,))
    if days.without_ordinal:
        raise ValueError('every = "month" needs an ordinal with the weekday, such as "first Monday" or "last Friday"')
    if days.weekdays and days.month_days:
        raise ValueError("weekdays and days of the month do not go together")
    if days.weekdays:
        return [f"BYDAY={','.join(days.weekdays)}"]
    return [f"BYMONTHDAY={','.join(str(day) for day in days.month_days)}"]


def _yearly(days: Days | None, start: date | None) -> list[str]:
    return [f"BYMONTH={_needed(start).month}", *_monthly(days, start)]


def _needed(start: date | None) -> date:
    if start is None:
        raise ValueError("expected on, the day, or start, the first date")
    return start


def _month_day(number: int) -> int:
    if not 1 <= number <= 31:
        raise ValueError("; a day of the month is 1 to 31")
    return number


@cache
def _weekdays(text: str) -> Sequence[str]:
    words = re.findall(r"[^\s,&]+", text.lower())
    found: list[str] = []
    ordinals: list[int] = []
    for word in words:
        if word in _ORDINALS:
            ordinals.append(_ORDINALS[word])
        elif word in _CODES:
            found += [f"{place}{_CODES[word]}" for place in ordinals] or [_CODES[word]]
            ordinals = []
        elif word != "and":
            raise ValueError(nearest(word, [*WEEKDAYS, *_ORDINALS]))
    if ordinals or not found:
        raise ValueError("; a weekday is missing")
    return found
