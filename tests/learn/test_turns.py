"""Hours that take turns are learnt from any sentence that says so, and are counted from the date it names."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    ("text", "at", "start"),
    [
        (
            "We meet every Thursday, alternating between 15:00 UTC and 01:00 UTC. 12 March 2026 is the 15:00 one.",
            ["15:00", "01:00"],
            date(2026, 2, 26),  # two weeks before, so that the call of 5 March is held
        ),
        (
            "Every Wednesday, one week at 08:00 UTC, the other at 16:00 UTC. 4 March 2026 is a 16:00 week.",
            ["16:00", "08:00"],
            date(2026, 3, 4),
        ),
        (
            "Every two weeks on Friday. They take turns: 07:00 UTC, 22:00 UTC; that of 13 March 2026 is at 07:00.",
            ["07:00", "22:00"],
            date(2026, 3, 13),
        ),
        (
            "Every other Monday: at 06:00 UTC (9 March 2026), then at 18:00 UTC (23 March 2026), and so on.",
            ["06:00", "18:00"],
            date(2026, 3, 9),
        ),
        (
            "Biweekly on Monday, in rotation:\n\n* 18:00 UTC (next: 23 March 2026)\n* 06:00 UTC (next: 9 March 2026)",
            ["06:00", "18:00"],
            date(2026, 3, 9),
        ),
        (
            "Every other Monday: one time at 06:00 UTC (9 March 2026 is such a one), the next time at 18:00 UTC.",
            ["06:00", "18:00"],
            date(2026, 3, 9),
        ),
        (
            "Every Monday, alternating between 06:00 UTC (from 9 March 2026) and 18:00 UTC (from 16 March 2026).",
            ["06:00", "18:00"],
            date(2026, 3, 9),
        ),
        (
            "Alternate Mondays:\n\n- 09:00 UTC, first on 9 March 2026\n- 21:00 UTC, first on 16 March 2026",
            ["09:00", "21:00"],
            date(2026, 3, 9),
        ),
        (
            "Biweekly, Fridays: 06:00 UTC on 6 March 2026, 16:00 UTC on 20 March 2026.",
            ["06:00", "16:00"],
            date(2026, 3, 6),
        ),
        (
            "Every second Monday. 9 March 2026: 09:00 UTC. 23 March 2026: 21:00 UTC.",
            ["09:00", "21:00"],
            date(2026, 3, 9),
        ),
        (
            "Biweekly on Mondays. 16 March 2026: 10:00 UTC. 30 March 2026: 22:00 UTC.",
            ["10:00", "22:00"],
            date(2026, 2, 16),
        ),
        (
            "Every other Thursday. 5 March 2026: 06:00 UTC, the next one 18:00 UTC, and so on.",
            ["06:00", "18:00"],
            date(2026, 3, 5),
        ),
        (
            "- Every two weeks on Wednesday\n- It swaps between 10:00 UTC and 18:00 UTC\n- 4 March 2026: 18:00 UTC",
            ["18:00", "10:00"],
            date(2026, 3, 4),
        ),
    ],
)
def test_hours_in_turn_are_counted_from_a_date(text: str, at: list[str], start: date) -> None:
    """The first of the hours is that of the date, which is no guess."""
    schedule, told = lesson_of(text)
    assert (schedule["at"], schedule["start"]) == (at, start)
    assert "schedule.start" not in told


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Every other Monday at 09:00 UTC (9 March 2026) or 21:00 UTC (16 March 2026).", "week"),
        ("Every other Monday at 09:00 UTC (9 March 2026) or 21:00 UTC (23 March 2026).", "2 weeks"),
    ],
)
def test_the_distance_of_their_dates_says_how_often_one_of_the_hours_comes(text: str, every: str) -> None:
    """Two hours a week apart are held each week in turn, though each of them is every two weeks."""
    assert lesson_of(text)[0]["every"] == every


def test_a_date_beside_the_rule_tells_its_weeks_before_a_mere_guess() -> None:
    """A date that is one of the days and has no other meaning is taken for a meeting, and told as a guess."""
    schedule, told = lesson_of("Every 2 weeks, Thursday 14:00 UTC. There is a cake on 2026-03-12.")
    assert schedule["start"] == date(2026, 3, 12)
    assert "schedule.start: by 2026-03-12" in told


def test_dated_hours_in_turn_are_not_moved() -> None:
    """A list of the dates of hours that take turns says nothing new."""
    schedule, _ = lesson_of("Alternating Tuesdays 07:00 UTC and 15:00 UTC:\n\n- 2026-03-03 07:00\n- 2026-03-10 15:00")
    assert (schedule["at"], schedule.get("move")) == (["07:00", "15:00"], None)


@pytest.mark.parametrize(
    ("rhythm", "starts"),
    [
        ("every other Tuesday at", [date(2026, 3, 3), date(2026, 3, 10)]),
        ("every 2 months, first Tuesday", [date(2026, 3, 3), date(2026, 4, 7)]),
    ],
)
def test_items_below_alternate_sessions_begin_a_turn_apart(rhythm: str, starts: list[date]) -> None:
    """Two of them are never held in the same week or month."""
    drafts = drafts_of(f"We host alternate sessions:\n\n- Asia {rhythm} 03:00 UTC\n- Europe {rhythm} 15:00 UTC")
    assert [draft.table["schedule"]["start"] for draft in drafts] == starts


def test_items_below_any_other_line_begin_together() -> None:
    """Without a word of turns, both are guessed to begin with the next of their days."""
    drafts = drafts_of("We host:\n\n- Asia every other Tuesday 03:00 UTC\n- Europe every other Tuesday 15:00 UTC")
    assert {draft.table["schedule"]["start"] for draft in drafts} == {date(2026, 3, 3)}


def test_hours_in_turn_of_the_next_sentence() -> None:
    """They are those of the days before, and a date beside them is a guess at the first one."""
    hours = "The hour alternates: 06:00 UTC (east), 18:00 UTC (west); 9 March 2026 is an eastern one."
    schedule, told = lesson_of(f"Fortnightly on Mondays. {hours}")
    assert (schedule["every"], schedule["at"], schedule["start"]) == ("2 weeks", ["06:00", "18:00"], date(2026, 3, 9))
    assert "schedule.start: by 2026-03-09" in told
