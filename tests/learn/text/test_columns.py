"""What the titles of a table's columns say counts for the cells below them, whichever way the table stands."""

from datetime import date
from typing import Any

import pytest

from ecgtool.learn.page import learn_page
from tests.learn.test_rules_in_words import drafts_of, group_of, lesson_of, source_of


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (
            "| Every | Day | Hour | From |\n|---|---|---|---|\n| 2 weeks | Tuesday | 15:00 UTC | 2026-06-23 |",
            {"every": "2 weeks", "on": "Tuesday", "start": date(2026, 6, 23)},
        ),
        (
            "| Call | Weekday | Hour | Length |\n|---|---|---|---|\n| Docs | Thursdays | 15:00 UTC | 1.5 h |",
            {"at": "15:00", "duration": "1h30m"},
        ),
        (
            "| Call | Months | Rule | Hour |\n|---|---|---|---|\n| Open | 2, 5, 8, 11 | 1st Friday | 12:00 UTC |",
            {"every": "3 months", "on": "first Friday", "start": date(2026, 5, 1)},
        ),
        (
            "| Week | Hour |\n|---|---|\n| A (from 9 March 2026) | Mondays 08:00 UTC |",
            {"every": "2 weeks", "start": date(2026, 3, 9)},
        ),
        (
            "| Weekday | Thursday, every week |\n|---|---|\n| Begins at | 17:15 UTC |\n| Lasts | 40 minutes |",
            {"on": "Thursday", "at": "17:15", "duration": "40m"},
        ),
        (
            "| Team | Day | Hour |\n|---|---|---|\n| Tubes | Tuesday, 1st and 3rd | 18:00 UTC |",
            {"every": "month", "on": ["first Tuesday", "third Tuesday"]},
        ),
        (
            "| Week | Meeting |\n|---|---|\n| odd | Mondays 09:00 UTC |",
            {"rrule": f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, range(1, 54, 2)))};BYDAY=MO"},
        ),
        (
            "| Group | Convener | Meets |\n|---|---|---|\n| Straw | Mo | Fridays 12:30 UTC |",
            {"on": "Friday", "at": "12:30"},
        ),
        (
            "| Group | Lead | Meets |\n|---|---|---|\n| Straw | Wednesday Example | Fridays 12:30 UTC |",
            {"on": "Friday", "at": "12:30"},
        ),
        (
            "| Zone | Hour | Day | How often |\n|---|---|---|---|\n| Eastern | 12:45 pm | Thursday | monthly, 2nd |",
            {"every": "month", "on": "second Thursday", "at": "12:45"},
        ),
        (
            "| Day | Except | Hour |\n|---|---|---|\n| Thursdays | the first of the month | 10:00 UTC |",
            {"on": ["second Thursday", "third Thursday", "fourth Thursday", "fifth Thursday"]},
        ),
        (
            "| Months | March, June, September, December |\n|---|---|\n| Day | second Monday |\n| Hour | 15:00 UTC |",
            {"every": "3 months", "on": "second Monday", "start": date(2026, 3, 9)},
        ),
        (
            "| Which | Weekday | Hour |\n|---|---|---|\n| 1st | Thursday | 09:00 UTC |",
            {"every": "month", "on": "first Thursday"},
        ),
        (
            "| Day | Summer in the US | Winter in the US |\n|---|---|---|\n| Thursday | 18:00 UTC | 19:00 UTC |",
            {"on": "Thursday", "at": "11:00"},
        ),
    ],
)
def test_a_title_tells_what_a_cell_is(table: str, keys: dict[str, Any]) -> None:
    """A bare "2 weeks", "1.5 h" or "2, 5" is an interval, a length or months by its title, and no second meeting."""
    (draft,) = drafts_of(table)
    assert {key: draft.table["schedule"][key] for key in keys} == keys


def test_a_cell_that_is_not_read_by_its_title_is_told() -> None:
    """A word below "Every" that no key takes makes the interval a guess."""
    (draft,) = drafts_of("| Day | Hour | Every |\n|---|---|---|\n| Tuesday | 10:00 UTC | moon |")
    assert draft.guesses["schedule.every"] == "line 5: “Tuesday | 10:00 UTC | moon”: by “Every: moon”"


def test_letters_of_one_season_in_a_title() -> None:
    """No bump writes an hour below "PST", which is wrong in summer: the row is left alone, and that is told."""
    table, told = group_of("| Day | PST | UTC |\n|---|---|---|\n| Wednesday | 8:00 AM | 16:00 |")
    assert "schedule_line" not in table["wiki"]
    assert "the line is left alone" in told


