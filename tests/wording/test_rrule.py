"""Tests of ``ecgtool.wording.rrule``: a rule is held against RFC 5545, section 3.3.10."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.rrule import check_rule, split_until

START = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("", "expected parts such as"),
        ("FREQ", "expected parts such as"),
        ("BYDAY=MO", "expected FREQ to be"),
        ("FREQ=HOURLY", "expected FREQ to be"),
        ("FREQ=DAILY;BYHOUR=8", "the clock time stands in at"),
        ("FREQ=DAILY;BYEASTER=1", "unknown part BYEASTER"),
        ("FREQ=WEEKLY;BYDAI=MO", 'did you mean "BYDAY"'),
        ("FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "BYDAY stands there twice"),
        ("FREQ=WEEKLY;BYDAY=", "expected BYDAY to be weekdays"),
        ("FREQ=WEEKLY;BYDAY=MON", "expected BYDAY to be weekdays"),
        ("FREQ=WEEKLY;BYDAY=2MO", "BYDAY takes a number only with"),
        ("FREQ=MONTHLY;BYDAY=6MO", "numbers in BYDAY to be from 1 to 5"),
        ("FREQ=YEARLY;BYDAY=54MO", "numbers in BYDAY to be from 1 to 53"),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=6MO", "numbers in BYDAY to be from 1 to 5"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "and without BYWEEKNO"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO needs BYDAY"),
        ("FREQ=MONTHLY;BYWEEKNO=20;BYDAY=MO", "BYWEEKNO does not go with FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY"),
        ("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY does not go with FREQ=DAILY"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY to be numbers from 1 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY to be numbers from 1 to 31"),
        ("FREQ=YEARLY;BYMONTH=-1;BYDAY=MO", "BYMONTH to be numbers from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=13;BYDAY=MO", "BYMONTH to be numbers from 1 to 12"),
        ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS needs another part"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL to be 1 to 999"),
        ("FREQ=DAILY;INTERVAL=1000", "INTERVAL to be 1 to 999"),
        ("FREQ=DAILY;COUNT=0", "COUNT to be 1 to 999"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "COUNT and UNTIL do not go together"),
        ("FREQ=DAILY;UNTIL=20270230", "expected UNTIL such as"),
        ("FREQ=DAILY;WKST=XX", "expected WKST to be a weekday"),
    ],
)
def test_what_the_standard_does_not_have_is_told(rule: str, problem: str) -> None:
    """Unknown and double parts, values out of range, parts that do not go together."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
        check_rule(rule, START)
    assert problem in str(caught.value)


def test_a_rule_is_taken_as_calendars_write_it() -> None:
    """With the property's name before it, in small letters, with a semicolon at its end."""
    assert check_rule("rrule:freq=weekly;byday=mo;", None) == "FREQ=WEEKLY;BYDAY=MO"


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=6", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"]
)
def test_what_is_taken_from_the_start_needs_one(rule: str) -> None:
    """A day that is not named, an interval that is counted."""
    assert check_rule(rule, START) == rule
    with pytest.raises(ValueError, match="it needs start"):
        check_rule(rule, None)


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261231", date(2026, 12, 31)),
        ("20261231T160000Z", date(2026, 12, 31)),
        ("20261231T155959Z", date(2026, 12, 30)),
        ("20270101T060000Z", date(2026, 12, 31)),
        ("20261231T080000", date(2026, 12, 31)),
    ],
)
def test_until_is_an_instant(until: str, last: date) -> None:
    """The last date is the last whose meeting, at 08:00 in Los Angeles, begins no later."""
    rule, found = split_until(f"FREQ=WEEKLY;UNTIL={until};BYDAY=MO", time(8), ZoneInfo("America/Los_Angeles"))
    assert (rule, found) == ("FREQ=WEEKLY;BYDAY=MO", last)


@pytest.mark.parametrize("until", ["99991231T235959Z", "00010101T000000Z", "99991231T235959", "00010101T000000"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_until_the_end_of_the_calendar_is_for_ever(until: str, zone: str) -> None:
    """What calendars write where they mean no end is a date in every zone, though its instant is none there."""
    _, found = split_until(f"FREQ=WEEKLY;UNTIL={until}", time(8), ZoneInfo(zone))
    assert found == date.fromisoformat(until[:8])


@given(
    st.text(alphabet=st.sampled_from("FREQ=WKLYMONTHDAIBUC;,-+0123456789Z"), max_size=40),
    st.sampled_from([START, None]),
)
def test_any_text_is_a_rule_or_told(text: str, start: date | None) -> None:
    """No letters and figures are more than a wrong value."""
    for rule in (text, f"FREQ=WEEKLY;{text}", f"FREQ=YEARLY;BYDAY={text}", f"FREQ=DAILY;UNTIL={text}"):
        try:
            check_rule(rule, start)
        except ValueError as error:
            told = str(error)
        else:
            told = "fine"
        assert told


@pytest.mark.parametrize(
    ("until", "at", "last"),
    [
        ("20260308T103000Z", time(2, 30), "2026-03-08"),
        ("20260308T102959Z", time(2, 30), "2026-03-07"),
        ("20260308T023000", time(2, 30), "2026-03-08"),
        ("20261101T083000Z", time(1, 30), "2026-11-01"),
        ("20261101T090000Z", time(1, 30), "2026-11-01"),
        ("20261101T082959Z", time(1, 30), "2026-10-31"),
    ],
)
def test_until_is_an_instant_in_hours_that_are_skipped_or_come_twice(until: str, at: time, last: str) -> None:
    """The clock may show less than the meeting's hour and the meeting have begun, or more and it have not."""
    assert split_until(f"FREQ=DAILY;UNTIL={until}", at, ZoneInfo("America/Los_Angeles"))[1] == date.fromisoformat(
        last
    )


def test_spaces_between_the_parts_of_a_rule_say_nothing() -> None:
    """Nor does a line break of an array that was folded."""
    assert check_rule("RRULE: FREQ=WEEKLY; BYDAY=MO,\n TU", None) == "FREQ=WEEKLY;BYDAY=MO,TU"
