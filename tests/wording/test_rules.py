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
        ("month", "second last Friday", "FREQ=MONTHLY;BYDAY=-2FR"),
        ("month", "penultimate Friday", "FREQ=MONTHLY;BYDAY=-2FR"),
        ("month", "Second-to-last Friday", "FREQ=MONTHLY;BYDAY=-2FR"),
        ("month", "last but one Friday", "FREQ=MONTHLY;BYDAY=-2FR"),
        ("month", "second, last Friday", "FREQ=MONTHLY;BYDAY=2FR,-1FR"),
        ("month", "second and last Friday", "FREQ=MONTHLY;BYDAY=2FR,-1FR"),
        ("month", "second and second last Friday", "FREQ=MONTHLY;BYDAY=2FR,-2FR"),
        ("month", "last day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("month", "second last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-2"),
        ("month", "15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("month", "the 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("month", "first day", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("month", "last weekday", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("month", "last business day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("month", "first and last working day of every month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1"),
        ("month", "first Monday of the month", "FREQ=MONTHLY;BYDAY=1MO"),
        ("month", "The first and third Tuesdays of each month", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("month", "1st/3rd Wed", "FREQ=MONTHLY;BYDAY=1WE,3WE"),
        ("month", "1st & 3rd Weds.", "FREQ=MONTHLY;BYDAY=1WE,3WE"),
        ("month", "every second Tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU"),
        ("week", "Mon-Fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("week", "Monday to Thursday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"),
        ("week", "Sat \u2013 Mon", "FREQ=WEEKLY;BYDAY=SA,SU,MO"),
        ("week", "Tues/Thurs", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("week", "weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("day", "business days", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
        ("week", "every Monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("week", "weekends", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("biweekly", "Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("quarterly", "last day", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
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
        ("month", "sixth Monday", START, '; “sixth” names no day; did you mean "fifth"'),
        ("week", "Monday morning", START, "; “morning” names no day"),
        ("week", "Monday at 5", START, "; “at” names no day"),
        ("week", "lundi", START, 'did you mean "Monday"?'),
        ("month", "first blue Monday", START, "; “blue” names no day"),
        ("month", "last 2 Fridays", START, "; “last 2” can be read in two ways"),
        ("month", "last second Friday", START, "; “last second” can be read in two ways"),
        ("month", "first 2nd Monday", START, "; “first 2nd” can be read in two ways"),
        ("every other Monday", "Monday", START, "the days go into the key on"),
        ("0 weeks", "Monday", START, "; “0” is no number from 1 to 999"),
        ("1.5 weeks", "Monday", START, "; “1.5” is no number from 1 to 999"),
        ("month", "first Mon-Fri", START, "; “-” names no day"),
        ("month", "Monday to", START, "; “to” names no day"),
        ("month", "first weekend", START, "; “weekend” names no day"),
        ("month", "15th Friday", START, "; no month has a 15th Friday"),
        ("month", "the 32nd", START, "; a day of the month is 1 to 31"),
        ("month", ["last Friday", "last day"], START, "weekdays and days of the month do not go together"),
        ("month", ["last Friday", "last weekday"], START, "weekdays and days of the month do not go together"),
        ("week", "last weekday", START, 'every = "week" needs weekdays in on'),
        ("week", "every other Monday", START, '; for “every other Monday” write every = "2 weeks"'),
        ("month", "every third Monday", START, 'write every = "3 weeks", or “of the month” behind it'),
    ],
)
def test_what_does_not_go_together_is_told(every: str, on: On | None, start: date | None, problem: str) -> None:
    """A start that is needed, days of another sort, an ordinal without its weekday."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
        compile_rule(every, on, start)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("weekly", (1, "week")),
        ("Every week", (1, "week")),
        ("once a week", (1, "week")),
        ("biweekly", (2, "week")),
        ("Bi-weekly", (2, "week")),
        ("every other week", (2, "week")),
        ("every second week", (2, "week")),
        ("fortnightly", (2, "week")),
        ("every fortnight", (2, "week")),
        ("two weeks", (2, "week")),
        ("every  three  weeks", (3, "week")),
        ("every third week", (3, "week")),
        ("14 days", (14, "day")),
        ("2weeks", (2, "week")),
        ("alternating weeks", (2, "week")),
        ("half year", (6, "month")),
        ("daily", (1, "day")),
        ("monthly", (1, "month")),
        ("every other month", (2, "month")),
        ("quarterly", (3, "month")),
        ("every quarter", (3, "month")),
        ("half-yearly", (6, "month")),
        ("twelve months", (12, "month")),
        ("annually", (1, "year")),
    ],
)
def test_a_period_in_words(text: str, period: tuple[int, str]) -> None:
    """As people say it, in any case."""
    assert parse_every(text) == period


@pytest.mark.parametrize("text", ["weekday", "every weekday", "workdays", "business day"])
def test_the_days_of_a_period_belong_into_on(text: str) -> None:
    """A word that says on which days is answered with how that is written, not with a word spelt alike."""
    with pytest.raises(ValueError, match='write every = "week" and on = "weekdays"'):
        parse_every(text)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("bimonthly", ["2 months", "twice a month"]),
        ("Bi-monthly", ["2 months", "twice a month"]),
        ("semi-monthly", ["2 weeks", "two days in on"]),
        ("semimonthly", ["2 weeks", "two days in on"]),
        ("twice a month", ["2 weeks", "two days in on"]),
        ("twice a week", ["two days in on", "3 days"]),
        ("biannual", ["6 months", "2 years"]),
    ],
)
def test_a_period_of_two_readings_is_refused_with_both(text: str, readings: list[str]) -> None:
    """Nobody is made to meet six times a year who meets twenty-four times."""
    with pytest.raises(ValueError, match="two ways") as caught:
        parse_every(text)
    assert [reading for reading in readings if reading not in str(caught.value)] == []


@pytest.mark.parametrize(
    "text",
    [
        "0 weeks",
        "-1 week",
        "1000 weeks",
        "2w",
        "",
        "every",
        "every blue week",
        "hourly",
        "wekly",
        "٣ weeks",
        "500 fortnights",
    ],
)
def test_what_is_no_period_is_told(text: str) -> None:
    """A number from 1 to 999, and a unit."""
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the hint alone
        parse_every(text)
