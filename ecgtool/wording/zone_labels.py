"""What a zone is called for readers: its place, and at an instant the letters or the offset of its clock.

Where the time zone database has a number instead of letters ("-03" in Sao Paulo), nobody would take it for a zone.
The label is then UTC-3.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from ecgtool.schedule.clock_changes import same_clock
from ecgtool.schedule.zone_data import PLACELESS, offset_label
from ecgtool.wording.reading import label_offset

_UTC = "UTC"


def spelled(word: str) -> str:
    """Return an offset in one form (-03, UTC-03 and GMT-3 as UTC-3), and any other word as it is."""
    offset = label_offset(word)
    return word if offset is None else offset_label(offset)


def place(zone: ZoneInfo) -> str:
    """Return what people call a zone: Berlin, New York, UTC; UTC-5 for ``Etc/GMT+5``, whose sign is reversed."""
    area, _, name = zone.key.rpartition("/")
    if area not in {"", "Etc"}:
        return name.replace("_", " ")
    if match := re.fullmatch(r"GMT([+-])(\d+)", name):
        return offset_label(timedelta(hours=int(match[2])) * (-1 if match[1] == "+" else 1))
    if name in PLACELESS:
        return {"EST": "UTC-5", "MST": "UTC-7", "HST": "UTC-10"}[name]
    return _UTC if same_clock(zone.key, _UTC) else name


def full_name(zone: ZoneInfo) -> str:
    """Return the name of a zone in the database, Europe/Berlin; but UTC-5 for ``Etc/GMT+5``, and UTC for GMT."""
    name = place(zone)
    return name if name.startswith(_UTC) else zone.key


def each_clock(zones: Iterable[ZoneInfo]) -> dict[ZoneInfo, str]:
    """Return each clock of ``zones`` once, as the first zone that has it, with the places of all that have it.

    UTC and Etc/UTC become "UTC", Europe/Berlin and Europe/Stockholm become "Berlin/Stockholm".
    """
    found: dict[ZoneInfo, list[str]] = {}
    for zone in dict.fromkeys(zones):
        same = next((known for known in found if same_clock(known.key, zone.key)), zone)
        found.setdefault(same, []).append(place(zone))
    return {zone: "/".join(dict.fromkeys(names)) for zone, names in found.items()}


def each_clock_but(own: ZoneInfo, zones: Iterable[ZoneInfo]) -> dict[ZoneInfo, str]:
    """Return the clocks of ``each_clock`` that differ from ``own``, to be shown beside it."""
    return {zone: names for zone, names in each_clock(zones).items() if not same_clock(own.key, zone.key)}
