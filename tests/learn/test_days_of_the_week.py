"""Days of the week as people shorten, join and leave them out."""

from typing import Any

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of, lesson_of

WORKING = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Mon. to Fri., 9:00 Berlin time", WORKING),
        ("Mon.-Wed. 14:00 UTC", ["Monday", "Tuesday", "Wednesday"]),
        ("Tues. \u2013 Thurs., 14:00 UTC", ["Tuesday", "Wednesday", "Thursday"]),
        ("Mon \u2192 Thu, 14:00 UTC", ["Monday", "Tuesday", "Wednesday", "Thursday"]),
        ("Every day but at weekends, 9:00 Berlin time", WORKING),
        ("Every day of the working week, 9:00 Berlin time", WORKING),
        ("At the weekend, 9:00 Berlin time", ["Saturday", "Sunday"]),
        ("Dispatch (Mo-Fr): 9:00 Berlin time", WORKING),
        ("- **Days**: Mo\u2013Fr\n- **Hour**: 6:50 Zurich time", WORKING),
        ("Hands-on: Tu/Th, 14:00 UTC", ["Tuesday", "Thursday"]),
        ("Mon-Thurs 10:00 UTC", WORKING[:4]),
        ("Mon-Thus 10:00 UTC", WORKING[:4]),
        ("M/W/F 10:00 UTC", ["Monday", "Wednesday", "Friday"]),
        ("Thursdays\u00b9 at 11:00 ET", "Thursday"),
        ("Every weekday (Mon-Thu) at 14:00 UTC", WORKING[:4]),
        ("Weekdays, Monday to Thursday, at 14:00 UTC", WORKING[:4]),
    ],
)
def test_days_that_are_cut_short_or_joined(text: str, on: list[str] | str) -> None:
    """A point, a dash, an arrow, two letters, and the weekend are read as their readers read them."""
    schedule = lesson_of(text)[0]
    assert (schedule["every"], schedule["on"]) == ("week", on)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It's one Thursday in the month that we meet, at 19:00 London time.", {"every": "month"}),
        ("Once in a month on a Thursday, 10:00 Pacific.", {"every": "month"}),
        ("Per month one meeting: Thursday, 10:00 Pacific.", {"every": "month"}),
        ("We hold a call a quarter, on the second Tuesday of its first month, 17:00 UTC.", {"on": "second Tuesday"}),
        ("1x/month, Thursday, 10:00 PT", {"every": "month"}),
        ("Fridays (about 1/month) at 12:00 Eastern Time", {"every": "month"}),
        ("Fridays (1x per month) at 12:00 Eastern Time", {"every": "month"}),
        ("Daily at 9:00 Berlin time, weekends too.", {"every": "day"}),
        ("On weekdays, not on weekends: 9:00 Madrid time.", {"every": "week", "on": WORKING}),
        ("The tenth of every month at 18:00 UTC.", {"every": "month", "on": 10}),
        ("Every 2nd Wed. of the month, 14:00 UTC", {"every": "month", "on": "second Wednesday"}),
        ("Thursdays (every other, from 2026-03-05) at 11:00 ET", {"every": "2 weeks", "on": "Thursday"}),
        ("We meet at 8:00 UTC on Tuesdays, or rather every other Tuesday, from 2026-03-10.", {"every": "2 weeks"}),
    ],
)
def test_how_often_beside_the_days(text: str, keys: dict[str, Any]) -> None:
    """A word for the month, or for every other week, is not lost."""
    assert lesson_of(text)[0].items() >= keys.items()


def test_the_interval_behind_each_hour_is_that_of_its_days() -> None:
    """Several meetings of one sentence or cell, each with its own rhythm in a bracket."""
    drafts = drafts_of("Mondays 9:00 UTC (bi-weekly), Tuesdays 9:00 UTC (weekly), Fridays 9:00 UTC (monthly)")
    assert [draft.table["schedule"]["every"] for draft in drafts] == ["2 weeks", "week", "month"]


