"""Tests of ``ecgtool.wording.zone_names``: what people call a zone leads to its name in the IANA database."""

from zoneinfo import available_timezones

import pytest

from ecgtool.wording.zone_names import LETTERS, USUAL, zone_named, zones_meant


@pytest.mark.parametrize(
    ("name", "zones"),
    [
        ("PST", "America/Los_Angeles Asia/Manila"), ("PDT", "America/Los_Angeles"), ("pt", "America/Los_Angeles"),
        ("EST", "America/New_York America/Panama"), ("EDT", "America/New_York"),
        ("CST", "America/Chicago Asia/Shanghai America/Havana"),
        ("IST", "Asia/Kolkata Europe/Dublin Asia/Jerusalem"), ("BST", "Europe/London Asia/Dhaka"),
        ("JST", "Asia/Tokyo"), ("CET", "Europe/Berlin Europe/Paris"), ("CEST", "Europe/Berlin Europe/Paris"),
        ("MST", "America/Denver America/Phoenix"), ("Z", "UTC"), ("utc", "UTC"), ("UTC+0", "UTC"), ("GMT-0", "UTC"),
        ("England", "Europe/London"), ("Köln", "Europe/Berlin"), ("Atlantic", "America/Halifax"),
        ("LHST", "Australia/Lord_Howe"), ("US West", "America/Los_Angeles"),
        ("America/San_Francisco", "America/Los_Angeles"),
        ("St. John's", "America/St_Johns"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("Europe", "Europe/London Europe/Berlin Europe/Helsinki Europe/Lisbon"),
        ("Pacific Time", "America/Los_Angeles"), ("US Pacific", "America/Los_Angeles"),
        ("Eastern", "America/New_York"),
        ("eastern time", "America/New_York"), ("Central European Time", "Europe/Berlin"),
        ("Central European Summer Time", "Europe/Berlin"), ("Japan Standard Time", "Asia/Tokyo"),
        ("India Standard Time", "Asia/Kolkata"), ("Australian Eastern Standard Time", "Australia/Sydney"),
        ("New York", "America/New_York"), ("new_york", "America/New_York"), ("Berlin time", "Europe/Berlin"),
        ("America/New York", "America/New_York"), ("europe/berlin", "Europe/Berlin"), ("London, UK", "Europe/London"),
        ("San Francisco", "America/Los_Angeles"), ("Bengaluru", "Asia/Kolkata"), ("Beijing", "Asia/Shanghai"),
        ("Kyiv", "Europe/Kyiv"), ("Sao Paulo", "America/Sao_Paulo"),
        ("S\u00e3o Paulo", "America/Sao_Paulo"), ("BOGOT\u00c1", "America/Bogota"), ("Hawaii", "Pacific/Honolulu"),
        ("Coordinated Universal Time", "UTC"),
        ("W. Europe Standard Time", "Europe/Berlin"), ("Pacific Standard Time", "America/Los_Angeles"),
        ("Tokyo Standard Time", "Asia/Tokyo"), ("Eastern Time (US & Canada)", "America/New_York"),
        ("UTC+8", "Asia/Shanghai Asia/Hong_Kong Asia/Singapore Australia/Perth"),
        ("GMT+5:30", "Asia/Kolkata"), ("UTC-8", "America/Los_Angeles"), ("+09:00", "Asia/Tokyo Asia/Seoul"),
        ("\u22128", "America/Los_Angeles"), ("UTC+14", "Pacific/Kiritimati"), ("UTC+25", ""),
        ("Israel", "Asia/Jerusalem"), ("South Africa", "Africa/Johannesburg"), ("Mars", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_people_mean(name: str, zones: str) -> None:
    """Letters, English names, cities, countries, offsets, names of Windows: the likeliest first."""
    assert zones_meant(name) == tuple(zones.split())


def test_the_table_leads_to_zones() -> None:
    """Each of its names is one of the database."""
    assert {zone for zones in (*LETTERS.values(), USUAL) for zone in zones} - available_timezones() == set()


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("PST", '; did you mean "America/Los_Angeles" or "Asia/Manila"?'),
        ("IST", '; did you mean "Asia/Kolkata", "Europe/Dublin" or "Asia/Jerusalem"?'),
        ("America/LosAngeles", '; did you mean "America/Los_Angeles"?'),
        ("Asia/Tokio", '; did you mean "Asia/Tokyo"?'),
        ("right/Europe/Berlin", '; it is not a zone but a file of the system; did you mean "Europe/Berlin"?'),
        ("posix/UTC", '; it is not a zone but a file of the system; did you mean "UTC"?'),
        ("localtime", "; it is not a zone but a file of the system"),
        ("Factory", "; it is not a zone but a file of the system"),
        ("../etc/passwd", ""),
        ("xqj", ""),
        ("XST", ""),
    ],
)
def test_what_is_no_zone_is_told(name: str, advice: str) -> None:
    """By meaning, then by spelling; nothing where neither is near."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
        zone_named(name)
    assert str(caught.value) == advice


def test_a_name_of_the_database_is_taken() -> None:
    """Those of old times and those of fixed offsets as well."""
    assert [zone_named(name).key for name in ("Europe/Berlin", "EST", "Etc/GMT+5", "US/Pacific")] == [
        "Europe/Berlin", "EST", "Etc/GMT+5", "US/Pacific",
    ]  # fmt: skip
