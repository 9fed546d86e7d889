"""Kinds of calendars that programs and people make: learnt right, or named with what was left out."""

from datetime import UTC, date, datetime
from itertools import islice

import pytest

from ecgtool.errors import UsageError
from ecgtool.learn.draft import Draft
from ecgtool.learn.ical.file import learn_ical
from ecgtool.schedule.occurrences import occurrences
from tests.learn.ical.test_file import as_group, calendar

NOW = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)
LA = ";TZID=America/Los_Angeles"
MONDAYS = ["06-15 08:00", "06-22 08:00", "06-29 08:00", "07-06 08:00"]


def event(
    more: str = "", *, uid: str = "a", name: str = "Lab", rule: str = "FREQ=WEEKLY;BYDAY=MO", day: str = "20260105"
) -> str:
    """An hour at eight in Los Angeles, by a rule or once."""
    ruled = f"RRULE:{rule}\n" if rule else ""
    return f"UID:{uid}\nSUMMARY:{name}\nDTSTART{LA}:{day}T080000\nDTEND{LA}:{day}T090000\n{ruled}{more}"


def instance(original: str, *lines: str) -> str:
    """An override of the meeting that ``original`` names."""
    return "\n".join(("UID:a\nSUMMARY:Lab", f"RECURRENCE-ID{original}", *lines))


def learnt(*events: str) -> list[Draft]:
    """What such a calendar tells."""
    return learn_ical(calendar(*events), NOW.date())


def coming(draft: Draft) -> list[str]:
    """The next four meetings, on their clock."""
    schedule = as_group(draft).schedule
    return [f"{one.local_start:%m-%d %H:%M}" for one in islice(occurrences(schedule, NOW), 4)]


