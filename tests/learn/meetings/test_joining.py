"""Days and hours that stand apart on a page and belong together."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    ("text", "on", "is_guess"),
    [
        ("### Weekly hangout (Wednesdays)\n\n16:00 - 16:45 UTC", "Wednesday", False),
        ("## Meeting on the first Monday of the month\n\n- Time: 16:00 UTC\n- Place: harbour", "first Monday", False),
        ("## Every Wednesday\n\n16:00 UTC, in the harbour room", "Wednesday", True),
        ("Tuesdays\n\n16:00 UTC\n\nIn the harbour room", "Tuesday", True),
    ],
)
def test_days_and_the_hour_below_them_are_a_meeting(text: str, on: str, is_guess: bool) -> None:
    """The days are those of the title, or of the line above. It is a guess where the hour's line says more."""
    (draft,) = drafts_of(text)
    assert (draft.table["schedule"]["on"], draft.table["schedule"]["at"]) == (on, "16:00")
    assert ("schedule.at" in draft.guesses) is is_guess


@pytest.mark.parametrize(
    "text",
    [
        "## Tuesday demos\n\nThe bakery on the quay opens at 16:00 UTC.",
        "## Tuesday demos\n\n16:00 UTC for Europe.\n\n20:00 UTC for America.",
        "## Tuesday, March 3, 2026\n\n16:00 UTC",
    ],
)
def test_days_of_a_title_take_no_other_hour(text: str) -> None:
    """Not that of another thing, nor one of several; and a date is no rule."""
    assert not lesson_of(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "All calls are on Wednesdays at 11:00 UTC:\n\n- News call: first Wednesday\n- Triage call: third Wednesday",
        "We meet on Wednesdays at 11:00 UTC.\n\n1. First Wednesday of the month: news\n2. Third Wednesday: triage",
    ],
)
def test_places_in_the_month_below_a_rule_are_the_meetings(text: str) -> None:
    """Each item is a meeting, at the hour above."""
    tables = [draft.table["schedule"] for draft in drafts_of(text)]
    assert [(table["on"], table["at"]) for table in tables] == [
        ("first Wednesday", "11:00"),
        ("third Wednesday", "11:00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Every Wednesday at 11:00 UTC:\n\n- first Wednesday: news\n- third Wednesday: triage",
        "Wednesdays at 11:00 UTC:\n\n- first Wednesday: news\n- other Wednesdays: triage",
        "Wednesdays at 11:00 UTC:\n\n- first Wednesday: news",
    ],
)
def test_places_in_the_month_below_a_weekly_rule_say_what_it_is_about(text: str) -> None:
    """They are told, and the group meets each week."""
    (draft,) = drafts_of(text)
    assert (draft.table["schedule"]["every"], draft.table["schedule"]["on"]) == ("week", "Wednesday")
    assert "first Wednesday: news" in " ".join(draft.unknown)


@pytest.mark.parametrize(
    "text",
    [
        "On weekdays there is just one: Thursday, 12:30 UTC.",
        "Of the five weekdays we meet on Thursday, at 12:30 UTC.",
    ],
)
def test_a_named_day_is_narrower_than_weekdays(text: str) -> None:
    """The group meets on that day alone."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"]["on"] == "Thursday"


@pytest.mark.parametrize(
    ("text", "at", "zone"),
    [
        ("Every Wednesday, 15:00 (16:00 CET/CEST)", "16:00", "Europe/Berlin"),
        ("Every Wednesday, 15:00-16:00 (10:00-11:00 in New York)", "10:00", "America/New_York"),
    ],
)
def test_an_hour_on_no_clock_is_that_of_its_bracket(text: str, at: str, zone: str) -> None:
    """It is one meeting, on the clock that is named; that the page names none for the first hour is told."""
    (draft,) = drafts_of(text)
    assert (draft.table["schedule"]["at"], draft.table["timezone"]) == (at, zone)
    assert "does not say on which clock 15:00 is" in draft.guesses["timezone"]


def test_an_hour_before_a_bracket_is_on_the_page_s_clock() -> None:
    """Where the page has one, that rules."""
    (draft,) = drafts_of("Wednesdays 15:00 (16:00 CET). All times are in UTC.")
    assert (draft.table["schedule"]["at"], draft.table["timezone"]) == ("15:00", "UTC")


def test_two_labelled_lines_of_two_names_are_no_meeting() -> None:
    """Saturdays of one thing take no hour of another."""
    text = "- Unit tests: every night at 00:30 UTC\n- Fuzzing: Saturdays, all day\n\n## Call\n\nTuesdays 16:00 UTC"
    assert [draft.table["schedule"]["on"] for draft in drafts_of(text)] == ["Tuesday"]


@pytest.mark.parametrize(
    ("text", "every"),
    [
        (
            "* Regular calls (every other week each):\n  * US: Thursdays 16:00 UTC\n  * EU: Tuesdays 9:00 UTC",
            "2 weeks",
        ),
        ("Every three weeks:\n\n- US: Thursdays at 16:00 UTC\n- EU: Tuesdays at 9:00 UTC", "3 weeks"),
    ],
)
def test_the_line_above_items_says_how_often_all_of_them_are(text: str, every: str) -> None:
    """Whether it is an item itself or a line."""
    assert [draft.table["schedule"]["every"] for draft in drafts_of(text)] == [every, every]


@pytest.mark.parametrize(
    ("rule", "on"),
    [("The committee meets every other Monday.", "Monday"), ("We meet on the second Monday.", "second Monday")],
)
def test_a_rule_without_an_hour_has_that_of_the_next_meeting(rule: str, on: str) -> None:
    """Where its date is one of the rule's days, in whatever section."""
    table, told = lesson_of(f"## Next meeting\n\nMonday 9 March 2026, 16:00 UTC\n\n## Frequency\n\n{rule}")
    assert (table["on"], table["at"]) == (on, "16:00")
    assert "not used" not in told


