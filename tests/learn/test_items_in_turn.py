"""Items of a list that take turns, and rules for odd and even months."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            "We rotate (UTC):\n\n1. Week 1: Tuesday 08:00\n2. Week 2: Tuesday 16:00\n\nWeek 1: 6 January 2026.",
            [date(2026, 1, 6), date(2026, 1, 13)],
        ),
        (
            "Alternating weeks:\n\n- Week A: Mondays 15:00 UTC\n- Week B: Tuesdays 8:00 UTC\n\nWeek B: 3 March 2026.",
            [date(2026, 2, 23), date(2026, 3, 3)],
        ),
        (
            "We rotate between two slots:\n\n- Tuesday 08:00 UTC\n- Thursday 16:00 UTC",
            [date(2026, 3, 3), date(2026, 3, 12)],
        ),
        ("We alternate Tuesdays at 02:00 UTC and Thursdays at 17:00 UTC.", [date(2026, 3, 3), date(2026, 3, 12)]),
        ("Alternating weeks: Tuesday 08:00 UTC / Thursday 16:00 UTC.", [date(2026, 3, 3), date(2026, 3, 12)]),
    ],
)
def test_each_of_them_comes_as_seldom_as_there_are_items(text: str, starts: list[date]) -> None:
    """A sentence that names one of them with its date counts them all."""
    tables = [draft.table["schedule"] for draft in drafts_of(text)]
    assert {table["every"] for table in tables} == {f"{len(starts)} weeks"}
    assert [table["start"] for table in tables] == starts


@pytest.mark.parametrize(
    "text",
    [
        "- Odd months: first Wednesday, 08:00 UTC\n- Even months: first Wednesday, 20:00 UTC",
        "First Wednesday of the month: 08:00 UTC in odd months, 20:00 UTC in even months.",
    ],
)
def test_odd_and_even_months_have_their_own_hours(text: str) -> None:
    """In a list, and in one sentence."""
    tables = [draft.table["schedule"] for draft in drafts_of(text)]
    assert [(table["every"], table["at"], table["start"].month) for table in tables] == [
        ("2 months", "08:00", 3),
        ("2 months", "20:00", 4),
    ]


def test_odd_months_of_weekly_days_are_told() -> None:
    """No key holds them."""
    assert "“in odd months” is not understood" in lesson_of("Wednesdays at 08:00 UTC in odd months.")[1]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("First Thursday, 15:00 UTC (January, March, May, ...).", [3, 5, 7, 9, 11]),
        ("We meet once a quarter, on the first Thursday of its first month, at 15:00 UTC.", [4, 7, 10, 1]),
    ],
)
def test_months_that_follow_from_the_first_ones(text: str, months: list[int]) -> None:
    """Points go on in the same steps, and a quarter has three months."""
    keys, told = lesson_of(text)
    step = int(keys["every"].split()[0])
    assert [(keys["start"].month - 1 + n * step) % 12 + 1 for n in range(len(months))] == months
    assert "schedule.start" not in told


def test_two_hours_of_a_line_in_the_same_weeks_are_a_guess() -> None:
    """They may be meant in turn, in words that are not read."""
    text = "Every other Wednesday: for Asia at 05:00 UTC (the next is on 11 March 2026), the time after at 21:00 UTC."
    drafts = drafts_of(text)
    assert all("schedule.start" in draft.guesses for draft in drafts)
