"""Clock times, alone and in lines, and the numbers that are none."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.clocks import find_clocks
from ecgtool.wording.templates import twelve_hour
from ecgtool.wording.typed_clocks import parse_clock


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3rd Wednesday 10:00 AM Pacific", [("10:00", None)]),
        ("2nd and 4th Monday at 3pm Eastern", [("15:00", None)]),
        ("every 2 weeks, Monday 4:00 PM Central", [("16:00", None)]),
        ("2:00pm-3:00pm", [("14:00", 60)]),
        ("8:00a PT", [("08:00", None)]),
        ("Tue, 17.00h CET", [("17:00", None)]),
        ("Mondays 14.30 (London)", [("14:30", None)]),
        ("双周二 下午\uff0c4点~5点", [("16:00", 60)]),
        ("下午\uff0c16:00点~18:00点", [("16:00", 120)]),
        ("de las 17:00 horas a las 18:30 horas", [("17:00", 90)]),
        ("dalle ore 17 alle ore 18:30", [("17:00", 90)]),
        ("Montags, 9.30 bis 10.15 (Berlin)", [("09:30", 45)]),
        ("de 18h30 à 20h", [("18:30", 90)]),
        ("午後8時半から9時半", [("20:30", 60)]),
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
        ("6am Central - 7am Central", [("06:00", 60)]),
        ("6am US Pacific time - 7am US Pacific time", [("06:00", 60)]),
        ("9:00 UTC+2 to 10:00 UTC+2", [("09:00", 60)]),
        ("9am PST - 12pm EST", [("09:00", None), ("12:00", None)]),
        ("15 CET/9 EST", [("15:00", None), ("09:00", None)]),
        ("9:00 GMT-5", [("09:00", None)]),
        ("9am -03 / 1200 UTC", [("09:00", None), ("12:00", None)]),
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
    ("text", "at", "other"),
    [
        ("at 7, London time", "07:00", "19:00"),
        ("4-5 ET", "16:00", "04:00"),
        ("from nine to ten Berlin time", "09:00", "21:00"),
        ("at half past six, London time", "18:30", "06:30"),
        ("at seven o'clock", "07:00", "19:00"),
        ("4:30 ET", "04:30", "16:30"),
        ("um Viertel vor 9 Uhr", "08:45", "20:45"),
        ("at 9:30 ET", "09:30", None),
        ("at 04:30 ET", "04:30", None),
        ("at 3 UTC", "03:00", None),
        ("7 Uhr", "07:00", None),
        ("from ten to five pm", "10:00", None),
        ("Tuesday evenings at 7, ET", "19:00", None),
        ("Tuesday afternoons: 3 to 4", "15:00", None),
        ("Montagabend um 7 Uhr", "19:00", None),
        ("11-13 ET", "11:00", None),
    ],
)
def test_an_hour_that_may_be_of_either_half_of_the_day(text: str, at: str, other: str | None) -> None:
    """Without am or pm it is taken by day, or as its figures say, and has the other reading; a sure one has none."""
    (found,) = find_clocks(text)
    assert (f"{found.at:%H:%M}", found.other and f"{found.other:%H:%M}") == (at, other)


@pytest.mark.parametrize("text", ["noon-ish", "around noon", "5ish pm ET", "gegen 18 Uhr", "~15:00 UTC", "5pm or so"])
def test_what_is_no_exact_time_is_known(text: str) -> None:
    """By words before or after it."""
    assert [one.about for one in find_clocks(text)] == [True]


@given(st.text())
def test_any_text_has_clock_times_within_it(text: str) -> None:
    """Nothing that stands in a line is an error, and what is found is a part of it."""
    assert all(0 <= one.start < one.end <= len(text) for one in find_clocks(text))


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


def test_twelve_hours_are_read_as_written() -> None:
    """``{time}`` of a template is a clock time for ``ecg.toml``."""
    from datetime import UTC, datetime

    assert [parse_clock(twelve_hour(datetime(2026, 6, 8, hour, 30, tzinfo=UTC))).hour for hour in range(24)] == [
        *range(24)
    ]


@pytest.mark.parametrize("text", ["3 pm Eastern - 12 seats.", "3 pm Eastern \u2013 35 tiles", "3 pm - 16 people"])
def test_a_number_of_things_ends_no_range(text: str) -> None:
    """A number after a dash that counts things is no hour, and keeps the hour before it from no reader."""
    (clock,) = find_clocks(text)
    assert (clock.at, clock.lasts) == (time(15), None)


def test_the_figures_of_an_offset_are_no_hour() -> None:
    """However many spaces are in "UTC + 5:30"."""
    assert [clock.at for clock in find_clocks("18:00 UTC + 5:30")] == [time(18)]


def test_twelve_am_at_the_end_of_a_morning() -> None:
    """Few people mean midnight by "11:00-12:00 am"; it stays possible."""
    (clock,) = find_clocks("11:00-12:00 am")
    assert (clock.at, clock.lasts, clock.other) == (time(11), timedelta(hours=1), time(23))


@pytest.mark.parametrize("text", ["1:00 PM \u2192 2:00 PM", "13:00 -> 14:00"])
def test_an_arrow_makes_a_range(text: str) -> None:
    """Between two hours it is a dash."""
    (clock,) = find_clocks(text)
    assert (clock.at, clock.lasts) == (time(13), timedelta(hours=1))


def test_the_number_of_a_label_is_no_hour() -> None:
    """In "Slot 1: 02:00" it is two o'clock, though "19: 30" is half past seven."""
    assert [f"{one.at:%H:%M}" for one in find_clocks("Slot 1: 02:00 UTC, team 3: 14:00 UTC")] == ["02:00", "14:00"]
    assert [f"{one.at:%H:%M}" for one in find_clocks("at 19: 30 UTC")] == ["19:30"]
