"""Clock times and lengths in lines, and the numbers that are neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.clocks import clocks, lengths


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3rd Wednesday 10:00 AM Pacific", [("10:00", None)]),
        ("2nd and 4th Monday at 3pm Eastern", [("15:00", None)]),
        ("every 2 weeks, Monday 4:00 PM Central", [("16:00", None)]),
        ("2:00pm-3:00pm", [("14:00", 60)]),
        ("11-1pm Eastern", [("11:00", 120)]),
        ("11:30 to 12:30 PM", [("11:30", 60)]),
        ("10:00 UTC - 11:00 UTC", [("10:00", 60)]),
        ("9:00 GMT-5", [("09:00", None)]),
        ("1500-1630 UTC", [("15:00", 90)]),
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
    told = [(f"{one.at:%H:%M}", one.lasts and one.lasts.total_seconds() // 60) for one in clocks(text)]
    assert told == found


@pytest.mark.parametrize(
    "text",
    ["+2:00", "2nd and 4th", "every 2 weeks", "The 12 editors of desk 3", "6.3 V", "2.0: in May", "12 to 19 wait"],
)
def test_other_numbers_are_none(text: str) -> None:
    """Ordinals, intervals, offsets, versions and counts."""
    assert clocks(text) == []


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
    assert [one.lasts.total_seconds() / 60 for one in lengths(text)] == [minutes]


def test_a_time_before_is_no_length() -> None:
    """What is said of the time before a meeting is not how long it lasts."""
    assert lengths("send topics 24 hours before, or 30 minutes ahead") == []


@given(st.text())
def test_any_text_has_clock_times_within_it(text: str) -> None:
    """Nothing that stands in a line is an error, and what is found is a part of it."""
    spans = [*((one.start, one.end) for one in clocks(text)), *((one.start, one.end) for one in lengths(text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
