"""One meeting, a span of days, what a person needs, and messages of RFC 5546."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ecgtool import ical
from ecgtool.errors import Finding, UsageError
from ecgtool.ical import Options, Span
from tests.ical.groups import ANNOUNCE, NOW, SCHEDULE, SHOWN, events, exported, tea

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
        exported(over, Options(span=Span(first=date(2026, 4, 1))))


def test_a_span_of_days() -> None:
    """The series begins and ends within, under its own name; what is moved into or out of it follows its new date."""
    text = exported(tea(EXCEPTIONS), Options(span=Span(date(2026, 6, 16), date(2026, 7, 6))))
    series, moved, extra = events(text)
    assert (series["UID"], series["DTSTART"]) == ("tea@ecgtool", "20260622T080000")
    assert series["RRULE"] == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260706T150000Z"
    assert (moved["UID"], moved["DTSTART"]) == ("tea.on-20260615@ecgtool", "20260616T090000")
    assert extra["DTSTART"] == "20260618T100000"
    series, *_ = events(exported(tea(EXCEPTIONS), Options(span=Span(date(2026, 6, 1), date(2026, 6, 15)))))
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


def test_a_request_is_about_the_series_of_the_next_meeting() -> None:
    """One UID, with organiser and recipients in every part (RFC 5546, section 3.2.2)."""
    text = exported(tea(EXCEPTIONS + ANNOUNCE), Options(method="request"))
    assert "METHOD:REQUEST\r\n" in text
    assert {event["UID"] for event in events(text)} == {"tea@ecgtool"}
    for event in events(text):
        assert event["ORGANIZER"] == "mailto:chairs@example.org"
        assert event["ATTENDEE"] == "mailto:tea@lists.example.org"
        assert 'ORGANIZER;CN="Tea, chairs":mailto:chairs@example.org' in event.lines


@pytest.mark.parametrize(("day", "raised"), [(date(2026, 6, 22), 0), (date(2026, 6, 29), 1)])
def test_a_cancellation_of_one_date(day: date, raised: int) -> None:
    """It names the instance, and comes after what was last said of the series."""
    group = tea(EXCEPTIONS + ANNOUNCE)
    (event,) = events(exported(group, Options(method="cancel", only=day)))
    (series, *_) = events(exported(group))
    assert (event["UID"], event["STATUS"]) == ("tea@ecgtool", "CANCELLED")
    assert event["RECURRENCE-ID"] == f"{day:%Y%m%d}T080000"
    assert int(event["SEQUENCE"]) == int(series["SEQUENCE"]) + raised


def test_a_cancellation_of_the_series() -> None:
    """Its master alone, and later than it."""
    group = tea(EXCEPTIONS + ANNOUNCE)
    (event,) = events(exported(group, Options(method="cancel")))
    assert (event["UID"], event["STATUS"]) == ("tea@ecgtool", "CANCELLED")
    assert int(event["SEQUENCE"]) == 3


def test_a_request_of_one_meeting_names_its_instance() -> None:
    """A moved one, known by the date that it was moved from."""
    (event,) = events(exported(tea(EXCEPTIONS + ANNOUNCE), Options(method="request", only="next")))
    assert (event["UID"], event["RECURRENCE-ID"], event["DTSTART"]) == (
        "tea@ecgtool",
        "20260615T080000",
        "20260616T090000",
    )


def test_what_is_published_has_an_organiser() -> None:
    """From the configuration, or nobody (RFC 5546, section 3.2.1); and no recipients."""
    (event,) = events(exported(tea(ANNOUNCE), Options(method="publish")))
    assert event["ORGANIZER"] == "mailto:chairs@example.org"
    (event,) = events(exported(tea(), Options(method="publish")))
    assert event["ORGANIZER"] == "invalid:nomail"
    assert not event.values("ATTENDEE")


def test_messages_that_cannot_be() -> None:
    """Of several groups, to nobody, of a date without a meeting, and an invitation to a cancelled one."""
    with pytest.raises(UsageError, match="one group"):
        ical.export([tea(ANNOUNCE), tea(ANNOUNCE)], NOW, Options(method="request"))
    with pytest.raises(UsageError, match="announce"):
        exported(tea(), Options(method="cancel"))
    with pytest.raises(UsageError, match=r"2026-06-08 \(Monday\) or 2026-06-15 \(Monday\)"):
        exported(tea(), Options(only=date(2026, 6, 9)))
    with pytest.raises(UsageError, match="cancelled"):
        exported(tea(EXCEPTIONS), Options(only=date(2026, 6, 22)))


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
    """The series ends before it."""
    (series,) = events(exported(tea("[[groups.tea.schedule.skip]]\nfrom = 2026-07-01\nto = 9999-12-31\n")))
    assert series["RRULE"] == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260629T150000Z"
    assert not series.values("EXDATE")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260119T160000Z"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO"),
    ],
)
def test_a_rule_of_ones_own(rule: str, said: str) -> None:
    """As it stands; counting becomes an end, and the week begins on Monday for all."""
    schedule = f'[groups.tea.schedule]\nrrule = "{rule}"\nat = "08:00"\nstart = 2026-01-05\n'
    assert events(exported(tea(schedule=schedule)))[0]["RRULE"] == said


def test_a_rule_that_readers_take_differently_is_listed() -> None:
    """The second of some weekdays in each week: single events, up to the horizon."""
    schedule = SCHEDULE.replace('every = "week"\non = "Monday"', 'rrule = "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=2"')
    found = events(exported(tea(schedule=schedule)))
    assert len(found) == ((date(2050, 12, 31) - date(2026, 1, 7)).days // 7) + 1
    assert not any(event.values("RRULE") for event in found)
    assert found[0]["UID"] == "tea.on-20260107@ecgtool"
