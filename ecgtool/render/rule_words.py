"""Say when a group meets: "every Monday", "every 2 weeks on Tuesday", "the first Friday of every month"."""

import re
from collections.abc import Sequence

from ecgtool.group import Recurrence
from ecgtool.schedule.recurrence import WEEKDAY_CODES, rule_parts
from ecgtool.wording.languages import ENGLISH, language
from ecgtool.wording.spelling import listed

_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second last"}
_SAID = {"FREQ", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH", "COUNT"}


def rule_words(part: Recurrence, tag: str = "") -> str:
    """Return the rule in words, with the names of the language ``tag``.

    A rule that has no words is returned as it is. Hours that take its dates in turn have each but some of them.
    """
    turn = f", every {_PLACES.get(part.turn.of) or f'{part.turn.of}th'} time" if part.turn else ""
    return f"{_words(part, tag)}{turn}"


def _words(part: Recurrence, tag: str) -> str:
    parts = rule_parts(part.rule)
    unit = _UNITS.get(parts["FREQ"], "")
    days = _days(part, parts, tag)
    if not unit or not days or not parts.keys() <= _SAID:
        return part.rule
    interval = int(parts.get("INTERVAL", "1"))
    every = f"every {unit}" if interval == 1 else f"every {interval} {unit}s"
    if unit == "day" and "BYDAY" not in parts:
        return every
    if unit in {"day", "week"}:
        return f"every {days}" if interval == 1 else f"{every} on {days}"
    if unit == "year":
        return f"{days} of {_months(part, parts, tag)}, {every}"
    return f"{days} of {every}" if "BYMONTH" not in parts else f"{days} of {_months(part, parts, tag)}, every year"


def _days(part: Recurrence, parts: dict[str, str], tag: str) -> str:
    """Return "Monday and Thursday", "the first and third Tuesday", "the 15th"; "" where there are no words for it."""
    names = dict(zip(WEEKDAY_CODES, language(tag).weekdays, strict=True))
    numbered = parts["FREQ"] in {"MONTHLY", "YEARLY"}
    if "BYDAY" not in parts:
        if not numbered:
            return names[WEEKDAY_CODES[part.anchor.weekday()]] if part.anchor else "day"
        dates = parts.get("BYMONTHDAY", str(part.anchor.day if part.anchor else 0)).split(",")
        named = ["last day" if day == "-1" else ENGLISH.ordinals[int(day)] for day in dates]
        return "" if {"0", "-"} & {day[0] for day in dates if day != "-1"} else f"the {listed(named)}"
    codes = [re.fullmatch(r"([+-]?\d*)([A-Z]{2})", day) for day in parts["BYDAY"].split(",")]
    places = [[int(code[1] or 0)] for code in codes if code]
    weekdays = [names[code[2]] for code in codes if code]
    if "BYSETPOS" in parts:
        places = [[int(place) for place in parts["BYSETPOS"].split(",")]]
        weekdays = weekdays if len(weekdays) == 1 else [_set_name(parts["BYDAY"])]
    if not numbered or not any(place for some in places for place in some):
        return listed(weekdays) if not numbered else ""
    return _ordered(places, weekdays)


def _set_name(days: str) -> str:
    """Return the name of a set of weekdays, one of which is meant: "weekday" for Monday to Friday; "" for none."""
    return {"MO,TU,WE,TH,FR": "weekday", "SA,SU": "weekend day"}.get(days, "")


def _ordered(places: Sequence[Sequence[int]], weekdays: Sequence[str]) -> str:
    """Return "the first and third Tuesday". Places of one weekday are put together."""
    together: dict[str, list[str]] = {}
    for some, weekday in zip(places, weekdays, strict=True):
        together.setdefault(weekday, []).extend(_PLACES.get(place, "") for place in some)
    if "" in together or any("" in some for some in together.values()):
        return ""
    return "the " + listed([f"{listed(some)} {weekday}" for weekday, some in together.items()])


def _months(part: Recurrence, parts: dict[str, str], tag: str) -> str:
    numbers = parts.get("BYMONTH", str(part.anchor.month if part.anchor else 1)).split(",")
    return listed([language(tag).months_alone[int(number) - 1] for number in numbers])