@pytest.mark.parametrize(
    ("caption", "zone"),
    [
        ("Meetings (all hours UTC)", "UTC"),
        ('style="color: red" | Weekly meetings (Oslo time)', "Europe/Oslo"),
        ("Tide tables (UTC)", None),
    ],
)
def test_the_clock_in_the_caption_of_a_table(caption: str, zone: str | None) -> None:
    """It is that of the hours in the table, as that in a sentence above it would be."""
    table = f'{{| class="wikitable"\n|+ {caption}\n! Day !! Hour\n|-\n| Tuesday || 17:00\n|}}'
    assert group_of(table, "wikitext")[0].get("timezone") == zone


@pytest.mark.parametrize("label", ["Begin (Paris)", "Hour (Paris)"])
def test_the_place_behind_the_title_of_an_hour(label: str) -> None:
    """A row's title says whose clock its hour is on, and is still that of a part of the rule."""
    table = f"{{|\n! Day\n| Tuesday\n|-\n! {label}\n| 17:30\n|}}"
    assert group_of(table, "wikitext")[0]["timezone"] == "Europe/Paris"


def test_a_zone_in_the_title_of_the_second_of_two_columns() -> None:
    """Titles such as "Day" and "Time (Tokyo)" are no part of a rule with its value."""
    table, _ = group_of("| Day | Time (Tokyo) |\n|---|---|\n| 1st Tuesday | 21:00 |")
    assert table["timezone"] == "Asia/Tokyo"


def test_letters_of_a_zone_in_a_cell_follow_the_clocks_below_a_title_with_that_zone() -> None:
    """The letters are a field as well, so that no bump leaves "PST" beside an hour in summer."""
    table, _ = group_of("| Call | Pacific | UTC |\n|---|---|---|\n| Tuesdays | 7am PST | 15:00 UTC |")
    assert table["wiki"]["schedule_line"] == "Tuesdays | {time} {tz} | {utc_colon} UTC"


def test_a_table_on_its_side() -> None:
    """Where the first column names the parts of a rule, each other column is a meeting."""
    drafts = drafts_of(
        "| | West | East |\n|---|---|---|\n| Day | Tuesday | Wednesday |\n| Hour | 18:00 UTC | 05:00 UTC |"
    )
    rules = [(one.name, one.table["schedule"]["on"], one.table["schedule"]["at"]) for one in drafts]
    assert rules == [("West", "Tuesday", "18:00"), ("East", "Wednesday", "05:00")]


def test_a_sentence_is_of_the_row_that_it_names() -> None:
    """A first date below a table is counted for the meeting with that name in its first cell."""
    drafts = drafts_of(
        "| Call | Day | Hour |\n|---|---|---|\n"
        "| Core | Mondays | 14:00 UTC |\n| Docs | every other Thursday | 15:00 UTC |"
        "\n\nDocs was last held on 26 February 2026."
    )
    assert [one.table["schedule"].get("start") for one in drafts] == [None, date(2026, 2, 26)]


def test_a_row_of_what_was() -> None:
    """A row whose first cell says "Before" is no meeting that is held."""
    (draft,) = drafts_of(
        "| | Day | Hour |\n|---|---|---|\n| Before | Friday | 16:00 UTC |\n| Now | Wednesday | 18:00 UTC |"
    )
    assert draft.table["schedule"]["on"] == "Wednesday"


def test_the_grid_of_a_week() -> None:
    """The weekdays are titles of columns, and the cells have hours, or words beside the hour of their row."""
    drafts = drafts_of("| | Monday | Tuesday |\n|---|---|---|\n| Writers | 15:00 UTC | |\n| Readers | | 16:00 UTC |")
    rules = [(one.name, one.table["schedule"]["on"], one.table["schedule"]["at"]) for one in drafts]
    assert rules == [("Writers", "Monday", "15:00"), ("Readers", "Tuesday", "16:00")]
    drafts = drafts_of("| Time | Mon | Tue | Wed |\n|---|---|---|---|\n| 15:00 UTC | Writers | | Writers |")
    assert [one.table["schedule"]["on"] for one in drafts] == [["Monday", "Wednesday"]]


def test_a_place_in_the_month_before_the_cell_with_its_weekday() -> None:
    """How often stands before it in its cell."""
    (draft,) = drafts_of(
        "| Often | Day | Time | Time zone |\n|---|---|---|---|\n| monthly, second | Saturday | 9 AM | Mountain |"
    )
    assert (draft.table["schedule"]["on"], draft.table["timezone"]) == ("second Saturday", "America/Denver")


@pytest.mark.parametrize(
    ("titles", "rules"),
    [
        ("Odd months | Even months", ("2 months", "2 months")),
        ("January, March, May | February and April", ("BYMONTH=1,3,5;", "BYMONTH=2,4;")),
        ("January\u2013June | July-December", ("BYMONTH=1,2,3,4,5,6;", "BYMONTH=7,8,9,10,11,12;")),
    ],
)
def test_months_above_the_hours_of_a_row(titles: str, rules: tuple[str, str]) -> None:
    """Each hour is that of the months which are its column's title."""
    drafts = drafts_of(f"| Day | {titles} |\n|---|---|---|\n| 2nd Tuesday | 08:00 UTC | 20:00 UTC |")
    assert [draft.table["schedule"]["at"] for draft in drafts] == ["08:00", "20:00"]
    said = [str(draft.table["schedule"]) for draft in drafts]
    assert all(rule in schedule for rule, schedule in zip(rules, said, strict=True))


