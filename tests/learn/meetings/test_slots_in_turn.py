"""Slots that take turns are told from one another by a letter, a number or a name, beside a date as well."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of

_TWO_SLOTS = "Fridays, alternating:\n\n* Slot {}: 02:00 UTC\n* Slot {}: 19:00 UTC\n\n"


@pytest.mark.parametrize(
    "text",
    [
        _TWO_SLOTS.format("1", "2") + "Next meeting: 6 March 2026, slot 2.",
        _TWO_SLOTS.format("A", "B") + "Next meeting: 6 March 2026 (slot B)",
        _TWO_SLOTS.format("1", "2") + "| No. | Date | Slot |\n|---|---|---|\n| 1 | 6 March 2026 | 2 |",
        _TWO_SLOTS.format("1", "2") + "## Upcoming meetings\n\n* 6 March 2026: slot 2, a talk about walls",
        (
            "Fridays: Slot East (02:00 UTC) and Slot West (19:00 UTC) alternate.\n\n## Rota\n\n"
            "| Date | Slot | Chair |\n|---|---|---|\n| 6 March | West | Ada |\n| 13 March | East | Bo |"
        ),
        (
            "* Slot 1: 02:00 UTC\n* Slot 2: 19:00 UTC\n\n"
            "Every Friday, slot 1 and slot 2 by turns, slot 2 on 6 March 2026."
        ),
        (
            "Every Friday, slot A and slot B by turns.\n\n"
            "| Slot | Time |\n|---|---|\n| A | 02:00 UTC |\n| B | 19:00 UTC |\n\n"
            "| Date | Slot |\n|---|---|\n| 6 March 2026 | B |\n| 13 March 2026 | A |"
        ),
        (
            "Two slots on Fridays, week about:\n\n"
            "* early: 02:00 UTC (next: 13 March 2026)\n* late: 19:00 UTC (next: 6 March 2026)"
        ),
    ],
)
def test_a_date_beside_a_slot_tells_whose_turn_it_is(text: str) -> None:
    """The date may stand in the next line, a table or a list, with the slot's letter, number or name."""
    schedule, told = lesson_of(text)
    turn = (date(2026, 3, 6) - schedule["start"]).days // 7
    assert schedule["at"][turn % 2] == "19:00"
    assert "schedule.start" not in told


def test_a_date_of_no_slot_leaves_a_guess() -> None:
    """Where the next date names no slot, it is a guess that it is the first one's."""
    _, told = lesson_of(_TWO_SLOTS.format("1", "2") + "Next meeting: 6 March 2026")
    assert "whose turn" in told


def test_dates_of_slots_tell_how_far_apart_these_are() -> None:
    """Two slots two weeks apart make each of them come every four weeks."""
    slots = "* Every 2 weeks on Wednesday\n* Time A: 14:00 UTC\n* Time B: 02:00 UTC\n"
    first, second = drafts_of(slots + "* 11 March 2026: time A\n* 25 March 2026: time B")
    assert [one.table["schedule"]["every"] for one in (first, second)] == ["4 weeks", "4 weeks"]
    assert (second.table["schedule"]["start"] - first.table["schedule"]["start"]).days % 28 == 14


def test_the_week_of_a_date_is_that_of_a_weekday() -> None:
    """A sentence with a date that names one of two days in turn is no summary of the days, and begins the turn."""
    first, second = drafts_of(
        "We alternate: one week Monday 20:00 Oslo time, the other week Thursday 12:00 Oslo time."
        " The week of Monday 16 March 2026 is a Monday week."
    )
    starts = [one.table["schedule"]["start"] for one in (first, second)]
    assert [(date(2026, 3, 16) - starts[0]).days % 14, (date(2026, 3, 12) - starts[1]).days % 14] == [0, 0]


def test_a_meeting_that_is_said_again_is_no_other_turn() -> None:
    """The sentence on the next one names a day and an hour of the list."""
    drafts = drafts_of(
        "We alternate the meeting times between:\n\n- Mondays, 4pm UTC\n- Thursdays, 2pm UTC\n\n"
        "The next meeting will be on a Monday, 4pm UTC."
    )
    assert [one.table["schedule"]["every"] for one in drafts] == ["2 weeks", "2 weeks"]


def test_one_week_and_the_week_after_are_turns() -> None:
    """The week after is another one than "the next"."""
    schedule, _ = lesson_of("Fridays. The hour is 09:00 UTC one week and 21:00 UTC the week after.")
    assert schedule["at"] == ["09:00", "21:00"]
