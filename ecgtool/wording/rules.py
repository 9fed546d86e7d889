"""Turn ``every`` and ``on``, in people's words, into a recurrence rule (RFC 5545, section 3.3.10)."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from ecgtool.schedule.recurrence import WEEKDAY_CODES
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.spelling import nearest

_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_COUNTS = {
    **dict.fromkeys(("a", "an", "one"), 1),
    **dict.fromkeys(("two", "other", "second", "2nd", "alternate", "alternating"), 2),
    **dict.fromkeys(("three", "third", "3rd"), 3),
    **dict.fromkeys(("four", "fourth", "4th"), 4),
    **dict.fromkeys(("five", "fifth", "5th"), 5),
    **dict.fromkeys(("six", "sixth", "6th"), 6),
    **{word: number for number, word in enumerate(("seven", "eight", "nine", "ten", "eleven", "twelve"), 7)},
}
_PERIODS = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "biweekly": (2, "week"), "fortnightly": (2, "week"), "fortnight": (2, "week"), "fortnights": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"), "quarter": (3, "month"), "quarters": (3, "month"),
    "half yearly": (6, "month"), "half year": (6, "month"), "semiannually": (6, "month"), "semiannual": (6, "month"),
    "yearly": (1, "year"), "annually": (1, "year"), "annual": (1, "year"), "biennial": (2, "year"),
}  # fmt: skip
"""Words for an interval: how many, and of which unit."""
_TWICE_A_MONTH = 'every = "2 weeks", or every = "month" with two days in on, such as "first and third Monday"'
_TWO_READINGS = {
    "bimonthly": 'every = "2 months", or twice a month, every = "month" with two days in on',
    "semimonthly": _TWICE_A_MONTH,
    "twice a month": _TWICE_A_MONTH,
    "twice monthly": _TWICE_A_MONTH,
    "two times a month": _TWICE_A_MONTH,
    "biannually": 'every = "6 months" or every = "2 years"',
    "biannual": 'every = "6 months" or every = "2 years"',
    "biyearly": 'every = "6 months" or every = "2 years"',
    "semiweekly": 'every = "week" with two days in on, or every = "3 days"',
    "twice a week": 'every = "week" with two days in on, or every = "3 days"',
    "twice weekly": 'every = "week" with two days in on, or every = "3 days"',
}
"""Words with two meanings, and how to write each of them."""
_ORDINALS = {
    word: place
    for place, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th"), 1)
    for word in words.split()
}
_FROM_THE_END = {
    "last": -1, "final": -1, "penultimate": -2, "second last": -2, "2nd last": -2, "second to last": -2,
    "2nd to last": -2, "next to last": -2, "last but one": -2, "antepenultimate": -3, "third last": -3,
    "3rd last": -3, "third to last": -3, "3rd to last": -3, "last but two": -3,
}  # fmt: skip
_CODES = {
    word: code
    for name, code in zip(WEEKDAYS, WEEKDAY_CODES, strict=True)
    for word in (name.lower(), name[:3].lower(), f"{name.lower()}s", f"{name[:3].lower()}s")
} | {"tues": "TU", "wednes": "WE", "weds": "WE", "thur": "TH", "thurs": "TH"}
_WORKDAYS = ("weekday", "workday", "business day", "working day", "work day")
_WORKWEEK, _WEEKEND = WEEKDAY_CODES[:5], WEEKDAY_CODES[5:]
_SETS = {f"{name}{ending}": _WORKWEEK for name in _WORKDAYS for ending in ("", "s")} | dict.fromkeys(
    ("weekend", "weekends"), _WEEKEND
)
_FILLERS = (
    *(f"{of} {each} month" for of in ("of", "in") for each in ("the", "a", "each", "every")),
    *("each month", "every month", "monthly", "and", "the", "on", "every", "each"),
)
_PHRASES = {
    **dict.fromkeys(_FILLERS, ("filler", None)),
    **{word: ("place", place) for word, place in (_ORDINALS | _FROM_THE_END).items()},
    **{word: ("weekday", code) for word, code in _CODES.items()},
    **{word: ("set", codes) for word, codes in _SETS.items()},
    **dict.fromkeys(("to", "through", "thru", "till", "until"), ("range", None)),
    **dict.fromkeys(("day", "days"), ("day", None)),
}
_LONGEST_PHRASE = 7
"""The most words and hyphens of a phrase such as "second-to-last" or "of the month"."""
_PLACES = ("place", "number")
_DASHES = {"-", "\u2013", "\u2014"}
_BETWEEN = {",", "&", "/", "+", ";"}
_PIECE = r"[,&/+;\u2013\u2014-]|[^\s,&/+;.\u2013\u2014-]+"
_EVERY_OTHER = r"(?i)\b(?:every|each)\s+(other|alternate|second|2nd|third|3rd|fourth|4th)\s+[a-z]+(?!.*month)"
EVERY_WORDS = (
    *_FREQUENCIES,
    *(f"{unit}s" for unit in _FREQUENCIES),
    *_COUNTS,
    *_PERIODS,
    "every",
    "each",
    "once",
    "per",
)
ON_WORDS = tuple(_PHRASES)
"""The words of ``on``, apart from numbers. They are read in any case, with spaces or hyphens between them."""

On = str | int | Sequence[str | int]
"""A weekday, ordinals with a weekday, a day of the month, or several of one sort."""


class Days(NamedTuple):
    """The days that ``on`` names, as parts of a rule (RFC 5545): weekdays ("MO", "-1FR") and days of the month.

    ``workdays`` are places among the days from Monday to Friday of a month: -1 is the last of them.
    """

    weekdays: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()
    workdays: tuple[int, ...] = ()

    @property
    def with_ordinal(self) -> bool:
        """Whether any weekday has an ordinal."""
        return bool(self.workdays) or any(len(day) > 2 for day in self.weekdays)

    @property
    def without_ordinal(self) -> bool:
        """Whether any weekday has no ordinal."""
        return any(len(day) == 2 for day in self.weekdays)


@cache
def parse_every(text: str) -> tuple[int, str]:
    """Return how many of which unit: "2 weeks", "biweekly" and "every other week" -> (2, "week").

    Raises:
        ValueError: it is no interval, or has two readings. The text names these, or the nearest word.
    """
    if text in _FREQUENCIES:  # as most files have it
        return 1, text
    words = " ".join(re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text.lower()).split())
    joined = re.sub(r"\b(bi|semi) ", r"\1", words)
    if joined.removeprefix("every ").removesuffix("s") in _WORKDAYS:
        raise ValueError('; write every = "week" and on = "weekdays"')
    if readings := _TWO_READINGS.get(joined) or _TWO_READINGS.get(joined.removeprefix("every ")):
        raise ValueError(f"; it can be read in two ways: {readings}")
    plain = re.sub(r"^(?:every|each|per|once (?:a|an|every|each|per)) ", "", joined)
    plain = re.sub(r"^([0-9]+)(?=(?:day|week|month|year)s?$)", r"\1 ", plain)
    if plain in _PERIODS:
        return _PERIODS[plain]
    match = re.fullmatch(r"(?:([1-9][0-9]{0,2}|[a-z0-9]+) )?([a-z]+)", plain)
    unit = match[2].removesuffix("s") if match else ""
    if match and (unit in _FREQUENCIES or match[2] in _PERIODS):
        count, unit = _PERIODS.get(match[2], (1, unit))
        number = _COUNTS.get(match[1] or "one") or (int(match[1]) if match[1].isdecimal() else 0)
        if 0 < number * count < 1000:
            return number * count, unit
    raise ValueError(_why_no_interval(plain))


def _why_no_interval(words: str) -> str:
    count, _, last = words.rpartition(" ")
    if any(word in _CODES for word in words.split(" ")):
        return '; the days go into the key on, such as on = "Monday"'
    if last.removesuffix("s") in _FREQUENCIES:
        return f"; “{count}” is no number from 1 to 999"
    return nearest(last, [*_FREQUENCIES, *(f"{unit}s" for unit in _FREQUENCIES)])


def parse_on(value: On) -> Days:
    """Return the days that ``on`` names: "first and third Tuesday" -> the weekdays ("1TU", "3TU").

    Raises:
        ValueError: something in it names no day. The text quotes it, or names the nearest word.
    """
    members = [value] if isinstance(value, (str, int)) else list(value)
    found = [Days(month_days=(_month_day(one),)) if isinstance(one, int) else _days_in(one) for one in members]
    return _together(found)


def compile_rule(every: str, on: On | None, start: date | None) -> str:
    """Return the recurrence rule for ``every`` and ``on``. A day that ``on`` does not name is taken from ``start``.

    Raises:
        ValueError: the two do not go together, or a ``start`` is needed. The text says so.
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
    if sum(map(bool, days)) > 1:
        raise ValueError("weekdays and days of the month do not go together")
    if days.workdays:
        places = ",".join(map(str, days.workdays))
        return [f"BYDAY={','.join(_WORKWEEK)};BYSETPOS={places}"]
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


