"""A word of a rule's own sentence that the rule does not hold is told, whatever the reading took it for."""

from dataclasses import replace
from datetime import date

import pytest

from ecgtool.learn.meetings.survey import survey
from ecgtool.learn.telling.unheld import unheld
from ecgtool.learn.text.passages import PassageReader
from ecgtool.page.model import parse_page
from ecgtool.wording.grammar.clause import ClauseDays

TODAY = date(2026, 2, 20)


def _unheld(text: str, *on: str | int, every: str = "week") -> list[str]:
    """Return the words of the page's only rule that are not held where it is on other days than were read."""
    page = parse_page(text, "markdown")
    found = survey(page, list(PassageReader(page).read()), TODAY, "en")
    (meeting,) = found.meetings
    assert meeting.days
    if on:
        meeting.days = ClauseDays(start=meeting.days.start, end=meeting.days.end, on=on, every=every)
        meeting.terms = replace(meeting.terms, interval="")
    return [one.text for said in meeting.said for one in unheld(said, [meeting], TODAY, "en")]


@pytest.mark.parametrize(
    ("text", "on", "every", "left"),
    [
        (
            "A call on the second Wednesday of its first month, 17:00 UTC.",
            ("second Wednesday", "first Wednesday"),
            "month",
            ["month"],
        ),
        ("Calls on the first and third Monday of the month, 9:00 UTC.", ("first Monday",), "month", ["third"]),
        ("Thursday in the week after the second Sunday, 18:30 UTC.", ("Thursday",), "week", ["week"]),
        ("Mondays and Fridays at 9:00 UTC.", ("Monday",), "week", ["Fridays"]),
        ("Every second Wednesday at 9:00 UTC.", ("Wednesday",), "week", ["second"]),
    ],
)
def test_a_word_that_the_rule_does_not_hold_is_found(
    text: str, on: tuple[str, ...], every: str, left: list[str]
) -> None:
    """A place, a weekday or a unit of time, where a reading lost it or made another rule of it."""
    assert _unheld(text, *on, every=every) == left


@pytest.mark.parametrize(
    "text",
    [
        "Calls on the first and third Monday of the month, 9:00 to 10:00 UTC.",
        "Every second Wednesday at 9:00 UTC, until 10:00.",
        "Each Thursday except the first of the month at 10 am Pacific.",
        "We meet two days before the third Friday of the month at 17:00 UTC.",
        "One call a quarter: the second Wednesday of its first month, 17:00 UTC.",
        "Tuesdays at 18:00 UTC (since 2019), room 1930.",
        "Mondays, 8:00 America/Los_Angeles (17:00 in Berlin).",
        "Mondays at 10:00 UTC, all year.",
        "We read one chapter a week and talk about it on Sundays at 16:00 UTC.",
    ],
)
def test_what_was_read_is_held(text: str) -> None:
    """Nothing is told of a rule that has all words of its sentence."""
    assert _unheld(text) == []
