"""The body of a VTIMEZONE is right by itself: another program reads it and agrees with the zone's data."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st

from ecgtool.ical.text import stream
from ecgtool.ical.vtimezone import is_utc, touched_days, vtimezone
from ecgtool.schedule.zonefile import read_zone
from tests.plans import ZONES

KEYS = sorted(available_timezones() - {"Factory", "localtime", "posixrules"})
HOUR = timedelta(hours=1)
LATE_FOOTERS = ["Pacific/Norfolk", "Antarctica/Macquarie", "Europe/Riga"]
"""Zones whose last transition changes nothing: it says from when on the footer's rule holds."""
OVER_THE_DATE_LINE = {"Pacific/Apia", "Pacific/Fakaofo"}
"""The other program cannot read a change by a day."""


def _offset_by_body(lines: tuple[str, ...], moment: datetime) -> timedelta | None:
    zone = tzical(StringIO(stream(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]))).get()
    assert zone
    return moment.astimezone(UTC).astimezone(zone).utcoffset()


@pytest.mark.parametrize("key", [*ZONES, *LATE_FOOTERS])
def test_the_zones_file_and_its_footer_are_what_the_zone_shows(key: str) -> None:
    """The listed onsets and the yearly ones together change the clock when ZoneInfo does, and at no other time."""
    zone = ZoneInfo(key)
    onsets = sorted(onset for onset in read_zone(key).onsets_until(2060) if onset.at.year >= 1971)
    for onset in onsets:
        assert onset.at.astimezone(zone).utcoffset() == onset.after.offset
        assert (onset.at - timedelta(seconds=1)).astimezone(zone).utcoffset() == onset.before.offset
    for before, after in pairwise([onset.at for onset in onsets]):
        assert len({(before + part * (after - before) / 7).astimezone(zone).utcoffset() for part in range(7)}) == 1


@given(
    key=st.sampled_from(sorted({*KEYS} - OVER_THE_DATE_LINE)),
    since=st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)),
)
@settings(max_examples=60)
def test_any_zone_is_right_by_its_body_from_any_instant_on(key: str, since: datetime) -> None:
    """Around each onset of the following years, and in between, for every zone there is."""
    start = since.replace(tzinfo=UTC)
    body, zone = vtimezone(key, start), ZoneInfo(key)
    onsets = [o.at for o in read_zone(key).onsets_until(start.year + 12) if start + HOUR < o.at]
    for moment in (
        start,
        *(onset + step for onset in sorted(onsets)[:26] for step in (-30 * HOUR, 30 * HOUR)),
    ):
        if moment >= start:
            assert _offset_by_body(body, moment) == moment.astimezone(zone).utcoffset(), moment


def test_every_zone_has_a_body_of_rules() -> None:
    """A STANDARD each, and rules where the footer has some."""
    for key in KEYS:
        lines = vtimezone(key, datetime(2026, 1, 1, tzinfo=UTC))
        assert lines[:2] == ("BEGIN:VTIMEZONE", f"TZID:{key}")
        assert "BEGIN:STANDARD" in lines, key
        rules = [line for line in lines if line.startswith("RRULE:FREQ=YEARLY;BYMONTH=")]
        assert len(rules) >= 2 or not read_zone(key).yearly, key


def test_los_angeles() -> None:
    """The rule of 2007, and before it that of 1987 until its end."""
    since_2025 = vtimezone("America/Los_Angeles", datetime(2025, 6, 1, tzinfo=UTC))
    assert "\n".join(since_2025) == (
        "BEGIN:VTIMEZONE\nTZID:America/Los_Angeles\n"
        "BEGIN:STANDARD\nDTSTART:20241103T020000\nTZOFFSETFROM:-0700\nTZOFFSETTO:-0800\nTZNAME:PST\n"
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nDTSTART:20250309T020000\nTZOFFSETFROM:-0800\nTZOFFSETTO:-0700\nTZNAME:PDT\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\nEND:VTIMEZONE"
    )
    since_2000 = vtimezone("America/Los_Angeles", datetime(2000, 6, 1, tzinfo=UTC))
    assert "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060403T100000Z" in since_2000
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061030T090000Z" in since_2000


@pytest.mark.parametrize(
    ("key", "rules"),
    [
        ("Australia/Lord_Howe", ["BYMONTH=4;BYDAY=1SU", "BYMONTH=10;BYDAY=1SU"]),
        ("America/Nuuk", ["BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA", "BYMONTH=10;BYDAY=-1SU"]),
        (
            "Africa/Cairo",
            [
                "BYMONTH=4;BYDAY=-1FR",
                "BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR",
                "BYMONTH=11;BYMONTHDAY=1;BYDAY=FR",
            ],
        ),
        ("Asia/Tokyo", []),
    ],
)
def test_rules_that_are_no_plain_ordinal(key: str, rules: list[str]) -> None:
    """A day after a last Thursday, a night before a last Sunday: the days of the month that these can be."""
    lines = vtimezone(key, datetime(2026, 1, 1, tzinfo=UTC))
    assert sorted(line for line in lines if line.startswith("RRULE")) == sorted(
        f"RRULE:FREQ=YEARLY;{r}" for r in rules
    )


def test_dublins_summer_is_the_daylight_time() -> None:
    """Files call the winter there a saving; a calendar's DAYLIGHT is where the clock goes forward."""
    lines = vtimezone("Europe/Dublin", datetime(2026, 1, 1, tzinfo=UTC))
    assert "TZNAME:IST" in lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")]


def test_other_names_of_utc() -> None:
    """They need no VTIMEZONE; a zone that is only level with UTC does."""
    assert is_utc("UTC")
    assert is_utc("Etc/UTC")
    assert not is_utc("Africa/Abidjan")
    assert not is_utc("Europe/London")


@given(
    key=st.sampled_from(ZONES),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    minutes=st.sampled_from([15, 60, 300, 1440, 3000]),
)
def test_the_days_that_a_change_of_the_clock_touches(key: str, at: time, minutes: int) -> None:
    """Asked of each day: does the zone show the start and the end once, and with one offset?"""
    zone, length = ZoneInfo(key), timedelta(minutes=minutes)
    touched = touched_days(zone, at, length, 2026)
    for number in range(400):
        day = date(2026, 2, 1) + timedelta(days=number)
        start = datetime.combine(day, at, zone)
        end = (start.astimezone(UTC) + length).astimezone(zone)
        plain = len({m.replace(fold=fold).utcoffset() for m in (start, end) for fold in (0, 1)}) == 1
        assert plain or day in touched, day
