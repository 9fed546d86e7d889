"""Rules as sentences say them become keys of the schedule, or are told where no key holds them."""

from datetime import date
from typing import Any

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.page_tables import PageSource
from ecgtool.page import parse_page

TODAY = date(2026, 3, 2)


def lesson_of(text: str) -> tuple[dict[str, Any], str]:
    """The first group's schedule on a page of one line, and all that is told of it."""
    source = PageSource(
        page=parse_page(f"# Group\n\n{text}\n", "markdown"),
        title="Group",
        target={"file": "page.md"},
        today=TODAY,
        syntax="markdown",
        past=(),
    )
    lesson = learn_page(source)
    draft = lesson.drafts[0]
    told = [*draft.unknown, *(f"{key}: {why}" for key, why in draft.guesses.items()), lesson.refusal]
    return draft.table["schedule"], "\n".join(told)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Every ten days at 17:00 UTC, beginning 2026-03-05.", {"every": "10 days", "start": date(2026, 3, 5)}),
        ("Mondays 18:00 CET, from 2 March to 27 April 2026.", {"on": "Monday", "until": date(2026, 4, 27)}),
        ("Mondays at 18:00 UTC, 2 March 2026 \u2013 27 April 2026.", {"on": "Monday", "until": date(2026, 4, 27)}),
        ("On the last day of every month, 18:00 UTC.", {"rrule": "FREQ=MONTHLY;BYMONTHDAY=-1"}),
        (
            "The day after Patch Tuesday (second Tuesday), 10:00 PT.",
            {"rrule": "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=9,10,11,12,13,14,15"},
        ),
        (
            "The day before the third Monday, 10:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYDAY=SU;BYMONTHDAY=14,15,16,17,18,19,20"},
        ),
    ],
)
def test_a_rule_in_words(text: str, keys: dict[str, Any]) -> None:
    """The words become the keys that mean the same."""
    schedule, _ = lesson_of(text)
    assert {key: schedule.get(key) for key in keys} == keys
    assert ("every" in schedule and "on" not in schedule) == (keys.get("every") == "10 days")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Tuesdays at 4pm (London) in term: 12 January \u2013 20 March 2026 and 27 April \u2013 12 June 2026.",
            "12 June 2026",
        ),
        ("10 sessions, Wednesdays at 19:00 UTC, starting March 4, 2026.", "“10” is not used"),
        ("The Tuesday before each release, 15:00 UTC.", "Tuesday before each release"),
        ("The day after the Monday call, 15:00 UTC.", "day after the Monday"),
        ("The Wednesday of the first full week of the month, 15:00 UTC.", "may not always mean those"),
    ],
)
def test_what_no_key_holds_is_told(text: str, words: str) -> None:
    """A limit or a day that is not learnt is named by its words."""
    assert words in lesson_of(text)[1]


def test_a_date_called_the_next_beside_the_rule() -> None:
    """The rule starts on it, as it does where a line of its own names the next meeting."""
    schedule, told = lesson_of("Mondays at 20:00 UTC. Next meeting: March 9, 2026.")
    assert (schedule["start"], "schedule.start" in told) == (date(2026, 3, 9), True)
