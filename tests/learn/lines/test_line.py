"""A line that a page has becomes the template that renders it again."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.learn.lines import line as lines
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.wording.templates import Subject, parse_template
from ecgtool.wording.zone_words import Evidence, guess_zone, matching, middays, named_in

NEAR = date(2026, 3, 1)
FORMS = {
    "Next meeting: Monday (March 02, 2026), 8am PST / 1600 UTC": (
        "America/Los_Angeles",
        "Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC",
    ),
    "Next meeting: March 27th, 2026 at 1300 UTC": ("UTC", "Next meeting: {month} {ordinal}, {year} at {utc} UTC"),
    "Next meeting: Tuesday, 5 March 2024 14:00 UTC": (
        "UTC",
        "Next meeting: {weekday}, {day} {month} {year} {utc_colon} UTC",
    ),
    "Next call: 2026-03-05 1700 UTC": ("UTC", "Next call: {date} {utc} UTC"),
    "Next meeting: Wed 4 Mar 2026 15:00 CET / 14:00 UTC": (
        "Europe/Berlin",
        "Next meeting: Wed {day} {month_abbr} {year} {time24} {tz} / {utc_colon} UTC",
    ),
    "Next sync {when}: 12 March 2026, 4 PM CET": (
        "Europe/Berlin",
        "Next sync {{when}}: {day} {month} {year}, 4 PM {tz}",
    ),
    "Next meeting: March 5, 2026 7:00 AM PST / 10:00 AM EST / 15:00 UTC": (
        "America/Los_Angeles",
        "Next meeting: {month} {day}, {year} 7:00 AM {tz} / 10:00 AM EST / {utc_colon} UTC",
    ),
    "Next meeting: 2 March 2026, 17:00 CET / 11:00 EST": (
        "Europe/Berlin",
        "Next meeting: {day} {month} {year}, {time24} {tz} / {time24:America/New_York} {tz:America/New_York}",
    ),
    "Next meeting: 2 March 2026, 17:00 CET / 12:00 EST": (
        "Europe/Berlin",
        "Next meeting: {day} {month} {year}, {time24} {tz} / 12:00 EST",
    ),
    "Next call: 2026-03-05 2300 UTC": ("Asia/Tokyo", "Next call: {utc_date} {utc} UTC"),
}


@pytest.mark.parametrize(("text", "zone", "template"), [(text, *rest) for text, rest in FORMS.items()])
def test_the_template_renders_the_line_again(text: str, zone: str, template: str) -> None:
    """Each part that a field can write is one, all else stays as it is, and the whole comes out as it went in."""
    line = lines.learn_line(text, NEAR)
    occurrence = lines.occurrence_of(line.reading, ZoneInfo(zone))
    assert lines.template_of(line, ZoneInfo(zone)) == template
    assert occurrence
    assert lines.rendered_line(template, occurrence) == text


@given(
    st.sampled_from([
        "Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC",
        "Next meeting: {weekday}, {day} {month} {year} at {time24} {tz} ({utc_colon} UTC)",
        "Next call: {month_abbr} {ordinal}, {year}, {time} {tz}, {utc} UTC",
        "Next call on {date} at {time24} {tz}",
    ]),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["America/Los_Angeles", "America/New_York", "Europe/Berlin", "Asia/Tokyo", "Asia/Kolkata"]),
)  # fmt: skip
def test_any_line_of_a_template_leads_to_one_that_renders_it(form: str, start: datetime, key: str) -> None:
    """Reading a rendered template gives one that renders the same line, whatever the date, the hour and the zone."""
    zone = ZoneInfo(key)
    begin = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    text = parse_template(form).render(Subject(Occurrence(begin, begin + timedelta(hours=1), zone)))
    line = lines.learn_line(text, begin.date())
    found = lines.occurrence_of(line.reading, zone)
    assert found
    assert lines.rendered_line(lines.template_of(line, zone), found) == text


def test_from_when_to_when_tells_the_duration() -> None:
    """Of a time with an end the beginning is the clock time, and the distance is how long the meeting lasts."""
    line = lines.learn_line("Next meeting: March 5, 2026, 8:00-9:30am PT", NEAR)
    assert (str(line.reading.clock), line.duration) == ("08:00:00", timedelta(minutes=90))


def test_what_no_field_writes_is_told() -> None:
    """A second clock and a cut weekday stay fixed, which a chair must know."""
    assert lines.left_fixed("Next: Wed {day}, {time} {tz}/11am EST") == ["Wed", "11am", "EST"]


@pytest.mark.parametrize(
    ("label", "local", "utc", "day", "zone", "sure"),
    [
        ("PST", 8, 16, date(2026, 3, 2), "America/Los_Angeles", True),
        ("PDT", 8, 16, date(2026, 3, 2), "America/Los_Angeles", True),
        ("PDT", 8, None, date(2026, 7, 6), "America/Los_Angeles", True),
        ("CST", 9, 1, date(2026, 3, 2), "Asia/Shanghai", True),
        ("CST", 9, 15, date(2026, 3, 2), "America/Chicago", True),
        ("CST", 9, None, date(2026, 3, 2), "America/Chicago", False),
        ("CET", 15, 14, date(2026, 3, 2), "Europe/Berlin", False),
        ("ET", 9, None, date(2026, 3, 2), "America/New_York", True),
        (None, 8, 15, date(2026, 7, 6), "America/Los_Angeles", False),
        ("JST", 9, 0, date(2026, 7, 6), "Asia/Tokyo", True),
    ],
)
def test_a_zone_is_judged(label: str | None, local: int, utc: int | None, day: date, zone: str, sure: bool) -> None:
    """The abbreviation on that date and the pair of times tell the zone; where others fit too, that is said."""
    offset = timedelta(hours=local - utc) if utc is not None else None
    guessed = guess_zone(Evidence(day=day, label=label, offset=offset))
    assert guessed
    assert (guessed.zone.key, not guessed.why) == (zone, sure)


def test_zones_are_known_by_name_city_and_behaviour() -> None:
    """IANA names, "Berlin time" and a set of offsets lead to a zone; other words to none."""
    assert named_in("at 10:00 Europe/Berlin") == ZoneInfo("Europe/Berlin")
    assert named_in("at 10:00 Tokyo time") == ZoneInfo("Asia/Tokyo")
    assert named_in("at 8:00 US Pacific time") == ZoneInfo("America/Los_Angeles")
    assert named_in("About/Foo and This time") is None
    assert matching(tuple(map(ZoneInfo("America/Vancouver").utcoffset, middays(2020))), 2020) == ZoneInfo(
        "America/Los_Angeles"
    )


def test_a_line_is_read_by_its_hour_on_the_groups_clock() -> None:
    """Where another clock's stands first, the template has that as a field of its own."""
    line = lines.on_clock(
        lines.learn_line("Next call: 2 March 2026, 11am EST / 17:00 CET", NEAR), ZoneInfo("Europe/Berlin")
    )
    assert (line.reading.clock, line.reading.label) == (time(17), "CET")
    template = "Next call: {day} {month} {year}, {time:America/New_York} {tz:America/New_York} / {time24} {tz}"
    assert lines.template_of(line, ZoneInfo("Europe/Berlin")) == template


