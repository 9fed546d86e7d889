"""The IANA time zone database: which edition of it rules, which zones it has, and what it calls their clocks.

A system's zones may be years old while the Python package ``tzdata`` beside them is new, and ``zoneinfo`` takes the
system's whenever it has any. Whoever sets ``PYTHONTZPATH`` has decided, and is followed.
"""

import re
import zoneinfo
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SPEC = find_spec("tzdata")
PACKAGE = Path(_SPEC.origin if _SPEC and _SPEC.origin else "").parent / "zoneinfo"
"""The zones of the Python package ``tzdata``, which need not be imported for them."""
_NO_ZONES = frozenset({"localtime", "posixrules", "factory"})
_OTHER_SCALES = ("right/", "posix/")
PLACELESS = frozenset({"EST", "MST", "HST"})
"""Zones whose letters mean another clock in summer wherever people live, but not in the database."""


class ZoneData(NamedTuple):
    """The edition in use, such as ``2026f``, empty where its folder does not say; and where it is."""

    version: str
    source: str

    def is_old(self, today: date) -> bool:
        """Whether it came out more than a year ago.

        The data has no date but its year. The letters of a year's editions come two months apart or faster, so that
        ``2025b`` was out by the end of April.
        """
        match = re.match(r"(\d{4})([a-z])", self.version)
        if not match:
            return False
        month = min(2 * (ord(match[2]) - ord("a") + 1), 12)
        return today >= date(int(match[1]) + 1 + month // 12, month % 12 + 1, 1)


def use_newest(environ: Mapping[str, str]) -> None:
    """Let ``zoneinfo`` take its zones from the package where that is newer than the system, or the system has none.

    It is to be called before the first zone is made. ``PYTHONTZPATH`` in ``environ`` rules, where it is set.
    """
    if "PYTHONTZPATH" not in environ:
        system = next((folder for folder in map(Path, zoneinfo.TZPATH) if (folder / "UTC").is_file()), None)
        if (_version(system) if system else "") < _version(PACKAGE):
            zoneinfo.reset_tzpath(to=[str(PACKAGE)])


@cache
def in_use() -> ZoneData:
    """Return the edition from which zones are made now."""
    folder = next((Path(name) for name in zoneinfo.TZPATH if Path(name, "UTC").is_file()), PACKAGE)
    return ZoneData(_version(folder), "the Python package tzdata" if folder == PACKAGE else str(folder))


def is_zone_name(name: str) -> bool:
    """Whether a file of that name in the database is a zone of a place or of UTC, and not one of another time scale.

    ``right/`` counts leap seconds, which no calendar does; ``localtime`` is whatever this computer has.
    """
    return name.lower() not in _NO_ZONES and not name.startswith(_OTHER_SCALES)


def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone that the IANA database calls ``name``, and None where it has no place of that name."""
    if is_zone_name(name):
        with suppress(ValueError, OSError, ZoneInfoNotFoundError):
            return ZoneInfo(name)
    return None


def abbreviation(moment: datetime) -> str:
    """Return what a clock calls ``moment``, a time that it shows: PDT, CET; UTC-3 where it has no letters for it."""
    name = moment.tzname() or ""
    if name[:1] in {"+", "-"} or (isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key in PLACELESS):
        return offset_label(moment.utcoffset() or timedelta())
    return name


def offset_label(offset: timedelta) -> str:
    """Return UTC-3, UTC+5:30, or UTC for a clock so far ahead of UTC."""
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}{f':{minutes:02}' if minutes else ''}" if hours or minutes else "UTC"


def data_file(name: str) -> bytes:
    """Return what the file ``name`` of the database in use holds; it is looked for where ``zoneinfo`` looks.

    Raises:
        FileNotFoundError: there is none.
    """
    for folder in (*map(Path, zoneinfo.TZPATH), PACKAGE):
        path = folder / name
        if path.is_file():
            return path.read_bytes()
    raise FileNotFoundError(name)


def _version(folder: Path) -> str:
    """The edition that a folder says it holds: in ``tzdata.zi``, or in ``+VERSION`` as the BSDs and macOS have it."""
    for name in ("tzdata.zi", "+VERSION"):
        with suppress(OSError), (folder / name).open(encoding="ascii", errors="replace") as file:
            if match := re.search(r"\b\d{4}[a-z]+\b", file.readline()):
                return match[0]
    return ""
