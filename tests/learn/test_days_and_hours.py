"""Days whose hours, weeks or months stand in forms that people shorten."""

from typing import Any

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.page_tables import PageSource
from ecgtool.page import parse_page
from tests.learn.test_rules_in_words import TODAY, drafts_of, lesson_of


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("We meet Tuesdays 14-16 and Thursdays 9-11 Berlin time.", ["14:00", "09:00"]),
        ("Drop-in hours: Tue 14\u201316, Thu 9\u201311 (Eastern Time).", ["14:00", "09:00"]),
        ("Mon 10\u201312, Wed 15\u201317 (Eastern)", ["10:00", "15:00"]),
        ("Treffen: Di 14\u201316, Do 9\u201311 Uhr (Berlin).", ["14:00", "09:00"]),
    ],
)
def test_each_day_has_the_hours_behind_it(text: str, hours: list[str]) -> None:
    """They may be bare numbers, and only the last of them beside a zone."""
    assert [draft.table["schedule"]["at"] for draft in drafts_of(text)] == hours


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "On the last weekend of each month, starting Saturdays at 10:00 UTC",
            {"every": "month", "on": "last Saturday"},
        ),
        ("Every second weekend we meet on Sunday at 10:00 UTC.", {"every": "2 weeks", "on": "Sunday"}),
        (
            "Saturdays at 10:00 UTC, but not on the last weekend of the month.",
            {"rrule": "FREQ=MONTHLY;BYDAY=-2SA,-3SA,-4SA,-5SA"},
        ),
        ("every fourteen days on Mondays at 19:00 UTC", {"every": "2 weeks", "on": "Monday"}),
        ("Alle vierzehn Tage montags um 19:00 Uhr (Berlin)", {"every": "2 weeks", "on": "Monday"}),
    ],
)
def test_weekends_and_fortnights(text: str, keys: dict[str, Any]) -> None:
    """A weekend of the month is on the day that the sentence names."""
    assert keys.items() <= lesson_of(text)[0].items()


def test_a_weekend_without_a_day_is_refused() -> None:
    """It was taken for the first day of the month."""
    schedule, told = lesson_of("We meet on the first weekend of the month at 10:00 UTC.")
    assert "on" not in schedule
    assert "first weekend" in told


@pytest.mark.parametrize(
    "text",
    [
        "| Council | |\n|---|---|\n| Months | March, September |\n| Day | second Monday |\n| Hour | 15:00 UTC |",
        "- Months: March and September\n- Day: second Monday\n- Time: 15:00 UTC",
    ],
)
def test_the_months_have_a_line_of_their_own(text: str) -> None:
    """They are those of the rule, and nothing else is told of them."""
    schedule, told = lesson_of(text)
    assert schedule["every"] == "6 months"
    assert "September" not in told


def test_an_item_of_a_wiki_that_is_broken_by_hand() -> None:
    """Its lines are one sentence to who wrote them."""
    text = "== Group ==\n* Come to us, every second Tuesday of the\nmonth, at 14:00 UTC.\n"
    source = PageSource(page=parse_page(text), title="Group", target={"file": "page.wiki"}, today=TODAY)
    assert learn_page(source).drafts[0].table["schedule"]["on"] == "second Tuesday"
