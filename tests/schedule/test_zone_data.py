"""Tests of ``ecgtool.schedule.zone_data``: the newer of two editions rules, and whoever names one is followed."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ecgtool.schedule.clock_changes import same_clock
from ecgtool.schedule.zone_data import PACKAGE, ZoneData, in_use, is_zone_name
from tests.cli.processes import environment

ASK = """
import os, sys, zoneinfo
zoneinfo.reset_tzpath(to=sys.argv[1:])
from ecgtool.schedule.zone_data import in_use, use_newest
use_newest(os.environ)
from datetime import datetime
from zoneinfo import ZoneInfo
from ecgtool.schedule.zonefile import read_zone
vancouver = datetime(2026, 12, 7, 8, tzinfo=ZoneInfo("America/Vancouver"))
print(in_use().version, vancouver.utcoffset(), in_use().source)
print(len(read_zone("America/Vancouver").onsets))
"""


def asked(folder: Path, **variables: str) -> list[str]:
    """What a process with that folder as its system's says: edition, Vancouver's offset, source; how many changes."""
    command = [sys.executable, "-c", ASK, str(folder)]
    return subprocess.run(
        command, env=environment(**variables), capture_output=True, check=True, text=True
    ).stdout.splitlines()


def folder_of(edition: str, tmp_path: Path, marker: str = "tzdata.zi") -> Path:
    """A system's folder of zones that says it is of that edition; its Vancouver is what UTC is."""
    folder = tmp_path / "zoneinfo"
    (folder / "America").mkdir(parents=True)
    shutil.copy(PACKAGE / "UTC", folder / "UTC")
    shutil.copy(PACKAGE / "UTC", folder / "America" / "Vancouver")
    if edition:
        (folder / marker).write_text(f"# version {edition}\n" if marker == "tzdata.zi" else f"{edition}\n", "ascii")
    return folder


@pytest.mark.parametrize(
    ("edition", "marker", "ruled_by_system"),
    [
        ("2025b", "tzdata.zi", False),
        ("9999a", "tzdata.zi", True),
        ("9999a", "+VERSION", True),
        ("2020a", "+VERSION", False),
        ("", "", False),
    ],
)
def test_the_newer_edition_rules(tmp_path: Path, edition: str, marker: str, *, ruled_by_system: bool) -> None:
    """For arithmetic and for the zones' rules alike; a system that does not say its edition is taken for older."""
    folder = folder_of(edition, tmp_path, marker)
    first, second = asked(folder)
    assert first.startswith(edition if ruled_by_system else in_use_version())
    assert ("0:00:00" in first) == ruled_by_system
    assert (second == "0") == ruled_by_system


def test_whoever_names_a_folder_is_followed(tmp_path: Path) -> None:
    """``PYTHONTZPATH`` is no slip: the edition that it names is taken, however old."""
    folder = folder_of("2020a", tmp_path)
    first, second = asked(folder, PYTHONTZPATH=str(folder))
    assert first == f"2020a 0:00:00 {folder}"
    assert second == "0"


def in_use_version() -> str:
    """The edition of the package."""
    return (PACKAGE / "tzdata.zi").read_text("ascii").split(maxsplit=3)[2]


def test_the_tests_use_what_the_program_does() -> None:
    """The edition has a name, of a year."""
    assert in_use().version >= in_use_version()


@pytest.mark.parametrize(
    ("version", "day", "old"),
    [
        ("2025b", date(2026, 4, 30), False),
        ("2025b", date(2026, 5, 1), True),
        ("2025g", date(2026, 12, 31), False),
        ("2025g", date(2027, 1, 1), True),
        ("", date(2030, 1, 1), False),
    ],
)
def test_an_edition_is_old_a_year_after_it_came_out(version: str, day: date, *, old: bool) -> None:
    """A letter stands for two months; where no edition is known, nothing is said of its age."""
    assert ZoneData(version, "somewhere").is_old(day) == old


@pytest.mark.parametrize("name", ["right/Europe/Berlin", "posix/Europe/Berlin", "localtime", "posixrules", "Factory"])
def test_other_time_scales_are_no_zones(name: str) -> None:
    """``right/`` counts leap seconds; the others are this computer's own."""
    assert not is_zone_name(name)
    assert is_zone_name("Europe/Berlin")


def test_clocks_are_equal_whatever_they_are_called() -> None:
    """Berlin and Stockholm have always shown the same here; Berlin and Paris only of late."""
    assert same_clock("UTC", "Etc/GMT")
    assert same_clock("Asia/Kolkata", "Asia/Calcutta")
    assert not same_clock("Europe/Berlin", "Europe/Paris")
