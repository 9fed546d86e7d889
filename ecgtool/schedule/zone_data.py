"""The IANA time zone database: which edition is in use, which zones it has, and what it calls their clocks.

A system's zones may be years old while the Python package ``tzdata`` beside them is new, and ``zoneinfo`` takes the
system's whenever it has any. Where a user sets ``PYTHONTZPATH``, that is obeyed.
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
"""The folder of the zones in the Python package ``tzdata``, found without importing it."""
_NO_ZONES = frozenset({"localtime", "posixrules", "factory"})
_OTHER_SCALES = ("right/", "posix/")
PLACELESS = frozenset({"EST", "MST", "HST"})
"""Zones of the database that never have summer time, although people write their letters in summer too."""


class ZoneData(NamedTuple):
    """The edition in use, such as "2026f" ("" where its folder does not name one), and where it is."""

    version: str
    source: str

    def is_old(self, today: date) -> bool:
        """Return whether the edition came out more than a year before ``today``.

        An edition tells only its year and a letter. The letters of a year come at most two months apart, so that
        "2025b" was out by the end of April.
        """
        match = re.match(r"(\d{4})([a-z])", self.version)
        if not match:
            return False
        month = min(2 * (ord(match[2]) - ord("a") + 1), 12)
        return today >= date(int(match[1]) + 1 + month // 12, month % 12 + 1, 1)


def use_newest(environ: Mapping[str, str]) -> None:
    """Make ``zoneinfo`` take its zones from the package ``tzdata`` where that is newer than the system's.

    This has to be called before the first zone is made. It does nothing where ``environ`` has ``PYTHONTZPATH``.
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
    """Return whether a file of the database with that name is a zone of a place or of UTC.

    Zones under "right/" count leap seconds, which no calendar does; "localtime" is the zone of this computer.
    """
    return name.lower() not in _NO_ZONES and not name.startswith(_OTHER_SCALES)


def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone with that name in the IANA database, or None."""
    if is_zone_name(name):
        with suppress(ValueError, OSError, ZoneInfoNotFoundError):
            return ZoneInfo(name)
    return None


def abbreviation(moment: datetime) -> str:
    """Return what the zone of ``moment`` is called then: "PDT", "CET"; "UTC-3" where it has no letters."""
    name = moment.tzname() or ""
    if name[:1] in {"+", "-"} or (isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key in PLACELESS):
        return offset_label(moment.utcoffset() or timedelta())
    return name


def offset_label(offset: timedelta) -> str:
    """Return a label for an offset from UTC: "UTC-3", "UTC+5:30"; "UTC" for none."""
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}{f':{minutes:02}' if minutes else ''}" if hours or minutes else "UTC"


def data_file(name: str) -> bytes:
    """Return the bytes of the file ``name`` of the database, looked for where ``zoneinfo`` looks.

    Raises:
        FileNotFoundError: there is none.
    """
    for folder in (*map(Path, zoneinfo.TZPATH), PACKAGE):
        path = folder / name
        if path.is_file():
            return path.read_bytes()
    raise FileNotFoundError(name)


def _version(folder: Path) -> str:
    """Return the edition that a folder names, or "". It is in ``tzdata.zi`` or, on BSD and macOS, in ``+VERSION``."""
    for name in ("tzdata.zi", "+VERSION"):
        with suppress(OSError), (folder / name).open(encoding="utf-8", errors="replace") as file:
            if match := re.search(r"\b\d{4}[a-z]+\b", file.readline()):
                return match[0]
    return ""
