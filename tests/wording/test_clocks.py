"""Clock times and lengths, alone and in lines, and the numbers that are neither."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.clocks import find_clocks, find_lengths, parse_clock, parse_duration
from ecgtool.wording.templates import twelve_hour


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3rd Wednesday 10:00 AM Pacific", [("10:00", None)]),
        ("2nd and 4th Monday at 3pm Eastern", [("15:00", None)]),
        ("every 2 weeks, Monday 4:00 PM Central", [("16:00", None)]),
        ("2:00pm-3:00pm", [("14:00", 60)]),
        ("8:00a PT", [("08:00", None)]),
        ("quarter to nine pm", [("20:45", None)]),
        ("half past six in the evening", [("18:30", None)]),
        ("at 3p ET", [("15:00", None)]),
        ("09:30a-10:00a PST", [("09:30", 30)]),
        ("10:30am - 12:00noon PT", [("10:30", 90)]),
        ("12 noon Eastern", [("12:00", None)]),
        ("Mondays at noon UTC, Thursdays at noon CET", [("12:00", None), ("12:00", None)]),
        ("midnight UTC or midnight CET", [("00:00", None), ("00:00", None)]),
        ("van 14.00 - 15.00 uur", [("14:00", 60)]),
        ("à 19 heures 30", [("19:30", None)]),
        ("todos los lunes a las 19 horas", [("19:00", None)]),
        ("dalle 17 alle 18", [("17:00", 60)]),
        ("todo dia 15 às 19h", [("19:00", None)]),
        ("vrijdag 20u30", [("20:30", None)]),
        ("下午二时", [("14:00", None)]),
        ("晚上七點半", [("19:30", None)]),
        ("下午三点到四点", [("15:00", 60)]),
        ("午後7時から9時", [("19:00", 120)]),
        ("每周日十点", [("10:00", None)]),
        ("11-1pm Eastern", [("11:00", 120)]),
        ("11:30 to 12:30 PM", [("11:30", 60)]),
        ("10:00 UTC - 11:00 UTC", [("10:00", 60)]),
        ("9:00 GMT-5", [("09:00", None)]),
        ("1500-1630 UTC", [("15:00", 90)]),
        ("Mondays at 9 and 10:30 am", [("09:00", None), ("10:30", None)]),
        ("noon-1pm ET", [("12:00", 60)]),
        ("8am PDT / 1500 UTC", [("08:00", None), ("15:00", None)]),
        ("17h30 Paris time", [("17:30", None)]),
        ("um 19.30 Uhr", [("19:30", None)]),
        ("9.30 London time", [("09:30", None)]),
        ("das 19h às 20h30", [("19:00", 90)]),
        ("每月第二个星期六下午3点半", [("15:30", None)]),
        ("three pm", [("15:00", None)]),
        ("at 7 in the evening", [("19:00", None)]),
        ("at midnight UTC", [("00:00", None)]),
    ],
)
def test_what_is_a_clock_time(text: str, found: list[tuple[str, int | None]]) -> None:
    """With colon, dot, h, am or pm, a unit or a zone beside it; of a range the beginning and the length."""
    told = [(f"{one.at:%H:%M}", one.lasts and one.lasts.total_seconds() // 60) for one in find_clocks(text)]
    assert told == found


@pytest.mark.parametrize(
    "text",
    [
        "+2:00",
        "2nd and 4th",
        "every 2 weeks",
        "The 12 editors of desk 3",
        "6.3 V",
        "2.0: in May",
        "12 to 19 wait",
        "exactly 1 WG",
        "see section 3a and figure 2p",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    """Ordinals, intervals, offsets, versions and counts."""
    assert find_clocks(text) == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("(30 minutes)", 30),
        ("90-minute call", 90),
        ("(1h)", 60),
        ("1.5 hours", 90),
        ("half an hour", 30),
        ("1 Stunde", 60),
    ],
)
def test_how_long_it_lasts(text: str, minutes: int) -> None:
    """In words and figures."""
    assert [one.lasts.total_seconds() / 60 for one in find_lengths(text)] == [minutes]


def test_a_time_before_is_no_length() -> None:
    """What is said of the time before a meeting is not how long it lasts."""
    assert find_lengths("send topics 24 hours before, or 30 minutes ahead") == []


@given(st.text())
def test_any_text_has_clock_times_within_it(text: str) -> None:
    """Nothing that stands in a line is an error, and what is found is a part of it."""
    spans = [
        *((one.start, one.end) for one in find_clocks(text)),
        *((one.start, one.end) for one in find_lengths(text)),
    ]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("08:00", time(8)), ("8:00", time(8)), ("8am", time(8)), ("8:00 AM", time(8)), ("8 a.m.", time(8)),
        ("8.30 p.m.", time(20, 30)), ("17h", time(17)), ("17 h", time(17)), ("17h30", time(17, 30)),
        ("17:30h", time(17, 30)), ("17.30", time(17, 30)), ("0800", time(8)), ("1730 hrs", time(17, 30)),
        ("800", time(8)), ("noon", time(12)), ("12 noon", time(12)), ("Midday", time(12)), ("midnight", time(0)),
        ("12am", time(0)), ("12pm", time(12)), ("15 Uhr", time(15)), ("17:30:00", time(17, 30)), ("0:05", time(0, 5)),
    ],
)  # fmt: skip
def test_a_clock_time_as_people_write_it(text: str, clock: time) -> None:
    """With a colon, a dot, an h or none; of twelve hours or of twenty-four."""
    assert parse_clock(text) == parse_clock(f" {text.upper()} ") == clock


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_what_is_written_is_read_back(moment: time) -> None:
    """In all the forms that are common."""
    forms = [f"{moment:%H:%M}", f"{moment:%H%M}", f"{moment:%Hh%M}", f"{moment:%H.%M}", f"{moment:%I:%M %p}"]
    assert {parse_clock(form) for form in forms} == {moment}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("8", "; it can be read in two ways: 08:00 or 20:00"),
        ("12", "; it can be read in two ways: 00:00 or 12:00"),
        ("8:00 PDT", "; whose clock it is says timezone, not “PDT”"),
        ("9am PT", "; whose clock it is says timezone, not “PT”"),
        *(
            (text, "")
            for text in ("", "24:00", "25:00", "8:60", "13pm", "0am", "9.5", "13", "8 30", "soon", "8:00:30")
        ),
    ],
)
def test_what_is_no_clock_time_is_told(text: str, problem: str) -> None:
    """An hour that may be of the morning or of the evening, with both; a zone, by its name."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
        parse_clock(text)
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45m", 45), ("1h30m", 90), ("1h 30m", 90), ("90 min", 90), ("90 minutes", 90), ("90 mins.", 90),
        ("1:30", 90),
        ("0:45", 45), ("1 hour", 60), ("1 Hour 30 Minutes", 90), ("1 hour and 30 minutes", 90), ("1 hr, 5 min", 65),
        ("one hour", 60), ("an hour", 60), ("half an hour", 30), ("half hour", 30), ("an hour and a half", 90),
        ("1.5h", 90), ("1,5 hours", 90), ("1½ h", 90), ("1h30", 90), ("PT1H30M", 90), ("pt90m", 90), ("PT1H", 60),
        ("P1DT1H", 1500), ("24h", 1440), ("2 days", 2880), ("1d2h3m60s", 1564),
    ],
)  # fmt: skip
def test_a_duration_as_people_write_it(text: str, minutes: int) -> None:
    """In units, in words, with a colon, or as RFC 5545 has it."""
    assert parse_duration(text) == timedelta(minutes=minutes)


