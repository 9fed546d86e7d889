"""How often a group meets, read from what people write."""

from datetime import date, timedelta

import pytest

from ecgtool.wording.rhythm import Rhythm, completed, from_dates, from_distance, has, rhythm_elsewhere


def test_open_days_are_taken_from_a_date() -> None:
    """A monthly meeting with one on the last Friday is the last Friday's, and said to be a guess."""
    assert completed(Rhythm(every="month"), date(2026, 3, 27)).on == ("last Friday",)
    assert completed(Rhythm(every="2 weeks"), date(2026, 3, 27)).on == ("Friday",)
    assert completed(Rhythm(every="month"), date(2026, 3, 27)).why
    assert completed(Rhythm(every="week", on=("Monday",)), date(2026, 3, 27)) == Rhythm(every="week", on=("Monday",))


@pytest.mark.parametrize(("gap", "every"), [(7, "week"), (14, "2 weeks"), (28, "month")])
def test_dates_tell_a_rhythm(gap: int, every: str) -> None:
    """The usual distance between meetings is the rhythm, though one was left out."""
    days = [date(2026, 1, 5) + timedelta(days=gap * n) for n in (0, 1, 2, 4, 5)]
    rhythm = from_dates(days)
    assert rhythm
    assert rhythm.every == every


def test_one_date_tells_by_its_distance() -> None:
    """A meeting far ahead is no weekly one."""
    today = date(2026, 3, 1)
    found = [from_distance(today + timedelta(days=days), today).every for days in (1, 7, 8, 14, 15, 27)]
    assert found == ["week", "week", "2 weeks", "2 weeks", "month", "month"]


def test_a_rhythm_has_its_days() -> None:
    """A weekday, its ordinals and a day of the month are known on a date."""
    day = date(2026, 3, 27)
    assert all(has(Rhythm(every="month", on=(on,)), day) for on in ("last Friday", "fourth Friday", 27, "Friday"))
    assert not any(has(Rhythm(every="month", on=(on,)), day) for on in ("third Friday", "last Monday", 26))


@pytest.mark.parametrize(
    ("text", "every", "on"),
    [
        ("Montags", "week", "Monday"),
        ("jeden zweiten Dienstag", "2 weeks", "Tuesday"),
        ("le premier lundi du mois", "month", "first Monday"),
        ("todos los lunes", "week", "Monday"),
        ("segunda-feira", "week", "Monday"),
        ("ogni lunedì", "week", "Monday"),
        ("laatste vrijdag van de maand", "month", "last Friday"),
        ("毎週月曜日", "week", "Monday"),
        ("每月第一个星期一", "month", "first Monday"),
    ],
)
def test_a_rhythm_is_read_in_each_language(text: str, every: str, on: str) -> None:
    """Which one need not be said."""
    assert rhythm_elsewhere(text) == Rhythm(every=every, on=(on,))


@pytest.mark.parametrize("text", ["jeden Montag außer im August", "Mondai", "lundi sans doute", ""])
def test_what_says_more_is_no_rhythm(text: str) -> None:
    """Neither is a mistyped English day."""
    assert rhythm_elsewhere(text) is None
