"""Dates without a year are in that of the title above them, or in the one that the order of their list gives."""

from datetime import date

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.times.timetable import coming_dates
from tests.learn.test_rules_in_words import source_of

_TODAY = date(2026, 3, 2)


def _next_dates(text: str, count: int) -> list[str]:
    """The next meetings of the first group on a page with a text."""
    table = learn_page(source_of(text)).drafts[0].table["schedule"]
    days = set(coming_dates(table, _TODAY, 40)) - {one["date"] for one in table.get("skip", [])}
    return [f"{day:%Y-%m-%d}" for day in sorted(days | {one["at"].date() for one in table.get("extra", [])})[:count]]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "## Dates of 2026\n\n- 28 May, 17:00 UTC\n- 24 September, 17:00 UTC\n- 26 November, 17:00 UTC",
            ["2026-05-28", "2026-09-24", "2026-11-26"],
        ),
        (
            "Calls at 17:00 UTC:\n\n- May 12\n- September 8\n- November 10\n- January 12",
            ["2026-05-12", "2026-09-08", "2026-11-10", "2027-01-12"],
        ),
        (
            "# Board dates 2026\n\n| Date | Time |\n|---|---|\n| May 28 | 17:00 UTC |\n| November 26 | 17:00 UTC |",
            ["2026-05-28", "2026-11-26"],
        ),
    ],
)
def test_dates_far_ahead_are_not_those_of_the_year_before(text: str, dates: list[str]) -> None:
    """All of a list are met, and none between them."""
    assert _next_dates(text, len(dates)) == dates


def test_a_list_that_goes_back_is_of_the_past() -> None:
    """The newest minutes come first; what is listed over the end of a year is no date to come."""
    text = "Thursdays 17:00 UTC.\n\n## Minutes\n\n- February 19\n- January 8\n- December 18\n- October 2"
    assert _next_dates(text, 1) == ["2026-03-05"]