@given(st.integers(1, 1000))
def test_a_duration_is_the_same_in_every_form(minutes: int) -> None:
    """Whatever it is written in."""
    hours, rest = divmod(minutes, 60)
    forms = [f"{minutes}m", f"{minutes} min", f"{hours}h{rest}m", f"{hours}:{rest:02}", f"PT{hours}H{rest}M"]
    assert {parse_duration(form) for form in forms} == {timedelta(minutes=minutes)}


def test_twelve_hours_are_read_as_written() -> None:
    """``{time}`` of a template is a clock time for ``ecg.toml``."""
    from datetime import UTC, datetime

    assert [parse_clock(twelve_hour(datetime(2026, 6, 8, hour, 30, tzinfo=UTC))).hour for hour in range(24)] == [
        *range(24)
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("90", '; it can be read in two ways: "90m" or "90h"'),
        ("1h soon", "; “soon” is no duration"),
        ("30m 1h", "; “1h” is no duration"),
        ("99999d", "; that is too long"),
        *((text, "") for text in ("", "soon", "P", "PT", "3:75", "-1h", "m")),
    ],
)
def test_what_is_no_duration_is_told(text: str, problem: str) -> None:
    """A number alone with both readings, what is left over by its words."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
        parse_duration(text)
    assert str(caught.value) == problem
