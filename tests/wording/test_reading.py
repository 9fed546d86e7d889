"""Tests of ``ecgtool.wording.reading``: what people's lines say, in the forms in which wikis have them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.reading import (
    MONTHS,
    WEEKDAYS,
    Reading,
    find_dates,
    find_english_date,
    month_number,
    nearest_date,
    read_line,
    weekday_named,
)

NEAR = date(2026, 6, 1)
JUNE_8 = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Monday (June 08, 2026), 8am PDT / 1500 UTC", Reading(JUNE_8, "Monday", time(8), "PDT", time(15))),
        ("Mon, Jun 8 8:30 a.m. PDT", Reading(JUNE_8, "Monday", time(8, 30), "PDT")),
        ("8 June 2026 14:00 UTC", Reading(JUNE_8, utc=time(14))),
        ("2026-06-08 1700 UTC", Reading(JUNE_8, utc=time(17))),
        ("2026/06/08 17:00 UTC", Reading(JUNE_8, utc=time(17))),
        ("June 8th, 2026 at 1700 UTC", Reading(JUNE_8, utc=time(17))),
        ("June 8 2026 1500 UTC", Reading(JUNE_8, utc=time(15))),
        ("June 8, 1500 UTC", Reading(JUNE_8, utc=time(15))),
        ("2026 Jun 8, 8am PDT", Reading(JUNE_8, clock=time(8), label="PDT")),
        ("2026-Jun-08 1500 UTC", Reading(JUNE_8, utc=time(15))),
        ("8-Jun-2026 1500 UTC", Reading(JUNE_8, utc=time(15))),
        ("Monday 8. June 2026 15:00 UTC", Reading(JUNE_8, "Monday", utc=time(15))),
        ("the 8th of June", Reading(JUNE_8)),
        ("1500 utc June 8", Reading(JUNE_8, utc=time(15))),
        (
            "Thursday, May 7th 14:00 CEST (1200 UTC)",
            Reading(date(2026, 5, 7), "Thursday", time(14), "CEST", time(12)),
        ),
        ("17:00 CEST / 15:00 GMT", Reading(None, None, time(17), "CEST", time(15))),
        ("8AM PT / 3pm UTC", Reading(None, None, time(8), "PT", time(15))),
        ("15:00Z", Reading(utc=time(15))),
        ("15.30 UTC", Reading(utc=time(15, 30))),
        ("15h UTC", Reading(utc=time(15))),
        ("Mon 8 Jun 2026 08:00 -0700", Reading(JUNE_8, "Monday", time(8), "-0700")),
        ("12am PDT", Reading(clock=time(0), label="PDT")),
        ("12pm PDT", Reading(clock=time(12), label="PDT")),
        ("Tues. Sept 8", Reading(date(2026, 9, 8), "Tuesday")),
        ("Mondays at 8am", Reading(None, "Monday", time(8))),
    ],
)
def test_the_forms_that_wikis_use(text: str, reading: Reading) -> None:
    """Date, weekday, clock, zone and UTC time, in any order and with any marks between them."""
    assert read_line(text, NEAR) == reading


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TBD",
        "on summer break",
        "June 31, 2026",
        "2026-13-45",
        "May we meet",
        "March on",
        "room 25",
        "25:00 UTC",
        "8:75am",
    ],
)
def test_what_is_no_date_and_no_time_is_none(text: str) -> None:
    """Words, dates that there are not, numbers that are none of a clock."""
    reading = read_line(text, NEAR)
    assert (reading.day, reading.clock, reading.utc) == (None, None, None)


@pytest.mark.parametrize(
    ("word", "number"), [("Novemeber", 11), ("Junuary", 1), ("Febuary", 2), ("Sept", 9), ("sep", 9)]
)
def test_a_mistyped_month_is_the_one_meant(word: str, number: int) -> None:
    """A letter too many or another one, and the usual short forms."""
    assert month_number(word) == number


@pytest.mark.parametrize("word", ["Monday", "Ju", "", "Mars", "Meeting", "Sprint"])
def test_another_word_is_no_month(word: str) -> None:
    """A weekday, a word that only begins like one, too few letters."""
    assert month_number(word) is None


@pytest.mark.parametrize(
    ("word", "name"),
    [("Thursday", "Thursday"), ("thurs", "Thursday"), ("WED", "Wednesday"), ("Tu", ""), ("", ""), ("Sundae", "")],
)
def test_a_weekday_is_named_in_full_or_cut(word: str, name: str) -> None:
    """Three letters or more of its beginning; anything else names none."""
    assert weekday_named(word) == name


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-180, 180))
def test_a_date_without_a_year_is_the_nearest(day: date, away: int) -> None:
    """Across the turn of the year too."""
    near = date.fromordinal(day.toordinal() + away)
    assert nearest_date(day.month, day.day, near) == day


def test_there_may_be_no_such_date_near() -> None:
    """February 29 is not within a year of a June before a common year, and February 30 never."""
    assert nearest_date(2, 29, date(2026, 6, 1)) is None
    assert nearest_date(2, 29, date(2027, 6, 1)) == date(2028, 2, 29)
    assert nearest_date(2, 30, NEAR) is None
    assert nearest_date(1, 1, date.max) == date(9999, 1, 1)
    assert nearest_date(1, 1, date.min) == date.min


def test_the_first_date_counts_and_where_it_stands_is_told() -> None:
    """Of two dates the one that stands first, whatever their forms."""
    text = "moved from 8 June 2026 to 2026-06-09"
    found = find_english_date(text, NEAR)
    assert found
    assert (found.day, text[found.start : found.end]) == (JUNE_8, "8 June 2026")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1, 15, 29 June 2026", [1, 15, 29]),
        ("June 1, 15 and 29, 2026", [1, 15, 29]),
        ("on 8 & 22 June", [8, 22]),
        ("June 8, 10:00", [8]),
        ("June 8, 10 and 11 am", [8]),
        ("room 2, 8 June", [8]),
        ("22 and 8 June", [8]),
        ("June 8 and 22 (fair)", [8, 22]),
        ("June 8 + 22 - fair", [8, 22]),
        ("el 8 y el 22 June", [8, 22]),
        ("6月8日と22日", [8, 22]),
        ("6月8日、15日和22日", [8, 15, 22]),
        ("2026年6月8日、15時", [8]),
    ],
)
def test_days_listed_beside_a_date_are_dates(text: str, days: list[int]) -> None:
    """Several days with one month are as many dates; an hour, or the number of a room, is none."""
    language = "ja" if "月" in text else "en"
    assert [found.day for found in find_dates(text, NEAR, language)] == [date(2026, 6, day) for day in days]


@given(st.text(), st.dates())
def test_any_text_can_be_read(text: str, near: date) -> None:
    """Nothing that stands in a line is an error, at any time."""
    reading = read_line(text, near)
    assert reading.weekday is None or reading.weekday in WEEKDAYS


@given(
    st.lists(
        st.sampled_from([*MONTHS, *WEEKDAYS, "8", "08", "2026", "99", "0", ":", "-", "/", "am", "UTC", "Z", ".", " "])
    )
)
def test_any_heap_of_words_can_be_read(words: list[str]) -> None:
    """Neither are words and numbers that dates are made of, however they stand together."""
    read_line("".join(words), NEAR)
    read_line(" ".join(words), NEAR)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("June 18-19, 2019 - plenary", [date(2019, 6, 18), date(2019, 6, 19)]),
        ("June 18 - 19, 2019", [date(2019, 6, 18), date(2019, 6, 19)]),
        ("June 30 - July 1, 2019", [date(2019, 6, 30), date(2019, 7, 1)]),
        ("March 5, March 19 and April 2, 2024", [date(2024, 3, 5), date(2024, 3, 19), date(2024, 4, 2)]),
        ("5 March to 2 April 2024", [date(2024, 3, 5), date(2024, 4, 2)]),
    ],
)
def test_a_year_at_the_end_is_that_of_all_dates_before_it(text: str, days: list[date]) -> None:
    """Dates of a range or a list have one year, whatever is said behind it."""
    assert [(found.day, found.has_year) for found in find_dates(text, date(2026, 3, 2))] == [
        (day, True) for day in days
    ]
