"""Find a date in a line of a page, and write another date in the same form.

"December 08" -> "January 05", "8 Dec 2025" -> "5 Jan 2026", "24. Februar" -> "3. März", "24.02.2026" -> "03.03.2026".
"""

import re
from datetime import date

from ecgtool.wording.languages import (
    ENGLISH,
    Language,
    folded,
    language,
    numeric_dates,
    numeric_readings,
    worded_dates,
)
from ecgtool.wording.reading import MONTHS, WEEKDAYS, FoundDate, find_english_date, nearest_date

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[./-]\s?)(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}))?(?P<end>\.?)"
)
_PARTS = re.compile(
    r"(?P<year>\d{4})|(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?|(?P<month>(?!of\b)[^\W\d_]{3,}\.?)", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*", re.IGNORECASE)


def find_date(text: str, near: date, tag: str = "") -> FoundDate | None:
    """Return the first date in ``text``, in the language ``tag`` or in English, or None.

    Without a year it is the nearest to ``near``. A date in figures with two readings is passed over.
    """
    found = [find_english_date(text, near)]
    spoken = language(tag)
    for match in (match for pattern in worded_dates(tag) for match in pattern.finditer(text)):
        month, year = spoken.month_named(match["month"]), match["year"]
        day = _date(int(year) if year else None, month or 0, int(match["day"]), near)
        found.append(FoundDate(day, match.start(), match.end()) if day else None)
    for match in numeric_dates(text):
        readings = numeric_readings(match[0], spoken.order)
        if len(readings) == 1 and (spoken.order or readings[0][0] or _is_day_first(match[0], readings[0][2])):
            day = _date(*readings[0], near)
            found.append(FoundDate(day, match.start(), match.end()) if day else None)
    return min((one for one in found if one), key=lambda one: (one.start, -one.end), default=None)


def date_readings(text: str, near: date, tag: str = "") -> tuple[date, ...]:
    """Return what the first date in figures with two readings can mean, the earlier first; none without one."""
    for match in numeric_dates(text):
        readings = numeric_readings(match[0], language(tag).order)
        days = sorted({day for reading in readings if (day := _date(*reading, near))})
        if len(days) > 1:
            return tuple(days)
    return ()


def _is_day_first(numbers: str, day: int) -> bool:
    """Return whether figures end with a dot and begin with the day, "15.6."; "1.15." is a number."""
    return numbers.endswith(".") and int(re.split(r"\D", numbers)[0]) == day


def in_form(model: str, day: date, *, year: bool, padded: bool, tag: str = "") -> str:
    """Return ``day`` written as ``model`` is, with the names of the language ``tag``.

    With ``year``, a year is added at the end where the model has none. ``padded`` gives a day before the 10th two
    digits.
    """
    spoken = language(tag)
    if _ISO.fullmatch(model):
        return day.isoformat()
    if numbers := _NUMBERS.fullmatch(model):
        return _in_numbers(numbers, day, spoken, year=year)
    own = next((match for pattern in worded_dates(tag) if (match := pattern.fullmatch(model))), None)
    written = (
        _in_words(own, day, spoken, padded=padded)
        if own
        else _PARTS.sub(lambda match: _part(match, day, padded=padded), model)
    )
    if not year or re.search(r"\d{4}", model):
        return written
    return f"{written}{' ' if model[0].isdigit() else ', '}{day.year}"


def usual_form(tag: str) -> str:
    """Return December 8 in the form in which the language writes a date without a year: "December 08", "08.

    Dezember".
    """
    spoken = language(tag)
    if spoken.is_english:
        return "December 08"
    return f"08{spoken.day_mark} {spoken.months[11]}" if spoken.order == "dmy" else "2026-12-08"


def with_weekday(text: str, day: date, tag: str = "") -> str:
    """Return ``text`` with its weekdays replaced by that of ``day``, in full or shortened as they are."""
    spoken = language(tag)
    if not spoken.is_english:
        return re.sub(r"[^\W\d_]+(?:-[^\W\d_]+)?", lambda match: _same_width(match[0], day, spoken), text)
    name = WEEKDAYS[day.weekday()]
    return _WEEKDAY.sub(lambda match: name if match[0].lower().endswith("day") else name[: len(match[0])], text)


def _date(year: int | None, month: int, day: int, near: date) -> date | None:
    try:
        return nearest_date(month, day, near) if year is None else date(year, month, day)
    except ValueError:
        return None


def _in_numbers(model: re.Match[str], day: date, spoken: Language, *, year: bool) -> str:
    """Return ``day`` in figures: the day first, unless the language or the model has the month first."""
    month_first = int(model["second"]) > 12 or (spoken.order == "mdy" and int(model["first"]) <= 12)
    parts = (day.month, day.day) if month_first else (day.day, day.month)
    width = max(len(model["first"]), len(model["second"])) if "0" in (model["first"][0], model["second"][0]) else 1
    numbers = model["mark"].join(f"{part:0{width}}" for part in parts)
    if model["year"]:
        return f"{numbers}{model['mark']}{day.year}{model['end']}"
    return f"{numbers}{model['mark']}{day.year}" if year else f"{numbers}{model['end']}"


def _in_words(model: re.Match[str], day: date, spoken: Language, *, padded: bool) -> str:
    words = {folded(name) for name in spoken.months}
    names = spoken.months if folded(model["month"]) in words else spoken.months_abbreviated
    new = {
        "month": names[day.month - 1],
        "day": f"{day.day:02}" if padded else str(day.day),
        "year": f"{day.year:04}",
    }
    spans = sorted((model.span(part), part) for part in new if model[part])
    written, end = "", 0
    for (start, stop), part in spans:
        written, end = f"{written}{model.string[end:start]}{new[part]}", stop
    return written + model.string[end:]


def _same_width(word: str, day: date, spoken: Language) -> str:
    if folded(word) in map(folded, spoken.weekdays):
        return spoken.weekdays[day.weekday()]
    return WEEKDAYS[day.weekday()] if word.title() in WEEKDAYS else word


def _part(match: re.Match[str], day: date, *, padded: bool) -> str:
    if match["year"]:
        return f"{day.year:04}"
    if match["day"]:
        return ENGLISH.ordinals[day.day] if match["ordinal"] else f"{day.day:02}" if padded else str(day.day)
    month = MONTHS[day.month - 1]
    cut = len(match["month"].rstrip(".")) <= 4 and match["month"].rstrip(".").lower() not in {"may", "june", "july"}
    return (month[:3] if cut else month) + ("." if match["month"].endswith(".") else "")
