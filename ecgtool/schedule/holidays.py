"""Public holidays by country and subdivision: those that are skipped, and those that a group may want to know of.

They come from the ``holidays`` library, loaded at the first question.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ecgtool.group import Group
from ecgtool.schedule.zone_data import data_file

if TYPE_CHECKING:
    from holidays import HolidayBase

    from ecgtool.schedule.occurrences import Occurrence


def name_on(day: date, codes: tuple[str, ...]) -> str | None:
    """The name of the public holiday on ``day`` in the first of ``codes`` that has one; in English where known.

    Raises:
        NotImplementedError: a code is not one the library knows.
    """
    return next((name for code in codes if (name := _calendar(code).get(day))), None)


def known(code: str) -> bool:
    """Whether ``code`` ("US", "US-CA": ISO 3166) has public holidays here."""
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):  # the library takes names too, and more
        return False
    try:
        _calendar(code)
    except NotImplementedError:
        return False
    return True


def codes() -> list[str]:
    """Return every code of a country or subdivision that has holidays here."""
    import holidays

    countries = holidays.list_supported_countries().items()
    return [code for country, parts in countries for code in (country, *(f"{country}-{part}" for part in parts))]


def hint_codes(group: Group) -> tuple[str, ...]:
    """Return whose holidays to mention: those of ``holidays_hint``, else of the countries that the zones are in.

    Without ``zones``, the group's own zone alone asks for nothing. Those that the schedule leaves out anyway are not
    among them.
    """
    codes = group.holidays_hint
    if codes is None:
        codes = _countries((group.schedule.zone, *group.zones)) if group.zones else ()
    return tuple(code for code in dict.fromkeys(codes) if code not in group.schedule.holidays)


def holidays_met(group: Group, coming: "Iterable[Occurrence]") -> Iterator[str]:
    """Yield for each meeting the holidays it falls on, as ``names_on`` has them; "" for any other.

    A meeting that is held besides the rule was put on its day by a person, who knew.
    """
    codes = hint_codes(group)
    for one in coming if codes else ():
        yield names_on(one.local_start.date(), codes) if one.status != "extra" else ""


@lru_cache(maxsize=64)
def _calendar(code: str) -> "HolidayBase":
    import holidays

    country, _, subdivision = code.partition("-")
    return holidays.country_holidays(country, subdiv=subdivision or None, language="en_US")


@lru_cache(maxsize=4096)  # groups of one organisation ask for the same days of the same countries
def names_on(day: date, codes: tuple[str, ...]) -> str:
    """Return the holidays on ``day``: ``Christmas Day in US, DE; Quaid-e-Azam Day in PK``; "" where it is none."""
    named = [(name, code) for code in codes if known(code) and (name := name_on(day, (code,)))]
    first = {name: place for place, (name, _) in reversed(list(enumerate(named)))}
    named.sort(key=lambda one: first[one[0]])
    by_name = groupby(named, key=lambda one: one[0])
    return "; ".join(f"{name} in {', '.join(code for _, code in ones)}" for name, ones in by_name)


@lru_cache(maxsize=64)
def _countries(zones: tuple[ZoneInfo, ...]) -> tuple[str, ...]:
    by_zone = _zone_table()
    return tuple(dict.fromkeys(by_zone[zone.key] for zone in zones if zone.key in by_zone))


@lru_cache(maxsize=1)
def _zone_table() -> dict[str, str]:
    """The country (ISO 3166) that each zone of the IANA database is in, by its ``zone.tab``."""
    text = data_file("zone.tab").decode()
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
