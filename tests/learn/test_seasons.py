"""Tests of ``ecgtool.learn.seasons``: whose summer time it is by which a UTC time goes."""

from datetime import date, time

import pytest

from ecgtool.learn.seasons import seasonal_clock
from ecgtool.wording.clause import Hour


@pytest.mark.parametrize(
    ("where", "zone", "is_said"),
    [
        ("US", "America/Los_Angeles", True),
        ("U.S.", "America/Los_Angeles", True),
        ("United States", "America/Los_Angeles", True),
        ("North American", "America/Los_Angeles", True),
        ("UK", "Europe/London", True),
        ("British", "Europe/London", True),
        ("European", "Europe/Berlin", True),
        ("Australia", "America/Los_Angeles", False),
        ("northern", "America/Los_Angeles", False),
    ],
)
def test_a_region_is_a_whole_word(where: str, zone: str, *, is_said: bool) -> None:
    """Where no known one is named, the guess says so; "Australia" holds the letters of another one."""
    summer = Hour(at=time(15), start=0, end=9, season={"where": where, "when": "DST"})
    found = seasonal_clock([summer, Hour(at=time(16), start=20, end=29)], date(2026, 6, 1))
    assert found
    assert (found[1].zone.key, "does not say whose" not in found[1].why) == (zone, is_said)
