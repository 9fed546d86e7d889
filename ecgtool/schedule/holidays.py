"""Public holidays by country and subdivision: those that a schedule skips, and those to mention to a group.

They come from the ``holidays`` library, which is loaded at the first question.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from ecgtool.group import Group
from ecgtool.schedule.zone_data import data_file

if TYPE_CHECKING:
    from holidays import HolidayBase

    from ecgtool.schedule.occurrences import Occurrence


_Member = tuple[str, ZoneInfo | None]
"""Whose holidays to mention: a code, and the zone whose date counts; None is the meeting's own."""
_APART = 2
"""Days by which two clocks of the world are apart at most: from -11 to +14 hours."""


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
    countries = _library().list_supported_countries().items()
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
        day = one.local_start.date()
        near = _near(members, day.year).get(day) if one.status != "extra" else None
        yield _met(one, near) if near else ()


def _met(one: "Occurrence", members: Iterable[_Member]) -> tuple[Holiday, ...]:
    dates = ((code, (one.start.astimezone(zone) if zone else one.local_start).date()) for code, zone in members)
    found = (_in_year(code, day.year).get(day) for code, day in dates)
    return tuple(dict.fromkeys(holiday for holiday in found if holiday))


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
    country, _, subdivision = code.partition("-")
    found = _library().country_holidays(country, subdiv=subdivision or None, language="en_US")
    return cast("HolidayBase", found)


@lru_cache(maxsize=1)
def _library() -> Any:
    """Return the library, so loaded that a country is imported when it is first asked for.

    Its package ``holidays.countries`` imports all of the 250 there are, which takes as long as a whole run without
    them. So the package is made known (``module_from_spec``) and not run: its modules are found all the same.
    """
    import holidays

    if spec := find_spec("holidays.countries"):
        sys.modules.setdefault(spec.name, module_from_spec(spec))
    return holidays


def _members(group: Group) -> tuple[_Member, ...]:
    """Return whose holidays to mention."""
    members: Iterable[_Member]
    if group.holidays_hint is not None:
        members = ((code, None) for code in group.holidays_hint)
    else:
        zones, by_zone = (group.schedule.zone, *group.zones) if group.zones else (), _zone_table()
        members = ((by_zone[zone.key], zone) for zone in zones if zone.key in by_zone)
    left_out = group.schedule.holidays
    return tuple(dict.fromkeys((code, zone) for code, zone in members if code not in left_out and known(code)))


@lru_cache(maxsize=1024)
def _near(members: tuple[_Member, ...], year: int) -> Mapping[date, tuple[_Member, ...]]:
    """Return for the days of ``year`` the members of whom a clock somewhere may show a public holiday.

    Most days are none, which saves asking for the date on each member's clock.
    """
    near: dict[date, tuple[_Member, ...]] = {}
    for member in members:
        days = (
            date(year, 1, 1),
            date(year, 12, 31),
            *_in_year(member[0], year),
        )  # what is beyond the ends is not known
        for day in {day + timedelta(days=by) for day in days for by in range(-_APART, _APART + 1)}:
            near[day] = (*near.get(day, ()), member)
    return near


@lru_cache(maxsize=1024)
def _in_year(code: str, year: int) -> Mapping[date, Holiday]:
    """Return the public holidays of ``code`` in ``year`` by their dates there."""
    calendar = _calendar(code)
    calendar.get(date(year, 1, 1))  # this makes those of the year
    return {day: Holiday(name=name, code=code, day=day) for day, name in calendar.items() if day.year == year}


@lru_cache(maxsize=1)
def _zone_table() -> dict[str, str]:
    """Return the country (ISO 3166) of each zone, from ``zone.tab`` of the IANA database."""
    text = data_file("zone.tab").decode()
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
