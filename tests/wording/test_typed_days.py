"""Which day a phrase names, on Wednesday, June 10, 2026 in Los Angeles."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ecgtool.errors import UsageError
from ecgtool.wording.typed_dates import parse_day
from ecgtool.wording.typed_days import Around

AROUND = Around(today=date(2026, 6, 10), zone=ZoneInfo("America/Los_Angeles"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Monday the 29th", "2026-06-29"),
        ("Tuesday the 28th", "2026-07-28"),
        ("Mon 29", "2026-06-29"),
        ("mon.", "2026-06-15"),
        ("the upcoming Monday", "2026-06-15"),
        ("Monday next week", "2026-06-15"),
        ("next week, on Friday", "2026-06-19"),
        ("two weeks from Monday", "2026-06-29"),
        ("3 weeks from today", "2026-07-01"),
        ("2 weeks ago", "2026-05-27"),
        ("a month ago", "2026-05-10"),
        ("Dec 28 '26", "2026-12-28"),
        ("2026-362", "2026-12-28"),
        ("2024-366", "2024-12-31"),
        ("Monday 1/2/2027", "2027-02-01"),
    ],
)
def test_a_phrase_names_one_day(text: str, day: str) -> None:
    """A weekday decides between the readings of the date beside it."""
    assert parse_day(text, AROUND).day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sunday next week", "2026-06-14 .Sunday. or 2026-06-21"),
        ("Wednesday the 28th", "2026-06-28 is a Sunday"),
        ("in two weeks ago", "is no date"),
        ("2026-366", "is no date"),
        ("2026-000", "is no date"),
        ("Dec 28 at 8", "08:00 or 20:00"),
    ],
)
def test_what_is_no_day_or_two_is_refused(text: str, said: str) -> None:
    """A week begins on Monday or on Sunday; a weekday that fits no reading is said beside the first of them."""
    with pytest.raises(UsageError, match=said):
        parse_day(text, AROUND)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "Freitag nächster Woche"),
        ("fr", "vendredi de la semaine prochaine"),
        ("es", "el viernes de la próxima semana"),
        ("pt", "sexta-feira da semana que vem"),
        ("it", "venerdì della prossima settimana"),
        ("nl", "volgende week vrijdag"),
        ("ja", "来週の金曜日"),
        ("zh", "下周五"),
    ],
)
def test_a_day_of_next_week_is_said_in_each_language(tag: str, text: str) -> None:
    """It is not the first such day from now on, which is in this week."""
    assert parse_day(text, replace(AROUND, language=tag)).day == date(2026, 6, 19)


def test_next_monday_in_portuguese_may_leave_its_half_out() -> None:
    """“Segunda” alone is an ordinal elsewhere, and the day after “próxima”."""
    assert parse_day("próxima segunda", replace(AROUND, language="pt")).day == date(2026, 6, 15)
