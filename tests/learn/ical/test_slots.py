"""Series of a calendar that belong to one group are its slots, or one rule; different meetings are groups."""

from datetime import UTC, date, datetime
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecgtool import ical
from ecgtool.learn.draft import Draft
from ecgtool.learn.ical.file import learn_ical
from ecgtool.schedule.occurrences import occurrences
from tests.day_by_day import Slots
from tests.learn.ical.test_file import as_group, calendar
from tests.plans import group_of
from tests.schedule.test_slots import schedule_of
from tests.slot_plans import as_file, instants_near, slots

NOW = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)
TODAY = NOW.date()
OWN = """\
[groups.g]
timezone = "America/Los_Angeles"
[groups.g.schedule]
name = "EMEA"
every = "2 weeks"
on = "Tuesday"
at = "08:00"
start = 2026-01-06
skip = [{ date = 2026-06-23 }, { date = 2026-07-07T08:00:00 }]
[[groups.g.schedule.slot]]
name = "APAC, late"
timezone = "Asia/Tokyo"
every = "2 weeks"
on = "Wednesday"
at = "17:00"
start = 2026-01-14
[[groups.g.schedule.slot]]
name = "all"
every = "month"
on = "first Tuesday"
at = "12:00"
duration = "2h"
[[groups.g.schedule.change]]
slot = "APAC, late"
from = 2026-09-09
at = "18:00"
"""


def meeting(uid: str, start: str, rule: str, more: str = "", name: str = "Lab") -> str:
    """A series of an hour that begins at ``start``, a time with its zone: ``America/Los_Angeles:20260106T080000``."""
    return f"UID:{uid}\nSUMMARY:{name}\nDTSTART;TZID={start}\nDURATION:PT1H\nRRULE:{rule}\n{more}"


EARLY = ("a", "America/Los_Angeles:20260106T080000")
LATE = ("b", "America/Los_Angeles:20260113T170000")
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"
TURNS = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"


def learnt(*events: str) -> list[Draft]:
    """What such a calendar tells."""
    return learn_ical(calendar(*events), TODAY)


def coming(draft: Draft, number: int = 4) -> list[tuple[str, str | None]]:
    """The next meetings, on their clocks, each with its slot."""
    found = islice(occurrences(as_group(draft).schedule, NOW), number)
    return [(f"{one.local_start:%m-%d %H:%M}", one.slot) for one in found]


def test_what_is_exported_comes_back_with_its_slots() -> None:
    """One group with the same slots, rules, exceptions, and the same UIDs when it is exported again."""
    one = group_of(OWN)
    data = ical.export([one], NOW, ical.Options())
    (draft,) = learn_ical(data.encode(), TODAY)
    again = as_group(draft)
    assert [slot.name for slot in again.schedule.slots] == ["EMEA", "APAC, late", "all"]
    assert [slot.zone for slot in again.schedule.slots] == [slot.zone for slot in one.schedule.slots]
    meetings = [list(islice(occurrences(group.schedule, NOW), 100)) for group in (one, again)]
    assert meetings[0] == meetings[1]
    uids = [
        sorted(line for line in text.splitlines() if line.startswith("UID:"))
        for text in (data, ical.export([again], NOW, ical.Options()))
    ]
    assert uids[0] == uids[1]


@settings(max_examples=8)
@given(slots().flatmap(lambda some: st.tuples(st.just(some), instants_near(some))))
def test_any_slots_come_back(some: tuple[Slots, datetime]) -> None:
    """Their meetings do, whatever rules, clocks and exceptions they have."""
    schedule_of(some[0])  # which passes over what is no file
    one, now = group_of(as_file(some[0])), some[1]
    expected = [o.start for o in islice(occurrences(one.schedule, now), 40) if o.start.year < 2050]
    assume(expected)
    data = ical.export([one], now, ical.Options()).encode()
    groups = [as_group(draft) for draft in learn_ical(data, date(2008, 1, 1))]
    found = sorted({o.start for group in groups for o in islice(occurrences(group.schedule, now), 40)})
    assert found[: len(expected)] == expected


