"""Regular expressions (ECMA 262) for the texts of the configuration, for its JSON Schema.

They match every text that is accepted, and few others. What is left, such as whether a month has that day, is checked
when the file is read.
"""

from collections.abc import Iterable
from typing import Any

_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?"

DATE = f"^{_DAY}$"
MOMENT = f"^{_DAY}[T ]{_CLOCK}$"
DATE_OR_MOMENT = f"^{_DAY}([T ]{_CLOCK})?$"
_WORDS = (
    "half",
    "half a",
    "half an",
    "a",
    "an",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)
_UNITS = ("d", "day", "h", "hr", "hour", "m", "min", "minute", "s", "sec", "second")
DAYS_AHEAD = r"^(\d{1,4}) (day|week)s?$"
CALENDAR_VARIABLE = r"^(?!ECG_(?:WIKI|SMTP|PASSCODE))[A-Za-z_][A-Za-z0-9_]*$"
LINK = r"^\s*([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+)?\s*$"
WEB_LINK = r"^\s*(https?://[^\s/<>\"]+[^\s<>\"]*)?\s*$"
SMTP = r"^\s*smtps?://[^\s/?#<>\"]+/?\s*$"
HOLIDAYS = r"^\s*[A-Za-z]{2,3}(-.+)?\s*$"
PASSCODE_VARIABLE = r"^ECG_PASSCODE[A-Za-z0-9_]*$"
LANGUAGE = r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\s*$"
VARIABLE = r"^[A-Za-z_][A-Za-z0-9_]*$"


def any_case(words: Iterable[str]) -> str:
    """Return an expression of ``words`` in any case. Where they have a space, it takes spaces or hyphens."""
    letters = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in sorted(words))
    return f"({'|'.join(word.replace(' ', '[ -]+') for word in letters)})"


def clock() -> dict[str, Any]:
    """Return a clock time as JSON Schema."""
    hours = any_case(["h", "hrs", "hours", "uhr"])
    pattern = (
        rf"^\s*(\d{{1,2}}(\s?[:.hH]\s?[0-5]\d([:.]00)?)?\s?([aApP]\.?[mM]\.?|{hours})|\d{{1,2}}\s?[:.hH]\s?[0-5]\d(:00)?"
        rf"|\d{{3,4}}(\s?{hours})?|(12\s)?{any_case(['noon', 'midnight', 'midday'])})\s*$"
    )
    return {"type": "string", "pattern": pattern}


def clocks() -> dict[str, Any]:
    """Return a clock time, or an array of them, as JSON Schema."""
    return {"anyOf": [clock(), {"type": "array", "minItems": 1, "items": clock()}]}


def duration() -> dict[str, Any]:
    """Return a length of time as JSON Schema."""
    number = rf"(\d+([.,]\d+)?\u00bd?|{any_case(_WORDS)})"
    unit = any_case(f"{unit}{ending}" for unit in _UNITS for ending in ("", "s"))
    pattern = (
        rf"^\s*(\d{{1,3}}:[0-5]\d(\s?{unit})?|[pP](\d+[wWdD])*([tT](\d+[hHmMsS])+)?"
        rf"|({number}\s*{unit}\.?( and a half)?(,?\s*(and )?|$))+(\d{{1,2}})?)\s*$"
    )
    return {"type": "string", "pattern": pattern}
