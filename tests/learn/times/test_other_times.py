"""A meeting of the rule may be held a day off, or on the weekday that a sentence names in place of its date."""

from datetime import date, datetime

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    "text",
    [
        "Because of the holiday the call on 24 March 2026 takes place a day earlier.",
        "Due to the fair, the meeting of 24 March 2026 is on the previous day.",
        "Holiday on 24 March 2026: one day earlier.",
        "The meeting of 24 March 2026 will be on Monday instead.",
    ],
)
def test_a_meeting_is_held_a_day_earlier(text: str) -> None:
    """A reason before it, such as a holiday, does not make it one that is off."""
    keys = lesson_of(f"Tuesdays, 19:00 UTC.\n\n{text}")[0]
    assert keys["move"] == [{"date": date(2026, 3, 24), "to": date(2026, 3, 23)}]
    assert "skip" not in keys


@pytest.mark.parametrize(
    "text",
    [
        "Dienstags, 19:00 UTC. Wegen des Feiertags ist das Treffen am 24. März 2026 einen Tag früher.",
        "Los martes a las 19:00 UTC. La reunión del 24 de marzo de 2026 será un día antes.",
    ],
)
def test_earlier_by_a_day_is_not_the_past(text: str) -> None:
    """The same word alone tells of what was."""
    assert lesson_of(text)[0]["move"] == [{"date": date(2026, 3, 24), "to": date(2026, 3, 23)}]


def test_one_weekday_in_place_of_a_date_is_no_second_meeting() -> None:
    """It is the nearest one to the date, at the hour that is named."""
    (draft,) = drafts_of("Fridays, 19:00 UTC.\n\nGood Friday (3 April 2026): we meet on Thursday instead, 13:00 UTC.")
    assert draft.table["schedule"]["move"] == [{"date": date(2026, 4, 3), "to": datetime(2026, 4, 2, 13)}]
