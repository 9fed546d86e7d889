"""Read a length of time that is the whole of a text, as it is typed: "90 minutes", "1.5 hours", "1h30", "PT1H30M"."""

import re
from datetime import timedelta

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


def parse_duration(text: str) -> timedelta:
    """Return a length of time: "45m", "1h 30m", "90 min", "1:30", "1.5 hours", "PT1H30M" (RFC 5545, 3.3.6).

    Raises:
        ValueError: it is none, or has two readings. Its text is put after "expected ...".
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
    """Return the seconds of numbers with units that follow one another, the larger units first: "1h 30m" -> 5400."""
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
