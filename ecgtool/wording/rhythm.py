"""How often and on which days a group meets, as people say it in a sentence ("every second Tuesday", "monthly")."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from ecgtool.wording.reading import WEEKDAY, WEEKDAYS, weekday_named

ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ORDINAL = r"(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"
_DAY = rf"{WEEKDAY}s?"
_ORDINAL_DAY = re.compile(
    rf"(?P<every>\bevery\s+)?\b(?P<ordinals>{_ORDINAL}(?:\s*(?:,|and|&|/|\+)+\s*(?:the\s+)?{_ORDINAL})*)\s+(?P<day>{_DAY})\b"
    r"(?P<month>\s+(?:of|in)\s+(?:the|each|every|a)\s+(?:calendar\s+)?month|\s+(?:monthly|each month|every month))?",
    re.IGNORECASE,
)
_TWO_WEEKS = re.compile(
    r"\bbi-?weekly\b|\bfortnight(?:ly)?\b|\bevery\s+(?:other|second|2nd)\s+week\b|\balternat(?:e|ing)\s+\w+days?\b|"
    rf"\bevery\s+other\s+{_DAY}\b|\bevery\s+(?:second|2nd)\s+{_DAY}\b(?!\s+(?:of|in)\b)|\b(?:odd|even)\s+weeks\b",
    re.IGNORECASE,
)
_NUMBERS = {word: n for n, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)}
_EVERY_N = re.compile(rf"\bevery\s+(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?P<unit>week|month)s\b", re.IGNORECASE)
_MONTH_DAY = re.compile(
    r"\bthe\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\s+(?:day\s+)?of\s+(?:each|every|the)\s+month\b", re.IGNORECASE
)
_MONTHLY = re.compile(r"(?<!-)\bmonthly\b|\bonce a month\b|\b(?:every|each)\s+month\b", re.IGNORECASE)
_QUARTERLY = re.compile(r"\bquarterly\b|\bonce a quarter\b|\bevery quarter\b", re.IGNORECASE)
_WEEKLY = re.compile(rf"\bweekly\b|\b(?:every|each)\s+(?:week|{_DAY})\b|\b{WEEKDAY}s\b", re.IGNORECASE)
_EACH_DAY = re.compile(rf"\b{_DAY}\b(?!\s*\()", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often (``every``) and on which days (``on``) a group meets, in the words of ``ecg.toml``.

    ``why`` says what it was guessed from; it is empty where the words were plain.
    """

    every: str
    on: tuple[str | int, ...] = ()
    why: str = ""

    @property
    def needs_start(self) -> bool:
        """Whether it is counted from a first date."""
        return self.every not in {"day", "week", "month"}


def one_or_all(days: Sequence[Any]) -> Any:
    """The days as the key ``on`` has them: one by itself, several in an array."""
    return days[0] if len(days) == 1 else list(days)


def read_rhythm(text: str) -> Rhythm | None:
    """The rhythm that a sentence tells; None where it tells none. Days it leaves open are not in ``on``."""
    if found := _EVERY_N.search(text):
        number = int(_NUMBERS.get(found["n"].lower(), found["n"]))
        return Rhythm(f"{number} {found['unit'].lower()}s", _days(text) if found["unit"].lower() == "week" else ())
    if _TWO_WEEKS.search(text):
        return Rhythm("2 weeks", _days(text))
    if found := _MONTH_DAY.search(text):
        return Rhythm("month", (int(found["day"]),))
    every = "3 months" if _QUARTERLY.search(text) else "month"
    if ordinal := _ordinal_days(text):
        return Rhythm(every, ordinal)
    if every == "3 months" or _MONTHLY.search(text):
        return Rhythm(every)
    return Rhythm("week", _days(text)) if _WEEKLY.search(text) else None


def completed(rhythm: Rhythm, day: date) -> Rhythm:
    """The rhythm with its days taken from a meeting's ``day`` where it leaves them open."""
    if rhythm.on:
        return rhythm
    if rhythm.every.endswith(("week", "weeks")):
        return replace(rhythm, on=(WEEKDAYS[day.weekday()],), why=rhythm.why or f"by the weekday of {day}")
    return replace(rhythm, on=(_place_in_month(day),), why=rhythm.why or f"by the place of {day} in its month")


def from_dates(days: Iterable[date]) -> Rhythm | None:
    """The rhythm that past and coming dates of meetings have; None where they show none."""
    ordered = sorted(set(days))
    gaps = Counter((later - earlier).days for earlier, later in pairwise(ordered))
    if len(ordered) < 2 or not gaps:
        return None
    gap, _ = min(gaps.most_common(), key=lambda counted: (-counted[1], counted[0]))
    why = f"by the dates {', '.join(map(str, ordered[-4:]))}"
    last = WEEKDAYS[ordered[-1].weekday()]
    if gap in {7, 14, 21}:
        return Rhythm("week" if gap == 7 else f"{gap // 7} weeks", (last,), why)
    return Rhythm("month", (_common_place(ordered),), why) if 27 <= gap <= 35 else None


def from_distance(day: date, today: date) -> Rhythm:
    """The likeliest rhythm of a group whose next meeting, seen from ``today``, is on ``day``."""
    distance = (day - today).days
    if distance > 14:
        return Rhythm("month", (_place_in_month(day),), f"by {day} alone, which is {distance} days off")
    if distance > 7:
        return Rhythm("2 weeks", (WEEKDAYS[day.weekday()],), f"by {day} alone, which is {distance} days off")
    return Rhythm("week", (WEEKDAYS[day.weekday()],), f"by {day} alone")


def has(rhythm: Rhythm, day: date) -> bool:
    """Whether ``day`` is one of the rhythm's days, apart from what it is counted from."""
    names = {WEEKDAYS[day.weekday()], day.day, *(f"{place} {WEEKDAYS[day.weekday()]}" for place in _places(day))}
    return rhythm.every == "day" or not rhythm.on or bool(names.intersection(rhythm.on))


def _ordinal_days(text: str) -> tuple[str, ...]:
    for found in _ORDINAL_DAY.finditer(text):
        places = re.findall(_ORDINAL, found["ordinals"], re.IGNORECASE)
        return tuple(f"{_ordinal(place)} {weekday_named(found['day'][:3])}" for place in places)
    return ()


def _ordinal(word: str) -> str:
    return ORDINALS[int(word[0]) - 1] if word[0].isdigit() else word.lower()


def _days(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(weekday_named(found[0][:3]) for found in _EACH_DAY.finditer(text)))


def _places(day: date) -> Sequence[str]:
    last = (day.toordinal() + 7, "last")
    is_last = date.fromordinal(last[0]).month != day.month
    return (*(("last",) if is_last else ()), ORDINALS[(day.day - 1) // 7])


def _place_in_month(day: date) -> str:
    return f"{_places(day)[0]} {WEEKDAYS[day.weekday()]}"


def _common_place(days: Sequence[date]) -> str:
    counted = Counter(f"{place} {WEEKDAYS[day.weekday()]}" for day in days for place in _places(day))
    return counted.most_common(1)[0][0]
