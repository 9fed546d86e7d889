"""Tests of ``ecgtool.render.rule_words``: rules as people say them."""

from datetime import date, time, timedelta

import pytest

from ecgtool.group import Recurrence, Turn
from ecgtool.render.rule_words import rule_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;BYDAY=MO,FR", "every Monday and Friday"),
        ("FREQ=WEEKLY", "every Monday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,TH", "every Monday, Tuesday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tuesday"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of every month"),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", "the first and third Tuesday of every month"),
        ("FREQ=MONTHLY;BYDAY=1MO,3TU", "the first Monday and third Tuesday of every month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "the second Tuesday of every month"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "the last weekday of every month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "the 15th of every 3 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1", "the 1st and last day of every month"),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "the first Monday of May, every year"),
        ("FREQ=YEARLY", "the 4th of May, every year"),
        ("FREQ=YEARLY;BYWEEKNO=3", "FREQ=YEARLY;BYWEEKNO=3"),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=3", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=3"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "FREQ=MONTHLY;BYMONTHDAY=-3"),
        ("FREQ=MONTHLY;BYDAY=-3FR", "FREQ=MONTHLY;BYDAY=-3FR"),
    ],
)
def test_rules_in_words(rule: str, words: str) -> None:
    """Each kind that ``every`` and ``on`` can say has words; what has none is shown as it is, never half of it."""
    assert rule_words(Recurrence(rule, time(8), timedelta(hours=1), date(2026, 5, 4))) == words


def test_hours_that_take_turns_have_some_of_the_dates() -> None:
    """Each of three hours has every third one, which no rule of its own may say."""
    part = Recurrence("FREQ=MONTHLY;BYDAY=1TU,3TU", time(8), timedelta(hours=1), turn=Turn(0, 3))
    assert rule_words(part) == "the first and third Tuesday of every month, every third time"


def test_names_are_those_of_the_language() -> None:
    """Weekdays and months are the group's."""
    part = Recurrence("FREQ=YEARLY;BYMONTH=3;BYDAY=1MO", time(8), timedelta(hours=1), date(2026, 5, 4))
    assert rule_words(part, "de") == "the first Montag of März, every year"
