"""A rule that was guessed from dates has them as its meetings."""

from datetime import date, datetime

import pytest

from tests.learn.test_rules_in_words import lesson_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "Meetings:\n\n- Tue 10 Mar 2026 15:00 UTC\n- Tue 7 Apr 2026 15:00 UTC\n- Tue 5 May 2026 15:00 UTC",
            {"every": "4 weeks", "start": date(2026, 3, 10), "skip": None, "extra": None},
        ),
        (
            "Calls at 16:00 UTC on:\n\n1. March 4, 2026\n2. March 18, 2026\n3. April 8, 2026",
            {
                "every": "2 weeks",
                "skip": [{"date": date(2026, 4, 1)}],
                "extra": [{"at": datetime(2026, 4, 8, 16)}],
            },
        ),
        (
            "Meetings\n\nNext meetings: Friday 6 March, Friday 20 March and Friday 10 April 2026 at 19:00 UTC.",
            {
                "every": "2 weeks",
                "skip": [{"date": date(2026, 4, 3)}],
                "extra": [{"at": datetime(2026, 4, 10, 19)}],
            },
        ),
        (
            "Meetings:\n\n- 6 March 2026, 15:00 UTC\n- 20 March 2026, 15:00 UTC\n- 3 April 2026: none",
            {"skip": [{"date": date(2026, 4, 3)}]},
        ),
        (
            "| Date | Time (UTC) |\n| --- | --- |\n| 2026-03-19 | 16:00 |\n| 2026-04-16 | 17:00 |\n| 2026-05-21 | |",
            {"every": "month", "move": [{"date": date(2026, 4, 16), "to": datetime(2026, 4, 16, 17)}]},
        ),
    ],
)
def test_the_dates_of_a_list_are_the_meetings(text: str, keys: dict[str, object]) -> None:
    """What the guessed rule lacks is extra, what it has too much is skipped, another hour is a move."""
    schedule, told = lesson_of(text if text.startswith(("Meetings", "Calls", "Upcoming")) else f"Meetings\n\n{text}")
    assert {key: schedule.get(key) for key in keys} == keys
    assert "schedule.every: by the dates" in told


@pytest.mark.parametrize("words", ["these Thursdays", "the following Thursdays", "Thursdays"])
def test_days_whose_dates_are_listed_below_are_no_rule(words: str) -> None:
    """Days above a list of their dates are held on those alone: what follows them is a guess."""
    text = f"We meet on {words} at 15:00 UTC:\n\n- March 12\n- April 23\n- May 21\n- June 18"
    schedule, told = lesson_of(text)
    assert "schedule.every: by the dates" in told
    assert schedule["every"] != "week"


def test_days_above_a_list_of_topics_are_a_rule() -> None:
    """A list that stands below other words lists what is talked about on some of its days."""
    text = "We meet on Thursdays at 15:00 UTC.\n\nTopics:\n\n- March 12: cake\n- April 23: tea"
    assert lesson_of(text)[0]["every"] == "week"


def test_the_weekday_beside_a_date_tells_its_year() -> None:
    """Mondays of October, November and December are those of 2025, and no Tuesdays of 2026."""
    text = "- 4pm GMT, Monday 13 October\n- 4pm GMT, Monday 10 November\n- 4pm GMT, Monday 8 December"
    schedule, told = lesson_of(text)
    assert schedule["on"] == "second Monday"
    assert "by the dates 2025-10-13, 2025-11-10, 2025-12-08" in told


def test_a_first_date_of_a_past_year_is_a_guess() -> None:
    """Its year is that of its weekday; and a date without a meeting of which the weekday is wrong is told."""
    schedule, told = lesson_of("Every other Monday at 15:00 UTC, starting Monday 13 September")
    assert schedule["start"] == date(2021, 9, 13)
    assert "schedule.start: since that day is a Monday in 2021" in told
    schedule, told = lesson_of("Mondays at 15:00 UTC. No meeting on Tuesday 9 March.")
    assert "skip" not in schedule
    assert "No meeting on Tuesday 9 March" in told


def test_another_hour_of_a_listed_date_is_told() -> None:
    """In the line for the next meetings, where one rule holds one hour."""
    told = lesson_of("## Next meetings: March 10 (16:00 UTC), March 24 (17:00 UTC)")[1]
    assert "names 17:00, which is no hour of the rule" in told


@pytest.mark.parametrize(
    "text",
    [
        "## Dates 2026\n\nMar 12, Apr 9, May 14, Jun 11\n\nAlways Thursday, 19:30 UTC.",
        "Dates 2026: 12 March, 9 April, 14 May, 11 June. Always Thursday, 19:30 UTC.",
        "We meet on Thursdays, 19:30 UTC.\nDates: 12 March, 9 April, 14 May, 11 June 2026",
    ],
)
def test_dates_in_a_row_are_a_list(text: str) -> None:
    """The dates of a line that is called so are those of a rule that does not say how often, as a guess."""
    schedule, told = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == ("month", "second Thursday")
    assert "schedule.every: by the dates 2026-03-12" in told


def test_dates_in_a_row_doubt_a_weekly_rule() -> None:
    """A rule that says "every Thursday" stays, as a guess."""
    schedule, told = lesson_of("Every Thursday, 19:30 UTC.\nDates: 12 March, 9 April, 14 May, 11 June 2026")
    assert schedule["every"] == "week"
    assert "further apart" in told


def test_hours_of_dates_that_take_turns() -> None:
    """Hours that come back in turn, twice, are turns, and not meetings that are moved."""
    rows = "\n".join(f"* Tuesday {day} March 2026, {at} UTC" for day, at in ((3, 6), (10, 18), (17, 6), (24, 18)))
    schedule, told = lesson_of(rows.replace(" 6 UTC", " 06:00 UTC").replace(" 18 UTC", " 18:00 UTC"))
    assert (schedule["at"], schedule["start"]) == (["06:00", "18:00"], date(2026, 3, 3))
    assert "move" not in schedule
    assert "take turns" in told


def test_a_date_after_that_is_a_date_of_the_meetings() -> None:
    """A second line below the next meeting's, "After that: ...", tells how far the meetings are apart."""
    schedule, _ = lesson_of(
        "**Next meeting:** Sunday 15 March 2026, 16:00 UTC\n\n**After that:** Sunday 12 April 2026, 16:00 UTC"
    )
    assert (schedule["every"], schedule["start"]) == ("4 weeks", date(2026, 3, 15))


def test_a_date_behind_then_in_a_bracket_is_of_its_own_sentence() -> None:
    """It tells no day of a rule in another section."""
    _, told = lesson_of(
        "## Open calls\n\nWe hold open calls every other week, at 15:00 CET.\n\n## Inner circle\n\n"
        "We sit every second Monday every three month (for example, 9 December 2024 then 10 March 2025)."
    )
    assert "by 2025-03-10" not in told
