"""Words, brackets and labels beside days and hours, in the many forms in which people write them."""

from typing import Any

import pytest

from tests.learn.test_page import learn
from tests.learn.test_rules_in_words import drafts_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The swap call is on the 25th (each month), 15:00 UTC.", {"every": "month", "on": 25}),
        ("Meetings: one Tuesday evening a month, 19:00 UTC", {"every": "month", "on": "first Tuesday"}),
        ("Each month on the 5th at 20:00 UTC, whatever weekday that is", {"every": "month", "on": 5}),
        ("|Day|Hour|Frequency|\n|-|-|-|\n|Wed|9:00 UTC|1st of month|", {"every": "month", "on": "first Wednesday"}),
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