class _Word(NamedTuple):
    """A phrase of ``on``: its sort, its value, and how it is written."""

    sort: str
    value: Any
    text: str


def _words(text: str) -> list[_Word]:
    """Return the phrases in ``text``, each the longest that is known, without filler words."""
    tokens = re.findall(_PIECE, text)
    found: list[_Word] = []
    apart = True
    while tokens:
        size = next((n for n in range(_LONGEST_PHRASE, 1, -1) if _phrase(tokens[:n]) in _PHRASES), 1)
        written, tokens = " ".join(tokens[:size]), tokens[size:]
        if match := re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", written.lower()):
            found.append(_Word("place" if match[2] else "number", int(match[1]), written))
        elif written in _DASHES:
            found.append(_Word("range", None, written))
        elif written not in _BETWEEN:
            found.append(_Word(*_PHRASES.get(_phrase(written.split()), ("other", None)), written))
        if not apart and written not in _BETWEEN and all(word.sort in _PLACES for word in found[-2:]):
            both = " ".join(word.text for word in found[-2:])
            raise ValueError(f"; “{both}” can be read in two ways: name each, such as “second and last Friday”")
        apart = written in _BETWEEN or written.lower() == "and" or not found
    return [word for word in found if word.sort != "filler"]


def _phrase(tokens: list[str]) -> str:
    inner = tokens[0] not in _DASHES and tokens[-1] not in _DASHES
    return " ".join(token.lower() for token in tokens if token not in _DASHES) if inner else ""


