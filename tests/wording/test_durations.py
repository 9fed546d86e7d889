"""Lengths of time as they are typed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.durations import parse_duration


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
    """A duration is the same in every form that it may be written in."""
    hours, rest = divmod(minutes, 60)
    forms = [f"{minutes}m", f"{minutes} min", f"{hours}h{rest}m", f"{hours}:{rest:02}", f"PT{hours}H{rest}M"]
    assert {parse_duration(form) for form in forms} == {timedelta(minutes=minutes)}


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