def test_the_meetings_of_others_are_told() -> None:
    """A title "Their meeting" is of none of ours."""
    table = "| Body | Their meeting |\n|---|---|\n| Fen CG | Wednesdays 15:00 UTC |"
    schedule, told = lesson_of(f"{table}\n\nOur own call is on Mondays at 14:00 UTC.")
    assert (schedule["on"], "is taken for no meeting: it is a meeting of others" in told) == ("Monday", True)
    schedule, told = lesson_of(
        "A sub-group of Fens, which meets on Wednesdays at 18:00 UTC.\n\nWe meet Fridays 09:00 UTC."
    )
    assert (schedule["on"], "the group that this one is part of" in told) == ("Friday", True)
    section = "## Upstream meetings we attend\n\n* Fen: Wednesdays 16:00 UTC\n\n## Our own\n\nMondays 13:00 UTC"
    assert [draft.table["schedule"]["on"] for draft in drafts_of(section)] == ["Monday"]


def test_a_date_in_the_row_of_a_rule_stays() -> None:
    """No bump writes a cell, and that is told."""
    rows = "| Core | Tuesdays 9am PST | March 3, 2026 |\n| Docs | 1st Thursday 10am PST | March 5, 2026 |"
    told = group_of(f"| Meeting | When | Next |\n|---|---|---|\n{rows}")[1]
    assert "no bump writes the date “March 3, 2026”, which stays" in told


_PLACES = (
    "| Region | Local time | UTC |\n|---|---|---|\n| New York | Monday 9:00 AM | Monday 13:00 / 14:00 |\n"
    "| Berlin | Monday 15:00 | |\n| Tokyo | Monday 22:00 / 23:00 | |"
)


def test_local_times_of_places_are_one_meeting() -> None:
    """Each is on the clock of the place in its row, and a column for UTC is for itself alone."""
    (draft,) = drafts_of(_PLACES)
    assert (draft.table["timezone"], draft.table["schedule"]["at"]) == ("America/New_York", "09:00")


def test_local_time_of_an_unknown_place_is_a_guess() -> None:
    """Nobody knows its clock."""
    (first, *_) = drafts_of("| Place | Local | UTC |\n|---|---|---|\n| Nowhere | Monday 14:00 | Monday 13:00 |")
    assert "clock is not known" in first.guesses["schedule.on"]


@pytest.mark.parametrize("label", ["Clock", "City", "Local time of"])
def test_a_row_names_the_place_whose_clock_it_is(label: str) -> None:
    """The label says that the place is not that of the meeting alone."""
    table, _ = group_of(f"| Weekday | Friday |\n|---|---|\n| Start | 14:00 |\n| End | 15:15 |\n| {label} | Prague |")
    assert (table["timezone"], table["schedule"]["duration"]) == ("Europe/Prague", "1h15m")


_ON_ITS_SIDE = """{|
! Weekday
| Tuesday
| Saturday
|-
! Hour (UTC)
| 18:00
| 09:00
|-
! Committee
| Winds
| Fields
|}"""


def test_a_table_on_its_side_without_titles() -> None:
    """Each of its columns but the first is a meeting."""
    tables = [draft.table for draft in learn_page(source_of(_ON_ITS_SIDE, "wikitext")).drafts]
    assert [(one["name"], one["schedule"]["on"], one["schedule"]["at"]) for one in tables] == [
        ("Winds", "Tuesday", "18:00"),
        ("Fields", "Saturday", "09:00"),
    ]


def test_cells_of_a_week_with_other_words_are_other_meetings() -> None:
    """Those with the same words are one."""
    drafts = drafts_of(
        "| | Mon | Wed | Fri |\n|---|---|---|---|\n| 10:00 UTC | caps | | tails |\n| 17:00 UTC | sweeps | | sweeps |"
    )
    assert [one.table["schedule"]["on"] for one in drafts] == ["Monday", "Friday", ["Monday", "Friday"]]


def test_places_of_a_month_in_a_row_are_of_the_weekday_of_another() -> None:
    """They are no days of the month."""
    rows = "| Day | Friday |\n|---|---|\n| Week | 2nd and 4th of the month |\n| Hour | 7:30 am |\n| Clock | Chicago |"
    (draft,) = drafts_of(rows)
    assert draft.table["schedule"]["on"] == ["second Friday", "fourth Friday"]
