"""How often, and odd and even weeks, are said of the days beside them."""

from datetime import date

import pytest

from ecgtool.wording.grammar.sentence import read_sentence
from tests.learn.test_rules_in_words import drafts_of, lesson_of

NEAR = date(2026, 3, 2)


def rhythms_of(text: str, language: str = "en") -> str:
    """The days of each part of a sentence, how often they are, and the weeks that they are in."""
    parts = [part for clause in read_sentence(text, NEAR, language) for part in clause.parts if part.days]
    said = ((" ".join(map(str, one.days.on)), one.days.every, one.parity) for one in parts if one.days)
    return "; ".join(", ".join(filter(None, one)) for one in said)


@pytest.mark.parametrize(
    ("language", "text", "rhythms"),
    [
        ("en", "Tuesdays, and Fridays in odd weeks, 12:00 UTC", "Tuesday, week; Friday, week, odd"),
        ("en", "Mondays, plus Thursdays in even weeks, 14:00 UTC", "Monday, week; Thursday, week, even"),
        ("en", "Mondays and, in even weeks, Thursdays, 14:00 UTC", "Monday, week; Thursday, week, even"),
        ("en", "Mondays in odd weeks, Thursdays in even weeks at 9:00", "Monday, week, odd; Thursday, week, even"),
        ("en", "Odd weeks: Monday, even weeks: Thursday, 14:00 UTC", "Monday, week, odd; Thursday, week, even"),
        ("en", "Mondays (odd weeks) and Thursdays, 14:00 UTC", "Monday, week, odd; Thursday, week"),
        ("en", "Weekdays, and Saturdays in odd weeks, 14:00 UTC", None),
        ("en", "Every Monday, and Thursdays every two weeks, at 14:00", "Monday, week; Thursday, 2 weeks"),
        ("en", "Mondays and, every second week, Thursdays at 14:00", "Monday, week; Thursday, 2 weeks"),
        ("en", "Mondays and monthly on Fridays, 14:00 UTC", "Monday, week; Friday, month"),
        ("en", "At 14:00 UTC on Mondays and on alternate Thursdays", "Monday, week; Thursday, 2 weeks"),
        ("en", "Mondays 14:00, in even weeks also Thursdays 16:00", "Monday, week; Thursday, week, even"),
        ("en", "Mondays and Thursdays, 14:00, the Thursdays fortnightly", "Monday, week; Thursday, 2 weeks"),
        ("en", "Every two weeks on Tuesdays and on Thursdays at 14:00", "Tuesday Thursday, week"),
        ("en", "Mondays, Wednesdays, and Fridays every two weeks, 9:00", "Monday Wednesday Friday, week"),
        ("de", "Montags und in geraden Wochen donnerstags um 14:00", "Monday, week; Thursday, week, even"),
        ("fr", "Le lundi, et le jeudi les semaines paires, \u00e0 14h", "Monday, week; Thursday, week, even"),
        ("es", "Los lunes y, cada dos semanas, los jueves a las 14:00", "Monday, week; Thursday, 2 weeks"),
    ],
)
def test_a_rhythm_is_of_the_days_beside_it(language: str, text: str, rhythms: str | None) -> None:
    """Days apart from it are weekly. One before all days, or behind days joined plainly, is of all."""
    assert rhythms_of(text, language) == (
        rhythms or "Monday Tuesday Wednesday Thursday Friday, week; Saturday, week, odd"
    )


def test_a_first_date_is_of_the_days_before_it() -> None:
    """Every Wednesday there was one before it."""
    first, second = drafts_of("Wednesdays and alternate Fridays (from 13 March 2026), 16:00 UTC.")
    assert "start" not in first.table["schedule"]
    assert second.table["schedule"]["start"] == date(2026, 3, 13)
    assert [draft.name for draft in (first, second)] == ["Group: Wednesday 16:00", "Group: Friday 16:00"]
    assert "not used" not in "".join(first.guesses.values())


@pytest.mark.parametrize(
    "text",
    [
        "Mondays at 10:30 UTC (monthly - second Monday of the month).",
        "Thursdays at 09:00 UTC (monthly on the 4th Thursday).",
    ],
)
def test_a_day_that_is_named_again_is_no_other_day(text: str) -> None:
    """How often it is, between the two, is no doubt."""
    schedule, told = lesson_of(text)
    assert schedule["every"] == "month"
    assert "alone" not in told


def test_a_rhythm_behind_the_last_of_several_hours_is_a_guess() -> None:
    """It may be said of all of them."""
    _, told = lesson_of("Mondays 14:00 UTC, Thursdays 16:00 UTC in even weeks")
    assert "“in even weeks” may be said of all the days" in told


@pytest.mark.parametrize(
    "text", ["Monday to Friday (not Wednesday), 07:00 UTC", "Every weekday at 7:00 UTC (not Wednesdays)"]
)
def test_weekdays_in_a_bracket_are_left_out(text: str) -> None:
    """The rule has the other days, and nothing is told."""
    schedule, told = lesson_of(text)
    assert schedule["on"] == ["Monday", "Tuesday", "Thursday", "Friday"]
    assert "line" not in told


def test_weekdays_left_out_of_days_by_number_are_told() -> None:
    """No key leaves them out."""
    assert "“not Sundays”, which is not used" in lesson_of("The 15th of the month (not Sundays), 14:00 UTC")[1]
