"""Finding the zone of the IANA database for a TZID (RFC 5545, section 3.2.19), whatever program wrote it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from ecgtool.ical.reading.content import Component
from ecgtool.ical.reading.zone_rules import offsets_at
from ecgtool.wording.zone_words import Evidence, guess_zone, matching, middays, named_in

UTC_ZONE = ZoneInfo("UTC")
_MOST_DEFINITIONS = 50
"""How many of a file's definitions are looked at: nobody has more, and each takes time."""
_EARLIER_RULES = (2000, 1990)
"""Years whose rules many programs still write, though they have changed since."""
_DISPLAYED = re.compile(r"\(?(?:UTC|GMT)\s*(?P<offset>[+-]\d{1,2}(?:[:.]?\d\d)?)?\)?\s*(?P<places>.*)", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_REGIONS = {
    "pacific time (us & canada)": "America/Los_Angeles", "mountain time (us & canada)": "America/Denver",
    "central time (us & canada)": "America/Chicago", "eastern time (us & canada)": "America/New_York",
    "atlantic time (canada)": "America/Halifax", "arizona": "America/Phoenix", "hawaii": "Pacific/Honolulu",
    "alaska": "America/Anchorage", "newfoundland": "America/St_Johns",
    "indiana (east)": "America/Indiana/Indianapolis",
    "saskatchewan": "America/Regina", "baja california": "America/Tijuana", "central america": "America/Guatemala",
    "brasilia": "America/Sao_Paulo", "greenland": "America/Nuuk", "azores": "Atlantic/Azores",
    "cabo verde is.": "Atlantic/Cape_Verde", "west central africa": "Africa/Lagos", "harare": "Africa/Harare",
    "abu dhabi": "Asia/Dubai", "kuwait": "Asia/Kuwait", "kyiv": "Europe/Kyiv", "islamabad": "Asia/Karachi",
    "chennai": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "astana": "Asia/Almaty",
    "hanoi": "Asia/Bangkok", "beijing": "Asia/Shanghai", "osaka": "Asia/Tokyo", "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland", "bern": "Europe/Zurich", "st. petersburg": "Europe/Moscow",
    "edinburgh": "Europe/London", "coordinated universal time": "UTC", "universal time": "UTC", "zulu": "UTC",
    "pacific time": "America/Los_Angeles", "mountain time": "America/Denver", "central time": "America/Chicago",
    "eastern time": "America/New_York", "greenwich mean time": "UTC", "z": "UTC",
}  # fmt: skip
"""The zones of the words that Windows shows for them, as far as they are no city of the database."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedZone:
    """A zone; ``doubt`` says what it was guessed from ("by its name: ..."), and is empty where it was not guessed."""

    zone: ZoneInfo
    doubt: str = ""


class Zones:
    """The zones of a calendar: those it defines (VTIMEZONE), and the one that it names for all (X-WR-TIMEZONE)."""

    def __init__(self, calendar: Component, year: int, floating: ZoneInfo | None = None) -> None:
        """Take the definitions of ``calendar``; their offsets in ``year`` and the next are compared.

        ``floating`` is the clock of times for which nothing names a zone; UTC without it.
        """
        definitions = [one for one in calendar.components if one.name == "VTIMEZONE"]
        names = ((name.value.strip().strip('"'), one) for one in definitions for name in one.all("TZID"))
        self._defined = dict(reversed([*names]))
        self._year = year
        self._found: dict[str, NamedZone] = {}
        self._reckoned = 0
        self._default = calendar.text("X-WR-TIMEZONE").strip()
        self._floating = floating or UTC_ZONE

    @property
    def utc(self) -> NamedZone:
        """UTC, for times that say so; in doubt where the file names another zone for all."""
        zone = self.find("")
        differs = self._default and zone.zone.key not in {"UTC", "Etc/UTC", "GMT"}
        doubt = f"since its times are in UTC, though the calendar names {self._default} for all" if differs else ""
        return NamedZone(zone=UTC_ZONE, doubt=doubt)

    def find(self, name: str) -> NamedZone:
        """Return the zone that ``name`` stands for; without a name, the one that the file names for all."""
        name = name.strip().strip('"') or self._default
        if name not in self._found:
            self._found[name] = self._look_for(name)
        return self._found[name]

    def _look_for(self, name: str) -> NamedZone:
        if not name:
            return NamedZone(zone=self._floating, doubt="since the file names no zone")
        definition = self._defined.get(name)
        located = definition.text("X-LIC-LOCATION") if definition else ""
        known = next((zone for one in (name, located) if one and (zone := calendar_zone(one))), None)
        shown = self._offsets(definition) if definition else ()
        if known:
            return _beside_definition(known, shown, self._year)
        if definition and shown and (having := _having(definition, shown, self._year)):
            return having
        return worded(name, self._year) or NamedZone(
            zone=UTC_ZONE, doubt=f"since nobody can tell the zone {name!r} that the file names"
        )

    def _offsets(self, definition: Component) -> tuple[timedelta | None, ...]:
        self._reckoned += 1
        if self._reckoned > _MOST_DEFINITIONS:
            return ()
        return offsets_at(definition, middays(self._year))


def calendar_zone(name: str) -> ZoneInfo | None:
    """Return the zone that the database or Windows calls ``name``, whatever its case, also with a path before it."""
    known = _names()
    for spelt in _spellings(name):
        if found := known.get(spelt.casefold()):
            return ZoneInfo(found)
    return None


def worded(name: str, year: int) -> NamedZone | None:
    """Return the zone that a program shows as ``name``, such as ``(UTC-08:00) Pacific Time (US & Canada)``."""
    shown = _DISPLAYED.fullmatch(name)
    offset = _offset(shown["offset"]) if shown and shown["offset"] else None
    day = date(year, 1, 15)
    places = shown["places"] if shown else name
    for place in map(str.strip, (places, *places.split(","))):
        zone = calendar_zone(_REGIONS.get(place.casefold(), place)) or named_in(f"{place} time")
        if zone and offset in (None, _winter_offset(zone, year)):
            return NamedZone(zone=zone)
    if shown and not shown["places"]:
        return NamedZone(zone=_fixed(offset or timedelta(), year))
    label = name if _ABBREVIATION.fullmatch(name) else None
    guessed = guess_zone(Evidence(day=day, label=label, offset=offset)) if label or offset is not None else None
    return NamedZone(zone=guessed.zone, doubt=guessed.why or f"by {name}") if guessed else None


def _spellings(name: str) -> Iterator[str]:
    spelt = name.strip().replace(" ", "_")
    for one in (spelt, spelt.replace("-", "/", 1), name.strip(), name.replace("Daylight", "Standard")):
        parts = one.split("/")
        yield from ("/".join(parts[-count:]) for count in (len(parts), 3, 2, 1) if count <= len(parts))


@cache
def _names() -> Mapping[str, str]:
    """Return the names of all zones by their lower case, those of Windows among them."""
    ours = {name.casefold(): name for name in sorted(available_timezones())}
    return {name.casefold(): zone for name, zone in _windows().items()} | ours


def _windows() -> Mapping[str, str]:
    """Return the zones of Windows, by Unicode's table (CLDR, windowsZones)."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON


def _offset(text: str) -> timedelta:
    digits = re.sub(r"\D", "", text).zfill(2)
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return -length if text[0] == "-" else length


def _fixed(offset: timedelta, year: int) -> ZoneInfo:
    """Return the zone that always is ``offset`` ahead of UTC."""
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    if not rest and -14 <= -hours <= 12:
        return ZoneInfo(f"Etc/GMT{-hours:+}" if hours else "UTC")
    return matching((offset,) * len(middays(year)), year) or UTC_ZONE


def _beside_definition(zone: ZoneInfo, shown: tuple[timedelta | None, ...], year: int) -> NamedZone:
    """Return ``zone``, which has the name; in doubt where the file's definition of it shows another clock."""
    own = tuple(zone.utcoffset(midday) for midday in middays(year))
    differs = shown and shown != own
    return NamedZone(
        zone=zone, doubt="by its name: the rules that the file gives for it are others" if differs else ""
    )


def _having(definition: Component, shown: tuple[timedelta | None, ...], year: int) -> NamedZone | None:
    """Return the zone whose clock shows what a definition does: in ``year``, or by the rules of earlier years."""
    if len(set(shown)) == 1:
        return NamedZone(zone=_fixed(shown[0] or timedelta(), year))
    now = matching(shown, year)
    if now and now.key in _windows().values():
        return NamedZone(zone=now)
    for earlier in _EARLIER_RULES:  # likelier than ``now``, a little-known place that keeps the old rules to this day
        if zone := matching(offsets_at(definition, middays(earlier)), earlier):
            return NamedZone(
                zone=zone, doubt=f"by the rules that the file gives for it, which were true in {earlier}"
            )
    if now:
        return NamedZone(zone=now)
    summer_and_winter = (shown[0], shown[12])
    zone = next(
        (z for z in map(ZoneInfo, sorted(available_timezones())) if _sides(z, year) == summer_and_winter), None
    )
    return NamedZone(zone=zone, doubt="by its offsets in summer and in winter alone") if zone else None


def _sides(zone: ZoneInfo, year: int) -> tuple[timedelta | None, timedelta | None]:
    winter, summer = middays(year)[0], middays(year)[12]
    return zone.utcoffset(winter), zone.utcoffset(summer)


def _winter_offset(zone: ZoneInfo, year: int) -> timedelta | None:
    """Return how far the zone is ahead of UTC without summer time, which is what a displayed name has."""
    return min((offset for midday in middays(year) if (offset := zone.utcoffset(midday)) is not None), default=None)
