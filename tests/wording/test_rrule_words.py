"""Tests of ``ecgtool.wording.rrule_words``: which rules have words in ``ecg.toml``, and which ones."""

from datetime import date
from typing import Any

import pytest

from ecgtool.wording.rrule_words import rule_keys

FIRST = date(2026, 6, 2)
"""A Tuesday, the first of its month."""


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        ("FREQ=DAILY", {"every": "day"}),
        ("FREQ=DAILY;BYDAY=MO,TU", {"every": "day", "on": ["Monday", "Tuesday"]}),
        ("FREQ=WEEKLY", {"every": "week", "on": "Tuesday"}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", {"every": "2 weeks", "on": "Tuesday"}),
        ("FREQ=MONTHLY", {"every": "month", "on": 2}),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", {"every": "month", "on": [1, 15]}),
        ("FREQ=MONTHLY;BYDAY=1TU,+3TU", {"every": "month", "on": ["first Tuesday", "third Tuesday"]}),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", {"every": "month", "on": "last Friday"}),
        ("FREQ=YEARLY", {"every": "year"}),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=1TU", {"every": "year", "on": "first Tuesday"}),
    ],
)
def test_a_rule_in_words(rule: str, keys: dict[str, Any]) -> None:
    """A day that the rule does not name is that of its first date."""
    assert rule_keys(rule, FIRST) == keys


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=-3FR",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=7;BYDAY=1TU",
        "FREQ=WEEKLY;BYMONTH=6",
    ],
)
def test_a_rule_without_words_is_kept(rule: str) -> None:
    """Weeks from another day, places that have no name, months of a rule: it stands as ``rrule``, unchanged."""
    assert rule_keys(rule, FIRST) == {"rrule": rule}
