"""Lengths of time in lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.grammar.lengths import find_lengths, find_shifts


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("(30 minutes)", 30),
        ("90-minute call", 90),
        ("(1h)", 60),
        ("1.5 hours", 90),
        ("half an hour", 30),
        ("for 3/4 of an hour", 45),
        ("¾ hour", 45),
        ("1/2 an hour", 30),
        ("1 1/2 hours", 90),
        ("2¼ hours", 135),
        ("eine 3/4 Stunde", 45),
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
