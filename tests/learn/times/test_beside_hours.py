"""Zones, dates, weekdays and months that stand beside an hour are those of the rule, or are told."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of, lesson_of


@pytest.mark.parametrize(
    ("text", "zone", "at"),
    [
        ("Every Tuesday (PST: 8am, UTC: 16:00)", "America/Los_Angeles", "08:00"),
        ("Every Tuesday, PST=8am UTC=4pm", "America/Los_Angeles", "08:00"),
        ("Every Tuesday, UTC 15:00 / CET 16:00", "UTC", "15:00"),
        ("Every Tuesday, 15:00 UTC, 16:00 CET", "UTC", "15:00"),
        ("Every Tuesday: 8 AM PST; 11 AM EST; 16:00 UTC.", "America/Los_Angeles", "08:00"),
    ],
)
def test_zones_before_their_hours(text: str, zone: str, at: str) -> None:
    """One meeting, whose first hour is on the clock beside it; signs between the others make no difference."""
    (draft,) = drafts_of(text)
    assert not [why for why in draft.guesses.values() if "not used" in why]
    assert (draft.table["timezone"], draft.table["schedule"]["at"]) == (zone, at)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Tuesdays at 19:00 IST (Irish time, that is).", "Europe/Dublin"),
        ("All times are Irish time.\n\nTuesdays at 19:00 IST.", "Europe/Dublin"),
        ("Tuesdays at 19:00 CST (that's China).", "Asia/Shanghai"),
    ],
)
def test_letters_of_several_clocks_are_the_one_that_is_named(text: str, zone: str) -> None:
    """In the bracket behind them, or for all of the page."""
    table, told = group_of(text)
    assert table["timezone"] == zone
    assert "several clocks" not in told


@pytest.mark.parametrize("words", ["for example 19 March", "e.g. 19 March 2026"])
def test_a_date_that_is_an_example_is_a_guess(words: str) -> None:
    """It tells in which weeks they are, and not for sure."""
    table, told = group_of(f"Every other Thursday at 15:00 UTC, {words}.")
    assert table["schedule"]["start"] == date(2026, 3, 19)
    assert f"schedule.start: by “{words}" in told


def test_hours_of_a_date_begin_nothing() -> None:
    """They are from one hour to another on that date, and no meeting changes from it on."""
    text = "Weekly calls are every Monday from 11:00 to 12:00 UTC.\n\nTea is on 17 March from 15:00 to 17:00 UTC."
    assert "change" not in lesson_of(text)[0]


def test_minutes_that_are_linked_to_are_no_length() -> None:
    """A column "Minutes" of links holds the notes."""
    table = (
        "| Group | Meets | Minutes |\n|---|---|---|\n| Hay | Mondays 18:00 UTC | [pad](https://pad.example.org/x) |"
    )
    assert "not understood" not in lesson_of(table)[1]


def test_the_end_of_another_thing_is_not_that_of_a_meeting() -> None:
    """The hour at which a house closes makes no length, and is told."""
    schedule, told = lesson_of("Tuesdays, 17:00 UTC. The library closes at 19:00.")
    assert (schedule["duration"], "The library closes" in told) == ("1h", True)


def test_how_often_behind_several_days_may_be_of_the_last_alone() -> None:
    """After a comma; "and" joins them."""
    told = "may be said of the last of the days alone"
    assert told in lesson_of("Tuesdays, Thursdays every other week at 15:00 UTC.")[1]
    assert told not in lesson_of("Tuesdays and Thursdays every other week at 15:00 UTC.")[1]


def test_cells_alike_below_weekdays_are_one_meeting() -> None:
    """And those with other words are others."""
    title = "| | Mon | Tue | Wed | Thu |\n| --- | --- | --- | --- | --- |\n"
    (both,) = drafts_of(f"{title}| Sync | | 15:00 UTC | | 15:00 UTC |")
    assert both.table["schedule"]["on"] == ["Tuesday", "Thursday"]
    assert len(drafts_of(f"{title}| Rooms | | Ash 15:00 UTC | | Elm 15:00 UTC |")) == 2


@pytest.mark.parametrize(
    ("label", "start"),
    [("Month: odd", date(2026, 3, 3)), ("Months: even", date(2026, 4, 7)), ("Months: odd months", date(2026, 3, 3))],
)
def test_odd_and_even_months_by_their_label(label: str, start: date) -> None:
    """They are every two months."""
    schedule, _ = lesson_of(f"- Day: first Tuesday\n- Time: 15:00 UTC\n- {label}")
    assert (schedule["every"], schedule["start"]) == ("2 months", start)


def test_months_that_are_not_understood_are_told() -> None:
    """The rule is a guess then."""
    told = lesson_of("- Day: first Tuesday\n- Time: 15:00 UTC\n- Months: those with an R")[1]
    assert "schedule.every: line 5: “Months: those with an R”" in told


@pytest.mark.parametrize(
    "text",
    [
        "- Release: first Monday of the month\n- Call: two days after the release, 17:00 UTC",
        "- Patch day: second Tuesday of the month\n- Meeting: the day after, 17:00 UTC",
        "The council sits every 2nd Monday of the month. We meet the following Wednesday at 19:00 UTC.",
        "Patch day is the second Tuesday of the month. Our call is on the Thursday of the same week, 16:00 UTC.",
    ],
)
def test_a_meeting_counted_from_another_thing_has_not_its_days(text: str) -> None:
    """No key says that, and it is no weekly one."""
    schedule, told = lesson_of(text)
    assert "on" not in schedule
    assert "no key says" in told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("One call a quarter: on the second Wednesday of its first month, 17:00 UTC.", date(2026, 4, 8)),
        ("Second Wednesday of the first month in each quarter, 17:00 UTC.", date(2026, 4, 8)),
        ("Quarterly: second Wednesday of the last month of the quarter, 17:00 UTC.", date(2026, 3, 11)),
    ],
)
def test_a_month_of_the_quarter(text: str, day: date) -> None:
    """Its place is not that of a weekday."""
    schedule, _ = lesson_of(text)
    assert (schedule["every"], schedule["on"], schedule["start"]) == ("3 months", "second Wednesday", day)


def test_a_weekday_of_no_dated_meeting_is_none_of_the_rule() -> None:
    """A table may have another "Sun"."""
    dates = "**Next meetings:** Thursday 5 March 2026, 18:00 UTC, and Thursday 2 April 2026, 18:00 UTC"
    schedule, _ = lesson_of(f"{dates}\n\n| Box | Moves |\n| --- | --- |\n| Sun | 10 |\n| Moon | 21 |")
    assert schedule["on"] == "first Thursday"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Mondays 14:00 CST (UTC+8)", "Asia/Shanghai"),
        ("Mondays 14:00 IST (UTC+5:30)", "Asia/Kolkata"),
        ("Mondays 14:00 CST (China Standard Time)", "Asia/Shanghai"),
    ],
)
def test_letters_of_several_clocks_are_the_one_in_the_bracket(text: str, zone: str) -> None:
    """By its offset from UTC, or by its name in capitals."""
    table, told = group_of(text)
    assert table["timezone"] == zone
    assert "several clocks" not in told


def test_a_day_in_the_week_after_another() -> None:
    """That of the second Sunday, the 8th to 14th, has its Thursday four days later."""
    schedule, _ = lesson_of("Thursday in the week after the second Sunday, every month, 18:30 UK time.")
    assert schedule["rrule"] == "FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY=12,13,14,15,16,17,18"


@pytest.mark.parametrize(
    ("words", "day"), [("since 2025 June 12th", date(2025, 6, 12)), ("starting 2026 March 5th", date(2026, 3, 5))]
)
def test_a_first_date_with_its_year_in_front(words: str, day: date) -> None:
    """Its day may have the letters of an ordinal."""
    assert lesson_of(f"Every two weeks on Thursdays at 13:00 UTC, {words}")[0]["start"] == day
