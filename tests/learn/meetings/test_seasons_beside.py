"""Tests of ``ecgtool.learn.meetings.seasons_beside``: the hour of a season in another sentence than the rule."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of


@pytest.mark.parametrize(
    "text",
    [
        "Mondays 18:00 UTC.\n\n(This is 18:00 UTC during US daylight saving time; the rest of the year 19:00 UTC.)",
        "Mondays at 18:00 UTC.\n\nWhile the US is on standard time we start at 19:00 UTC.",
        "- Mondays, 18:00 UTC\n- one hour later (19:00 UTC) while the US are on standard time",
        "- Mondays, 18:00 UTC\n- from November to March: 19:00 UTC",
        "- Day: Monday\n- Time: 18:00 UTC\n- Time during US standard time: 19:00 UTC",
        "- Day: Monday\n- Time (US summer): 18:00 UTC\n- Time (US winter): 19:00 UTC",
        "| Day | Monday |\n|---|---|\n| US on DST | 18:00 UTC |\n| US on standard time | 19:00 UTC |",
        "Every Monday. We start at 18:00 UTC when the US observes DST. We start at 19:00 UTC when it does not.",
        "Mondays at 18:00 UTC. When clocks go back in the US it moves to 19:00 UTC, and back to 18:00 UTC in March.",
        "Mondays at 18:00 UTC. Add one hour while the United States are on standard time.",
        "Mondays at 19:00 UTC; subtract an hour during US DST.",
        "Mondays at 18:00 UTC. From the first Sunday in November to the second Sunday in March it is an hour later.",
        "Mondays 18:00 UTC from March to November and 19:00 UTC from November to March, as US clocks change.",
        "Mondays at 18:00 UTC between March and November, 19:00 UTC between November and March.",
        "From March to November we meet Mondays 18:00 UTC; from November to March, at 19:00 UTC.",
        "Mondays 18:00 UTC / 19:00 UTC (summer / winter in the US)",
        "Mondays at 18:00 UTC.\n\nIt shifts to 19:00 UTC with the end of daylight saving in the United States.",
        "Mondays at 18:00 UTC. (NB: 19:00 UTC once clocks in North America have gone back.)",
        "Mondays 19:00 UTC when US clocks are on standard time, 18:00 UTC otherwise.",
        "Mondays at 18:00 UTC.\n\n## Winter\n\nDuring US standard time meetings start at 19:00 UTC.",
    ],
)
def test_the_hour_of_a_season_is_that_of_the_rule(text: str) -> None:
    """In another sentence, item, row or section; whose clock that is, is a guess, and nothing else is."""
    table, told = group_of(text)
    assert (table["timezone"], table["schedule"]["at"]) == ("America/Los_Angeles", "11:00")
    assert "by 18:00 UTC in summer and 19:00 UTC in winter" in told
    assert "schedule.every" not in told
    assert "not used" not in told


@pytest.mark.parametrize(
    "text",
    [
        "Mondays at 18:00 Berlin time. In summer that is 16:00 UTC, in winter 17:00 UTC.",
        "Mondays at 18:00 Berlin time.\n\nThat is 17:00 UTC in winter and 16:00 UTC in summer.",
    ],
)
def test_a_clock_that_moves_needs_no_seasons(text: str) -> None:
    """What its hour is in UTC in a season is no other hour."""
    table, told = group_of(text)
    assert (table["timezone"], table["schedule"]["at"]) == ("Europe/Berlin", "18:00")
    assert "timezone" not in told
    assert "not used" not in told


def test_an_hour_of_one_of_several_meetings_is_told() -> None:
    """It could be of either."""
    drafts = drafts_of("- Mondays, 18:00 UTC\n- Fridays, 18:30 UTC\n\nIn US winter it is 19:00 UTC.")
    assert [draft.table["timezone"] for draft in drafts] == ["UTC", "UTC"]
    assert any("In US winter" in told for told in (*drafts[0].unknown, *drafts[0].guesses.values()))
