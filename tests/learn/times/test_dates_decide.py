"""Dates on a page decide between two readings of its rule."""

import pytest

from tests.learn.test_rules_in_words import lesson_of


@pytest.mark.parametrize(
    ("text", "every", "on"),
    [
        ("Every third Monday at 18:00 UTC, next on 23 March 2026.", "3 weeks", "Monday"),
        ("Every third Monday at 18:00 UTC.\n\n- 2 March 2026\n- 23 March 2026\n- 13 April 2026", "3 weeks", "Monday"),
        ("Every third Monday at 18:00 UTC.\n\n- 16 March 2026\n- 20 April 2026", "month", "third Monday"),
        ("Every second Monday at 18:00 UTC.\n\n- 9 March 2026\n- 23 March 2026\n- 6 April 2026", "2 weeks", "Monday"),
    ],
)
def test_weeks_apart_or_in_the_month(text: str, every: str, on: str) -> None:
    """Nothing is left to guess."""
    schedule, told = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == (every, on)
    assert "may also mean" not in told
    assert "not used" not in told


def test_dates_that_are_not_in_step_are_the_second_of_each_month() -> None:
    """It is a guess, by these dates."""
    schedule, told = lesson_of("Every second Monday at 18:00 UTC.\n\n- 9 March 2026\n- 13 April 2026\n- 11 May 2026")
    assert schedule["on"] == "second Monday"
    assert "schedule.on: by the dates 2026-03-09" in told
