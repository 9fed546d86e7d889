"""Words, brackets and labels beside days and hours, in the many forms in which people write them."""

import re
from datetime import date
from typing import Any

import pytest

from tests.learn.test_page import learn
from tests.learn.test_rules_in_words import drafts_of, group_of, lesson_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The swap call is on the 25th (each month), 15:00 UTC.", {"every": "month", "on": 25}),
        ("Meetings: one Tuesday evening a month, 19:00 UTC", {"every": "month", "on": "first Tuesday"}),
        ("Each month on the 5th at 20:00 UTC, whatever weekday that is", {"every": "month", "on": 5}),
        ("|Day|Hour|Frequency|\n|-|-|-|\n|Wed|9:00 UTC|1st of month|", {"every": "month", "on": "first Wednesday"}),
        ("Fridays, 14:00 UTC, in a 3-week rhythm", {"every": "3 weeks", "on": "Friday"}),
        ("|Day|Hour|Duration|\n|-|-|-|\n|Wed|9:00 UTC|1 h 15 min|", {"on": "Wednesday", "duration": "1h15m"}),
        (
            "Every Friday, switching between two slots:\n\n1. 05:00 UTC (6 March 2026)\n2. 15:00 UTC (13 March 2026)",
            {"on": "Friday", "start": date(2026, 3, 6), "at": ["05:00", "15:00"]},
        ),
        ("Thursdays 1730h UTC", {"on": "Thursday", "at": "17:30"}),
        ("**When?** Fridays\n**What time?** 6:30 pm\n**Time zone?** Halifax", {"on": "Friday", "at": "18:30"}),
        (
            "Weekly on Tuesdays and swap between an early and a late time:\n\n- early: 05:30 UTC\n- late: 17:30 UTC",
            {"on": "Tuesday", "at": ["05:30", "17:30"]},
        ),
    ],
)
def test_a_rule_in_other_words(text: str, keys: dict[str, Any]) -> None:
    """It is one group."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"].items() >= keys.items()


def test_weekday_is_a_label_above_its_day() -> None:
    """It is no word for working days."""
    draft = learn(";Weekday\n:Sunday\n;Start\n:10:30\n;Timezone\n:Europe/Madrid")
    assert draft.table["schedule"]["on"] == "Sunday"


def test_a_zone_in_the_bracket_of_a_heading() -> None:
    """It is that of the hours below it."""
    table, _ = group_of("## Meetings (US Eastern)\n\nEvery other Tuesday at 2:00 PM, next March 10, 2026.")
    assert table["timezone"] == "America/New_York"


@pytest.mark.parametrize("what", ["in the last week of December", "the first Wednesday in August"])
def test_what_is_off_in_one_month_is_not_left_out_of_each(what: str) -> None:
    """It is told."""
    schedule, told = lesson_of(f"Wednesdays, 16:00 UTC, except {what}.")
    assert (schedule["every"], schedule["on"]) == ("week", "Wednesday")
    assert re.search(f"“except {what}.?” is not left out", told)
