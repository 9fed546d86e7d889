"""Lengths of time, alone and in lines."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.lengths import find_lengths, find_shifts, parse_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("(30 minutes)", 30),
        ("90-minute call", 90),
        ("(1h)", 60),
        ("1.5 hours", 90),
        ("half an hour", 30),
        ("a half-hour call", 30),
        ("about ninety minutes", 90),
        ("forty-five minutes", 45),
        ("1 Stunde", 60),
        ("(quarter of an hour)", 15),
        ("three quarters of an hour", 45),
        ("une demi-heure", 30),
        ("(lasts up to 2 h)", 120),
        ("max. 1 h", 60),
        (", 2h max", 120),
        ("takes 1.5 h", 90),
        ("pendant 2 heures", 120),
        ("per un'ora", 60),
        ("per un'ora e mezza", 90),
        ("20時から1時間。", 60),
        ("所要時間は約1時間半です", 90),
        ("一般是一个半小时左右", 90),
        ("1小时30分钟", 90),
        ("dauert 1½ Stunden", 90),
        ("Dauer: 1,5 Std.", 90),
        ("une durée de 1 h 30", 90),
        ("dura 1 h 30 min", 90),
        ("dura un'ora", 60),
        ("duurt anderhalf uur", 90),
        ("Duur: 2 uur", 120),
        ("duración: hora y media", 90),
        ("Mondays (30m)", 30),
        ("約45分。", 45),
        ("时长45分钟", 45),
        ("15:00 UTC, 45m", 45),
        ("the night's logs (5 minutes).", 5),
    ],
)
def test_how_long_it_lasts(text: str, minutes: int) -> None:
    """The length of a meeting is read in words and in figures."""
    assert [one.lasts.total_seconds() / 60 for one in find_lengths(text)] == [minutes]


def test_a_time_before_is_no_length() -> None:
    """What is said of the time before a meeting is not how long it lasts."""
    assert find_lengths("lundi, 18 heures; lunes, 10 horas") == []
    assert find_lengths("会议前2小时, 2小时后, 30分前") == find_lengths("om een uur") == []
    assert find_lengths("send topics 24 hours before, or 30 minutes ahead") == []
    assert not find_lengths("rotates through three hours: 06:00, 14:00 and 22:00")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("an hour later", 60),
        ("half an hour earlier", -30),
        ("eine Stunde später", 60),
        ("(-1hr in summer)", -60),
        ("in two hours", None),
    ],
)
def test_how_much_later_something_is(text: str, minutes: int | None) -> None:
    """A length by which a meeting is later or earlier is no length of the meeting."""
    assert [one.lasts.total_seconds() / 60 for one in find_shifts(text)] == ([minutes] if minutes else [])
    assert not minutes or find_lengths(text) == []


@given(st.text())
def test_any_text_has_lengths_within_it(text: str) -> None:
    """Nothing that stands in a line is an error, and what is found is a part of it."""
    assert all(0 <= one.start < one.end <= len(text) for one in find_lengths(text))


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