@cache
def _days_in(text: str) -> Days:
    """Return the days in one text. Ordinals belong to the weekday, or to the word "day", that follows them."""
    if code := _CODES.get(text.lower()):  # as most files have it
        return Days((code,))
    if match := re.search(_EVERY_OTHER, text):
        weeks = f'every = "{_COUNTS[match[1].lower()]} weeks"'
        only = match[1].lower() in {"other", "alternate"}
        raise ValueError(f"; for “{match[0]}” write {weeks}" + ("" if only else ", or “of the month” behind it"))
    if match := re.search(r"(?:\b(?:and|on|the)|[&/+;])\s*$", text):
        raise ValueError(f"; something is missing after “{match[0].strip()}”")
    words = _words(text)
    if strange := next((word for word in words if word.sort == "other"), None):
        raise ValueError(_elsewhere(text) or _left_over(strange.text))
    found: list[Days] = []
    places: list[_Word] = []
    while words:
        word = words.pop(0)
        if word.sort in _PLACES:
            places.append(word)
        else:
            found.append(_named(word, places, words))
            places = []
    if not all(place.text[0].isdigit() and place.value > 0 for place in places) or not (places or found):
        raise ValueError("; a weekday is missing")
    return _together([*found, Days(month_days=tuple(_month_day(place.value) for place in places))])


def _together(found: list[Days]) -> Days:
    return Days(
        tuple(dict.fromkeys(day for days in found for day in days.weekdays)),
        tuple(dict.fromkeys(day for days in found for day in days.month_days)),
        tuple(dict.fromkeys(day for days in found for day in days.workdays)),
    )


def _named(word: _Word, places: list[_Word], words: list[_Word]) -> Days:
    """Return the days of ``word`` with the ordinals before it. The end of a range is removed from ``words``."""
    numbers = [_place_of(place, word) for place in places]
    if word.sort == "weekday" and words[:1] and words[0].sort == "range":
        return Days(_range(word, words, places))
    if word.sort == "weekday":
        return Days(tuple(f"{number}{word.value}" for number in numbers) or (word.value,))
    if word.sort == "set" and not places:
        return Days(word.value)
    if word.sort == "set" and len(word.value) == len(_WORKWEEK):
        return Days(workdays=tuple(numbers))
    if word.sort == "day" and places:
        return Days(month_days=tuple(number if number < 0 else _month_day(number) for number in numbers))
    raise ValueError(_left_over(word.text))


def _range(first: _Word, words: list[_Word], places: list[_Word]) -> tuple[str, ...]:
    """Return the weekdays from ``first`` to the next of ``words``, which is removed from them."""
    dash = words.pop(0)
    if places or not words or words[0].sort != "weekday":
        raise ValueError(_left_over(dash.text))
    begin, end = (WEEKDAY_CODES.index(code) for code in (first.value, words.pop(0).value))
    return tuple(WEEKDAY_CODES[(begin + away) % 7] for away in range((end - begin) % 7 + 1))


def _place_of(place: _Word, weekday: _Word) -> int:
    if place.value > 5 and weekday.sort == "weekday":
        raise ValueError(f"; no month has a {place.text} {weekday.text.title()}")
    return int(place.value)


def _elsewhere(text: str) -> str:
    """Return which days of each week or month may be meant in another language; "" for none."""
    from ecgtool.wording.rhythm import rhythm_elsewhere

    meant = rhythm_elsewhere(text)
    if meant is None or meant.every not in {"week", "month"}:
        return ""
    return f'; did you mean "{" and ".join(map(str, meant.on))}"?'


def _left_over(word: str) -> str:
    known = nearest(word, [*WEEKDAYS, *_ORDINALS, "last", "penultimate", "weekdays"]) if len(word) > 3 else ""
    return f"; “{word}” names no day{known}"