def test_a_rule_without_a_clock_is_on_that_of_the_next_meeting() -> None:
    """Where the line for the next meeting names its hour with a zone."""
    text = "**Next meeting:** Thursday, March 19, 2026 at 7 PM Eastern.\n\nWe meet on the third Thursday at 7 PM."
    (draft,) = drafts_of(text)
    assert draft.table["timezone"] == "America/New_York"
    assert "beside its dates" in draft.guesses["timezone"]


def test_a_weekday_label_before_a_dash_is_no_working_days() -> None:
    """As before a colon."""
    (draft,) = drafts_of("* Weekday - Monday\n* Time - 15:00 UTC")
    assert draft.table["schedule"]["on"] == "Monday"


@pytest.mark.parametrize(
    "text",
    [
        "Meetings: 1st Monday: talks; 3rd Monday: walks. Always 18:30-20:00 UTC.",
        "First Monday: board. Third Monday: members. All meetings start at 18:30 UTC.",
        "- 1st Monday: beginners\n- 3rd Monday: experts\n\nAlways at 18:30 UTC.",
    ],
)
def test_an_hour_behind_several_days(text: str) -> None:
    """A last sentence with the only hour gives it to all days, as a guess."""
    drafts = drafts_of(text)
    rules = [draft.table["schedule"] for draft in drafts]
    assert [(one["on"], one["at"]) for one in rules] == [("first Monday", "18:30"), ("third Monday", "18:30")]
    assert "in another sentence" in str(drafts[0].guesses)


def test_the_hour_in_a_bracket_is_that_of_its_day() -> None:
    """Another day, which stands before the bracket, has none."""
    (draft,) = drafts_of("Besides the Monday call we hold office hours (Fridays 12:00 UTC).")
    assert draft.table["schedule"]["on"] == "Friday"


def test_one_hour_on_the_clocks_of_a_list_below_its_day() -> None:
    """Without a colon above it."""
    (draft,) = drafts_of("**Wing hour**, Mondays\n\n- 8:30 AM PST\n- 11:30 AM EST\n- 4:30 PM GMT")
    schedule = draft.table["schedule"]
    assert (schedule["on"], schedule["at"], draft.table["timezone"]) == ("Monday", "08:30", "America/Los_Angeles")


def test_a_person_called_sun_is_no_day() -> None:
    """Behind a label, before a first name."""
    (draft,) = drafts_of("- Chair: Sun Wei\n- Day: Friday\n- Time: 10:00 UTC")
    assert draft.table["schedule"]["on"] == "Friday"


def test_bare_hours_of_a_list_on_several_clocks_are_one_meeting() -> None:
    """That they are no one instant is told."""
    (draft,) = drafts_of("We meet every 2nd and 4th Tuesday at:\n\n- 12PM GMT\n- 5:30 AM PT")
    assert "no one instant" in "".join((*draft.unknown, *draft.guesses.values()))
