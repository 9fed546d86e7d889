"""The zones of the IANA database by name, and those that people mean by letters, places, and other names.

A meaning comes before a similar spelling: "PST" leads to Los Angeles, not to "MST". Letters that several clocks share
lead to all of them. English and Windows names, and countries, are those of CLDR, read with Babel.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo, available_timezones

from ecgtool.schedule.zone_data import find_zone, is_zone_name
from ecgtool.wording.spelling import nearest

USUAL = (
    "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York", "America/Phoenix",
    "America/Halifax", "America/Anchorage", "Pacific/Honolulu", "America/Sao_Paulo", "Europe/London", "Europe/Berlin",
    "Europe/Helsinki", "Europe/Lisbon", "Europe/Dublin", "Europe/Moscow", "Asia/Kolkata", "Asia/Jerusalem",
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Dubai",
    "Australia/Sydney", "Australia/Perth", "Australia/Adelaide", "Pacific/Auckland", "Africa/Johannesburg",
    "Africa/Nairobi", "Africa/Lagos",
)  # fmt: skip
"""The usual zones, the likeliest first. They come first where a name or an offset fits several zones."""
_PACIFIC, _MOUNTAIN, _CENTRAL, _EASTERN = USUAL[0], USUAL[1], USUAL[2], USUAL[3]
LETTERS: Mapping[str, tuple[str, ...]] = {
    "PT": (_PACIFIC,), "PST": (_PACIFIC, "Asia/Manila"), "PDT": (_PACIFIC,), "PACIFIC": (_PACIFIC,),
    "MT": (_MOUNTAIN,), "MST": (_MOUNTAIN, "America/Phoenix"), "MDT": (_MOUNTAIN,), "MOUNTAIN": (_MOUNTAIN,),
    "CT": (_CENTRAL,), "CST": (_CENTRAL, "Asia/Shanghai", "America/Havana"), "CDT": (_CENTRAL, "America/Havana"),
    "CENTRAL": (_CENTRAL,), "ET": (_EASTERN,), "EST": (_EASTERN, "America/Panama"), "EDT": (_EASTERN,),
    "EASTERN": (_EASTERN,), "AST": ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"),
    "ADT": ("America/Halifax",), "NST": ("America/St_Johns",), "NDT": ("America/St_Johns",),
    "AKST": ("America/Anchorage",), "AKDT": ("America/Anchorage",), "HST": ("Pacific/Honolulu",),
    "BRT": ("America/Sao_Paulo",), "ART": ("America/Argentina/Buenos_Aires",), "CLT": ("America/Santiago",),
    "COT": ("America/Bogota",), "PET": ("America/Lima",),
    "UK": ("Europe/London",), "BST": ("Europe/London", "Asia/Dhaka"),
    "GMT": ("UTC", "Europe/London", "Europe/Dublin"),
    "WET": ("Europe/Lisbon",), "WEST": ("Europe/Lisbon",), "CEWT": ("Europe/Berlin",),
    "CET": ("Europe/Berlin", "Europe/Paris"), "CEST": ("Europe/Berlin", "Europe/Paris"),
    "MEZ": ("Europe/Berlin",), "MESZ": ("Europe/Berlin",), "MET": ("Europe/Berlin",),
    "EET": ("Europe/Helsinki", "Europe/Athens"), "EEST": ("Europe/Helsinki", "Europe/Athens"),
    "MSK": ("Europe/Moscow",), "TRT": ("Europe/Istanbul",), "SAST": ("Africa/Johannesburg",),
    "EAT": ("Africa/Nairobi",), "WAT": ("Africa/Lagos",), "CAT": ("Africa/Maputo",),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"), "IDT": ("Asia/Jerusalem",),
    "PKT": ("Asia/Karachi",), "NPT": ("Asia/Kathmandu",), "GST": ("Asia/Dubai",), "ICT": ("Asia/Bangkok",),
    "WIB": ("Asia/Jakarta",), "SGT": ("Asia/Singapore",), "MYT": ("Asia/Kuala_Lumpur",), "HKT": ("Asia/Hong_Kong",),
    "PHT": ("Asia/Manila",), "JST": ("Asia/Tokyo",), "KST": ("Asia/Seoul",), "AWST": ("Australia/Perth",),
    "ACST": ("Australia/Adelaide", "Australia/Darwin"), "ACDT": ("Australia/Adelaide",),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"), "AEDT": ("Australia/Sydney",), "AET": ("Australia/Sydney",),
    "NZT": ("Pacific/Auckland",), "NZST": ("Pacific/Auckland",), "NZDT": ("Pacific/Auckland",),
    "Z": ("UTC",), "ZULU": ("UTC",), "UTC": ("UTC",),
    "COORDINATED UNIVERSAL": ("UTC",), "UNIVERSAL": ("UTC",), "HAWAII": ("Pacific/Honolulu",),
    "ALASKA": ("America/Anchorage",), "ARIZONA": ("America/Phoenix",),
    "BEIJING": ("Asia/Shanghai",), "SHENZHEN": ("Asia/Shanghai",), "HANGZHOU": ("Asia/Shanghai",),
    "JAPAN": ("Asia/Tokyo",), "OSAKA": ("Asia/Tokyo",), "CHINA": ("Asia/Shanghai",), "INDIA": ("Asia/Kolkata",),
    "MUMBAI": ("Asia/Kolkata",), "DELHI": ("Asia/Kolkata",), "NEW DELHI": ("Asia/Kolkata",),
    "BANGALORE": ("Asia/Kolkata",), "BENGALURU": ("Asia/Kolkata",), "HYDERABAD": ("Asia/Kolkata",),
    "PUNE": ("Asia/Kolkata",), "CHENNAI": ("Asia/Kolkata",), "ISRAEL": ("Asia/Jerusalem",),
    "TEL AVIV": ("Asia/Jerusalem",), "KOREA": ("Asia/Seoul",), "NYC": (_EASTERN,), "BOSTON": (_EASTERN,),
    "WASHINGTON": (_EASTERN,), "WASHINGTON DC": (_EASTERN,), "ATLANTA": (_EASTERN,), "MIAMI": (_EASTERN,),
    "RALEIGH": (_EASTERN,), "MONTREAL": ("America/Toronto",), "OTTAWA": ("America/Toronto",),
    "SAN FRANCISCO": (_PACIFIC,), "SEATTLE": (_PACIFIC,), "PORTLAND": (_PACIFIC,), "SAN JOSE": (_PACIFIC,),
    "SAN DIEGO": (_PACIFIC,), "CALIFORNIA": (_PACIFIC,), "AUSTIN": (_CENTRAL,), "DALLAS": (_CENTRAL,),
    "HOUSTON": (_CENTRAL,), "TEXAS": (_CENTRAL,), "MUNICH": ("Europe/Berlin",), "FRANKFURT": ("Europe/Berlin",),
    "HAMBURG": ("Europe/Berlin",), "COLOGNE": ("Europe/Berlin",), "GENEVA": ("Europe/Zurich",),
    "MILAN": ("Europe/Rome",), "BARCELONA": ("Europe/Madrid",), "EDINBURGH": ("Europe/London",),
    "MANCHESTER": ("Europe/London",), "CAMBRIDGE": ("Europe/London",), "CANBERRA": ("Australia/Sydney",),
    "RIO DE JANEIRO": ("America/Sao_Paulo",), "SAINT PETERSBURG": ("Europe/Moscow",), "KIEV": ("Europe/Kyiv",),
    "SST": ("Pacific/Pago_Pago",), "LHST": ("Australia/Lord_Howe",), "LHDT": ("Australia/Lord_Howe",),
    "CHAST": ("Pacific/Chatham",), "CHADT": ("Pacific/Chatham",), "USA": (_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC),
    "LA": (_PACIFIC,), "SF": (_PACIFIC,),
    "UAE": ("Asia/Dubai",), "ABU DHABI": ("Asia/Dubai",), "BOMBAY": ("Asia/Kolkata",), "CALCUTTA": ("Asia/Kolkata",),
    "CAPE TOWN": ("Africa/Johannesburg",), "SCOTLAND": ("Europe/London",), "WALES": ("Europe/London",),
    "BRITAIN": ("Europe/London",), "NEWFOUNDLAND": ("America/St_Johns",),
}  # fmt: skip
"""Letters, regions and cities that the IANA database does not have by that name, or has with another meaning."""
_OFFSET = r"(?:UTC|GMT|UT)?\s*(?P<sign>[+\u2212-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"
_MOST = 4
_WINTER_AND_SUMMER = (datetime(2025, 1, 15, 12), datetime(2025, 7, 15, 12))  # noqa: DTZ001 - local


def zone_named(name: str) -> ZoneInfo:
    """Return the zone with that name in the IANA database.

    Raises:
        ValueError: there is none. The text names the zones that may be meant, or the nearest spelling.
    """
    if found := find_zone(name):
        return found
    raise ValueError(zone_advice(name))


def zone_advice(name: str) -> str:
    """Return a hint for a name that is no zone: the zones that may be meant, or the nearest spelling."""
    if not is_zone_name(name):
        plain = name.partition("/")[2]
        return f"; it is not a zone but a file of the system{_advice((plain,) if plain else ())}"
    meant = zones_meant(name)
    is_letters = re.fullmatch(r"[A-Z]{2,5}|\w{1,2}", name)  # to those, another clock's letters are near and wrong
    return _advice(meant) if meant or is_letters else nearest(name, _all())


def zones_meant(name: str) -> tuple[str, ...]:
    """Return the names of the zones that a person may mean by ``name``, the likeliest first.

    "PST", "Pacific Time", "new york", "UTC+8", "W. Europe Standard Time", "Germany" are all understood.
    """
    words = " ".join(re.sub(r"^\([^()]*\)", "", name).replace("_", " ").replace("\u2019", "'").split())
    if found := _in_words(words):
        return found
    if by_letters := LETTERS.get(words.upper().removesuffix(" TIME").removeprefix("US ")):
        return by_letters
    if match := re.fullmatch(_OFFSET, words, re.IGNORECASE):
        return _with_offset(match)
    known = _known_names()
    for spelt in (words, words.removesuffix(" time").removesuffix(" Time"), f"{words} time"):
        if named := known.get(_plain(spelt)):
            return named
    area = words.lower().rstrip("/")
    if found := _likeliest(zone for zone in USUAL if zone.lower().startswith(f"{area}/")):
        return found
    place = re.split(r"[,(]", words.rpartition("/")[2])[0].strip()
    return zones_meant(place) if place != words and place else ()


def _in_words(words: str) -> tuple[str, ...]:
    """Return the zone that is meant by a region, letters or a place of the tables of words ("England", "Köln")."""
    from ecgtool.wording.vocabulary import named_zones

    tables = [named_zones(kind) for kind in ("regions", "labels", "places")]
    for name in (words, words.lower(), words.lower().removesuffix(" time")):
        for table in tables:
            if zone := table.get(name):
                return (zone,)
    return ()


def _advice(zones: tuple[str, ...]) -> str:
    quoted = [f'"{zone}"' for zone in zones]
    return f"; did you mean {', '.join(quoted[:-1])}{' or ' if quoted[1:] else ''}{quoted[-1]}?" if quoted else ""


def _with_offset(match: re.Match[str]) -> tuple[str, ...]:
    """Return the zones whose clock has that offset in winter; where none has, those that have it in summer."""
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    wanted = ahead if match["sign"] == "+" else -ahead
    if not ahead:
        return ("UTC",)
    offsets = {key: [ZoneInfo(key).utcoffset(moment) for moment in _WINTER_AND_SUMMER] for key in _places()}
    in_winter = [
        key for key, both in offsets.items() if wanted == min(both, key=lambda offset: offset or timedelta())
    ]
    fitting = in_winter or [key for key, both in offsets.items() if wanted in both]
    return _likeliest([key for key in fitting if key in USUAL] or fitting)


def _plain(name: str) -> str:
    """Return ``name`` without case, dots and accents, to compare names: "São Paulo" -> "sao paulo"."""
    apart = normalize("NFKD", name.casefold().replace(".", "").replace("'", ""))
    return "".join(character for character in apart if not combining(character))


@cache
def _all() -> frozenset[str]:
    return frozenset(filter(is_zone_name, available_timezones()))  # each call looks through the folders


@cache
def _places() -> tuple[str, ...]:
    """Return every zone of a place, the usual ones first."""
    return USUAL + tuple(
        key for key in sorted(_all()) if "/" in key and not key.startswith("Etc/") and key not in USUAL
    )


def _likeliest(zones: Iterable[str]) -> tuple[str, ...]:
    order = {zone: place for place, zone in enumerate(USUAL)}
    return tuple(
        sorted((z for z in dict.fromkeys(zones) if z in _all()), key=lambda z: order.get(z, len(order)))[:_MOST]
    )


@cache
def _known_names() -> dict[str, tuple[str, ...]]:
    """Return the zones of each name in lower case: of the database, cities and countries, CLDR and Windows."""
    from babel.core import Locale, get_global

    english = Locale("en")
    found: dict[str, list[str]] = {}
    names = [(zone.replace("_", " "), zone) for zone in _places()]
    names += [(zone.rpartition("/")[2].replace("_", " "), zone) for zone in _places()]
    names += [(zone, zone) for zone in sorted(_all()) if "/" not in zone]
    by_metazone: dict[str, list[str]] = {}
    for zone, metazone in get_global("meta_zones").items():
        by_metazone.setdefault(metazone, []).append(zone)
    names += [
        (name, zone)
        for metazone, called in english.meta_zones.items()
        for name in called.get("long", {}).values()
        for zone in _likeliest(by_metazone.get(metazone, ()))[:1]
    ]
    names += [
        (english.territories[code], zone)
        for code, zones in get_global("territory_zones").items()
        for zone in _likeliest(zones)
        if code in english.territories
    ]
    for name, zone in names:
        found.setdefault(_plain(name), []).append(zone)
    windows = {_plain(name): (zone,) for name, zone in get_global("windows_zone_mapping").items()}
    return windows | {name: _likeliest(zones) for name, zones in found.items()}
