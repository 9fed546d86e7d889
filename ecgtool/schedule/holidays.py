"""Public holidays by country and subdivision: those that a schedule skips, and those to mention to a group.

They come from the ``holidays`` library, which is loaded at the first question.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ecgtool.group import Group
from ecgtool.schedule.zone_data import data_file

if TYPE_CHECKING:
    from holidays import HolidayBase

    from ecgtool.schedule.occurrences import Occurrence


@dataclass(frozen=True, kw_only=True, slots=True)
class Holiday:
    """A public holiday: its name, in English where known, the ISO 3166 code of whose it is, and its date there."""

    name: str
    code: str
    day: date


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
    except NotImplementedError:  # how the library says that it has no such country or part
        return False
    return True


def codes() -> list[str]:
    """Return every code of a country or subdivision for which the library has holidays."""
    import holidays

    countries = holidays.list_supported_countries().items()
    return [code for country, parts in countries for code in (country, *(f"{country}-{part}" for part in parts))]


def holidays_met(group: Group, coming: "Iterable[Occurrence]") -> Iterator[tuple[Holiday, ...]]:
    """Yield for each meeting the holidays that it falls on; nothing at all where the group asks for none.

    They are those of the codes in ``holidays_hint``, on the meeting's date. Without it they are those of the
    countries that the ``zones`` are in, each on the date there: Monday 17:00 in Los Angeles is Tuesday in Tokyo.
    A group without ``zones`` asks for none. What the schedule leaves out anyway is not among them. A meeting held
    besides the rule was put on its day by a person, who knew.
    """
    members = _members(group)
    for one in coming if members else ():
        near = _near(one.local_start.date(), members) if one.status != "extra" else ()
        yield tuple(
            dict.fromkeys(
                found
                for found, zone in near
                if found.day == (one.start.astimezone(zone) if zone else one.local_start).date()
            )
        )


def holiday_names(day: date, found: Iterable[Holiday]) -> str:
    """Return ``Christmas Day in US, DE; Quaid-e-Azam Day in PK``, with its date where that is not ``day``."""
    codes: dict[tuple[str, date], list[str]] = {}
    for one in found:
        codes.setdefault((one.name, one.day), []).append(one.code)
    return "; ".join(
        f"{name} in {', '.join(dict.fromkeys(named))}{'' if its == day else f' ({its:%B} {its.day} there)'}"
        for (name, its), named in codes.items()
    )


@lru_cache(maxsize=64)
def _calendar(code: str) -> "HolidayBase":
    import holidays

    country, _, subdivision = code.partition("-")
    return holidays.country_holidays(country, subdiv=subdivision or None, language="en_US")


def _members(group: Group) -> tuple[tuple[str, ZoneInfo | None], ...]:
    """Return whose holidays to mention, each code with the zone whose date counts; None is the meeting's own."""
    members: Iterable[tuple[str, ZoneInfo | None]]
    if group.holidays_hint is not None:
        members = ((code, None) for code in group.holidays_hint)
    else:
        zones, by_zone = (group.schedule.zone, *group.zones) if group.zones else (), _zone_table()
        members = ((by_zone[zone.key], zone) for zone in zones if zone.key in by_zone)
    left_out = group.schedule.holidays
    return tuple(dict.fromkeys((code, zone) for code, zone in members if code not in left_out and known(code)))


@lru_cache(maxsize=4096)  # groups of one organisation ask for the same days of the same countries
def _near(day: date, members: tuple[tuple[str, ZoneInfo | None], ...]) -> tuple[tuple[Holiday, ZoneInfo | None], ...]:
    """Return the holidays of the members from the day before ``day`` to the day after it."""
    days = [day + timedelta(days=by) for by in (0, -1, 1)]
    return tuple(
        (Holiday(name=name, code=code, day=one), zone)
        for code, zone in members
        for one in days
        if (name := name_on(one, (code,)))
    )


@lru_cache(maxsize=1)
def _zone_table() -> dict[str, str]:
    """Return the country (ISO 3166) of each zone, from ``zone.tab`` of the IANA database."""
    text = data_file("zone.tab").decode()
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
