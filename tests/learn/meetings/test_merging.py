"""A meeting that a page names several times is one; two groups that meet at one time are two."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of


@pytest.mark.parametrize(
    "text",
    [
        "- Pacific: Tuesdays 5pm PT\n- Eastern: Tuesdays 8pm ET\n- Tokyo: Wednesdays 10am JST",
        "- San Francisco, USA: Wed at 10:00 am PDT\n- Paris, France: Wed 2021 at 7:00 pm CEST",
        "- US West Coast: every Tuesday at 9:00 am PDT\n- Europe: every Tuesday at 18:00 CEST",
        "We meet every Thursday at 16:00 UTC.\n\n| Where | When |\n| --- | --- |\n| Delhi | Thursday 21:30 IST |",
        "| City | Local time |\n| --- | --- |\n| New York | Tuesday 09:00 |\n| Delhi | Tuesday 18:30 |",
        "- Tuesday 09:00 New York time\n- Tuesday 14:00 London time",
        "- Ask in the [call on Mondays at 15:00 UTC](https://x.org)\n- Or the [call on Mondays at 15:00 UTC](https://x.org)",
        "**Weekly call:** Wednesdays at 9am Pacific time\n\n## Join\n\nEvery Wednesday at 12pm Eastern time.",
    ],
)
def test_one_instant_on_the_clocks_of_several_places_is_one_meeting(text: str) -> None:
    """The first clock is that of the group. The day may be another one where the others live."""
    (draft,) = drafts_of(text)
    assert "no one instant" not in "".join(draft.unknown)


@pytest.mark.parametrize(
    "text",
    [
        "- Board: Tuesdays 15:00 UTC\n- Design: Tuesdays 16:00 CET",
        "- Asia: Wednesdays at 10:00 Singapore time\n- Europe: Wednesdays at 10:00 CET",
        "- London: Tuesdays 17:00 UTC\n- Paris: Wednesdays 18:00 CET",
        "**Core team**: Sundays, 10:00 UTC\n\n**Design review**: weekly on Sundays, 10:00 UTC",
        "- Long one, every 2 weeks on Monday at 15:00 UTC\n\nIt is so.\n\n- Short one, Mondays at 15:00 UTC",
        "## Meetings\n\nThursdays 9:30 AM Eastern time\n\n### Lid Maintainers Meeting\n\nThursdays 14:30 GMT",
        "**fen/kettles**:\n- Mondays 15:00 UTC\n\n**fen/more-lids**:\n- Mondays 15:00 UTC",
    ],
)
def test_two_names_or_two_instants_are_two_meetings(text: str) -> None:
    """Whether the names are labels, items of a list, or lines above two lists."""
    assert len(drafts_of(text)) == 2


def test_a_row_without_a_known_rhythm_is_the_meeting_of_its_section() -> None:
    """How often it is stays a guess, and it is not learnt once more from the sentence below."""
    row = "| Daily Check-In | About 3 times a week at 10:30 London time |"
    text = f"| Meeting | When |\n| --- | --- |\n{row}\n\n## Daily Check-In\n\nWe meet daily at 10:30 London time."
    assert len(drafts_of(text)) == 1
    assert "“3 times a week” is not understood" in group_of(text)[1]


def test_an_hour_for_each_season_below_two_headings_is_one_meeting() -> None:
    """It is on a clock that moves, and that is told."""
    seasons = (("daylight saving", "21:00"), ("standard", "22:00"))
    parts = [f"## Hangout (US {name} time)\n\n* Third Wednesday of the month, {at} UTC" for name, at in seasons]
    table, told = group_of("\n\n".join(parts))
    assert (table["timezone"], table["schedule"]["at"]) == ("America/Los_Angeles", "14:00")
    assert "moves with the clocks of the United States" in told
    assert len(drafts_of("\n\n".join(parts))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "### Lid Team <div>Thursday @12am ET</div>\n\n### Legal Team <div>Every other Thursday @12am ET</div>",
        "Weekly call: Thursdays 15:00 UTC.\n\nThe outreach call is every second Thursday at 15:00 UTC.",
        "Thursdays at 15:00 UTC.\n\n* Reading circle: every other Thursday, 15:00 UTC",
        "## Kernel sync - Monday, 15:00 UTC\n\n## Docs sync - every second Monday, 15:00 UTC",
    ],
)
def test_a_named_meeting_every_other_week_is_not_the_weekly_one_at_its_hour(text: str) -> None:
    """Words before its rule tell it from the other one; of a heading, what is before the rule is the name."""
    first, second = drafts_of(text)
    assert [draft.table["schedule"]["every"] for draft in (first, second)] == ["week", "2 weeks"]
    assert first.name != second.name


def test_two_mentions_of_a_meeting_that_differ_in_how_often_are_told() -> None:
    """What says "every" or "weekly" is followed, and else the mention that says how often."""
    bare, told = group_of("Meetings: Thursdays 15:00 UTC.\n\n## Call\n\nWe meet every other Thursday at 15:00 UTC.")
    assert bare["schedule"]["every"] == "2 weeks"
    assert "by “We meet every other Thursday at 15:00 UTC.”" in told
    weekly, told = group_of(
        "We meet weekly on Thursdays at 15:00 UTC.\n\nThe call is every other Thursday, 15:00 UTC."
    )
    assert weekly["schedule"]["every"] == "week"
    assert "which says another interval than the rule" in told


def test_a_meeting_said_again_below_a_title_of_how_to_dial_in_is_one() -> None:
    """Such a title is no name of another group."""
    text = (
        "## Kiln status meeting\n\nWe meet on Tuesdays, 18:00 UTC.\n\n## Telcon Info\n\n**Time:** Tuesdays, 18:00 UTC"
    )
    assert len(drafts_of(text)) == 1
    assert len(drafts_of(text.replace("Telcon Info", "Glaze makers"))) == 2


def test_an_end_of_all_meetings_of_a_section_is_that_of_each() -> None:
    """It stands in a sentence of its own behind them."""
    drafts = drafts_of("Tuesdays at 10:00 UTC: tea. Tuesdays at 11:00 UTC: cups. Both until 30 June 2026.")
    assert [draft.table["schedule"]["until"] for draft in drafts] == [date(2026, 6, 30)] * 2
