"""Entries that differ in the weekday alone are one meeting on several days."""

import pytest

from tests.learn.test_rules_in_words import drafts_of


@pytest.mark.parametrize(
    "text",
    [
        "**Hours of the helpline:**\n\n* Tuesday 18:00 Zurich time\n* Friday 18:00 Zurich time",
        "Twice a week: Tuesdays 6pm and Fridays 6pm Zurich time.",
        "| Day | Time (Zurich) |\n|---|---|\n| Tuesday | 18:00 |\n| Friday | 18:00 |",
        "**Tuesdays**: 18:00\u201319:00 Zurich time\n\n**Fridays**: 18:00\u201319:00 Zurich time",
        "We meet on Tuesdays at 18:00 Zurich time and on Fridays at 18:00 Zurich time.",
    ],
)
def test_days_with_the_same_hour_are_one_meeting(text: str) -> None:
    """It has the name of the page."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"]["on"] == ["Tuesday", "Friday"]
    assert (draft.table["schedule"]["at"], draft.name) == ("18:00", "Group")


@pytest.mark.parametrize(
    "text",
    [
        "- Stand-up: Monday 10:00 UTC\n- Review: Wednesday 10:00 UTC",
        "- Monday 10:00 UTC: stand-up\n- Wednesday 10:00 UTC: review",
        "- Monday call: 10:00 UTC\n- Wednesday call: 10:00 UTC",
        "* Monday 18:00 UTC\n* Thursday 19:00 UTC",
        "* Mondays 18:00 UTC\n* every other Thursday 18:00 UTC",
        "* [Monday 18:00 UTC](https://meet.example.org/a)\n* [Thursday 18:00 UTC](https://meet.example.org/b)",
        "Our stand-up is on Mondays at 9:00 UTC, and our review on Thursdays at 9:00 UTC.",
    ],
)
def test_a_name_an_hour_a_rhythm_or_a_link_tells_meetings_apart(text: str) -> None:
    """Each is a group."""
    assert len(drafts_of(text)) == 2
