"""Public holidays by country and subdivision: those that a schedule skips, and those to mention to a group.

They come from the ``holidays`` library, which is loaded at the first question.
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
    """Return the name of the public holiday on ``day`` by the first of ``codes`` that has one, or None.

    It is in English where the library has it so.

    Raises:
        NotImplementedError: the library does not know a code.
    """
    return next((name for code in codes if (name := _calendar(code).get(day))), None)


def known(code: str) -> bool:
    """Return whether the library has public holidays for ``code`` ("US", "US-CA": ISO 3166)."""
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):  # the library takes names too, and more
        return False
    try:
        _calendar(code)
    except NotImplementedError:
        return False
    return True


def codes() -> list[str]:
    """Return every code of a country or subdivision for which the library has holidays."""
    import holidays

    countries = holidays.list_supported_countries().items()
    return [code for country, parts in countries for code in (country, *(f"{country}-{part}" for part in parts))]


def hint_codes(group: Group) -> tuple[str, ...]:
    """Return the codes whose holidays to mention: ``holidays_hint``, or else the countries of the group's zones.

    A group with neither ``holidays_hint`` nor ``zones`` gets none. Codes whose holidays the schedule skips are left
    out.
    """
    codes = group.holidays_hint
    if codes is None:
        codes = _countries((group.schedule.zone, *group.zones)) if group.zones else ()
    return tuple(code for code in dict.fromkeys(codes) if code not in group.schedule.holidays)


def holidays_met(group: Group, coming: "Iterable[Occurrence]") -> Iterator[str]:
    """Yield for each meeting the holidays on its date, as ``names_on`` writes them; "" where there are none.

    An extra meeting always gets "": a person chose its date.
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
    """Return the holidays on ``day``: "Christmas Day in US, DE; Quaid-e-Azam Day in PK"; "" where there are none."""
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
    """Return the country (ISO 3166) of each zone, from ``zone.tab`` of the IANA database."""
    text = data_file("zone.tab").decode()
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
