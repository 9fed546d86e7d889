"""One meeting, a span of days, what a person needs, and messages of RFC 5546."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ecgtool.errors import Finding
from ecgtool.ical import DayRange, Options
from tests.ical.groups import SCHEDULE, SHOWN, events, exported, tea

EXCEPTIONS = """
[[groups.tea.schedule.skip]]
date = 2026-06-22
reason = "snow"
[[groups.tea.schedule.move]]
date = 2026-06-15
to = 2026-06-16T09:00
reason = "a fair"
[[groups.tea.schedule.extra]]
at = 2026-06-18T10:00
"""
CALL = """
[groups.tea.call]
join = "https://meet.example.org/j/91370675993?pwd=secret"
note = "Knock twice."
meeting_id = "913 7067 5993"
passcode = "123456"
one_tap = [{ dial = "+12025550101,,91370675993#,,,,*123456#", label = "US" }]
dial_in = [{ number = "+1 202 555 0101", label = "US" }]
find_number = "https://meet.example.org/numbers"
"""
AGENDA = """
[groups.tea.agenda]
notes = "https://pad.example.org/tea"
items = ["Cups", { title = "Pots", by = "Ann", links = ["https://example.org/pots"] }]
topics = [{ date = 2026-06-29, title = "Spoons" }]
"""


def test_the_next_meeting_alone() -> None:
    """It needs no series beside it; a moved one is where it was moved to."""
    (event,) = events(exported(tea(EXCEPTIONS), Options(only="next")))
    assert event["UID"] == "tea.on-20260615@ecgtool"
    assert event["DTSTART"] == "20260616T090000"
    assert not event.values("RRULE") + event.values("RECURRENCE-ID")
    (event,) = events(exported(tea(EXCEPTIONS), Options(only="next"), now=datetime(2026, 6, 17, tzinfo=UTC)))
    assert event["UID"] == "tea.extra-20260618@ecgtool"


def test_no_meeting_to_come() -> None:
    """That is found, as for ``next-meeting``."""
    over = tea(schedule=SCHEDULE + "until = 2026-03-30\n")
    with pytest.raises(Finding, match="no meeting"):
        exported(over, Options(only="next"))
    with pytest.raises(Finding, match="no meeting"):
        exported(over, Options(span=DayRange(first=date(2026, 4, 1))))


def test_a_span_of_days() -> None:
    """The series begins and ends within, under its own name; what is moved into or out of it follows its new date."""
    text = exported(tea(EXCEPTIONS), Options(span=DayRange(first=date(2026, 6, 16), last=date(2026, 7, 6))))
    series, moved, extra = events(text)
    assert (series["UID"], series["DTSTART"]) == ("tea@ecgtool", "20260622T080000")
    assert series["RRULE"] == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260706T150000Z"
    assert (moved["UID"], moved["DTSTART"]) == ("tea.on-20260615@ecgtool", "20260616T090000")
    assert extra["DTSTART"] == "20260618T100000"
    series, *_ = events(
        exported(tea(EXCEPTIONS), Options(span=DayRange(first=date(2026, 6, 1), last=date(2026, 6, 15))))
    )
    assert series.values("EXDATE") == ["20260615T080000"]


def test_what_a_person_needs() -> None:
    """The link where each client looks for it, the numbers and the agenda in the words."""
    series, of_date = events(exported(tea(CALL + AGENDA)))
    link = "https://meet.example.org/j/91370675993?pwd=secret"
    assert series["LOCATION"] == series["URL"] == link
    assert series["DESCRIPTION"] == (
        f"{link}\\n\\nKnock twice.\\nMeeting ID: 913 7067 5993\\nPasscode: 123456\\n"
        "One tap: +12025550101\\,\\,91370675993#\\,\\,\\,\\,*123456# (US)\\nDial in: +1 202 555 0101 (US)\\n"
        "Find your local number: https://meet.example.org/numbers\\n\\nNotes: https://pad.example.org/tea\\n\\n"
        "Agenda:\\n- Cups\\n- Pots (Ann) https://example.org/pots"
    )
    assert of_date["RECURRENCE-ID"] == of_date["DTSTART"] == "20260629T080000"
    assert "Agenda:\\n- Spoons\\n- Cups" in of_date["DESCRIPTION"]


def test_without_the_pass_code() -> None:
    """It is nowhere, not in links and not in numbers to tap."""
    text = exported(tea(CALL), Options(hide_passcode=True)).replace("\r\n ", "")
    assert "123456" not in text
    assert "secret" not in text
    assert "https://meet.example.org/j/91370675993" in text


def test_an_alarm_only_where_it_is_asked_for() -> None:
    """So long before each meeting that takes place."""
    assert "VALARM" not in exported(tea())
    (event,) = events(exported(tea(), Options(alarm=timedelta(minutes=90))))
    assert event["TRIGGER"] == "-PT1H30M"


def test_cancelled_dates_are_hidden_or_shown() -> None:
    """As an exception, or as an override that says why."""
    series, _, _ = events(exported(tea(EXCEPTIONS)))
    assert series.values("EXDATE") == ["20260622T080000"]
    series, moved, cancelled, _ = events(exported(tea(EXCEPTIONS)._replace(ical=SHOWN)))
    assert not series.values("EXDATE")
    assert moved["DESCRIPTION"] == "Moved from 2026-06-15 08:00: a fair"
    assert (cancelled["STATUS"], cancelled["RECURRENCE-ID"]) == ("CANCELLED", "20260622T080000")
    assert (cancelled["SUMMARY"], cancelled["DESCRIPTION"]) == ("Cancelled: Tea", "Cancelled: snow")


def test_a_group_in_utc_has_no_zone() -> None:
    """Its times end in Z."""
    text = exported(tea()._replace(schedule=tea().schedule._replace(zone=ZoneInfo("Etc/UTC"))))
    assert "VTIMEZONE" not in text
    assert events(text)[0]["DTSTART"] == "20260105T080000Z"


def test_two_meetings_at_one_instant_are_one() -> None:
    """An extra one where the rule has one, and one that is moved to where another is."""
    same = EXCEPTIONS.replace("2026-06-16T09:00", "2026-06-29T08:00").replace("2026-06-18T10:00", "2026-07-06T08:00")
    (series,) = events(exported(tea(same)))
    assert series.values("EXDATE") == ["20260615T080000", "20260622T080000"]


def test_a_break_without_end_is_no_list() -> None:
    """A break that never ends ends the series, and makes no endless list of dates."""
    (series,) = events(exported(tea("[[groups.tea.schedule.skip]]\nfrom = 2026-07-01\nto = 9999-12-31\n")))
    assert series["RRULE"] == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260629T150000Z"
    assert not series.values("EXDATE")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260119T160000Z"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO"),
    ],
)
def test_a_rule_of_ones_own(rule: str, said: str) -> None:
    """As it stands; counting becomes an end, and the week begins on Monday for all."""
    schedule = f'[groups.tea.schedule]\nrrule = "{rule}"\nat = "08:00"\nstart = 2026-01-05\n'
    assert events(exported(tea(schedule=schedule)))[0]["RRULE"] == said


@pytest.mark.parametrize(
    ("rule", "series"),
    [
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", {"1TU": "FREQ=MONTHLY;BYDAY=1TU", "3TU": "FREQ=MONTHLY;BYDAY=3TU"}),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,3", {"1TU": "FREQ=MONTHLY;BYDAY=1TU", "3TU": "FREQ=MONTHLY;BYDAY=3TU"}),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", {"1": "FREQ=MONTHLY;BYMONTHDAY=1", "15": "FREQ=MONTHLY;BYMONTHDAY=15"}),
        ("FREQ=DAILY;BYDAY=MO,TH", {"": "FREQ=WEEKLY;BYDAY=MO,TH"}),
        ("FREQ=YEARLY;BYDAY=2MO", {"": "FREQ=YEARLY;BYDAY=2MO;BYMONTH=1"}),
        ("FREQ=MONTHLY;BYMONTH=3,6;BYDAY=1MO", {"3-1MO": "FREQ=YEARLY;BYMONTH=3;BYDAY=1MO",
                                                "6-1MO": "FREQ=YEARLY;BYMONTH=6;BYDAY=1MO"}),
    ],
)  # fmt: skip
def test_a_rule_that_readers_take_differently_is_said_in_others(rule: str, series: dict[str, str]) -> None:
    """In one that all take alike, or in several series, each known by what it says."""
    schedule = f'[groups.tea.schedule]\nrrule = "{rule}"\nat = "08:00"\nstart = 2026-01-05\n'
    found = {event["UID"]: event["RRULE"] for event in events(exported(tea(schedule=schedule)))}
    assert found == {f"tea.{name}@ecgtool" if name else "tea@ecgtool": said for name, said in series.items()}


def test_a_rule_that_no_other_says_is_listed() -> None:
    """Its dates are single events up to the horizon; those that are so many weeks apart are series with an end."""
    schedule = SCHEDULE.replace('every = "week"\non = "Monday"', 'rrule = "FREQ=YEARLY;BYDAY=20MO"')
    found = events(exported(tea(schedule=schedule)))
    assert len(found) == 25
    assert not any(event.values("RRULE") for event in found)
    assert found[0]["UID"] == "tea.on-20260518@ecgtool"
    weeks = ",".join(map(str, range(1, 54, 2)))
    odd = schedule.replace("FREQ=YEARLY;BYDAY=20MO", f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY=MO")
    first, *others = events(exported(tea(schedule=odd)))
    assert first["RRULE"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=MO;UNTIL=20261228T160000Z"
    assert len(others) < 8
