"""Tests of which zone is meant by a name, or by the rules that a file gives for it."""

import pytest

from tests.ical.reading.files import WEEKLY, read

RULES = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:19701025T020000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYMONTH={autumn}
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700405T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;BYMONTH={spring}
END:DAYLIGHT
END:VTIMEZONE
"""
NOW = {"winter": "-0800", "summer": "-0700", "autumn": "11;BYDAY=1SU", "spring": "3;BYDAY=2SU"}
ONCE = NOW | {"autumn": "10;BYDAY=-1SU", "spring": "4;BYDAY=1SU"}
PLAIN_UTC = (
    "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
    "TZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nEND:STANDARD\nEND:VTIMEZONE\n"
)


def zone_of(name: str, head: str = "") -> tuple[str, str]:
    """The zone that is taken for ``name`` in a file, and the doubt."""
    (series,) = read(WEEKLY.replace("America/Los_Angeles", name), head=head).series
    assert series.master
    return series.master.zone.key, series.master.zone_doubt


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("America/Los_Angeles", "America/Los_Angeles"),
        ("america/los_angeles", "America/Los_Angeles"),
        ("US-Eastern", "US/Eastern"),
        ("America/New York", "America/New_York"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ('"(UTC-05:00) Eastern Time (US & Canada)"', "America/New_York"),
        ("(GMT-05.00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Vienna"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("Eastern Time", "America/New_York"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("/example.org/20250101/America/Los_Angeles", "America/Los_Angeles"),
    ],
)
def test_a_name_is_known_however_it_is_written(name: str, zone: str) -> None:
    """IANA and Windows names in any case, names as Windows shows them, offsets, and names behind a path."""
    assert zone_of(name) == (zone, "")


def test_rules_tell_what_a_name_does_not() -> None:
    """A definition that the database has as well, today or once; one that never changes; none at all."""
    assert zone_of("Ours", RULES.format(name="Ours", **NOW)) == ("America/Los_Angeles", "")
    zone, doubt = zone_of("Ours", RULES.format(name="Ours", **ONCE))
    assert (zone, "were true in 2000" in doubt) == ("America/Los_Angeles", True)
    assert zone_of("Ours", PLAIN_UTC) == ("UTC", "")
    assert "Ours" in zone_of("Ours")[1]


def test_a_name_goes_before_rules_that_contradict_it() -> None:
    """Old rules under a zone's own name are told, since programs differ in what they take."""
    name = "America/Los_Angeles"
    assert zone_of(name, RULES.format(name=name, **NOW)) == (name, "")
    zone, doubt = zone_of(name, RULES.format(name=name, **ONCE))
    assert (zone, "by its name" in doubt) == (name, True)


def test_a_floating_time_is_in_the_zone_that_the_file_names_for_all() -> None:
    """X-WR-TIMEZONE is that; without it nobody knows."""
    floating = WEEKLY.replace(";TZID=America/Los_Angeles", "")
    for head, key in (("X-WR-TIMEZONE:Asia/Tokyo\n", "Asia/Tokyo"), ("", "UTC")):
        (series,) = read(floating, head=head).series
        assert series.master
        assert series.master.zone.key == key
        assert bool(series.master.zone_doubt) == (key == "UTC")


def test_a_definition_with_two_names_is_known_by_both() -> None:
    """It is against the standard and no reason to fail."""
    head = RULES.format(name="Ours\nTZID:Theirs", **NOW)
    assert zone_of("Ours", head) == zone_of("Theirs", head) == ("America/Los_Angeles", "")
