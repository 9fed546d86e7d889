"""Clock times and durations as people write them: "8am", "17h30", "0800", "noon"; "90 min", "1:30", "1 hour"."""

import re
from datetime import time, timedelta

CLOCK = (
    r"(?:(?P<hour>[0-9]{1,2})(?:(?P<mark>[:.h])(?P<minute>[0-9]{2})(?:[:.]00)?)?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<of24>[0-9]{1,2})(?::|\.|\s?[hH]\s?)(?P<minute24>[0-9]{2})(?::00)?(?![0-9:])(?:\s?(?:[hH]|hrs|hours|Uhr)\b)?"
    r"|(?P<full>[0-9]{1,2})\s?(?:[hH]|hrs|hours|Uhr)(?!\w)"
    r"|(?P<word>(?:12\s)?(?:noon|midnight)|midday)\b)"
)
"""A clock time, as an expression without regard to case; ``clock_in`` tells which one a match is."""
_MILITARY = r"([0-9]{1,2})([0-9]{2})(?:\s?(?:h|hrs|hours))?"
_NUMBER = r"(?P<number>[0-9]+(?:[.,][0-9]+)?|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_UNIT = r"(?P<unit>days?|d|hours?|hrs?|hr|h|minutes?|mins?|min|m|seconds?|secs?|sec|s)"
_PART = rf"{_NUMBER}\s*{_UNIT}(?![a-z])\.?(?P<half>\s+and\s+a\s+half)?"
_WORDS = {
    word: n
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_SECONDS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
_ISO = r"P(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?"
_TEN_YEARS = 3650 * 86_400


def parse_clock(text: str) -> time:
    """Return the clock time that ``text`` says, and nothing else.

    Raises:
        ValueError: it says none, or one of two; the text follows what was expected.
    """
    written = " ".join(text.split())
    match = re.fullmatch(CLOCK, written, re.IGNORECASE)
    military = re.fullmatch(_MILITARY, written, re.IGNORECASE)
    if re.fullmatch(r"[0-9]{1,2}", written) and 0 < int(written) <= 12:
        hour = int(written) % 12
        raise ValueError(f"; it can be read in two ways: {hour:02}:00 or {hour + 12}:00")
    found = clock_in(match) if match else _time(int(military[1]), int(military[2])) if military else None
    if found is None:
        left = re.search(rf"{CLOCK}\s+(?P<zone>[A-Za-z]{{2,5}})$", written, re.IGNORECASE)
        raise ValueError(f"; whose clock it is says timezone, not “{left['zone']}”" if left else "")
    return found


def clock_in(match: re.Match[str]) -> time | None:
    """Return the clock time that a match of ``CLOCK`` is; None where there is no such time ("25:00", "13pm")."""
    if match["word"]:
        return time(0) if match["word"].lower().endswith("midnight") else time(12)
    hour = int(match["hour"] or match["of24"] or match["full"])
    half = (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    return _time(hour % 12 + 12 * (half == "p") if half else hour, int(match["minute"] or match["minute24"] or 0))


def parse_duration(text: str) -> timedelta:
    """Return how long ``text`` says: "45m", "1h 30m", "90 min", "1:30", "1.5 hours", "PT1H30M" (RFC 5545, 3.3.6).

    Raises:
        ValueError: it says none, or one of two; the text follows what was expected.
    """
    written = " ".join(text.split())
    if re.fullmatch(r"[0-9]+", written):
        raise ValueError(f'; it can be read in two ways: "{written}m" or "{written}h"')
    if not written:
        raise ValueError
    if match := re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])(?:\s?(?:h|hrs?|hours))?", written, re.IGNORECASE):
        return timedelta(hours=int(match[1]), minutes=int(match[2]))
    if match := re.fullmatch(_ISO, written.upper()):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        if any(part for part in match.groups()):
            return _length(weeks * 604_800 + days * 86_400 + hours * 3600 + minutes * 60 + seconds)
    return _length(_seconds(re.sub(r"([0-9])\s?h\s?([0-9]{1,2})$", r"\1h \2m", written.lower()).replace("½", ".5")))


def _seconds(text: str) -> float:
    """The seconds of numbers with units that follow one another, larger units first."""
    total, last = 0.0, 10**6
    rest = re.sub(r"^(?P<half>half) (?=hour|day|minute)", "half an ", text)
    while rest:
        match = re.match(_PART, rest)
        size = _SECONDS[match["unit"][0]] if match else 0
        if not match or not size < last:
            raise ValueError(f"; “{rest}” is no duration" if total else "")
        number = match["number"].replace(",", ".")
        halves = 0.5 if match["half"] else 0
        count = (
            0.5 if number.startswith("half") else 1 if number in {"a", "an"} else _WORDS.get(number) or float(number)
        )
        total, last = total + (count + halves) * size, size
        rest = re.sub(r"^(?:\s*and\s+|,\s*(?:and\s+)?|\s+)", "", rest[match.end() :])
    return total


def _length(seconds: float) -> timedelta:
    if seconds > _TEN_YEARS:
        raise ValueError("; that is too long")
    return timedelta(seconds=round(seconds))


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