@pytest.mark.parametrize(
    ("text", "zone", "template"),
    [
        ("16:00 UTC (17:00 Paris)", "UTC", "{utc_colon} UTC ({time24:Europe/Paris} Paris)"),
        ("17:00 Paris time (16:00 UTC)", "UTC", "{time24:Europe/Paris} Paris time ({utc_colon} UTC)"),
        ("17:00 in Paris", "UTC", "{time24:Europe/Paris} in Paris"),
        ("16:00 UTC (8am Seattle)", "UTC", "{utc_colon} UTC (8am Seattle)"),
        ("16:00 London (17:00 Berlin)", "Europe/Berlin", "{time24:Europe/London} London ({time24} Berlin)"),
        ("17:00 (UTC+1)", "Europe/Berlin", "{time24} (UTC+1)"),
    ],
)
def test_an_hour_before_the_name_of_another_clock_is_on_that_clock(text: str, zone: str, template: str) -> None:
    """By a place too, and with none beside it on the group's own; what is not the same instant stays as it is."""
    line = lines.on_clock(lines.learn_line(f"Next call: 10 March 2026, {text}", NEAR), ZoneInfo(zone))
    found = lines.occurrence_of(line.reading, ZoneInfo(zone))
    assert found
    assert found.start.hour == 16
    made = lines.template_of(line, ZoneInfo(zone))
    assert made == f"Next call: {{day}} {{month}} {{year}}, {template}"
    assert lines.rendered_line(made, found) == line.text
