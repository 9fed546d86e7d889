"""Writing a date in the form that another one has: "December 08" as "January 05", "8 Dec 2025" as "5 Jan 2026"."""

import re
from datetime import date

from ecgtool.wording.languages import language
from ecgtool.wording.reading import MONTHS, WEEKDAYS

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PARTS = re.compile(
    r"(?P<year>\d{4})|(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?|(?P<month>(?!of\b)[^\W\d_]{3,}\.?)", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*", re.IGNORECASE)


def in_form(model: str, day: date, *, year: bool, padded: bool) -> str:
    """``day`` written as ``model`` is.

    A ``year`` is put at the end where the model has none; ``padded`` gives a day before the 10th two digits.
    """
    if _ISO.fullmatch(model):
        return day.isoformat()
    written = _PARTS.sub(lambda match: _part(match, day, padded=padded), model)
    if not year or re.search(r"\d{4}", model):
        return written
    return f"{written}{' ' if model[0].isdigit() else ', '}{day.year}"


def with_weekday(text: str, day: date) -> str:
    """``text`` with the weekdays in it made that of ``day``, in full or cut as they are."""
    name = WEEKDAYS[day.weekday()]
    return _WEEKDAY.sub(lambda match: name if match[0].lower().endswith("day") else name[: len(match[0])], text)


def _part(match: re.Match[str], day: date, *, padded: bool) -> str:
    if match["year"]:
        return f"{day.year:04}"
    if match["day"]:
        return language("").ordinal(day.day) if match["ordinal"] else f"{day.day:02}" if padded else str(day.day)
    month = MONTHS[day.month - 1]
    cut = len(match["month"].rstrip(".")) <= 4 and match["month"].rstrip(".").lower() not in {"may", "june", "july"}
    return (month[:3] if cut else month) + ("." if match["month"].endswith(".") else "")
