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
        "| Sluice | Pump |\n|---|---|\n| Tuesday, 10:00 UTC | Thursday, 10:00 UTC |",
        "* Mondays 18:00 UTC\n* every other Thursday 18:00 UTC",
        "* [Monday 18:00 UTC](https://meet.example.org/a)\n* [Thursday 18:00 UTC](https://meet.example.org/b)",
        "Our stand-up is on Mondays at 9:00 UTC, and our review on Thursdays at 9:00 UTC.",
    ],
)
def test_a_name_an_hour_a_rhythm_or_a_link_tells_meetings_apart(text: str) -> None:
    """Each is a group."""
    assert len(drafts_of(text)) == 2


def test_places_of_one_weekday_are_one_meeting() -> None:
    """They are in the order of the month."""
    (draft,) = drafts_of("1. last Monday, 18:00 UTC\n2. 1st Monday, 18:00 UTC")
    assert draft.table["schedule"]["on"] == ["first Monday", "last Monday"]


def test_entries_that_other_words_part_may_be_one_meeting() -> None:
    """The second one is a guess."""
    _, draft = drafts_of("- Mondays, 18:00 UTC, chaired by Ada\n- Thursdays, 18:00 UTC, chaired by Bo")
    assert "may be the same meeting" in draft.guesses["schedule.on"]


def test_entries_apart_may_be_two_meetings() -> None:
    """The days are a guess, by the words of the second; those of one sentence are none."""
    (draft,) = drafts_of("- Mondays, 18:00 UTC\n- Thursdays, 18:00 UTC")
    assert draft.guesses["schedule.on"] == "although “Thursdays, 18:00 UTC” may be another meeting"
    (draft,) = drafts_of("Mondays at 18:00 UTC and Thursdays at 18:00 UTC")
    assert "schedule.on" not in draft.guesses


def test_one_more_for_others_is_another_meeting() -> None:
    """Whom each is for tells them apart, as a guess."""
    first, second = drafts_of(
        "We have a call for beginners on the first Sunday and one for everyone on the third Sunday of the month,"
        " both at 15:00 London time."
    )
    assert (first.table["schedule"]["on"], second.table["schedule"]["on"]) == ("first Sunday", "third Sunday")
