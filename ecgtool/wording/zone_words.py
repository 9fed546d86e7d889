"""Guess the zone that people mean: from an abbreviation, a place's name, a local and a UTC time, a Windows name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from ecgtool.schedule.planned import instant
from ecgtool.wording.zone_names import LETTERS, USUAL

_FOR_MANY = frozenset({"Europe/Berlin", "Europe/Helsinki", "Africa/Nairobi", "Africa/Lagos", "Australia/Sydney"})
"""Zones whose abbreviation stands for a whole part of the world."""
_ZONE_NAME = re.compile(r"\b[A-Z][A-Za-z_]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\b")
_LATIN_CITY = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?)(?:,? (?:local )?time)\b")
_REGION = re.compile(
    r"\d\s?(?:[ap]\.?m\.?)?\s?\(?(?:US\s)?(Pacific|Mountain|Central|Eastern)\b(?!\s+(?:Europe|Africa))", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What a text says of the zone of a clock time on ``day``: its abbreviation, and how far ahead of UTC it is."""

    day: date
    label: str | None = None
    offset: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ZoneGuess:
    """A zone. ``why`` says what it was guessed from; "" where there is no doubt."""

    zone: ZoneInfo
    why: str = ""


@lru_cache(maxsize=256)
def guess_zone(evidence: Evidence) -> ZoneGuess | None:
    """Return the zone that fits an abbreviation, an offset or both, on that date; None where nothing fits.

    The abbreviation counts for more than the offset, which people forget to change with the clocks.
    """
    if evidence.label and (named := _of_word(evidence.label)) and not _is_usual(evidence):
        return ZoneGuess(zone=ZoneInfo(named))
    fitting = _labelled(evidence) if evidence.label else _with_offset(evidence)
    zone = next(fitting, None) or next(_with_offset(evidence), None)
    return ZoneGuess(zone=zone, why=_doubt(evidence, zone)) if zone else None


def named_in(text: str) -> ZoneInfo | None:
    """Return the zone that ``text`` names by its IANA name, by a city ("Berlin time"), or by a region; or None."""
    for match in _ZONE_NAME.finditer(text):
        if match[0] in available_timezones():
            return ZoneInfo(match[0])
    for match in _LATIN_CITY.finditer(text):
        words = match[1].split()
        for place in (match[1], words[-1]):
            if found := _of_word(place) or _of_city(place):
                return ZoneInfo(found)
    region = _REGION.search(text)
    return ZoneInfo(LETTERS[region[1].upper()][0]) if region else None


@lru_cache(maxsize=256)
def matching(offsets: tuple[timedelta | None, ...], year: int) -> ZoneInfo | None:
    """Return the likeliest zone that is so far ahead of UTC at the ``middays`` of ``year``, or None."""
    wanted = list(zip(middays(year), offsets, strict=True))
    return next((zone for zone in _zones() if all(zone.utcoffset(at) == offset for at, offset in wanted)), None)


@lru_cache(maxsize=64)
def middays(year: int) -> tuple[datetime, ...]:
    """Return two local middays of each month of ``year`` and the next, by whose offsets zones are told apart."""
    days = ((year + n // 24, n % 24 // 2 + 1, 1 + n % 2 * 14) for n in range(48))
    return tuple(datetime(*day, 12) for day in days)  # noqa: DTZ001 - local, since each zone is asked for its offset


def zone_between(one: timedelta, other: timedelta) -> str:
    """Return the likeliest zone with one of two offsets from UTC in winter, and the other in summer; "" for none."""
    noons = [datetime(2026, month, 15, 12) for month in (1, 7)]  # noqa: DTZ001 - local, since each zone is asked
    zones = (zone for zone in map(ZoneInfo, USUAL) if {zone.utcoffset(noon) for noon in noons} == {one, other})
    return next((zone.key for zone in zones), "")


def _of_word(label: str) -> str | None:
    """Return the zone of a word that stands for exactly one, or None."""
    meant = LETTERS.get(label.upper(), ())
    return meant[0] if len(meant) == 1 else None


def _is_usual(evidence: Evidence) -> bool:
    """Return whether a usual zone has the abbreviation in the database, which then tells more of it."""
    return any(evidence.label in _labels(zone, evidence.day) for zone in map(ZoneInfo, USUAL))


@lru_cache(maxsize=64)
def _of_city(place: str) -> str | None:
    ending = "/" + place.replace(" ", "_")
    return next((zone.key for zone in _zones() if zone.key.endswith(ending)), None)


def _zones() -> Iterator[ZoneInfo]:
    """Yield every zone of a place, the usual ones first."""
    yield from map(ZoneInfo, USUAL)
    yield from (ZoneInfo(key) for key in sorted(available_timezones()) if "/" in key and not key.startswith("Etc/"))


def _labelled(evidence: Evidence) -> Iterator[ZoneInfo]:
    """Return the zones with that abbreviation at some time of that year. Those whose offset fits too come first."""
    having = [zone for zone in _zones() if evidence.label in _labels(zone, evidence.day)]
    if evidence.offset is not None:
        having.sort(key=lambda zone: evidence.offset not in _offsets(zone, evidence.day))
    return iter(having)


def _with_offset(evidence: Evidence) -> Iterator[ZoneInfo]:
    return (zone for zone in _zones() if evidence.offset == _noon(evidence.day, zone).utcoffset())


def _labels(zone: ZoneInfo, day: date) -> set[str | None]:
    return {_noon(day + timedelta(days=91 * n), zone).tzname() for n in range(4)}


def _offsets(zone: ZoneInfo, day: date) -> set[timedelta | None]:
    return {_noon(day + timedelta(days=91 * n), zone).utcoffset() for n in range(4)}


def _noon(day: date, zone: ZoneInfo) -> datetime:
    return instant(day, time(12), zone).astimezone(zone)


def _doubt(evidence: Evidence, zone: ZoneInfo) -> str:
    if evidence.label not in _labels(zone, evidence.day):
        return "by the difference to UTC, which other zones have too"
    sharing = [other for other in map(ZoneInfo, USUAL) if evidence.label in _labels(other, evidence.day)]
    if evidence.offset is None and len({_noon(evidence.day, other).utcoffset() for other in sharing}) > 1:
        return f"by {evidence.label}, which stands for several clocks"
    return f"by {evidence.label}, which many places share" if zone.key in _FOR_MANY else ""


def fixed_zone(offset: timedelta, text: str) -> ZoneGuess | None:
    """Return a zone with that offset: one whose clock never changes, where the database has one; None for none."""
    minutes = offset // timedelta(minutes=1)
    if minutes == 0:
        return ZoneGuess(zone=ZoneInfo("UTC"))
    if minutes % 60 == 0:
        return ZoneGuess(zone=ZoneInfo(f"Etc/GMT{-minutes // 60:+}"), why=f"by “{text}”, a clock that never changes")
    found = next((key for key, ahead in _ODD.items() if ahead == minutes), None)
    return ZoneGuess(zone=ZoneInfo(found), why=f"by “{text}”, which is that clock's") if found else None


_ODD = {
    "Asia/Kolkata": 330, "Asia/Kathmandu": 345, "Asia/Yangon": 390, "Asia/Tehran": 210, "Asia/Kabul": 270,
    "Australia/Darwin": 570, "Australia/Eucla": 525, "Pacific/Marquesas": -570,
}  # fmt: skip
"""Zones with an offset that is no whole number of hours, in minutes. Their clocks never change."""