MOVED = f"DTSTART{LA}:20260616T080000\nDTEND{LA}:20260616T090000"
KINDS = {
    "two rules": ([event("RRULE:FREQ=WEEKLY;BYDAY=TH")], ["06-11 08:00", "06-15 08:00", "06-18 08:00"], ""),
    "two rules of months": (
        [event("RRULE:FREQ=MONTHLY;BYDAY=3MO", rule="FREQ=MONTHLY;BYDAY=1MO")],
        ["06-15 08:00", "07-06 08:00", "07-20 08:00"],
        "",
    ),
    "a rule of exceptions": ([event("EXRULE:FREQ=MONTHLY;BYDAY=1MO")], [*MONDAYS[:3], "07-13 08:00"], "EXRULE"),
    "dates alone": (
        [event(f"RDATE{LA}:20260610T080000,20260624T080000,20260701T100000", rule="")],
        ["06-10 08:00", "06-24 08:00", "07-01 10:00"],
        "single dates only",
    ),
    "dates without a rhythm": (
        [event(f"RDATE{LA}:20260610T080000,20260701T100000,20260820T090000", rule="")],
        ["06-10 08:00", "07-01 10:00", "08-20 09:00"],
        "single dates only",
    ),
    "a period": ([event("RDATE;VALUE=PERIOD:20260610T150000Z/PT2H")], ["06-10 08:00", *MONDAYS[:3]], "lasts 2h"),
    "a date in UTC": ([event("EXDATE:20260615T150000Z")], MONDAYS[1:], ""),
    "a date without an hour": ([event("EXDATE;VALUE=DATE:20260615")], MONDAYS[1:], ""),
    "an instance by its date": (
        [event(), instance(";VALUE=DATE:20260615", MOVED)],
        ["06-16 08:00", *MONDAYS[1:]],
        "",
    ),
    "an instance all day": (
        [event(), instance(f"{LA}:20260615T080000", "DTSTART;VALUE=DATE:20260615")],
        MONDAYS[1:],
        "was made all day",
    ),
    "an instance that is longer": (
        [event(), instance(f"{LA}:20260615T080000", f"DTSTART{LA}:20260615T080000\nDURATION:PT2H")],
        MONDAYS,
        "lasts 2h",
    ),
    "an excluded date more": (
        [event(f"RDATE{LA}:20260610T080000\nEXDATE{LA}:20260610T080000,20260106T080000", day="20260106")],
        MONDAYS,
        "",
    ),
    "this and all that follow": (
        [event(), instance(f";RANGE=THISANDFUTURE{LA}:20260615T080000", MOVED)],
        ["06-16 08:00", "06-23 08:00"],
        "",
    ),
    "weeks that begin on Sunday": (
        [event(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU", day="20260104")],
        ["06-22 08:00", "07-06 08:00"],
        "",
    ),
    "all-day events": (
        [event(), "UID:z\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20260704\nRRULE:FREQ=YEARLY"],
        MONDAYS,
        "left out: “Fair” (line 11) is all day",
    ),
    "single events of other names": (
        [event(), event(uid="b", name="Party", rule="", day="20260704")],
        MONDAYS,
        "left out: “Party” (line 11), a single event on 2026-07-04",
    ),
    "old single events of its name": ([event(), event(uid="b", rule="", day="20250704")], MONDAYS, "before 2026"),
    "a series that ended": (
        [event(), event(uid="b", name="Old", rule="FREQ=WEEKLY;COUNT=2")],
        MONDAYS,
        "left out: “Old” (line 11), which ended on 2026-01-12",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_learnt_and_the_rest_is_told(kind: str) -> None:
    """The next meetings of the first group, and the words on what no key says."""
    events, meetings, word = KINDS[kind]
    first, *_ = learnt(*events)
    assert coming(first)[: len(meetings)] == meetings
    assert word in " ".join(first.unknown)


def test_all_of_it_cancelled() -> None:
    """Where every event is cancelled, that is said, with their names."""
    with pytest.raises(UsageError, match=r"everything in the calendar is cancelled.*“Lab”"):
        learnt(event("SEQUENCE:2\nSTATUS:CANCELLED"), event("SEQUENCE:1"))


def test_a_clock_in_utc_beside_another_for_all_is_told_as_a_guess() -> None:
    """Google names a zone for all, and some write every time in UTC beside it."""
    head = "X-WR-TIMEZONE:Europe/Paris\n"
    utc = "UID:a\nSUMMARY:Lab\nDTSTART:20260105T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY"
    (draft,) = learn_ical(calendar(utc, head=head), NOW.date())
    assert draft.table["timezone"] == "UTC"
    assert "Europe/Paris" in draft.guesses["timezone"]


def test_the_link_of_the_call_is_told_as_a_guess_where_it_is_one() -> None:
    """One in LOCATION is the meeting's; any other in the words may be."""
    (sure,) = learnt(event("LOCATION:https://meet.example.org/a\nDESCRIPTION:Minutes: https://pad.example.org/b"))
    assert sure.table["call"]["join"] == "https://meet.example.org/a"
    assert "call.join" not in sure.guesses
    (guess,) = learnt(event("DESCRIPTION:See https://www.example.org/page for more"))
    assert "call.join" in guess.guesses


def test_a_value_that_no_file_takes_costs_nobody_the_group() -> None:
    """Never a message about a file that does not exist: a fault is told by the key, and left out."""
    (draft,) = learnt(event("LOCATION:https://meet.example.org/a\nURL:https://exa mple.org/"))
    assert as_group(draft).call.join == "https://meet.example.org/a"


def test_many_events_take_no_time() -> None:
    """Hundreds of series and thousands of dates, in seconds."""
    series = [event(uid=f"{number}", name=f"Lab {number}") for number in range(400)]
    once = [event(uid=f"o{number}", name="Once", rule="", day=f"2026{7 + number % 6:02}10") for number in range(2000)]
    first, *others = learnt(*series, *once)
    assert len(others) == 399
    assert any("single events more" in word for word in first.unknown)
    assert as_group(first).schedule.slots[0].recurrences[0].first == date(2026, 1, 5)
