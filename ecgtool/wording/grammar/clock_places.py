"""Find the places beside a clock's letters, and whether they say whose letters these are: "IST (Ireland)"."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ecgtool.wording.page_words import begins_with, find_words, is_only, page_words
from ecgtool.wording.zone_places import place_zone

_PLACE = r"\b(?P<place>[^\W\d_a-z][^\W\d_A-Z]\w+(?:\s[^\W\d_a-z]\w+)?)"
_EDGE = r"[,;:(.|\x00]"
"""What stands before the part of a sentence that a place is in; NUL is in the place of a clock time."""
_OF_REGIONS = frozenset({f"America/{city}" for city in ("Los_Angeles", "Denver", "Chicago", "New_York", "Halifax")})
"""Zones that are named by a region's words, which people of other countries use of theirs."""
_BEHIND = re.compile(rf"(?:\s?[Tt]ime)?\s?(?:\(\s?|\s(?:of|d[eo]l?|da|di)\s)(?:[Tt]he\s|la\s|el\s)?{_PLACE}")
_BEFORE = re.compile(rf"{_PLACE}\s$")
_IN_BOTH_SEASONS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))


@lru_cache(maxsize=64)
def offsets_of(zone: str) -> frozenset[timedelta | None]:
    """Return how far ahead of UTC a zone is in winter and in summer."""
    return frozenset(day.astimezone(ZoneInfo(zone)).utcoffset() for day in _IN_BOTH_SEASONS)


def named_places(text: str, letters: int, language: str) -> dict[str, str]:
    """Return the zones of the places in ``text``, whose letters end at ``letters``.

    With each is "" where it says whose clock it is, "19:00 IST, which here means Ireland", or is where all meet;
    and else its name: "19:00 IST (members in Dublin)".
    """
    found: dict[str, str] = {}
    for match in re.finditer(_PLACE, text):
        if zone := place_zone(match["place"], language):
            start = letters if match.start() > letters else 0
            before = re.split(_EDGE, text[start : match.start()])[-1].strip()
            told = _is_of_people(before, language) if match.start() < letters else not _tells_clock(before, language)
            found.setdefault(zone, match["place"] if told else "")
    return found


def zone_of_region(zone: str, before: str, after: str, language: str) -> str:
    """Return the zone of a place that tells which region's clock is meant, or else ``zone``, by its words alone.

    "Mountain time (Phoenix)", "Mexico Central time", "hora central de México".
    """
    if zone in _OF_REGIONS:
        for match in (_BEHIND.match(after), _BEFORE.search(before)):
            found = place_zone(match["place"], language) if match else ""
            if found and found not in _OF_REGIONS:  # "Pacific time (Washington)" is none of the capital
                return found
    return zone


def _tells_clock(before: str, language: str) -> bool:
    """Return whether words behind the letters, and before a place, say that the clock is that of the place."""
    is_of_meeting = begins_with("at", before, language) and not find_words("people", before, language)
    return not before or bool(is_only("of-clock", before, language) or is_of_meeting)


def _is_of_people(before: str, language: str) -> bool:
    """Return whether words before a place say that some people are there: "members in Dublin"."""
    return bool(re.search(rf"{page_words('people', language)}\s\w+$", before, re.IGNORECASE))
