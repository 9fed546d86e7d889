"""Moves that take two clauses or several dates, and dates of other things, which move no meeting."""

from datetime import date, datetime

import pytest

from tests.learn.meetings.test_page_exceptions import schedule_of
from tests.learn.test_rules_in_words import lesson_of


@pytest.mark.parametrize(
    "text",
    [
        "Exception: Mardi Gras, 10 March 2026; we meet on 12 March 2026 then.",
        "There is no call on 10 March 2026. We meet on 12 March 2026 instead.",
    ],
)
def test_a_move_in_two_clauses(text: str) -> None:
    """One names the date that is off, and the one behind it that on which the group meets then."""
    schedule = schedule_of("en", text)
    assert schedule["move"] == [{"date": date(2026, 3, 10), "to": date(2026, 3, 12)}]
    assert "skip" not in schedule


def test_several_dates_share_another_hour() -> None:
    """Each of them is moved."""
    schedule = schedule_of("en", "The meetings of March 10 and March 17, 2026 start at 20:00 UTC.")
    assert schedule["move"] == [{"date": date(2026, 3, day), "to": datetime(2026, 3, day, 20)} for day in (10, 17)]


def test_the_next_one_a_week_later_is_no_move() -> None:
    """That is the rule's next meeting anyway."""
    schedule = schedule_of("en", "No call on 10 March 2026, the next one a week later.")
    assert "move" not in schedule
    assert schedule["skip"]


@pytest.mark.parametrize(
    "text",
    [
        "The market itself is on 10 and 11 March 2026, from 10:00 to 18:00.",
        "The film is shown on 10 March 2026 from 20:00 to 22:00.",
        "The hall is ours on 10 March 2026 from 10:00 to 18:00.",
        "From 10 March 2026 the office opens at 8:00.",
        "Workshop: 9 and 10 March 2026, from 9:00.",
        "Party: 10 March 2026, from 20:00.",
        "10 March 2026: party from 20:00.",
        "Hackathon from 10 March 2026, 10:00.",
        "From 10 March 2026 the link is https://meet.example.org/new",
    ],
)
def test_another_thing_on_a_date_is_told(text: str) -> None:
    """It changes and moves no meeting, and the rule does not begin with it."""
    schedule, told = lesson_of(f"Every Tuesday at 19:00 UTC.\n\n{text}")
    assert schedule.keys() == {"every", "on", "at", "duration"}
    assert "10" in told


@pytest.mark.parametrize(
    "text",
    [
        "From 10 March 2026: 18:00.",
        "From 10 March 2026 we meet at 18:00.",
        "As of 10 March 2026 the talk is an hour earlier.",
    ],
)
def test_an_hour_of_the_meetings_from_a_date_on(text: str) -> None:
    """It is a change where nothing else is named."""
    schedule, _ = lesson_of(f"Every Tuesday at 19:00 UTC.\n\n{text}")
    assert schedule["change"] == [{"from": date(2026, 3, 10), "at": "18:00"}]


@pytest.mark.parametrize(
    "text",
    ["Next meetings: 10, 17 and 31 March 2026.", "The next two meetings are on 10 and 17 March 2026."],
)
def test_the_first_of_several_next_dates_is_the_next(text: str) -> None:
    """The rule begins with it, and not with the last of them."""
    assert schedule_of("en", text)["start"] == date(2026, 3, 10)


@pytest.mark.parametrize(
    "text", ["Beginning with the 10 March 2026 meeting, minutes are public.", "From 10 March 2026 for 90 minutes."]
)
def test_a_date_from_which_more_than_the_rule_holds_is_a_guess(text: str) -> None:
    """The meetings may be held before it."""
    schedule, told = lesson_of(f"Every Tuesday at 19:00 UTC.\n{text}")
    assert schedule["start"] == date(2026, 3, 10)
    assert "schedule.start: although" in told


def test_the_first_meeting_may_say_more_than_its_date() -> None:
    """A label says what it is: "First release" is another thing."""
    rule = "- When: Tuesdays at 19:00 UTC\n- First {}: 10 March 2026, online, open to all"
    assert lesson_of(rule.format("meeting"))[0]["start"] == date(2026, 3, 10)
    assert "start" not in lesson_of(rule.format("release"))[0]