def test_a_person_called_sun() -> None:
    """Behind a first name, and before no hour, "Sun" is no day."""
    schedule, _ = lesson_of("| Chair | Call |\n| --- | --- |\n| Chen Sun, Fen | Wednesdays 13:00 UTC |")
    assert schedule["on"] == "Wednesday"
    assert lesson_of("Every Sun at 15:00 UTC.")[0]["on"] == "Sunday"


@pytest.mark.parametrize("day", ["Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun"])
def test_a_weekday_cut_short_is_a_day(day: str) -> None:
    """Whatever else its letters spell, as those of "Sat" do."""
    assert lesson_of(f"{day} 10:00 UTC")[0]["on"].startswith(day)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Mondays and Thursdays in even weeks, 14:00 UTC", False),
        ("In even weeks on Mondays and Thursdays, 14:00 UTC", False),
        ("Mondays, Thursdays in even weeks, 14:00 UTC", True),
        ("Mondays and Thursdays (even weeks), 14:00 UTC", True),
    ],
)
def test_even_weeks_that_may_be_of_one_day_are_a_guess(text: str, is_told: bool) -> None:
    """The doubt is about the rule that was written, whatever its key."""
    told = group_of(text)[1]
    assert ("schedule.rrule: line" in told) == is_told


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("We meet every Thursday, not Tuesday, at 10:00 UTC.", "Thursday"),
        ("We meet every Thursday at 10:00 UTC, not at 12:00 UTC.", "Thursday"),
        ("Thursdays at 10:00 UTC, not before 9:30 please.", "Thursday"),
        ("Le jeudi, et non le mardi, à 10h00 (Paris).", "Thursday"),
        ("We meet on weekdays at 10:00 UTC, not on Fridays.", WORKING[:4]),
        (
            "Von Montag bis Freitag, nicht am Mittwoch, um 10:00 Uhr (Berlin).",
            ["Monday", "Tuesday", "Thursday", "Friday"],
        ),
        ("Every day at 10:00 UTC, not on Sundays.", [*WORKING, "Saturday"]),
    ],
)
def test_days_and_hours_that_are_not_meant_make_no_rule(text: str, on: list[str] | str) -> None:
    """A "not" behind others leaves them out of these, or says nothing of when, and nothing of it is told."""
    (draft,) = drafts_of(text)
    schedule = draft.table["schedule"]
    assert (schedule["every"], schedule["on"], schedule["at"]) == ("week", on, "10:00")
    assert "schedule.every" not in draft.guesses


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays and, in the busy season, Thursdays 10:00 UTC.",
        "Dienstags und, in der Hochsaison, donnerstags um 10:00 Uhr (Berlin).",
        "Tuesdays and (for editors) Thursdays at 10:00 UTC.",
    ],
)
def test_what_is_said_of_the_last_day_alone_is_told(text: str) -> None:
    """Words set off before the last of several days may say when, or for whom, it is."""
    assert "may be said of one of the days alone" in lesson_of(text)[1]
    assert "may be said" not in lesson_of("Tuesdays and, as always, Thursdays at 10:00 UTC.")[1]


@pytest.mark.parametrize(
    "text",
    [
        "We meet on a Monday or on a Thursday at 18:00 UTC.",
        "Wir treffen uns an einem Montag oder an einem Donnerstag um 18:00 Uhr (Berlin).",
        "Nous nous réunissons le lundi ou le jeudi à 18h00 (Paris).",
    ],
)
def test_one_day_or_another_is_told(text: str) -> None:
    """Only one of them may be meant."""
    assert "may mean only one of them" in lesson_of(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Possible slots: Mondays 18:00 UTC; Tuesdays 18:00 UTC",
        "Options: (a) Mondays 18:00 UTC, (b) Tuesdays 18:00 UTC",
    ],
)
def test_all_of_a_list_of_slots_are_only_proposed(text: str) -> None:
    """The label is said of each, and of no sentence behind."""
    assert "it is only proposed" in lesson_of(text)[1]
    assert lesson_of("Options: bring your own cup. Mondays 18:00 UTC.")[0]["on"] == "Monday"
