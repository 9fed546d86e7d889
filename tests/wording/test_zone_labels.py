"""Tests of ``ecgtool.wording.zone_labels``: what a zone and its clock are called."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.schedule.zone_data import abbreviation, offset_label
from ecgtool.wording.reading import label_offset
from ecgtool.wording.zone_labels import each_clock, each_clock_but, full_name, place
from tests.plans import zones

JANUARY, JULY = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "winter", "summer"),
    [
        ("America/Los_Angeles", "PST", "PDT"),
        ("Etc/GMT+5", "UTC-5", "UTC-5"),
        ("Etc/GMT-14", "UTC+14", "UTC+14"),
        ("EST", "UTC-5", "UTC-5"),
        ("America/Panama", "EST", "EST"),
        ("America/Sao_Paulo", "UTC-3", "UTC-3"),
        ("America/Santiago", "UTC-3", "UTC-4"),
        ("Asia/Tashkent", "UTC+5", "UTC+5"),
        ("Asia/Kathmandu", "UTC+5:45", "UTC+5:45"),
        ("Atlantic/Azores", "UTC-1", "UTC"),
        ("Asia/Kolkata", "IST", "IST"),
    ],
)
def test_a_clock_without_letters_is_told_by_its_offset(key: str, winter: str, summer: str) -> None:
    """The database has "-03" and "+0545" for such clocks, and "-05" for the one whose sign is reversed."""
    assert [abbreviation(moment.astimezone(ZoneInfo(key))) for moment in (JANUARY, JULY)] == [winter, summer]


@given(zones, st.datetimes(datetime(1975, 1, 1), datetime(2037, 1, 1)))
def test_an_offset_is_read_back(zone: ZoneInfo, moment: datetime) -> None:
    """Whatever stands for an offset says which one, in minutes; letters say none."""
    local = moment.replace(tzinfo=UTC).astimezone(zone)
    shown, offset = abbreviation(local), local.utcoffset() or timedelta()
    assert label_offset(shown) in {None, offset - offset % timedelta(minutes=1), offset}
    assert shown[:1].isalpha()


@pytest.mark.parametrize(
    ("label", "minutes"), [("-03", -180), ("+0530", 330), ("UTC-3", -180), ("GMT+05:45", 345), ("UTC\u22128", -480)]
)
def test_an_offset_is_understood_however_it_is_written(label: str, minutes: int) -> None:
    """With and without UTC before it, with the minus of typographers; and it is written in one form."""
    assert label_offset(label) == timedelta(minutes=minutes)
    assert label_offset(offset_label(timedelta(minutes=minutes))) == timedelta(minutes=minutes)


@pytest.mark.parametrize("label", ["PST", "UTC", "", "3", "UTC-"])
def test_letters_say_no_offset(label: str) -> None:
    """A zone's name is one of its own."""
    assert label_offset(label) is None


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Europe/Berlin", "Berlin"),
        ("America/New_York", "New York"),
        ("Etc/GMT+5", "UTC-5"),
        ("Etc/GMT-14", "UTC+14"),
        ("Etc/GMT+0", "UTC"),
        ("EST", "UTC-5"),
        ("UTC", "UTC"),
        ("GMT", "UTC"),
        ("Etc/Zulu", "UTC"),
        ("EST5EDT", "EST5EDT"),
    ],
)
def test_the_name_of_a_zone(key: str, name: str) -> None:
    """The place; where a sign is reversed, or an abbreviation means no place, the offset."""
    assert place(ZoneInfo(key)) == name
    assert full_name(ZoneInfo(key)) == (name if name.startswith("UTC") else key)


def test_a_clock_is_told_once_with_all_its_names() -> None:
    """UTC has one name for its readers, and a place keeps its own beside another that has the same clock."""
    asked = [ZoneInfo(key) for key in ("GMT", "UTC", "Europe/Berlin", "Etc/UTC", "Europe/Stockholm", "Asia/Tokyo")]
    found = {zone.key: names for zone, names in each_clock(asked).items()}
    assert found == {"GMT": "UTC", "Europe/Berlin": "Berlin/Stockholm", "Asia/Tokyo": "Tokyo"}
    assert list(each_clock_but(ZoneInfo("Etc/UCT"), asked).values()) == ["Berlin/Stockholm", "Tokyo"]
