"""Find the zone of a place: a city, or a country with one zone, in English or in another language."""

from functools import cache, lru_cache
from zoneinfo import available_timezones

from ecgtool.wording.vocabulary import named_zones
from ecgtool.wording.zone_names import LETTERS

_CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
_NO_CITIES = {
    "Pacific/Easter",
    "Australia/North",
    "Australia/South",
    "Australia/West",
    "Indian/Christmas",
    "Indian/Reunion",
}
"""Zones whose last word means something else: "Easter time", "US West", "Réunion"."""


@lru_cache(maxsize=512)
def place_zone(place: str, language: str) -> str:
    """Return the zone of a city or country, named in English or in ``language``, or of a people; "" for none."""
    words = " ".join(place.split()).casefold()
    last = words.split(" ")[-1]
    is_part = last != words and last in named_zones("regions")  # "Ruritanian Eastern"
    peoples = named_zones("peoples")
    found = zone_of_place(words, language) or peoples.get(words)
    return found or ("" if is_part else zone_of_place(last, language) or peoples.get(last, ""))


def zone_of_place(words: str, language: str) -> str:
    """Return the zone of a place by its whole name in small letters; "" for none."""
    letters = LETTERS.get(words.upper(), ("",))[0]
    return (
        named_zones("places").get(words) or letters or _cities(language).get(words) or _cities("en").get(words) or ""
    )


@cache
def known_zones() -> frozenset[str]:
    """Return the names of all zones. To list them takes a walk through a folder, so it is done once."""
    return frozenset(available_timezones())


@cache
def _cities(language: str) -> dict[str, str]:
    """Return the zones by the names of their cities in ``language`` (CLDR), and of countries with one zone.

    Of a zone's several names it is the one that is no alias: Europe/Istanbul, not Asia/Istanbul.
    """
    from babel import Locale
    from babel.core import get_global

    locale = Locale.parse(language)
    found: dict[str, str] = {}
    for key in sorted(known_zones()):
        if key.startswith(_CONTINENTS) and key not in _NO_CITIES:
            found.setdefault(key.rpartition("/")[2].replace("_", " ").casefold(), key)
    for key, names in locale.time_zones.items():
        if key in known_zones() - _NO_CITIES and "city" in names:
            found.setdefault(str(names["city"]).casefold(), key)
    for territory, keys in get_global("territory_zones").items():
        name = str(locale.territories.get(territory, "")).casefold()
        if len(keys) == 1 and name and keys[0] in known_zones() and (" " in name or keys[0] not in _NO_CITIES):
            found.setdefault(name, keys[0])
    aliases = get_global("zone_aliases")
    return {city: aliases[key] if aliases.get(key) in known_zones() else key for city, key in found.items()}