def test_a_single_meeting_where_no_rule_is_in_force_is_held() -> None:
    """Hours dealt out to three days of a month leave rules with gaps, and single meetings on days of these rules."""
    days = 'every = "3 months"\non = ["second and fourth Monday", "last Monday"]\nat = ["03:00", "14:00"]'
    one = group_of(f'[groups.g]\ntimezone = "UTC"\n[groups.g.schedule]\n{days}\nstart = 2026-11-07\n')
    now = datetime(2027, 12, 12, tzinfo=UTC)
    (draft,) = learn_ical(ical.export([one], now, ical.Options()).encode(), date(2008, 1, 1))
    schedules = (one.schedule, as_group(draft).schedule)
    starts = [[meeting.start for meeting in islice(occurrences(schedule, now), 20)] for schedule in schedules]
    assert starts[0] == starts[1]


def test_alternating_hours_of_one_name_are_slots_named_by_their_hours() -> None:
    """Hours that alternate under one name become slots, each with its own exceptions."""
    off = "EXDATE;TZID=America/Los_Angeles:20260616T170000"
    (draft,) = learnt(meeting(*EARLY, TURNS), meeting(*LATE, TURNS, off))
    assert coming(draft) == [
        ("06-09 08:00", "08:00"),
        ("06-23 08:00", "08:00"),
        ("06-30 17:00", "17:00"),
        ("07-07 08:00", "08:00"),
    ]


def test_one_name_on_two_clocks_is_one_group() -> None:
    """Its slots are named by the places of the clocks."""
    europe = meeting("a", "Europe/Berlin:20260106T100000", WEEKLY)
    asia = meeting("b", "Asia/Tokyo:20260107T100000", "FREQ=WEEKLY;BYDAY=WE")
    (draft,) = learnt(europe, asia)
    assert coming(draft, 2) == [("06-09 10:00", "Berlin"), ("06-10 10:00", "Tokyo")]


def test_a_day_with_two_meetings_names_the_hour_of_the_one_that_is_off() -> None:
    """A date alone would leave out both."""
    off = "EXDATE;TZID=America/Los_Angeles:20260609T080000"
    (draft,) = learnt(meeting(*EARLY, WEEKLY, off), meeting(*LATE, WEEKLY))
    assert draft.table["schedule"]["skip"] == [{"date": datetime(2026, 6, 9, 8)}]
    assert coming(draft, 2) == [("06-09 17:00", "17:00"), ("06-16 08:00", "08:00")]


def test_what_stands_for_no_meeting_leaves_out_none_of_another_slot() -> None:
    """An instance that was made all day, on a date that its series does not have but the other does."""
    all_day = "UID:a\nSUMMARY:Lab\nRECURRENCE-ID;VALUE=DATE:20260616\nDTSTART;VALUE=DATE:20260616"
    (draft,) = learnt(meeting(*EARLY, TURNS), all_day, meeting(*LATE, TURNS))
    assert "skip" not in draft.table["schedule"]
    assert any("2026-06-16 is all day" in word for word in draft.unknown)


@pytest.mark.parametrize(
    "other",
    [
        meeting(*LATE, TURNS, name="Docs"),
        meeting(*LATE, TURNS, "LOCATION:https://meet.example.org/b"),
        meeting("b", EARLY[1], "FREQ=MONTHLY;BYDAY=1TU"),
    ],
)
def test_different_meetings_stay_groups(other: str) -> None:
    """Those of another name, with another link to join, or at one instant now and then."""
    assert len(learnt(meeting(*EARLY, TURNS, "LOCATION:https://meet.example.org/a"), other)) == 2


def test_a_series_that_google_cut_and_renamed_is_one_group() -> None:
    """By its UID, under the name that it has now."""
    before = meeting("x@google.com", EARLY[1], f"{TURNS};UNTIL=20260601T065959Z")
    later = "x_R20260609T150000@google.com", "America/Los_Angeles:20260609T090000"
    (draft,) = learnt(before, meeting(*later, TURNS, name="Lab, anew"))
    assert draft.name == "Lab, anew"
    assert draft.table["schedule"]["start"] == date(2026, 1, 6)
    assert coming(draft, 1) == [("06-09 09:00", None)]
