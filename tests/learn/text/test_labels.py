"""Lines that say one part of the rule each, after a label or a question."""

from datetime import date
from typing import Any

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "**When do we meet?** Thursdays, 15:00 UTC\n\n**How often?** Bi-weekly\n\n**Since when?** 2026-02-19",
            {"every": "2 weeks", "on": "Thursday", "start": date(2026, 2, 19)},
        ),
        (
            "When? Every Friday but the first of the month.\nWhat time? 16:00 UTC.\nWhere? Here.",
            {"on": ["second Friday", "third Friday", "fourth Friday", "fifth Friday"], "at": "16:00"},
        ),
        (
            "- Day: Tuesday\n- Start: 18:30 UTC\n- End: 20:00",
            {"on": "Tuesday", "at": "18:30", "duration": "1h30m"},
        ),
        (
            "- Every: 3 wks\n- Day: Thursday\n- Time: 19:00 UTC\n- First: 5 March 2026",
            {"every": "3 weeks", "start": date(2026, 3, 5)},
        ),
        (
            "- Weekday \u2014 Friday\n- Which \u2014 first of the month\n- Clock \u2014 17:00\n- Zone \u2014 Lisbon",
            {"every": "month", "on": "first Friday", "at": "17:00"},
        ),
        (
            "- Day of the week: Sunday\n- Which ones: first and third of the month\n- Begins at: 15:00 UTC",
            {"every": "month", "on": ["first Sunday", "third Sunday"]},
        ),
        (
            "| Interval | 2 weeks |\n|-|-|\n| Day | Friday |\n| Hour | 9:00 UTC |\n| First of the run | 2026-03-06 |",
            {"every": "2 weeks", "on": "Friday", "start": date(2026, 3, 6)},
        ),
        (
            "### How often\nEvery second week, counted from 4 March 2026.\n\n### Day and hour\nWed., 19:00 UTC.",
            {"every": "2 weeks", "start": date(2026, 3, 4)},
        ),
        (
            "- Rhythm:every three weeks\n- Weekday:Wednesday\n- Hour:14:00 UTC\n- First call:18 February 2026",
            {"every": "3 weeks", "start": date(2026, 2, 18)},
        ),
    ],
)
def test_parts_of_a_rule(text: str, keys: dict[str, Any]) -> None:
    """All lines make one rule."""
    schedule, _ = lesson_of(text)
    assert {key: schedule[key] for key in keys} == keys


def test_a_label_whose_words_are_not_read_is_told() -> None:
    """It may bend the rule, which is a guess then."""
    _, told = lesson_of("- Day: Tuesday\n- Hour: 10:00 UTC\n- Weeks: the full ones")
    assert "schedule.every: line 5: “Weeks: the full ones”" in told


def test_days_below_their_hour() -> None:
    """A line with an hour that announces a list of days gives it to each of them."""
    drafts = drafts_of("- Calls, all at 17:00 UTC:\n  - makers: Mondays\n  - menders: 1st Thursday of the month")
    rules = [(one.name, one.table["schedule"]["on"], one.table["schedule"]["at"]) for one in drafts]
    assert rules == [("makers", "Monday", "17:00"), ("menders", "first Thursday", "17:00")]


@pytest.mark.parametrize(
    "text",
    [
        "We phone each other on Wednesdays at 21:00 UTC.",
        "Wednesdays at 21:00 UTC, on the phone.",
        "Telephone: Wednesdays, 21:00 UTC.",
        "Phone call: Wednesdays 21:00 UTC",
    ],
)
def test_a_meeting_on_the_phone(text: str) -> None:
    """Opening hours go from one hour to another, and name no clock."""
    schedule, _ = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == ("week", "Wednesday")


def test_a_colon_in_a_bracket_ends_no_label() -> None:
    """A sentence goes on in the next line of its paragraph, though that has a colon in a bracket."""
    schedule, told = lesson_of("It takes place every other\nTuesday (next: 10 March 2026) at 18:00\nOslo time.")
    assert (schedule["every"], schedule["start"]) == ("2 weeks", date(2026, 3, 10))
    assert "not used" not in told


def test_a_place_and_a_month_on_lines_of_their_own() -> None:
    """What a line says of how often holds for the days of another line, with its exception."""
    assert lesson_of("Day: Wed\nTime: 2:00pm (UK)\nRepeats: 1st of the month only")[0]["on"] == "first Wednesday"
    schedule, _ = lesson_of(
        "Frequency: every 2 weeks, except in August\n\nWhen: Sundays, 9:30 UTC, from 1 March 2026"
    )
    assert schedule["skip"] == [{"from": date(2026, 8, 1), "to": date(2026, 8, 31)}]


def test_since_a_date_is_no_reason() -> None:
    """It begins the rule, though a comma follows."""
    schedule, _ = lesson_of("Since January 15, 2026 we have been playing biweekly, Thursdays at 20:15 Madrid time.")
    assert (schedule["every"], schedule["start"]) == ("2 weeks", date(2026, 1, 15))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "**Rhythm**\nEvery 2 weeks\n\n**Weekday**\nWednesday\n\n**Time**\n17:00 UTC\n\n**Start**\n4 March 2026",
            {"every": "2 weeks", "on": "Wednesday", "at": "17:00", "start": date(2026, 3, 4)},
        ),
        ("**Weekday**  \nWednesday\n\n**Time**  \n17:00 UTC", {"on": "Wednesday", "at": "17:00"}),
        ("*Weekday*\nWednesday\n\n*Hour*\n17:00 UTC", {"on": "Wednesday", "at": "17:00"}),
        ("**Meeting day** Saturday\n**Meeting hour** 11:00\n**Zone** UTC", {"on": "Saturday", "at": "11:00"}),
        ("**Wochentag**\nMittwoch\n\n**Uhrzeit**\n17:00 (Berlin)", {"on": "Wednesday", "at": "17:00"}),
        ("**Every** Tuesday at 17:00 UTC", {"on": "Tuesday", "at": "17:00"}),
    ],
)
def test_a_part_of_a_rule_in_bold_is_a_label_without_a_colon(text: str, keys: dict[str, Any]) -> None:
    """So is one on a line of its own above its value; "Weekday" is then no day."""
    schedule, told = lesson_of(text)
    assert {key: schedule.get(key) for key in keys} == keys
    assert "another sentence" not in told
