"""Read a clock time that is the whole of a text, as it is typed: "8am", "17h30", "0800", "noon"."""

import re
from datetime import time

CLOCK = (
    r"(?:(?P<hour>[0-9]{1,2})(?:(?P<mark>[:.h])(?P<minute>[0-9]{2})(?:[:.]00)?)?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<of24>[0-9]{1,2})(?::|\.|\s?[hH]\s?)(?P<minute24>[0-9]{2})(?::00)?(?![0-9:])(?:\s?(?:[hH]|hrs|hours|Uhr)\b)?"
    r"|(?P<full>[0-9]{1,2})\s?(?:[hH]|hrs|hours|Uhr)(?!\w)"
    r"|(?P<word>(?:12\s)?(?:noon|midnight)|midday)\b)"
)
"""A clock time, to be matched in any case. ``clock_in`` reads a match of it."""
_MILITARY = r"([0-9]{1,2})([0-9]{2})(?:\s?(?:h|hrs|hours))?"


def parse_clock(text: str) -> time:
    """Return the clock time that is the whole ``text``.

    Raises:
        ValueError: it is none, or has two readings. Its text is put after "expected ...".
    """
    written = " ".join(text.split())
    match = re.fullmatch(CLOCK, written, re.IGNORECASE)
    military = re.fullmatch(_MILITARY, written, re.IGNORECASE)
    if re.fullmatch(r"[0-9]{1,2}", written) and 0 < int(written) <= 12:
        hour = int(written) % 12
        raise ValueError(f"; it can be read in two ways: {hour:02}:00 or {hour + 12}:00")
    found = clock_in(match) if match else _time_of_day(int(military[1]), int(military[2])) if military else None
    if found is None:
        left = re.search(rf"{CLOCK}\s+(?P<zone>[A-Za-z]{{2,5}})$", written, re.IGNORECASE)
        raise ValueError(f"; whose clock it is says timezone, not “{left['zone']}”" if left else "")
    return found


def clock_in(match: re.Match[str]) -> time | None:
    """Return the clock time of a match of ``CLOCK``; None where there is no such time ("25:00", "13pm")."""
    if match["word"]:
        return time(0) if match["word"].lower().endswith("midnight") else time(12)
    hour = int(match["hour"] or match["of24"] or match["full"])
    half = (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    return _time_of_day(
        hour % 12 + 12 * (half == "p") if half else hour, int(match["minute"] or match["minute24"] or 0)
    )


def _time_of_day(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
