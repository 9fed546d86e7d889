"""Tests of ``ecgtool.wording.rules``: what people say of when they meet becomes a rule of RFC 5545."""

from datetime import date

import pytest

from ecgtool.wording.rules import On, compile_rule, parse_every

START = date(2026, 6, 10)  # a Wednesday


@pytest.mark.parametrize(
    ("every", "on", "rule"),
    [
        ("week", "Monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("week", ["Monday", "thu"], "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("week", "Tuesdays and Thursdays", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("weeks", None, "FREQ=WEEKLY;BYDAY=WE"),
        ("2 weeks", "Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("Month", "last Friday", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("month", "first and third Tuesday", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("month", ["2nd Monday", "last Friday"], "FREQ=MONTHLY;BYDAY=2MO,-1FR"),
        ("3 months", 15, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"),
        ("month", [1, 31], "FREQ=MONTHLY;BYMONTHDAY=1,31"),
        ("month", None, "FREQ=MONTHLY;BYMONTHDAY=10"),
        ("year", None, "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10"),
        ("year", "first Monday", "FREQ=YEARLY;BYMONTH=6;BYDAY=1MO"),
        ("day", None, "FREQ=DAILY"),
        ("3 days", ["Monday", "Friday"], "FREQ=DAILY;INTERVAL=3;BYDAY=MO,FR"),
    ],
)
def test_every_and_on_become_a_rule(every: str, on: On | None, rule: str) -> None:
    """In any case, in the singular and the plural; what is not said is taken from the start."""
    assert compile_rule(every, on, START) == rule


@pytest.mark.parametrize(
    ("every", "on", "start", "problem"),
    [
        ("2 weeks", "Monday", None, 'every = "2 weeks" needs start, the first date, to count from'),
        ("year", "first Monday", None, 'every = "year" needs start'),
        ("week", None, None, "expected on, the day, or start, the first date"),
        ("week", 15, START, 'every = "week" needs weekdays in on'),
        ("week", "first Monday", START, 'every = "week" needs weekdays in on'),
        ("month", "Monday", START, 'every = "month" needs an ordinal with the weekday'),
        ("month", ["first Monday", 15], START, "weekdays and days of the month do not go together"),
        ("day", 15, START, 'every = "day" goes with weekdays in on, or with none'),
        ("month", "first", START, "; a weekday is missing"),
        ("month", "Monday first", START, "; a weekday is missing"),
        ("month", "", START, "; a weekday is missing"),
        ("month", 0, START, "; a day of the month is 1 to 31"),
        ("month", "sixth Monday", START, '; did you mean "fifth"'),
    ],
)
def test_what_does_not_go_together_is_told(every: str, on: On | None, start: date | None, problem: str) -> None:
    """A start that is needed, days of another sort, an ordinal without its weekday."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
        compile_rule(every, on, start)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "text", ["0 weeks", "-1 week", "1000 weeks", "two weeks", "2weeks", "fortnight", "", "weekly", "٣ weeks"]
)
def test_what_is_no_period_is_told(text: str) -> None:
    """A number from 1 to 999 in figures, and a unit."""
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the hint alone
        parse_every(text)
